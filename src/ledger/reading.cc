// Reading beside a writer: one state of the ledger at a time, and within a time.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/event_store.h"
#include "ledger/impl.h"

namespace chancery {

Result<std::int64_t> Ledger::begin_reading() {
    if (auto begun = impl_->db.script("BEGIN"); !begun) {
        return begun.error();
    }
    // The transaction takes its state with the first read.
    const auto version = impl_->db.number("SELECT max(id) FROM versions");
    if (!version) {
        end_reading();
        return version.error();
    }
    return version->value_or(0);
}

void Ledger::end_reading() {
    if (sqlite3_get_autocommit(impl_->db.handle()) == 0) {
        (void)impl_->db.script("COMMIT");
    }
}

Result<std::pair<std::int64_t, std::int64_t>> Ledger::newest() {
    const auto version = impl_->db.number("SELECT max(id) FROM versions");
    if (!version) {
        return version.error();
    }
    const auto decisions = impl_->db.number("SELECT max(id) FROM office_decisions");
    if (!decisions) {
        return decisions.error();
    }
    return std::pair(version->value_or(0), decisions->value_or(0));
}

void Ledger::set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline) {
    constexpr int steps = 1000;  // of SQLite's machine; one may parse a long list
    if (!deadline) {
        sqlite3_progress_handler(impl_->db.handle(), 0, nullptr, nullptr);
        return;
    }
    if (!impl_->deadline) {
        impl_->deadline = std::make_unique<Impl::Deadline>();
    }
    *impl_->deadline = {*deadline, false};
    sqlite3_progress_handler(
        impl_->db.handle(),
        steps,
        [](void* given) {
            auto& one = *static_cast<Impl::Deadline*>(given);
            one.passed = one.passed || std::chrono::steady_clock::now() > one.at;
            return one.passed ? 1 : 0;
        },
        impl_->deadline.get());
}

bool Ledger::overdue() const {
    return impl_->deadline && impl_->deadline->passed;
}

Result<void> Ledger::set_memory(std::int64_t mapped, std::int64_t kept) {
    const std::string sql = "PRAGMA mmap_size = " + std::to_string(mapped) +
                            "; PRAGMA cache_size = -" + std::to_string(kept / 1024) +
                            "; PRAGMA temp_store = MEMORY;";
    return impl_->db.script(sql.c_str());
}

Result<VersionRow> Ledger::version_row(std::int64_t id) {
    std::optional<VersionRow> out;
    auto done = for_rows(
        impl_->db,
        "SELECT v.at, v.what, v.author, n.tool, (SELECT c.kind FROM corrections c WHERE "
        "c.version = v.id) FROM versions v LEFT JOIN runs n ON n.id = v.run WHERE v.id = "
        "?",
        {SqlValue(id)},
        [&](const SqlStatement& row) {
            out = VersionRow{
                id, row.text(0), row.text(1), row.text(2), row.text(3), 0, row.text(4)};
            return false;
        });
    if (!done) {
        return done.error();
    }
    return out ? Result<VersionRow>(*out)
               : Error{"there is no version " + std::to_string(id), impl_->path, 0};
}

Result<LedgerTotals> Ledger::totals() {
    LedgerTotals out;
    auto version = newest();
    if (!version) {
        return version.error();
    }
    out.version = version->first;
    for (const auto& [sql, into] :
         {std::pair{"SELECT count(*) FROM events", &out.events},
          std::pair{"SELECT coalesce(sum(acts), 0) FROM codings WHERE current = 1",
                    &out.acts},
          std::pair{"SELECT count(*) FROM articles WHERE current = 1", &out.articles}}) {
        const auto number = impl_->db.number(sql);
        if (!number) {
            return number.error();
        }
        *into = static_cast<std::uint64_t>(number->value_or(0));
    }
    for (const auto& [sql, into] :
         {std::pair{"SELECT min(sort_day) FROM events WHERE sort_day > ?",
                    &out.first_day},
          std::pair{"SELECT max(sort_day) FROM events WHERE sort_day > ?",
                    &out.last_day}}) {
        const auto day = impl_->db.number(sql, no_day);
        if (!day) {
            return day.error();
        }
        if (*day) {
            *into = Day{static_cast<std::int32_t>(**day)}.iso();
        }
    }
    return out;
}

}  // namespace chancery
