// By which channel an act was done: from its rule, the words of its sentence, and the
// usage of its type. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "coding/attachment.h"
#include "coding/draft.h"

namespace chancery {

/// Reads channels of one article; holds references only.
class Channels {
  public:
    explicit Channels(const CodingInput& input)
        : s_(*input.syntax), t_(*input.tables), attachment_(input) {}

    /// Sets the channel where the rule or the words of the sentence give one.
    void settle(Draft& draft) const;

    /// Sets the channel that is usual for the type where nothing has said it.
    void settle_usual(Act& act) const;

  private:
    [[nodiscard]] bool matches(const ChannelPhrase& phrase,
                               TokenIndex at,
                               TokenIndex end) const;
    [[nodiscard]] std::optional<Channel> phrase_near(const Draft& draft,
                                                     Span& words) const;

    const Syntax& s_;
    const CodingTables& t_;
    Attachment attachment_;
};

}  // namespace chancery
