// SPDX-License-Identifier: Apache-2.0
#include "ledger/merge_parties.h"

#include <algorithm>

namespace chancery {

namespace {

using F = MergeFeature;

/// Parties of an act that are compared; more are not looked at.
constexpr std::size_t most_parties = 16;
/// Likenesses are added up as whole numbers, so that no order counts.
constexpr std::uint32_t whole = 10000;
/// Below this a participant has nobody on the other side.
constexpr std::uint32_t least_likeness = whole / 5;
/// From this on he is the same by name.
constexpr std::uint32_t by_name_likeness = whole / 4 * 3;

/// Whether two words of names are one, but for their endings: "zelensky", "zelenskyy".
bool words_agree(std::string_view a, std::string_view b) {
    if (a == b) {
        return true;
    }
    constexpr std::size_t stem = 6;
    return a.size() >= stem && b.size() >= stem &&
           a.size() - b.size() + 1 <= 2 &&  // differ by one letter at most
           a.substr(0, std::min(a.size(), b.size()) - 1) ==
               b.substr(0, std::min(a.size(), b.size()) - 1);
}

bool has_word(std::string_view name, std::string_view word) {
    for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find(' ', begin), name.size());
        if (words_agree(name.substr(begin, end - begin), word)) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

enum class Sort : std::uint8_t { person, state, body, group, other };

Sort sort_of(ActorKind kind) {
    switch (kind) {
        case ActorKind::person:
            return Sort::person;
        case ActorKind::state:
        case ActorKind::igo:
            return Sort::state;
        case ActorKind::body:
        case ActorKind::party:
            return Sort::body;
        case ActorKind::armed_group:
        case ActorKind::people:
            return Sort::group;
        default:
            return Sort::other;
    }
}

/// Of two that belong to the same state or organisation and have other names.
F relation(Sort one, Sort other) {
    const Sort a = std::min(one, other);
    const Sort b = std::max(one, other);
    if (a == Sort::state) {
        return b == Sort::state   ? F::by_name
               : b == Sort::body  ? F::body_state
               : b == Sort::group ? F::group_state
                                  : F::other_state;
    }
    if (a == Sort::person) {
        return b == Sort::state  ? F::person_state
               : b == Sort::body ? F::body_person
                                 : F::bias;  // none
    }
    if (a == Sort::body && b == Sort::body) {
        return F::body_body;
    }
    return a == Sort::group && b == Sort::group ? F::group_group : F::bias;
}

/// How much two participants are the same, 0-1.
double likeness(const MergeParty& a, const MergeParty& b, const MergeRules& rules) {
    const bool coded = !a.code.empty() && !b.code.empty();
    const bool same_code = coded && a.code == b.code;
    const Sort one = sort_of(a.kind);
    const Sort other = sort_of(b.kind);
    if (one == Sort::state && other == Sort::state) {
        return same_code || (!coded && a.key == b.key) ? rules[F::by_name] : 0;
    }
    if (coded && !same_code) {
        return a.key == b.key ? rules[F::by_name_other_code] : 0;
    }
    if (one == other) {
        if (names_agree(a.key, b.key)) {
            return rules[F::by_name];
        }
    } else if (a.key == b.key) {
        return rules[F::by_name];
    }
    if (!same_code) {
        return 0;
    }
    const F feature = relation(one, other);
    return feature == F::bias ? 0 : rules[feature];
}

bool plays(const MergeParty& party, MergeRole role) {
    return role == MergeRole::any || party.recipient == (role == MergeRole::recipient);
}

/// The participants of one act, each with how much he is one of the other's.
struct Crowd {
    std::uint32_t size = 0;
    std::uint32_t alone = 0;  ///< who have nobody on the other side
    std::uint32_t persons = 0;
    std::uint32_t sum = 0;

    void add(const MergeParty& party, std::uint32_t most) {
        ++size;
        sum += most;
        alone += most < least_likeness ? 1U : 0U;
        persons += party.kind == ActorKind::person && most >= by_name_likeness ? 1U : 0U;
    }

    [[nodiscard]] double share_alone() const { return static_cast<double>(alone) / size; }
};

/// Acts whose parties do it together, so that it does not matter who is by_name_likeness
/// first.
bool is_mutual(const MergeAct& act) {
    switch (act.type) {
        case ActType::consult:
        case ActType::agree:
        case ActType::cooperate:
            return true;
        case ActType::support:
            return act.mode == "sign";
        case ActType::retreat:
            return act.mode == "ceasefire";
        default:
            return false;
    }
}

/// Acts that one side does and the other receives, although their type is mutual.
bool is_directed(const MergeAct& act) {
    return act.type == ActType::agree ||
           (act.type == ActType::consult &&
            (act.mode == "visit" || act.mode == "envoy" || act.mode == "mediation"));
}

bool sides_count(const MergeAct& one, const MergeAct& other) {
    if (!is_mutual(one) || !is_mutual(other)) {
        return true;
    }
    return (is_directed(one) || is_directed(other)) && has_recipient(one) &&
           has_recipient(other);
}

}  // namespace

bool names_agree(std::string_view a, std::string_view b) {
    if (a == b) {
        return !a.empty();
    }
    const std::string_view less = a.size() < b.size() ? a : b;
    const std::string_view more = a.size() < b.size() ? b : a;
    bool telling = false;
    for (std::size_t begin = 0; begin < less.size();) {
        const std::size_t end = std::min(less.find(' ', begin), less.size());
        if (!has_word(more, less.substr(begin, end - begin))) {
            return false;
        }
        telling = telling || end - begin >= 3;
        begin = end + 1;
    }
    return telling;
}

bool has_recipient(const MergeAct& act) {
    return std::any_of(act.parties.begin(), act.parties.end(), [](const MergeParty& p) {
        return p.recipient;
    });
}

MergeSide compare_side(const MergeAct& one,
                       const MergeAct& other,
                       MergeRole role,
                       const MergeRules& rules) {
    std::array<std::uint32_t, most_parties> best{};
    const std::size_t others = std::min(other.parties.size(), most_parties);
    Crowd mine;
    for (std::size_t i = 0; i < std::min(one.parties.size(), most_parties); ++i) {
        const MergeParty& party = one.parties[i];
        if (!plays(party, role)) {
            continue;
        }
        std::uint32_t most = 0;
        for (std::size_t j = 0; j < others; ++j) {
            if (plays(other.parties[j], role)) {
                const auto like = static_cast<std::uint32_t>(
                    likeness(party, other.parties[j], rules) * whole);
                most = std::max(most, like);
                best.at(j) = std::max(best.at(j), like);
            }
        }
        mine.add(party, most);
    }
    Crowd theirs;
    for (std::size_t j = 0; j < others; ++j) {
        if (plays(other.parties[j], role)) {
            theirs.add(other.parties[j], best.at(j));
        }
    }
    MergeSide out;
    out.one = mine.size > 0;
    out.other = theirs.size > 0;
    if (out.one && out.other) {
        out.share = static_cast<double>(mine.sum + theirs.sum) / whole /
                    (mine.size + theirs.size);
        out.strangers = std::min(mine.share_alone(), theirs.share_alone());
        out.persons = std::min(mine.persons, theirs.persons);
        out.several = mine.size > 1 && theirs.size > 1;
    }
    return out;
}

std::optional<double> party_weight(const MergeAct& one,
                                   const MergeAct& other,
                                   const MergeRules& rules) {
    const bool sides = sides_count(one, other);
    double out = 0;
    double share = 0;
    std::uint32_t known = 0;
    std::uint32_t persons = 0;
    bool pairs = false;
    const std::array<MergeRole, 2> roles{sides ? MergeRole::actor : MergeRole::any,
                                         MergeRole::recipient};
    for (std::size_t i = 0; i < (sides ? 2U : 1U); ++i) {
        const MergeSide side = compare_side(one, other, roles.at(i), rules);
        if (side.one != side.other) {
            out += rules[F::side_missing];
        }
        if (!side.one || !side.other) {
            continue;
        }
        if (side.share < rules[F::least_side]) {
            return std::nullopt;
        }
        ++known;
        pairs = pairs || known > 1 || (!sides && side.several);
        share += side.share;
        persons += side.persons;
        out += rules[F::party_conflict] * side.strangers;
    }
    if (known > 0) {
        // One party alone tells half as much as two.
        const double weight = pairs ? 1 : rules[F::alone];
        out += weight * rules[F::parties] * (2 * share / known - 1);
    }
    out += rules[F::person_same] * std::min(persons, 2U);
    const bool shape = one.type == ActType::agree && other.type == ActType::agree &&
                       one.mode == "meet" && other.mode == "meet" &&
                       has_recipient(one) != has_recipient(other);
    return out + (shape ? rules[F::shape_differs] : 0);
}

}  // namespace chancery
