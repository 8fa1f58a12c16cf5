// Lookup and prediction of lemma rules.
// SPDX-License-Identifier: Apache-2.0
#include "reading/lemmatizer.h"

#include <algorithm>
#include <bit>

namespace chancery::reading {

namespace {

std::uint32_t number_of(TagPair tags) {
    return static_cast<std::uint32_t>(tags.upos) * xpos_count +
           static_cast<std::uint32_t>(tags.xpos);
}

}  // namespace

std::uint64_t lemma_key(const Word& word, TagPair tags) {
    const auto tag = number_of(tags);
    const std::uint64_t high = mix(word.form, tag);
    return ((high << 32U) | mix(word.lower, tag + 77U)) | 1U;
}

void lemma_features(const Word& word, TagPair tags, FeatureList& out) {
    const auto tag = number_of(tags);
    out.clear();
    out.add(0, tag);
    for (std::uint32_t k = 0; k < word.suffix.size(); ++k) {
        out.add(1 + k, word.suffix[k], tag);
    }
    out.add(6, word.lower, tag);
    out.add(7, word.shape, tag);
    out.add(8, word.shape, word.suffix[1], tag);
    out.add(9, word.suffix[4], word.prefix[1], tag);
    out.add(10, word.classes.middle, tag);
    out.add(11, word.lower);
}

void apply_rule(const LemmaRule& rule, std::string_view form, std::string& out) {
    if (rule.cut > form.size() || (rule.cut == form.size() && rule.length == 0)) {
        out += form;
        return;
    }
    // A cut must not go through a character.
    const std::size_t keep = form.size() - rule.cut;
    if (keep < form.size() && (static_cast<unsigned char>(form[keep]) & 0xc0U) == 0x80) {
        out += form;
        return;
    }
    for (const char c : form.substr(0, keep)) {
        out += rule.lower != 0 && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a')
                                                       : c;
    }
    out.append(rule.text, rule.length);
}

Result<Lemmatizer> Lemmatizer::from(const ModelFile& file) {
    Lemmatizer lemmatizer;
    lemmatizer.rules_ = file.numbers<LemmaRule>("lemmas.rules");
    lemmatizer.known_ = file.numbers<LemmaEntry>("lemmas.known");
    auto weights = weights_from(file, "lemmas");
    if (!weights) {
        return weights.error();
    }
    const auto& rules = lemmatizer.rules_;
    const auto& known = lemmatizer.known_;
    const bool sound =
        weights->labels == rules.size() && std::has_single_bit(known.size()) &&
        std::all_of(rules.begin(),
                    rules.end(),
                    [](const LemmaRule& r) { return r.length <= sizeof(r.text); }) &&
        std::any_of(
            known.begin(), known.end(), [](const LemmaEntry& e) { return e.key == 0; }) &&
        std::all_of(known.begin(), known.end(), [&](const LemmaEntry& e) {
            return e.rule < rules.size();
        });
    if (!sound) {
        return Error{"the lemma rules of the reading model are not sound", "", 0};
    }
    lemmatizer.weights_ = *weights;
    return lemmatizer;
}

void Lemmatizer::lemma(std::string_view form,
                       std::pair<const Word*, TagPair> word_and_tags,
                       std::string& out,
                       Work& work) const {
    const auto& [word, tags] = word_and_tags;
    const std::uint64_t wanted = lemma_key(*word, tags);
    const std::size_t mask = known_.size() - 1;
    for (std::size_t at = (wanted >> 20U) & mask; known_[at].key != 0;
         at = (at + 1) & mask) {
        if (known_[at].key == wanted) {
            apply_rule(rules_[known_[at].rule], form, out);
            return;
        }
    }
    lemma_features(*word, tags, work.features);
    work.scores.resize(weights_.labels);
    weights_.score(work.features.view(), work.scores);
    apply_rule(rules_[best_label(work.scores)], form, out);
}

}  // namespace chancery::reading
