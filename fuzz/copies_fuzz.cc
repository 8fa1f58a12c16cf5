// Stories of any text give a report of copies that keeps the promises of copies.h, and
// the same one in whatever order they are added. A line is a paragraph; a line of one
// byte begins the next story and says its outlet and day.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "ingest/copies.h"
#include "text/utf8.h"

namespace {

using chancery::Copy;
using chancery::CopyReport;
using chancery::CopyText;

struct Story {
    chancery::CopyItem item;
    std::string text;
    std::vector<chancery::Span> paragraphs;
};

void require(bool holds, const char* what) {
    if (!holds) {
        (void)std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

std::vector<Story> stories_of(std::string_view text) {
    std::vector<Story> out(1);
    out[0].item.doc = "0";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        if (line.size() == 1) {
            Story next;
            next.item.doc = std::to_string(out.size());
            const auto byte = static_cast<unsigned char>(line[0]);
            next.item.outlet = std::string((byte & 1U) != 0 ? "A" : "");
            if ((byte & 2U) != 0) {
                next.item.published = chancery::Day{byte >> 3U};
            }
            next.item.agency = std::string((byte & 4U) != 0 ? "a" : "");
            out.push_back(std::move(next));
            continue;
        }
        Story& story = out.back();
        const auto begin = static_cast<std::uint32_t>(story.text.size());
        story.text += line;
        story.paragraphs.push_back(
            {begin, static_cast<std::uint32_t>(story.text.size())});
    }
    return out;
}

CopyReport report_of(const std::vector<Story>& stories,
                     const std::vector<std::uint32_t>& order) {
    chancery::CopyFinder finder;
    for (const std::uint32_t story : order) {
        finder.add(stories[story].item,
                   chancery::copy_text(stories[story].text, stories[story].paragraphs));
    }
    auto report = finder.find([&](std::uint32_t at) -> chancery::Result<CopyText> {
        const Story& story = stories[order[at]];
        return chancery::copy_text(story.text, story.paragraphs);
    });
    require(report.has_value(), "a report that could not be made");
    return *std::move(report);
}

bool is_share(float share) {
    return share >= 0 && share <= 1;
}

void check(const Copy& copy, const std::vector<Story>& stories) {
    require(copy.copy != copy.origin, "a copy of itself");
    require(copy.copy < stories.size() && copy.origin < stories.size(), "no such story");
    require(is_share(copy.share) && is_share(copy.origin_share), "a share out of range");
    const std::size_t of_copy = stories[copy.copy].paragraphs.size();
    const std::size_t of_origin = stories[copy.origin].paragraphs.size();
    for (std::size_t i = 0; i < copy.paragraphs.size(); ++i) {
        const auto& one = copy.paragraphs[i];
        require(one.copy < of_copy && one.origin < of_origin, "no such paragraph");
        require(is_share(one.share), "a paragraph's share out of range");
        require(i == 0 || copy.paragraphs[i - 1].copy < one.copy,
                "paragraphs out of order");
    }
}

using Row = std::tuple<std::string, std::string, chancery::CopyKind, std::uint32_t>;

std::vector<Row> rows_of(const CopyReport& report,
                         const std::vector<Story>& stories,
                         const std::vector<std::uint32_t>& order) {
    std::vector<Row> out;
    for (const Copy& copy : report.copies) {
        out.emplace_back(stories[order[copy.copy]].item.doc,
                         stories[order[copy.origin]].item.doc,
                         copy.kind,
                         copy.words);
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text =
        chancery::repair_utf8({reinterpret_cast<const char*>(data), size}).text;
    const std::vector<Story> stories = stories_of(text);
    std::vector<std::uint32_t> forth;
    for (std::uint32_t i = 0; i < stories.size(); ++i) {
        forth.push_back(i);
    }
    const std::vector<std::uint32_t> back(forth.rbegin(), forth.rend());
    const CopyReport report = report_of(stories, forth);
    for (const Copy& copy : report.copies) {
        check(copy, stories);
    }
    require(report.family.size() == stories.size(), "a story without family");
    for (const std::uint32_t first : report.family) {
        require(report.family[first] == first, "a family of another");
    }
    require(rows_of(report, stories, forth) ==
                rows_of(report_of(stories, back), stories, back),
            "copies that depend on the order");
    return 0;
}
