// Who is said to be where: the officials of a story and the places at which its sentences
// put them. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "coding/draft.h"
#include "coding/story_acts.h"

namespace chancery::coding {

/// Somebody is said to be at a place.
struct Stay {
    ActorIndex who = no_actor;
    std::uint32_t sentence = 0;
    PlaceMention place;
};

/// The noun that a place names ("the Russian city of Kazan") or the site that is its
/// ("Cairo's Tahrir Square"), else the place itself.
[[nodiscard]] TokenIndex place_phrase(TokenIndex place,
                                      const Syntax& syntax,
                                      const CodingTables& tables);

/// Finds the stays of one article; holds references only.
class Stays {
  public:
    explicit Stays(const CodingInput& input);

    [[nodiscard]] const std::vector<Stay>& all() const { return stays_; }

    void add(ActorIndex who, std::uint32_t sentence, const PlaceMention& place) {
        stays_.push_back(Stay{who, sentence, place});
    }

    /// The city of a palace or a hall, where the article names one so near; else the
    /// place itself.
    [[nodiscard]] const PlaceMention& city_of(const PlaceMention& place) const;

    /// The nearest place for which `fits` holds at which the text puts the actor.
    template <typename Fits>
    const PlaceMention* of(ActorIndex who, std::uint32_t sentence, Fits&& fits) const {
        const PlaceMention* best = nullptr;
        std::uint32_t least = 0;
        for (const Stay& stay : stays_) {
            const std::uint32_t distance = StoryActs::far(sentence, stay.sentence);
            if (stay.who == who && (best == nullptr || distance < least) &&
                fits(stay.place)) {
                best = &stay.place;
                least = distance;
            }
        }
        return best;
    }

  private:
    void put(TokenIndex who, const PlaceMention& place);

    const Syntax& s_;
    const ArticleActors& a_;
    std::vector<Stay> stays_;
};

}  // namespace chancery::coding
