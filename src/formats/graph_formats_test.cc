// GraphML, GEXF, Atom, JSON-LD and iCalendar: what is written, read back.
// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "formats/fields.h"
#include "formats/testing.h"
#include "formats/xml.h"

namespace chancery {

namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using testing::hostile;
using testing::meeting;
using ::testing::Not;
using testing::planned;
using ::testing::SizeIs;
using testing::visit;
using testing::written;
using Json = nlohmann::json;

void parse(pugi::xml_document& into, const std::string& text) {
    const auto result = into.load_buffer(text.data(), text.size());
    ASSERT_TRUE(result) << result.description() << '\n' << text;
}

TEST(Xml, TextComesBackButForWhatXmlCannotHold) {
    const std::string text = "<a href=\"x\">&amp; 'q' ]]>\t\n\r 😀\x01\x7F\xEF\xBF\xBF";
    pugi::xml_document doc;
    parse(doc, "<r" + xml_attribute("a", text) + ">" + xml_text(text) + "</r>");
    const std::string back =
        "<a href=\"x\">&amp; 'q' ]]>\t\n\r 😀\xEF\xBF\xBD\x7F\xEF\xBF\xBD";
    EXPECT_EQ(doc.child("r").attribute("a").value(), back);
    EXPECT_EQ(doc.child("r").text().get(), back);
    EXPECT_EQ(xml_text("\xFF"), "\xEF\xBF\xBD");
    EXPECT_EQ(xml_element("a", ""), "");
}

std::string data_of(const pugi::xml_node& node, const char* key) {
    return node.find_child_by_attribute("data", "key", key).text().get();
}

TEST(GraphMl, ActorsAndEdges) {
    pugi::xml_document doc;
    parse(doc, written("graphml", {visit(), meeting(), hostile()}));
    const auto graph = doc.child("graphml").child("graph");
    std::map<std::string, std::string> labels;
    for (const auto& node : graph.children("node")) {
        EXPECT_TRUE(
            labels.emplace(node.attribute("id").value(), data_of(node, "label")).second);
    }
    EXPECT_THAT(labels, SizeIs(7));
    const auto edge = graph.child("edge");
    EXPECT_EQ(labels.at(edge.attribute("source").value()), "Zoë Ruritan");
    EXPECT_EQ(labels.at(edge.attribute("target").value()), "Van Lo");
    EXPECT_EQ(data_of(edge, "e_type"), "CONSULT");
    EXPECT_EQ(data_of(edge, "e_start"), "2026-01-20");
    EXPECT_EQ(data_of(edge, "e_goldstein"), "1.9");
    std::set<std::string> keys;
    for (const auto& key : doc.child("graphml").children("key")) {
        keys.insert(key.attribute("id").value());
    }
    std::size_t edges = 0;
    std::size_t symmetric = 0;
    for (const auto& one : graph.children("edge")) {
        ++edges;
        symmetric += data_of(one, "e_symmetric") == "true" ? 1U : 0U;
        EXPECT_TRUE(labels.contains(one.attribute("source").value()));
        EXPECT_TRUE(labels.contains(one.attribute("target").value()));
        for (const auto& data : one.children("data")) {
            EXPECT_TRUE(keys.contains(data.attribute("key").value()));
        }
    }
    EXPECT_EQ(edges, 5U);
    EXPECT_EQ(symmetric, 3U) << "of three who meet every two, once";
    EXPECT_THAT(labels,
                Contains(::testing::Pair(::testing::_, hostile().event.actors[0].name)));
}

TEST(Gexf, NodesThenDatedEdges) {
    pugi::xml_document doc;
    parse(doc, written("gexf", {visit(), meeting(), planned(), hostile()}));
    const auto graph = doc.child("gexf").child("graph");
    EXPECT_STREQ(graph.attribute("mode").value(), "dynamic");
    EXPECT_STREQ(graph.attribute("timeformat").value(), "date");
    std::map<std::string, std::string> labels;
    for (const auto& node : graph.child("nodes").children("node")) {
        EXPECT_TRUE(
            labels.emplace(node.attribute("id").value(), node.attribute("label").value())
                .second);
    }
    std::vector<std::string> said;
    for (const auto& edge : graph.child("edges").children("edge")) {
        said.push_back(labels.at(edge.attribute("source").value()) + "→" +
                       labels.at(edge.attribute("target").value()) + ' ' +
                       edge.attribute("start").value() + '/' +
                       edge.attribute("end").value());
    }
    ASSERT_THAT(said, SizeIs(6));
    EXPECT_EQ(said[0], "Zoë Ruritan→Van Lo 2026-01-20/2026-01-20");
    EXPECT_EQ(said[1], "Romania→United Nations /");
    EXPECT_EQ(said[4], "Zoë Ruritan→Van Lo 2026-03-01/2026-03-03");
    const auto value =
        graph.child("edges")
            .child("edge")
            .child("attvalues")
            .find_child([](const pugi::xml_node& one) {
                return std::string_view(one.attribute("for").value()) == "3";
            });
    EXPECT_STREQ(value.attribute("value").value(), "042");
}

TEST(Atom, EntriesAndTheNewestDay) {
    ExportOptions options = testing::options();
    options.query = "country VNM";
    pugi::xml_document doc;
    parse(doc, written("atom", {visit(), hostile()}, options));
    const auto feed = doc.child("feed");
    EXPECT_STREQ(feed.child("title").text().get(), "Events: country VNM");
    EXPECT_STREQ(feed.child("updated").text().get(), "2026-01-22T00:00:00Z");
    EXPECT_THAT(feed.child("id").text().get(), HasSubstr("urn:uuid:"));
    const auto entry = feed.child("entry");
    EXPECT_STREQ(entry.child("title").text().get(),
                 "Zoë Ruritan → Van Lo: CONSULT/visit, 2026-01-20, Hanoi");
    EXPECT_STREQ(entry.child("published").text().get(), "2026-01-21T00:00:00Z");
    EXPECT_STREQ(entry.child("link").attribute("href").value(),
                 "https://www.strelsau.example/a?b=1&c=2");
    EXPECT_STREQ(entry.child("summary").text().get(), visit().event.evidence.c_str());
    EXPECT_THAT(entry.child("content").text().get(),
                HasSubstr("Radio Borduria, 2026-01-22: “Zoë"));
    const auto second = entry.next_sibling("entry");
    EXPECT_EQ(second.child("summary").text().get(), hostile().event.evidence);
    EXPECT_STRNE(second.child("id").text().get(), entry.child("id").text().get());
}

TEST(JsonLd, EventsArticlesClaims) {
    ExportOptions options = testing::options();
    options.text_of = [](const std::string& doc) {
        return Result<std::string>(doc == "d1" ? testing::story_text : "");
    };
    const Json doc =
        Json::parse(written("jsonld", {visit(), meeting(), hostile()}, options));
    std::map<std::string, Json> by_id;
    std::map<std::string, int> types;
    for (const Json& one : doc["@graph"]) {
        EXPECT_TRUE(by_id.emplace(one["@id"], one).second) << one;
        const Json& type = one["@type"];
        ++types[type.is_array() ? type[0] : type];
    }
    EXPECT_EQ(types["Event"], 3);
    EXPECT_EQ(types["Claim"], 4);
    EXPECT_EQ(types["NewsArticle"], 2) << "two of the three share an address";
    EXPECT_EQ(types["SoftwareApplication"], 1);
    const auto claim = std::find_if(by_id.begin(), by_id.end(), [](const auto& one) {
        return one.second["identifier"] == "00112233445566aa";
    });
    ASSERT_NE(claim, by_id.end());
    const Json& found = claim->second;
    EXPECT_EQ(by_id.at(found["about"]["@id"])["identifier"], "e00112233445566aa");
    EXPECT_EQ(by_id.at(found["appearance"]["@id"])["headline"], "Café talks");
    const Json& selectors = found["oa:hasTarget"]["oa:hasSelector"];
    EXPECT_EQ(selectors[0]["oa:exact"], visit().event.evidence);
    EXPECT_EQ(selectors[0]["oa:prefix"], "Café talks\n\n");
    EXPECT_EQ(selectors[0]["oa:suffix"], ". She met Lô Văn.\n");
    EXPECT_EQ(selectors[1]["oa:start"], 12);
    EXPECT_EQ(selectors[1]["oa:end"], 12 + 39);
    const Json& event = by_id.at(found["about"]["@id"]);
    EXPECT_EQ(event["startDate"], "2026-01-20");
    EXPECT_EQ(event["location"]["geo"]["latitude"], 21.0245);
    EXPECT_EQ(by_id.at(event["organizer"][0]["@id"])["name"], "Zoë Ruritan");
    EXPECT_TRUE(event.contains("chancery:carried-out-as"));
}

TEST(JsonLd, AnEmptyLedgerIsADocumentToo) {
    EXPECT_EQ(Json::parse(written("jsonld", {}))["@graph"], Json::array());
}

/// Lines unfolded, as name and value; values are unescaped.
std::vector<std::pair<std::string, std::string>> properties(const std::string& text) {
    std::string flat;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 3, "\r\n ") == 0) {
            i += 2;
        } else {
            flat += text[i];
        }
    }
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t at = 0; at < flat.size();) {
        const std::size_t end = flat.find("\r\n", at);
        const std::string line = flat.substr(at, end - at);
        const std::size_t colon = line.find(':');
        std::string value;
        for (std::size_t i = colon + 1; i < line.size(); ++i) {
            if (line[i] == '\\') {
                ++i;
                value += line[i] == 'n' ? '\n' : line[i];
            } else {
                value += line[i];
            }
        }
        out.emplace_back(line.substr(0, colon), value);
        at = end + 2;
    }
    return out;
}

std::map<std::string, std::string> entry_of(const EventDetail& event) {
    std::map<std::string, std::string> out;
    for (const auto& [name, value] : properties(written("icalendar", {event}))) {
        out[name] = value;
    }
    return out;
}

TEST(ICalendar, APlannedMeeting) {
    auto entry = entry_of(planned());
    EXPECT_EQ(entry["UID"], "e0a0b0c0d0e0f0002@chancery.invalid");
    EXPECT_EQ(entry["DTSTART;VALUE=DATE"], "20260301");
    EXPECT_EQ(entry["DTEND;VALUE=DATE"], "20260304") << "the day after the last";
    EXPECT_EQ(entry["DTSTAMP"], "20260121T000000Z");
    EXPECT_EQ(entry["SUMMARY"], "Meeting: Zoë Ruritan with Van Lo");
    EXPECT_EQ(entry["SEQUENCE"], "0");
    EXPECT_EQ(entry["STATUS"], "CONFIRMED");
    EXPECT_EQ(entry["GEO"], "21.0245;105.8412");
    EXPECT_EQ(entry["CATEGORIES"], "AGREE,meet");
}

TEST(ICalendar, CalledOffCorrectedDisputed) {
    EventDetail event = planned();
    event.event.corrected = {"date", "place"};
    event.revisions = 3;
    event.event.conflicts = {"date"};
    EXPECT_EQ(entry_of(event)["SEQUENCE"], "3") << "undone ones count too";
    EXPECT_EQ(entry_of(event)["STATUS"], "TENTATIVE");
    event.links = {{"e1", "denied-by"}};
    EXPECT_EQ(entry_of(event)["STATUS"], "CANCELLED");
    event.event.date = "2026-03";
    auto entry = entry_of(event);
    EXPECT_EQ(entry["TRANSP"], "TRANSPARENT");
    EXPECT_EQ(entry["DTEND;VALUE=DATE"], "20260401");
    EXPECT_THAT(entry["SUMMARY"], HasSubstr("some day in 2026-03"));
}

TEST(ICalendar, OnlyWhatLiesAheadAndHasADay) {
    EventDetail undated = planned();
    undated.event.date.clear();
    EventDetail attack = planned();
    attack.event.type = "ASSAULT";
    EXPECT_THAT(written("icalendar", {visit(), undated, attack}),
                AllOf(HasSubstr("BEGIN:VCALENDAR\r\n"), Not(HasSubstr("VEVENT"))));
}

TEST(ICalendar, LinesAreFoldedBetweenCharacters) {
    EventDetail event = hostile();
    event.event.status = "planned";
    event.event.place = std::string(200, 'x') + "ộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộ😀";
    event.event.actors[0].name = "A; B, C\\D\nE";
    const std::string text = written("icalendar", {event});
    std::size_t begin = 0;
    for (std::size_t end = text.find("\r\n"); end != std::string::npos;
         begin = end + 2, end = text.find("\r\n", begin)) {
        EXPECT_LE(end - begin, 75U);
        EXPECT_EQ(valid_utf8(text.substr(begin, end - begin)),
                  text.substr(begin, end - begin));
    }
    auto entry = entry_of(event);
    EXPECT_EQ(entry["LOCATION"], event.event.place);
    EXPECT_THAT(entry["SUMMARY"], HasSubstr("A; B, C\\D\nE"));
}

}  // namespace

}  // namespace chancery
