// How likely two acts are one event.
// SPDX-License-Identifier: Apache-2.0
//
// A sum of weights (logarithms of odds) over what two acts agree and differ in. What
// cannot be is told first and costs least: another day, other parties.
#include <algorithm>
#include <cmath>

#include "ledger/merge_parties.h"

namespace chancery {

namespace {

using F = MergeFeature;

bool is_exact(const MergeWindow& window) {
    return window.grade == MergeWindow::Grade::days;
}

bool is_undated(const MergeWindow& window) {
    return window.grade == MergeWindow::Grade::undated;
}

/// Days in which an undated act of the day's news can have been done.
constexpr std::int32_t brief_days = 10;

/// Days between articles that tell of the same without any date.
constexpr std::int32_t most_apart = 10;

bool is_brief(const MergeWindow& window) {
    return window.last - window.first < brief_days;
}

/// `apart`: days from one article to the other.
F both_undated(const MergeWindow& one, const MergeWindow& other, std::int32_t apart) {
    if (apart <= 1) {
        return F::undated_near;
    }
    return is_brief(one) && is_brief(other) ? F::undated_far : F::coarse_undated;
}

F one_undated(const MergeWindow& dated, const MergeWindow& undated) {
    return is_exact(dated) && is_brief(undated) ? F::day_undated : F::coarse_undated;
}

/// Nothing where acts of these types are never one event.
std::optional<double> kind_weight(const MergeAct& one,
                                  const MergeAct& other,
                                  const MergeRules& rules) {
    const bool same_type = one.type == other.type;
    const bool same_mode = same_type && one.mode == other.mode;
    const bool bare = one.mode.empty() || other.mode.empty();
    if (!bare && rules.has_kinds(one.type, other.type)) {
        if (const auto kinds = rules.kinds(merge_kind(one.type, one.mode),
                                           merge_kind(other.type, other.mode))) {
            return *kinds + (same_mode ? rules[F::mode_same] : 0);
        }
    }
    const auto types = rules.types(one.type, other.type);
    if (!same_type) {
        return types;
    }
    if (one.mode.empty() && other.mode.empty()) {
        return types.value_or(0);
    }
    const F mode = bare ? F::mode_missing : same_mode ? F::mode_same : F::mode_differs;
    return types.value_or(0) + rules[mode];
}

bool is_local(ActType type) {
    return type == ActType::assault || type == ActType::protest ||
           type == ActType::coerce || type == ActType::mobilize;
}

double place_weight(const MergeAct& one, const MergeAct& other, const MergeRules& rules) {
    if (!one.place_country.empty() && !other.place_country.empty() &&
        one.place_country != other.place_country) {
        return rules[F::country_differs];
    }
    if (one.place.empty() || other.place.empty()) {
        return 0;
    }
    if (names_agree(one.place, other.place)) {
        return rules[F::place_same];
    }
    return rules[is_local(one.type) || is_local(other.type) ? F::site_differs
                                                            : F::place_differs];
}

double detail_weight(const MergeAct& one,
                     const MergeAct& other,
                     const MergeRules& rules) {
    double out = place_weight(one, other, rules);
    out += one.background && other.background ? rules[F::both_background] : 0;
    if (one.channel != Channel::none && other.channel != Channel::none) {
        out += rules[one.channel == other.channel ? F::channel_same : F::channel_differs];
    }
    if (one.count > 0 && other.count > 0) {
        out += rules[one.count == other.count ? F::count_same : F::count_differs];
    }
    return out;
}

/// Share of the words that are common, 0-1 (Dice).
double common_words(const Sketch& one, const Sketch& other) {
    std::size_t i = 0;
    std::size_t j = 0;
    std::size_t both = 0;
    while (i < one.words.size() && j < other.words.size()) {
        const std::uint32_t a = one.words[i];
        const std::uint32_t b = other.words[j];
        both += a == b ? 1 : 0;
        i += a <= b ? 1 : 0;
        j += b <= a ? 1 : 0;
    }
    const std::size_t all = one.words.size() + other.words.size();
    return all == 0 ? 0 : 2.0 * static_cast<double>(both) / static_cast<double>(all);
}

double text_weight(const MergeAct& one, const MergeAct& other, const MergeRules& rules) {
    const double usual = rules[F::words_usual];
    if (one.sketch.sentence != 0 && one.sketch.sentence == other.sketch.sentence) {
        return rules[F::sentence_same] + rules[F::words] * (1 - usual);
    }
    if (one.sketch.words.empty() || other.sketch.words.empty()) {
        return 0;
    }
    return rules[F::words] * (common_words(one.sketch, other.sketch) - usual);
}

/// All but the words. Nothing where the two cannot be one event.
std::optional<double> form_weight(const MergeAct& one,
                                  const MergeAct& other,
                                  const MergeRules& rules) {
    if (one.status != other.status) {
        return std::nullopt;
    }
    const auto time = time_weight(one, other, rules);
    if (!time) {
        return std::nullopt;
    }
    const auto kind = kind_weight(one, other, rules);
    if (!kind) {
        return std::nullopt;
    }
    const auto parties = party_weight(one, other, rules);
    if (!parties) {
        return std::nullopt;
    }
    return rules[F::bias] + *kind + *time + *parties + detail_weight(one, other, rules);
}

double likelihood(double odds) {
    return 1 / (1 + std::exp(-odds));
}

}  // namespace

std::optional<double> time_weight(const MergeAct& one,
                                  const MergeAct& other,
                                  const MergeRules& rules) {
    const MergeWindow a = merge_window(one);
    const MergeWindow b = merge_window(other);
    if (a.grade == MergeWindow::Grade::none || b.grade == MergeWindow::Grade::none) {
        return rules[F::coarse_undated];
    }
    const bool exact = is_exact(a) && is_exact(b);
    const std::int32_t gap = std::max(a.first, b.first) - std::min(a.last, b.last);
    if (gap > (exact ? 1 : 0)) {
        return std::nullopt;
    }
    const bool same = a.first == b.first && a.last == b.last;
    if (exact) {
        return rules[gap > 0 ? F::day_next : same ? F::day_same : F::days_overlap];
    }
    if (is_undated(a) && is_undated(b)) {
        if (std::abs(*one.published - *other.published) > most_apart) {
            return std::nullopt;
        }
        return rules[both_undated(a, b, std::abs(*one.published - *other.published))];
    }
    if (is_undated(a)) {
        return rules[one_undated(b, a)];
    }
    if (is_undated(b)) {
        return rules[one_undated(a, b)];
    }
    return rules[same ? F::coarse_same : F::coarse];
}

double same_event(const MergeAct& one, const MergeAct& other, const MergeRules& rules) {
    const auto sum = form_weight(one, other, rules);
    const double out = sum && one.doc != other.doc
                           ? likelihood(*sum + text_weight(one, other, rules))
                           : 0;
    return out < rules.link() ? 0 : out;
}

double same_event_whatever_words(const MergeAct& one,
                                 const MergeAct& other,
                                 const MergeRules& rules) {
    const auto sum = form_weight(one, other, rules);
    return sum ? likelihood(*sum - rules[F::words] * rules[F::words_usual]) : 0;
}

}  // namespace chancery
