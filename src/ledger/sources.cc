// How far sources have been read, so that reading can go on there.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/impl.h"

namespace chancery {

Result<std::optional<SourceProgress>> Ledger::source_progress(const std::string& path,
                                                              const std::string& stamp) {
    Steps steps(impl_->db);
    const auto of = [&](const char* sql) { return steps.number(sql, path, stamp); };
    const auto place = of("SELECT place FROM sources WHERE path = ? AND stamp = ?");
    const auto inner = of("SELECT inner_place FROM sources WHERE path = ? AND stamp = ?");
    const auto done = of("SELECT done FROM sources WHERE path = ? AND stamp = ?");
    if (steps.failed()) {
        return steps.error();
    }
    if (!place) {
        return std::optional<SourceProgress>();
    }
    return std::optional<SourceProgress>({path,
                                          stamp,
                                          static_cast<std::uint64_t>(*place),
                                          static_cast<std::uint64_t>(inner.value_or(0)),
                                          done.value_or(0) != 0});
}

Result<void> Ledger::note_source(const SourceProgress& source) {
    const auto known = source_progress(source.path, source.stamp);
    if (!known) {
        return known.error();
    }
    if (*known && (*known)->done) {
        return {};
    }
    if (auto open = impl_->open_batch(); !open) {
        return open;
    }
    return impl_->db.run(
        "INSERT INTO sources (path, stamp, place, inner_place, done) VALUES (?,?,?,?,?) "
        "ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp, place = "
        "excluded.place, "
        "inner_place = excluded.inner_place, done = excluded.done",
        source.path,
        source.stamp,
        static_cast<std::int64_t>(source.place),
        static_cast<std::int64_t>(source.inner_place),
        source.done);
}

}  // namespace chancery
