// SPDX-License-Identifier: Apache-2.0
#include "coding/event_codes.h"

#include <algorithm>
#include <array>
#include <string>

namespace chancery {

namespace {

// An article is about a context that this many of its sentences speak of, and this share.
constexpr std::size_t topic_sentences = 3;
constexpr std::size_t topic_share = 4;  // one in four

/// The contexts of every sentence and of the article.
class ArticleContexts {
  public:
    ArticleContexts(const Syntax& syntax, const ContextWords& words) {
        const auto& sentences = syntax.reading().sentences;
        std::array<std::size_t, context_count> counts{};
        hits_.resize(sentences.size());
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            words.find(syntax, sentences[i], hits_[i]);
            const ContextSet here = set_of(hits_[i]);
            for (std::size_t c = 0; c < context_count; ++c) {
                counts[c] += here.test(c) ? 1U : 0U;
            }
        }
        for (std::size_t c = 0; c < context_count; ++c) {
            topics_.set(c,
                        counts[c] >= topic_sentences &&
                            counts[c] * topic_share >= sentences.size());
        }
    }

    [[nodiscard]] const std::vector<ContextHit>& hits(std::uint32_t sentence) const {
        return hits_[sentence];
    }

    [[nodiscard]] const ContextSet& topics() const { return topics_; }

    static ContextSet set_of(const std::vector<ContextHit>& hits) {
        ContextSet out;
        for (const ContextHit& hit : hits) {
            out.set(hit.context);
        }
        return out;
    }

  private:
    std::vector<std::vector<ContextHit>> hits_;
    ContextSet topics_;
};

/// "03" is "030", AGREE that is not specified further.
std::string root_of(const TypeRow& row) {
    return row.cameo_root + '0';
}

void set_code(const CodingInput& input, const ContextSet& contexts, Draft& draft) {
    const CodingTables& tables = *input.tables;
    Act& act = draft.act;
    const TypeRow& row = tables.type_row(act.type);
    const std::string root = root_of(row);
    const bool by_rule = draft.rule != nullptr && !draft.rule->cameo.empty();
    const std::string given = by_rule ? draft.rule->cameo : root;
    const std::string lemma = draft.trigger == no_token
                                  ? std::string()
                                  : std::string(input.syntax->lemma(draft.trigger));
    const CameoTable& cameo = tables.cameo();
    const std::string_view chosen =
        cameo.choose({act.type, act.mode, given, lemma, contexts});
    const CameoCode* code = cameo.find(chosen);
    // A code of another type is that of the deed which was promised or refused.
    const bool converted = draft.rule == nullptr || draft.rule->type != act.type;
    const bool of_other_type =
        code == nullptr || (converted && code->type && *code->type != act.type);
    if (of_other_type) {
        code = cameo.find(root);
    }
    if (code == nullptr) {
        return;
    }
    act.cameo = code->code;
    act.goldstein = code->goldstein;
    const bool as_given = act.cameo == given && !of_other_type;
    const std::string rule = as_given && by_rule         ? draft.rule->id
                             : of_other_type || as_given ? "root-of-the-type"
                                                         : "choice-of-code";
    act.reasons.push_back(Reason{"cameo", rule, act.trigger, 1.0F});
}

void set_contexts(const CodingInput& input,
                  const ArticleContexts& article,
                  Draft& draft) {
    Act& act = draft.act;
    ContextSet told;
    for (const ContextHit& hit : article.hits(draft.sentence)) {
        if (!told.test(hit.context)) {
            act.reasons.push_back(Reason{"contexts", "context-words", hit.words, 1.0F});
        }
        told.set(hit.context);
    }
    if (const CameoCode* code = input.tables->cameo().find(act.cameo)) {
        if ((code->contexts & ~told).any()) {
            act.reasons.push_back(Reason{"contexts", "context-of-the-code", {}, 1.0F});
        }
        told |= code->contexts;
    }
    if (!act.background && (article.topics() & ~told).any()) {
        act.reasons.push_back(Reason{"contexts", "topic-of-the-article", {}, 1.0F});
        told |= article.topics();
    }
    act.contexts.clear();
    for (std::size_t c = 0; c < context_count; ++c) {
        if (told.test(c)) {
            act.contexts.emplace_back(context_name(c));
        }
    }
}

}  // namespace

void set_event_codes(const CodingInput& input, std::vector<Draft>& drafts) {
    const CodingTables& tables = *input.tables;
    if (drafts.empty()) {
        return;
    }
    const ArticleContexts article(*input.syntax, tables.context_words());
    for (Draft& draft : drafts) {
        draft.act.quad = tables.type_row(draft.act.type).quad;
        set_code(input, ArticleContexts::set_of(article.hits(draft.sentence)), draft);
        set_contexts(input, article, draft);
    }
}

}  // namespace chancery
