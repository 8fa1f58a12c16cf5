// SPDX-License-Identifier: Apache-2.0
#include "text/latin.h"

#include <algorithm>
#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace chancery {

std::string to_latin(std::string_view text) {
    constexpr std::size_t longest = 1000;
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<signed char>(c) >= 0;
    });
    if (ascii || text.size() > longest) {
        return std::string(text);
    }
    UErrorCode status = U_ZERO_ERROR;
    // BGN writes "sh" and "zh" as the press does, where Any-Latin has "š" and "ž". It
    // leaves other scripts alone. Signs for soft letters go: "Vietnam", not "V'yetnam".
    const std::unique_ptr<icu::Transliterator> latin(icu::Transliterator::createInstance(
        "Russian-Latin/BGN; Any-Latin; [\\u02B9\\u02BA\\u2019\\u0027] Remove",
        UTRANS_FORWARD,
        status));
    if (U_FAILURE(status) || latin == nullptr) {
        return std::string(text);
    }
    auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    latin->transliterate(wide);
    std::string out;
    wide.toUTF8String(out);
    return out;
}

}  // namespace chancery
