// SPDX-License-Identifier: Apache-2.0
#include "coding/place_options.h"

#include <algorithm>

namespace chancery::coding {

namespace {

PlaceMention place_of(const Act& act) {
    PlaceMention place;
    place.name = act.place;
    place.code = act.location.code;
    place.latitude = act.location.latitude;
    place.longitude = act.location.longitude;
    place.located = act.location.located;
    place.is_country = act.location.is_country;
    place.is_settlement = place.located && !place.is_country;
    return place;
}

bool is_visit(const Draft& draft) {
    return draft.act.mode == "visit" || draft.rule->mode == "visit";
}

/// In the sentences right before or after the act.
void add_near(const Spot::Telling& telling, std::uint32_t here, PlaceSigns& signs) {
    constexpr std::uint32_t near = 2;
    const std::uint32_t at = telling.sentence;
    if (at < here && here - at <= near) {
        signs.add_one(telling.at, PlaceSign::before_at, PlaceSign::before);
    } else if (at > here && at - here <= near) {
        signs.add_one(telling.at, PlaceSign::after_at, PlaceSign::after);
    }
}

const Reason* last_reason(const Act& act) {
    const auto it = std::find_if(act.reasons.rbegin(),
                                 act.reasons.rend(),
                                 [](const Reason& r) { return r.field == "place"; });
    return it == act.reasons.rend() ? nullptr : &*it;
}

PlaceSign sign_of_rule(std::string_view rule) {
    if (rule == "place-in-clause") {
        return PlaceSign::by_clause;
    }
    if (rule == "communication") {
        return PlaceSign::by_communication;
    }
    if (rule == "same-meeting") {
        return PlaceSign::by_meeting;
    }
    if (rule.starts_with("stay-")) {
        return PlaceSign::by_stay;
    }
    if (rule == "dateline" || rule == "city-of-place") {
        return PlaceSign::by_dateline;
    }
    if (rule == "host-state") {
        return PlaceSign::by_host;
    }
    return rule.starts_with("state-of-") ? PlaceSign::by_state : PlaceSign::by_scene;
}

}  // namespace

PlaceOptions::PlaceOptions(const CodingInput& input,
                           const Article& article,
                           const StoryActs& acts,
                           std::uint32_t lead_end)
    : s_(*input.syntax),
      a_(*input.actors),
      acts_(acts),
      attachment_(input),
      places_(input),
      lead_end_(lead_end),
      spots_(input, article) {
    count();
    find_placed();
    find_visits();
    find_venues();
    for (const Spot& spot : spots_.all()) {
        kinds_.push_back(kind_of(spot));
    }
}

void PlaceOptions::count() {
    std::uint32_t most = 0;
    std::uint32_t cities = 0;
    for (std::size_t i = 0; i < spots_.all().size(); ++i) {
        const Spot& spot = spots_.all()[i];
        if (spot.times_at > most) {
            most = spot.times_at;
            most_told_ = i;
        }
        if (spot.times_at > 0 && spot.place.is_settlement) {
            only_city_ = ++cities == 1 ? i : nowhere;
        }
    }
}

/// Acts whose own clause names the place.
void PlaceOptions::find_placed() {
    std::vector<std::uint32_t> acts(spots_.all().size());
    std::uint32_t most = 0;
    for (const Fact& fact : acts_.facts()) {
        const Act& act = acts_.act_of(fact);
        const Reason* reason = last_reason(act);
        const std::size_t spot = act.place.empty() ? nowhere : spots_.find(place_of(act));
        if (spot == nowhere || reason == nullptr || reason->rule != "place-in-clause" ||
            placed_.size() == most_acts) {
            continue;
        }
        placed_.push_back(Placed{fact.draft, fact.sentence, spot});
        if (++acts[spot] > most) {
            most = acts[spot];
            most_placed_ = spot;
        }
    }
}

/// Visits that the story tells, each with the places that are its host's.
void PlaceOptions::find_visits() {
    for (const Fact& fact : acts_.facts()) {
        const Act& visit = acts_.act_of(fact);
        if (!is_visit(acts_.drafts()[fact.draft]) || acts_.is_old(visit) ||
            visits_.size() == most_acts) {
            continue;
        }
        Visit made;
        made.draft = fact.draft;
        for (std::size_t i = 0; i < spots_.all().size(); ++i) {
            const std::string& code = spots_.all()[i].place.code;
            const bool host =
                !code.empty() && (code == visit.location.code ||
                                  std::any_of(visit.recipients.begin(),
                                              visit.recipients.end(),
                                              [&](ActorIndex who) {
                                                  return a_.actors[who].code == code;
                                              }));
            if (host) {
                made.spots.push_back(i);
            }
        }
        visits_.push_back(std::move(made));
    }
}

/// The sentences that speak of each gathering of which the story names the place.
void PlaceOptions::find_venues() {
    for (const Spot& spot : spots_.all()) {
        for (const Spot::Telling& telling : spot.tellings) {
            if (!telling.venue.empty()) {
                venues_[telling.venue];
            }
        }
    }
    if (venues_.empty()) {
        return;
    }
    for (TokenIndex i = 0; i < s_.reading().tokens.size(); ++i) {
        const auto venue = venues_.find(s_.lemma(i));
        if (venue != venues_.end()) {
            venue->second.insert(s_.token(i).sentence);
        }
    }
}

const Spot* PlaceOptions::spot_of(const Act& act) const {
    const std::size_t index = act.place.empty() ? nowhere : spots_.find(place_of(act));
    return index == nowhere ? nullptr : &spots_.all()[index];
}

void PlaceOptions::add_positions(const Draft& draft, SpotSigns& out) const {
    std::uint32_t least = 0;
    for (const Spot::Telling& telling : out.spot->tellings) {
        add_telling(draft, telling, out.signs);
        const std::uint32_t distance =
            2 * StoryActs::far(draft.sentence, telling.sentence) + (telling.at ? 0U : 1U);
        if (out.words.empty() || distance < least) {
            out.words = telling.words;
            least = distance;
        }
    }
}

/// Where one time that a place is named stands, seen from the act.
void PlaceOptions::add_telling(const Draft& draft,
                               const Spot::Telling& telling,
                               PlaceSigns& signs) const {
    const std::uint32_t here = draft.sentence;
    const std::uint32_t at = telling.sentence;
    if (telling.title) {
        signs.add_one(telling.at, PlaceSign::in_title_at, PlaceSign::in_title);
    } else if (at < lead_end_) {
        signs.add_one(telling.at, PlaceSign::in_lead_at, PlaceSign::in_lead);
    }
    if (at == here) {
        signs.add_if(telling.at, PlaceSign::in_sentence_at);
        signs.add_if(telling.to, PlaceSign::in_sentence_to);
        signs.add_if(!telling.at && !telling.to, PlaceSign::in_sentence);
        return;
    }
    add_near(telling, here, signs);
    if (holds(draft.also_in, at)) {
        signs.add_one(
            telling.at, PlaceSign::in_other_telling_at, PlaceSign::in_other_telling);
    }
    const std::uint32_t block = s_.reading().sentences[here].block;
    signs.add_if(telling.at && telling.block == block, PlaceSign::in_paragraph_at);
    if (!telling.venue.empty()) {
        signs.add_if(venues_.find(telling.venue)->second.count(here) > 0,
                     PlaceSign::venue_here);
    }
}

/// What it is and how the story speaks of it, whatever the act.
PlaceSigns PlaceOptions::kind_of(const Spot& spot) const {
    constexpr std::uint32_t often = 2;
    const PlaceMention& place = spot.place;
    const auto& all = spots_.all();
    const auto index = static_cast<std::size_t>(&spot - all.data());
    const auto is_rival = [&](const Spot& other) {
        return other.place.is_settlement && other.place.code == place.code;
    };
    PlaceSigns signs;
    signs.add(place.is_country      ? PlaceSign::country
              : place.is_settlement ? PlaceSign::city
                                    : PlaceSign::other);
    signs.add_if(place.is_capital, PlaceSign::capital);
    signs.add_if(place.code.empty() && place.located, PlaceSign::broad);
    signs.add_if(place.code.empty() && !place.located, PlaceSign::unlisted);
    signs.add_if(
        place.is_settlement && std::count_if(all.begin(), all.end(), is_rival) == 1,
        PlaceSign::one_of_country);
    const bool city_named =
        place.is_country && std::any_of(all.begin(), all.end(), [&](const Spot& other) {
            return is_rival(other) && other.times_at > 0;
        });
    signs.add_if(city_named, PlaceSign::told_by_city);
    signs.add_if(index == only_city_, PlaceSign::only_city);
    signs.add_if(index == most_told_, PlaceSign::most_at);
    signs.add_if(spot.times_at >= often, PlaceSign::often_at);
    signs.add_if(spot.times_at == 0, PlaceSign::never_at);
    signs.add_if(spot.tellings.empty(), PlaceSign::only_as_actor);
    signs.add_if(a_.dateline && spots_.find(*a_.dateline) == index, PlaceSign::dateline);
    for (const Spot::Telling& telling : spot.tellings) {
        signs.add_if(telling.across, PlaceSign::across);
        signs.add_if(!telling.venue.empty(), PlaceSign::venue);
    }
    return signs;
}

void PlaceOptions::add_parties(const Act& act,
                               const Spot& spot,
                               PlaceSigns& signs) const {
    const auto is_of = [&](ActorIndex who) {
        return !spot.place.code.empty() && a_.actors[who].code == spot.place.code;
    };
    const bool actor = std::any_of(act.actors.begin(), act.actors.end(), is_of);
    const bool recipient =
        std::any_of(act.recipients.begin(), act.recipients.end(), is_of);
    const bool all = std::all_of(act.actors.begin(), act.actors.end(), is_of) &&
                     std::all_of(act.recipients.begin(), act.recipients.end(), is_of);
    signs.add_if(actor, PlaceSign::of_actor);
    signs.add_if(recipient, PlaceSign::of_recipient);
    signs.add_if(!actor && !recipient, PlaceSign::of_nobody);
    signs.add_if(all && (actor || recipient), PlaceSign::of_all);
    signs.add_if(signs.has(PlaceSign::dateline) && actor, PlaceSign::dateline_at_home);
    signs.add_if(signs.has(PlaceSign::capital) && actor, PlaceSign::seat_of_actor);
}

void PlaceOptions::add_stays(const Draft& draft,
                             const Stays& stays,
                             std::vector<SpotSigns>& out) const {
    constexpr std::uint32_t near = 8;  // by StoryActs::far
    const Act& act = draft.act;
    for (const Stay& stay : stays.all()) {
        const bool actor = holds(act.actors, stay.who);
        const std::size_t spot =
            actor || holds(act.recipients, stay.who) ? spots_.find(stay.place) : nowhere;
        if (spot == nowhere) {
            continue;
        }
        PlaceSigns& signs = out[spot + 1].signs;
        signs.add(actor ? PlaceSign::stay : PlaceSign::stay_of_other);
        signs.add_if(actor && StoryActs::far(draft.sentence, stay.sentence) <= near,
                     PlaceSign::stay_near);
    }
}

void PlaceOptions::add_visits(const Act& act, std::vector<SpotSigns>& out) const {
    for (const Visit& visit : visits_) {
        const std::vector<ActorIndex>& who = acts_.drafts()[visit.draft].act.actors;
        const auto travels = [&](ActorIndex actor) { return holds(who, actor); };
        if (std::any_of(act.actors.begin(), act.actors.end(), travels) ||
            std::any_of(act.recipients.begin(), act.recipients.end(), travels)) {
            for (const std::size_t spot : visit.spots) {
                out[spot + 1].signs.add(PlaceSign::visited);
            }
        }
    }
}

/// The scene as the story set it last, and as it sets it next.
void PlaceOptions::add_scene(std::uint32_t sentence, std::vector<SpotSigns>& out) const {
    std::size_t before = nowhere;
    std::size_t after = nowhere;
    std::uint32_t last = 0;
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < spots_.all().size(); ++i) {
        for (const Spot::Telling& telling : spots_.all()[i].tellings) {
            const std::uint32_t at = telling.sentence;
            if (telling.at && at < sentence && (before == nowhere || at >= last)) {
                before = i;
                last = at;
            }
            if (telling.at && at > sentence && (after == nowhere || at < next)) {
                after = i;
                next = at;
            }
        }
    }
    if (before != nowhere) {
        out[before + 1].signs.add(PlaceSign::latest_at);
    }
    if (after != nowhere) {
        out[after + 1].signs.add(PlaceSign::next_at);
    }
}

void PlaceOptions::add_acts(std::size_t draft, std::vector<SpotSigns>& out) const {
    const Draft& mine = acts_.drafts()[draft];
    std::size_t nearest = nowhere;
    std::uint32_t least = 0;
    for (const Placed& placed : placed_) {
        if (placed.draft == draft) {
            continue;
        }
        const Act& other = acts_.drafts()[placed.draft].act;
        PlaceSigns& signs = out[placed.spot + 1].signs;
        signs.add(PlaceSign::acts_some);
        signs.add_if(acts_.between_parties(mine.act, other), PlaceSign::acts_of_parties);
        signs.add_if(other.type == mine.act.type, PlaceSign::acts_of_kind);
        const std::uint32_t distance = StoryActs::far(mine.sentence, placed.sentence);
        if (nearest == nowhere || distance < least) {
            nearest = placed.spot;
            least = distance;
        }
    }
    if (nearest != nowhere) {
        out[nearest + 1].signs.add(PlaceSign::acts_nearest);
    }
    if (most_placed_ != nowhere) {
        out[most_placed_ + 1].signs.add(PlaceSign::acts_most);
    }
}

void PlaceOptions::add_votes(const Draft& draft, std::vector<SpotSigns>& out) const {
    for (const Places::Claim& claim : places_.claims(draft)) {
        if (const std::size_t spot = spots_.find(*claim.place); spot != nowhere) {
            out[spot + 1].signs.add(PlaceSign::in_clause);
        }
    }
    const Reason* reason = last_reason(draft.act);
    const Spot* voted = spot_of(draft.act);
    if (reason == nullptr || voted == nullptr) {
        return;
    }
    const PlaceSign by = sign_of_rule(reason->rule);
    for (SpotSigns& option : out) {
        if (option.spot == voted) {
            option.signs.add(by);
        } else if (option.spot == nullptr) {
            option.signs.add(PlaceSign::none_against);
        } else if (voted->place.is_country && !option.spot->place.is_country &&
                   voted->place.code == option.spot->place.code) {
            option.signs.add(PlaceSign::inside_of_rule);
            option.signs.add_if(option.signs.has(PlaceSign::most_at) ||
                                    option.signs.has(PlaceSign::only_city),
                                PlaceSign::inside_and_told);
        } else {
            option.signs.add(by == PlaceSign::by_clause ? PlaceSign::against_clause
                                                        : PlaceSign::against_rule);
        }
    }
}

/// What is recalled, or came before or after, is less likely to be where the story is.
void PlaceOptions::add_distance(const Draft& draft, std::vector<SpotSigns>& out) const {
    const bool old = acts_.is_old(draft.act);
    const bool sequel = attachment_.is_sequel(s_.clause_of(draft.trigger));
    bool near = false;
    for (SpotSigns& option : out) {
        const PlaceSigns& signs = option.signs;
        const bool here =
            signs.has(PlaceSign::in_sentence_at) || signs.has(PlaceSign::in_clause);
        if (option.spot != nullptr && !here) {
            option.signs.add_if(old, PlaceSign::old_and_apart);
            option.signs.add_if(sequel, PlaceSign::sequel_and_apart);
        }
        near = near || here || signs.has(PlaceSign::before_at) ||
               signs.has(PlaceSign::after_at);
    }
    out.front().signs.add_if(old, PlaceSign::none_old);
    out.front().signs.add_if(!near, PlaceSign::none_without_near);
}

std::vector<SpotSigns> PlaceOptions::of(std::size_t draft, const Stays& stays) const {
    const Draft& mine = acts_.drafts()[draft];
    const auto& spots = spots_.all();
    std::vector<SpotSigns> out(spots.size() + 1);
    out.front().signs.add(PlaceSign::none);
    out.front().signs.add_if(most_told_ == nowhere && !a_.dateline,
                             PlaceSign::none_nowhere);
    for (std::size_t i = 0; i < spots.size(); ++i) {
        SpotSigns& option = out[i + 1];
        option.spot = &spots[i];
        option.signs = kinds_[i];
        add_positions(mine, option);
        add_parties(mine.act, spots[i], option.signs);
    }
    add_scene(mine.sentence, out);
    add_stays(mine, stays, out);
    add_visits(mine.act, out);
    add_acts(draft, out);
    add_votes(mine, out);
    add_distance(mine, out);
    return out;
}

}  // namespace chancery::coding
