// Label names: every label is found again by its name.
// SPDX-License-Identifier: Apache-2.0
#include "reading/ud.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

TEST(Ud, NamesAreFoundAgain) {
    for (std::uint8_t i = 0; i < upos_count; ++i) {
        EXPECT_EQ(upos_from(name(static_cast<Upos>(i))), static_cast<Upos>(i));
    }
    for (std::uint8_t i = 0; i < xpos_count; ++i) {
        EXPECT_EQ(xpos_from(name(static_cast<Xpos>(i))), static_cast<Xpos>(i));
    }
    for (std::uint8_t i = 0; i < rel_count; ++i) {
        EXPECT_EQ(rel_from(name(static_cast<Rel>(i))), static_cast<Rel>(i));
    }
}

TEST(Ud, NamesAreThoseOfTheTreebanks) {
    EXPECT_EQ(name(Upos::propn), "PROPN");
    EXPECT_EQ(name(Xpos::prp_s), "PRP$");
    EXPECT_EQ(name(Xpos::open_quote), "``");
    EXPECT_EQ(name(Rel::nsubj_pass), "nsubj:pass");
    EXPECT_EQ(name(Rel::xcomp), "xcomp");
}

TEST(Ud, AnUnknownSubtypeIsReadAsItsMainType) {
    EXPECT_EQ(rel_from("obl:npmod"), Rel::obl);
    EXPECT_EQ(rel_from("nonsense"), std::nullopt);
    EXPECT_EQ(upos_from("noun"), std::nullopt);
}

}  // namespace
}  // namespace chancery
