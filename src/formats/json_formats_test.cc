// PLOVER, NGEC, JSON Lines, the guide's form and CSV: what is written, read back.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "formats/testing.h"

namespace chancery {

namespace {

using ::testing::ElementsAre;
using testing::hostile;
using testing::meeting;
using testing::MemoryFiles;
using testing::must;
using testing::planned;
using ::testing::SizeIs;
using testing::visit;
using testing::written;
using Json = nlohmann::json;

std::vector<Json> objects(const std::string& text) {
    std::vector<Json> out;
    for (const std::string_view line : split(text, '\n')) {
        if (!line.empty()) {
            out.push_back(Json::parse(line));
        }
    }
    return out;
}

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> out;
    for (const auto& [key, value] : object.items()) {
        out.push_back(key);
    }
    return out;
}

TEST(Plover, FieldsOfTheManual) {
    const auto all = objects(written("plover", {visit(), planned(), meeting()}));
    ASSERT_THAT(all, SizeIs(3));
    const Json& event = all[0];
    EXPECT_EQ(event["id"], "e00112233445566aa");
    EXPECT_EQ(event["date"], "2026-01-20");
    EXPECT_FALSE(event.contains("enddate"));
    EXPECT_EQ(event["event"], Json::array({"CONSULT"}));
    EXPECT_EQ(event["mode"], Json::array({"visit"}));
    EXPECT_EQ(event["quad_code"], "V-COOP");
    EXPECT_EQ(event["event_scale"], 1.9);
    EXPECT_EQ(event["context"], (Json::array({"diplomatic", "economic"})));
    EXPECT_EQ(event["actor"][0]["entity_text"], "Zoë Ruritan");
    EXPECT_EQ(event["actor"][0]["code"], "DEU");
    EXPECT_EQ(event["actor"][0]["office"], "Chancellor of Germany; Leader");
    EXPECT_EQ(event["recipient"][0]["identifier_text"], "Van Lo");
    EXPECT_EQ(event["event_loc"]["country"], "Vietnam");
    EXPECT_EQ(event["event_loc"]["lat"], 21.0245);
    ASSERT_THAT(event["cite_info"], SizeIs(2));
    EXPECT_EQ(event["cite_info"][0]["url"], "https://www.strelsau.example/a?b=1&c=2");
    EXPECT_EQ(event["text_info"][0]["sequence"], 2);
    EXPECT_EQ(all[1]["enddate"], "2026-03-03");
    EXPECT_EQ(all[1]["context"].back(), "future");
    EXPECT_EQ(all[2]["recipient"], Json::array());
    EXPECT_THAT(all[2]["actor"], SizeIs(3));
    EXPECT_FALSE(all[2]["event_loc"].contains("lat"));
}

TEST(Plover, WhatWasDeniedIsNoEvent) {
    EventDetail event = visit();
    event.event.status = "denied";
    EXPECT_EQ(objects(written("plover", {event}))[0]["has_event"], false);
}

TEST(Ngec, AnObjectForEachActOfAnArticle) {
    const auto all = objects(written("ngec", {visit(), hostile()}));
    ASSERT_THAT(all, SizeIs(3));
    EXPECT_EQ(all[0]["event_type"], "CONSULT");
    EXPECT_EQ(all[0]["story_id"], "d1");
    EXPECT_EQ(all[1]["story_id"], "d2");
    const Json& actor = all[0]["attributes"]["ACTOR"][0];
    EXPECT_EQ(actor["text"], "Zoë Ruritan");
    EXPECT_EQ(actor["qa_start_char"], 0);
    EXPECT_EQ(actor["qa_end_char"], 11) << "characters, not bytes";
    EXPECT_EQ(actor["country_name"], "Germany");
    EXPECT_EQ(actor["code_1"], "GOV");
    EXPECT_EQ(all[0]["attributes"]["RECIP"][0]["qa_start_char"], nullptr);
    EXPECT_EQ(all[0]["event_geolocation"]["geo"]["country_code3"], "VNM");
    EXPECT_EQ(all[0]["date_resolved"], "2026-01-20");
    EXPECT_EQ(all[0]["story_people"], (Json::array({"Zoë Ruritan", "Lô Văn"})));
    EXPECT_EQ(all[2]["event_text"], hostile().event.evidence);
}

/// Characters `begin` to `end` of valid UTF-8.
std::string characters(const std::string& text, std::size_t begin, std::size_t end) {
    std::string out;
    std::size_t count = 0;
    for (const char c : text) {
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
        if (count > begin && count <= end) {
            out += c;
        }
    }
    return out;
}

TEST(Ngec, WordsAtTheOffsetsAreThoseNamed) {
    ExportOptions options = testing::options();
    options.text_of = [](const std::string& doc) {
        return Result<std::string>(doc == "d1" ? testing::story_text : "");
    };
    EventDetail event = visit();
    event.acts[0].recipients.push_back(testing::person("x", "Tuesdayite Rex", "DEU"));
    Participant by_surname = testing::person("r", "Anna Ruritan", "DEU");
    event.acts[0].recipients.push_back(by_surname);
    event.acts[0].place = "Strelsau";
    const auto all = objects(written("ngec", {event}, options));
    const std::string text = all[0]["event_text"];
    EXPECT_EQ(text, "Zoë Ruritan visited Strelsau on Tuesday. She met Lô Văn.")
        << "the paragraph";
    std::vector<std::string> found;
    for (const char* role : {"ACTOR", "RECIP", "LOC"}) {
        for (const Json& one : all[0]["attributes"][role]) {
            if (one["qa_start_char"].is_null()) {
                found.emplace_back("-");
                continue;
            }
            found.push_back(characters(text, one["qa_start_char"], one["qa_end_char"]));
            EXPECT_EQ(found.back(), one["text"]);
        }
    }
    EXPECT_THAT(found, ElementsAre("Zoë Ruritan", "Lô Văn", "-", "Ruritan", "Strelsau"));
    EXPECT_EQ(all[1]["event_text"], event.acts[1].evidence) << "its text is not kept";
}

TEST(JsonLines, EverythingComesBack) {
    const std::vector<EventDetail> events{visit(), meeting(), planned(), hostile()};
    const auto all = objects(written("jsonl", events));
    ASSERT_THAT(all, SizeIs(events.size()));
    for (std::size_t i = 0; i < events.size(); ++i) {
        const EventRow& event = events[i].event;
        EXPECT_EQ(all[i]["id"], event.id);
        EXPECT_EQ(all[i]["evidence"], event.evidence);
        EXPECT_EQ(all[i]["actors"].size(), event.actors.size());
        EXPECT_EQ(all[i]["actors"][0]["name"], event.actors[0].name);
        EXPECT_EQ(all[i]["date"].is_null(), event.date.empty());
        EXPECT_EQ(all[i]["acts"].size(), events[i].acts.size());
        EXPECT_EQ(all[i]["claims"].size(), events[i].claims.size());
        EXPECT_EQ(all[i]["acts"][0]["title"], events[i].acts[0].title);
        EXPECT_EQ(all[i]["acts"][0]["doc"], events[i].acts[0].doc);
    }
    EXPECT_EQ(all[0]["acts"][0]["trigger_at"],
              (Json::array(
                  {visit().acts[0].trigger_at.begin, visit().acts[0].trigger_at.end})));
    EXPECT_EQ(all[0]["claims"][1]["shown"], false);
    EXPECT_EQ(all[0]["links"][0]["kind"], "carried-out-as");
    EXPECT_EQ(all[0]["conflicts"], Json::array({"date"}));
    EXPECT_EQ(all[1]["place_latitude"], nullptr);
}

TEST(Guide, AFileForEachArticle) {
    MemoryFiles files;
    const auto writer = must(open_export("acts", files, testing::options()));
    ArticleContent content;
    ArticleRow& article = content.article;
    article.doc = "a/b";
    article.title = "Title";
    article.published = "2026-01-21";
    ActRow second = testing::visit_act();
    second.number = 2;
    second.count = 925;
    second.evidence = "Zoë Ruritan\nvisited Strelsau\non Tuesday";
    content.acts = {testing::visit_act(), second};
    StatementRow said;
    said.speaker = "Zoë Ruritan";
    said.speaker_words = "Ms Ruritan";
    said.cue = "said";
    said.content = "“Yes”";
    said.kind = "direct";
    said.part = 3;
    content.statements = {said};
    must(writer->add_article(content));
    article.doc = ".hidden";
    article.published.clear();
    content.acts.clear();
    content.statements.clear();
    must(writer->add_article(content));
    must(writer->finish());
    EXPECT_THAT(files.names(), ElementsAre("_.hidden.json", "a_b.json"));
    const Json doc = Json::parse(files.text("a_b.json"));
    EXPECT_EQ(doc["doc"], "a/b");
    EXPECT_EQ(doc["outlet"], nullptr);
    ASSERT_THAT(doc["entities"], SizeIs(2));
    EXPECT_EQ(doc["entities"][0]["key"], "van") << "in the order of the article's actors";
    EXPECT_EQ(doc["entities"][1]["key"], "zoe");
    EXPECT_EQ(doc["entities"][1]["offices"],
              (Json::array({"Chancellor of Germany", "Leader"})));
    ASSERT_THAT(doc["acts"], SizeIs(2));
    EXPECT_EQ(doc["acts"][0]["id"], "a1");
    EXPECT_EQ(doc["acts"][0]["actors"], Json::array({"zoe"}));
    EXPECT_EQ(doc["acts"][0]["event"], "e00112233445566aa");
    EXPECT_FALSE(doc["acts"][0].contains("count"));
    EXPECT_EQ(doc["acts"][1]["count"], 925);
    EXPECT_EQ(doc["acts"][1]["evidence"], "visited Strelsau");
    EXPECT_EQ(doc["statements"][0],
              (Json{{"speaker", "Zoë Ruritan"},
                    {"speaker_span", "Ms Ruritan"},
                    {"addressee", nullptr},
                    {"cue", "said"},
                    {"content", "“Yes”"},
                    {"kind", "direct"},
                    {"group", 3}}));
    EXPECT_THAT(
        keys(Json::parse(files.text("_.hidden.json"))),
        ElementsAre("acts", "date", "doc", "entities", "outlet", "statements", "title"));
}

/// Rows of RFC 4180; the first is the header.
std::vector<std::vector<std::string>> csv_rows(const std::string& text) {
    std::vector<std::vector<std::string>> out(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string& field = out.back().back();
        if (quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            field += text[++i];
        } else if (text[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && text[i] == ',') {
            out.back().emplace_back();
        } else if (!quoted && text[i] == '\r' && text[i + 1] == '\n') {
            ++i;
            out.emplace_back(1);
        } else {
            field += text[i];
        }
    }
    out.pop_back();
    return out;
}

std::map<std::string, std::string> named(const std::vector<std::string>& head,
                                         const std::vector<std::string>& row) {
    std::map<std::string, std::string> out;
    for (std::size_t i = 0; i < head.size(); ++i) {
        out[head[i]] = row.at(i);
    }
    return out;
}

void write_csv(MemoryFiles& files, bool guard) {
    ExportOptions options = testing::options();
    options.guard_formulas = guard;
    const auto writer = must(open_export("csv", files, options));
    for (const EventDetail& event : {visit(), hostile()}) {
        must(writer->add(event));
    }
    must(writer->finish());
}

TEST(Csv, SheetsAndTheirDescriptions) {
    MemoryFiles files;
    write_csv(files, false);
    for (const char* name :
         {"events.csv", "acts.csv", "parties.csv", "claims.csv", "links.csv"}) {
        const auto rows = csv_rows(files.text(name));
        const Json meta = Json::parse(files.text(std::string(name) + "-metadata.json"));
        EXPECT_EQ(meta["url"], name);
        std::vector<std::string> columns;
        for (const Json& column : meta["tableSchema"]["columns"]) {
            columns.push_back(column["name"]);
        }
        EXPECT_EQ(rows[0], columns);
        for (const auto& row : rows) {
            EXPECT_EQ(row.size(), columns.size()) << name;
        }
    }
}

TEST(Csv, ValuesComeBack) {
    MemoryFiles files;
    write_csv(files, false);
    const auto acts = csv_rows(files.text("acts.csv"));
    ASSERT_THAT(acts, SizeIs(4));
    const auto act = named(acts[0], acts[3]);
    const ActRow expected = hostile().acts[0];
    EXPECT_EQ(act.at("evidence"), expected.evidence);
    EXPECT_EQ(act.at("title"), expected.title);
    EXPECT_EQ(act.at("outlet"), expected.outlet);
    EXPECT_EQ(act.at("place"), expected.place);
    EXPECT_EQ(act.at("actors"), expected.actors[0].name);
    EXPECT_EQ(act.at("recipients"), expected.recipients[0].name);
    const auto events = csv_rows(files.text("events.csv"));
    const auto event = named(events[0], events[1]);
    EXPECT_EQ(event.at("date_start"), "2026-01-20");
    EXPECT_EQ(event.at("conflicts"), "date");
    EXPECT_EQ(event.at("cameo"), "042");
    EXPECT_THAT(csv_rows(files.text("claims.csv")), SizeIs(3));
    EXPECT_THAT(csv_rows(files.text("links.csv")), SizeIs(2));
}

TEST(Csv, FormulasAreGuardedWhereThatIsAskedFor) {
    MemoryFiles files;
    write_csv(files, true);
    const auto acts = csv_rows(files.text("acts.csv"));
    const auto act = named(acts[0], acts[3]);
    EXPECT_EQ(act.at("actors"), "'" + hostile().acts[0].actors[0].name);
    EXPECT_EQ(act.at("outlet"), "'+1 Outlet");
    EXPECT_EQ(act.at("longitude"), "105.8412");
}

}  // namespace

}  // namespace chancery
