// SPDX-License-Identifier: Apache-2.0
#include "shared/writing.h"

#include <cstdio>
#include <utility>

#include <pwd.h>
#include <unistd.h>

namespace chancery {

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

std::string author_of(const std::string& given) {
    if (!given.empty()) {
        return given;
    }
    const passwd* user = ::getpwuid(::geteuid());
    return user == nullptr ? std::string() : user->pw_name;
}

}  // namespace chancery
