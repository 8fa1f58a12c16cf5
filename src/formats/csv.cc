// CSV (RFC 4180) in a folder: events, acts, parties, claims and links, each with its
// columns described beside it (W3C, "Metadata Vocabulary for Tabular Data").
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <functional>

#include "formats/json_fields.h"
#include "formats/writers.h"

namespace chancery {

namespace {

struct Column {
    const char* name;
    const char* datatype;  ///< of CSVW: string, integer, decimal, boolean, date, anyURI
    const char* description;
};

struct Sheet {
    const char* file;
    const char* description;
    std::vector<const char*> key;  ///< columns that tell a row from the others
    std::vector<Column> columns;
};

/// Columns that events and acts have in common, between `first` and `last`.
std::vector<Column> with_common(std::vector<Column> first, std::vector<Column> last) {
    const std::vector<Column> common = {
        {"type", "string", "PLOVER type"},
        {"mode", "string", "PLOVER mode"},
        {"cameo", "string", "CAMEO code; a string, since leading zeros count"},
        {"channel", "string", "how it was done"},
        {"date", "string", "ISO 8601 day, interval, month or year"},
        {"date_start", "date", "first day of it"},
        {"date_end", "date", "last day of it"},
        {"place", "string", "as the text names it"},
        {"place_country", "string", "ISO 3166-1 alpha-3"},
        {"latitude", "decimal", "degrees, WGS 84"},
        {"longitude", "decimal", "degrees, WGS 84"},
        {"status", "string", "happened, planned or denied"},
        {"background", "boolean", "told as background"},
        {"count", "integer", "of acts that the text counts together"},
        {"quad",
         "integer",
         "1 verbal and 2 material cooperation, 3 verbal and 4 material "
         "conflict"},
        {"goldstein", "decimal", "-10 (conflict) to 10 (cooperation)"},
        {"contexts", "string", "PLOVER contexts, separated by ;"},
        {"confidence", "decimal", "0 to 1"},
        {"actors", "string", "names, separated by ;"},
        {"recipients", "string", "names, separated by ;"},
        {"trigger", "string", "words that name the act"},
        {"evidence", "string", "words of the article"}};
    first.insert(first.end(), common.begin(), common.end());
    first.insert(first.end(), last.begin(), last.end());
    return first;
}

enum SheetNumber : std::size_t {
    sheet_events,
    sheet_acts,
    sheet_parties,
    sheet_claims,
    sheet_links,
    sheet_count
};

const std::array<Sheet, sheet_count>& sheets() {
    static const std::array<Sheet, sheet_count> all = {{
        {"events.csv",
         "Events: real-world acts, each as all articles that tell it have it together.",
         {"id"},
         with_common({{"id", "string", "identifier of the event"}},
                     {{"acts", "integer", "acts of articles that were made one"},
                      {"articles", "integer", "that tell it"},
                      {"sources", "integer", "that are independent of each other"},
                      {"first_published", "date", "day of the first article"},
                      {"last_published", "date", "day of the last article"},
                      {"conflicts", "string", "fields of which sources differ, ;"},
                      {"corrected", "string", "fields that an analyst set, ;"},
                      {"lead", "string", "act that is shown (acts.csv, id)"}})},
        {"acts.csv",
         "Acts: what one article says was done.",
         {"id"},
         with_common({{"id", "string", "identifier of the act"},
                      {"event", "string", "event that it is of (events.csv, id)"}},
                     {{"doc", "string", "document"},
                      {"number", "integer", "of the act in its document, from 1"},
                      {"sentence", "integer", "of the evidence, from 1"},
                      {"title", "string", "of the article"},
                      {"outlet", "string", "that published it"},
                      {"agency", "string", "that it is from"},
                      {"published", "date", "day of the article"},
                      {"language", "string", "BCP 47"},
                      {"url", "anyURI", "of the article"}})},
        {"parties.csv",
         "Who takes part in an event or act.",
         {"of", "role", "number"},
         {{"of", "string", "identifier of the event or act"},
          {"role", "string", "actor or recipient"},
          {"number", "integer", "place in the list, from 1"},
          {"actor", "string", "the same for the same actor: kind, code and name"},
          {"name", "string", "as the article has it"},
          {"table_name", "string", "as the tables have it"},
          {"kind", "string", "person, state, body, party, igo, …"},
          {"code", "string", "ISO 3166-1 alpha-3 or acronym of an organisation"},
          {"sector", "string", "PLOVER sector"},
          {"offices", "string", "separated by ;"}}},
        {"claims.csv",
         "What each article says of each field of an event, and why we say so.",
         {"event", "number"},
         {{"event", "string", "identifier (events.csv, id)"},
          {"number", "integer", "of the claim, from 1"},
          {"field", "string", "of the event"},
          {"value", "string", "that the act has"},
          {"act", "string", "identifier (acts.csv, id)"},
          {"rule", "string", "that set it"},
          {"words", "string", "that it was read from"},
          {"confidence", "decimal", "0 to 1"},
          {"shown", "boolean", "it is the value of the event"}}},
        {"links.csv",
         "Events that have to do with each other.",
         {"event", "other", "kind"},
         {{"event", "string", "identifier (events.csv, id)"},
          {"other", "string", "identifier of the other event"},
          {"kind", "string", "plan-of, carried-out-as, denial-of, denied-by"}}},
    }};
    return all;
}

std::string metadata(const Sheet& sheet) {
    Json columns = Json::array();
    for (const Column& column : sheet.columns) {
        columns.push_back({{"name", column.name},
                           {"titles", column.name},
                           {"datatype", column.datatype},
                           {"dc:description", column.description}});
    }
    const Json out = {
        {"@context", Json::array({"http://www.w3.org/ns/csvw", {{"@language", "en"}}})},
        {"url", sheet.file},
        {"dc:description", sheet.description},
        {"dialect", {{"encoding", "utf-8"}, {"delimiter", ","}, {"header", true}}},
        {"tableSchema", {{"columns", std::move(columns)}, {"primaryKey", sheet.key}}}};
    return out.dump(1) + '\n';
}

/// A spreadsheet takes these at the start of a cell for a formula.
bool looks_like_formula(const std::string& field) {
    return !field.empty() &&
           std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos;
}

class Csv : public ExportWriter {
  public:
    explicit Csv(const ExportOptions& options) : guard_(options.guard_formulas) {}

    Result<void> open(OutFiles& files) {
        for (std::size_t i = 0; i < sheet_count; ++i) {
            const Sheet& sheet = sheets()[i];
            if (auto done = files.put(std::string(sheet.file) + "-metadata.json",
                                      metadata(sheet));
                !done) {
                return done;
            }
            auto out = files.open(sheet.file);
            if (!out) {
                return out.error();
            }
            out_[i] = *out;
            std::vector<std::string> names;
            for (const Column& column : sheet.columns) {
                names.emplace_back(column.name);
            }
            if (auto done = out_[i]->write(line(names)); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> add(const EventDetail& detail) override {
        std::array<std::string, sheet_count> lines;
        add_event(detail.event, lines);
        for (const ActRow& act : detail.acts) {
            add_act(act, detail.event.id, lines);
        }
        std::size_t number = 0;
        for (const ClaimRow& claim : detail.claims) {
            lines[sheet_claims] += line({detail.event.id,
                                         std::to_string(++number),
                                         claim.field,
                                         claim.value,
                                         claim.act,
                                         claim.rule,
                                         claim.words,
                                         decimal(claim.confidence, 3),
                                         claim.shown ? "true" : "false"});
        }
        for (const EventLink& link : detail.links) {
            lines[sheet_links] += line({detail.event.id, link.event, link.kind});
        }
        for (std::size_t i = 0; i < sheet_count; ++i) {
            if (auto done = out_[i]->write(lines[i]); !done) {
                return done;
            }
        }
        return {};
    }

  private:
    using Lines = std::array<std::string, sheet_count>;

    [[nodiscard]] std::string line(const std::vector<std::string>& fields) const {
        std::string out;
        for (const std::string& field : fields) {
            out += &field == fields.data() ? "" : ",";
            const bool guarded =
                guard_ && looks_like_formula(field) && !is_plain_number(field);
            const bool quoted = field.find_first_of(",\"\r\n") != std::string::npos;
            out += quoted ? "\"" : "";
            out += guarded ? "'" : "";
            for (const char c : field) {
                out.append(c == '"' ? 2 : 1, c);
            }
            out += quoted ? "\"" : "";
        }
        return out + "\r\n";
    }

    /// "-3.4" is no formula.
    static bool is_plain_number(const std::string& field) {
        return field.size() > 1 && (field[0] == '-' || field[0] == '+') &&
               field.find_first_not_of("0123456789.", 1) == std::string::npos;
    }

    template <typename Row>
    static void add_common(const Row& row, std::vector<std::string>& out) {
        const auto names = [](const std::vector<Participant>& list) {
            std::vector<std::string> all;
            all.reserve(list.size());
            for (const Participant& one : list) {
                all.push_back(one.name);
            }
            return join(all, ";");
        };
        const auto range = parse_day_range(row.date);
        out.insert(out.end(),
                   {row.type,
                    row.mode,
                    row.cameo,
                    row.channel,
                    row.date,
                    range ? range->first.iso() : "",
                    range ? range->last.iso() : "",
                    row.place,
                    row.place_country,
                    row.place_at ? decimal(row.place_at->latitude, 4) : "",
                    row.place_at ? decimal(row.place_at->longitude, 4) : "",
                    row.status,
                    row.background ? "true" : "false",
                    row.count ? std::to_string(*row.count) : "",
                    row.quad == 0 ? "" : std::to_string(row.quad),
                    row.goldstein ? decimal(*row.goldstein, 1) : "",
                    join(row.contexts, ";"),
                    decimal(row.confidence, 3),
                    names(row.actors),
                    names(row.recipients),
                    row.trigger,
                    row.evidence});
    }

    void add_event(const EventRow& event, Lines& lines) const {
        std::vector<std::string> row{event.id};
        add_common(event, row);
        row.insert(row.end(),
                   {std::to_string(event.acts),
                    std::to_string(event.articles),
                    std::to_string(event.sources),
                    event.first_published,
                    event.last_published,
                    join(event.conflicts, ";"),
                    join(event.corrected, ";"),
                    event.lead});
        lines[sheet_events] += line(row);
        add_parties(event.id, "actor", event.actors, lines);
        add_parties(event.id, "recipient", event.recipients, lines);
    }

    void add_act(const ActRow& act, const std::string& event, Lines& lines) const {
        std::vector<std::string> row{act.id, event};
        add_common(act, row);
        row.insert(row.end(),
                   {act.doc,
                    std::to_string(act.number),
                    act.sentence == 0 ? "" : std::to_string(act.sentence),
                    act.title,
                    act.outlet,
                    act.agency,
                    act.published,
                    act.language,
                    act.url});
        lines[sheet_acts] += line(row);
        add_parties(act.id, "actor", act.actors, lines);
        add_parties(act.id, "recipient", act.recipients, lines);
    }

    void add_parties(const std::string& of,
                     const char* role,
                     const std::vector<Participant>& list,
                     Lines& lines) const {
        std::size_t number = 0;
        for (const Participant& one : list) {
            lines[sheet_parties] += line({of,
                                          role,
                                          std::to_string(++number),
                                          actor_id(one),
                                          one.name,
                                          one.table_name,
                                          one.kind,
                                          one.code,
                                          one.sector,
                                          join(one.titles, ";")});
        }
    }

    bool guard_;
    std::array<OutFile*, sheet_count> out_{};
};

}  // namespace

MadeWriter make_csv(OutFiles& files, const ExportOptions& options) {
    auto out = std::make_unique<Csv>(options);
    if (auto done = out->open(files); !done) {
        return done.error();
    }
    return std::unique_ptr<ExportWriter>(std::move(out));
}

}  // namespace chancery
