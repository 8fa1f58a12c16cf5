// SPDX-License-Identifier: Apache-2.0
#include "coding/modality.h"

#include <array>
#include <optional>

namespace chancery {

namespace {

constexpr int max_steps = 10;  // up the tree; longer chains are parse errors

Modality make(Reality reality, std::string_view rule, TokenIndex marker) {
    return Modality{reality, rule, marker, no_token, false};
}

/// Looks at one predicate and its governors.
class Climb {
  public:
    Climb(const Syntax& syntax, const CodingTables& tables) : s_(syntax), t_(tables) {}

    Modality run(TokenIndex predicate) {
        if (const TokenIndex mark = question_mark(predicate); mark != no_token) {
            return make(Reality::unreal, "question", mark);
        }
        Modality result;
        TokenIndex i = predicate;
        for (int step = 0; step < max_steps && i != no_token; ++step) {
            auto found = own_marks(i);
            if (!found) {
                found = governor(i, result);
            }
            if (found) {
                result = merged(result, *found);
                break;
            }
            i = next_;
        }
        if (result.reality == Reality::future) {
            // "expressed his belief that they will continue": hoped for, not promised.
            if (const TokenIndex hope = hoped_by(predicate); hope != no_token) {
                result.reality = Reality::unreal;
                result.rule = "hoped";
                result.marker = hope;
            }
        }
        return result;
    }

  private:
    /// The mark that ends the sentence of `i` as a question, or no_token. One that stands
    /// before a closing quotation mark counts, words after it do not.
    [[nodiscard]] TokenIndex question_mark(TokenIndex i) const {
        const Sentence& sentence = s_.reading().sentences[s_.token(i).sentence];
        for (TokenIndex last = sentence.last; last > sentence.first; --last) {
            if (s_.token(last - 1).upos != Upos::punct) {
                break;
            }
            if (s_.form(last - 1).find('?') != std::string_view::npos) {
                return last - 1;
            }
        }
        return no_token;
    }

    /// The word of hope or belief in whose clause `i` stands, or no_token.
    [[nodiscard]] TokenIndex hoped_by(TokenIndex i) const {
        for (int step = 0; step < max_steps; ++step) {
            const Token& t = s_.token(i);
            const TokenIndex g = t.head;
            if (g == no_token) {
                return no_token;
            }
            const bool clause = t.rel == Rel::ccomp || t.rel == Rel::acl ||
                                t.rel == Rel::xcomp || t.rel == Rel::advcl;
            if (clause && (in("hope", g) || in("belief", g))) {
                return g;
            }
            if (clause || t.rel == Rel::parataxis) {
                const TokenIndex object = s_.child(g, Rel::obj);
                if (object != no_token && in("belief", object)) {
                    return object;
                }
            }
            i = g;
        }
        return no_token;
    }

    static Modality merged(const Modality& so_far, Modality found) {
        if (found.agreed_under == no_token) {
            found.agreed_under = so_far.agreed_under;
        }
        found.purpose = found.purpose || so_far.purpose;
        return found;
    }

    [[nodiscard]] bool in(std::string_view name, TokenIndex i) const {
        return t_.in_class(name, s_.lemma(i));
    }

    [[nodiscard]] bool is_negation(TokenIndex c) const {
        const Rel rel = s_.token(c).rel;
        return (rel == Rel::advmod || rel == Rel::det || rel == Rel::aux) &&
               in("negation", c);
    }

    /// "not", "no" at the predicate, or "no" at the object of a light verb ("had no
    /// contact").
    [[nodiscard]] TokenIndex negation_of(TokenIndex i) const {
        for (const TokenIndex c : s_.children(i)) {
            if (is_negation(c)) {
                return c;
            }
            if (s_.token(c).rel == Rel::obj) {
                const TokenIndex none = s_.child(c, Rel::det, "no");
                if (none != no_token) {
                    return none;
                }
            }
        }
        return no_token;
    }

    /// "has repeatedly criticised", "was once jailed": no event of its own, unless the
    /// sentence dates it.
    [[nodiscard]] TokenIndex habit_of(TokenIndex i) const {
        for (const TokenIndex c : s_.children(i)) {
            if (s_.token(c).rel == Rel::advmod && in("habit", c)) {
                return c;
            }
        }
        return no_token;
    }

    /// What a mark ("if", "due to") or an adjective before the predicate says of it.
    [[nodiscard]] std::optional<Modality> mark_or_adjective(TokenIndex c) const {
        const Rel rel = s_.token(c).rel;
        if (rel == Rel::mark && in("conditional", c)) {
            return make(Reality::unreal, "conditional", c);
        }
        if (rel == Rel::mark && in("plan", c)) {
            return make(Reality::future, "plan-verb", c);  // "are due to meet"
        }
        if (rel != Rel::amod && rel != Rel::compound && rel != Rel::advmod) {
            return std::nullopt;
        }
        if (in("planned-adj", c)) {
            return make(Reality::future, "planned-adjective", c);
        }
        if (rel != Rel::advmod && in("unreal-adj", c)) {
            return make(Reality::unreal, "unreal-adjective", c);
        }
        return std::nullopt;
    }

    /// Auxiliaries, negation and adjectives at the predicate itself.
    [[nodiscard]] std::optional<Modality> own_marks(TokenIndex i) const {
        const TokenIndex negation = negation_of(i);
        for (const TokenIndex c : s_.children(i)) {
            const Token& t = s_.token(c);
            if (t.rel == Rel::aux && t.xpos == Xpos::md) {
                const auto modal = modal_verb(i, c);
                if (negation != no_token && modal && modal->reality == Reality::future) {
                    return make(Reality::refused, "will-not", negation);
                }
                if (modal) {
                    return modal;
                }
            } else if (const auto mark = mark_or_adjective(c)) {
                return mark;
            }
        }
        if (negation != no_token) {
            return make(Reality::negated, "negation", negation);
        }
        if (const TokenIndex often = habit_of(i); often != no_token) {
            return make(Reality::unreal, "habit", often);
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Modality> modal_verb(TokenIndex verb,
                                                     TokenIndex modal) const {
        const std::string_view lemma = s_.lemma(modal);
        if (lemma == "will" || lemma == "shall") {
            return make(Reality::future, "future", modal);
        }
        if (lemma == "would") {
            // "said it would send": the future seen from a past; else a condition.
            for (TokenIndex i = verb; i != no_token; i = s_.token(i).head) {
                const Token& t = s_.token(i);
                const bool reported = t.rel == Rel::ccomp || t.rel == Rel::parataxis;
                if (reported && !s_.has_child(verb, Rel::advcl)) {
                    return make(Reality::future, "future-in-past", modal);
                }
                if (t.rel != Rel::conj && t.rel != Rel::xcomp) {
                    break;
                }
            }
            if (s_.has_child(verb, Rel::aux) &&
                s_.child(verb, Rel::aux, "have") != no_token) {
                return make(Reality::unreal, "unreal-would", modal);
            }
            return make(Reality::future, "would", modal);
        }
        return make(Reality::unreal, "modal", modal);
    }

    /// What the governor says of `i`; sets next_ to where to look further, if anywhere.
    std::optional<Modality> governor(TokenIndex i, Modality& result) {
        next_ = no_token;
        const Token& t = s_.token(i);
        const TokenIndex g = t.head;
        if (g == no_token) {
            return headline_infinitive(i);
        }
        if (const TokenIndex mark = undone_mark(i); mark != no_token) {
            return make(Reality::unreal, "not-done", mark);
        }
        // "accused of shelling", but not "accused them after shelling".
        const bool charge = t.rel == Rel::xcomp || t.rel == Rel::ccomp ||
                            t.rel == Rel::obl ||
                            (t.rel == Rel::advcl && is_charge_mark(i));
        if (t.rel == Rel::acl && s_.is_verb(i) && is_charge_mark(i) &&
            s_.token(g).rel == Rel::obj && s_.token(g).head != no_token &&
            in("accuseverb", s_.token(g).head)) {
            return make(Reality::unreal, "charged-or-refrained", s_.token(g).head);
        }
        if (charge && s_.is_verb(i) &&
            (in("accuseverb", g) || in("refrain", g) ||
             (in("condemnverb", g) && s_.child(i, Rel::mark, "for") != no_token))) {
            // "accused them of arming rebels", "refrained from condemning": not told as
            // done.
            return make(Reality::unreal, "charged-or-refrained", g);
        }
        switch (t.rel) {
            case Rel::xcomp:
            case Rel::ccomp:
                return complement(i, g, result);
            case Rel::acl:
                return noun_clause(i, g, result);
            case Rel::advcl:
                return adverbial(i, g, result);
            case Rel::conj:
                return coordination(i, g);
            case Rel::obj:
            case Rel::nsubj_pass:
            case Rel::nsubj:
            case Rel::obl:
            case Rel::nmod:
            case Rel::compound:
            case Rel::appos:
                return argument(i, g);
            case Rel::csubj:
            case Rel::csubj_pass:
                return make(Reality::unreal, "clausal-subject", g);
            case Rel::parataxis:
            default:
                return std::nullopt;
        }
    }

    /// "without consulting", "instead of signing", "rather than meet": the word that says
    /// so, or no_token.
    [[nodiscard]] TokenIndex undone_mark(TokenIndex i) const {
        for (const TokenIndex c : s_.children(i)) {
            const Rel rel = s_.token(c).rel;
            if ((rel == Rel::mark || rel == Rel::case_ || rel == Rel::cc) && c < i &&
                in("undone", c)) {
                return c;
            }
        }
        return no_token;
    }

    [[nodiscard]] bool is_charge_mark(TokenIndex i) const {
        for (const std::string_view word :
             {"of", "for", "from", "against", "over", "with"}) {
            if (s_.child(i, Rel::mark, word) != no_token ||
                s_.child(i, Rel::case_, word) != no_token) {
                return true;
            }
        }
        return false;
    }

    /// "Putin to visit China": an infinitive that heads a headline.
    [[nodiscard]] std::optional<Modality> headline_infinitive(TokenIndex i) const {
        const TokenIndex to = s_.infinitive_mark(i);
        if (to != no_token && s_.has_child(i, Rel::nsubj)) {
            return make(Reality::future, "headline-infinitive", to);
        }
        return std::nullopt;
    }

    /// "plans to send", "is not prepared to send".
    [[nodiscard]] Modality planned_or_refused(TokenIndex g, std::string_view rule) const {
        const TokenIndex negation = negation_of(g);
        return negation == no_token ? make(Reality::future, rule, g)
                                    : make(Reality::refused, "will-not", negation);
    }

    std::optional<Modality> complement(TokenIndex i, TokenIndex g, Modality& result) {
        constexpr std::array<std::string_view, 10> unreal{"hope",
                                                          "offering",
                                                          "urge",
                                                          "refuse",
                                                          "threaten",
                                                          "attempt",
                                                          "deny",
                                                          "propose",
                                                          "want",
                                                          "enable"};
        if (in("plan", g)) {
            return planned_or_refused(g, "plan-verb");
        }
        if (in("agree", g) || in("pledge", g)) {
            Modality m = make(Reality::future, "agreed-or-pledged", g);
            m.agreed_under = g;
            return m;
        }
        if (in("want", g) && in("performative", i)) {
            return std::nullopt;  // "I would like to thank you" thanks
        }
        for (const std::string_view name : unreal) {
            if (in(name, g)) {
                return make(Reality::unreal, "unreal-verb", g);
            }
        }
        const TokenIndex to = s_.infinitive_mark(i);
        if (to != no_token && in("say", g) &&
            (s_.has_child(g, Rel::obj) || s_.has_child(g, Rel::iobj))) {
            return make(Reality::unreal, "told-to", g);  // "told them to leave"
        }
        if (to != no_token && s_.lemma(g) == "be") {
            return make(Reality::future, "be-to", to);
        }
        if (to != no_token && s_.token(i).rel == Rel::xcomp && !in("begin", g) &&
            !in("say", g)) {
            if (s_.token(g).upos == Upos::adj) {
                return in("ready", g) ? planned_or_refused(g, "adjective")
                                      : make(Reality::unreal, "adjective", g);
            }
            result.purpose = true;
        }
        next_ = g;
        return std::nullopt;
    }

    std::optional<Modality> noun_clause(TokenIndex i, TokenIndex g, Modality& result) {
        const TokenIndex to = s_.infinitive_mark(i);
        if (to == no_token) {
            return std::nullopt;  // a participle: "the letter sent by …"
        }
        if (s_.child(g, Rel::cop, "be") != no_token) {
            return make(Reality::future, "be-to", to);  // "are each to send"
        }
        if (in("plan", g) || in("plan-noun", g)) {
            return make(Reality::future, "plan-noun", g);
        }
        if (in("agree", g) || in("pledge", g) || in("pledge-noun", g)) {
            Modality m = make(Reality::future, "agreed-or-pledged", g);
            m.agreed_under = g;
            return m;
        }
        result.purpose = true;
        return make(Reality::unreal, "noun-infinitive", g);
    }

    std::optional<Modality> adverbial(TokenIndex i, TokenIndex g, Modality& result) {
        const TokenIndex to = s_.infinitive_mark(i);
        if (to != no_token) {
            // "is reportedly due to visit"
            if (s_.token(g).upos == Upos::adj && (in("plan", g) || in("ready", g))) {
                return planned_or_refused(g, "adjective");
            }
            if (in("urge", g) || in("want", g) || in("refuse", g) || in("hope", g)) {
                return make(Reality::unreal, "unreal-verb", g);  // "called on them to go"
            }
            // "arrived to meet", "a call to congratulate": aims at it.
            result.purpose = true;
        }
        // A gerund has no tense of its own: "will arrive before heading to talks".
        const bool gerund = s_.token(i).xpos == Xpos::vbg && !s_.has_child(i, Rel::aux);
        next_ = to != no_token || gerund ? g : no_token;
        return std::nullopt;
    }

    /// "will meet X and sign": a bare verb shares the auxiliary of the first.
    std::optional<Modality> coordination(TokenIndex i, TokenIndex g) {
        const Xpos tag = s_.token(i).xpos;
        const bool bare =
            tag == Xpos::vb || (tag == Xpos::vbn && !s_.has_child(i, Rel::aux)) ||
            (tag == Xpos::vbg && !s_.has_child(i, Rel::aux)) || !s_.is_verb(i);
        if (!s_.has_child(i, Rel::nsubj) && bare) {
            next_ = g;
            return std::nullopt;
        }
        // A finite verb still stands under what governs the whole coordination.
        const Rel rel = s_.token(g).rel;
        if (rel == Rel::ccomp || rel == Rel::advcl) {
            next_ = s_.token(g).head;
        }
        return std::nullopt;
    }

    /// A noun as subject or object: "scheduled a meeting", "proposed talks".
    std::optional<Modality> core_argument(TokenIndex g) {
        if (in("plan", g)) {
            return make(Reality::future, "plan-verb", g);
        }
        const bool off =
            in("put-off", g) && s_.child(g, Rel::compound_prt, "off") != no_token;
        if (off ||
            (in("put-out", g) && s_.child(g, Rel::compound_prt, "out") != no_token)) {
            return make(Reality::unreal, "unreal-verb", g);
        }
        for (const std::string_view name :
             {"cancel", "propose", "want", "hope", "refuse"}) {
            if (in(name, g)) {
                return make(Reality::unreal, "unreal-verb", g);
            }
        }
        next_ = g;
        return std::nullopt;
    }

    /// "called for talks", "invited to a meeting": what the verb aims at.
    [[nodiscard]] std::optional<Modality> aimed_at(TokenIndex g) const {
        if (!s_.is_verb(g)) {
            return std::nullopt;
        }
        if (in("plan", g)) {
            return make(Reality::future, "plan-verb", g);
        }
        for (const std::string_view name : {"urge", "hope", "propose", "want"}) {
            if (in(name, g)) {
                return make(Reality::unreal, "unreal-verb", g);
            }
        }
        return s_.lemma(g) == "invite"
                   ? std::optional(make(Reality::unreal, "unreal-verb", g))
                   : std::nullopt;
    }

    /// A noun as argument: also "during the visit", "ahead of talks", "a plan for a
    /// summit".
    std::optional<Modality> argument(TokenIndex i, TokenIndex g) {
        if (s_.is_verb(i)) {
            return std::nullopt;
        }
        const Rel rel = s_.token(i).rel;
        if (rel == Rel::obj || rel == Rel::nsubj_pass || rel == Rel::nsubj) {
            return core_argument(g);
        }
        const std::string_view preposition = s_.preposition_of(i);
        if (preposition == "ahead" || preposition == "before") {
            return make(Reality::future, "ahead-of", i);
        }
        if (preposition == "after" || preposition == "following" ||
            preposition == "since") {
            return make(Reality::done, "after", i);
        }
        for (const std::string_view aim : {"for", "to", "about", "on"}) {
            if (const auto found = preposition == aim ? aimed_at(g) : std::nullopt) {
                return found;
            }
        }
        if (rel == Rel::obl && s_.is_verb(g)) {
            next_ = g;
        } else if (rel == Rel::nmod && !s_.is_verb(g)) {
            return noun_of_noun(g);
        }
        return std::nullopt;
    }

    /// "the plan for a visit", "the possibility of talks".
    [[nodiscard]] std::optional<Modality> noun_of_noun(TokenIndex g) const {
        if (in("plan-noun", g)) {
            return make(Reality::future, "plan-noun", g);
        }
        if (in("unreal-noun", g)) {
            return make(Reality::unreal, "unreal-noun", g);
        }
        return std::nullopt;
    }

    const Syntax& s_;
    const CodingTables& t_;
    TokenIndex next_ = no_token;
};

}  // namespace

Modality modality_of(TokenIndex predicate,
                     const Syntax& syntax,
                     const CodingTables& tables) {
    return Climb(syntax, tables).run(predicate);
}

bool is_past(TokenIndex verb, const Syntax& syntax) {
    const Token& t = syntax.token(verb);
    if (t.xpos == Xpos::vbd || t.xpos == Xpos::vbn) {
        return true;
    }
    for (const TokenIndex c : syntax.children(verb)) {
        const Token& a = syntax.token(c);
        if ((a.rel == Rel::aux || a.rel == Rel::aux_pass) &&
            (a.xpos == Xpos::vbd || syntax.lemma(c) == "have")) {
            return true;
        }
    }
    // Participles and infinitives take the tense of what governs them.
    const bool nonfinite = t.xpos == Xpos::vbg || t.xpos == Xpos::vb;
    return nonfinite && t.head != no_token && syntax.is_verb(t.head) &&
           syntax.token(t.head).xpos == Xpos::vbd;
}

}  // namespace chancery
