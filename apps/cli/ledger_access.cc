// SPDX-License-Identifier: Apache-2.0
#include "ledger_access.h"

#include "shared/writing.h"

namespace chancery::cli {

void add_as_of_option(CLI::App& command, std::string& as_of) {
    command.add_option(
        "--as-of",
        as_of,
        "as the ledger was: a version (`chancery versions`) or a day, at its "
        "end (UTC)");
}

Result<void> look_back(Ledger& ledger,
                       std::int64_t version,
                       PastOf what,
                       const FolderOptions& folders) {
    if (what == PastOf::events) {
        auto rules = merge_rules(folders);
        if (!rules) {
            return rules.error();
        }
        ledger.merge_by(*std::move(rules));
    }
    return ledger.look_back(version, what);
}

Result<Ledger> open_ledger(const std::string& path,
                           const std::string& as_of,
                           const FolderOptions& folders,
                           PastOf what) {
    auto ledger = Ledger::open(path, OpenMode::read);
    if (!ledger || as_of.empty()) {
        return ledger;
    }
    if (const auto begun = ledger->begin_reading(); !begun) {
        return begun.error();
    }
    const auto version = ledger->version_at(as_of);
    if (!version) {
        return version.error();
    }
    if (auto done = look_back(*ledger, *version, what, folders); !done) {
        return done.error();
    }
    return ledger;
}

void add_author_option(CLI::App& command, std::string& author) {
    command.add_option("--author", author, "who says so; default: the user's name")
        ->envname("CHANCERY_AUTHOR");
}

}  // namespace chancery::cli
