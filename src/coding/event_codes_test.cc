// Codes, contexts and confidences: their tables, and what acts get from them.
// SPDX-License-Identifier: Apache-2.0
#include "coding/event_codes.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/tsv.h"
#include "coding/act_features.h"

namespace chancery {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const CodingTables& tables() {
    static const CodingTables loaded = [] {
        auto opened =
            CodingTables::open(std::string(CHANCERY_SOURCE_DIR) + "/data/coding");
        EXPECT_TRUE(opened) << opened.error().text();
        return std::move(*opened);
    }();
    return loaded;
}

/// A folder of its own with the given files; removed at the end.
class Folder {
  public:
    explicit Folder(const std::vector<std::pair<std::string, std::string>>& files)
        : path_(testing::TempDir() + "/chancery_codes_" + std::to_string(::getpid())) {
        std::filesystem::create_directories(path_);
        for (const auto& [name, bytes] : files) {
            std::ofstream(path_ + '/' + name) << bytes;
        }
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    ~Folder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

constexpr const char* code_header =
    "code\tname\tgoldstein\tquad\ttype\tmode\tcontexts\tsource\n";
constexpr const char* choice_header =
    "type\tmode\tcode\ttrigger\tcontexts\tnew_code\tnote\n";

Error codes_with(const std::string& rows, const std::string& choices) {
    const Folder folder({{"cameo.tsv", code_header + rows},
                         {"cameo_choice.tsv", choice_header + choices}});
    auto opened = CameoTable::open(folder.path());
    return opened ? Error{} : opened.error();
}

TEST(CameoTable, FaultsNameFileAndLine) {
    const std::string good = "040\tConsult\t1.0\t1\tCONSULT\tphone\tmilitary|legal\tx\n";
    EXPECT_EQ(codes_with(good, "").message, "");

    const struct {
        const char* row;
        const char* says;
    } rows[] = {
        {"04X\tConsult\t1.0\t1\tCONSULT\t\t\tx", "two to four digits"},
        {"041\t\t1.0\t1\tCONSULT\t\t\tx", "its name"},
        {"041\tCall\t11\t1\tCONSULT\t\t\tx", "-10 to 10"},
        {"041\tCall\t1,0\t1\tCONSULT\t\t\tx", "-10 to 10"},
        {"041\tCall\t1.0\t5\tCONSULT\t\t\tx", "quadrant"},
        {"041\tCall\t1.0\t1\tCONSULT\tsing\t\tx", "not a PLOVER type"},
        {"041\tCall\t1.0\t1\tTALK\t\t\tx", "not a PLOVER type"},
        {"041\tCall\t1.0\t1\tCONSULT\t\tweather\tx", "not PLOVER contexts"},
        {"040\tAgain\t1.0\t1\tCONSULT\t\t\tx", "twice"},
    };

    for (const auto& fault : rows) {
        const Error error = codes_with(good + fault.row + "\n", "");
        EXPECT_THAT(error.message, HasSubstr(fault.says)) << fault.row;
        EXPECT_EQ(error.line, 3U) << error.text();
        EXPECT_THAT(error.file, HasSubstr("cameo.tsv"));
    }

    const struct {
        const char* row;
        const char* says;
    } choices[] = {
        {"TALK\t\t\t\t\t040\t", "not a PLOVER type"},
        {"CONSULT\tsing\t\t\t\t040\t", "'sing' is not a mode"},
        {"CONSULT\t\t\t\tweather\t040\t", "not contexts"},
        {"CONSULT\t\t\t\t\t049\t", "no code '049'"},
    };

    for (const auto& fault : choices) {
        const Error error = codes_with(good, std::string(fault.row) + "\n");
        EXPECT_THAT(error.message, HasSubstr(fault.says)) << fault.row;
        EXPECT_THAT(error.file, HasSubstr("cameo_choice.tsv"));
    }
}

TEST(CameoTable, EveryShippedCodeIsWhole) {
    // The quadrant follows from the root; a code stands under the one that it narrows.
    const auto table = TsvTable::open(
        std::string(CHANCERY_SOURCE_DIR) + "/data/coding/cameo.tsv",
        {"code", "name", "goldstein", "quad", "type", "mode", "contexts", "source"});
    ASSERT_TRUE(table) << table.error().text();
    EXPECT_GT(table->size(), 300U);
    const CameoTable& cameo = tables().cameo();
    for (std::size_t i = 0; i < table->size(); ++i) {
        const std::string code(table->row(i)[0]);
        const int root = std::stoi(code.substr(0, 2));
        const int quad = root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
        const CameoCode* row = cameo.find(code);
        ASSERT_NE(row, nullptr);
        EXPECT_EQ(row->quad, quad) << code;
        EXPECT_TRUE(row->type || root == 1) << code;
        if (code.size() > 2) {
            EXPECT_NE(cameo.find(code.substr(0, code.size() - 1)), nullptr) << code;
        }
    }
    EXPECT_FLOAT_EQ(cameo.find("0874")->goldstein, 10.0F);
    EXPECT_FLOAT_EQ(cameo.find("057")->goldstein, 8.0F);
    EXPECT_FLOAT_EQ(cameo.find("130")->goldstein, -4.4F);
}

TEST(CameoTable, ChoosesByTypeModeWordsAndContext) {
    const auto military = contexts_from("military").value();

    const struct {
        ActType type;
        const char* mode;
        const char* code;
        const char* trigger;
        ContextSet contexts;
        const char* wanted;
    } cases[] = {
        {ActType::agree, "meet", "042", "visit", {}, "036"},      // will visit
        {ActType::agree, "pledge", "072", "send", {}, "0332"},    // will send arms
        {ActType::agree, "pledge", "0841", "free", {}, "0353"},   // will free
        {ActType::threaten, "", "195", "bomb", {}, "138"},        // will bomb
        {ActType::reject, "meet", "040", "meet", {}, "125"},      // will not meet
        {ActType::request, "yield", "105", "urge", {}, "025"},    // an appeal
        {ActType::request, "yield", "105", "demand", {}, "105"},  // a demand
        {ActType::request, "assist", "101", "ask", military, "0212"},
        {ActType::support, "condole", "051", "condolence", {}, "018"},
        {ActType::coerce, "arrest", "170", "", {}, "173"},  // only the root known
        {ActType::consult, "phone", "041", "call", military, "041"},
        {ActType::consult, "phone", "999", "call", {}, ""},
    };

    for (const auto& c : cases) {
        EXPECT_EQ(
            tables().cameo().choose({c.type, c.mode, c.code, c.trigger, c.contexts}),
            c.wanted)
            << name(c.type) << '/' << c.mode << ' ' << c.code;
    }
}

Error contexts_with(const std::string& rows) {
    const Folder folder({{"contexts.tsv", "context\twords\tnote\n" + rows}});
    auto opened = ContextWords::open(folder.path());
    return opened ? Error{} : opened.error();
}

TEST(ContextWords, FaultsNameFileAndLine) {
    EXPECT_EQ(contexts_with("military\tarmy\t\nlegal\tarmy\t\n").message, "");
    for (const auto& [row, says] : {std::pair("weather\train\t\n", "a PLOVER context"),
                                    std::pair("military\t\t\n", "words are needed"),
                                    std::pair("military\tnavy\t\n", "already")}) {
        const Error error = contexts_with(std::string("military\tnavy\t\n") + row);
        EXPECT_THAT(error.message, HasSubstr(says));
        EXPECT_EQ(error.line, 3U);
    }
    EXPECT_FALSE(contexts_from("military|weather"));
    EXPECT_EQ(contexts_from("")->count(), 0U);
}

/// Sentences of lemmas, one article. Every word depends on the first of its sentence.
struct Text {
    explicit Text(const std::vector<std::string>& sentences) {
        for (const std::string& words : sentences) {
            add(words);
        }
        const Span all{0, static_cast<std::uint32_t>(article.text.size())};
        article.blocks = {Block{BlockKind::paragraph, all, "test"}};
    }

    void add(const std::string& words) {
        const auto first = static_cast<TokenIndex>(reading.tokens.size());
        for (const std::string_view word : split(words, ' ')) {
            Token token;
            token.span.begin = static_cast<std::uint32_t>(article.text.size());
            article.text += word;
            token.span.end = static_cast<std::uint32_t>(article.text.size());
            article.text += ' ';
            token.lemma.begin = static_cast<std::uint32_t>(reading.lemmas.size());
            reading.lemmas += word;
            token.lemma.end = static_cast<std::uint32_t>(reading.lemmas.size());
            token.head = reading.tokens.size() == first ? no_token : first;
            token.rel = token.head == no_token ? Rel::root : Rel::dep;
            token.sentence = static_cast<std::uint32_t>(reading.sentences.size());
            reading.tokens.push_back(token);
        }
        reading.sentences.push_back(
            {first, static_cast<TokenIndex>(reading.tokens.size()), 0});
    }

    Article article;
    Reading reading;
};

Draft draft_of(ActType type, std::string mode, std::uint32_t sentence) {
    Draft draft;
    draft.act.type = type;
    draft.act.mode = std::move(mode);
    draft.sentence = sentence;
    return draft;
}

/// The drafts with codes and confidence, in the article of these sentences.
std::vector<Draft> coded(const std::vector<std::string>& sentences,
                         std::vector<Draft> drafts) {
    const Text text(sentences);
    const Syntax syntax(text.reading, text.article.text);
    const ArticleActors nobody;
    const CodingInput input{&syntax, &nobody, &tables()};
    set_event_codes(input, drafts);
    set_confidence(input, text.article, drafts);
    return drafts;
}

TEST(EventCodes, ContextsComeFromTheSentenceAndTheCode) {
    const auto out = coded({"Ruritania sign a Free Trade agreement",
                            "the Army and peace - keeping force help",
                            "nothing here"},
                           {draft_of(ActType::support, "sign", 0),
                            draft_of(ActType::consult, "meeting", 1),
                            draft_of(ActType::consult, "meeting", 2)});
    EXPECT_EQ(out[0].act.cameo, "057");
    EXPECT_FLOAT_EQ(out[0].act.goldstein, 8.0F);
    EXPECT_EQ(out[0].act.quad, 1);
    EXPECT_THAT(out[0].act.contexts, ElementsAre("economic", "diplomatic"));
    EXPECT_THAT(out[1].act.contexts, ElementsAre("military", "peacekeeping"));
    EXPECT_THAT(out[2].act.contexts, IsEmpty());
    EXPECT_EQ(out[2].act.cameo, "040");
}

TEST(EventCodes, TheArticlesTopicIsThatOfItsActsButNotOfItsBackground) {
    const std::vector<std::string> story = {"the earthquake strike",
                                            "rescue team search after the earthquake",
                                            "a flood and a landslide",
                                            "the minister visit"};
    Draft told = draft_of(ActType::consult, "visit", 3);
    Draft old = told;
    old.act.background = true;
    const auto out = coded(story, {told, old});
    EXPECT_THAT(out[0].act.contexts, ElementsAre("disasters"));
    EXPECT_THAT(out[1].act.contexts, IsEmpty());
    // Two sentences of four are no topic.
    const auto few = coded({story[0], story[1], "a b", story[3]}, {told});
    EXPECT_THAT(few[0].act.contexts, IsEmpty());
}

TEST(EventCodes, EveryFieldHasAReason) {
    const auto out = coded({"the army visit"}, {draft_of(ActType::consult, "visit", 0)});
    std::vector<std::string> fields;
    for (const Reason& reason : out[0].act.reasons) {
        fields.push_back(reason.field);
        EXPECT_GE(reason.confidence, 0.0F);
        EXPECT_LE(reason.confidence, 1.0F);
    }
    EXPECT_THAT(fields, ElementsAre("cameo", "contexts", "mode"));
}

Result<ConfidenceTable> confidences(const std::string& rows) {
    const Folder folder({{"confidence.tsv", "what\tfeature\tvalue\tn\tnote\n" + rows}});
    return ConfidenceTable::open(folder.path());
}

TEST(ConfidenceTable, SumsWeightsAndKnowsShares) {
    const auto table = confidences(
        "least\tact\t0.25\t0\t\nact\tbias\t1\t0\t\nact\trule=x\t-3\t5\t\n"
        "date\t*\t0.5\t9\t\ndate\tinherited\t0.75\t4\t\n");
    ASSERT_TRUE(table) << table.error().text();
    EXPECT_FLOAT_EQ(table->of_act({"bias", "rule=y"}), 0.73F);
    EXPECT_FLOAT_EQ(table->of_act({"bias", "rule=x"}), 0.12F);
    EXPECT_FLOAT_EQ(table->of_field("date", {"inherited"}), 0.75F);
    EXPECT_FLOAT_EQ(table->of_field("date", {"new", "inherited"}), 0.75F);
    EXPECT_FLOAT_EQ(table->of_field("date", {"new"}), 0.5F);
    EXPECT_FLOAT_EQ(table->of_field("place", {"new"}), 1.0F);
    EXPECT_FLOAT_EQ(table->least(), 0.25F);
}

TEST(ConfidenceTable, FaultsNameFileAndLine) {
    for (const auto& [row, says] : {std::pair("act\tbias\tmuch\t0\t\n", "a number"),
                                    std::pair("act\tbias\tnan\t0\t\n", "a number"),
                                    std::pair("act\t\t1\t0\t\n", "a feature"),
                                    std::pair("act\tbias\t1000\t0\t\n", "beyond 100"),
                                    std::pair("date\t*\t1.5\t0\t\n", "between 0 and 1"),
                                    std::pair("least\tact\t-1\t0\t\n", "between 0 and 1"),
                                    std::pair("act\tfirst\t1\t0\t\n", "twice")}) {
        const auto table = confidences(std::string("act\tfirst\t1\t0\t\n") + row);
        ASSERT_FALSE(table) << row;
        EXPECT_THAT(table.error().message, HasSubstr(says));
        EXPECT_EQ(table.error().line, 3U);
        EXPECT_THAT(table.error().file, HasSubstr("confidence.tsv"));
    }
}

TEST(Confidence, FeaturesTellHowAnActWasFound) {
    Draft told = draft_of(ActType::consult, "meeting", 0);
    told.tellings = 4;
    told.also_in_title = true;
    const auto out = coded({"they met"}, {told, told});
    EXPECT_THAT(out[0].act.features, testing::Contains("mode=CONSULT/meeting"));
    EXPECT_THAT(out[0].act.features, testing::Contains("tellings=3+"));
    EXPECT_THAT(out[0].act.features, testing::Contains("also-in-title"));
    EXPECT_THAT(out[0].act.features, testing::Contains("same-parties=2"));
    EXPECT_THAT(out[0].act.features, testing::Contains("date-by=none"));
    EXPECT_GT(out[0].act.confidence, 0.0F);
    EXPECT_LT(out[0].act.confidence, 1.0F);
}

}  // namespace
}  // namespace chancery
