// Writing to the ledger: articles, their versions, codings, acts and the log.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>

#include "ledger/coding_writer.h"
#include "ledger/impl.h"
#include "ledger/sha256.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// The article version of (doc, hash), if the ledger has it.
struct Version {
    std::int64_t row = 0;
    std::int64_t number = 1;
    bool current = false;  ///< and no other version of the doc is
};

std::optional<Version> find_version(Steps& steps,
                                    const std::string& doc,
                                    const std::string& hash) {
    const auto row = steps.number(
        "SELECT id FROM articles WHERE doc = ? AND content_hash = ?", doc, hash);
    if (!row) {
        return std::nullopt;
    }
    Version out;
    out.row = *row;
    out.number =
        steps.number("SELECT version FROM articles WHERE id = ?", *row).value_or(1);
    out.current =
        steps.number("SELECT current FROM articles WHERE id = ?", *row).value_or(0) !=
            0 &&
        steps.number("SELECT count(*) FROM articles WHERE doc = ? AND current = 1",
                     doc) == 1;
    return out;
}

/// The coding of an article version under this tool and engine.
SqlNumber find_coding(Steps& steps, std::int64_t article, const RunInfo& run) {
    return steps.number(
        "SELECT c.id FROM codings c JOIN runs r ON r.id = c.run "
        "WHERE c.article = ? AND r.tool = ? AND r.engine = ? ORDER BY c.id DESC LIMIT 1",
        article,
        run.tool,
        run.engine);
}

std::int64_t next_version(Steps& steps, const std::string& doc) {
    return steps.number("SELECT max(version) FROM articles WHERE doc = ?", doc)
               .value_or(0) +
           1;
}

void add_log(Steps& steps,
             const Batch& batch,
             std::string_view entry,
             const std::string& doc,
             const Version& version) {
    steps.run(
        "INSERT INTO log (at, run, entry, version, doc, article) "
        "VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?, ?, ?)",
        batch.run,
        entry,
        batch.version,
        doc,
        version.row);
}

/// By what a text that is not kept can be known again.
void add_hashes(Steps& steps, std::int64_t row, const Article& article) {
    const auto sum_of = [](std::string_view bytes) {
        Sha256 sum;
        sum.add(bytes);
        return sum.hex();
    };
    steps.run(
        "INSERT INTO text_hashes (article, source, source_bytes, text, text_bytes) "
        "VALUES (?,?,?,?,?)",
        row,
        sum_of(article.source),
        static_cast<std::int64_t>(article.source.size()),
        sum_of(article.text),
        static_cast<std::int64_t>(article.text.size()));
}

/// Adds a version; one of a doc that the ledger does not know is shown at once.
Version add_article(Steps& steps,
                    std::int64_t run,
                    const Article& article,
                    const std::string& hash,
                    Keep keep) {
    const std::string published = article.published ? article.published->iso() : "";
    const std::string outlet_words = name_key(article.outlet);
    const std::string remarks = remarks_of(article);
    Version out{0, next_version(steps, article.doc), false};
    steps.run(
        "INSERT INTO articles (doc, version, content_hash, path, title, outlet, "
        "outlet_key, "
        "agency, dateline, published, published_day, url, language, text, status, "
        "current, "
        "remarks, run) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,'coded',?,?,?)",
        article.doc,
        out.number,
        hash,
        article.path,
        or_null(article.title),
        or_null(article.outlet),
        or_null(outlet_words),
        or_null(article.agency),
        or_null(article.dateline),
        or_null(published),
        article.published ? SqlNumber(article.published->number) : SqlNumber(),
        or_null(article.url),
        or_null(article.language),
        keep == Keep::texts ? std::optional<std::string_view>(article.text)
                            : std::nullopt,
        out.number == 1,
        or_null(remarks),
        run);
    out.row = steps.last_row();
    if (keep == Keep::hashes) {
        add_hashes(steps, out.row, article);
    }
    return out;
}

/// Says that an article is shown from this version of the ledger on.
void open_article_span(Steps& steps, std::int64_t row, std::int64_t version) {
    steps.run(
        "INSERT INTO article_spans (article, since) SELECT ?1, ?2 WHERE NOT EXISTS "
        "(SELECT 1 FROM article_spans WHERE article = ?1 AND until IS NULL) "
        "ON CONFLICT DO UPDATE SET until = NULL",
        row,
        version);
}

/// The same of a coding.
void open_coding_span(Steps& steps, std::int64_t row, std::int64_t version) {
    steps.run(
        "INSERT INTO coding_spans (coding, since) SELECT ?1, ?2 WHERE NOT EXISTS "
        "(SELECT 1 FROM coding_spans WHERE coding = ?1 AND until IS NULL) "
        "ON CONFLICT DO UPDATE SET until = NULL",
        row,
        version);
}

/// Makes this version and coding the ones that queries show; those that were, are so no
/// longer. What an analyst added to the article by hand stays.
void make_current(Steps& steps,
                  std::int64_t version,
                  const std::string& doc,
                  std::int64_t article,
                  std::int64_t coding) {
    steps.run(
        "UPDATE article_spans SET until = ?1 WHERE until IS NULL AND article IN "
        "(SELECT id FROM articles WHERE doc = ?2 AND current = 1 AND id <> ?3)",
        version,
        doc,
        article);
    steps.run(
        "UPDATE coding_spans SET until = ?1 WHERE until IS NULL AND coding IN "
        "(SELECT c.id FROM codings c JOIN articles r ON r.id = c.article "
        "WHERE r.doc = ?2 AND c.current = 1 AND c.by_hand = 0 AND c.id <> ?3)",
        version,
        doc,
        coding);
    steps.run(
        "UPDATE articles SET current = (id = ?1) WHERE doc = ?2 AND current <> (id = ?1)",
        article,
        doc);
    steps.run(
        "UPDATE codings SET current = (id = ?1) WHERE current <> (id = ?1) AND "
        "by_hand = 0 AND article IN (SELECT id FROM articles WHERE doc = ?2)",
        coding,
        doc);
    open_article_span(steps, article, version);
    open_coding_span(steps, coding, version);
}

/// The row of the run, made where it is not `known`.
Result<std::int64_t> row_of_run(Database& db, const RunInfo& run, SqlNumber known) {
    if (known) {
        return *known;
    }
    auto done = db.run(
        "INSERT INTO runs (tool, engine, options, started) "
        "VALUES (?,?,?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        run.tool,
        run.engine,
        run.options);
    if (!done) {
        return done.error();
    }
    return db.last_row();
}

}  // namespace

Result<void> Ledger::Impl::open_batch() {
    if (batch_lost()) {
        return batch_lost_error();
    }
    if (!batch_open) {
        if (auto begun = db.script("BEGIN IMMEDIATE"); !begun) {
            return begun;
        }
        batch_open = true;
        const auto others = db.number("PRAGMA data_version");
        if (!others) {
            return others.error();
        }
        if (others->value_or(0) != seen_by_others) {
            seen_by_others = others->value_or(0);
            parties.forget();
            memory.clear();
        }
        if (auto noted = note_indexed(); !noted) {
            return noted;
        }
    }
    return {};
}

template <typename Write>
Result<StoreOutcome> Ledger::Impl::as_one(Write write) {
    if (auto begun = db.script("SAVEPOINT article"); !begun) {
        return begun.error();
    }
    Steps steps(db);
    const StoreOutcome outcome = write(steps);
    steps.run("RELEASE article");
    if (steps.failed()) {
        (void)db.script("ROLLBACK TO article; RELEASE article");
        parties.forget();
        memory.clear();
        return steps.error();
    }
    return outcome;
}

Result<Batch> Ledger::Impl::prepare_batch() {
    assert(run.has_value());
    if (auto open = open_batch(); !open) {
        return open.error();
    }
    auto row = row_of_run(db, *run, run_row);
    if (!row) {
        return row.error();
    }
    run_in_batch = run_in_batch || !run_row;
    run_row = *row;
    const auto made = version_of_batch(run->what, *row, {});
    if (!made) {
        return made.error();
    }
    return Batch{*row, *made};
}

Result<std::int64_t> Ledger::Impl::version_of_batch(std::string_view what,
                                                    SqlNumber made_by,
                                                    std::string_view author) {
    if (!version) {
        auto done = db.run(
            "INSERT INTO versions (at, what, run, author) "
            "VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?)",
            what,
            made_by,
            or_null(author));
        if (!done) {
            return done.error();
        }
        version = db.last_row();
    }
    return *version;
}

Result<std::optional<StoreOutcome>> Ledger::unchanged(const Article& article,
                                                      const std::string& hash) {
    Steps steps(impl_->db);
    std::optional<StoreOutcome> out;
    const auto version = find_version(steps, article.doc, hash);
    if (version && version->current) {
        const auto coding = find_coding(steps, version->row, *impl_->run);
        const auto acts =
            steps.number("SELECT acts FROM codings WHERE id = ? AND current = 1", coding);
        if (acts) {
            out = StoreOutcome{Stored::unchanged,
                               static_cast<std::size_t>(*acts),
                               static_cast<std::uint32_t>(version->number)};
        }
    }
    if (steps.failed()) {
        return steps.error();
    }
    return out;
}

Result<StoreOutcome> Ledger::store(const CodedParts& parts, const std::string& hash) {
    const auto known = unchanged(parts.article, hash);
    if (!known) {
        return known.error();
    }
    if (*known) {
        return **known;
    }
    const auto ready = impl_->prepare_batch();
    if (!ready) {
        return ready.error();
    }
    const auto keep = keeps();
    if (!keep) {
        return keep.error();
    }
    const Batch batch = *ready;
    return impl_->as_one([&](Steps& steps) {
        const std::int64_t run = batch.run;
        const std::int64_t acts = static_cast<std::int64_t>(parts.acts.acts.size());
        StoreOutcome out{Stored::recoded, parts.acts.acts.size(), 1};
        auto version = find_version(steps, parts.article.doc, hash);
        if (!version) {
            version = add_article(steps, run, parts.article, hash, *keep);
            out.stored = version->number == 1 ? Stored::added : Stored::new_version;
        } else if (!version->current) {
            out.stored = Stored::new_version;
        }
        out.version = static_cast<std::uint32_t>(version->number);
        // What is new has no other version that would be hidden from now on.
        const bool is_new = out.stored == Stored::added && out.version == 1;
        SqlNumber coding =
            is_new ? SqlNumber() : find_coding(steps, version->row, *impl_->run);
        if (!coding) {
            steps.run(
                "INSERT INTO codings (article, run, current, acts, blocks) "
                "VALUES (?,?,?,?,?)",
                version->row,
                run,
                is_new,
                acts,
                blocks_of(parts.article));
            coding = steps.last_row();
            std::vector<std::int64_t> rows;
            write_coding(
                steps, parts, {impl_->parties, impl_->memory, rows, *keep}, *coding);
            if (is_new) {
                impl_->added.insert(impl_->added.end(), rows.begin(), rows.end());
            }
        }
        if (is_new) {
            steps.run("INSERT INTO article_spans (article, since) VALUES (?,?)",
                      version->row,
                      batch.version);
            steps.run("INSERT INTO coding_spans (coding, since) VALUES (?,?)",
                      *coding,
                      batch.version);
        } else {
            make_current(steps, batch.version, parts.article.doc, version->row, *coding);
        }
        add_log(steps, batch, name(out.stored), parts.article.doc, *version);
        if (!is_new) {
            impl_->touched.push_back(parts.article.doc);
        }
        return out;
    });
}

Result<StoreOutcome> Ledger::refuse(const RefusedSource& source) {
    Sha256 sum;
    sum.add_field("refused");
    sum.add_field(source.reason);
    const std::string hash = sum.hex();
    Steps look(impl_->db);
    const auto known = find_version(look, source.doc, hash);
    const bool stands = known && look.number("SELECT current FROM articles WHERE id = ?",
                                             known->row) == 1;
    if (look.failed()) {
        return look.error();
    }
    if (stands) {
        return StoreOutcome{
            Stored::unchanged, 0, static_cast<std::uint32_t>(known->number)};
    }
    const auto ready = impl_->prepare_batch();
    if (!ready) {
        return ready.error();
    }
    const Batch batch = *ready;
    return impl_->as_one([&](Steps& steps) {
        const std::int64_t run = batch.run;
        Version version = known.value_or(Version{});
        steps.run(
            "UPDATE article_spans SET until = ? WHERE until IS NULL AND article IN "
            "(SELECT id FROM articles WHERE doc = ? AND status = 'refused' AND "
            "current = 1)",
            batch.version,
            source.doc);
        steps.run(
            "UPDATE articles SET current = 0 WHERE doc = ? AND status = 'refused' AND "
            "current = 1",
            source.doc);
        if (known) {
            steps.run("UPDATE articles SET current = 1 WHERE id = ?", known->row);
        } else {
            version.number = next_version(steps, source.doc);
            steps.run(
                "INSERT INTO articles (doc, version, content_hash, path, status, "
                "refusal, language, current, run) VALUES (?,?,?,?,'refused',?,?,1,?)",
                source.doc,
                version.number,
                hash,
                source.path,
                source.reason,
                or_null(source.language),
                run);
            version.row = steps.last_row();
        }
        open_article_span(steps, version.row, batch.version);
        add_log(steps, batch, "refused", source.doc, version);
        return StoreOutcome{version.number == 1 ? Stored::added : Stored::new_version,
                            0,
                            static_cast<std::uint32_t>(version.number)};
    });
}

}  // namespace chancery
