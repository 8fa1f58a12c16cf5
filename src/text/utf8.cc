// Well-formedness after Unicode 15, table 3-7: the second byte's range depends on the
// lead. SPDX-License-Identifier: Apache-2.0
#include "text/utf8.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace chancery {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// One step over bytes that may be anything.
struct Step {
    std::uint32_t length = 1;  ///< of the sequence, or of its maximal ill-formed subpart
    bool well_formed = false;
};

/// What the first byte of a sequence promises.
struct Lead {
    std::uint32_t length = 0;  ///< 0: no sequence starts with it
    unsigned char low = 0x80;  ///< range of the second byte
    unsigned char high = 0xBF;
};

Lead lead_of(unsigned char byte) {
    if (byte >= 0xC2 && byte <= 0xDF) {
        return {2};
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        return {3,
                static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        return {4,
                static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
                static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
    }
    return {};
}

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// Precondition: the byte at `at` is not ASCII.
Step step_over(std::string_view bytes, std::size_t at) {
    const Lead lead = lead_of(byte_at(bytes, at));
    if (lead.length == 0) {
        return {};
    }
    std::uint32_t length = 1;
    for (; length < lead.length && at + length < bytes.size(); ++length) {
        const unsigned char next = byte_at(bytes, at + length);
        const unsigned char low = length == 1 ? lead.low : 0x80;
        const unsigned char high = length == 1 ? lead.high : 0xBF;
        if (next < low || next > high) {
            break;
        }
    }
    return {length, length == lead.length};
}

/// The first offset from `at` on that is not ASCII, eight bytes at a time.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        if ((word & high_bits) != 0) {
            break;
        }
    }
    while (at < bytes.size() && byte_at(bytes, at) < 0x80) {
        ++at;
    }
    return at;
}

/// The first offset from `at` on where the text is ill-formed, or its size.
std::size_t skip_well_formed(std::string_view bytes, std::size_t at) {
    for (at = skip_ascii(bytes, at); at < bytes.size(); at = skip_ascii(bytes, at)) {
        const Step step = step_over(bytes, at);
        if (!step.well_formed) {
            return at;
        }
        at += step.length;
    }
    return at;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    return skip_well_formed(bytes, 0) == bytes.size();
}

RepairedText repair_utf8(std::string_view bytes) {
    return repair_utf8(bytes, [](std::size_t, std::uint32_t) { return U'\uFFFD'; });
}

RepairedText repair_utf8(std::string_view bytes, const MendUtf8& mend) {
    RepairedText out;
    std::size_t at = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    out.text.reserve(bytes.size());
    while (at < bytes.size()) {
        const std::size_t bad = skip_well_formed(bytes, at);
        out.text.append(bytes.substr(at, bad - at));
        if (bad == bytes.size()) {
            break;
        }
        const std::uint32_t length = step_over(bytes, bad).length;
        const char32_t meant = mend(bad, length);
        if (meant == 0xFFFD) {
            if (out.repairs == 0) {
                out.first_repair = static_cast<std::uint32_t>(bad);
            }
            ++out.repairs;
        }
        append_utf8(out.text, meant);
        at = bad + length;
    }
    return out;
}

CodePoint code_point_at(std::string_view text, std::size_t at) {
    assert(at < text.size());
    const char32_t first = byte_at(text, at);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::uint32_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    assert(at + length <= text.size());
    char32_t value = first & (0x7FU >> length);
    for (std::uint32_t i = 1; i < length; ++i) {
        value = (value << 6U) | (byte_at(text, at + i) & 0x3FU);
    }
    return {value, length};
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
        out += replacement;
    } else if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0U | (code_point >> 6U));
        put(0x80U | (code_point & 0x3FU));
    } else if (code_point < 0x10000) {
        put(0xE0U | (code_point >> 12U));
        put(0x80U | ((code_point >> 6U) & 0x3FU));
        put(0x80U | (code_point & 0x3FU));
    } else {
        put(0xF0U | (code_point >> 18U));
        put(0x80U | ((code_point >> 12U) & 0x3FU));
        put(0x80U | ((code_point >> 6U) & 0x3FU));
        put(0x80U | (code_point & 0x3FU));
    }
}

std::size_t utf16_length(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0U) == 0x80U ? 0U : byte >= 0xF0U ? 2U : 1U;
    }
    return units;
}

std::string_view utf8_prefix(std::string_view text, std::size_t size) {
    if (text.size() <= size) {
        return text;
    }
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return text.substr(0, size);
}

}  // namespace chancery
