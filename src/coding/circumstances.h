// When, where and how: the date, place and channel of an act from the words around it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/draft.h"
#include "coding/times.h"
#include "ingest/article.h"

namespace chancery {

/// Finds the circumstances of drafts in one article; holds references only.
class Circumstances {
  public:
    Circumstances(const CodingInput& input,
                  const Article& article,
                  std::vector<TimeExpression> times);

    /// Sets date, place and channel of the draft, each with its reason, where the words
    /// of its sentence, or the communication that it stands in, give them.
    void settle(Draft& draft, const Discourse& discourse);

  private:
    [[nodiscard]] int closeness(TokenIndex trigger, TokenIndex word) const;
    [[nodiscard]] bool is_present(TokenIndex trigger) const;
    [[nodiscard]] bool belongs_to_other_noun(const TimeExpression& time,
                                             TokenIndex head,
                                             const Draft& draft) const;
    [[nodiscard]] int score_of(const TimeExpression& time, const Draft& draft) const;
    /// The time that is closest to the trigger in the tree, or null; `best_score` 1-4.
    [[nodiscard]] const TimeExpression* best_time(const Draft& draft,
                                                  int& best_score) const;
    [[nodiscard]] TokenIndex clause_of_saying(TokenIndex trigger) const;
    static const Communication* communication_of(const Draft& draft,
                                                 const Discourse& discourse);
    [[nodiscard]] bool addressed_in(const Act& act, const Communication& in) const;
    void settle_date(Draft& draft);
    void settle_place(Draft& draft) const;
    void settle_channel(Draft& draft) const;
    void inherit(Draft& draft, const Discourse& discourse) const;
    [[nodiscard]] std::optional<Channel> channel_phrase(const Draft& draft,
                                                        Span& words) const;
    [[nodiscard]] TokenIndex head_of(TokenIndex first, TokenIndex last) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    const Article& article_;
    std::vector<TimeExpression> times_;
    std::optional<Day> previous_;
};

}  // namespace chancery
