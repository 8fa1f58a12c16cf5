// SPDX-License-Identifier: Apache-2.0
#include "ingest/unpack.h"

#include <algorithm>
#include <utility>

#include <zlib.h>
#include <zstd.h>

#include "ingest/limit_words.h"

namespace chancery {

namespace {

constexpr std::uint64_t free_of_ratio = std::uint64_t{1} << 20U;
constexpr std::size_t largest_dictionary = std::size_t{1} << 24U;
constexpr std::uint32_t dictionary_magic = 0x184D2A5DU;
constexpr int gzip_window = 15 + 16;     // of the largest size; a gzip header is expected
constexpr int zstd_window_log_max = 27;  // 128 MiB: what the tool reads without --long

unsigned byte_at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U |
           byte_at(bytes, at + 2) << 16U | byte_at(bytes, at + 3) << 24U;
}

bool is_skippable(std::uint32_t magic) {
    return (magic & 0xFFFFFFF0U) == 0x184D2A50U;
}

Error cut_short() {
    return Error{"ends in the middle of packed data"};
}

}  // namespace

struct MemberReader::Gzip {
    Gzip() { ready = inflateInit2(&stream, gzip_window) == Z_OK; }

    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    ~Gzip() {
        if (ready) {
            inflateEnd(&stream);
        }
    }

    z_stream stream{};
    bool ready = false;
};

struct MemberReader::Zstd {
    struct Free {
        void operator()(ZSTD_DCtx* one) const { ZSTD_freeDCtx(one); }
    };

    std::unique_ptr<ZSTD_DCtx, Free> context{ZSTD_createDCtx()};
};

Packing packing_of(std::string_view bytes) {
    if (bytes.size() >= 4 && byte_at(bytes, 0) == 0x1F && byte_at(bytes, 1) == 0x8B &&
        byte_at(bytes, 2) == 8 && (byte_at(bytes, 3) & 0xE0U) == 0) {
        return Packing::gzip;
    }
    if (bytes.size() >= 4) {
        const std::uint32_t magic = number_at(bytes, 0);
        if (magic == ZSTD_MAGICNUMBER || is_skippable(magic)) {
            return Packing::zstd;
        }
    }
    return Packing::none;
}

MemberReader::MemberReader(ByteWindow& raw, std::uint32_t max_ratio)
    : raw_(raw), max_ratio_(max_ratio) {}

MemberReader::~MemberReader() = default;

Packing MemberReader::begin() {
    start_ = raw_.offset();
    given_ = 0;
    packing_ = packing_of(raw_.peek(8));
    ended_ = false;
    if (packing_ == Packing::gzip) {
        if (!gzip_) {
            gzip_ = std::make_unique<Gzip>();
        } else if (gzip_->ready) {
            inflateReset(&gzip_->stream);
        }
    } else if (packing_ == Packing::zstd) {
        if (!zstd_) {
            zstd_ = std::make_unique<Zstd>();
            ZSTD_DCtx_setParameter(
                zstd_->context.get(), ZSTD_d_windowLogMax, zstd_window_log_max);
        } else {
            ZSTD_DCtx_reset(zstd_->context.get(), ZSTD_reset_session_only);
        }
    }
    return packing_;
}

bool MemberReader::beyond_ratio() const {
    const std::uint64_t taken = std::max<std::uint64_t>(raw_.offset() - start_, 1);
    return given_ > free_of_ratio && given_ / taken > max_ratio_;
}

Result<std::size_t> MemberReader::read(char* to, std::size_t room) {
    if (ended_) {
        return std::size_t{0};
    }
    Result<std::size_t> got = std::size_t{0};
    switch (packing_) {
        case Packing::none: {
            const std::string_view here = raw_.peek(1).empty() ? "" : raw_.ahead();
            const std::size_t count = std::min(room, here.size());
            std::copy_n(here.data(), count, to);
            static_cast<void>(raw_.skip(count));
            got = count;
            break;
        }
        case Packing::gzip:
            got = read_gzip(to, room);
            break;
        case Packing::zstd:
            got = read_zstd(to, room);
            break;
    }
    if (got && *got == 0 && raw_.failure()) {
        got = *raw_.failure();
    }
    if (!got || *got == 0) {
        ended_ = true;
        return got;
    }
    given_ += *got;
    if (packing_ != Packing::none && beyond_ratio()) {
        ended_ = true;
        return Error{unpacks_beyond(max_ratio_)};
    }
    return got;
}

Result<std::size_t> MemberReader::read_gzip(char* to, std::size_t room) {
    if (!gzip_->ready) {
        return Error{"there is no memory to unpack it"};
    }
    z_stream& stream = gzip_->stream;
    room = std::min(room, std::size_t{1} << 30U);
    stream.next_out = reinterpret_cast<Bytef*>(to);
    stream.avail_out = static_cast<uInt>(room);
    while (stream.avail_out == room) {
        if (raw_.peek(1).empty()) {
            return cut_short();
        }
        const std::string_view here = raw_.ahead().substr(0, std::size_t{1} << 30U);
        // zlib does not write to what it reads; its type says so only for C++.
        stream.next_in =
            const_cast<Bytef*>(reinterpret_cast<const Bytef*>(here.data()));  // NOLINT
        stream.avail_in = static_cast<uInt>(here.size());
        const int done = inflate(&stream, Z_NO_FLUSH);
        static_cast<void>(raw_.skip(here.size() - stream.avail_in));
        if (done == Z_STREAM_END) {
            ended_ = true;
            break;
        }
        if (done != Z_OK && done != Z_BUF_ERROR) {
            if (stream.avail_out != room) {
                break;  // what came before the fault first; it is told again
            }
            const std::string why = stream.msg == nullptr ? "" : stream.msg;
            return Error{"packed data (gzip) is damaged" +
                         (why.empty() ? why : ": " + why)};
        }
    }
    // An empty member ends with 0 bytes as any other does.
    return room - stream.avail_out;
}

/// A skippable frame lies next: leaves it, or takes the dictionary that it holds.
Result<void> MemberReader::take_skippable() {
    const std::string_view head = raw_.peek(8);
    if (head.size() < 8) {
        return cut_short();
    }
    const std::uint32_t magic = number_at(head, 0);
    const std::uint32_t size = number_at(head, 4);
    static_cast<void>(raw_.skip(8));
    if (magic != dictionary_magic || size > largest_dictionary) {
        return raw_.skip(size) ? Result<void>() : cut_short();
    }
    const std::string_view frame = raw_.peek(size);
    if (frame.size() < size) {
        return cut_short();
    }
    std::string unpacked_dictionary;
    std::string_view dictionary = frame;
    if (packing_of(frame) == Packing::zstd) {
        unpacked_dictionary.resize(largest_dictionary);
        const std::size_t got = ZSTD_decompress(unpacked_dictionary.data(),
                                                unpacked_dictionary.size(),
                                                frame.data(),
                                                frame.size());
        if (ZSTD_isError(got) != 0U) {
            return Error{"the dictionary (Zstandard) is damaged"};
        }
        unpacked_dictionary.resize(got);
        dictionary = unpacked_dictionary;
    }
    ZSTD_DCtx* context = zstd_->context.get();
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only);
    const bool taken = ZSTD_isError(ZSTD_DCtx_loadDictionary(
                           context, dictionary.data(), dictionary.size())) == 0U;
    static_cast<void>(raw_.skip(size));
    return taken ? Result<void>() : Error{"the dictionary (Zstandard) is damaged"};
}

// The library writes to `to`, through a pointer to void.
Result<std::size_t> MemberReader::read_zstd(char* to,  // NOLINT(*-non-const-parameter)
                                            std::size_t room) {
    if (given_ == 0 && raw_.offset() == start_) {
        if (is_skippable(number_at(raw_.peek(8), 0))) {
            auto left = take_skippable();
            if (!left) {
                return left.error();
            }
            return std::size_t{0};
        }
    }
    // No more than the half of a block: what came before a fault has been given then.
    ZSTD_outBuffer out{to, std::min(room, std::size_t{1} << 16U), 0};
    while (out.pos == 0) {
        if (raw_.peek(1).empty()) {
            return cut_short();
        }
        const std::string_view here = raw_.ahead();
        ZSTD_inBuffer in{here.data(), here.size(), 0};
        const std::size_t left = ZSTD_decompressStream(zstd_->context.get(), &out, &in);
        static_cast<void>(raw_.skip(in.pos));
        if (ZSTD_isError(left) != 0U) {
            return Error{std::string("packed data (Zstandard) is damaged: ") +
                         ZSTD_getErrorName(left)};
        }
        if (left == 0) {
            ended_ = true;
            break;
        }
    }
    return out.pos;
}

namespace {

class Unpacked final : public ByteSource {
  public:
    Unpacked(std::unique_ptr<ByteWindow> raw, std::uint32_t max_ratio)
        : raw_(std::move(raw)), members_(*raw_, max_ratio) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        for (;;) {
            auto got = members_.read(to, room);
            if (!got || *got != 0) {
                return got;
            }
            if (packing_of(raw_->peek(8)) == Packing::none) {
                return got;
            }
            members_.begin();
        }
    }

  private:
    std::unique_ptr<ByteWindow> raw_;
    MemberReader members_;
};

}  // namespace

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteWindow> raw,
                                     std::uint32_t max_ratio) {
    return std::make_unique<Unpacked>(std::move(raw), max_ratio);
}

}  // namespace chancery
