// Phrases that a parser hung on a time by mistake go where the time hangs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coding/rules.h"
#include "coding/times.h"
#include "reading/reading.h"

namespace chancery {

/// "spoke on Sunday with the minister": the minister was spoken with; Sunday has no
/// minister. Tokens outside a time whose head lies in it move to what governs the time
/// (clauses to the nearest verb there). "of" phrases and relative clauses stay. The trees
/// stay trees. An infinitive right behind a time completes a verb of the class
/// `infinitive-verb`: "threatened on Monday to close the strait".
void free_time_adjuncts(const std::vector<TimeExpression>& times,
                        const CodingTables& tables,
                        Reading& reading);

}  // namespace chancery
