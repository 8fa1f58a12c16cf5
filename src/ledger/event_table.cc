// SPDX-License-Identifier: Apache-2.0
#include "ledger/event_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "ledger/rows.h"
#include "ledger/stored_lists.h"

namespace chancery {

/// Reads the columns that are asked for, table by table, each in the order of events.
class EventTable::Reader {
  public:
    Reader(Database& db, const Where& where, const EventColumns& columns)
        : db_(db), where_(where), columns_(columns) {}

    Result<EventTable> read() {
        auto done = pick();
        done = done ? read_events() : done;
        if (done && columns_.parties) {
            done = read_parties();
        }
        if (done && columns_.contexts) {
            done = read_contexts();
        }
        if (done && columns_.parties && columns_.conditions) {
            done = read_acts();
            out_.of_code_ = rows_by(out_.names_.size(), &Party::code);
            out_.of_party_ = rows_by(out_.parties_.size(), &Party::party);
        }
        return done ? Result<EventTable>(std::move(out_)) : done.error();
    }

  private:
    Result<void> pick();
    Result<void> read_events();
    Result<void> read_parties();
    Result<void> read_contexts();
    Result<void> read_acts();
    [[nodiscard]] Lists<std::uint32_t> rows_by(std::size_t parties,
                                               std::uint32_t Party::*number) const;
    void add_texts(std::string_view json, Lists<std::uint32_t>& into);

    Database& db_;
    const Where& where_;
    const EventColumns& columns_;
    std::string from_;  ///< " FROM …" with events e
    std::vector<SqlValue> values_;
    EventTable out_;
};

/// Says from what to read; what is read several times is looked up once.
Result<void> EventTable::Reader::pick() {
    const bool once = !columns_.parties && !columns_.contexts;
    if (where_.sql.empty() || once) {
        from_ = " FROM events e" + where_.sql;
        values_ = where_.values;
        return {};
    }
    auto done = db_.script(
        "CREATE TEMP TABLE IF NOT EXISTS picked (id INTEGER PRIMARY KEY);"
        "DELETE FROM temp.picked;");
    if (done) {
        done = for_rows(db_,
                        "INSERT INTO temp.picked SELECT e.id FROM events e" + where_.sql,
                        where_.values,
                        [](const SqlStatement&) { return true; });
    }
    from_ = " FROM temp.picked k CROSS JOIN events e ON e.id = k.id";
    return done;
}

void EventTable::Reader::add_texts(std::string_view json, Lists<std::uint32_t>& into) {
    for_texts(json, [&](std::string_view text) { into.add(out_.names_.number(text)); });
    into.end_row();
}

Result<void> EventTable::Reader::read_events() {
    std::string sql = "SELECT e.id, e.sort_day, e.quad, e.articles";
    int next = 4;
    const auto ask = [&](bool wanted, std::string_view names, int count) {
        if (!wanted) {
            return -1;
        }
        sql += names;
        return std::exchange(next, next + count);
    };
    const int kinds = ask(columns_.kinds, ", e.type, e.status, e.channel", 3);
    const int places =
        ask(columns_.places,
            ", e.place, e.place_country, e.place_latitude, e.place_longitude",
            4);
    const int told = ask(columns_.told, ", e.outlets, e.conflicts, e.corrected", 3);
    const int conditions =
        ask(columns_.conditions,
            ", e.mode, e.cameo, e.sources, e.first_day, e.last_day, e.exact_day, "
            "e.background, e.confidence",
            8);
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    EventTable& out = out_;
    // Parties and contexts are put in the same order.
    const bool ordered = columns_.parties || columns_.contexts || columns_.conditions;
    sql += from_ + (ordered ? " ORDER BY e.id" : "");
    return for_rows(db_, sql, values_, [&](const SqlStatement& row) {
        const auto text = [&](int i) { return out.names_.number(row.bytes(i)); };
        const auto small = [&](int i) {
            return static_cast<std::int32_t>(row.number(i));
        };
        const auto real = [&](int i) { return row.is_null(i) ? unknown : row.real(i); };
        out.ids_.push_back(row.number(0));
        out.days_.push_back(small(1));
        out.quads_.push_back(static_cast<std::uint8_t>(row.number(2)));
        out.articles_.push_back(static_cast<std::uint32_t>(row.number(3)));
        if (kinds >= 0) {
            out.types_.push_back(text(kinds));
            out.statuses_.push_back(text(kinds + 1));
            out.channels_.push_back(text(kinds + 2));
        }
        if (places >= 0) {
            out.places_.push_back(text(places));
            out.countries_.push_back(text(places + 1));
            out.latitudes_.push_back(real(places + 2));
            out.longitudes_.push_back(real(places + 3));
        }
        if (told >= 0) {
            add_texts(row.bytes(told), out.outlets_);
            add_texts(row.bytes(told + 1), out.conflicts_);
            add_texts(row.bytes(told + 2), out.corrected_);
        }
        if (conditions >= 0) {
            out.modes_.push_back(text(conditions));
            out.cameos_.push_back(text(conditions + 1));
            out.sources_.push_back(
                static_cast<std::uint32_t>(row.number(conditions + 2)));
            out.first_days_.push_back(small(conditions + 3));
            out.last_days_.push_back(small(conditions + 4));
            out.dated_.push_back(row.is_null(conditions + 3)       ? Dated::not_at_all
                                 : row.number(conditions + 5) != 0 ? Dated::exactly
                                                                   : Dated::roughly);
            out.background_.push_back(row.number(conditions + 6) != 0 ? 1 : 0);
            out.confidences_.push_back(row.real(conditions + 7));
        }
        return true;
    });
}

Result<void> EventTable::Reader::read_parties() {
    // Where all events are read, the parties are read as they lie and put in order here:
    // that touches each page once.
    struct Row {
        std::int64_t event;
        Party party;
    };

    std::vector<Row> rows;
    std::unordered_map<std::int64_t, std::uint32_t> known;
    const bool all = where_.sql.empty();
    auto done = for_rows(
        db_,
        all ? std::string("SELECT q.event, q.code, q.party, q.role = 'actor' FROM "
                          "event_parties q")
            : "SELECT q.event, q.code, q.party, q.role = 'actor'" + from_ +
                  " CROSS JOIN event_parties q ON q.event = e.id",
        all ? std::vector<SqlValue>() : values_,
        [&](const SqlStatement& row) {
            const auto [party, is_new] = known.try_emplace(row.number(2), 0);
            if (is_new) {
                party->second = out_.parties_.number(std::to_string(row.number(2)));
            }
            rows.push_back(
                {row.number(0),
                 {out_.names_.number(row.bytes(1)), party->second, row.number(3) != 0}});
            return true;
        });
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.event < b.event;
    });
    std::size_t at = 0;
    for (const std::int64_t id : out_.ids_) {
        while (at < rows.size() && rows[at].event < id) {
            ++at;
        }
        for (; at < rows.size() && rows[at].event == id; ++at) {
            out_.takers_.add(rows[at].party);
        }
        out_.takers_.end_row();
    }
    return done;
}

Result<void> EventTable::Reader::read_acts() {
    const auto& ids = out_.ids_;
    std::uint32_t last = 0;  // acts of one event lie near each other
    return for_rows(
        db_,
        "SELECT act, event FROM memberships WHERE until IS NULL ORDER BY act",
        {},
        [&](const SqlStatement& row) {
            const std::int64_t event = row.number(1);
            if (last >= ids.size() || ids[last] != event) {
                last = static_cast<std::uint32_t>(
                    std::lower_bound(ids.begin(), ids.end(), event) - ids.begin());
            }
            if (last < ids.size() && ids[last] == event) {
                out_.acts_.push_back(row.number(0));
                out_.event_of_act_.push_back(last);
            }
            return true;
        });
}

/// Lists for each party, by code or by itself, the rows in which it takes part.
Lists<std::uint32_t> EventTable::Reader::rows_by(std::size_t parties,
                                                 std::uint32_t Party::*number) const {
    std::vector<Rows> rows(parties);
    for (std::uint32_t row = 0; row < out_.size(); ++row) {
        for (const Party& one : out_.takers_.of(row)) {
            Rows& list = rows[one.*number];
            if (list.empty() || list.back() != row) {
                list.push_back(row);
            }
        }
    }
    Lists<std::uint32_t> out;
    for (const Rows& list : rows) {
        std::for_each(list.begin(), list.end(), [&](auto row) { out.add(row); });
        out.end_row();
    }
    return out;
}

Result<void> EventTable::Reader::read_contexts() {
    const bool all = where_.sql.empty();
    std::size_t at = 0;
    const auto& ids = out_.ids_;
    auto done =
        for_rows(db_,
                 (all ? std::string("SELECT x.event, x.context FROM event_contexts x")
                      : "SELECT x.event, x.context" + from_ +
                            " CROSS JOIN event_contexts x ON x.event = e.id") +
                     " ORDER BY x.event, x.ordinal",
                 all ? std::vector<SqlValue>() : values_,
                 [&](const SqlStatement& row) {
                     const std::int64_t event = row.number(0);
                     for (; at < ids.size() && ids[at] < event; ++at) {
                         out_.contexts_.end_row();
                     }
                     if (at < ids.size() && ids[at] == event) {
                         out_.contexts_.add(out_.names_.number(row.bytes(1)));
                     }
                     return true;
                 });
    for (; at < ids.size(); ++at) {
        out_.contexts_.end_row();
    }
    return done;
}

Result<EventTable> EventTable::read(Database& db,
                                    const Where& where,
                                    const EventColumns& columns) {
    return Reader(db, where, columns).read();
}

std::optional<Coordinates> EventTable::place_at(std::size_t row) const {
    if (std::isnan(latitudes_[row]) || std::isnan(longitudes_[row])) {
        return std::nullopt;
    }
    return Coordinates{latitudes_[row], longitudes_[row]};
}

EventTable::Rows EventTable::rows_of(const std::vector<std::int64_t>& ids) const {
    Rows out;
    out.reserve(ids.size());
    auto from = ids_.begin();
    for (const std::int64_t id : ids) {
        from = std::lower_bound(from, ids_.end(), id);
        if (from != ids_.end() && *from == id) {
            out.push_back(static_cast<std::uint32_t>(from - ids_.begin()));
        }
    }
    return out;
}

EventTable::Rows EventTable::all_rows() const {
    Rows out(size());
    std::iota(out.begin(), out.end(), 0);
    return out;
}

}  // namespace chancery
