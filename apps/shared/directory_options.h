// What `who`, `actors` and `actor` share: the book of actors, with what a ledger learned.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "actors/directory.h"
#include "base/result.h"
#include "ledger/ledger.h"
#include "shared/act_text.h"
#include "shared/folders.h"

namespace chancery {

/// The tables as a directory.
Result<Directory> open_directory(const FolderOptions& folders);

/// What the articles of a ledger say of offices and the tables do not, with what analysts
/// decided.
Result<std::vector<LearnedOffice>> learned_offices(Ledger& ledger,
                                                   const Directory& book,
                                                   std::size_t enough);

/// Adds the offices that were accepted, and those that enough sources say and nobody
/// refused, with the source "learned".
void add_learned(Directory& book, const std::vector<LearnedOffice>& learned);

/// "2024-08-03 –", "2011 – 2024-08"; what is not known is left out.
[[nodiscard]] std::string years_of(const DirectoryTerm& term);

/// Days as "2026-01-20 … 2026-01-25", or one.
[[nodiscard]] std::string days_between(const std::string& first, const std::string& last);

[[nodiscard]] std::string joined(const std::vector<std::string>& parts,
                                 std::string_view with);

}  // namespace chancery
