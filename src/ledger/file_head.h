// The first page of a damaged ledger, made anew. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"

namespace chancery {

/// Writes the first page of the ledger file `path` anew, from that of the empty ledger
/// `like` and the pages that say what tables there are; those of them that are lost are
/// taken from `like` too. Errors: they do not fit together; I/O. Whether what comes out
/// is a ledger is for the caller to see.
Result<void> mend_head(const std::string& path, const std::string& like);

}  // namespace chancery
