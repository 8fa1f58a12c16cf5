// When and where acts were done, by sentences and stories made for it.
// SPDX-License-Identifier: Apache-2.0
#include "coding/circumstances.h"

#include <string>

#include <gtest/gtest.h>

#include "coding/code.h"
#include "coding/testing.h"

namespace chancery {
namespace {

using coding::Builder;
using coding::Document;
using coding::dump;
using coding::tables;

/// 2026-01-24 is a Saturday.
Document read(std::string_view tree) {
    return Builder().build(tree, "2026-01-24");
}

std::string acts_of(const Document& doc) {
    return dump(code_article(doc.article, doc.reading, doc.actors, tables()), doc);
}

/// The rule that gave the field of the first act.
std::string rule_of(const Document& doc, std::string_view field) {
    const ArticleActs acts = code_article(doc.article, doc.reading, doc.actors, tables());
    std::string rule;
    for (const Reason& reason : acts.acts.front().reasons) {
        rule = reason.field == field ? reason.rule : rule;
    }
    return rule;
}

struct Row {
    const char* what;
    const char* tree;
    const char* acts;
};

class CircumstancesOf : public testing::TestWithParam<Row> {};

TEST_P(CircumstancesOf, Acts) {
    EXPECT_EQ(acts_of(read(GetParam().tree)), GetParam().acts) << GetParam().what;
}

const Row rows[] = {
    {"a day after 'since' is no day of the act",
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "since since IN 5 case\nMonday Monday NNP 2 obl",
     "CONSULT/meeting Ana+Bo >  |  |  | in_person happened\n"},
    {"what comes after is on a day of its own",
     "Ana Ana NNP 2 nsubj Ana:ESP\nvisited visit VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\nafter after IN 5 mark\n"
     "meeting meet VBG 2 advcl\nBo Bo NNP 5 obj Bo:SWE\non on IN 8 case\n"
     "Monday Monday NNP 5 obl",
     "CONSULT/visit Ana > Chad |  | Chad | in_person happened\n"
     "CONSULT/meeting Ana+Bo >  | 2026-01-19 |  | in_person happened\n"},
    {"a promise is made when it is said, not when it is to be kept",
     "Ana Ana NNP 2 nsubj Ana:ESP\nsaid say VBD 0 root\nMonday Monday NNP 2 "
     "obl:unmarked\nSpain Spain NNP 6 nsubj Spain:ESP:state\nwill will MD 6 aux\n"
     "work work VB 2 ccomp\nwith with IN 8 case\nChad Chad NNP 6 obl Chad:TCD:state\n"
     "in in IN 10 case\nJuly July NNP 6 obl",
     "AGREE/pledge Ana > Chad | 2026-01-19 |  | statement happened\n"},
    {"the day of the agreement is not the day of the meeting",
     "Ana Ana NNP 4 nsubj Ana:ESP\nand and CC 3 cc\nBo Bo NNP 1 conj Bo:SWE\n"
     "agreed agree VBD 0 root\non on IN 6 case\nMonday Monday NNP 4 obl\n"
     "to to TO 8 mark\nmeet meet VB 4 xcomp",
     "AGREE/meet Ana+Bo >  |  |  | in_person planned\n"},
    {"a day before another noun is that noun's",
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Monday Monday NNP 5 nmod:poss\n's 's POS 3 case\nmove move NN 2 obj\n"
     "of of IN 7 case\nChad Chad NNP 5 nmod Chad:TCD:state",
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"the city before the palace and the country",
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "at at IN 5 case\nHallhus Hallhus NNP 2 obl place:Hallhus:SWE:site\n"
     "in in IN 7 case\nLund Lund NNP 2 obl place:Lund:SWE:city\n"
     "in in IN 9 case\nSweden Sweden NNP 2 obl place:Sweden:SWE:country",
     "CONSULT/meeting Ana+Bo >  |  | Lund | in_person happened\n"},
    {"the city of so-and-so",
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "in in IN 6 case\nthe the DT 6 det\ncity city NN 2 obl\nof of IN 8 case\n"
     "Lund Lund NNP 6 nmod place:Lund:SWE:city",
     "CONSULT/meeting Ana+Bo >  |  | Lund | in_person happened\n"},
    {"on the sidelines of a forum there",
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "at at IN 5 case\nforum forum NN 2 obl\nin in IN 7 case\n"
     "Lund Lund NNP 5 nmod place:Lund:SWE:city",
     "CONSULT/meeting Ana+Bo >  |  | Lund | in_person happened\n"},
    {"what is spoken of lies elsewhere",
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\nover over IN 6 case\nthe the DT 6 det\n"
     "war war NN 2 obl\nin in IN 8 case\nLund Lund NNP 6 nmod place:Lund:SWE:city",
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"nothing is said all over a continent",
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\nin in IN 5 case\n"
     "Africa Africa NNP 2 obl place:Africa::region",
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"said at a meeting, on its day and in its place",
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "in in IN 5 case\nLund Lund NNP 2 obl place:Lund:SWE:city\non on IN 7 case\n"
     "Friday Friday NNP 2 obl\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nurged urge VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "to to TO 5 mark\nstop stop VB 2 xcomp",
     "CONSULT/meeting Ana+Bo >  | 2026-01-23 | Lund | in_person happened\n"
     "REQUEST/change Ana > Bo | 2026-01-23 | Lund | in_person happened\n"},
    {"what somebody does next is of the same day",
     "Ana Ana NNP 2 nsubj Ana:ESP\nspoke speak VBD 0 root\non on IN 4 case\n"
     "Thursday Thursday NNP 2 obl\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state",
     "ACCUSE/disapprove Ana > Chad | 2026-01-22 |  | statement happened\n"},
    {"but not what was earlier",
     "Ana Ana NNP 2 nsubj Ana:ESP\nspoke speak VBD 0 root\non on IN 4 case\n"
     "Thursday Thursday NNP 2 obl\n\n"
     "Ana Ana NNP 3 nsubj Ana:ESP\nhad have VBD 3 aux\n"
     "criticised criticise VBN 0 root\nChad Chad NNP 3 obj Chad:TCD:state",
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"a letter has a day of its own",
     "Ana Ana NNP 2 nsubj Ana:ESP\nspoke speak VBD 0 root\non on IN 4 case\n"
     "Thursday Thursday NNP 2 obl\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nsent send VBD 0 root\na a DT 4 det\n"
     "letter letter NN 2 obj\nto to IN 6 case\nBo Bo NNP 2 obl Bo:SWE",
     "CONSULT/correspondence Ana > Bo |  |  | letter happened\n"},
    {"the only day of the story, for what is told in the past",
     "On on IN 2 case\nMonday Monday NNP 3 obl\nrained rain VBD 0 root\n\n"
     "It it PRP 2 nsubj\nsnowed snow VBD 0 root\n\n"
     "It it PRP 2 nsubj\nsnowed snow VBD 0 root\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state",
     "ACCUSE/disapprove Ana > Chad | 2026-01-19 |  | statement happened\n"},
    {"not where it names two",
     "On on IN 2 case\nMonday Monday NNP 3 obl\nrained rain VBD 0 root\n"
     "on on IN 5 case\nTuesday Tuesday NNP 3 obl\n\n"
     "It it PRP 2 nsubj\nsnowed snow VBD 0 root\n\n"
     "It it PRP 2 nsubj\nsnowed snow VBD 0 root\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state",
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"an agreement that nothing says how, and a meeting of states to come",
     "Spain Spain NNP 4 nsubj Spain:ESP:state\nand and CC 3 cc\n"
     "Chad Chad NNP 1 conj Chad:TCD:state\nagreed agree VBD 0 root\n\n"
     "Spain Spain NNP 5 nsubj Spain:ESP:state\nand and CC 3 cc\n"
     "Chad Chad NNP 1 conj Chad:TCD:state\nwill will MD 5 aux\nmeet meet VB 0 root",
     "AGREE/agree Spain+Chad >  |  |  |  happened\n"
     "AGREE/meet Spain+Chad >  |  |  |  planned\n"},
    {"said on a network beside it",
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nwrote write VBD 0 root\non on IN 4 case\n"
     "Chirp Chirp NNP 2 obl",
     "ACCUSE/disapprove Ana > Chad |  |  | social_media happened\n"},
    {"who is abroad acts there",
     "Ana Ana NNP 2 nsubj Ana:ESP\nspoke speak VBD 0 root\nin in IN 4 case\n"
     "Lund Lund NNP 2 obl place:Lund:SWE:city\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE",
     "CONSULT/meeting Ana+Bo >  |  | Lund | in_person happened\n"},
    {"nobody is anywhere on the telephone",
     "Ana Ana NNP 2 nsubj Ana:ESP\nspoke speak VBD 0 root\nin in IN 4 case\n"
     "Lund Lund NNP 2 obl place:Lund:SWE:city\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nphoned phone VBD 0 root\nBo Bo NNP 2 obj Bo:SWE",
     "CONSULT/phone Ana+Bo >  |  |  | phone happened\n"},
    {"the city of the visit",
     "Ana Ana NNP 2 nsubj Ana:ESP\nvisited visit VBD 0 root\n"
     "Sweden Sweden NNP 2 obj Sweden:SWE:state\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nspoke speak VBD 0 root\nin in IN 4 case\n"
     "Lund Lund NNP 2 obl place:Lund:SWE:city",
     "CONSULT/visit Ana > Sweden |  | Lund | in_person happened\n"},
};

INSTANTIATE_TEST_SUITE_P(Table, CircumstancesOf, testing::ValuesIn(rows));

constexpr std::string_view demand =
    "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
    "Chad Chad NNP 2 obj Chad:TCD:state";

TEST(Circumstances, AGovernmentsPageIsOfItsDay) {
    Document doc = read(demand);
    EXPECT_EQ(acts_of(doc), "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n");
    doc.article.outlet = "The White House";
    EXPECT_EQ(acts_of(doc),
              "ACCUSE/disapprove Ana > Chad | 2026-01-24 |  | statement happened\n");
    EXPECT_EQ(rule_of(doc, "date"), "day-of-record");
    doc.article.published.reset();
    EXPECT_EQ(acts_of(doc), "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n");
}

TEST(Circumstances, AMeetingInTheCountryOfTheDatelineIsInItsCity) {
    Document doc = read(
        "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
        "in in IN 5 case\nSweden Sweden NNP 2 obl place:Sweden:SWE:country");
    PlaceMention dateline;
    dateline.name = "Lund";
    dateline.code = "SWE";
    dateline.latitude = 55.7;
    dateline.longitude = 13.2;
    dateline.located = true;
    doc.actors.dateline = dateline;
    const ArticleActs acts = code_article(doc.article, doc.reading, doc.actors, tables());
    ASSERT_EQ(acts.acts.size(), 1U);
    EXPECT_EQ(acts.acts[0].place, "Lund");
    EXPECT_EQ(acts.acts[0].location.code, "SWE");
    EXPECT_DOUBLE_EQ(acts.acts[0].location.latitude, 55.7);
    EXPECT_FALSE(acts.acts[0].location.is_country);
    dateline.code = "NOR";
    doc.actors.dateline = dateline;
    EXPECT_EQ(acts_of(doc),
              "CONSULT/meeting Ana+Bo >  |  | Sweden | in_person happened\n");
}

}  // namespace
}  // namespace chancery
