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

constexpr std::array<const char*, ledger_schema_version> steps = {
    version_1, version_2, version_3, version_4, version_5, version_6};

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

Result<void> run_steps(Database& db, std::int64_t from) {
    for (auto i = static_cast<std::size_t>(from); i < steps.size(); ++i) {
        if (auto done = db.script(steps[i]); !done) {
            return done;
        }
    }
    const std::string seal =
        "PRAGMA application_id = " + std::to_string(ledger_application_id) +
        "; PRAGMA user_version = " + std::to_string(ledger_schema_version);
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
    Result<void> done = version ? run_steps(db, *version) : Result<void>(version.error());
    if (!done) {
        (void)db.script("ROLLBACK");
        return done;
    }
    return db.script("COMMIT");
}

}  // namespace chancery
