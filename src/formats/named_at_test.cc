// Where the words of an article name somebody. SPDX-License-Identifier: Apache-2.0
#include "formats/named_at.h"

#include <gtest/gtest.h>

#include "base/span.h"

namespace chancery {

namespace {

/// "BEGIN words" of what is found near the end of the text, "-" for nothing.
std::string found(const std::string& text, const Participant& who, std::uint32_t near) {
    const auto at = named_at(text, who, {near, near});
    return at ? std::to_string(at->begin) + ' ' + std::string(quote(text, *at)) : "-";
}

Participant called(std::string name, std::string kind = "person") {
    Participant out;
    out.name = std::move(name);
    out.kind = std::move(kind);
    return out;
}

TEST(NamedAt, TheNearestWholeWords) {
    const std::string text = "Lam met Lamb. To Lam spoke. Lam left; Élam, Lamé.";
    EXPECT_EQ(found(text, called("To Lam"), 0), "14 To Lam");
    EXPECT_EQ(found(text, called("Vo Lam"), 0), "0 Lam");
    EXPECT_EQ(found(text, called("Vo Lam"), 100), "28 Lam");
    EXPECT_EQ(found(text, called("Lam"), 16), "17 Lam");
    EXPECT_EQ(found(text, called("Vo Lam", "state"), 0), "-") << "of persons only";
    EXPECT_EQ(found(text, called("Lo Wi"), 0), "-");
    EXPECT_EQ(found("", called("Lam"), 0), "-");
    EXPECT_EQ(found(text, called(""), 0), "-");
}

TEST(NamedAt, TheNameOfTheTables) {
    Participant who = called("PUTIN VLADIMIR");
    who.table_name = "Vladimir Putin";
    EXPECT_EQ(found("On Monday Vladimir Putin", who, 0), "10 Vladimir Putin");
}

TEST(NamedAt, EndsBeforeBeginnings) {
    EXPECT_EQ(found("Anna, Mrs Ruritan", called("Anna Maria Ruritan"), 0), "10 Ruritan");
    EXPECT_EQ(found("Anna is here", called("Anna Maria Ruritan"), 0), "0 Anna");
}

TEST(NamedAt, Lines) {
    const std::string text = "a b\nc d\ne f";
    EXPECT_EQ(quote(text, lines_around(text, {4, 5})), "c d");
    EXPECT_EQ(quote(text, lines_around(text, {0, 11})), text);
    EXPECT_EQ(quote(text, lines_around(text, {8, 9})), "e f");
    EXPECT_EQ(quote(text, lines_around(text, {2, 5})), "a b\nc d");
}

}  // namespace

}  // namespace chancery
