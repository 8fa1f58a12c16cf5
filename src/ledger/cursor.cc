// SPDX-License-Identifier: Apache-2.0
#include "ledger/cursor.h"

#include <charconv>
#include <optional>

#include "ledger/sha256.h"

namespace chancery {

namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t check_size = 12;  // digits of mark_of()
constexpr std::size_t most_bytes = 65536;
/// The form of what follows; the first letter of each cursor.
constexpr char form = 'c';

void add_field(std::string& out, std::string_view field) {
    out += std::to_string(field.size()) + ':';
    out += field;
}

/// Takes "5:words" from the front; nothing where there is no such thing.
std::optional<std::string> take_field(std::string_view& from) {
    std::size_t size = 0;
    const auto read = std::from_chars(from.data(), from.data() + from.size(), size);
    const auto at = static_cast<std::size_t>(read.ptr - from.data());
    if (read.ec != std::errc() || at == from.size() || from[at] != ':' ||
        from.size() - at - 1 < size) {
        return std::nullopt;
    }
    std::string out(from.substr(at + 1, size));
    from.remove_prefix(at + 1 + size);
    return out;
}

std::string to_base64(std::string_view bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(c);
        for (held += 8; held >= 6; held -= 6) {
            out += digits[(bits >> static_cast<unsigned>(held - 6)) & 63U];
        }
        bits &= 0xffU;
    }
    if (held > 0) {
        out += digits[(bits << static_cast<unsigned>(6 - held)) & 63U];
    }
    return out;
}

std::optional<std::string> from_base64(std::string_view word) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : word) {
        const auto digit = digits.find(c);
        if (digit == digits.npos) {
            return std::nullopt;
        }
        bits = ((bits << 6U) | static_cast<std::uint32_t>(digit)) & 0xffffU;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>((bits >> held) & 0xffU);
        }
    }
    return out;
}

bool read_number(const std::string& word, std::int64_t& out) {
    const char* end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, out);
    return read.ec == std::errc() && read.ptr == end;
}

Error not_a_cursor() {
    return Error{"not a place in a list; take all of \"next\" of the page before", "", 0};
}

}  // namespace

std::string mark_of(std::string_view text) {
    Sha256 sum;
    sum.add(text);
    return sum.hex().substr(0, check_size);
}

std::string encode(const Cursor& cursor) {
    const RowPlace& place = cursor.place;
    std::string bytes;
    for (const std::string& field : {cursor.list,
                                     std::to_string(cursor.version),
                                     cursor.ledger,
                                     cursor.question,
                                     place.day ? std::to_string(*place.day) : "",
                                     place.doc,
                                     std::to_string(place.number),
                                     std::to_string(place.row)}) {
        add_field(bytes, field);
    }
    return form + to_base64(mark_of(bytes) + bytes);
}

Result<Cursor> decode_cursor(std::string_view word) {
    if (word.empty() || word.front() != form || word.size() > most_bytes) {
        return not_a_cursor();
    }
    const auto bytes = from_base64(word.substr(1));
    if (!bytes || bytes->size() < check_size) {
        return not_a_cursor();
    }
    std::string_view rest = *bytes;
    rest.remove_prefix(check_size);
    if (mark_of(rest) != bytes->substr(0, check_size)) {
        return not_a_cursor();
    }
    Cursor out;
    RowPlace& place = out.place;
    std::string version;
    std::string day;
    std::string number;
    std::string row;
    for (std::string* field : {&out.list,
                               &version,
                               &out.ledger,
                               &out.question,
                               &day,
                               &place.doc,
                               &number,
                               &row}) {
        auto taken = take_field(rest);
        if (!taken) {
            return not_a_cursor();
        }
        *field = *std::move(taken);
    }
    const bool read = rest.empty() && read_number(version, out.version) &&
                      (day.empty() || read_number(day, place.day.emplace())) &&
                      read_number(number, place.number) && read_number(row, place.row);
    return read ? Result<Cursor>(std::move(out)) : not_a_cursor();
}

}  // namespace chancery
