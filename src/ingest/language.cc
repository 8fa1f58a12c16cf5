// SPDX-License-Identifier: Apache-2.0
#include "ingest/language.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <cld2/public/compact_lang_det.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/utf8.h"
#include "text/word_set.h"

namespace chancery {

namespace {

/// Words that are frequent in English and rare in other languages of Latin script ("in",
/// "is", "was", "me" are not among them: Dutch, Italian, Malay have these too).
constexpr auto english_words = std::to_array<std::string_view>(
    {"about",   "after", "against", "also", "and",   "are",   "because", "been",
     "between", "but",   "by",      "can",  "could", "from",  "had",     "has",
     "have",    "his",   "its",     "more", "new",   "not",   "of",      "on",
     "said",    "says",  "she",     "that", "the",   "their", "they",    "this",
     "to",      "up",    "were",    "when", "which", "while", "who",     "will",
     "with",    "would", "year",    "you",  "your",  "him"});

/// What is counted in one pass over a text.
struct Counts {
    std::size_t letters = 0;
    std::size_t latin = 0;
    std::size_t words = 0;    ///< of Latin letters
    std::size_t english = 0;  ///< of these in english_words
    std::size_t lower = 0;    ///< of these not capitalised: hardly ever names
    std::string plain;        ///< those, with spaces between them
    std::array<std::size_t, USCRIPT_CODE_LIMIT> scripts{};
};

bool is_english_word(std::string_view word) {
    static constexpr WordSet words(english_words);
    return words.has(word);
}

/// The script of a letter; USCRIPT_INVALID_CODE for what is none.
UScriptCode script_of_letter(char32_t value) {
    if (value < 0x80) {
        const char32_t lower = value | 0x20U;
        return lower >= 'a' && lower <= 'z' ? USCRIPT_LATIN : USCRIPT_INVALID_CODE;
    }
    const auto c = static_cast<UChar32>(value);
    if (u_isalpha(c) == 0) {
        return USCRIPT_INVALID_CODE;
    }
    UErrorCode error = U_ZERO_ERROR;
    return uscript_getScript(c, &error);
}

/// `folded`: the word in lower case, with "?" for letters that no English word has.
void count_word(std::string_view word, std::string_view folded, Counts& out) {
    if (word.empty()) {
        return;
    }
    ++out.words;
    out.english += is_english_word(folded) ? 1U : 0U;
    if (u_isupper(static_cast<UChar32>(code_point_at(word, 0).value)) == 0) {
        ++out.lower;
        out.plain += word;
        out.plain += ' ';
    }
}

Counts count(std::string_view text) {
    Counts out;
    std::string folded;
    std::size_t word = 0;  // where the word of Latin letters begins that is being read
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        const std::size_t begin = at;
        at += c.length;
        const UScriptCode script = script_of_letter(c.value);
        if (script != USCRIPT_LATIN) {
            count_word(text.substr(word, begin - word), folded, out);
            folded.clear();
            word = at;
        } else {
            folded += c.value < 0x80 ? static_cast<char>(c.value | 0x20U) : '?';
            ++out.latin;
        }
        out.letters += script != USCRIPT_INVALID_CODE ? 1U : 0U;
        if (script > USCRIPT_INHERITED && script < USCRIPT_CODE_LIMIT) {
            ++out.scripts.at(static_cast<std::size_t>(script));
        }
    }
    count_word(text.substr(word), folded, out);
    return out;
}

std::string_view primary(std::string_view tag) {
    return tag.substr(0, tag.find_first_of("-_"));
}

/// What the library says, for a text whose words have been looked at.
struct Guess {
    CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
    int percent = 0;  ///< of the text
    bool reliable = false;
};

Guess guess(std::string_view text, std::string_view declared) {
    const std::string hint(primary(declared));
    const CLD2::CLDHints hints{
        hint.empty() ? nullptr : hint.c_str(), nullptr, 0, CLD2::UNKNOWN_LANGUAGE};
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int bytes = 0;
    int valid = 0;
    Guess out;
    out.language = CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(),
                                                           static_cast<int>(text.size()),
                                                           true,
                                                           &hints,
                                                           0,
                                                           languages.data(),
                                                           percents.data(),
                                                           scores.data(),
                                                           nullptr,
                                                           &bytes,
                                                           &out.reliable,
                                                           &valid);
    out.language = languages[0];
    out.percent = percents[0];
    return out;
}

/// "VIETNAMESE" → "Vietnamese", "SCOTS_GAELIC" → "Scots Gaelic".
std::string shown_name(CLD2::Language language) {
    std::string out = CLD2::LanguageName(language);
    bool first = true;
    for (char& c : out) {
        if (c == '_') {
            c = ' ';
        } else if (!first && c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
        first = c == ' ';
    }
    return language == CLD2::CHINESE_T ? "Chinese" : out;
}

LanguageVerdict verdict_of(CLD2::Language language) {
    const std::string code = CLD2::LanguageCode(language);
    return {code == "iw" ? "he" : code, shown_name(language), "cld2"};
}

/// The script that most letters have, where the language is not told.
LanguageVerdict verdict_by_script(const Counts& counts) {
    const auto most = std::max_element(counts.scripts.begin(), counts.scripts.end());
    const auto script = static_cast<UScriptCode>(most - counts.scripts.begin());
    const char* name = uscript_getName(script);
    const char* code = uscript_getShortName(script);
    return {
        "und-" + std::string(code == nullptr ? "Zzzz" : code),
        "a language in " + std::string(name == nullptr ? "another" : name) + " script",
        "script"};
}

const LanguageVerdict& assumed() {
    static const LanguageVerdict verdict{"en", "English", "assumed"};
    return verdict;
}

LanguageVerdict tell_latin(const Counts& counts,
                           std::string_view text,
                           std::string_view declared) {
    if (counts.english >= 2 && counts.english * 100 >= counts.words * 9) {
        return {"en", "English", "function-words"};
    }
    // Names tell where people are from, not who writes.
    const bool capitals = counts.lower * 10 < counts.words;
    const Guess found = guess(capitals ? text : counts.plain, declared);
    if (found.language == CLD2::ENGLISH) {
        return {"en", "English", found.reliable ? "cld2" : "assumed"};
    }
    constexpr std::size_t short_text = 12;  // words
    const std::size_t words = capitals ? counts.words / 4 : counts.lower;
    const bool few = words < short_text;
    if (!found.reliable || found.language == CLD2::UNKNOWN_LANGUAGE ||
        found.percent < (few ? 90 : 60) || counts.english * 100 >= counts.words * 5 ||
        (few && (primary(declared) == "en" || words < 4))) {
        return assumed();
    }
    return verdict_of(found.language);
}

}  // namespace

LanguageVerdict tell_language(std::string_view text, std::string_view declared) {
    constexpr std::size_t most = 1U << 14U;
    std::size_t size = std::min(text.size(), most);
    while (size > 0 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    text = text.substr(0, size);
    const Counts counts = count(text);
    constexpr std::size_t least = 10;  // letters
    if (counts.letters < least) {
        return assumed();
    }
    if (counts.latin * 2 >= counts.letters) {
        return tell_latin(counts, text, declared);
    }
    const Guess found = guess(text, declared);
    const bool known =
        found.language != CLD2::UNKNOWN_LANGUAGE && found.language != CLD2::ENGLISH;
    return known ? verdict_of(found.language) : verdict_by_script(counts);
}

LanguageVerdict tell_language_of(Article& article, std::string_view declared) {
    const std::string hint(declared.empty() ? article.language : declared);
    std::string story;
    Span first;
    for (const Block& block : article.blocks) {
        if (block.kind == BlockKind::paragraph || block.kind == BlockKind::title) {
            first = first.empty() ? block.span : first;
            story += quote(article.text, block.span);
            story += '\n';
        }
    }
    constexpr std::size_t enough = 200;  // bytes
    const bool whole = story.size() < enough && article.text.size() > story.size();
    LanguageVerdict verdict = tell_language(whole ? article.text : story, hint);
    const bool same = primary(hint) == primary(verdict.code);
    article.language = same ? hint : verdict.code;
    article.language_from = {verdict.rule, whole ? Span{} : first};
    return verdict;
}

std::string refusal_of(const LanguageVerdict& verdict) {
    return "is in " + verdict.name + " (" + verdict.code + "); only English is read";
}

}  // namespace chancery
