// The places that an act may have been done at, each with what speaks for and against it:
// all that the article names, by where it names them and what else it puts there.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "coding/attachment.h"
#include "coding/place_signs.h"
#include "coding/place_spots.h"
#include "coding/places.h"
#include "coding/stays.h"
#include "coding/story_acts.h"
#include "ingest/article.h"

namespace chancery::coding {

/// What speaks for a place as that of one act.
struct SpotSigns {
    const Spot* spot = nullptr;  ///< null for no place
    PlaceSigns signs;
    Span words;  ///< the nearest telling
};

/// Views the drafts of one article, which must outlive it. To be made before rules
/// complete places: what acts have then is what their own sentences say.
class PlaceOptions {
  public:
    PlaceOptions(const CodingInput& input,
                 const Article& article,
                 const StoryActs& acts,
                 std::uint32_t lead_end);

    /// No place first, then the places in the order of the text. `stays` as they are
    /// once rules are done.
    [[nodiscard]] std::vector<SpotSigns> of(std::size_t draft, const Stays& stays) const;

    /// The spot of a place that an act was given, or null.
    [[nodiscard]] const Spot* spot_of(const Act& act) const;

  private:
    /// An act whose own sentence says where it was.
    struct Placed {
        std::size_t draft = 0;
        std::uint32_t sentence = 0;
        std::size_t spot = 0;
    };

    /// A visit that the story tells.
    struct Visit {
        std::size_t draft = 0;
        std::vector<std::size_t> spots;  ///< the host's
    };

    static constexpr std::size_t most_acts = 200;  ///< of which the places are known
    static constexpr std::size_t nowhere = Spots::nowhere;

    void count();
    void find_placed();
    void find_visits();
    void find_venues();
    [[nodiscard]] PlaceSigns kind_of(const Spot& spot) const;
    void add_positions(const Draft& draft, SpotSigns& out) const;
    void add_telling(const Draft& draft,
                     const Spot::Telling& telling,
                     PlaceSigns& signs) const;
    void add_parties(const Act& act, const Spot& spot, PlaceSigns& signs) const;
    void add_stays(const Draft& draft,
                   const Stays& stays,
                   std::vector<SpotSigns>& out) const;
    void add_visits(const Act& act, std::vector<SpotSigns>& out) const;
    void add_scene(std::uint32_t sentence, std::vector<SpotSigns>& out) const;
    void add_acts(std::size_t draft, std::vector<SpotSigns>& out) const;
    void add_votes(const Draft& draft, std::vector<SpotSigns>& out) const;
    void add_distance(const Draft& draft, std::vector<SpotSigns>& out) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const StoryActs& acts_;
    Attachment attachment_;
    Places places_;
    std::uint32_t lead_end_;
    Spots spots_;
    std::vector<PlaceSigns> kinds_;  ///< of each spot, the same for all acts
    std::vector<Placed> placed_;
    std::vector<Visit> visits_;
    std::map<std::string_view, std::set<std::uint32_t>> venues_;
    std::size_t most_placed_ = nowhere;  ///< the spot of most acts
    std::size_t most_told_ = nowhere;    ///< the spot at which most is said to be
    std::size_t only_city_ = nowhere;
};

}  // namespace chancery::coding
