// Cutting of white-space chunks into words, numbers, addresses and marks.
// SPDX-License-Identifier: Apache-2.0
#include "reading/tokenizer.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "reading/addresses.h"
#include "reading/chars.h"
#include "reading/numbers.h"
#include "text/utf8.h"

namespace chancery::reading {
namespace {

using std::uint32_t;

/// A longer one stands before those that it begins with.
constexpr std::array<std::string_view, 30> emoticons = {
    ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":'(", ">:(", "-_-", "^_^",
    ":)",  ":(",  ";)",  ":D",  ";D",  "=)",  "=(",  "=D",  ":P",  ":p",
    ";P",  ":O",  ":o",  ":/",  ":]",  ":[",  "(:",  "(;",  "<3",  ":|"};

/// Length of a hyphen at `at`: "-" or U+2010, U+2011; 0 if there is none.
std::size_t hyphen_at(std::string_view s, std::size_t at) {
    if (at < s.size() && s[at] == '-') {
        return 1;
    }
    const auto three = s.substr(std::min(at, s.size()), 3);
    return three == "\u2010" || three == "\u2011" ? 3 : 0;
}

/// True for a word of capitals alone: "UN".
bool is_capitals(std::string_view word) {
    return std::all_of(word.begin(), word.end(), is_ascii_upper);
}

/// True for one or two letters without a vowel: the beginning of a word broken off.
bool is_broken_off(std::string_view word) {
    constexpr std::string_view vowels = "aeiouyAEIOUY";
    const bool letters = is_lower(word[0]) || is_upper(word[0]);
    return letters && (word.size() == 1 || (word.size() == 2 && is_lower(word[1]))) &&
           word.find_first_of(vowels) == std::string_view::npos;
}

/// True for an upper-case Roman numeral; "I" is rather the pronoun.
bool is_roman(std::string_view word) {
    return word.size() > 1 && word.find_first_not_of("IVXLC") == std::string_view::npos;
}

/// Where the clitic of a word begins ("Lee's": 3, "didn't": 3); word.size() if it has
/// none.
std::size_t clitic_begin(std::string_view word) {
    constexpr std::array<std::string_view, 6> after_mark = {
        "s", "m", "d", "ll", "re", "ve"};
    std::size_t letters = word.size();
    while (letters > 0 && word.size() - letters < 2 &&
           (is_lower(word[letters - 1]) || is_upper(word[letters - 1]))) {
        --letters;
    }
    for (; letters < word.size(); ++letters) {
        for (const std::size_t size : {1U, 2U, 3U}) {
            if (size > letters || apostrophe_at(word, letters - size) != size) {
                continue;
            }
            const auto tail = ascii_lower(word.substr(letters));
            const std::size_t mark = letters - size;
            if (tail == "t" && mark > 0 &&
                (word[mark - 1] == 'n' || word[mark - 1] == 'N')) {
                return mark - 1;
            }
            const bool known =
                std::find(after_mark.begin(), after_mark.end(), tail) != after_mark.end();
            return known ? mark : word.size();
        }
    }
    return word.size();
}

/// Cuts one chunk, a run without white space.
class Chunk {
  public:
    /// `after` is the rest of the block.
    Chunk(std::string_view text,
          std::string_view after,
          const WordLists& lists,
          std::vector<Span>& out)
        : text_(text), after_(after), lists_(lists), out_(out) {}

    /// Appends the tokens; `begin` is the place of the chunk in the whole text.
    void cut(uint32_t begin);

  private:
    [[nodiscard]] CharClass class_at(std::size_t i) const {
        return i < text_.size() ? char_class(code_point_at(text_, i).value)
                                : CharClass::space;
    }

    [[nodiscard]] char at(std::size_t i) const {
        return i < text_.size() ? text_[i] : '\0';
    }

    [[nodiscard]] std::size_t run(std::size_t i) const { return word_run_end(text_, i); }

    [[nodiscard]] std::string_view part(std::size_t from, std::size_t to) const {
        return text_.substr(from, to - from);
    }

    [[nodiscard]] std::string_view next_word() const;
    [[nodiscard]] bool ends_sentence_after(std::size_t end, bool any_capital) const;
    [[nodiscard]] std::size_t opened_end(std::size_t i) const;
    [[nodiscard]] std::size_t dotted_end(std::size_t i) const;
    [[nodiscard]] std::size_t whole_end(std::size_t i) const;
    [[nodiscard]] std::size_t word_end(std::size_t i) const;
    [[nodiscard]] std::size_t joined_end(std::size_t i) const;
    [[nodiscard]] std::size_t hyphened_end(std::size_t i, std::size_t end) const;
    [[nodiscard]] std::size_t abbreviation_end(std::size_t i, std::size_t end) const;
    [[nodiscard]] std::size_t apostrophe_end(std::size_t i) const;
    [[nodiscard]] std::size_t stops_end(std::size_t i) const;
    [[nodiscard]] std::size_t marks_end(std::size_t i) const;
    void emit(std::size_t from, std::size_t to);
    void emit_word(std::size_t from, std::size_t to);

    std::string_view text_;
    std::string_view after_;
    uint32_t begin_ = 0;
    const WordLists& lists_;
    std::vector<Span>& out_;
};

void Chunk::emit(std::size_t from, std::size_t to) {
    if (from < to) {
        out_.push_back(
            {begin_ + static_cast<uint32_t>(from), begin_ + static_cast<uint32_t>(to)});
    }
}

/// The first word of the next chunk, empty where that does not begin with one or goes on
/// with a hyphen ("its not-so-secret plan").
std::string_view Chunk::next_word() const {
    std::size_t i = 0;
    while (i < after_.size() &&
           char_class(code_point_at(after_, i).value) == CharClass::space) {
        i += code_point_at(after_, i).length;
    }
    const auto end = word_run_end(after_, i);
    return hyphen_at(after_, end) > 0 ? std::string_view() : after_.substr(i, end - i);
}

/// True where the chunk ends at `end` and the block does too, or a sentence seems to
/// begin.
bool Chunk::ends_sentence_after(std::size_t end, bool any_capital) const {
    if (end < text_.size()) {
        return false;
    }
    const auto next = next_word();
    const bool last =
        next.empty() && after_.find_first_not_of(" \t\r\n") == std::string_view::npos;
    return last || lists_.starter(next) || (any_capital && begins_upper(next));
}

/// End of letters that alternate with full stops ("U.S.", "a.m.", "J.", "U.K"); `i` if
/// there are none.
std::size_t Chunk::dotted_end(std::size_t i) const {
    std::size_t end = i;
    int letters = 0;
    while (class_at(end) == CharClass::letter) {
        const std::size_t next = end + code_point_at(text_, end).length;
        const bool stop = at(next) == '.';
        if (!stop && (letters == 0 || is_word_char(text_, next))) {
            // "U.S.The": the last letter opens the next word.
            break;
        }
        ++letters;
        end = next + (stop ? 1U : 0U);
        if (!stop) {
            break;
        }
    }
    if (letters == 0 || (letters == 1 && !begins_upper(text_.substr(i)))) {
        return i;
    }
    if (letters == 1 && ends_sentence_after(end, false)) {
        return end - 1;
    }
    return end;
}

/// End of a word that holds a mark ("w/o", "Yahoo!", "US$"); `i` if there is none.
std::size_t Chunk::whole_end(std::size_t i) const {
    const std::size_t end = run(i);
    constexpr std::string_view marks = "/!$";
    if (end == text_.size() || marks.find(text_[end]) == std::string_view::npos) {
        return i;
    }
    const std::size_t further = run(end + 1);
    if (further > end + 1 && lists_.whole(ascii_lower(part(i, further)))) {
        return further;
    }
    return lists_.whole(ascii_lower(part(i, end + 1))) ? end + 1 : i;
}

/// End of the letters and digits at `i`, with apostrophes, "&" between capitals and stars
/// for letters ("d*mn") inside.
std::size_t Chunk::joined_end(std::size_t i) const {
    std::size_t end = run(i);
    for (;;) {
        std::size_t stars = end;
        while (at(stars) == '*') {
            ++stars;
        }
        const auto mark = apostrophe_at(text_, end);
        if (mark > 0 && class_at(end + mark) == CharClass::letter) {
            end = run(end + mark);
        } else if (at(end) == '&' && is_ascii_upper(text_[end - 1]) &&
                   begins_upper(text_.substr(end + 1))) {
            end = run(end + 1);
        } else if (stars > end && class_at(stars) == CharClass::letter) {
            end = run(stars);
        } else {
            return end;
        }
    }
}

/// End of the word that ends at `end` with what its hyphen joins to it.
std::size_t Chunk::hyphened_end(std::size_t i, std::size_t end) const {
    const auto hyphen = hyphen_at(text_, end);
    if (hyphen == 0) {
        return end;
    }
    const auto word = part(i, end);
    const auto further = run(end + hyphen);
    if (further == end + hyphen) {
        return i == 0 && further == text_.size() && is_broken_off(word) ? further : end;
    }
    const auto rest = part(end + hyphen, further);
    // "UN-led" has no prefix, "ANTI-WAR" has.
    const bool acronym =
        word.size() > 1 && is_capitals(word) && (word.size() == 2 || !is_capitals(rest));
    const bool prefix = !acronym && rest.size() > 1 && (i == 0 || text_[i - 1] != '-') &&
                        lists_.joined_prefix(ascii_lower(word));
    return prefix || lists_.hyphenated(ascii_lower(part(i, further))) ? further : end;
}

/// End of the word that ends at `end` with the full stop of an abbreviation.
std::size_t Chunk::abbreviation_end(std::size_t i, std::size_t end) const {
    if (at(end) != '.') {
        return end;
    }
    const auto* kind = lists_.abbreviation(part(i, end + 1));
    const bool ellipsis = at(end + 1) == '.' && at(end + 2) == '.';
    if (kind == nullptr || ellipsis) {
        return end;
    }
    const bool last = *kind == AbbreviationKind::last;
    if (*kind == AbbreviationKind::number) {
        const auto next = end + 1 < text_.size() ? text_.substr(end + 1) : next_word();
        const auto* month = lists_.abbreviation(std::string(next) + '.');
        const bool number = is_digit_at(next, 0) || is_roman(next) ||
                            (month != nullptr && *month == AbbreviationKind::month);
        return number ? end + 1 : end;
    }
    const bool may_end = last || *kind == AbbreviationKind::other;
    return may_end && ends_sentence_after(end + 1, last) ? end : end + 1;
}

/// End of a word that begins at `i`.
std::size_t Chunk::word_end(std::size_t i) const {
    if (const auto host = host_end(text_, i, lists_); host > i) {
        return host;
    }
    const std::size_t letters = run(i);
    std::size_t dotted = dotted_end(i);
    if (const auto second = at(letters) == '.' ? run(letters + 1) : letters;
        at(second) == '.' && second + 1 > dotted && second > letters &&
        lists_.abbreviation(part(i, second + 1)) != nullptr) {
        dotted = second + 1;  // "Ph.D."
    }
    if (dotted > i) {
        return dotted;
    }
    if (const auto whole = whole_end(i); whole > i) {
        return whole;
    }
    const auto digit = text_.substr(0, letters).find_first_of("0123456789", i);
    if (digit < letters && lists_.currency(part(i, digit))) {
        return digit;
    }
    const std::size_t end = hyphened_end(i, joined_end(i));
    return abbreviation_end(i, end);
}

/// End of a token that begins with an apostrophe at `i`: a clitic that stands apart or
/// after a token that could not hold it ("U.S.'s"), a year ("'05"), a word that lost its
/// beginning ("'em"), or a quotation mark.
std::size_t Chunk::apostrophe_end(std::size_t i) const {
    const auto mark = apostrophe_at(text_, i);
    const auto letters = run(i + mark);
    const auto word = part(i + mark, letters);
    if (word.empty()) {
        return std::max(marks_end(i), i + mark);
    }
    const bool year = (i == 0 || !is_digit_at(text_, i - 1)) && word.size() >= 2 &&
                      digits_end(word, 0) == 2 &&
                      (word.size() == 2 || word.substr(2) == "s");
    const bool clitic = clitic_begin(part(i, letters)) == 0;
    return year || clitic || lists_.whole("'" + ascii_lower(word)) ? letters : i + mark;
}

/// End of a run of full stops, exclamation and question marks that make one token.
std::size_t Chunk::stops_end(std::size_t i) const {
    std::size_t end = i;
    if (at(i) == '.') {
        while (at(end) == '.') {
            ++end;
        }
        // ".?" is one mark, "...?" are two.
        if (end > i + 1) {
            return end;
        }
    }
    const std::size_t marks = end;
    while (at(end) == '!' || at(end) == '?') {
        ++end;
    }
    const bool one_stop = marks == i && at(end) == '.' && at(end + 1) != '.';
    return one_stop ? end + 1 : end;
}

/// End of a run of marks that make one token.
std::size_t Chunk::marks_end(std::size_t i) const {
    for (const auto emoticon : emoticons) {
        if (text_.substr(i, emoticon.size()) == emoticon &&
            !is_word_char(text_, i + emoticon.size())) {
            return i + emoticon.size();
        }
    }
    const char c = text_[i];
    if (c == '.' || c == '!' || c == '?') {
        return stops_end(i);
    }
    constexpr std::string_view drawing = "-=<>~*+";
    constexpr std::string_view repeatable = "`'#^|\\$";
    std::size_t end = i + code_point_at(text_, i).length;
    if (drawing.find(c) != std::string_view::npos) {
        const auto drawn = std::min(text_.find_first_not_of(drawing, i), text_.size());
        end = part(i, drawn) == "<>" ? end : drawn;
    } else if (repeatable.find(c) != std::string_view::npos) {
        end = std::min(text_.find_first_not_of(c, i), text_.size());
    } else if (const auto mark = part(i, end); mark == "—" || mark == "…") {
        while (part(end, std::min(end + 3, text_.size())) == mark) {
            end += 3;
        }
        end += mark == "…" && at(end) == '.' ? 1U : 0U;
    } else if (mark == "‘" || mark == "’") {
        const auto next = text_.substr(end, 3);
        end += next == "‘" || next == "’" ? 3U : 0U;
    }
    return end;
}

/// Emits a word: in two where the lists say so, its clitics apart.
void Chunk::emit_word(std::size_t from, std::size_t to) {
    const auto word = part(from, to);
    const auto low = ascii_lower(word);
    std::size_t first = lists_.cut(low);
    if (first == 0 && to == text_.size()) {
        first = lists_.cut_before(low, next_word());
    }
    if (first > 0) {
        emit(from, from + first);
        emit_word(from + first, to);
        return;
    }
    const auto clitic = clitic_begin(word);
    if (clitic == 0 || clitic == word.size()) {
        emit(from, to);
        return;
    }
    emit_word(from, from + clitic);
    emit(from + clitic, to);
}

/// End of a token that a mark opens: "#Ukraine", "+82", ".265", ".doc"; `i` if none.
std::size_t Chunk::opened_end(std::size_t i) const {
    const char c = text_[i];
    const char next = at(i + 1);
    const bool apart = i == 0 || (static_cast<unsigned char>(text_[i - 1]) < 0x80 &&
                                  !is_word_char(text_, i - 1));
    if (c == '#' && apart && class_at(i + 1) == CharClass::letter) {
        return run(i + 1);
    }
    if ((c == '+' || c == '.') && is_digit_at(text_, i + 1) && apart &&
        (i == 0 || text_[i - 1] != c)) {
        return number_end(text_, i + 1, lists_);
    }
    if (c == '.' && (is_lower(next) || is_upper(next))) {
        return host_end(text_, i, lists_);
    }
    return i;
}

void Chunk::cut(uint32_t begin) {
    begin_ = begin;
    std::size_t i = 0;
    while (i < text_.size()) {
        std::size_t end = std::max(address_end(text_, i), opened_end(i));
        if (end > i) {
            emit(i, end);
        } else if (class_at(i) == CharClass::digit) {
            end = std::max(host_end(text_, i, lists_), number_end(text_, i, lists_));
            emit(i, end);
        } else if (class_at(i) == CharClass::letter) {
            end = word_end(i);
            emit_word(i, end);
        } else {
            end = apostrophe_at(text_, i) > 0 ? apostrophe_end(i) : marks_end(i);
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
        Chunk(inside.substr(i, end - i), inside.substr(end), lists, out)
            .cut(block.begin + static_cast<uint32_t>(i));
        i = end;
    }
}

}  // namespace chancery::reading
