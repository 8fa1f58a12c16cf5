// SQLite for this room alone: binding, stepping, and errors in plain words.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/sqlite.h"

#include <algorithm>

namespace chancery {

namespace {

/// What the person at the keyboard can do about a failure; "" where nothing is known.
std::string_view advice(int rc) {
    switch (rc & 0xff) {
        case SQLITE_FULL:
            return "; make room on the disk and start again, what was reported as stored "
                   "is safe";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "; another program is writing to this ledger, try again when it is "
                   "done";
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return "; the file or its folder may not be written to";
        case SQLITE_NOTADB:
            return "; give the path of a ledger";
        case SQLITE_CORRUPT:
            return "; restore the ledger from a copy or ingest the sources anew";
        case SQLITE_IOERR:
            return "; the disk could not be read or written, what was reported as stored "
                   "is safe";
        case SQLITE_CANTOPEN:
            return "; check that the folder exists and that you may write to it";
        default:
            return "";
    }
}

}  // namespace

void SqlStatement::bind(int index, SqlText value) {
    // A null pointer would bind NULL even with size 0.
    const int rc =
        value ? sqlite3_bind_text64(stmt_.get(),
                                    index,
                                    value->data() == nullptr ? "" : value->data(),
                                    value->size(),
                                    SQLITE_STATIC,
                                    SQLITE_UTF8)
              : sqlite3_bind_null(stmt_.get(), index);
    bind_rc_ = bind_rc_ == SQLITE_OK ? rc : bind_rc_;
}

void SqlStatement::bind(int index, SqlNumber value) {
    const int rc = value ? sqlite3_bind_int64(stmt_.get(), index, *value)
                         : sqlite3_bind_null(stmt_.get(), index);
    bind_rc_ = bind_rc_ == SQLITE_OK ? rc : bind_rc_;
}

void SqlStatement::bind(int index, const SqlBlob& value) {
    const int rc = value.bytes.empty() ? sqlite3_bind_null(stmt_.get(), index)
                                       : sqlite3_bind_blob64(stmt_.get(),
                                                             index,
                                                             value.bytes.data(),
                                                             value.bytes.size(),
                                                             SQLITE_STATIC);
    bind_rc_ = bind_rc_ == SQLITE_OK ? rc : bind_rc_;
}

void SqlStatement::bind(int index, SqlReal value) {
    if (value) {
        bind(index, *value);
    } else {
        bind(index, SqlNumber());
    }
}

void SqlStatement::bind(int index, double value) {
    const int rc = sqlite3_bind_double(stmt_.get(), index, value);
    bind_rc_ = bind_rc_ == SQLITE_OK ? rc : bind_rc_;
}

void SqlStatement::bind_from(int index, const SqlStatement& row, int column) {
    const int rc = sqlite3_bind_value(
        stmt_.get(), index, sqlite3_column_value(row.stmt_.get(), column));
    bind_rc_ = bind_rc_ == SQLITE_OK ? rc : bind_rc_;
}

int SqlStatement::step() {
    return bind_rc_ == SQLITE_OK ? sqlite3_step(stmt_.get()) : bind_rc_;
}

void SqlStatement::reset() {
    sqlite3_reset(stmt_.get());
    sqlite3_clear_bindings(stmt_.get());
    bind_rc_ = SQLITE_OK;
}

bool SqlStatement::is_null(int column) const {
    return sqlite3_column_type(stmt_.get(), column) == SQLITE_NULL;
}

std::int64_t SqlStatement::number(int column) const {
    return sqlite3_column_int64(stmt_.get(), column);
}

double SqlStatement::real(int column) const {
    return sqlite3_column_double(stmt_.get(), column);
}

std::string SqlStatement::text(int column) const {
    return std::string(bytes(column));
}

std::string_view SqlStatement::bytes(int column) const {
    const void* data = sqlite3_column_blob(stmt_.get(), column);
    const int size = sqlite3_column_bytes(stmt_.get(), column);
    return data == nullptr ? std::string_view()
                           : std::string_view(static_cast<const char*>(data),
                                              static_cast<std::size_t>(size));
}

Result<Database> Database::open(const std::string& uri,
                                int flags,
                                const std::string& shown) {
    // A connection is used by one thread at a time, and nobody asks how much memory there
    // is: locks for both would be taken with every allocation. Fails, and does no harm,
    // where another library has opened a database before.
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)configured;
    Database out;
    out.shown_ = shown;
    sqlite3* raw = nullptr;
    const int rc = sqlite3_open_v2(
        uri.c_str(), &raw, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    out.db_.reset(raw);
    if (rc != SQLITE_OK) {
        return out.error(rc);
    }
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 10'000);
    return out;
}

Result<void> Database::script(const char* sql) {
    const int rc = sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK) {
        return error(rc);
    }
    return {};
}

Result<SqlStatement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* stmt = nullptr;
    const int rc = sqlite3_prepare_v2(
        db_.get(), sql.data(), static_cast<int>(sql.size()), &stmt, nullptr);
    if (rc != SQLITE_OK) {
        return error(rc);
    }
    return SqlStatement(stmt);
}

Result<LentStatement> Database::lend(std::string_view sql) {
    std::list<Spare> out;
    const auto known = std::find_if(
        spare_->begin(), spare_->end(), [&](const Spare& one) { return one.sql == sql; });
    if (known != spare_->end()) {
        out.splice(out.begin(), *spare_, known);
    } else {
        auto made = prepare(sql);
        if (!made) {
            return made.error();
        }
        out.push_back({std::string(sql), *std::move(made)});
    }
    return LentStatement(*spare_, std::move(out));
}

LentStatement::~LentStatement() {
    constexpr std::size_t most_kept = 64;  // of some 30 KB each
    if (one_.empty()) {
        return;
    }
    one_.front().stmt.reset();
    home_->splice(home_->begin(), one_);
    if (home_->size() > most_kept) {
        home_->pop_back();
    }
}

Result<SqlStatement*> Database::statement(std::string_view sql) {
    // Most SQL is a constant of the program: its address finds it without hashing it.
    const auto address = reinterpret_cast<std::uintptr_t>(sql.data());
    Recent& recent = recent_.at((address >> 4U) % recent_.size());
    if (recent.at != sql.data() || *recent.sql != sql) {
        const auto [slot, is_new] = kept_.try_emplace(std::string(sql));
        if (is_new) {
            auto made = prepare(sql);
            if (!made) {
                kept_.erase(slot);
                return made.error();
            }
            slot->second = std::make_unique<SqlStatement>(std::move(*made));
        }
        recent = {sql.data(), &slot->first, slot->second.get()};
    }
    recent.stmt->reset();
    return recent.stmt;
}

Error Database::error(int rc) const {
    std::string message = sqlite3_errstr(rc & 0xff);
    if (db_ && (sqlite3_errcode(db_.get()) & 0xff) == (rc & 0xff)) {
        message = sqlite3_errmsg(db_.get());
    }
    message += advice(rc);
    return Error{std::move(message), shown_, 0};
}

}  // namespace chancery
