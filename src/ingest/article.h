// One story of one outlet, cleaned, with every word traceable to the bytes that held it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"

namespace chancery {

/// What a block of an article is. Only title, lead and paragraph are read for acts.
enum class BlockKind : std::uint8_t {
    title,      ///< the story's own headline
    paragraph,  ///< text of the story
    caption,    ///< of a picture; often about another event
    furniture,  ///< menus, share bars, tails of other headlines, credits, bylines
    row,        ///< of a dataset: in words of ours, which nobody wrote
};

/// "title", "paragraph", "caption", "furniture", "row".
[[nodiscard]] std::string_view name(BlockKind kind);

/// A run of text that belongs together. Blocks are in the order of the text and do not
/// overlap; the text between two of them is white space only.
struct Block {
    BlockKind kind = BlockKind::paragraph;
    Span span;  ///< in Article::text
    /// A short name of what made the block what it is ("menu-line", "h1",
    /// "caption-credit"), for `explain`.
    std::string rule;
};

/// Says that Article::text[text, next.text) was made from Article::source[source, …).
/// Within one anchor's reach bytes correspond one to one; anchors are sorted by `text`.
struct Anchor {
    std::uint32_t text = 0;
    std::uint32_t source = 0;
};

/// A value for a field that the text (or --meta) gives, and where it was read.
struct Provenance {
    std::string rule;  ///< "meta-file", "dateline", "date-line", "html-meta", …
    Span span;  ///< in Article::text; empty where the value came from outside the text
};

/// Something that was seen and not mended by guessing: a date after the day of the crawl,
/// left-overs of a keyboard method, text cut by a paywall.
struct Remark {
    std::string rule;   ///< "future-date", "telex", "paywall", …
    Span span;          ///< in Article::text; empty where it is about no words
    std::string words;  ///< for the analyst, a sentence without a full stop
};

/// An article is complete when made and is not changed afterwards.
struct Article {
    std::string doc;     ///< identifier, the file's name without its extension(s)
    std::string path;    ///< where it was read from; "-" for standard input
    std::string source;  ///< what was read, as valid UTF-8 (repaired; see `repairs`)
    std::string text;    ///< clean text that every Span of the later rooms points into
    std::vector<Anchor>
        anchors;  ///< text → source; empty where text and source are the same
    std::vector<Block> blocks;
    std::string title;                 ///< empty where the text gives none
    std::vector<std::string> authors;  ///< as the byline names them, without "By"
    /// Day of `published_at` as the outlet counts it.
    std::optional<Day> published;
    /// RFC 3339 as far as it is known: "2026-01-25", "2026-01-25T08:30",
    /// "2026-01-25T08:30:00+07:00"; empty where only the day, or nothing, is known.
    std::string published_at;
    std::string updated_at;  ///< the same, of the last change; empty where not told
    std::string outlet;      ///< empty where not known
    std::string agency;  ///< wire service credited ("Yonhap", "VNA"); empty where none
    std::string
        dateline;  ///< place named by the dateline ("SEOUL" → "Seoul"); empty where none
    std::string url;
    std::string language = "en";  ///< BCP 47
    Provenance published_from, outlet_from, agency_from, dateline_from, authors_from,
        language_from;
    std::vector<Remark> remarks;  ///< what an analyst should know of this article
    std::uint32_t repairs = 0;    ///< invalid UTF-8 sequences replaced by U+FFFD
    bool verbatim =
        true;  ///< evidence is to be quoted from `source` (plain text), not `text`
};

/// The source bytes from which `span` of the article's text was made.
/// Precondition: span lies in article.text.
[[nodiscard]] Span source_span(const Article& article, Span span);

/// One line for each block: kind, rule, span and the words; for tests and `--debug`.
[[nodiscard]] std::string dump(const Article& article);

}  // namespace chancery
