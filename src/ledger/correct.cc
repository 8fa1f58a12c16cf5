// Entering corrections: each is an entry, a version of the ledger, and events made anew.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "coding/rules.h"
#include "ledger/correction_store.h"
#include "ledger/impl.h"
#include "ledger/rows.h"
#include "ledger/sha256.h"
#include "ledger/sketch_blob.h"
#include "text/fold.h"

namespace chancery {

namespace {

Error wrong(std::string message) {
    return Error{std::move(message), "", 0};
}

Result<void> check_type_and_mode(const std::string& type, const std::string& mode) {
    const auto known = act_type_from(type);
    if (!known) {
        return wrong("\"" + type + "\" is not a type of act; see `chancery acts --help`");
    }
    if (!mode.empty() && !is_mode_of(*known, mode)) {
        return wrong("\"" + mode + "\" is not a mode of " + type);
    }
    return {};
}

/// Whether a value is one that the field can hold.
Result<void> check_value(EventField field, const std::string& value) {
    const auto is_number = [&] {
        return value.size() <= 9 && value.find_first_not_of("0123456789") == value.npos;
    };
    switch (field) {
        case EventField::type:
            return check_type_and_mode(value, "");
        case EventField::channel:
            if (!value.empty() && !channel_from(value)) {
                return wrong("\"" + value + "\" is not a channel");
            }
            break;
        case EventField::date:
            if (!value.empty() && !parse_day_range(value)) {
                return wrong("\"" + value +
                             "\" is not a date; write 2026-01-24, "
                             "2026-01-20/2026-01-24, 2026-01 or 2026");
            }
            break;
        case EventField::status:
            if (!status_from(value)) {
                return wrong("a status is happened, planned or denied");
            }
            break;
        case EventField::count:
            if (!is_number()) {
                return wrong("\"" + value + "\" is not a number");
            }
            break;
        case EventField::cameo:
            if (!is_number() || value.size() == 1 || value.size() > 4) {
                return wrong("\"" + value + "\" is not a CAMEO code of 2 to 4 digits");
            }
            break;
        case EventField::actors:
            if (value.empty()) {
                return wrong("an event has an actor");
            }
            break;
        case EventField::mode:
        case EventField::place:
        case EventField::recipients:
            break;
    }
    return {};
}

/// Where `words` stand in `text`, if they do so once.
Result<Span> once_in(std::string_view text, std::string_view words, const char* what) {
    const auto at = words.empty() ? std::string_view::npos : text.find(words);
    if (at == std::string_view::npos) {
        return wrong(std::string("the ") + what + " is not in the article as written");
    }
    if (text.find(words, at + 1) != std::string_view::npos) {
        return wrong(std::string("the ") + what +
                     " is in the article more than once; give more of the words");
    }
    return Span{static_cast<std::uint32_t>(at),
                static_cast<std::uint32_t>(at + words.size())};
}

/// The line of the text around a span.
Span line_around(std::string_view text, Span span) {
    const auto begin = text.rfind('\n', span.begin);
    const auto end = text.find('\n', span.end);
    return {begin == std::string_view::npos ? 0U : static_cast<std::uint32_t>(begin + 1),
            static_cast<std::uint32_t>(std::min(end, text.size()))};
}

/// Enters one correction. Lives for one batch.
class Entry {
  public:
    Entry(Database& db, PartyRows& parties, std::int64_t version)
        : db_(db), steps_(db), parties_(parties), version_(version) {}

    Result<void> write(Correction& one) {
        if (auto done = apply(one); !done) {
            return done;
        }
        const std::string payload = payload_json(one);
        steps_.run(
            "INSERT INTO corrections (version, at, author, reason, kind, payload, uid, "
            "coding) VALUES (?,?,?,?,?,?,?,?)",
            version_,
            one.at,
            one.author,
            or_null(one.reason),
            name(one.kind),
            payload,
            one.uid,
            coding_);
        one.id = steps_.last_row();
        one.version = version_;
        return steps_.failed() ? Result<void>(steps_.error()) : Result<void>();
    }

    /// Acts whose events are to be made anew.
    [[nodiscard]] std::vector<std::int64_t> touched() const {
        return {touched_.begin(), touched_.end()};
    }

  private:
    Result<void> apply(Correction& one);
    Result<void> touch(const std::vector<ActAnchor>& anchors);
    Result<void> undo(const Correction& one);
    Result<void> add(const ActByHand& act, const std::string& author);
    void take_part(std::int64_t row,
                   std::string_view role,
                   const std::vector<PartyName>& list,
                   const std::vector<std::string>& names);
    Result<void> rename(const PartyName& from, const PartyName& to);
    Result<void> take_name_back(const PartyName& from);
    std::int64_t party_row(const PartyName& party);
    std::int64_t actor_row(std::int64_t coding,
                           std::int64_t ordinal,
                           const PartyName& party,
                           const std::string& written);
    void touch_acts_of(std::int64_t party);

    Database& db_;
    Steps steps_;
    PartyRows& parties_;
    std::int64_t version_;
    SqlNumber coding_;
    std::size_t hands_ = 0;  ///< actors entered by hand
    std::set<std::int64_t> touched_;
};

Result<void> Entry::touch(const std::vector<ActAnchor>& anchors) {
    for (const ActAnchor& anchor : anchors) {
        auto row = act_at(db_, anchor);
        if (!row) {
            return row.error();
        }
        if (*row) {
            touched_.insert(**row);
        }
    }
    return {};
}

Result<void> Entry::apply(Correction& one) {
    auto done = touch(one.acts);
    if (done) {
        done = touch(one.others);
    }
    if (!done) {
        return done;
    }
    switch (one.kind) {
        case CorrectionKind::set: {
            const auto field = event_field_from(one.field);
            if (!field) {
                return wrong("\"" + one.field +
                             "\" is not a field; the fields are type, mode, cameo, "
                             "channel, date, place, status, count, actors, recipients");
            }
            return check_value(*field, one.value);
        }
        case CorrectionKind::add:
            return add(one.act, one.author);
        case CorrectionKind::name:
            return rename(one.from, one.to);
        case CorrectionKind::undo:
            return undo(one);
        case CorrectionKind::merge:
        case CorrectionKind::split:
        case CorrectionKind::drop:
            break;
    }
    return {};
}

Result<void> Entry::undo(const Correction& one) {
    auto all = load_corrections(db_);
    if (!all) {
        return all.error();
    }
    const auto undone = std::find_if(all->begin(), all->end(), [&](const Correction& c) {
        return c.uid == one.undoes;
    });
    if (undone == all->end()) {
        return wrong("there is no correction \"" + one.undoes +
                     "\"; `chancery corrections` lists them");
    }
    if (!undone->in_force) {
        return wrong("correction " + std::to_string(undone->id) + " is undone already");
    }
    // What an undone undo had undone holds again, and so do its traces.
    const bool redo = undone->kind == CorrectionKind::undo;
    const auto meant =
        redo ? std::find_if(all->begin(),
                            all->end(),
                            [&](const Correction& c) { return c.uid == undone->undoes; })
             : undone;
    if (meant == all->end()) {
        return {};
    }
    auto done = touch(meant->acts);
    if (done) {
        done = touch(meant->others);
    }
    if (done && meant->kind == CorrectionKind::name) {
        done = redo ? rename(meant->from, meant->to) : take_name_back(meant->from);
    }
    if (done && meant->kind == CorrectionKind::add) {
        const SqlNumber coding =
            steps_.number("SELECT coding FROM corrections WHERE id = ?", meant->id);
        steps_.run("UPDATE codings SET current = ? WHERE id = ?", redo, coding);
        if (redo) {
            steps_.run(
                "INSERT INTO coding_spans (coding, since) VALUES (?1,?2) "
                "ON CONFLICT DO UPDATE SET until = NULL",
                coding,
                version_);
        } else {
            steps_.run(
                "UPDATE coding_spans SET until = ? WHERE coding = ? AND until IS NULL",
                version_,
                coding);
        }
        steps_.rows("SELECT id FROM acts WHERE coding = ?",
                    coding.value_or(0),
                    [&](const SqlStatement& row) { touched_.insert(row.number(0)); });
    }
    return done;
}

std::int64_t Entry::party_row(const PartyName& party) {
    auto row =
        steps_.number("SELECT id FROM parties WHERE key = ? AND kind = ? AND code = ?",
                      party.key,
                      party.kind,
                      party.code);
    if (!row) {
        steps_.run("INSERT INTO parties (kind, code, key) VALUES (?,?,?)",
                   party.kind,
                   party.code,
                   party.key);
        row = steps_.last_row();
    }
    return *row;
}

/// An actor of an act by hand: as the ledger knows the party, else as it was written.
std::int64_t Entry::actor_row(std::int64_t coding,
                              std::int64_t ordinal,
                              const PartyName& party,
                              const std::string& written) {
    const std::int64_t row = party_row(party);
    PartyRows::add_spelling(steps_, row, {name_key(written), "", party.key});
    const auto like = actor_of_party(db_, party);
    const SqlNumber model = like ? *like : SqlNumber();
    steps_.run(
        "INSERT INTO actors (coding, ordinal, key, name, table_name, kind, code, sector, "
        "rule, party) VALUES (?1,?2,?3,?4,(SELECT table_name FROM actors WHERE id = ?5),"
        "?6,?7,(SELECT sector FROM actors WHERE id = ?5),'by-hand',?8)",
        coding,
        ordinal,
        party.key,
        written,
        model,
        party.kind,
        or_null(party.code),
        row);
    return steps_.last_row();
}

/// Whether the fields of an act by hand are what they can be.
Result<void> check_act(const ActByHand& act) {
    if (auto fit = check_type_and_mode(act.type, act.mode); !fit) {
        return fit;
    }
    for (const auto& [field, value] : {std::pair{EventField::channel, &act.channel},
                                       std::pair{EventField::date, &act.date},
                                       std::pair{EventField::status, &act.status},
                                       std::pair{EventField::cameo, &act.cameo}}) {
        const bool none = field == EventField::cameo && value->empty();
        if (auto fit = none ? Result<void>() : check_value(field, *value); !fit) {
            return fit;
        }
    }
    if (act.actors.empty() || act.actors.size() != act.actor_names.size() ||
        act.recipients.size() != act.recipient_names.size()) {
        return wrong("an act has an actor");
    }
    return {};
}

/// The same again for the same words and parties.
std::string id_by_hand(const ActByHand& act) {
    Sha256 hash;
    hash.add_field("by hand");
    for (const std::string* field : {&act.doc, &act.type, &act.mode, &act.evidence}) {
        hash.add_field(*field);
    }
    for (const auto* list : {&act.actors, &act.recipients}) {
        hash.add_field(std::to_string(list->size()));
        for (const PartyName& party : *list) {
            hash.add_field(party_key(party));
        }
    }
    return hash.hex().substr(0, 16);
}

void Entry::take_part(std::int64_t row,
                      std::string_view role,
                      const std::vector<PartyName>& list,
                      const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::int64_t actor =
            actor_row(*coding_, static_cast<std::int64_t>(hands_++), list[i], names[i]);
        steps_.run(
            "INSERT INTO participants (act, role, ordinal, actor) VALUES (?,?,?,?)",
            row,
            role,
            static_cast<std::int64_t>(i),
            actor);
    }
}

Result<void> Entry::add(const ActByHand& act, const std::string& author) {
    if (auto fit = check_act(act); !fit) {
        return fit;
    }
    std::int64_t article = 0;
    std::string text;
    bool kept = true;
    auto found = for_rows(
        db_,
        "SELECT id, text, text IS NULL FROM articles WHERE doc = ? AND current = 1 AND "
        "status = 'coded'",
        {SqlValue(act.doc)},
        [&](const SqlStatement& row) {
            article = row.number(0);
            text = row.text(1);
            kept = row.number(2) == 0;
            return true;
        });
    if (!found) {
        return found;
    }
    if (article == 0) {
        return wrong("no article \"" + act.doc +
                     "\" in this ledger; `chancery articles` lists them");
    }
    if (!kept) {
        return wrong("the text of \"" + act.doc +
                     "\" is not kept in this ledger, so words cannot be found in it");
    }
    const auto evidence = once_in(text, act.evidence, "evidence");
    const auto trigger =
        act.trigger.empty() ? evidence : once_in(act.evidence, act.trigger, "trigger");
    if (!evidence || !trigger) {
        return !evidence ? evidence.error() : trigger.error();
    }
    const std::uint32_t shift = act.trigger.empty() ? 0 : evidence->begin;
    const Span context = line_around(text, *evidence);
    steps_.run(
        "INSERT INTO runs (tool, engine, options, started) VALUES ('by hand', '', ?, "
        "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        author);
    steps_.run(
        "INSERT INTO codings (article, run, current, acts, by_hand) "
        "VALUES (?,?,1,1,1)",
        article,
        steps_.last_row());
    coding_ = steps_.last_row();
    steps_.run(
        "INSERT INTO coding_spans (coding, since) VALUES (?,?)", coding_, version_);

    const DayColumns days(act.date);
    steps_.run(
        "INSERT INTO acts (coding, ordinal, act_id, type, mode, cameo, channel, date, "
        "first_day, last_day, exact_day, sort_day, place, status, background, count, "
        "trigger_words, trigger_begin, trigger_end, evidence, evidence_begin, "
        "evidence_end, source_begin, source_end, context_begin, context_end, confidence, "
        "quad, text_size, sketch) SELECT ?1,0,?2,?3,?4,?5,?6,?7,?8,?9,?10, "
        "coalesce(?8, published_day),?11,?12,0,?13,?14,?15,?16,?17,?18,?19,?18,?19,"
        "?20,?21,1.0,?22,?23,?24 FROM articles WHERE id = ?25",
        coding_,
        id_by_hand(act),
        act.type,
        or_null(act.mode),
        or_null(act.cameo),
        or_null(act.channel),
        or_null(act.date),
        days.first,
        days.last,
        days.exact,
        or_null(act.place),
        act.status,
        act.count ? SqlNumber(*act.count) : SqlNumber(),
        act.trigger.empty() ? act.evidence : act.trigger,
        std::int64_t{trigger->begin + shift},
        std::int64_t{trigger->end + shift},
        act.evidence,
        std::int64_t{evidence->begin},
        std::int64_t{evidence->end},
        std::int64_t{context.begin},
        std::int64_t{context.end},
        std::int64_t{quadrant_of(*act_type_from(act.type))},
        static_cast<std::int64_t>(text.size()),
        SqlBlob{packed(sketch_of(quote(text, context)))},
        article);
    const std::int64_t row = steps_.last_row();
    take_part(row, "actor", act.actors, act.actor_names);
    take_part(row, "recipient", act.recipients, act.recipient_names);
    touched_.insert(row);
    return {};
}

void Entry::touch_acts_of(std::int64_t party) {
    steps_.rows(
        "SELECT DISTINCT p.act FROM actors x JOIN participants p ON p.actor = x.id "
        "JOIN codings c ON c.id = x.coding AND c.current = 1 WHERE x.party = ?",
        party,
        [&](const SqlStatement& row) { touched_.insert(row.number(0)); });
}

/// Whoever was known under the one name is the other from now on.
Result<void> Entry::rename(const PartyName& from, const PartyName& to) {
    const std::int64_t one = party_row(from);
    const std::int64_t other = party_row(to);
    if (one == other) {
        return wrong("both names are of the same actor already");
    }
    if (steps_.number(
            "SELECT 1 FROM party_aliases WHERE party = ? OR meant = ?", other, one)) {
        return wrong(
            "one of the two is already said to be somebody else; undo that first");
    }
    touch_acts_of(one);
    touch_acts_of(other);
    steps_.run(
        "INSERT OR REPLACE INTO party_aliases (party, meant) VALUES (?,?)", one, other);
    PartyRows::add_spelling(steps_, other, {from.key, "", from.key});
    steps_.run(
        "UPDATE actors SET party = ?, own_party = ? WHERE party = ?", other, one, one);
    steps_.run("UPDATE voices SET party = ? WHERE party = ?", other, one);
    parties_.forget();
    return {};
}

Result<void> Entry::take_name_back(const PartyName& from) {
    const std::int64_t one = party_row(from);
    const SqlNumber other =
        steps_.number("SELECT meant FROM party_aliases WHERE party = ?", one);
    if (!other) {
        return {};
    }
    touch_acts_of(*other);
    steps_.run("DELETE FROM party_aliases WHERE party = ?", one);
    steps_.run(
        "UPDATE voices SET party = ?1 WHERE actor IN (SELECT id FROM actors WHERE "
        "own_party = ?1)",
        one);
    steps_.run("UPDATE actors SET party = ?1, own_party = NULL WHERE own_party = ?1",
               one);
    parties_.forget();
    return {};
}

}  // namespace

Result<Correction> Ledger::correct(Correction given) {
    if (given.author.empty()) {
        return wrong("a correction has an author; give --author");
    }
    if (!impl_->rules) {
        return wrong("corrections need the rules of merging");
    }
    if (given.at.empty()) {
        given.at = impl_->now();
    }
    if (given.uid.empty()) {
        given.uid = correction_uid(given);
    }
    if (auto open = impl_->open_batch(); !open) {
        return open.error();
    }
    const auto done = [&]() -> Result<void> {
        const auto version = impl_->version_of_batch("correction", {}, given.author);
        if (!version) {
            return version.error();
        }
        Entry entry(impl_->db, impl_->parties, *version);
        if (auto written = entry.write(given); !written) {
            return written;
        }
        impl_->memory.clear();  // of names that are somebody else's now
        return impl_->merge_acts(entry.touched());
    }();
    if (!done) {
        roll_back();
        return done.error();
    }
    if (auto kept = commit(); !kept) {
        return kept.error();
    }
    return given;
}

}  // namespace chancery
