// SPDX-License-Identifier: Apache-2.0
// Joining looks at the ends of neighbouring lines alone, so it is one pass.
#include "ingest/lines.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "ingest/wire.h"
#include "text/utf8.h"
#include "text/word_set.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 62> function_words{
    "a",     "about", "after", "against", "also",    "an",   "and",   "are",   "as",
    "at",    "be",    "been",  "before",  "but",     "by",   "can",   "could", "did",
    "for",   "from",  "had",   "has",     "have",    "he",   "her",   "his",   "in",
    "into",  "is",    "it",    "its",     "may",     "more", "not",   "of",    "on",
    "or",    "over",  "said",  "she",     "should",  "such", "than",  "that",  "the",
    "their", "them",  "they",  "this",    "through", "to",   "under", "was",   "we",
    "were",  "when",  "which", "while",   "who",     "will", "with",  "would"};
constexpr WordSet is_function_word(function_words);

/// Words that cannot end a line of their own.
constexpr std::array<std::string_view, 24> open_words{
    "a",    "an",   "and", "as",    "at",  "between", "but",  "by",
    "for",  "from", "in",  "into",  "its", "of",      "on",   "or",
    "over", "that", "the", "their", "to",  "which",   "with", "without"};
static_assert(std::is_sorted(open_words.begin(), open_words.end()));

/// Takes closing quotes and brackets off the end.
std::string_view without_closers(std::string_view text) {
    constexpr std::array<std::string_view, 9> closers{
        "\"", "'", ")", "]", "*", "_", "\u201D", "\u2019", "\u00BB"};
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view closer : closers) {
            if (text.size() > closer.size() && text.ends_with(closer)) {
                text.remove_suffix(closer.size());
                again = true;
            }
        }
        while (!text.empty() && is_space(text.back())) {
            text.remove_suffix(1);
            again = true;
        }
    }
    return text;
}

bool ends_sentence(std::string_view text) {
    const std::string_view body = without_closers(text);
    return !body.empty() && (body.back() == '.' || body.back() == '!' ||
                             body.back() == '?' || body.ends_with("\u2026"));
}

bool starts_with_closer(std::string_view text) {
    return text.starts_with(',') || text.starts_with(';') || text.starts_with(')') ||
           (text.starts_with('.') && !text.starts_with("..")) ||
           text.starts_with("\u2019s") || text.starts_with("'s ") ||
           (text.starts_with(':') && text.size() > 1);
}

bool is_lone_dash(std::string_view text) {
    return text == "-" || text == "--" || text == "\u2013" || text == "\u2014";
}

std::string_view last_word(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && (is_lower(text[at - 1]) || is_upper(text[at - 1]))) {
        --at;
    }
    return text.substr(at);
}

struct Line {
    Span span;
    bool blank_before = false;
    bool indented = false;
    bool furniture = false;  ///< its words are those of a page's controls
    std::uint16_t words = 0;
};

std::uint16_t count_words(std::string_view text) {
    std::uint16_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool part = !is_space(c);
        words = static_cast<std::uint16_t>(words + (part && !inside ? 1 : 0));
        inside = part;
    }
    return words;
}

std::vector<Line> split_lines(std::string_view text) {
    std::vector<Line> lines;
    bool blank = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t feed = std::min(text.find('\n', at), text.size());
        std::size_t begin = at;
        std::size_t end = feed;
        while (begin < end && is_space(text[begin])) {
            ++begin;
        }
        while (end > begin && is_space(text[end - 1])) {
            --end;
        }
        if (begin == end) {
            blank = true;
        } else {
            Line line;
            line.span = {static_cast<std::uint32_t>(begin),
                         static_cast<std::uint32_t>(end)};
            line.blank_before = blank;
            line.indented = begin > at;
            line.words = count_words(text.substr(begin, end - begin));
            lines.push_back(line);
            blank = false;
        }
        at = feed + 1;
    }
    return lines;
}

void mark_furniture(std::vector<Line>& lines,
                    std::string_view text,
                    const IngestRules& rules) {
    constexpr std::uint32_t longest = 80;
    Words words;
    for (Line& line : lines) {
        if (line.span.size() > longest) {
            continue;
        }
        words.assign(quote(text, line.span));
        const PhraseHits hits = rules.find(words);
        line.furniture = hits.has(PhraseRole::ui) || hits.has(PhraseRole::tail) ||
                         hits.has(PhraseRole::related) || hits.has(PhraseRole::next) ||
                         hits.has(PhraseRole::label) || hits.has(PhraseRole::poll);
    }
}

enum class Join : std::uint8_t { none, space, glue };

/// Decides about the lines `i` and `i + 1`, looking at most two lines ahead.
class Joiner {
  public:
    Joiner(std::string_view text, const std::vector<Line>& lines)
        : text_(text), lines_(lines) {}

    [[nodiscard]] Join decide(std::size_t i) const {
        const Line& here = lines_[i];
        const Line& next = lines_[i + 1];
        if (next.blank_before) {
            return Join::none;
        }
        const std::string_view a = words(here);
        const std::string_view b = words(next);
        if (is_drop_cap(a, next, b)) {
            return next.indented ? Join::space : Join::glue;
        }
        if (is_lone_dash(b) || ends_with_dash(a)) {
            return next.words > 0 && here.words <= 8 ? Join::space : Join::none;
        }
        if (starts_with_closer(b) && !here.furniture) {
            return Join::glue;
        }
        if (ends_sentence(a) || a.ends_with(':')) {
            return Join::none;
        }
        return continues(here, a, next, b, i) ? join_at(a) : Join::none;
    }

  private:
    [[nodiscard]] std::string_view words(const Line& line) const {
        return quote(text_, line.span);
    }

    static Join join_at(std::string_view a) {
        return a.ends_with('(') ? Join::glue : Join::space;
    }

    static bool ends_with_dash(std::string_view a) {
        return a.ends_with(" \u2014") || a.ends_with(" \u2013") || a.ends_with(" --") ||
               is_lone_dash(a);
    }

    static bool is_drop_cap(std::string_view a, const Line& next, std::string_view b) {
        return a.size() == 1 && is_upper(a[0]) && is_lower(b[0]) &&
               (next.words >= 3 || b.find('-') != std::string_view::npos);
    }

    [[nodiscard]] bool continues(const Line& here,
                                 std::string_view a,
                                 const Line& next,
                                 std::string_view b,
                                 std::size_t i) const {
        if (here.furniture && here.words <= 3) {
            return false;
        }
        if (is_lower(b[0]) && (next.words >= 3 || ends_sentence(b)) && !next.furniture) {
            return true;
        }
        const std::string_view last = last_word(a);
        const bool open = a.ends_with(',') || a.ends_with('(') ||
                          std::binary_search(open_words.begin(), open_words.end(), last);
        if (open && here.words >= 2 && !is_list_sign(b)) {
            return true;
        }
        return is_linked_name(here, next, i);
    }

    static bool is_list_sign(std::string_view b) {
        return b.starts_with("* ") || b.starts_with("- ") || b.starts_with("\u2022");
    }

    /// A short line between the halves of a sentence: the text of a link.
    [[nodiscard]] bool is_linked_name(const Line& here,
                                      const Line& next,
                                      std::size_t i) const {
        const bool letter = next.span.size() == 1 && is_upper(words(next)[0]);
        if (letter || next.words > 14 || next.furniture || i + 2 >= lines_.size() ||
            lines_[i + 2].blank_before || ends_sentence(words(next))) {
            return false;
        }
        const Line& after = lines_[i + 2];
        const std::string_view c = words(after);
        if (starts_with_closer(c)) {
            return true;
        }
        return is_lower(c[0]) && !after.furniture &&
               (after.words >= 3 || ends_sentence(c)) && here.words >= 1;
    }

    std::string_view text_;
    const std::vector<Line>& lines_;
};

/// Text broken at a fixed width: lines of about the same length, several of which begin
/// in lower case.
bool is_wrapped(std::string_view text,
                const std::vector<Line>& lines,
                std::size_t first,
                std::size_t last) {
    if (last - first < 3) {
        return false;
    }
    std::uint32_t shortest = 1000;
    std::uint32_t longest = 0;
    std::size_t lower = 0;
    for (std::size_t i = first; i < last; ++i) {
        if (i + 1 < last) {
            shortest = std::min(shortest, lines[i].span.size());
        }
        longest = std::max(longest, lines[i].span.size());
        lower += i > first && is_lower(text[lines[i].span.begin]) ? 1U : 0U;
    }
    return longest <= 100 && shortest >= 40 && longest - shortest <= 30 &&
           lower * 4 >= last - first;
}

std::vector<Join> decide_joins(std::string_view text, const std::vector<Line>& lines) {
    std::vector<Join> joins(lines.size(), Join::none);
    const Joiner joiner(text, lines);
    for (std::size_t first = 0; first < lines.size();) {
        std::size_t last = first + 1;
        while (last < lines.size() && !lines[last].blank_before) {
            ++last;
        }
        const bool wrapped = is_wrapped(text, lines, first, last);
        for (std::size_t i = first; i + 1 < last; ++i) {
            joins[i] = wrapped ? Join::space : joiner.decide(i);
        }
        first = last;
    }
    return joins;
}

/// Writes one join into the text: the gap [from, to) becomes spaces or goes.
void apply_join(std::string& text,
                Join join,
                Span gap,
                std::vector<std::uint32_t>& erase) {
    for (std::uint32_t at = gap.begin; at < gap.end; ++at) {
        if (join == Join::glue) {
            erase.push_back(at);
        } else {
            text[at] = ' ';
        }
    }
}

bool is_abbreviation(std::string_view text, std::size_t stop) {
    std::size_t at = stop;
    while (at > 0 && (is_lower(text[at - 1]) || is_upper(text[at - 1]))) {
        --at;
    }
    const std::size_t length = stop - at;
    return length <= 1 || (length <= 3 && is_upper(text[at]));
}

struct Counts {
    std::uint16_t words = 0;
    std::uint16_t function_words = 0;
    std::uint16_t capitals = 0;
    std::uint16_t letters = 0;
    std::uint16_t sentences = 0;
};

void bump(std::uint16_t& counter) {
    if (counter < UINT16_MAX) {
        ++counter;
    }
}

Counts count(std::string_view text, const Words& words) {
    Counts counts;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = quote(text, words.origin[i]);
        bump(counts.words);
        if (is_upper(word.front())) {
            bump(counts.capitals);
        }
        if (!is_digit(word.front())) {
            bump(counts.letters);
        }
        if (is_lower(word.front()) && is_function_word.has(word)) {
            bump(counts.function_words);
        }
    }
    for (std::size_t at = text.find(". "); at != std::string_view::npos;
         at = text.find(". ", at + 1)) {
        if (!is_abbreviation(text, at) && at + 2 < text.size() &&
            !is_lower(text[at + 2])) {
            bump(counts.sentences);
        }
    }
    return counts;
}

bool looks_like_link(std::string_view text, const Counts& counts) {
    const bool address = text.starts_with("http://") || text.starts_with("https://") ||
                         text.starts_with("www.");
    if (address && text.find(' ') == std::string_view::npos) {
        return true;
    }
    const std::size_t target = text.find("](");
    return target != std::string_view::npos &&
           (counts.function_words < 4 || !ends_sentence(text) ||
            text.size() / 12 > counts.words);
}

Shape shape_of(const Unit& unit, std::string_view text, const Counts& counts) {
    if (counts.words == 0) {
        return Shape::separator;
    }
    if (looks_like_link(text, counts)) {
        return Shape::link;
    }
    if (counts.letters == 0) {
        return Shape::number;
    }
    const bool complete = unit.ends_sentence || unit.ends_colon;
    if ((complete && counts.words >= 12 && counts.function_words >= 2) ||
        (counts.words >= 25 && counts.function_words >= 4 &&
         counts.function_words * 12 >= counts.words)) {
        return Shape::prose;
    }
    if (unit.ends_sentence && counts.words >= 2) {
        return Shape::sentence;
    }
    return counts.words <= 3 ? Shape::scrap : Shape::headline;
}

}  // namespace

Span trimmed(std::string_view text, Span span) {
    while (span.begin < span.end && is_space(text[span.begin])) {
        ++span.begin;
    }
    while (span.end > span.begin && is_space(text[span.end - 1])) {
        --span.end;
    }
    return span;
}

void describe(Unit& unit, std::string_view text, const IngestRules& rules, Words& words) {
    std::string_view body = quote(text, unit.span);
    unit.heading =
        body.starts_with("# ") || body.starts_with("## ") || body.starts_with("### ");
    unit.bullet = body.starts_with("* ") || body.starts_with("- ") ||
                  body.starts_with("\u2022") || body.starts_with("+ ");
    unit.ends_sentence = ends_sentence(body);
    if (!unit.ends_sentence) {  // "… of the year. — VNS"
        unit.ends_sentence =
            ends_sentence(body.substr(0, read_wire_tail(body, rules).story_end));
    }
    unit.ends_colon = without_closers(body).ends_with(':');
    unit.starts_lower = !body.empty() && is_lower(body.front());
    words.assign(body);
    const Counts counts = count(body, words);
    unit.words = counts.words;
    unit.function_words = counts.function_words;
    unit.capitals = counts.capitals;
    unit.sentences = counts.sentences;
    if (unit.ends_sentence) {
        bump(unit.sentences);
    }
    unit.hits = rules.find(words);
    unit.shape = shape_of(unit, body, counts);
}

std::vector<Unit> split_units(CleanText& clean, const IngestRules& rules) {
    std::vector<Line> lines = split_lines(clean.text);
    mark_furniture(lines, clean.text, rules);
    const std::vector<Join> joins = decide_joins(clean.text, lines);
    std::vector<Unit> units;
    std::vector<std::uint32_t> erase;
    for (std::size_t i = 0; i < lines.size();) {
        Unit unit;
        unit.blank_before = lines[i].blank_before;
        unit.span.begin = lines[i].span.begin - static_cast<std::uint32_t>(erase.size());
        for (; joins[i] != Join::none; ++i) {
            apply_join(clean.text,
                       joins[i],
                       Span{lines[i].span.end, lines[i + 1].span.begin},
                       erase);
        }
        unit.span.end = lines[i].span.end - static_cast<std::uint32_t>(erase.size());
        units.push_back(unit);
        ++i;
    }
    clean.erase(erase);
    Words words;
    for (Unit& unit : units) {
        describe(unit, clean.text, rules, words);
    }
    return units;
}

}  // namespace chancery
