// Names that show themselves by their form: acronyms in brackets after what they stand
// for, and firms by "Ltd." and the like.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "actors/draft.h"

namespace chancery::actors {

/// The acronyms of one article ("the National Emergency Operation Centre (NEOC)") and its
/// firms ("Hanoi Export Trading JSC").
struct Acronyms {
    std::map<TokenIndex, TokenIndex> long_forms;  ///< first token → one past the last
    std::set<std::string, std::less<>> short_forms;  ///< "NEOC"

    [[nodiscard]] bool is_short(std::string_view word) const {
        return short_forms.find(word) != short_forms.end();
    }

    /// One past the last token of the name that begins with `i`; 0 where none does.
    [[nodiscard]] TokenIndex end_of_long(TokenIndex i) const {
        const auto it = long_forms.find(i);
        return it == long_forms.end() ? 0 : it->second;
    }
};

/// Finds them by their initials (A. S. Schwartz, M. A. Hearst, "A simple algorithm for
/// identifying abbreviation definitions in biomedical text", 2003, for words in capitals
/// only). Names of persons are left out.
[[nodiscard]] Acronyms find_acronyms(const Draft& draft);

/// One past ", Ltd.", "Inc." or "JSC" after a firm's name that ends at `last`; `last`
/// where none follows.
[[nodiscard]] TokenIndex after_firm(const Draft& draft, TokenIndex last);

/// The acronym in brackets that begins at token `i` with "(", or an empty view.
[[nodiscard]] std::string_view bracketed_acronym(const Draft& draft, TokenIndex i);

/// Two to eight capital letters of ASCII: "CPC".
[[nodiscard]] bool is_acronym(std::string_view word);

}  // namespace chancery::actors
