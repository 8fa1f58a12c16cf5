// Events in columns, to be counted; shared by the files of this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "ledger/filter.h"
#include "ledger/query.h"
#include "ledger/sqlite.h"

namespace chancery {

/// Lets a map of strings be asked with what is no string yet.
struct TextHash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};

/// Texts as numbers, so that they are compared and counted without their letters.
class Names {
  public:
    /// The number of "".
    static constexpr std::uint32_t nobody = 0;

    Names() { number(""); }

    std::uint32_t number(std::string_view text) {
        const auto known = numbers_.find(text);
        if (known != numbers_.end()) {
            return known->second;
        }
        const auto number = static_cast<std::uint32_t>(texts_.size());
        texts_.emplace_back(text);
        numbers_.emplace(text, number);
        return number;
    }

    /// Nothing for a text that has none.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const {
        const auto known = numbers_.find(text);
        return known == numbers_.end() ? std::nullopt : std::optional(known->second);
    }

    [[nodiscard]] const std::string& text(std::uint32_t number) const {
        return texts_[number];
    }

    [[nodiscard]] std::size_t size() const { return texts_.size(); }

  private:
    std::vector<std::string> texts_;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> numbers_;
};

/// A list for each row, one after the other.
template <typename Item>
class Lists {
  public:
    /// To the list of the last row.
    void add(Item item) { items_.push_back(item); }

    void end_row() { ends_.push_back(static_cast<std::uint32_t>(items_.size())); }

    [[nodiscard]] std::span<const Item> of(std::size_t row) const {
        const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
        return {items_.data() + begin, items_.data() + ends_[row]};
    }

  private:
    std::vector<Item> items_;
    std::vector<std::uint32_t> ends_;
};

/// Which columns a table has; those of days, quadrants and articles are always there.
struct EventColumns {
    bool kinds = false;       ///< type, status, channel
    bool places = false;      ///< name, country, degrees
    bool told = false;        ///< outlets, fields of conflicts and corrections
    bool parties = false;     ///< who takes part
    bool contexts = false;    ///< occasions
    bool conditions = false;  ///< whatever else select() looks at

    static constexpr EventColumns all() { return {true, true, true, true, true, true}; }
};

/// Events of one state of a ledger, by the numbers of their rows. Does not change once it
/// is read, and so is safe for several threads.
class EventTable {
  public:
    /// Rows of the table that a filter finds, ascending.
    using Rows = std::vector<std::uint32_t>;

    struct Party {
        std::uint32_t code = 0;   ///< of names()
        std::uint32_t party = 0;  ///< of parties()
        bool is_actor = false;
    };

    /// All that `where` finds, conditions on events e.
    static Result<EventTable> read(Database& db,
                                   const Where& where,
                                   const EventColumns& columns);

    /// Those that a filter finds; nothing where it asks for what is not in columns, or
    /// for words that very many acts hold. Precondition: read with EventColumns::all(),
    /// and `db` is in the same state.
    [[nodiscard]] Result<std::optional<Rows>> select(Database& db,
                                                     const EventFilter& filter) const;
    /// Those of these numbers, ascending; others are passed over.
    [[nodiscard]] Rows rows_of(const std::vector<std::int64_t>& ids) const;
    [[nodiscard]] Rows all_rows() const;
    /// Those of `rows` that come first in the order of days, so many or more: all of the
    /// last day. Only from the day `from` on, where it is given (sort_day); events
    /// without a day come last.
    [[nodiscard]] Rows first_of(Rows rows,
                                std::size_t count,
                                bool newest_first,
                                std::optional<std::int64_t> from) const;

    [[nodiscard]] std::int64_t id(std::size_t row) const { return ids_[row]; }

    [[nodiscard]] std::size_t size() const { return ids_.size(); }

    [[nodiscard]] std::int64_t day(std::size_t row) const { return days_[row]; }

    [[nodiscard]] std::int64_t quad(std::size_t row) const { return quads_[row]; }

    [[nodiscard]] std::int64_t articles(std::size_t row) const { return articles_[row]; }

    [[nodiscard]] std::uint32_t type(std::size_t row) const { return types_[row]; }

    [[nodiscard]] std::uint32_t status(std::size_t row) const { return statuses_[row]; }

    [[nodiscard]] std::uint32_t channel(std::size_t row) const { return channels_[row]; }

    [[nodiscard]] std::uint32_t place(std::size_t row) const { return places_[row]; }

    [[nodiscard]] std::uint32_t country(std::size_t row) const { return countries_[row]; }

    [[nodiscard]] std::optional<Coordinates> place_at(std::size_t row) const;

    [[nodiscard]] const Lists<std::uint32_t>& outlets() const { return outlets_; }

    [[nodiscard]] const Lists<std::uint32_t>& conflicts() const { return conflicts_; }

    [[nodiscard]] const Lists<std::uint32_t>& corrected() const { return corrected_; }

    [[nodiscard]] const Lists<std::uint32_t>& contexts() const { return contexts_; }

    [[nodiscard]] const Lists<Party>& takers() const { return takers_; }

    /// Of all columns; the codes of takers() among them.
    [[nodiscard]] const Names& names() const { return names_; }

    /// Numbers of rows of `parties`, as texts.
    [[nodiscard]] const Names& parties() const { return parties_; }

  private:
    class Reader;
    class Selection;

    /// By day; by month or year; or not by its own words.
    enum class Dated : std::uint8_t { exactly, roughly, not_at_all };

    std::vector<std::int64_t> ids_;
    std::vector<std::int32_t> days_;
    std::vector<std::uint32_t> articles_;
    std::vector<std::uint8_t> quads_;
    std::vector<std::uint32_t> types_, statuses_, channels_, places_, countries_;
    std::vector<double> latitudes_, longitudes_;  ///< not a number: not known
    Lists<std::uint32_t> outlets_, conflicts_, corrected_, contexts_;
    Lists<Party> takers_;
    // For select() alone.
    std::vector<std::int64_t> acts_;  ///< that events are of, ascending
    Rows event_of_act_;
    Lists<std::uint32_t> of_code_, of_party_;  ///< rows in which each takes part
    std::vector<std::uint32_t> modes_, cameos_, sources_;
    std::vector<std::int32_t> first_days_, last_days_;
    std::vector<Dated> dated_;
    std::vector<std::uint8_t> background_;
    std::vector<double> confidences_;
    Names names_, parties_;
};

}  // namespace chancery
