// Who speaks and who is spoken to: from a noun phrase to the actors it names, or to its
// words where it names none. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "actors/actor.h"
#include "coding/speech_words.h"
#include "coding/syntax.h"

namespace chancery {

/// What a noun phrase says of one who takes part in speaking.
struct Party {
    std::vector<ActorIndex> actors;  ///< empty where the article's actors hold nobody
    Span words;            ///< the words that name them, without a leading article
    bool pronoun = false;  ///< "he", "it", "they"
    /// An actor, or a noun that may speak by speech.tsv.
    bool may_speak = false;

    [[nodiscard]] bool empty() const { return words.empty(); }
};

/// Reads the parties of statements in one article; holds references only.
class SpeakerReader {
  public:
    SpeakerReader(const Syntax& syntax,
                  const ArticleActors& actors,
                  const SpeechWords& words)
        : s_(syntax), a_(actors), w_(words) {}

    /// The party that the phrase of `head` names, with all that is coordinated with it.
    /// Empty for the first and second person, for expletives and for question words.
    [[nodiscard]] Party read(TokenIndex head) const;

    /// The party of the noun before a noun: "media" in "media reports", "Xi" in "Xi's
    /// statement", or of its "by" or "of" phrase.
    [[nodiscard]] Party owner_of(TokenIndex noun) const;

  private:
    [[nodiscard]] ActorIndex named_beside(TokenIndex head, Span words) const;
    void add_actors(TokenIndex head, std::vector<ActorIndex>& out) const;
    [[nodiscard]] TokenIndex apposed_to(TokenIndex head) const;
    [[nodiscard]] Span words_of(TokenIndex head) const;
    [[nodiscard]] bool may_speak(TokenIndex head) const;

    const Syntax& s_;
    const ArticleActors& a_;
    const SpeechWords& w_;
};

}  // namespace chancery
