// Finds who said what in one article: the statements, from the words of speaking in its
// trees and from its quotation marks. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "actors/actor.h"
#include "coding/rules.h"
#include "coding/statement.h"
#include "coding/syntax.h"
#include "ingest/article.h"

namespace chancery {

/// What the finder reads from; all must outlive the call.
struct StatementInput {
    const Article* article = nullptr;
    const Syntax* syntax = nullptr;
    const ArticleActors* actors = nullptr;
    const CodingTables* tables = nullptr;
};

/// The statements of an article in the order of their content. Depends on its arguments
/// alone; time grows with the tokens. Precondition: all parts of the input were made from
/// the article.
[[nodiscard]] ArticleStatements find_statements(const StatementInput& input);

}  // namespace chancery
