// SPDX-License-Identifier: Apache-2.0
#include "ledger/political_party.h"

#include <algorithm>

#include "ledger/impl.h"
#include "ledger/rows.h"
#include "text/fold.h"

namespace chancery {

bool holds_words(std::string_view key, std::string_view words) {
    for (std::size_t at = key.find(words); at != key.npos; at = key.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' ')) {
            return !words.empty();
        }
    }
    return false;
}

void PoliticalParties::add(std::string_view key, std::string_view code) {
    const auto keep = [&](std::string_view name) {
        std::pair<std::string, std::string> one(name, code);
        if (!name.empty() &&
            std::find(names_.begin(), names_.end(), one) == names_.end()) {
            names_.push_back(std::move(one));
        }
    };
    keep(key);
    // "Workers' Party of Korea", but not "Alliance of Democrats": a name of one word
    // would be found in any title.
    const auto of = key.find(" of ");
    if (of != key.npos && key.substr(0, of).find(' ') != key.npos) {
        keep(key.substr(0, of));
    }
}

std::vector<std::string> PoliticalParties::codes() const {
    std::vector<std::string> out;
    for (const auto& [name, code] : names_) {
        if (std::find(out.begin(), out.end(), code) == out.end()) {
            out.push_back(code);
        }
    }
    return out;
}

bool PoliticalParties::serves(std::string_view title, std::string_view code) const {
    const std::string key = name_key(title);
    return std::any_of(names_.begin(), names_.end(), [&](const auto& one) {
        return one.second == code && holds_words(key, one.first);
    });
}

namespace {

/// The parties that the ledger knows by these words.
Result<PoliticalParties> parties_called(Database& db,
                                        const std::string& words,
                                        const std::vector<std::string>& codes) {
    std::vector<SqlValue> values{match(words, false)};
    std::string sql =
        "SELECT DISTINCT t.code, t.key FROM parties t WHERE t.kind = 'party' AND t.id IN "
        "(" +
        std::string(parties_by_words) + ")";
    if (!codes.empty()) {
        sql += " AND t.code IN (" + marks(codes.size()) + ")";
        values.insert(values.end(), codes.begin(), codes.end());
    }
    PoliticalParties out;
    auto done =
        for_rows(db, sql + " ORDER BY 1, 2", values, [&](const SqlStatement& row) {
            out.add(row.text(1), row.text(0));
            out.add(name_key(words), row.text(0));
            return true;
        });
    return done ? Result<PoliticalParties>(std::move(out)) : done.error();
}

}  // namespace

Result<PartyFilter> Ledger::political_party(const std::string& words,
                                            const std::vector<std::string>& codes) {
    PartyFilter out{words, codes, {}};
    if (match(words, false).empty()) {
        return out;
    }
    const auto parties = parties_called(impl_->db, words, codes);
    if (!parties) {
        return parties.error();
    }
    const std::vector<std::string> served = parties->codes();
    if (served.empty()) {
        return out;
    }
    auto done = for_rows(
        impl_->db,
        "SELECT DISTINCT t.code, o.title FROM parties t JOIN actors x ON x.party = t.id "
        "JOIN offices o ON o.actor = x.id WHERE t.kind = 'person' AND t.code IN (" +
            marks(served.size()) + ") ORDER BY 1, 2",
        std::vector<SqlValue>(served.begin(), served.end()),
        [&](const SqlStatement& row) {
            std::string title = row.text(1);
            if (parties->serves(title, row.text(0))) {
                out.offices.emplace_back(row.text(0), std::move(title));
            }
            return true;
        });
    return done ? Result<PartyFilter>(std::move(out)) : done.error();
}

}  // namespace chancery
