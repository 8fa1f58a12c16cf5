// Groups of people, states and fighters without a name.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/belonging.h"
#include "actors/entities.h"
#include "actors/grammar.h"

namespace chancery::actors {

namespace {

/// The kind of a group by its head word, else by its sector.
ActorKind group_kind(const RoleRow& role, Sector sector) {
    if (role.kind == ActorKind::other && sector == Sector::reb) {
        return ActorKind::armed_group;  // "militant group"
    }
    if (role.kind) {
        return *role.kind;
    }
    switch (sector) {
        case Sector::cvl:
        case Sector::edu:
        case Sector::cop:
        case Sector::jud:
        case Sector::mil:
        case Sector::med:
        case Sector::opp:
            return ActorKind::people;
        case Sector::reb:
            return ActorKind::armed_group;
        default:
            return ActorKind::other;
    }
}

}  // namespace

std::string Entities::home_of_rebels(const Phrase& phrase) {
    const auto noun_of = [&](const Phrase& group) {
        const OfficePhrase& office = d_.offices[static_cast<std::size_t>(group.before)];
        return body_words(d_.words(office.role_first, office.role_last));
    };
    const std::string noun = noun_of(phrase);
    const auto [known, is_new] = rebels_.try_emplace(noun);
    if (!is_new) {
        return known->second;
    }
    std::map<std::string, double> votes;
    for (const Phrase& group : d_.phrases) {
        if (group.found != Found::group || noun_of(group) != noun) {
            continue;
        }
        constexpr TokenIndex reach = 24;
        const TokenIndex begin = std::max(d_.sentence_begin(group.first),
                                          group.first - std::min(group.first, reach));
        const TokenIndex end = std::min(d_.sentence_end(group.first), group.last + reach);
        for (TokenIndex i = begin; i < end; ++i) {
            const Chunk* chunk = d_.chunks.from(Chunks::names, i);
            const Rel rel = d_.token(i).rel;
            const bool acts = rel == Rel::nsubj || rel == Rel::nsubj_pass;
            const std::string code =
                chunk == nullptr || acts ? std::string() : code_of(d_, *chunk);
            if (d_.tables.is_state(code)) {
                const TokenIndex gap =
                    i > group.first ? i - group.first : group.first - i;
                votes[code] += 1.0 / (1.0 + gap);
            }
        }
    }
    double most = 0;
    for (const auto& [code, vote] : votes) {
        if (vote > most) {
            known->second = code;
            most = vote;
        }
    }
    return known->second;
}

std::string Entities::code_of_group(const Phrase& phrase) const {
    const OfficePhrase& office = d_.offices[static_cast<std::size_t>(phrase.before)];
    const auto it =
        groups_.find(body_words(d_.words(office.role_first, office.role_last)));
    return it == groups_.end() ? std::string() : d_.out.actors[it->second].code;
}

ActorIndex Entities::group(const Phrase& phrase, const std::string& code) {
    const OfficePhrase& office = d_.offices[static_cast<std::size_t>(phrase.before)];
    Actor actor;
    actor.sector = office.sector;
    const bool states =
        phrase.several && (office.sector == Sector::gov || office.sector == Sector::igo ||
                           office.sector == Sector::none);
    const bool members =
        !code.empty() && !d_.tables.is_state(code) &&
        (d_.is(office.role_last - 1, "members") || d_.is(office.role_last - 1, "states"));
    actor.sector = members ? Sector::gov : actor.sector;
    actor.kind = states || members
                     ? ActorKind::other
                     : group_kind(d_.tables.role(office.role), office.sector);
    actor.plural = office.plural || actor.kind == ActorKind::people;
    actor.name = name_without_determiner(phrase);
    actor.code = code;
    actor.rule = "group";
    const std::string noun = body_words(d_.words(office.role_first, office.role_last));
    std::string name = actor.name;
    // "Nordic countries" are not "other countries", but "the countries" are those.
    const bool again = office.determiner == Determiner::the && !office.modified;
    const auto last = groups_.find(noun);
    if (phrase.several && again && last != groups_.end()) {
        return last->second;
    }
    const std::string words = phrase.several ? body_words(name) : noun;
    const ActorIndex index = make("g:" + code + words, std::move(actor));
    groups_.insert_or_assign(noun, index);
    // "Syrian rebels" says more than "rebels", "the rebels of yesterday" does not.
    const Actor& known = d_.out.actors[index];
    if (name.size() > known.name.size() && name.ends_with(known.name) &&
        !said_code(d_, phrase.first, phrase.last).empty()) {
        lengthen(index, std::move(name));
    }
    return index;
}

}  // namespace chancery::actors
