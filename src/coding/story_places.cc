// SPDX-License-Identifier: Apache-2.0
#include "coding/story_places.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "coding/attachment.h"
#include "coding/place_options.h"
#include "coding/places.h"
#include "coding/stays.h"

namespace chancery::coding {

namespace {

class Whereabouts {
  public:
    Whereabouts(const CodingInput& input,
                const Article& article,
                StoryActs& acts,
                std::uint32_t lead_end)
        : s_(*input.syntax),
          a_(*input.actors),
          t_(*input.tables),
          attachment_(input),
          acts_(acts),
          lead_end_(lead_end),
          stays_(input),
          options_(input, article, acts, lead_end) {}

    void run() {
        for (Draft& draft : acts_.drafts()) {
            name_the_city(draft);
        }
        add_stays_of_acts();
        for (std::size_t i = 0; i < acts_.drafts().size(); ++i) {
            complete_place(i);
        }
        for (std::size_t i = 0; i < acts_.drafts().size(); ++i) {
            choose(i);
        }
    }

  private:
    /// True for what needs no common place: what is written or said over a wire.
    static bool is_remote(const Act& act) {
        switch (act.channel) {
            case Channel::phone:
            case Channel::video:
            case Channel::letter:
            case Channel::message:
            case Channel::social_media:
                return true;
            default:
                return false;
        }
    }

    /// Who met somebody at a place was there.
    void add_stays_of_acts() {
        for (const Fact& fact : acts_.facts()) {
            const Act& act = acts_.act_of(fact);
            if (fact.planned || act.place.empty() || !is_meeting(act) ||
                acts_.is_old(act) || !is_face_to_face(act)) {
                continue;
            }
            PlaceMention place;
            place.name = act.place;
            place.code = act.location.code;
            place.latitude = act.location.latitude;
            place.longitude = act.location.longitude;
            place.located = act.location.located;
            place.is_country = act.location.is_country;
            place.is_settlement = !place.is_country;
            for (const auto* side : {&act.actors, &act.recipients}) {
                for (const ActorIndex who : *side) {
                    if (a_.actors[who].kind == ActorKind::person) {
                        stays_.add(who, fact.sentence, place);
                    }
                }
            }
        }
    }

    void complete_place(std::size_t i) {
        Act& act = acts_.drafts()[i].act;
        const bool planned = act.status == Status::planned;
        if (!act.place.empty() && (!act.location.is_country || planned)) {
            return;
        }
        if (is_material(act)) {
            if (act.place.empty()) {
                place_of_deed(i);
            }
        } else if (!is_remote(act)) {
            place_of_meeting(i);
            at_home(i);
        }
    }

    /// The city of a palace, and of a meeting in a country that the story is sent from.
    void name_the_city(Draft& draft) const {
        Act& act = draft.act;
        if (act.place.empty() || is_material(act)) {
            return;
        }
        if (act.location.is_country) {
            const bool here = a_.dateline && a_.dateline->code == act.location.code;
            const bool meeting = is_face_to_face(act) && draft.rule->mode != "visit" &&
                                 act.status != Status::planned;
            if (here && meeting) {
                set_place(act, *a_.dateline, "dateline", 0.6F);
            }
            return;
        }
        const auto named =
            std::find_if(a_.places.begin(), a_.places.end(), [&](const PlaceMention& p) {
                return p.name == act.place && p.code == act.location.code;
            });
        if (named != a_.places.end() && &stays_.city_of(*named) != &*named) {
            set_place(act, stays_.city_of(*named), "city-of-place", 0.7F);
        }
    }

    void lend_place(Act& act, const Fact& from) {
        act.place = acts_.act_of(from).place;
        act.location = acts_.act_of(from).location;
        act.reasons.push_back(
            Reason{"place", "same-meeting", acts_.act_of(from).trigger, 0.6F});
    }

    void place_of_meeting(std::size_t i) {
        Act& act = acts_.drafts()[i].act;
        const bool planned = act.status == Status::planned;
        const auto lends = [&](const Fact& fact, bool city) {
            const Act& other = acts_.act_of(fact);
            return !other.place.empty() && fact.planned == planned &&
                   !acts_.is_old(other) && (!city || !other.location.is_country) &&
                   (act.place.empty() || other.location.code == act.location.code) &&
                   is_face_to_face(other) && acts_.between_parties(act, other);
        };
        const bool together =
            is_face_to_face(act) || (is_meeting(act) && !is_remote(act));
        const Fact* at =
            together ? acts_.nearest(i, [&](const Fact& f) { return lends(f, true); })
                     : nullptr;
        if (at == nullptr && together && act.place.empty()) {
            at = acts_.nearest(i, [&](const Fact& f) { return lends(f, false); });
        }
        if (at != nullptr) {
            lend_place(act, *at);
        } else if (planned) {
            where_they_will_be(i);
        } else if (!acts_.is_old(act) &&
                   !attachment_.is_sequel(s_.clause_of(acts_.drafts()[i].trigger))) {
            where_they_are(i);
        }
    }

    /// The one city of a country at which the story says that anything is, or null.
    [[nodiscard]] const PlaceMention* city_in(const PlaceMention& country) const {
        const PlaceMention* city = nullptr;
        for (const PlaceMention& place : a_.places) {
            const bool at =
                country.is_country && place.is_settlement && place.code == country.code &&
                t_.in_class("place-at",
                            s_.preposition_of(place_phrase(place.head, s_, t_)));
            if (at && city != nullptr && city->name != place.name) {
                return nullptr;
            }
            city = at ? &place : city;
        }
        return city;
    }

    /// An official abroad does there what he does; so does his host.
    void where_they_are(std::size_t i) {
        Act& act = acts_.drafts()[i].act;
        const bool open = act.place.empty();
        const auto is_city_there = [&](const PlaceMention& place) {
            return place.is_settlement && place.code == act.location.code;
        };
        const auto any = [](const PlaceMention&) { return true; };
        std::vector<ActorIndex> there = act.actors;
        if (is_face_to_face(act)) {
            there.insert(there.end(), act.recipients.begin(), act.recipients.end());
        }
        for (const ActorIndex who : there) {
            const std::uint32_t at = acts_.drafts()[i].sentence;
            const PlaceMention* place =
                open ? stays_.of(who, at, any) : stays_.of(who, at, is_city_there);
            if (place != nullptr && (!open || place->code != a_.actors[who].code)) {
                const PlaceMention* city = open ? city_in(*place) : nullptr;
                set_place(act,
                          city != nullptr ? *city : *place,
                          open && city == nullptr ? "stay-abroad" : "stay-in-city",
                          0.55F);
                return;
            }
        }
    }

    /// What is planned with somebody whose country one visits is planned there.
    void where_they_will_be(std::size_t i) {
        Act& act = acts_.drafts()[i].act;
        if (!act.place.empty()) {
            return;
        }
        std::vector<ActorIndex> all = act.actors;
        all.insert(all.end(), act.recipients.begin(), act.recipients.end());
        const auto home_of_other = [&](const PlaceMention& place) {
            return std::any_of(all.begin(), all.end(), [&](ActorIndex who) {
                return a_.actors[who].code == place.code;
            });
        };
        for (const ActorIndex who : all) {
            const PlaceMention* place =
                stays_.of(who, acts_.drafts()[i].sentence, home_of_other);
            if (place != nullptr && place->code != a_.actors[who].code) {
                const PlaceMention* city = city_in(*place);
                set_place(act,
                          city != nullptr ? *city : *place,
                          city != nullptr ? "stay-in-city" : "stay-abroad",
                          0.5F);
                return;
            }
        }
    }

    /// Who speaks in the lead of a story sent from his own country speaks there.
    void at_home(std::size_t i) {
        const Draft& draft = acts_.drafts()[i];
        Act& act = acts_.drafts()[i].act;
        const bool speaks = is_utterance(act) && act.channel == Channel::statement;
        const bool here =
            a_.dateline && std::any_of(act.actors.begin(),
                                       act.actors.end(),
                                       [&](ActorIndex who) { return is_at_home(who); });
        if (act.place.empty() && speaks && here && draft.sentence < lead_end_) {
            set_place(act, *a_.dateline, "dateline", 0.45F);
        }
    }

    [[nodiscard]] bool is_at_home(ActorIndex who) const {
        const Actor& actor = a_.actors[who];
        return actor.kind == ActorKind::person && actor.code == a_.dateline->code &&
               stays_.of(who, 0, [&](const PlaceMention& place) {
                   return place.code != actor.code;
               }) == nullptr;
    }

    /// The options of an act with their shares, by what the table has learned, and the
    /// index of the one to take.
    [[nodiscard]] std::size_t judge(const std::vector<SpotSigns>& options,
                                    Act& act) const {
        const PlaceChoiceTable& table = t_.place_choice();
        std::vector<double> weights;
        weights.reserve(options.size());
        act.place_options.reserve(options.size());
        for (const SpotSigns& option : options) {
            weights.push_back(table.of(act.place_group, option.signs));
        }
        const double most = *std::max_element(weights.begin(), weights.end());
        double sum = 0.0;
        for (const double weight : weights) {
            sum += std::exp(weight - most);
        }
        for (std::size_t i = 0; i < options.size(); ++i) {
            const Spot* spot = options[i].spot;
            act.place_options.push_back(
                PlaceOption{spot == nullptr ? "" : spot->place.name,
                            options[i].signs,
                            static_cast<float>(std::exp(weights[i] - most) / sum)});
        }
        weights.front() -= table.lean(act.place_group);  // of no place
        return static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) -
                                        weights.begin());
    }

    /// Takes the likeliest of all places that the article names, or none.
    void choose(std::size_t i) {
        const Draft& draft = acts_.drafts()[i];
        Act& act = acts_.drafts()[i].act;
        act.place_group = place_group_of(act, draft.rule->mode == "visit");
        const Spot* given = options_.spot_of(act);
        if (!act.place.empty() && given == nullptr) {
            return;
        }
        const auto options = options_.of(i, stays_);
        const std::size_t best = judge(options, act);
        if (!t_.place_choice().knows()) {
            return;
        }
        const Spot* chosen = options[best].spot;
        act.place_share = chosen == nullptr ? 0.0F : act.place_options[best].share;
        if (chosen == nullptr) {
            std::erase_if(act.reasons,
                          [](const Reason& r) { return r.field == "place"; });
            act.place.clear();
            act.location = Location{};
        } else if (chosen != given) {
            PlaceMention place = chosen->place;
            place.span = options[best].words;
            set_place(act, place, "likeliest-place", act.place_share);
        }
    }

    /// A place in a country of none of those whose country is known, if it is of all.
    [[nodiscard]] bool is_of_strangers(const Act& act, const PlaceMention& place) const {
        const auto stranger = [&](ActorIndex who) {
            const std::string& code = a_.actors[who].code;
            return !code.empty() && code != place.code;
        };
        return std::all_of(act.actors.begin(), act.actors.end(), stranger) &&
               std::all_of(act.recipients.begin(), act.recipients.end(), stranger);
    }

    /// The place that the sentences around a deed speak of, a city before a country.
    [[nodiscard]] const PlaceMention* scene_of(const Draft& draft) const {
        const std::uint32_t sentence = draft.sentence;
        constexpr std::uint32_t around = 5;  // by StoryActs::far: two sentences
        const PlaceMention* best = nullptr;
        std::uint32_t least = 0;
        for (const PlaceMention& place : a_.places) {
            const std::uint32_t distance =
                2 * StoryActs::far(sentence, s_.token(place.head).sentence) +
                (place.is_country ? 1 : 0);
            const bool where =
                !place.code.empty() && !is_of_strangers(draft.act, place) &&
                t_.in_class("place-at",
                            s_.preposition_of(place_phrase(place.head, s_, t_)));
            if (where && distance <= 2 * around &&
                (best == nullptr || distance < least)) {
                best = &place;
                least = distance;
            }
        }
        return best;
    }

    void place_of_deed(std::size_t i) {
        Act& act = acts_.drafts()[i].act;
        const Fact* same = acts_.nearest(i, [&](const Fact& fact) {
            const Act& other = acts_.act_of(fact);
            return other.type == act.type && !other.place.empty() &&
                   acts_.far(acts_.drafts()[i].sentence, fact.sentence) <=
                       2 * same_breath;
        });
        if (same != nullptr) {
            act.place = acts_.act_of(*same).place;
            act.location = acts_.act_of(*same).location;
            act.reasons.push_back(
                Reason{"place", "same-events", acts_.act_of(*same).trigger, 0.5F});
            return;
        }
        const bool crowd = act.type == ActType::protest || act.type == ActType::assault ||
                           act.mode == "arrest";
        if (const PlaceMention* scene = crowd ? scene_of(acts_.drafts()[i]) : nullptr) {
            set_place(act, *scene, "scene", 0.5F);
            return;
        }
        const bool on_own_ground = act.mode == "restrict" || act.mode == "censor" ||
                                   act.mode == "curfew" || act.mode == "martial-law";
        if (act.type == ActType::assault) {
            place_in_state(act, act.recipients, "state-of-target");
        } else if (act.type == ActType::coerce && on_own_ground) {
            place_in_state(act, act.actors, "state-of-doer");
        }
    }

    void place_in_state(Act& act,
                        const std::vector<ActorIndex>& side,
                        std::string_view rule) const {
        for (const ActorIndex who : side) {
            const Actor& actor = a_.actors[who];
            if (actor.kind == ActorKind::state) {
                PlaceMention place;
                place.name = actor.name;
                place.code = actor.code;
                place.is_country = true;
                set_place(act, place, rule, 0.6F);
                return;
            }
        }
    }

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    Attachment attachment_;
    StoryActs& acts_;
    std::uint32_t lead_end_;
    Stays stays_;
    PlaceOptions options_;
};

}  // namespace

void complete_places(const CodingInput& input,
                     const Article& article,
                     StoryActs& acts,
                     std::uint32_t lead_end) {
    Whereabouts(input, article, acts, lead_end).run();
}

}  // namespace chancery::coding
