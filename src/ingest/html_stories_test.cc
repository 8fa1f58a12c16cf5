// The text of whole pages: several stories, leads, entries of live blogs, figures; pages
// made to cost much. The pages are made up.
// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/check.h"
#include "ingest/html_dom.h"
#include "ingest/ingest.h"
#include "ingest/item.h"
#include "ingest/testing.h"

namespace chancery {
namespace {

/// Sentences about `what`, more than a kilobyte.
std::string prose(const std::string& what) {
    std::string out;
    for (const char* tail :
         {"on Monday, after three years of talks between the two sides.",
          "at the end of the ceremony, and thanked their hosts for it.",
          "in a statement that was read to the press in the evening.",
          "while the opposition called for a debate in parliament.",
          "as both sides had promised at their meeting last autumn."}) {
        out +=
            "<p>The ministers of Ruritania and Grenzland spoke about the " + what +
            ", its cost and the people who live beside it, and about what comes next, " +
            tail + "</p>";
    }
    return out;
}

std::size_t count_of(const std::string& html) {
    IngestOptions options;
    options.rules = &shipped_rules();
    return make_articles({"page.html", "page"}, "<!DOCTYPE html>" + html, options).size();
}

std::vector<Article> articles_of(const std::string& html, const ItemFields& fields = {}) {
    SourceItem item;
    item.doc = "page";
    item.path = "page.html";
    item.fields = fields;
    item.bytes = "<!DOCTYPE html><html lang=en><body>" + html;
    IngestOptions options;
    options.rules = &shipped_rules();
    std::vector<Article> out;
    for (ArticleOrRefusal& one : make_articles(item, options)) {
        const auto* refusal = std::get_if<Refusal>(&one);
        EXPECT_EQ(refusal, nullptr) << refusal->reason;
        if (refusal == nullptr) {
            EXPECT_EQ(broken_promise(std::get<Article>(one)), "");
            out.push_back(std::move(std::get<Article>(one)));
        }
    }
    return out;
}

/// "kind rule: first words" of each block.
std::string outline(const Article& article) {
    std::string out;
    for (const Block& block : article.blocks) {
        out += std::string(name(block.kind)) + ' ' + block.rule + ": " +
               std::string(quote(article.text, block.span).substr(0, 40)) + '\n';
    }
    return out;
}

bool holds(const Article& article, BlockKind kind, std::string_view words) {
    for (const Block& block : article.blocks) {
        if (block.kind == kind &&
            quote(article.text, block.span).find(words) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

TEST(Stories, APageThatScrollsOnGivesEachStory) {
    const auto stories = articles_of(
        "<article><h1>River agreement signed at last</h1><p>By Jane Roe</p>" +
        prose("river") +
        "</article><article><h1>King opens a bridge</h1><p>By John Doe</p><time "
        "datetime=2024-05-06>x</time>" +
        prose("bridge") + "</article>");
    ASSERT_EQ(stories.size(), 2U);
    EXPECT_EQ(stories[0].doc, "page");
    EXPECT_EQ(stories[0].title, "River agreement signed at last");
    EXPECT_EQ(stories[0].authors, std::vector<std::string>{"Jane Roe"});
    EXPECT_FALSE(holds(stories[0], BlockKind::paragraph, "bridge"));
    EXPECT_EQ(stories[1].doc, "page-2");
    EXPECT_EQ(stories[1].title, "King opens a bridge");
    EXPECT_EQ(stories[1].authors, std::vector<std::string>{"John Doe"});
    EXPECT_EQ(stories[1].published->iso(), "2024-05-06");
    EXPECT_FALSE(holds(stories[1], BlockKind::paragraph, "river"));
}

TEST(Stories, PartsUnderOneHeadlineAreOneStory) {
    EXPECT_EQ(articles_of("<h1>Two plans for the river</h1><article><h2>The first</h2>" +
                          prose("river") + "</article><article><h2>The second</h2>" +
                          prose("bridge") + "</article>")
                  .size(),
              1U);
    EXPECT_EQ(articles_of("<article><h1>River agreement signed</h1>" + prose("river") +
                          "</article><article class=comment><h2>Reader</h2>" +
                          prose("bridge") + "</article>")
                  .size(),
              1U);
}

TEST(Stories, LeadsBeforeTheMainPartAreRead) {
    const auto stories = articles_of(
        "<header><h1>River agreement signed</h1><div class=byline><p>By Jane Roe, who "
        "has "
        "written about rivers for twenty years now</p></div><p>It ends a dispute that is "
        "older than both of the ministers who signed it.</p></header><div class=body>" +
        prose("river") + "</div>");
    EXPECT_TRUE(holds(stories[0], BlockKind::paragraph, "It ends a dispute"));
    EXPECT_FALSE(holds(stories[0], BlockKind::paragraph, "twenty years"));
}

TEST(Stories, FiguresHoldCaptionsAndTablesNone) {
    const auto stories = articles_of(
        "<article><h1>River agreement signed</h1>" + prose("river") +
        "<figure><img><figcaption>The ministers in Strelsau</figcaption></figure><figure>"
        "<table><tr><td>Locks planned<td>Twelve in all</table></figure><p>Both ministers "
        "shake hands (Image: Getty)</p><p class=pullquote>It ends a dispute, she said."
        "</p></article>");
    EXPECT_TRUE(holds(stories[0], BlockKind::caption, "The ministers in Strelsau"));
    EXPECT_TRUE(holds(stories[0], BlockKind::caption, "shake hands"));
    EXPECT_TRUE(holds(stories[0], BlockKind::paragraph, "Locks planned"));
    EXPECT_FALSE(holds(stories[0], BlockKind::paragraph, "It ends a dispute"));
}

TEST(Stories, EntriesOfALiveBlogAreToldApart) {
    const auto stories =
        articles_of("<article><h1>River talks: latest</h1>" + prose("river") +
                    "<p>21:00 Jane Roe</p><h2>Talks over</h2>" + prose("bridge") +
                    "<p>20:42 KEY EVENT</p><p>19:32 Jane Roe</p></article>");
    EXPECT_NE(outline(stories[0]).find("furniture entry-time: 21:00 Jane Roe\n"),
              std::string::npos)
        << outline(stories[0]);
    ASSERT_EQ(stories[0].remarks.size(), 1U);
    EXPECT_EQ(stories[0].remarks[0].rule, "live-blog");
}

TEST(Stories, ADateAfterTheCrawlIsTold) {
    const std::string page =
        "<meta property=article:published_time content=2031-05-06>"
        "<h1>River agreement signed</h1>" +
        prose("river");
    ItemFields fields;
    fields.crawled_at = "2024-05-06T10:00:00Z";
    const auto late = articles_of(page, fields);
    EXPECT_EQ(late[0].published->iso(), "2031-05-06");
    ASSERT_EQ(late[0].remarks.size(), 1U);
    EXPECT_EQ(late[0].remarks[0].rule, "future-date");
    fields.crawled_at = "2031-05-05T23:00:00Z";
    EXPECT_TRUE(articles_of(page, fields)[0].remarks.empty());
}

std::string repeated(const std::string& part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += part;
    }
    return out;
}

TEST(HostilePages, FormattingLeftOpenIsNotCopiedWithoutEnd) {
    std::string page = "<p>";
    for (int i = 0; i < 900; ++i) {
        page += "<b id=" + std::to_string(i) + '>';
    }
    page += "</p>" + repeated("<p>x</p>", 20000);
    const auto dom = Dom::parse(page, 1000);
    ASSERT_FALSE(dom.has_value());
    EXPECT_NE(dom.error().message.find("--max-depth"), std::string::npos);
    EXPECT_TRUE(Dom::parse(repeated("<b><p>x</p>", 900), 1000).has_value());
}

TEST(HostilePages, CostGrowsWithTheirSize) {
    const std::string story = "<h1>River agreement signed</h1>" + prose("river");
    for (const std::string& part : std::vector<std::string>{
             "<svg><script>",
             "<svg></p>",
             "<noscript>x",
             "<!-- --!",
             "<script type=application/ld+json>{\"a\":[</script>",
             "<h1>River agreement</h1>",
             "<p>By</p>",
             "By <b>x</b> ",
             "<b><i>x</b>y</i>",
             "<table><tr><td>x</table>",
             "<time datetime=2024-05-06>x</time>",
             "<b itemprop=author>x</b>",
             "<article><h2>x</h2></article>",
             "&amp;amp;",
             "<a class='a b c' href=/x>y</a>",
             "12:00<br>",
         }) {
        EXPECT_GE(count_of(story + repeated(part, 8000)), 1U) << part;
    }
    EXPECT_GE(count_of(story + "<p " + repeated("a=b ", 100000) + ">x"), 1U);
}

}  // namespace
}  // namespace chancery
