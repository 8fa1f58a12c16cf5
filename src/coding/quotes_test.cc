// Quotation marks of all forms and what they enclose.
// SPDX-License-Identifier: Apache-2.0
#include "coding/quotes.h"

#include <string>

#include <gtest/gtest.h>

namespace chancery {
namespace {

/// Each quotation on a line; "open" behind one that nothing closes, "single" behind one
/// between single marks. Blocks are the lines of the text.
std::string found(std::string_view text) {
    std::vector<Span> blocks;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        blocks.push_back(
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        begin = end + 1;
    }
    std::string out;
    for (const Quotation& q : find_quotations(text, blocks)) {
        out += std::string(quote(text, q.span)) + (q.closed ? "" : " open") +
               (q.single ? " single" : "") + '\n';
    }
    return out;
}

TEST(Quotations, AreFoundInAllForms) {
    const struct {
        const char* text;
        const char* quotations;
    } rows[] = {
        {"\"Ties are good,\" he said. \"Very.\"", "\"Ties are good,\"\n\"Very.\"\n"},
        {"“Ties are good,” he said.", "“Ties are good,”\n"},
        {"„Ties are good“ and «very»", "„Ties are good“ and «very»\n"},
        {"he called it «a gift» today", "«a gift»\n"},
        {"straight opens, curly closes: \"a gift” he said", "\"a gift”\n"},
        {"“The 'old' deal,” she said", "“The 'old' deal,”\n"},
        {"a 'success' at home", "'success' single\n"},
        {"the leaders' talks and Xi's visit", ""},
        {"‘No role’ for Xi’s envoys", "‘No role’ single\n"},
        {"the ‘leaders’ plan’ failed", "‘leaders’ plan’ single\n"},
        {"“It goes on.\n“And on,” he said.", "“It goes on. open\n“And on,”\n"},
        {"a 6\" pipe and a 5\" pipe", ""},
        {"no marks at all", ""},
        {"(\"in brackets\")", "\"in brackets\"\n"},
    };

    for (const auto& row : rows) {
        EXPECT_EQ(found(row.text), row.quotations) << row.text;
    }
}

TEST(Quotations, LieInTheirBlockWhateverTheBytes) {
    const std::string text = "\"\"\" “” ’‘ '\"' »« \xE2\x80\x9C";
    const Span all{0, static_cast<std::uint32_t>(text.size())};
    std::uint32_t end = 0;
    for (const Quotation& q : find_quotations(text, std::vector<Span>{all})) {
        EXPECT_TRUE(all.contains(q.span));
        EXPECT_GE(q.span.begin, end);
        end = q.span.end;
    }
}

}  // namespace
}  // namespace chancery
