// What articles say of offices, gathered: facts that no table has yet, with their proof.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/directory.h"
#include "base/date.h"

namespace chancery {

/// One article says that a person holds an office: "Hungarian Prime Minister Péter
/// Magyar".
struct OfficeObservation {
    std::string name;        ///< fullest form in the article
    std::string table_name;  ///< in the tables, if the person is known there
    std::string title;       ///< "Prime Minister of Hungary"
    std::string code;        ///< state or organisation of the office; may be empty
    std::string sector;
    std::string doc, outlet, agency, published;
    std::string words;    ///< the mention that says so; may be empty
    std::string context;  ///< the sentence that holds it; may be empty
};

enum class LearnedState : std::uint8_t {
    fresh,     ///< too few independent sources yet
    known,     ///< enough of them, and nothing against it
    conflict,  ///< somebody else is said to hold the same office then
    spelling,  ///< the tables have the holder, but not by this name
    past,      ///< held it before, by the tables, and somebody else does now: a courtesy
};
/// "new", "known", "conflict", "spelling", "past".
[[nodiscard]] std::string_view name(LearnedState state);

enum class Decision : std::uint8_t { open, accepted, refused };
[[nodiscard]] std::string_view name(Decision decision);
[[nodiscard]] std::optional<Decision> decision_from(std::string_view text);

/// An analyst's word on a learned office, as the ledger keeps it.
struct OfficeDecision {
    std::string fact;  ///< LearnedOffice::id
    Decision decision = Decision::open;
    std::string person, office, title, code, sector, since, until;
    std::string author, reason;
    std::string at;  ///< UTC, ISO 8601; set by the ledger
};

/// One office of one person, as one or more articles say it.
struct LearnedOffice {
    std::string id;      ///< 8 hexadecimal digits over person, office and code
    std::string person;  ///< the name of the tables, else the form most often met
    std::string title;   ///< the wording most often met
    std::string office;  ///< key of leaders.tsv
    std::string code, sector;
    std::string first,
        last;  ///< days of the articles, ISO 8601; empty where none has one
    std::size_t articles = 0;
    std::size_t sources = 0;  ///< independent ones, see learn()
    LearnedState state = LearnedState::fresh;
    std::vector<std::string> against;  ///< "Viktor Orban (table, 2010-05-29 –)"
    std::string same_as;               ///< with LearnedState::spelling: the tables' name
    std::vector<OfficeObservation> proofs;  ///< by day, then doc
    Decision decision = Decision::open;
    std::string since, until;  ///< as decided
};

struct LearnOptions {
    std::size_t enough = 3;  ///< independent sources that make an office known
};

/// Gathers observations into facts: those that `book` does not have for the days of the
/// articles. Sources are independent where neither agency nor, without one, outlet is the
/// same, and no sentence is the copy of another's. Of offices that only one can hold,
/// another holder, in the tables or in other articles, is a conflict. Former, late and
/// elected holders, offices of nobody's state, and offices of organisations whose name is
/// not known are left out. The last decision on a fact counts. Sorted by state (what an
/// analyst should see first), sources (most first), person, office. Any order of the
/// observations gives the same facts.
[[nodiscard]] std::vector<LearnedOffice> learn(
    std::span<const OfficeObservation> observations,
    const Directory& book,
    std::span<const OfficeDecision> decisions,
    const LearnOptions& options);

/// A row of leaders.tsv for a fact, without the line's end. `since` is what was decided,
/// or the first day on which an article says so; the source is "learned".
[[nodiscard]] std::string leaders_row(const LearnedOffice& fact);

/// A row of leader_names.tsv for a fact in LearnedState::spelling.
[[nodiscard]] std::string alias_row(const LearnedOffice& fact);

}  // namespace chancery
