// Where acts were done, by what a table says of the places that a story names.
// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coding/code.h"
#include "coding/place_choice.h"
#include "coding/testing.h"

namespace chancery {
namespace {

using coding::Builder;
using coding::Document;
using coding::own_folder;
using coding::tables;
using coding::tables_with;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// Rain in Lund, and then something that is told without a place.
constexpr const char* rain_in_lund =
    "It it PRP 2 nsubj\nrained rain VBD 0 root\nin in IN 4 case\n"
    "Lund Lund NNP 2 obl place:Lund:SWE:city\n\n";
constexpr const char* ana_blames_chad =
    "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
    "Chad Chad NNP 2 obj Chad:TCD:state";
constexpr const char* ana_phones_bo =
    "Ana Ana NNP 2 nsubj Ana:ESP\nphoned phone VBD 0 root\nBo Bo NNP 2 obj Bo:SWE";

Document read(const std::string& tree) {
    return Builder().build(tree, "2026-01-24");
}

/// The first act of the story, by the small tables and these rows of place_choice.tsv.
Act act_of(const Document& doc, std::string_view places) {
    const CodingTables made = tables_with(places);
    const ArticleActs acts = code_article(doc.article, doc.reading, doc.actors, made);
    EXPECT_FALSE(acts.acts.empty());
    return acts.acts.empty() ? Act{} : acts.acts.front();
}

Act act_of(const std::string& tree, std::string_view places) {
    return act_of(read(tree), places);
}

const Reason* reason_of_place(const Act& act) {
    const Reason* found = nullptr;
    for (const Reason& reason : act.reasons) {
        found = reason.field == "place" ? &reason : found;
    }
    return found;
}

/// What speaks for the place; nothing for one that is no option.
std::vector<std::string_view> signs_of(const Act& act, std::string_view place) {
    for (const PlaceOption& option : act.place_options) {
        if (option.place == place) {
            return option.signs.names();
        }
    }
    return {};
}

TEST(PlaceChoice, TheLikeliestPlaceOfTheStoryIsTaken) {
    const Document doc = read(std::string(rain_in_lund) + ana_blames_chad);
    const Act act = act_of(doc, "*\tnone\t1\t9\t\n*\tbefore-at\t3\t9\t\n");
    EXPECT_EQ(act.place, "Lund");
    EXPECT_EQ(act.location.code, "SWE");
    const Reason* reason = reason_of_place(act);
    ASSERT_NE(reason, nullptr);
    EXPECT_EQ(reason->rule, "likeliest-place");
    EXPECT_EQ(quote(doc.article.text, reason->span), "Lund");
    // e^3 of e^3 + e^1 (no place) + e^0 (Chad)
    EXPECT_NEAR(reason->confidence, 20.086 / (20.086 + 2.718 + 1.0), 1e-3);
}

TEST(PlaceChoice, GroupsOfActsDiffer) {
    constexpr std::string_view places =
        "*\tnone\t1\t9\t\n*\tbefore-at\t3\t9\t\nremote\tbefore-at\t-4\t9\t\n";
    EXPECT_EQ(act_of(std::string(rain_in_lund) + ana_blames_chad, places).place, "Lund");
    EXPECT_EQ(act_of(std::string(rain_in_lund) + ana_phones_bo, places).place, "");
}

TEST(PlaceChoice, NoPlaceMayBeLikelierThanThatOfARule) {
    const std::string met =
        "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
        "in in IN 5 case\nLund Lund NNP 2 obl place:Lund:SWE:city";
    const Act kept = act_of(met, "*\tnone\t1\t9\t\n*\tby-clause\t3\t9\t\n");
    EXPECT_EQ(kept.place, "Lund");
    ASSERT_NE(reason_of_place(kept), nullptr);
    EXPECT_EQ(reason_of_place(kept)->rule, "place-in-clause");
    const Act dropped = act_of(met, "*\tnone\t4\t9\t\n*\tby-clause\t3\t9\t\n");
    EXPECT_EQ(dropped.place, "");
    EXPECT_TRUE(dropped.location.code.empty());
    EXPECT_EQ(reason_of_place(dropped), nullptr);
    EXPECT_EQ(dropped.place_share, 0.0F);
}

TEST(PlaceChoice, ALeanGivesPlacesThatAreLessLikelyThanNone) {
    const std::string story = std::string(rain_in_lund) + ana_blames_chad;
    constexpr std::string_view places = "*\tnone\t3\t9\t\n*\tbefore-at\t2\t9\t\n";
    EXPECT_EQ(act_of(story, places).place, "");
    const Act leaning = act_of(story, std::string(places) + "stated\tlean\t1.5\t\t\n");
    EXPECT_EQ(leaning.place, "Lund");
    EXPECT_LT(leaning.place_share, 0.5F);
}

TEST(PlaceChoice, SignsTellWhatTheStorySaysOfAPlace) {
    const Act act = act_of(std::string(rain_in_lund) + ana_blames_chad, {});
    EXPECT_EQ(act.place_group, PlaceGroup::stated);
    const auto lund = signs_of(act, "Lund");
    for (const char* sign :
         {"before-at", "latest-at", "city", "only-city", "most-at", "of-nobody"}) {
        EXPECT_THAT(lund, Contains(sign));
    }
    EXPECT_THAT(signs_of(act, "Chad"), Contains("only-as-actor"));
    EXPECT_THAT(signs_of(act, "Chad"), Contains("of-recipient"));
    EXPECT_THAT(signs_of(act, ""), Not(Contains("none-without-near")));
    EXPECT_EQ(act.place, "") << "a table without rows chooses nothing";
}

TEST(PlaceChoice, TheSameActToldAgainSaysWhereItWas) {
    const Act act = act_of(
        "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
        "Chad Chad NNP 2 obj Chad:TCD:state\n\n"
        "It it PRP 2 nsubj\nrained rain VBD 0 root\n\n"
        "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
        "Chad Chad NNP 2 obj Chad:TCD:state\nin in IN 5 case\n"
        "Lund Lund NNP 3 nmod place:Lund:SWE:city",
        {});
    EXPECT_THAT(signs_of(act, "Lund"), Contains("in-other-telling-at"));
}

TEST(PlaceChoice, NamesThatNoTableHasArePlacesAfterIn) {
    const std::string killed =
        "Ana Ana NNP 2 nsubj Ana:ESP\nkilled kill VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
        "at at IN 6 case\nUpper Upper NNP 6 compound\nWestmoor Westmoor NNP 2 obl\n";
    const Act act = act_of(killed + "in in IN 8 case\nMay May NNP 2 obl", {});
    EXPECT_THAT(signs_of(act, "Upper Westmoor"), Contains("unlisted"));
    EXPECT_TRUE(signs_of(act, "May").empty()) << "a month is no place";
    EXPECT_EQ(act_of(killed, "*\tunlisted\t3\t9\t\n").place, "Upper Westmoor");
}

TEST(PlaceChoice, AStateIsOnePlaceByTheNameThatIsNotLetters) {
    const Act act = act_of(
        "It it PRP 2 nsubj\nrained rain VBD 0 root\nin in IN 4 case\n"
        "UK UK NNP 2 obl place:UK:GBR:country\n\n"
        "It it PRP 2 nsubj\nrained rain VBD 0 root\nin in IN 4 case\n"
        "Britain Britain NNP 2 obl place:Britain:GBR:country\n\n" +
            std::string(ana_blames_chad),
        {});
    EXPECT_TRUE(signs_of(act, "UK").empty());
    EXPECT_THAT(signs_of(act, "Britain"), Contains("often-at"));
}

Result<PlaceChoiceTable> table_of(const std::string& rows) {
    const std::string dir = own_folder("place_choice");
    std::filesystem::create_directories(dir);
    std::ofstream(dir + "/place_choice.tsv") << "group\tsign\tweight\tn\tnote\n" << rows;
    auto opened = PlaceChoiceTable::open(dir);
    std::filesystem::remove_all(dir);
    return opened;
}

TEST(PlaceChoiceTable, AddsTheWeightsOfAGroupToThoseOfAll) {
    const auto table =
        table_of("*\tcity\t1\t9\t\ndeed\tcity\t0.5\t9\t\n*\tlean\t2\t\t\n");
    ASSERT_TRUE(table) << table.error().text();
    PlaceSigns signs;
    signs.add(PlaceSign::city);
    signs.add(PlaceSign::capital);
    EXPECT_DOUBLE_EQ(table->of(PlaceGroup::deed, signs), 1.5);
    EXPECT_DOUBLE_EQ(table->of(PlaceGroup::visit, signs), 1.0);
    EXPECT_DOUBLE_EQ(table->lean(PlaceGroup::deed), 2.0);
    EXPECT_TRUE(table->knows());
    EXPECT_FALSE(table_of("")->knows());
}

TEST(PlaceChoiceTable, FaultsNameFileAndLine) {
    for (const auto& [row, says] :
         {std::pair("war\tcity\t1\t9\t\n", "no group of acts 'war'"),
          std::pair("*\ttown\t1\t9\t\n", "no sign of a place 'town'"),
          std::pair("*\tcity\tmuch\t9\t\n", "a weight"),
          std::pair("*\tcity\tnan\t9\t\n", "a weight"),
          std::pair("*\tcity\t101\t9\t\n", "between -100 and 100"),
          std::pair("*\tother\t1\t9\t\n", "twice")}) {
        const auto table = table_of(std::string("*\tother\t1\t9\t\n") + row);
        ASSERT_FALSE(table) << row;
        EXPECT_THAT(table.error().message, HasSubstr(says));
        EXPECT_EQ(table.error().line, 3U);
        EXPECT_THAT(table.error().file, HasSubstr("place_choice.tsv"));
    }
}

TEST(PlaceChoiceTable, EverySignAndGroupHasANameOfItsOwn) {
    for (std::size_t i = 0; i < place_sign_count; ++i) {
        const auto sign = static_cast<PlaceSign>(i);
        EXPECT_EQ(place_sign_from(name(sign)), sign);
    }
    for (std::size_t i = 0; i < place_group_count; ++i) {
        const auto group = static_cast<PlaceGroup>(i);
        EXPECT_EQ(place_group_from(name(group)), group);
    }
    EXPECT_FALSE(place_sign_from(""));
}

}  // namespace
}  // namespace chancery
