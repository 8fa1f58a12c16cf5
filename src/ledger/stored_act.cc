// Acts as the ledger has them, for merging.
// SPDX-License-Identifier: Apache-2.0
#include "ledger/stored_act.h"

#include "ledger/corrections.h"
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
    shown.outlet = row.text(19);
    shown.source = source_name(row.bytes(18), shown.outlet);
    out.merge.sketch = unpacked(row.bytes(20));
    shown.sentence = out.merge.sketch.sentence;
    out.event = row.number(21);
    out.current = row.number(22) != 0;
}

}  // namespace

void fill_merge(StoredAct& act) {
    const EventAct& shown = act.shown;
    MergeAct& merge = act.merge;
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

void add_party(StoredAct& act,
               bool recipient,
               const PartyName& name,
               std::int64_t party,
               std::int64_t actor) {
    auto& list = recipient ? act.shown.recipients : act.shown.actors;
    list.push_back({party, actor, party_key(name), name.code});
    act.merge.parties.push_back({name.key,
                                 name.code,
                                 actor_kind_from(name.kind).value_or(ActorKind::other),
                                 recipient});
}

std::string source_name(std::string_view agency, std::string_view outlet) {
    return name_key(agency.empty() ? outlet : agency);
}

std::optional<StoredAct> load_stored_act(Steps& steps, std::int64_t act) {
    std::optional<StoredAct> out;
    steps.rows(stored_act_sql, act, [&](const SqlStatement& row) {
        fill_from_row(row, out.emplace());
    });
    if (!out) {
        return out;
    }
    out->shown.row = act;
    fill_merge(*out);
    steps.rows(stored_parties_sql, act, [&](const SqlStatement& row) {
        add_party(*out,
                  row.number(0) != 0,
                  {row.text(3), row.text(4), row.text(5)},
                  row.number(2),
                  row.number(1));
    });
    steps.rows(
        "SELECT context FROM act_contexts WHERE act = ? ORDER BY ordinal",
        act,
        [&](const SqlStatement& row) { out->shown.contexts.push_back(row.text(0)); });
    return out;
}

}  // namespace chancery
