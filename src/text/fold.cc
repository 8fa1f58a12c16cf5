// Folding is one mapping of code points to strings, so it needs no context: canonical
// reordering only concerns marks, and these go. The code points that news in Latin
// letters uses are mapped once, on first use; the others are asked of ICU each time.
// SPDX-License-Identifier: Apache-2.0
#include "text/fold.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "text/utf8.h"

namespace chancery {

namespace {

/// Letters and signs that have no decomposition to what people type for them. Lower case
/// only: case is folded first.
constexpr std::string_view plain_form(char32_t c) {
    switch (c) {
        case U'\u200B':  // a place to break a line: between words
            return " ";
        case U'đ':
        case U'ð':
        case U'ɖ':
        case U'ɗ':
            return "d";
        case U'ø':
        case U'ɔ':
            return "o";
        case U'ł':
            return "l";
        case U'ß':
            return "ss";
        case U'æ':
            return "ae";
        case U'œ':
            return "oe";
        case U'ı':
            return "i";
        case U'þ':
            return "th";
        case U'ħ':
            return "h";
        case U'ŧ':
            return "t";
        case U'ŋ':
            return "n";
        case U'ĸ':
        case U'ƙ':
            return "k";
        case U'ɓ':
            return "b";
        case U'ɛ':
            return "e";
        case U'ƴ':
            return "y";
        case U'ə':  // Azerbaijani: Əliyev is written Aliyev
            return "a";
        case U'\u00B4':
        case U'\u02B9':
        case U'\u02BB':
        case U'\u02BC':
        case U'\u02BE':
        case U'\u02BF':
        case U'\u2018':
        case U'\u2019':
        case U'\u201A':
        case U'\u201B':
        case U'\u2032':
            return "'";
        case U'\u201C':
        case U'\u201D':
        case U'\u201E':
        case U'\u201F':
            return "\"";
        case U'\u2010':
        case U'\u2011':
        case U'\u2012':
        case U'\u2013':
        case U'\u2014':
        case U'\u2015':
        case U'\u2212':
            return "-";
        default:
            return {};
    }
}

const icu::Normalizer2* compatibility_normalizer() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    return U_SUCCESS(status) != 0 ? nfkc : nullptr;
}

/// One round of the mapping; fixed points are those that fold_code_point() gives.
void fold_once(const icu::Normalizer2* nfkc, char32_t c, std::u32string& out) {
    const auto emit = [&out](UChar32 part) {
        if (u_getCombiningClass(part) != 0) {
            return;
        }
        if (part != U'\u200B' &&
            u_hasBinaryProperty(part, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) {
            return;
        }
        const auto lower = static_cast<char32_t>(u_foldCase(part, U_FOLD_CASE_DEFAULT));
        const std::string_view plain = plain_form(lower);
        if (plain.empty()) {
            out += lower;
        } else {
            out.append(plain.begin(), plain.end());
        }
    };
    icu::UnicodeString parts;
    if (!plain_form(c).empty() || nfkc == nullptr ||
        nfkc->getDecomposition(static_cast<UChar32>(c), parts) == 0) {
        emit(static_cast<UChar32>(c));
        return;
    }
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        emit(parts.char32At(i));
    }
}

std::string fold_code_point(char32_t c) {
    const icu::Normalizer2* nfkc = compatibility_normalizer();
    std::u32string now(1, c);
    for (int round = 0; round < 4; ++round) {
        std::u32string next;
        for (const char32_t part : now) {
            fold_once(nfkc, part, next);
        }
        if (next == now) {
            break;
        }
        now = std::move(next);
    }
    std::string bytes;
    for (const char32_t part : now) {
        append_utf8(bytes, part);
    }
    return bytes;
}

/// The folded forms of two ranges of code points, each in one word of eight bytes.
class FoldTable {
  public:
    FoldTable() {
        for (std::size_t i = 0; i < forms_.size(); ++i) {
            const std::string bytes = fold_code_point(code_point(i));
            Form& form = forms_[i];
            if (bytes.size() <= form.bytes.size()) {
                std::copy(bytes.begin(), bytes.end(), form.bytes.begin());
                form.length = static_cast<std::uint8_t>(bytes.size());
            }
        }
    }

    /// Nothing where the table does not know the character.
    [[nodiscard]] std::optional<std::string_view> find(char32_t c) const {
        const std::size_t i = c >= low_begin && c < low_end ? c - low_begin
                              : c >= high_begin && c < high_end
                                  ? c - high_begin + (low_end - low_begin)
                                  : forms_.size();
        if (i == forms_.size() || forms_[i].length == unknown) {
            return std::nullopt;
        }
        return std::string_view(forms_[i].bytes.data(), forms_[i].length);
    }

  private:
    static constexpr char32_t low_begin = 0x80;  // Latin, Greek, Cyrillic
    static constexpr char32_t low_end = 0x530;
    static constexpr char32_t high_begin = 0x1E00;  // Vietnamese; punctuation
    static constexpr char32_t high_end = 0x20D0;
    static constexpr std::uint8_t unknown = 0xFF;

    struct Form {
        std::array<char, 7> bytes{};
        std::uint8_t length = unknown;
    };

    static char32_t code_point(std::size_t i) {
        const auto c = static_cast<char32_t>(i);
        return c < low_end - low_begin ? low_begin + c
                                       : high_begin + (c - (low_end - low_begin));
    }

    std::array<Form, (low_end - low_begin) + (high_end - high_begin)> forms_;
};

const FoldTable& fold_table() {
    static const FoldTable table;
    return table;
}

constexpr char lower_ascii(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Length of the run of ASCII at the start of `text`.
std::size_t ascii_run(std::string_view text) {
    std::size_t n = 0;
    for (; n + sizeof(std::uint64_t) <= text.size(); n += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + n, sizeof word);
        if ((word & 0x8080808080808080U) != 0) {
            break;
        }
    }
    while (n < text.size() && static_cast<unsigned char>(text[n]) < 0x80) {
        ++n;
    }
    return n;
}

bool is_word_character(char32_t c) {
    const auto point = static_cast<UChar32>(c);
    return u_isalnum(point) != 0 || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
}

}  // namespace

void fold_into(std::string_view text, std::string& out) {
    while (!text.empty()) {
        const std::size_t run = ascii_run(text);
        const std::size_t start = out.size();
        out.append(text.substr(0, run));
        std::transform(out.begin() + static_cast<std::ptrdiff_t>(start),
                       out.end(),
                       out.begin() + static_cast<std::ptrdiff_t>(start),
                       lower_ascii);
        text.remove_prefix(run);
        while (!text.empty() && static_cast<unsigned char>(text.front()) >= 0x80) {
            const CodePoint c = code_point_at(text, 0);
            if (const auto known = fold_table().find(c.value)) {
                out.append(*known);
            } else {
                out += fold_code_point(c.value);
            }
            text.remove_prefix(c.length);
        }
    }
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    fold_into(text, out);
    return out;
}

namespace {

/// The Latin letter that a folded Cyrillic or Greek one looks like; 0 where none. From
/// the pairs of Unicode's confusables.txt (UTS 39) that fonts do not tell apart, in small
/// letters or in capitals.
constexpr char latin_like(char32_t c) {
    constexpr std::u32string_view others = U"авсеһіјкмнорԛѕтѵԝхуαβεηικμνορτυχ";
    constexpr std::string_view latin = "abcehijkmhopqstvwxyabehikmvoptyx";
    static_assert(others.size() == latin.size());
    const std::size_t at = others.find(c);
    return at == std::u32string_view::npos ? '\0' : latin[at];
}

/// Rewrites one folded word in Latin letters where it has some and all others look so.
void unmask_word(std::string& key, std::size_t begin) {
    bool has_latin = false;
    std::string plain;
    for (std::size_t at = begin; at < key.size();) {
        const CodePoint c = code_point_at(key, at);
        const char like = c.value < 0x80 ? key[at] : latin_like(c.value);
        if (like == '\0') {
            return;
        }
        has_latin = has_latin || (like == key[at] && like >= 'a' && like <= 'z');
        plain += like;
        at += c.length;
    }
    if (has_latin) {
        key.replace(begin, std::string::npos, plain);
    }
}

}  // namespace

namespace {

/// The letters and digits of ASCII, in small letters; 0 for all else.
constexpr std::array<char, 128> word_letters = [] {
    std::array<char, 128> out{};
    for (unsigned c = 0; c < out.size(); ++c) {
        const char lower = lower_ascii(static_cast<char>(c));
        const bool in_word =
            (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        out[c] = in_word ? lower : '\0';
    }
    return out;
}();

void ascii_key_into(std::string_view text, std::string& out) {
    out.resize(text.size());
    std::size_t size = 0;
    bool gap = false;
    for (const char c : text) {
        const char letter = word_letters[static_cast<unsigned char>(c)];
        if (letter != '\0') {
            if (gap && size > 0) {
                out[size++] = ' ';
            }
            out[size++] = letter;
        }
        gap = letter == '\0';
    }
    out.resize(size);
}

/// The same for folded text of any script.
void folded_key_into(std::string_view folded, std::string& out) {
    std::size_t word = 0;
    bool foreign = false;
    bool gap = false;
    for (std::size_t at = 0; at < folded.size();) {
        const CodePoint c = code_point_at(folded, at);
        const bool in_word =
            c.value < 0x80 ? word_letters[c.value] != '\0' : is_word_character(c.value);
        if (!in_word && foreign) {
            unmask_word(out, word);
            foreign = false;
        }
        if (in_word && gap) {
            out += out.empty() ? "" : " ";
            word = out.size();
        }
        if (in_word) {
            foreign = foreign || c.length > 1;
            out.append(folded, at, c.length);
        }
        gap = !in_word;
        at += c.length;
    }
    if (foreign) {
        unmask_word(out, word);
    }
}

}  // namespace

void name_key_into(std::string_view text, std::string& out) {
    if (ascii_run(text) == text.size()) {
        ascii_key_into(text, out);
    } else {
        folded_key_into(fold(text), out);
    }
}

std::string name_key(std::string_view text) {
    std::string key;
    key.reserve(text.size());
    name_key_into(text, key);
    return key;
}

}  // namespace chancery
