// SPDX-License-Identifier: Apache-2.0
#include "ingest/decode.h"

#include <algorithm>

#include "ingest/clean.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace chancery {

namespace {

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

Decoded decode_utf16(std::string_view bytes, bool big_endian) {
    Decoded out;
    const auto unit = [&](std::size_t at) -> char32_t {
        const char32_t first = byte_at(bytes, at);
        const char32_t second = byte_at(bytes, at + 1);
        return big_endian ? (first << 8U) | second : (second << 8U) | first;
    };
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        char32_t c = unit(at);
        const bool lead = c >= 0xD800 && c < 0xDC00;
        if (lead && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 &&
            unit(at + 2) < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (unit(at + 2) - 0xDC00);
            at += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            ++out.repairs;
            c = 0xFFFD;
        }
        append_utf8(out.text, c == 0 ? U' ' : c);
    }
    return out;
}

Decoded decode_windows_1252(std::string_view bytes) {
    Decoded out;
    out.text.reserve(bytes.size() + bytes.size() / 16);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        append_utf8(out.text, windows_1252(byte_at(bytes, at)));
    }
    return out;
}

bool declares_windows_1252(std::string_view bytes) {
    std::string head(bytes.substr(0, 1024));
    std::transform(head.begin(), head.end(), head.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const std::size_t at = head.find("charset=");
    if (at == std::string::npos) {
        return false;
    }
    std::string_view name = head;
    name.remove_prefix(at + 8);
    name.remove_prefix(std::min(name.size(), name.find_first_not_of("\"' ")));
    return name.starts_with("windows-1252") || name.starts_with("iso-8859-1") ||
           name.starts_with("latin1") || name.starts_with("cp1252");
}

bool is_blank(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
    });
}

/// NUL bytes, or more than one control character in ten.
bool is_binary(std::string_view bytes) {
    std::size_t controls = 0;
    for (const char c : bytes) {
        if (c == '\0') {
            return true;
        }
        const auto byte = static_cast<unsigned char>(c);
        controls +=
            byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' ? 1U : 0U;
    }
    return controls * 10 > bytes.size();
}

}  // namespace

Result<Decoded> decode_bytes(std::string_view bytes) {
    Decoded out;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        out = decode_utf16(bytes, bytes[0] == '\xFE');
    } else if (is_binary(bytes)) {
        return Error{"is not text: it holds NUL bytes or mostly control characters"};
    } else if (!is_utf8(bytes) && declares_windows_1252(bytes)) {
        out = decode_windows_1252(bytes);
    } else {
        RepairedText repaired = repair_utf8(bytes);
        out.text = std::move(repaired.text);
        out.repairs = repaired.repairs;
    }
    if (is_blank(out.text)) {
        return Error{bytes.empty() ? "is empty" : "holds no text"};
    }
    if (std::uint64_t{out.repairs} * 10 > bytes.size()) {
        return Error{"is not text in UTF-8: " + std::to_string(out.repairs) +
                     " faults in " + std::to_string(bytes.size()) +
                     " bytes; convert it first (iconv -t UTF-8)"};
    }
    return out;
}

}  // namespace chancery
