// SPDX-License-Identifier: Apache-2.0
#include "server/desk_store.h"

#include <vector>

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ledger/rows.h"
#include "ledger/sha256.h"
#include "ledger/sqlite.h"

namespace chancery::server {

namespace {

constexpr const char* schema = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS tokens (
    name TEXT PRIMARY KEY,
    salt TEXT NOT NULL,
    hash TEXT NOT NULL,
    scope TEXT NOT NULL,
    created TEXT NOT NULL,
    expires TEXT,
    last_used TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    token TEXT,
    address TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER NOT NULL,
    what TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_keeps_rows BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER IF NOT EXISTS audit_keeps_words BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TABLE IF NOT EXISTS queries (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created TEXT NOT NULL,
    author TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    location TEXT NOT NULL
) STRICT;
-- What was under way when the server ended was not answered.
DELETE FROM answers WHERE status = 0;
)sql";

constexpr std::string_view now = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

std::string hash_of(std::string_view salt, std::string_view token) {
    Sha256 hash;
    hash.add_field(salt);
    hash.add_field(token);
    return hash.hex();
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

SavedQueryRow saved_from(const SqlStatement& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)};
}

}  // namespace

struct DeskStore::Impl {
    Database db;
};

std::string random_hex(std::size_t bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::vector<unsigned char> drawn(bytes);
    if (RAND_bytes(drawn.data(), static_cast<int>(bytes)) != 1) {
        std::abort();  // without chance nothing here is safe
    }
    std::string out;
    for (const unsigned char byte : drawn) {
        out += {digits[byte >> 4U], digits[byte & 15U]};
    }
    return out;
}

DeskStore::DeskStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

DeskStore::~DeskStore() = default;

Result<std::unique_ptr<DeskStore>> DeskStore::open(const std::string& ledger) {
    const std::string path = ledger + ".desk";
    const int made =
        ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made >= 0) {
        ::close(made);
    }
    auto db = Database::open(path.starts_with("file:") ? "./" + path : path,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                             path);
    if (!db) {
        return db.error();
    }
    if (auto done = db->script(schema); !done) {
        return done.error();
    }
    auto impl = std::make_unique<Impl>();
    impl->db = *std::move(db);
    return std::unique_ptr<DeskStore>(new DeskStore(std::move(impl)));
}

Result<std::string> DeskStore::add_token(const std::string& name,
                                         Scope scope,
                                         unsigned days) {
    const std::lock_guard lock(mutex_);
    const auto known =
        impl_->db.number("SELECT count(*) FROM tokens WHERE name = ?", name);
    if (!known) {
        return known.error();
    }
    if (known->value_or(0) != 0) {
        return Error{"there is a token \"" + name +
                     "\" already; revoke it first, or choose another name"};
    }
    const std::string token = "chancery_" + random_hex(32);
    const std::string salt = random_hex(16);
    auto done = impl_->db.run(
        "INSERT INTO tokens (name, salt, hash, scope, created, expires) VALUES "
        "(?1,?2,?3,?4," +
            std::string(now) +
            ",iif(?5 = 0, NULL, strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+' || ?5 || ' "
            "days')))",
        name,
        salt,
        hash_of(salt, token),
        server::name(scope),
        std::int64_t{days});
    return done ? Result<std::string>(token) : done.error();
}

Result<std::vector<TokenRow>> DeskStore::tokens() {
    const std::lock_guard lock(mutex_);
    std::vector<TokenRow> out;
    auto done = for_rows(
        impl_->db,
        "SELECT name, scope, created, expires, last_used, expires IS NOT NULL AND "
        "expires <= " +
            std::string(now) + " FROM tokens ORDER BY name",
        {},
        [&](const SqlStatement& row) {
            out.push_back({row.text(0),
                           scope_from(row.text(1)).value_or(Scope::none),
                           row.text(2),
                           row.text(3),
                           row.text(4),
                           row.number(5) != 0});
            return true;
        });
    return done ? Result<std::vector<TokenRow>>(std::move(out)) : done.error();
}

Result<bool> DeskStore::revoke_token(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto known =
        impl_->db.number("SELECT count(*) FROM tokens WHERE name = ?", name);
    if (!known) {
        return known.error();
    }
    auto done = impl_->db.run("DELETE FROM tokens WHERE name = ?", name);
    return done ? Result<bool>(known->value_or(0) != 0) : done.error();
}

Result<std::optional<TokenRow>> DeskStore::check_token(std::string_view token) {
    const std::lock_guard lock(mutex_);
    std::optional<TokenRow> out;
    auto done = for_rows(
        impl_->db,
        "SELECT name, scope, salt, hash FROM tokens WHERE expires IS NULL OR expires > " +
            std::string(now),
        {},
        [&](const SqlStatement& row) {
            // All are compared, so that time says nothing.
            if (same(hash_of(row.text(2), token), row.text(3))) {
                out.emplace();
                out->name = row.text(0);
                out->scope = scope_from(row.text(1)).value_or(Scope::none);
            }
            return true;
        });
    if (done && out) {
        // To the hour: not every request is a write.
        done = impl_->db.run(
            "UPDATE tokens SET last_used = strftime('%Y-%m-%dT%H:00:00Z', 'now') WHERE "
            "name = ? AND coalesce(last_used, '') < strftime('%Y-%m-%dT%H:00:00Z', "
            "'now')",
            out->name);
    }
    return done ? Result<std::optional<TokenRow>>(std::move(out)) : done.error();
}

Result<void> DeskStore::audit(const AuditRow& row) {
    const std::lock_guard lock(mutex_);
    return impl_->db.run(
        "INSERT INTO audit (at, who, token, address, method, path, status, what) VALUES "
        "(" +
            std::string(now) + ",?,?,?,?,?,?,?)",
        row.who,
        or_null(row.token),
        row.address,
        row.method,
        row.path,
        std::int64_t{row.status},
        row.what);
}

Result<std::vector<AuditRow>> DeskStore::audited(std::int64_t last) {
    const std::lock_guard lock(mutex_);
    std::vector<AuditRow> out;
    auto done = for_rows(impl_->db,
                         "SELECT id, at, who, token, address, method, path, what, status "
                         "FROM audit ORDER BY id DESC LIMIT ?",
                         {SqlValue(last)},
                         [&](const SqlStatement& row) {
                             out.push_back({row.number(0),
                                            row.text(1),
                                            row.text(2),
                                            row.text(3),
                                            row.text(4),
                                            row.text(5),
                                            row.text(6),
                                            row.text(7),
                                            static_cast<int>(row.number(8))});
                             return true;
                         });
    return done ? Result<std::vector<AuditRow>>(std::move(out)) : done.error();
}

Result<SavedQueryRow> DeskStore::save_query(const std::string& name,
                                            const std::string& query,
                                            const std::string& author) {
    const std::string id = random_hex(8);
    {
        const std::lock_guard lock(mutex_);
        auto done = impl_->db.run(
            "INSERT INTO queries (id, name, query, created, author) VALUES (?,?,?," +
                std::string(now) + ",?)",
            id,
            name,
            query,
            author);
        if (!done) {
            return done.error();
        }
    }
    auto made = this->query(id);
    if (!made) {
        return made.error();
    }
    return **made;
}

Result<std::vector<SavedQueryRow>> DeskStore::queries() {
    const std::lock_guard lock(mutex_);
    std::vector<SavedQueryRow> out;
    auto done =
        for_rows(impl_->db,
                 "SELECT id, name, query, created, author FROM queries ORDER BY name, id",
                 {},
                 [&](const SqlStatement& row) {
                     out.push_back(saved_from(row));
                     return true;
                 });
    return done ? Result<std::vector<SavedQueryRow>>(std::move(out)) : done.error();
}

Result<std::optional<SavedQueryRow>> DeskStore::query(const std::string& id) {
    const std::lock_guard lock(mutex_);
    std::optional<SavedQueryRow> out;
    auto done =
        for_rows(impl_->db,
                 "SELECT id, name, query, created, author FROM queries WHERE id = ?",
                 {SqlValue(id)},
                 [&](const SqlStatement& row) {
                     out = saved_from(row);
                     return false;
                 });
    return done ? Result<std::optional<SavedQueryRow>>(std::move(out)) : done.error();
}

Result<bool> DeskStore::delete_query(const std::string& id) {
    const std::lock_guard lock(mutex_);
    const auto known = impl_->db.number("SELECT count(*) FROM queries WHERE id = ?", id);
    if (!known) {
        return known.error();
    }
    auto done = impl_->db.run("DELETE FROM queries WHERE id = ?", id);
    return done ? Result<bool>(known->value_or(0) != 0) : done.error();
}

Result<std::optional<KeptAnswer>> DeskStore::begin(const std::string& key,
                                                   const std::string& request) {
    const std::lock_guard lock(mutex_);
    auto done = impl_->db.run("DELETE FROM answers WHERE at < unixepoch() - 86400");
    std::optional<KeptAnswer> out;
    if (done) {
        done =
            for_rows(impl_->db,
                     "SELECT request, status, body, location FROM answers WHERE key = ?",
                     {SqlValue(key)},
                     [&](const SqlStatement& row) {
                         out = KeptAnswer{row.text(0),
                                          static_cast<int>(row.number(1)),
                                          row.text(2),
                                          row.text(3)};
                         return false;
                     });
    }
    if (done && !out) {
        done = impl_->db.run(
            "INSERT INTO answers (key, at, request, status, body, location) VALUES "
            "(?,unixepoch(),?,0,'','')",
            key,
            request);
    }
    return done ? Result<std::optional<KeptAnswer>>(std::move(out)) : done.error();
}

Result<void> DeskStore::keep(const std::string& key, const KeptAnswer& answer) {
    const std::lock_guard lock(mutex_);
    return impl_->db.run(
        "UPDATE answers SET status = ?, body = ?, location = ? WHERE key = ?",
        std::int64_t{answer.status},
        answer.body,
        answer.location,
        key);
}

void DeskStore::forget(const std::string& key) {
    const std::lock_guard lock(mutex_);
    (void)impl_->db.run("DELETE FROM answers WHERE key = ? AND status = 0", key);
}

}  // namespace chancery::server
