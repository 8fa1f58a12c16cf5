// SPDX-License-Identifier: Apache-2.0
#include "page_options.h"

#include "commands.h"
#include "exit_code.h"
#include "ledger_access.h"

namespace chancery::cli {

namespace {

Error fault(const std::string& what) {
    return Error{"--after: " + what, "", 0};
}

/// Whether a cursor goes on with this very list.
Result<void> check(const Cursor& given, const Cursor& here, Ledger& ledger) {
    if (given.list != here.list) {
        return fault("this is a place in the list of `chancery " + given.list + '`');
    }
    const auto mark = ledger.mark(given.version);
    if (!mark) {
        return mark.error();
    }
    if (*mark != given.ledger) {
        return fault("this is a place in a list of another ledger");
    }
    if (given.question != here.question) {
        return fault(
            "this is a place in the answer to another question; ask as for the "
            "page before, only --limit may be another");
    }
    return {};
}

}  // namespace

void add_page_options(CLI::App& command, PageOptions& options) {
    add_as_of_option(command, options.as_of);
    auto* after = command.add_option(
        "--after",
        options.after,
        "go on behind this place: \"next\" of the last line of the page before, with "
        "--json and --limit; in the version of that page, whatever was added since");
    command
        .add_flag(
            "--latest",
            options.latest,
            "with --after: go on in the ledger as it is now; what changed since may "
            "be missing or come twice")
        ->needs(after);
}

int fail_page(const Error& error) {
    return error.message.starts_with("--after: ") ? usage_fault(error.text())
                                                  : fail(error);
}

void ListPage::mark(Json& line, const RowPlace& place) const {
    if (marked) {
        Cursor next = here;
        next.place = place;
        line["next"] = encode(next);
    }
}

Result<ListPage> open_page(const std::string& path,
                           const PageOptions& options,
                           const std::string& list,
                           const std::string& question,
                           bool limited,
                           const FolderOptions& folders) {
    std::optional<Cursor> given;
    if (!options.after.empty()) {
        auto decoded = decode_cursor(options.after);
        if (!decoded) {
            return fault(decoded.error().message);
        }
        given = *std::move(decoded);
    }
    auto ledger = Ledger::open(path, OpenMode::read);
    if (!ledger) {
        return ledger.error();
    }
    ListPage out{*std::move(ledger), {list, 0, "", mark_of(question), {}}};
    out.marked = limited || given;
    const auto newest = out.ledger.begin_reading();
    if (!newest) {
        return newest.error();
    }
    std::int64_t version = *newest;
    if (!options.as_of.empty()) {
        const auto meant = out.ledger.version_at(options.as_of);
        if (!meant) {
            return meant.error();
        }
        version = *meant;
    }
    if (given) {
        if (auto fits = check(*given, out.here, out.ledger); !fits) {
            return fits.error();
        }
        if (!options.as_of.empty() && given->version != version) {
            return fault("this is a place in version " + std::to_string(given->version) +
                         ", not in that of --as-of");
        }
        version = options.latest ? version : given->version;
        out.after = std::move(given->place);
    }
    out.here.version = version;
    const auto mark = out.ledger.mark(version);
    if (!mark) {
        return mark.error();
    }
    out.here.ledger = *mark;
    const auto done = version == *newest
                          ? Result<void>()
                          : look_back(out.ledger,
                                      version,
                                      list == "events" ? PastOf::events : PastOf::rows,
                                      folders);
    return done ? Result<ListPage>(std::move(out)) : done.error();
}

}  // namespace chancery::cli
