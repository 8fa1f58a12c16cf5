// What inputs are, archives and packings of all kinds, and the limits on them.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/archive.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/content_kind.h"
#include "ingest/items_dump.h"
#include "ingest/packing_example.h"

namespace chancery {
namespace {

using testing::HasSubstr;
using Members = std::vector<std::pair<std::string, std::string>>;

std::string archived(const Members& members, bool zip) {
    std::string out(1U << 20U, '\0');
    std::size_t used = 0;
    struct archive* one = archive_write_new();
    zip ? archive_write_set_format_zip(one) : archive_write_set_format_ustar(one);
    archive_write_open_memory(one, out.data(), out.size(), &used);
    for (const auto& [name, bytes] : members) {
        struct archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        EXPECT_EQ(archive_write_header(one, entry), ARCHIVE_OK);
        EXPECT_EQ(archive_write_data(one, bytes.data(), bytes.size()),
                  static_cast<la_ssize_t>(bytes.size()));
        archive_entry_free(entry);
    }
    archive_write_close(one);
    archive_write_free(one);
    out.resize(used);
    return out;
}

const Members members{{"x/a.jsonl", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n"},
                      {"x/b.csv", "text\nthree\n"},
                      {"c.txt", "four"},
                      {"c.txt", "five"},
                      {"d.png", "picture"},
                      {".e.txt", "hidden"}};
const std::string read_members =
    "d/x/a.jsonl#1 body: one\nd/x/a.jsonl#2 body: two\nd/x/b.csv#2 body: three\n"
    "d/c.txt unknown: four\nd/c.txt-2 unknown: five\nskipped 2 files of other kinds\n";

TEST(Archives, ZipAndTar) {
    EXPECT_EQ(dump_items(archived(members, true), "a.zip"), read_members);
    EXPECT_EQ(dump_items(archived(members, false), "a.tar"), read_members);
    EXPECT_EQ(dump_items(gzipped(archived(members, false)), "a.tgz"), read_members);
    EXPECT_EQ(dump_items(zstd_packed(archived(members, false)), "a"), read_members);
    EXPECT_EQ(dump_items(archived({{"b.tar", archived(members, false)},
                                   {"f.txt.gz", gzipped("six")}},
                                  true),
                         "a.zip"),
              "d/b.tar/x/a.jsonl#1 body: one\nd/b.tar/x/a.jsonl#2 body: two\n"
              "d/b.tar/x/b.csv#2 body: three\nd/b.tar/c.txt unknown: four\n"
              "d/b.tar/c.txt-2 unknown: five\nd/f.txt.gz unknown: six\n"
              "skipped 2 files of other kinds\n");
}

TEST(Archives, CutAnywhereTheyAreReadUpToThere) {
    for (const bool zip : {true, false}) {
        const std::string all = archived(members, zip);
        for (std::size_t size = 600; size < all.size(); size += zip ? 1 : 97) {
            const ItemsRead read =
                read_items(all.substr(0, size), zip ? "a.zip" : "a.tar");
            ASSERT_FALSE(read.given.empty()) << size;
            // Behind the last member of a zip only its table is lost.
            EXPECT_TRUE(!zip || read.given.size() == 5 ||
                        std::holds_alternative<Refusal>(read.given.back()))
                << size;
        }
    }
}

TEST(Archives, Limits) {
    ReadOptions options;
    options.limits.max_entries = 2;
    EXPECT_THAT(dump_items(archived(members, true), "a.zip", options),
                HasSubstr("--max-entries"));
    std::string nested = "words";
    for (int i = 0; i < 8; ++i) {
        nested = archived({{i == 0 ? "a.txt" : "a.zip", nested}}, true);
    }
    EXPECT_THAT(dump_items(nested, "a.zip"), HasSubstr("--max-nesting"));
    options = {};
    options.limits.max_nesting = 8;
    EXPECT_THAT(dump_items(nested, "a.zip", options), HasSubstr("unknown: words"));
    std::string packed = "words";
    for (int i = 0; i < 8; ++i) {
        packed = gzipped(packed);
    }
    EXPECT_THAT(dump_items(packed, "a.txt.gz"), HasSubstr("--max-nesting"));
}

TEST(Archives, WhatUnpacksTooFarIsRefused) {
    const std::string zeros(std::size_t{8} << 20U, '\0');
    for (const std::string& bomb : {gzipped(zeros), zstd_packed(zeros)}) {
        EXPECT_THAT(dump_items(bomb, "a.txt.gz"), HasSubstr("--max-ratio"));
    }
    EXPECT_THAT(dump_items(archived({{"a.txt", zeros.substr(0, 1U << 19U)}}, true), "a"),
                HasSubstr("d/a.txt"));
    ReadOptions options;
    options.limits.max_ratio = 1000000;
    options.limits.max_bytes = 1000;
    EXPECT_THAT(dump_items(gzipped(zeros), "a.txt.gz", options),
                HasSubstr("--max-bytes"));
}

TEST(Archives, DamageIsTold) {
    std::string damaged = gzipped("some words that are not very short");
    damaged[damaged.size() - 6] ^= 1;
    EXPECT_THAT(dump_items(damaged, "a.txt.gz"), HasSubstr("is damaged"));
    EXPECT_THAT(dump_items(gzipped("words").substr(0, 12), "a.txt.gz"),
                HasSubstr("ends in the middle"));
    EXPECT_THAT(dump_items("PK\x03\x04 and no more", "a.zip"), HasSubstr("refused"));
}

TEST(ContentKinds, ByBytesThenByName) {
    const auto kind = [](std::string_view bytes, std::string_view name) {
        return content_kind(bytes, name);
    };
    EXPECT_EQ(kind("WARC/1.0\r\n", "a.txt"), ContentKind::warc);
    EXPECT_EQ(kind("WARC/1.0 is a format.\n", "a.txt"), ContentKind::document);
    EXPECT_EQ(kind("<?xml version='1.0'?><!-- x --><rss>", "a"), ContentKind::feed);
    EXPECT_EQ(kind("<!doctype html><html>", "a.xml"), ContentKind::feed);
    EXPECT_EQ(kind("<!doctype html><html>", "a.html"), ContentKind::document);
    EXPECT_EQ(kind("{\"a\": 1}\n", "a"), ContentKind::json_lines);
    EXPECT_EQ(kind("{ braces of a menu }", "a.txt"), ContentKind::document);
    EXPECT_EQ(kind("[1]", "a.jsonl"), ContentKind::json);
    EXPECT_EQ(kind("a,b\n", "a.csv"), ContentKind::csv);
    EXPECT_EQ(kind("Subject: x\nMIME-Version: 1.0\n\n", "a"), ContentKind::mail);
    EXPECT_EQ(kind("Subject: x\nDate: y\n\n", "a.txt"), ContentKind::document);
    EXPECT_EQ(kind("SEOUL: talks\nFrom: all sides\n\n", "a"), ContentKind::document);
    EXPECT_EQ(kind("", "a.txt"), ContentKind::document);
    EXPECT_EQ(kind("BZh91AY&SY", "a.txt"), ContentKind::other_packing);
    for (const std::string_view bytes : {"BZh", "BZh9", "BZh91AY&S", "BZhou's words"}) {
        EXPECT_EQ(kind(bytes, "a.txt"), ContentKind::document) << bytes;
    }
}

TEST(ContentKinds, Names) {
    EXPECT_EQ(name_stem("a.jsonl.gz"), "a");
    EXPECT_EQ(name_stem("a.TGZ"), "a");
    EXPECT_EQ(name_stem("a.b"), "a.b");
    EXPECT_EQ(name_stem(".html"), ".html");
    EXPECT_TRUE(is_taken_from_folder("a.warc.gz"));
    EXPECT_TRUE(is_taken_from_folder("a.HTML"));
    EXPECT_FALSE(is_taken_from_folder("meta.tsv"));
    EXPECT_TRUE(is_taken_from_archive("meta.tsv"));
    EXPECT_FALSE(is_taken_from_archive("a.png"));
}

}  // namespace
}  // namespace chancery
