// Training loops of the sequence classifiers.
// SPDX-License-Identifier: Apache-2.0
#include "learners.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <optional>

#include "reading/names.h"

namespace chancery::train {
namespace {

using reading::FeatureList;
using reading::LemmaEntry;
using reading::LemmaRule;
using reading::NameLabel;

std::uint32_t best_of(const std::vector<float>& scores) {
    return static_cast<std::uint32_t>(std::max_element(scores.begin(), scores.end()) -
                                      scores.begin());
}

void correct(AveragedTable& table,
             std::span<const Feature> features,
             std::uint32_t gold,
             std::uint32_t guess) {
    table.tick();
    if (gold != guess) {
        table.update(features, gold, 1.0F);
        table.update(features, guess, -1.0F);
    }
}

}  // namespace

AveragedTable learn_tagger(const std::vector<Example>& examples,
                           Selection selection,
                           std::uint32_t tag_count,
                           const LearnerOptions& options) {
    AveragedTable table(options.bits, tag_count);
    Random random(options.seed);
    FeatureList features;
    std::vector<float> scores;
    std::vector<std::uint8_t> tags;
    for (int round = 0; round < options.rounds; ++round) {
        random.shuffle(selection);
        for (const auto number : selection) {
            const Example& example = examples[number];
            tags.assign(example.words.size(), 0);
            for (std::size_t i = 0; i < example.words.size(); ++i) {
                reading::tag_features(example.words, i, tags, features);
                table.score(features.view(), scores);
                const auto guess = best_of(scores);
                correct(table, features.view(), example.gold_tags[i], guess);
                tags[i] = static_cast<std::uint8_t>(guess);
            }
        }
    }
    table.average();
    return table;
}

void tag_with(const AveragedTable& table, const TagSet& tag_set, Example& example) {
    FeatureList features;
    std::vector<float> scores;
    example.tags.assign(example.words.size(), 0);
    example.upos.assign(example.words.size(), 0);
    for (std::size_t i = 0; i < example.words.size(); ++i) {
        reading::tag_features(example.words, i, example.tags, features);
        table.score(features.view(), scores);
        example.tags[i] = static_cast<std::uint8_t>(best_of(scores));
        example.upos[i] = static_cast<std::uint8_t>(tag_set.pairs[example.tags[i]].upos);
    }
}

void jackknife(std::vector<Example>& examples,
               const Selection& selection,
               const TagSet& tag_set,
               const LearnerOptions& options) {
    constexpr std::uint32_t folds = 8;
    const auto count = static_cast<std::uint32_t>(tag_set.pairs.size());
    for (std::uint32_t fold = 0; fold < folds; ++fold) {
        Selection others;
        std::copy_if(selection.begin(),
                     selection.end(),
                     std::back_inserter(others),
                     [&](std::uint32_t number) { return number % folds != fold; });
        const auto table = learn_tagger(examples, others, count, options);
        for (const auto number : selection) {
            if (number % folds == fold) {
                tag_with(table, tag_set, examples[number]);
            }
        }
    }
}

AveragedTable learn_names(const std::vector<Example>& examples,
                          Selection selection,
                          const LearnerOptions& options) {
    AveragedTable table(options.bits, reading::name_labels);
    Random random(options.seed);
    FeatureList features;
    std::vector<float> scores;
    std::vector<NameLabel> labels;
    for (int round = 0; round < options.rounds; ++round) {
        random.shuffle(selection);
        for (const auto number : selection) {
            const Example& example = examples[number];
            labels.assign(example.words.size(), 0);
            for (std::size_t i = 0; i < example.words.size(); ++i) {
                reading::name_features(
                    {example.words, example.tags}, i, labels, features);
                table.score(features.view(), scores);
                const NameLabel before = i == 0 ? NameLabel{0} : labels[i - 1];
                NameLabel guess = 0;
                for (NameLabel l = 1; l < reading::name_labels; ++l) {
                    if (scores[l] > scores[guess] && reading::may_follow(before, l)) {
                        guess = l;
                    }
                }
                // Where an earlier mistake rules the gold label out there is nothing to
                // learn.
                if (reading::may_follow(before, example.labels[i])) {
                    correct(table, features.view(), example.labels[i], guess);
                }
                labels[i] = guess;
            }
        }
    }
    table.average();
    return table;
}

namespace {

std::string ascii_lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return text;
}

std::size_t common_prefix(const std::string& a, const std::string& b) {
    const auto n = std::min(a.size(), b.size());
    std::size_t k = 0;
    while (k < n && a[k] == b[k]) {
        ++k;
    }
    while (k > 0 && k < a.size() && (static_cast<unsigned char>(a[k]) & 0xc0U) == 0x80) {
        --k;
    }
    return k;
}

/// The rule with the longest kept part; nothing if it would have to put too many bytes.
std::optional<LemmaRule> make_rule(const std::string& form, const std::string& lemma) {
    const auto low = ascii_lower(form);
    const auto kept = common_prefix(form, lemma);
    const auto kept_low = common_prefix(low, lemma);
    LemmaRule rule;
    rule.lower = kept_low > kept ? 1 : 0;
    const auto keep = std::max(kept, kept_low);
    const auto tail = lemma.substr(keep);
    if (tail.size() > sizeof(rule.text) || form.size() - keep > 60 || lemma == "_") {
        return std::nullopt;
    }
    rule.cut = static_cast<std::uint8_t>(form.size() - keep);
    rule.length = static_cast<std::uint8_t>(tail.size());
    std::memcpy(rule.text, tail.data(), tail.size());
    return rule;
}

std::string rule_key(const LemmaRule& rule) {
    return std::string(1, static_cast<char>('0' + rule.lower)) +
           std::to_string(rule.cut) + ':' + std::string(rule.text, rule.length);
}

/// Rules seen at least twice, and for each word and tag the rule seen most.
class LemmaCounts {
  public:
    void count(const std::vector<Example>& examples, const Selection& selection) {
        for (const auto number : selection) {
            const Example& example = examples[number];
            for (std::size_t i = 0; i < example.words.size(); ++i) {
                if (const auto rule = make_rule(example.forms[i], example.lemmas[i])) {
                    const auto key = rule_key(*rule);
                    rules_.emplace(key, *rule);
                    ++rule_counts_[key];
                    ++words_[reading::lemma_key(example.words[i], example.gold_tags[i])]
                            [key];
                }
            }
        }
        std::erase_if(rules_,
                      [&](const auto& rule) { return rule_counts_[rule.first] < 2; });
    }

    void store(LemmaModel& model) {
        for (const auto& [key, rule] : rules_) {
            index_[key] = static_cast<std::uint32_t>(model.rules.size());
            model.rules.push_back(rule);
        }
        model.known.resize(std::bit_ceil(words_.size() * 3 / 2 + 2));
        const std::size_t mask = model.known.size() - 1;
        for (const auto& [word, counts] : words_) {
            const auto best = std::max_element(
                counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                    return a.second < b.second;
                });
            const auto rule = index_.find(best->first);
            if (rule == index_.end()) {
                continue;
            }
            std::size_t at = (word >> 20U) & mask;
            while (model.known[at].key != 0) {
                at = (at + 1) & mask;
            }
            model.known[at] = {word, rule->second, 0};
        }
    }

    [[nodiscard]] std::optional<std::uint32_t> index(const std::string& form,
                                                     const std::string& lemma) const {
        const auto rule = make_rule(form, lemma);
        const auto found = rule ? index_.find(rule_key(*rule)) : index_.end();
        return found == index_.end() ? std::nullopt : std::optional(found->second);
    }

    [[nodiscard]] std::uint32_t rule_count() const {
        return static_cast<std::uint32_t>(rules_.size());
    }

  private:
    std::map<std::string, LemmaRule> rules_;
    std::map<std::string, int> rule_counts_;
    std::map<std::uint64_t, std::map<std::string, int>> words_;
    std::map<std::string, std::uint32_t> index_;
};

}  // namespace

LemmaModel learn_lemmas(const std::vector<Example>& examples,
                        const Selection& selection,
                        const LearnerOptions& options) {
    LemmaCounts counts;
    counts.count(examples, selection);
    LemmaModel model{{}, {}, AveragedTable(options.bits, counts.rule_count())};
    counts.store(model);
    Random random(options.seed);
    FeatureList features;
    std::vector<float> scores;
    auto order = selection;
    for (int round = 0; round < options.rounds; ++round) {
        random.shuffle(order);
        for (const auto number : order) {
            const Example& example = examples[number];
            for (std::size_t i = 0; i < example.words.size(); ++i) {
                const auto gold = counts.index(example.forms[i], example.lemmas[i]);
                if (!gold) {
                    continue;
                }
                reading::lemma_features(example.words[i], example.gold_tags[i], features);
                model.table.score(features.view(), scores);
                correct(model.table, features.view(), *gold, best_of(scores));
            }
        }
    }
    model.table.average();
    return model;
}

}  // namespace chancery::train
