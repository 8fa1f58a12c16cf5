// Where in the tree a mention stands: its role, its clause, its preposition.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "actors/cues.h"
#include "reading/reading.h"

namespace chancery::actors {

[[nodiscard]] bool is_subject(Rel rel);

/// The head of the noun phrase of which `head` is a part by apposition, by "and" or as
/// part of a name.
[[nodiscard]] TokenIndex phrase_head(const Reading& reading, TokenIndex head);

/// The role of the noun phrase of `head`, as phrase_head() gives it.
[[nodiscard]] Role role_of(const Reading& reading, TokenIndex head);

[[nodiscard]] constexpr bool is_subject_role(Role role) {
    return role == Role::subject || role == Role::passive;
}

/// 0 subjects, 1 objects and obliques, 2 what is inside other phrases.
[[nodiscard]] unsigned role_class(Role role);

/// The head of the clause that holds `head`. An infinitive with the subject of its
/// governor is no clause of its own.
[[nodiscard]] TokenIndex clause_of(const Reading& reading, TokenIndex head);

/// How the clause `other` lies to the clause `own`, both heads of clauses of one
/// sentence.
[[nodiscard]] ClauseTie clause_tie(const Reading& reading,
                                   TokenIndex other,
                                   TokenIndex own);

/// Steps from `head` to the root, at most `limit`.
[[nodiscard]] unsigned depth_of(const Reading& reading, TokenIndex head, unsigned limit);

/// The preposition before the phrase of `head` that begins with `first`, or no_token.
[[nodiscard]] TokenIndex preposition_of(const Reading& reading,
                                        TokenIndex head,
                                        TokenIndex first);

}  // namespace chancery::actors
