// How far two acts have the same participants. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ledger/merge_rules.h"

namespace chancery {

/// Which participants.
enum class MergeRole : std::uint8_t { any, actor, recipient };

/// How far the participants of one role are the same.
struct MergeSide {
    double share = 0;      ///< of those on both sides who are on the other, 0-1
    double strangers = 0;  ///< share of those who are not, on the side that has fewer
    std::uint32_t persons = 0;        ///< who are the same
    bool several = false;             ///< on both sides
    bool one = false, other = false;  ///< anybody is there
};

[[nodiscard]] MergeSide compare_side(const MergeAct& one,
                                     const MergeAct& other,
                                     MergeRole role,
                                     const MergeRules& rules);

/// What the participants say of two acts being one event: a logarithm of odds. Nothing
/// where the two are done by, or to, others.
[[nodiscard]] std::optional<double> party_weight(const MergeAct& one,
                                                 const MergeAct& other,
                                                 const MergeRules& rules);

[[nodiscard]] bool has_recipient(const MergeAct& act);

/// Whether one name is the other, or a part of it: "trump", "donald trump". Both as
/// name_key() gives them.
[[nodiscard]] bool names_agree(std::string_view a, std::string_view b);

}  // namespace chancery
