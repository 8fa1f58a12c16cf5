// Pages of a list: where one ends, and the next begins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "ledger/cursor.h"
#include "ledger/ledger.h"
#include "shared/act_text.h"
#include "shared/folders.h"

namespace chancery::cli {

struct PageOptions {
    std::string as_of, after;
    bool latest = false;
};

/// Declares --as-of, --after and --latest.
void add_page_options(CLI::App& command, PageOptions& options);

/// A ledger opened for a page, held at one version: that of --after, of --as-of, or the
/// newest.
struct ListPage {
    Ledger ledger;
    Cursor here;                      ///< of this page, without a place
    std::optional<RowPlace> after{};  ///< the place to go on behind
    bool marked = false;              ///< lines of JSON say where to go on

    /// Adds "next" to a line of JSON where that was asked for.
    void mark(Json& line, const RowPlace& place) const;
};

/// The exit code of what open_page() says: an --after that does not fit is a fault of the
/// command line.
[[nodiscard]] int fail_page(const Error& error);

/// Opens a ledger for a page of `list` ("acts"). `question` says what was asked for, the
/// same for each page; with `limited` lines are marked. Errors: as Ledger::open(); an
/// --after of another list, ledger or question.
Result<ListPage> open_page(const std::string& path,
                           const PageOptions& options,
                           const std::string& list,
                           const std::string& question,
                           bool limited,
                           const FolderOptions& folders);

}  // namespace chancery::cli
