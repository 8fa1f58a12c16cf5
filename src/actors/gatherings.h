// A party's congress, and the party that acts where its congress is named.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "actors/actor.h"

namespace chancery {

namespace actors {

/// Makes one body of all that names one party's congress ("the 14th National Party
/// Congress", and "the Congress" after it), where the article names the party, and says
/// that the party acts as it: who congratulates the congress congratulates the party.
void settle_gatherings(ArticleActors& out);

}  // namespace actors

/// True where some actor has another that acts as it.
[[nodiscard]] bool has_stand_ins(const ArticleActors& actors);

/// The same actors with every mention meaning who acts (Actor::acts_as): what is coded.
[[nodiscard]] ArticleActors with_stand_ins(ArticleActors actors);

}  // namespace chancery
