// SPDX-License-Identifier: Apache-2.0
#include "coding/place_choice.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "base/numbers.h"
#include "base/tsv.h"
#include "coding/places.h"

namespace chancery {

namespace {

constexpr double largest_weight = 100.0;

std::optional<double> weight_from(std::string_view text) {
    const auto value = finite_number(text);
    return value && std::abs(*value) <= largest_weight ? value : std::nullopt;
}

/// What is wrong with a row, or nothing.
std::string fault_in(std::string_view group,
                     std::string_view sign,
                     std::string_view weight) {
    if (group != "*" && !place_group_from(group)) {
        return "no group of acts '" + std::string(group) + "'";
    }
    if (sign != "lean" && !place_sign_from(sign)) {
        return "no sign of a place '" + std::string(sign) + "'";
    }
    return weight_from(weight) ? "" : "a weight between -100 and 100 is needed";
}

}  // namespace

PlaceGroup place_group_of(const Act& act, bool journey) {
    if (is_material(act)) {
        return PlaceGroup::deed;
    }
    switch (act.channel) {
        case Channel::phone:
        case Channel::video:
        case Channel::letter:
        case Channel::message:
        case Channel::social_media:
            return PlaceGroup::remote;
        default:
            break;
    }
    if (act.status == Status::planned) {
        const bool meet = act.type == ActType::consult || act.mode == "meet";
        return !meet     ? PlaceGroup::promise
               : journey ? PlaceGroup::journey
                         : PlaceGroup::ahead;
    }
    if (act.type == ActType::consult) {
        return act.mode == "visit" ? PlaceGroup::visit : PlaceGroup::meeting;
    }
    if (act.channel == Channel::document || act.mode == "sign") {
        return PlaceGroup::signing;
    }
    if (act.channel == Channel::in_person) {
        return PlaceGroup::spoken;
    }
    return is_utterance(act) ? PlaceGroup::stated : PlaceGroup::measure;
}

Result<PlaceChoiceTable> PlaceChoiceTable::open(const std::string& dir) {
    const auto table = TsvTable::open(dir + "/place_choice.tsv",
                                      {"group", "sign", "weight", "n", "note"});
    if (!table) {
        return table.error();
    }
    PlaceChoiceTable out;
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        if (const std::string fault = fault_in(row[0], row[1], row[2]); !fault.empty()) {
            return table->fault(row, fault);
        }
        if (!seen.emplace(row[0], row[1]).second) {
            return table->fault(row, "'" + std::string(row[1]) + "' stands there twice");
        }
        out.add(place_group_from(row[0]),
                place_sign_from(row[1]),
                weight_from(row[2]).value_or(0.0));
    }
    return out;
}

void PlaceChoiceTable::add(std::optional<PlaceGroup> group,
                           std::optional<PlaceSign> sign,
                           double weight) {
    for (std::size_t g = 0; g < place_group_count; ++g) {
        if (!group || static_cast<std::size_t>(*group) == g) {
            (sign ? weights_[g][static_cast<std::size_t>(*sign)] : leans_[g]) += weight;
        }
    }
    knows_ = true;
}

double PlaceChoiceTable::of(PlaceGroup group, PlaceSigns signs) const {
    double sum = 0.0;
    const auto& weights = weights_[static_cast<std::size_t>(group)];
    for (std::size_t i = 0; i < place_sign_count; ++i) {
        sum += signs.has(static_cast<PlaceSign>(i)) ? weights[i] : 0.0;
    }
    return sum;
}

}  // namespace chancery
