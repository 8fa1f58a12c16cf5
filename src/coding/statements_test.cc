// Sentences with their trees, and who said what in them.
// SPDX-License-Identifier: Apache-2.0
#include "coding/statements.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "coding/code.h"
#include "coding/testing.h"

namespace chancery {
namespace {

using coding::Builder;
using coding::Document;
using coding::own_folder;
using coding::tables;

struct Row {
    const char* what;
    const char* tree;
    const char* statements;
};

class FindStatements : public testing::TestWithParam<Row> {};

TEST_P(FindStatements, SaysWhoSaidWhat) {
    const Row& row = GetParam();
    const Document doc = Builder().build(row.tree, "2026-01-24");
    const ArticleActs acts = code_article(doc.article, doc.reading, doc.actors, tables());
    const ArticleStatements& made = acts.statements;
    EXPECT_EQ(dump(made, doc.actors, doc.article.text), row.statements) << row.what;
    ASSERT_EQ(made.holding.size(), doc.reading.tokens.size());
    for (TokenIndex i = 0; i < made.holding.size(); ++i) {
        const Statement* held = made.at(i);
        EXPECT_TRUE(held == nullptr ||
                    held->content.contains(doc.reading.tokens[i].span));
    }
}

const Row rows[] = {
    {"a clause without its 'that'; the day of saying is no part of it",
     "Xi Xi NNP 2 nsubj Xi:CHN\nsaid say VBD 0 root\non on IN 4 case\n"
     "Friday Friday NNP 2 obl\nthat that IN 9 mark\nthe the DT 7 det\n"
     "talks talk NNS 9 nsubj\nwould would MD 9 aux\ngo go VB 2 ccomp\n"
     "on on RP 9 compound:prt\n. . . 2 punct",
     "Xi | said | the talks would go on | indirect\n"},
    {"a quotation that goes on behind the words of saying is of one group",
     "“ \" `` 4 punct\nTies ty NNS 4 nsubj\nare be VBP 4 cop\n"
     "strong strong JJ 8 ccomp\n, , , 4 punct\n” \" '' 4 punct\n"
     "he he PRP 8 nsubj Lee:KOR\nsaid say VBD 0 root\n. . . 8 punct\n\n“ \" `` 4 punct\n"
     "They they PRP 4 nsubj\nwill will MD 4 aux\ngrow grow VB 0 root\n. . . 4 punct\n"
     "” \" '' 4 punct",
     "Lee | said | “ Ties are strong , ” | direct 1\n"
     "Lee | said | “ They will grow . ” | direct 1\n"},
    {"words of saying inside a sentence: both parts, each with its own subject",
     "Beijing Beijing NNP 4 nsubj China:CHN:state\n, , , 1 punct\n"
     "Lee Lee NNP 4 nsubj Lee:KOR\nsaid say VBD 0 root\n, , , 7 punct\n"
     "“ \" `` 7 punct\nlooks look VBZ 4 ccomp\nforward forward RB 7 advmod\n"
     "to to IN 11 case\nthe the DT 11 det\nvisit visit NN 7 obl\n” \" '' 7 punct\n"
     ". . . 4 punct",
     "Lee | said | Beijing | indirect 1\n"
     "Lee | said | “ looks forward to the visit ” | direct 1\n"},
    {"a body as the source; what follows is the reporter's",
     "Trade trade NN 3 nsubj\nhas have VBZ 3 aux\ngrown grow VBN 0 root\n"
     "fast fast RB 3 advmod\n, , , 9 punct\naccording accord VBG 9 case\n"
     "to to IN 6 fixed\nthe the DT 9 det\nministry ministry NN 3 obl Ministry::body\n"
     ", , , 14 punct\nafter after IN 14 mark\nthe the DT 13 det\n"
     "leaders leader NNS 14 nsubj\nmet meet VBD 3 advcl\n. . . 3 punct",
     "Ministry | according to | Trade has grown fast | indirect\n"},
    {"a demand, and a light verb that the tree hangs on what was demanded",
     "Lee Lee NNP 2 nsubj Lee:KOR\nurged urge VBD 0 root\n"
     "Seoul Seoul NNP 2 iobj Korea:KOR:state\nto to TO 5 mark\ntalk talk VB 2 xcomp\n"
     "and and CC 7 cc\nvoiced voice VBN 5 conj\nconcern concern NN 5 obj\n"
     "over over IN 11 case\nthe the DT 11 det\nvote vote NN 5 obl\n. . . 2 punct",
     "Lee > Korea | urged | Seoul to talk | indirect\n"
     "Lee | voiced concern | over the vote | indirect\n"},
    {"to whom; a participle behind what was said is the speaker's too",
     "The the DT 2 det\nminister minister NN 3 nsubj Kim:KOR\ntold tell VBD 0 root\n"
     "reporters reporter NNS 3 iobj\nthat that IN 9 mark\nthe the DT 7 det\n"
     "deal deal NN 9 nsubj\nis be VBZ 9 cop\ndead dead JJ 3 ccomp\n, , , 11 punct\n"
     "adding add VBG 9 advcl\nthat that IN 14 mark\nnobody nobody NN 14 nsubj\n"
     "wanted want VBD 11 ccomp\nit it PRP 14 obj\n. . . 3 punct",
     "Kim > reporters | told | the deal is dead | indirect\n"
     "Kim | adding | nobody wanted it | indirect\n"},
    {"told in the past, the second verb in the present is what was said",
     "Xi Xi NNP 2 nsubj Xi:CHN\nstressed stress VBD 0 root\nthat that IN 5 mark\n"
     "he he PRP 5 nsubj\nvalues value VBZ 2 ccomp\nthe the DT 7 det\n"
     "ties tie NNS 5 obj\n, , , 10 punct\nand and CC 10 cc\nstands stand VBZ 2 conj\n"
     "ready ready JJ 10 xcomp\n. . . 2 punct",
     "Xi | stressed | he values the ties , and stands ready | indirect\n"},
    {"a document speaks; what it tells of others is theirs too",
     "The the DT 2 det\nstatement statement NN 3 nsubj\nsaid say VBD 0 root\n"
     "that that IN 7 mark\nboth both DT 6 det\n"
     "sides side NNS 7 nsubj Laos::body\nagreed agree VBD 3 ccomp\n"
     "to to TO 9 mark\nmeet meet VB 7 xcomp\n. . . 3 punct",
     "statement | said | both sides agreed to meet | indirect\n"
     "Laos | agreed | to meet | indirect\n"},
    {"not said is no statement",
     "Xi Xi NNP 4 nsubj Xi:CHN\ndid do VBD 4 aux\nnot not RB 4 advmod\n"
     "say say VB 0 root\nthat that IN 8 mark\nhe he PRP 8 nsubj\n"
     "would would MD 8 aux\ncome come VB 4 ccomp\n. . . 4 punct",
     ""},
    {"praise, and what somebody else made of it",
     "Lee Lee NNP 2 nsubj Lee:KOR\nhailed hail VBD 0 root\nthe the DT 4 det\n"
     "accord accord NN 2 obj\n, , , 8 punct\nwhich which WDT 8 obj\n"
     "Tokyo Tokyo NNP 8 nsubj Japan:JPN:state\ndescribed describe VBD 4 acl:relcl\n"
     "as as IN 11 case\na a DT 11 det\nstep step NN 8 obl\n"
     "forward forward RB 8 advmod\n. . . 2 punct",
     "Lee | hailed | the accord , which Tokyo described as a step forward | indirect\n"
     "Japan | described | a step | indirect\n"},
    {"media that report",
     "Amid amid IN 3 case\nmedia media NN 3 compound\nreports report NNS 10 obl\n"
     "that that IN 7 mark\nhe he PRP 7 nsubj\nmay may MD 7 aux\n"
     "resign resign VB 3 acl\n, , , 3 punct\nLee Lee NNP 10 nsubj Lee:KOR\n"
     "left leave VBD 0 root\n. . . 10 punct",
     "media | reports | he may resign | indirect\n"},
    {"a thing is not praised into speaking",
     "The the DT 2 det\nweather weather NN 3 nsubj\nwelcomed welcome VBD 0 root\n"
     "the the DT 5 det\nguests guest NNS 3 obj\n. . . 3 punct",
     ""},
    {"a quotation in one's own sentence makes it mixed; nobody else says it",
     "Lee Lee NNP 2 nsubj Lee:KOR\nurged urge VBD 0 root\na a DT 5 det\n“ \" `` 5 punct\n"
     "calm calm NN 2 obj\n” \" '' 5 punct\nhere here RB 2 advmod\n. . . 2 punct",
     "Lee | urged | a “ calm ” | mixed\n"},
    {"who issues a statement speaks in it",
     "Lee Lee NNP 2 nsubj Lee:KOR\nissued issue VBD 0 root\na a DT 4 det\n"
     "statement statement NN 2 obj\nsaying say VBG 4 acl\nthat that IN 8 mark\n"
     "talks talk NNS 8 nsubj\nfailed fail VBD 5 ccomp\n. . . 2 punct",
     "Lee | saying | talks failed | indirect\n"},
    {"a speaker whom the tree takes for a part of the quotation",
     "“ \" `` 3 punct\nTalks talk NNS 3 nsubj\nfailed fail VBD 12 ccomp\n"
     ", , , 3 punct\n” \" '' 3 punct\nLee Lee NNP 3 vocative Lee:KOR\n, , , 10 punct\n"
     "who who WP 10 nsubj\nwas be VBD 10 cop\nthere there RB 6 acl:relcl\n"
     ", , , 6 punct\nsaid say VBD 0 root\n. . . 12 punct",
     "Lee | said | “ Talks failed , ” | direct\n"},
    {"a greeting says nothing, praise of a thing does",
     "Lee Lee NNP 2 nsubj Lee:KOR\nwelcomed welcome VBD 0 root\nthe the DT 4 det\n"
     "president president NN 2 obj Xi:CHN\nand and CC 6 cc\n"
     "welcomed welcome VBD 2 conj\nthe the DT 8 det\naccord accord NN 6 obj\n"
     ". . . 2 punct",
     "Lee | welcomed | the accord | indirect\n"},
    {"congratulations are no content; 'no' before a thing promised denies no promise",
     "Lee Lee NNP 2 nsubj Lee:KOR\nconveyed convey VBD 0 root\n"
     "congratulations congratulation NNS 2 obj\nto to IN 5 case\n"
     "Hanoi Hanoi NNP 2 obl Vietnam:VNM:state\n. . . 2 punct\n\n"
     "He he PRP 2 nsubj Lee:KOR\npromised promise VBD 0 root\nno no DT 4 det\n"
     "delay delay NN 2 obj\n. . . 2 punct",
     "Lee | promised | no delay | indirect\n"},
    {"where it was said is no part of it",
     "Lee Lee NNP 2 nsubj Lee:KOR\ncriticised criticise VBD 0 root\n"
     "the the DT 4 det\nvote vote NN 2 obj\nin in IN 7 case\n"
     "his his PRP$ 7 nmod:poss\naddress address NN 2 obl\nto to IN 10 case\n"
     "the the DT 10 det\nsummit summit NN 2 obl\n. . . 2 punct",
     "Lee | criticised | the vote | indirect\n"},
    {"'it' is the body that spoke in the sentence before",
     "The the DT 2 det\nministry ministry NN 3 nsubj Ministry::body\n"
     "said say VBD 0 root\nthat that IN 6 mark\ntrade trade NN 6 nsubj\n"
     "grew grow VBD 3 ccomp\n. . . 3 punct\n\nIt it PRP 2 nsubj Korea:KOR:state\n"
     "added add VBD 0 root\nthat that IN 5 mark\nprices price NNS 5 nsubj\n"
     "fell fall VBD 2 ccomp\n. . . 2 punct",
     "Ministry | said | trade grew | indirect\n"
     "Ministry | added | prices fell | indirect\n"},
    {"who is told is no part of it, nor what the reporter adds",
     "Lee Lee NNP 2 nsubj Lee:KOR\ntold tell VBD 0 root\n"
     "reporters reporter NNS 6 nsubj\nSeoul Seoul NNP 6 nsubj\nwould would MD 6 aux\n"
     "sign sign VB 2 ccomp\n, , , 9 punct\nwhich which WDT 9 nsubj\n"
     "pleased please VBD 6 advcl:relcl\nTokyo Tokyo NNP 9 obj\n. . . 2 punct",
     "Lee | told | Seoul would sign | indirect\n"},
    {"both parts of an interrupted quotation",
     "“ \" `` 12 punct\nWithout without IN 3 case\nthem they PRP 7 obl\n, , , 3 punct\n"
     "” \" '' 12 punct\nLee Lee NNP 7 nsubj Lee:KOR\nsaid say VBD 0 root\n"
     ", , , 12 punct\n“ \" `` 12 punct\nwe we PRP 12 nsubj\nare be VBP 12 cop\n"
     "better good JJR 7 ccomp\n. . . 12 punct\n” \" '' 12 punct",
     "Lee | said | “ Without them , ” | direct 1\n"
     "Lee | said | “ we are better . ” | direct 1\n"},
    {"what something is called, in quotation marks",
     "Lee Lee NNP 2 nsubj Lee:KOR\ncalled call VBD 0 root\nthe the DT 4 det\n"
     "move move NN 2 obj\na a DT 7 det\n“ \" `` 7 punct\nfarce farce NN 2 xcomp\n"
     "” \" '' 7 punct\n. . . 2 punct",
     "Lee | called | “ farce ” | direct\n"},
    {"a long quotation behind a colon, whatever the verb",
     "Lee Lee NNP 2 nsubj Lee:KOR\ndefended defend VBD 0 root\nthe the DT 4 det\n"
     "move move NN 2 obj\n: : : 12 punct\n“ \" `` 12 punct\nAt at IN 9 case\n"
     "this this DT 9 det\nhour hour NN 12 obl\nour our PRP$ 11 nmod:poss\n"
     "friends friend NNS 12 nsubj\nneed need VBP 2 parataxis\nus we PRP 12 obj\n"
     "more more RBR 12 advmod\n. . . 12 punct\n” \" '' 12 punct",
     "Lee | defended | “ At this hour our friends need us more . ” | direct\n"},
    {"a participle whose own subject cannot speak: the subject above, also a pronoun",
     "They they PRP 2 nsubj\ntold tell VBD 0 root\nhow how WRB 5 advmod\n"
     "it it PRP 5 nsubj\nbegan begin VBD 2 ccomp\n, , , 7 punct\n"
     "saying say VBG 5 advcl\nthat that IN 10 mark\nhe he PRP 10 nsubj\n"
     "fell fall VBD 7 ccomp\n. . . 2 punct",
     "They | told | how it began | indirect\nThey | saying | he fell | indirect\n"},
    {"a quotation that follows what the tree takes for the whole",
     "Lee Lee NNP 2 nsubj Lee:KOR\nsaid say VBD 0 root\nit it PRP 5 nsubj\n"
     "is be VBZ 5 cop\ntime time NN 2 ccomp\n“ \" `` 8 punct\nto to TO 8 mark\n"
     "start start VB 2 advcl\n” \" '' 8 punct\n. . . 2 punct",
     "Lee | said | it is time “ to start ” | mixed\n"},
};

INSTANTIATE_TEST_SUITE_P(Table, FindStatements, testing::ValuesIn(rows));

/// The document with each line of its text as a paragraph.
Document in_lines(Document doc) {
    const std::string& text = doc.article.text;
    doc.article.blocks.clear();
    for (std::uint32_t begin = 0; begin < text.size();) {
        const auto end = static_cast<std::uint32_t>(text.find('\n', begin));
        doc.article.blocks.push_back(Block{BlockKind::paragraph, {begin, end}, "test"});
        begin = end + 1;
    }
    return doc;
}

TEST(FindStatements, ATranscriptIsOneStatementOfManyParagraphs) {
    const std::string speech =
        "Lee Lee NNP 0 root Lee:KOR\n: : : 5 punct\nI I PRP 5 nsubj\nam be VBP 5 cop\n"
        "glad glad JJ 1 parataxis\nto to TO 7 mark\nsee see VB 5 xcomp\n"
        "you you PRP 7 obj\n. . . 1 punct\n\n"
        "We we PRP 3 nsubj\nwill will MD 3 aux\nwork work VB 0 root\n. . . 3 punct";
    const std::string heading =
        "Remarks remark NNS 0 root\nby by IN 3 case\nLee Lee NNP 1 nmod Lee:KOR\n"
        "with with IN 5 case\nXi Xi NNP 1 nmod Xi:CHN\n: : : 1 punct\n\n";
    const auto found = [](const std::string& tree) {
        const Document doc = in_lines(Builder().build(tree, "2026-01-24"));
        const ArticleActs acts =
            code_article(doc.article, doc.reading, doc.actors, tables());
        return dump(acts.statements, doc.actors, doc.article.text);
    };

    EXPECT_EQ(found(heading + speech),
              "Lee > Xi | Remarks | I am glad to see you . | direct 1\n"
              "Lee > Xi | Remarks | We will work . | direct 1\n");
    EXPECT_EQ(found(speech), "Lee | Lee | I am glad to see you . | direct\n")
        << "without a heading only the paragraph with the name";
}

TEST(SpeechWords, FaultsNameFileAndLine) {
    const struct {
        const char* row;
        const char* says;
    } faults[] = {
        {"verb\tsay\tsong\t\t", "unknown content 'song'"},
        {"verb\tsay\t\t\t", "what it takes is missing"},
        {"voice\tofficial\tclause\t\t", "such a word takes no content"},
        {"verb\tsay\tclause\tfrom\t", "the addressee is object, to or empty"},
        {"shout\tsay\t\t\t", "unknown kind 'shout'"},
        {"noun\tpress release\tclause\t\t", "one word is needed"},
        {"verb\t\tclause\t\t", "the words are missing"},
    };

    const std::string path = own_folder("speech") + ".tsv";
    for (const auto& fault : faults) {
        std::ofstream(path) << "kind\twords\ttakes\taddressee\tnote\n# comment\n"
                            << fault.row << "\n";
        const auto opened = SpeechWords::open(path);
        ASSERT_FALSE(opened) << fault.row;
        EXPECT_NE(opened.error().message.find(fault.says), std::string::npos)
            << fault.row << ": " << opened.error().text();
        EXPECT_EQ(opened.error().line, 3U);
    }
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace chancery
