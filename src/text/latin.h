// Names in other scripts brought into Latin letters, for looking them up.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace chancery {

/// `text` in Latin letters as far as its script has a romanisation: Cyrillic by BGN/PCGN
/// ("Владимир Путин" → "Vladimir Putin"), the rest by ICU's Any-Latin ("习近平" →
/// "xi jin ping"). Latin letters stay, with their diacritics. For what a person types,
/// not for articles: it takes microseconds a letter. Text of more than 1,000 bytes, and
/// text that ICU cannot change, comes back as it is.
[[nodiscard]] std::string to_latin(std::string_view text);

}  // namespace chancery
