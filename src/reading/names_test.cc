// Names from labels, and names inside names.
// SPDX-License-Identifier: Apache-2.0
#include "reading/names.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace chancery::reading {
namespace {

TEST(Names, LabelsAreCollected) {
    std::vector<Name> names;
    collect_names(std::vector<NameLabel>{0, 1, 2, 1, 5, 6, 0, 7}, 10, names);
    ASSERT_EQ(names.size(), 4U);
    EXPECT_EQ(names[0].first, 11U);
    EXPECT_EQ(names[0].last, 13U);
    EXPECT_EQ(names[1].first, 13U);
    EXPECT_EQ(names[2].kind, NameKind::location);
    EXPECT_EQ(names[3].kind, NameKind::group);
}

/// The inner names of an organisation of these words, with the lists that hold each.
std::string inner_names(const std::vector<std::pair<std::string, std::uint32_t>>& parts) {
    const auto lists = WordLists::parse("list\tword\tkind\ngroup\tRussian\t\n", "lists");
    std::string text;
    Reading reading;
    std::vector<Word> words;
    for (const auto& [form, bits] : parts) {
        Token token;
        token.span.begin = static_cast<std::uint32_t>(text.size());
        text += form;
        token.span.end = static_cast<std::uint32_t>(text.size());
        text += ' ';
        reading.tokens.push_back(token);
        words.emplace_back().classes.lists = bits;
    }
    reading.names.push_back(
        {0, static_cast<TokenIndex>(parts.size()), NameKind::organisation});
    std::vector<Name> found;
    find_inner_names(text, reading, words, *lists, found);
    std::string out;
    for (const Name& name : found) {
        out += out.empty() ? "" : ", ";
        out += name.kind == NameKind::group ? "group " : "place ";
        out += quote(text,
                     {reading.tokens[name.first].span.begin,
                      reading.tokens[name.last - 1].span.end});
    }
    return out;
}

TEST(Names, OfASentenceAreThoseThatBeginInIt) {
    const std::vector<Name> names = {{0, 2, NameKind::person},
                                     {3, 4, NameKind::location},
                                     {4, 7, NameKind::organisation}};
    EXPECT_EQ(names_from(names, 0, 3).size(), 1U);
    ASSERT_EQ(names_from(names, 3, 8).size(), 2U);
    EXPECT_EQ(names_from(names, 3, 8)[0].last, 4U);
    EXPECT_TRUE(names_from(names, 7, 9).empty());
    EXPECT_TRUE(names_from({}, 0, 9).empty());
}

TEST(Names, PlacesAndGroupsStandInsideOrganisations) {
    EXPECT_EQ(inner_names({{"Foreign", 0},
                           {"Ministry", in_organisations},
                           {"of", 0},
                           {"Viet", in_places},
                           {"Nam", in_places}}),
              "place Viet Nam");
    EXPECT_EQ(inner_names({{"Russian", 0}, {"Foreign", 0}, {"Ministry", 0}}),
              "group Russian");
    EXPECT_EQ(inner_names({{"Bank", in_organisations}, {"of", 0}, {"Cuba", is_state}}),
              "place Cuba");
    EXPECT_EQ(inner_names({{"Bank", 0}, {"of", 0}, {"Paris", is_place}}), "place Paris");
    EXPECT_EQ(inner_names({{"Central", is_place}, {"Committee", 0}}), "")
        << "a town or region alone needs its preposition";
    EXPECT_EQ(inner_names({{"Bank", 0}, {"of", 0}, {"Nam", in_places}}), "")
        << "a part alone is no place";
    EXPECT_EQ(inner_names({{"Paris", is_place}}), "")
        << "the whole name is not inside it";
    EXPECT_EQ(inner_names({{"Paris", is_place}, {"Saint-Germain", is_place}}), "");
}

}  // namespace
}  // namespace chancery::reading
