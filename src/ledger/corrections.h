// What analysts change: entries that are only added to, tied to the words of articles, so
// that they hold for whatever a later coding makes of the same words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace chancery {

enum class CorrectionKind : std::uint8_t {
    set,    ///< a field of an event holds this value
    merge,  ///< these events are one
    split,  ///< these acts are of an event of their own
    drop,   ///< these acts are none
    add,    ///< an act that the machine did not find
    name,   ///< this is another name of that actor
    undo,   ///< an earlier correction no longer holds
};
[[nodiscard]] std::string_view name(CorrectionKind kind);  ///< "set"
[[nodiscard]] std::optional<CorrectionKind> correction_kind_from(std::string_view text);

/// The words of an article that an act was read from.
struct ActAnchor {
    std::string doc;
    std::string type;      ///< PLOVER type of the act
    Span source;           ///< in the article's source, bytes
    std::string evidence;  ///< the words
};

/// Who is meant by a name.
struct PartyName {
    std::string kind;  ///< "person"
    std::string code;  ///< may be empty
    std::string key;   ///< name_key() of the name
};

/// "person|VNM|to lam": the same for the same party in any ledger.
[[nodiscard]] std::string party_key(const PartyName& party);
/// Nothing where it is no such key.
[[nodiscard]] std::optional<PartyName> party_from_key(std::string_view key);

/// An act as an analyst enters it. Parties are names as actors of the ledger have them.
struct ActByHand {
    std::string doc;  ///< an article of the ledger
    std::string type, mode, channel, date, place, status, cameo;
    std::optional<std::uint32_t> count;
    std::vector<PartyName> actors, recipients;
    std::vector<std::string> actor_names, recipient_names;  ///< as written, in order
    std::string evidence;  ///< words of the article, found once in its text
    std::string trigger;   ///< words of the evidence; all of it where empty
};

struct Correction {
    std::int64_t id = 0;  ///< in this ledger, from 1
    std::int64_t version = 0;
    std::string at;  ///< UTC, ISO 8601
    std::string author, reason;
    CorrectionKind kind = CorrectionKind::set;
    std::string uid;                ///< the same in every ledger that it was carried to
    std::vector<ActAnchor> acts;    ///< what it is about
    std::vector<ActAnchor> others;  ///< merge: the other event; split: what stays behind
    std::string field, value;       ///< set; as claim_value() writes them
    ActByHand act;                  ///< add
    PartyName from, to;             ///< name: who is meant by `from` is `to`
    std::string words;              ///< name: the name as written
    std::string undoes;             ///< undo: uid of the correction
    bool in_force = true;           ///< no later entry undid it
    bool placed = true;             ///< its words are in the ledger
};

/// What a correction says, without when and by whom: the column `payload`, and lines of
/// exports. The same correction gives the same bytes.
[[nodiscard]] std::string payload_json(const Correction& correction);
/// Errors: not of the form of payload_json().
[[nodiscard]] Result<void> read_payload(std::string_view json, Correction& into);

/// A line of `chancery corrections --json`: the whole entry, without id and version.
[[nodiscard]] std::string correction_line(const Correction& correction);
/// Errors: what is wrong with the line.
[[nodiscard]] Result<Correction> correction_from_line(std::string_view line);

/// Says of each which hold: those that no entry undid that holds itself.
void mark_in_force(std::span<Correction> corrections);

/// 16 hexadecimal digits over time, author, kind and payload.
[[nodiscard]] std::string correction_uid(const Correction& correction);

}  // namespace chancery
