// What a pronoun was chosen to mean, and from what: for training and for `explain`.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "actors/actor.h"
#include "reading/reading.h"

namespace chancery {

struct PronounChoice {
    struct Candidate {
        ActorIndex actor = no_actor;      ///< no_actor: nobody of the article
        std::vector<std::uint32_t> cues;  ///< indices of cues (actors/cues.h)
    };

    TokenIndex pronoun = 0;
    /// The last is "nobody". Those with the cue "gender clashes" are never chosen.
    std::vector<Candidate> candidates;
};

}  // namespace chancery
