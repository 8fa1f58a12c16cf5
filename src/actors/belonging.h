// Which state or organisation the words of a phrase say that it belongs to.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "actors/draft.h"

namespace chancery::actors {

/// True where the name only backs, opposes or lies behind what is spoken of, so that it
/// does not say whose that is: "Iran-backed militants", "pro-Russian rebels", "anti-China
/// protesters". "U.S.-led" says it.
[[nodiscard]] bool is_attitude(const Draft& draft, TokenIndex first, TokenIndex last);

/// True where [first, last) speaks of several states or of a part of the world: "European
/// leaders", "representatives of 130 countries", "world powers".
[[nodiscard]] bool names_many(const Draft& draft, TokenIndex first, TokenIndex last);

/// True for a word that says how a group stands to another, which is the one named with
/// it: the allies in "U.S. allies" are not of the United States.
[[nodiscard]] bool is_relation(const Draft& draft, TokenIndex i);

/// The code of the state or organisation that [first, last) names as the one it belongs
/// to: the last that is none of an attitude; empty where there is none.
[[nodiscard]] std::string said_code(const Draft& draft,
                                    TokenIndex first,
                                    TokenIndex last);

}  // namespace chancery::actors
