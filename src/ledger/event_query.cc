// Asking for events, and for what each source says of them.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "ledger/act_rows.h"
#include "ledger/event_plan.h"
#include "ledger/event_store.h"
#include "ledger/event_table.h"
#include "ledger/filter.h"
#include "ledger/impl.h"
#include "ledger/revisions.h"
#include "ledger/rows.h"
#include "ledger/stored_lists.h"

namespace chancery {

namespace {

constexpr std::string_view event_columns =
    "SELECT e.id, e.event_id, e.type, e.mode, e.cameo, e.channel, e.date, e.place, "
    "e.status, e.place_country, e.first_published, e.last_published, l.act_id, "
    "l.evidence, "
    "l.trigger_words, e.background, e.count, e.quad, e.goldstein, e.confidence, e.acts, "
    "e.articles, e.sources, e.place_latitude, e.place_longitude, e.conflicts, "
    "e.corrected, e.sort_day FROM events e JOIN main.acts l ON l.id = e.lead";

std::vector<std::string> list_of(const std::string& json) {
    std::vector<std::string> out;
    for_texts(json, [&](std::string_view text) { out.emplace_back(text); });
    return out;
}

EventRow event_from(const SqlStatement& row) {
    EventRow out;
    out.row = row.number(0);
    int column = 1;
    for (std::string* field : {&out.id,
                               &out.type,
                               &out.mode,
                               &out.cameo,
                               &out.channel,
                               &out.date,
                               &out.place,
                               &out.status,
                               &out.place_country,
                               &out.first_published,
                               &out.last_published,
                               &out.lead,
                               &out.evidence,
                               &out.trigger}) {
        *field = row.text(column++);
    }
    const auto count = [&](int i) { return static_cast<std::uint32_t>(row.number(i)); };
    out.background = row.number(15) != 0;
    if (!row.is_null(16)) {
        out.count = count(16);
    }
    out.quad = count(17);
    if (!row.is_null(18)) {
        out.goldstein = row.real(18);
    }
    out.confidence = row.real(19);
    out.acts = count(20);
    out.articles = count(21);
    out.sources = count(22);
    if (!row.is_null(23) && !row.is_null(24)) {
        out.place_at = Coordinates{row.real(23), row.real(24)};
    }
    out.conflicts = list_of(row.text(25));
    out.corrected = list_of(row.text(26));
    out.sort_day = row.number(27);
    return out;
}

Result<void> load_event_parts(Database& db, EventRow& event) {
    auto done = for_kept(
        db,
        "SELECT p.role = 'actor', x.key, x.name, x.table_name, x.kind, x.code, x.sector "
        "FROM event_parties p JOIN actors x ON x.id = p.actor WHERE p.event = ? "
        "ORDER BY p.role, p.ordinal",
        event.row,
        [&](const SqlStatement& row) {
            auto& list = row.number(0) != 0 ? event.actors : event.recipients;
            list.push_back(participant_from(row, 1));
            return true;
        });
    if (!done) {
        return done;
    }
    return for_kept(db,
                    "SELECT context FROM event_contexts WHERE event = ? ORDER BY ordinal",
                    event.row,
                    [&](const SqlStatement& row) {
                        event.contexts.push_back(row.text(0));
                        return true;
                    });
}

/// The names of parties as a claim shows them.
std::string names_of(const std::vector<Participant>& list) {
    std::string out;
    for (const Participant& one : list) {
        out += out.empty() ? "" : "; ";
        out += one.table_name.empty() ? one.name : one.table_name;
    }
    return out;
}

/// What each act of an event says, field by field.
Result<std::vector<ClaimRow>> claims_of(Database& db, const EventDetail& detail) {
    std::vector<std::vector<ReasonRow>> reasons(detail.acts.size());
    for (std::size_t i = 0; i < detail.acts.size(); ++i) {
        if (auto done = load_reasons(db, detail.acts[i].row, reasons[i]); !done) {
            return done.error();
        }
    }
    std::vector<ClaimRow> out;
    for (std::size_t f = 0; f < event_field_count; ++f) {
        const auto field = static_cast<EventField>(f);
        const std::string shown = field_text(detail.event, field, names_of);
        for (std::size_t i = 0; i < detail.acts.size(); ++i) {
            const ActRow& act = detail.acts[i];
            ClaimRow claim{std::string(name(field)),
                           field_text(act, field, names_of),
                           act.id,
                           {},
                           {}};
            if (claim.value.empty()) {
                continue;
            }
            claim.shown = claim.value == shown;
            const auto why = std::find_if(
                reasons[i].begin(), reasons[i].end(), [&](const ReasonRow& reason) {
                    return reason.field == claim.field;
                });
            if (why != reasons[i].end()) {
                claim.rule = why->rule;
                claim.words = why->words;
                claim.confidence = why->confidence;
            } else {
                claim.confidence = act.confidence;
            }
            out.push_back(std::move(claim));
        }
    }
    return out;
}

Result<EventDetail> load_detail(Database& db,
                                const Revisions& revisions,
                                EventRow event) {
    EventDetail out;
    out.event = std::move(event);
    auto done = for_kept(db,
                         std::string(act_columns()) +
                             " WHERE a.event = ? ORDER BY r.published_day IS NULL, "
                             "r.published_day, r.doc, "
                             "a.ordinal",
                         out.event.row,
                         [&](const SqlStatement& row) {
                             out.acts.push_back(act_from(row));
                             return true;
                         });
    for (ActRow& act : out.acts) {
        if (done) {
            done = load_parts(db, act);
        }
        if (done) {
            done = load_offices(db, act);
        }
    }
    if (done) {
        done = load_offices(db, out.event);
    }
    if (done) {
        done = for_kept(db,
                        "SELECT o.event_id, k.kind FROM event_links k "
                        "JOIN events o ON o.id = k.other WHERE k.event = ? ORDER BY 2, 1",
                        out.event.row,
                        [&](const SqlStatement& row) {
                            out.links.push_back({row.text(0), row.text(1)});
                            return true;
                        });
    }
    if (!done) {
        return done.error();
    }
    auto claims = claims_of(db, out);
    if (!claims) {
        return claims.error();
    }
    out.claims = *std::move(claims);
    out.revisions = revisions.count(out.acts);
    return out;
}

/// Events with a day and those without any are gone through one after the other: these
/// come last in either order.
enum class Pass : std::uint8_t { dated, undated };

/// What of a pass follows the cursor; false where nothing does.
bool add_pass(Where& where, const EventFilter& filter, Pass pass) {
    const bool undated = pass == Pass::undated;
    where.add(undated ? "e.sort_day = ?" : "e.sort_day > ?", no_day);
    if (!filter.after) {
        return true;
    }
    const auto& [day, id] = *filter.after;
    const char* than = filter.acts.newest_first ? "<" : ">";
    if (undated) {
        if (day == no_day) {
            where.add(std::string("e.event_id ") + than + " ?", id);
        }
        return true;
    }
    where.add(std::string("(e.sort_day, e.event_id) ") + than + " (?, ?)", day, id);
    return day != no_day;
}

/// Goes through the events that a filter finds, in its order. Lives for one question.
class EventWalk {
  public:
    /// `visit` gives false to stop, or why it could not go on.
    using Visit = std::function<Result<bool>(EventRow&)>;

    /// `events`: those of the ledger's state, or nullptr.
    EventWalk(Database& db,
              const EventFilter& filter,
              const EventTable* events,
              Visit visit)
        : db_(db), filter_(filter), events_(events), visit_(std::move(visit)) {}

    Result<void> run() {
        if (auto rows = pick(); !rows || *rows) {
            return rows ? show_in_order(**std::move(rows)) : rows.error();
        }
        auto plan = plan_events(
            db_,
            filter_,
            filter_.acts.limit && filter_.offset == 0 ? EventUse::some : EventUse::all);
        if (!plan) {
            return plan.error();
        }
        std::int64_t left_out = 0;
        for (const Pass pass : {Pass::dated, Pass::undated}) {
            Where where = plan->where;
            if (!add_pass(where, filter_, pass) || !wants_more()) {
                continue;
            }
            const auto any = leave_out(where, left_out);
            if (!any) {
                return any.error();
            }
            if (!*any) {
                continue;
            }
            auto done = plan->words.empty() ? step(where) : page(where, plan->words);
            if (!done) {
                return done;
            }
        }
        return {};
    }

  private:
    Result<std::optional<EventTable::Rows>> pick();
    Result<void> show_in_order(EventTable::Rows rows);

    [[nodiscard]] bool wants_more() const {
        return more_ && (!filter_.acts.limit || seen_ < *filter_.acts.limit);
    }

    [[nodiscard]] std::string order() const {
        const std::string down = filter_.acts.newest_first ? " DESC" : "";
        return " ORDER BY e.sort_day" + down + ", e.event_id" + down;
    }

    /// Moves the begin of a pass behind the rows that are to be left out; false where all
    /// of them are.
    Result<bool> leave_out(Where& where, std::int64_t& done) {
        const std::int64_t more = std::int64_t{filter_.offset} - done;
        if (more == 0) {
            return true;
        }
        const char* than = filter_.acts.newest_first ? "<" : ">";
        std::optional<std::pair<std::int64_t, std::string>> last;
        std::int64_t count = 0;
        // Keys of an index alone: the rows themselves are not looked at.
        auto read = for_rows(db_,
                             "SELECT e.sort_day, e.event_id FROM events e" + where.sql +
                                 order() + " LIMIT " + std::to_string(more),
                             where.values,
                             [&](const SqlStatement& row) {
                                 if (++count == more) {
                                     last.emplace(row.number(0), row.text(1));
                                 }
                                 return true;
                             });
        if (!read) {
            return read.error();
        }
        done += count;
        if (last) {
            where.add(std::string("(e.sort_day, e.event_id) ") + than + " (?, ?)",
                      last->first,
                      last->second);
        }
        return last.has_value();
    }

    Result<bool> show(const SqlStatement& row) {
        EventRow event = event_from(row);
        if (auto loaded = load_event_parts(db_, event); !loaded) {
            return loaded.error();
        }
        ++seen_;
        Result<bool> wanted = visit_(event);
        more_ = wanted && *wanted;
        return wanted;
    }

    Result<void> step(const Where& where) {
        std::string sql = std::string(event_columns) + where.sql + order();
        if (filter_.acts.limit) {
            sql += " LIMIT " + std::to_string(*filter_.acts.limit - seen_);
        }
        return try_rows(
            db_, sql, where.values, [&](const SqlStatement& row) { return show(row); });
    }

    Result<void> page(const Where& where, const std::string& words);

    Result<bool> show(std::int64_t event) {
        Result<bool> wanted = true;
        auto done = try_rows(db_,
                             std::string(event_columns) + " WHERE e.id = ?",
                             {event},
                             [&](const SqlStatement& row) { return wanted = show(row); });
        return done ? wanted : done.error();
    }

    Database& db_;
    const EventFilter& filter_;
    const EventTable* events_;
    Visit visit_;
    std::uint32_t seen_ = 0;
    bool more_ = true;
};

/// The events of somebody, or with words, where they are in memory and are few: of many
/// the first come soon in the order of the index, which has days and types too.
Result<std::optional<EventTable::Rows>> EventWalk::pick() {
    constexpr std::size_t many = 8;  // one event in so many
    const bool asks = !filter_.acts.actors.empty() || filter_.acts.words.asks();
    if (events_ == nullptr || !asks || !filter_.acts.limit || filter_.offset != 0) {
        return std::optional<EventTable::Rows>();
    }
    auto rows = events_->select(db_, filter_);
    if (rows && *rows && (*rows)->size() > events_->size() / many) {
        rows = std::optional<EventTable::Rows>();
    }
    return rows;
}

Result<void> EventWalk::show_in_order(EventTable::Rows rows) {
    const bool down = filter_.acts.newest_first;
    rows = events_->first_of(
        std::move(rows),
        *filter_.acts.limit,
        down,
        filter_.after ? std::optional(filter_.after->first) : std::nullopt);

    /// An event at its place in the order.
    struct Placed {
        std::int64_t day;
        std::string name;
        std::int64_t id;
    };

    const auto is_before = [&](const auto& a, const auto& b) {
        const auto& [day, name] = a;
        const auto& [other_day, other_name] = b;
        if (day != other_day) {
            const bool undated = day == no_day || other_day == no_day;
            return undated ? other_day == no_day : (day < other_day) != down;
        }
        return down ? other_name < name : name < other_name;
    };
    std::vector<Placed> placed;
    for (const std::uint32_t row : rows) {
        const std::int64_t id = events_->id(row);
        auto done =
            for_kept(db_,
                     "SELECT event_id FROM events WHERE id = ?",
                     id,
                     [&](const SqlStatement& found) {
                         Placed one{events_->day(row), found.text(0), id};
                         if (!filter_.after ||
                             is_before(*filter_.after, std::tie(one.day, one.name))) {
                             placed.push_back(std::move(one));
                         }
                         return true;
                     });
        if (!done) {
            return done;
        }
    }
    std::sort(placed.begin(), placed.end(), [&](const Placed& a, const Placed& b) {
        return is_before(std::tie(a.day, a.name), std::tie(b.day, b.name));
    });
    for (const Placed& one : placed) {
        if (!wants_more()) {
            break;
        }
        if (const auto wanted = show(one.id); !wanted) {
            return wanted.error();
        }
    }
    return {};
}

/// Goes through events without looking at the words, and asks for these page by page.
Result<void> EventWalk::page(const Where& where, const std::string& words) {
    constexpr std::size_t most_events = 8192;
    std::size_t size = 256;
    std::optional<std::pair<std::int64_t, std::string>> after;
    while (wants_more()) {
        Where behind = where;
        if (after) {
            const char* than = filter_.acts.newest_first ? "<" : ">";
            behind.add(std::string("(e.sort_day, e.event_id) ") + than + " (?, ?)",
                       after->first,
                       after->second);
        }
        std::vector<std::int64_t> events;
        auto done = for_rows(db_,
                             "SELECT e.id, e.sort_day, e.event_id FROM events e" +
                                 behind.sql + order() + " LIMIT " + std::to_string(size),
                             behind.values,
                             [&](const SqlStatement& row) {
                                 events.push_back(row.number(0));
                                 after.emplace(row.number(1), row.text(2));
                                 return true;
                             });
        if (!done) {
            return done;
        }
        const auto found = events_with_words(db_, events, words);
        if (!found) {
            return found.error();
        }
        for (const std::int64_t event : events) {
            if (found->contains(event) && wants_more()) {
                if (const auto wanted = show(event); !wanted) {
                    return wanted.error();
                }
            }
        }
        if (events.size() < size) {
            break;
        }
        size = std::min(size * 2, most_events);
    }
    return {};
}

}  // namespace

Result<void> Ledger::event_rows(const EventFilter& filter,
                                const std::function<bool(const EventRow&)>& visit) {
    return EventWalk(impl_->db,
                     filter,
                     impl_->events.get(),
                     [&](EventRow& event) -> Result<bool> { return visit(event); })
        .run();
}

Result<void> Ledger::events(const EventFilter& filter,
                            const std::function<bool(const EventDetail&)>& visit) {
    const auto revisions = Revisions::open(impl_->db);
    if (!revisions) {
        return revisions.error();
    }
    return EventWalk(impl_->db,
                     filter,
                     impl_->events.get(),
                     [&](EventRow& event) -> Result<bool> {
                         auto detail =
                             load_detail(impl_->db, *revisions, std::move(event));
                         return detail ? Result<bool>(visit(*detail)) : detail.error();
                     })
        .run();
}

Result<EventDetail> Ledger::event(std::string_view words) {
    // Named after any of its acts: identifiers of events that were merged since still
    // lead to where their acts are now. An act's own may begin with an "e" too.
    const bool named = words.starts_with('e') || words.starts_with('E');
    auto meant = act(named ? words.substr(1) : words);
    if (!meant && named) {
        if (auto other = act(words)) {
            meant = std::move(other);
        }
    }
    if (!meant) {
        return meant.error();
    }
    if (meant->act.event.empty()) {
        return Error{
            "this act is of no event: it is no longer shown, was dropped, or is "
            "not merged yet",
            impl_->path,
            0};
    }
    std::optional<EventRow> row;
    auto done = for_rows(impl_->db,
                         std::string(event_columns) + " WHERE e.event_id = ?",
                         {SqlValue(meant->act.event)},
                         [&](const SqlStatement& one) {
                             row = event_from(one);
                             return true;
                         });
    if (done && row) {
        done = load_event_parts(impl_->db, *row);
    }
    if (!done) {
        return done.error();
    }
    if (!row) {
        return Error{"the event is missing; `chancery check` says more", impl_->path, 0};
    }
    const auto revisions = Revisions::open(impl_->db);
    return revisions ? load_detail(impl_->db, *revisions, *std::move(row))
                     : revisions.error();
}

}  // namespace chancery
