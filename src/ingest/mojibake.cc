// SPDX-License-Identifier: Apache-2.0
//
// A run is looked at as the bytes that windows-1252 would make of it. Where these are
// UTF-8, two readings compete, and what decides is how odd the run is as it stands: a
// letter is followed by "€", "¢" or a control character in mojibake alone ("odd"), but by
// a quotation mark, a dash or "…" in any text ("closing"). A closing one is read as
// mojibake only where the letters around it say that a letter belongs there, or where
// the same run has an odd one.
#include "ingest/mojibake.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <unicode/uchar.h>

#include "ingest/clean.h"

namespace chancery {

namespace {

/// The byte of windows-1252 (C1 controls for the five that it lacks), or 0 for ASCII and
/// what it does not have.
unsigned byte_of(char32_t c) {
    if (c >= 0x80 && c <= 0xFF) {
        return static_cast<unsigned>(c);
    }
    if (c < 0x152 || c > 0x2122) {
        return 0;
    }
    for (unsigned byte = 0x80; byte < 0xA0; ++byte) {
        if (windows_1252(byte) == c) {
            return byte;
        }
    }
    return 0;
}

/// Punctuation that may follow a letter in any text.
bool is_closing(char32_t c) {
    constexpr std::u32string_view marks =
        U"\u2026\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u2122\u203A\u00BB\u00A0\u00B0";
    return marks.find(c) != std::u32string_view::npos;
}

bool is_upper(char32_t c) {
    return u_isupper(static_cast<UChar32>(c)) != 0;
}

bool is_lower(char32_t c) {
    return u_islower(static_cast<UChar32>(c)) != 0;
}

bool is_letter(char32_t c) {
    return u_isalpha(static_cast<UChar32>(c)) != 0;
}

/// A character that texts have; what random bytes give most often is none.
bool is_plausible(char32_t c) {
    if (c < 0x250) {
        return c >= 0x80;
    }
    const bool modifier = c >= 0x2BB && c <= 0x2BF;
    if (c < 0x300) {
        return modifier;
    }
    if (c > 0x5FF && c < 0x600 + 0x100) {
        return u_isdefined(static_cast<UChar32>(c)) != 0;  // Arabic
    }
    if (c >= 0x700 && c < 0x900) {
        return false;  // Syriac, Thaana, NKo …
    }
    return u_isdefined(static_cast<UChar32>(c)) != 0 &&
           u_charType(static_cast<UChar32>(c)) != U_PRIVATE_USE_CHAR;
}

/// Characters of a run that are one in UTF-8.
struct Sequence {
    char32_t value = 0;
    std::size_t length = 0;  ///< 0: there is none
    std::size_t odd = 0;     ///< of its later characters
};

std::size_t promised_length(unsigned lead) {
    return lead >= 0xC2 && lead <= 0xDF   ? 2
           : lead >= 0xE0 && lead <= 0xEF ? 3
           : lead >= 0xF0 && lead <= 0xF4 ? 4
                                          : 0;
}

Sequence sequence_at(const std::vector<SourceCharacter>& run, std::size_t at) {
    const unsigned lead = byte_of(run[at].value);
    const std::size_t length = promised_length(lead);
    if (length == 0 || at + length > run.size()) {
        return {};
    }
    Sequence out;
    out.value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const char32_t c = run[at + i].value;
        const unsigned byte = byte_of(c);
        if (byte < 0x80 || byte > 0xBF) {
            return {};
        }
        out.value = (out.value << 6U) | (byte & 0x3FU);
        out.odd += is_closing(c) ? 0U : 1U;
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (out.value < least.at(length) || out.value > 0x10FFFF ||
        (out.value >= 0xD800 && out.value < 0xE000)) {
        return {};
    }
    out.length = length;
    return out;
}

/// What was read in another code page: the two characters for the bytes E2 80, and those
/// for the third byte of ’ “ ” – — … ‘ •, in this order.
struct CodePage {
    std::u32string_view start;
    std::u32string_view thirds;
};

constexpr std::u32string_view punctuation =
    U"\u2019\u201C\u201D\u2013\u2014\u2026\u2018\u2022";

constexpr std::array<CodePage, 5> code_pages{{
    {U"\u0432\u0402", U"\u2122\u045A\u045C\u201C\u201D\u00A6\u0098\u045E"},  // 1251
    {U"\u00E2\u20AC", U"\u2122\u015B\u0165\u201C\u201D\u00A6\u0098\u02D8"},  // 1250
    {U"\u201A\u00C4", U"\u00F4\u00FA\u00F9\u00EC\u00EE\u00B6\u00F2\u00A2"},  // Mac Roman
    {U"\u0393\u00C7", U"\u00D6\u00A3\u00A5\u00F4\u00F6\u00AA\u00FF\u00F3"},  // 437
    {U"\u00D4\u00C7", U"\u00D6\u00A3\u00D8\u00F4\u00F6\u00AA\u00FF\u00F3"},  // 850
}};

char32_t punctuation_at(const std::vector<SourceCharacter>& run, std::size_t at) {
    if (at + 3 > run.size()) {
        return 0;
    }
    for (const CodePage& page : code_pages) {
        if (run[at].value == page.start[0] && run[at + 1].value == page.start[1]) {
            const std::size_t found = page.thirds.find(run[at + 2].value);
            if (found != std::u32string_view::npos) {
                return punctuation[found];
            }
        }
    }
    return 0;
}

/// One pass over a run: what is UTF-8 and odd as it stands becomes what it was.
class Pass {
  public:
    /// `known`: it was mojibake in the pass before.
    Pass(const std::vector<SourceCharacter>& run, Neighbours around, bool known)
        : run_(run), around_(around), known_(known) {
        for (std::size_t at = 0; at < run_.size();) {
            const Sequence found = sequence_at(run_, at);
            const bool counts = found.odd > 0 && is_plausible(found.value);
            odd_sequences_ += counts ? 1U : 0U;
            sequences_ += found.length > 0 ? 1U : 0U;
            at += std::max<std::size_t>(found.length, 1);
        }
    }

    /// Gives what the run becomes; `changed` says whether it does.
    std::vector<SourceCharacter> mended(bool& changed) const {
        std::vector<SourceCharacter> out;
        out.reserve(run_.size());
        for (std::size_t at = 0; at < run_.size();) {
            const auto [value, length] = reading_at(at);
            if (length == 0) {
                out.push_back(run_[at]);
                ++at;
                continue;
            }
            const SourceCharacter& last = run_[at + length - 1];
            out.push_back(
                {value, run_[at].source, last.source + last.length - run_[at].source});
            at += length;
            changed = true;
        }
        return out;
    }

  private:
    struct Reading {
        char32_t value = 0;
        std::size_t length = 0;  ///< 0: as it stands
    };

    [[nodiscard]] char32_t before(std::size_t at) const {
        return at == 0 ? around_.before : run_[at - 1].value;
    }

    [[nodiscard]] char32_t after(std::size_t end) const {
        return end == run_.size() ? around_.after : run_[end].value;
    }

    [[nodiscard]] Reading reading_at(std::size_t at) const {
        if (const char32_t mark = punctuation_at(run_, at); mark != 0) {
            return {mark, 3};
        }
        const Sequence found = sequence_at(run_, at);
        if (found.length > 0 && is_mojibake(found, at)) {
            return {found.value, found.length};
        }
        return torn_at(at);
    }

    [[nodiscard]] bool is_mojibake(const Sequence& found, std::size_t at) const {
        const char32_t second = run_[at + 1].value;
        if (found.value < 0xA0) {  // of what was read twice; a control character is odd
            return second < 0xA0 || odd_sequences_ > 1;
        }
        if (!is_plausible(found.value)) {
            return false;
        }
        if (found.odd > 0) {
            return found.length == 2 ? !is_word_of_capitals(at)
                                     : is_odd_enough(found, at);
        }
        return known_ || odd_sequences_ > 0 ||
               (found.length == 2 ? belongs_here(found.value, at)
                                  : belongs_in_word(found, at));
    }

    /// "ÄŠ" among capitals: two letters.
    [[nodiscard]] bool is_word_of_capitals(std::size_t at) const {
        return is_upper(before(at)) && is_upper(run_[at + 1].value) &&
               odd_sequences_ == 1;
    }

    /// Three and four characters: one odd one of two may still be chance in scripts that
    /// are rare among Latin letters.
    [[nodiscard]] bool is_odd_enough(const Sequence& found, std::size_t at) const {
        const bool usual = (found.value >= 0x1E00 && found.value < 0x2300) ||
                           found.value == 0xFEFF || found.value == 0xFFFD;
        return usual || found.odd + 1 >= found.length || sequences_ > 1 ||
               !is_closing(run_[at + 1].value);
    }

    /// Two characters, the second of which may end a word as it stands.
    [[nodiscard]] bool belongs_here(char32_t value, std::size_t at) const {
        const char32_t left = before(at);
        const char32_t right = after(at + 2);
        if (value < 0xC0) {                           // "Â°", "Â»"
            return value == 0xA0 || !is_upper(left);  // hardly any word ends in "Â"
        }
        if (value == 0xD7 || value == 0xF7) {
            return false;
        }
        if (value == 0xE0) {  // from "Ã" and a no-break space
            return true;
        }
        return is_lower(right) || (is_lower(left) && !is_upper(right)) ||
               (!is_letter(left) && is_letter(right));
    }

    /// Three characters, the last two of which may end a word as they stand: Vietnamese
    /// letters inside a word ("há»“i"), other scripts among their like.
    [[nodiscard]] bool belongs_in_word(const Sequence& found, std::size_t at) const {
        if (found.value < 0x1E00 || found.value > 0x1EFF) {
            return sequences_ > 1 && found.value >= 0x3000;
        }
        const char32_t left = before(at);
        const char32_t right = after(at + found.length);
        return is_lower(found.value) && (is_letter(left) || is_letter(right));
    }

    /// Sequences whose last byte got lost: "â€" for ”, and "Ã" or "Â" before what was a
    /// no-break space and is a space now.
    [[nodiscard]] Reading torn_at(std::size_t at) const {
        const char32_t c = run_[at].value;
        if (c == 0xE2 && at + 1 < run_.size() && run_[at + 1].value == 0x20AC) {
            const bool lost = at + 2 < run_.size() && run_[at + 2].value == 0xFFFD;
            return {U'\u201D', lost ? 3U : 2U};
        }
        if (after(at + 1) != ' ' || is_upper(before(at))) {
            return {};
        }
        return c == 0xC2                           ? Reading{0, 1}
               : c == 0xC3 && is_lower(before(at)) ? Reading{0xE0, 1}
                                                   : Reading{};
    }

    const std::vector<SourceCharacter>& run_;
    Neighbours around_;
    bool known_ = false;
    std::size_t sequences_ = 0;
    std::size_t odd_sequences_ = 0;
};

}  // namespace

bool may_begin_mojibake(char32_t c) {
    return (c >= 0xC2 && c <= 0xF4) || c == 0x432 || c == 0x201A || c == 0x393;
}

bool may_continue_mojibake(char32_t c) {
    if (c < 0x80) {
        return false;
    }
    if (byte_of(c) != 0 || c == 0xFFFD) {
        return true;
    }
    return std::any_of(code_pages.begin(), code_pages.end(), [c](const CodePage& page) {
        return page.start.find(c) != std::u32string_view::npos ||
               page.thirds.find(c) != std::u32string_view::npos;
    });
}

bool mend_mojibake(std::vector<SourceCharacter>& run, Neighbours around) {
    constexpr int most_passes = 3;
    bool mended = false;
    for (int pass = 0; pass < most_passes; ++pass) {
        bool changed = false;
        std::vector<SourceCharacter> next = Pass(run, around, mended).mended(changed);
        if (!changed) {
            break;
        }
        run = std::move(next);
        mended = true;
    }
    return mended;
}

}  // namespace chancery
