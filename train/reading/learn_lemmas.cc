// Training of the lemma rules.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <optional>

#include "learners.h"

namespace chancery::train {
namespace {

using reading::FeatureList;
using reading::LemmaEntry;
using reading::LemmaRule;

std::uint32_t best_of(const std::vector<float>& scores) {
    return static_cast<std::uint32_t>(std::max_element(scores.begin(), scores.end()) -
                                      scores.begin());
}

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
    void count(const std::vector<LemmaExample>& examples) {
        for (const auto& example : examples) {
            if (const auto rule = make_rule(example.form, example.lemma)) {
                const auto key = rule_key(*rule);
                rules_.emplace(key, *rule);
                ++rule_counts_[key];
                ++words_[reading::lemma_key(example.word, example.tags)][key];
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

LemmaModel learn_lemmas(std::vector<LemmaExample> examples,
                        const LearnerOptions& options) {
    LemmaCounts counts;
    counts.count(examples);
    LemmaModel model{{}, {}, AveragedTable(options.bits, counts.rule_count())};
    counts.store(model);
    Random random(options.seed);
    FeatureList features;
    std::vector<float> scores;
    for (int round = 0; round < options.rounds; ++round) {
        random.shuffle(examples);
        for (const auto& example : examples) {
            const auto gold = counts.index(example.form, example.lemma);
            if (!gold) {
                continue;
            }
            reading::lemma_features(example.word, example.tags, features);
            model.table.score(features.view(), scores);
            const auto guess = best_of(scores);
            model.table.tick();
            if (guess != *gold) {
                model.table.update(features.view(), *gold, 1.0F);
                model.table.update(features.view(), guess, -1.0F);
            }
        }
    }
    model.table.average();
    return model;
}

}  // namespace chancery::train
