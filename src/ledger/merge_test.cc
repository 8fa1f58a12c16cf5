// Which acts are one event, and which only look like it. SPDX-License-Identifier:
// Apache-2.0
#include "ledger/merge.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/merge_example.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::merge_act;

const std::string& rules_folder() {
    static const std::string folder = std::string(CHANCERY_SOURCE_DIR) + "/data/ledger";
    return folder;
}

const MergeRules& rules() {
    static const MergeRules shipped = MergeRules::open(rules_folder()).value();
    return shipped;
}

bool meet(const MergeAct& one, const MergeAct& other) {
    const auto finds = [](const MergeAct& a, const MergeAct& b) {
        const auto own = merge_keys(b).own;
        const auto meets = merge_keys(a).meets;
        return std::any_of(meets.begin(), meets.end(), [&](std::uint64_t key) {
            return std::find(own.begin(), own.end(), key) != own.end();
        });
    };
    EXPECT_EQ(finds(one, other), finds(other, one));
    return finds(one, other);
}

struct Case {
    std::string what;
    std::string one_published, one;
    std::string other_published, other;
};

std::size_t events_of(const Case& example) {
    const std::vector<MergeAct> acts{
        merge_act("a:1", example.one_published, example.one),
        merge_act("b:1", example.other_published, example.other)};
    return merge(acts, rules(), {}).size();
}

TEST(Merge, OneEvent) {
    const std::vector<Case> cases{
        {"the same words in a copy",
         "2020-05-04",
         "CONSULT/meeting happened 2020-05-03 | Ana Ruiz/person/ESP; Jan "
         "Kos/person/POL | Madrid | Ruiz met Kos in Madrid on Sunday.",
         "2020-05-05",
         "CONSULT/meeting happened 2020-05-03 | Ana Ruiz/person/ESP; Jan "
         "Kos/person/POL | Madrid | Ruiz met Kos in Madrid on Sunday."},
        {"a leader and his state",
         "2020-05-04",
         "SANCTION/expel happened 2020-05-03 | Ana Ruiz/person/ESP > Poland/state/POL | "
         "| President Ana Ruiz expelled nine Polish diplomats.",
         "2020-05-04",
         "SANCTION/expel happened 2020-05-03 | Spain/state/ESP > Poland/state/POL | | "
         "Madrid ordered nine Polish diplomats to leave."},
        {"who is named first does not matter where both do it",
         "2020-05-04",
         "CONSULT/phone happened 2020-05-03 | Ana Ruiz/person/ESP > Jan Kos/person/POL",
         "2020-05-04",
         "CONSULT/phone happened 2020-05-03 | Jan Kos/person/POL; Ana Ruiz/person/ESP"},
        {"a surname alone",
         "2020-05-04",
         "SUPPORT/thank happened 2020-05-03 | Ruiz/person/ESP > Jan Kos/person/POL",
         "2020-05-04",
         "SUPPORT/thank happened 2020-05-03 | Ana Ruiz/person/ESP > Kos/person/POL"},
        {"no date in one",
         "2020-05-04",
         "CONSULT/visit happened 2020-05-02/2020-05-04 | Ana Ruiz/person/ESP > "
         "Poland/state/POL",
         "2020-05-05",
         "CONSULT/visit happened - | Ana Ruiz/person/ESP > Poland/state/POL"},
        {"a month in one, months later",
         "2020-05-04",
         "CONSULT/meeting happened 2020-05-03 | Ana Ruiz/person/ESP; Jan Kos/person/POL",
         "2020-08-20",
         "CONSULT/meeting background 2020-05 | Jan Kos/person/POL; Ana Ruiz/person/ESP"},
        {"a deal reached and signed",
         "2020-05-04",
         "AGREE/agree happened 2020-05-03 | Spain/state/ESP; Poland/state/POL | | Spain "
         "and Poland agreed on fishing quotas",
         "2020-05-04",
         "SUPPORT/sign happened 2020-05-03 | Spain/state/ESP; Poland/state/POL | | "
         "Poland and Spain signed an agreement on fishing quotas"},
        {"no recipient in one",
         "2020-05-04",
         "COERCE/arrest happened 2020-05-03 | Spain/state/ESP > Jan Kos/person/POL | "
         "Madrid | Spanish police arrested Jan Kos at the airport",
         "2020-05-04",
         "COERCE/arrest happened 2020-05-03 | Spain/state/ESP | Madrid | A Pole was "
         "arrested by police at the airport"},
        {"one attack, told in other words",
         "2020-05-04",
         "ASSAULT/aerial happened 2020-05-03 | Avaria/state/AVA > Borunia/state/BOR | "
         "Zemun | Avarian jets bombed the market of Zemun, killing 14 people",
         "2020-05-04",
         "ASSAULT/aerial happened 2020-05-03 | Avaria/state/AVA > Borunia/state/BOR | "
         "Zemun | 14 people were killed when jets bombed a market in Zemun"},
    };
    for (const Case& example : cases) {
        EXPECT_EQ(events_of(example), 1U) << example.what;
    }
}

TEST(Merge, TwoEvents) {
    const std::vector<Case> cases{
        {"yesterday's call and today's",
         "2020-05-04",
         "CONSULT/phone happened 2020-05-03 | Ana Ruiz/person/ESP; Jan Kos/person/POL | "
         "| Ruiz and Kos spoke by phone on Sunday about fish",
         "2020-05-05",
         "CONSULT/phone happened 2020-05-04 | Ana Ruiz/person/ESP; Jan Kos/person/POL | "
         "| Ruiz and Kos spoke again by phone on Monday"},
        {"a visit planned and the visit made",
         "2020-05-01",
         "AGREE/meet planned 2020-05-03 | Ana Ruiz/person/ESP > Poland/state/POL",
         "2020-05-04",
         "CONSULT/visit happened 2020-05-03 | Ana Ruiz/person/ESP > Poland/state/POL"},
        {"letters of two senders",
         "2020-05-04",
         "SUPPORT/congratulate happened - | Ana Ruiz/person/ESP > Jan Kos/person/POL | | "
         "Leaders of Spain and Malta sent letters to Kos",
         "2020-05-04",
         "SUPPORT/congratulate happened - | Pia Vella/person/MLT > Jan Kos/person/POL | "
         "| Leaders of Spain and Malta sent letters to Kos"},
        {"who does it to whom",
         "2020-05-04",
         "SANCTION/expel happened 2020-05-03 | Spain/state/ESP > Poland/state/POL",
         "2020-05-04",
         "SANCTION/expel happened 2020-05-03 | Poland/state/POL > Spain/state/ESP"},
        {"who visits whom",
         "2020-05-04",
         "CONSULT/visit happened 2020-05-03 | Ana Ruiz/person/ESP > Poland/state/POL",
         "2020-05-04",
         "CONSULT/visit happened 2020-05-03 | Jan Kos/person/POL > Spain/state/ESP"},
        {"a visit and the talks on it",
         "2020-05-04",
         "CONSULT/visit happened 2020-05-03 | Ana Ruiz/person/ESP > Poland/state/POL",
         "2020-05-04",
         "CONSULT/meeting happened 2020-05-03 | Ana Ruiz/person/ESP; Jan Kos/person/POL"},
        {"shelling of two towns",
         "2020-05-04",
         "ASSAULT/heavy-weapons happened 2020-05-03 | Avaria/state/AVA > "
         "Borunia/state/BOR | Zemun | Avarian guns shelled Zemun, killing two",
         "2020-05-04",
         "ASSAULT/heavy-weapons happened 2020-05-03 | Avaria/state/AVA > "
         "Borunia/state/BOR | Lipovac | Avarian guns shelled Lipovac, killing three"},
        {"two ministers of one state",
         "2020-05-04",
         "CONSULT/meeting happened 2020-05-03 | Ana Ruiz/person/ESP; Jan Kos/person/POL",
         "2020-05-04",
         "CONSULT/meeting happened 2020-05-03 | Luis Gil/person/ESP; Jan Kos/person/POL"},
        {"denied and done",
         "2020-05-04",
         "CONSULT/meeting denied 2020-05-03 | Ana Ruiz/person/ESP; Jan Kos/person/POL",
         "2020-05-04",
         "CONSULT/meeting happened 2020-05-03 | Ana Ruiz/person/ESP; Jan "
         "Kos/person/POL"},
        {"undated, weeks apart",
         "2020-05-04",
         "SUPPORT/thank happened - | Ana Ruiz/person/ESP > Jan Kos/person/POL",
         "2020-05-14",
         "SUPPORT/thank happened - | Ana Ruiz/person/ESP > Jan Kos/person/POL"},
        {"types that have nothing to do with each other",
         "2020-05-04",
         "AID/economic happened 2020-05-03 | Spain/state/ESP > Poland/state/POL",
         "2020-05-04",
         "RETREAT/withdraw happened 2020-05-03 | Spain/state/ESP > Poland/state/POL"},
    };
    for (const Case& example : cases) {
        EXPECT_EQ(events_of(example), 2U) << example.what;
    }
}

TEST(Merge, ActsOfOneArticleAreNeverOne) {
    const char* const call =
        "CONSULT/phone happened 2020-05-03 | Ana Ruiz/person/ESP; Jan Kos/person/POL";
    const std::vector<MergeAct> acts{merge_act("a:1", "2020-05-04", call),
                                     merge_act("a:2", "2020-05-04", call),
                                     merge_act("b:1", "2020-05-04", call),
                                     merge_act("b:2", "2020-05-04", call),
                                     merge_act("c:1", "2020-05-04", call)};
    EXPECT_EQ(same_event(acts[0], acts[1], rules()), 0);
    EXPECT_THAT(merge(acts, rules(), {}),
                ElementsAre(ElementsAre(0, 2, 4), ElementsAre(1, 3)));
}

TEST(Merge, DecisionsGoBeforeLikelihoods) {
    const char* const call =
        "CONSULT/phone happened 2020-05-03 | Ana Ruiz/person/ESP; Jan Kos/person/POL";
    const std::vector<MergeAct> acts{
        merge_act("a:1", "2020-05-04", call),
        merge_act("b:1", "2020-05-04", call),
        merge_act("c:1", "2020-05-04", call),
        merge_act(
            "d:1",
            "2020-09-04",
            "AID/economic happened 2020-09-03 | Malta/state/MLT > Spain/state/ESP")};
    EXPECT_THAT(merge(acts, rules(), std::vector<MergeDecision>{{"b:1", "a:1", false}}),
                ElementsAre(ElementsAre(0, 2), ElementsAre(1), ElementsAre(3)));
    EXPECT_THAT(merge(acts, rules(), std::vector<MergeDecision>{{"d:1", "a:1", true}}),
                ElementsAre(ElementsAre(0, 1, 2, 3)));
    EXPECT_THAT(
        merge(acts,
              rules(),
              std::vector<MergeDecision>{{"b:1", "a:1", false}, {"a:1", "b:1", true}}),
        ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3)))
        << "the later decision holds";
    EXPECT_THAT(merge(acts,
                      rules(),
                      std::vector<MergeDecision>{{"a:1", "d:1", true},
                                                 {"b:1", "d:1", true},
                                                 {"a:1", "b:1", false},
                                                 {"nobody:1", "b:1", true}}),
                ElementsAre(ElementsAre(0, 2), ElementsAre(1, 3)))
        << "and what follows from it";
}

/// A chain of acts each of which is like the next is not one event.
TEST(Merge, NoChains) {
    std::vector<MergeAct> acts;
    for (int day = 1; day < 20; ++day) {
        const Day first = Day::from_civil(2020, 5, day);
        acts.push_back(merge_act(std::string(1, static_cast<char>('a' + day)) + ":1",
                                 (first + 4).iso(),
                                 "CONSULT/visit happened " + first.iso() + "/" +
                                     (first + 3).iso() +
                                     " | Ana Ruiz/person/ESP > Poland/state/POL"));
    }
    for (const auto& event : merge(acts, rules(), {})) {
        EXPECT_LE(event.size(), 8U);
    }
}

TEST(Merge, FewKeysThatLieByDay) {
    const MergeAct act =
        merge_act("a:1",
                  "2020-05-04",
                  "CONSULT/multilateral background - | A/state/ESP; B/state/POL; "
                  "C/state/MLT; D/state/FRA; E/person/USA; F/person/CAN");
    EXPECT_LE(merge_keys(act).own.size(), 8U);
    EXPECT_FALSE(merge_keys(act).own.empty());
    const MergeAct dated = merge_act(
        "a:1", "2020-05-04", "AID happened 2020-05-03 | A/state/ESP > B/state/POL");
    for (const std::uint64_t key : merge_keys(dated).own) {
        const auto day = static_cast<std::int32_t>(key >> 40U) - (1 << 23);
        EXPECT_LE(std::abs(day - Day::from_civil(2020, 5, 3).number), 6);
    }
    EXPECT_LE(merge_keys(dated).own.size(), 2U);
    MergeAct nobody = dated;
    nobody.parties.clear();
    nobody.published.reset();
    nobody.days.reset();
    EXPECT_EQ(merge_keys(nobody).own.size(), 1U);
}

TEST(Merge, KeysForAStrangeDate) {
    for (const char* date : {"1000-01-01", "2999-12-31", "1000", "2999"}) {
        const MergeAct act = merge_act("a:1",
                                       "2020-05-04",
                                       "CONSULT/visit background " + std::string(date) +
                                           " | A/state/ESP > B/state/POL");
        MergeAct copy = act;
        copy.doc = "b";
        EXPECT_TRUE(meet(act, copy)) << date;
        EXPECT_GT(same_event(act, copy, rules()), 0.5) << date;
    }
}

TEST(Sketch, WordsOfMeaning) {
    const Sketch one = sketch_of("The leaders were meeting in Hanoi, again.");
    const Sketch other = sketch_of("the LEADERS were meeting in Hà Nội again");
    EXPECT_NE(one.sentence, 0U);
    EXPECT_NE(one.sentence, other.sentence) << "Hanoi is one word, Hà Nội two";
    EXPECT_EQ(one.words.size(), 3U);
    EXPECT_EQ(sketch_of("The leaders were meeting in Hanoi again!").sentence,
              one.sentence);
    EXPECT_EQ(sketch_of("expelled 60").words, sketch_of("60 and expelling").words);
    EXPECT_EQ(sketch_of(" - ").sentence, 0U);
    EXPECT_THAT(sketch_of("").words, IsEmpty());
    std::string many;
    for (int i = 0; i < 200; ++i) {
        many += "word" + std::to_string(i) + ' ' + std::to_string(i) + "x ";
    }
    EXPECT_EQ(sketch_of(many).words.size(), 48U);
}

TEST(EventLinks, PlansAndDenials) {
    const MergeAct plan =
        merge_act("a:1",
                  "2020-05-01",
                  "AGREE/meet planned 2020-05-03/2020-05-05 | Ana Ruiz/person/ESP > "
                  "Poland/state/POL");
    const MergeAct visit = merge_act(
        "b:1",
        "2020-05-05",
        "CONSULT/visit happened 2020-05-04 | Ana Ruiz/person/ESP > Poland/state/POL");
    EXPECT_EQ(link_of(plan, visit, rules()), EventLinkKind::plan_of);
    EXPECT_EQ(link_of(visit, plan, rules()), EventLinkKind::carried_out_as);
    EXPECT_TRUE(meet(plan, visit));
    EXPECT_EQ(name(EventLinkKind::carried_out_as), "carried-out-as");

    MergeAct undated = plan;
    undated.days.reset();
    EXPECT_EQ(link_of(undated, visit, rules()), EventLinkKind::plan_of);
    EXPECT_TRUE(meet(undated, visit));
    MergeAct later = visit;
    later.days = parse_day_range("2020-07-04");
    later.published = Day::parse_iso("2020-07-05");
    EXPECT_EQ(link_of(undated, later, rules()), std::nullopt) << "after 64 days";
    EXPECT_EQ(link_of(plan, later, rules()), std::nullopt);

    const MergeAct back = merge_act(
        "c:1",
        "2020-05-05",
        "CONSULT/visit happened 2020-05-04 | Jan Kos/person/POL > Spain/state/ESP");
    EXPECT_EQ(link_of(plan, back, rules()), std::nullopt) << "the other's visit";
    const MergeAct talks = merge_act(
        "c:1",
        "2020-05-05",
        "CONSULT/meeting happened 2020-05-04 | Jan Kos/person/POL; Ana Ruiz/person/ESP");
    EXPECT_EQ(link_of(plan, talks, rules()), std::nullopt) << "talks on the visit";
    MergeAct planned_talks = talks;
    planned_talks.type = ActType::agree;
    planned_talks.mode = "meet";
    planned_talks.status = Status::planned;
    planned_talks.published = Day::parse_iso("2020-05-01");
    EXPECT_EQ(link_of(planned_talks, talks, rules()), EventLinkKind::plan_of);

    MergeAct denial = talks;
    denial.status = Status::denied;
    EXPECT_EQ(link_of(denial, talks, rules()), EventLinkKind::denial_of);
    EXPECT_EQ(link_of(talks, denial, rules()), EventLinkKind::denied_by);
    EXPECT_EQ(link_of(talks, talks, rules()), std::nullopt);
}

class MergeTable : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(::testing::TempDir()) /
                  ("merge_table_" +
                   std::string(
                       ::testing::UnitTest::GetInstance()->current_test_info()->name()));
        std::filesystem::create_directories(folder_);
        lines_ = {};
        std::ifstream shipped(rules_folder() + "/merge.tsv");
        for (std::string line; std::getline(shipped, line);) {
            lines_.push_back(line);
        }
    }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string fault() {
        std::ofstream out(folder_ / "merge.tsv");
        for (const std::string& line : lines_) {
            out << line << '\n';
        }
        out.close();
        const auto read = MergeRules::open(folder_.string());
        return read ? std::string() : read.error().text();
    }

    /// Number of the line of a feature, from 1.
    std::size_t line_of(const std::string& feature) {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (lines_[i].find('\t' + feature + '\t') != std::string::npos) {
                return i + 1;
            }
        }
        return 0;
    }

    std::filesystem::path folder_;
    std::vector<std::string> lines_;
};

TEST_F(MergeTable, Shipped) {
    EXPECT_EQ(fault(), "");
    EXPECT_EQ(rules().weight("link"), rules().link());
    EXPECT_EQ(rules().weight("nothing"), 0);
}

TEST_F(MergeTable, FaultsNameFileAndLine) {
    const std::vector<std::pair<std::string, std::string>> rows{
        {"weight\tunheard\t1\tnote", "there is no weight 'unheard'"},
        {"threshold\tbias\t0.1\tnote", "there is no threshold 'bias'"},
        {"weight\tbias\tmuch\tnote", "'much' is no number"},
        {"weight\tbias\t1\t", "a note is needed"},
        {"weight\tbias\t1\tnote", "'bias' stands there twice"},
        {"pair\tAGREE\t1\tnote", "two types are needed"},
        {"pair\tAGREE SUPPORT/sign\t1\tnote", "two types are needed"},
        {"pair\tAGREE UNHEARD\t1\tnote", "two types are needed"},
        {"pair\tAGREE/agree SUPPORT/sign\t1\tnote", "stands there twice"},
        {"pair\tSUPPORT/sign AGREE/agree\t1\tnote", "stands there twice"},
        {"pair\tAGREE ASSAULT\t1\tnote", "never compared"},
        {"pair\tCOOPERATE COOPERATE\t1000\tnote", "beyond 100"},
        {"weight\tbias", "fields"},
    };
    for (const auto& [row, expected] : rows) {
        lines_.push_back(row);
        EXPECT_THAT(fault(), HasSubstr(expected)) << row;
        EXPECT_THAT(fault(),
                    HasSubstr("merge.tsv:" + std::to_string(lines_.size()) + ":"))
            << row;
        lines_.pop_back();
    }
}

TEST_F(MergeTable, MissingAndOutOfRange) {
    const std::size_t line = line_of("words");
    const std::string kept = lines_[line - 1];
    lines_[line - 1] = "#";
    EXPECT_THAT(fault(), HasSubstr("the row 'words' is missing"));
    lines_[line - 1] = kept;
    lines_[line_of("link") - 1] = "threshold\tlink\t1.5\tnote";
    EXPECT_THAT(fault(), HasSubstr("'1.5' is out of range"));
    lines_[line_of("link") - 1] = "threshold\tlink\t0.9\tnote";
    EXPECT_THAT(fault(), HasSubstr("'merge' must not be less than 'link'"));
    std::filesystem::remove(folder_ / "merge.tsv");
    EXPECT_NE(MergeRules::open(folder_.string()).has_value(), true);
}

}  // namespace
}  // namespace chancery
