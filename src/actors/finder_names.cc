// Bodies, organisations, states and names that no table knows, as find_phrases() takes
// them. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/finder.h"
#include "actors/grammar.h"
#include "actors/people.h"

namespace chancery::actors {

namespace {

/// True for the last word of names that readers take for organisations' and that are
/// those of instruments, plans and occasions.
bool is_thing(const Draft& d, TokenIndex i) {
    static constexpr std::string_view words[] = {
        "accord", "accords",      "act",         "agreement",    "award",
        "bill",   "championship", "charter",     "constitution", "convention",
        "cup",    "day",          "declaration", "deal",         "framework",
        "games",  "law",          "olympics",    "pact",         "partnership",
        "plan",   "prize",        "protocol",    "summit",       "treaty",
        "war"};
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
        return d.is(i, word);
    });
}

/// The end of a name that the reader cut off at a preposition: "Forum on" goes on to
/// "China-Africa Cooperation", else it ends before "on".
TokenIndex whole_name(const Draft& d, TokenIndex first, TokenIndex last) {
    const TokenIndex end = d.sentence_end(first);
    const auto is_link = [&](TokenIndex i) {
        return d.token(i).upos == Upos::adp || d.token(i).upos == Upos::det;
    };
    if (!is_link(last - 1)) {
        return last;
    }
    TokenIndex j = last;
    while (j < end && (d.chunks.capitalised(j) || (d.text(j) == "-" && j > last))) {
        ++j;
    }
    if (j > last) {
        return j;
    }
    while (last > first + 1 && is_link(last - 1)) {
        --last;
    }
    return last;
}

}  // namespace

/// The unknown name after a common noun that says it is no person's: "the turbine
/// manufacturer Voithwerk".
TokenIndex Finder::take_apposed(TokenIndex i) {
    if (i >= d_.sentence_end(i - 1) || d_.token(i).upos != Upos::propn ||
        !d_.chunks.capitalised(i) || d_.chunks.capitalised(i - 1) ||
        d_.chunks.at(Chunks::names, i) != nullptr ||
        d_.chunks.at(Chunks::roles, i) != nullptr) {
        return i;
    }
    const Name* name = d_.chunks.reader_organisation(i);
    name = name == nullptr ? d_.chunks.reader_name(i) : name;
    const bool read = name != nullptr && name->first == i;
    if (read && name->kind == NameKind::person && name->last > i + 1) {
        return i;
    }
    return add(Found::organisation, i, after_firm(d_, read ? name->last : i + 1)).last;
}

/// An office phrase that is an organisation's name ("Hirtenberger Defence Group", "Iraq
/// Veterans Against the War"), though its noun is a role: takes it as one.
TokenIndex Finder::take_organisation(const OfficePhrase& office) {
    const TokenIndex end = end_of_named_group(d_, office);
    if (end > office.first) {
        const TokenIndex start =
            office.determiner == Determiner::none ? office.first : office.first + 1;
        add(Found::organisation, start, end);
    }
    return end;
}

/// A name that the article gives an acronym for, and the acronym: "National Emergency
/// Operation Centre (NEOC)", then "NEOC".
TokenIndex Finder::take_defined(TokenIndex i) {
    const Chunk* name = d_.chunks.from(Chunks::names, i);
    if (name == nullptr && acronyms_.is_short(d_.text(i))) {
        return add(Found::organisation, i, i + 1).last;
    }
    const TokenIndex end = acronyms_.end_of_long(i);
    if (end <= i) {
        return i;
    }
    const std::optional<Phrase> body = parse_body(d_, i);
    const bool known = (name != nullptr && name->last >= end) ||
                       (body && body->last >= end && !body->code.empty());
    return known ? i : add(Found::organisation, i, end).last;
}

/// "the German and French foreign ministries": one body for each state.
TokenIndex Finder::take_bodies(TokenIndex i) {
    const std::optional<Phrase> bodies = parse_bodies(d_, i);
    if (!bodies) {
        return i;
    }
    d_.phrases.push_back(*bodies);
    return bodies->last;
}

/// "Trump administration" without an article, before a person is read in it.
TokenIndex Finder::take_owned(TokenIndex i) {
    if (d_.token(i).upos != Upos::propn || i + 1 >= d_.sentence_end(i) ||
        is_possessive_mark(d_.text(i + 1))) {
        return i;
    }
    const std::optional<Phrase> body = parse_body(d_, i);
    const bool owned = body && body->owner == i && body->name_first == i + 1 &&
                       !d_.chunks.capitalised(i + 1);
    return owned ? add_body(*body) : i;
}

TokenIndex Finder::take_body(TokenIndex i) {
    const std::optional<Phrase> body = parse_body(d_, i);
    return body ? add_body(*body) : i;
}

/// Keeps a body, the place in its name, and the people that belong to it: "Trump
/// administration officials".
TokenIndex Finder::add_body(const Phrase& body) {
    d_.phrases.push_back(body);
    for (TokenIndex i = body.first; i < body.name_last; ++i) {
        const Chunk* chunk = d_.chunks.from(Chunks::names, i);
        const auto row =
            chunk == nullptr ? std::nullopt : d_.chunks.row(*chunk, Lexeme::place);
        if (row && chunk->last < body.last && code_of(d_, *chunk).empty()) {
            Phrase& place = add(Found::state, i, chunk->last);
            place.row = *row;
            place.lexeme = Lexeme::place;
            place.nested = true;
        }
    }
    if (body.last >= d_.sentence_end(body.first)) {
        return body.last;
    }
    // The role may begin inside the body's words: "administration officials".
    const Chunk* role = d_.chunks.at(Chunks::roles, body.last);
    std::optional<OfficePhrase> people;
    if (role != nullptr && role->first >= body.name_first) {
        people = parse_office(d_, role->first, /*joined=*/false);
    }
    if (!people || people->role_first != role->first || !people->plural) {
        return body.last;
    }
    people->possessor = body.last - 1;
    return std::max(body.last, take_unnamed(body.last, std::move(*people)));
}

TokenIndex Finder::take_read(TokenIndex i) {
    const Chunk* chunk = d_.chunks.from(Chunks::names, i);
    const Name* name = d_.chunks.reader_organisation(i);
    constexpr std::uint32_t others =
        bit(Lexeme::organisation) | bit(Lexeme::media) | bit(Lexeme::leader);
    if (chunk == nullptr || name == nullptr || name->first != i ||
        name->last <= chunk->last || (chunk->lexemes & others) != 0) {
        return i;
    }
    const std::vector<std::string> words = name_words(d_.words(i, name->last));
    const bool headed =
        std::any_of(words.begin() + 1, words.end(), [&](const auto& word) {
            return d_.tables.head(word).has_value();
        });
    const bool long_name = name->last - chunk->last > 1;  // "Dutch Safety Board"
    return headed || long_name
               ? add(Found::organisation, i, after_firm(d_, name->last)).last
               : i;
}

TokenIndex Finder::take_named(TokenIndex i) {
    const Chunk* chunk = d_.chunks.from(Chunks::names, i);
    if (chunk == nullptr) {
        return i;
    }
    for (const Lexeme lexeme : {Lexeme::state,
                                Lexeme::organisation,
                                Lexeme::demonym,
                                Lexeme::people,
                                Lexeme::metonym,
                                Lexeme::capital,
                                Lexeme::media,
                                Lexeme::place}) {
        const std::optional<std::uint32_t> row = d_.chunks.row(*chunk, lexeme);
        if (!row) {
            continue;
        }
        const Found found = lexeme == Lexeme::organisation ? Found::organisation
                            : lexeme == Lexeme::media      ? Found::media
                                                           : Found::state;
        Phrase& phrase = add(found, i, chunk->last);
        phrase.row = *row;
        phrase.lexeme = lexeme;
        return chunk->last;
    }
    return i;
}

/// A name that the reader found and no table knows.
TokenIndex Finder::take_unknown(TokenIndex i) {
    const Name* name = d_.chunks.reader_name(i);
    if (name == nullptr || name->first != i || name->kind == NameKind::location ||
        !d_.chunks.capitalised(i)) {
        return i;
    }
    const bool article =
        d_.is(i, "the") && d_.chunks.from(Chunks::names, i + 1) != nullptr;
    if (name->kind == NameKind::group || article || is_calendar_word(d_, i)) {
        return i;
    }
    if (name->kind == NameKind::organisation && name->last == i + 1) {
        // One word: readers take surnames for organisations.
        Phrase& phrase = add(Found::person, i, i + 1);
        phrase.weak = phrase.or_organisation = true;
        return i + 1;
    }
    if (name->kind == NameKind::organisation) {
        const TokenIndex last = whole_name(d_, i, name->last);
        if (is_thing(d_, last - 1)) {
            return last;
        }
        return add(Found::organisation, i, after_firm(d_, last)).last;
    }
    add(Found::person, i, name->last);
    return name->last;
}

TokenIndex Finder::take_pronoun(TokenIndex i) {
    const Token& t = d_.token(i);
    if (t.upos != Upos::pron || (t.xpos != Xpos::prp && t.xpos != Xpos::prp_s)) {
        return i;
    }
    add(Found::pronoun, i, i + 1);
    return i + 1;
}

/// A capitalised word that is somebody's short name in the tables or in this article;
/// whose is settled when all full names are known.
TokenIndex Finder::take_surname(TokenIndex i) {
    const Upos tag = d_.token(i).upos;
    const bool noun = tag == Upos::noun || tag == Upos::adj || tag == Upos::x;
    if ((tag != Upos::propn && !noun) || !d_.chunks.capitalised(i) ||
        is_calendar_word(d_, i)) {
        return i;
    }
    Phrase& phrase = add(Found::person, i, i + 1);
    phrase.weak = true;
    phrase.common = noun;
    return i + 1;
}

}  // namespace chancery::actors
