// chancery actor: all that is known of one actor.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <memory>

#include "commands.h"
#include "exit_code.h"
#include "ledger_access.h"
#include "output.h"
#include "shared/directory_options.h"
#include "text/fold.h"

namespace chancery::cli {

namespace {

struct ActorOptions {
    std::vector<std::string> words;
    std::string ledger, as_of;
    std::uint32_t limit = 10;
    bool json = false;
};

/// What is known of one actor: from the tables, from a ledger, or both.
struct Known {
    const Directory* book = nullptr;
    std::optional<std::uint32_t> entry;  ///< in the tables
    std::vector<ActorRecord>
        records;  ///< in the ledger: more than one where codes differ
    std::vector<LearnedOffice> learned;
    std::vector<ActRow> acts;  ///< the latest first
};

/// "to_lam@VNM" as its key and code.
std::pair<std::string, std::string> split_id(const std::string& id) {
    const std::size_t at = id.rfind('@');
    std::string words = id.substr(0, at);
    std::replace(words.begin(), words.end(), '_', ' ');
    return {name_key(words), at == std::string::npos ? "" : id.substr(at + 1)};
}

Result<void> add_record(Ledger& ledger, const ActorRow& row, Known& out) {
    auto record = ledger.actor_record(row.key, row.kind, row.code);
    if (!record) {
        return record.error();
    }
    if (*record) {
        out.records.push_back(**std::move(record));
    }
    return {};
}

bool takes_part(const ActRow& act, const ActorRow& actor) {
    const auto is = [&](const Participant& one) {
        const std::string key =
            name_key(one.table_name.empty() ? one.name : one.table_name);
        return key == actor.key && one.kind == actor.kind && one.code == actor.code;
    };
    return std::any_of(act.actors.begin(), act.actors.end(), is) ||
           std::any_of(act.recipients.begin(), act.recipients.end(), is);
}

/// The rows of the ledger's actors that are this one.
Result<std::vector<ActorRow>> rows_of(Ledger& ledger,
                                      const Known& known,
                                      const std::string& id) {
    std::vector<ActorRow> out;
    const auto parts = split_id(id);
    const std::string& key = parts.first;
    const std::string& code = parts.second;
    const std::string name = known.entry ? known.book->actor(*known.entry).name : key;
    const std::string wanted = name_key(name);
    ActorQuery query;
    query.words = name;
    auto done = ledger.actors(query, [&](const ActorRow& row) {
        const bool kind =
            !known.entry ||
            row.kind == chancery::name(known.book->actor(*known.entry).kind);
        if (row.key == wanted && kind && (code.empty() || row.code == code)) {
            out.push_back(row);
        }
        return true;
    });
    if (!done) {
        return done.error();
    }
    return out;
}

Result<void> ask_ledger(const ActorOptions& options,
                        const GlobalOptions& global,
                        const std::string& id,
                        Known& out) {
    auto ledger =
        open_ledger(options.ledger, options.as_of, global.folders, PastOf::rows);
    if (!ledger) {
        return ledger.error();
    }
    const auto rows = rows_of(*ledger, out, id);
    if (!rows) {
        return rows.error();
    }
    std::map<std::string, bool> names;
    for (const ActorRow& row : *rows) {
        if (auto done = add_record(*ledger, row, out); !done) {
            return done;
        }
        names.emplace(row.name, true);
        ActFilter filter;
        filter.actors.push_back({row.name, {}, ActorFilter::Role::any});
        filter.newest_first = true;
        auto done = ledger->acts(filter, [&](const ActRow& act) {
            if (takes_part(act, row)) {
                out.acts.push_back(act);
            }
            return out.acts.size() < options.limit;
        });
        if (!done) {
            return done;
        }
    }
    auto facts = learned_offices(*ledger, *out.book, LearnOptions{}.enough);
    if (!facts) {
        return facts.error();
    }
    for (LearnedOffice& fact : *facts) {
        if (names.contains(fact.person)) {
            out.learned.push_back(std::move(fact));
        }
    }
    return {};
}

Json sayings_json(const std::vector<ActorSaying>& list) {
    Json out = Json::array();
    for (const ActorSaying& one : list) {
        out.push_back(Json{{"text", one.text},
                           {"articles", one.articles},
                           {"first", one.first},
                           {"last", one.last}});
    }
    return out;
}

Json to_json(const Known& known) {
    Json out;
    if (known.entry) {
        const DirectoryActor& actor = known.book->actor(*known.entry);
        Json names = Json::array();
        for (const DirectoryName& name : actor.names) {
            names.push_back(
                Json{{"text", name.text}, {"what", name.what}, {"source", name.source}});
        }
        Json offices = Json::array();
        for (const std::uint32_t t : actor.terms) {
            const DirectoryTerm& term = known.book->term(t);
            offices.push_back(Json{{"title", term.title},
                                   {"office", term.office},
                                   {"code", term.code},
                                   {"sector", term.sector},
                                   {"since", term.since},
                                   {"until", term.until},
                                   {"source", term.source}});
        }
        out = Json{{"id", actor.id},
                   {"name", actor.name},
                   {"kind", name(actor.kind)},
                   {"code", actor.code},
                   {"sector", actor.sector},
                   {"gender", actor.gender},
                   {"source", actor.source},
                   {"names", names},
                   {"offices", offices},
                   {"members", actor.members}};
    }
    Json records = Json::array();
    for (const ActorRecord& record : known.records) {
        records.push_back(Json{{"name", record.actor.name},
                               {"kind", record.actor.kind},
                               {"code", record.actor.code},
                               {"acts", record.actor.acts},
                               {"articles", record.actor.articles},
                               {"names", sayings_json(record.names)},
                               {"offices", sayings_json(record.offices)},
                               {"outlets", sayings_json(record.outlets)}});
    }
    out["articles"] = records;
    Json acts = Json::array();
    for (const ActRow& act : known.acts) {
        acts.push_back(chancery::to_json(act));
    }
    out["acts"] = acts;
    return out;
}

class Page {
  public:
    explicit Page(const Paint& paint) : paint_(paint) {}

    void head(const std::string& name, const std::string& facts) {
        text_ += paint_(Style::bold, printable(name)) + "  " + facts + '\n';
    }

    void section(std::string_view title) {
        text_ += '\n' + paint_(Style::dim, title) + '\n';
    }

    void line(const std::string& text) { text_ += "  " + text + '\n'; }

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    const Paint& paint_;
    std::string text_;
};

std::string head_of(std::string_view kind,
                    const std::string& code,
                    const std::string& sector) {
    std::string out(kind);
    out += code.empty() ? "" : " of " + code;
    return out + (sector.empty() ? "" : ", " + sector);
}

void print_entry(const Directory& book, const DirectoryActor& actor, Page& page) {
    page.head(
        actor.name,
        "[" + actor.id + "]  " + head_of(name(actor.kind), actor.code, actor.sector));
    page.section("names");
    std::map<std::string, std::vector<std::string>> by_what;
    for (const DirectoryName& name : actor.names) {
        by_what[name.what.starts_with("language") ? "other languages" : name.what]
            .push_back(name.text);
    }
    for (const auto& [what, names] : by_what) {
        page.line(what + ": " + joined(names, what == "other languages" ? " · " : ", "));
    }
    if (!actor.terms.empty()) {
        page.section("offices");
        for (const std::uint32_t t : actor.terms) {
            const DirectoryTerm& term = book.term(t);
            page.line(fit(years_of(term), 24) + "  " + term.code + "  " + term.title +
                      "  (" + term.source + ")");
        }
    }
    if (!actor.members.empty()) {
        page.section("members");
        page.line(joined(actor.members, " "));
    }
}

void print_holders(const Directory& book, const DirectoryActor& state, Page& page) {
    std::vector<std::uint32_t> now;
    for (std::uint32_t t = 0; t < book.terms().size(); ++t) {
        const DirectoryTerm& term = book.term(t);
        const bool shown = term.office != "ambassador" && term.office != "other" &&
                           term.office != "deputy" && term.office != "minister";
        if (term.code == state.code && term.until.empty() && shown) {
            now.push_back(t);
        }
    }
    if (now.empty()) {
        return;
    }
    page.section("in office, as far as the tables know");
    for (const std::uint32_t t : now) {
        const DirectoryTerm& term = book.term(t);
        page.line(fit(years_of(term), 14) + "  " + term.title + ": " +
                  book.actor(term.actor).name + "  (" + term.source + ")");
    }
}

void print_sayings(const char* title, const std::vector<ActorSaying>& list, Page& page) {
    if (list.empty()) {
        return;
    }
    constexpr std::size_t most = 12;
    page.section(title);
    for (std::size_t i = 0; i < std::min(list.size(), most); ++i) {
        page.line(fit(std::to_string(list[i].articles) + "×", 5) +
                  printable(list[i].text) + "  " +
                  days_between(list[i].first, list[i].last));
    }
    if (list.size() > most) {
        page.line("… " + std::to_string(list.size() - most) + " more");
    }
}

void print_learned(const std::vector<LearnedOffice>& facts, Page& page) {
    if (facts.empty()) {
        return;
    }
    page.section("offices that articles say and no table has");
    for (const LearnedOffice& fact : facts) {
        page.line(
            fact.id + "  " + printable(fact.title) + "  " + fact.code + "  " +
            days_between(fact.first, fact.last) + "  " + std::to_string(fact.sources) +
            (fact.sources == 1 ? " source  " : " sources  ") +
            std::string(name(fact.state)) +
            (fact.decision == Decision::open ? ""
                                             : ", " + std::string(name(fact.decision))));
    }
}

void print_acts(const std::vector<ActRow>& acts, Page& page) {
    if (acts.empty()) {
        return;
    }
    page.section("latest acts");
    for (const ActRow& act : acts) {
        page.line(
            act.id.substr(0, 7) + "  " + fit(date_or_published(act), 12) + "  " +
            type_and_mode(act) + "  " + printable(names(act.actors)) +
            (act.recipients.empty() ? "" : " → " + printable(names(act.recipients))) +
            (act.outlet.empty() ? "" : "  (" + printable(act.outlet) + ")"));
    }
}

Result<void> print(const Known& known, bool json, const Paint& paint) {
    Output out;
    if (json) {
        out.write(json_line(to_json(known)));
        return out.finish();
    }
    Page page(paint);
    if (known.entry) {
        const DirectoryActor& actor = known.book->actor(*known.entry);
        print_entry(*known.book, actor, page);
        if (actor.kind == ActorKind::state) {
            print_holders(*known.book, actor, page);
        }
    }
    for (const ActorRecord& record : known.records) {
        if (!known.entry) {
            page.head(record.actor.name,
                      head_of(record.actor.kind, record.actor.code, record.actor.sector));
        }
        page.section(std::to_string(record.actor.acts) + " acts in " +
                     std::to_string(record.actor.articles) + " articles, " +
                     days_between(record.actor.first, record.actor.last));
        print_sayings("called in articles", record.names, page);
        print_sayings("offices said in articles", record.offices, page);
        print_sayings("outlets", record.outlets, page);
    }
    print_learned(known.learned, page);
    print_acts(known.acts, page);
    out.write(page.text());
    return out.finish();
}

/// The entry of the tables that is meant; the best of a search where no name fits.
std::optional<std::uint32_t> entry_of(const Directory& book, const std::string& words) {
    if (const auto found = book.by_id(words)) {
        return found;
    }
    if (const auto found = book.by_name(words)) {
        return found;
    }
    return book.by_name(split_id(words).first);
}

Error not_found(const Directory& book, const std::string& words) {
    std::string message = "no actor \"" + words + "\"";
    const auto near = book.find(words, 5);
    for (std::size_t i = 0; i < near.size(); ++i) {
        const DirectoryActor& actor = book.actor(near[i].actor);
        message += (i == 0 ? "; do you mean\n  " : "\n  ") + actor.id + "  " + actor.name;
    }
    return Error{
        near.empty() ? message + "; `chancery actors` searches" : message, "", 0};
}

int run(const ActorOptions& options, const GlobalOptions& global) {
    auto book = open_directory(global.folders);
    if (!book) {
        return fail(book.error());
    }
    const std::string words = joined(options.words, " ");
    Known known;
    known.book = &*book;
    known.entry = entry_of(*book, words);
    if (!options.ledger.empty()) {
        if (auto done = ask_ledger(options, global, words, known); !done) {
            return fail(done.error());
        }
    }
    if (!known.entry && known.records.empty()) {
        return fail(not_found(*book, words));
    }
    const auto done = print(known, options.json, Paint(wants_colour(global.no_colour)));
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_actor(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ActorOptions>();
    CLI::App* command = app.add_subcommand(
        "actor", "Show one actor: names, offices over time, acts, sources");
    command->add_option("ID", own->words, "as `chancery actors` shows it, or a name")
        ->required();
    command->add_option("--ledger", own->ledger, "what this ledger's articles say too")
        ->envname("CHANCERY_LEDGER");
    add_as_of_option(*command, own->as_of);
    command->add_option("--limit", own->limit, "most acts shown")
        ->check(CLI::Range(1, 100000));
    command->add_flag("--json", own->json, "one JSON object");
    command->footer(
        "Examples:\n"
        "  chancery actor to_lam\n"
        "  chancery actor VNM --ledger news.ledger\n"
        "  chancery actor \"Xi Jinping\" --ledger news.ledger --json");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
