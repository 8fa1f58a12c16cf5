// SPDX-License-Identifier: Apache-2.0
#include "coding/dates.h"

#include <algorithm>
#include <utility>

#include "coding/tense.h"

namespace chancery {

namespace {

constexpr std::size_t iso_year = 4;  // characters of YYYY
constexpr std::size_t iso_day = 10;  // of YYYY-MM-DD

std::uint32_t distance(TokenIndex a, TokenIndex b) {
    return a > b ? a - b : b - a;
}

/// Relations of a time to the noun that it says more of.
bool is_of_noun(Rel rel) {
    return rel == Rel::nmod || rel == Rel::nmod_unmarked || rel == Rel::nmod_poss ||
           rel == Rel::nummod || rel == Rel::compound;
}

/// The last day that a resolved value covers.
std::optional<Day> last_day_of(const std::string& value) {
    if (value.size() < iso_day) {
        return std::nullopt;
    }
    const std::string_view text = value;
    return Day::parse_iso(text.substr(text.size() - iso_day));
}

bool is_promise(const Act& act) {
    return act.type == ActType::threaten ||
           (act.type == ActType::agree && act.mode != "meet");
}

}  // namespace

Dates::Dates(const CodingInput& input,
             const Article& article,
             std::vector<TimeExpression> times)
    : s_(*input.syntax),
      t_(*input.tables),
      article_(article),
      attachment_(input),
      times_(std::move(times)) {}

std::span<const TimeExpression> Dates::in(const Sentence& sentence) const {
    const auto before = [](const TimeExpression& time, TokenIndex token) {
        return time.first < token;
    };
    const auto first =
        std::lower_bound(times_.begin(), times_.end(), sentence.first, before);
    const auto last = std::lower_bound(first, times_.end(), sentence.last, before);
    return {first, last};
}

bool Dates::is_of_story(const std::string& value) const {
    constexpr std::int32_t story_days = 7;
    const auto last = last_day_of(value);
    return last && (!article_.published || *article_.published - *last <= story_days);
}

ResolvedTime Dates::resolve(const TimeExpression& time, TimeDirection direction) const {
    return resolve_time(time, TimeContext{article_.published, direction, previous_});
}

bool Dates::belongs_to_other_noun(const TimeExpression& time,
                                  TokenIndex head,
                                  const Draft& draft) const {
    // "congratulated him on the congress in January", "the 2019 declaration": a month or
    // year beside a noun is the noun's; a day there is more often the verb's, hung too
    // low.
    const TokenIndex noun = s_.token(head).head;
    if (noun == no_token) {
        return false;
    }
    const auto is_other = [&](TokenIndex i) {
        return i != draft.trigger && i != draft.site.noun &&
               (s_.token(i).upos == Upos::noun || s_.token(i).upos == Upos::propn);
    };
    const bool before = noun >= time.last && s_.token(noun).upos == Upos::noun;
    if (before && is_other(noun) && is_of_noun(s_.token(head).rel)) {
        // "condemned Monday's attack"; but "at Monday's meeting"
        return !is_occasion(noun, draft.trigger);
    }
    if (draft.act.type == ActType::support && follows_occasion(time, draft)) {
        return true;
    }
    const bool coarse = time.begin.day == 0 && time.begin.weekday == 0 &&
                        (time.form == TimeForm::date || time.form == TimeForm::relative);
    if (!coarse) {
        return false;
    }
    if (is_other(noun) && is_of_noun(s_.token(head).rel)) {
        return true;
    }
    // "congratulated him on his re-election last month"
    return is_utterance(draft.act) && time.first > draft.trigger + 1 &&
           is_other(time.first - 1);
}

bool Dates::is_occasion(TokenIndex noun, TokenIndex trigger) const {
    const std::string_view by = s_.preposition_of(noun);
    return (by == "at" || by == "in" || by == "during") &&
           (t_.in_class("venue", s_.lemma(noun)) ||
            t_.in_class("statement", s_.lemma(noun))) &&
           s_.clause_of(noun) == s_.clause_of(trigger);
}

bool Dates::follows_occasion(const TimeExpression& time, const Draft& draft) const {
    // "congratulated him on his election by the congress on January 5"
    for (TokenIndex i = draft.trigger + 1; i < time.first; ++i) {
        const std::string_view by = s_.preposition_of(i);
        if (s_.token(i).upos == Upos::noun && (by == "on" || by == "for")) {
            return true;
        }
    }
    return false;
}

bool Dates::is_limit(const TimeExpression& time, TokenIndex trigger) const {
    // "since April", "before Monday": the act lies on one side of it
    if (time.first > 0 && t_.in_class("sequence", s_.lemma(time.first - 1))) {
        return true;
    }
    // "the first since his election in February"
    const TokenIndex clause = s_.clause_of(trigger);
    TokenIndex i = attachment_.head_of(time.first, time.last);
    while (i != no_token && i != trigger && i != clause) {
        if (t_.in_class("limit", s_.preposition_of(i))) {
            return true;
        }
        i = s_.token(i).head;
    }
    return false;
}

bool Dates::goes_on_since(const TimeExpression& time, const Draft& draft) const {
    if (time.bound != TimeBound::since || time.first == 0 || !article_.published ||
        draft.act.status != Status::happened || is_utterance(draft.act) ||
        s_.lemma(time.first - 1) != "since") {
        return false;
    }
    const TokenIndex verb = s_.clause_of(draft.trigger);
    const Tense tense = tense_of(verb, s_);
    return (tense == Tense::perfect || tense == Tense::past_perfect) &&
           s_.clause_of(attachment_.head_of(time.first, time.last)) == verb;
}

bool Dates::is_done(TokenIndex verb) const {
    // "agreed", "has agreed"; not "was set", "is expected"
    return s_.token(verb).xpos == Xpos::vbd ||
           s_.child(verb, Rel::aux, "have") != no_token;
}

bool Dates::is_of_verb(const TimeExpression& time) const {
    if (time.form == TimeForm::duration || time.form == TimeForm::vague) {
        return false;
    }
    const TokenIndex head = attachment_.head_of(time.first, time.last);
    const TokenIndex above = s_.token(head).head;
    const bool of_noun = above != no_token && above >= time.last &&
                         s_.token(above).upos == Upos::noun &&
                         is_of_noun(s_.token(head).rel);
    const TokenIndex verb = s_.clause_of(head);
    return !of_noun && !is_limit(time, verb) && !attachment_.is_sequel(verb);
}

bool Dates::is_of_saying(TokenIndex head, const Draft& draft) const {
    return s_.clause_of(head) == attachment_.saying_above(draft.trigger);
}

int Dates::score_of(const TimeExpression& time, const Draft& draft) const {
    const TokenIndex head = attachment_.head_of(time.first, time.last);
    const TokenIndex noun = draft.site.noun;
    if (noun != no_token && s_.dominates(noun, head) &&
        s_.clause_of(noun) == s_.clause_of(head)) {
        return weight(Standing::phrase);
    }
    const Standing standing = attachment_.standing(draft.trigger, head);
    const bool utterance = is_utterance(draft.act);
    if (standing == Standing::elsewhere) {
        // A promise is made on the day on which it is said.
        return utterance && is_of_saying(head, draft) ? weight(Standing::below) : 0;
    }
    if (goes_on_since(time, draft)) {
        return weight(standing);
    }
    if (is_limit(time, draft.trigger) ||
        (standing != Standing::phrase && belongs_to_other_noun(time, head, draft))) {
        return 0;
    }
    // "pledged to send aid in March", "will help them next year": when it is to be kept,
    // not when it was made.
    if (utterance && standing == Standing::below) {
        return 0;
    }
    if (is_promise(draft.act) && draft.modality.reality == Reality::future &&
        standing == Standing::clause) {
        return 0;
    }
    const bool planned = draft.act.status == Status::planned;
    const TokenIndex above = s_.clause_of(head);
    if (planned && standing == Standing::above && is_done(above)) {
        return 0;  // "agreed on Monday to meet"
    }
    return weight(standing);
}

const TimeExpression* Dates::best_time(const Draft& draft, int& best_score) const {
    const TimeExpression* best = nullptr;
    std::uint32_t best_distance = 0;
    best_score = 0;
    for (const TimeExpression& time : in(s_.reading().sentences[draft.sentence])) {
        if (time.form == TimeForm::duration || time.form == TimeForm::vague) {
            continue;
        }
        const int score = score_of(time, draft);
        const std::uint32_t far =
            distance(draft.trigger, attachment_.head_of(time.first, time.last));
        if (score > best_score ||
            (score == best_score && best != nullptr && far < best_distance)) {
            best = &time;
            best_score = score;
            best_distance = far;
        }
    }
    return best;
}

TimeDirection Dates::direction_of(const TimeExpression& time, const Draft& draft) const {
    const TokenIndex head = attachment_.head_of(time.first, time.last);
    if (is_of_saying(head, draft)) {
        return TimeDirection::past;  // "said on Tuesday that he will …"
    }
    const bool planned = draft.act.status == Status::planned;
    return planned || (is_present(draft) && !is_utterance(draft.act))
               ? TimeDirection::future
               : TimeDirection::past;
}

bool Dates::is_over(const ResolvedTime& time) const {
    const auto last = last_day_of(time.value);
    if (!article_.published || time.value.empty()) {
        return false;
    }
    return last ? *last + 1 < *article_.published
                : time.value < article_.published->iso().substr(0, time.value.size());
}

bool Dates::is_ahead(const ResolvedTime& time) const {
    if (!article_.published || time.value.empty()) {
        return false;
    }
    const std::string today = article_.published->iso();
    const std::string first = time.value.substr(0, iso_day);
    return first > today.substr(0, first.size());
}

bool Dates::is_this_year(const ResolvedTime& time) const {
    return time.value.size() == iso_year && article_.published &&
           article_.published->iso().starts_with(time.value);
}

ResolvedTime Dates::until_today(ResolvedTime from) const {
    const std::string today = article_.published->iso();
    if (from.value < today) {
        from.value += '/' + today;
        from.rule += ":since";
    }
    return from;
}

void Dates::settle(Draft& draft) {
    int score = 0;
    const TimeExpression* best = best_time(draft, score);
    if (best == nullptr || score == 0) {
        read_timetable(draft, nullptr, std::nullopt);
        return;
    }
    ResolvedTime value = resolve(*best, direction_of(*best, draft));
    if (goes_on_since(*best, draft) && value.value.size() == iso_day) {
        value = until_today(std::move(value));
    }
    const bool planned = draft.act.status == Status::planned;
    if (!planned && best->edge == 0 && is_this_year(value)) {
        return;  // "the largest of 2026" says nothing that the story does not
    }
    const bool done = !planned && !may_be_timetable(draft);
    if (done && is_ahead(value)) {
        value = resolve(*best, TimeDirection::past);
    }
    if (value.value.empty() || (planned && is_over(value)) || (done && is_ahead(value))) {
        return;
    }
    draft.act.date = value.value;
    draft.act.reasons.push_back(
        Reason{"date", value.rule, best->span, 0.5F + 0.1F * static_cast<float>(score)});
    const auto day = value.first_day();
    if (day && value.value.size() >= iso_day) {
        previous_ = day;
    }
    read_timetable(draft, best, day);
}

bool Dates::may_be_timetable(const Draft& draft) const {
    return !draft.in_title && draft.act.type == ActType::consult && is_present(draft);
}

void Dates::read_timetable(Draft& draft,
                           const TimeExpression* time,
                           std::optional<Day> day) const {
    if (!may_be_timetable(draft)) {
        return;
    }
    // "arrives in China on Tuesday", told on Tuesday or before; "before he heads home"
    const bool ahead = day && article_.published && *day >= *article_.published;
    if (!ahead && !attachment_.is_sequel(s_.clause_of(draft.trigger))) {
        return;
    }
    const TypeRow& row = t_.type_row(draft.act.type);
    draft.act.type = row.future_type;
    draft.act.mode = row.future_mode;
    draft.act.status = Status::planned;
    draft.act.reasons.push_back(Reason{"status",
                                       "present-of-timetable",
                                       time != nullptr ? time->span : draft.act.trigger,
                                       0.7F});
}

bool Dates::is_present(const Draft& draft) const {
    if (draft.rule->pos == TriggerPos::noun) {
        return false;  // "his trip follows a visit in May": the tense is another's
    }
    const TokenIndex trigger = draft.trigger;
    const TokenIndex verb = s_.is_verb(trigger) ? trigger : s_.token(trigger).head;
    if (verb == no_token) {
        return false;
    }
    const Xpos tag = s_.token(verb).xpos;
    return (tag == Xpos::vbz || tag == Xpos::vbp) && !s_.has_child(verb, Rel::aux);
}

}  // namespace chancery
