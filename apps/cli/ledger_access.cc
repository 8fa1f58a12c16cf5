// SPDX-License-Identifier: Apache-2.0
#include "ledger_access.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>

#include <pwd.h>
#include <unistd.h>

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

Result<MergeRules> merge_rules(const FolderOptions& folders) {
    const auto data = find_data(folders);
    return data ? MergeRules::open(*data + "/ledger") : data.error();
}

Result<void> merge_by_rules(Ledger& ledger, const FolderOptions& folders) {
    auto rules = merge_rules(folders);
    if (!rules) {
        return rules.error();
    }
    ledger.merge_by(*std::move(rules));
    const auto unmerged = ledger.unmerged();
    if (!unmerged) {
        return unmerged.error();
    }
    if (*unmerged == 0) {
        return {};
    }
    (void)std::fprintf(
        stderr,
        "chancery: merging the %zu acts of this ledger into events, by new "
        "rules\n",
        *unmerged);
    return ledger.merge_anew();
}

void add_author_option(CLI::App& command, std::string& author) {
    command.add_option("--author", author, "who says so; default: the user's name")
        ->envname("CHANCERY_AUTHOR");
}

std::string author_of(const std::string& given) {
    if (!given.empty()) {
        return given;
    }
    const passwd* user = ::getpwuid(::geteuid());
    return user == nullptr ? std::string() : user->pw_name;
}

}  // namespace chancery::cli
