// The compiled tables say what the text says, or are not used.
// SPDX-License-Identifier: Apache-2.0
#include "actors/tables_image.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "actors/resolve.h"
#include "actors/tables.h"
#include "actors/testing.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

void write(const std::string& path, std::span<const std::byte> bytes) {
    std::ofstream(path, std::ios::binary)
        .write(static_cast<const char*>(static_cast<const void*>(bytes.data())),
               static_cast<std::streamsize>(bytes.size()));
}

/// A folder of small tables with their compiled form in a file.
class CompiledTables : public ::testing::Test {
  protected:
    CompiledTables() : dir(testing::write_small_tables()), image(dir + "/compiled") {
        const auto tables = ActorTables::open(dir);
        bytes.assign(tables->image().begin(), tables->image().end());
        write(image, bytes);
    }

    void TearDown() override { fs::remove_all(dir); }

    /// False where the text was read, which then has to give the same.
    [[nodiscard]] bool is_used() const {
        const auto tables = ActorTables::open(dir, image);
        EXPECT_TRUE(tables);
        EXPECT_EQ(std::vector(tables->image().begin(), tables->image().end()), bytes);
        EXPECT_FALSE(tables->find("Tô Lâm").empty());
        return tables->is_mapped();
    }

    std::string dir, image;
    std::vector<std::byte> bytes;
};

TEST_F(CompiledTables, AreUsedAndSayTheSame) {
    ASSERT_TRUE(is_used());
    const auto text = ActorTables::open(dir);
    const auto mapped = ActorTables::open(dir, image);
    EXPECT_FALSE(text->is_mapped());
    EXPECT_EQ(text->fingerprint(), mapped->fingerprint());
    const auto sample = testing::sample(
        "President of Laos {Thongloun Sisoulith} met_v {Vladimir Putin} in Hanoi .\n"
        "The Cuban leader_n and the Foreign Ministry of China praised_v the Kremlin .");
    const auto found = [&](const ActorTables& tables) {
        return dump(resolve_actors(sample.article, sample.reading, tables),
                    sample.article.text);
    };
    EXPECT_EQ(found(*text), found(*mapped));
    EXPECT_NE(found(*text), "");
}

TEST_F(CompiledTables, LiveAsLongAsACopy) {
    std::optional<ActorTables> copy;
    {
        const auto mapped = ActorTables::open(dir, image);
        copy = *mapped;
    }
    fs::remove(image);
    EXPECT_FALSE(copy->find("Viet Nam").empty());
    EXPECT_EQ(copy->state(copy->find("Viet Nam")[0].row).code, "VNM");
}

TEST_F(CompiledTables, AreNotUsedForTextThatWasEdited) {
    std::ofstream(dir + "/places.tsv", std::ios::app)
        << "Newtown\tLAO\tcity\t1.0\t1.0\t10\ttest\n";
    const auto tables = ActorTables::open(dir, image);
    ASSERT_TRUE(tables);
    EXPECT_FALSE(tables->is_mapped());
    EXPECT_FALSE(tables->find("Newtown").empty());
    write(image, tables->image());
    EXPECT_TRUE(ActorTables::open(dir, image)->is_mapped());
}

TEST_F(CompiledTables, ThatAreMissingOrNoFileAreNotUsed) {
    fs::remove(image);
    EXPECT_FALSE(is_used());
    fs::create_directory(image);
    EXPECT_FALSE(is_used());
}

TEST_F(CompiledTables, ThatAreCutShortAreNotUsed) {
    for (std::size_t size = 0; size < bytes.size();
         size += size < 600 ? 7 : bytes.size() / 50) {
        write(image, std::span(bytes).first(size));
        EXPECT_FALSE(is_used()) << size;
    }
    fs::remove(image);
    std::vector<std::byte> longer = bytes;
    longer.resize(longer.size() + 8);
    write(image, longer);
    EXPECT_FALSE(is_used());
}

TEST_F(CompiledTables, ThatAreDamagedAreNotUsed) {
    for (std::size_t at = 0; at < bytes.size(); at += at < 600 ? 1 : bytes.size() / 101) {
        std::vector<std::byte> damaged = bytes;
        damaged[at] ^= std::byte{0x10};
        write(image, damaged);
        EXPECT_FALSE(is_used()) << at;
        // The fingerprint is outside the checksum, and read before the text.
        const bool fingerprint = at >= 16 && at < 24;
        EXPECT_EQ(actors::view_image(damaged).has_value(), fingerprint) << at;
    }
}

TEST_F(CompiledTables, AreReplacedWhileOthersReadThem) {
    std::atomic<int> wrong{0};
    std::vector<std::thread> readers;
    readers.reserve(4);
    for (int t = 0; t < 4; ++t) {
        readers.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                const auto tables = ActorTables::open(dir, image);
                wrong +=
                    tables && tables->is_mapped() && !tables->find("Viet Nam").empty()
                        ? 0
                        : 1;
            }
        });
    }
    for (int i = 0; i < 50; ++i) {
        write(image + ".new", bytes);
        fs::rename(image + ".new", image);
    }
    for (std::thread& reader : readers) {
        reader.join();
    }
    EXPECT_EQ(wrong, 0);
}

TEST(ShippedTables, CompileToTheSameBytesEachTime) {
    const std::string dir = std::string(CHANCERY_SOURCE_DIR) + "/data/actors";
    const auto a = ActorTables::open(dir);
    const auto b = ActorTables::open(dir);
    ASSERT_TRUE(a && b);
    EXPECT_TRUE(std::equal(
        a->image().begin(), a->image().end(), b->image().begin(), b->image().end()));
    constexpr std::size_t limit = 80U << 20U;  // of memory, as the tables' measure has it
    EXPECT_LT(a->image().size(), limit);
}

}  // namespace
}  // namespace chancery
