// chancery explain: one act, each field with the words and the rule that set it.
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>

#include "act_text.h"
#include "commands.h"
#include "exit_code.h"
#include "ledger/ledger.h"
#include "output.h"
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
    for (const std::string& office : participant.offices) {
        out += ", " + printable(office);
    }
    return out;
}

std::vector<Field> fields_of(const ActRow& act) {
    std::vector<Field> out = {{"type", {act.type}}};
    const auto add = [&](const char* field, const std::string& value) {
        out.push_back({field, {value.empty() ? "–" : printable(value)}});
    };
    add("mode", act.mode);
    add("cameo", act.cameo);
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
    add("place", act.place);
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

void add_rows(Table& table, const Field& field, const std::vector<ReasonRow>& reasons) {
    const std::size_t rows = std::max(field.values.size(), reasons.size());
    for (std::size_t i = 0; i < rows; ++i) {
        const bool has_reason = i < reasons.size();
        const std::string words = has_reason ? printable(reasons[i].words) : "";
        table.add({{{i == 0 ? field.name : "", Style::dim},
                    {i < field.values.size() ? field.values[i] : "", Style::bold},
                    {words.empty() ? "" : "“" + words + "”", Style::plain},
                    {has_reason ? printable(reasons[i].rule) : "", Style::cyan},
                    {has_reason ? two_digits(reasons[i].confidence) : "", Style::plain}},
                   false,
                   {}});
    }
}

/// Fields in the order of the guide, then reasons of fields that have no value here.
Table field_table(const ActDetail& detail) {
    Table table({{"FIELD"}, {"VALUE"}, {"WORDS"}, {"RULE"}, {"CONF", 4, 0, false, true}});
    std::vector<std::string> shown;
    for (const Field& field : fields_of(detail.act)) {
        add_rows(table, field, reasons_for(detail, field.name));
        shown.push_back(field.name);
    }
    for (const ReasonRow& reason : detail.reasons) {
        if (std::find(shown.begin(), shown.end(), reason.field) == shown.end()) {
            add_rows(table, {reason.field, {}}, reasons_for(detail, reason.field));
            shown.push_back(reason.field);
        }
    }
    return table;
}

/// The same below each other, for narrow terminals: nothing of an explanation is cut.
std::string stacked(const ActDetail& detail, const Paint& paint) {
    constexpr std::size_t indent = 12;
    std::string out;
    for (const Field& field : fields_of(detail.act)) {
        std::string head = fit(field.name, indent);
        for (const std::string& value : field.values) {
            out += paint(Style::dim, head) + paint(Style::bold, value) + '\n';
            head.assign(indent, ' ');
        }
        for (const ReasonRow& reason : reasons_for(detail, field.name)) {
            const std::string words = printable(reason.words);
            out += head;
            out += words.empty() ? "" : "“" + words + "” ";
            out += paint(Style::cyan, printable(reason.rule));
            out += ' ' + two_digits(reason.confidence) + '\n';
        }
    }
    return out;
}

std::string fields_in_words(const ActDetail& detail, const Paint& paint) {
    Table table = field_table(detail);
    constexpr std::size_t easy_to_read = 120;  // where there is no terminal
    const std::size_t width = terminal_width() == 0 ? easy_to_read : terminal_width();
    table.fit_to(0);
    if (table.width() > width) {
        return stacked(detail, paint);
    }
    std::string out = table.head_line(paint);
    for (std::size_t i = 0; i < table.size(); ++i) {
        out += table.lines(i, paint);
    }
    return out;
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

std::string in_words(const ActDetail& detail, const Paint& paint) {
    const ActRow& act = detail.act;
    std::string out =
        "act " + paint(Style::yellow, act.id) + "  " +
        paint(type_style(act.type), type_and_mode(act)) + "  confidence " +
        two_digits(act.confidence) + "  " +
        paint(Style::dim, printable(act.doc) + ':' + std::to_string(act.number)) + "\n";
    if (!detail.current) {
        out +=
            paint(Style::red,
                  "no longer shown: a later version of the article or a later run took "
                  "its place") +
            "\n";
    }
    out += '\n' + fields_in_words(detail, paint);
    out += '\n' + context_of(detail, paint) + "\n\n";
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
                           : in_words(*detail, Paint(wants_colour(global.no_colour))));
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
