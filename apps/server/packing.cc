// SPDX-License-Identifier: Apache-2.0
#include "server/packing.h"

#include <algorithm>
#include <charconv>

#include <brotli/encode.h>
#include <zlib.h>

namespace chancery::server {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

std::string gzipped(std::string_view text) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(&stream, 5, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return {};
    }
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 32, '\0');
    // zlib does not write to what it reads.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(whole ? stream.total_out : 0);
    deflateEnd(&stream);
    return out;
}

std::string brotlied(std::string_view text) {
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string out(size, '\0');
    constexpr int quality = 4;
    const auto done =
        BrotliEncoderCompress(quality,
                              BROTLI_DEFAULT_WINDOW,
                              BROTLI_MODE_TEXT,
                              text.size(),
                              reinterpret_cast<const std::uint8_t*>(text.data()),
                              &size,
                              reinterpret_cast<std::uint8_t*>(out.data()));
    out.resize(done == BROTLI_TRUE ? size : 0);
    return out;
}

/// The weight of one entry of the list, "br;q=0.5".
double weight_of(std::string_view entry) {
    const auto at = entry.find("q=");
    if (at == std::string_view::npos) {
        return 1;
    }
    double weight = 0;
    const std::string_view number = entry.substr(at + 2);
    std::from_chars(number.data(), number.data() + number.size(), weight);
    return weight;
}

}  // namespace

std::string_view name(Packing packing) {
    switch (packing) {
        case Packing::gzip:
            return "gzip";
        case Packing::brotli:
            return "br";
        case Packing::plain:
            break;
    }
    return "";
}

Packing packing_for(std::string_view accept_encoding) {
    double gzip = -1;
    double brotli = -1;
    double any = -1;
    while (!accept_encoding.empty()) {
        const std::size_t end =
            std::min(accept_encoding.find(','), accept_encoding.size());
        const std::string_view entry = accept_encoding.substr(0, end);
        accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
        const std::string_view coding = trimmed(entry.substr(0, entry.find(';')));
        const double weight = weight_of(entry);
        if (coding == "br") {
            brotli = weight;
        } else if (coding == "gzip" || coding == "x-gzip") {
            gzip = weight;
        } else if (coding == "*") {
            any = weight;
        }
    }
    brotli = brotli < 0 ? any : brotli;
    gzip = gzip < 0 ? any : gzip;
    if (brotli > 0 && brotli >= gzip) {
        return Packing::brotli;
    }
    return gzip > 0 ? Packing::gzip : Packing::plain;
}

std::string packed(std::string_view text, Packing packing) {
    switch (packing) {
        case Packing::gzip:
            return gzipped(text);
        case Packing::brotli:
            return brotlied(text);
        case Packing::plain:
            break;
    }
    return std::string(text);
}

}  // namespace chancery::server
