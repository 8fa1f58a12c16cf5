// SPDX-License-Identifier: Apache-2.0
#include "ledger_access.h"

namespace chancery::cli {

void add_as_of_option(CLI::App& command, std::string& as_of) {
    command.add_option(
        "--as-of",
        as_of,
        "as the ledger was: a version (`chancery versions`) or a day, at its "
        "end (UTC)");
}

Result<Ledger> open_ledger(const std::string& path, const std::string& as_of) {
    auto ledger = Ledger::open(path, OpenMode::read);
    if (!ledger || as_of.empty()) {
        return ledger;
    }
    const auto version = ledger->version_at(as_of);
    if (!version) {
        return version.error();
    }
    if (auto done = ledger->look_back(*version); !done) {
        return done.error();
    }
    return ledger;
}

void add_author_option(CLI::App& command, std::string& author) {
    command.add_option("--author", author, "who says so; default: the user's name")
        ->envname("CHANCERY_AUTHOR");
}

}  // namespace chancery::cli
