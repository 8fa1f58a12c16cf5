// Atom (RFC 4287): the events that a question finds, as a feed.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "formats/one_file.h"
#include "formats/xml.h"

namespace chancery {

namespace {

/// Midnight, UTC, of a day; the first day of counting where it is not known.
std::string moment(const std::string& day) {
    return Day::parse_iso(day).value_or(Day{}).iso() + "T00:00:00Z";
}

bool is_link(const std::string& url) {
    return url.starts_with("http://") || url.starts_with("https://");
}

std::string feed_title(const ExportOptions& options) {
    if (!options.title.empty()) {
        return options.title;
    }
    return options.query.empty() ? "Events" : "Events: " + options.query;
}

std::string head(const ExportOptions& options) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n" +
           xml_element(
               "id",
               "urn:uuid:" + uuid_of("feed " + options.title + '\n' + options.query)) +
           xml_element("title", feed_title(options)) +
           "<author><name>Chancery</name></author>" +
           xml_element("generator", options.version) + '\n';
}

std::string entry_title(const EventRow& event) {
    std::string out = names_in_words(event.actors, 3);
    if (!event.recipients.empty()) {
        out += (out.empty() ? "→ " : " → ") + names_in_words(event.recipients, 3);
    }
    out += (out.empty() ? "" : ": ") + event.type;
    out += event.mode.empty() ? "" : '/' + event.mode;
    out += event.status == "happened" ? "" : ", " + event.status;
    out += event.date.empty() ? "" : ", " + event.date;
    return out + (event.place.empty() ? "" : ", " + event.place);
}

std::string content(const EventDetail& detail) {
    std::string out;
    for (const ActRow& act : detail.acts) {
        out += (out.empty() ? "" : "\n") + act.outlet + (act.outlet.empty() ? "" : ", ") +
               act.published + ": “" + act.evidence + "”";
    }
    return out;
}

class Atom : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        updated_ = std::max(updated_, event.last_published);
        std::string out = "<entry>";
        out += xml_element("id", "urn:uuid:" + uuid_of("event " + event.id));
        out += xml_element("title", one_line(entry_title(event)));
        out += xml_element("updated", moment(event.last_published));
        out += xml_element("published", moment(event.first_published));
        out += links(detail);
        out += "<category" + xml_attribute("term", event.type) +
               " scheme=\"https://github.com/openeventdata/PLOVER\"/>";
        for (const std::string& context : event.contexts) {
            out += "<category" + xml_attribute("term", context) + "/>";
        }
        out += xml_element("summary", event.evidence);
        const std::string text = content(detail);
        out +=
            text.empty() ? "" : "<content type=\"text\">" + xml_text(text) + "</content>";
        return write(out + "</entry>\n");
    }

    /// Atom leaves the order of elements free; what is newest is known at the end.
    Result<void> finish() override {
        return write(xml_element("updated", moment(updated_)) + "</feed>\n");
    }

  private:
    /// The article that is shown, and those that tell it too, each once.
    static std::string links(const EventDetail& detail) {
        std::vector<std::string> known;
        std::string out;
        const auto add = [&](const ActRow& act) {
            if (is_link(act.url) &&
                std::find(known.begin(), known.end(), act.url) == known.end()) {
                out += std::string("<link rel=\"") +
                       (known.empty() ? "alternate" : "via") + '"' +
                       xml_attribute("href", act.url) +
                       xml_attribute("title", one_line(act.title)) +
                       xml_attribute("hreflang", act.language) + "/>";
                known.push_back(act.url);
            }
        };
        if (const ActRow* lead = lead_act(detail)) {
            add(*lead);
        }
        std::for_each(detail.acts.begin(), detail.acts.end(), add);
        return out;
    }

    std::string updated_;
};

}  // namespace

MadeWriter make_atom(OutFiles& files, const ExportOptions& options) {
    return make_one_file<Atom>(files, options, head(options));
}

}  // namespace chancery
