// A small network of random weights: the same result however it is run, trees that are
// trees, names that are lawful; damaged sections are refused.
// SPDX-License-Identifier: Apache-2.0
#include "reading/network.h"

#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "reading/random_model.h"

namespace chancery::reading {
namespace {

/// The network of a model written to a file and opened again. It looks into the mapped
/// file, which `files` keeps.
Result<Network> load(const RandomModel& model, std::vector<ModelFile>& files) {
    const auto path = testing::TempDir() + "/chancery_net_" + std::to_string(::getpid());
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    const auto bytes = model.bytes();
    out.write(static_cast<const char*>(static_cast<const void*>(bytes.data())),
              static_cast<std::streamsize>(bytes.size()));
    out.close();
    auto file = ModelFile::open(path);
    std::remove(path.c_str());
    if (!file) {
        return file.error();
    }
    files.push_back(*file);
    return Network::from(files.back());
}

class NetworkTest : public testing::Test {
  protected:
    void SetUp() override {
        auto loaded = load(RandomModel(), files_);
        ASSERT_TRUE(loaded) << loaded.error().text();
        network_ = *loaded;
    }

    std::vector<ModelFile> files_;
    Network network_;
};

struct Text {
    std::vector<WordRows> words;
    std::vector<std::uint32_t> ends;
};

/// Sentences of the lengths given, of random words.
Text random_text(const std::vector<std::uint32_t>& lengths) {
    std::mt19937 random(3);
    Text text;
    for (const auto length : lengths) {
        for (std::uint32_t i = 0; i < length; ++i) {
            WordRows word_rows{};
            for (auto& row : word_rows) {
                row = static_cast<std::uint32_t>(random() % RandomModel::rows);
            }
            text.words.push_back(word_rows);
        }
        text.ends.push_back(static_cast<std::uint32_t>(text.words.size()));
    }
    return text;
}

std::vector<WordReading> read(const Network& network, const Text& text) {
    std::vector<WordReading> out(text.words.size());
    Network::Work work;
    network.read(text.words, text.ends, out, work);
    return out;
}

bool same(const WordReading& a, const WordReading& b) {
    return a.tags == b.tags && a.name == b.name && a.rel == b.rel && a.head == b.head;
}

const std::vector<std::uint32_t> some_lengths = {1, 7, 40, 2, 100, 90, 3, 0, 255, 12};

TEST_F(NetworkTest, TheSameOnEveryInstructionSet) {
    const auto text = random_text(some_lengths);
    network_.use(Isa::plain);
    const auto plain = read(network_, text);
    for (const Isa isa : {Isa::avx2, Isa::avx512}) {
        if (!supported(isa)) {
            continue;
        }
        network_.use(isa);
        const auto fast = read(network_, text);
        for (std::size_t i = 0; i < plain.size(); ++i) {
            ASSERT_TRUE(same(plain[i], fast[i])) << name(isa) << ' ' << i;
        }
    }
}

TEST_F(NetworkTest, ASentenceDoesNotDependOnThoseBesideIt) {
    const auto text = random_text(some_lengths);
    const auto together = read(network_, text);
    std::uint32_t first = 0;
    for (const auto last : text.ends) {
        const Text alone{{text.words.begin() + first, text.words.begin() + last},
                         {last - first}};
        const auto result = read(network_, alone);
        for (std::uint32_t i = first; i < last; ++i) {
            ASSERT_TRUE(same(result[i - first], together[i])) << i;
        }
        first = last;
    }
}

TEST_F(NetworkTest, EverySentenceIsATreeWithOneRootHoweverLong) {
    const auto text = random_text({1, 5, 256, 257, 1000});
    const auto result = read(network_, text);
    std::uint32_t first = 0;
    for (const auto last : text.ends) {
        int roots = 0;
        for (std::uint32_t i = first; i < last; ++i) {
            roots += result[i].head == 0 ? 1 : 0;
            EXPECT_EQ(result[i].head == 0, result[i].rel == Rel::root);
            std::uint32_t steps = 0;
            for (auto at = i; result[at].head != 0; at = first + result[at].head - 1) {
                ASSERT_LE(result[at].head, last - first);
                ASSERT_LT(++steps, last - first) << "a cycle";
            }
        }
        EXPECT_EQ(roots, 1);
        first = last;
    }
}

TEST_F(NetworkTest, AnInsideLabelGoesOnWithANameOfItsKind) {
    const auto text = random_text({200, 200});
    const auto result = read(network_, text);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const NameLabel before = i % 200 == 0 ? NameLabel{0} : result[i - 1].name;
        EXPECT_TRUE(may_follow(before, result[i].name)) << i;
    }
}

TEST(NetworkSections, UnsoundOnesAreRefused) {
    const std::vector<std::string> names = {"net.shape",
                                            "net.rows",
                                            "net.row_scales",
                                            "net.near.w",
                                            "net.unit1.p",
                                            "net.heads.w",
                                            "net.mix.w",
                                            "net.rel.p",
                                            "net.arc_root",
                                            "net.distances",
                                            "net.tags",
                                            "net.rels"};
    std::vector<ModelFile> files;
    for (const auto& name : names) {
        RandomModel missing;
        missing.section(name).clear();
        EXPECT_FALSE(load(missing, files)) << name << " missing";
        RandomModel shorter;
        shorter.section(name).pop_back();
        if (name != "net.tags" && name != "net.rels") {
            EXPECT_FALSE(load(shorter, files)) << name << " too short";
        }
    }
    for (const std::string name : {"net.near.w", "net.tags", "net.rels"}) {
        RandomModel wrong;
        wrong.section(name).front() = std::byte{100};
        EXPECT_FALSE(load(wrong, files)) << name << " out of range";
    }
}

}  // namespace
}  // namespace chancery::reading
