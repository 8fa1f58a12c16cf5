// Acts as the ledger has them, for merging.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/event_store.h"
#include "ledger/rows.h"
#include "ledger/sketch_blob.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// Columns of an act for load_stored_act().
constexpr std::string_view stored_act_sql =
    "SELECT a.act_id, r.doc, a.type, a.mode, a.cameo, a.channel, a.date, a.place, "
    "a.status, a.place_country, a.background, a.count, a.quad, a.goldstein, "
    "a.confidence, "
    "a.place_latitude, a.place_longitude, r.published_day, r.agency, r.outlet, a.sketch, "
    "a.event, c.current FROM acts a JOIN codings c ON c.id = a.coding "
    "JOIN articles r ON r.id = c.article WHERE a.id = ?";

constexpr std::string_view stored_parties_sql =
    "SELECT p.role = 'recipient', x.id, t.id, t.kind, t.code, t.key FROM participants p "
    "JOIN actors x ON x.id = p.actor JOIN parties t ON t.id = x.party WHERE p.act = ? "
    "ORDER BY p.role, p.ordinal";

void fill_from_row(const SqlStatement& row, StoredAct& out) {
    EventAct& shown = out.shown;
    int column = 0;
    for (std::string* field : {&shown.id,
                               &shown.doc,
                               &shown.type,
                               &shown.mode,
                               &shown.cameo,
                               &shown.channel,
                               &shown.date,
                               &shown.place,
                               &shown.status,
                               &shown.place_country}) {
        *field = row.text(column++);
    }
    shown.background = row.number(10) != 0;
    if (!row.is_null(11)) {
        shown.count = static_cast<std::uint32_t>(row.number(11));
    }
    shown.quad = static_cast<std::uint32_t>(row.number(12));
    if (!row.is_null(13)) {
        shown.goldstein = row.real(13);
    }
    shown.confidence = row.real(14);
    if (!row.is_null(15) && !row.is_null(16)) {
        shown.place_at = Coordinates{row.real(15), row.real(16)};
    }
    if (!row.is_null(17)) {
        shown.published = Day{static_cast<std::int32_t>(row.number(17))};
    }
    const std::string agency = row.text(18);
    shown.source = name_key(agency.empty() ? row.text(19) : agency);
    out.merge.sketch = unpacked(row.bytes(20));
    shown.sentence = out.merge.sketch.sentence;
    out.event = row.number(21);
    out.current = row.number(22) != 0;
}

/// The same once more, as the merge looks at it.
void fill_merge(StoredAct& out) {
    const EventAct& shown = out.shown;
    MergeAct& merge = out.merge;
    merge.id = shown.id;
    merge.doc = shown.doc;
    merge.type = act_type_from(shown.type).value_or(ActType::consult);
    merge.mode = shown.mode;
    merge.channel = channel_from(shown.channel).value_or(Channel::none);
    merge.status = status_from(shown.status).value_or(Status::happened);
    merge.background = shown.background;
    merge.days = parse_day_range(shown.date);
    merge.published = shown.published;
    // Of a country alone nobody says where in it.
    const bool country = !shown.place_at && !shown.place_country.empty();
    merge.place = country ? std::string() : name_key(shown.place);
    merge.place_country = shown.place_country;
    merge.count = shown.count.value_or(0);
}

}  // namespace

Result<std::optional<StoredAct>> load_stored_act(Database& db, std::int64_t act) {
    std::optional<StoredAct> out;
    auto done = for_kept(db, stored_act_sql, act, [&](const SqlStatement& row) {
        fill_from_row(row, out.emplace());
        return true;
    });
    if (!done) {
        return done.error();
    }
    if (!out) {
        return out;
    }
    out->shown.row = act;
    fill_merge(*out);
    done = for_kept(db, stored_parties_sql, act, [&](const SqlStatement& row) {
        const bool recipient = row.number(0) != 0;
        auto& list = recipient ? out->shown.recipients : out->shown.actors;
        EventParty& party = list.emplace_back();
        party.actor = row.number(1);
        party.party = row.number(2);
        const std::string kind = row.text(3);
        party.code = row.text(4);
        const std::string key = row.text(5);
        party.key = party_key({kind, party.code, key});
        out->merge.parties.push_back({key,
                                      party.code,
                                      actor_kind_from(kind).value_or(ActorKind::other),
                                      recipient});
        return true;
    });
    if (done) {
        done = for_kept(db,
                        "SELECT context FROM act_contexts WHERE act = ? ORDER BY ordinal",
                        act,
                        [&](const SqlStatement& row) {
                            out->shown.contexts.push_back(row.text(0));
                            return true;
                        });
    }
    if (!done) {
        return done.error();
    }
    return out;
}

}  // namespace chancery
