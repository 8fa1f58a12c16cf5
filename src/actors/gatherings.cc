// SPDX-License-Identifier: Apache-2.0
#include "actors/gatherings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "text/fold.h"

namespace chancery::actors {

namespace {

constexpr std::array<std::string_view, 4> gathering_words{
    "congress", "plenum", "conference", "convention"};

bool holds_gathering_word(std::string_view key) {
    return std::any_of(gathering_words.begin(), gathering_words.end(), [&](auto word) {
        return key.find(word) != std::string_view::npos;
    });
}

bool starts_with_number(std::string_view key) {
    return !key.empty() && key.front() >= '0' && key.front() <= '9';
}

/// "14th national congress of the communist party …", "party congress".
bool is_gathering(const Actor& actor) {
    const std::string key = name_key(actor.name);
    const bool body = actor.kind == ActorKind::body || actor.kind == ActorKind::party;
    return body && actor.table_name.empty() && holds_gathering_word(key) &&
           (starts_with_number(key) || key.find("party") != std::string::npos);
}

bool is_known_party(const Actor& actor) {
    return actor.kind == ActorKind::party && !actor.table_name.empty();
}

/// Where the actor is named first; the end of the text where it is not.
std::uint32_t first_mention(const ArticleActors& out, ActorIndex actor) {
    std::uint32_t first = std::numeric_limits<std::uint32_t>::max();
    for (const Mention& mention : out.mentions) {
        if (std::find(mention.actors.begin(), mention.actors.end(), actor) !=
            mention.actors.end()) {
            first = std::min(first, mention.span.begin);
        }
    }
    return first;
}

/// Of the parties named before the gathering, else after it, one with its code, the
/// nearest; the nearest of all where none has its code.
std::optional<ActorIndex> party_of(const ArticleActors& out, ActorIndex gathering) {
    const std::uint32_t at = first_mention(out, gathering);
    const std::string& code = out.actors[gathering].code;
    std::optional<ActorIndex> best;
    std::tuple<bool, bool, std::int64_t> best_rank;
    for (const Mention& mention : out.mentions) {
        for (const ActorIndex party : mention.actors) {
            if (!is_known_party(out.actors[party])) {
                continue;
            }
            const bool before = mention.span.begin < at;
            const auto distance = static_cast<std::int64_t>(mention.span.begin) - at;
            const std::tuple rank(
                before, out.actors[party].code == code, before ? distance : -distance);
            if (!best || rank > best_rank) {
                best = party;
                best_rank = rank;
            }
        }
    }
    return best;
}

void replace(ArticleActors& out, ActorIndex from, ActorIndex to) {
    for (Mention& mention : out.mentions) {
        std::replace(mention.actors.begin(), mention.actors.end(), from, to);
    }
}

/// All congresses of one party in an article are one: the fullest name stands for them.
void make_one(ArticleActors& out, const std::vector<ActorIndex>& all, ActorIndex party) {
    ActorIndex kept = all.front();
    for (const ActorIndex i : all) {
        if (out.actors[i].name.size() > out.actors[kept].name.size()) {
            kept = i;
        }
    }
    for (const ActorIndex i : all) {
        if (i != kept) {
            replace(out, i, kept);
        }
    }
    Actor& congress = out.actors[kept];
    congress.kind = ActorKind::body;
    congress.sector = Sector::pty;
    congress.code = out.actors[party].code;
    congress.rule += "+congress-of-party";
    congress.acts_as = party;
}

}  // namespace

void settle_gatherings(ArticleActors& out) {
    std::map<ActorIndex, std::vector<ActorIndex>> gatherings;  // by party
    for (ActorIndex i = 0; i < out.actors.size(); ++i) {
        if (!is_gathering(out.actors[i])) {
            continue;
        }
        if (const auto party = party_of(out, i)) {
            gatherings[*party].push_back(i);
        }
    }
    if (gatherings.empty()) {
        return;
    }
    // In such an article a bare "Congress" is the party's, not a parliament.
    for (ActorIndex i = 0; i < out.actors.size(); ++i) {
        if (name_key(out.actors[i].name) == "congress") {
            gatherings.rbegin()->second.push_back(i);
        }
    }
    for (const auto& [party, all] : gatherings) {
        make_one(out, all, party);
    }
}

}  // namespace chancery::actors

namespace chancery {

bool has_stand_ins(const ArticleActors& actors) {
    return std::any_of(actors.actors.begin(),
                       actors.actors.end(),
                       [](const Actor& actor) { return actor.acts_as != no_actor; });
}

ArticleActors with_stand_ins(ArticleActors actors) {
    for (Mention& mention : actors.mentions) {
        for (ActorIndex& actor : mention.actors) {
            const ActorIndex acting = actors.actors[actor].acts_as;
            actor = acting == no_actor ? actor : acting;
        }
    }
    for (Actor& actor : actors.actors) {
        actor.acts_as = no_actor;
    }
    return actors;
}

}  // namespace chancery
