// The compiled tables: fixed-size records in one run of bytes, read where they lie.
// Private to this room. SPDX-License-Identifier: Apache-2.0
//
// All numbers have the order of bytes of the machine that wrote them.
//   0   8  magic "CHACTOR\n"
//   8   4  image_version
//  12   4  order_mark, which another order of bytes would turn round
//  16   8  fingerprint of the text tables that it was made from
//  24   8  checksum64 of every byte from 32 to the end
//  32  16n sections in the order of ImageSection: offset, number of records
//   …      the sections, each beginning at a multiple of 8
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "actors/lexeme.h"
#include "actors/matcher.h"
#include "actors/origins.h"

namespace chancery::actors {

/// Raise it with every change of the records, and of what is made of the same text
/// tables: names, plurals, folding, cues.
inline constexpr std::uint32_t image_version = 4;

/// A string in the pool.
struct PoolText {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

/// Records from `begin` to `end` of a list.
struct ImageRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

struct StateRecord {
    PoolText code, name, iso2, capital;
    std::uint16_t territory = 0, leading = 0;
};

struct TermRecord {
    std::uint32_t person = 0;
    PoolText code, title;
    std::int32_t since = 0, until = 0;  ///< days; meaningless where not in `bounds`
    std::uint8_t office = 0, sector = 0, in_territory = 0;
    std::uint8_t bounds = 0;  ///< 1: has since; 2: has until
};

struct PersonRecord {
    PoolText name, short_name;
    ImageRange terms;  ///< in person_terms
    std::uint32_t gender = 0;
};

struct OrganisationRecord {
    PoolText name, code;
    std::uint8_t kind = 0, sector = 0;
    std::uint16_t unused = 0;
};

struct RoleRecord {
    PoolText role, singular;
    std::uint8_t sector = 0, office = 0, rank = 0, plural = 0;
    std::uint32_t kind = no_kind;
    static constexpr std::uint32_t no_kind = 0xffffffffU;
};

/// A body or the head of a name.
struct WordRecord {
    PoolText word;
    std::uint8_t kind = 0, sector = 0;
    std::uint16_t unused = 0;
};

struct HonorificRecord {
    PoolText honorific;
    std::uint32_t gender = 0;
};

struct PlaceRecord {
    double latitude = 0, longitude = 0;
    PoolText name, code;
    std::uint32_t population = 0;
    std::uint32_t settlement = 0;
};

struct MediaRecord {
    PoolText name, code;
    std::uint32_t agency = 0;
};

/// The entries of a key begin here and end where those of the next begin.
struct KeyRecord {
    std::uint32_t first_entry = 0;
    std::uint32_t lexemes = 0;  ///< bits of the lexemes of its entries
};

/// A word and what is listed under it; such records are sorted by the word.
struct ListRecord {
    PoolText word;
    ImageRange list;
};

/// A title and the code of its only state.
struct TitleRecord {
    PoolText title, code;
};

enum class ImageSection : std::uint8_t {
    pool,           ///< char
    word_arena,     ///< char; this and the next four are MatcherArrays
    word_ends,      ///< uint32
    word_slots,     ///< WordSlot
    root,           ///< uint32
    nodes,          ///< Matcher::Node
    keys,           ///< KeyRecord, by key; one more than keys
    entries,        ///< Entry, in the order of their keys
    states,         ///< StateRecord
    people,         ///< PersonRecord
    terms,          ///< TermRecord
    person_terms,   ///< uint32, rows of terms
    organisations,  ///< OrganisationRecord
    bodies,         ///< WordRecord
    roles,          ///< RoleRecord
    honorifics,     ///< HonorificRecord
    places,         ///< PlaceRecord
    media,          ///< MediaRecord
    heads,          ///< WordRecord, sorted by word
    state_codes,    ///< ListRecord over the row itself: list.begin
    short_begin,    ///< uint32, by word; one more than words
    short_rows,     ///< uint32, rows of people
    sounds,         ///< ListRecord over sound_rows
    sound_rows,     ///< uint32, rows of people
    titles,         ///< TitleRecord, sorted by title
    code_terms,     ///< ListRecord over code_rows
    code_rows,      ///< uint32, rows of terms, by office
    igos,           ///< ListRecord over members
    members,        ///< PoolText
    given,          ///< uint8, by word
    gender_words,   ///< uint8, by word
    cue_weights,    ///< int32, by number of the cue (cue_names() of cues.h)
    origin_states,  ///< OriginState, sorted by code; this and the next three are
                    ///< NameOrigins
    origin_words,   ///< uint64, sorted
    origin_begin,   ///< uint32, by word; one more than words
    origin_counts,  ///< OriginCount
};

inline constexpr std::size_t image_sections =
    static_cast<std::size_t>(ImageSection::origin_counts) + 1;

/// The arrays of an image; lives as long as its bytes do.
struct ImageView {
    std::uint64_t fingerprint = 0;
    Matcher matcher;
    std::string_view pool;
    std::span<const Entry> entries;
    std::span<const KeyRecord> keys;
    std::span<const StateRecord> states;
    std::span<const PersonRecord> people;
    std::span<const TermRecord> terms;
    std::span<const std::uint32_t> person_terms;
    std::span<const OrganisationRecord> organisations;
    std::span<const WordRecord> bodies;
    std::span<const RoleRecord> roles;
    std::span<const HonorificRecord> honorifics;
    std::span<const PlaceRecord> places;
    std::span<const MediaRecord> media;
    std::span<const WordRecord> heads;
    std::span<const ListRecord> state_codes;
    std::span<const std::uint32_t> short_begin, short_rows;
    std::span<const ListRecord> sounds;
    std::span<const std::uint32_t> sound_rows;
    std::span<const TitleRecord> titles;
    std::span<const ListRecord> code_terms;
    std::span<const std::uint32_t> code_rows;
    std::span<const ListRecord> igos;
    std::span<const PoolText> members;
    std::span<const std::uint8_t> given;
    std::span<const std::uint8_t> gender_words;
    std::span<const std::int32_t> cue_weights;
    std::span<const OriginState> origin_states;
    std::span<const std::uint64_t> origin_words;
    std::span<const std::uint32_t> origin_begin;
    std::span<const OriginCount> origin_counts;

    [[nodiscard]] std::string_view text(PoolText at) const {
        return {pool.data() + at.begin, at.size};
    }

    /// The record of `word` in a section sorted by its first field; null where none is.
    template <typename Record>
    [[nodiscard]] const Record* find(std::span<const Record> records,
                                     PoolText Record::*word,
                                     std::string_view sought) const {
        const auto at = std::lower_bound(records.begin(),
                                         records.end(),
                                         sought,
                                         [&](const Record& record, std::string_view s) {
                                             return text(record.*word) < s;
                                         });
        return at != records.end() && text((*at).*word) == sought ? &*at : nullptr;
    }
};

/// The view of an image; nothing where the bytes are no image, of another version or
/// order of bytes, cut short or damaged. `bytes` begin at a multiple of 8.
[[nodiscard]] std::optional<ImageView> view_image(std::span<const std::byte> bytes);

/// Puts sections together. The same sections give the same bytes.
class ImageWriter {
  public:
    template <typename T>
    void add(ImageSection section, std::span<const T> records) {
        static_assert(std::is_trivially_copyable_v<T>);
        // No padding: what lies between fields would differ from run to run.
        static_assert(std::has_unique_object_representations_v<T> ||
                      std::is_same_v<T, PlaceRecord>);
        Part& part = parts_[static_cast<std::size_t>(section)];
        part.records = records.size();
        part.bytes.resize(records.size_bytes());
        if (!records.empty()) {
            std::memcpy(part.bytes.data(), records.data(), records.size_bytes());
        }
    }

    [[nodiscard]] std::vector<std::byte> bytes(std::uint64_t fingerprint) const;

  private:
    struct Part {
        std::vector<std::byte> bytes;
        std::uint64_t records = 0;
    };

    std::array<Part, image_sections> parts_;
};

}  // namespace chancery::actors
