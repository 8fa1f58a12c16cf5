// UTF-8 that was read in another encoding and encoded again: "â€™" is "’" once more.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace chancery {

/// One character and the bytes of the source that it was made from.
struct SourceCharacter {
    char32_t value = 0;  ///< 0: these bytes stand for nothing
    std::uint32_t source = 0;
    std::uint32_t length = 0;

    friend bool operator==(const SourceCharacter&, const SourceCharacter&) = default;
};

/// True where a run of mojibake may begin with `c`: then the characters from it on, up to
/// the first that may_continue_mojibake() denies, are to be given to mend_mojibake().
[[nodiscard]] bool may_begin_mojibake(char32_t c);
[[nodiscard]] bool may_continue_mojibake(char32_t c);

/// The characters on both sides of a run; 0 at the ends of the text.
struct Neighbours {
    char32_t before = 0;
    char32_t after = 0;
};

/// Mends `run` in place where it is UTF-8 read as windows-1252, or its punctuation read
/// as windows-1250, windows-1251, Mac OS Roman or code pages 437 and 850; twice and three
/// times read, too. Left alone is what makes sense as it stands: letters with diacritics
/// before closing punctuation, as in "AMANHÃ…". True where something was mended. Linear.
[[nodiscard]] bool mend_mojibake(std::vector<SourceCharacter>& run, Neighbours around);

}  // namespace chancery
