// Values of the ledger as formats write them: days, numbers, names, pairs of parties.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/export.h"
#include "ledger/query.h"

namespace chancery {

/// When an event took place, as days.
struct EventDays {
    DayRange range;
    bool told = false;  ///< false: not known; the day of the first article that tells it
};

/// Nothing where neither the event nor an article has a day.
[[nodiscard]] std::optional<EventDays> days_of(const EventRow& event);

/// The same for formats that have one day for an event: nothing for what is dated by a
/// month or a year alone, of which no day is known.
[[nodiscard]] std::optional<EventDays> exact_days_of(const EventRow& event);

/// `value` with at most `places` (0-6) decimals, rounded half away from zero, without
/// zeros at the end: 3.4, -10, 0.
[[nodiscard]] std::string decimal(double value, int places);
/// The number that decimal() writes.
[[nodiscard]] double rounded(double value, int places);

/// `text`, or where it is no valid UTF-8 (names of files may not be), mended.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// `text` on one line: control characters, and the separators of lines and paragraphs of
/// Unicode, become spaces, several of them one; spaces at the ends go.
[[nodiscard]] std::string one_line(std::string_view given);

/// The parts with `separator` between.
[[nodiscard]] std::string join(const std::vector<std::string>& parts,
                               std::string_view separator);

/// The name of the tables, else of the article.
[[nodiscard]] const std::string& best_name(const Participant& participant);

/// "To Lam and Xi Jinping": up to `most` names, then how many others.
[[nodiscard]] std::string names_in_words(const std::vector<Participant>& participants,
                                         std::size_t most);

/// One who did something, and one to whom; null where there is nobody. Never both null.
struct Dyad {
    const Participant* actor = nullptr;
    const Participant* recipient = nullptr;
};

/// The line of `evidence` that holds `trigger`, without white space around: what was one
/// line in the clean text may be broken in the document. All of it where none does.
[[nodiscard]] std::string evidence_line(const std::string& evidence,
                                        const std::string& trigger);

/// The pairs of an event. Every actor with every recipient; where there is no recipient,
/// every actor with every other, in both directions (what all do together each does with
/// the others; those of one state are on one side where others take part); one actor
/// alone with nobody. Beyond 20 actors (or recipients) only the
/// first is paired with each of them, so that a list of hundreds does not become tens of
/// thousands of rows. Empty where nobody takes part.
[[nodiscard]] std::vector<Dyad> dyads_of(const EventRow& event);

/// A whole number below 2^53, so that it survives a floating-point column: from the
/// event's identifier and who the two are. The same for the same.
[[nodiscard]] std::uint64_t dyad_number(const EventRow& event, const Dyad& dyad);

/// 16 hexadecimal digits by which an actor is told from others: kind, code and name.
[[nodiscard]] std::string actor_id(const Participant& participant);

/// A UUID (RFC 9562, version 8) made from `text`; the same for the same.
[[nodiscard]] std::string uuid_of(std::string_view text);

/// Adds the names of those who take part, each once: of persons, or of who is neither
/// person nor state.
void add_story_names(const ActRow& act, bool people, std::vector<std::string>& names);

/// The act that the event shows; else the first; null where there is none.
[[nodiscard]] const ActRow* lead_act(const EventDetail& event);

/// Code points in valid UTF-8.
[[nodiscard]] std::size_t count_characters(std::string_view text);

/// Code points in the first `bytes` of it; a boundary, at most its size.
[[nodiscard]] std::size_t characters_before(std::string_view text, std::size_t bytes);

/// "2026-01-24" → "20260124".
[[nodiscard]] std::string compact(Day day);

/// The English name of a country, for an ISO alpha-3 code; the code where there is none.
[[nodiscard]] std::string country_name(const FormatTables& tables, std::string_view iso3);

}  // namespace chancery
