// What can be asked of a ledger, and the rows that it answers with.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/span.h"
#include "ledger/words_query.h"

namespace chancery {

/// Days from `first` to `last`, both included.
struct DayRange {
    Day first;
    Day last;
    bool exact = true;  ///< given by days; false for a month or a year
};

/// Reads "YYYY-MM-DD", "YYYY-MM-DD/YYYY-MM-DD", "YYYY-MM" or "YYYY"; else nothing.
[[nodiscard]] std::optional<DayRange> parse_day_range(std::string_view text);

/// Who must take part. Any of the ways to match is enough.
struct ActorFilter {
    enum class Role : std::uint8_t { any, actor, recipient };

    std::string words;  ///< of a name, in any spelling: "to lam" finds "Tô Lâm"
    std::vector<std::string> codes{};  ///< of states or organisations served
    Role role = Role::any;
    std::string sector{};  ///< "GOV"; with it words and codes narrow it down
};

/// Somebody takes part who is a political party, or who holds an office of one. Made by
/// Ledger::political_party().
struct PartyFilter {
    std::string words;               ///< of its name, in any spelling
    std::vector<std::string> codes;  ///< of the state whose party it is; none: any
    std::vector<std::pair<std::string, std::string>> offices;  ///< code and title
};

struct TypeFilter {
    std::string type;  ///< "CONSULT"; empty for any
    std::string mode;  ///< "phone"; empty for any
};

/// Where a row of a list by day stands, so that the next page begins behind it: in the
/// order of the day (none: last), then of the document, then of the number in it, then of
/// the row of its table: an act entered by hand may have the number of one that was
/// found.
struct RowPlace {
    std::optional<std::int64_t> day;  ///< days since 1970-01-01
    std::string doc;
    std::int64_t number = 0;  ///< acts and statements: from 0; articles: the version
    std::int64_t row = 0;
};

/// All that is set must hold; of several types one is enough; every actor must take part.
///
/// Dates. An act that lasted for days (2026-01-23/2026-01-25) is found when any of them
/// falls in the range; one that is dated by a month or a year alone, only when all of it
/// does: "2025" is not an answer to the question what happened on 3 March 2025. Acts
/// without a date are found by date only with `or_published`, under the day of the
/// article.
struct ActFilter {
    std::vector<ActorFilter> actors;
    std::vector<PartyFilter> parties;
    std::vector<TypeFilter> types;
    std::optional<Day> from;
    std::optional<Day> to;
    bool or_published = false;
    std::string outlet;             ///< words of its name, in any spelling
    std::vector<std::string> docs;  ///< any of
    WordsQuery words;               ///< of the evidence
    std::vector<std::string> statuses;
    std::string channel;
    std::string cameo;                  ///< the code starts so: "04" finds 040 and 042
    std::vector<std::string> contexts;  ///< any of
    std::string place;                  ///< words of its name, in lower case
    std::string place_code;  ///< or the country that it lies in, ISO 3166 alpha-3
    double min_confidence = 0;
    bool background = true;  ///< show background acts too
    bool newest_first = false;
    std::optional<std::uint32_t> limit;
    std::optional<RowPlace> after;  ///< of acts: only what follows this row
};

/// Which events; what ActFilter says of acts holds for what the event shows, and outlet,
/// docs, words and parties for any of its acts.
struct EventFilter {
    ActFilter acts;
    bool conflicts = false;  ///< only those of which sources differ
    bool corrected = false;  ///< only those that an analyst changed
    std::uint32_t min_sources = 0;
    /// Only what follows this event in the order asked for: day and identifier, as
    /// EventRow has them. Rows that come and go before it change nothing behind it.
    std::optional<std::pair<std::int64_t, std::string>> after;
    std::uint32_t offset = 0;  ///< leave out so many rows
};

/// How many events fall in one stretch of time, or between two parties.
struct EventCount {
    std::string day;    ///< first day of the stretch; "" for events without any day
    std::string one;    ///< code of the one party; "" where nobody has one
    std::string other;  ///< code of the other
    std::uint32_t events = 0;
    std::uint32_t articles = 0;
    std::array<std::uint32_t, 4> quads{};  ///< events by quadrant
};

enum class CountBy : std::uint8_t { day, week, month, year };

/// Which statements; all that is set must hold.
struct StatementFilter {
    std::vector<ActorFilter> speakers;  ///< role is not looked at
    std::vector<ActorFilter> addressees;
    std::vector<PartyFilter> parties;  ///< of whom one speaks
    WordsQuery words;                  ///< of the content
    std::string kind;                  ///< "direct", "indirect", "mixed"
    std::optional<Day> from, to;       ///< of the article
    std::string outlet;
    std::vector<std::string> docs;
    bool newest_first = false;
    std::optional<std::uint32_t> limit;
    std::optional<RowPlace> after;
};

struct Participant {
    std::string key;
    std::string name;
    std::string table_name;
    std::string kind;
    std::string code;
    std::string sector;
    std::vector<std::string> offices;  ///< that the article says, in its words
    /// The same as they are to be shown ("former Chancellor"); where the article says
    /// none, those that the tables know on its day.
    std::vector<std::string> titles;
    std::uint32_t number = 0;  ///< among the actors of its article, from 0
};

/// Degrees, WGS 84.
struct Coordinates {
    double latitude = 0, longitude = 0;
};

/// One act with what the article says about itself. Words are "" where not known.
struct ActRow {
    std::int64_t row = 0;
    std::string id;
    std::uint32_t number = 0;  ///< in its article, from 1
    std::string type, mode, cameo, channel, date, place, status;
    std::string place_country;            ///< ISO 3166 alpha-3
    std::optional<Coordinates> place_at;  ///< of a city or a region
    bool background = false;
    std::optional<std::uint32_t> count;
    std::uint32_t quad = 0;           ///< 1-4
    std::optional<double> goldstein;  ///< -10 to 10; nothing for acts of old ledgers
    std::vector<std::string> contexts;
    std::string trigger, evidence;
    double confidence = 1;
    std::vector<Participant> actors, recipients;
    std::string doc, title, outlet, agency, published, url, path;
    std::string language;
    std::string event;           ///< identifier of the event that it is of; may be empty
    std::uint32_t sentence = 0;  ///< of its evidence in the article, from 1; 0: not known
    Span trigger_at;             ///< in the article's clean text, bytes
    Span evidence_at;            ///< the same
    std::uint32_t text_size = 0;  ///< bytes of that text
    RowPlace at;                  ///< in the list of acts
};

struct ReasonRow {
    std::string field, rule, words;
    double confidence = 1;
};

/// One act with everything that `explain` tells.
struct ActDetail {
    ActRow act;
    std::vector<ReasonRow> reasons;
    /// The sentence or sentences that hold the evidence; where the text is not kept, the
    /// evidence.
    std::string context;
    Span context_trigger;   ///< in `context`
    Span context_evidence;  ///< in `context`
    std::string tool;       ///< version that coded it
    bool current = true;    ///< false: a later version or run no longer shows it
    bool text_kept = true;  ///< of its article
};

/// What somebody said, as one article has it.
struct StatementRow {
    std::string id;
    std::string kind;                ///< "direct", "indirect", "mixed"
    std::string speaker, addressee;  ///< names, "; " between; addressee may be empty
    std::string speaker_words, addressee_words, cue;
    std::string content;     ///< empty where the text is not kept
    std::uint32_t part = 0;  ///< the same for the parts of one statement; 0 for one part
    std::string rule;
    double confidence = 1;
    std::vector<Participant> speakers, addressees;
    std::string doc, title, outlet, agency, published, url;
    Span content_at;  ///< in the article's clean text, bytes
    RowPlace at;      ///< in the list of statements
};

/// One value of one field of an event, as one act of one article has it.
struct ClaimRow {
    std::string field;  ///< "type", "mode", "date", "actors", … as in ReasonRow
    std::string value;  ///< as the field is written; parties by name, with "; " between
    std::string act;    ///< identifier of the act
    std::string rule, words;  ///< why, and the words that say so
    double confidence = 1;
    bool shown = false;  ///< it is the value that the event shows
};

/// Another event that has to do with one: the visit that was planned, and made.
struct EventLink {
    std::string event;
    std::string kind;  ///< "plan-of", "carried-out-as", "denial-of", "denied-by"
};

/// One real-world act, as the articles that tell it have it together. Each field shows
/// the value that most independent sources give.
struct EventRow {
    std::int64_t row = 0;
    std::int64_t sort_day = 0;  ///< days since 1970-01-01 by which it is sorted
    std::string id;             ///< "e" and the identifier of the act that was told first
    std::string type, mode, cameo, channel, date, place, status;
    std::string place_country;            ///< ISO 3166 alpha-3
    std::optional<Coordinates> place_at;  ///< of a city or a region
    bool background = false;              ///< all its acts are
    std::optional<std::uint32_t> count;
    std::uint32_t quad = 0;
    std::optional<double> goldstein;
    std::vector<std::string> contexts;
    double confidence = 1;  ///< that at least one of the acts is right
    std::vector<Participant> actors, recipients;
    std::uint32_t acts = 0;                       ///< that were merged
    std::uint32_t articles = 0;                   ///< that tell it
    std::uint32_t sources = 0;                    ///< independent of each other
    std::vector<std::string> conflicts;           ///< fields of which sources differ
    std::vector<std::string> corrected;           ///< fields that an analyst set
    std::string first_published, last_published;  ///< days of the articles
    std::string evidence;                         ///< of the act that is shown
    std::string trigger;
    std::string lead;  ///< identifier of that act
};

/// One event with everything that its sources say.
struct EventDetail {
    EventRow event;
    std::vector<ActRow> acts;  ///< by day of publication, doc, place in the text
    std::vector<ClaimRow> claims;
    std::vector<EventLink> links;
    /// Corrections that were ever entered about its acts, undone ones and undos among
    /// them: grows with each.
    std::uint32_t revisions = 0;
};

/// Which actors of a ledger; all that is set must hold.
struct ActorQuery {
    std::string words;  ///< of a name or key, in this order, in any spelling
    std::string kind;
    std::string code;
    std::string sector;
    std::vector<PartyFilter> parties;  ///< that it is or serves
    std::optional<std::uint32_t> limit;
};

/// One actor as the articles of a ledger name it, over all articles.
struct ActorRow {
    std::string name;  ///< of the tables, else the longest form met
    std::string table_name;
    std::string key;  ///< name_key() of that by which it is told from others
    std::string kind, code, sector;
    std::uint32_t acts = 0;      ///< in which it takes part
    std::uint32_t articles = 0;  ///< that name it
    std::string first, last;     ///< days of these articles
};

/// Something said of an actor, and in how many articles.
struct ActorSaying {
    std::string text;
    std::uint32_t articles = 0;
    std::string first, last;
};

/// All that a ledger has on one actor.
struct ActorRecord {
    ActorRow actor;
    std::vector<ActorSaying> names, offices, outlets;  ///< most often first
};

struct ArticleFilter {
    std::vector<std::string> docs;  ///< any of
    std::string outlet;
    WordsQuery words;  ///< of title and text
    std::optional<Day> from;
    std::optional<Day> to;
    bool refused_only = false;
    bool all_versions = false;
    std::optional<std::uint32_t> limit;
    std::optional<RowPlace> after;
};

/// One of two articles that are copies of each other.
struct CopySide {
    std::string doc, title, outlet, agency, published;
};

/// A paragraph of a copy, and the one of the original that it shares most with.
struct CopyParagraphRow {
    std::uint32_t copy = 0;  ///< paragraphs of the story, counted from 1
    std::uint32_t origin = 0;
    double share = 0;   ///< 0-1 of its words
    std::string words;  ///< of the copy
};

/// An article that is a copy of another, or carries a part of it.
struct CopyRow {
    std::string kind;  ///< "exact", "near", "partial"
    CopySide copy, origin;
    double share = 0;         ///< 0-1 of the copy's words that are the original's
    double origin_share = 0;  ///< 0-1 of the original's that are in the copy
    std::uint32_t words = 0;
    std::string agency;     ///< credited by the copy, else the original, else its own
    bool credited = false;  ///< the copy does
    std::vector<CopyParagraphRow> paragraphs;
};

struct ArticleRow {
    std::string doc, path, title, outlet, agency, dateline, published, url, language;
    std::uint32_t version = 1;
    bool current = true;
    bool refused = false;
    std::string refusal;
    std::uint32_t acts = 0;
    std::string content_hash;
    std::string text_hash, source_hash;  ///< SHA-256; empty where the text is kept
    std::vector<std::string> remarks;    ///< what an analyst should know of it, in words
    RowPlace at;                         ///< in the list of articles
};

/// A part of an article's text: "title", "paragraph", "caption", …
struct TextBlock {
    std::string kind;
    Span at;  ///< bytes
};

/// Words of an article that a field of an act was read from.
struct TextReason {
    std::string act;    ///< identifier
    std::string field;  ///< as in ReasonRow
    Span at;            ///< bytes
};

/// The text of an article, and where what was read from it stands.
struct ArticleText {
    ArticleRow article;
    std::string text;                 ///< empty where it is not kept (article.text_hash)
    std::vector<TextBlock> blocks;    ///< empty in codings of older ledgers
    std::vector<Participant> actors;  ///< of its current codings
    std::vector<TextReason> reasons;
};

/// How much a ledger holds.
struct LedgerTotals {
    std::int64_t version = 0;
    std::uint64_t events = 0, acts = 0, articles = 0;
    std::string first_day, last_day;  ///< of the events
};

/// How many events have one value of something.
struct ValueCount {
    std::string value;  ///< as a filter takes it
    std::string name;   ///< to be shown
    std::uint32_t events = 0;
};

/// What events can be counted by.
enum class Facet : std::uint8_t {
    type,
    status,
    channel,
    context,
    country,
    actor,
    outlet,
    place,
    quad,
    year,
    conflicts,
    corrected,
};

/// Events in stretches of time, of one actor, pair or type.
struct LaneCount {
    std::string key;  ///< a code, "ONE-OTHER", or a type
    std::uint32_t events = 0;
    std::vector<EventCount> stretches;
};

enum class LaneBy : std::uint8_t { actor, dyad, type };

struct PlaceCount {
    std::string place;    ///< the name most often given; may be empty
    std::string country;  ///< ISO 3166 alpha-3; may be empty
    std::optional<Coordinates> at;
    EventCount count;
};

struct PlaceCounts {
    std::vector<PlaceCount> places;  ///< most events first
    std::uint32_t nowhere = 0;       ///< events of which no place is known
};

/// Somebody who takes part in events, and in how many.
struct NetworkNode {
    std::string id;  ///< as EventCount::one and other have it
    Participant who;
    EventCount count;
};

/// Who has to do with whom.
struct Network {
    std::vector<NetworkNode> nodes;
    std::vector<EventCount> edges;  ///< most events first
    bool more = false;              ///< there are further edges
};

/// A version of the ledger that changed an event.
struct EventChange {
    std::int64_t version = 0;
    std::vector<std::string> joined, left;  ///< identifiers of acts
};

}  // namespace chancery
