// Files that hold documents by what is in them, and those that do not.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/folder_look.h"

#include <string>

#include <gtest/gtest.h>

namespace chancery {
namespace {

struct Case {
    const char* name;
    std::string first;
    bool held;
};

TEST(FolderLook, WhatHoldsDocuments) {
    const std::string rss = "<rss version=\"2.0\"><channel>";
    const std::string long_text(70000, 'x');
    const Case cases[] = {
        {"a.xml", "<?xml version=\"1.0\"?>\n<!-- x -->\n" + rss, true},
        {"a.xml", "\xEF\xBB\xBF" + rss, true},
        {"a.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", true},
        {"a.rdf", "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", true},
        {"a.xml", "<urlset><url><loc>http://a/</loc></url>", false},
        {"a.xml", "<project><rss/></project>", false},
        {"a.xml", "", false},
        {"a.json",
         R"({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1}]})",
         true},
        {"a.json", R"([{"title": "A", "text": "b"}, {}])", true},
        {"a.json", R"({"articles": [{"url": "http://a/", "maintext": "b"}]})", true},
        {"a.json",
         R"({"@type": "NewsArticle", "headline": "A", "articleBody": "b"})",
         true},
        {"a.json", R"({"text": ")" + long_text, true},
        {"a.json", R"({"name": "x", "scripts": {"title": "a", "text": "b"}})", false},
        {"a.json", R"({"title": "A", "url": "b"})", false},
        {"a.json", R"({"text": "title"})", false},
        {"a.json", R"([{"x": 1}, {"title": "A", "text": "b"}])", false},
        {"a.json", R"({"rows": [{"title": "A", "text": "b"}]})", false},
        {"a.json", "[1, 2, \"text\", \"title\"]", false},
        {"a.json", "{\"a\\\": 1", false},
        {"a.json", "", false},
        {"a.csv", "id,Title,Text\n1,a,b\n", true},
        {"a.csv", "\"url\";\"body\"\r\n", true},
        {"a.tsv", "headline\tcontent\n", true},
        {"meta.tsv", "doc\tdate\toutlet\turl\n", false},
        {"a.csv", "1,2,3\n", false},
    };
    for (const Case& one : cases) {
        EXPECT_EQ(holds_documents(one.first, one.name, {}), one.held)
            << one.name << ": " << one.first.substr(0, 60);
    }
}

TEST(FolderLook, FieldsThatAreGiven) {
    FieldMap fields;
    ASSERT_TRUE(fields.add("text=inhalt"));
    EXPECT_TRUE(holds_documents("url,Inhalt\n", "a.csv", fields));
    EXPECT_FALSE(holds_documents("url,text\n", "a.csv", fields));
    EXPECT_TRUE(holds_documents(R"({"inhalt": "a", "url": "b"})", "a.json", fields));
}

}  // namespace
}  // namespace chancery
