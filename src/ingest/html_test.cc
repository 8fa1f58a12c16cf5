// Pages before and beside their text: what condensing leaves out, JSON-LD, moments,
// bylines, and the facts of whole pages. The pages are made up.
// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/bylines.h"
#include "ingest/html_condense.h"
#include "ingest/html_dom.h"
#include "ingest/html_meta.h"
#include "ingest/html_tags.h"
#include "ingest/json_ld.h"
#include "ingest/moments.h"
#include "ingest/testing.h"

namespace chancery {
namespace {

/// Tags and text as the parser sees them, without what condensing leaves out.
void outline(const GumboNode* node, std::string& out) {
    if (node->type == GUMBO_NODE_COMMENT) {
        return;
    }
    if (!is_element(node)) {
        const std::string_view text(node->v.text.text);
        const bool white = text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
        out += white ? std::string_view(" ") : text;
        return;
    }
    const GumboTag tag = node->v.element.tag;
    out += '<';
    out += gumbo_normalized_tagname(tag);
    for (const char* name : {"class", "id", "itemprop", "content", "datetime", "href"}) {
        const bool link = tag == GUMBO_TAG_A || tag == GUMBO_TAG_LINK ||
                          tag == GUMBO_TAG_BASE || tag == GUMBO_TAG_AREA;
        if (std::string_view(name) != "href" || link) {
            out += '|';
            out += attribute(node, name);
        }
    }
    out += '>';
    const bool empty = tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE ||
                       tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_IFRAME ||
                       tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_NOEMBED ||
                       tag == GUMBO_TAG_NOFRAMES || tag == GUMBO_TAG_NOSCRIPT;
    for (unsigned i = 0; i < child_count(node) && !empty; ++i) {
        outline(child(node, i), out);
    }
    out += "</>";
}

std::string parsed(std::string_view html) {
    GumboOutput* output =
        gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    std::string out;
    outline(output->root, out);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return out;
}

/// The parser sees the same in a page and in what condense() leaves of it.
void expect_same(const std::string& html) {
    const CondensedPage page = condense(html);
    EXPECT_EQ(parsed(page.html), parsed(html)) << html << "\n" << page.html;
    EXPECT_LE(page.html.size(), html.size());
    for (std::uint32_t at = 0; at < page.html.size(); ++at) {
        const std::uint32_t source = page.source_of(at);
        ASSERT_LT(source, html.size());
        ASSERT_EQ(page.html[at], html[source]) << html;
    }
}

TEST(Condense, KeepsWhatTheParserSees) {
    for (const char* html : {
             "<p>a<!-- b --><b>c</b>",
             "<p>a<!-->b--><p>c<!--->d-->e<!-- -- --!>f",
             "<p>a<!-- never closed <p>b",
             "<script>if (a < b) { '</p>' }</script><p>a",
             "<script><!-- <script> </script> --></script><p>a</p><script>",
             "<script><!-- x </script><p>a",
             "<script><!--> <script> </script><p>a",
             "<SCRIPT SRC=x></ScRiPt\n><p>a</script>b",
             "<style>p > a { content: '<p>' }</style ><p>a",
             "<title>a <b> &amp; c</title><p>d",
             "<textarea><p>a</textarea><p>b",
             "<svg viewBox='0 0 1 1'><path d='M0<1'/><svg><g/></svg></svg><p>a",
             "<svg><title>a</title><!-- </svg> --></svg>b",
             "<svg><p>a</svg><p>b",
             "<svg><g>a<p>b",
             "<svg/>a<svg />b",
             "<a data-x='>' href=\"/y>z\" onclick=a>b</a>",
             "<a data-x=a/b>c</a><br/><img src=x/>d",
             "<a href=1 href=2 class=a=b id = c >d</a>",
             "<p data-a=\"1\"class='b'>c<p =x class=d>e",
             "<p class=\"never closed><p>a",
             "<div style='display:none'>a</div><div style='color:red'>b</div>",
             "a < b <3 </ c> d </> e <!doctype x> f <?php g > ?> h",
             "<iframe src=x><p>a</iframe><noembed><p>b</noembed>c",
             "<xmp><p>a</xmp>b<plaintext><p>c</plaintext><!-- d -->",
             "<table><tr><td data-x=1>a<td>b<caption>c",
             "<p> \n <b>  </b>  a  <i> b  </i>\n\n</p>  ",
             "<p>a</p",
             "<p>\xC3\xA9 <b title='\xE2\x80\x9C'>\xE2\x80\x9C</b>",
         }) {
        expect_same(html);
    }
}

TEST(Condense, AnyPiecesOfMarkup) {
    const std::vector<std::string> pieces{
        "<script>",  "</script>", "<!--",        "-->",      "<p class=a>", "</p>",
        "<svg>",     "</svg>",    "<style>",     "</style>", "\"",          "'",
        "<a href='", ">",         " a ",         "<",        "/",           "=",
        "<title>",   "</title>",  "<b data-x=1 "};
    unsigned state = 12345;
    for (int round = 0; round < 4000; ++round) {
        std::string html;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            html += pieces[(state >> 16U) % pieces.size()];
        }
        expect_same(html);
        if (HasFailure()) {
            return;
        }
    }
}

TEST(Condense, NoscriptIsAsWithScripts) {
    EXPECT_EQ(condense("<noscript><img src=x><p>a</noscript><p>b").html,
              "<noscript></noscript><p>b");
    EXPECT_EQ(condense("<noscript><p>a").html, "<noscript><p>a");
}

TEST(Dom, ATagThatMakesNoNodeIsPartOfTheSourceOfItsText) {
    const std::string words = "a<html data-x=\u0160\u00E9>b";
    const std::string page = "<p>" + words + "</p>";
    const auto dom = Dom::parse(page, 100);
    ASSERT_TRUE(dom);
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < dom->size(); ++i) {
        if ((*dom)[i].is_text()) {
            texts.push_back(page.substr((*dom)[i].source, (*dom)[i].size));
        }
    }
    EXPECT_EQ(texts, std::vector{words});
}

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
