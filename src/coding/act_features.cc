// SPDX-License-Identifier: Apache-2.0
#include "coding/act_features.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace chancery {

namespace {

/// "0", "1", "2", "3+".
std::string few(std::size_t n) {
    return n < 3 ? std::to_string(n) : std::string("3+");
}

const Reason* reason_of(const Act& act, std::string_view field) {
    // The last one that was given is the one that holds.
    const auto found = std::find_if(act.reasons.rbegin(),
                                    act.reasons.rend(),
                                    [&](const Reason& r) { return r.field == field; });
    return found == act.reasons.rend() ? nullptr : &*found;
}

/// True where the trigger stands between quotation marks of its block.
bool is_quoted(const Article& article, Span trigger) {
    const auto block =
        std::find_if(article.blocks.begin(), article.blocks.end(), [&](const Block& b) {
            return b.span.contains(trigger);
        });
    if (block == article.blocks.end()) {
        return false;
    }
    const std::string_view before =
        quote(article.text, Span{block->span.begin, trigger.begin});
    const auto count = [&](std::string_view mark) {
        std::size_t n = 0;
        for (std::size_t at = before.find(mark); at != std::string_view::npos;
             at = before.find(mark, at + mark.size())) {
            ++n;
        }
        return n;
    };
    return count("“") > count("”") || count("\"") % 2 == 1;
}

/// Type and the codes of the parties: acts with the same may be one act told twice.
std::string dyad_of(const Act& act, const ArticleActors& actors) {
    std::string out(name(act.type));
    for (const auto* list : {&act.actors, &act.recipients}) {
        std::vector<std::string_view> codes;
        for (const ActorIndex actor : *list) {
            codes.push_back(actors.actors[actor].code);
        }
        std::sort(codes.begin(), codes.end());
        codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
        out += '>';
        for (const std::string_view code : codes) {
            out += std::string(code) + ' ';
        }
    }
    return out;
}

/// "Google offers" tells of a habit more often than "offered"; a title tells news in it.
/// The form of the trigger itself, not the tense of its helpers that tense_of() reads.
std::string_view form_of(TokenIndex trigger, const Syntax& syntax) {
    switch (syntax.token(trigger).xpos) {
        case Xpos::vbz:
        case Xpos::vbp:
            return "present";
        case Xpos::vbd:
            return "past";
        case Xpos::vbn:
            return syntax.has_child(trigger, Rel::aux) ? "perfect" : "participle";
        case Xpos::vbg:
            return syntax.has_child(trigger, Rel::aux) ? "continuous" : "gerund";
        case Xpos::vb:
            return "infinitive";
        default:
            return "none";
    }
}

std::string_view position_of(std::uint32_t sentence) {
    constexpr std::uint32_t lead = 3;
    constexpr std::uint32_t early = 10;
    return sentence < lead ? "lead" : sentence < early ? "early" : "late";
}

/// Collects the features of one act.
class Features {
  public:
    Features(const Draft& draft, const CodingInput& input)
        : draft_(draft), act_(draft.act), input_(input) {}

    void add(std::string_view what, std::string_view value) {
        out_.push_back(std::string(what) + '=' + std::string(value));
    }

    void add_if(bool holds, std::string_view what) {
        if (holds) {
            out_.emplace_back(what);
        }
    }

    void add_rule() {
        out_.emplace_back("bias");
        add("type", name(act_.type));
        add("mode", std::string(name(act_.type)) + '/' + act_.mode);
        if (const Reason* type = reason_of(act_, "type")) {
            add("rule", type->rule);
        }
        if (draft_.rule != nullptr) {
            const bool noun = draft_.rule->pos == TriggerPos::noun;
            add("told-by", noun ? "noun" : "verb");
            add(noun ? "noun-of" : "verb-of", name(act_.type));
        }
        if (draft_.trigger != no_token) {
            add_clause();
        }
        add("status", name(act_.status));
        if (const Reason* status = reason_of(act_, "status")) {
            add("status-by", status->rule);
        }
    }

    void add_parties() {
        add("actors", few(act_.actors.size()));
        add("recipients", few(act_.recipients.size()));
        add_role("actor", "actors", act_.actors);
        add_role("recipient", "recipients", act_.recipients);
        const auto code_of = [&](ActorIndex i) -> std::string_view {
            return input_.actors->actors[i].code;
        };
        const bool inside =
            !act_.actors.empty() && !act_.recipients.empty() &&
            code_of(act_.actors.front()) == code_of(act_.recipients.front());
        add_if(inside, "inside-one-state");
    }

    void add_circumstances(const Article& article) {
        for (const std::string_view field : {"date", "place", "channel"}) {
            const Reason* reason = reason_of(act_, field);
            add(std::string(field) + "-by", reason == nullptr ? "none" : reason->rule);
        }
        add_if(draft_.in_title, "in-title");
        add_if(draft_.also_in_title, "also-in-title");
        add("tellings", few(draft_.tellings));
        add("stands", position_of(draft_.sentence));
        add_if(is_quoted(article, act_.trigger), "quoted");
    }

    [[nodiscard]] std::vector<std::string> take() { return std::move(out_); }

  private:
    /// How the trigger hangs in its sentence, and how long that is.
    void add_clause() {
        constexpr TokenIndex shortest = 15;
        constexpr TokenIndex longest = 35;
        const Syntax& syntax = *input_.syntax;
        const Token& trigger = syntax.token(draft_.trigger);
        add("clause", name(trigger.rel));
        if (trigger.head != no_token) {
            add("under", syntax.is_verb(trigger.head) ? "verb" : "noun");
        }
        add("tense", form_of(draft_.trigger, syntax));
        const Sentence& sentence = syntax.reading().sentences[draft_.sentence];
        const TokenIndex length = sentence.last - sentence.first;
        add("sentence",
            length < shortest  ? "short"
            : length < longest ? "usual"
                               : "long");
    }

    void add_role(std::string_view one,
                  std::string_view field,
                  const std::vector<ActorIndex>& list) {
        const Reason* reason = reason_of(act_, field);
        add(std::string(field) + "-by", reason == nullptr ? "none" : reason->rule);
        if (list.empty()) {
            return;
        }
        const ArticleActors& actors = *input_.actors;
        const Actor& first = actors.actors[list.front()];
        add(std::string(one) + "-kind", name(first.kind));
        add_if(first.code.empty(), std::string(one) + "-of-no-state");
        add_if(first.plural, std::string(one) + "-plural");
        add(std::string(one) + "-known-by", first.rule.substr(0, first.rule.find(':')));
        if (reason == nullptr || reason->span.empty()) {
            return;
        }
        const auto mention = std::find_if(
            actors.mentions.begin(), actors.mentions.end(), [&](const Mention& m) {
                return m.span.begin < reason->span.end && reason->span.begin < m.span.end;
            });
        if (mention != actors.mentions.end()) {
            add(std::string(one) + "-named-by", name(mention->kind));
        }
    }

    const Draft& draft_;
    const Act& act_;
    const CodingInput& input_;
    std::vector<std::string> out_;
};

void add_mode_reason(Act& act) {
    if (act.mode.empty() || reason_of(act, "mode") != nullptr) {
        return;
    }
    const Reason* type = reason_of(act, "type");
    Reason mode = type == nullptr ? Reason{"mode", "type", act.trigger, 1.0F} : *type;
    mode.field = "mode";
    act.reasons.push_back(std::move(mode));
}

/// "time:weekday" of "time:weekday:past:stay": what is known of few is known of the kind.
std::string_view kind_of(std::string_view rule) {
    const std::size_t first = rule.find(':');
    return first == std::string_view::npos ? rule
                                           : rule.substr(0, rule.find(':', first + 1));
}

void weigh_reasons(const ConfidenceTable& table, Act& act) {
    const std::string mode = std::string(name(act.type)) + '/' + act.mode;
    for (Reason& reason : act.reasons) {
        if (reason.field == "place" && act.place_share > 0.0F) {
            reason.confidence = act.place_share;
        } else if (reason.field == "type") {
            reason.confidence = act.confidence;
        } else if (reason.field == "mode") {
            reason.confidence = table.of_field("mode", {reason.rule, mode});
        } else {
            reason.confidence =
                table.of_field(reason.field, {reason.rule, kind_of(reason.rule)});
        }
    }
}

}  // namespace

void set_confidence(const CodingInput& input,
                    const Article& article,
                    std::vector<Draft>& drafts) {
    const ConfidenceTable& table = input.tables->confidence();
    std::map<std::uint32_t, std::size_t> in_sentence;
    std::map<std::string, std::size_t> of_dyad;
    for (const Draft& draft : drafts) {
        ++in_sentence[draft.sentence];
        ++of_dyad[dyad_of(draft.act, *input.actors)];
    }
    for (Draft& draft : drafts) {
        Act& act = draft.act;
        Features features(draft, input);
        features.add_rule();
        features.add_parties();
        features.add_circumstances(article);
        features.add("in-sentence", few(in_sentence[draft.sentence]));
        features.add("same-parties", few(of_dyad[dyad_of(act, *input.actors)]));
        features.add_if(act.background, "background");
        act.features = features.take();
        act.confidence = table.of_act(act.features);
        add_mode_reason(act);
        weigh_reasons(table, act);
    }
}

}  // namespace chancery
