// Tables of text and dump, and what holds of every article. The texts are made up.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/ingest.h"

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "ingest/check.h"
#include "ingest/open_items.h"
#include "ingest/testing.h"

namespace chancery {
namespace {

ArticleOrRefusal make(std::string_view bytes, const std::string& path = "made.txt") {
    IngestOptions options;
    options.rules = &shipped_rules();
    return make_article({path, doc_of_path(path)}, bytes, options);
}

Article article_of(std::string_view bytes, const std::string& path = "made.txt") {
    ArticleOrRefusal made = make(bytes, path);
    if (const auto* refusal = std::get_if<Refusal>(&made)) {
        ADD_FAILURE() << refusal->reason;
        return {};
    }
    Article article = std::get<Article>(std::move(made));
    EXPECT_EQ(broken_promise(article), "");
    return article;
}

/// kind, rule and words of each block; the offsets are checked by broken_promise().
std::string outline(const Article& article) {
    std::string out;
    for (const Block& block : article.blocks) {
        out += std::string(name(block.kind)) + ' ' + block.rule + ": " +
               std::string(quote(article.text, block.span)) + '\n';
    }
    return out;
}

const std::string prose_a =
    "The foreign minister of Ruritania met her counterpart from Elbonia in Strelsau on "
    "Monday and signed an agreement on river traffic.";
const std::string prose_b =
    "Officials of both countries said that the agreement would be put to their "
    "parliaments before the end of the year.";

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const std::string_view part : parts) {
        out += part;
    }
    return out;
}

struct Dateline {
    std::string line;
    std::string slug;
    std::string dateline;
    std::string place;
    std::string agency;
};

TEST(Ingest, DatelinesAreNotRead) {
    const std::vector<Dateline> cases{
        {"STRELSAU, Jan. 2 (Yonhap) -- ",
         "",
         "STRELSAU, Jan. 2 (Yonhap) --",
         "Strelsau",
         "Yonhap"},
        {"Strelsau (VNA) – ", "", "Strelsau (VNA) –", "Strelsau", "VNA"},
        {"HÀ NỘI — ", "", "HÀ NỘI —", "Hà Nội", ""},
        {"STRELSAU, Ruritania — ", "", "STRELSAU, Ruritania —", "Strelsau", ""},
        {"STRELSAU - ", "", "STRELSAU -", "Strelsau", ""},
        {"STRELSAU: ", "", "STRELSAU:", "Strelsau", ""},
        {"STRELSAU/ZENDA, Feb 5 (Reuters) - ",
         "",
         "STRELSAU/ZENDA, Feb 5 (Reuters) -",
         "Strelsau",
         "Reuters"},
        {"Feb 5 (Reuters) - ", "", "Feb 5 (Reuters) -", "", "Reuters"},
        {"(CNN) ", "", "(CNN)", "", "CNN"},
        {"Strelsau – ", "", "Strelsau –", "Strelsau", ""},
        {"(LEAD) Ruritania-Elbonia (ATTN: UPDATES with details) By Rudolf Rassendyll "
         "STRELSAU, Jan. 2 (Yonhap) -- ",
         "(LEAD) Ruritania-Elbonia (ATTN: UPDATES with details) By Rudolf Rassendyll",
         "STRELSAU, Jan. 2 (Yonhap) --",
         "Strelsau",
         "Yonhap"},
        {"Strelsau\n–\n", "", "Strelsau –", "Strelsau", ""},
        {"", "", "", "", ""},
    };
    for (const Dateline& c : cases) {
        const Article article =
            article_of(joined({c.line, prose_a, "\n\n", prose_b, "\n"}));
        const std::string slug =
            c.slug.empty() ? "" : joined({"furniture wire-slug: ", c.slug, "\n"});
        const std::string dateline =
            c.dateline.empty() ? "" : joined({"furniture dateline: ", c.dateline, "\n"});
        EXPECT_EQ(outline(article),
                  joined({slug,
                          dateline,
                          "paragraph prose: ",
                          prose_a,
                          "\nparagraph prose: ",
                          prose_b,
                          "\n"}));
        EXPECT_EQ(article.dateline, c.place) << c.line;
        EXPECT_EQ(article.agency, c.agency) << c.line;
    }
}

struct Ending {
    std::string end;
    std::string furniture;
    std::string agency;
};

TEST(Ingest, SignsAtTheEndAreNotRead) {
    const std::vector<Ending> cases{
        {" desk@example.com(END)", "desk@example.com(END)", ""},
        {" — VNS", "— VNS", "VNS"},
        {" (Xinhua)", "(Xinhua)", "Xinhua"},
        {"/.", "/.", ""},
        {" (END)", "(END)", ""},
        {"", "", ""},
    };
    for (const Ending& c : cases) {
        const Article article =
            article_of(joined({prose_a, "\n\n", prose_b, c.end, "\n"}));
        const std::string sign =
            c.furniture.empty() ? ""
                                : joined({"furniture wire-end: ", c.furniture, "\n"});
        EXPECT_EQ(outline(article),
                  joined({"paragraph prose: ",
                          prose_a,
                          "\nparagraph prose: ",
                          prose_b,
                          "\n",
                          sign}));
        EXPECT_EQ(article.agency, c.agency) << c.end;
    }
}

TEST(Ingest, BrokenLinesAreJoined) {
    const Article article = article_of(
        "R\nuritania's foreign minister met her counterpart\nMichael Elphberg\n, who was "
        "in the city of\nStrelsau\nfor talks on the river, her office said on Monday.\n");
    EXPECT_EQ(
        outline(article),
        "paragraph prose: Ruritania's foreign minister met her counterpart Michael "
        "Elphberg, who was in the city of Strelsau for talks on the river, her office "
        "said on Monday.\n");
    const Span name{static_cast<std::uint32_t>(article.text.find("Ruritania")),
                    static_cast<std::uint32_t>(article.text.find("'s foreign"))};
    EXPECT_EQ(quote(article.source, source_span(article, name)), "R\nuritania");
    const auto at = static_cast<std::uint32_t>(article.text.find("Elphberg,"));
    EXPECT_EQ(quote(article.source, source_span(article, {at, at + 8})), "Elphberg");
    EXPECT_EQ(quote(article.source, source_span(article, {at, at + 9})), "Elphberg\n,");
}

TEST(Ingest, FixedWidthTextIsJoined) {
    const Article article = article_of(
        "The foreign minister of Ruritania met her counterpart from Elbonia in\n"
        "Strelsau on Monday. They spoke about the river, the railway and the\n"
        "airport, and agreed to meet again in the spring. The ministers also\n"
        "visited the castle.\n");
    ASSERT_EQ(article.blocks.size(), 1U);
    EXPECT_EQ(article.text.find('\n'), article.text.size() - 1);
}

TEST(Ingest, MenusTailsAndCaptionsAreKeptApart) {
    const Article article = article_of(
        "Home\nWorld\nSports\n\nRuritania and Elbonia sign river agreement\n\n"
        "25/01/2026, 11:56 PM\n\nCopy link\n\n"
        "The two ministers (left, right) in the castle of Strelsau. (Photo: RNA)\n\n" +
        prose_a + "\n\nAdvertisement\n\n" + prose_b +
        "\n\nSource: VNA\n\nRelated news\n\nKing of Ruritania opens new bridge in "
        "Zenda\n\n"
        "Prisoner escapes from castle of Zenda\n\nTop\n");
    EXPECT_EQ(
        outline(article),
        "furniture ui: Home\n"
        "furniture ui: World\n"
        "furniture ui: Sports\n"
        "title headline-before-story: Ruritania and Elbonia sign river agreement\n"
        "furniture date-line: 25/01/2026, 11:56 PM\n"
        "furniture ui: Copy link\n"
        "caption caption: The two ministers (left, right) in the castle of Strelsau. "
        "(Photo: RNA)\n"
        "paragraph prose: " +
            prose_a + "\nfurniture ui: Advertisement\nparagraph prose: " + prose_b +
            "\nfurniture story-end: Source: VNA\n"
            "furniture tail-marker: Related news\n"
            "furniture tail-item: King of Ruritania opens new bridge in Zenda\n"
            "furniture tail-item: Prisoner escapes from castle of Zenda\n"
            "furniture ui: Top\n");
    EXPECT_EQ(article.title, "Ruritania and Elbonia sign river agreement");
    EXPECT_EQ(article.published->iso(), "2026-01-25");
    EXPECT_EQ(article.agency, "VNA");
}

TEST(Ingest, ProseAfterAMarkerIsTheStoryAgain) {
    const Article article =
        article_of(prose_a + "\nRELATED\npolitics\nKing opens bridge\n" + prose_b +
                   "\nREAD:\nKing opens bridge\n" + prose_a + "\n");
    std::size_t paragraphs = 0;
    for (const Block& block : article.blocks) {
        paragraphs += block.kind == BlockKind::paragraph ? 1U : 0U;
        if (quote(article.text, block.span) == "King opens bridge") {
            EXPECT_EQ(block.kind, BlockKind::furniture);
        }
    }
    EXPECT_EQ(paragraphs, 3U);
}

TEST(Ingest, WordsToTheReaderAreNoStoryButAWholeParagraphIs) {
    const std::string offer =
        "Subscribe to our newsletter and get the news in your inbox every morning.";
    // Of more than 30 words, as interviews and letters have them.
    const std::string asked =
        "Members of the alliance have met your minister twice this year, and the account "
        "that your office gave of these talks was short. If the treaty fails in "
        "parliament, your government will have to decide alone what follows.";
    const Article article =
        article_of(prose_a + '\n' + offer + '\n' + asked + '\n' + prose_b + '\n');
    EXPECT_EQ(outline(article),
              "paragraph prose: " + prose_a + "\nfurniture to-reader: " + offer +
                  "\nparagraph prose: " + asked + "\nparagraph prose: " + prose_b + '\n');
}

TEST(Ingest, FrontPagesHaveNoStory) {
    std::string page = "Latest\n";
    for (int i = 0; i < 30; ++i) {
        page +=
            "Headline number " + std::to_string(i) + " about the king and the bridge\n";
    }
    for (const Block& block : article_of(page).blocks) {
        EXPECT_EQ(block.kind, BlockKind::furniture) << block.rule;
    }
}

struct Dated {
    std::string head;
    std::string iso;
    std::string rule;
};

TEST(Ingest, DatesOfTheText) {
    const std::vector<Dated> cases{
        {" date 2026-01-24 ", "2026-01-24", "date-line"},
        {"River agreement signed in Ruritania by ministers\n\nWednesday, January 23, "
         "2019\n\n",
         "2019-01-23",
         "date-line"},
        {"River agreement signed in Ruritania by ministers\nPUBLISHED : 17 Oct 2023 at "
         "04:45\n",
         "2023-10-17",
         "date-line"},
        {"# River agreement\n\n**연합뉴스** | 2026-01-02 00:00 | \n\n---\n\n",
         "2026-01-02",
         "date-line"},
        {"River agreement signed\n(Updated: 17 Nov 2024 07:31AM)\n16 Nov 2024 11:45AM\n",
         "2024-11-16",
         "date-line"},
        {"", "", ""},
    };
    for (const Dated& c : cases) {
        const Article article =
            article_of(joined({c.head, prose_a, "\n", prose_b, "\n"}));
        EXPECT_EQ(article.published ? article.published->iso() : "", c.iso) << c.head;
        EXPECT_EQ(article.published_from.rule, c.rule) << c.head;
    }
}

TEST(Ingest, OutletsOfTheText) {
    const Article marked = article_of(
        "# River agreement\n\n**연합뉴스** | 2026-01-02 00:00 | \n\n" + prose_a + "\n");
    EXPECT_EQ(marked.outlet, "Yonhap");
    EXPECT_EQ(marked.title, "River agreement");
    const Article suffixed = article_of(
        "River agreement signed in Ruritania | The Zenda Post\n\n" + prose_a + "\n");
    EXPECT_EQ(suffixed.outlet, "The Zenda Post");
    EXPECT_EQ(suffixed.title, "River agreement signed in Ruritania");
}

TEST(Ingest, BylinesOfTheText) {
    const auto authors = [](const std::string& line) {
        const Article article = article_of("River agreement signed in Ruritania\n\n" +
                                           line + "\n\n" + prose_a + "\n\n" + prose_b);
        std::string out;
        for (const std::string& name : article.authors) {
            out += name + ';';
        }
        return out + article.authors_from.rule;
    };
    EXPECT_EQ(authors("By Jane Roe and John Doe"), "Jane Roe;John Doe;byline-line");
    EXPECT_EQ(authors("By JANE ROE, Staff Writer"), "JANE ROE;byline-line");
    EXPECT_EQ(authors("Written by Jane Roe | 6 May 2024"), "Jane Roe;byline-line");
    EXPECT_EQ(authors("By the river"), "");
    EXPECT_EQ(authors("Photo by Jane Roe"), "");
}

/// The source of the first place where the text has `words`.
std::string source_of(const Article& article, std::string_view words) {
    const auto at = static_cast<std::uint32_t>(article.text.find(words));
    const Span span{at, at + static_cast<std::uint32_t>(words.size())};
    return std::string(quote(article.source, source_span(article, span)));
}

TEST(Ingest, PagesGiveTheirStory) {
    const std::string page = joined(
        {("<!DOCTYPE html><html lang=\"en-GB\"><head><title>River agreement | Zenda "
          "Post</title><meta property=\"og:site_name\" content=\"Zenda Post\">"
          "<link rel=\"canonical\" href=\"http://z.example/river\">"
          "<script type=\"application/ld+json\">{\"datePublished\": "
          "\"2024-05-06T10:17:00Z\"}</script></head><body><nav><ul><li><a href=\"/\">Home"
          "</a></li></ul></nav><article><h1>River agreement signed</h1><figure><img>"
          "<figcaption>The ministers in Strelsau</figcaption></figure><p>STRELSAU "
          "&mdash; "),
         prose_a,
         "</p><h2>What it says</h2><p>",
         prose_b,
         (" The minister&rsquo;s <a href=\"/r\">river\n   plan</a> &amp; more will "
          "follow then.</p><p><a href=\"/k\">King opens bridge in "
          "Zenda</a></p></article><aside><p>"),
         prose_a,
         "</p></aside><footer>Imprint</footer></body></html>"});
    const Article article = article_of(page, "page.html");
    EXPECT_EQ(outline(article),
              joined({("title markup-title: River agreement signed\n"
                       "furniture title-repeat: River agreement signed\n"
                       "caption figcaption: The ministers in Strelsau\n"
                       "furniture dateline: STRELSAU —\n"
                       "paragraph prose: "),
                      prose_a,
                      "\nfurniture subhead: What it says\nparagraph prose: ",
                      prose_b,
                      (" The minister’s river plan & more will follow then.\n"
                       "furniture link-line: King opens bridge in Zenda\n")}));
    EXPECT_EQ(article.title, "River agreement signed");
    EXPECT_EQ(article.published->iso(), "2024-05-06");
    EXPECT_EQ(article.outlet, "Zenda Post");
    EXPECT_EQ(article.url, "http://z.example/river");
    EXPECT_EQ(article.language, "en-GB");
    EXPECT_EQ(article.dateline, "Strelsau");
    EXPECT_FALSE(article.verbatim);
    EXPECT_EQ(source_of(article, "minister’s"), "minister&rsquo;s");
    EXPECT_EQ(source_of(article, "plan & more"), "plan</a> &amp; more");
}

TEST(Ingest, EntitiesAreDecodedAndAligned) {
    const Article article = article_of(
        "The minister&#x27;s &amp;quot;river&amp;quot; talks with the\u00A0king "
        "were\u200B held in Strel\u00ADsau, she said at the end of the day.\r\n");
    EXPECT_EQ(
        article.text,
        "The minister's \"river\" talks with the king were held in Strelsau, she said "
        "at the end of the day.\n");
    EXPECT_EQ(source_of(article, "minister's"), "minister&#x27;s");
    EXPECT_EQ(source_of(article, "\"river\""), "&amp;quot;river&amp;quot;");
    EXPECT_EQ(source_of(article, "river"), "river");
    EXPECT_EQ(source_of(article, "were"), "were");
    EXPECT_EQ(source_of(article, "Strelsau"), "Strel\u00ADsau");
    EXPECT_EQ(source_of(article, "the king"), "the\u00A0king");
}

struct Refused {
    std::string bytes;
    std::string reason;
};

TEST(Ingest, WhatCannotBeReadSaysWhy) {
    const std::vector<Refused> cases{
        {"", "is empty"},
        {" \n\t\r\n", "holds no text"},
        {std::string("MZ\0\0binary", 10), "is not text"},
        {std::string(200, '\x01') + "text", "is not text"},
        {std::string(100, '\xFF') + "some words", "is not text in UTF-8"},
    };
    for (const Refused& c : cases) {
        const ArticleOrRefusal made = make(c.bytes);
        ASSERT_TRUE(std::holds_alternative<Refusal>(made)) << c.reason;
        EXPECT_NE(std::get<Refusal>(made).reason.find(c.reason), std::string::npos)
            << std::get<Refusal>(made).reason;
        EXPECT_EQ(std::get<Refusal>(made).doc, "made");
    }
}

TEST(Ingest, LimitsNameTheirOption) {
    IngestOptions options;
    options.rules = &shipped_rules();
    options.limits.max_bytes = 100;
    options.limits.max_line = 50;
    const auto reason = [&options](const std::string& bytes) {
        const auto made = make_article({"x.txt", "x"}, bytes, options);
        const auto* refusal = std::get_if<Refusal>(&made);
        return refusal == nullptr ? std::string() : refusal->reason;
    };
    EXPECT_NE(reason(std::string(101, 'a')).find("--max-bytes"), std::string::npos);
    EXPECT_NE(reason(std::string(51, 'a')).find("--max-line"), std::string::npos);
    EXPECT_NE(reason("a\n" + std::string(51, 'a')).find("--max-line"), std::string::npos);
    EXPECT_EQ(reason(std::string(50, 'a') + "\n" + std::string(49, 'a')), "");
    options.limits.max_bytes = 1U << 20U;
    options.limits.max_depth = 20;
    std::string deep = "<html>";
    for (int i = 0; i < 30; ++i) {
        deep += "<div>";
    }
    EXPECT_NE(reason(deep + "words</div>").find("--max-depth"), std::string::npos);
}

TEST(Ingest, OtherEncodings) {
    const std::string words = "The minister of caf\xE9s met the king on Monday.";
    EXPECT_EQ(std::get<Article>(make(words)).repairs, 0U);
    EXPECT_EQ(article_of(words).text, "The minister of cafés met the king on Monday.");
    const Article declared =
        article_of("<html><head><meta charset=\"windows-1252\"></head><body><p>" + words +
                   "</p></body></html>");
    EXPECT_NE(declared.text.find("cafés"), std::string::npos);
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("The king met the minister.")) {
        wide += c;
        wide += '\0';
    }
    EXPECT_EQ(article_of(wide).text, "The king met the minister.");
}

TEST(Ingest, MetaOverridesTheText) {
    const auto meta = MetaTable::parse(
        "doc\tnote\tdate\toutlet\turl\nmade\t-\t2024-05-06\tZenda "
        "Post\thttp://z.example/1\n",
        "meta.tsv");
    ASSERT_TRUE(meta);
    IngestOptions options;
    options.rules = &shipped_rules();
    options.meta = &*meta;
    const auto made = make_article(
        {"made.txt", "made"}, "PUBLISHED : 17 Oct 2023\n" + prose_a + "\n", options);
    const auto& article = std::get<Article>(made);
    EXPECT_EQ(article.published->iso(), "2024-05-06");
    EXPECT_EQ(article.published_from.rule, "meta-file");
    EXPECT_EQ(article.outlet, "Zenda Post");
    EXPECT_EQ(article.url, "http://z.example/1");
}

TEST(Ingest, MetaFaultsNameTheLine) {
    const std::vector<Refused> cases{
        {"", "meta.tsv: the file is empty"},
        {"name\tdate\n", "meta.tsv:1: the first line must name"},
        {"doc\tdate\na\t2024-02-30\n", "meta.tsv:2: \"2024-02-30\" is not a date"},
        {"doc\tdate\na\t\n\na\t\n", "meta.tsv:4: document \"a\" has a row already"},
        {"doc\tdate\n\t2024-02-01\n", "meta.tsv:2: a row without a document"},
    };
    for (const Refused& c : cases) {
        const auto meta = MetaTable::parse(c.bytes, "meta.tsv");
        ASSERT_FALSE(meta) << c.reason;
        EXPECT_EQ(meta.error().text().substr(0, c.reason.size()), c.reason);
    }
}

/// The last that a source gives.
ArticleOrRefusal read_one(const SourceFile& source, const IngestOptions& options) {
    ArticleOrRefusal out;
    read_articles(source, options, [&](ArticleOrRefusal one) { out = std::move(one); });
    return out;
}

class Folder : public testing::Test {
  protected:
    Folder()
        : path_(std::filesystem::temp_directory_path() /
                ("chancery-ingest-" +
                 std::string(
                     testing::UnitTest::GetInstance()->current_test_info()->name()) +
                 std::to_string(::getpid()))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }

    void TearDown() override { std::filesystem::remove_all(path_); }

    std::string write(const std::string& name, const std::string& bytes) {
        const auto path = path_ / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }

    std::filesystem::path path_;
};

TEST_F(Folder, IsWalkedInOrderOfBytes) {
    write("b.txt", "x");
    write("a/z.html", "x");
    write("a/B.TXT", "x");
    write("a/notes.pdf", "x");
    write(".hidden.txt", "x");
    write(".git/x.txt", "x");
    write("c/b.htm", "x");
    write("c/feed.xml", "<rss></rss>");
    write("c/map.xml", "<urlset></urlset>");
    write("c/meta.tsv", "doc\tdate\n");
    std::filesystem::create_directory_symlink(path_, path_ / "a" / "loop");
    std::filesystem::create_symlink("nowhere", path_ / "gone.txt");
    const SourceList list =
        list_sources({path_.string(), "-", (path_ / "none").string()});
    std::string docs;
    for (const SourceFile& file : list.files) {
        docs += file.doc + ' ';
    }
    EXPECT_EQ(docs, "B z b b-2 feed stdin ");
    ASSERT_EQ(list.notices.size(), 2U);
    EXPECT_NE(list.notices[0].find("\"b-2\""), std::string::npos);
    EXPECT_NE(list.notices[1].find(": 1 .tsv, 1 .xml;"), std::string::npos);
    ASSERT_EQ(list.refusals.size(), 2U);
    EXPECT_NE(list.refusals[0].reason.find("link"), std::string::npos);
    EXPECT_NE(list.refusals[1].reason.find("no such file"), std::string::npos);
}

TEST_F(Folder, AFileThatVanishesIsARecord) {
    const std::string path = write("a.txt", "words");
    const SourceList list = list_sources({path});
    std::filesystem::remove(path);
    IngestOptions options;
    options.rules = &shipped_rules();
    const auto made = read_one(list.files.at(0), options);
    ASSERT_TRUE(std::holds_alternative<Refusal>(made));
    EXPECT_NE(std::get<Refusal>(made).reason.find("cannot be read"), std::string::npos);
}

TEST_F(Folder, AFileThatIsTooLargeIsNotReadWhole) {
    const std::string path = write("a.txt", std::string(100000, 'a'));
    IngestOptions options;
    options.rules = &shipped_rules();
    options.limits.max_bytes = 1000;
    const auto made = read_one({path, "a"}, options);
    ASSERT_TRUE(std::holds_alternative<Refusal>(made));
    EXPECT_NE(std::get<Refusal>(made).reason.find("--max-bytes"), std::string::npos);
}

/// Every document of the development gold keeps the promises of article.h.
TEST(Ingest, GoldDocumentsKeepThePromises) {
    const std::string gold = CHANCERY_SOURCE_DIR "/../shared/gold";
    if (!std::filesystem::exists(gold)) {
        GTEST_SKIP() << "no " << gold;
    }
    IngestOptions options;
    options.rules = &shipped_rules();
    const SourceList list = list_sources({gold + "/texts", gold + "/train/texts"});
    EXPECT_GT(list.files.size(), 100U);
    for (const SourceFile& file : list.files) {
        const auto made = read_one(file, options);
        ASSERT_TRUE(std::holds_alternative<Article>(made)) << file.path;
        EXPECT_EQ(broken_promise(std::get<Article>(made)), "") << file.path;
    }
}

}  // namespace
}  // namespace chancery
