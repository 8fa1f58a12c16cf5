// The filters of `acts` and `articles` on the command line.
// SPDX-License-Identifier: Apache-2.0
#include "query_options.h"

#include <algorithm>

#include "actors/actor.h"
#include "coding/act.h"
#include "coding/contexts.h"
#include "commands.h"

namespace chancery::cli {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

void add_common_filters(CLI::App& command, QueryOptions& options) {
    command.add_option("--date", options.date, "a day, interval, month or year");
    command.add_option("--from", options.from, "from this day (or month, year) on");
    command.add_option("--to", options.to, "up to and with this day (or month, year)");
    command.add_option(
        "--outlet", options.outlet, "told by this outlet (words of its name)");
    command.add_option("--doc", options.docs, "told in this article; may be repeated");
    command.add_option("-n,--limit", options.limit, "at most this many")
        ->check(CLI::PositiveNumber);
}

}  // namespace

void add_sector_filters(CLI::App& command, QueryOptions& options, std::string_view who) {
    command.add_option("--sector",
                       options.sectors,
                       std::string(who) +
                           " is of this sector: GOV, MIL, PTY, …, or of a country's: "
                           "Russia/MIL; repeated: all of them");
    command.add_option(
        "--party",
        options.parties,
        std::string(who) +
            " is this political party or holds an office of it: words of "
            "its name, or Cuba/\"communist party\"; repeated: all of them");
}

void add_act_filters(CLI::App& command, QueryOptions& options) {
    command.add_option(
        "--actor",
        options.actors,
        "somebody takes part: words of a name in any spelling, a country or a "
        "code; repeated: all of them take part");
    command.add_option("--by", options.doers, "the same, as the one who acts");
    command.add_option(
        "--recipient", options.recipients, "the same, as the one acted upon");
    command.add_option("--country",
                       options.countries,
                       "somebody of this country takes part (name or code)");
    add_sector_filters(command, options, "somebody who takes part");
    command.add_option(
        "--type", options.types, "PLOVER type, or type/mode; repeated: any of them");
    add_common_filters(command, options);
    command.add_flag("--or-published",
                     options.or_published,
                     "with dates: acts without a date count by their article's day");
    command.add_option("--text",
                       options.words,
                       "these words are in the evidence; with AND, OR, NOT or -word, "
                       "\"phrases\", word*, NEAR(a b, 5), parentheses");
    command.add_option("--channel", options.channel, "letter, phone, in_person, …")
        ->transform([](const std::string& word) { return lower(word); })
        ->check([](const std::string& word) {
            return channel_from(word) ? "" : "--channel " + word + ": not a channel";
        });
    command.add_option(
        "--place", options.place, "there: words of the place's name, or its country");
    command.add_option("--status", options.statuses, "happened, planned or denied")
        ->check(CLI::IsMember({"happened", "planned", "denied"}));
    command.add_option("--cameo", options.cameo, "the CAMEO code starts so: 04, 0332")
        ->check([](const std::string& word) {
            const bool digits = !word.empty() && word.size() <= 4 &&
                                word.find_first_not_of("0123456789") == word.npos;
            return digits ? "" : "--cameo " + word + ": not the start of a code";
        });
    command
        .add_option("--context",
                    options.contexts,
                    "about this: military, economic, …; repeated: any of them")
        ->check([](const std::string& word) {
            return context_from(word) ? "" : "--context " + word + ": not a context";
        });
    command.add_option("--min-confidence", options.min_confidence, "0 to 1")
        ->check(CLI::Range(0.0, 1.0));
    command.add_flag(
        "--no-background", options.no_background, "leave out acts told as background");
    command.add_flag("-r,--newest-first", options.newest_first, "latest day first");
}

void add_article_filters(CLI::App& command,
                         QueryOptions& options,
                         std::string_view where) {
    add_common_filters(command, options);
    command.add_option("--text",
                       options.words,
                       "these words are in " + std::string(where) +
                           "; with AND, OR, NOT or -word, \"phrases\", word*, NEAR(a b, "
                           "5), parentheses");
}

int question_fault(const Error& error) {
    return usage_fault(error.file.empty() ? error.message
                                          : "--" + error.file + ' ' + error.message);
}

}  // namespace chancery::cli
