// What the comparison of acts looks at, as data/ledger/merge.tsv names it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ledger/merge.h"

namespace chancery {

/// In the order of merge_feature_names. What each means is said in data/ledger/merge.tsv.
enum class MergeFeature : std::uint8_t {
    // Thresholds: likelihoods, 0-1; days.
    link,
    merge,
    least_side,
    plan_days,
    plan_parties,
    // How much two participants are the same, 0-1.
    by_name,
    by_name_other_code,
    person_state,
    body_state,
    body_person,
    body_body,
    group_state,
    group_group,
    other_state,
    alone,
    // Weights: logarithms of odds.
    bias,
    mode_same,
    mode_missing,
    mode_differs,
    shape_differs,
    day_same,
    days_overlap,
    day_next,
    day_undated,
    undated_near,
    undated_far,
    coarse_same,
    coarse,
    coarse_undated,
    parties,
    party_conflict,
    side_missing,
    person_same,
    place_same,
    place_differs,
    site_differs,
    country_differs,
    channel_same,
    channel_differs,
    count_same,
    count_differs,
    words,
    words_usual,
    sentence_same,
    both_background,
    last = both_background,
};
inline constexpr std::size_t merge_feature_count =
    static_cast<std::size_t>(MergeFeature::last) + 1;

inline constexpr std::array<std::string_view, merge_feature_count> merge_feature_names{
    "link",
    "merge",
    "least-side",
    "plan-days",
    "plan-parties",
    "by-name",
    "by-name-other-code",
    "person-state",
    "body-state",
    "body-person",
    "body-body",
    "group-state",
    "group-group",
    "other-state",
    "alone",
    "bias",
    "mode-same",
    "mode-missing",
    "mode-differs",
    "shape-differs",
    "day-same",
    "days-overlap",
    "day-next",
    "day-undated",
    "undated-near",
    "undated-far",
    "coarse-same",
    "coarse",
    "coarse-undated",
    "parties",
    "party-conflict",
    "side-missing",
    "person-same",
    "place-same",
    "place-differs",
    "site-differs",
    "country-differs",
    "channel-same",
    "channel-differs",
    "count-same",
    "count-differs",
    "words",
    "words-usual",
    "sentence-same",
    "both-background",
};

/// Types whose acts can be one event, beside each type for itself.
enum class MergeFamily : std::uint8_t {
    talks,   ///< CONSULT; AGREE to meet
    deals,   ///< AGREE, COOPERATE, SUPPORT/sign
    favour,  ///< SUPPORT
    concede,
    aid,
    retreat,
    words,  ///< REQUEST, ACCUSE, REJECT, THREATEN
    protest,
    mobilize,
    duress,  ///< SANCTION, COERCE
    assault,
};
[[nodiscard]] MergeFamily merge_family(ActType type, std::string_view mode);

/// A number for a type and mode; that of the type alone for an empty mode.
[[nodiscard]] std::uint32_t merge_kind(ActType type, std::string_view mode);

/// When an act was done, as far as it is known.
struct MergeWindow {
    enum class Grade : std::uint8_t {
        days,     ///< a day, or few
        coarse,   ///< a month, a year, many days
        undated,  ///< what the article's day lets expect
        none,     ///< nothing is known
    };

    std::int32_t first = 0;  ///< numbers of days
    std::int32_t last = 0;
    Grade grade = Grade::none;
};

[[nodiscard]] MergeWindow merge_window(const MergeAct& act);

/// What the times of two acts say of their being one event: a logarithm of odds. Nothing
/// where they cannot have been done at the same time.
[[nodiscard]] std::optional<double> time_weight(const MergeAct& one,
                                                const MergeAct& other,
                                                const MergeRules& rules);

/// same_event() of two acts as if their sentences had no word in common and they were of
/// two articles; not cut at link().
[[nodiscard]] double same_event_whatever_words(const MergeAct& one,
                                               const MergeAct& other,
                                               const MergeRules& rules);

}  // namespace chancery
