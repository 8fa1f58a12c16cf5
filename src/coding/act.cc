// SPDX-License-Identifier: Apache-2.0
#include "coding/act.h"

#include <array>

#include "base/names.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, act_type_count> type_names{"AGREE",
                                                                  "CONSULT",
                                                                  "SUPPORT",
                                                                  "CONCEDE",
                                                                  "COOPERATE",
                                                                  "AID",
                                                                  "RETREAT",
                                                                  "REQUEST",
                                                                  "ACCUSE",
                                                                  "REJECT",
                                                                  "THREATEN",
                                                                  "PROTEST",
                                                                  "SANCTION",
                                                                  "MOBILIZE",
                                                                  "COERCE",
                                                                  "ASSAULT"};
constexpr std::array<std::string_view, 10> channel_names{"",
                                                         "in_person",
                                                         "phone",
                                                         "video",
                                                         "letter",
                                                         "message",
                                                         "envoy",
                                                         "statement",
                                                         "document",
                                                         "social_media"};
constexpr std::array<std::string_view, 3> status_names{"happened", "planned", "denied"};

}  // namespace

std::string_view name(ActType type) {
    return name_of(type_names, type);
}

std::string_view name(Channel channel) {
    return name_of(channel_names, channel);
}

std::string_view name(Status status) {
    return name_of(status_names, status);
}

std::optional<ActType> act_type_from(std::string_view text) {
    return find_name<ActType>(type_names, text);
}

std::optional<Channel> channel_from(std::string_view text) {
    return find_name<Channel>(channel_names, text);
}

std::optional<Status> status_from(std::string_view text) {
    return find_name<Status>(status_names, text);
}

bool is_utterance(const Act& act) {
    switch (act.type) {
        case ActType::agree:
            return act.mode != "meet";
        case ActType::support:
            return act.mode != "sign" && act.mode != "honour" && act.mode != "recognise";
        case ActType::concede:
        case ActType::request:
        case ActType::accuse:
        case ActType::reject:
        case ActType::threaten:
            return true;
        default:
            return false;
    }
}

}  // namespace chancery
