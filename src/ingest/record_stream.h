// The bytes of an archive of records (WARC, ARC), unpacked, each with its place in the
// file. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/bytes.h"
#include "ingest/unpack.h"

namespace chancery {

/// Where a record lies: `offset` bytes into the file begins the packed member that holds
/// it, `inner` bytes into the unpacked member the record. Where nothing is packed
/// `offset` is the record's own and `inner` is 0.
struct RecordPlace {
    std::uint64_t offset = 0;
    std::uint64_t inner = 0;
};

/// Members packed with gzip or Zstandard and bytes that are not packed may take turns in
/// one file. Damage ends what can be read until recover() finds a place behind it.
class RecordStream {
  public:
    /// Says whether a record begins with these bytes (4096 of them, where there are).
    using Begins = bool (*)(std::string_view);

    RecordStream(std::unique_ptr<ByteWindow> raw,
                 std::uint32_t max_ratio,
                 Begins record_begins);

    /// The next bytes; fewer than `wanted` only before the end or a failure. Valid until
    /// the next call that is not const.
    std::string_view peek(std::size_t wanted);
    /// As peek(), but stops before a member that begins a record and is not the first
    /// byte here: a record does not run on into the next one's member.
    std::string_view peek_record(std::size_t wanted);
    bool skip(std::uint64_t count);
    /// As skip(), with the end of peek_record().
    bool skip_record(std::uint64_t count);

    /// To be called where a record may begin: skips empty lines, and leaves bytes that
    /// are not packed for a packed member where one begins here. Keeps what follows, so
    /// that search() can go back to it.
    void begin_record();

    [[nodiscard]] RecordPlace place() const;

    /// Bytes of the file that have been used.
    [[nodiscard]] std::uint64_t position() const { return raw_->offset(); }

    /// Why there is no more, where it is not the end.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// What has been read of the record from its begin on, up to the next member that
    /// begins one; more than the record where its end is not known. Empty where that is
    /// no longer held.
    [[nodiscard]] std::string_view held_record() const;

    /// Whether held_record() ends where the file does, or another member begins a record.
    [[nodiscard]] bool all_read() const {
        return (ended_ && !failure_) ||
               (!new_records_.empty() && new_records_.back() > record_);
    }

    /// Whether the failure is one of a member that begins here, not of what lies before.
    [[nodiscard]] bool failed_behind() const {
        return failure_ && !members_.empty() && members_.back().unpacked >= offset();
    }

    /// From one byte behind the begin of the record (or, where that is no longer held or
    /// too much has been read twice, from here) to the next place where a record may
    /// begin, over damage. False where there is none.
    bool search();

    /// Goes to a place of the file, and from there to where a record begins at or behind
    /// it. False where the source cannot, or there is none.
    bool start_at(std::uint64_t offset);

  private:
    struct Member {
        std::uint64_t unpacked = 0;  ///< bytes of all members before it
        std::uint64_t raw = 0;
        bool packed = false;
    };

    bool fill();
    bool next_member();
    bool search_text();
    bool go_to_packed(std::size_t end);
    bool recover();
    bool search_packed();
    bool search_mixed(std::uint64_t raw);
    bool try_packed(std::uint64_t raw_offset);
    [[nodiscard]] bool may_go_back(std::uint64_t bytes);
    void drop_behind();
    /// Forgets what is ahead and the members; the raw window stands where to go on.
    void restart();

    [[nodiscard]] std::uint64_t offset() const { return base_ + at_; }

    [[nodiscard]] std::string_view unpacked() const { return bytes_; }

    std::unique_ptr<ByteWindow> raw_;
    MemberReader reader_;
    Begins begins_;
    std::string bytes_;         ///< unpacked
    std::size_t at_ = 0;        ///< in bytes_
    std::uint64_t base_ = 0;    ///< unpacked bytes before bytes_
    std::uint64_t record_ = 0;  ///< unpacked offset at which the record begins
    std::uint64_t read_twice_ = 0;
    std::deque<Member> members_;             ///< from the one that holds the record on
    std::deque<std::uint64_t> new_records_;  ///< unpacked begins of members, as begins_
    std::optional<Error> failure_;
    bool some_packed_ = false;
    bool ended_ = false;
};

}  // namespace chancery
