// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed_dates.h"

#include <algorithm>

#include "ingest/dates.h"
#include "ingest/header_fields.h"
#include "ingest/moments.h"

namespace chancery {

namespace {

bool is_number(std::string_view word, std::size_t most) {
    return !word.empty() && word.size() <= most &&
           word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "25 Jan 26 08:30" with the whole year, as RFC 5322, 4.3 has it.
std::string with_century(std::string_view words) {
    std::string_view before;
    std::string_view last;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        const std::string_view word = words.substr(at, end - at);
        if (word.size() == 2 && is_number(word, 2) && is_number(before, 2) &&
            month_number(last) != 0) {
            return std::string(words.substr(0, at)) + (word < "50" ? "20" : "19") +
                   std::string(words.substr(at));
        }
        before = last;
        last = word;
        at = end + 1;
    }
    return std::string(words);
}

}  // namespace

std::string to_rfc3339(std::string_view words) {
    constexpr std::size_t longest = 200;
    words = trimmed(words);
    if (words.size() > longest) {
        return {};
    }
    if (const auto moment = read_moment(with_century(words))) {
        return moment->text.empty() ? moment->day.iso() : moment->text;
    }
    const auto date = find_date(words);
    return date ? date->day.iso() : std::string();
}

}  // namespace chancery
