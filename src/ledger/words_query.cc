// SPDX-License-Identifier: Apache-2.0
#include "ledger/words_query.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "text/fold.h"
#include "text/utf8.h"

namespace chancery {

namespace {

/// What may open and close a phrase: plain, curly, low, angle and wide quotes.
constexpr std::array<std::string_view, 7> quotes{
    "\"", "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb", "\uff02"};

constexpr std::uint32_t nearness = 10, most_nearness = 1000;  // words

/// Bytes of the quote that stands at `at`; 0 where none does.
std::size_t quote_at(std::string_view text, std::size_t at) {
    for (const std::string_view quote : quotes) {
        if (text.substr(at).starts_with(quote)) {
            return quote.size();
        }
    }
    return 0;
}

/// Bytes of the white space that stands at `at`: of ASCII, no-break, ideographic.
std::size_t space_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    for (const std::string_view space : {"\u00a0", "\u3000"}) {
        if (rest.starts_with(space)) {
            return space.size();
        }
    }
    return !rest.empty() && (rest[0] == ' ' || (rest[0] >= '\t' && rest[0] <= '\r')) ? 1
                                                                                     : 0;
}

enum class Kind : std::uint8_t {
    word,
    phrase,
    open,
    close,
    both,
    either,
    without,
    minus
};

struct Part {
    Kind kind = Kind::word;
    std::size_t at = 0;     ///< byte in the question
    std::string_view text;  ///< of words and phrases
    bool begins = false;    ///< what is asked for begins so
};

/// One term of an expression of FTS5, as a string of it.
std::string quoted(std::string_view words, bool begins) {
    std::string out = "\"";
    for (const char c : words) {
        if (c != '\0') {
            out += c == '"' ? std::string("\"\"") : std::string(1, c);
        }
    }
    return out + (begins ? "\" *" : "\"");
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
}

std::string joined(const std::vector<std::string>& list, std::string_view by) {
    std::string out;
    for (const std::string& one : list) {
        out += (out.empty() ? "" : std::string(by)) + one;
    }
    return list.size() > 1 ? '(' + out + ')' : out;
}

/// What a word asks for: all its parts, or the word as it is typed, since the indices
/// keep some letters (đ, ł, й) that names are folded by.
std::string term_of(const Part& part, const std::string& key) {
    if (key.empty()) {
        return {};
    }
    std::string folded;
    if (part.kind == Kind::phrase) {
        folded = quoted(key, part.begins);
    } else {
        std::vector<std::string> parts;
        for (std::size_t at = 0; at < key.size();) {
            const std::size_t end = std::min(key.find(' ', at), key.size());
            parts.push_back(
                quoted(key.substr(at, end - at), part.begins && end == key.size()));
            at = end + 1;
        }
        folded = joined(parts, " AND ");
    }
    return is_plain(part.text)
               ? folded
               : '(' + folded + " OR " + quoted(part.text, part.begins) + ')';
}

/// Reads one question.
class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<std::string> run() {
        std::string out = either(0);
        if (!failure_ && at_ < text_.size()) {
            fail(at_, "this parenthesis closes none");
        }
        return failure_ ? Result<std::string>(*failure_) : out;
    }

  private:
    void fail(std::size_t at, const std::string& what) {
        if (!failure_) {
            const auto character =
                1 + std::count_if(text_.begin(),
                                  text_.begin() + static_cast<std::ptrdiff_t>(at),
                                  [](char c) {
                                      return (static_cast<unsigned char>(c) & 0xc0U) !=
                                             0x80U;
                                  });
            failure_ =
                Error{what + " (character " + std::to_string(character) + ")", "", 0};
        }
    }

    void skip_space() {
        while (const std::size_t space = space_at(text_, at_)) {
            at_ += space;
        }
    }

    /// What comes next, without taking it; nothing at the end.
    std::optional<Part> peek();
    Part word_at(std::size_t at);
    Part phrase_at(std::size_t at, std::size_t quote);

    void take(const Part& part) { at_ = part.at + length_; }

    std::string either(std::size_t depth);
    std::string both(std::size_t depth);
    void check_joint(const Part& part, const std::optional<Part>& open, bool asked);
    std::string operand(const Part& part, std::size_t depth);
    std::string group(const Part& open, std::size_t depth);
    bool near_follows(const Part& word) const;
    std::string near(const Part& word);
    std::uint32_t number_of_near();
    void count_words(const Part& part, const std::string& key);

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t length_ = 0;  ///< bytes of what peek() gave
    std::size_t words_ = 0;
    bool in_near_ = false;
    std::optional<Error> failure_;
};

/// Up to a space, a quote, a parenthesis or (of NEAR) a comma.
Part Parser::word_at(std::size_t at) {
    std::size_t end = at;
    while (end < text_.size() && space_at(text_, end) == 0 && quote_at(text_, end) == 0 &&
           text_[end] != '(' && text_[end] != ')' && (!in_near_ || text_[end] != ',')) {
        ++end;
    }
    length_ = end - at;
    Part out{Kind::word, at, text_.substr(at, length_), false};
    if (out.text == "AND") {
        out.kind = Kind::both;
    } else if (out.text == "OR") {
        out.kind = Kind::either;
    } else if (out.text == "NOT") {
        out.kind = Kind::without;
    }
    if (const auto star = out.text.find('*'); star != out.text.npos) {
        const std::string_view before = out.text.substr(0, star);
        if (!name_key(out.text.substr(star)).empty() || name_key(before).empty()) {
            fail(at + star, "* stands behind letters, at the end of a word: minist*");
        }
        out.text = before;
        out.begins = true;
    }
    return out;
}

Part Parser::phrase_at(std::size_t at, std::size_t quote) {
    const std::size_t begin = at + quote;
    std::size_t end = begin;
    while (end < text_.size() && quote_at(text_, end) == 0) {
        ++end;
    }
    Part out{Kind::phrase, at, text_.substr(begin, end - begin), false};
    if (end == text_.size()) {
        fail(at, "this quote is not closed");
    } else {
        end += quote_at(text_, end);
    }
    if (end < text_.size() && text_[end] == '*') {
        out.begins = true;
        ++end;
    }
    length_ = end - at;
    return out;
}

std::optional<Part> Parser::peek() {
    skip_space();
    if (failure_ || at_ == text_.size()) {
        return std::nullopt;
    }
    length_ = 1;
    const char c = text_[at_];
    if (c == '(' || c == ')') {
        return Part{c == '(' ? Kind::open : Kind::close, at_, {}, false};
    }
    if (const std::size_t quote = quote_at(text_, at_)) {
        return phrase_at(at_, quote);
    }
    // "- b" and "--" are no operators, but signs without letters.
    const std::size_t next = at_ + 1;
    if (c == '-' && next < text_.size() && space_at(text_, next) == 0 &&
        text_[next] != '-' && text_[next] != ')') {
        return Part{Kind::minus, at_, {}, false};
    }
    return word_at(at_);
}

void Parser::count_words(const Part& part, const std::string& key) {
    words_ += static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1;
    if (words_ > WordsQuery::most_words) {
        fail(part.at, "more than " + std::to_string(WordsQuery::most_words) + " words");
    }
}

/// Lists of `both`, with OR between them.
std::string Parser::either(std::size_t depth) {
    std::vector<std::string> list;
    std::optional<std::size_t> open;  // an OR that has nothing behind it yet
    while (!failure_) {
        std::string one = both(depth);
        const auto part = peek();
        const bool again = part && part->kind == Kind::either;
        if (!one.empty()) {
            list.push_back(std::move(one));
        } else if (again) {
            fail(part->at, "OR needs a word before it");
        } else if (open) {
            fail(*open, "OR needs a word behind it");
        }
        if (!again) {
            break;
        }
        open = part->at;
        take(*part);
    }
    return joined(list, " OR ");
}

/// AND, NOT or -, between what is asked for together.
bool is_joint(Kind kind) {
    return kind == Kind::both || kind == Kind::without || kind == Kind::minus;
}

std::string sign_of(const Part& part) {
    return part.kind == Kind::both ? "AND" : part.kind == Kind::minus ? "-" : "NOT";
}

/// What is asked for together, and what must not be there.
std::string Parser::both(std::size_t depth) {
    std::vector<std::string> asked, left_out;
    std::optional<Part> open;  // an operator that has nothing behind it yet
    std::optional<Part> first_left_out;
    for (auto part = peek();
         part && part->kind != Kind::close && part->kind != Kind::either;
         part = peek()) {
        if (is_joint(part->kind)) {
            check_joint(*part, open, !asked.empty());
            open = part;
            take(*part);
            continue;
        }
        std::string one = operand(*part, depth);
        if (one.empty()) {
            continue;
        }
        const bool leaves_out = open && open->kind != Kind::both;
        first_left_out = leaves_out && !first_left_out ? open : first_left_out;
        (leaves_out ? left_out : asked).push_back(std::move(one));
        open.reset();
    }
    if (open) {
        fail(open->at, sign_of(*open) + " needs a word behind it");
    } else if (first_left_out && asked.empty()) {
        fail(first_left_out->at,
             "- needs a word beside it that is asked for, not left out");
    }
    const std::string out = joined(asked, " AND ");
    return left_out.empty() ? out : '(' + out + " NOT " + joined(left_out, " OR ") + ')';
}

/// Whether an operator may stand here, behind `open`.
void Parser::check_joint(const Part& part, const std::optional<Part>& open, bool asked) {
    if (part.kind != Kind::minus && !asked) {
        fail(part.at, sign_of(part) + " needs a word before it");
    } else if (open && (open->kind != Kind::both || part.kind == Kind::both)) {
        fail(open->at, sign_of(*open) + " needs a word behind it");
    }
}

std::string Parser::operand(const Part& part, std::size_t depth) {
    take(part);
    if (part.kind == Kind::open) {
        return group(part, depth);
    }
    if (part.kind == Kind::word && part.text == "NEAR" && near_follows(part)) {
        return near(part);
    }
    const std::string key = name_key(part.text);
    count_words(part, key);
    return term_of(part, key);
}

std::string Parser::group(const Part& open, std::size_t depth) {
    if (depth == WordsQuery::most_depth) {
        fail(open.at,
             "more than " + std::to_string(depth) + " parentheses within each other");
        return {};
    }
    std::string out = either(depth + 1);
    const auto close = peek();
    if (close) {
        take(*close);  // nothing else ends either()
    } else {
        fail(open.at, "this parenthesis is not closed");
    }
    return out;
}

bool Parser::near_follows(const Part& word) const {
    std::size_t at = word.at + word.text.size();
    while (const std::size_t space = space_at(text_, at)) {
        at += space;
    }
    return at < text_.size() && text_[at] == '(';
}

/// What stands behind the comma, up to the parenthesis.
std::uint32_t Parser::number_of_near() {
    const std::size_t comma = at_++;
    skip_space();
    std::uint32_t out = 0;
    const char* first = text_.data() + at_;
    const auto read = std::from_chars(first, text_.data() + text_.size(), out);
    at_ += static_cast<std::size_t>(read.ptr - first);
    skip_space();
    if (read.ec != std::errc() || out == 0 || out > most_nearness ||
        (at_ < text_.size() && text_[at_] != ')')) {
        fail(comma,
             "behind the comma of NEAR stands how many words may be between, 1 to " +
                 std::to_string(most_nearness) + ": NEAR(arms deal, 5)");
    }
    return out;
}

std::string Parser::near(const Part& word) {
    const std::optional<Part> open = peek();
    take(*open);
    in_near_ = true;
    std::vector<std::string> folded, typed;
    bool plain = true;
    std::uint32_t within = nearness;
    for (auto part = peek();; part = peek()) {
        if (!part) {
            fail(open->at, "this parenthesis is not closed");
            break;
        }
        if (text_[part->at] == ',') {
            within = number_of_near();
            continue;
        }
        take(*part);
        if (part->kind == Kind::close) {
            break;
        }
        if (part->kind != Kind::word && part->kind != Kind::phrase) {
            fail(part->at, "NEAR takes words and phrases only");
            break;
        }
        const std::string key = name_key(part->text);
        count_words(*part, key);
        if (!key.empty()) {
            folded.push_back(quoted(key, part->begins));
            typed.push_back(quoted(part->text, part->begins));
            plain = plain && is_plain(part->text);
        }
    }
    in_near_ = false;
    if (folded.size() < 2) {
        fail(word.at, "NEAR needs two words in its parentheses: NEAR(arms deal, 5)");
        return {};
    }
    const auto near_of = [&](const std::vector<std::string>& list) {
        std::string out = "NEAR(";
        for (const std::string& one : list) {
            out += one + ' ';
        }
        out.back() = ',';
        return out + ' ' + std::to_string(within) + ')';
    };
    return plain ? near_of(folded)
                 : '(' + near_of(folded) + " OR " + near_of(typed) + ')';
}

}  // namespace

Result<WordsQuery> WordsQuery::parse(std::string_view text) {
    if (text.size() > most_bytes) {
        return Error{"more than " + std::to_string(most_bytes) + " bytes", "", 0};
    }
    if (!is_utf8(text)) {
        return Error{"not valid UTF-8", "", 0};
    }
    auto expression = Parser(text).run();
    if (!expression) {
        return expression.error();
    }
    WordsQuery out;
    out.asks_ = !text.empty();
    out.expression_ = *std::move(expression);
    return out;
}

}  // namespace chancery
