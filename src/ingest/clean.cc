// SPDX-License-Identifier: Apache-2.0
// Runs of plain bytes are copied whole; only the bytes that may matter are looked at.
#include "ingest/clean.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace chancery {

namespace {

/// Bytes at which append_clean() has to look closer.
constexpr std::array<bool, 256> special_bytes() {
    std::array<bool, 256> special{};
    for (std::size_t c = 0; c < 0x20; ++c) {
        special.at(c) = c != '\n' && c != '\t';
    }
    special.at('&') = true;
    special.at(0x7F) = true;
    special.at(0xC2) = true;  // U+0080-00BF
    special.at(0xE2) = true;  // U+2000-2FFF
    special.at(0xE3) = true;  // U+3000
    special.at(0xEF) = true;  // U+FEFF
    return special;
}

constexpr std::array<bool, 256> special = special_bytes();

enum class Becomes : std::uint8_t { itself, space, line_feed, nothing };

Becomes treatment(char32_t c) {
    if (c == 0x2028 || c == 0x2029) {
        return Becomes::line_feed;
    }
    if (c == 0xA0 || c == 0x3000 || c == 0x202F || c == 0x205F ||
        (c >= 0x2000 && c <= 0x200A) || (c < 0x20 && c != '\n' && c != '\t') ||
        (c >= 0x7F && c < 0xA0)) {
        return Becomes::space;
    }
    if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
        (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF) {
        return Becomes::nothing;
    }
    return Becomes::itself;
}

/// A reference that stands for "&" and makes another one with what follows is decoded
/// again, as pages escape text twice.
CharacterReference read_nested_reference(std::string_view text) {
    CharacterReference outer = read_reference(text);
    if (outer.length == 0 || outer.value != U'&') {
        return outer;
    }
    for (int depth = 0; depth < 3 && outer.value == U'&'; ++depth) {
        std::string inner = "&";
        inner += text.substr(outer.length, 12);
        const CharacterReference next = read_reference(inner);
        if (next.length == 0) {
            break;
        }
        outer = {next.value, outer.length + next.length - 1};
    }
    return outer;
}

void append_treated(CleanText& out,
                    char32_t c,
                    std::uint32_t source,
                    std::uint32_t length) {
    switch (treatment(c)) {
        case Becomes::space:
            out.replace(" ", source, length);
            break;
        case Becomes::line_feed:
            out.replace("\n", source, length);
            break;
        case Becomes::nothing:
            out.replace("", source, length);
            break;
        case Becomes::itself: {
            std::string bytes;
            append_utf8(bytes, c);
            out.replace(bytes, source, length);
            break;
        }
    }
}

/// Handles the byte at `at`; gives how many bytes of `bytes` it used.
std::uint32_t append_special(CleanText& out,
                             std::string_view bytes,
                             std::uint32_t at,
                             std::uint32_t source) {
    const char byte = bytes[at];
    if (byte == '&') {
        const CharacterReference reference = read_nested_reference(bytes.substr(at));
        if (reference.length == 0) {
            out.copy(bytes.substr(at, 1), source + at);
            return 1;
        }
        append_treated(out, reference.value, source + at, reference.length);
        return reference.length;
    }
    if (byte == '\r') {
        const bool pair = at + 1 < bytes.size() && bytes[at + 1] == '\n';
        out.replace(pair ? "" : "\n", source + at, 1);
        return 1;
    }
    const CodePoint c = code_point_at(bytes, at);
    if (treatment(c.value) == Becomes::itself) {
        out.copy(bytes.substr(at, c.length), source + at);
    } else {
        append_treated(out, c.value, source + at, c.length);
    }
    return c.length;
}

}  // namespace

void CleanText::anchor_here(std::uint32_t source) {
    const Anchor anchor{static_cast<std::uint32_t>(text.size()), source};
    if (anchors.empty() || anchors.back().text != anchor.text ||
        anchors.back().source != anchor.source) {
        anchors.push_back(anchor);
    }
}

void CleanText::copy(std::string_view bytes, std::uint32_t source) {
    if (bytes.empty()) {
        return;
    }
    if (anchors.empty() ||
        anchors.back().source + (text.size() - anchors.back().text) != source) {
        anchor_here(source);
    }
    text += bytes;
}

void CleanText::replace(std::string_view bytes,
                        std::uint32_t source,
                        std::uint32_t length) {
    anchor_here(source);
    text += bytes;
    anchor_here(source + length);
}

void CleanText::erase(const std::vector<std::uint32_t>& at) {
    if (at.empty()) {
        return;
    }
    if (anchors.empty()) {
        anchors.push_back({0, 0});
    }
    CleanText out;
    out.text.reserve(text.size());
    auto anchor = anchors.begin();
    std::uint32_t from = 0;
    std::uint32_t gone = 0;
    Anchor last;
    const auto keep_anchors = [&](std::uint32_t until) {
        for (; anchor != anchors.end() && anchor->text <= until; ++anchor) {
            last = *anchor;
            out.anchors.push_back({anchor->text - gone, anchor->source});
        }
    };
    for (const std::uint32_t position : at) {
        out.text.append(text, from, position - from);
        keep_anchors(position);
        const std::uint32_t source = last.source + (position - last.text);
        out.anchors.push_back({position - gone, source});
        out.anchors.push_back({position - gone, source + 1});
        from = position + 1;
        ++gone;
    }
    out.text.append(text, from);
    keep_anchors(static_cast<std::uint32_t>(text.size()));
    *this = std::move(out);
}

void CleanText::finish() {
    if (anchors.size() == 1 && anchors.front().text == anchors.front().source) {
        anchors.clear();
    }
}

void append_clean(CleanText& out,
                  std::string_view bytes,
                  std::uint32_t source,
                  bool decode_references) {
    out.text.reserve(out.text.size() + bytes.size());
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::uint32_t from = 0;
    for (std::uint32_t at = 0; at < size;) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (!special[byte] || (byte == '&' && !decode_references)) {
            ++at;
            continue;
        }
        out.copy(bytes.substr(from, at - from), source + from);
        at += append_special(out, bytes, at, source);
        from = at;
    }
    out.copy(bytes.substr(from), source + from);
}

}  // namespace chancery
