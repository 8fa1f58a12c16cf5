// SPDX-License-Identifier: Apache-2.0
#include "coding/transcripts.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace chancery {

namespace {

constexpr std::size_t longest_label = 80;     // bytes
constexpr std::size_t longest_heading = 400;  // bytes of a line that announces a speech
constexpr std::size_t shortest_speech = 12;   // bytes behind a label

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (byte >= 0xC3 && byte <= 0xDF);  // a letter of the Latin supplements
}

/// Reads the blocks of one article in order.
class TurnFinder {
  public:
    TurnFinder(const Article& article,
               const Syntax& syntax,
               const ArticleActors& actors,
               const SpeechWords& words)
        : article_(article), s_(syntax), a_(actors), w_(words) {}

    std::vector<Turn> find() {
        const auto labels = std::count_if(
            article_.blocks.begin(), article_.blocks.end(), [&](const Block& block) {
                return is_read(block) && label_of(block) != nullptr;
            });
        const bool dialogue = labels > 1;
        const Block* above = nullptr;
        bool goes_on = false;
        for (const Block& block : article_.blocks) {
            if (!is_read(block)) {
                continue;
            }
            if (const Mention* label = label_of(block)) {
                open(block, *label, above);
                goes_on = block.kind != BlockKind::title &&
                          (dialogue || turns_.back().cue != turns_.back().label);
            } else if (goes_on && !ends_turn(block)) {
                turns_.back().paragraphs.push_back(words_from(block, block.span.begin));
            } else {
                goes_on = false;
            }
            above = &block;
        }
        return std::move(turns_);
    }

  private:
    static bool is_read(const Block& block) {
        return block.kind == BlockKind::title || block.kind == BlockKind::paragraph;
    }

    /// From the first letter or quotation mark at or behind `begin` to the block's end.
    [[nodiscard]] Span words_from(const Block& block, std::uint32_t begin) const {
        while (begin < block.span.end && !is_word_byte(article_.text[begin]) &&
               article_.text[begin] != '"') {
            ++begin;
        }
        return {begin, block.span.end};
    }

    /// The person whose name opens the block before a colon, or null.
    [[nodiscard]] const Mention* label_of(const Block& block) const {
        const std::string_view text = quote(article_.text, block.span);
        const std::size_t colon = text.substr(0, longest_label).find(':');
        if (colon == std::string_view::npos || colon + shortest_speech > text.size() ||
            text.substr(0, colon).find_first_of(".?!;\"") != std::string_view::npos) {
            return nullptr;
        }
        std::size_t end = colon;
        while (end > 0 && text[end - 1] == ' ') {
            --end;
        }
        const std::uint32_t last = block.span.begin + static_cast<std::uint32_t>(end);
        const Span words = words_from(block, block.span.begin);
        for (const Mention& mention : a_.mentions) {
            if (mention.span.end == last && mention.span.begin == words.begin &&
                mention.actors.size() == 1 &&
                a_.actors[mention.actors[0]].kind == ActorKind::person) {
                return &mention;
            }
        }
        return nullptr;
    }

    void open(const Block& block, const Mention& label, const Block* above) {
        Turn turn;
        turn.speaker = label.actors[0];
        turn.label = turn.cue = label.span;
        const auto colon = article_.text.find(':', label.span.end);
        turn.paragraphs.push_back(
            words_from(block, static_cast<std::uint32_t>(colon) + 1));
        const bool same_speech = !turns_.empty() && above != nullptr &&
                                 turns_.back().paragraphs.back().end == above->span.end;
        if (same_speech) {
            turn.cue =
                turns_.back().cue == turns_.back().label ? turn.cue : turns_.back().cue;
        } else if (above != nullptr && above->span.size() <= longest_heading) {
            read_heading(*above, turn);
        }
        turns_.push_back(std::move(turn));
    }

    /// "Opening remarks by X during his talks with Y": what it is and who else is there.
    void read_heading(const Block& heading, Turn& turn) const {
        const auto& tokens = s_.reading().tokens;
        const auto begin =
            std::lower_bound(tokens.begin(),
                             tokens.end(),
                             heading.span.begin,
                             [](const Token& t, auto at) { return t.span.begin < at; });
        for (auto it = begin; it != tokens.end() && it->span.end <= heading.span.end;
             ++it) {
            const auto i = static_cast<TokenIndex>(it - tokens.begin());
            if (!w_.is(SpeechClass::speech, s_.lemma(i))) {
                continue;
            }
            turn.cue = it->span;
            if (it != begin && (it - 1)->head == i &&
                ((it - 1)->rel == Rel::amod || (it - 1)->rel == Rel::compound)) {
                turn.cue.begin = (it - 1)->span.begin;
            }
            read_addressees(heading, turn);
            return;
        }
    }

    void read_addressees(const Block& heading, Turn& turn) const {
        for (const Mention& mention : a_.mentions) {
            if (!heading.span.contains(mention.span) ||
                mention.kind != MentionKind::name || mention.actors.size() != 1 ||
                mention.actors[0] == turn.speaker ||
                a_.actors[mention.actors[0]].kind != ActorKind::person ||
                holds(turn.addressees, mention.actors[0])) {
                continue;
            }
            turn.addressee = turn.addressees.empty() ? mention.span : turn.addressee;
            turn.addressees.push_back(mention.actors[0]);
        }
    }

    /// A row of marks, a hashtag, a stage direction, a line that announces the next.
    [[nodiscard]] bool ends_turn(const Block& block) const {
        const std::string_view text = quote(article_.text, block.span);
        return text.empty() || text.front() == '#' || text.front() == '*' ||
               text.front() == '[' || text.front() == '(' || text.back() == ':' ||
               words_from(block, block.span.begin).empty();
    }

    const Article& article_;
    const Syntax& s_;
    const ArticleActors& a_;
    const SpeechWords& w_;
    std::vector<Turn> turns_;
};

}  // namespace

std::vector<Turn> find_turns(const Article& article,
                             const Syntax& syntax,
                             const ArticleActors& actors,
                             const SpeechWords& words) {
    return TurnFinder(article, syntax, actors, words).find();
}

}  // namespace chancery
