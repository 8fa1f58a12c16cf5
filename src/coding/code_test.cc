// Sentences with their trees and actors, and the acts that the rules find in them.
// SPDX-License-Identifier: Apache-2.0
#include "coding/code.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "coding/lemmas.h"
#include "coding/testing.h"

namespace chancery {
namespace {

using coding::Builder;
using coding::Document;
using coding::dump;
using coding::own_folder;
using coding::tables;

struct Row {
    const char* what;
    const char* tree;
    const char* acts;
};

class CodeArticle : public testing::TestWithParam<Row> {};

TEST_P(CodeArticle, FindsTheActs) {
    const Row& row = GetParam();
    const Document doc = Builder().build(row.tree, "2026-01-24");
    const ArticleActs acts = code_article(doc.article, doc.reading, doc.actors, tables());
    EXPECT_EQ(dump(acts, doc), row.acts) << row.what;
    for (const Act& act : acts.acts) {
        EXPECT_TRUE(act.evidence.contains(act.trigger)) << row.what;
        EXPECT_LE(act.evidence.end, doc.article.text.size());
        EXPECT_EQ(quote(doc.article.text, act.evidence).find('\n'),
                  std::string_view::npos);
        EXPECT_FALSE(act.reasons.empty());
    }
}

const Row rows[] = {
    {"active meeting with time and place",
     "Putin Putin NNP 2 nsubj Putin:RUS\nmet meet VBD 0 root\nXi Xi NNP 2 obj Xi:CHN\n"
     "in in IN 5 case\nBeijing Beijing NNP 2 obl place:Beijing\non on IN 7 case\n"
     "Friday Friday NNP 2 obl",
     "CONSULT/meeting Putin+Xi >  | 2026-01-23 | Beijing | in_person happened\n"},
    {"a need is not met in person",
     "Putin Putin NNP 2 nsubj Putin:RUS\nmet meet VBD 0 root\nthe the DT 4 det\n"
     "needs need NNS 2 obj",
     ""},
    {"one side alone is no meeting",
     "Putin Putin NNP 2 nsubj Putin:RUS\nmet meet VBD 0 root",
     ""},
    {"coordinated subjects meet",
     "Putin Putin NNP 4 nsubj Putin:RUS\nand and CC 3 cc\nXi Xi NNP 1 conj Xi:CHN\n"
     "met meet VBD 0 root",
     "CONSULT/meeting Putin+Xi >  |  |  | in_person happened\n"},
    {"a light verb and its noun are one act",
     "Putin Putin NNP 2 nsubj Putin:RUS\nheld hold VBD 0 root\ntalks talk NNS 2 obj\n"
     "with with IN 5 case\nXi Xi NNP 3 nmod Xi:CHN",
     "CONSULT/meeting Putin+Xi >  |  |  | in_person happened\n"},
    {"the phrase with 'with' may hang on the verb",
     "Putin Putin NNP 2 nsubj Putin:RUS\nheld hold VBD 0 root\ntalks talk NNS 2 obj\n"
     "with with IN 5 case\nXi Xi NNP 2 obl Xi:CHN",
     "CONSULT/meeting Putin+Xi >  |  |  | in_person happened\n"},
    {"passive with agent",
     "China China NNP 3 nsubj:pass China:CHN:state\nwas be VBD 3 aux:pass\n"
     "visited visit VBN 0 root\nby by IN 5 case\nPutin Putin NNP 3 obl:agent Putin:RUS",
     "CONSULT/visit Putin > China |  | China | in_person happened\n"},
    {"future visit is an agreement to meet",
     "Putin Putin NNP 3 nsubj Putin:RUS\nwill will MD 3 aux\nvisit visit VB 0 root\n"
     "China China NNP 3 obj China:CHN:state\non on IN 6 case\nTuesday Tuesday NNP 3 obl",
     "AGREE/meet Putin > China | 2026-01-27 | China | in_person planned\n"},
    {"planned under a verb of planning",
     "Putin Putin NNP 2 nsubj Putin:RUS\nplans plan VBZ 0 root\nto to TO 4 mark\n"
     "visit visit VB 2 xcomp\nChina China NNP 4 obj China:CHN:state",
     "AGREE/meet Putin > China |  | China | in_person planned\n"},
    {"hoped is no act",
     "Putin Putin NNP 2 nsubj Putin:RUS\nhopes hope VBZ 0 root\nto to TO 4 mark\n"
     "visit visit VB 2 xcomp\nChina China NNP 4 obj China:CHN:state",
     ""},
    {"modal is no act",
     "Putin Putin NNP 3 nsubj Putin:RUS\nmay may MD 3 aux\nvisit visit VB 0 root\n"
     "China China NNP 3 obj China:CHN:state",
     ""},
    {"negated is no act",
     "Putin Putin NNP 4 nsubj Putin:RUS\ndid do VBD 4 aux\nnot not RB 4 advmod\n"
     "visit visit VB 0 root\nChina China NNP 4 obj China:CHN:state",
     ""},
    {"under 'if' is no act",
     "If if IN 3 mark\nPutin Putin NNP 3 nsubj Putin:RUS\nvisits visit VBZ 6 advcl\n"
     "China China NNP 3 obj China:CHN:state\nXi Xi NNP 6 nsubj Xi:CHN\nsmiles smile VBZ "
     "0 root",
     ""},
    {"purpose of an expressive act",
     "Lam Lam NNP 2 nsubj Lam:VNM\nvisited visit VBD 0 root\nLaos Laos NNP 2 obj "
     "Laos:LAO:state\n"
     "to to TO 5 mark\ncongratulate congratulate VB 2 advcl\n"
     "Thongloun Thongloun NNP 5 obj Thongloun:LAO",
     "CONSULT/visit Lam > Laos |  | Laos | in_person happened\n"
     "SUPPORT/congratulate Lam > Thongloun |  | Laos | in_person happened\n"},
    {"the time of saying is not the time of the deed",
     "Putin Putin NNP 2 nsubj Putin:RUS\nsaid say VBD 0 root\nMonday Monday NNP 2 "
     "obl:unmarked\n"
     "Xi Xi NNP 5 nsubj Xi:CHN\nmet meet VBD 2 ccomp\nLam Lam NNP 5 obj Lam:VNM",
     "CONSULT/meeting Xi+Lam >  |  |  | in_person happened\n"},
    {"cataphoric owner of a letter",
     "In in IN 4 case\nhis his PRP$ 4 nmod:poss\ncongratulatory congratulatory JJ 4 "
     "amod\n"
     "letter letter NN 6 obl\nXi Xi NNP 6 nsubj Xi:CHN\npraised praise VBD 0 root\n"
     "Lam Lam NNP 6 obj Lam:VNM",
     "SUPPORT/congratulate Xi >  |  |  | letter happened\n"},
    {"what is said in a letter goes to its addressee",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsent send VBD 0 root\na a DT 4 det\nletter letter NN 2 "
     "obj\n"
     "to to IN 6 case\nLam Lam NNP 2 obl Lam:VNM\n\n"
     "Xi Xi NNP 2 nsubj Xi:CHN\npledged pledge VBD 0 root\nsupport support NN 2 obj",
     "CONSULT/correspondence Xi > Lam |  |  | letter happened\n"
     "AGREE/pledge Xi > Lam |  |  | letter happened\n"},
    {"a verb and its preposition",
     "Xi Xi NNP 2 nsubj Xi:CHN\ncalled call VBD 0 root\non on IN 4 case\n"
     "Japan Japan NNP 2 obl Japan:JPN:state\nto to TO 6 mark\nstop stop VB 2 xcomp",
     "REQUEST/change Xi > Japan |  |  | statement happened\n"},
    {"the same call without its preposition is nothing",
     "Xi Xi NNP 2 nsubj Xi:CHN\ncalled call VBD 0 root\nJapan Japan NNP 2 obj "
     "Japan:JPN:state\n"
     "great great JJ 2 xcomp",
     ""},
    {"a condition on the object",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsigned sign VBD 0 root\na a DT 4 det\ntreaty treaty NN 2 "
     "obj\n"
     "with with IN 6 case\nLam Lam NNP 2 obl Lam:VNM",
     "SUPPORT/sign Xi+Lam >  |  |  | document happened\n"},
    {"told twice is one act, with the fuller date",
     "Putin Putin NNP 2 nsubj Putin:RUS\nmet meet VBD 0 root\nXi Xi NNP 2 obj Xi:CHN\n\n"
     "Putin Putin NNP 2 nsubj Putin:RUS\nmet meet VBD 0 root\nXi Xi NNP 2 obj Xi:CHN\n"
     "on on IN 5 case\nFriday Friday NNP 2 obl",
     "CONSULT/meeting Putin+Xi >  | 2026-01-23 |  | in_person happened\n"},
    {"on two days is two acts",
     "Putin Putin NNP 2 nsubj Putin:RUS\nmet meet VBD 0 root\nXi Xi NNP 2 obj Xi:CHN\n"
     "on on IN 5 case\nThursday Thursday NNP 2 obl\n\n"
     "Putin Putin NNP 2 nsubj Putin:RUS\nmet meet VBD 0 root\nXi Xi NNP 2 obj Xi:CHN\n"
     "on on IN 5 case\nFriday Friday NNP 2 obl",
     "CONSULT/meeting Putin+Xi >  | 2026-01-22 |  | in_person happened\n"
     "CONSULT/meeting Putin+Xi >  | 2026-01-23 |  | in_person happened\n"},
    {"agreed to meet",
     "Putin Putin NNP 4 nsubj Putin:RUS\nand and CC 3 cc\nXi Xi NNP 1 conj Xi:CHN\n"
     "agreed agree VBD 0 root\nto to TO 6 mark\nmeet meet VB 4 xcomp",
     "AGREE/meet Putin+Xi >  |  |  | in_person planned\n"},
    {"a promise of his state is the speaker's",
     "China China NNP 3 nsubj China:CHN:state\nwill will MD 3 aux\nwork work VB 7 ccomp\n"
     "with with IN 5 case\nLaos Laos NNP 3 obl Laos:LAO:state\nXi Xi NNP 7 nsubj Xi:CHN\n"
     "said say VBD 0 root",
     "AGREE/pledge Xi > Laos |  |  | statement happened\n"},
    {"believed to come is no promise",
     "Xi Xi NNP 2 nsubj Xi:CHN\nexpressed express VBD 0 root\nbelief belief NN 2 obj\n"
     "that that IN 7 mark\nJapan Japan NNP 7 nsubj Japan:JPN:state\nwill will MD 7 aux\n"
     "work work VB 3 acl\nwith with IN 9 case\nLaos Laos NNP 7 obl Laos:LAO:state",
     ""},
    {"told to do is a request",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsaid say VBD 0 root\nJapan Japan NNP 5 nsubj "
     "Japan:JPN:state\n"
     "should should MD 5 aux\nleave leave VB 2 ccomp",
     "REQUEST/change Xi > Japan |  |  | statement happened\n"},
    {"a summit named after an organisation says nothing of who met",
     "The the DT 3 det\nAPEC APEC NNP 3 compound APEC:APEC:igo\nsummit summit NN 4 "
     "nsubj\n"
     "ended end VBD 0 root",
     ""},
    {"one call to each",
     "Lam Lam NNP 2 nsubj Lam:VNM\nphoned phone VBD 0 root\nXi Xi NNP 2 obj Xi:CHN\n"
     "and and CC 5 cc\nPutin Putin NNP 3 conj Putin:RUS",
     "CONSULT/phone Lam+Xi >  |  |  | phone happened\n"
     "CONSULT/phone Lam+Putin >  |  |  | phone happened\n"},
    {"one message from each state",
     "Xi Xi NNP 4 nsubj Xi:CHN\nand and CC 3 cc\nPutin Putin NNP 1 conj Putin:RUS\n"
     "sent send VBD 0 root\nmessages message NNS 4 obj\nto to IN 7 case\nLam Lam NNP 4 "
     "obl Lam:VNM",
     "SUPPORT/congratulate Xi > Lam |  |  | message happened\n"
     "SUPPORT/congratulate Putin > Lam |  |  | message happened\n"},
    {"messages are counted",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsent send VBD 0 root\n925 925 CD 4 nummod\n"
     "messages message NNS 2 obj\nto to IN 6 case\nLam Lam NNP 2 obl Lam:VNM",
     "SUPPORT/congratulate Xi > Lam |  |  | message happened 925\n"},
    {"the times are counted",
     "Xi Xi NNP 2 nsubj Xi:CHN\nphoned phone VBD 0 root\nPutin Putin NNP 2 obj "
     "Putin:RUS\ntwice twice RB 2 advmod",
     "CONSULT/phone Xi+Putin >  |  |  | phone happened 2\n"},
    {"rounds of talks are counted, not days",
     "Iran Iran NNP 2 nsubj Iran:IRN:state\nheld hold VBD 0 root\n"
     "three three CD 4 nummod\nrounds round NNS 2 obj\nof of IN 6 case\n"
     "talks talk NNS 4 nmod\nwith with IN 8 case\nRussia Russia NNP 6 nmod "
     "Russia:RUS:state\nin in IN 11 case\ntwo two CD 11 nummod\ndays day NNS 2 obl",
     "CONSULT/meeting Iran+Russia >  |  |  | in_person happened 3\n"},
    {"the arrested are counted",
     "France France NNP 2 nsubj France:FRA:state\narrested arrest VBD 0 root\n"
     "seventy seventy CD 5 compound\n- - HYPH 3 punct\neight eight CD 6 nummod\n"
     "people people NNS 2 obj",
     "COERCE/arrest France >  |  |  |  happened 78\n"},
    {"a year counts nothing",
     "France France NNP 2 nsubj France:FRA:state\nattacked attack VBD 0 root\n"
     "2022 2022 CD 4 nummod\ntargets target NNS 2 obj\nin in IN 6 case\n"
     "Mali Mali NNP 2 obl Mali:MLI:state",
     "ASSAULT/other France >  |  |  |  happened\n"},
    {"a letter takes the occasion of the article",
     "Xi Xi NNP 2 nsubj Xi:CHN\ncongratulated congratulate VBD 0 root\nLam Lam NNP 2 obj "
     "Lam:VNM\n\n"
     "In in IN 3 case\nhis his PRP$ 3 nmod:poss\nletter letter NN 5 obl\n"
     "Putin Putin NNP 5 nsubj Putin:RUS\nsmiled smile VBD 0 root",
     "SUPPORT/congratulate Xi > Lam |  |  | statement happened\n"
     "SUPPORT/congratulate Putin > Lam |  |  | letter happened\n"},
    {"a timetable in the present tense",
     "Putin Putin NNP 2 nsubj Putin:RUS\nvisits visit VBZ 0 root\n"
     "China China NNP 2 obj China:CHN:state\non on IN 5 case\nTuesday Tuesday NNP 2 obl",
     "AGREE/meet Putin > China | 2026-01-27 | China | in_person planned\n"},
    {"blame of a deed goes to its doer",
     "Putin Putin NNP 2 nsubj Putin:RUS\nvisited visit VBD 0 root\n"
     "Laos Laos NNP 2 obj Laos:LAO:state\n\n"
     "Xi Xi NNP 2 nsubj Xi:CHN\ncriticised criticise VBD 0 root\nthe the DT 4 det\n"
     "move move NN 2 obj",
     "CONSULT/visit Putin > Laos |  | Laos | in_person happened\n"
     "ACCUSE/disapprove Xi > Putin |  |  | statement happened\n"},
    {"blame of an attack goes to the attacker, not to whom the story told of since",
     "Xi Xi NNP 2 nsubj Xi:CHN\nattacked attack VBD 0 root\nJapan Japan NNP 2 obj "
     "Japan:JPN:state\n\n"
     "Putin Putin NNP 2 nsubj Putin:RUS\nvisited visit VBD 0 root\n"
     "Laos Laos NNP 2 obj Laos:LAO:state\n\n"
     "Lam Lam NNP 2 nsubj Lam:VNM\ncriticised criticise VBD 0 root\nthe the DT 4 det\n"
     "attack attack NN 2 obj",
     "ASSAULT/other Xi > Japan |  | Japan |  happened\n"
     "CONSULT/visit Putin > Laos |  | Laos | in_person happened\n"
     "ACCUSE/disapprove Lam > Xi |  |  | statement happened\n"},
    {"an attack by nobody known is condemned all the same",
     "Lam Lam NNP 2 nsubj Lam:VNM\ncriticised criticise VBD 0 root\nthe the DT 4 det\n"
     "attack attack NN 2 obj",
     "ACCUSE/disapprove Lam >  |  |  | statement happened\n"},
    {"a thing that is no deed is not accused",
     "Lam Lam NNP 2 nsubj Lam:VNM\nsmiled smile VBD 0 root\n\n"
     "Lam Lam NNP 2 nsubj Lam:VNM\nsmiled smile VBD 0 root\n\n"
     "Lam Lam NNP 2 nsubj Lam:VNM\ncriticised criticise VBD 0 root\nthe the DT 4 det\n"
     "weather weather NN 2 obj",
     ""},
    {"an arrest without its doer is that of the authorities told of",
     "Authorities authority NNS 2 nsubj authorities:LAO:body\nsaid say VBD 0 root\n"
     "Lam Lam NNP 5 nsubj:pass Lam:VNM\nwas be VBD 5 aux:pass\narrested arrest VBN 2 "
     "ccomp",
     "COERCE/arrest authorities > Lam |  |  |  happened\n"},
    {"who are described as arrested, the sentence does not tell of",
     "Authorities authority NNS 2 nsubj authorities:LAO:body\nfeed feed VBP 0 root\n"
     "people people NNS 2 obj people:LAO:people\narrested arrest VBN 3 acl",
     ""},
    {"of nobody, where none was told of",
     "Lam Lam NNP 3 nsubj:pass Lam:VNM\nwas be VBD 3 aux:pass\narrested arrest VBN 0 "
     "root",
     ""},
    {"what a state's thing does, the state does",
     "A a DT 3 det\nLao Lao JJ 3 amod Laos:LAO:state\nbomb bomb NN 4 nsubj\n"
     "killed kill VBD 0 root\nLam Lam NNP 4 obj Lam:VNM",
     "ASSAULT/kill Laos > Lam |  |  |  happened\n"},
    {"a raid that killed is an event, without a day",
     "The the DT 3 det\nLao Lao JJ 3 amod Laos:LAO:state\nraid raid NN 6 nsubj\n"
     "on on IN 5 case\nJapan Japan NNP 3 nmod Japan:JPN:state\nkilled kill VBD 0 root",
     "ASSAULT/other Laos > Japan |  | Japan |  happened\n"
     "ASSAULT/kill Laos >  |  | Japan |  happened\n"},
    {"a raid that is only spoken of is none",
     "Xi Xi NNP 2 nsubj Xi:CHN\nrecalled recall VBD 0 root\nthe the DT 5 det\n"
     "Lao Lao JJ 5 amod Laos:LAO:state\nraid raid NN 2 obj\non on IN 7 case\n"
     "Japan Japan NNP 5 nmod Japan:JPN:state",
     ""},
    {"what somebody is accused of is not told as done",
     "Xi Xi NNP 2 nsubj Xi:CHN\naccused accuse VBD 0 root\nJapan Japan NNP 2 obj "
     "Japan:JPN:state\nof of IN 5 mark\nattacking attack VBG 2 advcl\n"
     "Laos Laos NNP 5 obj Laos:LAO:state",
     "ACCUSE/allege Xi > Japan |  |  | statement happened\n"},
    {"what is often done is no event",
     "Xi Xi NNP 3 nsubj Xi:CHN\noften often RB 3 advmod\ncriticised criticise VBD 0 "
     "root\nJapan Japan NNP 3 obj Japan:JPN:state",
     ""},
    {"said that a state's thing was reckless",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsaid say VBD 0 root\nthe the DT 5 det\n"
     "Japanese Japanese JJ 5 amod Japan:JPN:state\nmove move NN 7 nsubj\nwas be VBD 7 "
     "cop\nreckless reckless JJ 2 ccomp",
     "ACCUSE/disapprove Xi > Japan |  |  | statement happened\n"},
    {"said that it would be reckless",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsaid say VBD 0 root\nthe the DT 5 det\n"
     "Japanese Japanese JJ 5 amod Japan:JPN:state\nmove move NN 8 nsubj\nwould would MD "
     "8 aux\nbe be VB 8 cop\nreckless reckless JJ 2 ccomp",
     ""},
    {"an act of aggression is aggression",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsaid say VBD 0 root\nthe the DT 5 det\n"
     "Japanese Japanese JJ 5 amod Japan:JPN:state\nmove move NN 8 nsubj\nwas be VBD 8 "
     "cop\nan a DT 8 det\nact act NN 2 ccomp\nof of IN 10 case\naggression aggression "
     "NN 8 nmod",
     "ACCUSE/disapprove Xi > Japan |  |  | statement happened\n"},
    {"who says that another will pay, threatens",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsaid say VBD 0 root\nJapan Japan NNP 5 nsubj "
     "Japan:JPN:state\nwould would MD 5 aux\npay pay VB 2 ccomp\na a DT 7 det\nprice "
     "price NN 5 obj",
     "THREATEN/ Xi > Japan |  |  | statement happened\n"},
    {"not to accept is to refuse",
     "Xi Xi NNP 4 nsubj Xi:CHN\ndid do VBD 4 aux\nnot not RB 4 advmod\naccept accept VB "
     "0 root\nJapan Japan NNP 6 nmod:poss Japan:JPN:state\nclaim claim NN 4 obj",
     "REJECT/yield Xi > Japan |  |  | statement happened\n"},
    {"to accept is not to refuse",
     "Xi Xi NNP 2 nsubj Xi:CHN\naccepted accept VBD 0 root\nJapan Japan NNP 4 nmod:poss "
     "Japan:JPN:state\nclaim claim NN 2 obj",
     ""},
    {"dozens of people are the people",
     "Xi Xi NNP 2 nsubj Xi:CHN\narrested arrest VBD 0 root\ndozens dozen NNS 2 obj\n"
     "of of IN 5 case\nactivists activist NNS 3 nmod activists:CHN:people",
     "COERCE/arrest Xi > activists |  |  |  happened\n"},
    {"whose thing is threatened",
     "Xi Xi NNP 2 nsubj Xi:CHN\nthreatened threaten VBD 0 root\nto to TO 4 mark\n"
     "attack attack VB 2 xcomp\nany any DT 7 det\nJapanese Japanese JJ 7 amod "
     "Japan:JPN:state\nships ship NNS 4 obj",
     "THREATEN/ Xi > Japan |  |  | statement happened\n"},
    {"a proposal made by another is his",
     "Xi Xi NNP 2 nsubj Xi:CHN\nrejected reject VBD 0 root\na a DT 4 det\nplan plan NN "
     "2 obj\npresented present VBN 4 acl\nby by IN 7 case\nJapan Japan NNP 5 obl:agent "
     "Japan:JPN:state",
     "REJECT/ Xi > Japan |  |  | statement happened\n"},
    {"protests are those of the protesters told of, against their government",
     "Protesters protester NNS 2 nsubj protesters:LAO:people\nsang sing VBD 0 root\n\n"
     "Laos Laos NNP 2 nsubj Laos:LAO:state\nsmiled smile VBD 0 root\n\n"
     "Anti-government anti-government JJ 2 amod\nprotests protest NNS 3 nsubj\n"
     "continued continue VBD 0 root",
     "PROTEST/demonstrate protesters > Laos |  |  |  happened\n"},
    {"of nobody, where the article tells of none",
     "Anti-government anti-government JJ 2 amod Laos:LAO:state\nprotests protest NNS 3 "
     "nsubj\ncontinued continue VBD 0 root",
     ""},
    {"told to attack is not attacked",
     "Xi Xi NNP 2 nsubj Xi:CHN\ntold tell VBD 0 root\nJapan Japan NNP 2 obj "
     "Japan:JPN:state\nto to TO 5 mark\nattack attack VB 2 xcomp\nLaos Laos NNP 5 obj "
     "Laos:LAO:state",
     ""},
    {"attackers known by their attack are no news",
     "Xi Xi NNP 2 nsubj Xi:CHN\nrecalled recall VBD 0 root\nrebels rebel NNS 2 obj "
     "rebels:LAO:armed_group\nwho who WP 5 nsubj\nattacked attack VBD 3 acl:relcl\n"
     "Japan Japan NNP 5 obj Japan:JPN:state",
     ""},
    {"unless it is said when",
     "Xi Xi NNP 2 nsubj Xi:CHN\nrecalled recall VBD 0 root\nrebels rebel NNS 2 obj "
     "rebels:LAO:armed_group\nwho who WP 5 nsubj\nattacked attack VBD 3 acl:relcl\n"
     "Japan Japan NNP 5 obj Japan:JPN:state\non on IN 8 case\nFriday Friday NNP 5 obl",
     "ASSAULT/other rebels > Japan | 2026-01-23 | Japan |  happened\n"},
    {"what is quoted as reckless, its speaker blames",
     "The the DT 3 det\nJapanese Japanese JJ 3 amod Japan:JPN:state\nmove move NN 5 "
     "nsubj\nis be VBZ 5 cop\nreckless reckless JJ 7 ccomp\nXi Xi NNP 7 nsubj "
     "Xi:CHN\nsaid say VBD 0 root",
     "ACCUSE/disapprove Xi > Japan |  |  | statement happened\n"},
    {"nobody blames what the outlet finds reckless",
     "The the DT 3 det\nJapanese Japanese JJ 3 amod Japan:JPN:state\nmove move NN 5 "
     "nsubj\nis be VBZ 5 cop\nreckless reckless JJ 0 root",
     ""},
    {"called him a reckless man",
     "Xi Xi NNP 2 nsubj Xi:CHN\ncalled call VBD 0 root\nLam Lam NNP 2 obj Lam:VNM\n"
     "a a DT 6 det\nreckless reckless JJ 6 amod\nman man NN 2 xcomp",
     "ACCUSE/disapprove Xi > Lam |  |  | statement happened\n"},
    {"gave in to demands from somebody",
     "Xi Xi NNP 2 nsubj Xi:CHN\ngave give VBD 0 root\nin in RP 2 compound:prt\nto to IN "
     "5 case\ndemands demand NNS 2 obl\nfrom from IN 7 case\nJapan Japan NNP 5 nmod "
     "Japan:JPN:state",
     "CONCEDE/ Xi > Japan |  |  | statement happened\n"},
    {"a suspension of aid to somebody",
     "Xi Xi NNP 2 nsubj Xi:CHN\nhalted halt VBD 0 root\nsuspension suspension NN 2 "
     "obj\nof of IN 5 case\naid aid NN 3 nmod\nto to IN 7 case\nJapan Japan NNP 5 nmod "
     "Japan:JPN:state",
     "SANCTION/discontinue Xi > Japan |  |  |  happened\n"},
    {"a verb whose final e the reader lost",
     "Xi Xi NNP 2 nsubj Xi:CHN\ncriticised criticis VBD 0 root\n"
     "Japan Japan NNP 2 obj Japan:JPN:state",
     "ACCUSE/disapprove Xi > Japan |  |  | statement happened\n"},
    {"relative clause",
     "Putin Putin NNP 0 root Putin:RUS\nwho who WP 3 nsubj\nvisited visit VBD 1 "
     "acl:relcl\n"
     "China China NNP 3 obj China:CHN:state",
     "CONSULT/visit Putin > China |  | China | in_person happened\n"},
};

INSTANTIATE_TEST_SUITE_P(Table, CodeArticle, testing::ValuesIn(rows));

TEST(VerbLemma, IsTheBaseThatTheTablesKnow) {
    const struct {
        const char* form;
        const char* read;
        const char* lemma;
    } verbs[] = {
        {"criticised", "criticis", "criticise"},
        {"Urging", "urg", "urge"},
        {"planned", "plann", "plan"},
        {"visited", "visite", "visit"},
        {"met", "meet", "meet"},
        {"went", "wend", "visit"},    // verbs.tsv of the tests says so
        {"met", "mete", "mete"},      // nothing regular leads from it
        {"boiled", "boil", "boil"},   // no word of the tables
        {"hed", "hed", "hed"},        // too short to be cut
        {"hopping", "hopp", "hopp"},  // "hop" is none, and "hope" does not double
        {"congratulates", "congratulat", "congratulate"},
    };

    for (const auto& v : verbs) {
        EXPECT_EQ(verb_lemma(v.form, v.read, tables()), v.lemma) << v.form;
    }
}

Error open_with(const std::string& file, const std::string& bytes) {
    const std::string dir = own_folder("faults");
    const std::string made =
        "rm -rf " + dir + " && mkdir -p " + dir + " && cp " + CHANCERY_SOURCE_DIR +
        "/tests/data/coding/*.tsv " + CHANCERY_SOURCE_DIR + "/data/coding/times.tsv " +
        CHANCERY_SOURCE_DIR + "/data/coding/cameo.tsv " + CHANCERY_SOURCE_DIR +
        "/data/coding/cameo_choice.tsv " + CHANCERY_SOURCE_DIR +
        "/data/coding/contexts.tsv " + CHANCERY_SOURCE_DIR + "/data/coding/reasons.tsv " +
        CHANCERY_SOURCE_DIR + "/data/coding/speech.tsv " + CHANCERY_SOURCE_DIR +
        "/data/coding/usual_channels.tsv " + dir;
    EXPECT_EQ(std::system(made.c_str()), 0);
    std::ofstream(dir + '/' + file) << bytes;
    auto opened = CodingTables::open(dir);
    std::filesystem::remove_all(dir);
    return opened ? Error{} : opened.error();
}

constexpr const char* rule_header =
    "id\ttrigger\tpos\ttype\tmode\tactors\trecipients\tchannel\tneeds\tcameo\tnote\n";

TEST(CodingTables, FaultsNameFileAndLine) {
    const struct {
        const char* row;
        const char* says;
    } faults[] = {
        {"x\tmeet\tv\tCONSULT\tsing\tsubj\t\t\t\t\t",
         "'CONSULT/sing' is not a PLOVER type"},
        {"x\tmeet\tw\tCONSULT\t\tsubj\t\t\t\t\t", "pos must be"},
        {"x\tmeet\tv\tCONSULT\t\tsubject\t\t\t\t\t", "unknown slot 'subject'"},
        {"x\t@nothing\tv\tCONSULT\t\tsubj\t\t\t\t\t", "no class @nothing"},
        {"x\tmeet\tv\tCONSULT\t\tsubj\t\tpigeon\t\t\t", "unknown channel 'pigeon'"},
        {"x\tmeet\tv\tCONSULT\t\tsubj\t\t\tsoon\t\t", "unknown condition 'soon'"},
        {"x\tmeet\tv\tCONSULT\t\t\t\t\t\t\t", "needs an actor slot"},
        {"x\tmeet\tv\tCONSULT\t\tsubj\t\t\t\t04X\t", "CAMEO"},
        {"x\tmeet\tv\tCONSULT\t\tsubj\t\t\t\t049\t", "no code '049' in cameo.tsv"},
        {"x\tmeet\tv", "has 3 fields where 11 are needed"},
    };

    for (const auto& fault : faults) {
        const Error error = open_with(
            "rules.tsv", std::string(rule_header) + "# comment\n" + fault.row + "\n");
        EXPECT_NE(error.message.find(fault.says), std::string::npos)
            << fault.row << ": " << error.text();
        EXPECT_EQ(error.line, 3U) << error.text();
        EXPECT_NE(error.file.find("rules.tsv"), std::string::npos);
    }
    EXPECT_EQ(open_with("types.tsv", "type\tother\n").line, 1U);
}

TEST(CodingTables, TheShippedTablesLoad) {
    auto opened = CodingTables::open(std::string(CHANCERY_SOURCE_DIR) + "/data/coding");
    ASSERT_TRUE(opened) << opened.error().text();
    EXPECT_GT(opened->rule_count(), 200U);
}

}  // namespace
}  // namespace chancery
