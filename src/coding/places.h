// Where an act was done, from the places that its sentence names.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "coding/attachment.h"
#include "coding/draft.h"

namespace chancery {

/// Enters the place in the act, with its reason.
void set_place(Act& act,
               const PlaceMention& place,
               std::string_view rule,
               float confidence);

/// True for acts that are done to things and people at a spot – attacks, arrests,
/// protests, movements of troops –, not for what is said or agreed.
[[nodiscard]] bool is_material(const Act& act);

/// Reads places of one article; holds references only.
class Places {
  public:
    explicit Places(const CodingInput& input)
        : s_(*input.syntax), a_(*input.actors), t_(*input.tables), attachment_(input) {}

    /// Sets the place of the draft where its sentence names one: the place closest to the
    /// trigger, a city before its country; of a visit else the state of the host.
    void settle(Draft& draft) const;

    /// A place of the draft's sentence that is said of the act.
    struct Claim {
        const PlaceMention* place = nullptr;
        int score = 0;  ///< how close to the trigger, and how exact; above 0
    };

    /// All of them, in the order of the text.
    [[nodiscard]] std::vector<Claim> claims(const Draft& draft) const;

  private:
    [[nodiscard]] bool is_where(const Draft& draft, const PlaceMention& place) const;
    [[nodiscard]] bool by_preposition(const Draft& draft,
                                      std::string_view preposition) const;
    [[nodiscard]] bool is_name_of_act(const Draft& draft,
                                      const PlaceMention& place) const;
    [[nodiscard]] bool hangs_on_other_noun(const Draft& draft, TokenIndex place) const;
    [[nodiscard]] int score_of(const Draft& draft, const PlaceMention& place) const;
    void settle_host(Draft& draft) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    Attachment attachment_;
};

}  // namespace chancery
