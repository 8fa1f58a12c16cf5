// SPDX-License-Identifier: Apache-2.0
#include "formats/tables.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "formats/testing.h"

namespace chancery {

namespace {

using ::testing::HasSubstr;

TEST(FormatTables, CountriesInEveryCode) {
    const FormatTables& tables = testing::tables();

    struct Row {
        const char *iso3, *iso2, *fips, *cameo, *cow;
    };

    for (const Row& row : {Row{"VNM", "VN", "VM", "VNM", "816"},
                           Row{"ROU", "RO", "RO", "ROM", "360"},
                           Row{"CHN", "CN", "CH", "CHN", "710"},
                           Row{"CHE", "CH", "SZ", "CHE", "225"},
                           Row{"DEU", "DE", "GM", "DEU", "255"},
                           Row{"GBR", "GB", "UK", "GBR", "200"},
                           Row{"SRB", "RS", "RI", "SRB", "345"},
                           Row{"XKX", "XK", "KV", "XKX", "347"},
                           Row{"PRK", "KP", "KN", "PRK", "731"},
                           Row{"AUS", "AU", "AS", "AUS", "900"},
                           Row{"AUT", "AT", "AU", "AUT", "305"},
                           Row{"TLS", "TL", "TT", "TMP", "860"}}) {
        const CountryCodes* country = tables.country(CountryKey::iso3, row.iso3);
        ASSERT_NE(country, nullptr) << row.iso3;
        EXPECT_EQ(country->iso2, row.iso2);
        EXPECT_EQ(country->fips, row.fips);
        EXPECT_EQ(country->cameo, row.cameo);
        EXPECT_EQ(country->cow, row.cow);
        EXPECT_EQ(tables.country(CountryKey::fips, row.fips), country);
        EXPECT_EQ(tables.country(CountryKey::cameo, row.cameo), country);
        EXPECT_EQ(tables.country(CountryKey::cow, row.cow), country);
    }
    EXPECT_EQ(tables.country(CountryKey::iso3, "UN"), nullptr);
    EXPECT_EQ(tables.country(CountryKey::fips, ""), nullptr);
    EXPECT_EQ(tables.country(CountryKey::name, "russian federation")->iso3, "RUS");
    EXPECT_EQ(tables.country(CountryKey::name, "Russia")->iso3, "RUS");
    EXPECT_EQ(tables.country(CountryKey::name, "VIET NAM")->iso3, "VNM");
}

TEST(FormatTables, GroupsAndSectorsBothWays) {
    const FormatTables& tables = testing::tables();
    EXPECT_EQ(tables.group_to_cameo("UN"), "UNO");
    EXPECT_EQ(tables.group_from_cameo("EEC"), "EU");
    EXPECT_EQ(tables.group_to_cameo("no such"), "");
    EXPECT_EQ(tables.sector("PTY")->cameo, "");
    EXPECT_EQ(tables.sector_from_cameo("LEG"), "LEG");
    EXPECT_EQ(tables.sector_from_icews({"Government", "Police"}), "COP");
    EXPECT_EQ(tables.sector_from_icews({"Police", "Government"}), "COP");
    EXPECT_EQ(tables.sector_from_icews({"Cabinet", "Government"}), "GOV");
    EXPECT_EQ(tables.sector_from_icews({"Elite"}), "");
}

/// A folder of tables with one line of one file replaced.
std::string broken(const std::string& file, const std::string& line) {
    namespace fs = std::filesystem;
    const fs::path data = std::string(CHANCERY_SOURCE_DIR) + "/data";
    fs::path out = ::testing::TempDir();
    out /= "chancery-format-tables";
    fs::remove_all(out);
    fs::create_directories(out);
    fs::copy(data / "formats", out / "formats");
    fs::create_directory_symlink(data / "coding", out / "coding");
    fs::create_directory_symlink(data / "actors", out / "actors");
    std::ofstream(out / "formats" / file, std::ios::app) << line << '\n';
    return out.string();
}

TEST(FormatTables, FaultsNameFileAndLine) {
    struct Row {
        const char *file, *line, *says;
    };

    for (const Row& row :
         {Row{"countries.tsv", "USA\tUS\tUS\tUSA\t2\tAmerica\t\thand", "another country"},
          Row{"countries.tsv", "Usa\t\t\t\t\tAmerica\t\thand", "capital"},
          Row{"groups.tsv", "UN\tUNO\tUnited Nations\tcameo", "two lines"},
          Row{"groups.tsv", "X\tUNOX\tX\tcameo", "three capital"},
          Row{"sectors.tsv", "XXX\tGOV\tGovernment\tx\thand", "PLOVER sector"},
          Row{"sectors.tsv", "GOV\tGOV", "fields"}}) {
        const auto tables = FormatTables::open(broken(row.file, row.line));
        ASSERT_FALSE(tables) << row.line;
        EXPECT_THAT(tables.error().message, HasSubstr(row.says));
        EXPECT_THAT(tables.error().file, HasSubstr(row.file));
        EXPECT_GT(tables.error().line, 2U);
    }
}

}  // namespace

}  // namespace chancery
