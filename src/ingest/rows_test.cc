// JSON Lines, JSON, JSON Feed and tables: known forms, own fields, broken rows.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/rows.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/items_dump.h"

namespace chancery {
namespace {

using testing::HasSubstr;

TEST(JsonLines, TheFormsOfTrafilaturaAndNewsPlease) {
    EXPECT_EQ(
        dump_items(
            R"({"title":"T","author":"Ada; Ben","date":"2026-01-25","text":"One.\nTwo.",)"
            R"("source":"https://c.example.org/x","sitename":"Courier",)"
            R"("source-hostname":"c.example.org","filedate":"2026-02-01",)"
            R"("raw_text":"no","language":"en"})"
            "\n"
            R"({"maintext":"Words","title":"N","authors":["A","B"],)"
            R"("date_publish":"2026-01-25 08:30:00","date_modify":null,)"
            R"("date_download":"2026-02-01 00:00:00","url":"https://n.example.org/1",)"
            R"("source_domain":"n.example.org","language":"en"})",
            "a.jsonl"),
        "d#1 body: T One. Two.\n"
        "  title T\n"
        "  author Ada\n"
        "  author Ben\n"
        "  published 2026-01-25\n"
        "  crawled 2026-02-01\n"
        "  outlet Courier\n"
        "  url https://c.example.org/x\n"
        "  language en\n"
        "d#2 body: N Words\n"
        "  title N\n"
        "  author A\n"
        "  author B\n"
        "  published 2026-01-25T08:30:00\n"
        "  crawled 2026-02-01\n"
        "  outlet n.example.org\n"
        "  url https://n.example.org/1\n"
        "  language en\n");
}

TEST(JsonLines, FieldsByOption) {
    ReadOptions options;
    for (const char* field : {"text=body.full", "title=head", "date=when"}) {
        ASSERT_TRUE(options.fields.add(field));
    }
    EXPECT_EQ(dump_items(R"({"body":{"full":"Words"},"text":"no","head":"H",)"
                         R"("title":"no","when":1769329800,"date":"2020-01-01"})",
                         "a.jsonl",
                         options),
              "d#1 body: H Words\n  title H\n  published 2026-01-25T08:30:00Z\n");
    FieldMap map;
    EXPECT_FALSE(map.add("texts=a"));
    EXPECT_FALSE(map.add("text"));
    EXPECT_FALSE(map.add("text="));
}

TEST(JsonLines, ABrokenLineCostsItself) {
    EXPECT_EQ(dump_items("{broken\n[1,2]\n{\"title\":\"none\"}\n\n{\"text\":\"good\"}\n"
                         "{\"text\":\"cu",
                         "a.jsonl"),
              "d#1 refused: is no JSON from byte 2 on\n"
              "d#2 refused: is no object\n"
              "d#3 refused: has no text; --field text=KEY says which key holds it\n"
              "d#5 body: good\n"
              "d#6 refused: is no JSON from byte 12 on\n");
}

TEST(JsonLines, MarkupIsReadAsAPage) {
    EXPECT_THAT(dump_items(R"({"title":"T","html":"<p>Words</p>"})", "a.jsonl"),
                HasSubstr("page: <html>"));
    EXPECT_THAT(dump_items(R"({"title":"T","text":"<p>Words</p>"})", "a.jsonl"),
                HasSubstr("page: <html>"));
}

TEST(JsonLines, Limits) {
    ReadOptions options;
    options.limits.max_bytes = 50;
    options.limits.max_depth = 10;
    EXPECT_THAT(dump_items("{\"text\":\"" + std::string(100, 'x') + "\"}\n" +
                               R"({"text":"good"})" + '\n' + R"({"text":)" +
                               std::string(20, '[') + '\n',
                           "a.jsonl",
                           options),
                testing::MatchesRegex("d#1 refused: .*--max-bytes.*\nd#2 body: good\n"
                                      "d#3 refused: .*--max-depth.*\n"));
    // As deep as may be for the default, and no stack is lost.
    EXPECT_THAT(dump_items(R"({"text":)" + std::string(1000000, '['), "a.jsonl"),
                HasSubstr("--max-depth"));
}

TEST(JsonLines, ReadingGoesOnAtEveryPlace) {
    const std::string all =
        "{\"text\":\"one\"}\n\nbroken\n{\"text\":\"two\"}\n{\"text\":\"three\"}";
    const ItemsRead whole = read_items(all, "a.jsonl");
    ASSERT_EQ(whole.given.size(), 4U);
    ReadOptions options;
    options.from = std::get<SourceItem>(whole.given[2]).place;
    EXPECT_EQ(dump_items(all, "a.jsonl", options), "d#4 body: two\nd#5 body: three\n");
    options.from.offset += 3;
    EXPECT_EQ(dump_items(all, "a.jsonl", options), "d#5 body: three\n");
}

TEST(Json, FeedArrayAndSingleDocument) {
    EXPECT_EQ(dump_items(
                  R"({"version":"https://jsonfeed.org/version/1.1","title":"Courier",)"
                  R"("language":"en","items":[{"id":"1","url":"https://c.example.org/1",)"
                  R"("title":"T","content_html":"<p>x</p>",)"
                  R"("date_published":"2026-01-25T08:30:00+07:00",)"
                  R"("authors":[{"name":"Ada"},{"name":"Ben"}]},{"id":"2"}]})",
                  "a.json"),
              "d#1 page: <html><head><title>T</title></head><body><article><h1>T</h1> "
              "<p>x</p></article></body></html>\n"
              "  title T\n"
              "  author Ada\n"
              "  author Ben\n"
              "  published 2026-01-25T08:30:00+07:00\n"
              "  outlet Courier\n"
              "  url https://c.example.org/1\n"
              "  language en\n"
              "d#2 refused: has no text; --field text=KEY says which key holds it\n");
    EXPECT_EQ(dump_items("[{\"text\":\"one\"}, {\"text\":\"t,w]o\"}\n,3]", "a.json"),
              "d#1 body: one\nd#2 body: t,w]o\nd#3 refused: is no object\n");
    EXPECT_EQ(dump_items("{\n\"text\": \"one\"\n}", "a.json"), "d body: one\n");
}

TEST(Json, ABrokenArrayCostsWhatIsBroken) {
    EXPECT_THAT(dump_items("[{\"text\":\"one\"},{bad},{\"text\":\"two\"}", "a.json"),
                testing::MatchesRegex("d#1 body: one\nd#2 refused: is no JSON.*\n"
                                      "d#3 body: two\nd#4 refused: the array has no "
                                      "end\n"));
    EXPECT_THAT(dump_items("[{\"text\":\"one\"},{\"text\":\"tw", "a.json"),
                HasSubstr("d#2 refused: ends in the middle of a value"));
    EXPECT_THAT(dump_items("{\"text\":", "a.json"), HasSubstr("refused: is no JSON"));
}

TEST(Tables, CellsOfEveryKind) {
    EXPECT_EQ(dump_items("title,text,date,url,author\r\n"
                         "\"A \"\"quoted\"\" title\",\"Line one\nline two\",2026-01-25,"
                         "https://c.example.org,\"Ada; Ben\"\r\n"
                         "Short,row\n,,\nPlain \"quote\" here,has \"quotes\",\n",
                         "a.csv"),
              "d#2 body: A \"quoted\" title Line one line two\n"
              "  title A \"quoted\" title\n"
              "  author Ada\n"
              "  author Ben\n"
              "  published 2026-01-25\n"
              "  url https://c.example.org\n"
              "d#4 body: Short row\n"
              "  title Short\n"
              "d#5 refused: has no text\n"
              "d#6 body: Plain \"quote\" here has \"quotes\"\n"
              "  title Plain \"quote\" here\n");
    EXPECT_EQ(dump_items("title;text\nT;one, two\n", "a.csv"),
              "d#2 body: T one, two\n  title T\n");
    EXPECT_EQ(dump_items("title\ttext\nT\tsaid \"no\n", "a.tsv"),
              "d#2 body: T said \"no\n  title T\n");
}

TEST(Tables, WhatIsNoTableOfTexts) {
    EXPECT_THAT(dump_items("a,b\n1,2\n", "a.csv"), HasSubstr("--field text=COLUMN"));
    EXPECT_THAT(dump_items("", "a.csv"), HasSubstr("--field text=COLUMN"));
    ReadOptions options;
    options.limits.max_bytes = 100;
    EXPECT_THAT(
        dump_items("text\n" + std::string(5000, 'x') + "\nafter\n", "a.csv", options),
        HasSubstr("--max-bytes"));
}

}  // namespace
}  // namespace chancery
