// The directory over the shipped tables: names in any spelling, offices on a day.
// SPDX-License-Identifier: Apache-2.0
#include "actors/directory.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "actors/spelling.h"
#include "actors/testing.h"
#include "base/tsv.h"
#include "text/fold.h"

namespace chancery {
namespace {

const Directory& shipped() {
    static const Directory book = [] {
        auto opened = Directory::open(std::string(CHANCERY_SOURCE_DIR) + "/data/actors");
        if (!opened) {
            std::fprintf(stderr, "%s\n", opened.error().text().c_str());
            std::abort();
        }
        return std::move(*opened);
    }();
    return book;
}

Day day(std::string_view iso) {
    return *Day::parse_iso(iso);
}

/// The identifier of the first answer; "" where there is none.
std::string who(std::string_view words, std::string_view on, std::string near = "") {
    const auto answers = shipped().who({std::string(words), day(on), std::move(near)}, 1);
    return answers.empty() ? "" : shipped().actor(answers.front().actor).id;
}

struct Asked {
    const char* words;
    const char* on;
    const char* near;
    const char* id;
};

constexpr Asked questions[] = {
    {"General Secretary Lam", "2026-01-25", "VNM", "to_lam"},
    {"Chief Executive Lam", "2019-06-01", "HKG", "carrie_lam"},
    {"the Cuban leader", "2026-01-25", "", "miguel_diaz_canel"},
    {"Cuban leader", "2012-01-25", "", "raul_castro"},
    {"French leader", "2026-01-25", "", "emmanuel_macron"},
    {"king", "2026-01-25", "KHM", "norodom_sihamoni"},
    {"President of the European Commission", "2018-01-01", "", "jean_claude_juncker"},
    {"president of the European Council", "2018-01-01", "", "donald_tusk"},
    {"UN Secretary-General", "2010-01-01", "", "ban_ki_moon"},
    {"NATO chief", "2023-01-01", "", "jens_stoltenberg"},
    {"EU foreign policy chief", "2023-01-01", "", "josep_borrell"},
    {"U.S. Secretary of State", "2026-01-25", "", "marco_rubio"},
    {"President Bush", "2003-05-01", "USA", "george_w_bush"},
    {"Zelenskiy", "2023-01-01", "", "volodymyr_zelensky"},
    {"Lukashenka", "2023-01-01", "", "alexander_lukashenko"},
    {"Путин", "2023-01-01", "", "vladimir_putin"},
    {"习近平", "2023-01-01", "", "xi_jinping"},
    {"Sanae Takaichi", "2026-01-25", "", "takaichi_sanae"},
    {"Tô Lâm", "2026-01-25", "", "to_lam"},
    {"U.S. ambassador to Vietnam", "2023-01-25", "", "marc_knapper"},
};

TEST(Directory, WhoIsMeantOnTheDay) {
    for (const Asked& asked : questions) {
        EXPECT_EQ(who(asked.words, asked.on, asked.near), asked.id) << asked.words;
    }
}

TEST(Directory, NobodyIsBetterThanAnybody) {
    EXPECT_EQ(who("Minister of Chess of Viet Nam", "2026-01-25"), "");
    EXPECT_EQ(who("", "2026-01-25"), "");
    EXPECT_EQ(who("of the and", "2026-01-25"), "");
    EXPECT_EQ(who("Qwertyuiop", "2026-01-25"), "");
}

TEST(Directory, ANameOutOfOfficeSaysSo) {
    const auto answers =
        shipped().who({"Defence Secretary Austin", day("2026-01-25"), "USA"}, 1);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(shipped().actor(answers[0].actor).id, "lloyd_austin");
    EXPECT_FALSE(answers[0].held);
}

TEST(Directory, AnAnswerSaysWhy) {
    const auto answers =
        shipped().who({"General Secretary Lam", day("2026-01-25"), "VNM"}, 1);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(
        answers[0].why,
        (std::vector<std::string>{
            "short name Lam", "General Secretary of the Communist Party", "near VNM"}));
}

TEST(Directory, TitlesWithoutTheirState) {
    for (const auto& [title, without] :
         {std::pair("Lao Prime Minister", "Prime Minister"),
          std::pair("Prime Minister of Laos", "Prime Minister"),
          std::pair("Vietnam’s President", "President"),
          std::pair("Ambassador to Laos", "Ambassador to Laos"),
          std::pair("King", "King"),
          std::pair("mayor of Paris", "mayor of Paris"),
          std::pair("head of the Greek Energy Forum", "head of the Greek Energy Forum"),
          std::pair("", "")}) {
        EXPECT_EQ(shipped().without_state(title), without) << title;
    }
}

TEST(Directory, CodesByAnyName) {
    for (const char* name : {"VNM", "vietnam", "Viet Nam", "Vietnamese"}) {
        EXPECT_EQ(shipped().code_of(name), "VNM") << name;
    }
    EXPECT_EQ(shipped().code_of("ASEAN"), "ASEAN");
    EXPECT_EQ(shipped().code_of("Ruritania"), "");
}

TEST(Directory, FindsByAnySpelling) {
    const auto first = [](std::string_view words) {
        const auto hits = shipped().find(words, 1);
        return hits.empty() ? std::string() : shipped().actor(hits.front().actor).id;
    };
    EXPECT_EQ(first("Zelenskyy"), "volodymyr_zelensky");
    EXPECT_EQ(first("diaz canel"), "miguel_diaz_canel");
    EXPECT_EQ(first("Lukashenka"), "alexander_lukashenko");
    EXPECT_EQ(first("Вьетнам"), "VNM");
    EXPECT_EQ(first("communist party of vietnam"), "communist_party_of_vietnam");
    EXPECT_EQ(first("Stoltenbrg"), "jens_stoltenberg");
    EXPECT_EQ(first("qqqqqqqq"), "");
    EXPECT_TRUE(shipped().find("", 10).empty());
}

TEST(Directory, IdentifiersAreUniqueAndFoundInAnyCase) {
    for (std::uint32_t i = 0; i < shipped().actors().size(); ++i) {
        EXPECT_EQ(shipped().by_id(shipped().actor(i).id), i) << shipped().actor(i).id;
    }
    EXPECT_EQ(shipped().by_id("vnm"), shipped().by_id("VNM"));
    EXPECT_EQ(shipped().by_id("nobody_of_this_name"), std::nullopt);
}

TEST(Directory, HostileWordsAreNoBurden) {
    std::string words;
    for (int i = 0; i < 20000; ++i) {
        words += "president of the ";
    }
    EXPECT_NO_FATAL_FAILURE((void)who(words, "2026-01-25"));
    EXPECT_EQ(who(std::string(100000, 'a'), "2026-01-25"), "");
    EXPECT_EQ(who("\xff\xfe\u202e", "2026-01-25"), "");
    EXPECT_TRUE(shipped().find(std::string(100000, 'x'), 5).empty());
}

TEST(Directory, ATermAddedAnswers) {
    const std::string folder = testing::write_small_tables();
    auto book = Directory::open(folder);
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(book) << book.error().text();
    DirectoryTerm term;
    term.office = "foreign_minister";
    term.title = "Foreign Minister";
    term.code = "LAO";
    term.since = "2026-03";
    term.source = "learned";
    book->add_term("Ana Newly", term);
    const auto answers = book->who({"Lao foreign minister", day("2026-04-01"), ""}, 1);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(book->actor(answers[0].actor).name, "Ana Newly");
    EXPECT_TRUE(book->who({"Newly", day("2026-02-01"), ""}, 1)[0].held == false);
}

TEST(Directory, MissingFilesAreNamed) {
    const auto book = Directory::open("/nonexistent");
    ASSERT_FALSE(book);
    EXPECT_NE(book.error().text().find("/nonexistent/states.tsv"), std::string::npos);
}

/// Every word of the shorter of the two is in the longer.
bool same_person(std::string_view a, std::string_view b) {
    std::vector<std::string> less = spelling::words_of(spelling::sorted_words(a));
    std::vector<std::string> more = spelling::words_of(spelling::sorted_words(b));
    if (less.size() > more.size()) {
        less.swap(more);
    }
    return std::includes(more.begin(), more.end(), less.begin(), less.end());
}

// Questions written from sources, not from the tables; see tests/data/actors/README.md.
TEST(Directory, OfficesOnDays) {
    const auto table = TsvTable::open(
        std::string(CHANCERY_SOURCE_DIR) + "/tests/data/actors/offices.tsv",
        {"number",
         "question",
         "code",
         "office",
         "date",
         "answer",
         "other_spellings",
         "basis"});
    ASSERT_TRUE(table) << table.error().text();
    std::size_t right = 0;
    std::string misses;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto answers =
            shipped().who({std::string(row[1]), day(row[4]), std::string(row[2])}, 1);
        const std::string found =
            answers.empty() ? "" : shipped().actor(answers.front().actor).name;
        bool hit = !answers.empty() && answers.front().held && same_person(found, row[5]);
        for (const std::string_view other : split(row[6], '|')) {
            hit = hit ||
                  (!answers.empty() && answers.front().held && same_person(found, other));
        }
        right += hit ? 1U : 0U;
        misses += hit ? ""
                      : std::string(row[0]) + ' ' + std::string(row[1]) + ' ' +
                            std::string(row[2]) + ' ' + std::string(row[4]) + ": " +
                            found + '\n';
    }
    EXPECT_GE(static_cast<double>(right), 0.95 * static_cast<double>(table->size()))
        << misses;
}

}  // namespace
}  // namespace chancery
