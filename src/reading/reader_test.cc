// The reader as a whole: what every reading holds true, and trees of plain sentences.
// SPDX-License-Identifier: Apache-2.0
#include "reading/reader.h"

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "reading/chars.h"
#include "reading/conllu.h"
#include "text/utf8.h"

namespace chancery {
namespace {

const std::string model_path = std::string(CHANCERY_SOURCE_DIR) + "/models/reading.model";

const Reader& reader() {
    static const Reader opened = [] {
        auto result = Reader::open(model_path);
        EXPECT_TRUE(result) << result.error().text();
        return std::move(result).value();
    }();
    return opened;
}

Reading read(std::string_view text) {
    Reader::Workspace workspace;
    return reader().read(text, workspace);
}

/// "token/relation<head" for the relations asked for, one blank between.
std::string arcs(std::string_view text, const std::set<Rel>& rels) {
    const auto reading = read(text);
    std::string out;
    for (const Token& token : reading.tokens) {
        if (rels.count(token.rel) == 0) {
            continue;
        }
        const auto head = token.head == no_token
                              ? std::string_view("ROOT")
                              : quote(text, reading.tokens[token.head].span);
        out.append(out.empty() ? "" : " ").append(quote(text, token.span)).append("/");
        out.append(name(token.rel)).append("<").append(head);
    }
    return out;
}

std::string names_of(std::string_view text) {
    constexpr const char* kinds[] = {"PER", "ORG", "LOC", "GRP"};
    const auto reading = read(text);
    std::string out;
    for (const Name& name : reading.names) {
        const Span span{reading.tokens[name.first].span.begin,
                        reading.tokens[name.last - 1].span.end};
        out.append(out.empty() ? "" : "; ").append(kinds[static_cast<int>(name.kind)]);
        out.append(" ").append(quote(text, span));
    }
    return out;
}

void check_tokens(std::string_view text, Span block, const Reading& reading) {
    auto at = block.begin;
    const auto skip_space = [&] {
        while (at < block.end && reading::char_class(code_point_at(text, at).value) ==
                                     reading::CharClass::space) {
            at += code_point_at(text, at).length;
        }
    };
    for (const Token& token : reading.tokens) {
        skip_space();
        ASSERT_EQ(token.span.begin, at);
        ASSERT_LT(token.span.begin, token.span.end);
        at = token.span.end;
    }
    skip_space();
    ASSERT_EQ(at, block.end);
}

void check_trees(const Reading& reading) {
    TokenIndex next = 0;
    for (std::uint32_t s = 0; s < reading.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentences[s];
        ASSERT_EQ(sentence.first, next);
        ASSERT_LT(sentence.first, sentence.last);
        next = sentence.last;
        int roots = 0;
        for (auto i = sentence.first; i < sentence.last; ++i) {
            const Token& token = reading.tokens[i];
            ASSERT_EQ(token.sentence, s);
            ASSERT_EQ(token.head == no_token, token.rel == Rel::root);
            roots += token.head == no_token ? 1 : 0;
            ASSERT_FALSE(reading.lemma(i).empty());
            auto up = i;
            for (TokenIndex steps = 0; reading.tokens[up].head != no_token; ++steps) {
                ASSERT_LE(steps, sentence.last - sentence.first) << "a cycle";
                up = reading.tokens[up].head;
                ASSERT_GE(up, sentence.first);
                ASSERT_LT(up, sentence.last);
            }
        }
        ASSERT_EQ(roots, 1);
    }
    ASSERT_EQ(next, reading.tokens.size());
    TokenIndex free = 0;
    for (const Name& name : reading.names) {
        ASSERT_GE(name.first, free);
        ASSERT_LT(name.first, name.last);
        free = name.last;
        ASSERT_LE(free, reading.tokens.size());
    }
}

TEST(Reader, AnyTextGivesTokensInOrderAndTrees) {
    const std::string pieces[] = {"President ", "Lee",  " visited", " ",     ".",
                                  "\"",         "’s ",  "Hà Nội",   "U.S. ", "(",
                                  ")",          "--",   "42 ",      "\n",    "😀",
                                  "said ",      "and ", "The ",     ",",     ": "};
    std::uint32_t random = 7;
    Reader::Workspace workspace;
    for (int round = 0; round < 400; ++round) {
        std::string text;
        for (int k = 0; k < 30; ++k) {
            random = random * 1664525U + 1013904223U;
            text += pieces[(random >> 16U) % std::size(pieces)];
        }
        const auto reading = reader().read(text, workspace);
        ASSERT_NO_FATAL_FAILURE(
            check_tokens(text, {0, static_cast<std::uint32_t>(text.size())}, reading))
            << text;
        ASSERT_NO_FATAL_FAILURE(check_trees(reading)) << text;
    }
}

TEST(Reader, ReadsOnlyTheBlocksAndKeepsThemApart) {
    const std::string text = "Menu | Home\nLee met Xi\nThey talked.";
    const std::vector<Span> blocks = {{12, 22}, {23, 35}};
    Reader::Workspace workspace;
    const auto reading = reader().read(text, blocks, workspace);
    ASSERT_EQ(reading.sentences.size(), 2U);
    EXPECT_EQ(reading.sentences[0].block, 0U);
    EXPECT_EQ(reading.sentences[1].block, 1U);
    EXPECT_EQ(quote(text, reading.tokens.front().span), "Lee");
    EXPECT_EQ(reading.tokens.size(), 6U);
}

TEST(Reader, GivesTheSameReadingEachTime) {
    const std::string text = "Chinese Foreign Minister Wang Yi urged Seoul to take part.";
    Reader::Workspace used;
    static_cast<void>(reader().read("Something else was read before.", used));
    EXPECT_EQ(to_conllu(reader().read(text, used), text), to_conllu(read(text), text));
}

TEST(Reader, FindsWhoDidWhatToWhom) {
    const std::set<Rel> core = {
        Rel::nsubj, Rel::obj, Rel::root, Rel::nsubj_pass, Rel::obl_agent};
    EXPECT_EQ(arcs("The president visited China.", core),
              "president/nsubj<visited visited/root<ROOT China/obj<visited");
    EXPECT_EQ(arcs("Russia condemned the attack.", core),
              "Russia/nsubj<condemned condemned/root<ROOT attack/obj<condemned");
    EXPECT_EQ(arcs("The agreement was signed by the ministers.", core),
              "agreement/nsubj:pass<signed signed/root<ROOT ministers/obl:agent<signed");
    EXPECT_EQ(arcs("The minister said that the talks failed.", {Rel::ccomp, Rel::nsubj}),
              "minister/nsubj<said talks/nsubj<failed failed/ccomp<said");
}

TEST(Reader, GivesLemmas) {
    const std::string text = "The ministers didn't sign treaties.";
    const auto reading = read(text);
    std::string lemmas;
    for (TokenIndex i = 0; i < reading.tokens.size(); ++i) {
        lemmas.append(lemmas.empty() ? "" : " ").append(reading.lemma(i));
    }
    EXPECT_EQ(lemmas, "the minister do not sign treaty .");
}

TEST(Reader, FindsNames) {
    EXPECT_EQ(names_of("President Vladimir Putin arrived in Moscow."),
              "PER Vladimir Putin; LOC Moscow");
    EXPECT_EQ(names_of("Several Korean officials agreed."), "GRP Korean");
}

TEST(Reader, WritesConllu) {
    const std::string text = "Lee left.";
    const auto out = to_conllu(read(text), text);
    EXPECT_EQ(out.substr(0, out.find("1\t")),
              "# newpar\n# sent_id = 1\n# text = Lee left.\n");
    EXPECT_NE(
        out.find("2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No|Span=4:8\n"),
        std::string::npos)
        << out;
}

TEST(Reader, ADamagedModelIsAnError) {
    std::ifstream file(model_path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    ASSERT_GT(bytes.size(), 1000U);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    const auto path =
        testing::TempDir() + "/chancery_damaged_" + std::to_string(::getpid()) + ".model";
    std::ofstream(path, std::ios::binary) << bytes;
    const auto result = Reader::open(path);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().text().find("damaged"), std::string::npos);
    std::remove(path.c_str());
}

}  // namespace
}  // namespace chancery
