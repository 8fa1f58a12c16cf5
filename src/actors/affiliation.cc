// SPDX-License-Identifier: Apache-2.0
#include "actors/affiliation.h"

#include <algorithm>
#include <map>

#include "actors/grammar.h"
#include "actors/places.h"

namespace chancery::actors {

namespace {

constexpr std::size_t mentions_looked_at = 3;
constexpr TokenIndex reach = 250;        // tokens to either side
constexpr std::size_t most_traces = 64;  // to either side
constexpr double half_distance = 45;     // tokens
constexpr double base_weight = 0.05;     // of a state named far away
constexpr double domestic_factor = 3;
constexpr double least_lead = 1.5;

bool may_modify(const Token& t) {
    return t.upos == Upos::adj || t.upos == Upos::noun || t.upos == Upos::propn ||
           t.upos == Upos::num;
}

std::vector<TokenIndex> first_mentions(const PersonEvidence& person) {
    std::vector<TokenIndex> out;
    for (const TokenIndex mention : person.mentions) {
        if (out.size() == mentions_looked_at) {
            break;
        }
        out.push_back(mention);
    }
    return out;
}

}  // namespace

bool is_party_and_state(const Draft& d, TokenIndex i) {
    const TokenIndex end = d.sentence_end(i);
    if (i < end && d.text(i).size() > 2) {
        const std::string_view word = d.text(i);
        return (word[0] == 'R' || word[0] == 'D' || word[0] == 'I') && word[1] == '-' &&
               word[2] >= 'A' && word[2] <= 'Z';
    }
    return i + 2 < end && (d.text(i) == "R" || d.text(i) == "D" || d.text(i) == "I") &&
           d.text(i + 1) == "-" && d.chunks.capitalised(i + 2) &&
           d.token(i).span.end == d.token(i + 1).span.begin;
}

Affiliations::Affiliations(const Draft& draft, const std::vector<std::string>& codes)
    : d_(draft) {
    std::map<std::string, std::uint32_t> index;
    const auto note = [&](const std::string& code) {
        const auto next = static_cast<std::uint32_t>(states_.size());
        const auto [it, fresh] = index.try_emplace(code, next);
        if (fresh) {
            states_.push_back(code);
            everywhere_.push_back(0);
        }
        return it->second;
    };
    for (const Mention& mention : d_.out.mentions) {
        if (mention.actors.size() != 1) {
            continue;
        }
        const std::string& code = codes[mention.actors.front()];
        if (d_.tables.is_state(code)) {
            traces_.push_back({mention.first, note(code)});
            everywhere_[traces_.back().state] += base_weight;
        }
    }
    if (d_.tables.is_state(d_.domestic)) {
        everywhere_[note(d_.domestic)] += base_weight;
    }
    std::stable_sort(traces_.begin(), traces_.end(), [](const Trace& a, const Trace& b) {
        return a.at < b.at;
    });
}

const Phrase* Affiliations::phrase_at(TokenIndex first) const {
    auto it = std::lower_bound(
        d_.phrases.begin(), d_.phrases.end(), first, [](const Phrase& p, TokenIndex i) {
            return p.first < i;
        });
    for (; it != d_.phrases.end() && it->first == first; ++it) {
        if (!it->nested) {
            return &*it;
        }
    }
    return nullptr;
}

/// The state that a name of the tables at `i` belongs to.
std::string Affiliations::code_at(TokenIndex i) const {
    const Chunk* chunk = d_.chunks.at(Chunks::names, i);
    const std::string code = chunk == nullptr ? std::string() : code_of(d_, *chunk);
    return d_.tables.is_state(code) ? code : std::string();
}

/// The first state or place of [first, end).
std::string Affiliations::of_place(TokenIndex first, TokenIndex end) const {
    for (TokenIndex i = first; i < end; ++i) {
        if (std::string code = code_at(i); !code.empty()) {
            return code;
        }
        const Chunk* chunk = d_.chunks.from(Chunks::names, i);
        const auto row =
            chunk == nullptr ? std::nullopt : d_.chunks.row(*chunk, Lexeme::place);
        if (row && d_.tables.is_state(d_.tables.place(*row).code)) {
            return std::string(d_.tables.place(*row).code);
        }
        const Upos tag = d_.token(i).upos;
        if (tag != Upos::propn && tag != Upos::punct && tag != Upos::det) {
            break;
        }
    }
    return {};
}

/// What stands before the name in its phrase: "Malaysia's Sultan X", "Turkish rapper X".
std::string Affiliations::before(const Phrase& phrase) const {
    const TokenIndex begin = d_.sentence_begin(phrase.first);
    constexpr TokenIndex most = 6;
    for (TokenIndex i = phrase.first; i > begin && phrase.first - i < most;) {
        --i;
        if (std::string code = code_at(i); !code.empty()) {
            return code;
        }
        const std::string_view word = d_.text(i);
        if (!may_modify(d_.token(i)) && !is_possessive_mark(word) && word != "-") {
            break;
        }
    }
    return {};
}

bool Affiliations::is_legislator(const Phrase& phrase) const {
    const TokenIndex end = d_.sentence_end(phrase.first);
    return phrase.last + 1 < end &&
           (d_.text(phrase.last) == "," || d_.text(phrase.last) == "(") &&
           is_party_and_state(d_, phrase.last + 1);
}

/// What stands after it: "X of Texas", "X, a Canadian tourist,", "X,".
std::string Affiliations::after(const Phrase& phrase) const {
    const TokenIndex end = d_.sentence_end(phrase.first);
    const TokenIndex i = phrase.last;
    if (i + 1 >= end) {
        return {};
    }
    if (d_.is(i, "of") || d_.is(i, "from")) {
        constexpr TokenIndex most = 5;
        return of_place(i + 1, std::min<TokenIndex>(end, i + 1 + most));
    }
    if (d_.text(i) != "," && d_.text(i) != "(") {
        return {};
    }
    const Upos first = d_.token(i + 1).upos;
    if (first != Upos::det && first != Upos::adj && first != Upos::noun &&
        first != Upos::num) {
        return {};
    }
    constexpr TokenIndex most = 12;
    for (TokenIndex j = i + 1; j < std::min<TokenIndex>(end, i + 1 + most); ++j) {
        if (d_.token(j).upos == Upos::punct && d_.text(j) != "-") {
            // "X, 21, of Ohio"
            const bool age = j == i + 2 && first == Upos::num;
            if (!age) {
                break;
            }
            continue;
        }
        if (std::string code = code_at(j); !code.empty()) {
            return code;
        }
    }
    return {};
}

/// True for those whom an outlet's own country would not be said of: its ministers,
/// police, judges; not for a blogger abroad.
bool Affiliations::is_official(const PersonEvidence& person) const {
    constexpr Sector serving[] = {
        Sector::gov, Sector::leg, Sector::jud, Sector::mil, Sector::cop, Sector::pty};
    return std::any_of(
        person.offices.begin(), person.offices.end(), [&](std::uint32_t o) {
            return std::find(std::begin(serving),
                             std::end(serving),
                             d_.offices[o].sector) != std::end(serving);
        });
}

void Affiliations::weigh_near(TokenIndex at, std::vector<double>& weights) const {
    const auto middle = std::lower_bound(
        traces_.begin(), traces_.end(), at, [](const Trace& t, TokenIndex i) {
            return t.at < i;
        });
    const auto add = [&](const Trace& trace) {
        const double distance = trace.at < at ? at - trace.at : trace.at - at;
        const double steps = distance / half_distance;
        weights[trace.state] += 1 / (1 + steps * steps);
        return distance <= reach;
    };
    std::size_t n = 0;
    for (auto it = middle; it != traces_.end() && n < most_traces && add(*it); ++it) {
        ++n;
    }
    n = 0;
    for (auto it = middle; it != traces_.begin() && n < most_traces && add(*(it - 1));
         --it) {
        ++n;
    }
}

Affiliations::Guess Affiliations::said_beside(const PersonEvidence& person) const {
    for (const TokenIndex mention : first_mentions(person)) {
        const Phrase* phrase = phrase_at(mention);
        if (phrase == nullptr) {
            continue;
        }
        if (is_legislator(*phrase)) {
            return {"USA", true, true};
        }
        for (std::string code : {before(*phrase), after(*phrase)}) {
            if (!code.empty()) {
                return {std::move(code), true, false};
            }
        }
    }
    return {};
}

/// By state: how near it is named, times how its people are called.
std::vector<double> Affiliations::weights_for(const PersonEvidence& person) const {
    std::vector<double> weights = everywhere_;
    for (const TokenIndex mention : first_mentions(person)) {
        weigh_near(mention, weights);
    }
    static const std::vector<std::string> nameless;
    const std::vector<std::string>* longest = &nameless;
    for (const std::vector<std::string>& name : person.names) {
        longest = name.size() > longest->size() ? &name : longest;
    }
    const bool official = is_official(person);
    for (std::size_t s = 0; s < states_.size(); ++s) {
        weights[s] *= d_.tables.origins().ratio(*longest, states_[s]);
        weights[s] *= official && states_[s] == d_.domestic ? domestic_factor : 1;
    }
    return weights;
}

Affiliations::Guess Affiliations::guess(const PersonEvidence& person) const {
    if (Guess said = said_beside(person); said.said) {
        return said;
    }
    const std::vector<double> weights = weights_for(person);
    if (weights.empty()) {
        return {};
    }
    const auto best = std::max_element(weights.begin(), weights.end());
    double second = 0;
    for (auto it = weights.begin(); it != weights.end(); ++it) {
        second = it == best ? second : std::max(second, *it);
    }
    const bool sure = !person.offices.empty() || *best >= least_lead * second;
    if (!sure || *best <= 0) {
        return {};
    }
    return {states_[static_cast<std::size_t>(best - weights.begin())], false, false};
}

}  // namespace chancery::actors
