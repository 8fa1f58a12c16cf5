// Kinds of names in the tables, and how names must be written.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace chancery {

/// What a name in the tables stands for.
enum class Lexeme : std::uint8_t {
    state,         ///< "Viet Nam", "DPRK"; row in states
    demonym,       ///< "Lao"; row in states
    people,        ///< "Vietnamese", "Americans"; row in states
    capital,       ///< "Hanoi"; row in states
    metonym,       ///< "the Kremlin", "Beijing government"; row in states
    leader,        ///< row in people
    organisation,  ///< row in organisations
    media,         ///< row in media
    place,         ///< row in places
    body,          ///< row in bodies
    role,          ///< row in roles
    honorific,     ///< row in honorifics
};

/// How the letters of a name must be written in a text to be that name.
enum class Casing : std::uint8_t {
    any,
    first_capital,  ///< its first word starts with a capital letter
    last_capital,   ///< its last word does ("al-Shabaab")
    all_capitals,   ///< every letter is a capital ("WHO", "US")
};

/// One thing that a name stands for.
struct Entry {
    Lexeme lexeme = Lexeme::state;
    Casing casing = Casing::any;
    std::uint16_t unused = 0;  ///< in the place of padding, as entries lie in a file
    std::uint32_t row = 0;
};

/// The bit of a lexeme in a set of them.
[[nodiscard]] constexpr std::uint32_t bit(Lexeme lexeme) {
    return 1U << static_cast<unsigned>(lexeme);
}

}  // namespace chancery
