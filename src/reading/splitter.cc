// Rules and features for the ends of sentences.
// SPDX-License-Identifier: Apache-2.0
#include "reading/splitter.h"

#include <algorithm>
#include <array>

#include "reading/chars.h"
#include "text/utf8.h"

namespace chancery::reading {
namespace {

constexpr std::array<std::string_view, 9> closers = {
    "\"", "”", "’", "'", "''", ")", "]", "»", "’’"};
constexpr std::array<std::string_view, 9> openers = {
    "\"", "“", "‘", "'", "``", "(", "[", "«", "‘‘"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& set, std::string_view word) {
    return std::find(set.begin(), set.end(), word) != set.end();
}

bool ends_sentence(std::string_view word) {
    return !word.empty() && word.find_first_not_of(".!?") == std::string_view::npos;
}

class RuleSplitter {
  public:
    RuleSplitter(std::string_view text,
                 std::span<const Span> tokens,
                 const WordLists& lists)
        : text_(text), tokens_(tokens), lists_(lists) {}

    void split(std::vector<std::uint32_t>& ends) const;

  private:
    [[nodiscard]] std::string_view word(std::size_t i) const {
        return i < tokens_.size() ? quote(text_, tokens_[i]) : std::string_view{};
    }

    [[nodiscard]] bool joined(std::size_t i) const {
        return i > 0 && i < tokens_.size() && tokens_[i].begin == tokens_[i - 1].end;
    }

    [[nodiscard]] bool opens(std::size_t i) const;
    [[nodiscard]] bool abbreviation_ends(std::size_t i) const;

    std::string_view text_;
    std::span<const Span> tokens_;
    const WordLists& lists_;
};

/// True where token `i` may be the first of a sentence.
bool RuleSplitter::opens(std::size_t i) const {
    const auto w = word(i);
    if (one_of(openers, w) || w == "-" || w == "--" || w == "—" || w == "•" || w == "*") {
        return i + 1 >= tokens_.size() || !begins_lower(word(i + 1));
    }
    return !begins_lower(w) && !(w.size() == 1 && std::string_view(",;:)]%/").find(w) !=
                                                      std::string_view::npos);
}

/// True where the abbreviation at `i` is also the end of a sentence.
bool RuleSplitter::abbreviation_ends(std::size_t i) const {
    const auto w = word(i);
    if (w.size() < 2 || w.back() != '.' || ends_sentence(w)) {
        return false;
    }
    const auto* kind = lists_.abbreviation(w);
    if (kind != nullptr && *kind == AbbreviationKind::title) {
        return false;
    }
    const auto next = word(i + 1);
    if (one_of(closers, next) && joined(i + 1)) {
        return false;
    }
    return lists_.starter(next) || (one_of(openers, next) && lists_.starter(word(i + 2)));
}

void RuleSplitter::split(std::vector<std::uint32_t>& ends) const {
    std::size_t first = dateline_end(text_, tokens_);
    if (first > 0) {
        ends.push_back(static_cast<std::uint32_t>(first));
    }
    for (std::size_t i = first; i < tokens_.size(); ++i) {
        const bool mark = ends_sentence(word(i));
        if (!mark && !abbreviation_ends(i)) {
            continue;
        }
        std::size_t next = i + 1;
        while (mark && next < tokens_.size() && joined(next) &&
               one_of(closers, word(next))) {
            ++next;
        }
        if (next < tokens_.size() && next > first && opens(next)) {
            ends.push_back(static_cast<std::uint32_t>(next));
            first = next;
            i = next - 1;
        }
    }
    if (first < tokens_.size()) {
        ends.push_back(static_cast<std::uint32_t>(tokens_.size()));
    }
}

/// "--", "—", "–" or "-" between blanks.
bool is_dash(std::string_view word) {
    return word == "--" || word == "—" || word == "–" || word == "-" || word == "---";
}

/// Two capitals at the beginning: "SEOUL", "HÀ", "U.S.".
bool is_capitals(std::string_view word) {
    if (!begins_upper(word)) {
        return false;
    }
    const auto rest = word.substr(code_point_at(word, 0).length);
    return begins_upper(rest) || rest.starts_with('.');
}

std::uint32_t shorten(std::size_t n) {
    return n < 4    ? static_cast<std::uint32_t>(n)
           : n < 8  ? 4U
           : n < 16 ? 5U
           : n < 40 ? 6U
                    : 7U;
}

}  // namespace

std::uint32_t dateline_end(std::string_view text, std::span<const Span> tokens) {
    if (tokens.empty() || !begins_upper(quote(text, tokens.front()))) {
        return 0;
    }
    constexpr std::size_t longest = 18;
    bool bracket = false;
    for (std::size_t i = 1; i + 1 < std::min(tokens.size(), longest); ++i) {
        const auto word = quote(text, tokens[i]);
        bracket = bracket || word == ")";
        const bool apart =
            tokens[i - 1].end < tokens[i].begin && tokens[i].end < tokens[i + 1].begin;
        if (is_dash(word) && (apart || word != "-")) {
            const auto place = quote(text, tokens.front());
            const bool capitals = is_capitals(place);
            return bracket || capitals ? static_cast<std::uint32_t>(i + 1) : 0;
        }
        if (begins_lower(word) || ends_sentence(word)) {
            return 0;
        }
    }
    return 0;
}

void split_by_rule(std::string_view text,
                   std::span<const Span> tokens,
                   const WordLists& lists,
                   std::vector<std::uint32_t>& ends) {
    RuleSplitter(text, tokens, lists).split(ends);
}

void split_features(const SplitInput& input, std::size_t i, FeatureList& out) {
    static const Word none;
    const auto word = [&](std::size_t k) -> const Word& {
        return k < input.words.size() ? input.words[k] : none;
    };
    const Word& w = word(i);
    const Word& n1 = word(i + 1);
    const Word& n2 = word(i + 2);
    const Word& p1 = i > 0 ? word(i - 1) : none;
    const std::uint32_t gap = input.tokens[i + 1].begin > input.tokens[i].end ? 1 : 0;
    const std::uint32_t rule = input.rule[i] + 2U * gap;
    std::size_t since = 0;
    while (since < 40 && since < i && input.rule[i - since - 1] == 0) {
        ++since;
    }
    const auto length = shorten(since);
    const Word& n3 = word(i + 3);
    out.clear();
    out.add(0, rule);
    out.add(1, rule, w.lower);
    out.add(2, rule, n1.form);
    out.add(3, rule, w.lower, n1.form);
    out.add(4, rule, w.shape, n1.shape);
    out.add(5, rule, p1.lower, w.lower);
    out.add(6, rule, w.shape, n1.shape, n2.shape);
    out.add(7, rule, p1.shape, w.shape, n1.shape);
    out.add(8, rule, w.lower, n1.shape);
    out.add(9, rule, w.shape, n1.lower);
    out.add(10, rule, n1.form, n2.lower);
    out.add(11, rule, w.classes.tags, n1.classes.tags, n1.capital);
    out.add(12, rule, w.classes.middle, n1.classes.middle, n1.capital);
    out.add(13, rule, length, n1.shape);
    out.add(14, rule, shorten(input.tokens.size() - i), length);
    out.add(15, rule, w.shape, n1.classes.tags, n1.shape, n2.classes.tags);
    out.add(16, rule, n1.classes.fine, n1.shape);
    out.add(17, rule, w.lower, length);
    out.add(18, rule, p1.shape, w.lower, n1.shape, n2.shape);
    out.add(21, rule, n1.shape, n2.shape, n3.shape);
    out.add(22, rule, w.classes.tags, n1.classes.tags, n2.classes.tags);
}

Result<SentenceSplitter> SentenceSplitter::from(const ModelFile& file) {
    auto weights = weights_from(file, "splitter");
    if (!weights) {
        return weights.error();
    }
    if (weights->labels != 2) {
        return Error{"the splitter of the reading model is not sound", "", 0};
    }
    SentenceSplitter splitter;
    splitter.weights_ = *weights;
    return splitter;
}

void SentenceSplitter::split(const SplitInput& input,
                             const WordLists& lists,
                             std::vector<std::uint32_t>& ends,
                             Work& work) const {
    const auto& tokens = input.tokens;
    work.ends.clear();
    split_by_rule(input.text, tokens, lists, work.ends);
    work.rule.assign(tokens.size(), 0);
    for (const auto end : work.ends) {
        work.rule[end - 1] = 1;
    }
    SplitInput seen = input;
    seen.rule = work.rule;
    const auto dateline = dateline_end(input.text, tokens);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        bool end = i + 1 == tokens.size() || i + 1 == dateline;
        if (!end && i + 1 > dateline) {
            std::array<Score, 2> scores{};
            split_features(seen, i, work.features);
            weights_.score(work.features.view(), scores);
            end = scores[1] > scores[0];
        }
        if (end) {
            ends.push_back(static_cast<std::uint32_t>(i + 1));
        }
    }
}

}  // namespace chancery::reading
