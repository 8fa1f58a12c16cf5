// SPDX-License-Identifier: Apache-2.0
#include "ingest/digest.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include <openssl/evp.h>

#include "ingest/header_fields.h"

namespace chancery {

namespace {

const EVP_MD* algorithm_of(std::string_view name) {
    if (name == "sha1" || name == "sha-1") {
        return EVP_sha1();
    }
    if (name == "sha256" || name == "sha-256") {
        return EVP_sha256();
    }
    if (name == "sha512" || name == "sha-512") {
        return EVP_sha512();
    }
    return name == "md5" ? EVP_md5() : nullptr;
}

/// RFC 4648: groups of `bits` bits, the highest first, by the place in `alphabet`.
std::string encoded(std::string_view bytes, unsigned bits, std::string_view alphabet) {
    std::string out;
    std::uint32_t held = 0;
    unsigned count = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        for (count += 8; count >= bits; count -= bits) {
            out += alphabet[held >> (count - bits) & ((1U << bits) - 1U)];
        }
        held &= (1U << count) - 1U;
    }
    if (count != 0) {
        out += alphabet[held << (bits - count) & ((1U << bits) - 1U)];
    }
    return out;
}

}  // namespace

std::optional<bool> has_digest(std::string_view bytes, std::string_view labelled) {
    const std::size_t colon = labelled.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const EVP_MD* algorithm = algorithm_of(lower(trimmed(labelled.substr(0, colon))));
    std::string given(trimmed(labelled.substr(colon + 1)));
    while (given.ends_with('=')) {
        given.pop_back();
    }
    if (algorithm == nullptr || given.empty()) {
        return std::nullopt;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(
            bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) != 1) {
        return std::nullopt;
    }
    const std::string_view raw(reinterpret_cast<const char*>(digest.data()), size);
    if (given.size() == 2 * raw.size()) {
        return lower(given) == encoded(raw, 4, "0123456789abcdef");
    }
    if (given.size() == (8 * raw.size() + 4) / 5) {
        return lower(given) == encoded(raw, 5, "abcdefghijklmnopqrstuvwxyz234567");
    }
    if (given.size() == (8 * raw.size() + 5) / 6) {
        std::replace(given.begin(), given.end(), '-', '+');
        std::replace(given.begin(), given.end(), '_', '/');
        return given == encoded(raw,
                                6,
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789+/");
    }
    return std::nullopt;
}

}  // namespace chancery
