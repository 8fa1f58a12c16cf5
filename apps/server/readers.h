// Connections that read the ledger: each holds one state of it for as long as it is used.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"

namespace chancery::server {

/// What a ledger says at one time: its version, and decisions on offices, which make
/// none.
struct LedgerState {
    std::int64_t version = 0, decisions = 0;

    friend bool operator==(const LedgerState&, const LedgerState&) = default;
    friend auto operator<=>(const LedgerState&, const LedgerState&) =
        default;  // NOLINT(modernize-use-nullptr)
};

class Readers;

/// A connection lent; goes back when this is destroyed.
class Lease {
  public:
    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();

    [[nodiscard]] Ledger& ledger() const;
    [[nodiscard]] LedgerState state() const;

  private:
    friend class Readers;
    struct Reader;

    Lease(Readers& owner, Reader& reader) : owner_(&owner), reader_(&reader) {}

    Readers* owner_;
    Reader* reader_;
};

struct ReaderOptions {
    std::string path;
    MergeRules rules;  ///< by which events of the past are linked
    std::size_t connections = 16;
    std::size_t past_connections = 4;
    std::chrono::milliseconds question{10'000};   ///< longest that one may take
    std::chrono::milliseconds look_back{60'000};  ///< longest that building a past may
    std::int64_t mapped_bytes = std::int64_t{1} << 36;
    std::int64_t kept_bytes = std::int64_t{128} << 20;
};

/// What became of asking for a connection.
enum class Leasing : std::uint8_t {
    lent,
    none_free,  ///< all are in use for too long
    gone,       ///< the version is no longer kept
    failed,     ///< error says why
};

/// Safe for several threads.
class Readers {
  public:
    static Result<std::unique_ptr<Readers>> open(const ReaderOptions& options);
    ~Readers();
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;
    Readers(Readers&&) = delete;
    Readers& operator=(Readers&&) = delete;

    struct Answer {
        Leasing what = Leasing::failed;
        std::optional<Lease> lease;
        Error error;
    };

    /// The newest state.
    Answer newest();
    /// A version that somebody goes on in: as long as a connection still holds it, or it
    /// can be looked back at in little time.
    Answer held(std::int64_t version);
    /// A version of the past, built where it is not yet.
    Answer past(std::int64_t version);

    /// What the ledger holds in the state that a connection was lent with. Counting takes
    /// as long as the ledger is large: it is done once for each of the last versions.
    Result<LedgerTotals> totals(Ledger& ledger, const LedgerState& state);

    [[nodiscard]] LedgerState current() const;
    /// Somebody wrote: newest() gives this or later.
    void advance(LedgerState state);
    /// Lets go of states that nobody asked for in a while. Called now and then.
    void tidy();
    /// Reads the events of the newest state into memory, where they are counted from then
    /// on; until then, and of other states, they are counted in the file. Does nothing
    /// while they are there already, or where reading them would take more than a quarter
    /// of the time. By one thread.
    void keep_events();

    [[nodiscard]] std::size_t in_use() const;

  private:
    friend class Lease;
    using Clock = std::chrono::steady_clock;

    explicit Readers(ReaderOptions options);

    Result<std::unique_ptr<Lease::Reader>> make() const;
    Result<void> pin(Lease::Reader& reader);
    Answer lend(Lease::Reader& reader);
    void give_back(Lease::Reader& reader);
    Lease::Reader* idle(const std::vector<std::unique_ptr<Lease::Reader>>& of,
                        std::int64_t version) const;
    Lease::Reader* longest_idle() const;
    [[nodiscard]] bool is_small();

    ReaderOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Lease::Reader>> readers_;
    std::vector<std::unique_ptr<Lease::Reader>> past_;
    std::mutex building_;  ///< one past is built at a time
    std::mutex counting_;
    std::deque<std::pair<std::int64_t, LedgerTotals>> counted_;  ///< by version
    LedgerState current_;
    std::shared_ptr<const EventTable> events_;  ///< of the version
    std::int64_t events_version_ = -1;
    Clock::time_point events_due_;
};

}  // namespace chancery::server
