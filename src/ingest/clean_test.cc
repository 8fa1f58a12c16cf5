// Clean text: mojibake, NFC and invisible characters; every byte keeps its source.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/clean.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/article.h"
#include "ingest/charset.h"
#include "ingest/check.h"
#include "text/utf8.h"

namespace chancery {
namespace {

Article cleaned(std::string_view bytes) {
    CleanText clean;
    append_clean(clean, bytes, 0, true);
    clean.finish();
    Article out;
    out.source = bytes;
    out.text = std::move(clean.text);
    out.anchors = std::move(clean.anchors);
    EXPECT_EQ(broken_promise(out).find("anchor"), std::string::npos);
    return out;
}

/// What a program that takes UTF-8 for `charset` makes of `text`.
std::string misread(std::string_view text, std::string_view charset) {
    return convert(text, *find_charset(charset))->text;
}

struct Row {
    std::string seen;
    std::string meant;
};

TEST(Mojibake, IsRead) {
    const std::vector<Row> rows{
        {"the ministerâ€™s plan", "the minister’s plan"},
        {"â€œWe agreed,â€\u009D he said", "“We agreed,” he said"},
        {"â€œWe agreed,â€ he said", "“We agreed,” he said"},
        {"â€œWe agreed,â€\uFFFD he said", "“We agreed,” he said"},
        {"2019â€“2020 â€” and so onâ€¦", "2019–2020 — and so on…"},
        {"â\u0080\u0099", "’"},
        {"Ã©tat, cafÃ©, SÃ£o Paulo, ZÃ¼rich", "état, café, São Paulo, Zürich"},
        {"JosÃ© MarÃ\u00ADa", "José María"},
        {"voilÃ\u00A0 la, voilÃ la", "voilà la, voilà la"},
        {"10Â\u00A0km, 20Â km, Â£5, 30Â°C", "10 km, 20 km, £5, 30°C"},
        {"NATOÂ\u00A0Article 5", "NATO Article 5"},
        {"Viá»‡t Nam, TÃ´ LÃ¢m, Nguyá»…n PhÃº Trá»\u008Dng",
         "Việt Nam, Tô Lâm, Nguyễn Phú Trọng"},
        {"Pháº¡m Minh ChÃ\u00ADnh", "Phạm Minh Chính"},
        {"Ä\u0090á»—, Ä‘á»™ng", "Đỗ, động"},
        {"Å½iÅ¾ek, KovÃ¡Ä\u008D", "Žižek, Kováč"},
        {"ÐŸÑƒÑ‚Ð¸Ð½", "Путин"},
        {"ä¹\u00A0è¿‘å¹³", "习近平"},
        {"ì„œìš¸", "서울"},
        {"ï»¿The", "The"},
        {"Ã¢â‚¬â„¢ twice, Ã¢Â€Â™ too", "’ twice, ’ too"},
        {"ÃƒÂ© twice", "é twice"},
        {"ÃƒÆ’Ã‚Â© three times", "é three times"},
        {"&acirc;&euro;&trade; as references", "’ as references"},
        {"вЂ™ вЂњquotedвЂќ", "’ “quoted”"},
        {"‚Äôs ‚Äúquoted‚Äù", "’s “quoted”"},
        {"ÔÇÖs and ΓÇÖs", "’s and ’s"},
        {"â‚¬5, Trademarkâ„¢", "€5, Trademark™"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(cleaned(row.seen).text, row.meant) << row.seen;
    }
}

TEST(Mojibake, IsNotSeenWhereTheTextMakesSense) {
    const std::vector<std::string> rows{
        "état, café, São Paulo, Zürich, Ærø, Łódź, Đỗ Mười",
        "“AMANHÃ” e “CAFÉ”, IRMÃ…, É—",
        "„SPÄ“ und „JÅ“ und MÄ–",
        "« Voilà », dit-il : « à Panamá »",
        "«Panamá», «Perú»… «café»",
        "Voilà… l’été – 20° à l’ombre, n° 5, 3×4”",
        "TÔ LÂM, CHÂU Â, HÀ NỘI",
        "Straße… groß”",
        "Â, Ã and Ä are letters",
        "MAÑANA… AÑO”",
        "Президент в Москве",
        "ÎLE-DE-FRANCE, ÇA VA? À PARIS…",
        "ãé îï ðß",
        "Việt Nam, Nguyễn Phú Trọng, Thừa Thiên – Huế",
        "‚single low‘ quotes, Γεια",
    };
    for (const std::string& row : rows) {
        EXPECT_EQ(cleaned(row).text, row);
    }
}

TEST(Mojibake, OfWholeTextsIsReadBack) {
    const std::vector<std::string> texts{
        "The minister’s plan – “a new era” – was signed in São Paulo for €5 million…",
        "Tổng Bí thư Tô Lâm gặp Chủ tịch nước, đồng chí Nguyễn Thị Minh Khai ở Hà Nội.",
        "Le président a été reçu à l’Élysée; où ça? À Paris, bien sûr: il “y était”.",
        "Президент России встретился с министром в Москве.",
        "国家主席习近平会见了外交部长。",
        "Šiauliai, Łódź, Győr, Brăila, İstanbul’da",
    };
    for (const std::string& text : texts) {
        std::string seen = text;
        for (int times = 1; times <= 2; ++times) {
            seen = misread(seen, "windows-1252");
            EXPECT_EQ(cleaned(seen).text, text) << times;
        }
    }
}

TEST(Clean, IsComposed) {
    const std::vector<Row> rows{
        {"Vie\u0323\u0302t Nam", "Việt Nam"},
        {"Cafe\u0301 & cafe\u0301", "Café & café"},
        {"\u212Bngstr\u00F6m", "Ångström"},
        {"\u1112\u1161\u11AB\u1100\u116E\u11A8", "한국"},
        {"e\u0301", "é"},
        {"\u0301x", "\u0301x"},
        {"ﬁnance oﬀice", "finance office"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(cleaned(row.seen).text, row.meant) << row.seen;
    }
}

TEST(Clean, EveryWordKeepsItsSource) {
    const std::string seen =
        "A ministerâ€™s Vie\u0323\u0302t Nam, so\u00ADft cafe\u0301\u200B in "
        "&quot;TÃ´ LÃ¢m&quot; end";
    const Article article = cleaned(seen);
    EXPECT_EQ(article.text, "A minister’s Việt Nam, soft café in \"Tô Lâm\" end");
    const std::vector<Row> rows{
        {"minister’s", "ministerâ€™s"},
        {"Việt", "Vie\u0323\u0302t"},
        {"soft", "so\u00ADft"},
        {"café", "cafe\u0301"},
        {"Tô", "TÃ´"},
        {"Lâm", "LÃ¢m"},
        {"end", "end"},
        {"in", "in"},
    };
    for (const Row& row : rows) {
        const auto at = static_cast<std::uint32_t>(article.text.find(row.seen));
        const auto size = static_cast<std::uint32_t>(row.seen.size());
        EXPECT_EQ(quote(article.source, source_span(article, {at, at + size})),
                  row.meant);
    }
}

/// Text that is its own source but for what was changed: each character that is still
/// there stands where source_span() says.
TEST(Clean, SourceSpansHoldForMixturesOfEverything) {
    const std::vector<std::string> parts{
        "plain ", "â€™",    "Ã©",   "e\u0301", "\u200B",   "&amp;", "&amp;quot;",
        "\u00AD", "\r\n",   "\r",   "Â ",      "é",        "日本",  "x",
        "ﬁ",      "\u0301", "ÃƒÂ©", "\u00A0",  "&nosuch;", "вЂ™"};
    std::uint32_t state = 12345;
    for (int round = 0; round < 2000; ++round) {
        std::string seen;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            seen += parts[(state >> 16U) % parts.size()];
        }
        const Article article = cleaned(seen);
        ASSERT_TRUE(is_utf8(article.text)) << seen;
        std::uint32_t last = 0;
        for (std::uint32_t at = 0; at < article.text.size();) {
            const std::uint32_t end = at + code_point_at(article.text, at).length;
            const Span source = source_span(article, {at, end});
            ASSERT_LE(last, source.begin) << seen;
            ASSERT_LE(source.end, seen.size()) << seen;
            ASSERT_TRUE(is_utf8(quote(seen, source))) << seen;
            const std::string again = cleaned(quote(seen, source)).text;
            const std::string_view word = quote(article.text, {at, end});
            if (article.text[at] == 'x' || word == "日" || word == "本") {
                ASSERT_EQ(quote(seen, source), word) << seen;
            }
            last = source.begin;
            at = end;
        }
    }
}

}  // namespace
}  // namespace chancery
