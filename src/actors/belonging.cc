// SPDX-License-Identifier: Apache-2.0
#include "actors/belonging.h"

#include <algorithm>
#include <initializer_list>

#include "actors/coreference.h"
#include "actors/grammar.h"

namespace chancery::actors {

namespace {

bool one_of(const Draft& d, TokenIndex i, std::initializer_list<std::string_view> words) {
    return std::any_of(
        words.begin(), words.end(), [&](std::string_view w) { return d.is(i, w); });
}

/// Words for a part of the world or for the world as a whole.
bool is_region(const Draft& d, TokenIndex i) {
    return one_of(
        d, i, {"european",      "african", "asian",    "arab",        "gulf",
               "western",       "latin",   "nordic",   "baltic",      "balkan",
               "caribbean",     "world",   "global",   "regional",    "foreign",
               "international", "allied",  "overseas", "neighboring", "neighbouring"});
}

/// "foreign" in "foreign ministers" is no part of the world.
bool is_foreign_affairs(const Draft& d, TokenIndex i, TokenIndex last) {
    return d.is(i, "foreign") && i + 1 < last &&
           one_of(d,
                  i + 1,
                  {"minister",
                   "ministers",
                   "ministry",
                   "affairs",
                   "office",
                   "policy",
                   "secretary",
                   "secretaries",
                   "service"});
}

}  // namespace

bool is_attitude(const Draft& draft, TokenIndex first, TokenIndex last) {
    if (first >= 1 &&
        one_of(draft, first, {"american", "americans", "african", "asian"}) &&
        one_of(draft, first - 1, {"central", "latin", "south", "north", "pan"})) {
        return true;  // a part of the world
    }
    if (first >= 2 && draft.text(first - 1) == "-" &&
        one_of(draft, first - 2, {"pro", "anti", "ex", "non"})) {
        return true;
    }
    return last + 1 < draft.sentence_end(first) && draft.text(last) == "-" &&
           one_of(draft,
                  last + 1,
                  {"backed",
                   "supported",
                   "funded",
                   "aligned",
                   "allied",
                   "linked",
                   "trained",
                   "armed",
                   "sponsored",
                   "affiliated",
                   "occupied",
                   "friendly"});
}

bool names_many(const Draft& draft, TokenIndex first, TokenIndex last) {
    for (TokenIndex i = first; i < last; ++i) {
        const Chunk* name = draft.chunks.at(Chunks::names, i);
        const bool named = name != nullptr && !code_of(draft, *name).empty();
        const bool part = i > first && named && is_attitude(draft, i, i + 1) &&
                          one_of(draft, i - 1, {"central", "latin", "south", "north"});
        if (part) {
            return true;
        }
        if (!named && (one_of(draft, i, {"countries", "nations", "states", "capitals"}) ||
                       (is_region(draft, i) && !is_foreign_affairs(draft, i, last)))) {
            return true;
        }
    }
    return false;
}

bool is_relation(const Draft& draft, TokenIndex i) {
    return one_of(draft,
                  i,
                  {"ally",
                   "allies",
                   "partners",
                   "counterparts",
                   "neighbors",
                   "neighbours",
                   "adversaries",
                   "enemies",
                   "foes",
                   "rivals"});
}

std::string said_code(const Draft& draft, TokenIndex first, TokenIndex last) {
    std::string code;
    for (TokenIndex i = first; i < last; ++i) {
        const Chunk* name = draft.chunks.from(Chunks::names, i);
        if (name == nullptr || name->last > last) {
            continue;
        }
        const std::string said = code_of(draft, *name);
        if (!said.empty() && !is_attitude(draft, i, name->last)) {
            code = said;
        }
    }
    return code;
}

bool names_nobody(const Draft& draft, const OfficePhrase& office) {
    const TokenIndex noun = office.role_last - 1;
    if (noun > office.first && draft.is(noun, "media") && draft.is(noun - 1, "social")) {
        return true;
    }
    // "the critics of big government": an idea, no cabinet.
    if (noun > office.first && draft.is(noun, "government") &&
        one_of(draft, noun - 1, {"big", "small", "limited", "good"})) {
        return true;
    }
    const bool vague = office.role_last - office.role_first == 1 &&
                       (is_relation(draft, noun) ||
                        one_of(draft, noun, {"countries", "nations", "individuals"}));
    if (!vague || office.determiner != Determiner::none || office.possessor != no_token) {
        return false;
    }
    for (TokenIndex i = office.first; i < office.role_first; ++i) {
        if (!one_of(draft,
                    i,
                    {"many", "few", "some", "most", "certain", "various", "such"})) {
            return false;
        }
    }
    return office.last == office.role_last;
}

namespace {

/// One past "of more than 50 Muslim nations" after a noun; `i` where nothing like it is.
TokenIndex after_states(const Draft& d, TokenIndex i) {
    const TokenIndex end = d.sentence_end(i - 1);
    if (i >= end || !one_of(d, i, {"of", "from"})) {
        return i;
    }
    constexpr TokenIndex longest = 6;
    for (TokenIndex j = i + 1; j < std::min(end, i + longest); ++j) {
        if (one_of(d, j, {"countries", "nations", "states", "capitals"})) {
            return j + 1;
        }
        const Upos tag = d.token(j).upos;
        if (tag != Upos::num && tag != Upos::adj && tag != Upos::det &&
            tag != Upos::adv && tag != Upos::adp && d.text(j) != "-") {
            break;
        }
    }
    return i;
}

}  // namespace

void settle_group(const Draft& draft, const OfficePhrase& office, Phrase& phrase) {
    if (const TokenIndex end = after_states(draft, office.role_last);
        end > phrase.last || (end == phrase.last && end > office.role_last)) {
        phrase.last = end;
        phrase.code.clear();
        phrase.several = true;
        phrase.head = draft.head_of(phrase.first, phrase.last);
        return;
    }
    // "allies in the face of a threat", but "protesters in Cairo".
    const bool placed =
        phrase.last > office.role_last &&
        (draft.is(office.role_last, "in") || draft.is(office.role_last, "from"));
    if (placed && phrase.code.empty() && !draft.chunks.capitalised(phrase.last - 1) &&
        !names_many(draft, office.role_last, phrase.last)) {
        phrase.last = office.role_last;
        phrase.head = draft.head_of(phrase.first, phrase.last);
    }
    const TokenIndex noun = office.role_last - 1;
    const std::string said = said_code(draft, office.first, office.role_last);
    for (TokenIndex i = office.first; i < office.role_first; ++i) {
        const Chunk* name = draft.chunks.from(Chunks::names, i);
        if (name != nullptr && is_attitude(draft, i, name->last) &&
            phrase.code == code_of(draft, *name)) {
            phrase.code = said;
        }
    }
    const bool state = phrase.code.empty() || draft.tables.is_state(phrase.code);
    phrase.several = state && (is_relation(draft, noun) ||
                               names_many(draft, office.first, phrase.last));
    phrase.code = phrase.several ? std::string() : phrase.code;
}

namespace {

/// Words for people of somewhere, which headlines and statements write with a capital.
bool is_common_group(const Draft& d, TokenIndex noun) {
    return is_relation(d, noun) || one_of(d,
                                          noun,
                                          {"delegation",
                                           "delegations",
                                           "countries",
                                           "nations",
                                           "states",
                                           "leaders",
                                           "people",
                                           "community"});
}

}  // namespace

TokenIndex end_of_named_group(const Draft& draft, const OfficePhrase& office) {
    const TokenIndex noun = office.role_last - 1;
    const TokenIndex start =
        office.determiner == Determiner::none ? office.first : office.first + 1;
    if (!(office.plural || office.collective) || !draft.chunks.capitalised(noun) ||
        draft.chunks.shouted(noun) || draft.chunks.plain(noun) ||
        is_common_group(draft, noun)) {
        return office.first;
    }
    const Name* name = draft.chunks.reader_organisation(noun);
    const bool read = name != nullptr;
    if (!office.collective) {
        return read && name->first <= start && name->last > office.role_last
                   ? name->last
                   : office.first;
    }
    bool strange = false;  // a word before the noun that is neither state nor known name
    for (TokenIndex i = start; i < noun; ++i) {
        const Chunk* chunk = draft.chunks.at(Chunks::names, i);
        if (!draft.chunks.capitalised(i) && draft.text(i) != "-") {
            return office.first;
        }
        if (chunk != nullptr && has(*chunk, Lexeme::organisation)) {
            return office.first;
        }
        strange = strange || (chunk == nullptr && i > draft.sentence_begin(i));
    }
    if (!strange && !read) {
        return office.first;
    }
    const bool of = office.last > office.role_last && draft.is(office.role_last, "of") &&
                    draft.chunks.capitalised(office.last - 1);
    return std::max({office.role_last,
                     of ? office.last : office.role_last,
                     read ? name->last : office.role_last});
}

/// The state of the person named with what begins at `i`: "Secretary Kerry and the
/// administration".
std::string Coreference::code_beside(TokenIndex i) const {
    if (i < d_.sentence_begin(i) + 2 || !d_.is(i - 1, "and")) {
        return {};
    }
    const PersonEvidence* person = people_.of(actor_at(i - 2));
    return person == nullptr ? std::string() : people_.code_of_person(*person);
}

/// By the words, the owner ("his administration", "President Putin’s government", "the
/// Clinton administration"), a place beside it, or the state that acts.
std::string Coreference::body_code(const Phrase& phrase) {
    if (!phrase.code.empty()) {
        return phrase.code;
    }
    TokenIndex owner = no_token;
    if (d_.token(phrase.first).xpos == Xpos::prp_s) {
        take_owner(phrase);
        owner = phrase.first;
    } else if (phrase.first > d_.sentence_begin(phrase.first) + 1 &&
               is_possessive_mark(d_.text(phrase.first - 1))) {
        owner = phrase.first - 2;
    }
    std::string code;
    if (owner != no_token) {
        const ActorIndex actor = actor_at(owner);
        const PersonEvidence* person = people_.of(actor);
        code = person != nullptr                  ? people_.code_of_person(*person)
               : actor != no_actor                ? d_.out.actors[actor].code
               : one_of(d_, owner, {"my", "our"}) ? d_.domestic
                                                  : std::string();
    }
    if (code.empty() && phrase.owner != no_token) {
        code = people_.code_by_word(d_.text(phrase.owner));
    }
    const bool proper = d_.chunks.capitalised(phrase.name_first) &&
                        phrase.name_first > d_.sentence_begin(phrase.first);
    if (code.empty()) {
        code = code_beside(phrase.first);
    }
    if (code.empty() && !proper) {
        code = place_nearby(phrase.first);
    }
    if (code.empty() && !entities_.names_body(phrase)) {
        code = code_in_play(phrase.first);
    }
    return code;
}

namespace {

/// True where an organisation of the tables stands before the noun of a group.
bool names_organisation(const Draft& d, const OfficePhrase& office) {
    for (TokenIndex i = office.first; i < office.role_first; ++i) {
        const Chunk* name = d.chunks.from(Chunks::names, i);
        if (name != nullptr && has(*name, Lexeme::organisation)) {
            return true;
        }
    }
    return false;
}

/// Those who speak of a story from anywhere.
bool is_commenter(const Draft& d, TokenIndex noun) {
    return one_of(d, noun, {"analysts", "experts", "observers", "economists", "critics"});
}

}  // namespace

/// By the words, the owner, the group of that name before, a place in the sentence;
/// officials are those of the state that acts, people those of the story.
std::string Coreference::group_code(const Phrase& phrase) const {
    const OfficePhrase& office = d_.offices[static_cast<std::size_t>(phrase.before)];
    if (phrase.several) {
        return {};
    }
    std::string code = phrase.code.empty() ? owner_code(office) : phrase.code;
    if (!code.empty()) {
        return code;
    }
    if (names_organisation(d_, office)) {
        return {};  // "Islamic State militants"
    }
    if (office.determiner == Determiner::the && !office.modified) {
        code = entities_.code_of_group(phrase);
    }
    // "the regime" and "authorities" are where the sentence is, "officials" are not.
    const bool official =
        (office.sector == Sector::gov || office.sector == Sector::none) &&
        d_.tables.role(office.role).kind != ActorKind::body;
    if (code.empty() && !office.modified && is_commenter(d_, office.role_last - 1)) {
        return {};
    }
    if (code.empty() && !official) {
        code = place_nearby(phrase.first);
    }
    if (code.empty() && official) {
        code = code_in_play(phrase.first);
    }
    const bool armed = office.sector == Sector::reb || office.sector == Sector::mil;
    if (code.empty() && armed) {
        code = entities_.home_of_rebels(phrase);
    }
    return code.empty() && !official ? d_.home : code;
}

}  // namespace chancery::actors
