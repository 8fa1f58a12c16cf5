// One document as an input holds it: its bytes, and what the container says about it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "ingest/ingest.h"

namespace chancery {

/// What the bytes of an item are.
enum class ItemForm : std::uint8_t {
    unknown,  ///< a page or plain text: seen from the bytes and the name
    page,     ///< HTML
    text,     ///< plain text, perhaps as scraped
    body,  ///< plain text that was cleaned before: a headline, an empty line, the story
};

/// What a container says of a document beside its bytes: a feed's item, a row of JSON
/// Lines or CSV, the headers of a mail or an HTTP response. Empty: says nothing.
struct ItemFields {
    std::string title;
    std::vector<std::string> authors;
    std::string published_at;  ///< as Article::published_at
    std::string updated_at;
    std::string crawled_at;  ///< when it was fetched; never the date of the story
    std::string outlet;      ///< its name, or the host of its site
    std::string agency;
    std::string url;
    std::string language;    ///< as declared, BCP 47
    std::string charset;     ///< as declared outside the bytes (HTTP, mail)
    std::string media_type;  ///< "text/html"; lower case, without parameters
};

/// Where a document begins in its file, so that reading can go on there: `offset` bytes
/// into the file as it is stored; `inner` counts on from there (unpacked bytes, rows or
/// members) where that alone does not say it.
struct ItemPlace {
    std::uint64_t offset = 0;
    std::uint64_t inner = 0;

    friend bool operator==(const ItemPlace&, const ItemPlace&) = default;
};

/// A complete value: nothing of it points into the container.
struct SourceItem {
    std::string doc;     ///< the article's identifier, see ItemOrigin
    std::string path;    ///< the file on disk; "-" for standard input
    std::string member;  ///< names of nested members, "b.tar/c.html"; empty for the file
    ItemPlace place;     ///< in the file on disk
    std::string spot;  ///< where in the file or member: "@4711", ":17"; empty: all of it
    std::string
        name{};  ///< of the file or member; ".html" counts where the bytes leave it
    ItemForm form = ItemForm::unknown;
    ItemFields fields;
    std::vector<Remark> remarks;  ///< what the reader saw and could not mend
    std::string bytes;
};

/// "a.zip/b.jsonl:17": where the document lies, for people.
[[nodiscard]] std::string where(const SourceItem& item);

/// The file or member in which documents lie, and the name that they share. A document is
/// named by it and its place, so that it has the same name for any number of threads and
/// however often the file is read: "news" for the file news.html, "news@4711" for the
/// record at byte 4711 of news.warc.gz, "news#17" for line 17 of news.jsonl (or the 17th
/// item of a feed, a table, a mailbox), "news/a/b.html" for a member of news.zip.
struct ItemOrigin {
    std::string doc;
    std::string path;
    std::string member{};

    [[nodiscard]] SourceItem item(const std::string& spot) const;
    [[nodiscard]] Refusal refusal(const std::string& spot,
                                  const std::string& reason) const;
};

/// Something seen in a container that cost no document.
struct Notice {
    std::string where;
    std::string words;
};

/// What a container gives next: a document, a record of what could not be read, or a
/// notice. After a Refusal the reader goes on behind the damage where that can be found.
using ItemOrRefusal = std::variant<SourceItem, Refusal, Notice>;

/// How many records of a container were left out, and why: "requests".
using SkippedCounts = std::map<std::string, std::uint64_t>;

/// Gives the documents of one input in the order in which they lie there. Used by one
/// thread at a time.
class ItemReader {
  public:
    virtual ~ItemReader() = default;
    ItemReader(const ItemReader&) = delete;
    ItemReader& operator=(const ItemReader&) = delete;

    /// Nothing at the end.
    virtual std::optional<ItemOrRefusal> next() = 0;

    /// What was left out so far without a record of its own.
    [[nodiscard]] virtual SkippedCounts skipped() const { return {}; }

  protected:
    ItemReader() = default;
};

/// The articles of one document: most often one, several where a page holds several
/// stories ("doc", "doc-2", …), a Refusal where there is none. Fields of the container
/// count more than what the bytes say, a row of --meta more than both. A pure function.
[[nodiscard]] std::vector<ArticleOrRefusal> make_articles(const SourceItem& item,
                                                          const IngestOptions& options);

}  // namespace chancery
