// SPDX-License-Identifier: Apache-2.0
#include "coding/discourse.h"

#include <algorithm>
#include <utility>

namespace chancery {

void Discourse::add(Communication communication) {
    all_.push_back(std::move(communication));
}

namespace {

std::vector<ActorIndex> latest_apart_from(
    const std::vector<std::vector<ActorIndex>>& lists, std::span<const ActorIndex> who) {
    for (auto it = lists.rbegin(); it != lists.rend(); ++it) {
        if (std::none_of(
                it->begin(), it->end(), [&](ActorIndex a) { return holds(who, a); })) {
            return *it;
        }
    }
    return {};
}

}  // namespace

void Discourse::tell(std::span<const ActorIndex> doers) {
    doers_.emplace_back(doers.begin(), doers.end());
}

std::vector<ActorIndex> Discourse::latest_doer(std::span<const ActorIndex> who) const {
    return latest_apart_from(doers_, who);
}

void Discourse::target(std::span<const ActorIndex> targets) {
    targets_.emplace_back(targets.begin(), targets.end());
}

std::vector<ActorIndex> Discourse::latest_target(std::span<const ActorIndex> who) const {
    return latest_apart_from(targets_, who);
}

const Communication* Discourse::latest_with(ActorIndex who) const {
    for (auto it = all_.rbegin(); it != all_.rend(); ++it) {
        if (holds(it->from, who) || holds(it->to, who)) {
            return &*it;
        }
    }
    return nullptr;
}

std::vector<ActorIndex> Discourse::others(const Communication& communication,
                                          std::span<const ActorIndex> who) {
    std::vector<ActorIndex> out;
    const bool sender = std::any_of(who.begin(), who.end(), [&](ActorIndex a) {
        return holds(communication.from, a);
    });
    const auto& side =
        sender && !communication.to.empty() ? communication.to : communication.from;
    for (const ActorIndex a : side) {
        if (!holds(who, a)) {
            out.push_back(a);
        }
    }
    return out;
}

}  // namespace chancery
