// SPDX-License-Identifier: Apache-2.0
// Packed content in memory: one call for each coding, all with the same limits.
#include <algorithm>
#include <memory>
#include <utility>

#include <brotli/decode.h>
#include <zlib.h>

#include "ingest/limit_words.h"
#include "ingest/read_size.h"
#include "ingest/unpack.h"

namespace chancery {

namespace {

constexpr std::uint64_t free_of_ratio = std::uint64_t{1} << 20U;

/// The output grown step by step; says when a limit is passed.
class Growing {
  public:
    Growing(std::size_t packed, const UnpackLimits& limits)
        : packed_(std::max<std::size_t>(packed, 1)), limits_(limits) {}

    char* room() {
        content.bytes.resize(size_ + read_size);
        return content.bytes.data() + size_;
    }

    Result<void> took(std::size_t count) {
        size_ += count;
        content.bytes.resize(size_);
        if (size_ > limits_.max_bytes) {
            return Error{larger_than(limits_.max_bytes)};
        }
        if (size_ > free_of_ratio && size_ / packed_ > limits_.max_ratio) {
            return Error{unpacks_beyond(limits_.max_ratio)};
        }
        return {};
    }

    UnpackedContent content;

  private:
    std::size_t packed_;
    std::size_t size_ = 0;
    const UnpackLimits& limits_;
};

Result<UnpackedContent> from_members(std::string_view bytes, const UnpackLimits& limits) {
    const auto source = unpacked(
        std::make_unique<ByteWindow>(source_of(std::string(bytes))), limits.max_ratio);
    Growing out(bytes.size(), limits);
    for (;;) {
        auto got = source->read(out.room(), read_size);
        if (auto fits = out.took(got ? *got : 0); !fits) {
            return fits.error();
        }
        if (!got) {
            const bool cut = got.error().message.starts_with("ends in the middle");
            if (!cut) {
                return got.error();
            }
            out.content.cut = true;
        }
        if (!got || *got == 0) {
            return std::move(out.content);
        }
    }
}

struct Inflater {
    explicit Inflater(int window) { ready = inflateInit2(&stream, window) == Z_OK; }

    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    ~Inflater() {
        if (ready) {
            inflateEnd(&stream);
        }
    }

    z_stream stream{};
    bool ready = false;
};

Result<UnpackedContent> inflated(std::string_view bytes,
                                 int window,
                                 const UnpackLimits& limits) {
    Inflater inflater(window);
    if (!inflater.ready || bytes.size() > (std::size_t{1} << 30U)) {
        return Error{"cannot be unpacked"};
    }
    z_stream& stream = inflater.stream;
    // zlib does not write to what it reads; its type says so only for C++.
    stream.next_in =
        const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // NOLINT
    stream.avail_in = static_cast<uInt>(bytes.size());
    Growing out(bytes.size(), limits);
    for (;;) {
        stream.next_out = reinterpret_cast<Bytef*>(out.room());
        stream.avail_out = static_cast<uInt>(read_size);
        const int done = inflate(&stream, Z_NO_FLUSH);
        if (auto fits = out.took(read_size - stream.avail_out); !fits) {
            return fits.error();
        }
        if (done == Z_STREAM_END) {
            return std::move(out.content);
        }
        if (done == Z_BUF_ERROR ||
            (done == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)) {
            out.content.cut = true;
            return std::move(out.content);
        }
        if (done != Z_OK) {
            return Error{"packed data (deflate) is damaged"};
        }
    }
}

/// "deflate" is zlib by the standard; raw where the first two bytes are no zlib header.
Result<UnpackedContent> from_deflate(std::string_view bytes, const UnpackLimits& limits) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const bool zlib =
        bytes.size() >= 2 && (at(0) & 0x0FU) == 8 && (at(0) * 256U + at(1)) % 31U == 0;
    return inflated(bytes, zlib ? 15 : -15, limits);
}

Result<UnpackedContent> from_brotli(std::string_view bytes, const UnpackLimits& limits) {
    struct Free {
        void operator()(BrotliDecoderState* state) const {
            BrotliDecoderDestroyInstance(state);
        }
    };

    const std::unique_ptr<BrotliDecoderState, Free> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (!state) {
        return Error{"there is no memory to unpack it"};
    }
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    Growing out(bytes.size(), limits);
    for (;;) {
        auto* next_out = reinterpret_cast<std::uint8_t*>(out.room());
        std::size_t room = read_size;
        const auto done = BrotliDecoderDecompressStream(
            state.get(), &left, &next_in, &room, &next_out, nullptr);
        if (auto fits = out.took(read_size - room); !fits) {
            return fits.error();
        }
        if (done == BROTLI_DECODER_RESULT_SUCCESS) {
            return std::move(out.content);
        }
        if (done == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
            out.content.cut = true;
            return std::move(out.content);
        }
        if (done == BROTLI_DECODER_RESULT_ERROR) {
            return Error{"packed data (Brotli) is damaged"};
        }
    }
}

}  // namespace

Result<UnpackedContent> unpack_content(std::string_view bytes,
                                       std::string_view coding,
                                       const UnpackLimits& limits) {
    if (coding == "gzip" || coding == "x-gzip" || coding == "zstd") {
        const Packing wanted = coding == "zstd" ? Packing::zstd : Packing::gzip;
        if (packing_of(bytes) != wanted) {
            return Error{"is not packed as it says"};
        }
        return from_members(bytes, limits);
    }
    if (coding == "deflate") {
        return from_deflate(bytes, limits);
    }
    if (coding == "br") {
        return from_brotli(bytes, limits);
    }
    return Error{"is packed in a way that is not read: " + std::string(coding)};
}

}  // namespace chancery
