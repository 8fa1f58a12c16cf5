// What a ledger keeps of the words of articles. SPDX-License-Identifier: Apache-2.0
#include "ledger/impl.h"

namespace chancery {

Result<Keep> Ledger::keeps() {
    if (!impl_->kept) {
        const auto hashes = impl_->db.number(
            "SELECT 1 FROM settings WHERE key = 'keep' AND value = 'hashes'");
        if (!hashes) {
            return hashes.error();
        }
        impl_->kept = *hashes ? Keep::hashes : Keep::texts;
    }
    return *impl_->kept;
}

Result<void> Ledger::keep(Keep what) {
    const auto now = keeps();
    if (!now || *now == what) {
        return now ? Result<void>() : now.error();
    }
    const auto any =
        impl_->db.number("SELECT 1 FROM articles WHERE status = 'coded' LIMIT 1");
    if (!any) {
        return any.error();
    }
    if (*any) {
        return Error{*now == Keep::texts
                         ? "this ledger keeps the texts of its articles; for one that "
                           "does not, ingest them into a new file"
                         : "this ledger keeps no texts, only their hashes; for one that "
                           "does, ingest the articles into a new file",
                     impl_->path,
                     0};
    }
    auto done = impl_->db.script(
        what == Keep::hashes ? "INSERT OR REPLACE INTO settings (key, value) VALUES "
                               "('keep', 'hashes')"
                             : "DELETE FROM settings WHERE key = 'keep'");
    impl_->kept.reset();
    return done;
}

}  // namespace chancery
