// The desk: a ledger, who may ask it, and what is answered to whom.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "actors/directory.h"
#include "base/result.h"
#include "formats/json_fields.h"
#include "formats/tables.h"
#include "server/api.h"
#include "server/cache.h"
#include "server/channel.h"
#include "server/http_server.h"
#include "server/message.h"
#include "server/problem.h"
#include "server/readers.h"
#include "shared/folders.h"
#include "shared/in_words.h"
#include "shared/state_names.h"

namespace chancery::server {

struct DeskOptions {
    std::string ledger;
    FolderOptions folders;
    std::string author;              ///< of corrections without a token
    std::vector<std::string> hosts;  ///< names that the Host header may have
    bool tokens = false;             ///< a token is needed for everything
    bool demo = false;
    double query_seconds = 10;
    std::uint64_t upload_bytes = std::uint64_t{256} << 20U;
    unsigned rate = 0;  ///< requests a second of one caller; 0: any number
    std::size_t readers = 16;
};

/// Who asks.
struct Caller {
    std::string author;  ///< of corrections
    std::string token;   ///< its name; "" for none
    std::string address;
    Scope scope = Scope::none;  ///< the highest that it has
};

/// A question to the ledger as it was in one state.
struct Asked {
    Ledger& ledger;
    const Call& call;
    LedgerState state;

    [[nodiscard]] const Values& values() const { return call.values; }
};

class Writer;
class DeskStore;
class Jobs;
class Metrics;

class Desk {
  public:
    /// Errors: the ledger or the tables cannot be opened.
    static Result<std::unique_ptr<Desk>> open(DeskOptions options);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    Desk(Desk&&) = delete;
    Desk& operator=(Desk&&) = delete;

    /// For HttpServer.
    BodyPlan plan(const Request& request);
    Response handle(const Request& request);

    /// Tells listeners to go, and ends what is under way.
    void stop();

    // What routes use.
    [[nodiscard]] const DeskOptions& options() const { return options_; }

    [[nodiscard]] const Api& api() const { return api_; }

    [[nodiscard]] Readers& readers() { return *readers_; }

    [[nodiscard]] Hub& hub() { return hub_; }

    [[nodiscard]] const Directory& book() const { return *book_; }

    [[nodiscard]] const StateNames& states() const { return *states_; }

    [[nodiscard]] const InWords& words() const { return *words_; }

    [[nodiscard]] const FormatTables& tables() const { return *tables_; }

    [[nodiscard]] Writer& writer() { return *writer_; }

    [[nodiscard]] DeskStore& store() { return *store_; }

    [[nodiscard]] Jobs& jobs() { return *jobs_; }

    [[nodiscard]] Metrics& metrics() { return *metrics_; }

    [[nodiscard]] const std::string& spool() const { return spool_; }

    [[nodiscard]] const HttpCounts* http_counts() const { return http_counts_; }

    void watch(const HttpCounts* counts) { http_counts_ = counts; }

    /// Looks whether the ledger has changed, and tells listeners; by whoever wrote.
    void look();

    /// A turn to export, held as long as it goes on; nothing where too many do.
    [[nodiscard]] std::shared_ptr<void> take_export();

    /// The state of the ledger that a request is about: `as_of`, a cursor, or now.
    Or<Lease> lease_for(const Values& values, std::optional<std::int64_t> held);

  private:
    explicit Desk(DeskOptions options);

    Or<Caller> caller_of(const Request& request);
    std::optional<Problem> refuse_early(const Request& request,
                                        const Operation* operation,
                                        Caller& caller);
    Response answer(const Request& request);
    Response answer_call(const Request& request, const Operation& operation);
    Response answer_question(const Request& request, const Call& call);
    [[nodiscard]] std::string front_key(const Request& request) const;
    std::optional<Response> answer_again(const Request& request);
    void publish_versions(std::int64_t after, std::int64_t until);
    void tick();

    DeskOptions options_;
    Api api_;
    std::unique_ptr<Readers> readers_;
    std::unique_ptr<Directory> book_;
    std::unique_ptr<StateNames> states_;
    std::unique_ptr<InWords> words_;
    std::unique_ptr<FormatTables> tables_;
    std::unique_ptr<DeskStore> store_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<Jobs> jobs_;
    std::unique_ptr<Metrics> metrics_;
    std::string spool_;
    Hub hub_;
    Cache cache_;
    FrontCache front_;
    const HttpCounts* http_counts_ = nullptr;
    std::mutex looking_;
    std::unique_ptr<Ledger> looker_;
    LedgerState seen_;
    std::thread ticker_;
    std::thread counter_;  ///< keeps events in memory
    std::atomic<bool> stopping_ = false;
    std::atomic<unsigned> exports_ = 0;
};

}  // namespace chancery::server
