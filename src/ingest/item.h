// One document as an input holds it: its bytes, and what the container says about it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
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
    body,     ///< the story alone as plain text; the headline is in ItemFields::title
};

/// What a container says of a document beside its bytes: a feed's item, a row of JSON
/// Lines or CSV, the headers of a mail or an HTTP response. Empty: says nothing.
struct ItemFields {
    std::string title;
    std::vector<std::string> authors;
    std::string published_at;  ///< as Article::published_at
    std::string updated_at;
    std::string crawled_at;  ///< when it was fetched; never the date of the story
    std::string outlet;
    std::string agency;
    std::string url;
    std::string language;    ///< as declared, BCP 47
    std::string charset;     ///< as declared outside the bytes (HTTP, mail)
    std::string media_type;  ///< "text/html"; lower case, without parameters
};

/// A complete value: nothing of it points into the container.
struct SourceItem {
    std::string doc;     ///< the article's identifier; see document_name()
    std::string path;    ///< the file on disk; "-" for standard input
    std::string member;  ///< names of nested members, "a.zip/b.html"; empty for the file
    std::uint64_t offset =
        0;  ///< bytes into `path` at which the record begins, as stored
    ItemForm form = ItemForm::unknown;
    ItemFields fields;
    std::string bytes;
};

/// What a container gives next: a document, or a record of what could not be read. After
/// a Refusal the reader goes on behind the damage where that can be found again.
using ItemOrRefusal = std::variant<SourceItem, Refusal>;

/// Gives the documents of one input in the order in which they lie there. Used by one
/// thread at a time.
class ItemReader {
  public:
    virtual ~ItemReader() = default;
    ItemReader(const ItemReader&) = delete;
    ItemReader& operator=(const ItemReader&) = delete;

    /// Nothing at the end.
    virtual std::optional<ItemOrRefusal> next() = 0;

    /// Bytes of the file on disk that have been read, for progress and --resume.
    [[nodiscard]] virtual std::uint64_t position() const = 0;

  protected:
    ItemReader() = default;
};

/// The articles of one document: most often one, several where a page holds several
/// stories ("doc", "doc-2", …), a Refusal where there is none. Fields of the container
/// count more than what the bytes say, a row of --meta more than both. A pure function.
[[nodiscard]] std::vector<ArticleOrRefusal> make_articles(const SourceItem& item,
                                                          const IngestOptions& options);

}  // namespace chancery
