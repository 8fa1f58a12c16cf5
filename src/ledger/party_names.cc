// SPDX-License-Identifier: Apache-2.0
#include "ledger/party_names.h"

#include "ledger/act_rows.h"
#include "ledger/rows.h"

namespace chancery {

Result<Participant> party_named(Database& db, std::int64_t party) {
    Participant out;
    auto done =
        for_kept(db,
                 "SELECT x.key, x.name, x.table_name, x.kind, x.code, x.sector FROM "
                 "(SELECT * FROM actors WHERE party = ? ORDER BY id LIMIT 50) x "
                 "ORDER BY x.table_name IS NULL, x.id LIMIT 1",
                 party,
                 [&](const SqlStatement& row) {
                     out = participant_from(row, 0);
                     return false;
                 });
    return done ? Result<Participant>(out) : done.error();
}

Result<Participant> code_named(Database& db, const std::string& code) {
    Participant out;
    auto done = for_rows(
        db,
        "SELECT x.key, x.name, x.table_name, x.kind, x.code, x.sector FROM parties t "
        "JOIN actors x ON x.id = (SELECT min(id) FROM actors WHERE party = t.id) "
        "WHERE t.code = ? AND t.kind IN ('state', 'igo') "
        "ORDER BY x.table_name IS NULL, t.kind <> 'state', t.id LIMIT 1",
        {SqlValue(code)},
        [&](const SqlStatement& row) {
            out = participant_from(row, 0);
            return false;
        });
    if (!done) {
        return done.error();
    }
    if (out.name.empty()) {
        out.name = code;
        out.code = code;
    }
    return out;
}

}  // namespace chancery
