// SPDX-License-Identifier: Apache-2.0
#include "coding/story.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/tsv.h"
#include "coding/places.h"

namespace chancery {

namespace {

constexpr std::int32_t story_days = 7;    // what is older is not what the story tells
constexpr std::uint32_t same_breath = 4;  // sentences through which a day carries
constexpr std::uint32_t lead_sentences = 3;

/// What an act may lend to others.
struct Fact {
    std::size_t draft = 0;
    std::uint32_t sentence = 0;
    bool planned = false;
    bool meeting = false;  ///< the parties met or spoke with each other
    bool written = false;  ///< a letter or message: written on a day of its own
    bool in_title = false;
};

/// Somebody did or said something on a day.
struct DayOf {
    ActorIndex who = no_actor;
    std::uint32_t sentence = 0;
    std::string value;
    Span words;
};

/// Somebody is said to be at a place.
struct Stay {
    ActorIndex who = no_actor;
    std::uint32_t sentence = 0;
    PlaceMention place;
};

bool is_written(const Act& act) {
    return act.channel == Channel::letter || act.channel == Channel::message ||
           act.mode == "correspondence";
}

bool is_meeting(const Act& act) {
    switch (act.type) {
        case ActType::consult:
            return act.mode != "correspondence" && act.mode != "envoy";
        case ActType::agree:
            return act.mode == "meet";
        case ActType::support:
            return act.mode == "sign" || act.mode == "honour" || act.mode == "recognise";
        default:
            return false;
    }
}

bool is_face_to_face(const Act& act) {
    return act.channel == Channel::in_person || act.channel == Channel::document;
}

class Completion {
  public:
    Completion(const CodingInput& input,
               const Article& article,
               const Dates& dates,
               std::vector<Draft>& drafts)
        : s_(*input.syntax),
          a_(*input.actors),
          t_(*input.tables),
          attachment_(input),
          article_(article),
          dates_(dates),
          drafts_(drafts) {
        for (std::size_t i = 0; i < drafts.size(); ++i) {
            const Draft& d = drafts[i];
            facts_.push_back(Fact{i,
                                  d.sentence,
                                  d.act.status == Status::planned,
                                  is_meeting(d.act),
                                  is_written(d.act),
                                  d.in_title});
        }
        find_days();
        find_lead_day();
        find_stays();
    }

    void run() {
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            complete_channel(i);
        }
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            complete_date(i);
        }
        for (Draft& draft : drafts_) {
            name_the_city(draft);
        }
        add_stays_of_acts();
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            complete_place(i);
        }
    }

  private:
    // --- days

    [[nodiscard]] bool is_recent(const std::string& value) const {
        const auto day = Day::parse_iso(std::string_view(value).substr(0, 10));
        return day && article_.published && *day <= *article_.published &&
               *article_.published - *day <= story_days;
    }

    /// Days on which somebody is said to have done or said anything.
    void find_days() {
        for (const TimeExpression& time : dates_.all()) {
            if (!dates_.is_of_verb(time)) {
                continue;
            }
            const TokenIndex head = attachment_.head_of(time.first, time.last);
            const TokenIndex verb = s_.clause_of(head);
            if (!s_.is_verb(verb) || !is_past(verb, s_)) {
                continue;
            }
            std::string value = dates_.resolve(time, TimeDirection::past).value;
            if (value.size() != 10 || !is_recent(value)) {
                continue;
            }
            const TokenIndex doer = s_.doer(verb);
            if (doer == no_token || a_.mention_of_head[doer] < 0) {
                continue;
            }
            const auto m = static_cast<std::size_t>(a_.mention_of_head[doer]);
            for (const ActorIndex who : a_.mentions[m].actors) {
                days_.push_back(DayOf{who, s_.token(verb).sentence, value, time.span});
            }
        }
    }

    [[nodiscard]] bool is_story_text(std::uint32_t sentence) const {
        const Sentence& s = s_.reading().sentences[sentence];
        const BlockKind kind = article_.blocks[s.block].kind;
        if (kind != BlockKind::paragraph) {
            return false;
        }
        for (TokenIndex i = s.first; i < s.last; ++i) {
            if (s_.token(i).upos == Upos::verb) {
                return true;
            }
        }
        return false;
    }

    /// The first day that the first sentences of the story name.
    void find_lead_day() {
        std::uint32_t read = 0;
        const auto& sentences = s_.reading().sentences;
        for (std::uint32_t i = 0; i < sentences.size() && read < lead_sentences; ++i) {
            if (!is_story_text(i)) {
                continue;
            }
            ++read;
            lead_end_ = i + 1;
            for (const TimeExpression& time : dates_.in(sentences[i])) {
                std::string value = dates_.is_of_verb(time)
                                        ? dates_.resolve(time, TimeDirection::past).value
                                        : std::string();
                if (lead_day_.empty() && value.size() == 10 && is_recent(value)) {
                    lead_day_ = std::move(value);
                    lead_words_ = time.span;
                }
            }
        }
    }

    /// "had earlier agreed", "has repeatedly urged", "weeks ago": not on the day of the
    /// story.
    [[nodiscard]] bool is_bygone(const Draft& draft) const {
        const TokenIndex clause = s_.clause_of(draft.trigger);
        for (const TokenIndex c : s_.children(clause)) {
            const Token& t = s_.token(c);
            const bool perfect = (t.rel == Rel::aux || t.rel == Rel::aux_pass) &&
                                 t.xpos == Xpos::vbd && s_.lemma(c) == "have";
            const bool progressive = t.rel == Rel::aux && s_.lemma(c) == "be" &&
                                     s_.token(clause).xpos == Xpos::vbg &&
                                     t.xpos != Xpos::vbd && !is_meeting(draft.act);
            if (perfect || progressive || t_.in_class("bygone", s_.lemma(c))) {
                return true;
            }
        }
        for (const TimeExpression& time :
             dates_.in(s_.reading().sentences[draft.sentence])) {
            if (time.form == TimeForm::vague && s_.clause_of(time.first) == clause) {
                return true;
            }
        }
        return false;
    }

    // --- who was party to what

    /// The same, or one of them the state whom the other serves; not two officials of one
    /// state.
    [[nodiscard]] bool same_side(ActorIndex x, ActorIndex y) const {
        const Actor& a = a_.actors[x];
        const Actor& b = a_.actors[y];
        return x == y || (!a.code.empty() && a.code == b.code &&
                          (a.kind != ActorKind::person || b.kind != ActorKind::person));
    }

    [[nodiscard]] bool is_party(ActorIndex who, const Act& act) const {
        const auto here = [&](ActorIndex y) { return same_side(who, y); };
        return std::any_of(act.actors.begin(), act.actors.end(), here) ||
               std::any_of(act.recipients.begin(), act.recipients.end(), here);
    }

    /// True where all participants of `act` took part in `meeting`, at least one of them
    /// by name.
    [[nodiscard]] bool between_parties(const Act& act, const Act& meeting) const {
        const auto in = [&](ActorIndex x) { return is_party(x, meeting); };
        const auto named = [&](ActorIndex x) {
            return holds(meeting.actors, x) || holds(meeting.recipients, x);
        };
        return !act.actors.empty() &&
               std::all_of(act.actors.begin(), act.actors.end(), in) &&
               std::all_of(act.recipients.begin(), act.recipients.end(), in) &&
               (std::any_of(act.actors.begin(), act.actors.end(), named) ||
                std::any_of(act.recipients.begin(), act.recipients.end(), named));
    }

    /// Sentences from one act to another; what follows is a little farther than what went
    /// before.
    static std::uint32_t far(std::uint32_t from, std::uint32_t to) {
        return to <= from ? 2 * (from - to) : 2 * (to - from) + 1;
    }

    /// The nearest other act for which `fits` holds, or null.
    template <typename Fits>
    const Fact* nearest(std::size_t draft, Fits&& fits) const {
        const Fact* best = nullptr;
        std::uint32_t least = 0;
        for (const Fact& fact : facts_) {
            if (fact.draft == draft || !fits(fact)) {
                continue;
            }
            const std::uint32_t distance = far(drafts_[draft].sentence, fact.sentence);
            if (best == nullptr || distance < least) {
                best = &fact;
                least = distance;
            }
        }
        return best;
    }

    [[nodiscard]] const Act& act_of(const Fact& fact) const {
        return drafts_[fact.draft].act;
    }

    // --- the three fields

    void complete_channel(std::size_t i) {
        Act& act = drafts_[i].act;
        const bool open =
            act.channel == Channel::none || act.channel == Channel::statement;
        if (!open || !is_utterance(act) || act.recipients.empty() ||
            act.status == Status::planned || is_bygone(drafts_[i])) {
            return;
        }
        const Fact* in = nearest(i, [&](const Fact& fact) {
            const Act& other = act_of(fact);
            return fact.meeting && !fact.planned && other.type == ActType::consult &&
                   other.mode != "visit" && other.channel != Channel::none &&
                   between_parties(act, other);
        });
        if (in != nullptr) {
            act.channel = act_of(*in).channel;
            act.reasons.push_back(
                Reason{"channel", "said-at-meeting", act_of(*in).trigger, 0.6F});
        }
    }

    void set_date(Act& act,
                  const std::string& value,
                  std::string_view rule,
                  Span words,
                  float confidence) {
        act.date = value;
        act.reasons.push_back(Reason{"date", std::string(rule), words, confidence});
    }

    void complete_date(std::size_t i) {
        Draft& draft = drafts_[i];
        Act& act = draft.act;
        if (!act.date.empty() || is_written(act) || is_bygone(draft)) {
            return;
        }
        const bool planned = act.status == Status::planned;
        const bool may_be_inside = is_utterance(act) || is_meeting(act);
        const Fact* meeting = nearest(i, [&](const Fact& fact) {
            const Act& other = act_of(fact);
            return may_be_inside && fact.meeting && fact.planned == planned &&
                   !other.date.empty() && (planned || is_recent(other.date)) &&
                   between_parties(act, other);
        });
        if (meeting != nullptr) {
            set_date(act,
                     act_of(*meeting).date,
                     "same-meeting",
                     act_of(*meeting).trigger,
                     0.6F);
            return;
        }
        if (planned) {
            return;
        }
        if (const DayOf* day = day_of_actor(draft)) {
            set_date(act, day->value, "day-of-actor", day->words, 0.55F);
            return;
        }
        if ((draft.in_title || is_main_in_lead(draft)) && !lead_day_.empty()) {
            set_date(act, lead_day_, "day-of-lead", lead_words_, 0.5F);
            return;
        }
        if (is_record() && article_.published) {
            const bool said = !lead_day_.empty();
            set_date(act,
                     said ? lead_day_ : article_.published->iso(),
                     "day-of-record",
                     said ? lead_words_ : article_.published_from.span,
                     0.6F);
        }
    }

    /// The act that a sentence of the lead is about, or what somebody says in it.
    [[nodiscard]] bool is_main_in_lead(const Draft& draft) const {
        if (draft.sentence >= lead_end_) {
            return false;
        }
        const TokenIndex clause = s_.clause_of(draft.trigger);
        const TokenIndex head = s_.token(clause).head;
        return head == no_token ||
               (s_.token(head).head == no_token &&
                (s_.token(clause).rel == Rel::conj ||
                 (s_.token(clause).rel == Rel::ccomp && is_utterance(draft.act))));
    }

    [[nodiscard]] const DayOf* day_of_actor(const Draft& draft) const {
        const DayOf* best = nullptr;
        std::uint32_t least = 2 * same_breath + 1;
        for (const DayOf& day : days_) {
            const std::uint32_t distance = far(draft.sentence, day.sentence);
            if (distance < least && holds(draft.act.actors, day.who)) {
                best = &day;
                least = distance;
            }
        }
        return best;
    }

    /// A page on which a government tells of its own acts, by the name of the outlet.
    [[nodiscard]] bool is_record() const {
        std::string before;
        for (const std::string_view part : split(article_.outlet, ' ')) {
            std::string word = ascii_lower(part);
            std::erase_if(word, [](char c) { return c == '(' || c == ')' || c == ','; });
            if (t_.in_class("official-outlet", word) ||
                t_.in_class("official-outlet", before + ' ' + word)) {
                return true;
            }
            before = std::move(word);
        }
        return false;
    }

    // --- where somebody was

    /// Done at a time that the story only recalls.
    [[nodiscard]] bool is_old(const Act& act) const {
        return !act.date.empty() && !dates_.is_of_story(act.date);
    }

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

    /// The city of a palace or a hall, where the article names one so near.
    [[nodiscard]] const PlaceMention& city_of(const PlaceMention& place) const {
        constexpr double near = 0.5;  // degrees
        if (!place.located || place.is_settlement || place.is_country) {
            return place;
        }
        for (const PlaceMention& other : a_.places) {
            if (other.is_settlement && other.code == place.code &&
                std::abs(other.latitude - place.latitude) < near &&
                std::abs(other.longitude - place.longitude) < near) {
                return other;
            }
        }
        return place;
    }

    void stays(TokenIndex who, const PlaceMention& place) {
        if (who == no_token || a_.mention_of_head[who] < 0) {
            return;
        }
        const auto m = static_cast<std::size_t>(a_.mention_of_head[who]);
        for (const ActorIndex actor : a_.mentions[m].actors) {
            if (a_.actors[actor].kind == ActorKind::person) {
                stays_.push_back(
                    Stay{actor, s_.token(place.head).sentence, city_of(place)});
            }
        }
    }

    /// Who is said to do anything at a place, or to be there.
    void find_stays() {
        for (const PlaceMention& place : a_.places) {
            if (place.code.empty() ||
                !t_.in_class("place-at", s_.preposition_of(place_phrase(place.head)))) {
                continue;
            }
            TokenIndex i = s_.token(place_phrase(place.head)).head;
            while (i != no_token && t_.in_class("venue", s_.lemma(i))) {
                i = s_.token(i).head;
            }
            if (i != no_token && s_.is_verb(i)) {
                stays(s_.doer(i), place);
            } else if (i != no_token) {
                stays(i, place);
            }
        }
    }

    /// Who met somebody at a place was there.
    void add_stays_of_acts() {
        for (const Fact& fact : facts_) {
            const Act& act = act_of(fact);
            if (fact.planned || act.place.empty() || !is_meeting(act) || is_old(act) ||
                !is_face_to_face(act)) {
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
                        stays_.push_back(Stay{who, fact.sentence, place});
                    }
                }
            }
        }
    }

    [[nodiscard]] TokenIndex place_phrase(TokenIndex place) const {
        const TokenIndex noun = s_.token(place).head;
        const bool kind = noun != no_token && t_.in_class("place-kind", s_.lemma(noun));
        return kind ? noun : place;
    }

    /// The nearest place for which `fits` holds at which the text puts the actor.
    template <typename Fits>
    const PlaceMention* stay_of(ActorIndex who,
                                std::uint32_t sentence,
                                Fits&& fits) const {
        const PlaceMention* best = nullptr;
        std::uint32_t least = 0;
        for (const Stay& stay : stays_) {
            const std::uint32_t distance = far(sentence, stay.sentence);
            if (stay.who == who && (best == nullptr || distance < least) &&
                fits(stay.place)) {
                best = &stay.place;
                least = distance;
            }
        }
        return best;
    }

    // --- places

    void complete_place(std::size_t i) {
        Act& act = drafts_[i].act;
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
        if (named != a_.places.end() && &city_of(*named) != &*named) {
            set_place(act, city_of(*named), "city-of-place", 0.7F);
        }
    }

    void lend_place(Act& act, const Fact& from) {
        act.place = act_of(from).place;
        act.location = act_of(from).location;
        act.reasons.push_back(
            Reason{"place", "same-meeting", act_of(from).trigger, 0.6F});
    }

    void place_of_meeting(std::size_t i) {
        Act& act = drafts_[i].act;
        const bool planned = act.status == Status::planned;
        const auto lends = [&](const Fact& fact, bool city) {
            const Act& other = act_of(fact);
            return !other.place.empty() && fact.planned == planned && !is_old(other) &&
                   (!city || !other.location.is_country) &&
                   (act.place.empty() || other.location.code == act.location.code) &&
                   is_face_to_face(other) && between_parties(act, other);
        };
        const bool together = is_face_to_face(act);
        const Fact* at = together
                             ? nearest(i, [&](const Fact& f) { return lends(f, true); })
                             : nullptr;
        if (at == nullptr && together && act.place.empty()) {
            at = nearest(i, [&](const Fact& f) { return lends(f, false); });
        }
        if (at != nullptr) {
            lend_place(act, *at);
        } else if (!planned && !is_old(act) &&
                   !attachment_.is_sequel(s_.clause_of(drafts_[i].trigger))) {
            where_they_are(i);
        }
    }

    /// An official abroad does there what he does; so does his host.
    void where_they_are(std::size_t i) {
        Act& act = drafts_[i].act;
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
            const std::uint32_t at = drafts_[i].sentence;
            const PlaceMention* place =
                open ? stay_of(who, at, any) : stay_of(who, at, is_city_there);
            if (place != nullptr && (!open || place->code != a_.actors[who].code)) {
                set_place(act, *place, open ? "stay-abroad" : "stay-in-city", 0.55F);
                return;
            }
        }
    }

    void place_of_deed(std::size_t i) {
        Act& act = drafts_[i].act;
        const Fact* same = nearest(i, [&](const Fact& fact) {
            const Act& other = act_of(fact);
            return other.type == act.type && !other.place.empty() &&
                   far(drafts_[i].sentence, fact.sentence) <= 2 * same_breath;
        });
        if (same != nullptr) {
            act.place = act_of(*same).place;
            act.location = act_of(*same).location;
            act.reasons.push_back(
                Reason{"place", "same-events", act_of(*same).trigger, 0.5F});
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
    const Article& article_;
    const Dates& dates_;
    std::vector<Draft>& drafts_;
    std::vector<Fact> facts_;
    std::vector<DayOf> days_;
    std::vector<Stay> stays_;
    std::string lead_day_;
    Span lead_words_;
    std::uint32_t lead_end_ = 0;
};

}  // namespace

void Story::complete(std::vector<Draft>& drafts, const Dates& dates) const {
    if (!drafts.empty()) {
        Completion(input_, article_, dates, drafts).run();
    }
}

}  // namespace chancery
