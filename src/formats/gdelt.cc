// GDELT 2.0: events (61 columns) and mentions (16), tab-separated without a header
// ("The GDELT Event Database, Data Format Codebook V2.0", 19 February 2015).
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "formats/named_at.h"
#include "formats/one_file.h"

namespace chancery {

namespace {

std::string upper(const std::string& text) {
    std::string out;
    icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(out);
    return out;
}

/// Ten fields: code, name, country, known group, ethnic group, religions, types.
void add_actor(const Participant* actor,
               const FormatTables& tables,
               std::vector<std::string>& out) {
    if (actor == nullptr) {
        out.resize(out.size() + 10);
        return;
    }
    const CountryCodes* country = tables.country(CountryKey::iso3, actor->code);
    const std::string place = country == nullptr ? "" : country->cameo;
    const std::string group(tables.group_to_cameo(actor->code));
    const SectorCodes* sector = tables.sector(actor->sector);
    std::string type = sector == nullptr ? "" : sector->cameo;
    if (actor->kind == "igo") {
        type = "IGO";
    } else if (actor->kind == "state") {
        type.clear();  // CAMEO: the country alone
    }
    out.insert(out.end(),
               {place + type + group,
                upper(best_name(*actor)),
                place,
                group,
                "",
                "",
                "",
                type,
                "",
                ""});
}

/// Eight fields: where it was done.
void add_place(const EventRow& event,
               const FormatTables& tables,
               std::vector<std::string>& out) {
    const CountryCodes* country = tables.country(CountryKey::iso3, event.place_country);
    if (event.place.empty() && country == nullptr) {
        out.insert(out.end(), {"0", "", "", "", "", "", "", ""});
        return;
    }
    const std::string fips = country == nullptr ? "" : country->fips;
    const std::string name = country == nullptr ? "" : country->name;
    if (!event.place_at) {
        out.insert(
            out.end(),
            {"1", name.empty() ? event.place : name, fips, fips, "", "", "", fips});
        return;
    }
    out.insert(
        out.end(),
        {event.place_country == "USA" ? "3" : "4",
         name.empty() || name == event.place ? event.place : event.place + ", " + name,
         fips,
         fips,
         "",
         decimal(event.place_at->latitude, 4),
         decimal(event.place_at->longitude, 4),
         ""});
}

/// The codebook's fraction of the year: months of thirty days.
std::string fraction_date(Day day) {
    const Day::Civil civil = day.civil();
    const double fraction = ((civil.month - 1) * 30 + civil.day) / 365.0;
    std::string out = decimal(civil.year + fraction, 4);
    out.resize(std::max(out.size(), out.find('.') + 5), '0');
    return out;
}

/// Midnight (UTC) of a day of publication, YYYYMMDDHHMMSS; "" where it is not known.
std::string stamp(const std::string& published) {
    const auto day = Day::parse_iso(published);
    return day ? compact(*day) + "000000" : "";
}

/// "www.example.org" of "https://www.example.org/a".
std::string host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme != std::string_view::npos) {
        url.remove_prefix(scheme + 3);
    }
    url = url.substr(0, url.find_first_of("/?#"));
    url = url.substr(0, url.find(':'));
    return std::string(url.starts_with("www.") ? url.substr(4) : url);
}

bool on_the_web(const ActRow& act) {
    return act.url.starts_with("http://") || act.url.starts_with("https://");
}

/// The URL, or a citation where there is none: outlet, title, day, document.
std::string identifier(const ActRow& act) {
    if (on_the_web(act)) {
        return act.url;
    }
    std::vector<std::string> parts;
    for (const std::string* part : {&act.outlet, &act.title, &act.published, &act.doc}) {
        if (!part->empty()) {
            parts.push_back(*part);
        }
    }
    return join(parts, ", ");
}

/// Told in the first two sentences of an article, its headline among them.
bool in_lead(const EventDetail& event) {
    return std::any_of(event.acts.begin(), event.acts.end(), [](const ActRow& act) {
        return !act.background && act.sentence >= 1 && act.sentence <= 2;
    });
}

void add_date(const DayRange& range, std::vector<std::string>& out) {
    const std::string day = compact(range.first);
    out.insert(out.end(),
               {day, day.substr(0, 6), day.substr(0, 4), fraction_date(range.first)});
}

void add_action(const EventDetail& detail,
                const FormatTables& tables,
                std::vector<std::string>& out) {
    const EventRow& event = detail.event;
    const CameoCode* code = tables.cameo().find(event.cameo);
    const std::string base = event.cameo.substr(0, 3);
    const std::uint32_t quad = code == nullptr ? event.quad : code->quad;
    const bool weighed = event.goldstein.has_value() || code != nullptr;
    const double weight = event.goldstein.value_or(
        code == nullptr ? 0.0 : static_cast<double>(code->goldstein));
    out.insert(out.end(),
               {in_lead(detail) ? "1" : "0",
                event.cameo,
                base,
                event.cameo.substr(0, 2),
                quad == 0 ? "" : std::to_string(quad),
                weighed ? decimal(weight, 1) : "",
                std::to_string(event.acts),
                std::to_string(event.sources),
                std::to_string(event.articles),
                ""});  // AvgTone: nothing here measures it, and 0 would say "neutral"
}

class GdeltEvents : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        const auto days = exact_days_of(event);
        if (!days || event.status == "denied") {
            leave_out();
            return {};
        }
        std::string lines;
        for (const Dyad& dyad : dyads_of(event)) {
            std::vector<std::string> row{std::to_string(dyad_number(event, dyad))};
            add_date(days->range, row);
            add_actor(dyad.actor, tables(), row);
            add_actor(dyad.recipient, tables(), row);
            add_action(detail, tables(), row);
            const std::vector<std::string> nowhere{"0", "", "", "", "", "", "", ""};
            row.insert(row.end(), nowhere.begin(), nowhere.end());
            row.insert(row.end(), nowhere.begin(), nowhere.end());
            add_place(event, tables(), row);
            const ActRow* lead = lead_act(detail);
            row.push_back(stamp(event.first_published));
            row.push_back(lead == nullptr ? "" : identifier(*lead));
            lines += tsv_line(row);
        }
        return write(lines);
    }
};

class GdeltMentions : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        if (!exact_days_of(event) || event.status == "denied") {
            leave_out();
            return {};
        }
        const auto dyads = dyads_of(event);
        std::string lines;
        for (const ActRow& act : detail.acts) {
            const auto text = text_of(act);
            if (!text) {
                return text.error();
            }
            auto row = row_of(event, act, *text);
            for (const Dyad& dyad : dyads) {
                row[0] = std::to_string(dyad_number(event, dyad));
                row[7] = offset_of(dyad.actor, act, *text);
                row[8] = offset_of(dyad.recipient, act, *text);
                lines += tsv_line(row);
            }
        }
        return write(lines);
    }

  private:
    /// Characters before the words that name one of the event, as this article does.
    static std::string offset_of(const Participant* who,
                                 const ActRow& act,
                                 const std::string& text) {
        if (who == nullptr || text.empty()) {
            return "-1";
        }
        const Participant* here = who;
        for (const auto* list : {&act.actors, &act.recipients}) {
            for (const Participant& one : *list) {
                here = actor_id(one) == actor_id(*who) ? &one : here;
            }
        }
        const auto at = named_at(text, *here, act.evidence_at);
        return at ? std::to_string(characters_before(text, at->begin)) : "-1";
    }

    static std::vector<std::string> row_of(const EventRow& event,
                                           const ActRow& act,
                                           const std::string& text) {
        const bool known = !text.empty() && act.trigger_at.end <= text.size();
        const std::string offset =
            known ? std::to_string(characters_before(text, act.trigger_at.begin)) : "-1";
        const std::size_t length = text.empty() ? act.text_size : count_characters(text);
        const auto confidence = static_cast<int>(std::lround(act.confidence * 10)) * 10;
        const bool web = on_the_web(act);
        const std::string citation = act.outlet.empty() ? act.doc : act.outlet;
        const bool english = act.language.empty() || act.language.starts_with("en");
        return {"",
                stamp(event.first_published),
                stamp(act.published),
                web ? "1" : "2",
                web ? host_of(act.url) : citation,
                identifier(act),
                act.sentence == 0 ? "" : std::to_string(act.sentence),
                "-1",
                "-1",
                offset,
                "1",
                std::to_string(std::clamp(confidence, 0, 100)),
                length == 0 ? "" : std::to_string(length),
                "",
                english ? "" : "srclc:" + act.language,
                ""};
    }
};

}  // namespace

MadeWriter make_gdelt_events(OutFiles& files, const ExportOptions& options) {
    return make_one_file<GdeltEvents>(files, options, "");
}

MadeWriter make_gdelt_mentions(OutFiles& files, const ExportOptions& options) {
    return make_one_file<GdeltMentions>(files, options, "");
}

}  // namespace chancery
