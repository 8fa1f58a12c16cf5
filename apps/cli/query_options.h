// The filters of `acts` and `articles` on the command line.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "folders.h"
#include "ledger/ledger.h"

namespace chancery::cli {

/// Words as given; made into filters once a ledger is open.
struct QueryOptions {
    std::vector<std::string> actors, doers, recipients, countries, types, docs, statuses;
    std::vector<std::string> sectors, parties;  ///< "GOV", "Russia/MIL"; "CUB/party name"
    std::string date, from, to, outlet, words, channel;
    std::string cameo;
    std::vector<std::string> contexts;
    double min_confidence = 0;
    bool or_published = false;
    bool no_background = false;
    bool newest_first = false;
    std::uint32_t limit = 0;  ///< 0: all
};

void add_act_filters(CLI::App& command, QueryOptions& options);
/// `where` says in what --text looks for words.
void add_article_filters(CLI::App& command,
                         QueryOptions& options,
                         std::string_view where);

/// --sector and --party; `who` says of whom: "somebody who takes part".
void add_sector_filters(CLI::App& command, QueryOptions& options, std::string_view who);

/// The code of a sector, in capitals. Errors: there is none; names those there are.
Result<std::string> sector_of(const std::string& words);

/// A country and what stands behind the slash, of "Russia/MIL"; no country where there is
/// no slash.
struct OfCountry {
    std::string country, rest;
};

[[nodiscard]] OfCountry of_country(const std::string& words);

/// Errors: words that no filter can be made of. `ledger` is asked for names of states
/// that the tables do not know.
Result<ActFilter> act_filter(const QueryOptions& options,
                             const FolderOptions& folders,
                             Ledger& ledger);
Result<ArticleFilter> article_filter(const QueryOptions& options);

/// What was asked for, in a line that is the same for the same question; "" for all.
[[nodiscard]] std::string in_words(const QueryOptions& options);

}  // namespace chancery::cli
