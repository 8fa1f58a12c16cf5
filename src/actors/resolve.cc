// SPDX-License-Identifier: Apache-2.0
#include "actors/resolve.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "actors/coreference.h"
#include "actors/draft.h"
#include "actors/entities.h"
#include "actors/gatherings.h"
#include "actors/grammar.h"
#include "actors/people.h"
#include "actors/places.h"

namespace chancery {

namespace {

/// Keys are what a ledger calls an actor: the second of the same name gets a number.
void make_keys_unique(std::vector<Actor>& actors) {
    std::map<std::string, int> taken;  // with the number that its next twin may get
    for (Actor& actor : actors) {
        const auto [base, is_new] = taken.try_emplace(actor.key, 2);
        for (bool free = is_new; !free;) {
            actor.key = base->first + "_" + std::to_string(base->second++);
            free = taken.try_emplace(actor.key, 2).second;
        }
    }
}

/// Fills mention_of_head (outermost) and mention_at (innermost).
void index_mentions(ArticleActors& out, std::size_t tokens) {
    std::sort(out.mentions.begin(), out.mentions.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.first, a.last, a.kind) < std::tuple(b.first, b.last, b.kind);
    });
    std::sort(out.places.begin(), out.places.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.first, a.last) < std::tuple(b.first, b.last);
    });
    out.mention_of_head.assign(tokens, -1);
    out.mention_at.assign(tokens, -1);
    const auto length = [&](std::int32_t m) {
        const Mention& mention = out.mentions[static_cast<std::size_t>(m)];
        return mention.last - mention.first;
    };
    for (std::size_t m = 0; m < out.mentions.size(); ++m) {
        const Mention& mention = out.mentions[m];
        const auto index = static_cast<std::int32_t>(m);
        std::int32_t& of_head = out.mention_of_head[mention.head];
        if (of_head < 0 || length(index) > length(of_head)) {
            of_head = index;
        }
        for (TokenIndex i = mention.first; i < mention.last; ++i) {
            std::int32_t& at = out.mention_at[i];
            if (at < 0 || length(index) < length(at)) {
                at = index;
            }
        }
    }
}

}  // namespace

ArticleActors resolve_actors(const Article& article,
                             const Reading& reading,
                             const ActorTables& tables,
                             std::vector<PronounChoice>* choices) {
    return resolve_actors(ArticleNames(article, reading, tables), choices);
}

ArticleActors resolve_actors(ArticleNames names, std::vector<PronounChoice>* choices) {
    actors::Draft& draft = *names.draft_;
    draft.begin_again();
    draft.domestic = actors::domestic_of(draft);
    actors::find_phrases(draft);
    actors::People people(draft);
    people.resolve_names();
    actors::Entities entities(draft);
    actors::Coreference(draft, people, entities, choices).run();
    people.finish();
    // The host of a visit is a state, though the text names its city only.
    for (const PlaceMention& place : draft.out.places) {
        if (!place.code.empty()) {
            entities.state_of_code(place.code);
        }
    }
    draft.out.dateline = actors::dateline_of(draft);
    actors::settle_gatherings(draft.out);
    make_keys_unique(draft.out.actors);
    index_mentions(draft.out, draft.reading.tokens.size());
    return std::move(draft.out);
}

}  // namespace chancery
