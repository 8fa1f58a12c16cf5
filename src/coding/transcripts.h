// Transcripts: paragraphs that begin with the name of who speaks in them, and those that
// go on with the same speech. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "actors/actor.h"
#include "coding/speech_words.h"
#include "coding/syntax.h"
#include "ingest/article.h"

namespace chancery {

/// What one person says until the next one speaks.
struct Turn {
    ActorIndex speaker = no_actor;
    Span label;  ///< the name before the colon
    Span cue;    ///< "opening remarks" in the line above, else the label
    std::vector<ActorIndex> addressees;  ///< others in the line above
    Span addressee;                      ///< the words that name the first; may be empty
    std::vector<Span> paragraphs;        ///< never empty
};

/// The turns of an article, in order: "Name: …" where a person of the article is named.
/// Further paragraphs belong to a turn where a line above announces a speech
/// (SpeechClass::speech) or where the article has several turns; a line of marks or a
/// hashtag ends it.
[[nodiscard]] std::vector<Turn> find_turns(const Article& article,
                                           const Syntax& syntax,
                                           const ArticleActors& actors,
                                           const SpeechWords& words);

}  // namespace chancery
