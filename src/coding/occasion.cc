// SPDX-License-Identifier: Apache-2.0
#include "coding/occasion.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"

namespace chancery {

namespace {

bool share_one(const std::vector<ActorIndex>& a, const std::vector<ActorIndex>& b) {
    return std::any_of(a.begin(), a.end(), [&](ActorIndex x) { return holds(b, x); });
}

bool is_congratulation(const Act& act) {
    return act.type == ActType::support && act.mode == "congratulate";
}

bool is_written(const Act& act) {
    return act.mode == "correspondence" ||
           (is_congratulation(act) &&
            (act.channel == Channel::letter || act.channel == Channel::message ||
             act.channel == Channel::none || act.channel == Channel::statement));
}

class Occasion {
  public:
    explicit Occasion(const CodingInput& input)
        : s_(*input.syntax), a_(*input.actors), t_(*input.tables) {}

    void run(std::vector<Draft>& drafts) {
        name_the_leaders(drafts);
        one_for_each(drafts);
        say_what_for(drafts);
        std::erase_if(drafts, [](const Draft& d) { return d.incomplete; });
    }

  private:
    [[nodiscard]] bool is_group_of_leaders(ActorIndex actor) const {
        const Actor& a = a_.actors[actor];
        if (!a.plural || !a.table_name.empty()) {
            return false;
        }
        return std::any_of(a_.mentions.begin(), a_.mentions.end(), [&](const Mention& m) {
            if (!holds(m.actors, actor)) {
                return false;
            }
            std::string word = ascii_lower(s_.lemma(m.head));
            if (word.ends_with('s')) {
                word.pop_back();
            }
            return t_.in_class("party-word", word);
        });
    }

    /// States and organisations named between the group and the trigger, or with it.
    [[nodiscard]] std::vector<std::string> codes_near(const Draft& draft,
                                                      ActorIndex group) const {
        std::vector<std::string> codes;
        const Sentence& sentence = s_.reading().sentences[draft.sentence];
        TokenIndex from = sentence.last;
        for (const Mention& m : a_.mentions) {
            if (m.first >= sentence.first && m.last <= sentence.last &&
                holds(m.actors, group)) {
                from = std::min(from, m.first);
            }
        }
        for (const Mention& m : a_.mentions) {
            if (m.first < from || m.last > draft.trigger || m.first < sentence.first) {
                continue;
            }
            for (const ActorIndex a : m.actors) {
                const Actor& actor = a_.actors[a];
                const bool whose =
                    actor.kind == ActorKind::state || actor.kind == ActorKind::igo;
                if (whose && !actor.code.empty() &&
                    std::find(codes.begin(), codes.end(), actor.code) == codes.end()) {
                    codes.push_back(actor.code);
                }
            }
        }
        return codes;
    }

    /// The one person of `code` whom the article names with an office; else nothing.
    [[nodiscard]] std::optional<ActorIndex> leader_of(const std::string& code) const {
        std::optional<ActorIndex> found;
        for (ActorIndex i = 0; i < a_.actors.size(); ++i) {
            const Actor& a = a_.actors[i];
            const bool leader = a.kind == ActorKind::person && !a.plural &&
                                a.code == code && !a.offices.empty() &&
                                (a.sector == Sector::gov || a.sector == Sector::pty ||
                                 a.sector == Sector::igo);
            if (leader &&
                (!found || a_.actors[*found].offices.size() < a.offices.size())) {
                found = i;
            }
        }
        return found;
    }

    void name_the_leaders(std::vector<Draft>& drafts) const {
        std::vector<Draft> out;
        for (Draft& d : drafts) {
            const auto group =
                std::find_if(d.act.actors.begin(), d.act.actors.end(), [&](ActorIndex a) {
                    return is_group_of_leaders(a);
                });
            if (group == d.act.actors.end() || !is_written(d.act)) {
                out.push_back(std::move(d));
                continue;
            }
            std::vector<ActorIndex> named;
            for (const std::string& code : codes_near(d, *group)) {
                const auto leader = leader_of(code);
                if (leader && !holds(d.act.recipients, *leader) &&
                    !holds(named, *leader)) {
                    named.push_back(*leader);
                }
            }
            if (named.empty()) {
                if (!others_tell(drafts, d)) {
                    out.push_back(std::move(d));
                }
                continue;
            }
            d.act.actors = std::move(named);
            d.collective = true;
            d.act.reasons.push_back(Reason{"actors", "leaders-by-state", {}, 0.7F});
            out.push_back(std::move(d));
        }
        drafts = std::move(out);
    }

    /// True where another draft tells of the same kind of act, by somebody who is named.
    [[nodiscard]] bool others_tell(const std::vector<Draft>& drafts,
                                   const Draft& group) const {
        return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) {
            return d.act.type == group.act.type && d.act.mode == group.act.mode &&
                   !d.act.actors.empty() && !is_group_of_leaders(d.act.actors.front()) &&
                   share_one(d.act.recipients, group.act.recipients);
        });
    }

    [[nodiscard]] bool of_different_states(const std::vector<ActorIndex>& list) const {
        return std::any_of(list.begin(), list.end(), [&](ActorIndex a) {
            return a_.actors[a].code != a_.actors[list.front()].code;
        });
    }

    /// "met separately with X and Y", "held bilateral meetings with X and Y".
    [[nodiscard]] bool told_as_separate(const Draft& d) const {
        const TokenIndex verb = d.site.verb;
        const TokenIndex noun = d.site.noun;
        const auto is_separate = [&](TokenIndex c) {
            return t_.in_class("separate", s_.lemma(c));
        };
        const auto any = [&](TokenIndex i) {
            return i != no_token &&
                   std::any_of(s_.children(i).begin(), s_.children(i).end(), is_separate);
        };
        return any(verb) ||
               (noun != no_token && s_.token(noun).xpos == Xpos::nns && any(noun));
    }

    /// How one telling stands for several acts.
    enum class Many : std::uint8_t {
        no,
        doers,     ///< each of the actors wrote, went, imposed for himself
        partners,  ///< the first met or called each of the others
        hosts,     ///< the visitor goes to each of the states
    };

    [[nodiscard]] Many told_together(const Draft& d) const {
        const Act& act = d.act;
        const bool visit = d.rule->mode == "visit";
        if (visit && act.recipients.size() > 1 && are_states(act.recipients)) {
            return Many::hosts;  // "will visit Laos and Cambodia"
        }
        if (act.actors.size() < 2) {
            return Many::no;
        }
        if (act.actors.size() > 2) {
            const bool calls = act.mode == "phone" && !d.joint;
            const bool meetings = act.type == ActType::consult &&
                                  act.recipients.empty() && told_as_separate(d);
            if (calls || meetings) {
                return Many::partners;
            }
        }
        // Letters and visits are each one's own; so are what states expel and impose.
        const bool own = act.type == ActType::sanction ||
                         ((is_written(act) || visit) && of_different_states(act.actors));
        return own ? Many::doers : Many::no;
    }

    /// A draft for each of the actors, or of those whom the first met, or of the hosts.
    void one_for_each(std::vector<Draft>& drafts) const {
        std::vector<Draft> out;
        for (Draft& d : drafts) {
            const Many many = told_together(d);
            if (many == Many::no) {
                out.push_back(std::move(d));
                continue;
            }
            const std::vector<ActorIndex> each =
                many == Many::hosts ? d.act.recipients : d.act.actors;
            for (std::size_t i = many == Many::partners ? 1 : 0; i < each.size(); ++i) {
                out.push_back(one_of(d, many, each[i]));
            }
        }
        drafts = std::move(out);
    }

    [[nodiscard]] Draft one_of(const Draft& d, Many many, ActorIndex which) const {
        Draft one = d;
        if (many == Many::hosts) {
            one.act.recipients = {which};
            stay_with(one.act, d.act.recipients, which);
            return one;
        }
        const bool pairs = many == Many::partners;
        one.act.actors =
            pairs ? std::vector{d.act.actors.front(), which} : std::vector{which};
        one.act.reasons.push_back(Reason{"actors", "one-for-each", {}, 0.7F});
        one.apart = pairs && d.act.mode != "phone";
        if (!pairs && is_written(d.act) && is_mutual(d)) {
            one.act.recipients = d.act.actors;
            std::erase(one.act.recipients, which);
            one.incomplete = false;
        }
        return one;
    }

    /// "To Serbia and Hungary": the visit to the second is not in the first.
    void stay_with(Act& visit,
                   const std::vector<ActorIndex>& hosts,
                   ActorIndex which) const {
        const Actor& host = a_.actors[which];
        const bool with_other =
            visit.location.is_country && host.kind == ActorKind::state &&
            visit.location.code != host.code &&
            std::any_of(hosts.begin(), hosts.end(), [&](ActorIndex other) {
                return a_.actors[other].code == visit.location.code;
            });
        if (with_other) {
            visit.place = host.name;
            visit.location = Location{host.code, 0, 0, false, true};
            visit.reasons.push_back(Reason{"place", "host-state", {}, 0.7F});
        }
    }

    /// "They exchanged messages": each wrote to the others.
    [[nodiscard]] bool is_mutual(const Draft& d) const {
        return d.act.recipients.empty() && d.site.verb_is_trigger &&
               t_.in_class("mutual", s_.lemma(d.site.verb));
    }

    [[nodiscard]] bool are_states(const std::vector<ActorIndex>& list) const {
        return std::all_of(list.begin(), list.end(), [&](ActorIndex a) {
            return a_.actors[a].kind == ActorKind::state;
        });
    }

    [[nodiscard]] bool names_a_person(const std::vector<ActorIndex>& list) const {
        return std::any_of(list.begin(), list.end(), [&](ActorIndex a) {
            return a_.actors[a].kind == ActorKind::person && !a_.actors[a].plural;
        });
    }

    [[nodiscard]] bool of_one_state(const std::vector<ActorIndex>& a,
                                    const std::vector<ActorIndex>& b) const {
        return std::any_of(a.begin(), a.end(), [&](ActorIndex x) {
            return !a_.actors[x].code.empty() &&
                   a_.actors[x].code == a_.actors[b.front()].code;
        });
    }

    void say_what_for(std::vector<Draft>& drafts) const {
        auto first = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& d) {
            return is_congratulation(d.act) && names_a_person(d.act.recipients);
        });
        if (first == drafts.end()) {
            first = std::find_if(drafts.begin(), drafts.end(), [](const Draft& d) {
                return is_congratulation(d.act) && !d.act.recipients.empty();
            });
        }
        if (first == drafts.end()) {
            return;
        }
        const std::vector<ActorIndex> honoured = first->act.recipients;
        const Span words = first->act.trigger;
        for (Draft& d : drafts) {
            Act& act = d.act;
            const bool letter =
                act.mode == "correspondence" || d.incomplete ||
                (is_congratulation(act) && d.rule->pos == TriggerPos::noun);
            const bool to_them =
                act.recipients.empty() || of_one_state(act.recipients, honoured);
            if (!letter || !to_them || share_one(act.actors, honoured)) {
                continue;
            }
            act.type = ActType::support;
            act.mode = "congratulate";
            if (!share_one(act.recipients, honoured)) {
                act.recipients = honoured;
                act.reasons.push_back(Reason{"recipients", "occasion", words, 0.7F});
            }
            d.incomplete = false;
            act.reasons.push_back(Reason{"type", "occasion", words, 0.7F});
        }
    }

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
};

}  // namespace

void apply_occasion(const CodingInput& input, std::vector<Draft>& drafts) {
    Occasion(input).run(drafts);
}

}  // namespace chancery
