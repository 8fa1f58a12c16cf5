// One pass over the tokens that takes the phrases naming actors: pairs, persons, offices.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/belonging.h"
#include "actors/finder.h"
#include "actors/grammar.h"

namespace chancery::actors {

/// A plural that stands for parties to a matter: "sides", "countries", "presidents".
bool Finder::names_parties(TokenIndex noun) const {
    for (const LowerWord word : std::initializer_list<LowerWord>{"sides",
                                                                 "countries",
                                                                 "nations",
                                                                 "states",
                                                                 "leaders",
                                                                 "parties",
                                                                 "governments",
                                                                 "neighbours",
                                                                 "neighbors",
                                                                 "peoples",
                                                                 "capitals"}) {
        if (d_.is(noun, word)) {
            return true;
        }
    }
    const Chunk* role = d_.chunks.at(Chunks::roles, noun);
    const auto row = role == nullptr ? std::nullopt : d_.chunks.row(*role, Lexeme::role);
    return row && d_.tables.role(*row).plural;
}

/// "two soldiers" are new to the reader, "two presidents" have been named.
bool Finder::is_crowd(TokenIndex noun) const {
    const Chunk* role = d_.chunks.at(Chunks::roles, noun);
    return role != nullptr &&
           d_.tables.role(*d_.chunks.row(*role, Lexeme::role)).office == Office::none &&
           !d_.is(noun, "leaders");
}

/// "both sides", "the two leaders", "the two countries": two actors at once.
TokenIndex Finder::take_pair(TokenIndex i) {
    const TokenIndex end = d_.sentence_end(i);
    TokenIndex j = i;
    const bool counted = d_.is(i, "two");
    if (d_.is(i, "the") && i + 1 < end && d_.is(i + 1, "two")) {
        j = i + 2;
    } else if (d_.is(i, "both") || d_.is(i, "two")) {
        j = i + 1;
        j += j < end && d_.is(j, "the") ? 1U : 0U;
    }
    if (j == i || j >= end) {
        return i;
    }
    TokenIndex noun = j;
    while (noun + 1 < end && noun < j + 2 && !names_parties(noun) &&
           (d_.token(noun).upos == Upos::adj || d_.token(noun).upos == Upos::noun)) {
        ++noun;
    }
    const Token& t = d_.token(noun);
    if (t.upos != Upos::noun || t.xpos == Xpos::nn || !names_parties(noun) ||
        (counted && is_crowd(noun))) {
        return i;
    }
    Phrase& phrase = add(Found::pair, i, noun + 1);
    phrase.name_first = noun;
    phrase.plural = true;
    return noun + 1;
}

/// The person phrase that ends before token `i` with "and" or a comma between: its first
/// token, or -1.
std::int32_t Finder::joined_before(TokenIndex i) const {
    for (std::size_t p = d_.phrases.size(); p > 0; --p) {
        const Phrase& phrase = d_.phrases[p - 1];
        if (phrase.nested) {
            continue;
        }
        bool joint = phrase.found == Found::person && phrase.last < i &&
                     phrase.last + 3 > i && phrase.first >= d_.sentence_begin(i);
        for (TokenIndex j = phrase.last; j < i && joint; ++j) {
            joint = d_.text(j) == "," || d_.is(j, "and") || d_.is(j, "with");
        }
        return joint ? static_cast<std::int32_t>(phrase.first) : -1;
    }
    return -1;
}

TokenIndex Finder::named(TokenIndex i,
                         TokenIndex name_first,
                         TokenIndex name_last,
                         std::int32_t before,
                         Gender gender) {
    const std::int32_t beside = joined_before(i);
    Phrase& phrase = add(Found::person, i, name_last);
    phrase.beside = beside;
    phrase.name_first = name_first;
    phrase.name_last = name_last;
    phrase.before = before;
    phrase.gender = gender;
    if (before >= 0 && d_.offices[static_cast<std::size_t>(before)].code.empty()) {
        take_country(phrase);
    }
    phrase.dead = before >= 0 && d_.offices[static_cast<std::size_t>(before)].dead;
    return apposition(phrase);
}

/// "President Emmanuel Macron of France": the country after the name.
void Finder::take_country(Phrase& phrase) {
    const TokenIndex end = d_.sentence_end(phrase.first);
    if (phrase.last + 1 >= end || !d_.is(phrase.last, "of")) {
        return;
    }
    const Tail tail = parse_tail(d_, phrase.last);
    if (tail.last > phrase.last && !tail.code.empty() && !tail.organisation) {
        OfficePhrase& office = d_.offices[static_cast<std::size_t>(phrase.before)];
        office.code = tail.code;
        office.offices.front().code = tail.code;
        phrase.last = tail.last;
        phrase.head = d_.head_of(phrase.first, phrase.last);
    }
}

/// True where a person's name follows the office.
bool Finder::leads_to_name(const OfficePhrase& office) {
    Gender gender = Gender::unknown;
    const TokenIndex next = skip_honorifics(office.last, gender);
    return next < d_.sentence_end(office.first) && person_name_end(d_, next, true) > next;
}

/// ", Trump's lawyer," and ", the French president's adviser," after a name: the office
/// is noted; the owner keeps a phrase of its own, and so does what it owns.
void Finder::note_owned_office(Phrase& phrase) {
    constexpr TokenIndex longest = 6;
    const TokenIndex first = phrase.last + 1;
    const TokenIndex end = std::min(d_.sentence_end(phrase.first), first + longest);
    for (TokenIndex i = first; i < end; ++i) {
        const Upos tag = d_.token(i).upos;
        if (is_possessive_mark(d_.text(i))) {
            std::optional<OfficePhrase> office =
                i > first && i + 1 < d_.sentence_end(first)
                    ? parse_office(d_, i + 1, /*joined=*/false)
                    : std::nullopt;
            if (office && !office->plural && !leads_to_name(*office) && closes(*office)) {
                phrase.after = keep(std::move(*office));
            }
            return;
        }
        if (tag != Upos::propn && tag != Upos::det && tag != Upos::adj &&
            tag != Upos::noun) {
            return;
        }
    }
}

/// True where a comma or full stop follows an office.
bool Finder::closes(const OfficePhrase& office) const {
    const TokenIndex next = office.last;
    return next >= d_.sentence_end(office.first) || d_.token(next).upos == Upos::punct;
}

/// ", Prime Minister of Japan," or "(Thai foreign minister)" after a name.
TokenIndex Finder::apposition(Phrase& phrase) {
    const TokenIndex end = d_.sentence_end(phrase.first);
    const TokenIndex mark = phrase.last;
    if (mark + 1 >= end || !(d_.text(mark) == "," || d_.text(mark) == "(")) {
        return phrase.last;
    }
    std::optional<OfficePhrase> office = parse_office(d_, mark + 1, /*joined=*/true);
    if (!office) {
        note_owned_office(phrase);
    }
    if (office && leads_to_name(*office)) {
        // "X, secretary of the council, and national security adviser Y": the first is
        // X's.
        office = parse_office(d_, mark + 1, /*joined=*/false);
        const bool closed = office && office->last < end && d_.text(office->last) == ",";
        if (!closed || leads_to_name(*office)) {
            return phrase.last;
        }
    }
    if (!office || office->plural || office->determiner == Determiner::demonstrative) {
        return phrase.last;
    }
    const TokenIndex next = office->last;
    if (next < end) {
        // The office of a clause's own subject: "Putin, the president said".
        const Upos tag = d_.token(next).upos;
        const bool clause = tag == Upos::verb || tag == Upos::aux;
        const bool noun = tag == Upos::noun || is_possessive_mark(d_.text(next));
        if (is_possessive_mark(d_.text(next))) {
            note_owned_office(phrase);
        }
        if (noun || (clause && office->determiner == Determiner::the)) {
            return phrase.last;
        }
    }
    phrase.last = office->last;
    if (d_.text(mark) == "(" && phrase.last < end && d_.text(phrase.last) == ")") {
        ++phrase.last;
    }
    phrase.head = d_.head_of(phrase.first, phrase.last);
    phrase.after = keep(std::move(*office));
    return phrase.last;
}

/// Where a name begins after an office and a comma: "the Prime Minister of Iceland,
/// Kristrún Frostadóttir". Only after offices that are said to belong somewhere.
TokenIndex Finder::after_comma(const OfficePhrase& office) const {
    const TokenIndex comma = office.last;
    const TokenIndex end = d_.sentence_end(office.first);
    if (office.plural || comma + 1 >= end || d_.text(comma) != "," ||
        office.determiner == Determiner::a ||
        (office.last == office.role_last && office.determiner == Determiner::none &&
         office.possessor == no_token)) {
        return no_token;
    }
    const TokenIndex last = person_name_end(d_, comma + 1, false);
    const bool full = last > comma + 2;
    const bool closed = last >= end || d_.text(last) == "," || d_.text(last) == ".";
    return full && closed ? comma + 1 : no_token;
}

/// "Presidents Putin and Xi": the names after the first.
TokenIndex Finder::further_names(TokenIndex end, std::int32_t before) {
    for (int n = 0; n < 6; ++n) {
        const TokenIndex stop = d_.sentence_end(end - 1);
        TokenIndex j = end;
        j += j < stop && d_.text(j) == "," ? 1U : 0U;
        j += j < stop && d_.is(j, "and") ? 1U : 0U;
        const TokenIndex last = j > end && j < stop ? person_name_end(d_, j, true) : j;
        if (last <= j || j == end) {
            break;
        }
        end = named(j, j, last, before, Gender::unknown);
    }
    return end;
}

/// "Presidents Putin and Xi", but not "protesters Wikinews interviewed": after plain
/// groups only what the reader or the tables have as a person.
bool Finder::may_name_several(const OfficePhrase& office, TokenIndex name) const {
    if (!office.plural || d_.tables.role(office.role).rank == Rank::title) {
        return true;
    }
    const Chunk* chunk = d_.chunks.from(Chunks::names, name);
    const Name* known = d_.chunks.reader_name(name);
    return (known != nullptr && known->kind == NameKind::person) ||
           (chunk != nullptr && has(*chunk, Lexeme::leader));
}

/// A role that names nobody: "ran for president", "shot in the head".
bool Finder::is_generic(const OfficePhrase& office) const {
    if (office.role_last > office.first + 1 && d_.is(office.role_last - 1, "head") &&
        office.last == office.role_last && !office.modified && office.code.empty()) {
        return true;
    }
    // One person needs a determiner or a name in English, but in headlines.
    const bool bare = office.determiner == Determiner::none && !office.plural &&
                      !office.collective && office.first == office.role_first &&
                      office.last == office.role_last && office.possessor == no_token &&
                      !d_.chunks.capitalised(office.first);
    const TokenIndex first = office.first;
    if (!bare || first == d_.sentence_begin(first)) {
        return false;
    }
    const bool headline = d_.reading.sentences[d_.token(first).sentence].block == 0;
    return !headline || d_.is(first - 1, "for") || d_.is(first - 1, "as");
}

/// The name that an office phrase stands before: its first token, or no_token.
TokenIndex Finder::name_after(const OfficePhrase& office, Gender& gender) const {
    if (office.collective) {
        return no_token;
    }
    const TokenIndex name = skip_honorifics(office.last, gender);
    const bool follows =
        name < d_.sentence_end(office.first) && person_name_end(d_, name, true) > name;
    if (follows && (is_calendar_word(d_, name) || !may_name_several(office, name))) {
        return no_token;
    }
    return follows ? name : after_comma(office);
}

TokenIndex Finder::take_office(TokenIndex i, TokenIndex start, Gender gender) {
    for (const bool joined : {true, false}) {
        std::optional<OfficePhrase> office = parse_office(d_, start, joined);
        if (!office) {
            return i;
        }
        if (const TokenIndex name = name_after(*office, gender); name != no_token) {
            const bool plural = office->plural;
            const bool comma = name > 0 && d_.text(name - 1) == ",";
            const TokenIndex last = person_name_end(d_, name, !comma);
            const std::int32_t before = keep(std::move(*office));
            const TokenIndex end = named(plural ? name : i, name, last, before, gender);
            return plural ? further_names(end, before) : end;
        }
        if (office->offices.size() == 1) {
            return take_unnamed(i, std::move(*office));
        }
    }
    return i;
}

/// An office or role with no name: a list of holders, a group or a description.
TokenIndex Finder::take_unnamed(TokenIndex i, OfficePhrase office) {
    // "leadership post" and the like: a role that only modifies another noun.
    const Token& role = d_.token(office.role_last - 1);
    if (role.rel == Rel::compound && role.head != no_token && role.head >= office.last) {
        return i;
    }
    if (is_generic(office)) {
        return office.last;
    }
    if (const TokenIndex end = take_list(i, office); end > i) {
        return end;
    }
    if (const TokenIndex end = take_organisation(office); end > i) {
        return end;
    }
    const bool group = office.plural || office.collective;
    if (group && names_nobody(d_, office)) {
        return i;
    }
    const TokenIndex end = office.last;
    // What stands in the tail ("members of NATO") is named there as well.
    const TokenIndex next = group ? office.role_last : end;
    Phrase& phrase = add(group ? Found::group : Found::description, i, end);
    phrase.plural = office.plural;
    phrase.dead = office.dead;
    phrase.code = office.code.empty() ? office.place : office.code;
    if (group) {
        settle_group(d_, office, phrase);
    }
    const bool apposed = office.collective && !office.plural && next == end;
    const bool states = phrase.several && phrase.last > end;
    const TokenIndex done = states ? phrase.last : next;
    phrase.before = keep(std::move(office));
    return apposed ? std::max(done, take_apposed(next)) : done;
}

/// "the Prime Ministers of Denmark, Iceland and Norway": one holder for each state.
TokenIndex Finder::take_list(TokenIndex i, const OfficePhrase& office) {
    const TokenIndex end = d_.sentence_end(i);
    const TokenIndex of = office.role_last;
    if (!office.plural || office.office == Office::none || of + 1 >= end ||
        !d_.is(of, "of")) {
        return i;
    }
    std::vector<std::string> codes;
    TokenIndex last = of;
    for (TokenIndex j = of + 1; j < end;) {
        j += d_.is(j, "the") || d_.is(j, "both") ? 1U : 0U;
        const Chunk* chunk = j < end ? d_.chunks.from(Chunks::names, j) : nullptr;
        if (chunk == nullptr || !has(*chunk, Lexeme::state)) {
            break;
        }
        codes.push_back(code_of(d_, *chunk));
        last = j = chunk->last;
        j += j < end && d_.text(j) == "," ? 1U : 0U;
        j += j < end && d_.is(j, "and") ? 1U : 0U;
    }
    if (codes.size() < 2) {
        return i;
    }
    Phrase& phrase = add(Found::listed, i, last);
    phrase.codes = std::move(codes);
    phrase.plural = true;
    phrase.before = keep(office);
    return last;
}

/// The bodies to which offices belong: "of the 14th Central Committee of the …".
void Finder::nest_bodies(TokenIndex first, TokenIndex last) {
    for (TokenIndex i = first + 1; i < last; ++i) {
        const bool begins = d_.is(i - 1, "of");
        std::optional<Phrase> body = begins ? parse_body(d_, i) : std::nullopt;
        if (body && body->last <= last && body->last > i) {
            body->nested = true;
            d_.phrases.push_back(*body);
            i = body->last;
        }
    }
}

/// The party in the name of its committee that the tables know whole: "CPC Central
/// Committee".
void Finder::nest_acronym(TokenIndex first, TokenIndex last) {
    for (TokenIndex i = first; i + 1 < last; ++i) {
        const Chunk* chunk = d_.chunks.from(Chunks::names, i);
        const bool whole = chunk != nullptr && chunk->last - chunk->first > 1 &&
                           has(*chunk, Lexeme::organisation);
        if (!whole || !is_acronym(d_.text(i))) {
            continue;
        }
        for (const Entry& entry : d_.tables.find(d_.text(i))) {
            if (entry.lexeme == Lexeme::organisation &&
                d_.tables.organisation(entry.row).kind == ActorKind::party) {
                Phrase& phrase = add(Found::organisation, i, i + 1);
                phrase.row = entry.row;
                phrase.lexeme = Lexeme::organisation;
                phrase.nested = true;
                break;
            }
        }
    }
}

/// Organisations and states inside a longer phrase ("NATO allies", "President of
/// Laos") are named there too.
void Finder::take_nested(TokenIndex first, TokenIndex last) {
    if (last - first < 2) {
        return;
    }
    nest_bodies(first, last);
    nest_acronym(first, last);
    for (TokenIndex i = first; i < last; ++i) {
        const Chunk* chunk = d_.chunks.from(Chunks::names, i);
        if (chunk == nullptr || chunk->last > last ||
            (i == first && chunk->last == last)) {
            continue;
        }
        for (const Lexeme lexeme : {Lexeme::organisation, Lexeme::state}) {
            if (const auto row = d_.chunks.row(*chunk, lexeme)) {
                const bool state = lexeme == Lexeme::state;
                Phrase& phrase =
                    add(state ? Found::state : Found::organisation, i, chunk->last);
                phrase.row = *row;
                phrase.lexeme = lexeme;
                phrase.nested = true;
                break;
            }
        }
    }
}

TokenIndex Finder::take_person(TokenIndex i) {
    Gender gender = Gender::unknown;
    const TokenIndex start = skip_honorifics(i, gender);
    if (start >= d_.sentence_end(i)) {
        return i;
    }
    // A full name outweighs a role word in it ("Prince Turki", "Bishop Lamont").
    const TokenIndex lone =
        is_calendar_word(d_, start) ? start : person_name_end(d_, start, start > i);
    const Chunk* chunk = d_.chunks.from(Chunks::names, start);
    const bool leader = chunk != nullptr && chunk->last - start > 1 &&
                        has(*chunk, Lexeme::leader) &&
                        d_.chunks.from(Chunks::roles, start) == nullptr;
    if (leader && lone > start) {
        return named(i, start, lone, -1, gender);
    }
    if (const TokenIndex next = take_office(i, start, gender); next > i) {
        return next;
    }
    return lone > start ? named(i, start, lone, -1, gender) : i;
}

void find_phrases(Draft& draft) {
    draft.plural_bodies = find_plural_bodies(draft);
    Finder(draft).run();
}

}  // namespace chancery::actors
