// Writing to the ledger: articles, their versions, codings, acts and the log.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>

#include <nlohmann/json.hpp>

#include "ledger/impl.h"
#include "ledger/sha256.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// The words of a span as the source has them, where the article is to be quoted so.
std::string_view words_of(const Article& article, Span span) {
    return article.verbatim ? quote(article.source, source_span(article, span))
                            : quote(article.text, span);
}

/// The sentences that hold any of `evidence`; the evidence itself where there are none.
Span context_of(const Reading& reading, Span evidence) {
    Span out = evidence;
    const auto& sentences = reading.sentences;
    const auto first = std::partition_point(
        sentences.begin(), sentences.end(), [&](const Sentence& sentence) {
            return reading.tokens[sentence.last - 1].span.end <= evidence.begin;
        });
    for (auto at = first; at != sentences.end(); ++at) {
        const Span span{reading.tokens[at->first].span.begin,
                        reading.tokens[at->last - 1].span.end};
        if (!span.overlaps(evidence)) {
            break;
        }
        out.begin = std::min(out.begin, span.begin);
        out.end = std::max(out.end, span.end);
    }
    return out;
}

/// The first mention of an actor that says this title; nothing where none does, as for
/// offices in other words than the article's ("presidents of Laos and Cambodia").
std::optional<Span> said_at(const CodedParts& parts,
                            ActorIndex actor,
                            const std::string& title) {
    const std::string words = name_key(title);
    for (const Mention& mention : parts.actors.mentions) {
        if (holds(mention.actors, actor) &&
            (' ' + name_key(quote(parts.article.text, mention.span)) + ' ')
                    .find(' ' + words + ' ') != std::string::npos) {
            return mention.span;
        }
    }
    return std::nullopt;
}

/// Writes one article's coding. Lives for one call of store().
class CodingWriter {
  public:
    CodingWriter(Steps& steps, const CodedParts& parts) : steps_(steps), parts_(parts) {}

    void write(std::int64_t coding) {
        write_actors(coding);
        const auto ids = act_ids(parts_);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            write_act(coding, i, ids[i]);
        }
    }

  private:
    void write_actors(std::int64_t coding);
    void write_offices(std::int64_t row, ActorIndex actor);
    void write_act(std::int64_t coding, std::size_t ordinal, const std::string& id);
    void write_participants(std::int64_t act,
                            std::string_view role,
                            const std::vector<ActorIndex>& list);
    void write_contexts(std::int64_t act, const std::vector<std::string>& contexts);
    void write_reasons(std::int64_t act, const std::vector<Reason>& reasons);

    Steps& steps_;
    const CodedParts& parts_;
    std::vector<std::int64_t> actor_rows_;
};

void CodingWriter::write_actors(std::int64_t coding) {
    std::int64_t ordinal = 0;
    for (const Actor& actor : parts_.actors.actors) {
        const std::string name_words = name_key(actor.name);
        const std::string table_words = name_key(actor.table_name);
        const std::string key_words = name_key(actor.key);
        steps_.run(
            "INSERT INTO actors (coding, ordinal, key, name, table_name, kind, code, "
            "sector, rule, name_key, table_key, key_words) "
            "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            coding,
            ordinal++,
            actor.key,
            actor.name,
            or_null(actor.table_name),
            name(actor.kind),
            or_null(actor.code),
            or_null(name(actor.sector)),
            or_null(actor.rule),
            name_words,
            or_null(table_words),
            key_words);
        const std::int64_t row = steps_.last_row();
        actor_rows_.push_back(row);
        steps_.run(
            "INSERT INTO actor_names (rowid, name_key, table_key, key_words) "
            "VALUES (?,?,?,?)",
            row,
            name_words,
            or_null(table_words),
            key_words);
        write_offices(row, static_cast<ActorIndex>(ordinal - 1));
    }
}

void CodingWriter::write_offices(std::int64_t row, ActorIndex actor) {
    std::int64_t ordinal = 0;
    for (const HeldOffice& held : parts_.actors.actors[actor].offices) {
        const auto said =
            held.from_table ? std::nullopt : said_at(parts_, actor, held.title);
        const auto context =
            said ? std::optional(context_of(parts_.reading, *said)) : std::nullopt;
        const auto number = [](const std::optional<Span>& span, auto end) {
            return span ? SqlNumber(std::int64_t{(*span).*end}) : SqlNumber();
        };
        steps_.run(
            "INSERT INTO offices (actor, ordinal, title, code, from_table, tenure, "
            "said_begin, said_end, context_begin, context_end) "
            "VALUES (?,?,?,?,?,?,?,?,?,?)",
            row,
            ordinal++,
            held.title,
            or_null(held.code),
            held.from_table,
            or_null(name(held.tenure)),
            number(said, &Span::begin),
            number(said, &Span::end),
            number(context, &Span::begin),
            number(context, &Span::end));
    }
}

void CodingWriter::write_act(std::int64_t coding,
                             std::size_t ordinal,
                             const std::string& id) {
    const Act& act = parts_.acts.acts[ordinal];
    const Article& article = parts_.article;
    const auto days = parse_day_range(act.date);
    const auto day = [&](Day DayRange::*end) {
        return days ? SqlNumber((*days.*end).number) : SqlNumber();
    };
    SqlNumber sort_day = day(&DayRange::first);
    if (!sort_day && article.published) {
        sort_day = article.published->number;
    }
    const Span source = source_span(article, act.evidence);
    const Span context = context_of(parts_.reading, act.evidence);
    steps_.run(
        "INSERT INTO acts (coding, ordinal, act_id, type, mode, cameo, channel, date, "
        "first_day, last_day, exact_day, sort_day, place, status, background, count, "
        "trigger_words, trigger_begin, trigger_end, evidence, evidence_begin, "
        "evidence_end, source_begin, source_end, context_begin, context_end, confidence, "
        "quad, goldstein, place_country, place_latitude, place_longitude) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        coding,
        static_cast<std::int64_t>(ordinal),
        id,
        name(act.type),
        or_null(act.mode),
        or_null(act.cameo),
        or_null(name(act.channel)),
        or_null(act.date),
        day(&DayRange::first),
        day(&DayRange::last),
        days ? SqlNumber(days->exact ? 1 : 0) : SqlNumber(),
        sort_day,
        or_null(act.place),
        name(act.status),
        act.background,
        act.count ? SqlNumber(*act.count) : SqlNumber(),
        words_of(article, act.trigger),
        std::int64_t{act.trigger.begin},
        std::int64_t{act.trigger.end},
        words_of(article, act.evidence),
        std::int64_t{act.evidence.begin},
        std::int64_t{act.evidence.end},
        std::int64_t{source.begin},
        std::int64_t{source.end},
        std::int64_t{context.begin},
        std::int64_t{context.end},
        static_cast<double>(act.confidence),
        std::int64_t{act.quad},
        static_cast<double>(act.goldstein),
        or_null(act.location.code),
        act.location.located ? SqlReal(act.location.latitude) : SqlReal(),
        act.location.located ? SqlReal(act.location.longitude) : SqlReal());
    const std::int64_t row = steps_.last_row();
    steps_.run("INSERT INTO act_text (rowid, evidence) VALUES (?,?)",
               row,
               words_of(article, act.evidence));
    write_participants(row, "actor", act.actors);
    write_participants(row, "recipient", act.recipients);
    write_reasons(row, act.reasons);
    write_contexts(row, act.contexts);
}

void CodingWriter::write_participants(std::int64_t act,
                                      std::string_view role,
                                      const std::vector<ActorIndex>& list) {
    std::int64_t ordinal = 0;
    for (const ActorIndex i : list) {
        assert(i < actor_rows_.size());
        steps_.run(
            "INSERT INTO participants (act, role, ordinal, actor) VALUES (?,?,?,?)",
            act,
            role,
            ordinal++,
            actor_rows_[i]);
    }
}

void CodingWriter::write_contexts(std::int64_t act,
                                  const std::vector<std::string>& contexts) {
    std::int64_t ordinal = 0;
    for (const std::string& context : contexts) {
        steps_.run("INSERT INTO act_contexts (act, ordinal, context) VALUES (?,?,?)",
                   act,
                   ordinal++,
                   context);
    }
}

void CodingWriter::write_reasons(std::int64_t act, const std::vector<Reason>& reasons) {
    std::int64_t ordinal = 0;
    for (const Reason& reason : reasons) {
        steps_.run(
            "INSERT INTO reasons (act, ordinal, field, rule, words, words_begin, "
            "words_end, confidence) VALUES (?,?,?,?,?,?,?,?)",
            act,
            ordinal++,
            reason.field,
            reason.rule,
            or_null(words_of(parts_.article, reason.span)),
            std::int64_t{reason.span.begin},
            std::int64_t{reason.span.end},
            static_cast<double>(reason.confidence));
    }
}

/// The blocks of an article as the column `blocks` holds them.
std::string blocks_of(const Article& article) {
    nlohmann::json out = nlohmann::json::array();
    for (const Block& block : article.blocks) {
        out.push_back({name(block.kind), block.span.begin, block.span.end});
    }
    return out.dump();
}

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
             std::int64_t run,
             std::string_view entry,
             const Version& version) {
    steps.run(
        "INSERT INTO log (at, run, entry, doc, article) "
        "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, doc, id FROM articles "
        "WHERE id = ?",
        run,
        entry,
        version.row);
}

Version add_article(Steps& steps,
                    std::int64_t run,
                    const Article& article,
                    const std::string& hash) {
    const std::string published = article.published ? article.published->iso() : "";
    const std::string outlet_words = name_key(article.outlet);
    Version out{0, next_version(steps, article.doc), false};
    steps.run(
        "INSERT INTO articles (doc, version, content_hash, path, title, outlet, "
        "outlet_key, "
        "agency, dateline, published, published_day, url, language, text, status, "
        "current, "
        "run) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,'coded',0,?)",
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
        article.text,
        run);
    out.row = steps.last_row();
    steps.run("INSERT INTO article_text (rowid, title, text) VALUES (?,?,?)",
              out.row,
              or_null(article.title),
              article.text);
    return out;
}

/// Makes this version and coding the ones that queries show.
void make_current(Steps& steps,
                  const std::string& doc,
                  std::int64_t article,
                  std::int64_t coding) {
    steps.run(
        "UPDATE articles SET current = (id = ?1) WHERE doc = ?2 AND current <> (id = ?1)",
        article,
        doc);
    steps.run(
        "UPDATE codings SET current = (id = ?1) WHERE current <> (id = ?1) AND article "
        "IN "
        "(SELECT id FROM articles WHERE doc = ?2)",
        coding,
        doc);
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

/// Runs `write` as one article of the batch: all of it or nothing.
template <typename Write>
Result<StoreOutcome> as_one(Database& db, Write write) {
    if (auto begun = db.script("SAVEPOINT article"); !begun) {
        return begun.error();
    }
    Steps steps(db);
    const StoreOutcome outcome = write(steps);
    steps.run("RELEASE article");
    if (steps.failed()) {
        (void)db.script("ROLLBACK TO article; RELEASE article");
        return steps.error();
    }
    return outcome;
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
    }
    return {};
}

Result<void> Ledger::Impl::prepare_batch() {
    assert(run.has_value());
    if (auto open = open_batch(); !open) {
        return open;
    }
    auto row = row_of_run(db, *run, run_row);
    if (!row) {
        return row.error();
    }
    run_in_batch = run_in_batch || !run_row;
    run_row = *row;
    return {};
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
    if (auto ready = impl_->prepare_batch(); !ready) {
        return ready.error();
    }
    return as_one(impl_->db, [&](Steps& steps) {
        const std::int64_t run = *impl_->run_row;
        const std::int64_t acts = static_cast<std::int64_t>(parts.acts.acts.size());
        StoreOutcome out{Stored::recoded, parts.acts.acts.size(), 1};
        auto version = find_version(steps, parts.article.doc, hash);
        if (!version) {
            version = add_article(steps, run, parts.article, hash);
            out.stored = version->number == 1 ? Stored::added : Stored::new_version;
        } else if (!version->current) {
            out.stored = Stored::new_version;
        }
        out.version = static_cast<std::uint32_t>(version->number);
        SqlNumber coding = find_coding(steps, version->row, *impl_->run);
        if (!coding) {
            steps.run(
                "INSERT INTO codings (article, run, current, acts, blocks) "
                "VALUES (?,?,0,?,?)",
                version->row,
                run,
                acts,
                blocks_of(parts.article));
            coding = steps.last_row();
            CodingWriter(steps, parts).write(*coding);
        }
        make_current(steps, parts.article.doc, version->row, *coding);
        add_log(steps, run, name(out.stored), *version);
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
    if (auto ready = impl_->prepare_batch(); !ready) {
        return ready.error();
    }
    return as_one(impl_->db, [&](Steps& steps) {
        const std::int64_t run = *impl_->run_row;
        Version version = known.value_or(Version{});
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
        add_log(steps, run, "refused", version);
        return StoreOutcome{version.number == 1 ? Stored::added : Stored::new_version,
                            0,
                            static_cast<std::uint32_t>(version.number)};
    });
}

}  // namespace chancery
