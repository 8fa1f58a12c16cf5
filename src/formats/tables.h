// Codes of countries, organisations and sectors in the event data of others: the tables
// of data/formats. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "coding/cameo.h"

namespace chancery {

/// One line of countries.tsv; a code that there is none of is empty.
struct CountryCodes {
    std::string iso3;
    std::string iso2;
    std::string fips;   ///< FIPS 10-4
    std::string cameo;  ///< three letters
    std::string cow;    ///< number of the Correlates of War state system
    std::string name;   ///< English
    std::string icews;  ///< the name that ICEWS uses
};

/// One line of sectors.tsv.
struct SectorCodes {
    std::string cameo;               ///< may be empty
    std::vector<std::string> icews;  ///< the narrower one first
};

/// Which column a country is looked up by.
enum class CountryKey : std::uint8_t { iso3, iso2, fips, cameo, cow, name };

/// The tables of data/formats and the CAMEO codes; immutable once loaded.
class FormatTables {
  public:
    /// `data_dir` holds formats/, coding/ and actors/. Errors name file and line: a code
    /// of the wrong form, or one that two lines share.
    static Result<FormatTables> open(const std::string& data_dir);

    /// The country of a code or name, or null. ISO, CAMEO and FIPS codes as they are
    /// written; names (also those of ICEWS and of state_names.tsv) in any spelling that
    /// name_key() makes equal.
    [[nodiscard]] const CountryCodes* country(CountryKey by, std::string_view text) const;

    /// The three letters of CAMEO for an organisation's code ("UN" → "UNO"), or "".
    [[nodiscard]] std::string_view group_to_cameo(std::string_view code) const;
    /// The other way, or "".
    [[nodiscard]] std::string_view group_from_cameo(std::string_view cameo) const;

    /// What a PLOVER sector is called elsewhere, or null.
    [[nodiscard]] const SectorCodes* sector(std::string_view plover) const;
    /// The PLOVER sector of a CAMEO type of actors, or "".
    [[nodiscard]] std::string_view sector_from_cameo(std::string_view type) const;
    /// The PLOVER sector that ICEWS' sectors stand for: of the first that says enough to
    /// tell; "" where none does. "Government" alone is GOV.
    [[nodiscard]] std::string_view sector_from_icews(
        const std::vector<std::string_view>& names) const;

    [[nodiscard]] const CameoTable& cameo() const { return cameo_; }

  private:
    explicit FormatTables(CameoTable cameo) : cameo_(std::move(cameo)) {}

    Result<void> load_countries(const std::string& dir);
    Result<void> load_names(const std::string& dir);
    Result<void> load_groups(const std::string& dir);
    Result<void> load_sectors(const std::string& dir);

    static constexpr std::size_t key_count = 6;

    std::vector<CountryCodes> countries_;
    std::array<std::unordered_map<std::string, std::uint32_t>, key_count> by_;
    std::unordered_map<std::string, std::string> groups_, groups_back_;
    std::unordered_map<std::string, SectorCodes> sectors_;
    std::unordered_map<std::string, std::string> sectors_back_, icews_back_;
    CameoTable cameo_;
};

}  // namespace chancery
