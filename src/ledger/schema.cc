// The SQL of every version of the ledger file; ledger.h says what the tables hold.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/schema.h"

#include <array>

namespace chancery {

namespace {

// The step from version 0 (an empty file) to version 1.
constexpr const char* version_1 = R"sql(
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    tool TEXT NOT NULL,
    engine TEXT NOT NULL,
    options TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT
) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    doc TEXT NOT NULL,
    version INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    path TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    outlet_key TEXT,
    agency TEXT,
    dateline TEXT,
    published TEXT,
    published_day INTEGER,
    url TEXT,
    language TEXT,
    text TEXT,
    status TEXT NOT NULL CHECK (status IN ('coded', 'refused')),
    refusal TEXT CHECK ((status = 'refused') = (refusal IS NOT NULL)),
    current INTEGER NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    UNIQUE (doc, content_hash),
    UNIQUE (doc, version)
) STRICT;

CREATE TABLE codings (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id),
    run INTEGER NOT NULL REFERENCES runs (id),
    current INTEGER NOT NULL,
    acts INTEGER NOT NULL,
    UNIQUE (article, run)
) STRICT;

CREATE TABLE actors (
    id INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    ordinal INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    table_name TEXT,
    kind TEXT NOT NULL,
    code TEXT,
    sector TEXT,
    rule TEXT,
    name_key TEXT NOT NULL,
    table_key TEXT,
    key_words TEXT NOT NULL,
    UNIQUE (coding, ordinal)
) STRICT;
CREATE INDEX actors_by_code ON actors (code);

CREATE TABLE offices (
    actor INTEGER NOT NULL REFERENCES actors (id),
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    code TEXT,
    from_table INTEGER NOT NULL,
    PRIMARY KEY (actor, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE acts (
    id INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    ordinal INTEGER NOT NULL,
    act_id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    cameo TEXT,
    channel TEXT,
    date TEXT,
    first_day INTEGER,
    last_day INTEGER,
    exact_day INTEGER,
    sort_day INTEGER,
    place TEXT,
    status TEXT NOT NULL CHECK (status IN ('happened', 'planned', 'denied')),
    background INTEGER NOT NULL,
    count INTEGER,
    trigger_words TEXT NOT NULL,
    trigger_begin INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    evidence_begin INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    source_begin INTEGER NOT NULL,
    source_end INTEGER NOT NULL,
    context_begin INTEGER NOT NULL,
    context_end INTEGER NOT NULL,
    confidence REAL NOT NULL,
    UNIQUE (coding, ordinal)
) STRICT;
CREATE INDEX acts_by_id ON acts (act_id);
CREATE INDEX acts_by_day ON acts (sort_day);

CREATE TABLE participants (
    act INTEGER NOT NULL REFERENCES acts (id),
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    ordinal INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (id),
    PRIMARY KEY (act, role, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_by_actor ON participants (actor);

CREATE TABLE reasons (
    act INTEGER NOT NULL REFERENCES acts (id),
    ordinal INTEGER NOT NULL,
    field TEXT NOT NULL,
    rule TEXT NOT NULL,
    words TEXT,
    words_begin INTEGER NOT NULL,
    words_end INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (act, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    entry TEXT NOT NULL,
    doc TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id),
    detail TEXT
) STRICT;
CREATE TRIGGER log_keeps_rows BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_keeps_words BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;

CREATE VIRTUAL TABLE article_text USING fts5 (
    title, text, content = 'articles', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE act_text USING fts5 (
    evidence, content = 'acts', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE actor_names USING fts5 (
    name_key, table_key, key_words, content = 'actors', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2");
)sql";

// Version 2: where an office is said, and what analysts decided on offices learned.
constexpr const char* version_2 = R"sql(
ALTER TABLE offices ADD COLUMN tenure TEXT;
ALTER TABLE offices ADD COLUMN said_begin INTEGER;
ALTER TABLE offices ADD COLUMN said_end INTEGER;
ALTER TABLE offices ADD COLUMN context_begin INTEGER;
ALTER TABLE offices ADD COLUMN context_end INTEGER;
CREATE INDEX actors_by_name ON actors (coalesce(table_key, name_key));

CREATE TABLE office_decisions (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT,
    fact TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'refused', 'open')),
    person TEXT NOT NULL,
    office TEXT NOT NULL,
    title TEXT NOT NULL,
    code TEXT,
    sector TEXT,
    since TEXT,
    until TEXT,
    reason TEXT
) STRICT;
CREATE TRIGGER decisions_keep_rows BEFORE DELETE ON office_decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added to'); END;
CREATE TRIGGER decisions_keep_words BEFORE UPDATE ON office_decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added to'); END;
)sql";

// Version 3: quadrant, Goldstein score and contexts of acts. The quadrant of older acts
// follows from their type; what else they lack they get when they are coded anew.
constexpr const char* version_3 = R"sql(
ALTER TABLE acts ADD COLUMN quad INTEGER;
ALTER TABLE acts ADD COLUMN goldstein REAL;
UPDATE acts SET quad = CASE
    WHEN type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') THEN 1
    WHEN type IN ('COOPERATE', 'AID', 'RETREAT') THEN 2
    WHEN type IN ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN') THEN 3
    ELSE 4 END;

CREATE TABLE act_contexts (
    act INTEGER NOT NULL REFERENCES acts (id),
    ordinal INTEGER NOT NULL,
    context TEXT NOT NULL,
    PRIMARY KEY (act, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX act_contexts_by_name ON act_contexts (context, act);
)sql";

// Version 4: which part of an article's text is what. Codings that were made before have
// none.
constexpr const char* version_4 = R"sql(
ALTER TABLE codings ADD COLUMN blocks TEXT;
)sql";

// Version 5: how far each source has been read.
constexpr const char* version_5 = R"sql(
CREATE TABLE sources (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    place INTEGER NOT NULL,
    inner_place INTEGER NOT NULL,
    done INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Version 6: where the place of an act lies. Older acts get it when they are coded anew.
constexpr const char* version_6 = R"sql(
ALTER TABLE acts ADD COLUMN place_country TEXT;
ALTER TABLE acts ADD COLUMN place_latitude REAL;
ALTER TABLE acts ADD COLUMN place_longitude REAL;
)sql";

// Version 7: versions of the ledger, parties over all articles, statements, corrections,
// and events. Acts that were there before are merged when the ledger is next written to.
constexpr const char* version_7 = R"sql(
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('ingest', 'correction', 'merge', 'import')),
    run INTEGER REFERENCES runs (id),
    author TEXT
) STRICT;
CREATE TRIGGER versions_keep_rows BEFORE DELETE ON versions
BEGIN SELECT RAISE(ABORT, 'versions are only added to'); END;
CREATE TRIGGER versions_keep_words BEFORE UPDATE ON versions
BEGIN SELECT RAISE(ABORT, 'versions are only added to'); END;
INSERT INTO versions (id, at, what, run)
SELECT 1, started, 'ingest', id FROM runs ORDER BY id LIMIT 1;

CREATE TABLE coding_spans (
    coding INTEGER NOT NULL REFERENCES codings (id),
    since INTEGER NOT NULL REFERENCES versions (id),
    until INTEGER REFERENCES versions (id),
    PRIMARY KEY (coding, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_spans (
    article INTEGER NOT NULL REFERENCES articles (id),
    since INTEGER NOT NULL REFERENCES versions (id),
    until INTEGER REFERENCES versions (id),
    PRIMARY KEY (article, since)
) STRICT, WITHOUT ROWID;
INSERT INTO coding_spans (coding, since) SELECT id, 1 FROM codings WHERE current = 1;
INSERT INTO article_spans (article, since) SELECT id, 1 FROM articles WHERE current = 1;
ALTER TABLE log ADD COLUMN version INTEGER REFERENCES versions (id);
CREATE INDEX codings_current ON codings (article) WHERE current = 1;

CREATE TABLE parties (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (key, kind, code)
) STRICT;
CREATE INDEX parties_by_code ON parties (code);
CREATE TABLE spellings (
    id INTEGER PRIMARY KEY,
    party INTEGER NOT NULL REFERENCES parties (id),
    name_key TEXT NOT NULL,
    table_key TEXT NOT NULL,
    key_words TEXT NOT NULL,
    UNIQUE (party, name_key, table_key, key_words)
) STRICT;
INSERT INTO parties (kind, code, key)
SELECT DISTINCT kind, coalesce(code, ''), coalesce(table_key, name_key) FROM actors;
ALTER TABLE actors ADD COLUMN party INTEGER REFERENCES parties (id);
ALTER TABLE actors ADD COLUMN own_party INTEGER REFERENCES parties (id);
UPDATE actors SET party = (SELECT p.id FROM parties p WHERE p.kind = actors.kind AND
    p.code = coalesce(actors.code, '') AND
    p.key = coalesce(actors.table_key, actors.name_key));
INSERT INTO spellings (party, name_key, table_key, key_words)
SELECT DISTINCT party, name_key, coalesce(table_key, ''), key_words FROM actors;
DROP TABLE actor_names;
DROP INDEX actors_by_name;
DROP INDEX actors_by_code;
ALTER TABLE actors DROP COLUMN name_key;
ALTER TABLE actors DROP COLUMN table_key;
ALTER TABLE actors DROP COLUMN key_words;
CREATE INDEX actors_by_party ON actors (party);
CREATE INDEX actors_by_own_party ON actors (own_party) WHERE own_party IS NOT NULL;
CREATE INDEX spellings_by_name ON spellings (name_key);
CREATE INDEX spellings_by_table ON spellings (table_key);
CREATE VIRTUAL TABLE actor_names USING fts5 (
    name_key, table_key, key_words, content = 'spellings', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2");
INSERT INTO actor_names (actor_names) VALUES ('rebuild');

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    ordinal INTEGER NOT NULL,
    statement_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    speaker TEXT NOT NULL,
    addressee TEXT,
    speaker_words TEXT NOT NULL,
    addressee_words TEXT,
    cue TEXT,
    content TEXT NOT NULL,
    part INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    content_begin INTEGER NOT NULL,
    content_end INTEGER NOT NULL,
    source_begin INTEGER NOT NULL,
    source_end INTEGER NOT NULL,
    UNIQUE (coding, ordinal)
) STRICT;
CREATE INDEX statements_by_id ON statements (statement_id);
CREATE TABLE voices (
    statement INTEGER NOT NULL REFERENCES statements (id),
    role TEXT NOT NULL CHECK (role IN ('speaker', 'addressee')),
    ordinal INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (id),
    PRIMARY KEY (statement, role, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX voices_by_actor ON voices (actor);
CREATE VIRTUAL TABLE statement_text USING fts5 (
    content, content = 'statements', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2");

ALTER TABLE articles ADD COLUMN remarks TEXT;
ALTER TABLE acts ADD COLUMN sentence INTEGER;
ALTER TABLE acts ADD COLUMN text_size INTEGER;
ALTER TABLE acts ADD COLUMN sketch BLOB;
ALTER TABLE acts ADD COLUMN event INTEGER;
CREATE INDEX acts_by_event ON acts (event) WHERE event IS NOT NULL;
ALTER TABLE codings ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;
CREATE TABLE memberships (
    act INTEGER NOT NULL REFERENCES acts (id),
    since INTEGER NOT NULL REFERENCES versions (id),
    until INTEGER REFERENCES versions (id),
    event INTEGER NOT NULL REFERENCES acts (id),
    PRIMARY KEY (act, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE merge_keys (
    key INTEGER NOT NULL,
    act INTEGER NOT NULL REFERENCES acts (id),
    PRIMARY KEY (key, act)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    id INTEGER PRIMARY KEY REFERENCES acts (id),
    event_id TEXT NOT NULL UNIQUE,
    lead INTEGER NOT NULL REFERENCES acts (id),
    type TEXT NOT NULL,
    mode TEXT,
    cameo TEXT,
    channel TEXT,
    date TEXT,
    first_day INTEGER,
    last_day INTEGER,
    exact_day INTEGER,
    sort_day INTEGER,
    place TEXT,
    place_country TEXT,
    place_latitude REAL,
    place_longitude REAL,
    status TEXT NOT NULL CHECK (status IN ('happened', 'planned', 'denied')),
    background INTEGER NOT NULL,
    count INTEGER,
    quad INTEGER,
    goldstein REAL,
    confidence REAL NOT NULL,
    acts INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    first_published TEXT,
    last_published TEXT,
    conflicts TEXT,
    corrected TEXT
) STRICT;
CREATE INDEX events_by_day ON events (sort_day, event_id);
CREATE INDEX events_by_type ON events (type, sort_day, event_id);
CREATE TABLE event_parties (
    party INTEGER NOT NULL REFERENCES parties (id),
    sort_day INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    code TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (id),
    PRIMARY KEY (party, sort_day, event, role, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_by_event ON event_parties (event);
CREATE INDEX event_parties_by_code ON event_parties (code, sort_day, event, role);
CREATE TABLE event_contexts (
    event INTEGER NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    context TEXT NOT NULL,
    PRIMARY KEY (event, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_links (
    event INTEGER NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    other INTEGER NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    PRIMARY KEY (event, other, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions (id),
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT,
    kind TEXT NOT NULL CHECK (kind IN
        ('set', 'merge', 'split', 'drop', 'add', 'name', 'undo')),
    payload TEXT NOT NULL,
    uid TEXT NOT NULL UNIQUE,
    coding INTEGER REFERENCES codings (id)
) STRICT;
CREATE TRIGGER corrections_keep_rows BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are only added to'); END;
CREATE TRIGGER corrections_keep_words BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are only added to'); END;

CREATE TABLE party_aliases (
    party INTEGER PRIMARY KEY REFERENCES parties (id),
    meant INTEGER NOT NULL REFERENCES parties (id)
) STRICT;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// Version 8: the reasons of an act in one row; events by pairs of codes, to be found by
// both; the indices of words gather more before they write.
constexpr const char* version_8 = R"sql(
CREATE TABLE reason_lists (
    act INTEGER PRIMARY KEY REFERENCES acts (id),
    list TEXT NOT NULL
) STRICT;
INSERT INTO reason_lists (act, list)
SELECT act, json_group_array(json_array(field, rule, coalesce(words, ''), words_begin,
    words_end, confidence))
FROM (SELECT * FROM reasons ORDER BY act, ordinal) GROUP BY act;
DROP TABLE reasons;
ALTER TABLE reason_lists RENAME TO reasons;

CREATE TABLE event_pairs (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    sort_day INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (one, other, sort_day, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE open_pairs (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    sort_day INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (one, other, sort_day, event)
) STRICT, WITHOUT ROWID;
INSERT INTO event_pairs (one, other, sort_day, event)
SELECT DISTINCT p.code, q.code, p.sort_day, p.event FROM event_parties p
JOIN event_parties q ON q.event = p.event AND q.code > p.code WHERE p.code <> '';
INSERT INTO event_pairs (one, other, sort_day, event)
SELECT min(p.code), '', p.sort_day, p.event FROM event_parties p WHERE p.code <> ''
GROUP BY p.event HAVING min(p.code) = max(p.code);
INSERT INTO open_pairs SELECT p.* FROM event_pairs p JOIN events e ON e.id = p.event
WHERE e.status <> 'happened';

ALTER TABLE events ADD COLUMN outlets TEXT;
UPDATE events SET outlets = (SELECT json_group_array(outlet) FROM (SELECT DISTINCT
    r.outlet AS outlet FROM acts a JOIN codings c ON c.id = a.coding
    JOIN articles r ON r.id = c.article WHERE a.event = events.id AND r.outlet <> ''
    ORDER BY 1));
UPDATE events SET outlets = NULL WHERE outlets = '[]';
CREATE INDEX log_by_version ON log (version);
CREATE INDEX articles_by_outlet ON articles (outlet_key);
CREATE INDEX articles_by_day ON articles (published_day, doc);
ALTER TABLE voices ADD COLUMN party INTEGER REFERENCES parties (id);
ALTER TABLE voices ADD COLUMN day INTEGER;
UPDATE voices SET party = (SELECT x.party FROM actors x WHERE x.id = voices.actor),
    day = (SELECT r.published_day FROM statements s JOIN codings c ON c.id = s.coding
    JOIN articles r ON r.id = c.article WHERE s.id = voices.statement);
CREATE INDEX voices_by_party ON voices (party, role, day);

CREATE INDEX events_lasting ON events (first_day, last_day)
WHERE exact_day = 1 AND last_day - first_day > 7;
CREATE INDEX event_links_by_other ON event_links (other);
DROP INDEX event_parties_by_event;
CREATE INDEX event_parties_by_event ON event_parties (event, code);

INSERT INTO article_text (article_text, rank) VALUES ('hashsize', 33554432);
INSERT INTO act_text (act_text, rank) VALUES ('hashsize', 33554432);
INSERT INTO statement_text (statement_text, rank) VALUES ('hashsize', 33554432);
)sql";

// Version 9: checksums of texts that are not kept.
constexpr const char* version_9 = R"sql(
CREATE TABLE text_hashes (
    article INTEGER PRIMARY KEY REFERENCES articles (id),
    source TEXT NOT NULL,
    source_bytes INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_bytes INTEGER NOT NULL
) STRICT;
)sql";

constexpr std::array<const char*, ledger_schema_version> steps = {version_1,
                                                                  version_2,
                                                                  version_3,
                                                                  version_4,
                                                                  version_5,
                                                                  version_6,
                                                                  version_7,
                                                                  version_8,
                                                                  version_9};

Result<std::int64_t> pragma(Database& db, std::string_view sql) {
    auto value = db.number(sql);
    if (!value) {
        return value.error();
    }
    return value->value_or(0);
}

Error not_a_ledger(const std::string& path) {
    return Error{
        "this file is not a Chancery ledger; give the path of one, or of a file that "
        "does not exist yet to have `chancery ingest` make it",
        path,
        0};
}

/// The file's version; 0 for an empty file.
Result<std::int64_t> version_of(Database& db, const std::string& path) {
    const auto id = pragma(db, "PRAGMA application_id");
    if (!id) {
        return id.error();
    }
    const auto version = pragma(db, "PRAGMA user_version");
    if (!version) {
        return version.error();
    }
    const auto tables = pragma(db, "SELECT count(*) FROM sqlite_schema");
    if (!tables) {
        return tables.error();
    }
    if (*id == 0 && *tables == 0) {
        return std::int64_t{0};
    }
    if (*id != ledger_application_id || *version < 1) {
        return not_a_ledger(path);
    }
    if (*version > ledger_schema_version) {
        return Error{"this ledger has schema version " + std::to_string(*version) +
                         ", this program reads up to version " +
                         std::to_string(ledger_schema_version) +
                         "; use a newer version of Chancery",
                     path,
                     0};
    }
    return *version;
}

Result<void> run_steps(Database& db, std::int64_t from, std::int64_t to) {
    for (auto i = static_cast<std::size_t>(from); i < static_cast<std::size_t>(to); ++i) {
        if (auto done = db.script(steps[i]); !done) {
            return done;
        }
    }
    const std::string seal =
        "PRAGMA application_id = " + std::to_string(ledger_application_id) +
        "; PRAGMA user_version = " + std::to_string(to);
    return db.script(seal.c_str());
}

}  // namespace

Result<void> check_schema(Database& db, const std::string& path) {
    const auto version = version_of(db, path);
    if (!version) {
        return version.error();
    }
    if (*version == 0) {
        return not_a_ledger(path);
    }
    if (*version < ledger_schema_version) {
        return Error{
            "this ledger was made by an older version of Chancery; `chancery ingest` "
            "brings it up to date",
            path,
            0};
    }
    return {};
}

Result<void> upgrade_schema(Database& db, const std::string& path) {
    auto version = version_of(db, path);
    if (!version) {
        return version.error();
    }
    if (*version == ledger_schema_version) {
        return {};
    }
    if (auto begun = db.script("BEGIN IMMEDIATE"); !begun) {
        return begun;
    }
    // Another process may have done it while this one waited.
    version = version_of(db, path);
    Result<void> done = version ? run_steps(db, *version, ledger_schema_version)
                                : Result<void>(version.error());
    if (!done) {
        (void)db.script("ROLLBACK");
        return done;
    }
    return db.script("COMMIT");
}

Result<void> make_schema(Database& db, std::int64_t version) {
    const auto from = pragma(db, "PRAGMA user_version");
    return from ? run_steps(db, *from, version) : Result<void>(from.error());
}

}  // namespace chancery
