// A congress of a party, and the Congress that is a parliament.
// SPDX-License-Identifier: Apache-2.0
#include "actors/gatherings.h"

#include <gtest/gtest.h>

namespace chancery::actors {
namespace {

ActorIndex add(ArticleActors& out,
               const char* name,
               ActorKind kind,
               const char* table_name) {
    Actor actor;
    actor.name = name;
    actor.table_name = table_name;
    actor.kind = kind;
    actor.code = "VNM";
    out.actors.push_back(actor);
    const auto index = static_cast<ActorIndex>(out.actors.size() - 1);
    Mention mention;
    mention.actors = {index};
    out.mentions.push_back(mention);
    return index;
}

TEST(Gatherings, ThePartyActsAsItsCongress) {
    ArticleActors out;
    const ActorIndex party =
        add(out, "CPV", ActorKind::party, "Communist Party of Vietnam");
    const ActorIndex congress =
        add(out, "14th National Party Congress", ActorKind::body, "");
    add(out, "Congress", ActorKind::body, "United States Congress");
    settle_gatherings(out);
    EXPECT_EQ(out.mentions[1].actors.front(), congress);
    EXPECT_EQ(out.mentions[2].actors.front(), congress);
    EXPECT_EQ(out.actors[congress].acts_as, party);
    ASSERT_TRUE(has_stand_ins(out));
    const ArticleActors acting = with_stand_ins(out);
    for (const Mention& mention : acting.mentions) {
        EXPECT_EQ(mention.actors.front(), party);
    }
    EXPECT_FALSE(has_stand_ins(acting));
}

TEST(Gatherings, AParliamentStaysWhereNoPartyMeets) {
    ArticleActors out;
    add(out, "CPV", ActorKind::party, "Communist Party of Vietnam");
    const ActorIndex congress =
        add(out, "Congress", ActorKind::body, "United States Congress");
    settle_gatherings(out);
    EXPECT_EQ(out.mentions.back().actors.front(), congress);
}

TEST(Gatherings, WithoutAPartyNothingChanges) {
    ArticleActors out;
    const ActorIndex gathering = add(out, "14th Party Congress", ActorKind::body, "");
    settle_gatherings(out);
    EXPECT_EQ(out.mentions.front().actors.front(), gathering);
}

}  // namespace
}  // namespace chancery::actors
