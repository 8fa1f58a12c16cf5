// SPDX-License-Identifier: Apache-2.0
#include "coding/statements.h"

#include "coding/statement_finder.h"

namespace chancery {

ArticleStatements find_statements(const StatementInput& input) {
    return StatementFinder(input).find();
}

}  // namespace chancery
