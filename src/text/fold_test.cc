// Names in many spellings under one key.
// SPDX-License-Identifier: Apache-2.0
#include "text/fold.h"

#include <vector>

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace chancery {
namespace {

struct Case {
    std::string_view text;
    std::string_view folded;
    std::string_view key;
};

TEST(Fold, Table) {
    const std::vector<Case> cases{
        {"", "", ""},
        {"Tô Lâm", "to lam", "to lam"},
        {"Nguyễn Phú Trọng", "nguyen phu trong", "nguyen phu trong"},
        {"ĐẶNG Hoàng Giang", "dang hoang giang", "dang hoang giang"},
        {"Díaz-Canel, M.", "diaz-canel, m.", "diaz canel m"},
        {"People’s", "people's", "people s"},
        {"People's", "people's", "people s"},
        {"“quoted” — ‘so’", "\"quoted\" - 'so'", "quoted so"},
        {"Støre Łukasz Größe Þór Ærø Œuvre",
         "store lukasz grosse thor aero oeuvre",
         "store lukasz grosse thor aero oeuvre"},
        {"İstanbul ISPARTA ılıca", "istanbul isparta ilica", "istanbul isparta ilica"},
        {"Əliyev", "aliyev", "aliyev"},
        {"Путин ЙОД", "путин иод", "путин иод"},
        {"ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ", "σισυφοσ σισυφοσ"},
        {"ｆｕｌｌ　width ﬁ ½", "full width fi 1⁄2", "full width fi 1 2"},
        {"習近平", "習近平", "習近平"},
        {"nb\u00A0space", "nb space", "nb space"},
        {"e\u0301te\u0301", "ete", "ete"},
        {"  --  ", "  --  ", ""},
        {"U.S.", "u.s.", "u s"},
        {"ไทย", "ไทย", "ไทย"},
        // What does not show is not there; a space of no width is a space.
        {"\u202Eputin\u202C", "putin", "putin"},
        {"Pu\u200Dtin\u200F \u2066Xi\u2069", "putin xi", "putin xi"},
        {"\uFEFFBei\u00ADjing\u2060", "beijing", "beijing"},
        {"Xi\u200BJinping", "xi jinping", "xi jinping"},
        // Look-alikes: Cyrillic Р; Greek ο; all Cyrillic; a letter like no Latin one.
        {"Рutin", "рutin", "putin"},
        {"Mοscow Рost", "mοscow рost", "moscow post"},
        {"РОСА", "роса", "роса"},
        {"Жoan", "жoan", "жoan"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(fold(c.text), c.folded);
        EXPECT_EQ(name_key(c.text), c.key);
    }
}

TEST(Fold, IsAFixedPointForEveryCodePoint) {
    for (char32_t c = 1; c <= 0x1FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        std::string bytes;
        append_utf8(bytes, c);
        const std::string once = fold(bytes);
        ASSERT_TRUE(is_utf8(once));
        ASSERT_EQ(fold(once), once) << std::hex << static_cast<std::uint32_t>(c);
        const std::string key = name_key(bytes);
        ASSERT_EQ(name_key(key), key) << std::hex << static_cast<std::uint32_t>(c);
        const std::string mixed = name_key("ab" + bytes + "cd");
        ASSERT_EQ(name_key(mixed), mixed) << std::hex << static_cast<std::uint32_t>(c);
    }
}

TEST(Fold, AppendsToABuffer) {
    std::string buffer = "Kept ";
    fold_into("HÀ NỘI", buffer);
    EXPECT_EQ(buffer, "Kept ha noi");
}

TEST(Fold, DoesNotDependOnNeighbours) {
    const std::string_view parts[] = {"Abc", "Đ", "ễ", "x", "’", "ß", "0"};
    for (const auto a : parts) {
        for (const auto b : parts) {
            EXPECT_EQ(fold(std::string(a) + std::string(b)), fold(a) + fold(b));
        }
    }
}

}  // namespace
}  // namespace chancery
