// SPDX-License-Identifier: Apache-2.0
// Runs of plain bytes are copied whole; only the bytes that may matter are looked at.
#include "ingest/clean.h"

#include <algorithm>
#include <array>
#include <optional>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "ingest/mojibake.h"
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
    special.at(0xC3) = true;  // U+00C0-00FF, with which mojibake begins
    special.at(0xCE) = true;  // U+0393, of code page 437
    special.at(0xD0) = true;  // U+0432, of windows-1251
    special.at(0xE2) = true;  // U+2000-2FFF
    special.at(0xE3) = true;  // U+3000
    special.at(0xEF) = true;  // U+FB00-FB06, U+FEFF
    return special;
}

constexpr std::array<bool, 256> special = special_bytes();

enum class Becomes : std::uint8_t { itself, space, line_feed, nothing, letters };

Becomes treatment(char32_t c) {
    if (c == 0) {  // see SourceCharacter
        return Becomes::nothing;
    }
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
    return c >= 0xFB00 && c <= 0xFB06 ? Becomes::letters : Becomes::itself;
}

/// The letters that a ligature of a typesetter joins.
std::string_view ligature(char32_t c) {
    constexpr std::array<std::string_view, 7> letters{
        "ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    return letters.at(c - 0xFB00);
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
        case Becomes::letters:
            out.replace(ligature(c), source, length);
            break;
        case Becomes::itself: {
            std::string bytes;
            append_utf8(bytes, c);
            out.replace(bytes, source, length);
            break;
        }
    }
}

/// Text that is read a character at a time, references decoded where that is asked for.
struct Characters {
    std::string_view bytes;
    std::uint32_t source = 0;  ///< where `bytes` stand
    bool references = false;

    /// Nothing at the end and at a reference that is none.
    [[nodiscard]] std::optional<SourceCharacter> at(std::size_t offset) const {
        if (offset >= bytes.size()) {
            return std::nullopt;
        }
        const auto where = source + static_cast<std::uint32_t>(offset);
        if (references && bytes[offset] == '&') {
            const CharacterReference found = read_nested_reference(bytes.substr(offset));
            return found.length == 0
                       ? std::nullopt
                       : std::optional(SourceCharacter{found.value, where, found.length});
        }
        const CodePoint c = code_point_at(bytes, offset);
        return SourceCharacter{c.value, where, c.length};
    }
};

/// The last character of a text; 0 where it is empty.
char32_t last_character(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
    }
    return text.empty() ? 0 : code_point_at(text, at).value;
}

/// Takes over the run of characters from `at` on that mojibake may be made of; gives how
/// many bytes that are.
std::uint32_t append_run(CleanText& out, const Characters& text, std::uint32_t at) {
    std::vector<SourceCharacter> run;
    std::uint32_t end = at;
    std::optional<SourceCharacter> next = text.at(end);
    do {
        run.push_back(*next);
        end += next->length;
        next = text.at(end);
    } while (next && may_continue_mojibake(next->value));
    const Neighbours around{last_character(out.text), next ? next->value : 0};
    const bool mended = mend_mojibake(run, around);
    out.mended += mended ? 1 : 0;
    for (const SourceCharacter& c : run) {
        const std::string_view same = text.bytes.substr(c.source - text.source, c.length);
        const bool plain = treatment(c.value) == Becomes::itself;
        if (plain && same.front() != '&' && code_point_at(same, 0).value == c.value &&
            code_point_at(same, 0).length == c.length) {
            out.copy(same, c.source);
        } else {
            append_treated(out, c.value, c.source, c.length);
        }
    }
    return end - at;
}

/// Handles the byte at `at`; gives how many bytes of the text it used.
std::uint32_t append_special(CleanText& out, const Characters& text, std::uint32_t at) {
    const std::uint32_t source = text.source + at;
    const char byte = text.bytes[at];
    if (byte == '\r') {
        const bool pair = at + 1 < text.bytes.size() && text.bytes[at + 1] == '\n';
        out.replace(pair ? "" : "\n", source, 1);
        return 1;
    }
    const std::optional<SourceCharacter> c = text.at(at);
    if (!c) {
        out.copy(text.bytes.substr(at, 1), source);
        return 1;
    }
    if (may_begin_mojibake(c->value)) {
        return append_run(out, text, at);
    }
    if (byte != '&' && treatment(c->value) == Becomes::itself) {
        out.copy(text.bytes.substr(at, c->length), source);
    } else {
        append_treated(out, c->value, source, c->length);
    }
    return c->length;
}

/// A part of a text that is written otherwise.
struct Edit {
    Span span;
    std::string bytes;
};

/// What of text[from, …) is not in NFC, sorted. Letters up to U+02FF always are.
std::vector<Edit> edits_to_nfc(std::string_view text, std::size_t from) {
    std::vector<Edit> out;
    const bool plain = std::all_of(
        text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0xCC;
        });
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* nfc =
        plain ? nullptr : icu::Normalizer2::getNFCInstance(error);
    if (plain || U_FAILURE(error) != 0 ||
        nfc->isNormalizedUTF8(
            {text.data() + from, static_cast<std::int32_t>(text.size() - from)}, error)) {
        return out;
    }
    for (std::size_t begin = from; begin < text.size();) {
        std::size_t end = begin + code_point_at(text, begin).length;
        bool composed = end - begin > 1;
        while (end < text.size()) {
            const CodePoint next = code_point_at(text, end);
            if (nfc->hasBoundaryBefore(static_cast<UChar32>(next.value))) {
                break;
            }
            end += next.length;
            composed = true;
        }
        if (composed) {
            const std::string_view was = text.substr(begin, end - begin);
            std::string is;
            nfc->normalize(icu::UnicodeString::fromUTF8(
                               {was.data(), static_cast<std::int32_t>(was.size())}),
                           error)
                .toUTF8String(is);
            if (is != was && U_SUCCESS(error) != 0) {
                out.push_back(
                    {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                     std::move(is)});
            }
        }
        begin = end;
    }
    return out;
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
    out.mended = mended;
    *this = std::move(out);
}

void CleanText::compose(std::size_t from) {
    const std::vector<Edit> edits = edits_to_nfc(text, from);
    if (edits.empty()) {
        return;
    }
    CleanText out;
    out.text.reserve(text.size());
    auto anchor = anchors.begin();
    Anchor last;
    std::uint32_t at = 0;
    const auto source_of = [&last](std::uint32_t position) {
        return last.source + (position - last.text);
    };
    const auto keep_until = [&](std::uint32_t end) {
        const auto size = static_cast<std::uint32_t>(out.text.size());
        for (; anchor != anchors.end() && anchor->text <= end; ++anchor) {
            last = *anchor;
            out.anchors.push_back({size + (anchor->text - at), anchor->source});
        }
        out.text.append(text, at, end - at);
        at = end;
    };
    for (const Edit& edit : edits) {
        keep_until(edit.span.begin);
        const std::uint32_t source = source_of(at);
        for (; anchor != anchors.end() && anchor->text < edit.span.end; ++anchor) {
            last = *anchor;
        }
        const bool exact = anchor != anchors.end() && anchor->text == edit.span.end;
        const std::uint32_t end = exact ? anchor->source : source_of(edit.span.end);
        out.anchor_here(source);
        out.text += edit.bytes;
        out.anchor_here(end);
        at = edit.span.end;
    }
    keep_until(static_cast<std::uint32_t>(text.size()));
    out.mended = mended;
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
    const std::size_t begin = out.text.size();
    const Characters text{bytes, source, decode_references};
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::uint32_t from = 0;
    for (std::uint32_t at = 0; at < size;) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (!special[byte] || (byte == '&' && !decode_references)) {
            ++at;
            continue;
        }
        out.copy(bytes.substr(from, at - from), source + from);
        at += append_special(out, text, at);
        from = at;
    }
    out.copy(bytes.substr(from), source + from);
    out.compose(begin);
}

}  // namespace chancery
