// The evaluator on small examples whose figures can be counted by hand.
// SPDX-License-Identifier: Apache-2.0
#include "evaluate.h"

#include <cstdio>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace chancery::train {
namespace {

/// CoNLL-U of lines such as "2 did do AUX VBD 0 root" (ID, form, lemma, tags, head and
/// relation, then features and MISC if there are any) and "2-3 didn't"; an empty line
/// ends a sentence.
std::vector<ConlluSentence> treebank(const std::string& lines) {
    std::istringstream in(lines);
    std::string out;
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        std::vector<std::string> c(9, "_");
        std::size_t count = 0;
        while (count < c.size() && fields >> c[count]) {
            ++count;
        }
        c[count < 9 ? count : 8] = count < 9 ? "_" : c[8];
        if (count > 0) {
            out += c[0] + '\t' + c[1] + '\t' + c[2] + '\t' + c[3] + '\t' + c[4] + '\t' +
                   c[7] + '\t' + c[5] + '\t' + c[6] + "\t_\t" + c[8];
        }
        out += '\n';
    }
    auto read = from_conllu(out, "example");
    EXPECT_TRUE(read) << read.error().text() << '\n' << out;
    return read ? std::move(read).value() : std::vector<ConlluSentence>();
}

/// "correct/gold/system" of each metric named.
std::string counts(const Evaluation& e, const std::string& metrics) {
    const std::map<std::string, Score> all = {{"tokens", e.tokens},
                                              {"sentences", e.sentences},
                                              {"words", e.words},
                                              {"upos", e.upos},
                                              {"xpos", e.xpos},
                                              {"ufeats", e.ufeats},
                                              {"alltags", e.all_tags},
                                              {"lemmas", e.lemmas},
                                              {"uas", e.uas},
                                              {"las", e.las},
                                              {"clas", e.clas},
                                              {"mlas", e.mlas},
                                              {"blex", e.blex}};
    std::istringstream in(metrics);
    std::string out;
    for (std::string metric; in >> metric;) {
        const Score& s = all.at(metric);
        out += (out.empty() ? "" : " ") + metric + ' ' + std::to_string(s.correct) + '/' +
               std::to_string(s.gold) + '/' + std::to_string(s.system);
    }
    return out;
}

struct Case {
    const char* about;
    const char* gold;
    const char* system;
    const char* expected;  ///< metric correct/gold/system …
};

const char* const lee =
    "1 Lee Lee PROPN NNP 4 nsubj\n"
    "2-3 didn't\n"
    "2 did do AUX VBD 4 aux\n"
    "3 n't not PART RB 4 advmod\n"
    "4 go go VERB VB 0 root\n"
    "5 . . PUNCT . 4 punct\n";

const Case cases[] = {
    {"the same: four content relations but for aux and punct leave three",
     lee,
     lee,
     "tokens 4/4/4 sentences 1/1/1 words 5/5/5 upos 5/5/5 lemmas 5/5/5 uas 5/5/5 "
     "las 5/5/5 clas 3/3/3 mlas 3/3/3 blex 3/3/3"},
    {"a wrong tag, a wrong head, a wrong relation",
     lee,
     "1 Lee Lee NOUN NNP 4 obj\n2-3 didn't\n2 did do AUX VBD 4 aux\n"
     "3 n't not PART RB 2 advmod\n4 go go VERB VB 0 root\n5 . . PUNCT . 4 punct\n",
     "words 5/5/5 upos 4/5/5 xpos 5/5/5 alltags 4/5/5 uas 4/5/5 las 3/5/5 clas 1/3/3"},
    {"a multiword token left whole has no word in common with its words",
     lee,
     "1 Lee Lee PROPN NNP 3 nsubj\n2 didn't do AUX VBD 3 aux\n3 go go VERB VB 0 root\n"
     "4 . . PUNCT . 3 punct\n",
     "tokens 4/4/4 words 3/5/4 uas 3/5/4 las 3/5/4 clas 2/3/2"},
    {"words without their multiword token are words all the same",
     lee,
     "1 Lee Lee PROPN NNP 4 nsubj\n2 did do AUX VBD 4 aux\n3 n't not PART RB 4 advmod\n"
     "4 go go VERB VB 0 root\n5 . . PUNCT . 4 punct\n",
     "tokens 3/4/5 words 5/5/5 las 5/5/5"},
    {"cut elsewhere: the longest common subsequence of du, n, no and du, nno is du",
     "1-3 dunno\n1 du do AUX VBP 3 aux\n2 n not PART RB 3 advmod\n3 no know VERB VB 0 "
     "root\n",
     "1-2 dunno\n1 du do AUX VBP 2 aux\n2 nno know VERB VB 0 root\n",
     "tokens 1/1/1 words 1/3/2 uas 0/3/2"},
    {"capitals do not matter within a multiword token",
     "1-2 CANNOT\n1 CAN can AUX MD 0 root\n2 NOT not PART RB 1 advmod\n",
     "1-2 CANNOT\n1 can can AUX MD 0 root\n2 not not PART RB 1 advmod\n",
     "tokens 1/1/1 words 2/2/2 las 2/2/2"},
    {"a multiword token that reaches over two tokens of gold",
     "1 in in ADP IN 2 case\n2 to to ADP IN 0 root\n3 x x X FW 2 dep\n",
     "1-2 into\n1 in in ADP IN 2 case\n2 to to ADP IN 0 root\n3 x x X FW 2 dep\n",
     "tokens 1/3/2 words 3/3/3 las 3/3/3"},
    {"two sentences read as one: the second root and what hangs on it are wrong",
     "1 Go go VERB VB 0 root\n2 . . PUNCT . 1 punct\n\n"
     "1 Stop stop VERB VB 0 root\n2 . . PUNCT . 1 punct\n",
     "1 Go go VERB VB 0 root\n2 . . PUNCT . 1 punct\n"
     "3 Stop stop VERB VB 1 conj\n4 . . PUNCT . 1 punct\n",
     "tokens 4/4/4 sentences 0/2/1 words 4/4/4 uas 2/4/4 las 2/4/4 clas 1/2/2"},
    {"a sentence cut in two: only sentence ends that both have make a sentence",
     "1 a a X FW 0 root\n2 b b X FW 1 dep\n\n1 c c X FW 0 root\n",
     "1 a a X FW 0 root\n\n1 b b X FW 0 root\n\n1 c c X FW 0 root\n",
     "sentences 1/2/3 uas 2/3/3"},
    {"a word cut in two is wrong, and so is what hangs on it",
     "1 The the DET DT 2 det\n2 U.S. U.S. PROPN NNP 3 nsubj\n3 won win VERB VBD 0 root\n",
     "1 The the DET DT 2 det\n2 U. U. PROPN NNP 4 nsubj\n3 S. S. PROPN NNP 2 flat\n"
     "4 won win VERB VBD 0 root\n",
     "tokens 2/3/4 words 2/3/4 upos 2/3/4 uas 1/3/4 las 1/3/4 clas 1/2/3"},
    {"subtypes of relations do not count",
     "1 It it PRON PRP 2 nsubj:pass\n2 ended end VERB VBD 0 root\n",
     "1 It it PRON PRP 2 nsubj\n2 ended end VERB VBD 0 root\n",
     "las 2/2/2 clas 2/2/2"},
    {"a lemma that gold does not give is right, whatever it is",
     "1 It _ PRON PRP 2 nsubj\n2 ended end VERB VBD 0 root\n",
     "1 It it PRON PRP 2 nsubj\n2 ended ended VERB VBD 0 root\n",
     "lemmas 1/2/2 blex 1/2/2"},
    {"features: in any order, and only those that all languages share",
     "1 a a X FW 0 root Case=Nom|Number=Sing\n2 b b X FW 1 dep Typo=Yes|Tense=Past\n",
     "1 a a X FW 0 root Number=Sing|Case=Nom|Style=Vrnc\n2 b b X FW 1 dep Tense=Pres\n",
     "ufeats 1/2/2 alltags 1/2/2 mlas 1/2/2"},
    {"MLAS looks at the function words of a content word, LAS does not",
     lee,
     "1 Lee Lee PROPN NNP 4 nsubj\n2-3 didn't\n2 did do VERB VBD 4 aux\n"
     "3 n't not PART RB 4 advmod\n4 go go VERB VB 0 root\n5 . . PUNCT . 4 punct\n",
     "las 5/5/5 clas 3/3/3 mlas 2/3/3"},
};

TEST(Evaluate, WorkedExamples) {
    for (const Case& c : cases) {
        const auto gold = treebank(c.gold);
        const auto system = treebank(c.system);
        const auto result = evaluate(gold, system);
        ASSERT_TRUE(result) << c.about << ": " << result.error().text();
        std::istringstream in(c.expected);
        std::string metrics;
        for (std::string metric, figures; in >> metric >> figures;) {
            metrics += metric + ' ';
        }
        EXPECT_EQ(counts(*result, metrics), c.expected) << c.about;
    }
}

TEST(Evaluate, GivesPrecisionRecallF1AndAlignedAccuracy) {
    // Two of three gold words and of four system words are aligned, one head is right.
    const Case& cut = cases[9];
    const auto result = evaluate(treebank(cut.gold), treebank(cut.system));
    ASSERT_TRUE(result);
    EXPECT_DOUBLE_EQ(result->words.precision(), 50.0);
    EXPECT_NEAR(result->words.recall(), 200.0 / 3, 1e-9);
    EXPECT_NEAR(result->words.f1(), 400.0 / 7, 1e-9);
    EXPECT_NEAR(result->uas.f1(), 200.0 / 7, 1e-9);
    EXPECT_DOUBLE_EQ(result->uas.aligned_accuracy(), 50.0);
    const auto table = result->text();
    EXPECT_NE(table.find("UAS        |     25.00 |     33.33 |     28.57 |     50.00\n"),
              std::string::npos)
        << table;
    EXPECT_EQ(table.find("Names"), std::string::npos);
    Evaluation twice = *result;
    twice += *result;
    EXPECT_EQ(counts(twice, "words uas"), "words 4/6/8 uas 2/6/8");
    EXPECT_DOUBLE_EQ(Score().f1(), 0.0);
}

TEST(Evaluate, BlanksInTokensAreNoText) {
    auto gold = treebank("1 10-000 _ NUM CD 0 root\n");
    gold[0].words[0].form = "10\u00a0000 0";
    const auto system = treebank("1 10 _ NUM CD 0 root\n2 0000 _ NUM CD 1 flat\n");
    const auto result = evaluate(gold, system);
    ASSERT_TRUE(result) << result.error().text();
    EXPECT_EQ(counts(*result, "tokens sentences"), "tokens 0/1/2 sentences 1/1/1");
}

TEST(Evaluate, FaultsAreTold) {
    const std::string fine = "1 a a X FW 0 root\n2 b b X FW 1 dep\n";

    struct Fault {
        std::string system;
        const char* error;
    };

    for (const auto& [system, error] : std::vector<Fault>{
             {"1 a a X FW 0 root\n2 c c X FW 1 dep\n",
              "s:2: from here on the text is not "},
             {"1 a a X FW 0 root\n",
              "s:1: from here on the text is not that of g, line 2"},
             {"1 a a X FW 0 root\n2 b b X FW 0 root\n", "s:2: the sentence has several"},
             {"1 a a X FW 2 dep\n2 b b X FW 1 dep\n",
              "s:1: the heads of the sentence go"},
             {"1 a a X FW 0 root\n2 b b X FW 2 dep\n", "s:2: the heads of the sentence"},
             {"1 a a X FW 0 root\n2 b b X FW _ dep\n", "s:2: the word has no HEAD"},
         }) {
        EvaluateOptions options;
        options.gold_path = "g";
        options.system_path = "s";
        const auto result = evaluate(treebank(fine), treebank(system), options);
        ASSERT_FALSE(result) << system;
        EXPECT_NE(result.error().text().find(error), std::string::npos)
            << result.error().text();
    }
}

/// A file of its own for each test, as tests run side by side as processes.
class File {
  public:
    explicit File(const std::string& content)
        : path_(testing::TempDir() + "/chancery_evaluate_" + std::to_string(::getpid())) {
        std::ofstream(path_) << content;
    }

    File(const File&) = delete;
    File& operator=(const File&) = delete;
    File(File&&) = delete;
    File& operator=(File&&) = delete;

    ~File() { std::remove(path_.c_str()); }

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

TEST(Evaluate, NamesCountWholeAndByKind) {
    auto gold = treebank(
        "1 Lee _ X _ 0 root _ Name=B-PER\n2 Jae _ X _ 1 flat _ Name=I-PER\n"
        "3 met _ X _ 1 dep\n4 UN _ X _ 3 dep _ Name=B-ORG\n\n"
        "1 Korea _ X _ 0 root\n");
    gold[0].comments = {"# sent_id = one"};
    gold[1].comments = {"# sent_id = two"};
    // One right; one with a wrong end; a group, which gold does not have; a place.
    const auto system = treebank(
        "1 Lee _ X _ 0 root _ Name=B-PER\n2 Jae _ X _ 1 dep\n3 met _ X _ 1 dep _ "
        "Name=B-GRP\n4 UN _ X _ 3 dep _ Name=B-ORG\n\n1 Korea _ X _ 0 root _ "
        "Name=B-LOC\n");
    const auto result = evaluate(gold, system);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->names.at(NameKind::person).correct, 0U);
    EXPECT_EQ(result->names.at(NameKind::organisation).correct, 1U);
    EXPECT_EQ(result->names.at(NameKind::location).system, 1U);
    EXPECT_EQ(result->names.count(NameKind::group), 0U);
    EXPECT_NEAR(result->all_names().f1(), 200.0 * 1 / (2 + 3), 1e-9);
    // From IOB2, which has labels for the first sentence alone: Korea is not judged.
    const File iob2(
        "# sent_id = one\n1\tLee\tB-PER\n2\tJae\tO\n3\tmet\tO\n4\tUN\tB-LOC\n");
    const auto labels = SentenceLabels::open(iob2.path());
    ASSERT_TRUE(labels);
    EvaluateOptions options;
    options.names = &*labels;
    const auto other = evaluate(gold, system, options);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->names.at(NameKind::person).correct, 1U);
    EXPECT_EQ(other->names.at(NameKind::location).system, 0U);
    EXPECT_NEAR(other->all_names().f1(), 200.0 * 1 / (2 + 2), 1e-9);
}

TEST(Evaluate, TokenErrorsAreListed) {
    const auto gold = treebank("1 U.S. _ X _ 0 root\n2 a _ X _ 1 dep\n");
    const auto system =
        treebank("1 U. _ X _ 0 root\n2 S. _ X _ 1 dep\n3 a _ X _ 1 dep\n");
    EXPECT_EQ(token_errors(gold, system),
              "gold\tU.S.\tU.S.a\nsystem\tU.\tU.S.a\nsystem\tS.\tU.S.a\n");
}

TEST(Corpus, MakesDocumentsWithTextBlocksAndTokens) {
    const File file(
        "# newdoc id = d\n# newpar id = p\n# sent_id = one\n"
        "1\tLee\tLee\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person)\n"
        "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "2\tdid\tdo\tAUX\tVBD\t_\t0\troot\t_\t_\n"
        "3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n\n"
        "# newpar id = q\n# sent_id = two\n"
        "1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
        "2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n");
    const auto gold = read_conllu(file.path());
    ASSERT_TRUE(gold) << gold.error().text();
    ASSERT_EQ(gold->size(), 1U);
    const auto& document = gold->front();
    EXPECT_EQ(document.id, "d");
    EXPECT_EQ(document.text, "Lee didn't\n\nGo.\n\n");
    ASSERT_EQ(document.blocks.size(), 2U);
    EXPECT_EQ(quote(document.text, document.blocks[1]), "Go.");
    const auto& first = document.sentences[0];
    EXPECT_EQ(first.id, "one");
    EXPECT_EQ(quote(document.text, first.tokens[2].span), "n't");
    EXPECT_EQ(first.tokens[0].head, 1);
    EXPECT_EQ(first.tokens[1].head, -1);
    const File faulty("1\ta\ta\tNOPE\t_\t_\t0\troot\t_\t_\n");
    const auto fault = read_conllu(faulty.path());
    ASSERT_FALSE(fault);
    EXPECT_EQ(fault.error().line, 1U);
}

}  // namespace
}  // namespace chancery::train
