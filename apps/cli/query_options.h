// The filters of `acts` and `articles` on the command line.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <CLI/CLI.hpp>

#include "shared/question.h"

namespace chancery::cli {

using QueryOptions = Question;

void add_act_filters(CLI::App& command, QueryOptions& options);
/// `where` says in what --text looks for words.
void add_article_filters(CLI::App& command,
                         QueryOptions& options,
                         std::string_view where);

/// --sector and --party; `who` says of whom: "somebody who takes part".
void add_sector_filters(CLI::App& command, QueryOptions& options, std::string_view who);

/// Says what is wrong with a question, naming the option; the exit code for it.
[[nodiscard]] int question_fault(const Error& error);

}  // namespace chancery::cli
