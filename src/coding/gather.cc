// SPDX-License-Identifier: Apache-2.0
#include "coding/gather.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/date.h"

namespace chancery {

namespace {

void unite(std::vector<ActorIndex>& into, const std::vector<ActorIndex>& more) {
    for (const ActorIndex actor : more) {
        if (!holds(into, actor)) {
            into.push_back(actor);
        }
    }
}

/// A date says no more than another, or they are the same: "2026-01" and "2026-01-24".
bool dates_agree(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty() || a == b) {
        return true;
    }
    const auto covers = [](const std::string& wide, const std::string& narrow) {
        const std::size_t slash = wide.find('/');
        if (slash == std::string::npos) {
            return wide.size() < narrow.size() && narrow.starts_with(wide);
        }
        return narrow.size() == 10 && wide.substr(0, slash) <= narrow &&
               narrow <= wide.substr(slash + 1);
    };
    return covers(a, b) || covers(b, a);
}

/// Monday to Sunday, as "next week" is written.
bool is_whole_week(const std::string& date) {
    if (date.size() != 21) {
        return false;
    }
    const auto first = Day::parse_iso(date.substr(0, 10));
    const auto last = Day::parse_iso(date.substr(11));
    return first && last && first->weekday() == 0 && *last - *first == 6;
}

/// How much a date says, from nothing over a month or year, days and a day to the days of
/// a stay, 0 to 4.
int exactness(const std::string& date, bool visit) {
    constexpr std::size_t day = 10;  // characters of YYYY-MM-DD
    if (date.size() <= day) {
        return date.empty() ? 0 : date.size() < day ? 1 : 3;
    }
    return visit && !is_whole_week(date) ? 4 : 2;
}

bool is_more_exact(const std::string& a, const std::string& b, bool visit) {
    return exactness(a, visit) > exactness(b, visit);
}

/// A weekday beside a noun without tense may have been read the wrong way.
bool a_week_apart(const std::string& a, const std::string& b) {
    const auto x = Day::parse_iso(a);
    const auto y = Day::parse_iso(b);
    return x && y && (*x - *y == 7 || *y - *x == 7);
}

/// The first day that an ISO value of a field may stand for; nothing for an empty one.
std::optional<Day> first_day_of(const std::string& date) {
    return date.size() < 10 ? std::nullopt : Day::parse_iso(date.substr(0, 10));
}

/// "early next week" and "on Sunday" may announce the same visit.
bool days_near(const std::string& a, const std::string& b) {
    constexpr std::int32_t near = 7;
    const auto x = first_day_of(a);
    const auto y = first_day_of(b);
    return x && y && std::abs(*x - *y) <= near;
}

/// Decides which drafts tell the same act.
class Gatherer {
  public:
    explicit Gatherer(const CodingInput& input) : a_(*input.actors), t_(*input.tables) {}

    [[nodiscard]] bool same_act(const Draft& x, const Draft& y) const {
        const Act& a = x.act;
        const Act& b = y.act;
        if (is_visit(x) != is_visit(y)) {
            return false;
        }
        if ((x.apart || y.apart) && all(a).size() != all(b).size()) {
            return false;  // "on the sidelines he met separately with …"
        }
        if (announced(x, y) || announced(y, x)) {
            return agree(all(a), all(b), false) &&
                   (dates_agree(a.date, b.date) || a_week_apart(a.date, b.date));
        }
        const bool coming = is_coming(a) && is_coming(b) && days_near(a.date, b.date);
        if (!coming && !dates_agree(a.date, b.date)) {
            return false;
        }
        if (a.type != b.type || a.status != b.status || !modes_agree(a, b)) {
            return false;
        }
        const TypeRow& row = t_.type_row(a.type);
        const bool loose = !row.verbal;
        if (row.is_symmetric(a.mode) && (a.recipients.empty() || b.recipients.empty())) {
            return agree(all(a), all(b), loose);
        }
        // In one communication several addressees of one state are one act.
        return agree(a.actors, b.actors, loose) &&
               (agree(a.recipients, b.recipients, true) ||
                (is_utterance(a) && share_code(a.recipients, b.recipients)));
    }

    /// How many states and organisations the participants are of.
    [[nodiscard]] std::size_t states_of(const Act& act) const {
        std::set<std::string_view> codes;
        for (const ActorIndex actor : all(act)) {
            if (!a_.actors[actor].code.empty()) {
                codes.insert(a_.actors[actor].code);
            }
        }
        return codes.size();
    }

    /// What the parties as a whole decide: a meeting of many is multilateral, and nobody
    /// agrees alone.
    void settle_mode(Act& act) const {
        if (act.mode == "meeting" && act.type == ActType::consult && states_of(act) > 2) {
            act.mode = "multilateral";
        }
        if (act.type == ActType::agree && act.mode == "agree" &&
            act.actors.size() + act.recipients.size() == 1 &&
            !a_.actors[act.actors.front()].plural) {
            act.mode = "pledge";
        }
    }

    /// Keeps `lead` and takes from `other` what it lacks.
    void absorb(Draft& lead, Draft&& other) const {
        Act& act = lead.act;
        lead.tellings += other.tellings;
        remember(lead, other);
        lead.also_in_title = lead.also_in_title || other.in_title || other.also_in_title;
        const TypeRow& row = t_.type_row(act.type);
        if (row.is_symmetric(act.mode) && act.recipients.empty()) {
            std::vector<ActorIndex> everyone = all(other.act);
            unite(act.actors, everyone);
        } else {
            unite(act.actors, other.act.actors);
            unite(act.recipients, other.act.recipients);
        }
        if (other.collective && !lead.collective) {
            other.act.date.clear();  // of the list, not of his letter
            other.act.place.clear();
            other.act.channel = Channel::none;
        }
        drop_states_beside_persons(act.actors);
        drop_states_beside_persons(act.recipients);
        std::erase_if(act.recipients, [&](ActorIndex r) { return holds(act.actors, r); });
        take(act, other.act, is_visit(lead));
    }

    /// Of one communication at most one act of each type is entered besides it: what the
    /// same actors say to the same again, in other words or another mode, is that act.
    [[nodiscard]] bool same_say(const Draft& x, const Draft& y) const {
        const Act& a = x.act;
        const Act& b = y.act;
        const bool said = is_said(a) && is_said(b);
        const bool same_doers =
            a.actors.size() == b.actors.size() && agree(a.actors, b.actors, false);
        if (!said || a.type != b.type || !same_doers ||
            (a.type == ActType::agree && a.mode != b.mode)) {
            return false;
        }
        if (a.recipients.empty() || b.recipients.empty()) {
            return a.recipients.empty() == b.recipients.empty() &&
                   dates_agree(a.date, b.date);
        }
        return agree(a.recipients, b.recipients, true) ||
               share_code(a.recipients, b.recipients);
    }

  private:
    /// The sentences of both, as far as anybody looks at them.
    static void remember(Draft& lead, const Draft& other) {
        constexpr std::size_t most = 16;
        lead.also_in.push_back(other.sentence);
        lead.also_in.insert(
            lead.also_in.end(), other.also_in.begin(), other.also_in.end());
        lead.also_in.resize(std::min(lead.also_in.size(), most));
    }

    /// Two modes of one type may be one act in other words, but not a call and a meeting,
    /// thanks and congratulations, an invitation and a promise.
    [[nodiscard]] bool modes_agree(const Act& a, const Act& b) const {
        if (a.mode == b.mode) {
            return true;
        }
        if (!t_.type_row(a.type).verbal && !a.mode.empty() && !b.mode.empty()) {
            return false;
        }
        const auto stands_alone = [&](std::string_view mode) {
            return a.mode == mode || b.mode == mode;
        };
        return a.type == ActType::agree
                   ? !stands_alone("meet") && !stands_alone("invite")
                   : a.type != ActType::support || !t_.type_row(a.type).verbal;
    }

    static bool is_coming(const Act& act) {
        return act.type == ActType::agree && act.mode == "meet" &&
               act.status == Status::planned;
    }

    static bool is_said(const Act& act) {
        switch (act.type) {
            case ActType::agree:
                return act.mode == "pledge" || act.mode == "agree";
            case ActType::support:
                return act.mode != "sign" && act.mode != "recognise" &&
                       act.mode != "honour";
            case ActType::request:
            case ActType::accuse:
            case ActType::reject:
            case ActType::threaten:
                return true;
            default:
                return false;
        }
    }

    /// A visit and the meetings in it are acts of their own.
    static bool is_visit(const Draft& draft) { return draft.rule->mode == "visit"; }

    /// `noun` names, without a tense of its own, the meeting that `planned` announces.
    static bool announced(const Draft& planned, const Draft& noun) {
        return planned.act.type == ActType::agree && planned.act.mode == "meet" &&
               noun.act.type == ActType::consult && noun.rule->pos == TriggerPos::noun &&
               noun.modality.marker == no_token;
    }

    static std::vector<ActorIndex> all(const Act& act) {
        std::vector<ActorIndex> out = act.actors;
        unite(out, act.recipients);
        return out;
    }

    static void take(Act& act, const Act& other, bool visit) {
        const auto take_reason = [&](std::string_view field) {
            for (const Reason& r : other.reasons) {
                if (r.field == field) {
                    act.reasons.push_back(r);
                }
            }
        };
        if (act.date.empty() || is_more_exact(other.date, act.date, visit)) {
            if (!other.date.empty()) {
                act.date = other.date;
                take_reason("date");
            }
        }
        if (act.place.empty() && !other.place.empty()) {
            act.place = other.place;
            act.location = other.location;
            take_reason("place");
        }
        if (act.channel == Channel::none || act.channel == Channel::statement) {
            if (other.channel != Channel::none && other.channel != act.channel) {
                act.channel = other.channel;
                take_reason("channel");
            }
        }
        if (act.mode.empty()) {
            act.mode = other.mode;
        }
        if (!act.count) {
            act.count = other.count;
        }
    }

    [[nodiscard]] bool stands_for(ActorIndex a, ActorIndex b) const {
        const Actor& x = a_.actors[a];
        const Actor& y = a_.actors[b];
        return !x.code.empty() && x.code == y.code &&
               (x.kind == ActorKind::state || y.kind == ActorKind::state);
    }

    [[nodiscard]] bool share_code(const std::vector<ActorIndex>& a,
                                  const std::vector<ActorIndex>& b) const {
        return std::any_of(a.begin(), a.end(), [&](ActorIndex x) {
            return std::any_of(b.begin(), b.end(), [&](ActorIndex y) {
                return !a_.actors[x].code.empty() &&
                       a_.actors[x].code == a_.actors[y].code;
            });
        });
    }

    /// True where every member of the smaller list is in the larger one; where `loose`, a
    /// state and its officials count as the same.
    [[nodiscard]] bool agree(const std::vector<ActorIndex>& a,
                             const std::vector<ActorIndex>& b,
                             bool loose) const {
        const auto& small = a.size() <= b.size() ? a : b;
        const auto& large = a.size() <= b.size() ? b : a;
        return std::all_of(small.begin(), small.end(), [&](ActorIndex x) {
            return std::any_of(large.begin(), large.end(), [&](ActorIndex y) {
                return x == y || (loose && stands_for(x, y));
            });
        });
    }

    /// The most specific participant is entered: a state goes where its official is
    /// named.
    void drop_states_beside_persons(std::vector<ActorIndex>& list) const {
        std::erase_if(list, [&](ActorIndex s) {
            return a_.actors[s].kind == ActorKind::state &&
                   std::any_of(list.begin(), list.end(), [&](ActorIndex p) {
                       return p != s && a_.actors[p].kind != ActorKind::state &&
                              !a_.actors[p].code.empty() &&
                              a_.actors[p].code == a_.actors[s].code;
                   });
        });
    }

    const ArticleActors& a_;
    const CodingTables& t_;
};

}  // namespace

namespace {

/// Of several things said the most explicit is entered: thanks before praise, praise
/// before approval.
int explicitness(const Act& act) {
    constexpr std::array<std::string_view, 5> modes{
        "endorse", "praise", "thank", "condole", "congratulate"};
    const auto it = std::find(modes.begin(), modes.end(), act.mode);
    return act.type == ActType::support && it != modes.end()
               ? static_cast<int>(it - modes.begin())
               : 0;
}

void one_of_each_type(const Gatherer& gatherer, std::vector<Draft>& drafts) {
    std::vector<Draft> kept;
    for (Draft& draft : drafts) {
        const auto same = std::find_if(kept.begin(), kept.end(), [&](const Draft& k) {
            return gatherer.same_say(k, draft);
        });
        if (same == kept.end()) {
            kept.push_back(std::move(draft));
            continue;
        }
        if (explicitness(draft.act) > explicitness(same->act) && !draft.in_title) {
            std::swap(*same, draft);
        }
        gatherer.absorb(*same, std::move(draft));
    }
    drafts = std::move(kept);
}

}  // namespace

void gather(const CodingInput& input, std::vector<Draft>& drafts) {
    const Gatherer gatherer(input);
    std::vector<Draft> kept;
    // Titles come last: they lead only where nothing else tells the act.
    std::stable_partition(
        drafts.begin(), drafts.end(), [](const Draft& d) { return !d.in_title; });
    for (Draft& draft : drafts) {
        const auto same = std::find_if(kept.rbegin(), kept.rend(), [&](const Draft& k) {
            return gatherer.same_act(k, draft);
        });
        if (same == kept.rend()) {
            kept.push_back(std::move(draft));
            continue;
        }
        if (same->collective && !draft.collective && !draft.in_title) {
            std::swap(*same,
                      draft);  // his own letter leads, not the list of all who wrote
        }
        if (same->act.type == ActType::consult && draft.act.type == ActType::agree) {
            std::swap(*same, draft);  // the announcement leads
        }
        gatherer.absorb(*same, std::move(draft));
    }
    std::stable_sort(kept.begin(), kept.end(), [](const Draft& a, const Draft& b) {
        return a.trigger < b.trigger;
    });
    one_of_each_type(gatherer, kept);
    for (Draft& draft : kept) {
        gatherer.settle_mode(draft.act);
    }
    drafts = std::move(kept);
}

}  // namespace chancery
