// Text made to break or slow the room: no crash, and what it still finds. Time is
// measured by chancery-hostile-bench.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "actors/plain_reading.h"
#include "actors/resolve.h"
#include "actors/testing.h"
#include "text/utf8.h"

namespace chancery {
namespace {

using actors::PlainReading;
using actors::ReadingShape;
using actors::TreeShape;

constexpr ReadingShape shapes[] = {
    {TreeShape::chain, 0, false},
    {TreeShape::left_chain, 0, true},
    {TreeShape::flat, 0, true},
    {TreeShape::flat, 40, false},
};

std::string repeat(std::string_view part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += part;
    }
    return out;
}

ArticleActors resolve(const std::string& text, const ReadingShape& shape) {
    Article article = PlainReading::article(text);
    article.published = Day::from_civil(2026, 1, 25);
    const Reading reading = PlainReading::read(article.text, shape);
    return resolve_actors(article, reading, testing::small_tables());
}

void expect_sound(const ArticleActors& found, const std::string& text) {
    std::set<std::string> keys;
    for (const Actor& actor : found.actors) {
        EXPECT_TRUE(keys.insert(actor.key).second) << actor.key;
        EXPECT_TRUE(is_utf8(actor.name));
    }
    for (const Mention& mention : found.mentions) {
        EXPECT_LT(mention.first, mention.last);
        EXPECT_LE(mention.span.end, text.size());
        EXPECT_FALSE(mention.actors.empty());
    }
}

TEST(Hostile, TextsThatRepeat) {
    const std::string texts[] = {
        repeat("A", 10'000),                      // a name of 10,000 letters
        repeat("Kxxx ", 10'000),                  // 10,000 capitalised words
        repeat("President ", 5'000),              // nobody's title
        repeat("Vladimir Putin , and ", 10'000),  // 200 kB of one name
        repeat("Putin met him and his minister ", 2'000),
        repeat("of the Ministry ", 5'000),
        repeat("the president of the ", 5'000),
        repeat("both sides met the two countries of Laos and ", 1'000),
        repeat("\" I met \" said ' 's ", 2'000),
        repeat("the 14th Party Congress met Congress ", 1'000),
        repeat("a\u0301\u0302\u0303\u0304", 5'000),  // a pile of marks
        repeat("\u0301 ", 2'000),                    // marks alone
        repeat("\u202e \u200f \u200b ", 1'000),      // nothing to be seen
        repeat("\uFFFD \uFFFDutin ", 1'000),         // what was not UTF-8
        repeat("\u4e60\u8fd1\u5e73 \u0420\u0443\u0442\u0438\u043d ", 1'000),
    };
    for (const std::string& text : texts) {
        for (const ReadingShape& shape : shapes) {
            expect_sound(resolve(text, shape), text);
        }
    }
}

TEST(Hostile, AnEmptyTextHasNobody) {
    const ArticleActors found = resolve("", shapes[0]);
    EXPECT_TRUE(found.actors.empty());
    EXPECT_TRUE(found.mentions.empty());
}

TEST(Hostile, ManyMentionsAreOneActor) {
    const ArticleActors found =
        resolve(repeat("Vladimir Putin , and ", 3'000), shapes[2]);
    ASSERT_EQ(found.actors.size(), 1U);
    EXPECT_EQ(found.actors[0].table_name, "Vladimir Vladimirovich Putin");
    EXPECT_EQ(found.mentions.size(), 3'000U);
}

TEST(Hostile, TwinsGetDifferentKeys) {
    std::string text;
    for (int i = 0; i < 3'000; ++i) {
        text += "a minister met ";
    }
    expect_sound(resolve(text, shapes[3]), text);
}

/// Names as they are found whatever is hidden in them.
TEST(Hostile, MarksAndLookAlikesInNames) {
    struct Row {
        const char* text;
        const char* name;  ///< of the one actor, as it is shown
    };

    const Row rows[] = {
        {"\u202EVladimir Putin\u202C met", "Vladimir Putin"},
        {"Vladimir\u200E Pu\u200Dtin met", "Vladimir Pu\u200Dtin"},
        {"Vladimir\u200BPutin met", "Vladimir Putin"},
        {"\uFEFFVladimir Pu\u00ADtin met", "Vladimir Putin"},
        {"Vladimir \u0420utin met", "Vladimir \u0420utin"},  // Cyrillic
        {"Vladimir Put\u03B9n met", "Vladimir Put\u03B9n"},  // Greek
        {"Vladimir P\u0301\u0302\u0303u\u0308tin met",
         "Vladimir P\u0301\u0302\u0303u\u0308tin"},
    };
    for (const Row& row : rows) {
        const ArticleActors found = resolve(row.text, shapes[2]);
        ASSERT_EQ(found.actors.size(), 1U) << row.text;
        EXPECT_EQ(found.actors[0].table_name, "Vladimir Vladimirovich Putin") << row.text;
        EXPECT_EQ(found.actors[0].code, "RUS") << row.text;
        EXPECT_EQ(found.actors[0].name, row.name);
    }
}

TEST(Hostile, AWordOfAnotherScriptIsNotLatin) {
    // All of it Cyrillic, though it could be read as Latin letters: no "Cuba".
    const ArticleActors found = resolve("\u0421\u0443\u0432\u0430 met", shapes[2]);
    for (const Actor& actor : found.actors) {
        EXPECT_TRUE(actor.table_name.empty());
    }
}

}  // namespace
}  // namespace chancery
