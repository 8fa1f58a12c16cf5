// SPDX-License-Identifier: Apache-2.0
#include "formats/ledger_content.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace chancery {

Result<ArticleContent> content_of(Ledger& ledger,
                                  const ArticleRow& article,
                                  ActFilter filter) {
    ArticleContent out{article, {}, {}};
    filter.docs = {article.doc};
    Result<void> added;
    auto read = ledger.acts(filter, [&](const ActRow& act) {
        out.acts.push_back(act);
        added = ledger.add_offices(out.acts.back());
        return added.has_value();
    });
    if (read && added) {
        StatementFilter said;
        said.docs = filter.docs;
        read = ledger.statements(said, [&](const StatementRow& statement) {
            out.statements.push_back(statement);
            return true;
        });
    }
    if (!read || !added) {
        return read ? added.error() : read.error();
    }
    std::sort(out.acts.begin(), out.acts.end(), [](const ActRow& a, const ActRow& b) {
        return a.number < b.number;
    });
    return out;
}

TextOf texts_of(Ledger& ledger) {
    auto last = std::make_shared<std::pair<std::string, std::string>>();
    return [last, &ledger](const std::string& doc) -> Result<std::string> {
        if (doc != last->first) {
            auto text = ledger.clean_text(doc);
            if (!text) {
                return text;
            }
            *last = {doc, *std::move(text)};
        }
        return last->second;
    };
}

namespace {

Result<void> write_events(Ledger& ledger,
                          const ActFilter& filter,
                          ExportWriter& writer,
                          const std::function<bool()>& go_on) {
    Result<void> added;
    EventFilter which;
    which.acts = filter;
    auto read = ledger.events(which, [&](const EventDetail& event) {
        added = writer.add(event);
        return added.has_value() && go_on();
    });
    return added ? read : added;
}

Result<void> write_articles(Ledger& ledger,
                            const ActFilter& filter,
                            ExportWriter& writer,
                            const std::function<bool()>& go_on) {
    ArticleFilter which;
    which.docs = filter.docs;
    which.outlet = filter.outlet;
    std::vector<ArticleRow> articles;
    auto read = ledger.articles(which, [&](const ArticleRow& article) {
        if (!article.refused) {
            articles.push_back(article);
        }
        return go_on();
    });
    for (std::size_t i = 0; read && i < articles.size() && go_on(); ++i) {
        const auto content = content_of(ledger, articles[i], filter);
        read = content ? writer.add_article(*content) : content.error();
    }
    return read;
}

}  // namespace

Result<void> write_content(Ledger& ledger,
                           const ExportFormat& format,
                           const ActFilter& filter,
                           ExportWriter& writer,
                           const std::function<bool()>& go_on) {
    return format.unit == ExportUnit::article
               ? write_articles(ledger, filter, writer, go_on)
               : write_events(ledger, filter, writer, go_on);
}

}  // namespace chancery
