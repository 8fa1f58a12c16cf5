// The ledger: one SQLite file that keeps what articles say was done, and why we say so.
// SPDX-License-Identifier: Apache-2.0
//
// The file. SQLite 3, application_id 0x43484e43 ("CHNC"), user_version = version of the
// schema (schema.cc holds each version's SQL and brings an older file up to date on
// opening for writing). Text is UTF-8; what is not known is NULL. Days are ISO 8601 text;
// columns named *_day hold the same as a number of days since 1970-01-01 for comparing.
//
//   runs          one run of the program that stored something: tool version, fingerprint
//                 of tables and models, options, when it started and finished (NULL: it
//                 was broken off)
//   articles      one version of one article. Identity is (doc, content_hash): the hash
//                 is over source, text and metadata, not the path. Rows never change but
//                 for `current`, which marks the newest version of each doc. status is
//                 `coded` or `refused`; a refusal holds its reason and no text. remarks:
//                 what an analyst should know of it, as JSON [[rule, words, begin, end],
//                 …]
//   text_hashes   articles of a ledger that keeps no texts (settings: keep): SHA-256 of
//                 source and of clean text, and the bytes of each. articles.text is NULL
//                 then, and statements.content empty
//   codings       what one run made of one article version. `current` marks the one that
//                 queries show; older ones stay. blocks: what is story, title, caption,
//                 furniture, row of a dataset, as JSON [[kind, begin, end], …], bytes of
//                 articles.text; NULL in codings of older ledgers
//   actors        the actors of one coding, in its order. party says who it is over all
//                 articles; own_party who it would be, had not an analyst said otherwise
//   parties       who is who over all articles: kind, code and folded name (of the
//   tables,
//                 else of the article). spellings: the folded names it was met under,
//                 that are looked up (actor_names, FTS5). party_aliases: whom analysts
//                 said to be somebody else
//   offices       offices held by an actor, and whether now (tenure); where the article
//                 says so (said_*: the mention, context_*: its sentence; bytes of
//                 articles.text), NULL for those that the tables know
//   office_decisions  what analysts decided on offices learned from articles (learned.h).
//                 The last decision on a fact counts. Triggers forbid changing it
//   acts          the acts of one coding. act_id is the public identifier: the first 16
//                 hexadecimal digits of SHA-256 over doc, type, mode, the evidence's
//                 place in the source and the names of the participants; so it is the
//                 same in every run that finds the same act. evidence and trigger_words
//                 are the words themselves; *_begin and *_end are byte offsets in
//                 articles.text, source_begin and source_end in the source.
//                 place_country is an ISO alpha-3 code, place_latitude and
//                 place_longitude are degrees (WGS 84) of a city or region. sketch: what
//                 the merge compares of the sentence; event: the event that it is of, as
//                 the row of the act that names it. by_hand of its coding: an analyst's
//   act_contexts  what an act is about: PLOVER contexts, in the order of the manual
//   participants  actors and recipients of an act
//   reasons       why each field of an act holds what it holds, as JSON [[field, rule,
//                 words, begin, end, confidence], …]
//   statements    what was said, as one coding has it; voices: actors who said it and to
//                 whom, with their party and the day of the article to be found by
//   events        what current acts make together, as event.h says: worked out from acts
//                 and corrections, kept to be asked for. id is the row of the act that
//                 was told first; event_parties, event_contexts and event_links are of
//                 them. outlets: those that tell of it, as JSON. event_pairs: each two
//                 codes of an event, to be found by both (a code and '' for an event of
//                 one alone); open_pairs: those of what was planned or denied
//   memberships   which event an act was of, from which version of the ledger to which
//   merge_keys    under which acts are found to be merged (merge.h)
//   corrections   what analysts changed (corrections.h). Triggers forbid changing it
//   versions      one batch of articles or one correction. coding_spans, article_spans:
//   in
//                 which versions a coding or article was shown
//   settings      under which rules the ledger was merged (merge); that it keeps no texts
//                 (keep: hashes)
//   sources       how far each file of articles has been read, for who goes on with it;
//                 stamp says what it was and under what it was read
//   log           what was done to the ledger, in order. Triggers forbid changing it
//   article_text, act_text, statement_text, actor_names   FTS5 indices over the tables
//                 above
//
// Durability. WAL with synchronous=FULL: what commit() has returned success for survives
// the death of the process and of the machine. Each article is stored whole or not at
// all.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/actor.h"
#include "base/result.h"
#include "coding/act.h"
#include "ingest/article.h"
#include "ledger/corrections.h"
#include "ledger/learned.h"
#include "ledger/merge.h"
#include "ledger/query.h"
#include "reading/reading.h"

namespace chancery {

enum class OpenMode : std::uint8_t {
    read,    ///< must exist; nothing is written
    create,  ///< made where it does not exist; brought up to the newest schema
};

/// What a ledger keeps of the words of articles.
enum class Keep : std::uint8_t {
    texts,   ///< all of them
    hashes,  ///< checksums and offsets; and title and evidence, to be quoted
};

/// What is asked of a ledger as it was.
enum class PastOf : std::uint8_t {
    events,  ///< anything
    rows,    ///< acts, statements, articles and actors alone: nothing has to be built
};

/// Under what acts are coded. Two runs with equal tool and engine give equal results.
struct RunInfo {
    std::string tool;             ///< "chancery 0.1.0"
    std::string engine;           ///< Engine::fingerprint()
    std::string options;          ///< as the user gave them; for the record
    std::string what = "ingest";  ///< as in VersionRow: also "import"
};

/// One article coded, as its parts; they must live during the call only.
struct CodedParts {
    const Article& article;
    const Reading& reading;
    const ArticleActors& actors;
    const ArticleActs& acts;
};

/// A source that could not be read as an article.
struct RefusedSource {
    std::string doc;
    std::string path;
    std::string reason;
    std::string language{};  ///< BCP 47, where that is why
};

/// How far a source has been read and what was in it stored.
struct SourceProgress {
    std::string path;
    std::string stamp;        ///< what is read again when it changes; the caller's words
    std::uint64_t place = 0;  ///< as the reader of the source counts
    std::uint64_t inner_place = 0;
    bool done = false;
};

/// An actor of the ledger, and how to show it.
struct NamedParty {
    PartyName party;
    std::string name;
    std::uint32_t acts = 0;
};

/// A version of the ledger: one batch of articles, or one correction.
struct VersionRow {
    std::int64_t id = 0;
    std::string at;    ///< UTC, ISO 8601
    std::string what;  ///< "ingest", "correction", "merge", "import"
    std::string author;
    std::string tool;            ///< of the run that made it
    std::uint32_t articles = 0;  ///< that changed
    std::string detail;          ///< of a correction: its kind
};

/// What storing changed.
enum class Stored : std::uint8_t {
    added,        ///< a doc that was not in the ledger
    new_version,  ///< a known doc with other content; the old version is kept
    recoded,      ///< a known version under another tool or engine; old acts are kept
    unchanged,    ///< nothing
};

/// "stored", "updated", "recoded", "unchanged".
[[nodiscard]] std::string_view name(Stored stored);

struct StoreOutcome {
    Stored stored = Stored::unchanged;
    std::size_t acts = 0;  ///< of the coding that is now current
    std::uint32_t version = 1;
};

/// Checksum of an article's source, text and metadata: 64 hexadecimal digits.
[[nodiscard]] std::string content_hash(const Article& article);

/// The public identifiers of an article's acts, in order.
[[nodiscard]] std::vector<std::string> act_ids(const CodedParts& parts);

/// The public identifiers of an article's statements, in order: over doc, place in the
/// source and speaker, so that they survive re-runs.
[[nodiscard]] std::vector<std::string> statement_ids(const CodedParts& parts);

/// Events in columns; what there is to know of it is the ledger's business.
class EventTable;

/// An open ledger. One thread at a time; several processes may read while one writes.
class Ledger {
  public:
    /// Errors: no such file, not a ledger, written by a newer version, I/O.
    static Result<Ledger> open(const std::string& path, OpenMode mode);

    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();  ///< rolls back what was not committed

    /// What is kept of articles; of a ledger without any, `texts`.
    Result<Keep> keeps();
    /// Says it of all articles to come. Errors: there are articles of which something
    /// else was kept. Precondition: opened for writing; no batch is open.
    Result<void> keep(Keep what);

    /// By what acts are merged into events, with each commit(). Without it acts are
    /// stored unmerged. `fingerprint` names the rules: what was merged under others is to
    /// be merged anew.
    void merge_by(MergeRules rules);
    /// Acts that are not merged yet, or under other rules; 0 where all is as it should
    /// be.
    Result<std::size_t> unmerged();
    /// Merges all acts anew, as a version of its own; the same events where neither acts
    /// nor rules changed. Precondition: merge_by() was called; no batch is open.
    Result<void> merge_anew();

    /// Says under what the next articles are stored. The run is recorded with the first
    /// of them, so that a run that changes nothing leaves no trace.
    void begin_run(RunInfo info);
    Result<void> finish_run();

    /// What store() would answer for this article, where that is `unchanged`: lets the
    /// caller spare the coding.
    Result<std::optional<StoreOutcome>> unchanged(const Article& article,
                                                  const std::string& hash);

    /// Adds to the open batch (begun where there is none). After an error nothing of this
    /// article is in the batch; commit() still answers for the articles before it.
    /// Precondition: begin_run() was called.
    Result<StoreOutcome> store(const CodedParts& parts, const std::string& hash);
    /// A refusal does not hide an earlier version that could be read.
    Result<StoreOutcome> refuse(const RefusedSource& source);

    /// Notes in the open batch how far a source has been read; one that is done under the
    /// same stamp stays done.
    Result<void> note_source(const SourceProgress& source);
    /// What was noted last; nothing where nothing was, or under another stamp.
    Result<std::optional<SourceProgress>> source_progress(const std::string& path,
                                                          const std::string& stamp);

    /// Makes what was stored since the last commit durable. After an error none of it is
    /// stored, and a new batch can be begun.
    Result<void> commit();
    /// Drops what was stored since the last commit.
    void roll_back();

    /// Calls `visit` with each act in order: by day (see ActFilter), then doc, then place
    /// in the text; stops when it returns false.
    Result<void> acts(const ActFilter& filter,
                      const std::function<bool(const ActRow&)>& visit);
    /// Loads offices, titles and numbers of those who take part in an act that acts()
    /// gave.
    Result<void> add_offices(ActRow& act);
    /// The clean text of a document's current version, in which spans of its acts lie;
    /// "" where there is no such document or its text is not kept.
    Result<std::string> clean_text(const std::string& doc);
    Result<void> articles(const ArticleFilter& filter,
                          const std::function<bool(const ArticleRow&)>& visit);

    /// Calls `visit` with each current article that is a copy of another or carries a
    /// part of it (ingest/copies.h), by doc; with `docs` only where one of the two is
    /// among them. All articles are compared anew: seconds for 10,000, minutes for a
    /// million.
    Result<void> copies(const std::vector<std::string>& docs,
                        const std::function<bool(const CopyRow&)>& visit);

    /// Calls `visit` with each event in order: by day, then identifier; stops when it
    /// returns false. events() adds the acts, claims and links of each.
    Result<void> event_rows(const EventFilter& filter,
                            const std::function<bool(const EventRow&)>& visit);
    Result<void> events(const EventFilter& filter,
                        const std::function<bool(const EventDetail&)>& visit);
    /// The event that this identifier names, or that of the act that it names: what an
    /// event was called before it was merged with others still leads to it.
    Result<EventDetail> event(std::string_view words);

    /// Statements by day of the article, doc and place in the text.
    Result<void> statements(const StatementFilter& filter,
                            const std::function<bool(const StatementRow&)>& visit);

    /// How many events there are in each stretch of time; stretches without any are left
    /// out.
    Result<std::vector<EventCount>> timeline(const EventFilter& filter, CountBy by);
    /// How many events there are between each two codes, most first. Parties of one event
    /// make a pair each: the one who acts first, or, where roles are alike, by letters.
    Result<std::vector<EventCount>> dyads(const EventFilter& filter);

    /// The same as timeline() for each actor, pair or type; those of most events first,
    /// `most` of them.
    Result<std::vector<LaneCount>> lanes(const EventFilter& filter,
                                         LaneBy by,
                                         CountBy per,
                                         std::size_t most);

    /// Events by value, most first, `most` of each and one more where there are further
    /// ones. The number of all events comes with them.
    struct Facets {
        std::uint32_t total = 0;
        std::vector<std::vector<ValueCount>> of;  ///< as asked for
    };

    Result<Facets> facets(const EventFilter& filter,
                          const std::vector<Facet>& asked,
                          std::size_t most);
    /// How many events there are at each place.
    Result<PlaceCounts> places(const EventFilter& filter);
    /// Countries and organisations, or (`actors`) single actors, that have most events
    /// with each other.
    Result<Network> network(const EventFilter& filter, bool actors, std::size_t edges);

    /// All events in memory, some 150 bytes each, as they are now: what count_in() takes.
    Result<std::shared_ptr<const EventTable>> read_events();
    /// From now on events are counted in this table rather than in the file, with the
    /// same results; nullptr: in the file. Precondition: the table was read from a ledger
    /// in the state in which this one is asked.
    void count_in(std::shared_ptr<const EventTable> events);

    /// The act whose identifier starts with `prefix` (4 digits or more), or "doc:N" for
    /// the N-th act of a doc. Errors: none, or several, which are listed.
    Result<ActDetail> act(std::string_view prefix);

    /// Fewest digits, at least 7, by which `id` is told from every other act.
    Result<std::size_t> shortest(std::string_view id);

    /// Codes of the states that the ledger knows under this name, in any spelling.
    Result<std::vector<std::string>> state_codes(std::string_view state);

    /// The political parties of this name (words of it, in any spelling; of these states,
    /// where codes are given), with the titles of their offices in this ledger. Takes
    /// time with the mentions of persons of their states.
    Result<PartyFilter> political_party(const std::string& words,
                                        const std::vector<std::string>& codes);

    /// Actors that current codings name, those of the most acts first; actors are the
    /// same where kind, code and name (of the tables, else of the article) are.
    Result<void> actors(const ActorQuery& query,
                        const std::function<bool(const ActorRow&)>& visit);
    /// What is said of an actor, `key` being that of an ActorRow; nothing where no
    /// current coding names it.
    Result<std::optional<ActorRecord>> actor_record(const std::string& key,
                                                    const std::string& kind,
                                                    const std::string& code);

    /// Each "person holds office" that a current coding says: what learn() takes.
    Result<std::vector<OfficeObservation>> office_observations();
    /// Adds a decision on a learned office; it is safe once this returns.
    Result<void> decide(const OfficeDecision& decision);
    /// All decisions, the first made first.
    Result<std::vector<OfficeDecision>> decisions();

    /// Enters a correction and makes the events that it changes anew; durable once this
    /// returns, with the id that it got. Errors: no author, a field or value that there
    /// is not, words that are not in the article, an undo of what is not there.
    /// Precondition: merge_by() was called; no batch is open.
    Result<Correction> correct(Correction given);
    /// All entries in order; which hold, and which have their words in the ledger.
    Result<std::vector<Correction>> corrections();
    /// Events that show the acts that were read from these words, each once.
    Result<std::vector<std::string>> events_at(const std::vector<ActAnchor>& anchors);
    /// Where the acts of an event were read, the shown one first, or that of an act.
    Result<std::vector<ActAnchor>> anchors_of(std::string_view id);
    /// Actors of the ledger that are called so, in any spelling; those of the most acts
    /// first.
    Result<std::vector<NamedParty>> parties_named(std::string_view words);

    /// The newest version of an article with its text; nothing where there is none.
    Result<std::optional<ArticleText>> article_text(const std::string& doc);
    Result<LedgerTotals> totals();
    /// Which acts joined or left an event, by version; `row` is that of the event.
    Result<std::vector<EventChange>> history(std::int64_t row);
    /// Events into which acts came, or from which they went, in a version; `most` of
    /// them.
    Result<std::vector<std::string>> events_of_version(std::int64_t version,
                                                       std::size_t most);

    /// From now on until end_reading() everything is asked of the ledger as it is now,
    /// whatever others write; the number of its newest version. Old pages of the file
    /// cannot be given back as long as this lasts.
    Result<std::int64_t> begin_reading();
    void end_reading();
    /// The newest version that is committed, and how many decisions on offices there are.
    Result<std::pair<std::int64_t, std::int64_t>> newest();
    /// A question that takes longer than until then fails; nothing: as long as it takes.
    void set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline);
    /// Whether the last question failed because of that.
    [[nodiscard]] bool overdue() const;
    /// How much of the file is mapped into memory and kept in it, in bytes.
    Result<void> set_memory(std::int64_t mapped, std::int64_t kept);

    /// What was done to the ledger, in order; `last` of them at most, where not 0.
    Result<std::vector<VersionRow>> versions(std::uint32_t last);
    /// One version, without the number of its articles. Errors: there is none.
    Result<VersionRow> version_row(std::int64_t id);
    /// The version that `words` name: a number, or a day (YYYY-MM-DD), at the end of
    /// which it was the newest. Errors: there is none.
    Result<std::int64_t> version_at(const std::string& words);
    /// Tells the ledgers that have a version of this number apart: see mark_of().
    Result<std::string> mark(std::int64_t version);
    /// From now on everything is asked of the ledger as it was in that version. Of events
    /// those that have changed since are built when this is called, in the time that
    /// merging takes; links among them need the rules (merge_by()), without which they
    /// are left out. Precondition: opened for reading, and, where others may write to it,
    /// begin_reading().
    Result<void> look_back(std::int64_t version, PastOf what = PastOf::events);

    /// SQLite's own check of the file, foreign keys and indices.
    Result<void> check();

  private:
    struct Impl;
    explicit Ledger(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace chancery
