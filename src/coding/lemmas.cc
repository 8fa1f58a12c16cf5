// SPDX-License-Identifier: Apache-2.0
#include "coding/lemmas.h"

#include <string>

#include "base/ascii.h"

namespace chancery {

namespace {

/// What is left of a form without its ending of tense or participle; empty for others.
std::string_view stem_of(std::string_view form) {
    for (const std::string_view ending : {"ing", "ed", "es"}) {
        if (form.size() > ending.size() + 2 && form.ends_with(ending)) {
            return form.substr(0, form.size() - ending.size());
        }
    }
    return {};
}

}  // namespace

std::string_view verb_lemma(std::string_view form,
                            std::string_view lemma,
                            const CodingTables& tables) {
    const std::string lower = ascii_lower(form);
    const bool known = lemma != lower && !tables.known_word(lemma).empty();
    if (const auto base = tables.irregular_verb(lower); !base.empty() && !known) {
        return base;
    }
    if (!tables.known_word(lemma).empty()) {
        return lemma;
    }
    const std::string_view stem = stem_of(lower);
    if (stem.empty()) {
        return lemma;
    }
    // "murder-ed", "free-d", "expel-l-ed", "defi-ed"
    std::string candidate(stem);
    if (const auto base = tables.known_word(candidate); !base.empty()) {
        return base;
    }
    candidate += 'e';
    if (const auto base = tables.known_word(candidate); !base.empty()) {
        return base;
    }
    candidate.resize(stem.size());
    const char last = candidate.back();
    candidate.pop_back();
    if (last == 'i') {
        candidate += 'y';
    } else if (candidate.back() != last) {
        return lemma;
    }
    const auto base = tables.known_word(candidate);
    return base.empty() ? lemma : base;
}

}  // namespace chancery
