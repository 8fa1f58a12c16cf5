// SPDX-License-Identifier: Apache-2.0
#include "actors/groups.h"

#include "actors/draft.h"
#include "actors/grammar.h"

namespace chancery {

namespace {

/// The last word before a preposition: "Ministry" in "the Ministry of Foreign Affairs".
TokenIndex head_noun(const actors::Phrase& phrase, const Reading& reading) {
    TokenIndex i = phrase.first;
    while (i + 1 < phrase.last && reading.tokens[i + 1].upos != Upos::adp &&
           reading.tokens[i + 1].upos != Upos::punct) {
        ++i;
    }
    return i;
}

}  // namespace

ArticleNames::ArticleNames(const Article& article,
                           const Reading& reading,
                           const ActorTables& tables)
    : draft_(std::make_unique<actors::Draft>(article, reading, tables)) {}

ArticleNames::~ArticleNames() = default;
ArticleNames::ArticleNames(ArticleNames&&) noexcept = default;
ArticleNames& ArticleNames::operator=(ArticleNames&&) noexcept = default;

std::vector<TokenGroup> ArticleNames::groups() {
    actors::Draft& draft = *draft_;
    if (used_) {
        draft.begin_again();
    }
    used_ = true;
    actors::find_phrases(draft);
    std::vector<TokenGroup> groups;
    for (const actors::Phrase& phrase : draft.phrases) {
        const bool person = phrase.found == actors::Found::person;
        const bool other = phrase.found == actors::Found::body ||
                           phrase.found == actors::Found::organisation ||
                           phrase.found == actors::Found::state;
        // As one word "500 troops" would lose what "about 500" hangs upon.
        const bool counted = !person && draft.token(phrase.first).upos == Upos::num;
        if (phrase.last - phrase.first < 2 || (!person && !other) || counted) {
            continue;
        }
        const bool named = person && phrase.name_last > phrase.name_first;
        const TokenIndex head =
            named ? phrase.name_last - 1 : head_noun(phrase, draft.reading);
        groups.push_back(TokenGroup{phrase.first, phrase.last, head});
    }
    return groups;
}

}  // namespace chancery
