// SPDX-License-Identifier: Apache-2.0
#include "coding/contexts.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/tsv.h"

namespace chancery {

namespace {

// PLOVER manual, draft of 2021, table of contexts.
constexpr std::array<std::string_view, context_count> names{"military",
                                                            "intelligence",
                                                            "executive",
                                                            "legislative",
                                                            "election",
                                                            "political_institutions",
                                                            "pro_democracy",
                                                            "pro_autocracy",
                                                            "economic",
                                                            "legal",
                                                            "reparations",
                                                            "human_rights",
                                                            "rights_freedoms",
                                                            "repression",
                                                            "human_security",
                                                            "gender",
                                                            "lgbt",
                                                            "religion_ethnicity",
                                                            "inequality",
                                                            "diplomatic",
                                                            "territory",
                                                            "peacekeeping",
                                                            "health",
                                                            "asylum",
                                                            "migration",
                                                            "disasters",
                                                            "natural_resources",
                                                            "environment",
                                                            "technology",
                                                            "terrorism",
                                                            "cbrn",
                                                            "cyber",
                                                            "misinformation",
                                                            "crime",
                                                            "corruption",
                                                            "illegal_drugs",
                                                            "trafficking"};

}  // namespace

std::string_view context_name(std::size_t context) {
    return names[context];
}

std::optional<std::size_t> context_from(std::string_view name) {
    const auto* const found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - names.begin());
}

std::optional<ContextSet> contexts_from(std::string_view text) {
    ContextSet out;
    for (const std::string_view name : split(text, '|')) {
        const auto context = context_from(name);
        if (!context) {
            return std::nullopt;
        }
        out.set(*context);
    }
    return out;
}

Result<ContextWords> ContextWords::open(const std::string& dir) {
    const auto table =
        TsvTable::open(dir + "/contexts.tsv", {"context", "words", "note"});
    if (!table) {
        return table.error();
    }
    ContextWords out;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto context = context_from(row[0]);
        if (!context || row[1].empty()) {
            return table->fault(row, "a PLOVER context and words are needed");
        }
        std::vector<std::string> lemmas;
        for (const std::string_view word : split(row[1], ' ')) {
            lemmas.emplace_back(word);
        }
        auto& list = out.by_first_[lemmas.front()];
        const auto same = std::find_if(list.begin(), list.end(), [&](const Phrase& p) {
            return p.lemmas == lemmas;
        });
        if (same == list.end()) {
            list.push_back({std::move(lemmas), ContextSet().set(*context)});
        } else if (same->contexts.test(*context)) {
            return table->fault(row, "these words stand there already for this context");
        } else {
            same->contexts.set(*context);
        }
    }
    for (auto& [first, list] : out.by_first_) {
        std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) {
            return a.lemmas.size() > b.lemmas.size();
        });
    }
    return out;
}

ContextWords::Match ContextWords::longest_at(const Syntax& syntax,
                                             TokenIndex first,
                                             TokenIndex end) const {
    // Names keep their capitals in the lemma: "Congress", "Internet".
    const auto it = by_first_.find(ascii_lower(syntax.lemma(first)));
    if (it == by_first_.end()) {
        return {};
    }
    for (const Phrase& phrase : it->second) {
        TokenIndex at = first;
        std::size_t taken = 1;
        while (taken < phrase.lemmas.size() && at + 1 < end) {
            ++at;
            const std::string_view lemma = syntax.lemma(at);
            if (lemma == "-") {
                continue;
            }
            if (ascii_lower(lemma) != phrase.lemmas[taken]) {
                break;
            }
            ++taken;
        }
        if (taken == phrase.lemmas.size()) {
            return {&phrase, at};
        }
    }
    return {};
}

void ContextWords::find(const Syntax& syntax,
                        const Sentence& sentence,
                        std::vector<ContextHit>& out) const {
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const Match match = longest_at(syntax, i, sentence.last);
        if (match.phrase == nullptr) {
            continue;
        }
        const Span words{syntax.token(i).span.begin, syntax.token(match.last).span.end};
        for (std::size_t c = 0; c < context_count; ++c) {
            if (match.phrase->contexts.test(c)) {
                out.push_back({c, words});
            }
        }
        i = match.last;
    }
}

}  // namespace chancery
