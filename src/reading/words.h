// What is known of a word before anything is read: hashes of its parts, shape, classes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reading/features.h"
#include "reading/model_file.h"

namespace chancery::reading {

/// Bits of a word in plain lower case: where it stands in which lists of names.
enum NameList : std::uint32_t {
    in_given_names = 1,
    in_surnames = 2,
    is_place = 4,
    in_places = 8,  ///< a part of the name of a place or state
    is_state = 16,
    is_organisation = 32,
    in_organisations = 64,  ///< a part of the name of an organisation
    is_medium = 128,
};

/// Classes of a word: three cluster grains learnt from raw news, the set of tags that the
/// treebanks give it, the lists of names that hold it (NameList bits), its own
/// row in the network's table. Zero stands for "not known".
struct WordClasses {
    std::uint16_t coarse = 0;
    std::uint16_t middle = 0;
    std::uint16_t fine = 0;
    std::uint16_t tags = 0;
    std::uint32_t lists = 0;
    std::uint32_t row = 0;
};

/// Classes by the hash of the lower-case word; an open-addressed table in the model file.
class Lexicon {
  public:
    Lexicon() = default;
    [[nodiscard]] static Result<Lexicon> from(const ModelFile& file);
    Lexicon(std::span<const std::uint64_t> keys, std::span<const WordClasses> values);

    [[nodiscard]] WordClasses find(std::string_view lower) const;

    /// One more than the largest row of any word.
    [[nodiscard]] std::uint32_t rows() const;

    /// The key of a lower-case word; never 0, which marks free places.
    [[nodiscard]] static std::uint64_t key(std::string_view lower);

    /// Lays out a table with about half of its places free.
    static void build(const std::vector<std::pair<std::uint64_t, WordClasses>>& entries,
                      std::vector<std::uint64_t>& keys,
                      std::vector<WordClasses>& values);

  private:
    std::span<const std::uint64_t> keys_;
    std::span<const WordClasses> values_;
};

/// Hashes and classes of one token.
struct Word {
    std::uint32_t form = 0;
    std::uint32_t lower =
        0;  ///< lower case, digits made 0, curly quotes and dashes plain
    std::uint32_t shape = 0;  ///< "Xx", "X", "x", "d", "X.X" …, runs made one
    std::array<std::uint32_t, 4> prefix{};  ///< of 1-4 bytes of `lower`
    std::array<std::uint32_t, 5> suffix{};  ///< of 1-5 bytes of `lower`
    WordClasses classes;
    bool capital = false;  ///< begins with an upper-case letter
};

/// Puts the plain lower-case form of `form` into `out` (its contents are replaced): ASCII
/// letters in lower case, digits as 0, typographic quotes, apostrophes and dashes as
/// ASCII.
void plain_lower(std::string_view form, std::string& out);

/// `buffer` is work space.
[[nodiscard]] Word make_word(std::string_view form,
                             const Lexicon& lexicon,
                             std::string& buffer);

}  // namespace chancery::reading
