// chancery explain: one act, each field with the words and the rule that set it.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>

#include "commands.h"
#include "exit_code.h"
#include "ledger/ledger.h"
#include "output.h"
#include "shared/act_text.h"
#include "shared/folders.h"
#include "shared/in_words.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct ExplainOptions {
    std::string ledger;
    std::string act;
    bool json = false;
};

/// A field and its values, each of which may have its own reason.
struct Field {
    std::string name;
    std::vector<std::string> values;
};

std::string with_offices(const Participant& participant) {
    std::string out = name_and_code(participant);
    if (!participant.table_name.empty() && participant.table_name != participant.name) {
        out += " = " + printable(participant.table_name);
    }
    for (const std::string& office : participant.titles) {
        out += ", " + printable(office);
    }
    return out;
}

std::string quadrant(std::uint32_t quad) {
    constexpr std::array<const char*, 5> names{"–",
                                               "1 verbal cooperation",
                                               "2 material cooperation",
                                               "3 verbal conflict",
                                               "4 material conflict"};
    return names[quad < names.size() ? quad : 0];
}

std::string goldstein_of(const ActRow& act) {
    if (!act.goldstein) {
        return "";
    }
    char out[16];
    (void)std::snprintf(out, sizeof out, "%+.1f", *act.goldstein);
    return out;
}

std::string contexts_of(const ActRow& act) {
    std::string out;
    for (const std::string& context : act.contexts) {
        out += (out.empty() ? "" : ", ") + context;
    }
    return out;
}

/// "Hanoi, VNM, 21.0245 105.8412"
std::string place_of(const ActRow& act) {
    std::string out = act.place;
    if (!act.place_country.empty()) {
        out += ", " + act.place_country;
    }
    if (act.place_at) {
        char at[48];
        (void)std::snprintf(at,
                            sizeof at,
                            ", %.4f %.4f",
                            act.place_at->latitude,
                            act.place_at->longitude);
        out += at;
    }
    return out;
}

std::vector<Field> fields_of(const ActRow& act, const InWords& words) {
    std::vector<Field> out = {{"type", {act.type}}};
    const auto add = [&](const char* field, const std::string& value) {
        out.push_back({field, {value.empty() ? "–" : printable(value)}});
    };
    add("mode", act.mode);
    add("cameo", words.cameo(act.cameo));
    add("quad", quadrant(act.quad));
    add("goldstein", goldstein_of(act));
    add("contexts", contexts_of(act));
    add("channel", act.channel);
    for (const auto& [field, list] :
         {std::pair("actors", &act.actors), std::pair("recipients", &act.recipients)}) {
        Field& made = out.emplace_back(Field{field, {}});
        for (const Participant& one : *list) {
            made.values.push_back(with_offices(one));
        }
        if (made.values.empty()) {
            made.values.emplace_back("–");
        }
    }
    add("date", act.date);
    add("place", place_of(act));
    add("status", act.status);
    add("background", act.background ? "yes" : "no");
    if (act.count) {
        add("count", std::to_string(*act.count));
    }
    return out;
}

std::string two_digits(double confidence) {
    char out[16];
    (void)std::snprintf(out, sizeof out, "%.2f", confidence);
    return out;
}

std::vector<ReasonRow> reasons_for(const ActDetail& detail, const std::string& field) {
    std::vector<ReasonRow> out;
    for (const ReasonRow& reason : detail.reasons) {
        if (reason.field == field) {
            out.push_back(reason);
        }
    }
    return out;
}

/// How the table says one value and its reason.
struct Row {
    std::string field, value, words, why, confidence;
};

std::vector<Row> rows_of(const Field& field,
                         const std::vector<ReasonRow>& reasons,
                         const InWords& in_words) {
    std::vector<Row> out;
    const std::size_t rows = std::max(field.values.size(), reasons.size());
    for (std::size_t i = 0; i < rows; ++i) {
        Row& row = out.emplace_back();
        row.field = i == 0 ? field.name : "";
        row.value = i < field.values.size() ? field.values[i] : "";
        if (i < reasons.size()) {
            const std::string words = printable(reasons[i].words);
            row.words = words.empty() ? "" : "“" + words + "”";
            row.why = printable(in_words.why(reasons[i]));
            row.confidence = two_digits(reasons[i].confidence);
        }
    }
    return out;
}

void add_rows(Table& table, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        table.add({{{row.field, Style::dim},
                    {row.value, Style::bold},
                    {row.words, Style::plain},
                    {row.why, Style::cyan},
                    {row.confidence, Style::plain}},
                   false,
                   {}});
    }
}

/// All fields in the order of the guide, then reasons of fields that have no value here.
std::vector<std::vector<Row>> all_rows(const ActDetail& detail, const InWords& words) {
    std::vector<std::vector<Row>> out;
    std::vector<std::string> shown;
    for (const Field& field : fields_of(detail.act, words)) {
        out.push_back(rows_of(field, reasons_for(detail, field.name), words));
        shown.push_back(field.name);
    }
    for (const ReasonRow& reason : detail.reasons) {
        if (std::find(shown.begin(), shown.end(), reason.field) == shown.end()) {
            out.push_back(
                rows_of({reason.field, {}}, reasons_for(detail, reason.field), words));
            shown.push_back(reason.field);
        }
    }
    return out;
}

/// The same below each other, for narrow terminals: nothing of an explanation is cut.
std::string stacked(const std::vector<std::vector<Row>>& fields, const Paint& paint) {
    constexpr std::size_t indent = 12;
    std::string out;
    for (const std::vector<Row>& field : fields) {
        std::string head = fit(field.empty() ? "" : field.front().field, indent);
        for (const Row& row : field) {
            if (!row.value.empty()) {
                out += paint(Style::dim, head) + paint(Style::bold, row.value) + '\n';
                head.assign(indent, ' ');
            }
        }
        for (const Row& row : field) {
            if (row.why.empty()) {
                continue;
            }
            out += head;
            out += row.words.empty() ? "" : row.words + ' ';
            out += paint(Style::cyan, row.why);
            out += ' ' + row.confidence + '\n';
            head.assign(indent, ' ');
        }
    }
    return out;
}

std::string fields_in_words(const ActDetail& detail,
                            const InWords& words,
                            const Paint& paint) {
    const auto fields = all_rows(detail, words);
    Table table({{"FIELD"}, {"VALUE"}, {"WORDS"}, {"WHY"}, {"CONF", 4, 0, false, true}});
    for (const std::vector<Row>& field : fields) {
        add_rows(table, field);
    }
    constexpr std::size_t easy_to_read = 120;  // where there is no terminal
    const std::size_t width = terminal_width() == 0 ? easy_to_read : terminal_width();
    table.fit_to(0);
    if (table.width() > width) {
        return stacked(fields, paint);
    }
    std::string out = table.head_line(paint);
    for (std::size_t i = 0; i < table.size(); ++i) {
        out += table.lines(i, paint);
    }
    return out;
}

/// "of 100 acts that look like it about 83 are right".
std::string meaning_of(double confidence) {
    const auto right = static_cast<int>(std::lround(confidence * 100.0));
    return "of 100 acts that look like it about " + std::to_string(right) + " are right";
}

/// The sentence, the evidence plain, the trigger bold in «»; what is around it dim.
std::string context_of(const ActDetail& detail, const Paint& paint) {
    const std::string& text = detail.context;
    const Span evidence = detail.context_evidence;
    const Span trigger = detail.context_trigger;
    const auto part = [&](std::uint32_t begin, std::uint32_t end) {
        const std::string raw = begin < end ? text.substr(begin, end - begin) : "";
        // Spaces at the ends belong to the sentence, which is put together again.
        std::string out = printable(raw);
        const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
        if (!raw.empty() && is_space(raw.front())) {
            out.insert(0, 1, ' ');
        }
        if (raw.size() > 1 && is_space(raw.back())) {
            out += ' ';
        }
        return out;
    };
    const auto size = static_cast<std::uint32_t>(text.size());
    if (!evidence.contains(trigger) || trigger.empty()) {
        return part(0, size);
    }
    return paint(Style::dim, part(0, evidence.begin)) +
           part(evidence.begin, trigger.begin) +
           paint(Style::bold, "«" + part(trigger.begin, trigger.end) + "»") +
           part(trigger.end, evidence.end) + paint(Style::dim, part(evidence.end, size));
}

std::string source_line(const ActRow& act) {
    std::string out;
    const auto add = [&](const std::string& words) {
        if (!words.empty()) {
            out += (out.empty() ? "" : " · ") + printable(words);
        }
    };
    add(act.outlet.empty() ? "outlet not known" : act.outlet);
    add(act.agency == act.outlet ? std::string() : act.agency);
    add(act.published.empty() ? "day not known" : act.published);
    add(act.url);
    return out;
}

std::string explained(const ActDetail& detail, const InWords& words, const Paint& paint) {
    const ActRow& act = detail.act;
    std::string out =
        "act " + paint(Style::yellow, act.id) + "  " +
        paint(type_style(act.type), type_and_mode(act)) + "  confidence " +
        two_digits(act.confidence) + " (" + meaning_of(act.confidence) + ")  " +
        paint(Style::dim, printable(act.doc) + ':' + std::to_string(act.number)) + "\n";
    if (!detail.current) {
        out +=
            paint(Style::red,
                  "no longer shown: a later version of the article or a later run took "
                  "its place") +
            "\n";
    }
    out += '\n' + fields_in_words(detail, words, paint);
    out += '\n' + context_of(detail, paint) + "\n";
    out += detail.text_kept
               ? "\n"
               : paint(Style::dim, "(the text around it is not kept in this ledger)") +
                     "\n\n";
    if (!act.title.empty()) {
        out += paint(Style::bold, printable(act.title)) + '\n';
    }
    out += source_line(act) + '\n';
    out += paint(Style::dim, printable(act.path) + " · coded by " + detail.tool) + '\n';
    return out;
}

int run(const ExplainOptions& options, const GlobalOptions& global) {
    auto ledger = Ledger::open(options.ledger, OpenMode::read);
    if (!ledger) {
        return fail(ledger.error());
    }
    const auto detail = ledger->act(options.act);
    if (!detail) {
        return fail(detail.error());
    }
    Output out;
    out.write(options.json ? json_line(to_json(*detail))
                           : explained(*detail,
                                       InWords(global.folders),
                                       Paint(wants_colour(global.no_colour))));
    const auto done = out.finish();
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_explain(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ExplainOptions>();
    CLI::App* command = app.add_subcommand(
        "explain", "Say why an act is in the ledger: each field's words and rule");
    add_ledger_option(*command, own->ledger);
    command
        ->add_option(
            "act",
            own->act,
            "first digits of its identifier, as `acts` shows them, or DOC:NUMBER")
        ->required();
    command->add_flag("--json", own->json, "one JSON object");
    command->footer(
        "Examples:\n"
        "  chancery explain --ledger news.ledger 3fa9c1d\n"
        "  chancery explain --ledger news.ledger d001:2");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
