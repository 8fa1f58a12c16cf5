// What the desk keeps beside the ledger, in LEDGER.desk: tokens, the log of writes, saved
// queries, and answers to requests that may be repeated. A ledger is given to others;
// these are not. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/api.h"

namespace chancery::server {

/// A token as it is kept: never the token itself.
struct TokenRow {
    std::string name;
    Scope scope = Scope::read;
    std::string created, expires;  ///< UTC, ISO 8601; "" for never
    std::string last_used;
    bool expired = false;
};

struct AuditRow {
    std::int64_t id = 0;
    std::string at, who, token, address, method, path, what;
    int status = 0;
};

struct SavedQueryRow {
    std::string id, name, query, created, author;
};

/// What was answered to a request with an Idempotency-Key.
struct KeptAnswer {
    std::string request;  ///< checksum of the request
    int status = 0;       ///< 0: it is under way
    std::string body, location;
};

/// Safe for several threads.
class DeskStore {
  public:
    /// Made where it does not exist, for its owner alone to read.
    static Result<std::unique_ptr<DeskStore>> open(const std::string& ledger);
    ~DeskStore();
    DeskStore(const DeskStore&) = delete;
    DeskStore& operator=(const DeskStore&) = delete;
    DeskStore(DeskStore&&) = delete;
    DeskStore& operator=(DeskStore&&) = delete;

    /// A new token, told this once. `days` 0: never expires. Errors: the name is taken.
    Result<std::string> add_token(const std::string& name, Scope scope, unsigned days);
    Result<std::vector<TokenRow>> tokens();
    /// False where there is none of that name.
    Result<bool> revoke_token(const std::string& name);
    /// Whose token it is; nothing where it is nobody's or has expired.
    Result<std::optional<TokenRow>> check_token(std::string_view token);

    Result<void> audit(const AuditRow& row);
    /// The latest first.
    Result<std::vector<AuditRow>> audited(std::int64_t last);

    Result<SavedQueryRow> save_query(const std::string& name,
                                     const std::string& query,
                                     const std::string& author);
    Result<std::vector<SavedQueryRow>> queries();
    Result<std::optional<SavedQueryRow>> query(const std::string& id);
    Result<bool> delete_query(const std::string& id);

    /// Notes that a request is under way, or gives what is known of its key. Keys are
    /// forgotten after a day.
    Result<std::optional<KeptAnswer>> begin(const std::string& key,
                                            const std::string& request);
    Result<void> keep(const std::string& key, const KeptAnswer& answer);
    /// The request came to nothing; it may be sent again.
    void forget(const std::string& key);

  private:
    struct Impl;
    explicit DeskStore(std::unique_ptr<Impl> impl);
    std::mutex mutex_;
    std::unique_ptr<Impl> impl_;
};

/// So many random bytes, as hexadecimal digits.
[[nodiscard]] std::string random_hex(std::size_t bytes);

}  // namespace chancery::server
