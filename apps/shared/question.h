// A question to a ledger in the words of who asks: on the command line and over HTTP.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"
#include "shared/folders.h"
#include "shared/state_names.h"

namespace chancery {

/// Words as given; made into filters once a ledger is open.
struct Question {
    std::vector<std::string> actors, doers, recipients, countries, types, docs, statuses;
    std::vector<std::string> sectors, parties;  ///< "GOV", "Russia/MIL"; "CUB/party name"
    std::string date, from, to, outlet, words, channel, place;
    std::string cameo;
    std::vector<std::string> contexts;
    double min_confidence = 0;
    bool or_published = false;
    bool no_background = false;
    bool newest_first = false;
    std::uint32_t limit = 0;  ///< 0: all
};

/// The code of a sector, in capitals. Errors: there is none; names those there are.
Result<std::string> sector_of(const std::string& words);

/// A country and what stands behind the slash, of "Russia/MIL"; no country where there is
/// no slash.
struct OfCountry {
    std::string country, rest;
};

[[nodiscard]] OfCountry of_country(const std::string& words);

/// Errors: words that no filter can be made of; `file` of the error is the name of the
/// field ("date"). `ledger` is asked for names of states that the tables do not know.
Result<ActFilter> act_filter(const Question& options,
                             const StateNames& states,
                             Ledger& ledger);
/// The same, reading the names of states anew.
Result<ActFilter> act_filter(const Question& options,
                             const FolderOptions& folders,
                             Ledger& ledger);
Result<ArticleFilter> article_filter(const Question& options);

/// The same asked of statements: who does speaks, recipients are spoken to, and whoever
/// has no role (a country, a sector) speaks.
[[nodiscard]] StatementFilter statement_filter(const ActFilter& acts);

/// What was asked for, in a line that is the same for the same question; "" for all.
[[nodiscard]] std::string in_words(const Question& options);

}  // namespace chancery
