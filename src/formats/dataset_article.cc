// SPDX-License-Identifier: Apache-2.0
#include "formats/dataset_article.h"

#include <algorithm>
#include <array>
#include <limits>

#include "formats/dataset_rows.h"
#include "formats/fields.h"
#include "ledger/event.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// Nobody says how many rows of a dataset are right; neither likely nor unlikely.
constexpr float row_confidence = 0.5F;

constexpr std::array<std::string_view, 3> titles = {"GDELT", "ICEWS", "POLECAT"};

std::string_view title_of(Dataset dataset) {
    return titles.at(static_cast<std::size_t>(dataset));
}

/// The dataset's own key of a row. In ICEWS an identifier is unique on a day only.
std::string doc_of(const DatasetAct& row, Dataset dataset) {
    const std::string out = std::string(name(dataset)) + '-' + one_line(row.id);
    return dataset == Dataset::icews ? out + '-' + row.date : out;
}

/// Text that grows, and where its parts are.
class Words {
  public:
    /// Appends `before`, then `words`, on one line; the span of the latter.
    Span add(std::string_view before, std::string_view words) {
        text_ += before;
        const auto begin = static_cast<std::uint32_t>(text_.size());
        text_ += one_line(words);
        return {begin, static_cast<std::uint32_t>(text_.size())};
    }

    /// The same; an empty span and nothing appended where there are no words.
    Span add_if_any(std::string_view before, std::string_view words) {
        return words.empty() ? Span{} : add(before, words);
    }

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

/// "Ali Shamkhani (IRN, GOV)"
std::string in_words(const DatasetParty& party) {
    std::vector<std::string> notes;
    for (const std::string* note : {&party.code, &party.sector, &party.office}) {
        if (!note->empty()) {
            notes.push_back(*note);
        }
    }
    return notes.empty() ? party.name : party.name + " (" + join(notes, ", ") + ')';
}

/// Whether what the directory knows by this name is meant.
bool is_meant(const DatasetParty& party, const DirectoryActor& known) {
    const bool same_home =
        party.code.empty() || known.code.empty() || party.code == known.code;
    // "CHINESE" of sector MIL is not China.
    const bool whole =
        known.kind != ActorKind::state || party.sector.empty() || party.sector == "GOV";
    return same_home && whole;
}

Actor actor_of(const DatasetParty& party, const Directory& directory) {
    Actor out;
    out.name = one_line(party.name);
    out.key = name_key(out.name);
    std::replace(out.key.begin(), out.key.end(), ' ', '_');
    out.code = party.code;
    out.sector = sector_from(party.sector).value_or(Sector::none);
    out.rule = "dataset";
    const auto found = directory.by_name(party.name);
    if (found && is_meant(party, directory.actor(*found))) {
        const DirectoryActor& known = directory.actor(*found);
        out.kind = known.kind;
        out.table_name = known.name;
        out.code = party.code.empty() ? known.code : party.code;
    } else {
        // GDELT gives the bare code of a state to its people and cities too.
        const auto kind = actor_kind_from(party.kind).value_or(ActorKind::other);
        out.kind = kind == ActorKind::state ? ActorKind::other : kind;
    }
    for (const std::string_view office : dataset_list(party.office, ';')) {
        // Not said by an article: nothing to learn an office from.
        out.offices.push_back({std::string(office), out.code, true, Tenure::held});
    }
    return out;
}

/// Adds the parties of one side; their indices.
std::vector<ActorIndex> add_actors(const std::vector<DatasetParty>& parties,
                                   const Directory& directory,
                                   std::vector<Actor>& actors) {
    std::vector<ActorIndex> out;
    for (const DatasetParty& party : parties) {
        Actor actor = actor_of(party, directory);
        const bool taken = std::any_of(actors.begin(), actors.end(), [&](const Actor& a) {
            return a.key == actor.key;
        });
        actor.key += taken ? "_2" : "";
        out.push_back(static_cast<ActorIndex>(actors.size()));
        actors.push_back(std::move(actor));
    }
    return out;
}

void add_reason(Act& act, const char* field, const char* rule, Span words) {
    if (!words.empty()) {
        act.reasons.push_back({field, rule, words, 1.0F});
    }
}

/// "Beijing (CHN)"
std::string place_words(const DatasetAct& row) {
    if (row.place_country.empty() || row.place.empty()) {
        return row.place.empty() ? row.place_country : row.place;
    }
    return row.place + " (" + row.place_country + ')';
}

/// The first line, and the reasons of the fields that its words give. `mutual`: whoever
/// it is done to is an actor too.
void add_evidence(const DatasetAct& row, bool mutual, Words& words, Act& act) {
    const bool coded = !row.cameo.empty();
    const char* by_code = coded ? "dataset:by-code" : "dataset";
    const Span actor = words.add(
        "", row.actors.empty() ? std::string("Unnamed") : in_words(row.actors.front()));
    const std::string told = coded && !row.event_words.empty()
                                 ? row.event_words
                                 : row.type + (row.mode.empty() ? "" : ' ' + row.mode);
    act.trigger = words.add(": ", told);
    const Span code = words.add_if_any(", CAMEO ", row.cameo);
    const Span other = words.add_if_any(
        ", to ",
        row.recipients.empty() ? std::string() : in_words(row.recipients.front()));
    const Span place = words.add_if_any(", in ", place_words(row));
    const Span day = words.add(", on ", row.date);
    const Span contexts =
        words.add_if_any(", on the subject of ", coded ? "" : join(row.contexts, ", "));
    act.evidence = {0, static_cast<std::uint32_t>(words.text().size())};
    add_reason(act, "type", by_code, coded ? code : act.trigger);
    add_reason(act, "mode", by_code, coded ? code : act.trigger);
    add_reason(act, "cameo", "dataset", code);
    add_reason(act, "contexts", by_code, coded ? code : contexts);
    add_reason(act, "actors", "dataset", row.actors.empty() ? Span{} : actor);
    add_reason(act, mutual ? "actors" : "recipients", "dataset", other);
    add_reason(act, "date", "dataset", day);
    add_reason(act, "place", "dataset", place);
}

/// The second line: where the row is from.
void add_source(const DatasetAct& row, Dataset dataset, Words& words) {
    words.add("\n", std::string(title_of(dataset)) + " event " + row.id);
    // Of GDELT the story is its address, which comes last.
    words.add_if_any(", story ", row.story == row.url ? std::string() : row.story);
    const auto add_number = [&](std::string_view before, std::uint32_t number) {
        words.add_if_any(before, number == 0 ? std::string() : std::to_string(number));
    };
    add_number(", sentence ", row.sentence);
    words.add_if_any(", told by ", row.publisher);
    words.add_if_any(", published ", row.published);
    add_number(", mentions: ", row.mentions);
    add_number(", sources: ", row.sources);
    add_number(", articles: ", row.articles);
    words.add_if_any(", ", row.url);
}

Location location_of(const DatasetAct& row) {
    Location out;
    out.code = row.place_country;
    out.located = row.place_at.has_value();
    out.is_country = !out.located && !row.place_country.empty();
    if (row.place_at) {
        out.latitude = row.place_at->latitude;
        out.longitude = row.place_at->longitude;
    }
    return out;
}

Act act_of(const DatasetAct& row) {
    Act out;
    out.id = "a1";
    out.type = act_type_from(row.type).value_or(ActType::consult);
    out.mode = row.mode;
    out.cameo = row.cameo;
    out.quad = static_cast<std::uint8_t>(quadrant_of(out.type));
    out.goldstein = row.weight ? static_cast<float>(*row.weight)
                               : std::numeric_limits<float>::quiet_NaN();
    out.contexts = row.contexts;
    out.date = row.date;
    out.place = one_line(row.place);
    out.location = location_of(row);
    const bool ahead = out.type == ActType::agree && out.mode == "meet";
    out.status = ahead ? Status::planned : Status::happened;
    out.confidence = row_confidence;
    return out;
}

/// As a tag of BCP 47, as far as it looks like one.
std::string language_of(const std::string& given) {
    const bool tag =
        given.size() >= 2 && given.size() <= 3 &&
        given.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    return tag ? given : std::string();
}

}  // namespace

std::string outlet_of(Dataset dataset) {
    return std::string(title_of(dataset)) + " dataset";
}

DatasetArticle dataset_article(const DatasetAct& row,
                               Dataset dataset,
                               const std::string& path,
                               const DatasetKnowledge& knowledge) {
    DatasetArticle out;
    Act act = act_of(row);
    Words words;
    const bool mutual = knowledge.coding.type_row(act.type).is_symmetric(act.mode);
    add_evidence(row, mutual, words, act);
    add_source(row, dataset, words);
    auto& actors = out.actors.actors;
    act.actors = add_actors(row.actors, knowledge.directory, actors);
    act.recipients = add_actors(row.recipients, knowledge.directory, actors);
    if (mutual) {
        act.actors.insert(act.actors.end(), act.recipients.begin(), act.recipients.end());
        act.recipients.clear();
    }
    out.acts.acts.push_back(std::move(act));
    Article& article = out.article;
    article.doc = doc_of(row, dataset);
    article.path = path;
    article.source = article.text = words.text();
    const auto size = static_cast<std::uint32_t>(article.text.size());
    article.blocks = {{BlockKind::row, {0, size}, "dataset"}};
    article.title = std::string(title_of(dataset)) + " event " + one_line(row.id);
    article.published = Day::parse_iso(row.published);
    article.outlet = outlet_of(dataset);
    article.url = one_line(row.url);
    article.language = language_of(row.language);
    return out;
}

}  // namespace chancery
