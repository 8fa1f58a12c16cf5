// Which actors `chancery actors` lists. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "actors/directory.h"
#include "base/result.h"
#include "ledger/political_party.h"

namespace chancery::cli {

/// As given on the command line.
struct ActorChoice {
    std::string kind, country, sector, party;
};

/// Declares --kind, --country, --sector and --party.
void add_actor_choice(CLI::App& command, ActorChoice& choice);

/// What is asked for besides words.
struct Wanted {
    std::string kind, code, sector;
    std::string party, party_code;  ///< words of its name, and its state
    PoliticalParties parties;       ///< that are called so in the tables
};

/// Errors: a country that is not known, a sector that there is not.
Result<Wanted> wanted_of(const ActorChoice& options, const Directory& book);

/// Whether an actor of the tables has all of it; of a party is who ever held an office of
/// it.
[[nodiscard]] bool is_wanted(const Directory& book,
                             const DirectoryActor& actor,
                             const Wanted& wanted);

}  // namespace chancery::cli
