// The tree of a page, made from its skeleton, is the one that the parser makes of the
// whole page. SPDX-License-Identifier: Apache-2.0
#include "ingest/html_dom.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/html_attributes.h"
#include "ingest/html_condense.h"
#include "ingest/html_tags.h"
#include "text/utf8.h"

namespace chancery {
namespace {

using namespace std::string_literals;

/// Contents that a page's readers do not look at.
bool is_left_out(GumboTag tag) {
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_SVG ||
           tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_TEXTAREA ||
           tag == GUMBO_TAG_NOEMBED || tag == GUMBO_TAG_NOFRAMES ||
           tag == GUMBO_TAG_NOSCRIPT;
}

std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
        if (!blank || out.empty() || out.back() != ' ') {
            out += blank ? ' ' : c;
        }
    }
    return out;
}

std::string shown(Attribute name, std::string_view value) {
    return '|' + std::to_string(static_cast<int>(name)) + '=' + std::string(value);
}

/// The tree that the parser makes of a whole page: the reference.
void outline(const GumboNode* node, std::string& out) {
    if (node->type == GUMBO_NODE_COMMENT) {
        return;
    }
    if (!is_element(node)) {
        out += '[' + squeezed(node->v.text.text) + ']';
        return;
    }
    const GumboTag tag = node->v.element.tag;
    out += '<' + std::string(gumbo_normalized_tagname(tag));
    const GumboVector& attributes = node->v.element.attributes;
    for (int wanted = 0; wanted < static_cast<int>(Attribute::none); ++wanted) {
        for (unsigned i = 0; i < attributes.length; ++i) {
            const auto* one = static_cast<const GumboAttribute*>(attributes.data[i]);
            const Attribute name = attribute_of(one->name);
            if (static_cast<int>(name) == wanted && is_wanted(name, tag, one->value)) {
                out += shown(name, one->value);
            }
        }
    }
    out += '>';
    for (unsigned i = 0; i < child_count(node) && !is_left_out(tag); ++i) {
        outline(child(node, i), out);
    }
    out += "</>";
}

std::string reference(std::string_view html) {
    GumboOutput* output =
        gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    std::string out;
    outline(output->root, out);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return out;
}

/// The same of our tree.
void outline(const Dom& dom, std::uint32_t i, std::string& out) {
    const DomNode& node = dom[i];
    if (node.is_text()) {
        out += '[' + squeezed(node.text) + ']';
        return;
    }
    out += '<' + std::string(gumbo_normalized_tagname(node.tag));
    for (int wanted = 0; wanted < static_cast<int>(Attribute::none); ++wanted) {
        const auto name = static_cast<Attribute>(wanted);
        const DomAttribute* found = dom.find_attribute(i, name);
        if (found != nullptr && is_wanted(name, node.tag, found->value)) {
            out += shown(name, found->value);
        }
    }
    out += '>';
    for (std::uint32_t at = i + 1; at < node.end && !is_left_out(node.tag);
         at = dom[at].end) {
        outline(dom, at, out);
    }
    out += "</>";
}

/// Text that is in the source as it is read is found where the node says.
void expect_places(const Dom& dom, const std::string& html) {
    for (const DomNode& node : dom.nodes()) {
        if (!node.is_text() || node.blank || node.size == 0) {
            continue;
        }
        const std::size_t end = node.source + node.size;
        ASSERT_LE(end, html.size()) << html;
        const std::string there = html.substr(node.source, node.size);
        if (there.find_first_of("&<") == std::string::npos &&
            there.find('\0') == std::string::npos) {
            EXPECT_EQ(squeezed(there), squeezed(node.text)) << html;
        }
    }
}

void expect_same(const std::string& html) {
    const auto dom = Dom::parse(html, 1000);
    ASSERT_TRUE(dom.has_value());
    std::string ours;
    outline(*dom, 0, ours);
    EXPECT_EQ(ours, reference(html)) << html << "\n" << condense(html).html;
    expect_places(*dom, html);
    const CondensedPage page = condense(html, TextSigns::no);
    EXPECT_LE(page.html.size(), html.size());
    for (std::uint32_t at = 0; at < page.html.size(); ++at) {
        const std::uint32_t source = page.source_of(at);
        ASSERT_LT(source, html.size());
        ASSERT_EQ(page.html[at], html[source]) << html;
    }
}

TEST(Dom, IsWhatTheParserMakesOfThePage) {
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
             "<p>  a  &amp; b &lt;i&gt; &#96; `c` AT&T &notit; &nbsp; d",
             "<p>`</p>`<p>a&grave;b</p><title>`</title>",
             "<p>a\r\nb\rc<p class='x\r\ny' id='&amp;'>d",
             "<pre>\n\n  a</pre><pre>\n</pre><listing>\n a</listing><pre> b",
             "<table> a <tr> b <td>c</table> d <table><b>e<td>f",
             "<head> a </head> b <body class=c> d </body> e </html> f",
             "<html class=a><body id=b><html id=c><body class=d id=e>f",
             "<a href=/1>a<a href=/2>b<p>c</a>d<a href='?a=1&b=2'>e",
             "<b class=a><b class=a><b class=a><b class=a><p>a</b></b></b></b>b",
             "<frameset>a<frame> b </frameset> c",
             "a<frameset>b",
             "<math><mi class=a>x</mi><![CDATA[ a<p class=b> ]]> c</math> d",
             "<math><annotation-xml encoding=text/html><p>a</annotation-xml></math>b",
             "<select>a<option class=b>c<p>d</select>e",
             "<colgroup> a<table><colgroup> b <col> c",
             "<template class=a>b<td>c</template>d",
             "<isindex name=a><input type=hidden><table><input type=hidden>a",
             "<p>a</b>c</i>  d</p>  ",
             "<br/>a<br class=b />c<p/>d<a href=x/>e</a><math><mi/>f",
             "<noscript>a <p>b",
             "<p a=1 class=b CLASS=c Id=d>e<time datetime=f title=g>h",
         }) {
        expect_same(html);
    }
    expect_same("<p>a\0b <i>\0</i> c\0</p>\0d"s);
}

void expect_same_of_any(const std::vector<std::string>& pieces, int rounds) {
    unsigned state = 12345;
    for (int round = 0; round < rounds; ++round) {
        std::string html;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            html += pieces[(state >> 16U) % pieces.size()];
        }
        expect_same(html);
        if (testing::Test::HasFailure()) {
            return;
        }
    }
}

TEST(Dom, OfAnyPiecesOfMarkup) {
    expect_same_of_any(
        {"<script>",  "</script>", "<!--",        "-->",      "<p class=a>", "</p>",
         "<svg>",     "</svg>",    "<style>",     "</style>", "\"",          "'",
         "<a href='", ">",         " a ",         "<",        "/",           "=",
         "<title>",   "</title>",  "<b data-x=1 "},
        4000);
}

TEST(Dom, OfAnyPiecesOfTrees) {
    expect_same_of_any(
        {"<p class=a>", "</p>",         "<table>",    "<tr>",       "<td id=b>",
         "</table>",    " a ",          "b",          "&amp;",      "  \n ",
         "`",           "&#96;",        "<b>",        "</b>",       "<i class=c>",
         "</i>",        "<a>",          "<a href=d>", "</a>",       "<select>",
         "<option>",    "<body>",       "</body>",    "<!-- -->",   "<pre>",
         "<li>",        "<ul>",         "</ul>",      "<frameset>", "<math>",
         "</math>",     "<h1 class=e>", "</h2>",      "<br>",       "</br>",
         "\r\n f",      "<form>",       "<button>",   "<head>",     "<title>",
         "</title>",    "<template>",   "</template>"},
        20000);
}

/// Of each text of the page, where it stands in the source.
std::vector<std::string> sources_of_texts(const std::string& page) {
    std::vector<std::string> out;
    const auto dom = Dom::parse(page, 100);
    for (std::uint32_t i = 0; dom && i < dom->size(); ++i) {
        if ((*dom)[i].is_text()) {
            out.push_back(page.substr((*dom)[i].source, (*dom)[i].size));
        }
    }
    return out;
}

TEST(Dom, NumbersOfNoCharacterGiveUtf8) {
    const auto dom = Dom::parse("<p class='a&#xFFFFFFFA;'>b&#xFFFFFFFA;c", 100);
    ASSERT_TRUE(dom);
    std::string read;
    for (std::uint32_t i = 0; i < dom->size(); ++i) {
        read += (*dom)[i].text;
        read += dom->attribute(i, Attribute::class_name);
    }
    EXPECT_TRUE(is_utf8(read)) << read;
    EXPECT_EQ(read.front(), 'a');
    EXPECT_EQ(read.back(), 'c');
}

TEST(Dom, ATagThatMakesNoNodeIsPartOfTheSourceOfItsText) {
    const std::string words = "a<html data-x=\u0160\u00E9>b";
    EXPECT_EQ(sources_of_texts("<p>" + words + "</p>"), std::vector{words});
}

TEST(Dom, TheSourceOfTheLastTextEndsWithThePage) {
    const std::string words = "<\u0160\u00E9";
    EXPECT_EQ(sources_of_texts("<p>" + words), std::vector{words});
}

TEST(Condense, NoscriptIsAsWithScripts) {
    EXPECT_EQ(condense("<noscript><img src=x><p>a</noscript><p>b").html,
              "<noscript></noscript><p>`");
    EXPECT_EQ(condense("<noscript><p>a").html, "<noscript><p>`");
}

TEST(Condense, TakesAttributesAndText) {
    const CondensedPage page = condense("<div class=a data-b='c'>\n  d &amp; e</div>");
    EXPECT_EQ(page.html, "<div>\n`&amp; `</div>");
    ASSERT_EQ(page.tags.size(), 1U);
    ASSERT_EQ(page.attributes.size(), 1U);
    EXPECT_EQ(page.attributes[0].name, Attribute::class_name);
    ASSERT_EQ(page.texts.size(), 2U);
    EXPECT_EQ(page.texts[0].lead, 3U);
    EXPECT_EQ(page.source_of(page.texts[1].condensed), page.texts[1].text.begin);
}

}  // namespace
}  // namespace chancery
