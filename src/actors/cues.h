// What speaks for or against an antecedent of a pronoun: cues, and how much each weighs.
// SPDX-License-Identifier: Apache-2.0
//
// The ranker is log-linear: the antecedent with the greatest sum of weights is meant
// (model: P. Denis and J. Baldridge, "A ranking approach to pronoun resolution", 2007).
// Weights are in data/actors/antecedents.tsv, in thousandths of a natural logarithm, and
// are whole numbers, so that sums are the same everywhere. train/actors/antecedents.py
// learns them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::actors {

/// Kinds of cue. Each has up to three axes whose values make one cue: "role same subject
/// possessive".
enum class Cue : std::uint8_t {
    role,      ///< where it stands, its role, use of the pronoun
    clause,    ///< its clause as seen from the pronoun's, its role class, use
    argument,  ///< of the pronoun's own verb: its role, use
    control,   ///< subject above an infinitive that has the pronoun: use
    recency,   ///< how many others were named since: use
    mentions,  ///< how often in these sentences: whether by a pronoun
    topic,     ///< rank by number of names in the article
    first,     ///< first person of its sentence: where
    chain,     ///< what the last such pronoun meant: where that stood, its role, use
    form,      ///< form of its last name: whether it is new
    gender,    ///< of the candidate as seen from the pronoun, which is she or he
    quote,     ///< inside quotation marks or not, of both: whether in one sentence
    preposition,
    depth,     ///< in the tree: where
    list,      ///< place among names joined by "and": use
    apposed,   ///< in apposition to another noun: where
    bracket,   ///< in brackets
    near,      ///< tokens between, in one sentence: before or after
    above,     ///< role of the phrase that its name possesses: where
    again,     ///< named before and after the pronoun
    headline,  ///< named in the first sentence of the article
    known,     ///< what made the actor
    reader,    ///< what the reader takes its name for
    nesting,   ///< of its phrase and the pronoun's: use
    subjects,  ///< how many others were subjects since: whether it is one
    none,      ///< no candidate is meant: pronoun, use
    alone,     ///< no candidate is meant: how many there are
    lead,      ///< main subject of its sentence: where, whether the pronoun is such too
};

/// The index of a cue among all cues; `a`, `b`, `c` are values on its axes.
/// Precondition: each is a value of that axis, 0 where there is none.
[[nodiscard]] std::uint32_t cue_index(Cue cue,
                                      unsigned a,
                                      unsigned b = 0,
                                      unsigned c = 0);

/// How many cues there are.
[[nodiscard]] std::uint32_t cue_count();

/// The name of a cue as the table writes it.
[[nodiscard]] std::string cue_name(std::uint32_t index);

/// The names of all cues, by index.
[[nodiscard]] std::vector<std::string> cue_names();

/// The number of a value on its axis.
template <typename Enum>
[[nodiscard]] constexpr unsigned value(Enum e) {
    return static_cast<unsigned>(e);
}

// Values on the axes, in the order of their names in cues.cc.
enum class Where : std::uint8_t { same, back1, back2, back3, later, next };
enum class Role : std::uint8_t {
    subject,
    passive,
    object,
    oblique,
    possessor,
    modifier,
    other,
};
enum class PronounUse : std::uint8_t {
    subject,
    object,
    of_subject,  ///< possessive in a subject
    possessive,
    reflexive,
};
enum class ClauseTie : std::uint8_t {
    same,
    above_content,
    above_adverbial,
    above_relative,
    above_joined,
    above_aside,
    below_content,
    below_adverbial,
    below_relative,
    below_joined,
    below_aside,
    beside,
};

}  // namespace chancery::actors
