// The ledger as it was: its versions, and looking back.
// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "ledger/event_store.h"
#include "ledger/impl.h"
#include "ledger/rows.h"

namespace chancery {

namespace {

/// Tables of the same names, before those of the file: what they hold is what was there
/// in a version. `?` stands for its number.
constexpr std::string_view past_tables = R"sql(
PRAGMA automatic_index = ON;
CREATE TEMP VIEW articles AS SELECT a.id, a.doc, a.version, a.content_hash, a.path,
    a.title, a.outlet, a.outlet_key, a.agency, a.dateline, a.published, a.published_day,
    a.url, a.language, a.text, a.status, a.refusal, a.run, a.remarks,
    EXISTS (SELECT 1 FROM main.article_spans s WHERE s.article = a.id AND s.since <= ?
        AND (s.until IS NULL OR s.until > ?)) AS current
    FROM main.articles a
    WHERE EXISTS (SELECT 1 FROM main.article_spans s WHERE s.article = a.id
        AND s.since <= ?);
CREATE TEMP VIEW codings AS SELECT c.id, c.article, c.run, c.acts, c.blocks, c.by_hand,
    EXISTS (SELECT 1 FROM main.coding_spans s WHERE s.coding = c.id AND s.since <= ?
        AND (s.until IS NULL OR s.until > ?)) AS current
    FROM main.codings c;
CREATE TEMP TABLE past_members (act INTEGER PRIMARY KEY, event INTEGER NOT NULL);
INSERT INTO past_members SELECT act, event FROM main.memberships
    WHERE since <= ? AND (until IS NULL OR until > ?);
CREATE TEMP VIEW memberships AS SELECT act, event, NULL AS until FROM past_members;
CREATE INDEX temp.past_members_by_event ON past_members (event);
CREATE TEMP TABLE events AS SELECT * FROM main.events WHERE 0;
CREATE TEMP TABLE event_parties AS SELECT * FROM main.event_parties WHERE 0;
CREATE TEMP TABLE event_pairs AS SELECT * FROM main.event_pairs WHERE 0;
CREATE TEMP TABLE open_pairs AS SELECT * FROM main.open_pairs WHERE 0;
CREATE TEMP TABLE event_contexts AS SELECT * FROM main.event_contexts WHERE 0;
CREATE TEMP TABLE event_links AS SELECT * FROM main.event_links WHERE 0;
CREATE UNIQUE INDEX temp.past_links ON event_links (event, other, kind);
CREATE INDEX temp.past_events ON events (id);
CREATE INDEX temp.past_days ON events (sort_day, event_id);
CREATE INDEX temp.past_pairs ON event_pairs (one, other, sort_day, event);
CREATE INDEX temp.past_open_pairs ON open_pairs (one, other, sort_day, event);
CREATE INDEX temp.past_parties ON event_parties (event);
CREATE INDEX temp.past_party ON event_parties (party, sort_day);
CREATE INDEX temp.past_codes ON event_parties (code, sort_day, event);
CREATE TEMP VIEW corrections AS SELECT * FROM main.corrections WHERE version <= ?;
CREATE TEMP VIEW versions AS SELECT * FROM main.versions WHERE id <= ?;
)sql";

/// Acts with the events of then; after the events are built.
constexpr const char* past_acts = R"sql(
CREATE TEMP VIEW acts AS SELECT a.id, a.coding, a.ordinal, a.act_id, a.type, a.mode,
    a.cameo, a.channel, a.date, a.first_day, a.last_day, a.exact_day, a.sort_day, a.place,
    a.status, a.background, a.count, a.trigger_words, a.trigger_begin, a.trigger_end,
    a.evidence, a.evidence_begin, a.evidence_end, a.source_begin, a.source_end,
    a.context_begin, a.context_end, a.confidence, a.quad, a.goldstein, a.place_country,
    a.place_latitude, a.place_longitude, a.sentence, a.text_size, a.sketch, m.event
    FROM main.acts a LEFT JOIN past_members m ON m.act = a.id;
)sql";

}  // namespace

Result<std::vector<VersionRow>> Ledger::versions(std::uint32_t last) {
    std::vector<VersionRow> out;
    auto done = for_rows(
        impl_->db,
        "SELECT v.id, v.at, v.what, coalesce(v.author, ''), coalesce(n.tool, ''), "
        "(SELECT count(*) FROM log l WHERE l.version = v.id), "
        "(SELECT c.kind FROM corrections c WHERE c.version = v.id) "
        "FROM versions v LEFT JOIN runs n ON n.id = v.run ORDER BY v.id DESC" +
            (last == 0 ? std::string() : " LIMIT " + std::to_string(last)),
        {},
        [&](const SqlStatement& row) {
            out.push_back({row.number(0),
                           row.text(1),
                           row.text(2),
                           row.text(3),
                           row.text(4),
                           static_cast<std::uint32_t>(row.number(5)),
                           row.text(6)});
            return true;
        });
    if (!done) {
        return done.error();
    }
    return std::vector<VersionRow>(out.rbegin(), out.rend());
}

Result<std::int64_t> Ledger::version_at(const std::string& words) {
    std::int64_t number = 0;
    const char* end = words.data() + words.size();
    const auto read = std::from_chars(words.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end) {
        const auto known =
            impl_->db.number("SELECT id FROM versions WHERE id = ?", number);
        if (!known) {
            return known.error();
        }
        if (!*known) {
            return Error{
                "there is no version " + words + "; `chancery versions` lists them",
                impl_->path,
                0};
        }
        return number;
    }
    const auto day = Day::parse_iso(words);
    if (!day) {
        return Error{
            "\"" + words + "\" is neither a version nor a day (2026-01-24)", "", 0};
    }
    const std::string next = (*day + 1).iso();
    const auto found =
        impl_->db.number("SELECT max(id) FROM versions WHERE at < ?", next);
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return Error{
            "the ledger had nothing in it by the end of " + words, impl_->path, 0};
    }
    return **found;
}

Result<void> Ledger::look_back(std::int64_t version) {
    std::string script;
    for (const char c : past_tables) {
        script += c == '?' ? std::to_string(version) : std::string(1, c);
    }
    if (auto made = impl_->db.script(script.c_str()); !made) {
        return made;
    }
    if (auto built = build_past_events(impl_->db); !built) {
        return built;
    }
    return impl_->db.script(past_acts);
}

}  // namespace chancery
