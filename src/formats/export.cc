// SPDX-License-Identifier: Apache-2.0
#include "formats/export.h"

#include <algorithm>

#include "formats/writers.h"

namespace chancery {

namespace {

struct Maker {
    ExportFormat format;
    MadeWriter (*make)(OutFiles&, const ExportOptions&) = nullptr;
};

const std::vector<Maker>& makers() {
    static const std::vector<Maker> all = {
        {{"gdelt", "GDELT 2.0 events: 61 columns, tab-separated, no header"},
         make_gdelt_events},
        {{"gdelt-mentions", "GDELT 2.0 mentions: 16 columns, tab-separated, no header"},
         make_gdelt_mentions},
        {{"icews", "ICEWS coded events: 20 columns, tab-separated"}, make_icews},
        {{"polecat", "POLECAT: 40 columns, tab-separated"}, make_polecat},
        {{"plover", "PLOVER: JSON Lines, an object for each event"}, make_plover},
        {{"ngec", "NGEC: JSON Lines, an object for each act of an article"}, make_ngec},
        {{"jsonl", "everything: JSON Lines, an object for each event"}, make_jsonl},
        {{"jsonld", "JSON-LD: schema.org, PROV-O and Web Annotation"}, make_json_ld},
        {{"graphml", "GraphML: actors as nodes, events as dated edges"}, make_graphml},
        {{"gexf", "GEXF 1.3: the same for Gephi, with a time axis"}, make_gexf},
        {{"icalendar", "iCalendar: planned meetings and visits"}, make_icalendar},
        {{"atom", "Atom: a feed of what the filters find"}, make_atom},
        {{"csv",
          "CSV with CSVW metadata: events, acts, parties, claims, links",
          ExportUnit::event,
          ExportShape::folder},
         make_csv},
        {{"acts",
          "the annotation guide's form: a JSON file for each article",
          ExportUnit::article,
          ExportShape::folder},
         make_guide},
    };
    return all;
}

}  // namespace

const std::vector<ExportFormat>& export_formats() {
    static const std::vector<ExportFormat> all = [] {
        std::vector<ExportFormat> out;
        for (const Maker& maker : makers()) {
            out.push_back(maker.format);
        }
        return out;
    }();
    return all;
}

const ExportFormat* find_export_format(std::string_view name) {
    const auto& all = export_formats();
    const auto it = std::find_if(all.begin(), all.end(), [&](const ExportFormat& one) {
        return one.name == name;
    });
    return it == all.end() ? nullptr : &*it;
}

Result<std::unique_ptr<ExportWriter>> open_export(std::string_view format,
                                                  OutFiles& files,
                                                  const ExportOptions& options) {
    std::string known;
    for (const Maker& maker : makers()) {
        if (maker.format.name == format) {
            return maker.make(files, options);
        }
        known += (known.empty() ? "" : ", ") + std::string(maker.format.name);
    }
    return Error{"'" + std::string(format) + "' is not a format; there are " + known};
}

Result<void> ExportWriter::add(const EventDetail& /*event*/) {
    return {};
}

Result<void> ExportWriter::add_article(const ArticleContent& /*article*/) {
    return {};
}

Result<void> ExportWriter::finish() {
    return {};
}

}  // namespace chancery
