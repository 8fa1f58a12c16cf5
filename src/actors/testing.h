// Small tables and hand-tagged sentences for the tests of this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "actors/actor.h"
#include "actors/tables.h"
#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery::testing {

/// Writes the small tables of the tests into a fresh folder and returns its path.
std::string write_small_tables();

/// The small tables, opened.
const ActorTables& small_tables();

/// An article and its reading from notation: tokens separated by spaces, sentences by
/// line feeds. Closed-class words and marks are known; capitalised words are proper
/// nouns; other words carry "_v" (verb), "_n" (noun), "_s" (plural noun), "_a"
/// (adjective), "_x" (auxiliary), "_r" (adverb) or "_p" (proper noun). "{…}" is a
/// person's name of the reader, "<…>" an organisation's; "~" glues a token to the one
/// before. The tree is the plainest: noun phrases before the first verb are its subject,
/// after it its object, after a preposition oblique.
struct Sample {
    Article article;
    Reading reading;
};

Sample sample(std::string_view notation);

/// "words = Name/kind/CODE/SECTOR" for each mention, "@Place CODE" for each place,
/// separated by "; ".
std::string summary(const ArticleActors& found, std::string_view text);

}  // namespace chancery::testing
