// What speaks for or against a place as that of an act.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

/// Kinds of act that differ in how their places are told.
enum class PlaceGroup : std::uint8_t {
    deed,     ///< done to things and people at a spot: attacks, arrests, protests
    remote,   ///< by wire or letter
    visit,    ///< a visit made
    journey,  ///< a visit to come
    ahead,    ///< a meeting to come
    promise,  ///< what else is planned
    meeting,  ///< met face to face
    signing,  ///< of documents
    spoken,   ///< said to somebody who is there
    stated,   ///< said in public, or nobody tells how
    measure,  ///< sanctions and whatever else
};
inline constexpr std::size_t place_group_count = 11;
[[nodiscard]] std::string_view name(PlaceGroup group);  ///< "deed"

[[nodiscard]] std::optional<PlaceGroup> place_group_from(std::string_view text);

/// What speaks for or against a place; the names in place_choice.tsv are those of
/// place_sign_names, in this order.
enum class PlaceSign : std::uint8_t {
    // No place at all.
    none,               ///< every act has this choice
    none_old,           ///< of an act that the story only recalls
    none_without_near,  ///< nothing near tells where anything is
    none_against,       ///< though the rules gave one
    none_nowhere,       ///< the whole story says of no place that anything is there
    // Which rule gave the place.
    by_clause,
    by_communication,
    by_meeting,
    by_stay,
    by_dateline,
    by_scene,
    by_state,
    by_host,
    against_clause,   ///< though the clause of the act names another
    against_rule,     ///< though another rule gave another
    inside_of_rule,   ///< a city of the country that a rule gave
    inside_and_told,  ///< and the story puts most there
    // Where its name stands.
    in_clause,
    in_sentence_at,
    in_sentence_to,
    in_sentence,
    in_other_telling_at,  ///< of a sentence that tells the same act
    in_other_telling,
    before_at,
    before,
    after_at,
    after,
    in_paragraph_at,
    in_title_at,
    in_title,
    in_lead_at,
    in_lead,
    latest_at,  ///< where the story said last, before the act, that anything was
    next_at,
    dateline,
    dateline_at_home,  ///< in the country of who acts
    // What it is, and how the story speaks of it.
    country,
    city,
    other,
    capital,
    broad,           ///< of no country: a sea, a continent
    unlisted,        ///< a name that no table has
    across,          ///< the story tells what goes on "throughout" it
    one_of_country,  ///< the only city of its country in the story
    told_by_city,    ///< a country of which the story names a city at which things are
    only_city,       ///< the one city at which the story says that things are
    most_at,         ///< where the story puts most
    often_at,
    never_at,
    venue,       ///< a gathering is held there
    venue_here,  ///< and such a gathering is spoken of in the sentence of the act
    only_as_actor,
    // Whom it belongs to, and who is there.
    of_actor,
    seat_of_actor,  ///< the capital of who acts
    of_recipient,
    of_nobody,
    of_all,
    stay_near,
    stay,
    stay_of_other,
    visited,  ///< the host of a visit of one of the parties
    // Where the story puts its other acts.
    acts_nearest,
    acts_most,
    acts_some,
    acts_of_parties,
    acts_of_kind,
    // Acts for which what the story says elsewhere counts less.
    old_and_apart,
    sequel_and_apart,
};
inline constexpr std::size_t place_sign_count = 68;
[[nodiscard]] std::string_view name(PlaceSign sign);

/// The sign of that name.
[[nodiscard]] std::optional<PlaceSign> place_sign_from(std::string_view text);

/// A set of signs.
class PlaceSigns {
  public:
    void add(PlaceSign sign) { bits_.set(static_cast<std::size_t>(sign)); }

    void add_if(bool holds, PlaceSign sign) {
        if (holds) {
            add(sign);
        }
    }

    void add_one(bool first, PlaceSign one, PlaceSign other) { add(first ? one : other); }

    [[nodiscard]] bool has(PlaceSign sign) const {
        return bits_.test(static_cast<std::size_t>(sign));
    }

    [[nodiscard]] std::vector<std::string_view> names() const;

  private:
    std::bitset<place_sign_count> bits_;
};

/// One of the places that an act may have been done at, as data/coding/place_choice.tsv
/// judges it.
struct PlaceOption {
    std::string place;   ///< as the text names it; empty for no place
    PlaceSigns signs;    ///< what speaks for and against it
    float share = 0.0F;  ///< how likely it is among the act's options, 0-1
};

}  // namespace chancery
