// Rules found in the trees of an article: acts with their participants, before the
// article is looked at as a whole. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "coding/act.h"
#include "coding/modality.h"
#include "coding/roles.h"
#include "coding/rules.h"
#include "coding/syntax.h"

namespace chancery {

/// An act as one sentence tells it, with what later steps need to know of the words.
struct Draft {
    Act act;
    const Rule* rule = nullptr;
    TriggerSite site;
    TokenIndex trigger = no_token;
    std::uint32_t sentence = 0;
    Modality modality;
    bool collective = false;     ///< told of a group, as "the leaders of Laos and China"
    bool joint = false;          ///< the participants are listed as one party of a call
    bool incomplete = false;     ///< lacks a recipient that the occasion may still give
    bool apart = false;          ///< one of several meetings that are told as separate
    bool in_title = false;       ///< read from the headline
    bool also_in_title = false;  ///< the headline tells it as well
    std::uint32_t tellings = 1;  ///< sentences or clauses that tell this act
    std::vector<std::uint32_t> also_in;  ///< the other sentences that do
};

/// What a matcher reads from; all must outlive it.
struct CodingInput {
    const Syntax* syntax = nullptr;
    const ArticleActors* actors = nullptr;
    const CodingTables* tables = nullptr;
    const ArticleStatements* statements = nullptr;  ///< who says what, to whom
};

}  // namespace chancery
