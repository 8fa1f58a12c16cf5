// Events made by hand and files in memory, for the tests of this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/tsv.h"
#include "formats/export.h"

namespace chancery::testing {

/// The value, or the end of the test.
template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().text());
    }
    return *std::move(result);
}

inline void must(const Result<void>& result) {
    if (!result) {
        throw std::runtime_error(result.error().text());
    }
}

/// The event that one act alone makes.
inline EventDetail event_of(const ActRow& act) {
    EventDetail out;
    EventRow& event = out.event;
    event.row = act.row;
    event.id = act.event.empty() ? 'e' + act.id : act.event;
    event.type = act.type;
    event.mode = act.mode;
    event.cameo = act.cameo;
    event.channel = act.channel;
    event.date = act.date;
    event.place = act.place;
    event.status = act.status;
    event.place_country = act.place_country;
    event.place_at = act.place_at;
    event.background = act.background;
    event.count = act.count;
    event.quad = act.quad;
    event.goldstein = act.goldstein;
    event.contexts = act.contexts;
    event.confidence = act.confidence;
    event.actors = act.actors;
    event.recipients = act.recipients;
    event.acts = event.articles = event.sources = 1;
    event.first_published = event.last_published = act.published;
    event.evidence = act.evidence;
    event.trigger = act.trigger;
    event.lead = act.id;
    out.acts.push_back(act);
    return out;
}

class MemoryFile : public OutFile {
  public:
    Result<void> write(std::string_view bytes) override {
        if (room_ < bytes.size()) {
            return Error{"No space left on device", "memory"};
        }
        room_ -= bytes.size();
        text += bytes;
        return {};
    }

    void set_room(std::size_t bytes) { room_ = bytes; }

    std::string text;

  private:
    std::size_t room_ = static_cast<std::size_t>(-1);
};

class MemoryFiles : public OutFiles {
  public:
    Result<OutFile*> open(const std::string& name) override {
        auto& file = files_[name];
        file = std::make_unique<MemoryFile>();
        return file.get();
    }

    Result<void> put(const std::string& name, std::string_view content) override {
        auto& file = files_[name];
        file = std::make_unique<MemoryFile>();
        return file->write(content);
    }

    [[nodiscard]] const std::string& text(const std::string& name = "") const {
        return files_.at(name)->text;
    }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& [name, file] : files_) {
            out.push_back(name);
        }
        return out;
    }

  private:
    std::map<std::string, std::unique_ptr<MemoryFile>> files_;
};

inline const FormatTables& tables() {
    static const FormatTables all =
        must(FormatTables::open(std::string(CHANCERY_SOURCE_DIR) + "/data"));
    return all;
}

inline ExportOptions options() {
    ExportOptions out;
    out.tables = &tables();
    out.version = "chancery test";
    return out;
}

inline Participant person(std::string key, std::string name, std::string code) {
    Participant out;
    out.key = std::move(key);
    out.name = std::move(name);
    out.kind = "person";
    out.code = std::move(code);
    out.sector = "GOV";
    return out;
}

inline Participant state(std::string name, std::string code) {
    Participant out;
    out.key = name;
    out.name = std::move(name);
    out.kind = "state";
    out.code = std::move(code);
    out.sector = "GOV";
    return out;
}

inline const std::string story_text =
    "Café talks\n\nZoë Ruritan visited Strelsau on Tuesday. She met Lô Văn.\n";

inline Span find(const std::string& text, std::string_view words) {
    const auto at = static_cast<std::uint32_t>(text.find(words));
    return {at, at + static_cast<std::uint32_t>(words.size())};
}

/// A visit of one day, in the past, told by one article.
inline ActRow visit_act() {
    ActRow act;
    act.id = "00112233445566aa";
    act.number = 1;
    act.type = "CONSULT";
    act.mode = "visit";
    act.cameo = "042";
    act.channel = "in_person";
    act.date = "2026-01-20";
    act.place = "Hanoi";
    act.status = "happened";
    act.place_country = "VNM";
    act.place_at = Coordinates{21.0245, 105.84117};
    act.quad = 1;
    act.goldstein = 1.9F;
    act.contexts = {"diplomatic", "economic"};
    act.trigger = "visited";
    act.evidence = "Zoë Ruritan visited Strelsau on Tuesday";
    act.confidence = 0.8125;
    Participant zoe = person("zoe", "Zoë Ruritan", "DEU");
    zoe.offices = zoe.titles = {"Chancellor of Germany", "Leader"};
    zoe.number = 1;
    act.actors = {zoe};
    Participant van = person("van", "Lô Văn", "VNM");
    van.table_name = "Van Lo";
    van.sector = "PTY";
    act.recipients = {van};
    act.doc = "d1";
    act.title = "Café talks";
    act.outlet = "The Daily Strelsau";
    act.agency = "VNA";
    act.published = "2026-01-21";
    act.url = "https://www.strelsau.example/a?b=1&c=2";
    act.path = "in/d1.txt";
    act.language = "en";
    act.event = "e00112233445566aa";
    act.sentence = 2;
    act.trigger_at = find(story_text, "visited");
    act.evidence_at = find(story_text, act.evidence);
    act.text_size = static_cast<std::uint32_t>(story_text.size());
    return act;
}

/// That visit as told by two articles, the second of which has another day.
inline EventDetail visit() {
    const ActRow first = visit_act();
    EventDetail out = event_of(first);
    ActRow second = first;
    second.id = "ffeeddccbbaa9988";
    second.number = 3;
    second.doc = "d2";
    second.url.clear();
    second.published = "2026-01-22";
    second.date = "2026-01-21";
    second.outlet = "Radio Borduria";
    second.language = "vi";
    second.sentence = 0;
    second.trigger_at = {5, 12};
    out.acts.push_back(second);
    out.event.acts = out.event.articles = out.event.sources = 2;
    out.event.last_published = second.published;
    out.event.conflicts = {"date"};
    out.claims = {
        {"date", "2026-01-20", first.id, "weekday", "on Tuesday", 0.9, true},
        {"date", "2026-01-21", second.id, "weekday", "on Wednesday", 0.5, false}};
    out.links = {{"e9999999999999999", "carried-out-as"}};
    return out;
}

/// A meeting of three, told without a day; a summit has no recipients.
inline EventDetail meeting() {
    ActRow act = visit_act();
    act.id = "0a0b0c0d0e0f0001";
    act.event = "e0a0b0c0d0e0f0001";
    act.mode = "meeting";
    act.cameo = "040";
    act.date.clear();
    act.place = "Geneva";
    act.place_at.reset();
    act.place_country = "CHE";
    Participant un;
    un.key = "un";
    un.name = "United Nations";
    un.kind = "igo";
    un.code = "UN";
    un.sector = "IGO";
    act.actors = {state("Romania", "ROU"), un, state("Kosovo", "XKX")};
    act.recipients.clear();
    return event_of(act);
}

/// A visit that lies ahead.
inline EventDetail planned() {
    ActRow act = visit_act();
    act.id = "0a0b0c0d0e0f0002";
    act.event = "e0a0b0c0d0e0f0002";
    act.type = "AGREE";
    act.mode = "meet";
    act.cameo = "036";
    act.status = "planned";
    act.date = "2026-03-01/2026-03-03";
    return event_of(act);
}

/// The visit with words that would break a careless writer.
inline EventDetail hostile() {
    ActRow act = visit_act();
    act.id = "0a0b0c0d0e0f0003";
    act.event = "e0a0b0c0d0e0f0003";
    act.actors[0].name = "=cmd|'/C calc'!A0\t\"Tab\"";
    act.recipients[0].name = "Line\r\nbreak, & <b>ünï</b> 😀\x01";
    act.recipients[0].table_name.clear();
    act.place = "a\tb\nc\"d\"; e\\f";
    act.title = "]]> --> \xE2\x80\xA8 title\x7F";
    act.evidence = "He said: \"quote\", 'apostrophe';\tand\nmore, \\ 😀";
    act.outlet = "+1 Outlet";
    act.doc = "../d\"3";
    return event_of(act);
}

/// What a writer of that format makes of the events.
inline std::string written(std::string_view format,
                           const std::vector<EventDetail>& events,
                           const ExportOptions& with) {
    MemoryFiles files;
    const auto writer = must(open_export(format, files, with));
    for (const EventDetail& event : events) {
        must(writer->add(event));
    }
    must(writer->finish());
    return files.text();
}

inline std::string written(std::string_view format,
                           const std::vector<EventDetail>& events) {
    return written(format, events, options());
}

/// Rows of tab-separated text without quoting.
inline std::vector<std::vector<std::string>> rows_of(const std::string& text) {
    std::vector<std::vector<std::string>> out;
    for (const std::string_view line : split(text, '\n')) {
        if (!line.empty()) {
            auto& row = out.emplace_back();
            for (const std::string_view field : split(line, '\t')) {
                row.emplace_back(field);
            }
        }
    }
    return out;
}

/// The same with a header: each row by the names of the columns.
inline std::vector<std::map<std::string, std::string>> named_rows_of(
    const std::string& text) {
    std::vector<std::map<std::string, std::string>> out;
    const auto rows = rows_of(text);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].size() != rows[0].size()) {
            throw std::runtime_error("a row that does not fit its header");
        }
        auto& row = out.emplace_back();
        for (std::size_t column = 0; column < rows[i].size(); ++column) {
            row[rows[0][column]] = rows[i][column];
        }
    }
    return out;
}

}  // namespace chancery::testing
