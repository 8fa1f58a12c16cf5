// What the merge has met of the ledger, so that it asks the file for each thing once.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ledger/steps.h"
#include "ledger/stored_act.h"

namespace chancery {

/// Acts and merge keys of one ledger. What is here is as the file has it, or will have it
/// once write_keys() was called: whoever changes the file otherwise says so by clear() or
/// forget().
class MergeMemory {
  public:
    using Rows = std::vector<std::int64_t>;

    /// The act of this row; null, with `steps` failed, where it cannot be read.
    StoredAct* act(Steps& steps, std::int64_t row);
    /// An act as it has just been written.
    void keep(StoredAct act);
    void forget(std::int64_t row);

    /// Rows of the acts that are found under a key. Precondition: write_keys() was called
    /// since keys were added. Good until the next call.
    const Rows& under_key(Steps& steps, std::uint64_t key);
    void add_keys(std::int64_t row, std::span<const std::uint64_t> keys);
    /// Writes what was added, in the order of the table.
    void write_keys(Steps& steps);
    void remove_keys(Steps& steps, std::int64_t row, std::span<const std::uint64_t> keys);

    /// A batch is over: forgets what was not met in it or the one before, where that is
    /// much.
    void end_batch();
    void clear();

  private:
    struct Kept {
        StoredAct act;
        std::uint32_t met = 0;  ///< the last batch that asked for it
    };

    /// Keys of one span of time.
    struct Span {
        std::unordered_map<std::uint64_t, Rows> keys;
        std::uint32_t met = 0;
        std::uint32_t asked = 0;  ///< for single keys
        bool whole = false;       ///< all that the file has is here
    };

    void load_span(Steps& steps, std::uint64_t span);

    std::unordered_map<std::int64_t, Kept> acts_;
    std::unordered_map<std::uint64_t, Span> spans_;  ///< by the upper 24 bits of the key
    std::vector<std::pair<std::int64_t, std::int64_t>> added_;  ///< key, act: not written
    std::uint32_t batch_ = 0;
};

}  // namespace chancery
