// Rules for the ends of sentences.
// SPDX-License-Identifier: Apache-2.0
#include "reading/splitter.h"

#include <algorithm>
#include <array>

#include "reading/chars.h"

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

class Splitter {
  public:
    Splitter(std::string_view text, std::span<const Span> tokens, const WordLists& lists)
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
bool Splitter::opens(std::size_t i) const {
    const auto w = word(i);
    if (one_of(openers, w) || w == "-" || w == "--" || w == "—" || w == "•" || w == "*") {
        return i + 1 >= tokens_.size() || !begins_lower(word(i + 1));
    }
    return !begins_lower(w) && !(w.size() == 1 && std::string_view(",;:)]%/").find(w) !=
                                                      std::string_view::npos);
}

/// True where the abbreviation at `i` is also the end of a sentence.
bool Splitter::abbreviation_ends(std::size_t i) const {
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

void Splitter::split(std::vector<std::uint32_t>& ends) const {
    std::size_t first = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
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

}  // namespace

void split_sentences(std::string_view text,
                     std::span<const Span> tokens,
                     const WordLists& lists,
                     std::vector<std::uint32_t>& ends) {
    Splitter(text, tokens, lists).split(ends);
}

}  // namespace chancery::reading
