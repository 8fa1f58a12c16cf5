// One article's coding becomes rows: actors, acts with their reasons, statements.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/coding_writer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <type_traits>

#include <nlohmann/json.hpp>

#include "ledger/merge.h"
#include "ledger/sketch_blob.h"
#include "text/fold.h"

namespace chancery {

const PartyRows::Row& PartyRows::row_of(Steps& steps, const Actor& actor) {
    const std::string name_words = name_key(actor.name);
    const std::string table_words = name_key(actor.table_name);
    const std::string key_words = name_key(actor.key);
    const std::string& key = table_words.empty() ? name_words : table_words;
    std::string spelling(name(actor.kind));
    for (const std::string* part : {&actor.code, &name_words, &table_words, &key_words}) {
        spelling += '\n';
        spelling += *part;
    }
    if (const auto known = rows_.find(spelling); known != rows_.end()) {
        return known->second;
    }
    const auto look = [&] {
        return steps.number(
            "SELECT id FROM parties WHERE key = ? AND kind = ? AND code = ?",
            key,
            name(actor.kind),
            actor.code);
    };
    auto row = look();
    if (!row && !steps.failed()) {
        steps.run("INSERT INTO parties (kind, code, key) VALUES (?,?,?)",
                  name(actor.kind),
                  actor.code,
                  key);
        row = steps.last_row();
    }
    if (!row) {
        return failed_;
    }
    add_spelling(steps, *row, {name_words, table_words, key_words});
    // An analyst may have said that this is somebody else's name.
    Row out{*row, {}, {std::string(name(actor.kind)), actor.code, key}};
    if (const auto meant =
            steps.number("SELECT meant FROM party_aliases WHERE party = ?", *row)) {
        out.party = *meant;
        out.own = *row;
        steps.rows("SELECT kind, code, key FROM parties WHERE id = ?",
                   *meant,
                   [&](const SqlStatement& found) {
                       out.name = {found.text(0), found.text(1), found.text(2)};
                   });
    }
    if (steps.failed()) {
        failed_ = std::move(out);
        return failed_;
    }
    return rows_.emplace(std::move(spelling), std::move(out)).first->second;
}

void PartyRows::add_spelling(Steps& steps, std::int64_t party, const Spelling& words) {
    const auto known = steps.number(
        "SELECT id FROM spellings WHERE party = ? AND name_key = ? AND table_key = ? AND "
        "key_words = ?",
        party,
        words.name,
        words.table,
        words.key);
    if (known) {
        return;
    }
    steps.run(
        "INSERT INTO spellings (party, name_key, table_key, key_words) VALUES (?,?,?,?)",
        party,
        words.name,
        words.table,
        words.key);
}

namespace {

/// The words of a span as the source has them, where the article is to be quoted so.
std::string_view words_of(const Article& article, Span span) {
    return article.verbatim ? quote(article.source, source_span(article, span))
                            : quote(article.text, span);
}

/// Rows of a dataset are in words of ours: that two are alike says nothing.
bool is_row(const Article& article) {
    return !article.blocks.empty() && article.blocks.front().kind == BlockKind::row;
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

/// The sentence that holds the first byte of `span`, counted from 1; NULL where none
/// does.
SqlNumber sentence_of(const Reading& reading, Span span) {
    const auto& sentences = reading.sentences;
    const auto at = std::partition_point(
        sentences.begin(), sentences.end(), [&](const Sentence& sentence) {
            return reading.tokens[sentence.last - 1].span.end <= span.begin;
        });
    return at == sentences.end() ? SqlNumber() : SqlNumber(at - sentences.begin() + 1);
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

/// A list of lists as JSON, for text that is UTF-8.
class JsonList {
  public:
    void open() {
        text_ += text_.size() == 1 ? "[" : ",[";
        first_ = true;
    }

    void close() { text_ += ']'; }

    void add(std::string_view words) {
        begin_item();
        text_ += '"';
        for (const char c : words) {
            if (c == '"' || c == '\\') {
                text_ += {'\\', c};
            } else if (static_cast<unsigned char>(c) < 0x20) {
                constexpr std::string_view digits = "0123456789abcdef";
                const auto byte = static_cast<unsigned char>(c);
                text_ += "\\u00";
                text_ += {digits[byte >> 4U], digits[byte & 15U]};
            } else {
                text_ += c;
            }
        }
        text_ += '"';
    }

    template <typename Number>
    requires std::is_arithmetic_v<Number>

    void add(Number number) {
        begin_item();
        std::array<char, 32> digits{};
        const auto end =
            std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        text_.append(digits.data(), end);
    }

    /// All that was added.
    std::string text() { return text_ + ']'; }

  private:
    void begin_item() {
        text_ += first_ ? "" : ",";
        first_ = false;
    }

    std::string text_ = "[";
    bool first_ = true;
};

/// Writes one article's coding. Lives for one call of store().
class CodingWriter {
  public:
    CodingWriter(Steps& steps, const CodedParts& parts, WriteAids& aids)
        : steps_(steps),
          parts_(parts),
          aids_(aids),
          source_(source_name(parts.article.agency, parts.article.outlet)) {}

    void write(std::int64_t coding) {
        write_actors(coding);
        const auto ids = act_ids(parts_);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            write_act(coding, i, ids[i]);
        }
        write_statements(coding);
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
    void remember(std::int64_t row, const std::string& id, const Act& act, Sketch sketch);
    void write_statements(std::int64_t coding);
    void write_voices(std::int64_t statement,
                      std::string_view role,
                      const std::vector<ActorIndex>& list);

    Steps& steps_;
    const CodedParts& parts_;
    WriteAids& aids_;
    std::string source_;
    std::vector<std::int64_t> actor_rows_;
    std::vector<const PartyRows::Row*> party_rows_;
};

void CodingWriter::write_actors(std::int64_t coding) {
    std::int64_t ordinal = 0;
    for (const Actor& actor : parts_.actors.actors) {
        const PartyRows::Row& party = aids_.parties.row_of(steps_, actor);
        steps_.run(
            "INSERT INTO actors (coding, ordinal, key, name, table_name, kind, code, "
            "sector, rule, party, own_party) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            coding,
            ordinal++,
            actor.key,
            actor.name,
            or_null(actor.table_name),
            name(actor.kind),
            or_null(actor.code),
            or_null(name(actor.sector)),
            or_null(actor.rule),
            party.party,
            party.own);
        actor_rows_.push_back(steps_.last_row());
        party_rows_.push_back(&party);
        write_offices(actor_rows_.back(), static_cast<ActorIndex>(ordinal - 1));
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
    const DayColumns days(act.date);
    const Span source = source_span(article, act.evidence);
    const Span context = context_of(parts_.reading, act.evidence);
    Sketch sketch = is_row(article) ? Sketch() : sketch_of(quote(article.text, context));
    steps_.run(
        "INSERT INTO acts (coding, ordinal, act_id, type, mode, cameo, channel, date, "
        "first_day, last_day, exact_day, sort_day, place, status, background, count, "
        "trigger_words, trigger_begin, trigger_end, evidence, evidence_begin, "
        "evidence_end, source_begin, source_end, context_begin, context_end, confidence, "
        "quad, goldstein, place_country, place_latitude, place_longitude, sentence, "
        "text_size, sketch) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        coding,
        static_cast<std::int64_t>(ordinal),
        id,
        name(act.type),
        or_null(act.mode),
        or_null(act.cameo),
        or_null(name(act.channel)),
        or_null(act.date),
        days.first,
        days.last,
        days.exact,
        days.sort(article.published),
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
        act.location.located ? SqlReal(act.location.longitude) : SqlReal(),
        sentence_of(parts_.reading, act.trigger),
        std::int64_t{static_cast<std::int64_t>(article.text.size())},
        SqlBlob{packed(sketch)});
    const std::int64_t row = steps_.last_row();
    write_participants(row, "actor", act.actors);
    write_participants(row, "recipient", act.recipients);
    write_reasons(row, act.reasons);
    write_contexts(row, act.contexts);
    remember(row, id, act, std::move(sketch));
}

/// Keeps the act as it would be read again, for the merge that follows.
void CodingWriter::remember(std::int64_t row,
                            const std::string& id,
                            const Act& act,
                            Sketch sketch) {
    StoredAct out;
    EventAct& shown = out.shown;
    shown.row = row;
    shown.id = id;
    shown.doc = parts_.article.doc;
    shown.outlet = parts_.article.outlet;
    shown.source = source_;
    shown.sentence = sketch.sentence;
    shown.published = parts_.article.published;
    shown.type = name(act.type);
    shown.mode = act.mode;
    shown.cameo = act.cameo;
    shown.channel = name(act.channel);
    shown.date = act.date;
    shown.place = act.place;
    shown.status = name(act.status);
    shown.place_country = act.location.code;
    if (act.location.located) {
        shown.place_at = Coordinates{act.location.latitude, act.location.longitude};
    }
    shown.count = act.count;
    shown.background = act.background;
    shown.quad = act.quad;
    if (!std::isnan(act.goldstein)) {
        shown.goldstein = static_cast<double>(act.goldstein);
    }
    shown.contexts = act.contexts;
    shown.confidence = static_cast<double>(act.confidence);
    out.merge.sketch = std::move(sketch);
    fill_merge(out);
    for (const bool recipient : {false, true}) {
        for (const ActorIndex i : recipient ? act.recipients : act.actors) {
            const PartyRows::Row& party = *party_rows_[i];
            add_party(out, recipient, party.name, party.party, actor_rows_[i]);
        }
    }
    aids_.memory.keep(std::move(out));
    aids_.added.push_back(row);
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
    if (reasons.empty()) {
        return;
    }
    JsonList out;
    for (const Reason& reason : reasons) {
        out.open();
        out.add(reason.field);
        out.add(reason.rule);
        out.add(words_of(parts_.article, reason.span));
        out.add(reason.span.begin);
        out.add(reason.span.end);
        out.add(reason.confidence);
        out.close();
    }
    steps_.run("INSERT INTO reasons (act, list) VALUES (?,?)", act, out.text());
}

void CodingWriter::write_statements(std::int64_t coding) {
    const Article& article = parts_.article;
    const auto& list = parts_.acts.statements.statements;
    const auto ids = statement_ids(parts_);
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Statement& one = list[i];
        const Span source = source_span(article, one.content);
        const std::string to = addressee_name(one, parts_.actors, article.text);
        const std::string_view content = aids_.keep == Keep::texts
                                             ? words_of(article, one.content)
                                             : std::string_view();
        steps_.run(
            "INSERT INTO statements (coding, ordinal, statement_id, kind, speaker, "
            "addressee, speaker_words, addressee_words, cue, content, part, rule, "
            "confidence, content_begin, content_end, source_begin, source_end) "
            "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            coding,
            static_cast<std::int64_t>(i),
            ids[i],
            name(one.kind),
            speaker_name(one, parts_.actors, article.text),
            or_null(to),
            words_of(article, one.speaker),
            or_null(words_of(article, one.addressee)),
            or_null(words_of(article, one.cue)),
            content,
            std::int64_t{one.group},
            one.rule,
            static_cast<double>(one.confidence),
            std::int64_t{one.content.begin},
            std::int64_t{one.content.end},
            std::int64_t{source.begin},
            std::int64_t{source.end});
        const std::int64_t row = steps_.last_row();
        write_voices(row, "speaker", one.speakers);
        write_voices(row, "addressee", one.addressees);
    }
}

void CodingWriter::write_voices(std::int64_t statement,
                                std::string_view role,
                                const std::vector<ActorIndex>& list) {
    std::int64_t ordinal = 0;
    for (const ActorIndex i : list) {
        steps_.run(
            "INSERT INTO voices (statement, role, ordinal, actor, party, day) "
            "VALUES (?,?,?,?,?,?)",
            statement,
            role,
            ordinal++,
            actor_rows_[i],
            party_rows_[i]->party,
            parts_.article.published ? SqlNumber(parts_.article.published->number)
                                     : SqlNumber());
    }
}

}  // namespace

void write_coding(Steps& steps,
                  const CodedParts& parts,
                  WriteAids aids,
                  std::int64_t coding) {
    CodingWriter(steps, parts, aids).write(coding);
}

std::string blocks_of(const Article& article) {
    nlohmann::json out = nlohmann::json::array();
    for (const Block& block : article.blocks) {
        out.push_back({name(block.kind), block.span.begin, block.span.end});
    }
    return out.dump();
}

std::string remarks_of(const Article& article) {
    if (article.remarks.empty()) {
        return {};
    }
    nlohmann::json out = nlohmann::json::array();
    for (const Remark& remark : article.remarks) {
        out.push_back({remark.rule, remark.words, remark.span.begin, remark.span.end});
    }
    return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace chancery
