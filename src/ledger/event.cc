// SPDX-License-Identifier: Apache-2.0
#include "ledger/event.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "text/fold.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, event_field_count> field_names = {"type",
                                                                         "mode",
                                                                         "cameo",
                                                                         "channel",
                                                                         "date",
                                                                         "place",
                                                                         "status",
                                                                         "count",
                                                                         "actors",
                                                                         "recipients"};

std::string keys_of(const std::vector<EventParty>& parties) {
    std::vector<std::string> keys;
    keys.reserve(parties.size());
    for (const EventParty& party : parties) {
        keys.push_back(party.key);
    }
    std::sort(keys.begin(), keys.end());
    std::string out;
    for (const std::string& key : keys) {
        out += out.empty() ? "" : "\n";
        out += key;
    }
    return out;
}

/// For each act the number of its source: acts that repeat one another are of one.
std::vector<std::size_t> sources_of(EventActs acts) {
    std::vector<std::size_t> of(acts.size());
    std::iota(of.begin(), of.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
        while (of[i] != i) {
            of[i] = of[of[i]];
            i = of[i];
        }
        return i;
    };
    std::map<std::string_view, std::size_t> by_name;
    std::map<std::uint64_t, std::size_t> by_sentence;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        const std::string& source =
            acts[i]->source.empty() ? acts[i]->doc : acts[i]->source;
        of[root(i)] = root(by_name.try_emplace(source, i).first->second);
        if (acts[i]->sentence != 0) {
            of[root(i)] =
                root(by_sentence.try_emplace(acts[i]->sentence, i).first->second);
        }
    }
    for (std::size_t i = 0; i < acts.size(); ++i) {
        of[i] = root(i);
    }
    return of;
}

/// Days that a date leaves open; less is more precise.
std::int32_t width_of(const std::string& date) {
    const auto range = parse_day_range(date);
    return range ? range->last - range->first + (range->exact ? 0 : 1) : 1'000'000;
}

bool holds_date(const std::string& vague, const std::string& exact) {
    const auto outer = parse_day_range(vague);
    const auto inner = parse_day_range(exact);
    return outer && inner && outer->first <= inner->first && inner->last <= outer->last;
}

/// One value of a field with all that speaks for it.
struct Candidate {
    std::set<std::size_t> voices;
    std::size_t best = no_act;  ///< surest act that gives it, then told first
    std::optional<Day> last;
};

/// The order in which acts were told: an order of the acts themselves.
auto told(const EventAct& act) {
    return std::make_tuple(!act.published, act.published.value_or(Day{}), act.id);
}

class Builder {
  public:
    Builder(EventActs acts, std::span<const FieldSet> set)
        : acts_(acts), set_(set), source_(sources_of(acts)) {}

    BuiltEvent build() {
        for (std::size_t i = 0; i < acts_.size(); ++i) {
            if (told(*acts_[i]) < told(*acts_[out_.founder])) {
                out_.founder = i;
            }
        }
        for (std::size_t f = 0; f < event_field_count; ++f) {
            choose(static_cast<EventField>(f));
        }
        for (const FieldSet& one : set_) {
            const auto f = static_cast<std::size_t>(one.field);
            out_.values[f] = one.value;
            out_.set[f] = true;
            out_.conflict[f] = false;
            out_.from[f] = act_with(one.field, one.value);
        }
        choose_lead();
        count_sources();
        fill_rest();
        return out_;
    }

  private:
    using Candidates = std::map<std::string, Candidate>;

    Candidates candidates(EventField field) const;
    void choose(EventField field);
    [[nodiscard]] bool differ(EventField field,
                              const std::string& shown,
                              const std::string& other) const;
    [[nodiscard]] std::size_t act_with(EventField field, const std::string& value) const;
    void choose_lead();
    void count_sources();
    void fill_rest();

    [[nodiscard]] bool surer(std::size_t a, std::size_t b) const {
        return std::make_tuple(-acts_[a]->confidence, told(*acts_[a])) <
               std::make_tuple(-acts_[b]->confidence, told(*acts_[b]));
    }

    EventActs acts_;
    std::span<const FieldSet> set_;
    std::vector<std::size_t> source_;
    BuiltEvent out_;
};

Builder::Candidates Builder::candidates(EventField field) const {
    Candidates out;
    for (std::size_t i = 0; i < acts_.size(); ++i) {
        const std::string value = claim_value(*acts_[i], field);
        if (value.empty()) {
            continue;
        }
        Candidate& one = out[value];
        one.voices.insert(source_[i]);
        one.best = one.best == no_act || surer(i, one.best) ? i : one.best;
        one.last = std::max(one.last, acts_[i]->published);
    }
    if (field == EventField::date) {
        // Gathered first: a voice that was lent is not lent on.
        std::vector<std::pair<Candidate*, const Candidate*>> lent;
        for (auto& [exact, one] : out) {
            for (const auto& [vague, other] : out) {
                if (vague != exact && holds_date(vague, exact)) {
                    lent.emplace_back(&one, &other);
                }
            }
        }
        std::vector<std::set<std::size_t>> voices;
        voices.reserve(lent.size());
        for (const auto& [one, other] : lent) {
            voices.push_back(other->voices);
        }
        for (std::size_t i = 0; i < lent.size(); ++i) {
            lent[i].first->voices.insert(voices[i].begin(), voices[i].end());
        }
    }
    return out;
}

bool Builder::differ(EventField field,
                     const std::string& shown,
                     const std::string& other) const {
    switch (field) {
        case EventField::date:
            return !holds_date(other, shown) && !holds_date(shown, other);
        case EventField::cameo:
        case EventField::actors:
        case EventField::recipients:
            return false;  // told in more or less detail
        case EventField::place: {
            // A city lies in its country, and one name may hold the other.
            const std::string a = ' ' + name_key(shown) + ' ';
            const std::string b = ' ' + name_key(other) + ' ';
            if (a.find(b) != std::string::npos || b.find(a) != std::string::npos) {
                return false;
            }
            const EventAct& one = *acts_[act_with(field, shown)];
            const EventAct& two = *acts_[act_with(field, other)];
            return one.place_country != two.place_country ||
                   (one.place_at.has_value() && two.place_at.has_value());
        }
        default:
            return shown != other;
    }
}

std::size_t Builder::act_with(EventField field, const std::string& value) const {
    std::size_t best = no_act;
    for (std::size_t i = 0; i < acts_.size(); ++i) {
        if (claim_value(*acts_[i], field) == value &&
            (best == no_act || surer(i, best))) {
            best = i;
        }
    }
    return best;
}

void Builder::choose(EventField field) {
    const auto f = static_cast<std::size_t>(field);
    out_.from[f] = no_act;
    const Candidates all = candidates(field);
    const auto precision = [&](const std::string& value, const Candidate& one) {
        switch (field) {
            case EventField::date:
                return width_of(value);
            case EventField::place:
                return acts_[one.best]->place_at ? 0 : 1;
            case EventField::actors:
            case EventField::recipients:
                return -static_cast<std::int32_t>(
                    std::count(value.begin(), value.end(), '\n'));
            default:
                return 0;
        }
    };
    const auto rank = [&](const std::string& value, const Candidate& one) {
        return std::make_tuple(-static_cast<std::int64_t>(one.voices.size()),
                               precision(value, one),
                               -acts_[one.best]->confidence,
                               -std::int64_t{one.last.value_or(Day{-1'000'000}).number},
                               value);
    };
    const auto best =
        std::min_element(all.begin(), all.end(), [&](const auto& a, const auto& b) {
            return rank(a.first, a.second) < rank(b.first, b.second);
        });
    if (best == all.end()) {
        return;
    }
    out_.values[f] = best->first;
    out_.from[f] = best->second.best;
    for (const auto& [value, one] : all) {
        out_.conflict[f] = out_.conflict[f] ||
                           (value != best->first && differ(field, best->first, value));
    }
}

void Builder::choose_lead() {
    std::int64_t most = -1;
    for (std::size_t i = 0; i < acts_.size(); ++i) {
        std::int64_t shown = 0;
        for (std::size_t f = 0; f < event_field_count; ++f) {
            const std::string value = claim_value(*acts_[i], static_cast<EventField>(f));
            shown += !value.empty() && value == out_.values[f] ? 1 : 0;
        }
        if (shown > most || (shown == most && surer(i, out_.lead))) {
            most = shown;
            out_.lead = i;
        }
    }
}

void Builder::count_sources() {
    std::set<std::string_view> docs;
    std::map<std::size_t, double> best;
    for (std::size_t i = 0; i < acts_.size(); ++i) {
        docs.insert(acts_[i]->doc);
        double& sure = best[source_[i]];
        sure = std::max(sure, acts_[i]->confidence);
        const auto& day = acts_[i]->published;
        if (day) {
            out_.first_published = std::min(out_.first_published.value_or(*day), *day);
            out_.last_published = std::max(out_.last_published.value_or(*day), *day);
        }
    }
    out_.articles = static_cast<std::uint32_t>(docs.size());
    out_.sources = static_cast<std::uint32_t>(best.size());
    // Multiplied in the order of the values, so that the order of the acts does not show.
    std::vector<double> wrong;
    wrong.reserve(best.size());
    for (const auto& [source, sure] : best) {
        wrong.push_back(1 - sure);
    }
    std::sort(wrong.begin(), wrong.end());
    constexpr double most = 0.99;
    const double none =
        std::accumulate(wrong.begin(), wrong.end(), 1.0, std::multiplies<>());
    out_.confidence = acts_.size() == 1
                          ? acts_[0]->confidence
                          : std::max(1 - wrong.front(), std::min(most, 1 - none));
}

void Builder::fill_rest() {
    const EventAct& lead = *acts_[out_.lead];
    out_.background = std::all_of(
        acts_.begin(), acts_.end(), [](const EventAct* act) { return act->background; });
    const auto from = [&](EventField field) -> const EventAct& {
        const std::size_t act = out_.from[static_cast<std::size_t>(field)];
        return act == no_act ? lead : *acts_[act];
    };
    const auto type = act_type_from(out_.value(EventField::type));
    out_.quad = type ? quadrant_of(*type) : lead.quad;
    out_.goldstein = from(EventField::cameo).goldstein;
    out_.contexts = lead.contexts;
}

}  // namespace

std::string_view name(EventField field) {
    return field_names[static_cast<std::size_t>(field)];
}

std::optional<EventField> event_field_from(std::string_view text) {
    const auto at = std::find(field_names.begin(), field_names.end(), text);
    if (at == field_names.end()) {
        return std::nullopt;
    }
    return static_cast<EventField>(at - field_names.begin());
}

std::uint32_t quadrant_of(ActType type) {
    switch (type) {
        case ActType::agree:
        case ActType::consult:
        case ActType::support:
        case ActType::concede:
            return 1;
        case ActType::cooperate:
        case ActType::aid:
        case ActType::retreat:
            return 2;
        case ActType::request:
        case ActType::accuse:
        case ActType::reject:
        case ActType::threaten:
            return 3;
        default:
            return 4;
    }
}

std::string claim_value(const EventAct& act, EventField field) {
    return field_text(act, field, keys_of);
}

BuiltEvent build_event(EventActs acts, std::span<const FieldSet> set) {
    return Builder(acts, set).build();
}

}  // namespace chancery
