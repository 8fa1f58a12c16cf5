// The ledger as it was: its versions, and looking back.
// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "ledger/correction_store.h"
#include "ledger/cursor.h"
#include "ledger/event_store.h"
#include "ledger/impl.h"
#include "ledger/rows.h"

namespace chancery {

namespace {

// Tables of the same names, before those of the file: what they hold is what was there in
// a version. `?` stands for its number.

/// Which articles and codings were shown, and of which events acts were.
constexpr std::string_view past_rows = R"sql(
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
CREATE TEMP VIEW memberships AS SELECT act, event, NULL AS until FROM main.memberships
    WHERE since <= ? AND (until IS NULL OR until > ?);
CREATE TEMP VIEW corrections AS SELECT * FROM main.corrections WHERE version <= ?;
CREATE TEMP VIEW versions AS SELECT * FROM main.versions WHERE id <= ?;
)sql";

/// Acts for whoever asks for these alone: their events are looked up one by one.
constexpr std::string_view past_acts_alone = R"sql(
CREATE TEMP VIEW acts AS SELECT COLUMNS, (SELECT m.event FROM main.memberships m
    WHERE m.act = a.id AND m.since <= ? AND (m.until IS NULL OR m.until > ?)) AS event
    FROM main.acts a;
)sql";

/// Events that acts joined or left since, or that acts are of which did; and what was of
/// them then. All others are as they were.
constexpr std::string_view past_changes = R"sql(
CREATE TEMP TABLE past_changed (event INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO past_changed SELECT event FROM main.memberships
    WHERE since > ? OR until > ?;
)sql";

/// Empty tables, in which those events are built.
constexpr std::string_view past_events = R"sql(
CREATE TEMP TABLE past_members (act INTEGER PRIMARY KEY, event INTEGER NOT NULL);
INSERT INTO past_members SELECT act, event FROM main.memberships
    WHERE since <= ? AND (until IS NULL OR until > ?)
    AND event IN (SELECT event FROM past_changed);
CREATE INDEX temp.past_members_by_event ON past_members (event);
CREATE TEMP TABLE events AS SELECT * FROM main.events WHERE 0;
CREATE TEMP TABLE event_parties AS SELECT * FROM main.event_parties WHERE 0;
CREATE TEMP TABLE event_pairs AS SELECT * FROM main.event_pairs WHERE 0;
CREATE TEMP TABLE open_pairs AS SELECT * FROM main.open_pairs WHERE 0;
CREATE TEMP TABLE event_contexts AS SELECT * FROM main.event_contexts WHERE 0;
)sql";

/// What was built, with all that has not changed.
constexpr std::string_view past_together = R"sql(
CREATE TEMP TABLE past_events AS SELECT * FROM temp.events;
CREATE TEMP TABLE past_parties AS SELECT * FROM temp.event_parties;
CREATE TEMP TABLE past_pairs AS SELECT * FROM temp.event_pairs;
CREATE TEMP TABLE past_open_pairs AS SELECT * FROM temp.open_pairs;
CREATE TEMP TABLE past_contexts AS SELECT * FROM temp.event_contexts;
DROP TABLE temp.events;
DROP TABLE temp.event_parties;
DROP TABLE temp.event_pairs;
DROP TABLE temp.open_pairs;
DROP TABLE temp.event_contexts;
CREATE UNIQUE INDEX temp.past_events_by_id ON past_events (id);
CREATE INDEX temp.past_events_by_day ON past_events (sort_day, event_id);
CREATE INDEX temp.past_events_by_name ON past_events (event_id);
CREATE INDEX temp.past_parties_by_event ON past_parties (event, code);
CREATE INDEX temp.past_parties_by_party ON past_parties (party, sort_day);
CREATE INDEX temp.past_parties_by_code ON past_parties (code, sort_day, event);
CREATE INDEX temp.past_pairs_by_codes ON past_pairs (one, other, sort_day, event);
CREATE INDEX temp.past_open_pairs_by_codes ON past_open_pairs (one, other, sort_day);
CREATE INDEX temp.past_contexts_by_event ON past_contexts (event);
CREATE TEMP VIEW events AS SELECT * FROM main.events
    WHERE id NOT IN (SELECT event FROM temp.past_changed)
    UNION ALL SELECT * FROM temp.past_events;
CREATE TEMP VIEW event_parties AS SELECT * FROM main.event_parties
    WHERE event NOT IN (SELECT event FROM temp.past_changed)
    UNION ALL SELECT * FROM temp.past_parties;
CREATE TEMP VIEW event_pairs AS SELECT * FROM main.event_pairs
    WHERE event NOT IN (SELECT event FROM temp.past_changed)
    UNION ALL SELECT * FROM temp.past_pairs;
CREATE TEMP VIEW open_pairs AS SELECT * FROM main.open_pairs
    WHERE event NOT IN (SELECT event FROM temp.past_changed)
    UNION ALL SELECT * FROM temp.past_open_pairs;
CREATE TEMP VIEW event_contexts AS SELECT * FROM main.event_contexts
    WHERE event NOT IN (SELECT event FROM temp.past_changed)
    UNION ALL SELECT * FROM temp.past_contexts;
CREATE TEMP TABLE event_links AS SELECT * FROM main.event_links WHERE 0;
CREATE UNIQUE INDEX temp.past_links_once ON event_links (event, other, kind);
)sql";

/// Links that were made, with those between events that have not changed; and acts with
/// the events of then.
constexpr std::string_view past_links_and_acts = R"sql(
CREATE TEMP TABLE past_links AS SELECT * FROM temp.event_links;
DROP TABLE temp.event_links;
CREATE INDEX temp.past_links_by_event ON past_links (event);
CREATE TEMP VIEW event_links AS SELECT * FROM main.event_links
    WHERE event NOT IN (SELECT event FROM temp.past_changed)
    AND other NOT IN (SELECT event FROM temp.past_changed)
    UNION ALL SELECT * FROM temp.past_links;
CREATE TEMP VIEW acts AS SELECT COLUMNS, a.event FROM main.acts a
    WHERE a.event IS NOT NULL AND a.event NOT IN (SELECT event FROM temp.past_changed)
    UNION ALL SELECT COLUMNS, m.event FROM temp.past_members m
    JOIN main.acts a ON a.id = m.act
    UNION ALL SELECT COLUMNS, NULL FROM main.acts a
    WHERE (a.event IS NULL OR a.event IN (SELECT event FROM temp.past_changed))
    AND a.id NOT IN (SELECT act FROM temp.past_members);
)sql";

constexpr std::string_view act_columns_but_event =
    "a.id, a.coding, a.ordinal, a.act_id, a.type, a.mode, a.cameo, a.channel, a.date, "
    "a.first_day, a.last_day, a.exact_day, a.sort_day, a.place, a.status, a.background, "
    "a.count, a.trigger_words, a.trigger_begin, a.trigger_end, a.evidence, "
    "a.evidence_begin, a.evidence_end, a.source_begin, a.source_end, a.context_begin, "
    "a.context_end, a.confidence, a.quad, a.goldstein, a.place_country, "
    "a.place_latitude, a.place_longitude, a.sentence, a.text_size, a.sketch";

/// Runs a script of the above for a version.
Result<void> run_for(Database& db, std::string_view script, std::int64_t version) {
    constexpr std::string_view columns = "COLUMNS";
    std::string sql;
    for (std::size_t at = 0; at < script.size(); ++at) {
        if (script.substr(at).starts_with(columns)) {
            sql += act_columns_but_event;
            at += columns.size() - 1;
        } else {
            sql +=
                script[at] == '?' ? std::to_string(version) : std::string(1, script[at]);
        }
    }
    return db.script(sql.c_str());
}

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

Result<std::string> Ledger::mark(std::int64_t version) {
    std::string words;
    auto done = for_rows(impl_->db,
                         "SELECT v.id || ' ' || v.at || ' ' || v.what || ' ' || "
                         "coalesce((SELECT min(doc || ' ' || content_hash) FROM "
                         "main.articles WHERE id = 1), '') FROM main.versions v WHERE "
                         "v.id = ?",
                         {SqlValue(version)},
                         [&](const SqlStatement& row) {
                             words = row.text(0);
                             return true;
                         });
    return done ? Result<std::string>(mark_of(words)) : done.error();
}

namespace {

/// The events of acts that corrections of either time set something of.
Result<void> add_corrected(Database& db, const Guidance& guidance) {
    for (const auto& [act, set] : guidance.set) {
        auto done = db.run(
            "INSERT OR IGNORE INTO past_changed SELECT event FROM main.memberships WHERE "
            "act = ?",
            act);
        if (!done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Result<void> Ledger::look_back(std::int64_t version, PastOf what) {
    Database& db = impl_->db;
    const auto later =
        db.number("SELECT 1 FROM main.corrections WHERE version > ? LIMIT 1", version);
    if (!later) {
        return later.error();
    }
    const auto now =
        *later && what == PastOf::events ? guidance_of(db) : Result<Guidance>(Guidance());
    if (!now) {
        return now.error();
    }
    auto done = run_for(db, past_rows, version);
    if (done && what == PastOf::rows) {
        return run_for(db, past_acts_alone, version);
    }
    const auto then = done ? guidance_of(db) : done.error();
    done = then ? run_for(db, past_changes, version) : then.error();
    if (done && *later) {
        done = add_corrected(db, *now);
        done = done ? add_corrected(db, *then) : done;
    }
    done = done ? run_for(db, past_events, version) : done;
    if (!done) {
        return done;
    }
    const MergeRules none;
    const MergeRules& rules = impl_->rules ? *impl_->rules : none;
    MergeMemory memory;
    EventStore store(db, memory, rules, *then, 0);
    done = build_past_events(db, memory, store);
    done = done ? run_for(db, past_together, version) : done;
    done = done && impl_->rules ? store.link_written() : done;
    return done ? run_for(db, past_links_and_acts, version) : done;
}

}  // namespace chancery
