// The columns of the files of data/actors that reading and looking up both use.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string_view>

namespace chancery::columns {

/// Not constexpr: GCC 12 refuses that for lists of views.
using List = std::initializer_list<std::string_view>;

inline const List aliases{"alias", "name", "source"};
inline const List honorifics{"honorific", "gender", "source"};
inline const List igo_members{"igo", "code", "source"};
inline const List leaders{"name",
                          "short",
                          "gender",
                          "code",
                          "sector",
                          "office",
                          "title",
                          "since",
                          "until",
                          "source"};
inline const List media{"name", "kind", "code", "domain", "source"};
inline const List organisations{"name", "kind", "code", "sector", "source"};
inline const List roles{"role", "sector", "office", "rank", "source"};
inline const List state_names{"name", "code", "kind", "source"};
inline const List states{
    "code", "name", "iso2", "kind", "capital", "continent", "source"};

}  // namespace chancery::columns
