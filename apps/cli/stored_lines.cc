// SPDX-License-Identifier: Apache-2.0
#include "stored_lines.h"

#include "shared/terminal.h"

namespace chancery::cli {

std::string stored_line(const std::string& doc, const StoreOutcome& outcome) {
    return std::string(name(outcome.stored)) + '\t' + printable(doc) + '\t' +
           std::to_string(outcome.acts) + (outcome.acts == 1 ? " act\n" : " acts\n");
}

Result<void> StoredLines::commit() {
    auto done = ledger_.commit();
    if (done) {
        progress_.erase();
        // A reader that went away does not keep the rest from being stored.
        out_.write(pending_);
        out_.flush();
    }
    pending_.clear();
    count_ = 0;
    last_ = Clock::now();
    return done;
}

}  // namespace chancery::cli
