// SPDX-License-Identifier: Apache-2.0
#include "coding/discourse.h"

#include <algorithm>
#include <utility>

namespace chancery {

void Discourse::add(Communication communication) {
    all_.push_back(std::move(communication));
}

namespace {

bool is_of_words(ActType type) {
    return type == ActType::accuse || type == ActType::request ||
           type == ActType::reject || type == ActType::support;
}

bool apart(std::span<const ActorIndex> list, std::span<const ActorIndex> who) {
    return std::none_of(
        list.begin(), list.end(), [&](ActorIndex a) { return holds(who, a); });
}

}  // namespace

void Discourse::tell(const Act& act) {
    told_.push_back({act.actors, act.type});
}

std::vector<ActorIndex> Discourse::latest_doer(std::span<const ActorIndex> who,
                                               std::span<const ActType> types) const {
    for (auto it = told_.rbegin(); it != told_.rend(); ++it) {
        const bool fits =
            types.empty()
                ? !is_of_words(it->type)
                : std::find(types.begin(), types.end(), it->type) != types.end();
        if (fits && apart(it->doers, who)) {
            return it->doers;
        }
    }
    return {};
}

void Discourse::target(std::span<const ActorIndex> targets) {
    targets_.emplace_back(targets.begin(), targets.end());
}

std::vector<ActorIndex> Discourse::latest_target(std::span<const ActorIndex> who) const {
    for (auto it = targets_.rbegin(); it != targets_.rend(); ++it) {
        if (apart(*it, who)) {
            return *it;
        }
    }
    return {};
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
