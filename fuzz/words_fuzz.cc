// Any question of words is refused with a reason, or asks an index of FTS5 for something
// that it understands; in the words of a line, or in none of them.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "ledger/words_query.h"

namespace {

void require(bool holds, const char* what) {
    if (!holds) {
        (void)std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

/// An index like those of the ledger, with one row.
class Index {
  public:
    Index() {
        constexpr const char* sql =
            "CREATE VIRTUAL TABLE t USING fts5 (title, text, tokenize = \"unicode61 "
            "remove_diacritics 2\"); INSERT INTO t VALUES ('To Lam in Paris', 'They "
            "signed "
            "a deal on arms and talked of peace');";
        require(sqlite3_open(":memory:", &db_) == SQLITE_OK, "no database");
        require(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK,
                "no index");
        require(sqlite3_prepare_v2(
                    db_, "SELECT rowid FROM t WHERE t MATCH ?", -1, &asked_, nullptr) ==
                    SQLITE_OK,
                "no statement");
    }

    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;

    ~Index() {
        sqlite3_finalize(asked_);
        sqlite3_close(db_);
    }

    [[nodiscard]] bool understands(const std::string& expression) const {
        sqlite3_bind_text(asked_,
                          1,
                          expression.data(),
                          static_cast<int>(expression.size()),
                          SQLITE_TRANSIENT);
        const int rc = sqlite3_step(asked_);
        sqlite3_reset(asked_);
        return rc == SQLITE_ROW || rc == SQLITE_DONE;
    }

  private:
    sqlite3* db_ = nullptr;
    sqlite3_stmt* asked_ = nullptr;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    const auto query = chancery::WordsQuery::parse(text);
    if (!query) {
        require(!query.error().message.empty(), "a refusal without a reason");
        return 0;
    }
    require(query->asks() == !text.empty(), "asks for something, or not");
    static const Index index;
    require(query->expression().empty() || index.understands(query->expression()),
            "the index does not understand it");
    return 0;
}
