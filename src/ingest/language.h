// The language of a story, told from its words; only English is read for now.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "ingest/article.h"

namespace chancery {

/// What a text is written in.
struct LanguageVerdict {
    std::string code;  ///< BCP 47: "en", "vi", "zh-Hant"; "und" where it is not known
    std::string name;  ///< in English: "Vietnamese"
    /// "function-words" (of English), "cld2", "script", or "assumed": too short or too
    /// full of names to tell; then the code is "en".
    std::string rule;

    [[nodiscard]] bool is_english() const { return code == "en"; }
};

/// Tells the language of `text` (valid UTF-8). `declared` (BCP 47, may be empty or wrong)
/// is a hint. English is denied only where the script is another, or the words are of
/// another language for sure and not of English: a list of names stays English. Reads
/// the first 16 KiB. A pure function.
[[nodiscard]] LanguageVerdict tell_language(std::string_view text,
                                            std::string_view declared);

/// The same of an article's story (of all its text where that is short), with `declared`
/// where it is not empty, else article.language, for a hint. Sets language and
/// language_from.
LanguageVerdict tell_language_of(Article& article, std::string_view declared);

/// "is in Vietnamese (vi); only English is read".
[[nodiscard]] std::string refusal_of(const LanguageVerdict& verdict);

}  // namespace chancery
