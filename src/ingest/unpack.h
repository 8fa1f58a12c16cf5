// gzip (RFC 1952) and Zstandard (RFC 8878) unpacked, member by member.
// SPDX-License-Identifier: Apache-2.0
//
// An archive of records is often packed record by record: each a gzip member or a
// Zstandard frame of its own, one behind the other, so that reading can begin at any of
// them. A Zstandard archive may open with a skippable frame 0x184D2A5D that holds the
// dictionary of all others, itself packed or not ("Zstandard Compression for WARC
// files 1.0", IIPC).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/bytes.h"

namespace chancery {

enum class Packing : std::uint8_t {
    none,
    gzip,
    zstd,
};

/// How what begins with `bytes` (8 of them are enough) is packed.
[[nodiscard]] Packing packing_of(std::string_view bytes);

/// Unpacks one member after the other from a window that it does not own.
class MemberReader {
  public:
    /// A member that unpacks to more than `max_ratio` times its size is refused; the
    /// first megabyte of a member is free.
    MemberReader(ByteWindow& raw, std::uint32_t max_ratio);
    MemberReader(const MemberReader&) = delete;
    MemberReader& operator=(const MemberReader&) = delete;
    ~MemberReader();

    /// Begins what lies next in the window; with Packing::none its bytes are given as
    /// they are, up to the end of the window.
    Packing begin();

    /// As ByteSource::read(), 0 at the end of the member.
    Result<std::size_t> read(char* to, std::size_t room);

    [[nodiscard]] Packing packing() const { return packing_; }

    /// Bytes of the window's source before the member.
    [[nodiscard]] std::uint64_t start() const { return start_; }

  private:
    struct Gzip;
    struct Zstd;

    Result<std::size_t> read_gzip(char* to, std::size_t room);
    Result<std::size_t> read_zstd(char* to, std::size_t room);
    Result<void> take_skippable();
    [[nodiscard]] bool beyond_ratio() const;

    ByteWindow& raw_;
    std::uint32_t max_ratio_;
    std::uint64_t start_ = 0;
    std::uint64_t given_ = 0;  ///< bytes of this member
    Packing packing_ = Packing::none;
    bool ended_ = true;
    std::unique_ptr<Gzip> gzip_;
    std::unique_ptr<Zstd> zstd_;
};

/// All members of a packed source as one; what follows the last member and is none is
/// left out, as `gzip -d` does.
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteWindow> raw,
                                     std::uint32_t max_ratio);

/// How far bytes in memory may unpack.
struct UnpackLimits {
    std::uint64_t max_bytes = 0;
    std::uint32_t max_ratio = 0;  ///< the first megabyte is free
};

struct UnpackedContent {
    std::string bytes;
    bool cut = false;  ///< the packed data ends too early; what there was is in `bytes`
};

/// Bytes unpacked as an HTTP message names it (RFC 9110, "content codings"): "gzip",
/// "x-gzip", "deflate" (zlib or, as many servers send, raw), "br", "zstd".
/// Errors: another coding, not packed that way, damaged, beyond the limits.
Result<UnpackedContent> unpack_content(std::string_view bytes,
                                       std::string_view coding,
                                       const UnpackLimits& limits);

}  // namespace chancery
