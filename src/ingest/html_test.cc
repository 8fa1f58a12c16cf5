// Pages beside their text: JSON-LD, moments, bylines, and the facts of whole pages. The
// pages are made up. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/bylines.h"
#include "ingest/html_dom.h"
#include "ingest/html_meta.h"
#include "ingest/json_ld.h"
#include "ingest/moments.h"
#include "ingest/testing.h"

namespace chancery {
namespace {

TEST(JsonLd, ReadsTheStory) {
    struct Case {
        const char* json;
        const char* wanted;
    };

    const auto shown = [](const LinkedStory& s) {
        std::string out = s.type + "|" + s.headline + "|";
        for (const auto& name : s.authors) {
            out += name + ";";
        }
        out += "|";
        for (const auto& name : s.organisations) {
            out += name + ";";
        }
        return out + "|" + s.published + "|" + s.publisher;
    };
    for (
        const Case& c : {
            Case{
                R"({"@type":"NewsArticle","headline":"A &amp; B","author":{"name":"Jane Roe"},
                      "datePublished":"2024-05-06","publisher":{"name":"The Gazette"}})",
                "NewsArticle|A & B|Jane Roe;||2024-05-06|The Gazette"},
            Case{R"({"@graph":[{"@type":"WebPage","datePublished":"2024-05-05"},
                      {"@type":["Article"],"headline":"H","author":{"@id":"#p"}},
                      {"@type":"Person","@id":"#p","name":"Jane Roe"}]})",
                 "Article|H|Jane Roe;||2024-05-05|"},
            Case{R"([{"@type":"http://schema.org/BlogPosting","headline":["H"],
                      "creator":["Jane Roe",{"@type":"Organization","name":"Desk"}],},])",
                 "BlogPosting|H|Jane Roe;|Desk;||"},
            Case{"<!-- //<![CDATA[\n{\"@type\":\"Report\",\"headline\":\"two\nlines\", "
                 "\"author\":null}//]]>",
                 "Report|two lines||||"},
            Case{
                R"({"@type":"NewsArticle","headline":"He said "no" again","author":"X Y"})",
                "NewsArticle|He said \"no\" again|X Y;|||"},
            Case{
                R"({"@type":"NewsArticle","headline":"caf\u00e9 \ud83d\ude00","author":"A")",
                "NewsArticle|caf\xC3\xA9 \xF0\x9F\x98\x80|A;|||"},
            Case{R"({"@type":"Product","name":"no story"})", "|||||"},
            Case{"[[[[{", "|||||"},
        }) {
        EXPECT_EQ(shown(read_json_ld({c.json})), c.wanted) << c.json;
    }
}

TEST(Moments, AreReadAsWritten) {
    struct Case {
        const char* text;
        const char* wanted;
    };

    for (const Case& c : {
             Case{"2024-05-06T10:17:00Z", "2024-05-06 2024-05-06T10:17:00Z"},
             Case{"2024-05-06T10:17:00.123+07:00",
                  "2024-05-06 2024-05-06T10:17:00+07:00"},
             Case{"2024-05-06 10:17 -0430", "2024-05-06 2024-05-06T10:17:00-04:30"},
             Case{"2024-05-06T10:17", "2024-05-06 2024-05-06T10:17"},
             Case{"2024-05-06T00:00:00", "2024-05-06 "},
             Case{"2024-05-06T00:00:00Z", "2024-05-06 2024-05-06T00:00:00Z"},
             Case{"20240506", "2024-05-06 "},
             Case{"20240506T101700Z", "2024-05-06 2024-05-06T10:17:00Z"},
             Case{"Mon, 06 May 2024 10:17:00 GMT", "2024-05-06 2024-05-06T10:17:00Z"},
             Case{"May 6, 2024 at 10:17 p.m. EDT",
                  "2024-05-06 2024-05-06T22:17:00-04:00"},
             Case{"12:05 AM, 6 May 2024", "2024-05-06 2024-05-06T00:05"},
             Case{"1714990620", "2024-05-06 2024-05-06T10:17:00Z"},
             Case{"1714990620000", "2024-05-06 2024-05-06T10:17:00Z"},
             Case{"May 6, 2024, 5 min read", "2024-05-06 "},
             Case{"2024-02-31", "none"},
             Case{"", "none"},
             Case{"tomorrow", "none"},
         }) {
        const auto moment = read_moment(c.text);
        EXPECT_EQ(moment ? moment->day.iso() + ' ' + moment->text : "none", c.wanted)
            << c.text;
    }
}

TEST(Moments, DaysOfAddresses) {
    const auto day = [](const char* url) {
        const auto found = day_of_path(url);
        return found ? found->iso() : std::string("none");
    };
    EXPECT_EQ(day("https://a.example/2024/05/06/story"), "2024-05-06");
    EXPECT_EQ(day("https://a.example/world/2024/may/06/story"), "2024-05-06");
    EXPECT_EQ(day("https://a.example/story-2024-05-06-x"), "2024-05-06");
    EXPECT_EQ(day("https://a.example/20240506/x"), "2024-05-06");
    EXPECT_EQ(day("https://a.example/2024/05/story"), "none");
    EXPECT_EQ(day("https://a.example/story?d=2024-05-06"), "none");
    EXPECT_EQ(day("2024/05/06"), "none");
}

TEST(Bylines, NameWhoWrote) {
    struct Case {
        BylineForm form;
        const char* text;
        const char* wanted;
    };

    constexpr BylineForm line = BylineForm::line;
    constexpr BylineForm element = BylineForm::element;
    constexpr BylineForm names = BylineForm::names;
    for (const Case& c : {
             Case{line,
                  "By Jane Roe and John Doe | Reuters",
                  "Jane Roe;John Doe; Reuters"},
             Case{line, "By JANE ROE, Staff Writer", "JANE ROE; "},
             Case{line, "By Jane Roe in London, 6 May 2024", "Jane Roe; "},
             Case{line, "By the time they came, Paris had fallen", " "},
             Case{line, "Jane Roe", " "},
             Case{line, "By Dan Roe und Kim Doe", "Dan Roe;Kim Doe; "},
             Case{element, "Jane Roe Senior Reporter", "Jane Roe; "},
             Case{
                 element, "Written by Jane Roe, Ph.D. \xC2\xB7 5 min read", "Jane Roe; "},
             Case{element, "Jane Roe, jane@gazette.example", "Jane Roe; "},
             Case{element, "Fact Check Team", "Fact Check Team; "},
             Case{element, "Share this article", " "},
             Case{names, "Associated Press", " AP"},
             Case{names, "staff", " "},
             Case{names, "Jane Roe; John Doe & Kim Lee", "Jane Roe;John Doe;Kim Lee; "},
             Case{names, "Jane Roe, MD, FACP", "Jane Roe; "},
             Case{names, "John Doe, Jr.", "John Doe Jr.; "},
             Case{names, "https://a.example/jane", " "},
             Case{names, "12345", " "},
             Case{names, "", " "},
         }) {
        const Byline byline = read_byline(c.text, c.form, shipped_rules());
        std::string got;
        for (const std::string& name : byline.authors) {
            got += name + ";";
        }
        EXPECT_EQ(got + ' ' + byline.agency, c.wanted) << c.text;
    }
}

std::string facts_of(const std::string& html) {
    const auto dom = Dom::parse(html, 1000);
    EXPECT_TRUE(dom.has_value());
    const PageFacts facts = read_page_facts(*dom, html, shipped_rules());
    std::string out;
    const auto add = [&out](
                         const char* name, const std::string& value, const char* rule) {
        if (!value.empty()) {
            out += std::string(name) + '=' + value + '(' + rule + ") ";
        }
    };
    add("title", facts.title.value, facts.title.rule);
    add("published",
        facts.published
            ? facts.published.value.day.iso() + ' ' + facts.published.value.text
            : "",
        facts.published.rule);
    add("updated",
        facts.updated ? facts.updated.value.day.iso() : "",
        facts.updated.rule);
    std::string authors;
    for (const std::string& name : facts.authors.value) {
        authors += name + ';';
    }
    add("authors", authors, facts.authors.rule);
    add("agency", facts.agency.value, facts.agency.rule);
    add("site", facts.site.value, facts.site.rule);
    add("url", facts.url, "");
    add("language", facts.language, "");
    return out;
}

TEST(PageFacts, InOrderOfTrust) {
    struct Case {
        const char* html;
        const char* wanted;
    };

    for (
        const Case& c : {
            Case{
                "<html lang=en_GB><meta property=og:title content='A treaty signed - The "
                "Gazette'><meta property=og:site_name content='The Gazette'><title>A "
                "treaty "
                "signed</title><link rel=canonical href=https://g.example/a><h1>A treaty "
                "signed</h1><p>By Jane Roe",
                "title=A treaty signed(h1) authors=Jane Roe;(byline-line) site=The "
                "Gazette(html-meta) url=https://g.example/a() language=en-GB() "},
            Case{"<title>A treaty is signed at last | The Gazette</title><h1>Menu</h1>",
                 "title=A treaty is signed at last(html-title) "},
            Case{"<script type=application/ld+json>{\"@type\":\"NewsArticle\","
                 "\"datePublished\":\"2024-05-06T10:00:00Z\"}</script><meta "
                 "property=article:published_time content=2024-05-07>",
                 "published=2024-05-06 2024-05-06T10:00:00Z(json-ld) "},
            Case{"<meta property=article:published_time content=2024-05-07><meta "
                 "name=date "
                 "content=2020-01-01><time datetime=2024-05-08>x</time>",
                 "published=2024-05-07 (html-meta) "},
            Case{
                "<h1>A</h1><figure><time datetime=2019-01-01>x</time></figure><p>Updated "
                "<time datetime=2024-05-08>x</time><p>Published May 7, 2024",
                "title=A(h1) published=2024-05-07 (date-line) "
                "updated=2024-05-08(html-time) "},
            Case{"<link rel=canonical href=https://g.example/2024/05/06/a><p>x",
                 "published=2024-05-06 (address) url=https://g.example/2024/05/06/a() "},
            Case{"<meta name=author content=Reuters><h1>A</h1><span class=byline>By Jane "
                 "Roe</span>",
                 "title=A(h1) authors=Jane Roe;(byline) agency=Reuters(html-meta) "},
            Case{"<div itemprop=comment><span itemprop=author>Reader One</span></div>"
                 "<span itemprop=author><b itemprop=name>Jane Roe</b></span>",
                 "authors=Jane Roe;(microdata) "},
        }) {
        EXPECT_EQ(facts_of(c.html), c.wanted) << c.html;
    }
}

}  // namespace
}  // namespace chancery
