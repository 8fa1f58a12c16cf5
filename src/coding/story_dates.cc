// SPDX-License-Identifier: Apache-2.0
#include "coding/story_dates.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/tsv.h"
#include "coding/attachment.h"
#include "coding/tense.h"

namespace chancery::coding {

namespace {

/// A day for an act, and why.
struct Choice {
    std::string value;
    std::string_view rule;
    Span words;
    float confidence = 0.5F;
};

class Completion {
  public:
    Completion(const CodingInput& input,
               const Article& article,
               const Dates& dates,
               const StoryDays& days,
               StoryActs& acts)
        : s_(*input.syntax),
          t_(*input.tables),
          statements_(input.statements),
          attachment_(input),
          article_(article),
          dates_(dates),
          days_(days),
          acts_(acts),
          drafts_(acts.drafts()),
          record_(is_record()) {
        letters_ = std::any_of(acts.facts().begin(),
                               acts.facts().end(),
                               [](const Fact& fact) { return fact.written; });
        find_news();
    }

    void run() {
        for (const StoryDays::Stay& stay : days_.stays()) {
            lend_stay(stay);
        }
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            Act& act = drafts_[i].act;
            if (!act.date.empty()) {
                // "will visit this week and meet him on Friday"
                const Choice meeting = of_meeting(i);
                if (covers(act.date, meeting.value)) {
                    set(act, meeting);
                }
            } else if (!is_written(act) && !acts_.is_bygone(drafts_[i])) {
                set(act, choose(i));
            }
        }
    }

  private:
    static void set(Act& act, const Choice& choice) {
        if (choice.value.empty()) {
            return;
        }
        act.date = choice.value;
        act.reasons.push_back(
            Reason{"date", std::string(choice.rule), choice.words, choice.confidence});
    }

    /// Of the visits of who is away, the one told nearest to it has its days.
    void lend_stay(const StoryDays::Stay& stay) {
        Draft* best = nullptr;
        std::uint32_t least = 0;
        for (Draft& draft : drafts_) {
            const std::uint32_t far = StoryActs::far(stay.days.sentence, draft.sentence);
            if ((best == nullptr || far < least) && is_during(draft, stay)) {
                best = &draft;
                least = far;
            }
        }
        if (best != nullptr && best->act.date != stay.days.value) {
            set(best->act, {stay.days.value, "days-of-stay", stay.days.words, 0.6F});
        }
    }

    /// A visit of the same people whose date is open, begins with the stay, or is the
    /// week or weekend in which it begins.
    [[nodiscard]] bool is_during(const Draft& draft, const StoryDays::Stay& stay) const {
        const Act& act = draft.act;
        const auto travels = [&](ActorIndex who) { return holds(act.actors, who); };
        if (draft.rule->mode != "visit" || acts_.is_bygone(draft) ||
            std::none_of(stay.who.begin(), stay.who.end(), travels)) {
            return false;
        }
        const std::string first = stay.days.value.substr(0, iso_day);
        return act.date.empty() || act.date.substr(0, iso_day) == first ||
               covers(act.date, first);
    }

    /// A week, month or year in which the day or days lie.
    static bool covers(const std::string& wide, const std::string& narrow) {
        if (narrow.size() < iso_day || wide.size() == iso_day || wide == narrow) {
            return false;
        }
        return wide.size() < iso_day
                   ? narrow.starts_with(wide)
                   : wide.substr(0, iso_day) <= narrow.substr(0, iso_day) &&
                         narrow.substr(narrow.size() - iso_day) <=
                             wide.substr(iso_day + 1);
    }

    /// The first that there is: the meeting at which it was done, the day on which the
    /// actor did something else, the day of the lead, that of the record, the only day of
    /// the story, the day of publication where the story tells of it.
    [[nodiscard]] Choice choose(std::size_t i) const {
        const Draft& draft = drafts_[i];
        Choice meeting = of_meeting(i);
        if (!meeting.value.empty()) {
            return meeting;
        }
        if (draft.act.status == Status::planned) {
            return of_journey(i);
        }
        if (const ToldDay* day = days_.of_actors(draft.act.actors, draft.sentence)) {
            return {day->value, "day-of-actor", day->words, 0.55F};
        }
        const ToldDay* lead = days_.lead();
        if (lead != nullptr && (draft.in_title || is_main_in_lead(draft))) {
            return {lead->value, "day-of-lead", lead->words, 0.5F};
        }
        if (record_ && article_.published) {
            return lead != nullptr
                       ? Choice{lead->value, "day-of-record", lead->words, 0.6F}
                       : Choice{article_.published->iso(),
                                "day-of-record",
                                article_.published_from.span,
                                0.6F};
        }
        return of_story(draft);
    }

    /// What the article tells in the simple past is of its day where it names one, or
    /// begins with that of its publication; and what it tells as news is of the latter.
    [[nodiscard]] Choice of_story(const Draft& draft) const {
        const Act& act = draft.act;
        const bool untold = dates_.in(s_.reading().sentences[draft.sentence]).empty();
        const bool past = is_told_as_past(draft) && act.mode != "congratulate";
        const ToldDay* only = days_.only();
        if (only != nullptr && !letters_ && untold && past) {
            return {only->value, "only-day-of-story", only->words, 0.45F};
        }
        const ToldDay* lead = days_.lead();
        const bool news = is_news(draft);
        if (news || (lead != nullptr && lead == today_of_lead() && !letters_ && past)) {
            const ToldDay* day = news ? days_.today() : lead;
            return {day->value, news ? "day-of-news" : "day-of-story", day->words, 0.5F};
        }
        return {};
    }

    /// The lead's day, where that is the day of publication.
    [[nodiscard]] const ToldDay* today_of_lead() const {
        const ToldDay* lead = days_.lead();
        const bool today = lead != nullptr && article_.published &&
                           lead->value == article_.published->iso();
        return today ? lead : nullptr;
    }

    // --- other acts

    [[nodiscard]] Choice of_meeting(std::size_t i) const {
        const Act& act = drafts_[i].act;
        const bool planned = act.status == Status::planned;
        if (!is_utterance(act) && !is_meeting(act)) {
            return {};
        }
        const Fact* meeting = acts_.nearest(i, [&](const Fact& fact) {
            const Act& other = acts_.act_of(fact);
            return fact.meeting && fact.planned == planned && !other.date.empty() &&
                   (planned || days_.is_recent(other.date)) &&
                   (planned || is_meeting(act) || other.date.size() == iso_day) &&
                   acts_.between_parties(act, other);
        });
        if (meeting == nullptr) {
            return {};
        }
        const Act& other = acts_.act_of(*meeting);
        return {other.date, "same-meeting", other.trigger, 0.6F};
    }

    /// A further stop of a journey that has its days: the month in which they lie.
    [[nodiscard]] Choice of_journey(std::size_t i) const {
        const Act& act = drafts_[i].act;
        if (drafts_[i].rule->mode != "visit") {
            return {};
        }
        const Fact* stop = acts_.nearest(i, [&](const Fact& fact) {
            const Act& other = acts_.act_of(fact);
            return drafts_[fact.draft].rule->mode == "visit" &&
                   other.date.size() >= iso_day && dates_.is_of_story(other.date) &&
                   std::any_of(act.actors.begin(), act.actors.end(), [&](ActorIndex who) {
                       return holds(other.actors, who);
                   });
        });
        if (stop == nullptr) {
            return {};
        }
        const Act& other = acts_.act_of(*stop);
        return {other.date.substr(0, iso_month), "month-of-journey", other.trigger, 0.5F};
    }

    // --- how it is told

    /// "urged", "said that …", "…, urging" beside such a verb; not "has urged", "the call
    /// for …".
    [[nodiscard]] bool is_told_as_past(const Draft& draft) const {
        if (draft.rule->mode == "visit") {
            return false;
        }
        TokenIndex verb = attachment_.saying_above(draft.trigger);
        if (verb == no_token) {
            verb = cue_of(draft.trigger);
        }
        if (verb == no_token) {
            verb = s_.clause_of(draft.trigger);
        }
        const Tense tense = tense_of(verb, s_);
        if (tense == Tense::participle && s_.token(verb).head != no_token) {
            return tense_of(s_.clause_of(s_.token(verb).head), s_) == Tense::past;
        }
        return tense == Tense::past;
    }

    /// The verb of saying of the quotation that holds the trigger, or no_token.
    [[nodiscard]] TokenIndex cue_of(TokenIndex trigger) const {
        const Statement* statement =
            statements_ != nullptr ? statements_->at(trigger) : nullptr;
        if (statement == nullptr || statement->kind != StatementKind::direct) {
            return no_token;
        }
        const auto& tokens = s_.reading().tokens;
        auto it = std::lower_bound(
            tokens.begin(),
            tokens.end(),
            statement->cue.begin,
            [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
        for (; it != tokens.end() && it->span.begin < statement->cue.end; ++it) {
            const auto i = static_cast<TokenIndex>(it - tokens.begin());
            if (s_.is_verb(i)) {
                return i;
            }
        }
        return no_token;
    }

    /// The act that a sentence of the lead is about, or what somebody says in it.
    [[nodiscard]] bool is_main_in_lead(const Draft& draft) const {
        if (draft.sentence >= days_.lead_end()) {
            return false;
        }
        const TokenIndex clause = s_.clause_of(draft.trigger);
        const TokenIndex head = s_.token(clause).head;
        return head == no_token ||
               (s_.token(head).head == no_token &&
                (s_.token(clause).rel == Rel::conj ||
                 (s_.token(clause).rel == Rel::ccomp && is_utterance(draft.act))));
    }

    /// "Twenty states have expelled diplomats", a story begins that names its day of
    /// publication later on: what it is news of.
    void find_news() {
        if (days_.lead() != nullptr || days_.today() == nullptr) {
            return;
        }
        for (const Draft& draft : drafts_) {
            const Act& act = draft.act;
            if (!draft.in_title && act.date.empty() && act.status == Status::happened &&
                is_main_in_lead(draft) &&
                tense_of(s_.clause_of(draft.trigger), s_) == Tense::perfect) {
                news_.push_back(act.type);
            }
        }
    }

    [[nodiscard]] bool is_news(const Draft& draft) const {
        return std::find(news_.begin(), news_.end(), draft.act.type) != news_.end();
    }

    /// A page on which a government tells of its own acts, by the name of the outlet.
    [[nodiscard]] bool is_record() const {
        std::string before;
        for (const std::string_view part : split(article_.outlet, ' ')) {
            std::string word = ascii_lower(part);
            std::erase_if(word, [](char c) { return c == '(' || c == ')' || c == ','; });
            before += ' ';
            before += word;
            if (t_.in_class("official-outlet", word) ||
                t_.in_class("official-outlet", before)) {
                return true;
            }
            before = std::move(word);
        }
        return false;
    }

    static constexpr std::size_t iso_day = 10;   // characters of YYYY-MM-DD
    static constexpr std::size_t iso_month = 7;  // of YYYY-MM

    const Syntax& s_;
    const CodingTables& t_;
    const ArticleStatements* statements_;
    Attachment attachment_;
    const Article& article_;
    const Dates& dates_;
    const StoryDays& days_;
    StoryActs& acts_;
    std::vector<Draft>& drafts_;
    std::vector<ActType> news_;  ///< types of act
    bool record_;
    bool letters_ = false;  ///< the story tells of letters, which have their own days
};

}  // namespace

void complete_dates(const CodingInput& input,
                    const Article& article,
                    const Dates& dates,
                    const StoryDays& days,
                    StoryActs& acts) {
    Completion(input, article, dates, days, acts).run();
}

}  // namespace chancery::coding
