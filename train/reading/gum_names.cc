// Names from the mentions that GUM marks.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <optional>

#include "corpus.h"

namespace chancery::train {
namespace {

using reading::NameLabel;

struct Mention {
    std::string id;
    int kind = -1;  ///< NameKind, or -1 for other things
    std::size_t first = 0;
    std::size_t last = 0;  ///< index of its last token
};

int kind_from(const std::string& type) {
    return type == "person" ? 0 : type == "organization" ? 1 : type == "place" ? 2 : -1;
}

/// Reads "(12-person-new-…", "12)" and "(12-person-…)" from the Entity fields.
class MentionReader {
  public:
    std::vector<Mention> read(const GoldSentence& sentence) {
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
            token(sentence.tokens[i].entity, i);
        }
        return std::move(done_);
    }

  private:
    void token(const std::string& field, std::size_t i) {
        std::size_t at = 0;
        while (at < field.size()) {
            const bool opens = field[at] == '(';
            const std::size_t begin = opens ? at + 1 : at;
            std::size_t end = begin;
            while (end < field.size() && field[end] != '(' && field[end] != ')') {
                ++end;
            }
            const auto body = field.substr(begin, end - begin);
            const auto dash = body.find('-');
            const auto id = body.substr(0, dash);
            if (opens && dash != std::string::npos) {
                const auto type =
                    body.substr(dash + 1, body.find('-', dash + 1) - dash - 1);
                open_.push_back({id, kind_from(type), i, i});
            }
            const bool closes = end < field.size() && field[end] == ')';
            if (closes) {
                close(id, i);
            }
            at = end + (closes ? 1 : 0);
            if (at == begin && !opens) {
                ++at;
            }
        }
    }

    void close(const std::string& id, std::size_t i) {
        const auto found = std::find_if(
            open_.rbegin(), open_.rend(), [&](const Mention& m) { return m.id == id; });
        if (found != open_.rend()) {
            found->last = i;
            done_.push_back(*found);
            open_.erase(std::next(found).base());
        }
    }

    std::vector<Mention> open_, done_;
};

bool is_small_word(const GoldToken& token) {
    return token.upos == Upos::adp || token.upos == Upos::det ||
           token.upos == Upos::cconj || token.upos == Upos::punct ||
           token.upos == Upos::part || token.upos == Upos::adj || token.upos == Upos::num;
}

/// Cuts a mention down to its name; false where it has none.
bool cut_to_name(const std::string& text,
                 const GoldSentence& sentence,
                 Mention& mention) {
    const auto& tokens = sentence.tokens;
    const auto capital = [&](std::size_t i) {
        return std::isupper(static_cast<unsigned char>(text[tokens[i].span.begin])) !=
                   0 ||
               (static_cast<unsigned char>(text[tokens[i].span.begin]) >= 0xc3);
    };
    if (tokens[mention.first].upos == Upos::det && mention.first < mention.last) {
        ++mention.first;
    }
    std::size_t head = mention.first;
    for (std::size_t i = mention.first; i <= mention.last; ++i) {
        const auto h = tokens[i].head;
        if (h < static_cast<std::int32_t>(mention.first) ||
            h > static_cast<std::int32_t>(mention.last)) {
            head = i;
            break;
        }
    }
    if (tokens[head].upos != Upos::propn || !capital(head)) {
        return false;
    }
    if (mention.kind == 0) {
        mention.first = head;
        std::size_t last = head;
        while (last + 1 <= mention.last && tokens[last + 1].rel == Rel::flat) {
            ++last;
        }
        mention.last = last;
        return true;
    }
    for (std::size_t i = mention.first; i <= mention.last; ++i) {
        const bool fits = (tokens[i].upos == Upos::propn || is_small_word(tokens[i])) &&
                          (capital(i) || is_small_word(tokens[i]));
        if (!fits || (tokens[i].upos == Upos::adj && !capital(i)) ||
            text[tokens[i].span.begin] == ',') {
            return false;
        }
    }
    return capital(mention.first) && tokens[mention.last].upos == Upos::propn;
}

}  // namespace

void add_gum_names(GoldDocument& document) {
    for (auto& sentence : document.sentences) {
        auto mentions = MentionReader().read(sentence);
        // Longer mentions first, so that the names inside them do not show.
        std::stable_sort(
            mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
                return a.last - a.first > b.last - b.first;
            });
        for (auto& mention : mentions) {
            if (mention.kind < 0 || !cut_to_name(document.text, sentence, mention)) {
                continue;
            }
            auto& tokens = sentence.tokens;
            const bool free = std::all_of(
                tokens.begin() + static_cast<std::ptrdiff_t>(mention.first),
                tokens.begin() + static_cast<std::ptrdiff_t>(mention.last + 1),
                [](const GoldToken& t) { return t.label == 0; });
            for (std::size_t i = mention.first; free && i <= mention.last; ++i) {
                tokens[i].label = static_cast<NameLabel>(2 * mention.kind +
                                                         (i == mention.first ? 1 : 2));
            }
        }
        sentence.has_names = true;
    }
}

}  // namespace chancery::train
