// The indices of words, written once a batch. SPDX-License-Identifier: Apache-2.0
#include "ledger/impl.h"

namespace chancery {

namespace {

/// One index: how far its table goes, and how what lies behind that comes in.
struct WordIndex {
    std::string_view last, add;
};

constexpr std::array<WordIndex, word_index_count> indices{{
    {"SELECT max(id) FROM articles",
     "INSERT INTO article_text (rowid, title, text) SELECT id, title, text FROM articles "
     "WHERE id > ? AND status = 'coded'"},
    {"SELECT max(id) FROM acts",
     "INSERT INTO act_text (rowid, evidence) SELECT id, evidence FROM acts WHERE id > ?"},
    {"SELECT max(id) FROM statements",
     "INSERT INTO statement_text (rowid, content) SELECT id, content FROM statements "
     "WHERE id > ?"},
    {"SELECT max(id) FROM spellings",
     "INSERT INTO actor_names (rowid, name_key, table_key, key_words) "
     "SELECT id, name_key, table_key, key_words FROM spellings WHERE id > ?"},
}};

}  // namespace

Result<void> Ledger::Impl::note_indexed() {
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const auto row = db.number(indices.at(i).last);
        if (!row) {
            return row.error();
        }
        indexed.at(i) = row->value_or(0);
    }
    return {};
}

Result<void> Ledger::Impl::index_words() {
    Result<void> done;
    for (std::size_t i = 0; i < indices.size() && done; ++i) {
        done = db.run(indices.at(i).add, indexed.at(i));
    }
    return done;
}

}  // namespace chancery
