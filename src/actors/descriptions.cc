// Who an office or role without a name means: somebody named in the article, or the one
// who held it on the article's date. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

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

/// No office that only one person holds.
bool is_plain(Office office) {
    return office == Office::none || office == Office::other;
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

/// The term of whoever leads a state or organisation on the article's date.
std::optional<std::uint32_t> leader_of(const Draft& d, const std::string& code) {
    const auto state = d.tables.state_by_code(code);
    if (!state) {
        return d.tables.holder(code, Office::igo_head, d.date);
    }
    const Leading leading = d.tables.state(*state).leading;
    const bool by_party = leading == Leading::party_leader;
    const bool by_cabinet = leading == Leading::head_of_government;
    auto term = by_party     ? d.tables.holder(code, Office::party_leader, d.date)
                : by_cabinet ? d.tables.holder(code, Office::head_of_government, d.date)
                             : std::nullopt;
    for (const Office office :
         {Office::head_of_state, Office::monarch, Office::head_of_government}) {
        term = term ? term : d.tables.holder(code, office, d.date);
    }
    return term;
}

}  // namespace

/// How a person stands to an office without a name.
Coreference::Claim Coreference::claim_of(const PersonEvidence& person,
                                         const OfficePhrase& office,
                                         const std::string& code) const {
    const auto any = [&](const auto& test) {
        return std::any_of(person.offices.begin(),
                           person.offices.end(),
                           [&](std::uint32_t o) { return test(d_.offices[o]); });
    };
    // "X, Trump's lawyer": the apposition is X.
    if (any([&](const OfficePhrase& said) {
            return said.role_first == office.role_first &&
                   (said.code.empty() || said.code == code);
        })) {
        return Claim::apposed;
    }
    const std::string known = people_.code_of_person(person);
    if ((!code.empty() && known != code) || person.mentions.empty()) {
        return Claim::none;
    }
    const std::string_view role = d_.tables.role(office.role).role;
    const bool short_form = !office.modified && office.determiner == Determiner::the;
    if (any([&](const OfficePhrase& said) {
            const bool shortened =
                short_form && is_short_for(role, d_.tables.role(said.role).role);
            // "the late king" may be meant by "the king", but not before one who reigns.
            return (said.role == office.role || shortened) &&
                   said.former == office.former && (!said.dead || office.dead);
        })) {
        return Claim::so_called;
    }
    const Office held = people_.office_of(person);
    const bool same_office = office.office != Office::none &&
                             office.office != Office::other &&
                             (held == office.office || holds(person, office.office));
    if (!same_office && !(is_general(d_, office) && is_leading(held))) {
        return Claim::none;
    }
    return any([&](const OfficePhrase& said) { return said.office == office.office; })
               ? Claim::otherwise_called
               : Claim::holder;
}

/// A person of the article with that office: the nearest before, else the first after.
/// Who is called King is not meant by "the Queen" where another is so called.
ActorIndex Coreference::mentioned_holder(const OfficePhrase& office,
                                         const std::string& code,
                                         TokenIndex at) const {
    struct Nearest {
        ActorIndex actor = no_actor;
        std::int64_t distance = std::numeric_limits<std::int64_t>::max();
    };

    Nearest best;
    Nearest otherwise;
    bool exact = false;
    std::size_t compared = 0;
    for (const PersonEvidence& person : people_.all()) {
        if (++compared > bounds::namesakes) {
            break;
        }
        const Claim claim = claim_of(person, office, code);
        if (claim == Claim::apposed) {
            return person.actor;
        }
        if (claim == Claim::none) {
            continue;
        }
        exact = exact || claim == Claim::so_called;
        Nearest& nearest = claim == Claim::otherwise_called ? otherwise : best;
        if (const std::int64_t distance = person.distance_to(at);
            distance < nearest.distance) {
            nearest = {person.actor, distance};
        }
    }
    return !exact && otherwise.distance < best.distance ? otherwise.actor : best.actor;
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
        term = leader_of(d_, code);
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

/// The actor at a token, where an office may be said of it: a person of no other country,
/// or a state ("Russia, the world's biggest exporter") where no high office is meant.
ActorIndex Coreference::bearer_at(TokenIndex i, const OfficePhrase& office) const {
    const ActorIndex actor = actor_at(i);
    const PersonEvidence* person = actor == no_actor ? nullptr : people_.of(actor);
    if (person == nullptr) {
        const bool state =
            actor != no_actor && d_.out.actors[actor].kind == ActorKind::state;
        return state && is_plain(office.office) ? actor : no_actor;
    }
    const std::string known = people_.code_of_person(*person);
    const bool apart = !known.empty() && !office.code.empty() && known != office.code;
    return apart ? no_actor : actor;
}

/// Of whom "a journalist" is said: the subject of "X is a journalist" and of "X travels
/// as an envoy", the name of "X …, a journalist from …,".
ActorIndex Coreference::predicated(const Phrase& phrase,
                                   const OfficePhrase& office) const {
    const Token& head = d_.token(phrase.head);
    const bool governed = head.head != no_token;
    const bool indefinite = office.determiner == Determiner::a || is_plain(office.office);
    if (indefinite && governed && head.rel == Rel::appos && head.head < phrase.first) {
        return bearer_at(head.head, office);
    }
    const bool as = governed && phrase.first > 0 && d_.is(phrase.first - 1, "as") &&
                    (head.rel == Rel::obl || head.rel == Rel::advcl);
    const TokenIndex governor = as ? head.head : phrase.head;
    TokenIndex subject = no_token;
    bool copula = as;
    constexpr TokenIndex reach = 40;
    const TokenIndex begin = std::max(d_.sentence_begin(phrase.first),
                                      phrase.first - std::min(phrase.first, reach));
    for (TokenIndex i = begin; i < phrase.first; ++i) {
        if (d_.token(i).head == governor) {
            subject = d_.token(i).rel == Rel::nsubj ? i : subject;
            copula = copula || d_.token(i).rel == Rel::cop;
        }
    }
    return copula && subject != no_token ? bearer_at(subject, office) : no_actor;
}

/// "The Nicaraguan leaders": those of that country whom the article has named, two or
/// more.
std::vector<ActorIndex> Coreference::leaders_named(const OfficePhrase& office,
                                                   const std::string& code,
                                                   TokenIndex at) const {
    std::vector<ActorIndex> leaders;
    const bool leading = d_.is(office.role_last - 1, "leaders") && office.plural &&
                         office.determiner == Determiner::the;
    if (!leading || code.empty()) {
        return leaders;
    }
    constexpr std::size_t most = 4;
    for (const PersonEvidence& person : people_.all()) {
        const bool before = std::any_of(person.mentions.begin(),
                                        person.mentions.end(),
                                        [&](TokenIndex i) { return i < at; });
        if (before && is_leading(people_.office_of(person)) &&
            people_.code_of_person(person) == code) {
            leaders.push_back(person.actor);
        }
    }
    if (leaders.size() < 2 || leaders.size() > most) {
        leaders.clear();
    }
    return leaders;
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
    if (phrase.found == Found::description) {
        if (const ActorIndex known = predicated(phrase, office); known != no_actor) {
            people_.add_office(known, static_cast<std::uint32_t>(phrase.before));
            return known;
        }
    }
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
