// SPDX-License-Identifier: Apache-2.0
#include "server/cursor.h"

#include <nlohmann/json.hpp>

#include "ledger/sha256.h"

namespace chancery::server {

namespace {

using Json = nlohmann::json;

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string short_hash(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    return hash.hex().substr(0, 12);
}

}  // namespace

std::string base64url(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += letters[(held >> bits) & 63U];
        }
    }
    if (bits > 0) {
        out += letters[(held << (6 - bits)) & 63U];
    }
    return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::size_t value = letters.find(c);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        held = (held << 6U) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> bits) & 255U);
        }
    }
    return out;
}

std::string question_mark(std::string_view question) {
    return short_hash(question);
}

std::string to_text(const Cursor& cursor) {
    const Json json = {cursor.version,
                       cursor.question,
                       cursor.place.day ? Json(*cursor.place.day) : Json(),
                       cursor.place.doc,
                       cursor.place.number};
    const std::string text = json.dump(-1, ' ', true, Json::error_handler_t::replace);
    return base64url(short_hash(text) + text);
}

std::optional<Cursor> cursor_from(std::string_view text) {
    constexpr std::size_t hash = 12;
    const auto bytes = from_base64url(text);
    if (!bytes || bytes->size() < hash) {
        return std::nullopt;
    }
    const std::string_view whole_text = *bytes;
    const std::string_view body = whole_text.substr(hash);
    if (short_hash(body) != bytes->substr(0, hash)) {
        return std::nullopt;
    }
    const Json json = Json::parse(body, nullptr, false);
    const bool whole = json.is_array() && json.size() == 5 &&
                       json[0].is_number_integer() && json[1].is_string() &&
                       (json[2].is_null() || json[2].is_number_integer()) &&
                       json[3].is_string() && json[4].is_number_integer();
    if (!whole) {
        return std::nullopt;
    }
    Cursor out;
    out.version = json[0].get<std::int64_t>();
    out.question = json[1].get<std::string>();
    if (json[2].is_number_integer()) {
        out.place.day = json[2].get<std::int64_t>();
    }
    out.place.doc = json[3].get<std::string>();
    out.place.number = json[4].get<std::int64_t>();
    return out;
}

}  // namespace chancery::server
