// SPDX-License-Identifier: Apache-2.0
#include "actors/actor.h"

#include <array>
#include <cstddef>

#include "base/names.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 11> kind_names{"person",
                                                      "state",
                                                      "body",
                                                      "party",
                                                      "igo",
                                                      "ngo",
                                                      "company",
                                                      "media",
                                                      "armed_group",
                                                      "people",
                                                      "other"};
constexpr std::array<std::string_view, 15> sector_names{"",
                                                        "GOV",
                                                        "LEG",
                                                        "JUD",
                                                        "MIL",
                                                        "COP",
                                                        "PTY",
                                                        "IGO",
                                                        "NGO",
                                                        "BUS",
                                                        "MED",
                                                        "CVL",
                                                        "REB",
                                                        "OPP",
                                                        "EDU"};
constexpr std::array<std::string_view, 6> mention_names{
    "name", "office", "description", "pronoun", "demonym", "metonym"};

}  // namespace

std::string_view name(ActorKind kind) {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::string_view name(Sector sector) {
    return sector_names[static_cast<std::size_t>(sector)];
}

std::string_view name(Tenure tenure) {
    static constexpr std::array<std::string_view, 4> names{"", "past", "acting", "elect"};
    return names[static_cast<std::size_t>(tenure)];
}

std::string_view name(MentionKind kind) {
    return mention_names[static_cast<std::size_t>(kind)];
}

std::optional<ActorKind> actor_kind_from(std::string_view text) {
    return find_name<ActorKind>(kind_names, text);
}

std::optional<Sector> sector_from(std::string_view text) {
    return find_name<Sector>(sector_names, text);
}

}  // namespace chancery
