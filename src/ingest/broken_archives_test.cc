// The archives that warcio tests itself with, several broken on purpose, record by
// record. What is expected was worked out apart from the reader: by the lengths that the
// records give and SHA-1 over their bytes. SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/items_dump.h"

namespace chancery {
namespace {

const char* const folder = CHANCERY_SOURCE_DIR "/../shared/ingest/warc/";

struct Archive {
    const char* name;
    /// For each document its name, bytes, remarks; refusals; notices; what was left out.
    const char* expected;
};

const std::vector<Archive> archives{
    {"example.warc", "d@1197 1270\nskipped 2 requests, 1 revisits, 2 warcinfo\n"},
    {"example.warc.gz", "d@784 1270\nskipped 2 requests, 1 revisits, 2 warcinfo\n"},
    {"example-resource.warc.gz", "d@802 1303\nskipped 2 warcinfo\n"},
    {"example-space-in-target-uri.warc.gz", "skipped 1 image/…, 1 warcinfo\n"},
    {"example.arc", "d@151 1270\nskipped 1 warcinfo\n"},
    {"example.arc.gz", "d@171 1270\nskipped 1 warcinfo\n"},
    // Answers in JSON.
    {"post-test.warc.gz", "skipped 3 application/…, 3 requests\n"},
    // Addresses in <>, and the log of the crawl as records of type resource.
    {"example-wget-bad-target-uri.warc.gz",
     "d@824 1270\nskipped 3 metadata, 1 requests, 1 warcinfo\n"},
    // All records in one packed member; of one the digest does not fit.
    {"example-bad-non-chunked.warc.gz",
     "d@0+1197 1270\n"
     "notice @0+3370: the digest of the record does not fit its bytes\n"
     "skipped 2 requests, 1 revisits, 2 warcinfo\n"},
    {"example-bad.warc.gz.bad",
     "d@0+460 1270\nskipped 2 requests, 1 revisits, 1 status 302, 1 warcinfo\n"},
    // Digests in base 32, 64 and 64 for addresses; the first one is wrong.
    {"example-digest.warc",
     "notice @0: the digest of the payload does not fit its bytes\nskipped 4 requests\n"},
    // In chunks; 7223 bytes when joined.
    {"example-iana.org-chunked.warc", "d@405 7223\nskipped 1 requests, 1 warcinfo\n"},
    // Two bytes too short: the digest of 975 bytes fits.
    {"example-trunc.warc",
     "d@1197 1270 (the record says that it has 973 bytes; it has 975)\n"
     "notice @1197: the record says that it has 973 bytes; it has 975\n"
     "skipped 1 requests, 2 warcinfo\n"},
    // A record in three packed pieces, a byte too much behind it; its payload has the
    // digest that is given, its block has not.
    {"example-wrong-chunks.warc.gz",
     "d@0 1270 (the digest of the record does not fit its bytes)\n"
     "notice @0: the digest of the record does not fit its bytes\n"
     "skipped 1 requests\n"},
    // The header's line ends were made shorter after its length was written.
    {"example-space-in-url.arc",
     "d@151 1270 (the record says that it has 1591 bytes; it has 1578)\n"
     "notice @151: the record says that it has 1591 bytes; it has 1578\n"
     "skipped 1 warcinfo\n"},
    {"bad.arc",
     "refused d@0: at byte 0: the record's length is no number: \"-1\"\n"
     "refused d@134: at byte 134: the record's length is no number: \"-1\"\n"
     "refused d@262: at byte 262: the record's length is no number: \"abc\"\n"
     "skipped 1 empty\n"},
};

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string words(const ItemOrRefusal& one) {
    if (const auto* item = std::get_if<SourceItem>(&one)) {
        std::string out = item->doc + ' ' + std::to_string(item->bytes.size());
        for (const Remark& remark : item->remarks) {
            out += " (" + remark.words + ')';
        }
        return out + '\n';
    }
    if (const auto* refusal = std::get_if<Refusal>(&one)) {
        return "refused " + refusal->doc + ": " + refusal->reason + '\n';
    }
    const auto& notice = std::get<Notice>(one);
    return "notice " + notice.where.substr(notice.where.find('@')) + ": " + notice.words +
           '\n';
}

std::string words(const ItemsRead& read) {
    std::string out = read.fault;
    for (const ItemOrRefusal& one : read.given) {
        out += words(one);
    }
    const char* before = "skipped ";
    for (const auto& [why, count] : read.skipped) {
        out += before + std::to_string(count) + ' ' + why;
        before = ", ";
    }
    return out + (read.skipped.empty() ? "" : "\n");
}

class BrokenArchives : public testing::Test {
  protected:
    void SetUp() override {
        if (!std::filesystem::exists(folder)) {
            GTEST_SKIP() << "no " << folder;
        }
    }
};

TEST_F(BrokenArchives, EveryRecordIsReadOrToldWithItsByte) {
    for (const Archive& archive : archives) {
        EXPECT_EQ(
            words(read_items(bytes_of(std::string(folder) + archive.name), archive.name)),
            archive.expected)
            << archive.name;
    }
}

/// Whatever is broken in an archive, and wherever it is cut, what is appended to it is
/// found again, under the names of its places.
TEST_F(BrokenArchives, NothingBehindThemIsLost) {
    for (const Archive& archive : archives) {
        const std::string first = bytes_of(std::string(folder) + archive.name);
        const bool arc = std::string_view(archive.name).find(".arc") != std::string::npos;
        const std::string second =
            bytes_of(std::string(folder) + (arc ? "example.arc.gz" : "example.warc.gz"));
        for (std::size_t size = first.size(); size > first.size() / 2; size -= 61) {
            const ItemsRead read =
                read_items(first.substr(0, size) + second, archive.name);
            ASSERT_FALSE(read.given.empty()) << archive.name << ' ' << size;
            const std::string last = words(read.given.back());
            const std::string page = "d@" + std::to_string(size + (arc ? 171 : 784));
            EXPECT_EQ(last, page + " 1270\n") << archive.name << ' ' << size;
        }
    }
}

}  // namespace
}  // namespace chancery
