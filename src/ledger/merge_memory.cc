// SPDX-License-Identifier: Apache-2.0
#include "ledger/merge_memory.h"

#include <algorithm>
#include <optional>

namespace chancery {

namespace {

/// Acts that are kept between batches without a look at how old they are: some 150 MB.
constexpr std::size_t many_acts = 100'000;
/// Keys of a span that are asked for one by one before all of the span are read.
constexpr std::uint32_t few_keys = 64;
constexpr unsigned span_shift = 40;

std::int64_t stored(std::uint64_t key) {
    return static_cast<std::int64_t>(key);
}

}  // namespace

StoredAct* MergeMemory::act(Steps& steps, std::int64_t row) {
    auto known = acts_.find(row);
    if (known == acts_.end()) {
        std::optional<StoredAct> loaded = load_stored_act(steps, row);
        if (!loaded) {
            steps.fail(Error{"an act is missing; `chancery check` says more", "", 0});
            return nullptr;
        }
        known = acts_.try_emplace(row, Kept{*std::move(loaded), 0}).first;
    }
    known->second.met = batch_;
    return &known->second.act;
}

void MergeMemory::keep(StoredAct act) {
    const std::int64_t row = act.shown.row;
    acts_.insert_or_assign(row, Kept{std::move(act), batch_});
}

void MergeMemory::forget(std::int64_t row) {
    acts_.erase(row);
}

void MergeMemory::load_span(Steps& steps, std::uint64_t span) {
    Span& into = spans_[span];
    into.keys.clear();
    into.whole = true;
    const std::uint64_t first = span << span_shift;
    const std::uint64_t last = first | ((std::uint64_t{1} << span_shift) - 1);
    steps.rows_with(
        "SELECT key, act FROM merge_keys WHERE key BETWEEN ? AND ?",
        [&](const SqlStatement& row) {
            into.keys[static_cast<std::uint64_t>(row.number(0))].push_back(row.number(1));
        },
        stored(first),
        stored(last));
}

const MergeMemory::Rows& MergeMemory::under_key(Steps& steps, std::uint64_t key) {
    static const Rows none;
    Span& span = spans_[key >> span_shift];
    span.met = batch_;
    auto known = span.keys.find(key);
    if (known == span.keys.end() && !span.whole && ++span.asked > few_keys) {
        load_span(steps, key >> span_shift);
        known = span.keys.find(key);
    }
    if (known == span.keys.end() && !span.whole) {
        known = span.keys.try_emplace(key).first;
        steps.rows(
            "SELECT act FROM merge_keys WHERE key = ?",
            stored(key),
            [&](const SqlStatement& row) { known->second.push_back(row.number(0)); });
    }
    return known == span.keys.end() ? none : known->second;
}

void MergeMemory::add_keys(std::int64_t row, std::span<const std::uint64_t> keys) {
    for (const std::uint64_t key : keys) {
        added_.emplace_back(stored(key), row);
        const auto span = spans_.find(key >> span_shift);
        if (span == spans_.end()) {
            continue;
        }
        auto known = span->second.keys.find(key);
        if (known == span->second.keys.end() && span->second.whole) {
            known = span->second.keys.try_emplace(key).first;
        }
        if (known != span->second.keys.end() &&
            std::find(known->second.begin(), known->second.end(), row) ==
                known->second.end()) {
            known->second.push_back(row);
        }
    }
}

void MergeMemory::write_keys(Steps& steps) {
    std::sort(added_.begin(), added_.end());
    for (const auto& [key, row] : added_) {
        steps.run("INSERT OR IGNORE INTO merge_keys (key, act) VALUES (?,?)", key, row);
    }
    added_.clear();
}

void MergeMemory::remove_keys(Steps& steps,
                              std::int64_t row,
                              std::span<const std::uint64_t> keys) {
    write_keys(steps);
    for (const std::uint64_t key : keys) {
        steps.run("DELETE FROM merge_keys WHERE key = ? AND act = ?", stored(key), row);
        const auto span = spans_.find(key >> span_shift);
        if (span == spans_.end()) {
            continue;
        }
        const auto known = span->second.keys.find(key);
        if (known != span->second.keys.end()) {
            std::erase(known->second, row);
        }
    }
}

void MergeMemory::end_batch() {
    if (acts_.size() > many_acts) {
        std::erase_if(acts_,
                      [&](const auto& one) { return one.second.met + 1 < batch_; });
        std::erase_if(spans_,
                      [&](const auto& one) { return one.second.met + 1 < batch_; });
    }
    ++batch_;
}

void MergeMemory::clear() {
    acts_.clear();
    spans_.clear();
    added_.clear();
}

}  // namespace chancery
