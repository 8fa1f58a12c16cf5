// One form for the many spellings of a name: lower case, no diacritics, plain letters.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace chancery {

/// Folds a word or name for comparison: NFKD without combining marks, lower case, and the
/// letters that do not decompose mapped to their usual Latin base (đ→d, ø→o, ł→l, ß→ss,
/// æ→ae, ı→i, þ→th, ð→d, œ→oe …); curly quotes and dashes to ' and -. Other characters
/// are kept, but those that show nothing (marks of direction, joiners, soft hyphens;
/// Unicode's Default_Ignorable_Code_Point) go, and the space of no width becomes a space.
/// fold(fold(x)) == fold(x). "Tô Lâm" → "to lam". ASCII takes a path without
/// ICU.
[[nodiscard]] std::string fold(std::string_view text);

/// As fold(), appended to `out`, so that callers can reuse one buffer.
void fold_into(std::string_view text, std::string& out);

/// As fold(), then every run of characters that are neither letters nor digits becomes
/// one space and spaces at the ends go: the key under which names are looked up.
/// "Díaz-Canel, M." → "diaz canel m"; "People's" and "People’s" → "people s". In a word
/// that has Latin letters, Cyrillic and Greek ones that look like Latin ones are those:
/// "Рutin" with a Cyrillic Р → "putin". A word all of another script stays as it is.
[[nodiscard]] std::string name_key(std::string_view text);

/// As name_key(), appended to `out`, which is empty, so that callers can reuse one
/// buffer.
void name_key_into(std::string_view text, std::string& out);

}  // namespace chancery
