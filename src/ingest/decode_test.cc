// Encodings as they are declared, found and mistaken; a row is bytes and text.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/decode.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/charset.h"
#include "text/utf8.h"

namespace chancery {
namespace {

struct Encoded {
    std::string label;
    std::string bytes;
    std::string text;
};

const std::vector<Encoded>& encodings() {
    // clang-format off
    static const std::vector<Encoded> rows{
        {"windows-1252", "Le caf\xE9 \xAB L\x92\xC9toile \xBB \x96 5 \x80", "Le café « L’Étoile » – 5 €"},
        {"windows-1250", "P\xF8\xEDli\x9A \x9Elu\x9Dou\xE8k\xFD k\xF9\xF2 \x96 \x84\xA3\xF3""d\x9F\x93", "Příliš žluťoučký kůň – „Łódź“"},
        {"windows-1251", "\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xD0\xEE\xF1\xF1\xE8\xE8 \xE2\xF1\xF2\xF0\xE5\xF2\xE8\xEB\xF1\xFF \xF1 \xEC\xE8\xED\xE8\xF1\xF2\xF0\xEE\xEC", "Президент России встретился с министром"},
        {"windows-1253", "\xCF \xF0\xF1\xF9\xE8\xF5\xF0\xEF\xF5\xF1\xE3\xFC\xF2 \xF4\xE7\xF2 \xC5\xEB\xEB\xDC\xE4\xE1\xF2", "Ο πρωθυπουργός της Ελλάδας"},
        {"windows-1254", "Cumhurba\xFEkan\xFD Erdo\xF0""an \xDDstanbul\x92""da", "Cumhurbaşkanı Erdoğan İstanbul’da"},
        {"windows-1255", "\xF8\xE0\xF9 \xE4\xEE\xEE\xF9\xEC\xE4 \xF0\xF4\xE2\xF9", "ראש הממשלה נפגש"},
        {"windows-1256", "\xC7\xE1\xCA\xDE\xEC \xC7\xE1\xD1\xC6\xED\xD3 \xC8\xC7\xE1\xE6\xD2\xED\xD1", "التقى الرئيس بالوزير"},
        {"windows-1257", "\xD0iauliai ir Kaunas \x96 \xDE""emait\xEB", "Šiauliai ir Kaunas – Žemaitė"},
        {"windows-874", "\xB9\xD2\xC2\xA1\xC3\xD1\xB0\xC1\xB9\xB5\xC3\xD5", "นายกรัฐมนตรี"},
        {"iso-8859-2", "P\xF8\xEDli\xB9 \xBElu\xBBou\xE8k\xFD k\xF9\xF2", "Příliš žluťoučký kůň"},
        {"iso-8859-5", "\xBF\xE0\xD5\xD7\xD8\xD4\xD5\xDD\xE2 \xC0\xDE\xE1\xE1\xD8\xD8", "Президент России"},
        {"iso-8859-15", "\xBCuvre \xE0 5 \xA4", "Œuvre à 5 €"},
        {"koi8-r", "\xF0\xD2\xC5\xDA\xC9\xC4\xC5\xCE\xD4 \xF2\xCF\xD3\xD3\xC9\xC9 \xD7\xD3\xD4\xD2\xC5\xD4\xC9\xCC\xD3\xD1", "Президент России встретился"},
        {"koi8-u", "\xF5\xCB\xD2\xC1\xA7\xCE\xC1 \xA6 \xB4\xD7\xD2\xCF\xD0\xC1", "Україна і Європа"},
        {"ibm866", "\x8F\xE0\xA5\xA7\xA8\xA4\xA5\xAD\xE2 \x90\xAE\xE1\xE1\xA8\xA8", "Президент России"},
        {"macintosh", "L\xD5\x83toile \xD0 \xD2""caf\x8E\xD3", "L’Étoile – “café”"},
        {"gb18030", "\xB9\xFA\xBC\xD2\xD6\xF7\xCF\xAF\xBB\xE1\xBC\xFB\xC1\xCB\xCD\xE2\xBD\xBB\xB2\xBF\xB3\xA4", "国家主席会见了外交部长"},
        {"gb2312", "\xB9\xFA\xBC\xD2\xD6\xF7\xCF\xAF\xBB\xE1\xBC\xFB\xC1\xCB\xCD\xE2\xBD\xBB\xB2\xBF\xB3\xA4", "国家主席会见了外交部长"},
        {"big5", "\xC1`\xB2\xCE\xB7|\xA8\xA3\xA5~\xA5\xE6\xB3\xA1\xAA\xF8", "總統會見外交部長"},
        {"euc-jp", "\xB3\xB0\xCC\xB3\xC2\xE7\xBF\xC3\xA4\xCF\xB2\xF1\xC3\xCC\xA4\xB7\xA4\xBF", "外務大臣は会談した"},
        {"shift_jis", "\x8AO\x96\xB1\x91\xE5\x90""b\x82\xCD\x89\xEF\x92k\x82\xB5\x82\xBD", "外務大臣は会談した"},
        {"iso-2022-jp", "\x1B$B30L3Bg?C$O2qCL$7$?\x1B(B", "外務大臣は会談した"},
        {"euc-kr", "\xBF\xDC\xB1\xB3\xBA\xCE \xC0\xE5\xB0\xFC\xC0\xCC \xC8\xB8\xB4\xE3\xC7\xDF\xB4\xD9", "외교부 장관이 회담했다"},
        {"iso-2022-kr", "\x1B$)C\x0E?\\13:N\x0F \x0E@e0|@L\x0F", "외교부 장관이"},
    };
    // clang-format on
    return rows;
}

TEST(Decode, DeclaredOutside) {
    for (const Encoded& c : encodings()) {
        const auto out = decode_bytes(c.bytes, c.label);
        ASSERT_TRUE(out) << c.label;
        EXPECT_EQ(out->text, c.text) << c.label;
        EXPECT_EQ(out->repairs, 0U) << c.label;
    }
}

TEST(Decode, DeclaredInside) {
    for (const Encoded& c : encodings()) {
        for (const std::string& head :
             {"<meta charset=" + c.label + '>',
              "<META content='text/html; charset=" + c.label +
                  "' http-equiv=Content-Type>",
              "<?xml version=\"1.0\" encoding=\"" + c.label + "\"?>"}) {
            const auto out = decode_bytes(head + c.bytes);
            ASSERT_TRUE(out) << c.label;
            EXPECT_EQ(out->text, head + c.text) << c.label;
        }
    }
}

TEST(Decode, WhatIsUtf8IsUtf8WhateverIsDeclared) {
    for (const Encoded& c : encodings()) {
        const auto out = decode_bytes(c.text, c.label);
        ASSERT_TRUE(out) << c.label;
        EXPECT_EQ(out->text, c.text) << c.label;
        EXPECT_EQ(out->charset, "utf-8");
    }
}

TEST(Decode, LongTextsAreDetected) {
    for (const Encoded& c : encodings()) {
        if (c.label == "ibm866" || c.label.starts_with("iso-8859") ||
            c.label == "windows-1257" || c.label == "windows-1250" ||
            c.label == "windows-1254" || c.label == "macintosh" ||
            c.label.starts_with("iso-2022") || c.label == "koi8-u") {
            continue;  // by bytes alone not told from their neighbours
        }
        std::string bytes;
        std::string text;
        for (int i = 0; i < 8; ++i) {
            bytes += c.bytes + ". ";
            text += c.text + ". ";
        }
        for (const char* declared : {"", "utf-8", "iso-8859-1", "no-such-charset"}) {
            const auto out = decode_bytes(bytes, declared);
            ASSERT_TRUE(out) << c.label << ' ' << declared;
            EXPECT_EQ(out->text, text) << c.label << ' ' << declared;
        }
    }
}

std::string utf16(std::string_view text, bool big, bool four) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        at += c.length;
        std::string unit;
        for (int shift = four ? 24 : 8; shift >= 0; shift -= 8) {
            unit += static_cast<char>((c.value >> static_cast<unsigned>(shift)) & 0xFFU);
        }
        out += big ? unit : std::string(unit.rbegin(), unit.rend());
    }
    return out;
}

TEST(Decode, WideEncodings) {
    const std::string text = "The café was closed on Monday.\nŁódź";
    for (const bool big : {false, true}) {
        for (const bool four : {false, true}) {
            for (const std::string& mark : {std::string(), std::string("\uFEFF")}) {
                const auto out = decode_bytes(utf16(mark + text, big, four));
                ASSERT_TRUE(out) << big << four << mark;
                EXPECT_EQ(out->text, text) << big << four << mark;
            }
        }
    }
    const std::string chinese = "国家主席会见了外交部长";  // no ASCII to see it by
    EXPECT_EQ(decode_bytes(utf16(chinese, true, false), "utf-16be")->text, chinese);
    EXPECT_EQ(decode_bytes(utf16("\uFEFF" + chinese, false, false))->text, chinese);
    const auto torn = decode_bytes(std::string("\xFF\xFE\x3D\xD8x\0y\0", 8) +
                                   utf16("and much more", false, false));
    ASSERT_TRUE(torn);
    EXPECT_EQ(torn->text, "\uFFFDxyand much more");
    EXPECT_EQ(torn->repairs, 1U);
}

TEST(Decode, StrayBytesOfWindows1252InUtf8) {
    const auto out =
        decode_bytes("Café, naïve, Łódź, Zürich \x96 the minister\x92s plan\xE9");
    ASSERT_TRUE(out);
    EXPECT_EQ(out->text.substr(0, out->text.find("plan")),
              "Café, naïve, Łódź, Zürich – the minister’s ");
    EXPECT_EQ(out->strays, 2U);
    EXPECT_EQ(out->repairs, 1U);  // the last byte may be half a letter
    EXPECT_EQ(charset_remark(*out), "2 bytes of windows-1252 in UTF-8");
}

TEST(Decode, AsManyStrayBytesAsLetters) {
    const auto out = decode_bytes("Juárez \x97 \x93López\x94\xA0 and Andrés\x92 ally");
    ASSERT_TRUE(out);
    EXPECT_EQ(out->text, "Juárez — “López”\u00A0 and Andrés’ ally");
}

TEST(Decode, RowsOfNoBreakSpacesAreWestern) {
    const auto out = decode_bytes(
        "The \x93"
        "Department\x94\xA0\xA0\xA0\xA0\xA0 of State");
    ASSERT_TRUE(out);
    EXPECT_EQ(out->text, "The “Department”\u00A0\u00A0\u00A0\u00A0\u00A0 of State");
}

TEST(Decode, ZeroBytesOnTheOtherSideInUtf16) {
    std::string text;
    for (int i = 0; i < 20; ++i) {
        text += "The minister arrived on Monday. ";
    }
    text += "Āryabhaṭa.";
    for (const bool big : {false, true}) {
        EXPECT_EQ(decode_bytes(utf16(text, big, false))->text, text);
    }
}

TEST(Decode, RemarksNameWhatWasNotFollowed) {
    const auto made = decode_bytes("The minister\x92s plan of Monday", "utf-8");
    ASSERT_TRUE(made);
    EXPECT_EQ(made->text, "The minister’s plan of Monday");
    EXPECT_EQ(charset_remark(*made), "read as windows-1252, though declared as utf-8");
    EXPECT_EQ(charset_remark(*decode_bytes("The minister's plan", "koi8-r")), "");
    EXPECT_EQ(charset_remark(*decode_bytes("caf\xE9 on Monday", "latin1")), "");
}

TEST(Decode, LabelsAreThoseOfTheEncodingStandard) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"latin1", "windows-1252"},
        {" ISO-8859-1 ", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"GB2312", "gb18030"},
        {"x-sjis", "shift_jis"},
        {"ks_c_5601-1987", "euc-kr"},
        {"iso-8859-9", "windows-1254"},
        {"tis-620", "windows-874"},
        {"utf8", "utf-8"},
        {"unicode", "utf-16le"},
    };
    for (const auto& [label, name] : cases) {
        const Charset* found = find_charset(label);
        ASSERT_NE(found, nullptr) << label;
        EXPECT_EQ(found->name, name) << label;
    }
    for (const char* label : {"", " ", "klingon", "utf-8 utf8", "\"\""}) {
        EXPECT_EQ(find_charset(label), nullptr) << label;
    }
}

}  // namespace
}  // namespace chancery
