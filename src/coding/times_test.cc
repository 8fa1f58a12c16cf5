// Times of news prose: which words are found, and the days they stand for.
// SPDX-License-Identifier: Apache-2.0
#include "coding/times.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace chancery {
namespace {

constexpr auto past = TimeDirection::past;
constexpr auto future = TimeDirection::future;
constexpr auto unknown = TimeDirection::unknown;

const TimeWords& words() {
    static const TimeWords table = [] {
        auto loaded =
            TimeWords::open(std::string(CHANCERY_SOURCE_DIR) + "/data/coding/times.tsv");
        EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().text());
        return loaded ? *std::move(loaded) : TimeWords();
    }();
    return table;
}

/// One sentence whose tokens are the words between blanks.
Reading reading_of(std::string_view text) {
    Reading reading;
    std::uint32_t at = 0;
    while (at < text.size()) {
        const auto end =
            static_cast<std::uint32_t>(std::min(text.find(' ', at), text.size()));
        Token token;
        token.span = {at, end};
        reading.tokens.push_back(token);
        at = end + 1;
    }
    reading.sentences.push_back({0, static_cast<TokenIndex>(reading.tokens.size()), 0});
    return reading;
}

struct Row {
    const char* text;
    const char* published;
    TimeDirection direction;
    const char* times;  ///< "words=value" of each expression, joined by "; "
    const char* previous = "";
};

std::string found(const Row& row) {
    const std::string_view text = row.text;
    const Reading reading = reading_of(text);
    std::string out;
    for (const TimeExpression& e : find_times(reading, text, words())) {
        const ResolvedTime t = resolve_time(e,
                                            Day::parse_iso(row.published),
                                            row.direction,
                                            Day::parse_iso(row.previous));
        out +=
            (out.empty() ? "" : "; ") + std::string(quote(text, e.span)) + '=' + t.value;
    }
    return out;
}

class Times : public testing::TestWithParam<Row> {};

TEST_P(Times, FoundAndResolved) {
    EXPECT_EQ(found(GetParam()), GetParam().times) << GetParam().text;
}

// 2026-01-28 is a Wednesday.
constexpr const char* wed = "2026-01-28";

INSTANTIATE_TEST_SUITE_P(
    Weekdays,
    Times,
    testing::ValuesIn(std::vector<Row>{
        {"He met Xi on Tuesday.", wed, past, "Tuesday=2026-01-27"},
        {"He met Xi Tuesday.", wed, unknown, "Tuesday=2026-01-27"},
        {"He met Xi on Wednesday.", wed, past, "Wednesday=2026-01-28"},
        {"He met Xi on Thursday.", wed, past, "Thursday=2026-01-22"},
        {"He met Xi on Thursday.", wed, unknown, "Thursday=2026-01-22"},
        {"He will meet Xi on Thursday.", wed, future, "Thursday=2026-01-29"},
        {"He will meet Xi on Wednesday.", wed, future, "Wednesday=2026-01-28"},
        {"He will meet Xi on Tuesday.", wed, future, "Tuesday=2026-02-03"},
        {"last Tuesday", wed, past, "last Tuesday=2026-01-20"},
        {"last Wednesday", wed, past, "last Wednesday=2026-01-21"},
        {"next Monday", wed, future, "next Monday=2026-02-02"},
        {"next Wednesday", wed, unknown, "next Wednesday=2026-02-04"},
        {"this Friday", wed, unknown, "this Friday=2026-01-30"},
        {"this Friday", wed, past, "this Friday=2026-01-23"},
        {"this coming Sunday", wed, unknown, "this coming Sunday=2026-02-01"},
        {"this past Sunday", wed, unknown, "this past Sunday=2026-01-25"},
        {"on Monday evening", wed, past, "Monday evening=2026-01-26"},
        {"Monday's meeting", wed, past, "Monday=2026-01-26"},
        {"late on Thursday", wed, past, "late on Thursday=2026-01-22"},
        {"early Monday", wed, past, "early Monday=2026-01-26"},
        {"earlier on Tuesday", wed, past, "earlier on Tuesday=2026-01-27"},
        {"in the early hours of Monday", wed, past, "Monday=2026-01-26"},
        {"Tuesday local time", wed, past, "Tuesday local time=2026-01-27"},
        {"Tuesday (local time)", wed, past, "Tuesday (local time)=2026-01-27"},
        {"since Monday", wed, unknown, "Monday=2026-01-26"},
        {"by Friday", wed, unknown, "Friday=2026-01-30"},
        {"until Friday", wed, unknown, "Friday=2026-01-30"},
        {"until Friday", wed, past, "Friday=2026-01-23"},
        {"from Sunday to Tuesday", wed, past, "Sunday to Tuesday=2026-01-25/2026-01-27"},
        {"from Friday through Sunday",
         wed,
         future,
         "Friday through Sunday=2026-01-30/2026-02-01"},
        {"on Monday and Tuesday", wed, past, "Monday and Tuesday=2026-01-26/2026-01-27"},
        {"on Friday and Monday", wed, past, "Friday=2026-01-23; Monday=2026-01-26"},
        {"between Monday and Wednesday",
         wed,
         past,
         "Monday and Wednesday=2026-01-26/2026-01-28"},
        {"Tuesday next week", wed, unknown, "Tuesday next week=2026-02-03"},
        {"on Thursday of last week", wed, past, "Thursday of last week=2026-01-22"},
        {"the following Monday", wed, past, "following Monday=2026-01-12", "2026-01-06"},
        {"the previous Friday", wed, past, "previous Friday=2026-01-02", "2026-01-06"},
        {"the following Monday", wed, past, "following Monday="},
        {"(Wed)", wed, past, "Wed=2026-01-28"},
        {"Sun Yat-sen sat in the sun", wed, past, ""},
        {"met on Tuesday", "", past, "Tuesday="},
    }));

INSTANTIATE_TEST_SUITE_P(
    Dates,
    Times,
    testing::ValuesIn(std::vector<Row>{
        {"on January 24", wed, past, "January 24=2026-01-24"},
        {"on 24 January", wed, past, "24 January=2026-01-24"},
        {"on January 24 evening", wed, past, "January 24 evening=2026-01-24"},
        {"on Jan. 24, 2026", wed, past, "Jan. 24, 2026=2026-01-24"},
        {"on Jan 24 2026", wed, past, "Jan 24 2026=2026-01-24"},
        {"on 24th of January, 2026", wed, past, "24th of January, 2026=2026-01-24"},
        {"the 24th of January", wed, past, "the 24th of January=2026-01-24"},
        {"January the 24th", wed, past, "January the 24th=2026-01-24"},
        {"on 24 Jan. 2026", wed, past, "24 Jan. 2026=2026-01-24"},
        {"JANUARY 24", wed, past, "JANUARY 24=2026-01-24"},
        {"on Jan. 24, 2026", "", unknown, "Jan. 24, 2026=2026-01-24"},
        {"on Jan. 24", "", unknown, "Jan. 24="},
        {"on December 28", wed, past, "December 28=2025-12-28"},
        {"on December 28", wed, unknown, "December 28=2025-12-28"},
        {"on December 28", wed, future, "December 28=2026-12-28"},
        {"on March 3", wed, future, "March 3=2026-03-03"},
        {"on March 3", wed, unknown, "March 3=2026-03-03"},
        {"on March 3", wed, past, "March 3=2026-03-03"},
        {"on June 3", wed, past, "June 3=2025-06-03"},
        {"on January 20", wed, future, "January 20=2026-01-20"},
        {"on February 29", "2024-03-05", past, "February 29=2024-02-29"},
        {"on February 30, 2024", "2024-03-05", past, "February 30, 2024="},
        {"on Friday (Jan 23)", wed, past, "Friday (Jan 23)=2026-01-23"},
        {"on Jan. 23 (Friday)", wed, past, "Jan. 23 (Friday)=2026-01-23"},
        {"on Friday, January 23, 2026", wed, past, "Friday, January 23, 2026=2026-01-23"},
        {"on Friday, 23 January", wed, past, "Friday, 23 January=2026-01-23"},
        {"Fri, Jan. 23", wed, past, "Fri, Jan. 23=2026-01-23"},
        {"on Friday, 23 people", wed, past, "Friday=2026-01-23"},
        {"on March 20 last year", wed, past, "March 20 last year=2025-03-20"},
        {"on January 29–30", wed, future, "January 29–30=2026-01-29/2026-01-30"},
        {"on Jan. 29-30", wed, future, "Jan. 29-30=2026-01-29/2026-01-30"},
        {"from January 4 to 7", wed, past, "January 4 to 7=2026-01-04/2026-01-07"},
        {"from January 4 to January 7",
         wed,
         past,
         "January 4 to January 7=2026-01-04/2026-01-07"},
        {"from 4 to 7 January", wed, past, "4 to 7 January=2026-01-04/2026-01-07"},
        {"on 4-7 January 2026", wed, past, "4-7 January 2026=2026-01-04/2026-01-07"},
        {"between Jan 4 and Jan 7", wed, past, "Jan 4=2026-01-04; Jan 7=2026-01-07"},
        {"between January 4 and 7", wed, past, "January 4 and 7=2026-01-04/2026-01-07"},
        {"December 14 and 15 last year",
         wed,
         past,
         "December 14 and 15 last year=2025-12-14/2025-12-15"},
        {"on January 4, 5 and 6", wed, past, "January 4, 5 and 6=2026-01-04/2026-01-06"},
        {"on January 24 and 26 people", wed, past, "January 24=2026-01-24"},
        {"from December 30 to January 2",
         wed,
         past,
         "December 30 to January 2=2025-12-30/2026-01-02"},
        {"Nov. 30-Dec. 2, 2025", wed, past, "Nov. 30-Dec. 2, 2025=2025-11-30/2025-12-02"},
        {"from December 30, 2025 to January 2, 2026",
         wed,
         past,
         "December 30, 2025 to January 2, 2026=2025-12-30/2026-01-02"},
        {"30 January to 2 February",
         wed,
         future,
         "30 January to 2 February=2026-01-30/2026-02-02"},
        {"2026-01-24", wed, past, "2026-01-24=2026-01-24"},
        {"24/01/2026", wed, past, "24/01/2026=2026-01-24"},
        {"05/01/2026", wed, past, "05/01/2026=2026-01-05"},
        {"01/24/2026", wed, past, "01/24/2026=2026-01-24"},
        {"05/01/2026 and 01/24/2026",
         wed,
         past,
         "05/01/2026=2026-05-01; 01/24/2026=2026-01-24"},
        {"24.1.2026", wed, past, "24.1.2026=2026-01-24"},
        {"30/02/2026", wed, past, ""},
        {"1-2-3-2024", wed, past, ""},
        {"on the 5th", wed, past, "5th=2026-01-05"},
        {"on the 30th", wed, past, "30th=2025-12-30"},
        {"on the 30th", wed, future, "30th=2026-01-30"},
        {"from the 4th to the 7th", wed, past, "4th to the 7th=2026-01-04/2026-01-07"},
        {"on the 5th floor", wed, past, ""},
        {"the 14th National Congress", wed, past, ""},
        {"on Christmas Day", wed, past, "Christmas Day=2025-12-25"},
        {"New Year's Eve", wed, past, "New Year's Eve=2025-12-31"},
        {"New Year’s Day 2024", wed, past, "New Year’s Day 2024=2024-01-01"},
        {"at 10.30 on May 3, 2,000 people", wed, past, "May 3=2025-05-03"},
        {"January 24 percent", wed, past, "January 24=2026-01-24"},
    }));

INSTANTIATE_TEST_SUITE_P(
    MonthsAndYears,
    Times,
    testing::ValuesIn(std::vector<Row>{
        {"in October 2025", wed, past, "October 2025=2025-10"},
        {"in October, 2025", wed, past, "October, 2025=2025-10"},
        {"in October of 2025", wed, past, "October of 2025=2025-10"},
        {"last October", wed, past, "last October=2025-10"},
        {"last January", wed, past, "last January=2025-01"},
        {"next January", wed, past, "next January=2027-01"},
        {"this January", wed, past, "this January=2026-01"},
        {"this past May", "2020-10-19", past, "this past May=2020-05"},
        {"in October", wed, past, "October=2025-10"},
        {"in October", wed, unknown, "October=2025-10"},
        {"in October", wed, future, "October=2026-10"},
        {"in March", wed, unknown, "March=2026-03"},
        {"in January", wed, past, "January=2026-01"},
        {"October's summit", wed, past, "October=2025-10"},
        {"in November last year", wed, past, "November last year=2025-11"},
        {"in March of this year", wed, future, "March of this year=2026-03"},
        {"late last July", "2019-09-30", past, "late last July=2019-07"},
        {"in early April", "2022-05-01", past, "early April=2022-04"},
        {"since mid-April", "2024-08-18", past, "mid-April=2024-04"},
        {"at the end of March", wed, future, "end of March=2026-03"},
        {"in Jan. the talks", wed, past, "Jan.=2026-01"},
        {"from March to May 2025", wed, past, "March to May 2025=2025-03-01/2025-05-31"},
        {"between January and March 2025",
         wed,
         past,
         "January and March 2025=2025-01-01/2025-03-31"},
        {"Prime Minister Theresa May said", wed, past, ""},
        {"he may march on", wed, past, ""},
        {"in 2014", wed, past, "2014=2014"},
        {"the 2017 deployment", wed, past, "2017=2017"},
        {"early 2024", wed, past, "early 2024=2024"},
        {"the end of 2025", wed, past, "end of 2025=2025"},
        {"mid-2025", wed, past, "mid-2025=2025"},
        {"the 1990s", wed, past, "1990s="},
        {"from 2021 to 2025", wed, past, "2021 to 2025=2021-01-01/2025-12-31"},
        {"the 2026-2031 term", wed, past, "2026-2031="},
        {"Vision 2045", wed, past, ""},
        {"2000 soldiers", wed, past, ""},
        {"some $2024", wed, past, ""},
        {"last year", wed, past, "last year=2025"},
        {"this year", wed, past, "this year=2026"},
        {"later this year", wed, future, "later this year=2026"},
        {"early last year", wed, past, "early last year=2025"},
        {"the end of the year", wed, future, "end of the year=2026"},
        {"the first quarter", wed, past, "first quarter="},
        {"the first half of next year",
         "2025-12-29",
         future,
         "first half of next year=2026-01-01/2026-06-30"},
        {"the third quarter of 2025",
         wed,
         past,
         "third quarter of 2025=2025-07-01/2025-09-30"},
        {"last summer", "2018-08-03", past, "last summer=2017"},
        {"in the spring of 2023", wed, past, "spring of 2023=2023"},
        {"the fall of Kabul", wed, past, ""},
    }));

INSTANTIATE_TEST_SUITE_P(
    Counted,
    Times,
    testing::ValuesIn(std::vector<Row>{
        {"today", wed, past, "today=2026-01-28"},
        {"yesterday morning", wed, past, "yesterday morning=2026-01-27"},
        {"tomorrow", wed, future, "tomorrow=2026-01-29"},
        {"tonight", wed, future, "tonight=2026-01-28"},
        {"this morning", wed, past, "this morning=2026-01-28"},
        {"last night", wed, past, "last night=2026-01-27"},
        {"earlier today", wed, past, "earlier today=2026-01-28"},
        {"Russia Today reported", wed, past, ""},
        {"the day before yesterday", wed, past, "day before yesterday=2026-01-26"},
        {"the day after tomorrow", wed, past, "day after tomorrow=2026-01-30"},
        {"this week", wed, past, "this week=2026-01-26/2026-01-28"},
        {"this week", wed, future, "this week=2026-01-26/2026-02-01"},
        {"earlier this week", wed, past, "earlier this week=2026-01-26/2026-01-27"},
        {"later this week", wed, past, "later this week=2026-01-29/2026-02-01"},
        {"last week", wed, past, "last week=2026-01-19/2026-01-25"},
        {"next week", wed, future, "next week=2026-02-02/2026-02-08"},
        {"last week's attack", wed, past, "last week=2026-01-19/2026-01-25"},
        {"this month", wed, past, "this month=2026-01"},
        {"earlier this month", wed, past, "earlier this month=2026-01"},
        {"last month", wed, past, "last month=2025-12"},
        {"next month", "2025-12-29", future, "next month=2026-01"},
        {"two days ago", wed, past, "two days ago=2026-01-26"},
        {"10 days ago", "2026-02-16", past, "10 days ago=2026-02-06"},
        {"a week ago", wed, past, "a week ago=2026-01-19/2026-01-25"},
        {"two months ago", wed, past, "two months ago=2025-11"},
        {"a year ago", wed, past, "a year ago=2025"},
        {"Seventy-five years ago today",
         "2023-06-12",
         past,
         "Seventy-five years ago today=1948-06-12"},
        {"several days ago", wed, past, "several days ago="},
        {"a few weeks ago", wed, past, "a few weeks ago="},
        {"more than two years ago", wed, past, "two years ago="},
        {"days ago", wed, past, "days ago="},
        {"the same day", wed, past, "the same day=2026-01-24", "2026-01-24"},
        {"the same day", wed, past, "the same day="},
        {"that evening", wed, past, "that evening=2026-01-24", "2026-01-24"},
        {"later in the day", wed, past, "later in the day=2026-01-28"},
        {"later that day", wed, past, "later that day=2026-01-24", "2026-01-24"},
        {"the next day", wed, past, "next day=2026-01-25", "2026-01-24"},
        {"the following day", wed, past, "the following day=2026-01-25", "2026-01-24"},
        {"a day earlier", wed, past, "a day earlier=2026-01-23", "2026-01-24"},
        {"two days later", wed, past, "two days later=2026-01-26", "2026-01-24"},
        {"three weeks later",
         wed,
         past,
         "three weeks later=2026-01-19/2026-01-25",
         "2026-01-01"},
        {"the following week",
         wed,
         past,
         "the following week=2026-01-05/2026-01-11",
         "2026-01-01"},
        {"the following month", wed, past, "the following month=2023-07", "2023-06-10"},
        {"the following month", wed, past, "the following month="},
        {"a year later", wed, past, "a year later=2024", "2023-06-10"},
        {"the day before.", wed, past, "day before=2026-01-23", "2026-01-24"},
        {"a day after the summit", wed, past, "a day after=", "2026-01-24"},
        {"the day after his inauguration", wed, past, "day after=", "2026-01-24"},
        {"in the past three days", wed, past, "past three days=2026-01-25/2026-01-28"},
        {"in the past two months",
         "2017-05-13",
         past,
         "past two months=2017-03-13/2017-05-13"},
        {"over the past week", wed, past, "past week=2026-01-21/2026-01-28"},
        {"over the last year", wed, past, "last year="},
        {"over the weekend", wed, past, "the weekend=2026-01-24/2026-01-25"},
        {"this weekend", wed, future, "this weekend=2026-01-31/2026-02-01"},
        {"last weekend", "2026-01-25", past, "last weekend=2026-01-17/2026-01-18"},
        {"for three days", wed, past, "three days="},
        {"a two-year-old girl", wed, past, ""},
        {"on the last day of the visit", wed, past, ""},
        {"a four-day visit beginning Sunday",
         "2026-01-02",
         future,
         "four-day=; Sunday=2026-01-04/2026-01-07"},
        {"a four-day state visit to China from January 4",
         "2026-01-02",
         future,
         "four-day=; January 4=2026-01-04/2026-01-07"},
        {"arrived on Sunday for a three-day visit",
         "2024-04-22",
         past,
         "Sunday=2024-04-21/2024-04-23; three-day="},
        {"will travel this Sunday (Aug 18) on a three-day state visit",
         "2024-08-17",
         future,
         "this Sunday (Aug 18)=2024-08-18/2024-08-20; three-day="},
        {"returned from the four-day trip on Sunday (Sep 22)",
         "2024-09-23",
         past,
         "four-day=; Sunday (Sep 22)=2024-09-19/2024-09-22"},
        {"a two-day summit that ended on Tuesday",
         wed,
         past,
         "two-day=; Tuesday=2026-01-26/2026-01-27"},
        {"after three days of talks he met Xi on Tuesday",
         wed,
         past,
         "Tuesday=2026-01-27"},
    }));

TEST(TimesOfNames, APersonNamedMayIsNoMonth) {
    const std::string text = "in May of all people";
    Reading reading = reading_of(text);
    EXPECT_EQ(find_times(reading, text, words()).size(), 1U);
    reading.names.push_back({1, 2, NameKind::person});
    EXPECT_TRUE(find_times(reading, text, words()).empty());
}

TEST(TimesBounds, TellStartsAndEnds) {
    const struct {
        const char* text;
        TimeBound bound;
    } rows[] = {
        {"since Monday", TimeBound::since},
        {"from January 4", TimeBound::since},
        {"starting on Monday", TimeBound::since},
        {"until Friday", TimeBound::until},
        {"by Friday", TimeBound::until},
        {"before Friday", TimeBound::before},
        {"after Friday", TimeBound::after},
        {"on Friday", TimeBound::at},
        {"from Monday to Friday", TimeBound::at},
    };

    for (const auto& row : rows) {
        const auto times = find_times(reading_of(row.text), row.text, words());
        ASSERT_EQ(times.size(), 1U) << row.text;
        EXPECT_EQ(times[0].bound, row.bound) << row.text;
    }
}

TEST(TimesTokens, CoverTheExpression) {
    const std::string text = "He met them on January 4 to 7 in Hanoi";
    const auto times = find_times(reading_of(text), text, words());
    ASSERT_EQ(times.size(), 1U);
    EXPECT_EQ(times[0].first, 4U);
    EXPECT_EQ(times[0].last, 8U);
}

TEST(TimesProperties, AnyRowOfWordsGivesSpansInOrder) {
    const std::vector<std::string> parts{
        "the",     "a",    "on",    "of",   "last", "next",  "this",  "Tuesday",
        "January", "Jan.", "24",    "2026", "5th",  "and",   "to",    "-",
        "(",       ")",    ",",     "two",  "day",  "days",  "ago",   "later",
        "late",    "end",  "first", "half", "year", "week",  "for",   "that",
        "New",     "Year", "'",     "s",    "Day",  "early", "visit", "1990s"};
    std::uint32_t state = 1;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int n = 0; n < 8; ++n) {
            state = state * 1664525U + 1013904223U;  // Numerical Recipes
            text += (n == 0 ? "" : " ") + parts[(state >> 16U) % parts.size()];
        }
        std::uint32_t end = 0;
        for (const TimeExpression& e : find_times(reading_of(text), text, words())) {
            EXPECT_LE(end, e.span.begin) << text;
            EXPECT_LT(e.span.begin, e.span.end) << text;
            EXPECT_LE(e.span.end, text.size()) << text;
            EXPECT_LT(e.first, e.last) << text;
            end = e.span.end;
            const std::string value =
                resolve_time(e, Day::parse_iso(wed), past, Day::parse_iso(wed)).value;
            EXPECT_TRUE(value.empty() || value.size() == 4 || value.size() == 7 ||
                        value.size() == 10 || value.size() == 21)
                << text << ": " << value;
        }
    }
}

TEST(TimesRules, SayHowTheDayWasChosen) {
    const std::string text = "on Tuesday";
    const auto times = find_times(reading_of(text), text, words());
    ASSERT_EQ(times.size(), 1U);
    const auto t = resolve_time(times[0], Day::parse_iso(wed), future, std::nullopt);
    EXPECT_EQ(t.rule, "time:weekday:future");
    EXPECT_EQ(t.first_day(), Day::parse_iso("2026-02-03"));
}

TEST(TimeWordsTable, NamesFileAndLineOfAFault) {
    const struct {
        const char* row;
        const char* message;
    } rows[] = {
        {"monday\tweekday\t8\t", "t.tsv:2: class weekday does not take the value '8'"},
        {"monday\twekday\t1\t", "t.tsv:2: no such class: wekday"},
        {"\tweekday\t1\t", "t.tsv:2: no words"},
        {"since\tbound\tever\t", "t.tsv:2: a bound is since, until, before or after"},
        {"two\tnumber\t2\t\ntwo\tnumber\t2\t", "t.tsv:3: the same word and class twice"},
        {"two\tnumber\t2\t\ntwo\tmonth\t3\t",
         "t.tsv:3: another value for the same word above"},
    };

    for (const auto& row : rows) {
        const auto table = TimeWords::parse(
            std::string("words\tclass\tvalue\tnote\n") + row.row + '\n', "t.tsv");
        ASSERT_FALSE(table) << row.row;
        EXPECT_EQ(table.error().text(), row.message);
    }
}

}  // namespace
}  // namespace chancery
