// SPDX-License-Identifier: Apache-2.0
// Datelines are read from the dash backwards: what may stand before it is little.
#include "ingest/wire.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <unicode/uchar.h>

#include "base/ascii.h"
#include "ingest/dates.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr std::size_t farthest_dateline = 900;  // bytes of slug and byline before it
constexpr std::size_t longest_dateline = 70;

std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) {
        ++at;
    }
    return at;
}

/// Length of the dash that stands at `at`, 0 where there is none.
std::size_t dash_length(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    for (const std::string_view dash : {"\u2014", "\u2013", "--", "-"}) {
        if (rest.starts_with(dash)) {
            return dash.size();
        }
    }
    return 0;
}

/// "SEOUL", "HÀ", "U.S.": at least two letters, none of them a lower-case ASCII letter.
bool is_capitals(std::string_view word) {
    const auto upper = std::count_if(word.begin(), word.end(), is_upper);
    return std::none_of(word.begin(), word.end(), is_lower) &&
           (upper >= 2 || (upper == 1 && word.size() > 2)) &&
           std::none_of(word.begin(), word.end(), is_digit);
}

bool is_capitalised(std::string_view word) {
    return !word.empty() &&
           (is_upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0xC3);
}

bool is_date_word(std::string_view word) {
    while (!word.empty() && (word.back() == ',' || word.back() == '.')) {
        word.remove_suffix(1);
    }
    const bool number = !word.empty() && word.size() <= 4 &&
                        std::all_of(word.begin(), word.end(), is_digit);
    return number || month_number(word) != 0;
}

/// Words with their places.
std::vector<Span> words_of(std::string_view text) {
    std::vector<Span> words;
    for (std::size_t at = skip_spaces(text, 0); at < text.size();
         at = skip_spaces(text, at)) {
        const std::size_t begin = at;
        while (at < text.size() && !is_space(text[at])) {
            ++at;
        }
        words.push_back(
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
    }
    return words;
}

std::string_view without_comma(std::string_view word) {
    while (!word.empty() && (word.back() == ',' || word.back() == ':')) {
        word.remove_suffix(1);
    }
    return word;
}

/// The place that a dateline begins with: words up to the first comma, stroke or date.
Span place_of(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    std::uint32_t stop = begin;
    for (const Span word : words_of(text.substr(begin, end - begin))) {
        const std::string_view w = text.substr(begin + word.begin, word.size());
        if (is_date_word(w) || w.front() == '(') {
            break;
        }
        const std::size_t cut = std::min(w.find('/'), without_comma(w).size());
        stop = begin + word.begin + static_cast<std::uint32_t>(cut);
        if (cut != w.size()) {
            break;
        }
    }
    return {begin, stop};
}

/// Where the dateline that ends at `end` begins: date words, then capitals.
std::uint32_t dateline_begin(std::string_view text, std::uint32_t end) {
    const std::vector<Span> words = words_of(text.substr(0, end));
    std::size_t i = words.size();
    while (i > 0 && is_date_word(quote(text, words[i - 1]))) {
        --i;
    }
    if (i > 0 && !is_capitals(without_comma(quote(text, words[i - 1]))) && i > 1 &&
        quote(text, words[i - 2]).ends_with(',')) {
        --i;  // a region: "TOKYO, Japan"
    }
    std::size_t first = i;
    while (first > 0 && i - first < 4) {
        const std::string_view word = without_comma(quote(text, words[first - 1]));
        const bool
            of_slug =  // "S Korea-China FTA … phase of bilateral FTA SEOUL, Dec. 30"
            first < i &&
            text.substr(0, words[first - 1].begin).find(word) != std::string_view::npos;
        if (!is_capitals(word) || of_slug) {
            break;
        }
        --first;
    }
    if (first < words.size()) {
        return words[first].begin;
    }
    return end;
}

/// Nothing but capitalised words, dates and commas.
bool is_plain_dateline(std::string_view text) {
    if (text.size() > longest_dateline) {
        return false;
    }
    const std::vector<Span> words = words_of(text);
    return words.size() <= 8 &&
           std::all_of(words.begin(), words.end(), [text](Span word) {
               const std::string_view w = quote(text, word);
               return (is_capitalised(w) || is_date_word(w) || w == "de" || w == "of") &&
                      (!w.ends_with('.') || is_date_word(w) || w.size() <= 5);
           });
}

/// "… (Yonhap) -- ": the parenthesis is at `open`.
std::optional<WireLead> read_signed(std::string_view text,
                                    std::size_t open,
                                    const IngestRules& rules) {
    const std::size_t close = text.substr(0, open + 42).find(')', open);
    if (close == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view sign = text.substr(open + 1, close - open - 1);
    const std::size_t dash_at = skip_spaces(text, close + 1);
    const std::size_t dash = dash_length(text, dash_at);
    const bool known = !rules.agency(sign).empty();
    const bool bare = open == 0 && known;  // "(CNN) Apologies …"
    if ((dash == 0 && !bare) || (!known && !is_capitalised(sign))) {
        return std::nullopt;
    }
    WireLead lead;
    const auto end = static_cast<std::uint32_t>(open);
    lead.slug_end =
        is_plain_dateline(text.substr(0, open)) ? 0 : dateline_begin(text, end);
    if (lead.slug_end == end && open != 0) {
        return std::nullopt;
    }
    lead.place = place_of(text, lead.slug_end, end);
    lead.agency = {end + 1, static_cast<std::uint32_t>(close)};
    lead.story = static_cast<std::uint32_t>(skip_spaces(text, dash_at + dash));
    return lead;
}

/// "MANILA, Philippines — …", "BEIJING - …"; in a first paragraph also "Beijing – …".
std::optional<WireLead> read_dashed(std::string_view text, bool first) {
    const std::string_view head = text.substr(0, longest_dateline + 6);
    for (std::size_t at = head.find_first_of("-\xE2"); at != std::string_view::npos;
         at = head.find_first_of("-\xE2", at + 1)) {
        const std::size_t dash = dash_length(text, at);
        const bool spaced = at > 0 && is_space(text[at - 1]) && at + dash < text.size() &&
                            is_space(text[at + dash]);
        if (dash == 0 || !spaced) {
            continue;
        }
        const std::string_view before = text.substr(0, at);
        const std::vector<Span> words = words_of(before);
        if (words.empty() || !is_plain_dateline(before)) {
            return std::nullopt;
        }
        const bool capitals = is_capitals(without_comma(quote(before, words.front())));
        const std::size_t story = skip_spaces(text, at + dash);
        const bool mixed =
            first && words.size() <= 3 && story < text.size() && !is_lower(text[story]);
        if (!capitals && !mixed) {
            return std::nullopt;
        }
        WireLead lead;
        lead.place = place_of(text, 0, static_cast<std::uint32_t>(at));
        lead.story = static_cast<std::uint32_t>(story);
        return lead;
    }
    return std::nullopt;
}

/// "HANOI: Vietnam's President …"
std::optional<WireLead> read_colon(std::string_view text) {
    const std::size_t colon = text.substr(0, 40).find(": ");
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view before = text.substr(0, colon);
    const std::vector<Span> words = words_of(before);
    const bool capitals =
        words.size() <= 3 && std::all_of(words.begin(), words.end(), [before](Span w) {
            return is_capitals(quote(before, w)) && !quote(before, w).ends_with(',');
        });
    const std::size_t story = skip_spaces(text, colon + 1);
    if (words.empty() || !capitals || story >= text.size() || is_lower(text[story])) {
        return std::nullopt;
    }
    WireLead lead;
    lead.place = place_of(text, 0, static_cast<std::uint32_t>(colon));
    lead.story = static_cast<std::uint32_t>(story);
    return lead;
}

/// Where a story that begins with slugs in brackets goes on: "(LEAD) … (ATTN: …)".
std::uint32_t slug_end(std::string_view text) {
    const std::size_t attention = text.substr(0, farthest_dateline).find("(ATTN");
    if (attention == std::string_view::npos) {
        return 0;
    }
    const std::size_t close = text.find(')', attention);
    return close == std::string_view::npos
               ? 0
               : static_cast<std::uint32_t>(skip_spaces(text, close + 1));
}

bool is_wire_end(std::string_view word) {
    return word == "(END)" || word == "END" || word == "./." || word == "/." ||
           word == "/";
}

bool is_address(std::string_view word) {
    const std::size_t at = word.find('@');
    return at != std::string_view::npos && at > 0 &&
           word.find('.', at) != std::string_view::npos;
}

std::uint32_t strip_spaces(std::string_view text, std::uint32_t end) {
    while (end > 0 && is_space(text[end - 1])) {
        --end;
    }
    return end;
}

/// One sign taken off the end of text[0, end), or `end` itself.
std::uint32_t strip_sign(std::string_view text, std::uint32_t end) {
    for (const std::string_view sign : {"(END)", "./.", "/."}) {
        if (text.substr(0, end).ends_with(sign)) {
            const bool stop = sign == "./.";  // the sentence keeps its full stop
            return end - static_cast<std::uint32_t>(sign.size()) + (stop ? 1U : 0U);
        }
    }
    std::uint32_t begin = end;
    while (begin > 0 && !is_space(text[begin - 1])) {
        --begin;
    }
    const std::string_view word = text.substr(begin, end - begin);
    return begin > 0 && (is_address(word) || is_wire_end(word)) ? begin : end;
}

/// "— VNS", "(Xinhua)", "VNA" after the last sentence.
std::optional<WireTail> strip_agency(std::string_view text,
                                     std::uint32_t end,
                                     const IngestRules& rules) {
    std::uint32_t begin = end;
    while (begin > 0 && !is_space(text[begin - 1]) && end - begin < 40) {
        --begin;
    }
    Span sign{begin, end};
    if (sign.size() > 2 && text[begin] == '(' && text[end - 1] == ')') {
        sign = {begin + 1, end - 1};
    }
    if (begin == 0 || sign.empty() || !is_upper(text[sign.begin]) ||
        rules.agency(quote(text, sign)).empty()) {
        return std::nullopt;
    }
    std::uint32_t stop = strip_spaces(text, begin);
    const std::string_view before = text.substr(0, stop);
    const bool dash = before.ends_with("\u2014") || before.ends_with("\u2013") ||
                      before.ends_with(" -") || before.ends_with("--");
    if (dash) {
        stop = strip_spaces(
            text,
            stop - (before.ends_with('-') ? (before.ends_with("--") ? 2U : 1U) : 3U));
    }
    const bool after_sentence =
        stop > 0 && (text[stop - 1] == '.' || text[stop - 1] == '"' ||
                     text.substr(0, stop).ends_with("\u201D"));
    const bool capitals = sign.size() >= 3 && is_capitals(quote(text, sign));
    if (!after_sentence || (!dash && !capitals && sign.begin == begin)) {
        return std::nullopt;
    }
    return WireTail{stop, sign};
}

}  // namespace

WireLead read_wire_lead(std::string_view paragraph,
                        bool first,
                        const IngestRules& rules) {
    const std::string_view head =
        paragraph.substr(0, first ? farthest_dateline : longest_dateline);
    for (std::size_t open = head.find('('); open != std::string_view::npos;
         open = head.find('(', open + 1)) {
        if (auto lead = read_signed(paragraph, open, rules)) {
            return *lead;
        }
    }
    if (auto lead = read_dashed(paragraph, first)) {
        return *lead;
    }
    if (first) {
        if (auto lead = read_colon(paragraph)) {
            return *lead;
        }
        const std::uint32_t end = slug_end(paragraph);
        if (end != 0 && end < paragraph.size()) {
            WireLead lead;
            lead.slug_end = end;
            lead.story = end;
            return lead;
        }
    }
    return {};
}

WireTail read_wire_tail(std::string_view paragraph, const IngestRules& rules) {
    WireTail tail;
    std::uint32_t end =
        strip_spaces(paragraph, static_cast<std::uint32_t>(paragraph.size()));
    for (;;) {
        const std::uint32_t next = strip_spaces(paragraph, strip_sign(paragraph, end));
        if (next == end || next == 0) {
            break;
        }
        end = next;
    }
    if (const auto agency = strip_agency(paragraph, end, rules)) {
        tail.agency = agency->agency;
        end = agency->story_end;
    }
    tail.story_end = end;
    return tail;
}

std::string place_name(std::string_view words) {
    if (std::any_of(words.begin(), words.end(), is_lower)) {
        return std::string(words);
    }
    std::string out;
    bool inside = false;
    for (std::size_t at = 0; at < words.size();) {
        const CodePoint c = code_point_at(words, at);
        const bool letter = u_isalpha(static_cast<UChar32>(c.value)) != 0;
        append_utf8(out,
                    letter && inside
                        ? static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value)))
                        : c.value);
        inside = letter;
        at += c.length;
    }
    return out;
}

}  // namespace chancery
