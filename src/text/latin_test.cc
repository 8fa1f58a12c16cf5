// SPDX-License-Identifier: Apache-2.0
#include "text/latin.h"

#include <gtest/gtest.h>

#include "text/fold.h"

namespace chancery {
namespace {

TEST(Latin, CyrillicAsThePressWritesIt) {
    EXPECT_EQ(name_key(to_latin("Владимир Путин")), "vladimir putin");
    EXPECT_EQ(name_key(to_latin("Лукашенко")), "lukashenko");
    EXPECT_EQ(name_key(to_latin("Вьетнам")), "vyetnam");
}

TEST(Latin, OtherScripts) {
    EXPECT_EQ(name_key(to_latin("习近平")), "xi jin ping");
    EXPECT_EQ(name_key(to_latin("Αθήνα")), "athena");
}

TEST(Latin, LatinStays) {
    EXPECT_EQ(to_latin("Tô Lâm"), "Tô Lâm");
    EXPECT_EQ(to_latin("To Lam"), "To Lam");
    EXPECT_EQ(to_latin(""), "");
}

TEST(Latin, WhatIsNoTextComesBack) {
    EXPECT_NO_FATAL_FAILURE((void)to_latin("\xff\xfe\x80"));
    const std::string endless(5000, '\xd0');
    EXPECT_EQ(to_latin(endless), endless);
}

}  // namespace
}  // namespace chancery
