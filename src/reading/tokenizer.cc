// Cutting of white-space chunks into words, numbers, addresses and marks.
// SPDX-License-Identifier: Apache-2.0
#include "reading/tokenizer.h"

#include <algorithm>
#include <array>

#include "reading/chars.h"
#include "text/utf8.h"

namespace chancery::reading {
namespace {

using std::uint32_t;

constexpr std::array<std::string_view, 14> clitics = {"'s",
                                                      "'m",
                                                      "'d",
                                                      "'ll",
                                                      "'re",
                                                      "'ve",
                                                      "’s",
                                                      "’m",
                                                      "’d",
                                                      "’ll",
                                                      "’re",
                                                      "’ve",
                                                      "n't",
                                                      "n’t"};

constexpr std::array<std::string_view, 16> emoticons = {":)",
                                                        ":(",
                                                        ";)",
                                                        ":-)",
                                                        ":-(",
                                                        ";-)",
                                                        ":D",
                                                        ":-D",
                                                        "=)",
                                                        "=(",
                                                        ":P",
                                                        ":p",
                                                        ":/",
                                                        ":-/",
                                                        "^_^",
                                                        "<3"};

std::string lower(std::string_view word) {
    std::string out(word);
    for (char& c : out) {
        if (is_ascii_upper(c)) {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return out;
}

bool starts_with_any_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && lower(text.substr(0, prefix.size())) == prefix;
}

/// Length of an apostrophe at `at`: 1 for ' and 3 for U+2019; 0 if there is none.
uint32_t apostrophe_at(std::string_view s, std::size_t at) {
    if (at < s.size() && s[at] == '\'') {
        return 1;
    }
    return s.substr(std::min(at, s.size()), 3) == "’" ? 3 : 0;
}

/// Length of a hyphen at `at`: "-" or U+2010, U+2011; 0 if there is none.
uint32_t hyphen_at(std::string_view s, std::size_t at) {
    if (at < s.size() && s[at] == '-') {
        return 1;
    }
    const auto three = s.substr(std::min(at, s.size()), 3);
    return three == "\u2010" || three == "\u2011" ? 3 : 0;
}

/// Cuts one chunk, a run without white space.
class Chunk {
  public:
    Chunk(std::string_view text,
          uint32_t begin,
          const WordLists& lists,
          std::vector<Span>& out)
        : text_(text), begin_(begin), lists_(lists), out_(out) {}

    void cut();

  private:
    [[nodiscard]] CharClass class_at(std::size_t i) const {
        return i < text_.size() ? char_class(code_point_at(text_, i).value)
                                : CharClass::space;
    }

    [[nodiscard]] uint32_t length_at(std::size_t i) const {
        return code_point_at(text_, i).length;
    }

    [[nodiscard]] bool is_digit(std::size_t i) const {
        return i < text_.size() && is_ascii_digit(text_[i]);
    }

    [[nodiscard]] bool is_word_char(std::size_t i) const {
        const auto c = class_at(i);
        return c == CharClass::letter || c == CharClass::digit;
    }

    [[nodiscard]] std::size_t run(std::size_t i) const;
    [[nodiscard]] std::size_t address_end(std::size_t i) const;
    [[nodiscard]] std::size_t number_end(std::size_t i) const;
    [[nodiscard]] std::size_t dotted_end(std::size_t i) const;
    [[nodiscard]] std::size_t host_end(std::size_t i) const;
    [[nodiscard]] std::size_t word_end(std::size_t i) const;
    [[nodiscard]] std::size_t marks_end(std::size_t i) const;
    void emit(std::size_t from, std::size_t to);
    void emit_word(std::size_t from, std::size_t to);

    std::string_view text_;
    uint32_t begin_;
    const WordLists& lists_;
    std::vector<Span>& out_;
};

void Chunk::emit(std::size_t from, std::size_t to) {
    if (from < to) {
        out_.push_back(
            {begin_ + static_cast<uint32_t>(from), begin_ + static_cast<uint32_t>(to)});
    }
}

/// End of the run of letters and digits that begins at `i`.
std::size_t Chunk::run(std::size_t i) const {
    while (i < text_.size() && is_word_char(i)) {
        i += length_at(i);
    }
    return i;
}

/// End of a URL or an e-mail address that begins at `i`; `i` if there is none.
std::size_t Chunk::address_end(std::size_t i) const {
    const auto rest = text_.substr(i);
    const bool url =
        starts_with_any_case(rest, "http://") || starts_with_any_case(rest, "https://") ||
        starts_with_any_case(rest, "www.") || starts_with_any_case(rest, "ftp://");
    std::size_t end = i;
    if (url) {
        end = std::min(rest.find_first_of("<>\"|"), rest.size()) + i;
    } else {
        std::size_t at = i;
        while (at < text_.size() &&
               (is_word_char(at) || text_[at] == '.' || text_[at] == '-' ||
                text_[at] == '+' || text_[at] == '%')) {
            at += length_at(at);
        }
        if (at >= text_.size() || text_[at] != '@' || !is_word_char(at + 1)) {
            return i;
        }
        ++at;
        while (at < text_.size() &&
               (is_word_char(at) || text_[at] == '.' || text_[at] == '-')) {
            at += length_at(at);
        }
        end = at;
    }
    constexpr std::string_view closing = ".,;:!?)'\"]>*";
    while (end > i && closing.find(text_[end - 1]) != std::string_view::npos) {
        --end;
    }
    return end;
}

/// End of a number: digits with inner "," "." ":" "/" between digits, dates and telephone
/// numbers with two or more hyphens, endings such as "th" and "s".
std::size_t Chunk::number_end(std::size_t i) const {
    const auto digits = [this](std::size_t at) {
        while (is_digit(at)) {
            ++at;
        }
        return at;
    };
    std::size_t end = digits(i);
    constexpr std::string_view inner = ".,:/";
    while (end < text_.size() && inner.find(text_[end]) != std::string_view::npos &&
           is_digit(end + 1)) {
        end = digits(end + 1);
    }
    std::size_t hyphened = end;
    int hyphens = 0;
    while (hyphened < text_.size() && text_[hyphened] == '-' && is_digit(hyphened + 1)) {
        hyphened = digits(hyphened + 1);
        ++hyphens;
    }
    if (hyphens >= 2 || (hyphens == 1 && hyphened - end >= 5 && end - i == 3)) {
        return hyphened;
    }
    const auto letters_end = run(end);
    const auto tail = lower(text_.substr(end, letters_end - end));
    if (tail == "th" || tail == "st" || tail == "nd" || tail == "rd" || tail == "s") {
        return letters_end;
    }
    return tail.empty() || tail == "am" || tail == "pm" || tail == "km" ? end
                                                                        : letters_end;
}

/// End of letters that alternate with full stops ("U.S.", "a.m.", "J."); `i` if none.
std::size_t Chunk::dotted_end(std::size_t i) const {
    std::size_t at = i;
    int letters = 0;
    while (at < text_.size() && class_at(at) == CharClass::letter) {
        const std::size_t next = at + length_at(at);
        if (next >= text_.size() || text_[next] != '.') {
            break;
        }
        at = next + 1;
        ++letters;
    }
    if (letters == 0 || (letters == 1 && !begins_upper(text_.substr(i)))) {
        return i;
    }
    // "U.S.The": the last letter opens the next word.
    return at;
}

/// End of a host name or file name ("example.com") that begins at `i`; `i` if none.
std::size_t Chunk::host_end(std::size_t i) const {
    std::size_t at = run(i);
    std::size_t found = i;
    while (at < text_.size() && (text_[at] == '.' || text_[at] == '-') &&
           is_word_char(at + 1)) {
        const bool dot = text_[at] == '.';
        const std::size_t next = run(at + 1);
        if (dot && lists_.domain(lower(text_.substr(at + 1, next - at - 1)))) {
            found = next;
        }
        at = next;
    }
    if (found > i && found < text_.size() && text_[found] == '/' &&
        is_word_char(found + 1)) {
        return std::min(text_.find_first_of("<>\"|,)", found), text_.size());
    }
    return found;
}

/// End of a word that begins at `i`: joins apostrophes, "&" between capitals, the full
/// stop of an abbreviation, and hyphens where the lists say so.
std::size_t Chunk::word_end(std::size_t i) const {
    if (const auto host = host_end(i); host > i) {
        return host;
    }
    if (const auto dotted = dotted_end(i); dotted > i) {
        return dotted;
    }
    std::size_t end = run(i);
    for (;;) {
        if (const auto mark = apostrophe_at(text_, end);
            mark > 0 && class_at(end + mark) == CharClass::letter) {
            end = run(end + mark);
        } else if (end < text_.size() && text_[end] == '&' &&
                   is_ascii_upper(text_[end - 1]) &&
                   begins_upper(text_.substr(end + 1))) {
            end = run(end + 1);
        } else {
            break;
        }
    }
    if (const auto hyphen = hyphen_at(text_, end);
        hyphen > 0 && is_word_char(end + hyphen)) {
        const auto further = run(end + hyphen);
        if (lists_.joined_prefix(lower(text_.substr(i, end - i))) ||
            lists_.hyphenated(lower(text_.substr(i, further - i)))) {
            end = further;
        }
    }
    if (end < text_.size() && text_[end] == '.') {
        const auto* kind = lists_.abbreviation(text_.substr(i, end + 1 - i));
        const bool followed_by_mark = end + 1 < text_.size() && text_[end + 1] == '.';
        if (kind != nullptr && !followed_by_mark) {
            return end + 1;
        }
    }
    return end;
}

/// End of a run of marks that make one token.
std::size_t Chunk::marks_end(std::size_t i) const {
    for (const auto emoticon : emoticons) {
        if (text_.substr(i, emoticon.size()) == emoticon &&
            !is_word_char(i + emoticon.size())) {
            return i + emoticon.size();
        }
    }
    const char c = text_[i];
    constexpr std::string_view repeatable = ".-!?*=~+<>`'#^|\\";
    if (repeatable.find(c) == std::string_view::npos) {
        std::size_t end = i + length_at(i);
        const bool em_dash = text_.substr(i, 3) == "—";
        while (end < text_.size() && em_dash && text_.substr(end, 3) == "—") {
            end += 3;
        }
        return end;
    }
    std::size_t end = i + 1;
    const bool ends_sentence = c == '!' || c == '?';
    while (end < text_.size() &&
           (text_[end] == c ||
            (ends_sentence && (text_[end] == '!' || text_[end] == '?')))) {
        ++end;
    }
    return end;
}

/// Emits a word, its clitics apart.
void Chunk::emit_word(std::size_t from, std::size_t to) {
    const auto word = text_.substr(from, to - from);
    const auto low = lower(word);
    if (const auto first = lists_.cut(low); first > 0) {
        emit(from, from + first);
        emit(from + first, to);
        return;
    }
    for (const auto clitic : clitics) {
        if (low.size() > clitic.size() && low.ends_with(clitic)) {
            emit_word(from, to - clitic.size());
            emit(to - clitic.size(), to);
            return;
        }
    }
    emit(from, to);
}

void Chunk::cut() {
    std::size_t i = 0;
    while (i < text_.size()) {
        std::size_t end = address_end(i);
        if (end > i) {
            emit(i, end);
        } else if (class_at(i) == CharClass::digit) {
            end = number_end(i);
            emit(i, end);
        } else if (class_at(i) == CharClass::letter) {
            end = word_end(i);
            emit_word(i, end);
        } else if (apostrophe_at(text_, i) > 0 && i > 0) {
            // "Lee's", "dogs'": a clitic after a token that could not hold it ("U.S.'s").
            const auto mark = apostrophe_at(text_, i);
            const auto letters = run(i + mark);
            const auto low = lower(text_.substr(i, letters - i));
            const bool clitic =
                std::find(clitics.begin(), clitics.end(), low) != clitics.end();
            end = clitic ? letters : std::max(marks_end(i), i + mark);
            emit(i, end);
        } else {
            end = marks_end(i);
            emit(i, end);
        }
        i = end;
    }
}

}  // namespace

void tokenize(std::string_view text,
              Span block,
              const WordLists& lists,
              std::vector<Span>& out) {
    const auto inside = quote(text, block);
    std::size_t i = 0;
    while (i < inside.size()) {
        const auto point = code_point_at(inside, i);
        if (char_class(point.value) == CharClass::space) {
            i += point.length;
            continue;
        }
        std::size_t end = i;
        while (end < inside.size()) {
            const auto next = code_point_at(inside, end);
            if (char_class(next.value) == CharClass::space) {
                break;
            }
            end += next.length;
        }
        Chunk(
            inside.substr(i, end - i), block.begin + static_cast<uint32_t>(i), lists, out)
            .cut();
        i = end;
    }
}

}  // namespace chancery::reading
