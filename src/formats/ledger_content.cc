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

}  // namespace chancery
