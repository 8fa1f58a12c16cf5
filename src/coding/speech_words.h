// The words of speaking as data/coding/speech.tsv lists them: which verbs, nouns and
// phrases say that something was said, and where what was said stands.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace chancery {

/// Where the content of a cue stands: bits of SpeechCue::takes.
enum class ContentShape : std::uint8_t {
    clause,       ///< "said (that) ties are good", "ties are good, he said"
    quote,        ///< "…," he said
    infinitive,   ///< "pledged to help"
    object,       ///< "praised the deal"; with a particle: "called for talks"
    person_to,    ///< "urged Seoul to talk": the object with its infinitive
    as,           ///< "described it as a success"
    name,         ///< 'called it a "farce"', where it is quoted
    preposition,  ///< with its preposition: "voiced concern over the vote"
};

/// Where the one who is spoken to stands.
enum class AddresseeSlot : std::uint8_t { none, object, to };

/// One cue: a verb with what must stand beside it, or a noun.
struct SpeechCue {
    std::string particle;     ///< of the verb: "out" in "point out", "for" in "call for"
    std::uint32_t takes = 0;  ///< bits of ContentShape
    AddresseeSlot addressee = AddresseeSlot::none;
    bool mind = false;  ///< of thinking: no statement where somebody else tells it
    std::uint32_t line = 0;

    [[nodiscard]] bool may_take(ContentShape shape) const {
        return (takes >> static_cast<unsigned>(shape) & 1U) != 0;
    }
};

/// Roles of nouns and light verbs: bits.
enum class SpeechClass : std::uint8_t {
    express,   ///< light verbs: "express", "voice"
    attitude,  ///< their objects: "concern", "hope"
    voice,     ///< who may speak without being an actor: "critic", "official"
    document,  ///< what may: "statement", "report"
    occasion,  ///< where something is said: "visit", "summit"
    courtesy,  ///< an object with which nothing is said: "conveyed congratulations"
    speech,    ///< what a line announces that a transcript follows: "remarks"
    day,       ///< behind the verb: when it was said, no part of it: "said Monday …"
};

class SpeechWords {
  public:
    /// Reads speech.tsv. Errors name file and line.
    static Result<SpeechWords> open(const std::string& path);

    /// Cues of that verb, those with a particle first; empty for none.
    [[nodiscard]] std::span<const SpeechCue> verb(std::string_view lemma) const;
    /// The cue that the noun is with a clause ("reports that …"), or null.
    [[nodiscard]] const SpeechCue* noun(std::string_view lemma) const;
    /// What an attitude takes, or null.
    [[nodiscard]] const SpeechCue* attitude(std::string_view lemma) const;

    [[nodiscard]] bool is(SpeechClass what, std::string_view lemma) const;

    /// The words of the phrases before a speaker that begin with this word, lower case
    /// ("according to").
    [[nodiscard]] std::span<const std::vector<std::string>> sources(
        std::string_view first) const;

  private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view word) const {
            return std::hash<std::string_view>{}(word);
        }
    };

    template <typename T>
    using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    Map<std::vector<SpeechCue>> verbs_;
    Map<SpeechCue> nouns_;
    Map<SpeechCue> attitudes_;
    Map<std::uint16_t> classes_;
    Map<std::vector<std::vector<std::string>>> sources_;

    friend class SpeechLoader;
};

}  // namespace chancery
