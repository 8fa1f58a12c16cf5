// CoNLL-U read, told what is wrong with it, and written.
// SPDX-License-Identifier: Apache-2.0
#include "reading/conllu.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

/// A line with its ten columns.
std::string row(const std::string& id,
                const std::string& form,
                const std::string& head = "_",
                const std::string& misc = "_") {
    return id + '\t' + form + "\t_\t_\t_\t_\t" + head + "\t_\t_\t" + misc + '\n';
}

std::vector<ConlluSentence> read(const std::string& bytes) {
    auto result = from_conllu(bytes, "f");
    EXPECT_TRUE(result) << result.error().text();
    return result ? std::move(result).value() : std::vector<ConlluSentence>();
}

std::string written(const std::vector<ConlluSentence>& sentences) {
    std::string out;
    for (const auto& sentence : sentences) {
        append_conllu(sentence, out);
    }
    return out;
}

const std::string sample =
    "# newdoc id = d 1\n# newpar\n# sent_id = one\n" + row("1", "Lee", "2") +
    row("2-3", "didn't", "_", "SpaceAfter=No") + row("2", "did", "0") +
    row("3", "n't", "2") + row("4", ".", "2") + "\n# sent_id = two\n" +
    row("1", "Go", "0") + "\n# newpar id = p\n" + row("1", "New York", "_") + "\n";

TEST(Conllu, ReadsRangesCommentsAndHeads) {
    const auto sentences = read(sample);
    ASSERT_EQ(sentences.size(), 3U);
    const auto& first = sentences[0];
    EXPECT_EQ(comment(first, "sent_id"), "one");
    EXPECT_EQ(comment(first, "newdoc"), "d 1");
    EXPECT_TRUE(has_comment(first, "newpar"));
    EXPECT_FALSE(has_comment(first, "new"));
    ASSERT_EQ(first.words.size(), 4U);
    EXPECT_EQ(first.words[0].head, 2);
    EXPECT_EQ(first.words[3].line, 8U);
    ASSERT_EQ(first.ranges.size(), 1U);
    EXPECT_EQ(first.ranges[0].first, 1U);
    EXPECT_EQ(first.ranges[0].last, 3U);
    EXPECT_EQ(first.ranges[0].form, "didn't");
    EXPECT_EQ(sentences[2].words[0].head, -1);
}

TEST(Conllu, WritesWhatItReads) {
    EXPECT_EQ(written(read(sample)), sample);
}

TEST(Conllu, IsReadWithEmptyNodesOtherLineEndsAndNoLastLine) {
    const std::string bytes = "\xEF\xBB\xBF" + row("0.1", "x") + row("1", "a") +
                              row("1.1", "y") + row("2", "b");
    EXPECT_EQ(written(read(bytes)), row("1", "a") + row("2", "b") + "\n");
    EXPECT_EQ(written(read("# c\r\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n\r\n")),
              "# c\n" + row("1", "a") + "\n");
    EXPECT_TRUE(read("").empty());
    EXPECT_TRUE(read("# only a comment\n\n").empty());
}

TEST(Conllu, FaultsAreToldWithTheLineAndWhatToDo) {
    struct Case {
        std::string bytes;
        std::string error;
    };

    const std::string a = row("1", "a", "0");
    const std::vector<Case> cases = {
        {"words\n", "f:1: has 1 columns where CoNLL-U has 10, with one tab between them"},
        {a + "# late\n", "f:2: has 1 columns"},
        {"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:1: column 2 is empty; write _"},
        {a + row("3", "b"), "f:2: the word after 1 must have the ID 2, not \"3\""},
        {row("x", "b"), "f:1: the word after 0 must have the ID 1, not \"x\""},
        {row("99999999999", "b"), "must have the ID 1"},
        {row("1", "a", "2") + "\n",
         "f:1: the HEAD 2 is not in the sentence, which has 1"},
        {row("1", "a", "-1"), "f:1: \"-1\" in column 7 is no HEAD"},
        {row("2-3", "ab"), "f:1: the range 2-3 must begin with the next word, 1"},
        {row("1-1", "a"), "f:1: \"1-1\" is no range of words such as 3-4"},
        {row("1-", "a"), "is no range"},
        {row("1-2", "ab") + row("1-3", "abc"), "f:2: the range 1-3 must begin"},
        {row("1-3", "ab") + row("1", "a") + "\n", "f:3: the sentence ends inside of"},
        {row("1-4000000000", "ab"), "f:1: the range"},
        {row("1.x", "a"), "f:1: \"1.x\" is no ID of an empty node such as 8.1"},
        {row("1", "\xff"), "f:1: is not UTF-8; convert the file"},
        {"# " + std::string(1U << 20U, 'x'), "f:1: the line is longer than 1048576"},
    };
    for (const auto& [bytes, error] : cases) {
        const auto result = from_conllu(bytes, "f");
        ASSERT_FALSE(result) << bytes;
        EXPECT_NE(result.error().text().find(error), std::string::npos)
            << result.error().text() << " instead of " << error;
    }
    ConlluLimits limits;
    limits.max_words = 1;
    const auto result = from_conllu(a + row("2", "b"), "f", limits);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().text().find("f:2: the sentence has more than 1 words"),
              std::string::npos);
}

TEST(Conllu, StandsForAText) {
    const auto sentences = read(sample);
    const auto made = conllu_text(sentences);
    EXPECT_EQ(made.text, "Lee didn't. Go\n\nNew York\n\n");
    ASSERT_EQ(made.blocks.size(), 2U);
    EXPECT_EQ(quote(made.text, made.blocks[0]), "Lee didn't. Go");
    ASSERT_EQ(made.reading.sentences.size(), 3U);
    EXPECT_EQ(made.reading.sentences[1].first, 4U);
    EXPECT_EQ(made.reading.sentences[2].block, 1U);
    EXPECT_EQ(quote(made.text, made.reading.tokens[2].span), "n't");
    EXPECT_EQ(quote(made.text, made.reading.tokens[5].span), "New York");
}

TEST(Conllu, AMultiwordTokenThatItsWordsDoNotMakeUpIsReplacedByThem) {
    const auto made =
        conllu_text(read(row("1-2", "aux", "_", "SpaceAfter=No") + row("1", "à") +
                         row("2", "les") + row("3", "é") + "\n"));
    EXPECT_EQ(made.text, "àlesé\n\n");
    EXPECT_EQ(quote(made.text, made.reading.tokens[1].span), "les");
}

TEST(Conllu, CutsIntoDocuments) {
    const std::string a = row("1", "a") + "\n";
    const auto sentences = read(a + a + "# newdoc\n" + a + "# newdoc id = x\n" + a);
    const auto parts = documents(sentences);
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[0].size(), 2U);
    EXPECT_TRUE(documents({}).empty());
}

/// The multiword tokens that are written for words cut at "|" and at blanks: form, number
/// of words, MISC.
std::string ranges(const std::string& cut) {
    std::string text;
    Reading reading;
    const auto push = [&](std::size_t begin) {
        Token token;
        token.span = {static_cast<std::uint32_t>(begin),
                      static_cast<std::uint32_t>(text.size())};
        token.head = reading.tokens.empty() ? no_token : 0;
        token.xpos = quote(text, token.span) == "'" ? Xpos::pos : Xpos::nn;
        reading.tokens.push_back(token);
    };
    std::size_t begin = 0;
    for (const char c : cut + ' ') {
        if (c == '|' || c == ' ') {
            push(begin);
            text += c == ' ' ? " " : "";
            begin = text.size();
        } else {
            text += c;
        }
    }
    reading.sentences.push_back({0, static_cast<TokenIndex>(reading.tokens.size()), 0});
    const auto sentences = read(to_conllu(reading, text));
    std::string out;
    for (const auto& range : sentences.at(0).ranges) {
        out += (out.empty() ? "" : " ") + range.form + '/' +
               std::to_string(range.last - range.first) +
               (range.misc == "_" ? "" : '/' + range.misc);
    }
    return out;
}

TEST(Conllu, CliticsAreWrittenAsMultiwordTokens) {
    struct Case {
        const char* cut;
        const char* ranges;
    };

    for (const auto& [cut, expected] : std::vector<Case>{
             {"do|n't go", "don't/2"},
             {"DO|N’T", "DON’T/2"},
             {"Lee|'s|.", "Lee's/2/SpaceAfter=No"},
             {"U.S.|’s", "U.S.’s/2"},
             {"the players|' union", "players'/2"},
             {"the|players|'", "players'/2"},
             {"can|not", "cannot/2"},
             {"gon|na", "gonna/2"},
             {"du|n|no", "dunno/3"},
             {"would|n't|'ve they|'ll", "wouldn't've/3 they'll/2"},
             {"Jae|-|myung", ""},
             {"10|pm", ""},
             {"a|lot", ""},
             {"it|.", ""},
             {"1990|'s", "1990's/2"},
             {"“|s", ""},
             {"not", ""},
         }) {
        EXPECT_EQ(ranges(cut), expected) << cut;
    }
}

TEST(Conllu, WritesTextsThatCannotBreakALine) {
    ConlluSentence sentence;
    sentence.comments = {"# text = a\r\nb"};
    ConlluWord word;
    word.form = "a\tb";
    word.lemma = "c\nd";
    sentence.words.push_back(word);
    EXPECT_EQ(written({sentence}), "# text = a  b\n1\ta b\tc d\t_\t_\t_\t_\t_\t_\t_\n\n");
}

TEST(Conllu, WritesDocumentsParagraphsAndNumbers) {
    const std::string text = "Go!\n\nGo";
    Reading reading;
    reading.tokens.resize(3);
    reading.tokens[0].span = {0, 2};
    reading.tokens[1].span = {2, 3};
    reading.tokens[1].head = 0;
    reading.tokens[2].span = {5, 7};
    reading.sentences = {{0, 2, 0}, {2, 3, 1}};
    reading.names = {{2, 3, NameKind::location}};
    ConlluOptions options;
    options.first_id = 8;
    options.doc = "a\nb";
    EXPECT_EQ(to_conllu(reading, text, options),
              "# newdoc id = a b\n# newpar\n# sent_id = 8\n# text = Go!\n"
              "1\tGo\t_\tX\t_\t_\t0\tdep\t_\tSpaceAfter=No|Span=0:2\n"
              "2\t!\t_\tX\t_\t_\t1\tdep\t_\tSpan=2:3\n\n"
              "# newpar\n# sent_id = 9\n# text = Go\n"
              "1\tGo\t_\tX\t_\t_\t0\tdep\t_\tSpan=5:7|Name=B-LOC\n\n");
}

TEST(Conllu, AnnotationKeepsWhatIsGiven) {
    auto sentences = read("# note\n" + row("1-2", "don't", "_", "SpaceAfter=No") +
                          row("1", "do", "2", "Gloss=x|Name=B-ORG") +
                          row("2", "n't", "0", "Name=I-ORG") + "\n");
    auto made = conllu_text(sentences);
    made.reading.tokens[0].upos = Upos::aux;
    made.reading.tokens[1].head = 0;
    annotate(made.reading, made.reading.sentences[0], sentences[0]);
    EXPECT_EQ(written(sentences),
              "# note\n" + row("1-2", "don't", "_", "SpaceAfter=No") +
                  "1\tdo\t_\tAUX\t_\t_\t0\tdep\t_\tGloss=x\n"
                  "2\tn't\t_\tX\t_\t_\t1\tdep\t_\t_\n\n");
}

}  // namespace
}  // namespace chancery
