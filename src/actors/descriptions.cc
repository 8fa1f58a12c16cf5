// Who an office or role without a name means: somebody named in the article, or the one
// who held it on the article's date. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/coreference.h"
#include "actors/grammar.h"

namespace chancery::actors {

namespace {

/// "leader", "chief", "head": any high office will do.
bool is_general(const Draft& d, const OfficePhrase& office) {
    const std::string_view role = d.tables.role(office.role).role;
    if (role.ends_with(" leader")) {
        return role.starts_with("top ") || role.starts_with("long") ||
               role.starts_with("de facto ") || role.starts_with("paramount ");
    }
    return role == "leader" || role == "strongman" || role == "chief" ||
           role == "ruler" || role == "politician" || role == "statesman";
}

/// "the minister" for "Defence Minister Demir": the short word for an office of more.
bool is_short_for(std::string_view said, std::string_view role) {
    return said.find(' ') == std::string_view::npos && role.size() > said.size() &&
           role.ends_with(said) && role[role.size() - said.size() - 1] == ' ' &&
           !role.starts_with("vice ") && !role.starts_with("deputy ");
}

bool is_leading(Office office) {
    return office == Office::head_of_state || office == Office::monarch ||
           office == Office::head_of_government || office == Office::party_leader ||
           office == Office::igo_head;
}

}  // namespace

/// A person of the article with that office: the nearest before, else the first after.
ActorIndex Coreference::mentioned_holder(const OfficePhrase& office,
                                         const std::string& code,
                                         TokenIndex at) const {
    const bool general = is_general(d_, office);
    const std::string_view role = d_.tables.role(office.role).role;
    const bool short_form = !office.modified && office.determiner == Determiner::the;
    ActorIndex best = no_actor;
    std::int64_t best_distance = 0;
    for (const PersonEvidence& person : people_.all()) {
        const std::string known = people_.code_of_person(person);
        if ((!code.empty() && known != code) || person.mentions.empty()) {
            continue;
        }
        const Office held = people_.office_of(person);
        const bool same_role = std::any_of(
            person.offices.begin(), person.offices.end(), [&](std::uint32_t o) {
                const OfficePhrase& other = d_.offices[o];
                return !other.former &&
                       (other.role == office.role ||
                        (short_form &&
                         is_short_for(role, d_.tables.role(other.role).role)));
            });
        const bool same_office = office.office != Office::none &&
                                 office.office != Office::other &&
                                 (held == office.office || holds(person, office.office));
        if (!(same_role || same_office || (general && is_leading(held)))) {
            continue;
        }
        for (const TokenIndex mention : person.mentions) {
            const std::int64_t distance =
                mention < at ? at - mention : (1LL << 30) + mention - at;
            if (best == no_actor || distance < best_distance) {
                best = person.actor;
                best_distance = distance;
            }
        }
    }
    return best;
}

bool Coreference::holds(const PersonEvidence& person, Office office) const {
    if (person.row == no_actor) {
        return false;
    }
    const auto& terms = d_.tables.person(person.row).terms;
    return std::any_of(terms.begin(), terms.end(), [&](std::uint32_t t) {
        return d_.tables.term(t).office == office && d_.tables.term(t).holds_on(d_.date);
    });
}

ActorIndex Coreference::holder_from_table(const Phrase& phrase,
                                          const OfficePhrase& office,
                                          const std::string& code) {
    if (code.empty() || office.former || office.subordinate) {
        return no_actor;
    }
    std::optional<std::uint32_t> term;
    if (is_general(d_, office)) {
        const auto party = d_.tables.holder(code, Office::party_leader, d_.date);
        const auto state = d_.tables.holder(code, Office::head_of_state, d_.date);
        const auto government =
            d_.tables.holder(code, Office::head_of_government, d_.date);
        const bool monarchy =
            d_.tables.holder(code, Office::monarch, d_.date).has_value();
        term = party && d_.tables.is_state(code) ? party : monarchy ? government : state;
        term = term ? term : government;
    } else if (office.office != Office::none && office.office < Office::deputy) {
        term = d_.tables.holder(code, office.office, d_.date);
        if (!term && office.office == Office::head_of_state) {
            term = d_.tables.holder(code, Office::monarch, d_.date);
        }
    }
    if (!term) {
        return no_actor;
    }
    const TokenIndex start =
        office.determiner == Determiner::none ? office.first : office.first + 1;
    return people_.from_table(d_.tables.term(*term).person,
                              phrase.found == Found::listed
                                  ? office.offices.front().title
                                  : d_.words(start, phrase.last));
}

/// "his Russian counterpart": who holds the office of the one meant by "his" in Russia.
ActorIndex Coreference::counterpart(const Phrase& phrase, const OfficePhrase& office) {
    const ActorIndex owner =
        office.possessor == no_token ? no_actor : actor_at(office.possessor);
    const PersonEvidence* person = owner == no_actor ? nullptr : people_.of(owner);
    if (person == nullptr || office.code.empty()) {
        return no_actor;
    }
    OfficePhrase sought = office;
    sought.office = people_.office_of(*person);
    if (const ActorIndex known = mentioned_holder(sought, office.code, phrase.first);
        known != no_actor && known != owner) {
        return known;
    }
    return holder_from_table(phrase, sought, office.code);
}

/// "his host": the person named last who is not the guest.
ActorIndex Coreference::host(const OfficePhrase& office) const {
    const std::string_view role = d_.tables.role(office.role).role;
    const ActorIndex guest = office.possessor == no_token || role != "host"
                                 ? no_actor
                                 : actor_at(office.possessor);
    if (guest == no_actor) {
        return no_actor;
    }
    std::size_t left = 40;
    for (auto it = seen_.rbegin(); it != seen_.rend() && left > 0; ++it, --left) {
        const bool near =
            d_.token(it->first).sentence + 2 >= d_.token(office.first).sentence;
        const bool person = d_.out.actors[it->actor].kind == ActorKind::person;
        if (near && person && it->actor != guest) {
            return it->actor;
        }
    }
    return no_actor;
}

ActorIndex Coreference::described(const Phrase& phrase, const OfficePhrase& office) {
    if (office.counterpart) {
        if (const ActorIndex known = counterpart(phrase, office); known != no_actor) {
            return known;
        }
    }
    if (const ActorIndex known = host(office); known != no_actor) {
        return known;
    }
    const std::string code = office.code.empty() ? owner_code(office) : office.code;
    const TokenIndex start =
        office.determiner == Determiner::none ? office.first : office.first + 1;
    const std::string name = phrase.found == Found::listed ? office.offices.front().title
                                                           : d_.words(start, phrase.last);
    const bool definite = office.determiner == Determiner::the ||
                          office.determiner == Determiner::possessive ||
                          office.determiner == Determiner::demonstrative ||
                          office.possessor != no_token || !office.code.empty() ||
                          d_.chunks.capitalised(office.role_first);
    if (definite && office.determiner != Determiner::a) {
        if (const ActorIndex known = mentioned_holder(office, code, phrase.first);
            known != no_actor) {
            return known;
        }
        const std::string& country = code.empty() ? d_.home : code;
        if (const ActorIndex known = holder_from_table(phrase, office, country);
            known != no_actor) {
            return known;
        }
    }
    OfficePhrase said = office;
    said.code = code;
    return people_.unnamed(name, said);
}

}  // namespace chancery::actors
