// The classifier on a small model made here, damaged models, and the features of pairs.
// SPDX-License-Identifier: Apache-2.0
#include "coding/classifier.h"

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace chancery {
namespace {

constexpr std::size_t outputs = act_type_count + 1;
constexpr std::size_t dimensions = 2;

/// The parts of a model in which "p=praise" speaks for SUPPORT, words like "blame" for
/// ACCUSE, and "g.rel=root" for an act.
struct SmallModel {
    std::vector<std::pair<std::uint64_t, std::vector<std::int16_t>>> features;
    std::vector<std::int8_t> word_rows{100, 0};
    std::vector<std::int16_t> part_rows =
        std::vector<std::int16_t>(word_part_count * dimensions * outputs);
    std::vector<std::int32_t> bias = std::vector<std::int32_t>(outputs);
    std::vector<float> scale{0.001F, 0.0001F};

    SmallModel() {
        add("p=praise", ActType::support, 2000);
        add("g.rel=root", static_cast<ActType>(act_type_count), 3000);
        part_rows[static_cast<std::size_t>(ActType::accuse)] = 300;
    }

    void add(std::string_view feature, ActType type, std::int16_t weight) {
        std::vector<std::int16_t> row(outputs);
        row[static_cast<std::size_t>(type)] = weight;
        features.emplace_back(feature_hash(feature), row);
    }

    [[nodiscard]] std::string write(const std::string& name) const {
        auto sorted = features;
        std::sort(sorted.begin(), sorted.end());
        std::vector<std::uint64_t> hashes;
        std::vector<std::int16_t> rows;
        for (const auto& [hash, row] : sorted) {
            hashes.push_back(hash);
            rows.insert(rows.end(), row.begin(), row.end());
        }
        reading::ModelWriter writer(coding_model_form);
        writer.add("feature.hash", hashes);
        writer.add("feature.rows", rows);
        writer.add("word.hash", std::vector<std::uint64_t>{feature_hash("blame")});
        writer.add("word.rows", word_rows);
        writer.add("part.rows", part_rows);
        writer.add("bias", bias);
        writer.add("scale", scale);
        // Tests run side by side as processes; each has files of its own.
        std::string path = testing::TempDir() + "/chancery_coding_" +
                           std::to_string(::getpid()) + '_' + name;
        EXPECT_TRUE(writer.write(path));
        return path;
    }
};

PairFeatures features_of(const std::vector<std::string>& names,
                         const std::vector<std::string>& words) {
    PairFeatures out;
    for (const std::string& name : names) {
        out.hashes.push_back(feature_hash(name));
    }
    for (const std::string& word : words) {
        out.words.push_back({WordPart::predicate, feature_hash(word)});
    }
    return out;
}

TEST(HashIndex, FindsWhatSearchFinds) {
    std::mt19937_64 random(1);
    for (const std::size_t size : {0U, 1U, 2U, 63U, 64U, 1000U}) {
        std::vector<std::uint64_t> hashes;
        for (std::size_t i = 0; i < size; ++i) {
            // Some with like first bits, so that a place holds many.
            hashes.push_back(i % 3 == 0 ? random() >> 40 : random());
        }
        hashes.push_back(0);
        hashes.push_back(~std::uint64_t{0});
        std::sort(hashes.begin(), hashes.end());
        hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
        const HashIndex index(hashes);
        for (std::size_t i = 0; i < hashes.size(); ++i) {
            EXPECT_EQ(index.find(hashes[i]), i);
            const std::uint64_t other = hashes[i] + 1;
            if (!std::binary_search(hashes.begin(), hashes.end(), other)) {
                EXPECT_EQ(index.find(other), hashes.size());
            }
        }
    }
    EXPECT_EQ(HashIndex().find(1), 0U);
    EXPECT_EQ(HashIndex(std::span<const std::uint64_t>()).find(1), 0U);
}

TEST(Classifier, SaysNoTypeBelowTheLeastAct) {
    const std::string path = SmallModel().write("least.model");
    const auto classifier = Classifier::open(path);
    ASSERT_TRUE(classifier) << classifier.error().text();
    for (const auto& words : {std::vector<std::string>{}, {"blame"}}) {
        const PairFeatures features = features_of({"p=praise"}, words);
        const TypeScores all = classifier->score(features);
        EXPECT_GT(all.share_of(all.best()), 0.0F);
        const TypeScores reached = classifier->score(features, all.act);
        EXPECT_EQ(reached.share, all.share);
        const TypeScores missed = classifier->score(features, all.act + 0.01F);
        EXPECT_EQ(missed.act, all.act);
        EXPECT_EQ(missed.share_of(missed.best()), 0.0F);
    }
    std::remove(path.c_str());
}

TEST(Classifier, ScoresWorkedOutByHand) {
    const std::string path = SmallModel().write("good.model");
    const auto classifier = Classifier::open(path);
    ASSERT_TRUE(classifier) << classifier.error().text();

    // exp(2) / (exp(2) + 15), and no word on whether it is an act.
    const TypeScores praise = classifier->score(features_of({"p=praise", "p=new"}, {}));
    EXPECT_EQ(praise.best(), ActType::support);
    EXPECT_NEAR(praise.share_of(ActType::support), 0.33003, 1e-5);
    EXPECT_NEAR(praise.share_of(ActType::accuse), 0.04466, 1e-5);
    EXPECT_FLOAT_EQ(praise.act, 0.5F);

    // The mean of one known word of two: exp(3) / (exp(3) + 15); 1 / (1 + exp(-3)).
    const TypeScores blame =
        classifier->score(features_of({"g.rel=root"}, {"blame", "unknown"}));
    EXPECT_EQ(blame.best(), ActType::accuse);
    EXPECT_NEAR(blame.share_of(ActType::accuse), 0.57247, 1e-5);
    EXPECT_NEAR(blame.act, 0.95257, 1e-5);
    std::remove(path.c_str());
}

TEST(Classifier, SharesOfNothingKnownAreEven) {
    const std::string path = SmallModel().write("even.model");
    const auto classifier = Classifier::open(path);
    ASSERT_TRUE(classifier);
    for (const float share : classifier->score(PairFeatures{}).share) {
        EXPECT_FLOAT_EQ(share, 1.0F / 16);
    }
    std::remove(path.c_str());
}

TEST(Classifier, RefusesSectionsThatDoNotFit) {
    SmallModel short_rows;
    short_rows.word_rows.pop_back();
    SmallModel long_parts;
    long_parts.part_rows.resize(long_parts.part_rows.size() + outputs * word_part_count);
    SmallModel few_biases;
    few_biases.bias.pop_back();
    SmallModel twice;
    twice.add("p=praise", ActType::accuse, 1);
    SmallModel endless;
    endless.scale[0] = std::numeric_limits<float>::infinity();
    for (const SmallModel& model : {short_rows, long_parts, few_biases, twice, endless}) {
        const std::string path = model.write("unfit.model");
        const auto classifier = Classifier::open(path);
        ASSERT_FALSE(classifier);
        EXPECT_THAT(classifier.error().message, testing::HasSubstr("do not fit"));
        std::remove(path.c_str());
    }
}

TEST(Classifier, RefusesAModelOfAnotherRoomAndNone) {
    const std::string path =
        testing::TempDir() + "/chancery_other_" + std::to_string(::getpid()) + ".model";
    ASSERT_TRUE(reading::ModelWriter().write(path));
    EXPECT_THAT(Classifier::open(path).error().message,
                testing::HasSubstr("not a coding model"));
    std::remove(path.c_str());
    EXPECT_EQ(Classifier::open("/nowhere/coding.model").error().text(),
              "/nowhere/coding.model: no coding model here that can be opened");
}

/// A token by form (which is its lemma), tag, head (0: root) and relation.
struct Word {
    std::string form;
    Upos upos;
    TokenIndex head;
    Rel rel;
};

Reading reading_of(const std::vector<Word>& words, std::string& text) {
    Reading out;
    for (const Word& word : words) {
        text += text.empty() ? "" : " ";
        Token token;
        token.span.begin = static_cast<std::uint32_t>(text.size());
        text += word.form;
        token.span.end = static_cast<std::uint32_t>(text.size());
        token.lemma.begin = static_cast<std::uint32_t>(out.lemmas.size());
        out.lemmas += word.form;
        token.lemma.end = static_cast<std::uint32_t>(out.lemmas.size());
        token.head = word.head == 0 ? no_token : word.head - 1;
        token.upos = word.upos;
        token.xpos = word.upos == Upos::verb ? Xpos::vbd : Xpos::nn;
        token.rel = word.rel;
        out.tokens.push_back(token);
    }
    out.sentences = {Sentence{0, static_cast<TokenIndex>(words.size()), 0}};
    return out;
}

std::vector<std::string> names_of(const std::vector<Word>& words, Pair pair) {
    static const CodingTables tables = [] {
        auto opened = CodingTables::open(CHANCERY_SOURCE_DIR "/data/coding");
        EXPECT_TRUE(opened) << opened.error().text();
        return std::move(*opened);
    }();
    std::string text;
    const Reading reading = reading_of(words, text);
    ArticleActors nobody;
    nobody.mention_of_head.assign(words.size(), -1);
    nobody.mention_at.assign(words.size(), -1);
    const Syntax syntax(reading, text, &tables);
    std::vector<std::string> names;
    PairFeatures features;
    features.names = &names;
    PairReader(syntax, nobody, tables).read(pair, features);
    EXPECT_TRUE(std::is_sorted(features.hashes.begin(), features.hashes.end()));
    return names;
}

TEST(PairFeatures, ThePathLeadsFromOneToTheOther) {
    // "Zenda refused to free Rupert"
    const auto names = names_of({{"Zenda", Upos::propn, 2, Rel::nsubj},
                                 {"refuse", Upos::verb, 0, Rel::root},
                                 {"to", Upos::part, 4, Rel::mark},
                                 {"free", Upos::verb, 2, Rel::xcomp},
                                 {"Rupert", Upos::propn, 4, Rel::obj}},
                                Pair{0, 4});
    EXPECT_THAT(names,
                testing::IsSupersetOf({"first=refuse",
                                       "last=free",
                                       "pp=refuse|free",
                                       "arel=refuse|nsubj|",
                                       "brel=free|obj|"}));
}

TEST(PairFeatures, AVerbBesideAnotherIsReadAlone) {
    // "Zenda praised Oll and bombed Rupert": what was done to Rupert is the bombing.
    const auto names = names_of({{"Zenda", Upos::propn, 2, Rel::nsubj},
                                 {"praise", Upos::verb, 0, Rel::root},
                                 {"Oll", Upos::propn, 2, Rel::obj},
                                 {"and", Upos::cconj, 5, Rel::cc},
                                 {"bomb", Upos::verb, 2, Rel::conj},
                                 {"Rupert", Upos::propn, 5, Rel::obj}},
                                Pair{0, 5});
    EXPECT_THAT(names, testing::Contains("first=bomb"));
    EXPECT_THAT(names, testing::Not(testing::Contains("p=praise")));
}

TEST(PairFeatures, OneParticipantIsEnough) {
    const auto names = names_of(
        {{"Zenda", Upos::propn, 2, Rel::nsubj}, {"resign", Upos::verb, 0, Rel::root}},
        Pair{0, no_token});
    EXPECT_THAT(names, testing::IsSupersetOf({"first=resign", "b=none"}));
}

}  // namespace
}  // namespace chancery
