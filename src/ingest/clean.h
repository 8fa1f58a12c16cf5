// Clean text with every byte traceable: entities decoded, invisible characters gone.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/article.h"

namespace chancery {

/// Text under construction and where it came from.
struct CleanText {
    std::string text;
    std::vector<Anchor> anchors;
    std::uint32_t mended = 0;  ///< runs of mojibake that were read as what they were

    /// Takes over `bytes`, which stand at `source` in the source.
    void copy(std::string_view bytes, std::uint32_t source);
    /// `bytes` stand for source[source, source + length). Empty bytes: it was dropped.
    void replace(std::string_view bytes, std::uint32_t source, std::uint32_t length);
    /// Takes the bytes of the text at the sorted, distinct positions `at` out again.
    void erase(const std::vector<std::uint32_t>& at);
    /// Brings the text from `from` on into NFC; what changes stands for its source as a
    /// whole.
    void compose(std::size_t from);
    /// To be called once, at the end: no anchors are kept where text and source agree.
    void finish();

  private:
    void anchor_here(std::uint32_t source);
};

/// Adds the clean form of `bytes` (valid UTF-8 that stands at `source` in the source):
/// character references decoded, also twice escaped ones ("&amp;quot;"), where
/// `decode_references`; mojibake mended (see mojibake.h); zero-width characters, soft
/// hyphens and byte-order marks dropped; no-break and other typographic spaces and stray
/// control characters become a space; CRLF, CR and U+2028/9 become LF; ligatures become
/// letters; all in NFC.
void append_clean(CleanText& out,
                  std::string_view bytes,
                  std::uint32_t source,
                  bool decode_references);

/// What a character reference at the start of `text` ("&quot;", "&#39;", "&#x2019;")
/// stands for. length 0: there is none.
struct CharacterReference {
    char32_t value = 0;
    std::uint32_t length = 0;
};

[[nodiscard]] CharacterReference read_reference(std::string_view text);

/// The code point of Windows-1252 for a byte 0x80-0x9F; others are themselves.
[[nodiscard]] char32_t windows_1252(char32_t byte);

}  // namespace chancery
