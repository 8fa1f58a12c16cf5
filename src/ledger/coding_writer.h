// One article's coding becomes rows; for the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "ledger/impl.h"

namespace chancery {

/// What writing remembers for what comes after it.
struct WriteAids {
    PartyRows& parties;
    MergeMemory& memory;               ///< gets the acts
    std::vector<std::int64_t>& added;  ///< and this their rows
    Keep keep = Keep::texts;
};

/// Writes actors, acts and statements of a coding; its own row is there.
void write_coding(Steps& steps,
                  const CodedParts& parts,
                  WriteAids aids,
                  std::int64_t coding);

/// The blocks of an article as the column codings.blocks holds them.
[[nodiscard]] std::string blocks_of(const Article& article);
/// Its remarks as the column articles.remarks holds them; empty where there are none.
[[nodiscard]] std::string remarks_of(const Article& article);

}  // namespace chancery
