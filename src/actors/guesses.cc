// What a name that no table knows is, by its own words and the nouns beside it.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/belonging.h"
#include "actors/entities.h"
#include "actors/grammar.h"
#include "actors/people.h"
#include "text/fold.h"

namespace chancery::actors {

namespace {

/// The row of the word that says what a name is of: the last before "of", "for" and the
/// like ("Foundation for Aid to …"), else the last of all.
std::optional<HeadRow> head_of_name(const ActorTables& tables, std::string_view name) {
    const std::vector<std::string> words = name_words(name);
    const auto link = std::find_if(words.begin(), words.end(), [](const std::string& w) {
        return w == "of" || w == "for" || w == "on" || w == "against" || w == "in" ||
               w == "to" || w == "without";
    });
    std::optional<HeadRow> head;
    for (auto word = words.begin(); word != words.end(); ++word) {
        const std::optional<HeadRow> row = tables.head(*word);
        if (row && (word < link || !head)) {
            head = row;
        }
    }
    return head;
}

/// "National Counterterrorism Center" is of a state, "Center for Strategic Studies" not.
bool is_public(std::string_view key) {
    const bool state = key.starts_with("national ") || key.starts_with("federal ");
    return state && (key.find(" cent") != std::string_view::npos ||
                     key.find(" institute") != std::string_view::npos ||
                     key.find(" laborator") != std::string_view::npos);
}

/// What a common noun beside a name says of it: "the French aid agency ACTED".
struct Beside {
    ActorKind kind = ActorKind::other;
    Sector sector = Sector::none;
    TokenIndex first = 0;
};

/// A role that is no person's: "aid group", "militant group", "manufacturer".
std::optional<Beside> role_beside(const RoleRow& row, TokenIndex first) {
    if (!row.kind || row.plural) {
        return std::nullopt;
    }
    Beside beside{*row.kind, row.sector, first};
    if (beside.kind != ActorKind::other) {
        return beside;
    }
    if (row.sector == Sector::reb) {
        beside.kind = ActorKind::armed_group;
    } else if (row.sector == Sector::bus) {
        beside.kind = ActorKind::company;
    } else if (row.sector == Sector::cvl || row.sector == Sector::ngo) {
        beside.kind = ActorKind::ngo;
        beside.sector = Sector::ngo;
    }
    return beside;
}

/// The kind that a role or body of the tables at `i` has, where it is no person.
std::optional<Beside> noun_at(const Draft& d, TokenIndex i) {
    if (const Chunk* role = d.chunks.at(Chunks::roles, i)) {
        return role_beside(d.tables.role(*d.chunks.row(*role, Lexeme::role)),
                           role->first);
    }
    if (const Chunk* body = d.chunks.at(Chunks::bodies, i)) {
        const BodyRow& row = d.tables.body(*d.chunks.row(*body, Lexeme::body));
        return Beside{row.kind, row.sector, body->first};
    }
    const std::optional<HeadRow> head = d.tables.head(d.reading.lemma(i));
    const bool noun = d.token(i).upos == Upos::noun && head.has_value();
    return noun ? std::optional(Beside{head->kind, head->sector, i}) : std::nullopt;
}

/// The first word of the noun phrase that a noun at `i` ends or stands in.
TokenIndex start_of_noun_phrase(const Draft& d, TokenIndex i) {
    const TokenIndex begin = d.sentence_begin(i);
    TokenIndex first = i;
    for (int n = 0; n < 8 && first > begin; ++n) {
        const Upos tag = d.token(first - 1).upos;
        const bool inside = tag == Upos::adj || tag == Upos::noun || tag == Upos::propn ||
                            tag == Upos::num || d.text(first - 1) == "-" ||
                            is_possessive_mark(d.text(first - 1)) ||
                            (tag == Upos::verb && first >= 2 && d.text(first - 2) == "-");
        if (!inside) {
            break;
        }
        --first;
    }
    return first;
}

}  // namespace

/// What stands around an unknown name: "the French aid agency ACTED", "ACTED, a French
/// aid agency", "the ILNA news agency".
void Entities::guess_by_nouns(Actor& actor, const Phrase& phrase) const {
    const TokenIndex end = d_.sentence_end(phrase.first);
    std::optional<Beside> noun;
    TokenIndex first = phrase.first;
    TokenIndex last = phrase.first;
    if (phrase.first > d_.sentence_begin(phrase.first) &&
        !d_.chunks.capitalised(phrase.first - 1)) {
        noun = noun_at(d_, phrase.first - 1);
        if (noun) {
            last = noun->first;
            first = start_of_noun_phrase(d_, last);
        }
    }
    if (!noun && phrase.last < end && !d_.chunks.capitalised(phrase.last)) {
        noun = noun_at(d_, phrase.last);
    }
    if (!noun && phrase.last + 2 < end && d_.text(phrase.last) == "," &&
        d_.token(phrase.last + 1).upos == Upos::det) {
        const auto office = parse_office(d_, phrase.last + 1, /*joined=*/false);
        if (office && office->collective) {
            noun = noun_at(d_, office->role_last - 1);
            first = office->first;
            last = office->last;
        }
    }
    if (!noun) {
        return;
    }
    if (actor.kind == ActorKind::other) {
        actor.kind = noun->kind;
        actor.sector = noun->sector;
    }
    if (actor.code.empty()) {
        actor.code = said_code(d_, first, last);
    }
}

void Entities::guess_unknown(Actor& actor, const Phrase& phrase) const {
    if (!d_.article.outlet.empty() &&
        name_key(actor.name) == name_key(d_.article.outlet)) {
        actor.kind = ActorKind::media;
        actor.sector = Sector::med;
        return;
    }
    if (const auto head = head_of_name(d_.tables, actor.name)) {
        actor.kind = head->kind;
        actor.sector = head->sector;
        if (head->kind == ActorKind::ngo && is_public(name_key(actor.name))) {
            actor.kind = ActorKind::body;
            actor.sector = Sector::gov;
        }
    }
    // "Doctors Without Borders", "Parliamentarians for Clean Seas".
    const std::string key = name_key(actor.name);
    if (actor.kind == ActorKind::other && (key.find(" for ") != std::string::npos ||
                                           key.find(" against ") != std::string::npos ||
                                           key.find(" without ") != std::string::npos)) {
        actor.kind = ActorKind::ngo;
        actor.sector = Sector::ngo;
    }
    actor.code = said_code(d_, phrase.first, phrase.last);
    guess_by_nouns(actor, phrase);
    if (!actor.code.empty() && !d_.tables.is_state(actor.code) &&
        (actor.kind == ActorKind::body || actor.kind == ActorKind::ngo)) {
        actor.kind = ActorKind::igo;
        actor.sector = Sector::igo;
    }
    // What an article names without a country is at home in it only where it governs
    // or fights there: companies, universities and the press are from anywhere.
    const bool local = actor.kind == ActorKind::body || actor.kind == ActorKind::party ||
                       actor.kind == ActorKind::armed_group ||
                       actor.kind == ActorKind::people ||
                       (actor.kind == ActorKind::ngo && actor.sector == Sector::cvl);
    if (actor.code.empty() && local) {
        actor.code = d_.home;
        actor.rule += "+home";
    }
}

}  // namespace chancery::actors
