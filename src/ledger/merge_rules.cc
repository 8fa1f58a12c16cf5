// Reads data/ledger/merge.tsv. SPDX-License-Identifier: Apache-2.0
#include "ledger/merge_rules.h"

#include <algorithm>
#include <cmath>

#include "base/checksum.h"
#include "base/names.h"
#include "base/numbers.h"
#include "base/tsv.h"

namespace chancery {

namespace {

constexpr double largest_weight = 100.0;

/// What may stand in the first column, and for which features.
bool belongs(std::string_view what, MergeFeature feature) {
    if (feature < MergeFeature::by_name) {
        return what == "threshold";
    }
    return what == (feature < MergeFeature::bias ? "likeness" : "weight");
}

bool in_range(MergeFeature feature, double value) {
    if (feature == MergeFeature::plan_days) {
        return value >= 0 && value <= 366;
    }
    if (feature < MergeFeature::bias) {
        return value >= 0 && value <= 1;
    }
    return std::abs(value) <= largest_weight;
}

struct Kind {
    ActType type;
    std::string_view mode;
};

/// "AGREE/meet" or "AGREE".
std::optional<Kind> kind_from(std::string_view text) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto type = act_type_from(text.substr(0, slash));
    if (!type || slash + 1 == text.size()) {
        return std::nullopt;
    }
    return Kind{*type, slash < text.size() ? text.substr(slash + 1) : std::string_view()};
}

std::uint64_t pair_key(std::uint32_t one, std::uint32_t other) {
    return (std::uint64_t{std::min(one, other)} << 32U) | std::max(one, other);
}

/// Whether acts of these two kinds can share a key at all; a type alone stands for each
/// of its modes.
bool meet(const Kind& one, const Kind& other) {
    const auto families = [](const Kind& kind) {
        std::vector<MergeFamily> out{merge_family(kind.type, kind.mode)};
        if (kind.mode.empty() && kind.type == ActType::support) {
            out.push_back(MergeFamily::deals);
        }
        if (kind.mode.empty() && kind.type == ActType::agree) {
            out.push_back(MergeFamily::talks);
        }
        return out;
    };
    for (const MergeFamily a : families(one)) {
        for (const MergeFamily b : families(other)) {
            if (a == b) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

MergeFamily merge_family(ActType type, std::string_view mode) {
    switch (type) {
        case ActType::consult:
            return MergeFamily::talks;
        case ActType::agree:
            return mode == "meet" ? MergeFamily::talks : MergeFamily::deals;
        case ActType::cooperate:
            return MergeFamily::deals;
        case ActType::support:
            return mode == "sign" ? MergeFamily::deals : MergeFamily::favour;
        case ActType::concede:
            return MergeFamily::concede;
        case ActType::aid:
            return MergeFamily::aid;
        case ActType::retreat:
            return MergeFamily::retreat;
        case ActType::request:
        case ActType::accuse:
        case ActType::reject:
        case ActType::threaten:
            return MergeFamily::words;
        case ActType::protest:
            return MergeFamily::protest;
        case ActType::mobilize:
            return MergeFamily::mobilize;
        case ActType::sanction:
        case ActType::coerce:
            return MergeFamily::duress;
        case ActType::assault:
            return MergeFamily::assault;
    }
    return MergeFamily::words;
}

std::uint32_t merge_kind(ActType type, std::string_view mode) {
    std::uint32_t hash = 0;
    if (!mode.empty()) {
        // Length, first, second and last letter tell all modes of a type apart.
        const auto letter = [&](std::size_t at) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(mode[at])) &
                   0x7fU;
        };
        hash = (static_cast<std::uint32_t>(mode.size()) & 0x1fU) << 21U |
               letter(0) << 14U | letter(mode.size() > 1 ? 1 : 0) << 7U |
               letter(mode.size() - 1);
    }
    return static_cast<std::uint32_t>(type) << 26U | hash;
}

/// What is wrong with the row, if anything is.
std::optional<std::string> MergeRules::add_pair(std::string_view text, double value) {
    const auto parts = split(text, ' ');
    const auto one = parts.size() == 2 ? kind_from(parts[0]) : std::nullopt;
    const auto other = parts.size() == 2 ? kind_from(parts[1]) : std::nullopt;
    if (!one || !other || one->mode.empty() != other->mode.empty()) {
        return "two types are needed, as in 'AGREE SUPPORT', or two with modes, as in "
               "'AGREE/agree SUPPORT/sign'";
    }
    if (std::abs(value) > largest_weight) {
        return "a weight beyond 100 is a fault";
    }
    if (!meet(*one, *other)) {
        return "acts of these types are never compared (docs/merge.md, keys)";
    }
    const std::string again = "'" + std::string(text) + "' stands there twice";
    if (one->mode.empty()) {
        if (types(one->type, other->type)) {
            return again;
        }
        types_[place(one->type, other->type)] = value;
        types_[place(other->type, one->type)] = value;
        return std::nullopt;
    }
    const auto key =
        pair_key(merge_kind(one->type, one->mode), merge_kind(other->type, other->mode));
    for (const auto& [known, ignored] : kinds_) {
        if (known == key) {
            return again;
        }
    }
    kinds_.emplace_back(key, value);
    has_kinds_[place(one->type, other->type)] = true;
    has_kinds_[place(other->type, one->type)] = true;
    return std::nullopt;
}

Result<MergeRules> MergeRules::open(const std::string& folder) {
    const auto table =
        TsvTable::open(folder + "/merge.tsv", {"what", "feature", "value", "note"});
    if (!table) {
        return table.error();
    }
    MergeRules out;
    out.weights_.assign(merge_feature_count, 0.0);
    out.types_.assign(act_type_count * act_type_count, no_row);
    out.has_kinds_.assign(act_type_count * act_type_count, false);
    std::array<bool, merge_feature_count> given{};
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto value = finite_number(row[2]);
        for (std::size_t column = 0; column < 3; ++column) {
            sum = checksum64(sum, row[column]);
        }
        out.fingerprint_ = checksum_text(sum);
        if (!value) {
            return table->fault(row, "'" + std::string(row[2]) + "' is no number");
        }
        if (row[3].empty()) {
            return table->fault(row, "a note is needed that says what this is for");
        }
        if (row[0] == "pair") {
            if (auto fault = out.add_pair(row[1], *value)) {
                return table->fault(row, std::move(*fault));
            }
            continue;
        }
        const auto feature = find_name<MergeFeature>(merge_feature_names, row[1]);
        if (!feature || !belongs(row[0], *feature)) {
            return table->fault(
                row,
                "there is no " + std::string(row[0]) + " '" + std::string(row[1]) + "'");
        }
        const auto at = static_cast<std::size_t>(*feature);
        if (given.at(at)) {
            return table->fault(row, "'" + std::string(row[1]) + "' stands there twice");
        }
        if (!in_range(*feature, *value)) {
            return table->fault(row, "'" + std::string(row[2]) + "' is out of range");
        }
        given.at(at) = true;
        out.weights_[at] = *value;
    }
    for (std::size_t at = 0; at < merge_feature_count; ++at) {
        if (!given.at(at)) {
            return Error{
                "the row '" + std::string(merge_feature_names.at(at)) + "' is missing",
                table->path()};
        }
    }
    std::sort(out.kinds_.begin(), out.kinds_.end());
    out.link_ = out[MergeFeature::link];
    if (out[MergeFeature::merge] < out.link_) {
        return Error{"'merge' must not be less than 'link'", table->path()};
    }
    return out;
}

double MergeRules::weight(std::string_view feature) const {
    const auto known = find_name<MergeFeature>(merge_feature_names, feature);
    return known ? (*this)[*known] : 0.0;
}

std::optional<double> MergeRules::kinds(std::uint32_t one, std::uint32_t other) const {
    const std::uint64_t key = pair_key(one, other);
    const auto it = std::lower_bound(
        kinds_.begin(), kinds_.end(), key, [](const auto& row, std::uint64_t wanted) {
            return row.first < wanted;
        });
    if (it == kinds_.end() || it->first != key) {
        return std::nullopt;
    }
    return it->second;
}

}  // namespace chancery
