// SPDX-License-Identifier: Apache-2.0
#include "ledger/words_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/example.h"
#include "ledger/rows.h"
#include "ledger/sqlite.h"

namespace chancery {
namespace {

using example::must;
using testing::ElementsAre;
using testing::IsEmpty;

using Numbers = std::vector<int>;

/// Five sentences, numbered from 1, in an index like those of the ledger.
class WordsQueryTest : public testing::Test {
  protected:
    void SetUp() override {
        must(
            db_.script("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = \"unicode61 "
                       "remove_diacritics 2\")"));
        for (const std::string_view text :
             {"The prime minister met Tô Lâm for talks on peace",
              "Ministers of both states signed an arms deal",
              "The deal on small and light arms, they said, is dead",
              "Ngô Đình Diệm and Díaz-Canel held no talks; the minister was prime cause",
              "Ceasefire and truce: Иванов congratulated José Ñandú, and Łódź's mayor"}) {
            must(db_.run("INSERT INTO t (text) VALUES (?)", text));
        }
    }

    Numbers found(std::string_view text) {
        const WordsQuery query = must(WordsQuery::parse(text));
        Numbers out;
        if (query.asks() && !query.expression().empty()) {
            must(for_rows(db_,
                          "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid",
                          {SqlValue(query.expression())},
                          [&](const SqlStatement& row) {
                              out.push_back(static_cast<int>(row.number(0)));
                              return true;
                          }));
        }
        return out;
    }

    Database db_ = must(Database::open(
        ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, ":memory:"));
};

TEST_F(WordsQueryTest, PlainWordsAreAllAskedForInAnyOrderAndSpelling) {
    EXPECT_EQ(found("talks PEACE"), Numbers({1}));
    EXPECT_EQ(found("deal arms"), Numbers({2, 3}));
    EXPECT_EQ(found("to lam"), Numbers({1}));
    EXPECT_EQ(found("Tô Lâm"), Numbers({1}));
    EXPECT_EQ(found("diaz canel"), Numbers({4}));
    EXPECT_EQ(found("Díaz-Canel,"), Numbers({4}));
    EXPECT_EQ(found("and"), Numbers({3, 4, 5}));
    EXPECT_EQ(found("deal & arms - !"), Numbers({2, 3}));
    EXPECT_THAT(found("peace dead"), IsEmpty());
    EXPECT_THAT(found("?"), IsEmpty());
    EXPECT_THAT(found(""), IsEmpty());
}

TEST_F(WordsQueryTest, LettersThatTheIndexKeepsAreFoundAsTheyAreTyped) {
    EXPECT_EQ(found("Đình"), Numbers({4}));
    EXPECT_EQ(found("\"Ngô Đình\""), Numbers({4}));
    EXPECT_EQ(found("łódź"), Numbers({5}));
    EXPECT_EQ(found("иванов"), Numbers({5}));
    EXPECT_EQ(found("NEAR(Ngô Đình)"), Numbers({4}));
}

TEST_F(WordsQueryTest, Operators) {
    EXPECT_EQ(found("peace OR dead"), Numbers({1, 3}));
    EXPECT_EQ(found("arms deal OR talks peace"), Numbers({1, 2, 3}));
    EXPECT_EQ(found("arms AND deal AND dead"), Numbers({3}));
    EXPECT_EQ(found("talks NOT peace"), Numbers({4}));
    EXPECT_EQ(found("talks AND NOT peace"), Numbers({4}));
    EXPECT_EQ(found("talks -peace"), Numbers({4}));
    EXPECT_EQ(found("-peace talks"), Numbers({4}));
    EXPECT_EQ(found("deal -signed -dead"), Numbers());
    EXPECT_EQ(found("minister NOT peace talks"), Numbers({4}));
    EXPECT_EQ(found("(talks OR deal) -(peace OR dead)"), Numbers({2, 4}));
    EXPECT_EQ(found("talks -\"prime minister\""), Numbers({4}));
    EXPECT_EQ(found("(peace OR (arms (dead)))"), Numbers({1, 3}));
    EXPECT_EQ(found("Díaz-Canel OR peace"), Numbers({1, 4}));
    EXPECT_EQ(found("talks not"), Numbers());  // a word
}

TEST_F(WordsQueryTest, PhrasesBeginningsAndNearness) {
    EXPECT_EQ(found("\"prime minister\""), Numbers({1}));
    EXPECT_EQ(found("“prime minister”"), Numbers({1}));
    EXPECT_EQ(found("«prime minister»"), Numbers({1}));
    EXPECT_EQ(found("\"Diaz Canel\""), Numbers({4}));
    EXPECT_EQ(found("minister*"), Numbers({1, 2, 4}));
    EXPECT_EQ(found("minister*, prime"), Numbers({1, 4}));
    EXPECT_EQ(found("\"both sta\"*"), Numbers({2}));
    EXPECT_EQ(found("diaz-can*"), Numbers({4}));
    EXPECT_EQ(found("NEAR(arms deal)"), Numbers({2, 3}));
    EXPECT_EQ(found("NEAR(arms deal, 1)"), Numbers({2}));
    EXPECT_EQ(found("NEAR ( arms \"the deal\" , 4 )"), Numbers({3}));
    EXPECT_EQ(found("NEAR(arms dea*, 1) OR peace"), Numbers({1, 2}));
    EXPECT_EQ(found("near (deal)"), Numbers());  // a word
}

TEST_F(WordsQueryTest, NothingTypedIsAnOperatorOfTheIndex) {
    EXPECT_THAT(found("text:peace"), IsEmpty());
    EXPECT_THAT(found("{text} peace"), IsEmpty());
    EXPECT_EQ(found("^The"), Numbers({1, 3, 4}));
    EXPECT_EQ(found("+peace"), Numbers({1}));
    EXPECT_EQ(found("'peace'"), Numbers({1}));
    EXPECT_EQ(found("peace;--"), Numbers({1}));
    EXPECT_THAT(found("NEAR/5 NEAR peace"), IsEmpty());
    using namespace std::string_view_literals;
    EXPECT_EQ(found("peace\0"sv), Numbers({1}));
}

TEST_F(WordsQueryTest, FaultsSayWhatAndWhere) {
    struct Row {
        std::string_view text, message;
    };

    const std::vector<Row> table = {
        {"NOT peace", "NOT needs a word before it (character 1)"},
        {"talks NOT", "NOT needs a word behind it (character 7)"},
        {"a NOT OR b", "NOT needs a word behind it (character 3)"},
        {"Tô Lâm OR", "OR needs a word behind it (character 8)"},
        {"OR peace", "OR needs a word before it (character 1)"},
        {"a OR OR b", "OR needs a word before it (character 6)"},
        {"a (OR b)", "OR needs a word before it (character 4)"},
        {"a OR !", "OR needs a word behind it (character 3)"},
        {"a OR ()", "OR needs a word behind it (character 3)"},
        {"AND a", "AND needs a word before it (character 1)"},
        {"a AND AND b", "AND needs a word behind it (character 3)"},
        {"a AND", "AND needs a word behind it (character 3)"},
        {"a AND (b", "this parenthesis is not closed (character 7)"},
        {"a) b", "this parenthesis closes none (character 2)"},
        {"a \"b c", "this quote is not closed (character 3)"},
        {"-a -b",
         "- needs a word beside it that is asked for, not left out (character 1)"},
        {"a OR -b",
         "- needs a word beside it that is asked for, not left out (character 6)"},
        {"* a", "* stands behind letters, at the end of a word: minist* (character 1)"},
        {"a*b", "* stands behind letters, at the end of a word: minist* (character 2)"},
        {"NEAR(a)",
         "NEAR needs two words in its parentheses: NEAR(arms deal, 5) (character 1)"},
        {"NEAR(a b", "this parenthesis is not closed (character 5)"},
        {"NEAR(a OR b)", "NEAR takes words and phrases only (character 8)"},
        {"NEAR(a (b))", "NEAR takes words and phrases only (character 8)"},
        {"NEAR(a b, x)",
         "behind the comma of NEAR stands how many words may be between, 1 to 1000: "
         "NEAR(arms deal, 5) (character 9)"},
        {"NEAR(a b, 4711)",
         "behind the comma of NEAR stands how many words may be between, 1 to 1000: "
         "NEAR(arms deal, 5) (character 9)"},
        {"((((((((( a )))))))))",
         "more than 8 parentheses within each other (character 9)"},
        {"\xff", "not valid UTF-8"},
    };
    for (const Row& row : table) {
        const auto query = WordsQuery::parse(row.text);
        ASSERT_FALSE(query) << row.text;
        EXPECT_EQ(query.error().message, row.message) << row.text;
    }
}

TEST_F(WordsQueryTest, LimitsAreWhatTheIndexCanTake) {
    // As deep and as long as may be: no fault of SQLite.
    std::string deep = "peace";
    for (std::size_t i = 0; i < WordsQuery::most_depth; i += 2) {
        deep.insert(0, "x -(a OR b -(");
        deep += "))";
    }
    EXPECT_THAT(found(deep), IsEmpty());
    std::string words = "talks";
    for (std::size_t i = 1; i + 2 < WordsQuery::most_words; i += 3) {
        words += " peace -\"ba nana\"";
    }
    EXPECT_EQ(found(words), Numbers({1}));
    std::string many = "a";
    for (std::size_t i = 0; i < WordsQuery::most_words; ++i) {
        many += "-a";
    }
    EXPECT_EQ(WordsQuery::parse(many).error().message,
              "more than 200 words (character 1)");
    EXPECT_EQ(WordsQuery::parse(std::string(5000, 'a')).error().message,
              "more than 4096 bytes");
}

}  // namespace
}  // namespace chancery
