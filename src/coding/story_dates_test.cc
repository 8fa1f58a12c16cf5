// On which of the days that a story names its acts were done.
// SPDX-License-Identifier: Apache-2.0
#include "coding/story_dates.h"

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

constexpr const char* published = "2026-01-24";  // a Saturday

struct Row {
    const char* what;
    const char* tree;
    const char* acts;
};

class StoryDatesOf : public testing::TestWithParam<Row> {};

TEST_P(StoryDatesOf, Acts) {
    const Document doc = Builder().build(GetParam().tree, published);
    EXPECT_EQ(dump(code_article(doc.article, doc.reading, doc.actors, tables()), doc),
              GetParam().acts)
        << GetParam().what;
}

/// A lead without days, or with one.
#define WEATHER "It it PRP 2 nsubj\nsnowed snow VBD 0 root\n\n"
#define RAIN_ON(day)                                                           \
    "It it PRP 2 nsubj\nrained rain VBD 0 root\non on IN 4 case\n" day " " day \
    " NNP 2 obl\n\n"
#define BLAME                                                        \
    "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n" \
    "Chad Chad NNP 2 obj Chad:TCD:state\n\n"

const Row rows[] = {
    {"a story that begins today tells of today, though it names other days",
     RAIN_ON("Saturday") WEATHER WEATHER RAIN_ON("Tuesday") BLAME,
     "ACCUSE/disapprove Ana > Chad | 2026-01-24 |  | statement happened\n"},
    {"also in what goes along with a verb in the past",
     RAIN_ON("Saturday")
         WEATHER WEATHER RAIN_ON("Tuesday") "Ana Ana NNP 2 nsubj Ana:ESP\nsmiled smile "
                                            "VBD 0 root\n, , , 2 punct\n"
                                            "criticising criticise VBG 2 advcl\nChad "
                                            "Chad NNP 4 obj Chad:TCD:state",
     "ACCUSE/disapprove Ana > Chad | 2026-01-24 |  | statement happened\n"},
    {"one that begins on another day and names several leaves it open",
     RAIN_ON("Friday") WEATHER WEATHER RAIN_ON("Tuesday") BLAME,
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"what has been done is of no day of the story",
     RAIN_ON("Saturday") WEATHER WEATHER RAIN_ON(
         "Tuesday") "Ana Ana NNP 3 nsubj Ana:ESP\nhas have VBZ 3 aux\n"
                    "criticised criticise VBN 0 root\nChad Chad NNP 3 obj Chad:TCD:state",
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"unless it is the news with which the story begins",
     "Ana Ana NNP 3 nsubj Ana:ESP\nhas have VBZ 3 aux\n"
     "criticised criticise VBN 0 root\nChad Chad NNP 3 obj Chad:TCD:state\n\n" WEATHER
         WEATHER RAIN_ON(
             "Saturday") "Bo Bo NNP 2 nsubj Bo:SWE\ncriticised criticise VBD 0 root\n"
                         "Chad Chad NNP 2 obj Chad:TCD:state",
     "ACCUSE/disapprove Ana > Chad | 2026-01-24 |  | statement happened\n"
     "ACCUSE/disapprove Bo > Chad | 2026-01-24 |  | statement happened\n"},
    {"a quotation is of the time of saying it",
     RAIN_ON("Saturday") WEATHER WEATHER RAIN_ON(
         "Tuesday") "“ “ `` 3 punct\nSpain Spain NNP 3 nsubj Spain:ESP:state\n"
                    "criticises criticise VBZ 0 root\nChad Chad NNP 3 obj "
                    "Chad:TCD:state\n"
                    "” ” '' 3 punct\nAna Ana NNP 7 nsubj Ana:SWE\nsaid say VBD 3 "
                    "parataxis",
     "ACCUSE/disapprove Spain > Chad | 2026-01-24 |  | statement happened\n"},
    {"of a plan for the week the day, where the meeting has one",
     "Ana Ana NNP 3 nsubj Ana:ESP\nwill will MD 3 aux\nvisit visit VB 0 root\n"
     "Sweden Sweden NNP 3 obj Sweden:SWE:state\non on IN 6 case\n"
     "Monday Monday NNP 3 obl\n\n"
     "Ana Ana NNP 3 nsubj Ana:ESP\nwill will MD 3 aux\nmeet meet VB 0 root\n"
     "Bo Bo NNP 3 obj Bo:SWE\nnext next JJ 6 amod\nweek week NN 3 obl:unmarked",
     "AGREE/meet Ana > Sweden | 2026-01-26 | Sweden | in_person planned\n"
     "AGREE/meet Ana+Bo >  | 2026-01-26 | Sweden | in_person planned\n"},
    {"what goes on since a day lasts until today",
     "Ana Ana NNP 3 nsubj Ana:ESP\nhas have VBZ 3 aux\nattacked attack VBN 0 root\n"
     "Chad Chad NNP 3 obj Chad:TCD:state\nsince since IN 6 case\n"
     "Thursday Thursday NNP 3 obl",
     "ASSAULT/other Ana > Chad | 2026-01-22/2026-01-24 | Chad |  happened\n"},
    {"at Friday's forum, on Friday",
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\nat at IN 7 case\n"
     "Friday Friday NNP 7 nmod:poss\n's 's POS 5 case\nforum forum NN 2 obl",
     "ACCUSE/disapprove Ana > Chad | 2026-01-23 |  | statement happened\n"},
    {"the running year says nothing",
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\nin in IN 5 case\n2026 2026 CD 2 obl",
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"the next stop of a journey is in the month of the first",
     "Ana Ana NNP 3 nsubj Ana:ESP\nwill will MD 3 aux\nvisit visit VB 0 root\n"
     "Chad Chad NNP 3 obj Chad:TCD:state\non on IN 6 case\nMonday Monday NNP 3 obl\n\n"
     "Ana Ana NNP 3 nsubj Ana:ESP\nwill will MD 3 aux\nvisit visit VB 0 root\n"
     "Laos Laos NNP 3 obj Laos:LAO:state",
     "AGREE/meet Ana > Chad | 2026-01-26 | Chad | in_person planned\n"
     "AGREE/meet Ana > Laos | 2026-01 | Laos | in_person planned\n"},
    {"what is done does not lie ahead",
     "Ana Ana NNP 2 nsubj Ana:ESP\ncriticised criticise VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\nin in IN 5 case\n2027 2027 CD 2 obl",
     "ACCUSE/disapprove Ana > Chad |  |  | statement happened\n"},
    {"a visit has the days for which the visitor is away",
     "Ana Ana NNP 2 nsubj Ana:ESP\nvisited visit VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nreturned return VBD 0 root\nfrom from IN 8 case\n"
     "the the DT 8 det\nfour four CD 7 nummod\n- - HYPH 7 punct\n"
     "day day NN 8 compound\ntrip trip NN 2 obl\non on IN 10 case\n"
     "Thursday Thursday NNP 2 obl",
     "CONSULT/visit Ana > Chad | 2026-01-19/2026-01-22 | Chad | in_person happened\n"},
    {"this week, up to now",
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "this this DT 5 det\nweek week NN 2 obl:unmarked",
     "CONSULT/meeting Ana+Bo >  | 2026-01-19/2026-01-24 |  | in_person happened\n"},
    {"of a meeting the day, not the week",
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "on on IN 5 case\nFriday Friday NNP 2 obl\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nmet meet VBD 0 root\nBo Bo NNP 2 obj Bo:SWE\n"
     "this this DT 5 det\nweek week NN 2 obl:unmarked",
     "CONSULT/meeting Ana+Bo >  | 2026-01-23 |  | in_person happened\n"},
    {"of a visit all its days",
     "Ana Ana NNP 2 nsubj Ana:ESP\nvisited visit VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\non on IN 5 case\nThursday Thursday NNP 2 "
     "obl\n\n"
     "Ana Ana NNP 2 nsubj Ana:ESP\nvisited visit VBD 0 root\n"
     "Chad Chad NNP 2 obj Chad:TCD:state\nfrom from IN 5 case\nThursday Thursday NNP 2 "
     "obl\nto to IN 7 case\nFriday Friday NNP 5 nmod",
     "CONSULT/visit Ana > Chad | 2026-01-22/2026-01-23 | Chad | in_person happened\n"},
};

INSTANTIATE_TEST_SUITE_P(Table, StoryDatesOf, testing::ValuesIn(rows));

}  // namespace
}  // namespace chancery
