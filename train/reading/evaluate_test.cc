// The evaluator on small examples whose figures can be counted by hand.
// SPDX-License-Identifier: Apache-2.0
#include "evaluate.h"

#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "examples.h"

namespace chancery::train {
namespace {

constexpr const char* sample = R"(# newdoc id = d
# newpar id = p
# sent_id = one
1	Lee	Lee	PROPN	NNP	_	2	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_

# newpar id = q
# sent_id = two
1	Go	go	VERB	VB	_	0	root	_	SpaceAfter=No
2	.	.	PUNCT	.	_	1	punct	_	_

)";

std::vector<GoldDocument> documents() {
    // Tests run side by side as processes; each has a file of its own.
    const auto path = testing::TempDir() + "/chancery_evaluate_" +
                      std::to_string(::getpid()) + ".conllu";
    std::ofstream(path) << sample;
    auto read = read_conllu(path);
    EXPECT_TRUE(read) << read.error().text();
    std::remove(path.c_str());
    return std::move(read).value();
}

/// A reading that has everything right.
Reading perfect(const GoldDocument& gold) {
    Reading reading = gold_tokens(gold);
    TokenIndex i = 0;
    for (const auto& sentence : gold.sentences) {
        const auto first = i;
        for (const auto& token : sentence.tokens) {
            Token& out = reading.tokens[i++];
            out.upos = token.upos;
            out.xpos = token.xpos;
            out.rel = token.rel;
            out.head =
                token.head < 0 ? no_token : first + static_cast<TokenIndex>(token.head);
            const auto begin = static_cast<std::uint32_t>(reading.lemmas.size());
            reading.lemmas += token.lemma;
            out.lemma = {begin, static_cast<std::uint32_t>(reading.lemmas.size())};
        }
    }
    return reading;
}

TEST(Corpus, RebuildsTheTextWithItsBlocks) {
    const auto gold = documents();
    ASSERT_EQ(gold.size(), 1U);
    EXPECT_EQ(gold[0].text, "Lee didn't\n\nGo.\n\n");
    ASSERT_EQ(gold[0].blocks.size(), 2U);
    EXPECT_EQ(quote(gold[0].text, gold[0].blocks[1]), "Go.");
    EXPECT_EQ(quote(gold[0].text, gold[0].sentences[0].tokens[2].span), "n't");
}

TEST(Evaluate, APerfectReadingScoresAHundred) {
    const auto gold = documents();
    Scores scores;
    compare(gold[0], perfect(gold[0]), scores);
    for (const auto* count : {&scores.words,
                              &scores.sentences,
                              &scores.upos,
                              &scores.xpos,
                              &scores.lemma,
                              &scores.uas,
                              &scores.las}) {
        EXPECT_DOUBLE_EQ(count->f1(), 100.0);
    }
}

TEST(Evaluate, CountsWrongHeadsAndRelations) {
    const auto gold = documents();
    auto reading = perfect(gold[0]);
    reading.tokens[0].rel = Rel::obj;
    reading.tokens[2].head = 0;
    Scores scores;
    compare(gold[0], reading, scores);
    EXPECT_DOUBLE_EQ(scores.uas.f1(), 80.0);
    EXPECT_DOUBLE_EQ(scores.las.f1(), 60.0);
}

TEST(Evaluate, SubtypesOfRelationsDoNotCount) {
    const auto gold = documents();
    auto reading = perfect(gold[0]);
    reading.tokens[0].rel = Rel::nsubj_pass;
    Scores scores;
    compare(gold[0], reading, scores);
    EXPECT_DOUBLE_EQ(scores.las.f1(), 100.0);
}

TEST(Evaluate, WordsThatAreCutOtherwiseAreWrongOnBothSides) {
    const auto gold = documents();
    auto reading = perfect(gold[0]);
    // "did" and "n't" as one word: four system words, three of them right, five gold
    // words.
    reading.tokens[1].span.end = reading.tokens[2].span.end;
    reading.tokens.erase(reading.tokens.begin() + 2);
    reading.sentences[0].last = 2;
    reading.sentences[1] = {2, 4, 1};
    reading.tokens[3].head = 2;
    Scores scores;
    compare(gold[0], reading, scores);
    EXPECT_EQ(scores.words.correct, 3U);
    EXPECT_NEAR(scores.words.f1(), 200.0 * 3 / 9, 1e-9);
    EXPECT_DOUBLE_EQ(scores.sentences.f1(), 100.0);
}

TEST(Evaluate, NamesCountWhole) {
    auto gold = documents();
    gold[0].sentences[0].has_names = true;
    gold[0].sentences[0].tokens[0].label = 1;
    auto reading = perfect(gold[0]);
    reading.names = {{0, 1, NameKind::person}, {1, 2, NameKind::location}};
    Scores scores;
    compare(gold[0], reading, scores);
    EXPECT_EQ(scores.names[NameKind::person].correct, 1U);
    EXPECT_NEAR(scores.all_names().f1(), 200.0 / 3, 1e-9);
}

TEST(Examples, CrossingArcsAreLifted) {
    // The arc from 3 to 1 goes over 2, which does not hang on 3: 1 is lifted to 3's head.
    std::vector<std::int32_t> heads = {2, 3, 4, 2};
    make_projective(heads);
    EXPECT_EQ(heads, (std::vector<std::int32_t>{2, 2, 4, 2}));
}

}  // namespace
}  // namespace chancery::train
