// Model files: what is written is read again; damage is told.
// SPDX-License-Identifier: Apache-2.0
#include "reading/model_file.h"

#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace chancery::reading {
namespace {

std::string path_of(const std::string& name) {
    // Tests run side by side as processes; each has files of its own.
    return testing::TempDir() + "/chancery_" + std::to_string(::getpid()) + '_' + name;
}

void write_bytes(const std::string& path, const std::vector<std::byte>& bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    for (const std::byte b : bytes) {
        file.put(static_cast<char>(b));
    }
}

std::vector<std::byte> sample() {
    ModelWriter writer;
    writer.add("numbers", std::vector<std::uint32_t>{1, 2, 3});
    writer.add("letters", std::vector<char>{'a', 'b'});
    return writer.bytes();
}

TEST(ModelFile, ReadsWhatWasWritten) {
    const auto path = path_of("good.model");
    write_bytes(path, sample());
    const auto file = ModelFile::open(path);
    ASSERT_TRUE(file) << file.error().text();
    const auto numbers = file->numbers<std::uint32_t>("numbers");
    EXPECT_EQ(std::vector<std::uint32_t>(numbers.begin(), numbers.end()),
              (std::vector<std::uint32_t>{1, 2, 3}));
    EXPECT_EQ(file->section("letters").size(), 2U);
    EXPECT_TRUE(file->section("missing").empty());
    std::remove(path.c_str());
}

TEST(ModelFile, EveryChangedByteIsFound) {
    const auto path = path_of("damaged.model");
    const auto good = sample();
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto bytes = good;
        bytes[i] ^= std::byte{0x10};
        write_bytes(path, bytes);
        EXPECT_FALSE(ModelFile::open(path)) << "byte " << i;
    }
    std::remove(path.c_str());
}

TEST(ModelFile, EveryCutIsFound) {
    const auto path = path_of("cut.model");
    const auto good = sample();
    for (std::size_t size = 0; size < good.size(); ++size) {
        write_bytes(path,
                    {good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)});
        EXPECT_FALSE(ModelFile::open(path)) << size << " bytes";
    }
    std::remove(path.c_str());
}

TEST(ModelFile, SaysWhatIsWrong) {
    EXPECT_EQ(ModelFile::open("/nowhere/x.model").error().text(),
              "/nowhere/x.model: no reading model here that can be opened");
    const auto path = path_of("version.model");
    auto bytes = sample();
    bytes[8] = std::byte{200};
    write_bytes(path, bytes);
    EXPECT_NE(ModelFile::open(path).error().message.find("version 200"),
              std::string::npos);
    bytes[0] = std::byte{'x'};
    write_bytes(path, bytes);
    EXPECT_NE(ModelFile::open(path).error().message.find("magic"), std::string::npos);
    std::remove(path.c_str());
}

}  // namespace
}  // namespace chancery::reading
