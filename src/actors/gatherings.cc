// SPDX-License-Identifier: Apache-2.0
#include "actors/gatherings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

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

/// The party known from the tables that has `code`; else the only such party.
std::optional<ActorIndex> party_of(const ArticleActors& out, std::string_view code) {
    std::optional<ActorIndex> only;
    std::size_t parties = 0;
    for (ActorIndex i = 0; i < out.actors.size(); ++i) {
        const Actor& actor = out.actors[i];
        if (actor.kind != ActorKind::party || actor.table_name.empty()) {
            continue;
        }
        if (actor.code == code) {
            return i;
        }
        only = i;
        ++parties;
    }
    return parties == 1 ? only : std::nullopt;
}

void replace(ArticleActors& out, ActorIndex from, ActorIndex to) {
    for (Mention& mention : out.mentions) {
        for (ActorIndex& actor : mention.actors) {
            if (actor == from) {
                actor = to;
                mention.rule = "congress-of-party";
            }
        }
    }
}

}  // namespace

void redirect_gatherings(ArticleActors& out) {
    std::optional<ActorIndex> party;
    for (ActorIndex i = 0; i < out.actors.size(); ++i) {
        if (!is_gathering(out.actors[i])) {
            continue;
        }
        if (const auto target = party_of(out, out.actors[i].code)) {
            replace(out, i, *target);
            party = target;
        }
    }
    if (!party) {
        return;
    }
    // In such an article a bare "Congress" is the party's, not a parliament.
    for (ActorIndex i = 0; i < out.actors.size(); ++i) {
        if (name_key(out.actors[i].name) == "congress") {
            replace(out, i, *party);
        }
    }
}

}  // namespace chancery::actors
