// Opening a ledger, its batches and its checks.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/ledger.h"

#include <filesystem>
#include <system_error>

#include "ledger/impl.h"
#include "ledger/schema.h"

namespace chancery {

namespace {

/// A file name that SQLite does not take for a URI.
std::string plain_name(const std::string& path) {
    return path.starts_with("file:") ? "./" + path : path;
}

/// "file:…?immutable=1": reads a ledger where nothing may be written beside it.
std::string immutable_uri(const std::string& path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "file:";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '%' || c == '?' || c == '#' || byte < 0x21) {
            out += {'%', digits[byte >> 4U], digits[byte & 15U]};
        } else {
            out += c;
        }
    }
    return out + "?immutable=1";
}

Result<Database> open_to_read(const std::string& path) {
    std::error_code ec;
    if (!std::filesystem::exists(path, ec)) {
        return Error{"no such ledger; `chancery ingest` makes one", path, 0};
    }
    auto db = Database::open(plain_name(path), SQLITE_OPEN_READONLY, path);
    if (!db) {
        return db;
    }
    const auto first = db->number("SELECT count(*) FROM sqlite_schema");
    if (first) {
        // Enough for the upper pages of the indices of millions of acts.
        // Indices are there for what is asked; none is to be made on the way, for all
        // rows.
        if (auto set = db->script("PRAGMA cache_size = -65536; "
                                  "PRAGMA automatic_index = OFF");
            !set) {
            return set.error();
        }
    }
    if (first || std::filesystem::exists(path + "-wal", ec)) {
        return db;
    }
    // WAL wants to write a -shm file; a ledger on a read-only medium has no other writer.
    auto frozen = Database::open(immutable_uri(path), SQLITE_OPEN_READONLY, path);
    if (frozen && frozen->number("SELECT count(*) FROM sqlite_schema")) {
        return frozen;
    }
    return db;
}

Result<Database> open_to_write(const std::string& path) {
    auto db = Database::open(
        plain_name(path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, path);
    if (!db) {
        return db;
    }
    // The schema is looked at before the journal mode is touched, so that a database of
    // some other program is left as it is.
    if (auto fit = upgrade_schema(*db, path); !fit) {
        return fit.error();
    }
    // A batch that does not fit into the cache is written twice.
    if (auto set = db->script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                              "PRAGMA cache_size = -262144; "
                              "PRAGMA wal_autocheckpoint = 16384; "
                              "PRAGMA temp_store = MEMORY;");
        !set) {
        return set.error();
    }
#ifndef NDEBUG
    // Rows are written by this room alone; that they refer to rows that are there is
    // looked at where faults are looked for, and by check().
    if (auto set = db->script("PRAGMA foreign_keys = ON"); !set) {
        return set.error();
    }
#endif
    return db;
}

}  // namespace

std::string_view name(Stored stored) {
    switch (stored) {
        case Stored::added:
            return "stored";
        case Stored::new_version:
            return "updated";
        case Stored::recoded:
            return "recoded";
        case Stored::unchanged:
            break;
    }
    return "unchanged";
}

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;  // closing the connection rolls back

Result<Ledger> Ledger::open(const std::string& path, OpenMode mode) {
    auto db = mode == OpenMode::read ? open_to_read(path) : open_to_write(path);
    if (!db) {
        return db.error();
    }
    auto impl = std::make_unique<Impl>();
    impl->db = std::move(*db);
    impl->path = path;
    if (auto fit = check_schema(impl->db, path); !fit) {
        return fit.error();
    }
    return Ledger(std::move(impl));
}

void Ledger::merge_by(MergeRules rules) {
    // The number is that of the way of merging; it is raised where the same table gives
    // other events.
    impl_->merged_under = "1 " + rules.fingerprint();
    impl_->rules = std::move(rules);
}

void Ledger::begin_run(RunInfo info) {
    impl_->run = std::move(info);
    impl_->run_row.reset();
}

Result<void> Ledger::finish_run() {
    if (!impl_->run_row) {
        return {};
    }
    return impl_->db.run(
        "UPDATE runs SET finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?",
        *impl_->run_row);
}

Result<void> Ledger::commit() {
    if (!impl_->batch_open) {
        return {};
    }
    if (impl_->batch_lost()) {
        roll_back();
        return impl_->batch_lost_error();
    }
    auto done = impl_->merge_touched();
    if (done) {
        done = impl_->index_words();
    }
    if (done) {
        done = impl_->db.script("COMMIT");
    }
    if (!done) {
        roll_back();
        return done;
    }
    impl_->end_batch();
    return {};
}

void Ledger::roll_back() {
    if (sqlite3_get_autocommit(impl_->db.handle()) == 0) {
        (void)impl_->db.script("ROLLBACK");
    }
    if (impl_->run_in_batch) {
        impl_->run_row.reset();
    }
    impl_->parties.forget();
    impl_->memory.clear();
    impl_->end_batch();
}

Result<void> Ledger::check() {
    auto stmt = impl_->db.prepare("PRAGMA integrity_check(1)");
    if (!stmt) {
        return stmt.error();
    }
    if (stmt->step() != SQLITE_ROW || stmt->text(0) != "ok") {
        return Error{"damaged: " + stmt->text(0), impl_->path, 0};
    }
    const auto orphans =
        impl_->db.number("SELECT count(*) FROM pragma_foreign_key_check");
    if (!orphans) {
        return orphans.error();
    }
    if (orphans->value_or(0) != 0) {
        return Error{"damaged: rows refer to rows that are not there", impl_->path, 0};
    }
    const auto kept = keeps();
    const auto other =
        kept ? impl_->db.number(
                   "SELECT count(*) FROM articles r WHERE r.status = 'coded' AND "
                   "(r.text IS NULL OR ?1 = 1) AND (r.text IS NOT NULL OR NOT EXISTS "
                   "(SELECT 1 FROM text_hashes h WHERE h.article = r.id))",
                   std::int64_t{*kept == Keep::hashes ? 1 : 0})
             : kept.error();
    if (!other) {
        return other.error();
    }
    if (other->value_or(0) != 0) {
        return Error{"damaged: " + std::to_string(**other) + " articles have " +
                         (*kept == Keep::hashes ? "a text, which this ledger does not "
                                                  "keep, or no hash of it"
                                                : "neither text nor hash"),
                     impl_->path,
                     0};
    }
    return {};
}

}  // namespace chancery
