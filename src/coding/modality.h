// Whether a predicate is told as done, as planned, as denied, or not as a fact at all.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "coding/rules.h"
#include "coding/syntax.h"

namespace chancery {

/// How a predicate is told.
enum class Reality : std::uint8_t {
    done,     ///< happened, or is under way
    future,   ///< planned, announced, promised
    negated,  ///< said not to have happened
    unreal,   ///< hoped, asked for, possible, conditional: no act
    refused,  ///< said that it will not be done
};

struct Modality {
    Reality reality = Reality::done;
    std::string_view rule = "tense";  ///< the mechanism; a constant
    TokenIndex marker = no_token;     ///< the word that says so
    /// The verb of agreeing or pledging of whose complement this is the head, else
    /// no_token.
    TokenIndex agreed_under = no_token;
    bool purpose = false;  ///< an infinitive of purpose: "came to congratulate"
};

/// Looks from the predicate (verb, noun or adjective) up through the verbs that govern
/// it.
[[nodiscard]] Modality modality_of(TokenIndex predicate,
                                   const Syntax& syntax,
                                   const CodingTables& tables);

/// True where the verb itself stands in a past tense, a perfect or a past participle.
[[nodiscard]] bool is_past(TokenIndex verb, const Syntax& syntax);

}  // namespace chancery
