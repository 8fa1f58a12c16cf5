// What is taken away: exports, feeds, the brief.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <filesystem>
#include <fstream>

#include "formats/export.h"
#include "formats/ledger_content.h"
#include "server/desk_store.h"
#include "server/etag.h"
#include "server/packing.h"
#include "server/routes.h"
#include "server/tar.h"
#include "shared/brief.h"

namespace chancery::server {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> media_types{
    {{"plover", "application/jsonl"},
     {"ngec", "application/jsonl"},
     {"jsonl", "application/jsonl"},
     {"jsonld", "application/ld+json"},
     {"graphml", "application/graphml+xml"},
     {"gexf", "application/gexf+xml"},
     {"icalendar", "text/calendar"},
     {"atom", "application/atom+xml"},
     {"csv", "application/x-tar"}}};

}  // namespace

std::string_view media_type_of(std::string_view format) {
    for (const auto& [name, type] : media_types) {
        if (name == format) {
            return type;
        }
    }
    return format == "acts" ? "application/x-tar" : "text/tab-separated-values";
}

namespace {

/// One file that goes to whoever asked as it is written.
class SinkFiles : public OutFiles {
  public:
    explicit SinkFiles(BodySink& sink) : file_(sink) {}

    Result<OutFile*> open(const std::string&) override { return &file_; }

    Result<void> put(const std::string&, std::string_view content) override {
        return file_.write(content);
    }

  private:
    class File : public OutFile {
      public:
        explicit File(BodySink& sink) : sink_(sink) {}

        Result<void> write(std::string_view bytes) override {
            return sink_.write(bytes) ? Result<void>()
                                      : Result<void>(Error{"the reader went away"});
        }

      private:
        BodySink& sink_;
    };

    File file_;
};

/// Text that is kept.
class TextSink : public BodySink {
  public:
    bool write(std::string_view bytes) override {
        text_ += bytes;
        return true;
    }

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

struct Exported {
    const ExportFormat* format = nullptr;
    ExportOptions options;
    ActFilter filter;
};

Result<void> write_export(Ledger& ledger, const Exported& asked, OutFiles& files) {
    ExportOptions options = asked.options;
    options.text_of = texts_of(ledger);
    auto writer = open_export(asked.format->name, files, options);
    if (!writer) {
        return writer.error();
    }
    auto done = write_content(ledger, *asked.format, asked.filter, **writer);
    return done ? (*writer)->finish() : done;
}

/// Formats of several files: written beside the uploads, then sent as one archive.
bool write_tar(Desk& desk, Ledger& ledger, const Exported& asked, BodySink& sink) {
    const std::string folder = desk.spool() + "/export-" + random_hex(8);
    FolderFiles files(folder);
    auto done = write_export(ledger, asked, files);
    done = done ? files.finish() : done;
    const bool whole = done && send_tar(folder, std::string(asked.format->name), sink);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return whole;
}

ExportOptions options_of(const Desk& desk, const Question& question) {
    ExportOptions out;
    out.tables = &desk.tables();
    out.version = "chancery " CHANCERY_VERSION;
    out.query = in_words(question);
    return out;
}

Response run_export(Desk& desk, const Visit& visit) {
    auto leased = desk.lease_for(visit.values(), std::nullopt);
    if (auto* fault = std::get_if<Problem>(&leased)) {
        return to_response(*fault);
    }
    const auto lease = std::make_shared<Lease>(std::get<Lease>(std::move(leased)));
    auto filter = act_filter_of(desk, {lease->ledger(), visit.call, lease->state()});
    if (auto* fault = std::get_if<Problem>(&filter)) {
        return to_response(*fault);
    }
    Exported asked;
    asked.format = find_export_format(visit.values().text("format"));
    asked.options = options_of(desk, question_of(visit.values()));
    asked.options.title = visit.values().text("title");
    asked.options.guard_formulas = visit.values().flag("guard_formulas");
    asked.filter = std::get<ActFilter>(std::move(filter));
    asked.filter.limit.reset();
    const auto turn = desk.take_export();
    if (!turn) {
        Problem busy = problem(503, "as many exports as may be are under way");
        busy.retry_after = 10;
        return to_response(busy);
    }
    // As long as it takes, while somebody reads.
    lease->ledger().set_deadline(std::nullopt);
    Response out;
    const bool folder = asked.format->shape == ExportShape::folder;
    const std::string name(asked.format->name);
    out.set("Content-Type", std::string(media_type_of(name)));
    out.set("Content-Disposition",
            "attachment; filename=\"chancery-" + name + (folder ? ".tar\"" : "\""));
    out.stream = [&desk, lease, asked, folder, turn](BodySink& sink) {
        if (folder) {
            return write_tar(desk, lease->ledger(), asked, sink);
        }
        SinkFiles files(sink);
        return write_export(lease->ledger(), asked, files).has_value();
    };
    return out;
}

Response feed(Desk& desk, const Visit& visit) {
    const std::string& id = visit.values().text("query");
    const auto saved = desk.store().query(id);
    if (!saved) {
        return to_response(problem(500, saved.error().text()));
    }
    if (!*saved) {
        return to_response(problem(404, "there is no saved query " + id));
    }
    Call call;
    call.operation = desk.api().find("listEvents");
    auto values = desk.api().read_query(*call.operation, (*saved)->query);
    if (auto* fault = std::get_if<Problem>(&values)) {
        return to_response(
            problem(404, "the query is not understood any more: " + fault->detail));
    }
    call.values = std::get<Values>(std::move(values));
    auto leased = desk.lease_for(call.values, std::nullopt);
    if (auto* fault = std::get_if<Problem>(&leased)) {
        return to_response(*fault);
    }
    const Lease lease = std::get<Lease>(std::move(leased));
    auto filter = act_filter_of(desk, {lease.ledger(), call, lease.state()});
    if (auto* fault = std::get_if<Problem>(&filter)) {
        return to_response(*fault);
    }
    Exported asked;
    asked.format = find_export_format("atom");
    asked.options = options_of(desk, question_of(call.values));
    asked.options.title = (*saved)->name;
    asked.filter = std::get<ActFilter>(std::move(filter));
    asked.filter.newest_first = true;
    asked.filter.limit = 100;
    TextSink sink;
    SinkFiles files(sink);
    if (auto done = write_export(lease.ledger(), asked, files); !done) {
        return to_response(failed(lease.ledger(), done.error()));
    }
    return tagged(visit, sink.text(), "application/atom+xml");
}

Json brief_record(const Brief& brief, std::int64_t version) {
    Json themes = Json::array();
    for (const BriefTheme& theme : brief.themes) {
        Json items = Json::array();
        for (const BriefItem& item : theme.items) {
            Json sources = Json::array();
            for (const BriefSource& source : item.sources) {
                sources.push_back({{"name", source.name},
                                   {"url", text_or_null(source.url)},
                                   {"doc", source.doc}});
            }
            items.push_back({{"event", item.event},
                             {"what", item.what},
                             {"words", item.words},
                             {"sources", std::move(sources)}});
        }
        themes.push_back(
            {{"name", theme.name}, {"more", theme.more}, {"items", std::move(items)}});
    }
    return {{"version", version},
            {"title", brief.title},
            {"summary", brief.summary},
            {"themes", std::move(themes)}};
}

Response brief(Desk& desk, const Visit& visit) {
    const Values& values = visit.values();
    auto leased = desk.lease_for(values, std::nullopt);
    if (auto* fault = std::get_if<Problem>(&leased)) {
        return to_response(*fault);
    }
    const Lease lease = std::get<Lease>(std::move(leased));
    Question question = question_of(values);
    question.or_published = true;
    if (values.has("about")) {
        question.actors.push_back(values.text("about"));
    }
    auto acts = act_filter(question, desk.states(), lease.ledger());
    if (!acts) {
        return to_response(
            lease.ledger().overdue()
                ? failed(lease.ledger(), acts.error())
                : bad_field("query", acts.error().file, acts.error().message));
    }
    EventFilter filter;
    filter.acts = *std::move(acts);
    filter.acts.limit.reset();
    std::vector<EventDetail> events;
    auto done = lease.ledger().events(filter, [&](const EventDetail& event) {
        events.push_back(event);
        return true;
    });
    if (!done) {
        return to_response(failed(lease.ledger(), done.error()));
    }
    const Brief page = make_brief(events,
                                  {values.text("about"),
                                   values.text("title"),
                                   period_of(question),
                                   static_cast<std::size_t>(values.number("most"))});
    const std::string& form = values.text("format");
    if (form == "html") {
        Response out = tagged(visit, brief_html(page), "text/html; charset=utf-8");
        out.set("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
                "base-uri 'none'; form-action 'none'; sandbox allow-popups");
        return out;
    }
    if (form == "markdown") {
        return tagged(visit, brief_markdown(page), "text/markdown; charset=utf-8");
    }
    return tagged(
        visit, json_line(brief_record(page, lease.state().version)), "application/json");
}

}  // namespace

void add_export_routes(Routes& into) {
    into["export"].serve = run_export;
    into["feed"].serve = feed;
    into["brief"].serve = brief;
}

}  // namespace chancery::server
