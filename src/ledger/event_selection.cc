// Which events of a table a filter finds: what where_of() and plan_events() ask of the
// file, asked of columns.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "ledger/event_store.h"
#include "ledger/event_table.h"
#include "ledger/rows.h"

namespace chancery {

namespace {

/// Numbers of names, as a set that is asked quickly.
class Numbers {
  public:
    explicit Numbers(std::size_t names) : has_(names, false) {}

    void add(std::optional<std::uint32_t> number) {
        if (number && !has_[*number]) {
            has_[*number] = true;
            list_.push_back(*number);
        }
    }

    [[nodiscard]] bool has(std::uint32_t number) const { return has_[number]; }

    [[nodiscard]] const std::vector<std::uint32_t>& list() const { return list_; }

  private:
    std::vector<bool> has_;
    std::vector<std::uint32_t> list_;
};

/// One filter on who takes part, looked up.
struct Who {
    Numbers codes, parties;
    ActorFilter::Role role = ActorFilter::Role::any;
};

}  // namespace

/// Narrows the rows down condition by condition. Lives for one question.
class EventTable::Selection {
  public:
    Selection(const EventTable& table, Database& db, const EventFilter& filter)
        : table_(table), db_(db), filter_(filter), asked_(filter.acts) {}

    /// Whether columns hold all that is asked for.
    [[nodiscard]] bool can() const {
        return asked_.parties.empty() && asked_.outlet.empty() && asked_.docs.empty() &&
               asked_.place.empty() &&
               std::all_of(asked_.actors.begin(), asked_.actors.end(), [](const auto& a) {
                   return a.sector.empty();
               });
    }

    /// Nothing where so many acts hold the words that they are better looked up one by
    /// one.
    Result<std::optional<Rows>> rows() {
        if (asked_.words.asks()) {
            auto told = rows_with_words();
            if (!told || !*told) {
                return told;
            }
            told_ = **std::move(told);
        }
        for (const ActorFilter& actor : asked_.actors) {
            if (auto done = look_up(actor); !done) {
                return done.error();
            }
        }
        rows_ = first_rows();
        keep_days();
        keep_kinds();
        keep_numbers();
        keep_actors();
        keep_contexts();
        return std::optional(std::move(rows_));
    }

  private:
    template <typename Condition>
    void keep(Condition condition) {
        std::erase_if(rows_, [&](std::uint32_t row) { return !condition(row); });
    }

    void keep_any(const std::vector<std::uint32_t>& column,
                  const std::vector<std::string>& given) {
        if (given.empty()) {
            return;
        }
        Numbers wanted(table_.names_.size());
        for (const std::string& one : given) {
            wanted.add(table_.names_.find(one));
        }
        keep([&](std::uint32_t row) { return wanted.has(column[row]); });
    }

    Result<std::optional<Rows>> rows_with_words();
    Result<void> look_up(const ActorFilter& actor);
    [[nodiscard]] Rows first_rows() const;
    void keep_days();
    void keep_kinds();
    void keep_numbers();
    void keep_contexts();
    void keep_actors();

    const EventTable& table_;
    Database& db_;
    const EventFilter& filter_;
    const ActFilter& asked_;
    std::optional<Rows> told_;  ///< with the words, where any are asked for
    std::vector<Who> actors_;
    Rows rows_;
};

Result<void> EventTable::Selection::look_up(const ActorFilter& actor) {
    Who out{Numbers(table_.names_.size()), Numbers(table_.parties_.size()), actor.role};
    for (const std::string& code : actor.codes) {
        out.codes.add(table_.names_.find(code));
    }
    Result<void> done;
    if (const std::string words = match(actor.words, false); !words.empty()) {
        done = for_rows(
            db_, std::string(parties_by_words), {words}, [&](const SqlStatement& row) {
                out.parties.add(table_.parties_.find(std::to_string(row.number(0))));
                return true;
            });
    }
    actors_.push_back(std::move(out));
    return done;
}

Result<std::optional<EventTable::Rows>> EventTable::Selection::rows_with_words() {
    constexpr std::size_t most_acts = 60'000;
    std::optional<Rows> out(std::in_place);
    const std::string& words = asked_.words.expression();
    if (words.empty()) {
        return out;
    }
    std::size_t count = 0;
    auto act = table_.acts_.begin();
    auto done =
        for_rows(db_,
                 "SELECT rowid FROM act_text WHERE act_text MATCH ? ORDER BY rowid",
                 {words},
                 [&](const SqlStatement& row) {
                     act = std::lower_bound(act, table_.acts_.end(), row.number(0));
                     if (act != table_.acts_.end() && *act == row.number(0)) {
                         out->push_back(table_.event_of_act_[static_cast<std::size_t>(
                             act - table_.acts_.begin())]);
                     }
                     return ++count <= most_acts;
                 });
    if (!done) {
        return done.error();
    }
    if (count > most_acts) {
        return std::optional<Rows>();
    }
    std::sort(out->begin(), out->end());
    out->erase(std::unique(out->begin(), out->end()), out->end());
    return out;
}

/// With the words, or of that actor of whom there are fewest; all rows where neither is
/// asked for.
EventTable::Rows EventTable::Selection::first_rows() const {
    if (told_) {
        return *told_;
    }
    if (actors_.empty()) {
        return table_.all_rows();
    }
    const auto each_list = [&](const Who& who, auto visit) {
        for (const std::uint32_t code : who.codes.list()) {
            visit(table_.of_code_.of(code));
        }
        for (const std::uint32_t party : who.parties.list()) {
            visit(table_.of_party_.of(party));
        }
    };
    const auto size = [&](const Who& who) {
        std::size_t sum = 0;
        each_list(who, [&](const auto& rows) { sum += rows.size(); });
        return sum;
    };
    const Who& fewest = *std::min_element(
        actors_.begin(), actors_.end(), [&](const Who& a, const Who& b) {
            return size(a) < size(b);
        });
    Rows out;
    each_list(fewest,
              [&](const auto& rows) { out.insert(out.end(), rows.begin(), rows.end()); });
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

void EventTable::Selection::keep_days() {
    if (!asked_.from && !asked_.to) {
        return;
    }
    constexpr std::int32_t ever = 10'000'000;  // days; 27,000 years
    const std::int32_t from = asked_.from ? asked_.from->number : -ever;
    const std::int32_t to = asked_.to ? asked_.to->number : ever;
    keep([&](std::uint32_t row) {
        const std::int32_t first = table_.first_days_[row];
        const std::int32_t last = table_.last_days_[row];
        switch (table_.dated_[row]) {
            case Dated::exactly:
                return first <= to && last >= from;
            case Dated::roughly:
                return first >= from && last <= to;
            case Dated::not_at_all:
                break;
        }
        const std::int32_t day = table_.days_[row];
        return asked_.or_published && day != no_day && day >= from && day <= to;
    });
}

void EventTable::Selection::keep_kinds() {
    if (!asked_.types.empty()) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> wanted;
        for (const TypeFilter& one : asked_.types) {
            const auto type = table_.names_.find(one.type);
            const auto mode = table_.names_.find(one.mode);
            if (type && mode) {
                wanted.emplace_back(*type, *mode);
            }
        }
        keep([&](std::uint32_t row) {
            return std::any_of(wanted.begin(), wanted.end(), [&](const auto& one) {
                return (one.first == Names::nobody || one.first == table_.types_[row]) &&
                       (one.second == Names::nobody || one.second == table_.modes_[row]);
            });
        });
    }
    keep_any(table_.statuses_, asked_.statuses);
    if (!asked_.channel.empty()) {
        keep_any(table_.channels_, {asked_.channel});
    }
    if (!asked_.cameo.empty()) {
        keep([&](std::uint32_t row) {
            return table_.names_.text(table_.cameos_[row]).starts_with(asked_.cameo);
        });
    }
}

void EventTable::Selection::keep_numbers() {
    if (asked_.min_confidence > 0) {
        keep([&](std::uint32_t row) {
            return table_.confidences_[row] >= asked_.min_confidence - confidence_slack;
        });
    }
    if (!asked_.background) {
        keep([&](std::uint32_t row) { return table_.background_[row] == 0; });
    }
    if (filter_.conflicts) {
        keep([&](std::uint32_t row) { return !table_.conflicts_.of(row).empty(); });
    }
    if (filter_.corrected) {
        keep([&](std::uint32_t row) { return !table_.corrected_.of(row).empty(); });
    }
    if (filter_.min_sources > 0) {
        keep([&](std::uint32_t row) {
            return table_.sources_[row] >= filter_.min_sources;
        });
    }
}

void EventTable::Selection::keep_contexts() {
    if (asked_.contexts.empty()) {
        return;
    }
    Numbers wanted(table_.names_.size());
    for (const std::string& one : asked_.contexts) {
        wanted.add(table_.names_.find(one));
    }
    keep([&](std::uint32_t row) {
        const auto list = table_.contexts_.of(row);
        return std::any_of(
            list.begin(), list.end(), [&](auto one) { return wanted.has(one); });
    });
}

void EventTable::Selection::keep_actors() {
    for (const Who& who : actors_) {
        const auto role = who.role;
        keep([&](std::uint32_t row) {
            const auto takers = table_.takers_.of(row);
            return std::any_of(takers.begin(), takers.end(), [&](const Party& one) {
                return (who.codes.has(one.code) || who.parties.has(one.party)) &&
                       (role == ActorFilter::Role::any ||
                        one.is_actor == (role == ActorFilter::Role::actor));
            });
        });
    }
}

EventTable::Rows EventTable::first_of(Rows rows,
                                      std::size_t count,
                                      bool newest_first,
                                      std::optional<std::int64_t> from) const {
    // Smaller comes first; what has no day last.
    const auto place = [&](std::int64_t day) {
        return day == no_day ? std::numeric_limits<std::int64_t>::max()
                             : (newest_first ? -day : day);
    };
    if (from) {
        std::erase_if(rows, [&](auto row) { return place(days_[row]) < place(*from); });
        // Of the first day some may be behind the caller.
        count += static_cast<std::size_t>(std::count_if(
            rows.begin(), rows.end(), [&](auto row) { return days_[row] == *from; }));
    }
    if (rows.size() <= count || count == 0) {
        return rows;
    }
    std::vector<std::int64_t> places(rows.size());
    std::transform(rows.begin(), rows.end(), places.begin(), [&](std::uint32_t row) {
        return place(days_[row]);
    });
    const auto last = places.begin() + static_cast<std::ptrdiff_t>(count - 1);
    std::nth_element(places.begin(), last, places.end());
    const std::int64_t until = *last;
    std::erase_if(rows, [&](auto row) { return place(days_[row]) > until; });
    return rows;
}

Result<std::optional<EventTable::Rows>> EventTable::select(
    Database& db, const EventFilter& filter) const {
    Selection selection(*this, db, filter);
    if (!selection.can()) {
        return std::optional<Rows>();
    }
    return selection.rows();
}

}  // namespace chancery
