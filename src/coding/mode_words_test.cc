// Modes from words, and faults of their table. SPDX-License-Identifier: Apache-2.0
#include "coding/mode_words.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "coding/syntax.h"
#include "coding/testing.h"

namespace chancery {
namespace {

using coding::Builder;
using coding::Document;
using coding::own_folder;
using coding::tables;

std::string mode_in(std::string_view tree, ActType type, TokenIndex verb) {
    const Document doc = Builder().build(tree, "2026-01-24");
    const Syntax syntax(doc.reading, doc.article.text);
    return std::string(tables().mode_words().mode_of(type, verb, syntax, tables()));
}

TEST(ModeWords, OfWhatTheVerbGoverns) {
    const char* appeal =
        "Ana Ana NNP 2 nsubj\nappealed appeal VBD 0 root\nfor for IN 4 case\n"
        "help help NN 2 obl";
    EXPECT_EQ(mode_in(appeal, ActType::request, 1), "assist");
    EXPECT_EQ(mode_in(appeal, ActType::accuse, 1), "");
    const char* of_class =
        "Ana Ana NNP 3 nsubj\nwill will MD 3 aux\narrange arrange VB 0 root\n"
        "talks talk NNS 3 obj";
    EXPECT_EQ(mode_in(of_class, ActType::agree, 2), "meet");
    const char* below =
        "Ana Ana NNP 2 nsubj\nasked ask VBD 0 root\nBo Bo NNP 2 obj\nto to TO 5 mark\n"
        "send send VB 2 xcomp\nhelp help NN 5 obj";
    EXPECT_EQ(mode_in(below, ActType::request, 1), "assist");
}

TEST(ModeWords, NotOfWhoDoesIt) {
    const char* help =
        "Help help NN 2 nsubj\narrived arrive VBD 0 root\nin in IN 4 case\n"
        "Lund Lund NNP 2 obl";
    EXPECT_EQ(mode_in(help, ActType::request, 1), "");
}

TEST(ModeWords, FaultsNameFileAndLine) {
    for (const char* row : {"REQUEST\tvisit\thelp\t",
                            "NONE\tassist\thelp\t",
                            "REQUEST\t\thelp\t",
                            "REQUEST\tassist\t\t",
                            "REQUEST\tyield\tarms\t",
                            "REQUEST\tassist"}) {
        const std::string dir = own_folder("modes");
        std::filesystem::create_directories(dir);
        std::ofstream(dir + "/mode_words.tsv")
            << "type\tmode\tword\tnote\nREQUEST\tassist\tarms\t\n"
            << row << '\n';
        const auto opened = ModeWords::open(dir);
        std::filesystem::remove_all(dir);
        ASSERT_FALSE(opened) << row;
        EXPECT_EQ(opened.error().line, 3U) << row;
        EXPECT_NE(opened.error().file.find("mode_words.tsv"), std::string::npos);
    }
}

}  // namespace
}  // namespace chancery
