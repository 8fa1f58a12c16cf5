// By which channel an act was done: from its rule, the words of its sentence, and the
// usage of its type. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "coding/attachment.h"
#include "coding/draft.h"

namespace chancery {

/// Reads channels of one article; holds references only.
class Channels {
  public:
    explicit Channels(const CodingInput& input)
        : s_(*input.syntax), a_(*input.actors), t_(*input.tables), attachment_(input) {}

    /// Sets the channel where the rule or the words of the sentence give one.
    void settle(Draft& draft) const;

    /// Sets the channel that data/coding/usual_channels.tsv has for the type where
    /// nothing has said it; takes it away from meetings to come of which no person is
    /// told.
    void settle_usual(Act& act) const;

    /// The longest phrase of channels.tsv that begins at the token, or null.
    [[nodiscard]] const ChannelPhrase* phrase_at(TokenIndex at, TokenIndex end) const;

  private:
    [[nodiscard]] std::string word(TokenIndex i) const;
    [[nodiscard]] bool matches(const ChannelPhrase& phrase,
                               TokenIndex at,
                               TokenIndex end) const;
    [[nodiscard]] std::optional<Channel> phrase_near(const Draft& draft,
                                                     Span& words) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    Attachment attachment_;
};

}  // namespace chancery
