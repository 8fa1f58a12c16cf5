// Mail: parts, encodings, words of headers, mailboxes, and what is broken of them.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/mail.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/items_dump.h"

namespace chancery {
namespace {

using testing::HasSubstr;

const std::string head =
    "From: \"Ada Writer\" <ada@example.org>\r\n"
    "Subject: =?utf-8?Q?Ministers_sign_=E2=80=93?=\r\n =?iso-8859-1?B?IG38bnN0ZXI=?=\r\n"
    "Date: Sun, 25 Jan 2026 08:30:00 +0100 (CET)\r\nMIME-Version: 1.0\r\n";

const std::string parts =
    "Content-Type: multipart/alternative; boundary=\"xx\"\r\n\r\npreamble\r\n--xx\r\n"
    "Content-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "The minister went to M=FCnster=\r\n today.\r\n--xx\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "PHA+VGhlIG1pbmlzdGVyPC9wPg==\r\n--xx--\r\n";

TEST(Mail, ThePageIsReadBeforeTheText) {
    EXPECT_EQ(dump_items(head + parts, "a.eml"),
              "d page: <html><head><title>Ministers sign – münster</title></head>"
              "<body><article><h1>Ministers sign – münster</h1> "
              "<p>The minister</p></article></body></html>\n"
              "  title Ministers sign – münster\n"
              "  author Ada Writer\n"
              "  published 2026-01-25T08:30:00+01:00\n");
    EXPECT_THAT(dump_items(head + parts.substr(0,
                                               parts.find("--xx\r\nContent-Type: "
                                                          "text/html")),
                           "a.eml"),
                HasSubstr("text: Ministers sign – münster The minister went to Münster "
                          "today."));
}

TEST(Mail, CutAnywhereNothingBreaks) {
    const std::string all = head + parts;
    for (std::size_t size = 0; size < all.size(); ++size) {
        EXPECT_EQ(read_items(all.substr(0, size), "a.eml").given.size(), 1U) << size;
    }
}

TEST(Mail, NestedPartsEnd) {
    std::string deep = "MIME-Version: 1.0\n";
    for (int i = 0; i < 100; ++i) {
        const std::string boundary = "b" + std::to_string(i);
        deep += "Content-Type: multipart/mixed; boundary=";
        deep += boundary;
        deep += "\n\n--";
        deep += boundary;
        deep += '\n';
    }
    EXPECT_THAT(dump_items(deep + "\nwords\n", "a.eml"), HasSubstr("nested too deep"));
    std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 2000; ++i) {
        many += "--b\nContent-Type: image/png\n\nx\n";
    }
    EXPECT_THAT(dump_items(many, "a.eml"), HasSubstr("too many parts"));
}

TEST(Mail, WithoutText) {
    EXPECT_THAT(dump_items("Content-Type: image/png\nMIME-Version: 1.0\n\nx", "a.eml"),
                HasSubstr("no part with text"));
}

TEST(Mailbox, MessagesOneAfterTheOther) {
    EXPECT_EQ(dump_items("From a@b Sun Jan 25 08:30:00 2026\nSubject: One\n"
                         "Message-ID: <1>\n\nFirst body\n>From here\nFrom there\n\n"
                         "From c@d Sun Jan 25 08:31:00 2026\nSubject: Two\n"
                         "Message-ID: <2>\nContent-Type: text/html\n\n<p>Second</p>\n\n"
                         "From e@f x\nContent-Type: image/png\n\nxx\n",
                         "box"),
              "d#1 text: One First body From here From there\n"
              "  title One\n"
              "d#2 page: <html><head><title>Two</title></head><body><article>"
              "<h1>Two</h1> <p>Second</p> </article></body></html>\n"
              "  title Two\n"
              "d#3 refused: the message has no part with text\n");
}

TEST(Mail, Words) {
    EXPECT_EQ(decode_words("plain"), "plain");
    EXPECT_EQ(decode_words("=?utf-8?Q?a?= =?utf-8?Q?b?= c"), "ab c");
    EXPECT_EQ(decode_words("=?utf-8?Q?never ends"), "=?utf-8?Q?never ends");
    EXPECT_EQ(decode_words("=?no-such-set?Q?a=FF?="), "a\xEF\xBF\xBD");
    EXPECT_EQ(decode_transfer("a=3Db=\n=ZZ", "quoted-printable"), "a=b=ZZ");
    EXPECT_EQ(decode_transfer("aGk=\naGk", "base64"), "hihi");
}

}  // namespace
}  // namespace chancery
