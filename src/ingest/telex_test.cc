// Words typed for a keyboard program, and words of English that look like them.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/telex.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace chancery {
namespace {

std::string found(const std::string& text) {
    std::string out;
    for (const Span span : find_telex(text)) {
        out += out.empty() ? "" : " ";
        out += quote(text, span);
    }
    return out;
}

struct Row {
    std::string text;
    std::string words;
};

TEST(Telex, LeftOversAreFound) {
    const std::vector<Row> rows{
        {"A delegation of Vieejt Nam arrived.", "Vieejt"},
        {"The word dduwowjc was left.", "dduwowjc"},
        {"President Nguyeexn Phus Trongj met", "Nguyeexn"},
        {"in Haf Nooij and ddaats nuwowcs", "Nooij ddaats nuwowcs"},
        {"A delegation of Vie65t Nam arrived.", "Vie65t"},
        {"d9u7o7c5 and nu7o7c1", "d9u7o7c5 nu7o7c1"},
        {"Vieetj", "Vieetj"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(found(row.text), row.words) << row.text;
    }
}

TEST(Telex, WordsOfEnglishAreNotLeftOvers) {
    const std::vector<std::string> rows{
        "They agreed that books, rooms and teens need a boost, a roost and a roof.",
        "The first beer of the season: see, seems, moons, deer, beef, boots, teeth.",
        "Town, gown, law, dawn, lawn, how, cow, new laws, flow, snow, down now.",
        "next text must last past the coast; the cost of the part, a sort of start",
        "A DDoS attack on Saab, Haas and Isaac; a ddos of G20, B52, H5N1, F16, mp3, a380",
        "Hajj, Taj Mahal, Raj, Azerbaijan, Modi's swaraj, Sanaa, Maas, Aaron, Kwon",
        "Joox, Foox, Max, tax, six, mix, fax, box, fox, jeep, keeps, sleep, sheets",
        "covid19, q1, h1, t1, no1, year2025, 3rd, 5th, a1c, c19",
        "Việt Nam, Tô Lâm, Nguyễn Phú Trọng",
    };
    for (const std::string& row : rows) {
        EXPECT_EQ(found(row), "") << row;
    }
}

}  // namespace
}  // namespace chancery
