// The tense of a verb with its helpers. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "coding/syntax.h"

namespace chancery {

enum class Tense : std::uint8_t {
    none,          ///< no verb, an infinitive, or with a modal
    present,       ///< also "is meeting"
    past,          ///< also "was met", "was meeting"
    perfect,       ///< "has met"
    past_perfect,  ///< "had met"
    participle,    ///< without a tense of its own: "…, urging", "urged by"
};

[[nodiscard]] Tense tense_of(TokenIndex verb, const Syntax& syntax);

}  // namespace chancery
