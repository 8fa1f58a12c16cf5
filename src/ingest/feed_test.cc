// RSS and Atom, whole and broken; moments as feeds and mail write them.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/feed_dates.h"
#include "ingest/items_dump.h"

namespace chancery {
namespace {

using testing::HasSubstr;

const std::string rss_head =
    "<?xml version=\"1.0\"?>\n<!-- made -->\n<rss version=\"2.0\" "
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>"
    "<title>The Strelsau Courier</title><language>en-gb</language>";

const std::string rss_item =
    "<item><title>Ministers &amp;amp; envoys</title>"
    "<link>https://courier.example.org/1</link>"
    "<pubDate>Sun, 25 Jan 2026 08:30:00 +0100</pubDate>"
    "<dc:creator>Ada Writer</dc:creator><dc:creator>Ben Other</dc:creator>"
    "<description>Short.</description>"
    "<content:encoded><![CDATA[<p>The whole <b>story</b>.</p>]]></content:encoded>"
    "</item>";

TEST(Feed, Rss) {
    EXPECT_EQ(
        dump_items(rss_head + rss_item +
                       "<item><title>Second</title><guid>https://courier.example.org/2"
                       "</guid><author>ed@example.org (Ed Itor)</author>"
                       "<description>&lt;p&gt;Escaped&lt;/p&gt;</description></item>"
                       "<item><link>https://courier.example.org/3</link></item>"
                       "</channel></rss>",
                   "a.rss"),
        "d#1 page: <html><head><title>Ministers &amp;amp; envoys</title></head><body>"
        "<article><h1>Ministers &amp;amp; envoys</h1> <p>The whole <b>story</b>.</p>"
        "</article></body></html>\n"
        "  title Ministers &amp; envoys\n"
        "  author Ada Writer\n"
        "  author Ben Other\n"
        "  published 2026-01-25T08:30:00+01:00\n"
        "  outlet The Strelsau Courier\n"
        "  url https://courier.example.org/1\n"
        "  language en-gb\n"
        "d#2 page: <html><head><title>Second</title></head><body><article>"
        "<h1>Second</h1> <p>Escaped</p></article></body></html>\n"
        "  title Second\n"
        "  author Ed Itor\n"
        "  outlet The Strelsau Courier\n"
        "  url https://courier.example.org/2\n"
        "  language en-gb\n"
        "d#3 refused: has no text\n");
}

TEST(Feed, RssOfTheFirstVersion) {
    EXPECT_THAT(dump_items("<rdf:RDF xmlns:rdf=\"r\" xmlns=\"http://purl.org/rss/1.0/\">"
                           "<channel><title>Courier</title></channel><item><title>T"
                           "</title><description>Words</description></item></rdf:RDF>",
                           "a.xml"),
                HasSubstr("outlet Courier"));
}

TEST(Feed, Atom) {
    EXPECT_EQ(
        dump_items(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\" "
            "xml:base=\"https://courier.example.org/news/\"><title>Courier</title>"
            "<entry><title type=\"html\">One &lt;b&gt;two&lt;/b&gt;</title>"
            "<link rel=\"self\" href=\"x\"/><link href=\"a/1\"/>"
            "<published>2026-01-25T08:30:00Z</published><updated>2026-01-26T00:00:00Z"
            "</updated><author><name>Ada</name></author><content type=\"xhtml\">"
            "<p class=\"a&quot;b\">Text &amp; more</p></content></entry>"
            "<entry><title>Two</title><updated>2026-01-27</updated>"
            "<summary>One.\n\nTwo &lt; 3.</summary></entry></feed>",
            "feed"),
        "d#1 page: <html><head><title>One two</title></head><body><article>"
        "<h1>One two</h1> <p class=\"a&quot;b\">Text &amp; "
        "more</p></article></body></html>\n"
        "  title One two\n"
        "  author Ada\n"
        "  published 2026-01-25T08:30:00Z\n"
        "  updated 2026-01-26T00:00:00Z\n"
        "  outlet Courier\n"
        "  url https://courier.example.org/news/a/1\n"
        "  language en\n"
        "d#2 page: <html><head><title>Two</title></head><body><article><h1>Two</h1> "
        "<p>One.</p> <p>Two &lt; 3.</p> </article></body></html>\n"
        "  title Two\n"
        "  published 2026-01-27\n"
        "  outlet Courier\n"
        "  language en\n");
}

TEST(Feed, CutAnywhereTheWholeItemsAreRead) {
    const std::string all = rss_head + rss_item + rss_item + "</channel></rss>";
    const std::size_t first = rss_head.size() + rss_item.size();
    for (std::size_t size = first + 10; size < all.size(); ++size) {
        const ItemsRead read = read_items(all.substr(0, size), "a.rss");
        ASSERT_GE(read.given.size(), 2U) << size;
        EXPECT_TRUE(std::holds_alternative<SourceItem>(read.given.front())) << size;
        EXPECT_TRUE(std::holds_alternative<Refusal>(read.given.back())) << size;
    }
}

TEST(Feed, WhatIsNone) {
    EXPECT_THAT(dump_items("<urlset><url/></urlset>", "map.xml"),
                HasSubstr("neither RSS nor Atom"));
    EXPECT_THAT(
        dump_items(rss_head + "<item><title>a</wrong></item></channel></rss>", "a.rss"),
        HasSubstr("no well-formed XML"));
    EXPECT_EQ(dump_items(rss_head + "</channel></rss>", "a.rss"), "");
}

TEST(Feed, EntitiesOfADocumentTypeAreNotExpanded) {
    const std::string bomb =
        "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
        "<rss><channel><item><title>T</title><description>&b; &c;</description></item>"
        "</channel></rss>";
    EXPECT_THAT(dump_items(bomb, "a.rss"), HasSubstr("&b; &c;"));
}

TEST(Feed, DeepElementsTakeNoStack) {
    std::string deep = "<rss><channel><item><title>T</title><description>";
    for (int i = 0; i < 100000; ++i) {
        deep += "<a>";
    }
    EXPECT_THAT(dump_items(deep, "a.rss"), HasSubstr("refused"));
}

TEST(FeedDates, MomentsInAllForms) {
    const std::pair<const char*, const char*> table[] = {
        {"2026-01-25", "2026-01-25"},
        {"2026-01-25T08:30:00+07:00", "2026-01-25T08:30:00+07:00"},
        {"2026-01-25 08:30:00.123Z", "2026-01-25T08:30:00Z"},
        {"20260125T083000Z", "2026-01-25T08:30:00Z"},
        {"2026-01-25T08:30", "2026-01-25T08:30"},
        {"Sun, 25 Jan 2026 08:30:00 GMT", "2026-01-25T08:30:00Z"},
        {"25 Jan 26 08:30 EST", "2026-01-25T08:30:00-05:00"},
        {"Sun, 25 Jan 2026 08:30:00 IST", "2026-01-25T08:30:00"},
        {"1769329800", "2026-01-25T08:30:00Z"},
        {"1769329800123", "2026-01-25T08:30:00Z"},
        {"January 25, 2026", "2026-01-25"},
        {"2026-02-30", ""},
        {"99999999999999999999", ""},
        {"soon", ""},
        {"", ""},
    };
    for (const auto& [words, expected] : table) {
        EXPECT_EQ(to_rfc3339(words), expected) << words;
    }
}

}  // namespace
}  // namespace chancery
