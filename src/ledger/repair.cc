// SPDX-License-Identifier: Apache-2.0
#include "ledger/repair.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "ledger/file_head.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"
#include "ledger/schema.h"

namespace chancery {

namespace {

/// Made anew from the others.
constexpr std::string_view derived_tables =
    " events event_parties event_pairs open_pairs event_contexts event_links merge_keys "
    "settings ";

struct Table {
    std::string name, columns, key;
};

/// Rows that are lost: those between two values of the first column of a table's key.
struct Gap {
    std::string table;
    std::optional<std::int64_t> after,
        before;  ///< nothing: from the one end, to the other
};

/// The coding that rows of a table are of, told by the first column of its key, k.
std::string_view coding_of(std::string_view table) {
    struct Way {
        std::string_view table, sql;
    };

    constexpr std::array<Way, 8> ways{
        {{"actors", "SELECT coding, id AS k FROM actors"},
         {"acts", "SELECT coding, id AS k FROM acts"},
         {"statements", "SELECT coding, id AS k FROM statements"},
         {"participants", "SELECT coding, id AS k FROM acts"},
         {"reasons", "SELECT coding, id AS k FROM acts"},
         {"act_contexts", "SELECT coding, id AS k FROM acts"},
         {"voices", "SELECT coding, id AS k FROM statements"},
         {"offices", "SELECT coding, id AS k FROM actors"}}};
    const auto way = std::find_if(
        ways.begin(), ways.end(), [&](const Way& one) { return one.table == table; });
    return way == ways.end() ? std::string_view() : way->sql;
}

/// Saves a ledger. Lives for one call.
class Rescue {
  public:
    explicit Rescue(Database& db) : db_(db) {}

    Result<RepairReport> run(const std::string& damaged) {
        auto triggers =
            text_column(db_, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
        auto names =
            text_column(db_, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
        if (!triggers || !names) {
            return !triggers ? triggers.error() : names.error();
        }
        auto done = db_.script("PRAGMA foreign_keys = OFF");
        for (const std::string& name : *names) {
            done = done ? db_.script(("DROP TRIGGER " + name).c_str()) : done;
        }
        done = done ? db_.run("ATTACH ? AS damaged", damaged) : done;
        done = done ? copy_tables() : done;
        done = done ? copy_keep() : done;
        done = done ? drop_incomplete() : done;
        done = done ? drop_orphans() : done;
        done = done ? rebuild_indices() : done;
        done = done ? db_.script("DETACH damaged") : done;
        for (const std::string& sql : *triggers) {
            done = done ? db_.script(sql.c_str()) : done;
        }
        if (!done) {
            return done.error();
        }
        return std::move(report_);
    }

  private:
    Result<std::vector<Table>> tables();
    Result<void> copy_tables();
    Result<void> copy(const Table& table);
    Result<void> copy_keep();
    Result<void> copy_from_end(const Table& table,
                               const char* direction,
                               std::optional<std::int64_t>& last);
    Result<void> drop_gap(const Gap& gap);
    Result<void> drop_incomplete();
    Result<void> drop_orphans();
    Result<void> rebuild_indices();

    Database& db_;
    RepairReport report_;
    std::vector<Gap> gaps_;
};

Result<std::vector<Table>> Rescue::tables() {
    std::vector<Table> out;
    auto done = for_rows(
        db_,
        // Tables of the full-text indices have their own making.
        "SELECT t.name, (SELECT group_concat(c.name, ', ') FROM "
        "pragma_table_info(t.name) c), "
        "(SELECT group_concat(name, ', ') FROM (SELECT name FROM "
        "pragma_table_info(t.name) "
        "WHERE pk > 0 ORDER BY pk)) FROM pragma_table_list t WHERE t.schema = 'main' AND "
        "t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name",
        {},
        [&](const SqlStatement& row) {
            if (derived_tables.find(' ' + row.text(0) + ' ') == std::string_view::npos) {
                out.push_back({row.text(0), row.text(1), row.text(2)});
            }
            return true;
        });
    return done ? Result<std::vector<Table>>(std::move(out)) : done.error();
}

Result<void> Rescue::copy_tables() {
    const auto all = tables();
    if (!all) {
        return all.error();
    }
    for (const Table& table : *all) {
        if (auto done = copy(table); !done) {
            return done;
        }
    }
    return {};
}

/// From the one end and, where that breaks off, from the other.
Result<void> Rescue::copy(const Table& table) {
    SavedTable saved{table.name, 0, false};
    Gap gap{table.name, {}, {}};
    if (!copy_from_end(table, "ASC", gap.after)) {
        saved.damaged = true;
        (void)copy_from_end(table, "DESC", gap.before);
        gaps_.push_back(std::move(gap));
    }
    const auto rows = db_.number("SELECT count(*) FROM main." + table.name);
    if (!rows) {
        return rows.error();
    }
    saved.rows = static_cast<std::uint64_t>(rows->value_or(0));
    report_.tables.push_back(std::move(saved));
    return {};
}

/// That no texts are kept is told by the settings or, where these are lost, by what was
/// kept instead.
Result<void> Rescue::copy_keep() {
    const auto set = db_.number(
        "SELECT 1 FROM damaged.settings WHERE key = 'keep' AND value = 'hashes'");
    const auto hashes = db_.number("SELECT 1 FROM main.text_hashes LIMIT 1");
    return (set && *set) || (hashes && *hashes)
               ? db_.script("INSERT INTO settings (key, value) VALUES ('keep', 'hashes')")
               : Result<void>();
}

/// Row by row, so that those before the damage are kept.
Result<void> Rescue::copy_from_end(const Table& table,
                                   const char* direction,
                                   std::optional<std::int64_t>& last) {
    std::string order = table.key;
    for (std::size_t at = 0; (at = order.find(", ", at)) != order.npos; at += 3) {
        order.insert(at, std::string(" ") + direction);
        at += 5;
    }
    auto read = db_.prepare("SELECT " + table.columns + ", " +
                            table.key.substr(0, table.key.find(',')) + " FROM damaged." +
                            table.name + " ORDER BY " + order + ' ' + direction);
    if (!read) {
        return read.error();
    }
    const auto columns =
        static_cast<int>(std::count(table.columns.begin(), table.columns.end(), ',')) + 1;
    auto write =
        db_.prepare("INSERT OR IGNORE INTO main." + table.name + " (" + table.columns +
                    ") VALUES (" + marks(static_cast<std::size_t>(columns)) + ")");
    if (!write) {
        return write.error();
    }
    int rc = read->step();
    for (; rc == SQLITE_ROW; rc = read->step()) {
        for (int i = 0; i < columns; ++i) {
            write->bind_from(i + 1, *read, i);
        }
        // A row that no longer fits its table is lost.
        (void)write->step();
        write->reset();
        last = read->number(columns);
    }
    return rc == SQLITE_DONE ? Result<void>() : Result<void>(db_.error(rc));
}

/// The codings that rows in a gap were of. Rows were written coding by coding, so they
/// lie between those of the last row before the gap and of the first behind it.
Result<void> Rescue::drop_gap(const Gap& gap) {
    const std::string way(coding_of(gap.table));
    if (way.empty()) {
        return {};
    }
    constexpr std::int64_t ever = INT64_MAX;
    const auto first = db_.number(
        "SELECT coding FROM (" + way + ") WHERE k <= ? ORDER BY k DESC LIMIT 1",
        gap.after.value_or(-1));
    const auto last =
        db_.number("SELECT coding FROM (" + way + ") WHERE k >= ? ORDER BY k LIMIT 1",
                   gap.before.value_or(ever));
    if (!first || !last) {
        return !first ? first.error() : last.error();
    }
    // What an analyst entered is not to be had again: it stays as far as it is there.
    return db_.run("DELETE FROM codings WHERE by_hand = 0 AND id BETWEEN ? AND ?",
                   first->value_or(0),
                   last->value_or(ever));
}

/// Codings of which rows are lost go, so that their articles are coded again.
Result<void> Rescue::drop_incomplete() {
    for (const Gap& gap : gaps_) {
        if (auto done = drop_gap(gap); !done) {
            return done;
        }
    }
    constexpr std::string_view lost =
        "SELECT c.id FROM codings c WHERE c.acts <> "
        "(SELECT count(*) FROM acts a WHERE a.coding = c.id) OR EXISTS (SELECT 1 FROM "
        "acts a "
        "WHERE a.coding = c.id AND NOT EXISTS (SELECT 1 FROM participants p "
        "JOIN actors x ON x.id = p.actor WHERE p.act = a.id))";
    if (auto done =
            db_.run("DELETE FROM codings WHERE id IN (" + std::string(lost) + ")");
        !done) {
        return done;
    }
    auto docs = text_column(
        db_,
        "SELECT doc FROM articles r WHERE current = 1 AND status = 'coded' AND "
        "NOT EXISTS (SELECT 1 FROM codings c WHERE c.article = r.id AND "
        "c.current = 1 AND c.by_hand = 0) ORDER BY 1");
    if (!docs) {
        return docs.error();
    }
    report_.articles = *std::move(docs);
    return {};
}

/// Rows that refer to rows that are lost go, and those that refer to these.
Result<void> Rescue::drop_orphans() {
    std::vector<std::string> sql;
    auto read = for_rows(
        db_,
        "SELECT t.name, k.\"from\", k.\"table\", coalesce(k.\"to\", 'id') FROM "
        "pragma_table_list t JOIN pragma_foreign_key_list(t.name) k "
        "WHERE t.schema = 'main' AND t.type = 'table' ORDER BY 1, 2",
        {},
        [&](const SqlStatement& row) {
            sql.push_back("DELETE FROM " + row.text(0) + " WHERE \"" + row.text(1) +
                          "\" IS NOT NULL AND \"" + row.text(1) + "\" NOT IN (SELECT \"" +
                          row.text(3) + "\" FROM " + row.text(2) + ")");
            return true;
        });
    if (!read) {
        return read;
    }
    for (std::int64_t before = -1, now = 0; before != now;) {
        before = now;
        for (const std::string& one : sql) {
            if (auto done = db_.run(one); !done) {
                return done;
            }
            now += sqlite3_changes64(db_.handle());
        }
        report_.dropped = static_cast<std::uint64_t>(now);
    }
    // What an act was of, before its event is made anew.
    return db_.script(
        "UPDATE acts SET event = NULL WHERE event IS NOT NULL AND id NOT IN "
        "(SELECT act FROM memberships WHERE until IS NULL)");
}

Result<void> Rescue::rebuild_indices() {
    for (const char* name :
         {"article_text", "act_text", "statement_text", "actor_names"}) {
        const std::string sql =
            "INSERT INTO " + std::string(name) + " (" + name + ") VALUES ('rebuild')";
        if (auto done = db_.script(sql.c_str()); !done) {
            return done;
        }
    }
    return {};
}

Result<void> check_file(const std::string& path) {
    auto db = Database::open(path, SQLITE_OPEN_READONLY, path);
    return db ? check_schema(*db, path) : db.error();
}

/// Types, names and definitions of all that is in a ledger.
Result<std::vector<std::string>> schema_of(const std::string& path) {
    auto db = Database::open(path, SQLITE_OPEN_READWRITE, path);
    return db ? text_column(*db,
                            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM "
                            "sqlite_schema ORDER BY 1")
              : db.error();
}

/// A copy of a ledger whose tables cannot be told, in which they can; removed at the end.
class MendedCopy {
  public:
    explicit MendedCopy(std::string path) : path_(std::move(path)) {}

    MendedCopy(const MendedCopy&) = delete;
    MendedCopy& operator=(const MendedCopy&) = delete;
    MendedCopy(MendedCopy&&) = delete;
    MendedCopy& operator=(MendedCopy&&) = delete;

    ~MendedCopy() {
        std::error_code ignored;
        for (const char* end : {"", "-wal", "-shm"}) {
            std::filesystem::remove(path_ + end, ignored);
        }
    }

    /// Errors: it is no ledger of this version, or too much is lost. `empty` is a ledger
    /// without rows.
    Result<void> make(const std::string& damaged, const std::string& empty) {
        std::error_code fault;
        std::filesystem::copy_file(damaged, path_, fault);
        if (!fault && std::filesystem::exists(damaged + "-wal")) {
            std::filesystem::copy_file(damaged + "-wal", path_ + "-wal", fault);
        }
        if (fault) {
            return Error{"cannot be copied: " + fault.message(), damaged, 0};
        }
        if (auto done = mend_head(path_, empty); !done) {
            return done;
        }
        const auto mine = schema_of(path_);
        const auto whole = schema_of(empty);
        if (!mine || !whole || *mine != *whole) {
            return Error{"what it says of its tables is lost", damaged, 0};
        }
        return {};
    }

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace

Result<RepairReport> repair_ledger(const std::string& path,
                                   const std::string& out,
                                   MergeRules rules) {
    std::error_code fault;
    if (!std::filesystem::exists(path, fault)) {
        return Error{"no such ledger", path, 0};
    }
    if (std::filesystem::exists(out, fault)) {
        return Error{"is there already; name a file that is not", out, 0};
    }
    const auto fit = check_file(path);
    MendedCopy mended(out + ".mended");
    if (std::filesystem::exists(mended.path(), fault)) {
        return Error{"is there already; remove it", mended.path(), 0};
    }
    Result<RepairReport> report = [&]() -> Result<RepairReport> {
        auto db = Database::open(out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, out);
        if (!db) {
            return db.error();
        }
        if (auto made = upgrade_schema(*db, out); !made) {
            return made.error();
        }
        if (fit) {
            return Rescue(*db).run(path);
        }
        // Of what is no ledger nothing can be mended.
        const auto made_whole = mended.make(path, out);
        auto saved = made_whole ? Rescue(*db).run(mended.path())
                                : Result<RepairReport>(fit.error());
        if (saved) {
            saved->head_mended = true;
        }
        return saved;
    }();
    if (!report) {
        if (!fit) {
            for (const char* end : {"", "-wal", "-shm", "-journal"}) {
                std::filesystem::remove(out + end, fault);
            }
        }
        return report;
    }
    auto ledger = Ledger::open(out, OpenMode::create);
    if (!ledger) {
        return ledger.error();
    }
    ledger->merge_by(std::move(rules));
    if (auto done = ledger->merge_anew(); !done) {
        return done.error();
    }
    return report;
}

}  // namespace chancery
