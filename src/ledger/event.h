// What an event shows of the acts that are it: for each field the value that most
// independent sources give. SPDX-License-Identifier: Apache-2.0
//
// The rule. Acts are of one source where the agency is the same, or without one the
// outlet, and where their sentence is word for word the same: copies count once. For each
// field every source has one voice for each value that it gives; a source that does not
// say has none. A vaguer date is a voice for each more exact one that it holds. Shown is
// the value with most voices; among equals the more precise, then the one that the surest
// act gives, then the one told last, then the first by letters. Where sources give values
// that cannot both be true, the field is a conflict. What an analyst set counts before
// all. The result depends on the set of acts alone, not on their order.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "coding/act.h"
#include "ledger/query.h"

namespace chancery {

/// The fields of an event that have claims.
enum class EventField : std::uint8_t {
    type,
    mode,
    cameo,
    channel,
    date,
    place,
    status,
    count,
    actors,
    recipients,
};
inline constexpr std::size_t event_field_count = 10;

[[nodiscard]] std::string_view name(EventField field);  ///< "type"
[[nodiscard]] std::optional<EventField> event_field_from(std::string_view text);

/// A participant of an act.
struct EventParty {
    std::int64_t party = 0;  ///< row of `parties`
    std::int64_t actor = 0;  ///< row of `actors`: as the article names it
    std::string key;  ///< kind, code and name_key(): the same for the same party anywhere
    std::string code;  ///< as in Participant
};

/// One act, as far as an event is made of it.
struct EventAct {
    std::int64_t row = 0;
    std::string id, doc;
    std::string outlet;          ///< as its article writes it; may be empty
    std::string source;          ///< agency, else outlet, else doc; folded
    std::uint64_t sentence = 0;  ///< Sketch::sentence
    std::optional<Day> published;
    std::string type, mode, cameo, channel, date, place, status;
    std::string place_country;
    std::optional<Coordinates> place_at;
    std::optional<std::uint32_t> count;
    bool background = false;
    std::uint32_t quad = 0;
    std::optional<double> goldstein;
    std::vector<std::string> contexts;
    double confidence = 1;
    std::vector<EventParty> actors, recipients;
};

/// A value that an analyst set, in the form of claim_value().
struct FieldSet {
    EventField field = EventField::type;
    std::string value;
    std::int64_t entry = 0;  ///< of the correction: the later holds
};

inline constexpr std::size_t no_act = static_cast<std::size_t>(-1);

/// What an event shows. Indices are of the acts that it was built from.
struct BuiltEvent {
    std::size_t founder = 0;  ///< told first: its identifier names the event
    std::size_t lead = 0;     ///< gives most of what is shown
    /// The act that gives the value shown, or no_act where nobody gives any (or an
    /// analyst did).
    std::array<std::size_t, event_field_count> from{};
    /// In the form of claim_value(); empty where nobody says.
    std::array<std::string, event_field_count> values;
    std::array<bool, event_field_count> conflict{};
    std::array<bool, event_field_count> set{};  ///< by an analyst
    std::vector<std::string> contexts;
    std::uint32_t quad = 0;
    std::optional<double> goldstein;
    double confidence = 0;
    bool background = false;
    std::uint32_t articles = 0, sources = 0;
    std::optional<Day> first_published, last_published;

    [[nodiscard]] const std::string& value(EventField field) const {
        return values[static_cast<std::size_t>(field)];
    }
};

/// PLOVER's quadrant of a type: 1 verbal cooperation, 2 material cooperation, 3 verbal
/// conflict, 4 material conflict.
[[nodiscard]] std::uint32_t quadrant_of(ActType type);

/// One field of an act or event as text, its parties as `parties` writes a list of them.
template <typename Told, typename Parties>
[[nodiscard]] std::string field_text(const Told& told,
                                     EventField field,
                                     Parties parties) {
    switch (field) {
        case EventField::type:
            return told.type;
        case EventField::mode:
            return told.mode;
        case EventField::cameo:
            return told.cameo;
        case EventField::channel:
            return told.channel;
        case EventField::date:
            return told.date;
        case EventField::place:
            return told.place;
        case EventField::status:
            return told.status;
        case EventField::count:
            return told.count ? std::to_string(*told.count) : std::string();
        case EventField::actors:
            return parties(told.actors);
        case EventField::recipients:
            return parties(told.recipients);
    }
    return {};
}

/// One field of an act as text: that which events show and analysts set; parties as their
/// keys, sorted, one on a line.
[[nodiscard]] std::string claim_value(const EventAct& act, EventField field);

/// Acts that are one event.
using EventActs = std::span<const EventAct* const>;

/// Precondition: there is an act.
[[nodiscard]] BuiltEvent build_event(EventActs acts, std::span<const FieldSet> set);

}  // namespace chancery
