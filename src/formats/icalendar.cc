// iCalendar (RFC 5545): planned meetings and visits, for a diary.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "formats/one_file.h"
#include "text/utf8.h"

namespace chancery {

namespace {

/// A value of type TEXT (3.3.11).
std::string escaped(std::string_view given) {
    const std::string text = valid_utf8(given);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' || c == ';' || c == ',') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)) {
            out += c;
        }
    }
    return out;
}

/// Lines of at most 75 octets (3.1), never broken within a character.
std::string folded(std::string_view line) {
    constexpr std::size_t longest = 75;
    std::string out;
    std::size_t room = longest;
    while (line.size() > room) {
        const std::string_view part = utf8_prefix(line, room);
        out.append(part).append("\r\n ");
        line.remove_prefix(part.size());
        room = longest - 1;
    }
    return out.append(line).append("\r\n");
}

std::string property(const char* name, std::string_view value) {
    return value.empty() ? "" : folded(std::string(name) + ':' + std::string(value));
}

std::string text_property(const char* name, std::string_view value) {
    return property(name, escaped(value));
}

bool is_diary_entry(const EventRow& event) {
    constexpr std::array<std::string_view, 7> modes = {
        "visit", "meeting", "multilateral", "phone", "negotiation", "mediation", "envoy"};
    const bool meets = (event.type == "AGREE" && event.mode == "meet") ||
                       (event.type == "CONSULT" &&
                        std::find(modes.begin(), modes.end(), event.mode) != modes.end());
    return meets && event.status == "planned";
}

bool is_called_off(const EventDetail& detail) {
    return std::any_of(detail.links.begin(),
                       detail.links.end(),
                       [](const EventLink& link) { return link.kind == "denied-by"; });
}

std::string summary(const EventRow& event, const DayRange& range) {
    const bool visit = event.mode == "visit";
    std::string out = visit ? "Visit: " : "Meeting: ";
    out += names_in_words(event.actors, 4);
    if (!event.recipients.empty()) {
        out += (event.actors.empty() ? ""
                : visit              ? " to "
                                     : " with ") +
               names_in_words(event.recipients, 4);
    }
    return range.exact ? out : out + " (some day in " + event.date + ')';
}

std::string description(const EventDetail& detail) {
    std::string out;
    for (const ActRow& act : detail.acts) {
        out += (out.empty() ? "" : "\n") + act.outlet + (act.outlet.empty() ? "" : ", ") +
               act.published + ": “" + act.evidence + "”";
    }
    return out;
}

class ICalendar : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        const auto range = parse_day_range(event.date);
        if (!is_diary_entry(event) || !range) {
            leave_out();
            return {};
        }
        const auto told = Day::parse_iso(event.last_published);
        std::string out = "BEGIN:VEVENT\r\n";
        out += property("UID", event.id + "@chancery.invalid");
        // When the information was last changed, since the ledger has no clock.
        out += property("DTSTAMP", compact(told.value_or(Day{})) + "T000000Z");
        out += property("DTSTART;VALUE=DATE", compact(range->first));
        out += property("DTEND;VALUE=DATE", compact(range->last + 1));
        out += property("SEQUENCE", std::to_string(detail.revisions));
        out += property("STATUS", status(detail));
        out += text_property("SUMMARY", summary(event, *range));
        out += text_property("LOCATION", event.place);
        if (event.place_at) {
            out += property("GEO",
                            decimal(event.place_at->latitude, 4) + ';' +
                                decimal(event.place_at->longitude, 4));
        }
        out += text_property("DESCRIPTION", description(detail));
        out += property("URL", url(detail));
        out += property(
            "CATEGORIES",
            escaped(event.type) + (event.mode.empty() ? "" : ',' + escaped(event.mode)));
        // A month in which it will be does not make anybody busy.
        out += property("TRANSP", range->exact ? "OPAQUE" : "TRANSPARENT");
        return write(out + "END:VEVENT\r\n");
    }

    Result<void> finish() override { return write("END:VCALENDAR\r\n"); }

  private:
    static const char* status(const EventDetail& detail) {
        if (is_called_off(detail)) {
            return "CANCELLED";
        }
        const auto& fields = detail.event.conflicts;
        const bool disputed =
            std::find(fields.begin(), fields.end(), "date") != fields.end();
        return disputed ? "TENTATIVE" : "CONFIRMED";
    }

    /// Of the act that is shown; a URI is not escaped, and breaks no line.
    static std::string url(const EventDetail& detail) {
        const ActRow* lead = lead_act(detail);
        std::string out = lead == nullptr ? "" : one_line(lead->url);
        return out.find(' ') == std::string::npos ? out : "";
    }
};

}  // namespace

MadeWriter make_icalendar(OutFiles& files, const ExportOptions& options) {
    const std::string title =
        options.title.empty() ? "Planned meetings and visits" : options.title;
    return make_one_file<ICalendar>(
        files,
        options,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" +
            text_property("PRODID", "-//Chancery//" + options.version + "//EN") +
            property("CALSCALE", "GREGORIAN") + text_property("NAME", title) +
            text_property("X-WR-CALNAME", title));
}

}  // namespace chancery
