// Office phrases: determiner, modifiers, role noun, where it belongs, further roles.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "actors/grammar.h"

namespace chancery::actors {

namespace {

constexpr int max_modifiers = 7;
constexpr int max_nouns = 3;

bool one_of(const Draft& d, TokenIndex i, std::initializer_list<LowerWord> words) {
    return std::any_of(
        words.begin(), words.end(), [&](const LowerWord& w) { return d.is(i, w); });
}

Determiner determiner_at(const Draft& d, TokenIndex i) {
    if (d.is(i, "the")) {
        return Determiner::the;
    }
    if (one_of(d, i, {"a", "an", "another", "one"})) {
        return Determiner::a;
    }
    if (one_of(d, i, {"his", "her", "its", "their", "our", "my", "your"})) {
        return Determiner::possessive;
    }
    if (d.token(i).upos == Upos::det &&
        one_of(d, i, {"this", "that", "these", "those"})) {
        return Determiner::demonstrative;
    }
    return one_of(d, i, {"both"}) ? Determiner::both : Determiner::none;
}

/// Words before a role that say whether the office is held. False where `i` is none.
bool take_status(const Draft& d, TokenIndex i, OfficePhrase& phrase) {
    if (one_of(d, i, {"former", "ex", "then", "previous", "past", "onetime", "ousted"})) {
        phrase.former = true;
        phrase.tenure = Tenure::past;
        return true;
    }
    if (one_of(d, i, {"late", "deceased", "slain"})) {
        phrase.dead = true;
        phrase.tenure = Tenure::past;
        return true;
    }
    if (one_of(d, i, {"deputy", "vice", "assistant", "associate"})) {
        phrase.subordinate = true;
        return true;
    }
    if (one_of(d, i, {"acting", "interim", "caretaker", "transitional"})) {
        phrase.tenure = Tenure::acting;
        return true;
    }
    if (one_of(d, i, {"incoming", "designate"})) {
        phrase.tenure = Tenure::elect;
        return true;
    }
    return one_of(d, i, {"visiting", "outgoing", "sitting", "ruling"});
}

bool is_noun(const Token& t) {
    return t.upos == Upos::noun || t.upos == Upos::propn;
}

/// A word that may stand between a determiner and a role noun.
bool is_modifier(const Draft& d, TokenIndex i, TokenIndex first) {
    const Token& t = d.token(i);
    switch (t.upos) {
        case Upos::adj:
        case Upos::num:
            return true;
        case Upos::adv:
            return i > first && !d.chunks.capitalised(i);
        case Upos::verb:
            return i > first && (t.xpos == Xpos::vbn || t.xpos == Xpos::vbg) &&
                   (t.rel == Rel::amod || t.rel == Rel::compound);
        case Upos::punct:
        case Upos::sym:
            return i > first && d.text(i) == "-";
        default:
            return false;
    }
}

/// A noun that may be part of a role's name: "trade" minister, "Jakarta" Governor.
bool is_noun_modifier(const Draft& d, TokenIndex i) {
    const Token& t = d.token(i);
    const Name* name = d.chunks.reader_name(i);
    if (!is_noun(t) || (name != nullptr && name->kind == NameKind::person)) {
        return false;
    }
    const bool joined = t.rel == Rel::compound || t.rel == Rel::amod ||
                        t.rel == Rel::flat || t.rel == Rel::nmod_poss;
    return joined && t.xpos != Xpos::nns;
}

struct Unit {
    OfficePhrase phrase;
    std::string organisation_code;
    std::optional<Sector> organisation_sector;
    ActorKind organisation_kind = ActorKind::other;
};

/// "While in Brussels President X …": a town that belongs to the preposition before it.
bool is_whereabouts(const Draft& d, const Chunk& name) {
    const TokenIndex first = name.first;
    const bool town = has(name, Lexeme::capital) && !has(name, Lexeme::state) &&
                      !has(name, Lexeme::demonym);
    const bool owned =
        name.last < d.sentence_end(first) && is_possessive_mark(d.text(name.last));
    return town && !owned && first > d.sentence_begin(first) &&
           one_of(d, first - 1, {"in", "at", "from", "near"});
}

/// Takes the state or organisation that a role belongs to; false where `name` is none.
bool take_owner(const Draft& d, const Chunk& name, Unit& unit, TokenIndex& j) {
    // "Iran-backed militia leader": who backs it is not whom he serves.
    if (const TokenIndex next = after_backing(d, name); next > name.last) {
        j = next;
        return true;
    }
    const std::string code = code_of(d, name);
    const bool organisation = has(name, Lexeme::organisation);
    if (!organisation && code.empty()) {
        return false;
    }
    unit.phrase.code = code.empty() ? unit.phrase.code : code;
    if (organisation) {
        const OrganisationRow& row =
            d.tables.organisation(*d.chunks.row(name, Lexeme::organisation));
        unit.organisation_sector = row.sector;
        unit.organisation_kind = row.kind;
    }
    j = name.last;
    j += j < d.sentence_end(name.first) && is_possessive_mark(d.text(j)) ? 1U : 0U;
    return true;
}

/// Takes a name, body, status word, adjective or noun before the role; false where the
/// token at `j` cannot stand there.
bool take_modifier(
    const Draft& d, TokenIndex& j, TokenIndex first, Unit& unit, int& nouns) {
    OfficePhrase& phrase = unit.phrase;
    if (take_status(d, j, phrase)) {
        ++j;
        return true;
    }
    if (const Chunk* name = d.chunks.from(Chunks::names, j); name != nullptr) {
        if (is_whereabouts(d, *name)) {
            return false;
        }
        if (take_owner(d, *name, unit, j)) {
            return true;
        }
    }
    if (const Chunk* body = d.chunks.from(Chunks::bodies, j);
        body != nullptr && is_noun(d.token(body->last - 1))) {
        const BodyRow& row = d.tables.body(*d.chunks.row(*body, Lexeme::body));
        unit.organisation_sector = row.sector;
        unit.organisation_kind = row.kind;
        j = body->last;
        j += j < d.sentence_end(first) && is_possessive_mark(d.text(j)) ? 1U : 0U;
        return true;
    }
    if (is_modifier(d, j, first)) {
        ++j;
        return true;
    }
    if (nouns < max_nouns && is_noun_modifier(d, j)) {
        ++nouns;
        ++j;
        return true;
    }
    return false;
}

/// A description that only modifies the name after it: the "National" of "National
/// Congress".
bool is_compound(const Draft& d, const Chunk& role, const RoleRow& row) {
    const TokenIndex next = role.last;
    if (row.rank == Rank::title || next >= d.sentence_end(role.first)) {
        return false;
    }
    const Chunk* after = d.chunks.from(Chunks::names, next);
    const bool name = after != nullptr && has(*after, Lexeme::organisation);
    return d.chunks.capitalised(role.first) &&
           (name || d.chunks.from(Chunks::bodies, next));
}

/// True where a common noun in the plural begins a name: the "Men" of "Men Sam An".
bool begins_name(const Draft& d, const Chunk& role, const RoleRow& row) {
    const TokenIndex i = role.first;
    const TokenIndex next = role.last;
    const bool common =
        row.rank != Rank::title && next == i + 1 && row.sector == Sector::cvl;
    return common && i > d.sentence_begin(i) && next < d.sentence_end(i) &&
           d.chunks.capitalised(i) && !d.chunks.plain(i) && !d.chunks.shouted(i) &&
           d.chunks.capitalised(next) && d.token(next).upos == Upos::propn &&
           d.chunks.from(Chunks::names, next) == nullptr;
}

/// The role chunk that begins with `j` and is not the start of a longer name or body.
const Chunk* role_from(const Draft& d, TokenIndex j) {
    const Chunk* role = d.chunks.from(Chunks::roles, j);
    if (role == nullptr) {
        return nullptr;
    }
    const Chunk* body = d.chunks.from(Chunks::bodies, j);
    const Chunk* name = d.chunks.from(Chunks::names, j);
    const RoleRow& row = d.tables.role(*d.chunks.row(*role, Lexeme::role));
    const bool same = body != nullptr && body->last == role->last &&
                      row.rank != Rank::title && row.kind != ActorKind::people;
    const bool longer =
        same || (body != nullptr && body->last > role->last) ||
        (name != nullptr && name->last > role->last &&
         (has(*name, Lexeme::organisation) || has(*name, Lexeme::metonym)));
    // In "heads of state" the noun is the first token, in "foreign minister" the last.
    const bool noun = is_noun(d.token(role->last - 1)) || is_noun(d.token(role->first)) ||
                      (d.chunks.capitalised(j) && row.rank == Rank::title &&
                       d.token(role->first).upos == Upos::adj);
    const bool other = is_compound(d, *role, row) || begins_name(d, *role, row);
    return longer || !noun || other ? nullptr : role;
}

bool may_follow(std::string_view preposition, const RoleRow& role) {
    if (preposition == "of") {
        return true;
    }
    const bool envoy = role.office == Office::ambassador ||
                       role.office == Office::envoy || role.office == Office::other;
    if (preposition == "to") {
        return envoy;
    }
    if (preposition == "for") {
        return role.office == Office::spokesperson || role.office == Office::minister ||
               role.office == Office::foreign_minister ||
               role.office == Office::defence_minister || envoy;
    }
    return (preposition == "in" || preposition == "from") &&
           (role.rank == Rank::group || role.plural || role.office == Office::ambassador);
}

/// The office that a role of a state becomes when it is held in an organisation:
/// the president of a party leads the party.
Office office_within(Office office, ActorKind kind, Sector sector) {
    if (office != Office::head_of_state && office != Office::head_of_government &&
        office != Office::none && office != Office::other) {
        return office;
    }
    if (kind == ActorKind::party) {
        return Office::party_leader;
    }
    if (kind == ActorKind::igo) {
        return Office::igo_head;
    }
    return sector == Sector::leg ? Office::speaker : Office::other;
}

/// The state or organisation that a role itself names: "NATO secretary general".
std::string code_inside(const Draft& d, TokenIndex first, TokenIndex last) {
    std::string code;
    for (TokenIndex i = first; i < last && code.empty(); ++i) {
        const Chunk* chunk = d.chunks.from(Chunks::names, i);
        code = chunk == nullptr ? std::string() : code_of(d, *chunk);
    }
    return code;
}

/// The noun of a role of several words: "Minister" of "Minister for Foreign Affairs".
TokenIndex noun_of_role(const Draft& d, const OfficePhrase& phrase) {
    for (TokenIndex i = phrase.role_first + 1; i < phrase.role_last; ++i) {
        if (d.token(i).upos == Upos::adp) {
            return i - 1;
        }
    }
    return phrase.role_last - 1;
}

/// Titles that men or women alone bear.
Gender gender_of_role(std::string_view role) {
    for (const std::string_view word : {"king", "prince", "emperor", "sultan"}) {
        if (role.starts_with(word) && !role.starts_with("princess")) {
            return Gender::male;
        }
    }
    for (const std::string_view word : {"queen", "princess", "empress"}) {
        if (role.starts_with(word)) {
            return Gender::female;
        }
    }
    return role.ends_with("woman") ? Gender::female : Gender::unknown;
}

void settle(const Draft& d, const RoleRow& role, Unit& unit) {
    OfficePhrase& phrase = unit.phrase;
    phrase.gender = gender_of_role(role.role);
    phrase.office = role.office;
    phrase.sector = role.sector;
    const TokenIndex noun = noun_of_role(d, phrase);
    const Xpos tag = d.token(noun).xpos;
    // The table goes by the last word: "ambassador to the United Nations".
    const bool listed = role.plural && noun + 1 == phrase.role_last;
    phrase.plural =
        listed || role.rank == Rank::group || tag == Xpos::nns || tag == Xpos::nnps;
    phrase.collective = role.kind.has_value() && noun + 1 == phrase.role_last;
    if (phrase.code.empty()) {
        phrase.code = code_inside(d, phrase.role_first, phrase.role_last);
    }
    if (unit.organisation_sector && !phrase.plural) {
        const bool weak =
            role.office == Office::none || role.office == Office::other ||
            role.office == Office::spokesperson || role.office == Office::head_of_state ||
            role.office == Office::head_of_government || role.office == Office::speaker ||
            role.office == Office::igo_head || unit.organisation_kind == ActorKind::party;
        if (weak && *unit.organisation_sector != Sector::none) {
            phrase.sector = *unit.organisation_sector;
        }
        phrase.office =
            office_within(role.office, unit.organisation_kind, *unit.organisation_sector);
    }
    if (phrase.subordinate && phrase.office < Office::deputy) {
        phrase.office = Office::deputy;
    }
    // "his Turkish colleague" is his counterpart, "a colleague" anybody.
    const bool colleague =
        !phrase.code.empty() && d.is(phrase.role_last - 1, "colleague");
    phrase.counterpart =
        colleague || one_of(d, phrase.role_last - 1, {"counterpart", "counterparts"});
}

/// The words of a role that say whether it is held: "acting president".
void note_tenure(const Draft& d, OfficePhrase& phrase) {
    for (TokenIndex i = phrase.role_first; i < phrase.last; ++i) {
        if (i > phrase.role_first && one_of(d, i, {"designate", "elect"})) {
            phrase.tenure = Tenure::elect;
        } else if (OfficePhrase said; take_status(d, i, said)) {
            phrase.tenure = said.tenure == Tenure::held ? phrase.tenure : said.tenure;
        }
    }
}

/// "designate" and "elect" after a role, with or without a hyphen.
TokenIndex after_designate(const Draft& d, TokenIndex j) {
    const TokenIndex end = j < d.reading.tokens.size() ? d.sentence_end(j - 1) : j;
    TokenIndex k = j;
    k += k < end && d.text(k) == "-" ? 1U : 0U;
    return k < end && one_of(d, k, {"designate", "elect"}) ? k + 1 : j;
}

/// The role at `j`, the last of several in a row ("Party General Secretary").
const Chunk* last_role(const Draft& d, TokenIndex i, TokenIndex j, TokenIndex end) {
    const Chunk* role = role_from(d, j);
    // "Indian Army chief": the name before has taken the first word of "army chief".
    const Chunk* split = d.chunks.at(Chunks::roles, j);
    role = role == nullptr && split != nullptr && split->first > i && split->first < j
               ? split
               : role;
    while (role != nullptr && role->last < end && role_from(d, role->last) != nullptr) {
        role = role_from(d, role->last);
    }
    return role;
}

/// Reads where the office belongs off the words after the role.
void take_tail(const Draft& d, const RoleRow& row, Unit& unit) {
    OfficePhrase& phrase = unit.phrase;
    if (phrase.last >= d.sentence_end(phrase.first)) {
        return;
    }
    const std::string_view preposition = d.text(phrase.last);
    // "recalled its ambassador from Lima": from where, of an office that has its owner.
    const bool owned =
        phrase.first > 0 && (d.token(phrase.first - 1).xpos == Xpos::prp_s ||
                             d.token(phrase.first - 1).xpos == Xpos::pos);
    if (!may_follow(preposition, row) || (owned && preposition == "from")) {
        return;
    }
    const Tail tail = parse_tail(d, phrase.last);
    if (tail.last == phrase.last) {
        return;
    }
    phrase.last = tail.last;
    phrase.place = tail.place;
    if (preposition != "of" && preposition != "for") {
        return;
    }
    phrase.code = tail.code.empty() ? phrase.code : tail.code;
    if (tail.organisation) {
        unit.organisation_sector = tail.sector;
        unit.organisation_kind = tail.kind;
    }
}

/// The field of a minister goes on: "Minister for Foreign Affairs and Trade".
TokenIndex after_field(const Draft& d, const Chunk& role) {
    const TokenIndex end = d.sentence_end(role.first);
    bool fielded = false;
    for (TokenIndex i = role.first + 1; i < role.last; ++i) {
        fielded = fielded || d.token(i).upos == Upos::adp;
    }
    TokenIndex last = role.last;
    for (int n = 0; fielded && n < 3; ++n) {
        const TokenIndex next = last + 1;
        const bool joined =
            next < end && (d.is(last, "and") || d.text(last) == "&") &&
            d.token(next).upos == Upos::propn && d.chunks.capitalised(next) &&
            d.chunks.at(Chunks::names, next) == nullptr &&
            role_from(d, next) == nullptr && person_name_end(d, next, false) == next;
        if (!joined) {
            break;
        }
        last = next + 1;
        while (last < end && d.token(last).upos == Upos::propn &&
               d.chunks.at(Chunks::names, last) == nullptr &&
               role_from(d, last) == nullptr && person_name_end(d, last, false) == last) {
            ++last;
        }
    }
    return last;
}

/// One role with its modifiers and tail, without a determiner.
std::optional<Unit> parse_unit(const Draft& d, TokenIndex i) {
    const TokenIndex end = d.sentence_end(i);
    Unit unit;
    TokenIndex j = i;
    int nouns = 0;
    const Chunk* role = nullptr;
    for (int n = 0; n <= max_modifiers && j < end && role == nullptr; ++n) {
        role = last_role(d, i, j, end);
        if (role == nullptr && !take_modifier(d, j, i, unit, nouns)) {
            return std::nullopt;
        }
    }
    if (role == nullptr) {
        return std::nullopt;
    }
    OfficePhrase& phrase = unit.phrase;
    phrase.first = i;
    phrase.role_first = role->first;
    phrase.role_last = role->last;
    phrase.role = *d.chunks.row(*role, Lexeme::role);
    phrase.modified = role->first > i;
    phrase.last = after_designate(d, after_field(d, *role));
    note_tenure(d, phrase);
    const RoleRow& row = d.tables.role(phrase.role);
    take_tail(d, row, unit);
    settle(d, row, unit);
    phrase.offices.push_back(
        {d.words(phrase.first, phrase.last), phrase.code, false, phrase.tenure});
    return unit;
}

/// Orders offices by weight; what is no office weighs least.
bool outweighs(const OfficePhrase& a, const OfficePhrase& b) {
    return a.office != Office::none && (b.office == Office::none || a.office < b.office);
}

void join(OfficePhrase& phrase, OfficePhrase more) {
    if (more.code.empty()) {
        more.code = phrase.code;
        more.offices.front().code = phrase.code;
    }
    if (outweighs(more, phrase)) {
        phrase.office = more.office;
        phrase.sector = more.sector == Sector::none ? phrase.sector : more.sector;
        phrase.code = more.code;
    } else if (phrase.code.empty()) {
        phrase.code = more.code;
    }
    phrase.offices.push_back(more.offices.front());
    phrase.last = more.last;
}

/// Where the next role of a joined phrase begins: after "and", "," or ", and".
TokenIndex after_joint(const Draft& d, TokenIndex j, TokenIndex end) {
    TokenIndex k = j;
    k += k < end && d.text(k) == "," ? 1U : 0U;
    k += k < end && (d.is(k, "and") || d.text(k) == "&") ? 1U : 0U;
    k += k > j && k < end && d.is(k, "the") ? 1U : 0U;
    return k < end ? k : j;
}

}  // namespace

std::optional<OfficePhrase> parse_office(const Draft& draft, TokenIndex i, bool joined) {
    const TokenIndex end = draft.sentence_end(i);
    const Determiner determiner = determiner_at(draft, i);
    const TokenIndex start = determiner == Determiner::none ? i : i + 1;
    if (start >= end || !draft.chunks.any(Chunks::roles, start, end)) {
        return std::nullopt;
    }
    std::optional<Unit> unit = parse_unit(draft, start);
    if (!unit) {
        return std::nullopt;
    }
    OfficePhrase phrase = std::move(unit->phrase);
    phrase.first = i;
    phrase.determiner = determiner;
    if (determiner == Determiner::possessive) {
        phrase.possessor = i;
    } else if (determiner == Determiner::none && i > draft.sentence_begin(i) + 1 &&
               is_possessive_mark(draft.text(i - 1))) {
        phrase.possessor = i - 2;
    }
    for (int n = 0; joined && n < 4; ++n) {
        const TokenIndex next = after_joint(draft, phrase.last, end);
        std::optional<Unit> more;
        if (next > phrase.last) {
            more = parse_unit(draft, next);
        }
        // "the Queen Mother and King X" are two.
        const bool other = more && phrase.gender != Gender::unknown &&
                           more->phrase.gender != Gender::unknown &&
                           more->phrase.gender != phrase.gender;
        if (!more || more->phrase.plural || other) {
            break;
        }
        join(phrase, std::move(more->phrase));
    }
    return phrase;
}

}  // namespace chancery::actors
