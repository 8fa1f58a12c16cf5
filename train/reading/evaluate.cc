// Alignment of words by span, and the figures.
// SPDX-License-Identifier: Apache-2.0
#include "evaluate.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <tuple>

namespace chancery::train {
namespace {

std::string_view main_type(Rel rel) {
    const auto text = name(rel);
    return text.substr(0, text.find(':'));
}

using NameSet = std::set<std::tuple<NameKind, std::uint32_t, std::uint32_t>>;

NameSet gold_names(const GoldDocument& gold, std::vector<Span>& judged) {
    NameSet names;
    for (const auto& sentence : gold.sentences) {
        const auto& tokens = sentence.tokens;
        if (!sentence.has_names || tokens.empty()) {
            continue;
        }
        judged.push_back({tokens.front().span.begin, tokens.back().span.end});
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto label = tokens[i].label;
            if (label % 2 == 0) {
                continue;
            }
            std::size_t last = i;
            while (last + 1 < tokens.size() && tokens[last + 1].label == label + 1) {
                ++last;
            }
            names.insert({static_cast<NameKind>(label / 2),
                          tokens[i].span.begin,
                          tokens[last].span.end});
        }
    }
    return names;
}

void compare_names(const GoldDocument& gold, const Reading& reading, Scores& scores) {
    std::vector<Span> judged;
    const auto wanted = gold_names(gold, judged);
    for (const auto& [kind, begin, end] : wanted) {
        ++scores.names[kind].gold;
    }
    for (const Name& name : reading.names) {
        const Span span{reading.tokens[name.first].span.begin,
                        reading.tokens[name.last - 1].span.end};
        const bool counts = std::any_of(
            judged.begin(), judged.end(), [&](Span s) { return s.overlaps(span); });
        if (!counts || name.kind == NameKind::group) {
            continue;
        }
        ++scores.names[name.kind].system;
        scores.names[name.kind].correct +=
            wanted.count({name.kind, span.begin, span.end});
    }
}

/// Right tags, lemma, head and relation of one word that both sides have.
struct Right {
    std::uint64_t upos = 0, xpos = 0, lemma = 0, uas = 0, las = 0;
};

void count_word(const GoldSentence& sentence,
                const GoldToken& token,
                const Reading& reading,
                TokenIndex at,
                Right& right) {
    const Token& guess = reading.tokens[at];
    right.upos += guess.upos == token.upos ? 1U : 0U;
    right.xpos += guess.xpos == token.xpos ? 1U : 0U;
    right.lemma += reading.lemma(at) == token.lemma || token.lemma == "_" ? 1U : 0U;
    bool head = token.head < 0 && guess.head == no_token;
    if (token.head >= 0 && guess.head != no_token) {
        head = reading.tokens[guess.head].span ==
               sentence.tokens[static_cast<std::size_t>(token.head)].span;
    }
    right.uas += head ? 1U : 0U;
    right.las += head && main_type(guess.rel) == main_type(token.rel) ? 1U : 0U;
}

}  // namespace

Count Scores::all_names() const {
    Count all;
    for (const auto& [kind, count] : names) {
        all += count;
    }
    return all;
}

std::string Scores::text() const {
    std::array<char, 256> line{};
    std::snprintf(
        line.data(),
        line.size(),  // NOLINT(*-vararg)
        "words %.2f  sentences %.2f  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS "
        "%.2f  names %.2f",
        words.f1(),
        sentences.f1(),
        upos.f1(),
        xpos.f1(),
        lemma.f1(),
        uas.f1(),
        las.f1(),
        all_names().f1());
    std::string out = line.data();
    for (const auto& [kind, count] : names) {
        constexpr std::array<const char*, 4> labels = {"PER", "ORG", "LOC", "GRP"};
        std::snprintf(line.data(),
                      line.size(),
                      " %s %.1f",  // NOLINT(*-vararg)
                      labels.at(static_cast<std::size_t>(kind)),
                      count.f1());
        out += line.data();
    }
    return out;
}

void compare(const GoldDocument& gold, const Reading& reading, Scores& scores) {
    std::map<Span, TokenIndex> system;
    for (TokenIndex i = 0; i < reading.tokens.size(); ++i) {
        system[reading.tokens[i].span] = i;
    }
    std::set<Span> sentences;
    for (const Sentence& sentence : reading.sentences) {
        sentences.insert({reading.tokens[sentence.first].span.begin,
                          reading.tokens[sentence.last - 1].span.end});
    }
    Count words;
    words.system = reading.tokens.size();
    Right right;
    for (const auto& sentence : gold.sentences) {
        const auto& tokens = sentence.tokens;
        words.gold += tokens.size();
        const Span whole{tokens.front().span.begin, tokens.back().span.end};
        scores.sentences.correct += sentences.count(whole);
        for (const auto& token : tokens) {
            const auto found = system.find(token.span);
            if (found == system.end()) {
                continue;
            }
            ++words.correct;
            count_word(sentence, token, reading, found->second, right);
        }
    }
    scores.words += words;
    scores.sentences.gold += gold.sentences.size();
    scores.sentences.system += reading.sentences.size();
    const auto add = [&](Count& count, std::uint64_t correct) {
        count += {words.gold, words.system, correct};
    };
    add(scores.upos, right.upos);
    add(scores.xpos, right.xpos);
    add(scores.lemma, right.lemma);
    add(scores.uas, right.uas);
    add(scores.las, right.las);
    compare_names(gold, reading, scores);
}

Reading gold_tokens(const GoldDocument& document) {
    Reading reading;
    for (const auto& sentence : document.sentences) {
        const auto number = static_cast<std::uint32_t>(reading.sentences.size());
        const auto first = static_cast<TokenIndex>(reading.tokens.size());
        for (const auto& gold : sentence.tokens) {
            Token token;
            token.span = gold.span;
            token.sentence = number;
            reading.tokens.push_back(token);
        }
        reading.sentences.push_back(
            {first, static_cast<TokenIndex>(reading.tokens.size()), sentence.block});
    }
    return reading;
}

}  // namespace chancery::train
