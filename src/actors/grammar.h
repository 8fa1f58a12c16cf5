// Reads offices, persons and bodies off the tokens: which words belong to one phrase.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "actors/draft.h"

namespace chancery::actors {

/// The office phrase that begins with token `i` (determiner, modifiers, role, tail and
/// further roles joined by "and"), if one does. `joined` lets it hold several roles.
[[nodiscard]] std::optional<OfficePhrase> parse_office(const Draft& draft,
                                                       TokenIndex i,
                                                       bool joined);

/// One past the last token of the person's name that begins with token `i`; `i` where
/// none does. After a title or honorific any capitalised words will do.
[[nodiscard]] TokenIndex person_name_end(const Draft& draft,
                                         TokenIndex i,
                                         bool after_title);

/// Fills draft.phrases (in the order of the text, not overlapping) and draft.offices.
void find_phrases(Draft& draft);

/// Plurals of bodies in an article; to be kept in Draft::plural_bodies before bodies are
/// looked for.
[[nodiscard]] std::vector<PluralBody> find_plural_bodies(const Draft& draft);

/// The body phrase that begins with token `i` ("the Philippine Coast Guard", "Foreign
/// Ministry of Viet Nam"), if one does.
[[nodiscard]] std::optional<Phrase> parse_body(const Draft& draft, TokenIndex i);

/// Bodies of several states in one phrase: "the German and French foreign ministries".
/// The phrase has row, and name_first at the body; the states stand before that.
[[nodiscard]] std::optional<Phrase> parse_bodies(const Draft& draft, TokenIndex i);

/// True for groups that are nobody in particular: "countries", "many nations", "allies".
[[nodiscard]] bool names_nobody(const Draft& draft, const OfficePhrase& office);

/// Sets the state of a group (or that it is of several) by its words.
void settle_group(const Draft& draft, const OfficePhrase& office, Phrase& phrase);

/// One past the name of an organisation that is written like a group of people or a
/// common noun ("Iraq Veterans Against the War"); `office.first` where it is none.
[[nodiscard]] TokenIndex end_of_named_group(const Draft& draft,
                                            const OfficePhrase& office);

/// The code of the state or organisation that a chunk of names stands for when it
/// modifies an office or body; empty where it stands for none.
[[nodiscard]] std::string code_of(const Draft& draft, const Chunk& chunk);

/// True for "R-Texas" and the "D-Calif." of "(D-Calif.)": party and state of a member of
/// the United States Congress.
[[nodiscard]] bool is_party_and_state(const Draft& draft, TokenIndex i);

/// One past "-backed" or "-allied" behind the name of a state; the name's end where none
/// follows.
[[nodiscard]] TokenIndex after_backing(const Draft& draft, const Chunk& name);

/// One past the words that say where an office or body belongs ("of the Communist Party
/// of Viet Nam (CPV)"), beginning at `i` with the preposition; `i` where none do.
struct Tail {
    TokenIndex last = 0;
    std::string code;
    std::string place;  ///< a state after "in" or "from"
    Sector sector = Sector::none;
    ActorKind kind = ActorKind::other;  ///< of the organisation or body named
    bool organisation = false;
};

[[nodiscard]] Tail parse_tail(const Draft& draft, TokenIndex i);

/// Days and months, which readers take for names now and then.
[[nodiscard]] bool is_calendar_word(const Draft& draft, TokenIndex i);

}  // namespace chancery::actors
