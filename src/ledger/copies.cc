// Which articles of a ledger are copies of which. SPDX-License-Identifier: Apache-2.0
#include "ingest/copies.h"

#include <algorithm>

#include "ledger/impl.h"
#include "ledger/rows.h"
#include "ledger/stored_lists.h"

namespace chancery {

namespace {

/// The paragraphs of a text by its `blocks` column; in ledgers that have none its lines.
std::vector<Span> paragraphs_of(std::string_view text, const std::string& blocks) {
    std::vector<Span> out;
    if (const auto stored = stored_blocks(blocks)) {
        std::int64_t done = 0;
        for (const auto& [kind, at] : *stored) {
            if (kind == "paragraph" && done <= at.begin && at.begin < at.end &&
                at.end <= static_cast<std::int64_t>(text.size())) {
                out.push_back({static_cast<std::uint32_t>(at.begin),
                               static_cast<std::uint32_t>(at.end)});
                done = at.end;
            }
        }
        return out;
    }
    const auto size = static_cast<std::uint32_t>(text.size());
    for (std::uint32_t at = 0; at < size;) {
        const auto end =
            static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
        out.push_back({at, end});
        at = end + 1;
    }
    return out;
}

constexpr std::string_view text_of_article =
    "SELECT r.text, c.blocks FROM articles r JOIN codings c ON c.article = r.id AND "
    "c.current WHERE r.id = ?";

/// Reads stories and rows of the copies found among them.
class CopyReader {
  public:
    explicit CopyReader(Database& db) : db_(db) {}

    Result<CopyReport> find() {
        CopyFinder finder;
        auto done = for_rows(
            db_,
            "SELECT r.id, r.doc, r.outlet, r.agency, r.published_day, r.text, c.blocks "
            "FROM articles r JOIN codings c ON c.article = r.id AND c.current "
            "WHERE r.current AND r.status = 'coded' ORDER BY r.doc",
            {},
            [&](const SqlStatement& row) {
                rows_.push_back(row.number(0));
                CopyItem item{row.text(1), row.text(2), row.text(3), std::nullopt};
                if (!row.is_null(4)) {
                    item.published = Day{static_cast<std::int32_t>(row.number(4))};
                }
                const std::string text = row.text(5);
                finder.add(std::move(item),
                           copy_text(text, paragraphs_of(text, row.text(6))));
                return true;
            });
        if (!done) {
            return done.error();
        }
        return finder.find([&](std::uint32_t story) -> Result<CopyText> {
            auto read = read_text(story);
            return read ? Result<CopyText>(copy_text(read->first, read->second))
                        : read.error();
        });
    }

    /// `first`: of the original's family.
    Result<CopyRow> row_of(const Copy& copy, std::uint32_t first) {
        CopyRow out;
        out.kind = name(copy.kind);
        out.share = static_cast<double>(copy.share);
        out.origin_share = static_cast<double>(copy.origin_share);
        out.words = copy.words;
        auto side = side_of(copy.copy);
        auto other = side_of(copy.origin);
        auto wire = side_of(first);
        auto text = read_text(copy.copy);
        for (const auto* one : {&side, &other, &wire}) {
            if (!*one) {
                return one->error();
            }
        }
        if (!text) {
            return text.error();
        }
        out.copy = *std::move(side);
        out.origin = *std::move(other);
        out.credited = !out.copy.agency.empty();
        for (const CopySide* one : {&out.copy, &out.origin, &*wire}) {
            out.agency = out.agency.empty() ? one->agency : out.agency;
        }
        for (const CopiedParagraph& one : copy.paragraphs) {
            out.paragraphs.push_back(
                {one.copy + 1,
                 one.origin + 1,
                 static_cast<double>(one.share),
                 std::string(quote(text->first, text->second.at(one.copy)))});
        }
        return out;
    }

  private:
    using Text = std::pair<std::string, std::vector<Span>>;

    Result<Text> read_text(std::uint32_t story) {
        Text out;
        auto done =
            for_kept(db_, text_of_article, rows_.at(story), [&](const SqlStatement& row) {
                out.first = row.text(0);
                out.second = paragraphs_of(out.first, row.text(1));
                return false;
            });
        return done ? Result<Text>(std::move(out)) : done.error();
    }

    Result<CopySide> side_of(std::uint32_t story) {
        CopySide out;
        auto done = for_kept(
            db_,
            "SELECT doc, title, outlet, agency, published FROM articles "
            "WHERE id = ?",
            rows_.at(story),
            [&](const SqlStatement& row) {
                out = {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)};
                return false;
            });
        return done ? Result<CopySide>(std::move(out)) : done.error();
    }

    Database& db_;
    std::vector<std::int64_t> rows_;  ///< of each story
};

}  // namespace

Result<void> Ledger::copies(const std::vector<std::string>& docs,
                            const std::function<bool(const CopyRow&)>& visit) {
    const auto kept = keeps();
    if (!kept || *kept == Keep::hashes) {
        return !kept ? kept.error()
                     : Error{
                           "this ledger keeps no texts, so its articles cannot be "
                           "compared",
                           impl_->path,
                           0};
    }
    // One state of the ledger throughout, though others write.
    const bool own = sqlite3_get_autocommit(impl_->db.handle()) != 0;
    if (own) {
        if (auto begun = impl_->db.script("BEGIN"); !begun) {
            return begun;
        }
    }
    CopyReader reader(impl_->db);
    const auto report = reader.find();
    Result<void> out = report ? Result<void>() : Result<void>(report.error());
    const auto wanted = [&](const CopyRow& row) {
        return docs.empty() ||
               std::any_of(docs.begin(), docs.end(), [&](const std::string& doc) {
                   return doc == row.copy.doc || doc == row.origin.doc;
               });
    };
    if (report) {
        for (const Copy& copy : report->copies) {
            const auto row = reader.row_of(copy, report->family[copy.origin]);
            if (!row) {
                out = row.error();
                break;
            }
            if (wanted(*row) && !visit(*row)) {
                break;
            }
        }
    }
    if (own) {
        (void)impl_->db.script("ROLLBACK");  // nothing was written
    }
    return out;
}

}  // namespace chancery
