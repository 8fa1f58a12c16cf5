// Whether the name of a country, capital or place stands for a government or a spot.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "actors/draft.h"

namespace chancery::actors {

/// How a geographic name is used.
enum class Use : std::uint8_t {
    actor,   ///< acts or is dealt with: "Seoul will explain", "with Beijing"
    place,   ///< "in Seoul", "the Hanoi summit"
    either,  ///< "to Beijing", "visited Hanoi"
};

/// The use of the name in [first, last) by preposition, relation and governing verb.
[[nodiscard]] Use use_of_place(const Draft& draft, TokenIndex first, TokenIndex last);

/// The row of the largest place of that name, `country` first if given; nothing where
/// the tables have none.
[[nodiscard]] std::optional<std::uint32_t> find_place(const Draft& draft,
                                                      std::string_view name,
                                                      std::string_view country);

/// "Warsaw's" in "in Warsaw's Castle Square": what is named after it is a spot in it.
[[nodiscard]] bool has_site(const Draft& draft, TokenIndex first, TokenIndex last);

/// True for the name of a capital of that country.
[[nodiscard]] bool is_capital(const Draft& draft,
                              std::string_view name,
                              std::string_view country);

/// Where the dateline says that the article was written; nothing where the tables do not
/// know the place.
[[nodiscard]] std::optional<PlaceMention> dateline_of(const Draft& draft);

/// The country that an article is most about: by dateline, outlet and the states it
/// names. Empty where none is known.
[[nodiscard]] std::string home_of(const Draft& draft);

/// The country whose officials an article names without a country: that of its outlet
/// or dateline where they have one, else home_of().
[[nodiscard]] std::string domestic_of(const Draft& draft);

}  // namespace chancery::actors
