// WARC and ARC: whole, packed in every way, cut, damaged, and taken up in the middle.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/records.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/items_dump.h"
#include "ingest/packing_example.h"

namespace chancery {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string page(const std::string& words) {
    return "<html><body><p>" + words + "</p></body></html>";
}

std::string http(const std::string& body,
                 const std::string& fields = "Content-Type: text/html\r\n") {
    return "HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body;
}

/// A record whose length may be given wrong.
std::string warc(const std::string& type,
                 const std::string& block,
                 const std::string& fields = "",
                 long more = 0) {
    return "WARC/1.0\r\nWARC-Type: " + type +
           "\r\nWARC-Target-URI: https://news.example.org/1\r\n"
           "WARC-Date: 2026-01-25T08:00:00Z\r\n"
           "Content-Type: application/http; msgtype=response\r\n" +
           fields +
           "Content-Length: " + std::to_string(static_cast<long>(block.size()) + more) +
           "\r\n\r\n" + block + "\r\n\r\n";
}

/// What was read of each document, and in brackets why others were not.
std::vector<std::string> words(const ItemsRead& read) {
    std::vector<std::string> out;
    for (const ItemOrRefusal& one : read.given) {
        if (const auto* item = std::get_if<SourceItem>(&one)) {
            const std::size_t begin = item->bytes.find("<p>") + 3;
            out.push_back(item->bytes.substr(begin, item->bytes.find("</p>") - begin));
        } else if (const auto* refusal = std::get_if<Refusal>(&one)) {
            out.push_back('[' + refusal->reason + ']');
        } else {
            out.push_back("(" + std::get<Notice>(one).words + ')');
        }
    }
    return out;
}

std::vector<std::string> words(std::string bytes, const std::string& name = "a.warc") {
    return words(read_items(std::move(bytes), name));
}

const std::vector<std::string> three{warc("response", http(page("one"))),
                                     warc("response", http(page("two"))),
                                     warc("response", http(page("three")))};

std::string joined(const std::vector<std::string>& parts,
                   const std::function<std::string(std::string_view)>& packing) {
    std::string out;
    for (const std::string& part : parts) {
        out += packing(part);
    }
    return out;
}

std::string as_it_is(std::string_view bytes) {
    return std::string(bytes);
}

TEST(Records, FieldsOfARecord) {
    EXPECT_EQ(dump_items(warc("warcinfo", "software: x\r\n") +
                             warc("request", "GET / HTTP/1.1\r\n\r\n") + three[0],
                         "a.warc"),
              "d@400 page: <html><body><p>one</p></body></html>\n"
              "  crawled 2026-01-25T08:00:00Z\n"
              "  url https://news.example.org/1\n"
              "skipped 1 requests\n"
              "skipped 1 warcinfo\n");
}

TEST(Records, PackedInEveryWay) {
    const auto expected = ElementsAre("one", "two", "three");
    EXPECT_THAT(words(joined(three, as_it_is)), expected);
    EXPECT_THAT(words(joined(three, gzipped), "a.warc.gz"), expected);
    EXPECT_THAT(words(gzipped(joined(three, as_it_is)), "a.warc.gz"), expected);
    EXPECT_THAT(words(joined(three, zstd_packed), "a.warc.zst"), expected);
    EXPECT_THAT(words(zstd_packed(joined(three, as_it_is))), expected);
    EXPECT_THAT(words(gzipped(three[0]) + three[1] + zstd_packed(three[2])), expected);
    // A record may be packed in pieces.
    const std::string half = three[1].substr(0, 150);
    EXPECT_THAT(words(gzipped(three[0]) + gzipped(half) + gzipped(three[1].substr(150)) +
                      gzipped(three[2])),
                expected);
}

TEST(Records, WhatHoldsNoDocumentIsCounted) {
    const std::string other = warc("revisit", http("")) +
                              warc("response", "HTTP/1.1 404 Not Found\r\n\r\nno") +
                              warc("response", http("x", "Content-Type: image/png\r\n")) +
                              warc("metadata", "a: b\r\n");
    EXPECT_EQ(dump_items(other, "a.warc"),
              "skipped 1 image/…\nskipped 1 metadata\nskipped 1 revisits\n"
              "skipped 1 status 404\n");
}

TEST(Records, CutAnywhereTheWholeOnesBeforeAreRead) {
    for (const auto& packing :
         {std::function<std::string(std::string_view)>(as_it_is),
          std::function<std::string(std::string_view)>(gzipped),
          std::function<std::string(std::string_view)>(zstd_packed)}) {
        const std::string all = joined(three, packing);
        const std::size_t first = packing(three[0]).size();
        const std::size_t second = first + packing(three[1]).size();
        for (std::size_t size = first; size < all.size(); ++size) {
            const auto read = words(all.substr(0, size));
            ASSERT_GE(read.size(), size >= second ? 2U : 1U) << size;
            EXPECT_EQ(read[0], "one");
            EXPECT_TRUE(size < second || read[1] == "two") << size;
        }
    }
}

TEST(Records, DamageCostsTheRecordThatItHits) {
    for (const auto& packing :
         {std::function<std::string(std::string_view)>(gzipped),
          std::function<std::string(std::string_view)>(zstd_packed)}) {
        const std::string first = packing(three[0]);
        const std::string second = packing(three[1]);
        for (std::size_t at = 0; at < second.size(); ++at) {
            std::string damaged = second;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
            const auto read = words(first + damaged + packing(three[2]), "a.warc.gz");
            ASSERT_GE(read.size(), 2U) << at;
            EXPECT_EQ(read.front(), "one") << at;
            EXPECT_EQ(read.back(), "three") << at;
        }
    }
    std::string damaged = gzipped(three[1]);
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);
    EXPECT_THAT(
        words(gzipped(three[0]) + damaged + gzipped(three[2])),
        ElementsAre(
            "one", HasSubstr("packed data (gzip) is damaged: incorrect data"), "three"));
}

TEST(Records, OfAMemberThatIsDamagedWhatComesBeforeIsRead) {
    // Noise, so that the packed bytes lie where the records do.
    std::uint32_t state = 7;
    std::string all;
    for (const char* name : {"one", "two", "three", "four"}) {
        std::string noise;
        for (int i = 0; i < 6000; ++i) {
            state = state * 1664525U + 1013904223U;
            noise += static_cast<char>('!' + (state >> 24U) % 90);
        }
        all += warc("response", http(page(name) + noise));
    }
    for (const auto& packing :
         {std::function<std::string(std::string_view)>(gzipped),
          std::function<std::string(std::string_view)>(zstd_packed)}) {
        const std::string packed = packing(all);
        EXPECT_THAT(words(packed), ElementsAre("one", "two", "three", "four"));
        std::string damaged = packed;
        for (std::size_t at = damaged.size() / 8 * 7; at < damaged.size() / 8 * 7 + 99;
             ++at) {
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        }
        const auto read = words(damaged + packing(three[2]));
        ASSERT_GE(read.size(), 4U);
        EXPECT_EQ(read[0], "one");
        EXPECT_EQ(read[1], "two");
        EXPECT_EQ(read.back(), "three");
    }
}

TEST(Records, RubbishBetweenRecordsIsPassedOver) {
    EXPECT_THAT(words(three[0] + "rubbish\nof some\nlines\n" + three[1]),
                ElementsAre("one", HasSubstr("no record begins here"), "two"));
    EXPECT_THAT(words("rubbish\n" + three[1]),
                ElementsAre("[at byte 0: no record begins here]", "two"));
    EXPECT_THAT(words(gzipped(three[0]) + "rubbish" + gzipped(three[1])),
                testing::Contains("two"));
}

TEST(Records, WrongLengths) {
    for (const long more : {-40L, -1L, 1L, 3L, 10L, 100000L}) {
        const std::string wrong =
            warc("response", http(page("two")), "", more) + three[2];
        const auto read = words(three[0] + wrong);
        ASSERT_GE(read.size(), 3U) << more;
        EXPECT_EQ(read.front(), "one") << more;
        EXPECT_EQ(read.back(), "three") << more;
    }
    EXPECT_THAT(
        words(warc("response", http(page("one")), "Content-Length: x\r\n") + three[1]),
        ElementsAre("[at byte 0: the record's length is no number: \"x\"]", "two"));
}

TEST(Records, AMessageThatIsWholeIsReadInSpiteOfItsRecordsLength) {
    const std::string body = page("two");
    const std::string message =
        http(body,
             "Content-Type: text/html\r\nContent-Length: " + std::to_string(body.size()) +
                 "\r\n");
    for (const long more : {-40L, -2L, 12L, 5000L}) {
        const auto read =
            words(three[0] + warc("response", message, "", more) + three[2]);
        const std::string size = std::to_string(message.size());
        const std::string given =
            std::to_string(static_cast<long>(message.size()) + more);
        EXPECT_THAT(read,
                    ElementsAre("one",
                                "two",
                                testing::AllOf(HasSubstr("has " + given + " bytes"),
                                               HasSubstr("has " + size + ')')),
                                "three"));
    }
}

TEST(Records, Digests) {
    const std::string body = page("one");
    // In base 16, 32 and 64, with and without capitals.
    for (const char* digest :
         {"sha1:b8add44453cf6253a302fcd7df19c1ff6b1eea8e",
          "sha256:QIXFIEMC4W3WD6UBRHE6JFPBWNREPZD2XRCTAFD3Z6PXXT5TMFNQ====",
          "md5:3c85yOFNanNVOLrhKqlNBQ=="}) {
        EXPECT_THAT(words(warc("response",
                               http(body),
                               std::string("WARC-Payload-Digest: ") + digest + "\r\n")),
                    ElementsAre("one"))
            << digest;
    }
    EXPECT_THAT(
        words(warc("response",
                   http(body),
                   "WARC-Payload-Digest: sha1:0000d44453cf6253a302fcd7df19c1ff6b1eea8e"
                   "\r\n")),
        ElementsAre("one", "(the digest of the payload does not fit its bytes)"));
    // An algorithm that is not known is no fault.
    EXPECT_THAT(words(warc("response", http(body), "WARC-Block-Digest: blake3:00\r\n")),
                ElementsAre("one"));
}

TEST(Records, ReadingGoesOnAtEveryPlace) {
    const std::string request = warc("request", "GET / HTTP/1.1\r\n\r\n");
    const std::vector<std::string> parts{three[0], request, three[1], three[2]};
    for (const std::string& all : {joined(parts, as_it_is),
                                   joined(parts, gzipped),
                                   gzipped(joined(parts, as_it_is)),
                                   joined(parts, zstd_packed),
                                   zstd_packed(joined(parts, as_it_is))}) {
        const ItemsRead whole = read_items(all, "a.warc");
        ASSERT_EQ(whole.given.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            ReadOptions options;
            options.from = std::get<SourceItem>(whole.given[i]).place;
            const ItemsRead rest = read_items(all, "a.warc", options);
            ASSERT_EQ(rest.given.size(), 3 - i);
            for (std::size_t j = 0; j < rest.given.size(); ++j) {
                EXPECT_EQ(dump(std::get<SourceItem>(rest.given[j])),
                          dump(std::get<SourceItem>(whole.given[i + j])));
            }
        }
    }
}

TEST(Records, WhatIsNotPackedAmongWhatIsHasPlaces) {
    const std::string all = "\x1F\x8B\x08\n" + three[0] + gzipped(three[1]) + three[2];
    const ItemsRead whole = read_items(all, "a.warc");
    EXPECT_THAT(words(whole),
                ElementsAre(HasSubstr("[at byte 0"), "one", "two", "three"));
    for (std::size_t i = 1; i < whole.given.size(); ++i) {
        ReadOptions options;
        options.from = std::get<SourceItem>(whole.given[i]).place;
        const ItemsRead rest = read_items(all, "a.warc", options);
        ASSERT_EQ(rest.given.size(), whole.given.size() - i);
        EXPECT_EQ(dump(std::get<SourceItem>(rest.given[0])),
                  dump(std::get<SourceItem>(whole.given[i])));
    }
}

TEST(Records, WhatIsToldBeforeAPlaceIsNotToldAgain) {
    const std::string whole =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        "Content-Length: 36\r\n\r\n";
    const std::string all =
        gzipped(warc("request", "GET / HTTP/1.1\r\n\r\n") +
                warc("response", whole + page("one"), "", -9) + three[1]);
    const ItemsRead read = read_items(all, "a.warc");
    EXPECT_THAT(words(read), ElementsAre("one", HasSubstr("(the record says"), "two"));
    EXPECT_EQ(read.skipped.size(), 1U);
    ReadOptions options;
    options.from = std::get<SourceItem>(read.given.back()).place;
    const ItemsRead rest = read_items(all, "a.warc", options);
    EXPECT_THAT(words(rest), ElementsAre("two"));
    EXPECT_TRUE(rest.skipped.empty());
}

TEST(Records, AnOffsetInTheMiddleOfARecordGoesToTheNext) {
    for (const std::string& all : {joined(three, as_it_is), joined(three, gzipped)}) {
        ReadOptions options;
        options.from.offset = 5;
        EXPECT_THAT(words(read_items(all, "a.warc", options)),
                    ElementsAre("two", "three"));
        options.from.offset = all.size() - 5;
        EXPECT_THAT(read_items(all, "a.warc", options).fault, HasSubstr("no record"));
    }
}

TEST(Records, Arc) {
    const std::string block = http(page("one"));
    const std::string arc =
        "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 14\n1 0 Example\n\n\n"
        "http://news.example.org/a b 192.0.2.1 20140216050221 text/html " +
        std::to_string(block.size()) + '\n' + block + '\n';
    EXPECT_EQ(dump_items(arc, "a.arc"),
              "d@70 page: <html><body><p>one</p></body></html>\n"
              "  crawled 2014-02-16T05:02:21Z\n"
              "  url http://news.example.org/a b\n"
              "skipped 1 warcinfo\n");
    EXPECT_THAT(words(gzipped(arc), "a.arc.gz"), ElementsAre("one"));
}

TEST(Records, Limits) {
    ReadOptions options;
    options.limits.max_bytes = 1000;
    const std::string large = warc("response", http(page(std::string(5000, 'x'))));
    EXPECT_THAT(words(read_items(large + three[1], "a.warc", options)),
                ElementsAre(HasSubstr("--max-bytes"), "two"));
    const std::string huge =
        warc("response", http(page(std::string(std::size_t{3} << 20U, 'x'))));
    EXPECT_THAT(words(read_items(huge + three[1], "a.warc", options)),
                ElementsAre(HasSubstr("--max-bytes"), "two"));
    options = {};
    options.limits.max_ratio = 10;
    EXPECT_THAT(
        words(read_items(gzipped(huge) + gzipped(three[1]), "a.warc.gz", options)),
        ElementsAre(HasSubstr("--max-ratio"), "two"));
}

/// The first segment of a record, or one that follows.
std::string segment(int number, const std::string& block, const std::string& more = "") {
    const std::string id = number == 1 ? "WARC-Record-ID: <urn:x:1>\r\n"
                                       : "WARC-Segment-Origin-ID: <urn:x:1>\r\n";
    return warc(number == 1 ? "response" : "continuation",
                block,
                id + "WARC-Segment-Number: " + std::to_string(number) + "\r\n" + more);
}

const std::string in_segments = http(page("in three parts"));
const std::string last =
    "WARC-Segment-Total-Length: " + std::to_string(in_segments.size()) + "\r\n";
const std::vector<std::string> segments{segment(1, in_segments.substr(0, 60)),
                                        segment(2, in_segments.substr(60, 10)),
                                        segment(3, in_segments.substr(70), last)};

TEST(Records, SegmentsAreOneRecord) {
    const std::string all =
        three[0] + segments[0] + three[1] + segments[1] + segments[2] + three[2];
    const auto expected = ElementsAre("one", "two", "in three parts", "three");
    EXPECT_THAT(words(all), expected);
    EXPECT_THAT(words(gzipped(all)), expected);
    const ItemsRead read = read_items(all, "a.warc");
    const auto& item = std::get<SourceItem>(read.given[2]);
    EXPECT_EQ(item.doc, "d@" + std::to_string(three[0].size()));
    EXPECT_EQ(item.bytes, page("in three parts"));
    // Reading goes on where the first record lies that is not given yet.
    for (const std::size_t i : {1U, 2U}) {
        ReadOptions options;
        options.from = std::get<SourceItem>(read.given[i]).place;
        EXPECT_EQ(options.from.offset, three[0].size());
        EXPECT_THAT(words(read_items(all, "a.warc", options)),
                    ElementsAre("two", "in three parts", "three"));
    }
}

TEST(Records, SegmentsThatAreMissing) {
    // What there is, with a notice.
    EXPECT_THAT(words(segments[0] + segments[1] + three[0]),
                ElementsAre("one",
                            testing::StartsWith("in thr"),
                            "(the record goes on in segment 3, which is not here)"));
    EXPECT_THAT(
        words(segments[1] + three[0]),
        ElementsAre("(segment 2 of a record whose first one is not here)", "one"));
    EXPECT_THAT(words(segments[0] + segments[2] + three[0]),
                ElementsAre("(segment 3 of a record; the next one is 2)",
                            testing::_,
                            "(the record goes on in segment 2, which is not here)",
                            "one"));
    EXPECT_THAT(
        words(segments[0] + segments[1] + segments[1] + segments[2]),
        ElementsAre("(segment 2 of a record; the next one is 3)", "in three parts"));
    const std::string broken = segments[1].substr(0, segments[1].size() - 9) + "\r\n";
    EXPECT_THAT(words(segments[0] + broken + three[0]),
                ElementsAre(HasSubstr("its length is wrong"),
                            "one",
                            testing::_,
                            "(the record goes on in segment 2, which is not here)"));
}

TEST(Records, SegmentsAreHeldWithinTheLimit) {
    ReadOptions options;
    options.limits.max_bytes = 1000;
    const std::string large(std::size_t{1} << 19U, 'x');
    std::string all = segment(1, http(large));
    for (int i = 2; i < 6; ++i) {
        all += segment(i, large);
    }
    EXPECT_THAT(words(read_items(all + three[0], "a.warc", options)),
                ElementsAre("one", HasSubstr("--max-bytes")));
    // Many that are never ended: the oldest are given up.
    all.clear();
    for (int i = 0; i < 2000; ++i) {
        all +=
            warc("response",
                 http(page(std::to_string(i))),
                 "WARC-Segment-Number: 1\r\nWARC-Record-ID: <urn:" + std::to_string(i) +
                     ">\r\n");
    }
    const auto read = words(all);
    ASSERT_EQ(read.size(), 4000U);
    EXPECT_EQ(read.front(), "0");
    EXPECT_EQ(read[3998], "1999");
}

TEST(Records, ManyBrokenOnesCostLinearTime) {
    // Each begins a record, says that it is long, and is not: seconds if it were read
    // again for each.
    std::string all;
    for (int i = 0; i < 20000; ++i) {
        all += "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9000000\r\n\r\n";
    }
    EXPECT_EQ(words(all + three[0]).back(), "one");
}

}  // namespace
}  // namespace chancery
