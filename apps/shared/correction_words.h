// Corrections as analysts word them, made into entries of a ledger.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"

namespace chancery {

/// What an analyst says; each kind reads what is its own.
struct CorrectionWords {
    CorrectionKind kind = CorrectionKind::set;
    std::string id;                       ///< event or act: all but add, name and undo
    std::string other;                    ///< merge: the other event; name: whose name
    std::string field, value;             ///< set; actors as names with ";" between
    std::vector<std::string> ids;         ///< split: acts
    std::vector<std::string> actors;      ///< add
    std::vector<std::string> recipients;  ///< add
    ActByHand act;                        ///< add; type may be "TYPE/mode"
    std::uint32_t count = 0;              ///< add; 0 where none is given
    std::string name;                     ///< name
    std::string number;                   ///< undo: number or uid
};

/// The entry, to be given an author and entered. Actors are "Name", "Name (CODE)" or, for
/// somebody new, "Name (CODE, kind)".
/// Errors: what is meant is not in the ledger, or several things are.
Result<Correction> make_correction(Ledger& ledger, const CorrectionWords& given);

/// What a correction says, in a line.
[[nodiscard]] std::string in_a_line(const Correction& one);

}  // namespace chancery
