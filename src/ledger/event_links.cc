// What one event has to do with another. SPDX-License-Identifier: Apache-2.0
#include "base/names.h"
#include "ledger/merge_parties.h"

namespace chancery {

namespace {

using F = MergeFeature;

/// How far the parties of a plan, or a denial, and of what was done are the same.
double agreement(const MergeAct& one, const MergeAct& other, const MergeRules& rules) {
    const MergeSide side = compare_side(one, other, MergeRole::any, rules);
    return side.one && side.other && side.strangers == 0 ? side.share : 0;
}

/// What a plan can come to.
bool carries_out(const MergeAct& plan, const MergeAct& done) {
    if (plan.type == ActType::consult || plan.mode == "meet") {
        return done.type == ActType::consult && done.mode != "correspondence";
    }
    return plan.type == ActType::agree &&
           (done.type == ActType::cooperate ||
            (done.type == ActType::support && done.mode == "sign"));
}

bool is_plan_of(const MergeAct& plan, const MergeAct& done, const MergeRules& rules) {
    if (plan.status != Status::planned || done.status != Status::happened ||
        !carries_out(plan, done)) {
        return false;
    }
    const bool visit = plan.mode == "meet" && has_recipient(plan);
    if (plan.mode == "meet" && visit != (done.mode == "visit" || done.mode == "envoy")) {
        return false;  // a visit is not the talks held on it
    }
    const MergeWindow when = merge_window(done);
    if (when.grade == MergeWindow::Grade::none || (!plan.days && !plan.published)) {
        return false;
    }
    const std::int32_t first =
        plan.days ? plan.days->first.number : plan.published->number;
    const std::int32_t last =
        plan.days ? plan.days->last.number
                  : first + static_cast<std::int32_t>(rules[F::plan_days]);
    if (when.first > last || when.last < first ||
        (plan.published && done.published && *done.published < *plan.published)) {
        return false;
    }
    if (visit && has_recipient(done)) {
        const auto sides = party_weight(plan, done, rules);
        return sides && agreement(plan, done, rules) >= rules[F::plan_parties];
    }
    return agreement(plan, done, rules) >= rules[F::plan_parties];
}

bool is_denial_of(const MergeAct& denial, const MergeAct& done, const MergeRules& rules) {
    if (denial.status != Status::denied || done.status == Status::denied ||
        denial.type != done.type || denial.mode != done.mode) {
        return false;
    }
    const auto time = time_weight(denial, done, rules);
    const auto sides = party_weight(denial, done, rules);
    return time && sides && *time > rules[F::day_next] &&
           agreement(denial, done, rules) >= rules[F::plan_parties];
}

constexpr std::array<std::string_view, 4> link_names{
    "plan-of", "carried-out-as", "denial-of", "denied-by"};

}  // namespace

std::string_view name(EventLinkKind kind) {
    return name_of(link_names, kind);
}

std::optional<EventLinkKind> link_of(const MergeAct& one,
                                     const MergeAct& other,
                                     const MergeRules& rules) {
    if (is_plan_of(one, other, rules)) {
        return EventLinkKind::plan_of;
    }
    if (is_plan_of(other, one, rules)) {
        return EventLinkKind::carried_out_as;
    }
    if (is_denial_of(one, other, rules)) {
        return EventLinkKind::denial_of;
    }
    if (is_denial_of(other, one, rules)) {
        return EventLinkKind::denied_by;
    }
    return std::nullopt;
}

}  // namespace chancery
