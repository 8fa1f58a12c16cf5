// SPDX-License-Identifier: Apache-2.0
#include "actors/draft.h"

#include <algorithm>

#include "actors/places.h"

namespace chancery::actors {

namespace {

constexpr std::int32_t no_date_year = 2999;

/// Bytes of a character at the start of `text` that shows nothing and would, in a name
/// that is printed, turn what follows round or hide in it: marks of direction, spaces of
/// no width, soft hyphens. Joiners stay: Persian and Indic names are spelled with them.
std::size_t invisible(std::string_view text) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
        return 0;
    }
    for (const std::string_view mark : {"\u00AD",
                                        "\u061C",
                                        "\u200B",
                                        "\u200E",
                                        "\u200F",
                                        "\u202A",
                                        "\u202B",
                                        "\u202C",
                                        "\u202D",
                                        "\u202E",
                                        "\u2060",
                                        "\u2066",
                                        "\u2067",
                                        "\u2068",
                                        "\u2069",
                                        "\uFEFF"}) {
        if (text.starts_with(mark)) {
            return mark.size();
        }
    }
    return 0;
}

/// True where Draft::words() has nothing to change: ASCII with single spaces.
bool is_clean(std::string_view bytes) {
    bool after_space = true;
    for (const char c : bytes) {
        const bool space = c == ' ';
        if (static_cast<unsigned char>(c) < 0x20 ||
            static_cast<unsigned char>(c) >= 0x80 || (space && after_space)) {
            return false;
        }
        after_space = space;
    }
    return true;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

Draft::Draft(const Article& a, const Reading& r, const ActorTables& t)
    : article(a),
      reading(r),
      tables(t),
      chunks(a.text, r, t),
      date(a.published.value_or(Day::from_civil(no_date_year, 1, 1))) {
    mark_quotes();
    home = home_of(*this);
}

void Draft::begin_again() {
    if (chunks.follow_tags()) {
        home = home_of(*this);
    }
    measure_depths();
    offices.clear();
    phrases.clear();
}

/// Each token is looked at once, however deep the trees are.
void Draft::measure_depths() {
    constexpr std::uint32_t unknown = 0xffffffffU;
    depths_.assign(reading.tokens.size(), unknown);
    std::vector<TokenIndex> path;
    for (TokenIndex i = 0; i < reading.tokens.size(); ++i) {
        TokenIndex at = i;
        for (; at != no_token && depths_[at] == unknown; at = token(at).head) {
            depths_[at] = 0;  // ends a circle, which no tree has
            path.push_back(at);
        }
        for (std::uint32_t depth = at == no_token ? 0 : depths_[at] + 1; !path.empty();
             ++depth) {
            depths_[path.back()] = depth;
            path.pop_back();
        }
    }
}

void Draft::mark_quotes() {
    quoted_.reserve(reading.tokens.size());
    bool open = false;
    std::uint32_t block = 0;
    for (TokenIndex i = 0; i < reading.tokens.size(); ++i) {
        const std::uint32_t here = reading.sentences[token(i).sentence].block;
        open = open && here == block;
        block = here;
        const std::size_t size = token(i).span.size();
        const std::string_view word = size <= 3 ? text(i) : std::string_view();
        if (word == "\u201c" || word == "``") {
            open = true;
        } else if (word == "\u201d" || word == "''") {
            open = false;
        } else if (word == "\"") {
            open = !open;
        }
        quoted_.push_back(open);
    }
}

std::string Draft::words(TokenIndex first, TokenIndex last) const {
    if (first >= last) {
        return {};
    }
    const Span span{token(first).span.begin, token(last - 1).span.end};
    const std::string_view bytes = quote(article.text, span);
    if (is_clean(bytes)) {
        return std::string(bytes);
    }
    std::string joined;
    joined.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t unseen = invisible(bytes.substr(at));
        const char c = bytes[at];
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (unseen == 0 && !blank) {
            joined += c;
        } else if (!joined.empty() && joined.back() != ' ' &&
                   (blank || bytes.substr(at).starts_with("\u200B"))) {
            joined += ' ';
        }
        at += std::max<std::size_t>(unseen, 1);
    }
    return joined;
}

bool Draft::is_slow(TokenIndex i, std::string_view lower_case) const {
    const std::string_view word = text(i);
    for (std::size_t k = 0; k < word.size(); ++k) {
        if (lower(word[k]) != lower_case[k]) {
            return false;
        }
    }
    return true;
}

TokenIndex Draft::head_of(TokenIndex first, TokenIndex last) const {
    TokenIndex best = last - 1;
    if (depths_.empty()) {
        return best;
    }
    std::uint32_t best_depth = no_token;
    for (TokenIndex i = first; i < last; ++i) {
        const TokenIndex governor = token(i).head;
        const bool inside = governor != no_token && governor >= first && governor < last;
        if (!inside && depths_[i] < best_depth) {
            best = i;
            best_depth = depths_[i];
        }
    }
    return best;
}

bool is_possessive_mark(std::string_view token) {
    return token == "'s" || token == "\u2019s" || token == "'" || token == "\u2019" ||
           token == "'S" || token == "\u2019S";
}

}  // namespace chancery::actors
