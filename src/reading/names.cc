// Names from labels, and the names inside them.
// SPDX-License-Identifier: Apache-2.0
#include "reading/names.h"

#include <algorithm>
#include <utility>

#include "reading/chars.h"

namespace chancery::reading {
namespace {

/// One token past the run of capitalised words from `i` that lists call parts of places;
/// `i` where no place begins. A word alone must be the whole name of one. `name` is what
/// the run stands in.
TokenIndex place_end(std::string_view text,
                     const Reading& reading,
                     std::span<const Word> words,
                     std::pair<const Name&, TokenIndex> name_and_first) {
    const auto& [name, first] = name_and_first;
    const TokenIndex begin = name.first;
    const TokenIndex last = name.last;
    auto end = first;
    while (end < last && begins_upper(quote(text, reading.tokens[end].span)) &&
           (words[end].classes.lists & (is_place | is_state | in_places)) != 0) {
        ++end;
    }
    if (end != first + 1) {
        return end;
    }
    // Alone "Central" is a region somewhere: a word that is no state needs its "of".
    const bool follows =
        first > begin && begins_lower(quote(text, reading.tokens[first - 1].span));
    return (words[first].classes.lists & is_state) != 0 ||
                   ((words[first].classes.lists & is_place) != 0 && follows)
               ? end
               : first;
}

}  // namespace

void find_inner_names(std::string_view text,
                      const Reading& reading,
                      std::span<const Word> words,
                      const WordLists& lists,
                      std::vector<Name>& out) {
    for (const Name& name : reading.names) {
        const bool holds =
            name.last - name.first > 1 &&
            (name.kind == NameKind::organisation || name.kind == NameKind::location);
        for (auto i = name.first; holds && i < name.last; ++i) {
            const auto word = quote(text, reading.tokens[i].span);
            if (begins_upper(word) && lists.group(word)) {
                out.push_back({i, i + 1, NameKind::group});
                continue;
            }
            const auto end = name.kind == NameKind::organisation
                                 ? place_end(text, reading, words, {name, i})
                                 : i;
            if (end == i) {
                continue;
            }
            if (end - i < name.last - name.first) {
                out.push_back({i, end, NameKind::location});
            }
            i = end - 1;
        }
    }
}

void collect_names(std::span<const NameLabel> labels,
                   TokenIndex first,
                   std::vector<Name>& out) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == 0) {
            continue;
        }
        const auto begin = i;
        const auto inside = static_cast<NameLabel>((labels[i] + 1) / 2 * 2);
        while (i + 1 < labels.size() && labels[i + 1] == inside) {
            ++i;
        }
        out.push_back({first + static_cast<TokenIndex>(begin),
                       first + static_cast<TokenIndex>(i + 1),
                       static_cast<NameKind>(inside / 2 - 1)});
    }
}

std::span<const Name> names_from(std::span<const Name> names,
                                 TokenIndex first,
                                 TokenIndex last) {
    const auto before = [](const Name& name, TokenIndex token) {
        return name.first < token;
    };
    const auto begin = std::lower_bound(names.begin(), names.end(), first, before);
    return {begin, std::lower_bound(begin, names.end(), last, before)};
}

}  // namespace chancery::reading
