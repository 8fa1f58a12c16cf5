// The figures, given the alignment.
// SPDX-License-Identifier: Apache-2.0
#include "evaluate.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <set>
#include <utility>

#include "alignment.h"

namespace chancery::train {

Score& Score::operator+=(const Score& other) {
    gold += other.gold;
    system += other.system;
    correct += other.correct;
    aligned += other.aligned;
    return *this;
}

namespace {

struct Metric {
    const char* label;
    Score Evaluation::*score;
    bool of_aligned;  ///< counted over aligned words
};

constexpr std::array<Metric, 13> metrics = {{
    {"Tokens", &Evaluation::tokens, false},
    {"Sentences", &Evaluation::sentences, false},
    {"Words", &Evaluation::words, false},
    {"UPOS", &Evaluation::upos, true},
    {"XPOS", &Evaluation::xpos, true},
    {"UFeats", &Evaluation::ufeats, true},
    {"AllTags", &Evaluation::all_tags, true},
    {"Lemmas", &Evaluation::lemmas, true},
    {"UAS", &Evaluation::uas, true},
    {"LAS", &Evaluation::las, true},
    {"CLAS", &Evaluation::clas, true},
    {"MLAS", &Evaluation::mlas, true},
    {"BLEX", &Evaluation::blex, true},
}};

void append_row(const char* label,
                const Score& score,
                bool of_aligned,
                std::string& out) {
    std::array<char, 128> line{};
    // NOLINTNEXTLINE(*-vararg)
    std::snprintf(line.data(),
                  line.size(),
                  "%-11s|%10.2f |%10.2f |%10.2f |",
                  label,
                  score.precision(),
                  score.recall(),
                  score.f1());
    out += line.data();
    if (of_aligned) {
        // NOLINTNEXTLINE(*-vararg)
        std::snprintf(line.data(), line.size(), "%10.2f", score.aligned_accuracy());
        out += line.data();
    }
    out += '\n';
}

/// Spans that both sides have; both are in order.
Score same_spans(const std::vector<Span>& gold, const std::vector<Span>& system) {
    Score score{gold.size(), system.size(), 0, 0};
    for (std::size_t g = 0, s = 0; g < gold.size() && s < system.size();) {
        if (gold[g].begin == system[s].begin) {
            score.correct += gold[g++] == system[s++] ? 1U : 0U;
        } else if (gold[g].begin < system[s].begin) {
            ++g;
        } else {
            ++s;
        }
    }
    return score;
}

/// What is equal in a pair of aligned words.
class Comparison {
  public:
    Comparison(const Side& gold, const Side& system)
        : gold_(gold),
          system_(system),
          pairs_(align(gold.words, system.words)),
          partner_(system.words.size(), not_aligned) {
        for (const auto& [g, s] : pairs_) {
            partner_[static_cast<std::size_t>(s)] = g;
        }
    }

    void count(Evaluation& out) const;

  private:
    using Pair = std::pair<const SideWord*, const SideWord*>;
    using Test = std::function<bool(const Pair&)>;

    static constexpr std::int32_t not_aligned = -2;

    /// The gold word that a system word stands for; no_word for no_word.
    [[nodiscard]] std::int32_t as_gold(std::int32_t system) const {
        return system == no_word ? no_word : partner_[static_cast<std::size_t>(system)];
    }

    [[nodiscard]] bool same_head(const Pair& pair) const {
        return pair.first->parent == as_gold(pair.second->parent);
    }

    [[nodiscard]] bool same_function_children(const Pair& pair) const;
    [[nodiscard]] Score score(const Test& right, bool content_only = false) const;

    const Side& gold_;
    const Side& system_;
    std::vector<std::pair<std::int32_t, std::int32_t>> pairs_;
    std::vector<std::int32_t> partner_;  ///< of each system word: its gold word
};

bool same_tags(const SideWord& gold, const SideWord& system) {
    return gold.columns->upos == system.columns->upos && gold.feats == system.feats;
}

bool same_lemma(const SideWord& gold, const SideWord& system) {
    return gold.columns->lemma == "_" || gold.columns->lemma == system.columns->lemma;
}

bool Comparison::same_function_children(const Pair& pair) const {
    const auto& gold = pair.first->function_children;
    const auto& system = pair.second->function_children;
    return std::equal(gold.begin(),
                      gold.end(),
                      system.begin(),
                      system.end(),
                      [&](std::int32_t g, std::int32_t s) {
                          const auto& a = gold_.words[static_cast<std::size_t>(g)];
                          const auto& b = system_.words[static_cast<std::size_t>(s)];
                          return g == as_gold(s) && a.relation == b.relation &&
                                 same_tags(a, b);
                      });
}

Score Comparison::score(const Test& right, bool content_only) const {
    const auto counts = [&](const SideWord& word) {
        return !content_only || is_content(word.relation);
    };
    const auto number = [&](const std::vector<SideWord>& words) {
        return static_cast<std::uint64_t>(
            std::count_if(words.begin(), words.end(), counts));
    };
    Score out{number(gold_.words), number(system_.words), 0, 0};
    for (const auto& [g, s] : pairs_) {
        const Pair pair(&gold_.words[static_cast<std::size_t>(g)],
                        &system_.words[static_cast<std::size_t>(s)]);
        if (counts(*pair.first)) {
            ++out.aligned;
            out.correct += right(pair) ? 1U : 0U;
        }
    }
    return out;
}

void Comparison::count(Evaluation& out) const {
    const auto same = [](std::string ConlluWord::*column) {
        return [column](const Pair& p) {
            return p.first->columns->*column == p.second->columns->*column;
        };
    };
    const auto arc = [this](const Pair& p) {
        return same_head(p) && p.first->relation == p.second->relation;
    };
    const auto lemma = [](const Pair& p) { return same_lemma(*p.first, *p.second); };
    out.words = score([](const Pair&) { return true; });
    out.upos = score(same(&ConlluWord::upos));
    out.xpos = score(same(&ConlluWord::xpos));
    out.ufeats = score([](const Pair& p) { return p.first->feats == p.second->feats; });
    out.all_tags = score([](const Pair& p) {
        return same_tags(*p.first, *p.second) &&
               p.first->columns->xpos == p.second->columns->xpos;
    });
    out.lemmas = score(lemma);
    out.uas = score([this](const Pair& p) { return same_head(p); });
    out.las = score(arc);
    out.clas = score(arc, true);
    out.mlas = score(
        [&](const Pair& p) {
            return arc(p) && same_tags(*p.first, *p.second) && same_function_children(p);
        },
        true);
    out.blex = score([&](const Pair& p) { return arc(p) && lemma(p); }, true);
}

using Labels = std::vector<reading::NameLabel>;

NameKind kind_of(reading::NameLabel label) {
    return static_cast<NameKind>((label - 1) / 2);
}

using FoundName = std::pair<NameKind, Span>;
using NameSet = std::set<FoundName>;

/// Adds the names of one sentence. A label inside of a name of another kind begins one.
void add_sentence_names(const Labels& labels, const SideWord* words, NameSet& out) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == 0) {
            continue;
        }
        const auto kind = kind_of(labels[i]);
        const std::uint32_t begin = words[i].own.begin;
        const int inside = 2 * static_cast<int>(kind) + 2;
        while (i + 1 < labels.size() && labels[i + 1] == inside) {
            ++i;
        }
        out.insert({kind, Span{begin, words[i].own.end}});
    }
}

Labels misc_labels(const ConlluSentence& sentence) {
    Labels labels;
    for (const ConlluWord& word : sentence.words) {
        labels.push_back(label_from(misc_field(word.misc, "Name")));
    }
    return labels;
}

/// The names of all sentences; `judged` gets the spans of those that have labels. With
/// `given`, labels are taken from there, where they are as many as words.
NameSet names_of(std::span<const ConlluSentence> sentences,
                 const Side& side,
                 const SentenceLabels* given,
                 std::vector<Span>& judged) {
    NameSet names;
    std::size_t first = 0;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const Labels misc = given == nullptr ? misc_labels(sentences[i]) : Labels();
        const Labels* labels = &misc;
        if (given != nullptr) {
            labels = given->find(
                std::string(comment(sentences[i], "sent_id")), i, sentences.size());
        }
        if (labels != nullptr && labels->size() == sentences[i].words.size()) {
            judged.push_back(side.sentences[i]);
            add_sentence_names(*labels, side.words.data() + first, names);
        }
        first += sentences[i].words.size();
    }
    return names;
}

using Treebank = std::span<const ConlluSentence>;

void count_names(const std::pair<Treebank, const Side*>& gold,
                 const std::pair<Treebank, const Side*>& system,
                 const SentenceLabels* labels,
                 Evaluation& out) {
    std::vector<Span> judged;
    std::vector<Span> all;
    const NameSet wanted = names_of(gold.first, *gold.second, labels, judged);
    if (wanted.empty()) {
        return;
    }
    const NameSet found = names_of(system.first, *system.second, nullptr, all);
    for (const FoundName& name : wanted) {
        ++out.names[name.first].gold;
    }
    for (const auto& [kind, span] : found) {
        // The first sentence that does not end before the name.
        const auto begin = span.begin;
        const auto sentence = std::partition_point(
            judged.begin(), judged.end(), [&](Span s) { return s.end <= begin; });
        const bool counts = sentence != judged.end() && sentence->overlaps(span);
        if (counts && (kind != NameKind::group || out.names.count(kind) != 0)) {
            ++out.names[kind].system;
            out.names[kind].correct += wanted.count({kind, span});
        }
    }
}

/// The line of the word that holds the character; of the last word behind the end.
std::uint32_t line_at(const Side& side, std::uint32_t character) {
    const auto word = std::partition_point(
        side.words.begin(), side.words.end(), [&](const SideWord& w) {
            return w.span.end <= character;
        });
    if (word != side.words.end()) {
        return word->columns->line;
    }
    return side.words.empty() ? 0 : side.words.back().columns->line;
}

Error texts_differ(const Side& gold, const Side& system, const EvaluateOptions& options) {
    const auto& a = gold.characters;
    const auto& b = system.characters;
    const auto at = static_cast<std::uint32_t>(
        std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    return {"from here on the text is not that of " + options.gold_path + ", line " +
                std::to_string(line_at(gold, at)) +
                "; both files must hold the same text, blanks apart",
            options.system_path,
            line_at(system, at)};
}

}  // namespace

Score Evaluation::all_names() const {
    Score all;
    for (const auto& [kind, score] : names) {
        all += score;
    }
    return all;
}

Evaluation& Evaluation::operator+=(const Evaluation& other) {
    for (const Metric& metric : metrics) {
        this->*metric.score += other.*metric.score;
    }
    for (const auto& [kind, score] : other.names) {
        names[kind] += score;
    }
    return *this;
}

std::string Evaluation::text() const {
    std::string out =
        "Metric     | Precision |    Recall |  F1 Score | AligndAcc\n"
        "-----------+-----------+-----------+-----------+-----------\n";
    for (const Metric& metric : metrics) {
        append_row(metric.label, this->*metric.score, metric.of_aligned, out);
    }
    if (!names.empty()) {
        append_row("Names", all_names(), false, out);
        for (const auto& [kind, score] : names) {
            const auto label = "  " + std::string(name(kind));
            append_row(label.c_str(), score, false, out);
        }
    }
    return out;
}

Result<Evaluation> evaluate(std::span<const ConlluSentence> gold,
                            std::span<const ConlluSentence> system,
                            const EvaluateOptions& options) {
    const auto gold_side = make_side(gold, options.gold_path);
    if (!gold_side) {
        return gold_side.error();
    }
    const auto system_side = make_side(system, options.system_path);
    if (!system_side) {
        return system_side.error();
    }
    if (gold_side->characters != system_side->characters) {
        return texts_differ(*gold_side, *system_side, options);
    }
    Evaluation out;
    out.tokens = same_spans(gold_side->tokens, system_side->tokens);
    out.sentences = same_spans(gold_side->sentences, system_side->sentences);
    Comparison(*gold_side, *system_side).count(out);
    count_names({gold, &*gold_side}, {system, &*system_side}, options.names, out);
    return out;
}

namespace {

std::set<Span> own_spans(const Side& side) {
    std::set<Span> out;
    for (const SideWord& word : side.words) {
        out.insert(word.own);
    }
    return out;
}

void append_lone(const char* label,
                 const Side& side,
                 const std::set<Span>& others,
                 std::string& out) {
    constexpr std::uint32_t around = 15;
    const std::string_view text = side.characters;
    for (const SideWord& word : side.words) {
        if (others.count(word.own) == 0) {
            const auto from = word.own.begin - std::min(word.own.begin, around);
            out.append(label).append("\t").append(word.columns->form).append("\t");
            out.append(text.substr(from, word.own.end - from + around)).append("\n");
        }
    }
}

}  // namespace

std::string token_errors(std::span<const ConlluSentence> gold,
                         std::span<const ConlluSentence> system) {
    const auto gold_side = make_side(gold, "gold");
    const auto system_side = make_side(system, "system");
    std::string out;
    if (gold_side && system_side) {
        append_lone("gold", *gold_side, own_spans(*system_side), out);
        append_lone("system", *system_side, own_spans(*gold_side), out);
    }
    return out;
}

}  // namespace chancery::train
