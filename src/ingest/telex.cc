// SPDX-License-Identifier: Apache-2.0
//
// A word is taken apart as a Vietnamese syllable: initial, vowels with the keys of their
// marks (Telex: aa ee oo aw ow uw w, dd; VNI: 6 7 8 9), the key of the tone (s f r x j;
// 1-5), final. What fits is weighed by what English does not have: "dd" at the start,
// "uw", a tone j, a tone key before the final of a vowel that has its mark.
#include "ingest/telex.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>

#include "base/ascii.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 29> initials{
    "ngh", "dd", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu",
    "th",  "tr", "d9", "b",  "c",  "d",  "g",  "h",  "k",  "l",
    "m",   "n",  "p",  "r",  "s",  "t",  "v",  "x",  ""};
constexpr std::array<std::string_view, 9> finals{
    "ng", "nh", "ch", "c", "m", "n", "p", "t", ""};

bool is_vowel(char c) {
    return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

/// What a syllable between initial and final is made of.
struct Vowels {
    std::size_t size = 0;    ///< bytes, keys of marks and tone included
    std::size_t plain = 0;   ///< vowels as they are spoken
    bool mark = false;       ///< a key made another vowel
    bool foreign = false;    ///< "uw": not English
    char tone = 0;           ///< its key
    std::size_t digits = 0;  ///< keys of VNI
};

constexpr std::string_view telex_tones = "sfrxj";

/// A vowel, or the key that makes another one of the vowel before it.
bool take_vowel(char c, char& last, Vowels& out) {
    const bool doubled = c == last && (c == 'a' || c == 'e' || c == 'o');
    const bool horn = c == 'w' && (last == 'a' || last == 'o' || last == 'u');
    if (out.plain > 0 && (doubled || horn)) {
        out.mark = true;
        out.foreign = out.foreign || (horn && last == 'u');
        last = 0;
        return true;
    }
    if (is_vowel(c)) {
        ++out.plain;
        last = c;
        return true;
    }
    return false;
}

/// The digit of a mark or of the first tone, or the letter of the first tone.
bool take_key(char c, char& last, Vowels& out) {
    if (out.plain == 0) {
        return false;
    }
    if (c >= '6' && c <= '8') {
        out.mark = true;
        ++out.digits;
        return true;
    }
    if (out.tone != 0) {
        return false;
    }
    if (c >= '1' && c <= '5') {
        out.tone = c;
        ++out.digits;
        return true;
    }
    if (telex_tones.find(c) != std::string_view::npos) {
        out.tone = c;
        last = 0;
        return true;
    }
    return false;
}

Vowels read_vowels(std::string_view rest) {
    Vowels out;
    char last = 0;
    for (const char c : rest) {
        if (!take_vowel(c, last, out) && !take_key(c, last, out)) {
            break;
        }
        ++out.size;
    }
    return out;
}

int score_of_initial(std::string_view initial) {
    if (initial == "dd") {
        return 2;
    }
    return initial == "d9" ? 3 : 0;
}

/// The tone's key of a vowel that has its mark; `inside`: a final follows it.
int score_of_tone(char tone, bool inside) {
    if (tone == 'j') {
        return inside ? 4 : 2;
    }
    if (tone == 'x') {
        return inside ? 4 : 1;
    }
    return tone != 0 && inside ? 1 : 0;
}

int score_of(std::string_view initial, const Vowels& vowels, std::string_view after) {
    const bool inside = !after.empty();
    const int score = score_of_initial(initial) + (vowels.foreign ? 2 : 0);
    if (vowels.digits > 1) {
        return score + 4;
    }
    if (vowels.digits > 0) {
        return score + (inside ? 1 : 0);
    }
    return score + (vowels.mark ? score_of_tone(vowels.tone, inside) : 0);
}

/// The tone's key may be typed after the final: "Vieetj", "Vie6t5".
bool ends_in_tone(std::string_view word) {
    return word.size() > 1 && (telex_tones.find(word.back()) != std::string_view::npos ||
                               (word.back() >= '1' && word.back() <= '5'));
}

int score_with(std::string_view word, std::string_view initial) {
    const Vowels vowels = read_vowels(word.substr(initial.size()));
    if (vowels.plain == 0 || vowels.plain > 3) {
        return 0;
    }
    std::string_view after = word.substr(initial.size() + vowels.size);
    const auto is_final = [](std::string_view text) {
        return std::find(finals.begin(), finals.end(), text) != finals.end();
    };
    if (is_final(after)) {
        return score_of(initial, vowels, after);
    }
    if (vowels.tone == 0 && ends_in_tone(after)) {
        Vowels with_tone = vowels;
        with_tone.tone = after.back();
        with_tone.digits += after.back() <= '9' ? 1U : 0U;
        after.remove_suffix(1);
        return is_final(after) ? score_of(initial, with_tone, after) : 0;
    }
    return 0;
}

/// False: no letter of the word is one of the keys that a score needs, so it has none.
/// Most English words end here.
bool may_score(std::string_view word) {
    char before = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c =
            is_upper(word[i]) ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
        const bool doubled =
            c == before && (c == 'a' || c == 'e' || c == 'o' || (c == 'd' && i == 1));
        const bool horn = c == 'w' && (before == 'a' || before == 'o' || before == 'u');
        if (doubled || horn || is_digit(c)) {
            return true;
        }
        before = c;
    }
    return false;
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

int telex_score(std::string_view word) {
    constexpr std::size_t longest = 11;  // "nghieeengxs"
    if (word.size() < 3 || word.size() > longest || !may_score(word)) {
        return 0;
    }
    std::string low;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && i > 0 && word != "DD" && !(i == 1 && word[0] == 'D' && c == 'D')) {
            return 0;  // "DDoS", "H5N1": not how a word is typed
        }
        low += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (low[0] < 'a' || low[0] > 'z') {
        return 0;
    }
    int best = 0;
    for (const std::string_view initial : initials) {
        if (low.starts_with(initial)) {
            best = std::max(best, score_with(low, initial));
        }
    }
    return best;
}

std::vector<Span> find_telex(std::string_view text) {
    std::vector<Span> found;
    std::set<std::string_view> different;
    int most = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_word_byte(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_word_byte(text[end])) {
            ++end;
        }
        const std::string_view word = text.substr(at, end - at);
        if (const int score = telex_score(word); score >= 2) {
            found.push_back(
                {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
            different.insert(word);
            most = std::max(most, score);
        }
        at = end;
    }
    return most >= 4 || different.size() >= 2 ? found : std::vector<Span>{};
}

}  // namespace chancery
