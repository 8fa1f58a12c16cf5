// SPDX-License-Identifier: Apache-2.0
#include "ingest/record_stream.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "ingest/read_size.h"

namespace chancery {

namespace {

constexpr std::size_t chunk = 4 * read_size;
constexpr std::size_t enough_to_see = 4096;  ///< bytes from which a record is known
/// Unpacked bytes of one record that search() can go back over.
constexpr std::uint64_t held_text = std::uint64_t{1} << 25U;
/// The same of a packed member, and of bytes that are not packed.
constexpr std::uint64_t held_packed = std::uint64_t{1} << 25U;
constexpr std::uint64_t held_plain = std::uint64_t{1} << 20U;
constexpr std::size_t most_members = std::size_t{1} << 16U;
/// What may be read twice: this, and four times what has been read once.
constexpr std::uint64_t free_to_go_back = std::uint64_t{1} << 26U;

}  // namespace

RecordStream::RecordStream(std::unique_ptr<ByteWindow> raw,
                           std::uint32_t max_ratio,
                           Begins record_begins)
    : raw_(std::move(raw)), reader_(*raw_, max_ratio), begins_(record_begins) {}

bool RecordStream::next_member() {
    if (raw_->at_end()) {
        failure_ = raw_->failure();
        ended_ = true;
        return false;
    }
    if (members_.size() > most_members) {
        failure_ = Error{"one record is packed in too many pieces"};
        return false;
    }
    const bool packed = packing_of(raw_->peek(8)) != Packing::none;
    some_packed_ = some_packed_ || packed;
    raw_->hold(packed ? held_packed : held_plain);
    reader_.begin();
    const std::uint64_t begin = base_ + bytes_.size();
    members_.push_back({begin, reader_.start(), packed});
    const std::size_t had = bytes_.size();
    while (bytes_.size() < had + enough_to_see) {
        const std::size_t now = bytes_.size();
        bytes_.resize(now + chunk);
        auto got = reader_.read(bytes_.data() + now, chunk);
        bytes_.resize(now + (got ? *got : 0));
        if (!got) {
            failure_ = got.error();
        }
        if (!got || *got == 0) {
            break;
        }
    }
    if (begins_(unpacked().substr(had))) {
        new_records_.push_back(begin);
    }
    // After a failure what came before it is there to be read.
    return bytes_.size() > had || !failure_;
}

bool RecordStream::fill() {
    if (ended_ || failure_) {
        return false;
    }
    drop_behind();
    const std::size_t had = bytes_.size();
    while (bytes_.size() == had) {
        if (members_.empty()) {
            if (!next_member()) {
                return false;
            }
            continue;
        }
        bytes_.resize(had + chunk);
        auto got = reader_.read(bytes_.data() + had, chunk);
        bytes_.resize(had + (got ? *got : 0));
        if (!got) {
            failure_ = got.error();
            return false;
        }
        if (*got == 0 && !next_member()) {
            return false;
        }
    }
    return true;
}

void RecordStream::drop_behind() {
    const std::uint64_t here = offset();
    const std::uint64_t from =
        std::max({base_, record_, here > held_text ? here - held_text : 0});
    const auto behind = static_cast<std::size_t>(std::min(from, here) - base_);
    if (behind >= chunk && behind >= bytes_.size() - behind) {
        bytes_.erase(0, behind);
        base_ += behind;
        at_ -= behind;
    }
}

std::string_view RecordStream::peek(std::size_t wanted) {
    while (bytes_.size() - at_ < wanted && fill()) {
    }
    return unpacked().substr(at_, wanted);
}

std::string_view RecordStream::peek_record(std::size_t wanted) {
    for (;;) {
        const std::size_t have = bytes_.size() - at_;
        if (!new_records_.empty()) {
            const auto most = static_cast<std::size_t>(new_records_.front() - offset());
            if (most <= have) {
                return unpacked().substr(at_, std::min(wanted, most));
            }
        }
        if (have >= wanted || !fill()) {
            return unpacked().substr(at_, wanted);
        }
    }
}

bool RecordStream::skip(std::uint64_t count) {
    for (;;) {
        const std::uint64_t here = std::min<std::uint64_t>(count, bytes_.size() - at_);
        at_ += static_cast<std::size_t>(here);
        count -= here;
        if (count == 0) {
            return true;
        }
        if (!fill()) {
            return false;
        }
    }
}

bool RecordStream::skip_record(std::uint64_t count) {
    while (count != 0) {
        const std::string_view here =
            peek_record(static_cast<std::size_t>(std::min<std::uint64_t>(count, chunk)));
        if (here.empty()) {
            return false;
        }
        at_ += here.size();
        count -= here.size();
    }
    return true;
}

void RecordStream::begin_record() {
    for (std::string_view next = peek(1);
         !next.empty() && (next[0] == '\r' || next[0] == '\n');
         next = peek(1)) {
        ++at_;
        record_ = offset();
    }
    record_ = offset();
    while (members_.size() > 1 && members_[1].unpacked <= record_) {
        members_.pop_front();
    }
    if (!members_.empty() && !members_.front().packed &&
        packing_of(peek(8)) != Packing::none) {
        const Member& plain = members_.front();
        const std::uint64_t raw = plain.raw + (record_ - plain.unpacked);
        if (raw != plain.raw && raw_->seek(raw)) {
            restart();
            static_cast<void>(peek(1));
        }
    }
    while (!new_records_.empty() && new_records_.front() <= record_) {
        new_records_.pop_front();
    }
}

RecordPlace RecordStream::place() const {
    if (members_.empty()) {
        return {raw_->offset(), 0};
    }
    const Member& member = members_.front();
    const std::uint64_t inner = record_ - member.unpacked;
    return member.packed ? RecordPlace{member.raw, inner}
                         : RecordPlace{member.raw + inner, 0};
}

std::string_view RecordStream::held_record() const {
    if (record_ < base_) {
        return {};
    }
    const std::string_view held =
        unpacked().substr(static_cast<std::size_t>(record_ - base_));
    for (const std::uint64_t begin : new_records_) {
        if (begin > record_) {
            return held.substr(0, static_cast<std::size_t>(begin - record_));
        }
    }
    return held;
}

void RecordStream::restart() {
    bytes_.resize(at_);
    base_ += at_;
    bytes_.clear();
    at_ = 0;
    record_ = base_;
    members_.clear();
    new_records_.clear();
    failure_.reset();
    ended_ = false;
}

bool RecordStream::may_go_back(std::uint64_t bytes) {
    if (read_twice_ + bytes > free_to_go_back + 4 * raw_->offset()) {
        return false;
    }
    read_twice_ += bytes;
    return true;
}

bool RecordStream::search() {
    const std::uint64_t from = record_ + 1;
    if (some_packed_ && !members_.empty() && !members_.front().packed && !failure_) {
        return search_mixed(members_.front().raw + (from - members_.front().unpacked));
    }
    if (offset() > from && from >= base_ && may_go_back(offset() - from)) {
        at_ = static_cast<std::size_t>(from - base_);
    }
    for (;;) {
        if (search_text()) {
            return true;
        }
        if (!failure_) {
            return false;
        }
        if (recover()) {
            return true;
        }
    }
}

/// As search(), in bytes that are not packed among others that are: from a place of the
/// file on, as both kinds may follow.
bool RecordStream::search_mixed(std::uint64_t raw) {
    const std::uint64_t reached = raw_->offset();
    if (reached > raw && may_go_back(reached - raw)) {
        static_cast<void>(raw_->seek(raw));
    }
    at_ = bytes_.size();
    restart();
    return search_packed();
}

/// Through unpacked bytes to the begin of a line, or of a member, with a record.
bool RecordStream::search_text() {
    for (;;) {
        record_ = offset();
        while (!new_records_.empty() && new_records_.front() < record_) {
            new_records_.pop_front();
        }
        const std::size_t feed = bytes_.find('\n', at_);
        const std::size_t line = feed == std::string::npos ? bytes_.size() : feed + 1;
        if (go_to_packed(line)) {
            return search_packed();
        }
        if (!new_records_.empty() && new_records_.front() - base_ <= line) {
            at_ = static_cast<std::size_t>(new_records_.front() - base_);
            return true;
        }
        at_ = line;
        if (feed == std::string::npos) {
            if (!fill()) {
                return false;
            }
            continue;
        }
        if (begins_(peek(enough_to_see))) {
            return true;
        }
    }
}

/// In bytes that are not packed, where a packed member may begin before `end` (in
/// bytes_): goes to it in the file. What follows a plain archive that was cut may be
/// packed.
bool RecordStream::go_to_packed(std::size_t end) {
    if (members_.empty() || members_.back().packed ||
        offset() < members_.back().unpacked) {
        return false;
    }
    const Member plain = members_.back();
    const std::string_view ahead = unpacked().substr(0, end + 8);
    for (std::size_t at = at_; (at = ahead.find_first_of("\x1F\x28", at)) < end; ++at) {
        if (packing_of(ahead.substr(at, 8)) == Packing::none) {
            continue;
        }
        const std::uint64_t raw = plain.raw + (base_ + at - plain.unpacked);
        if (may_go_back(raw_->offset() - raw) && raw_->seek(raw)) {
            at_ = bytes_.size();
            restart();
            return true;
        }
    }
    return false;
}

/// Behind packed data that is damaged: to the next member that begins a record. The
/// member itself may have been cut, so that the next one begins before the fault is seen.
bool RecordStream::recover() {
    const std::uint64_t from = reader_.start() + 1;
    if (raw_->offset() > from && may_go_back(raw_->offset() - from)) {
        static_cast<void>(raw_->back_to(std::max(from, raw_->held_from())));
    }
    at_ = bytes_.size();
    restart();
    return search_packed();
}

bool RecordStream::search_packed() {
    // Of gzip and Zstandard; the end of a line before a record.
    constexpr std::string_view first_bytes("\x1F\x28\n", 3);
    for (;;) {
        const std::string_view ahead = raw_->ahead();
        const std::size_t found = ahead.find_first_of(first_bytes);
        static_cast<void>(raw_->skip(std::min(found, ahead.size())));
        if (found == std::string_view::npos) {
            if (!raw_->fill()) {
                ended_ = true;
                return false;
            }
            continue;
        }
        const std::uint64_t here = raw_->offset();
        const bool line = raw_->peek(1) == "\n";
        if (line && begins_(raw_->peek(enough_to_see + 1).substr(1))) {
            static_cast<void>(raw_->skip(1));
            return true;
        }
        if (!line && packing_of(raw_->peek(8)) != Packing::none && try_packed(here)) {
            return true;
        }
        if (raw_->offset() == here) {
            static_cast<void>(raw_->skip(1));
        }
    }
}

/// Goes on with the member that may begin here, where it begins with a record.
bool RecordStream::try_packed(std::uint64_t raw_offset) {
    static_cast<void>(next_member());
    if (!new_records_.empty()) {
        return true;
    }
    at_ = bytes_.size();
    restart();
    const std::uint64_t tried = raw_->offset() - raw_offset;
    if (may_go_back(tried)) {
        static_cast<void>(raw_->back_to(raw_offset + 1));
    }
    return false;
}

bool RecordStream::start_at(std::uint64_t offset) {
    const Packing packing = packing_of(raw_->peek(8));
    if (packing == Packing::zstd) {
        reader_.begin();  // takes the dictionary that the file may open with
        char first = 0;
        static_cast<void>(reader_.read(&first, 1));
    }
    if (!raw_->seek(offset)) {
        return false;
    }
    at_ = bytes_.size();
    restart();
    if (packing != Packing::none) {
        // What is not packed among what is has places, too.
        return begins_(raw_->peek(enough_to_see)) || search_packed();
    }
    return begins_(peek(enough_to_see)) || search_text();
}

}  // namespace chancery
