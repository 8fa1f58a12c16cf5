// SPDX-License-Identifier: Apache-2.0
#include "server/readers.h"

#include <algorithm>
#include <utility>

namespace chancery::server {

struct Lease::Reader {
    explicit Reader(Ledger open) : ledger(std::move(open)) {}

    Ledger ledger;
    LedgerState state;
    bool pinned = false;  ///< holds `state`
    bool past = false;    ///< looks back
    bool busy = false;
    Readers::Clock::time_point used;
};

namespace {

/// Looking back takes little time in ledgers of up to so many acts.
constexpr std::uint64_t small_ledger = 1'000'000;

}  // namespace

Lease::Lease(Lease&& other) noexcept
    : owner_(other.owner_), reader_(std::exchange(other.reader_, nullptr)) {}

Lease::~Lease() {
    if (reader_ != nullptr) {
        owner_->give_back(*reader_);
    }
}

Ledger& Lease::ledger() const {
    return reader_->ledger;
}

LedgerState Lease::state() const {
    return reader_->state;
}

Readers::Readers(ReaderOptions options) : options_(std::move(options)) {}

Readers::~Readers() = default;

Result<std::unique_ptr<Readers>> Readers::open(const ReaderOptions& options) {
    std::unique_ptr<Readers> out(new Readers(options));
    for (std::size_t i = 0; i < options.connections; ++i) {
        auto reader = out->make();
        if (!reader) {
            return reader.error();
        }
        out->readers_.push_back(*std::move(reader));
    }
    const auto now = out->readers_.front()->ledger.newest();
    if (!now) {
        return now.error();
    }
    out->current_ = {now->first, now->second};
    return out;
}

Result<std::unique_ptr<Lease::Reader>> Readers::make() const {
    auto ledger = Ledger::open(options_.path, OpenMode::read);
    if (!ledger) {
        return ledger.error();
    }
    if (auto set = ledger->set_memory(options_.mapped_bytes, options_.kept_bytes); !set) {
        return set.error();
    }
    return std::make_unique<Lease::Reader>(*std::move(ledger));
}

Result<void> Readers::pin(Lease::Reader& reader) {
    if (reader.pinned) {
        reader.ledger.end_reading();
        reader.pinned = false;
    }
    if (const auto version = reader.ledger.begin_reading(); !version) {
        return version.error();
    }
    const auto state = reader.ledger.newest();
    if (!state) {
        reader.ledger.end_reading();
        return state.error();
    }
    reader.state = {state->first, state->second};
    reader.pinned = true;
    return {};
}

Readers::Answer Readers::lend(Lease::Reader& reader) {
    reader.ledger.set_deadline(Clock::now() + options_.question);
    {
        const std::lock_guard lock(mutex_);
        const bool same = !reader.past && reader.state.version == events_version_;
        reader.ledger.count_in(same ? events_ : nullptr);
    }
    Answer out;
    out.what = Leasing::lent;
    out.lease.emplace(Lease(*this, reader));
    return out;
}

void Readers::give_back(Lease::Reader& reader) {
    reader.ledger.set_deadline(std::nullopt);
    {
        const std::lock_guard lock(mutex_);
        reader.busy = false;
        reader.used = Clock::now();
    }
    freed_.notify_all();
}

Lease::Reader* Readers::idle(const std::vector<std::unique_ptr<Lease::Reader>>& of,
                             std::int64_t version) const {
    for (const auto& one : of) {
        if (!one->busy && one->pinned && one->state.version == version) {
            return one.get();
        }
    }
    return nullptr;
}

/// One that holds nothing, or what nobody asked for the longest.
Lease::Reader* Readers::longest_idle() const {
    Lease::Reader* best = nullptr;
    for (const auto& one : readers_) {
        if (!one->busy && (best == nullptr || (best->pinned && !one->pinned) ||
                           (best->pinned == one->pinned && one->used < best->used))) {
            best = one.get();
        }
    }
    return best;
}

Readers::Answer Readers::newest() {
    const auto until = Clock::now() + options_.question;
    std::unique_lock lock(mutex_);
    while (true) {
        Lease::Reader* best = nullptr;
        for (const auto& one : readers_) {
            if (!one->busy && one->pinned && one->state >= current_) {
                best = one.get();
                break;
            }
        }
        if (best == nullptr) {
            best = longest_idle();
        }
        if (best != nullptr) {
            best->busy = true;
            const bool fresh = best->pinned && best->state >= current_;
            lock.unlock();
            if (!fresh) {
                if (auto done = pin(*best); !done) {
                    give_back(*best);
                    return {Leasing::failed, std::nullopt, done.error()};
                }
                advance(best->state);
            }
            return lend(*best);
        }
        if (freed_.wait_until(lock, until) == std::cv_status::timeout) {
            return {Leasing::none_free, std::nullopt, {}};
        }
    }
}

Readers::Answer Readers::held(std::int64_t version) {
    const auto until = Clock::now() + options_.question;
    std::unique_lock lock(mutex_);
    while (true) {
        if (current_.version == version) {
            lock.unlock();
            return newest();
        }
        if (Lease::Reader* one = idle(readers_, version)) {
            one->busy = true;
            lock.unlock();
            return lend(*one);
        }
        const bool busy = std::any_of(readers_.begin(), readers_.end(), [&](auto& one) {
            return one->busy && one->state.version == version;
        });
        if (!busy) {
            break;
        }
        if (freed_.wait_until(lock, until) == std::cv_status::timeout) {
            return {Leasing::none_free, std::nullopt, {}};
        }
    }
    const bool built = idle(past_, version) != nullptr;
    lock.unlock();
    if (built || is_small()) {
        return past(version);
    }
    return {Leasing::gone, std::nullopt, {}};
}

bool Readers::is_small() {
    auto answer = newest();
    if (!answer.lease) {
        return false;
    }
    const auto counted = totals(answer.lease->ledger(), answer.lease->state());
    return counted && counted->acts <= small_ledger;
}

Result<LedgerTotals> Readers::totals(Ledger& ledger, const LedgerState& state) {
    constexpr std::size_t most = 8;
    // Whoever asks meanwhile waits for what is counted rather than count it too.
    const std::lock_guard one_at_a_time(counting_);
    for (const auto& [version, counted] : counted_) {
        if (version == state.version) {
            return counted;
        }
    }
    auto out = ledger.totals();
    if (out) {
        counted_.emplace_front(state.version, *out);
        counted_.resize(std::min(counted_.size(), most));
    }
    return out;
}

Readers::Answer Readers::past(std::int64_t version) {
    const auto take = [&]() -> Lease::Reader* {
        const std::lock_guard lock(mutex_);
        Lease::Reader* one = idle(past_, version);
        if (one != nullptr) {
            one->busy = true;
        }
        return one;
    };
    if (Lease::Reader* one = take()) {
        return lend(*one);
    }
    const std::lock_guard one_at_a_time(building_);
    if (Lease::Reader* one = take()) {
        return lend(*one);
    }
    auto made = make();
    if (!made) {
        return {Leasing::failed, std::nullopt, made.error()};
    }
    Lease::Reader& reader = **made;
    reader.ledger.set_deadline(Clock::now() + options_.look_back);
    reader.ledger.merge_by(options_.rules);
    // What has not changed since is read where it is, so nothing may change any more.
    auto done = pin(reader);
    if (done) {
        done = reader.ledger.look_back(version);
    }
    if (!done) {
        return {reader.ledger.overdue() ? Leasing::none_free : Leasing::failed,
                std::nullopt,
                done.error()};
    }
    reader.past = true;
    reader.busy = true;
    reader.state.version = version;
    {
        const std::lock_guard lock(mutex_);
        while (past_.size() >= options_.past_connections) {
            const auto oldest = std::min_element(
                past_.begin(), past_.end(), [](const auto& a, const auto& b) {
                    return std::pair(a->busy, a->used) < std::pair(b->busy, b->used);
                });
            if ((*oldest)->busy) {
                break;
            }
            past_.erase(oldest);
        }
        past_.push_back(*std::move(made));
    }
    return lend(reader);
}

LedgerState Readers::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

void Readers::advance(LedgerState state) {
    const std::lock_guard lock(mutex_);
    current_ = std::max(current_, state);
}

void Readers::tidy() {
    constexpr std::chrono::seconds old{30};
    constexpr std::chrono::seconds recent{5};
    std::vector<Lease::Reader*> idle_ones;
    const auto now = Clock::now();
    {
        const std::lock_guard lock(mutex_);
        for (const auto& one : readers_) {
            const auto keep = one->state == current_ ? recent : old;
            if (!one->busy && one->pinned && now - one->used > keep) {
                one->busy = true;
                idle_ones.push_back(one.get());
            }
        }
        // The past keeps its state by itself, but is large.
        std::erase_if(past_, [&](const auto& one) {
            return !one->busy && now - one->used > std::chrono::minutes(10);
        });
    }
    for (Lease::Reader* one : idle_ones) {
        one->ledger.end_reading();
        const std::lock_guard lock(mutex_);
        one->pinned = false;
        one->busy = false;
    }
    if (!idle_ones.empty()) {
        freed_.notify_all();
    }
}

void Readers::keep_events() {
    const auto begun = Clock::now();
    {
        const std::lock_guard lock(mutex_);
        if (current_.version == events_version_ || begun < events_due_) {
            return;
        }
    }
    const auto answer = newest();
    if (!answer.lease) {
        return;
    }
    Ledger& ledger = answer.lease->ledger();
    ledger.set_deadline(begun + options_.look_back);
    // The first page asks for this too.
    (void)totals(ledger, answer.lease->state());
    auto events = ledger.read_events();
    const auto now = Clock::now();
    const std::lock_guard lock(mutex_);
    events_due_ = now + 3 * (now - begun);
    if (events) {
        events_ = *std::move(events);
        events_version_ = answer.lease->state().version;
    }
}

std::size_t Readers::in_use() const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count_if(
        readers_.begin(), readers_.end(), [](const auto& one) { return one->busy; }));
}

}  // namespace chancery::server
