// A party's congress is not an actor beside the party.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "actors/actor.h"

namespace chancery::actors {

/// Mentions of a numbered or party congress ("the 14th National Party Congress", and "the
/// Congress" after it) come to mean the party whose congress it is, where the article
/// names one: who congratulates the congress congratulates the party.
void redirect_gatherings(ArticleActors& out);

}  // namespace chancery::actors
