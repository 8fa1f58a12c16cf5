// chancery actors: who is known, by any spelling; and what articles teach of offices.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

#include <unistd.h>

#include "actor_choice.h"
#include "commands.h"
#include "exit_code.h"
#include "ledger_access.h"
#include "output.h"
#include "query_options.h"
#include "shared/directory_options.h"
#include "shared/writing.h"
#include "table.h"
#include "text/fold.h"

namespace chancery::cli {

namespace {

struct ActorsOptions {
    std::vector<std::string> words;
    std::string ledger, as_of, author, reason, since, until;
    ActorChoice choice;
    std::vector<std::string> accept, refuse, reopen;
    std::uint32_t limit = 20;
    std::size_t enough = LearnOptions{}.enough;
    std::string exporting;  ///< "offices", "names" or ""
    bool fresh = false, all = false, json = false;
};

/// One line of a list: of the tables, of the ledger, or of both.
struct Listed {
    std::string id, name, kind, code, sector, what, why;
    std::uint32_t acts = 0, articles = 0;
};

/// The office held on the latest day, for the list.
std::string office_of(const Directory& book, const DirectoryActor& actor) {
    if (actor.terms.empty()) {
        return actor.detail;
    }
    const DirectoryTerm& term = book.term(actor.terms.back());
    return term.title + ", " + years_of(term);
}

Listed from_book(const Directory& book, const DirectoryHit& hit) {
    const DirectoryActor& actor = book.actor(hit.actor);
    const DirectoryName& name = actor.names[hit.name];
    Listed out{actor.id,
               actor.name,
               std::string(chancery::name(actor.kind)),
               actor.code,
               actor.sector,
               office_of(book, actor),
               hit.why};
    if (name.text != actor.name) {
        out.why += ": " + name.text;
    }
    return out;
}

std::string id_in_ledger(const ActorRow& actor) {
    std::string id = actor.key;
    std::replace(id.begin(), id.end(), ' ', '_');
    return actor.code.empty() ? id : id + '@' + actor.code;
}

Json to_json(const Listed& one) {
    return Json{{"id", one.id},
                {"name", one.name},
                {"kind", one.kind},
                {"code", one.code},
                {"sector", one.sector},
                {"office", one.what},
                {"acts", one.acts},
                {"articles", one.articles},
                {"why", one.why}};
}

Result<void> print_list(const std::vector<Listed>& list, bool json, const Paint& paint) {
    Output out;
    if (json) {
        for (const Listed& one : list) {
            out.write(json_line(to_json(one)));
        }
        return out.finish();
    }
    Table table({{"ID", 8},
                 {"NAME", 12},
                 {"KIND", 5},
                 {"OF", 3},
                 {"SECTOR", 3, 3},
                 {"OFFICE", 12, 1, true},
                 {"ACTS", 4, 0, false, true},
                 {"ARTICLES", 4, 2, false, true},
                 {"FOUND BY", 8, 4}});
    for (const Listed& one : list) {
        const auto count = [](std::uint32_t n) {
            return n == 0 ? std::string() : std::to_string(n);
        };
        table.add({{{printable(one.id), Style::yellow},
                    {printable(one.name), Style::bold},
                    {one.kind},
                    {one.code, Style::cyan},
                    {one.sector, Style::dim},
                    {printable(one.what)},
                    {count(one.acts)},
                    {count(one.articles), Style::dim},
                    {printable(one.why), Style::dim}},
                   false,
                   {}});
    }
    write_table(table, paint, out);
    return out.finish();
}

/// Those of the tables, the best answers first.
std::vector<Listed> from_tables(const Directory& book,
                                const ActorsOptions& options,
                                const Wanted& wanted) {
    std::vector<Listed> out;
    const auto add = [&](const DirectoryHit& hit) {
        if (is_wanted(book, book.actor(hit.actor), wanted) &&
            out.size() < options.limit) {
            out.push_back(from_book(book, hit));
        }
    };
    if (!options.words.empty()) {
        constexpr std::size_t most = 10000;
        for (const DirectoryHit& hit : book.find(joined(options.words, " "), most)) {
            add(hit);
        }
    } else if (!wanted.party.empty()) {
        for (const bool parties : {true, false}) {
            for (std::uint32_t i = 0; i < book.actors().size(); ++i) {
                if ((book.actor(i).kind == ActorKind::party) == parties) {
                    add({i, 0, 1, parties ? "party" : "office"});
                }
            }
        }
    }
    return out;
}

/// Counts of the ledger for what the tables know, and what only the ledger knows.
Result<void> add_from_ledger(Ledger& ledger,
                             const ActorsOptions& options,
                             const Wanted& wanted,
                             const Directory& book,
                             std::vector<Listed>& list) {
    ActorQuery query;
    query.words = joined(options.words, " ");
    query.kind = wanted.kind;
    query.code = wanted.code;
    query.sector = wanted.sector;
    if (!wanted.party.empty()) {
        const auto codes = wanted.party_code.empty()
                               ? std::vector<std::string>()
                               : std::vector<std::string>{wanted.party_code};
        auto party = ledger.political_party(wanted.party, codes);
        if (!party) {
            return party.error();
        }
        query.parties.push_back(*std::move(party));
    }
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (std::size_t i = 0; i < list.size(); ++i) {
        places.emplace(std::pair(list[i].id, list[i].kind), i);
    }
    return ledger.actors(query, [&](const ActorRow& row) {
        const auto known =
            book.by_name(row.table_name.empty() ? row.name : row.table_name);
        const std::string id = known ? book.actor(*known).id : "";
        const auto at = id.empty() ? places.end() : places.find({id, row.kind});
        if (at != places.end()) {
            list[at->second].acts += row.acts;
            list[at->second].articles += row.articles;
        } else if (list.size() < options.limit) {
            list.push_back({known && row.kind == name(book.actor(*known).kind)
                                ? id
                                : id_in_ledger(row),
                            row.name,
                            row.kind,
                            row.code,
                            row.sector,
                            "",
                            "in articles",
                            row.acts,
                            row.articles});
            places.emplace(std::pair(list.back().id, row.kind), list.size() - 1);
        }
        return true;
    });
}

int search(const ActorsOptions& options, const GlobalOptions& global, Directory& book) {
    const auto wanted = wanted_of(options.choice, book);
    if (!wanted) {
        return question_fault(wanted.error());
    }
    std::vector<Listed> list = from_tables(book, options, *wanted);
    if (!options.ledger.empty()) {
        auto ledger =
            open_ledger(options.ledger, options.as_of, global.folders, PastOf::rows);
        if (!ledger) {
            return fail(ledger.error());
        }
        auto done = add_from_ledger(*ledger, options, *wanted, book, list);
        if (!done) {
            return fail(done.error());
        }
    }
    if (list.empty()) {
        return fail(
            Error{(options.words.empty()
                       ? std::string("no actor is found")
                       : "no actor is called \"" + joined(options.words, " ") + "\"") +
                      (options.ledger.empty()
                           ? "; with --ledger, actors of its articles are searched too"
                           : ""),
                  "",
                  0});
    }
    const auto done =
        print_list(list, options.json, Paint(wants_colour(global.no_colour)));
    return done ? exit_done : fail(done.error());
}

Json to_json(const LearnedOffice& fact) {
    Json proofs = Json::array();
    for (const OfficeObservation& proof : fact.proofs) {
        proofs.push_back(Json{{"doc", proof.doc},
                              {"outlet", proof.outlet},
                              {"agency", proof.agency},
                              {"published", proof.published},
                              {"words", proof.words},
                              {"sentence", proof.context}});
    }
    return Json{{"id", fact.id},
                {"person", fact.person},
                {"title", fact.title},
                {"office", fact.office},
                {"code", fact.code},
                {"sector", fact.sector},
                {"first", fact.first},
                {"last", fact.last},
                {"sources", fact.sources},
                {"articles", fact.articles},
                {"state", name(fact.state)},
                {"against", fact.against},
                {"same_as", fact.same_as},
                {"decision", name(fact.decision)},
                {"since", fact.since},
                {"until", fact.until},
                {"proofs", proofs}};
}

Style style_of(LearnedState state) {
    return state == LearnedState::known      ? Style::green
           : state == LearnedState::conflict ? Style::red
                                             : Style::plain;
}

Result<void> print_learned(const std::vector<LearnedOffice>& facts,
                           bool json,
                           const Paint& paint) {
    Output out;
    if (json) {
        for (const LearnedOffice& fact : facts) {
            out.write(json_line(to_json(fact)));
        }
        return out.finish();
    }
    Table table({{"ID", 8},
                 {"PERSON", 12},
                 {"OFFICE", 12, 0, true},
                 {"OF", 3},
                 {"SAID", 10, 1},
                 {"SOURCES", 3, 0, false, true},
                 {"STATE", 8},
                 {"DECISION", 8}});
    for (const LearnedOffice& fact : facts) {
        table.add(
            {{{fact.id, Style::yellow},
              {printable(fact.person), Style::bold},
              {printable(fact.title)},
              {fact.code, Style::cyan},
              {days_between(fact.first, fact.last), Style::dim},
              {std::to_string(fact.sources)},
              {std::string(name(fact.state)), style_of(fact.state)},
              {fact.decision == Decision::open ? "" : std::string(name(fact.decision)),
               Style::magenta}},
             fact.decision == Decision::refused,
             {}});
    }
    const std::size_t width = terminal_width();
    table.fit_to(width);
    bool open = facts.empty() || out.write(table.head_line(paint));
    for (std::size_t i = 0; i < table.size() && open; ++i) {
        const std::size_t indent = table.indent(1);
        const auto below = [&](const std::string& text) {
            const std::string line = printable(text);
            table.row(i).below.push_back(
                std::string(indent, ' ') +
                paint(Style::dim, width > indent ? cut(line, width - indent) : line));
        };
        if (!facts[i].same_as.empty()) {
            below("the tables have " + facts[i].same_as);
        }
        for (const std::string& other : facts[i].against) {
            below("but: " + other);
        }
        const OfficeObservation& proof = facts[i].proofs.front();
        const std::string by = proof.outlet.empty() ? proof.doc : proof.outlet;
        const std::string& words = proof.words.empty() ? proof.context : proof.words;
        std::string said = words.empty() ? "the words are not kept" : "“" + words + "”";
        said += " – " + by;
        below(said);
        open = out.write(table.lines(i, paint));
    }
    if (is_terminal(STDERR_FILENO)) {
        (void)std::fprintf(stderr, "%zu offices that no table has\n", facts.size());
    }
    return out.finish();
}

/// The fact whose identifier starts with `prefix`.
Result<const LearnedOffice*> fact_by(const std::vector<LearnedOffice>& facts,
                                     const std::string& prefix) {
    const LearnedOffice* found = nullptr;
    for (const LearnedOffice& fact : facts) {
        if (prefix.size() >= 4 && fact.id.starts_with(prefix)) {
            if (found != nullptr) {
                return Error{"several learned offices start with \"" + prefix +
                                 "\"; give more digits",
                             "",
                             0};
            }
            found = &fact;
        }
    }
    if (found == nullptr) {
        return Error{"no learned office \"" + prefix +
                         "\"; `chancery actors --new` lists them with their identifiers",
                     "",
                     0};
    }
    return found;
}

/// Who decides: --by, else the name of the account.
std::string author_of(const ActorsOptions& options) {
    const char* account = std::getenv("USER");
    return !options.author.empty() ? options.author : account == nullptr ? "" : account;
}

Result<void> decide_all(const ActorsOptions& options,
                        const std::vector<LearnedOffice>& facts,
                        Ledger& ledger) {
    std::vector<OfficeDecision> decisions;
    const auto take = [&](const std::vector<std::string>& ids,
                          Decision decision) -> Result<void> {
        for (const std::string& id : ids) {
            const auto fact = fact_by(facts, id);
            if (!fact) {
                return fact.error();
            }
            const LearnedOffice& f = **fact;
            decisions.push_back({f.id,
                                 decision,
                                 f.person,
                                 f.office,
                                 f.title,
                                 f.code,
                                 f.sector,
                                 options.since,
                                 options.until,
                                 author_of(options),
                                 options.reason,
                                 ""});
        }
        return {};
    };
    for (const auto& [ids, decision] : {std::pair(&options.accept, Decision::accepted),
                                        std::pair(&options.refuse, Decision::refused),
                                        std::pair(&options.reopen, Decision::open)}) {
        if (auto taken = take(*ids, decision); !taken) {
            return taken;
        }
    }
    for (const OfficeDecision& decision : decisions) {
        if (auto done = ledger.decide(decision); !done) {
            return done;
        }
        (void)std::fprintf(stderr,
                           "%s: %s, %s\n",
                           std::string(name(decision.decision)).c_str(),
                           printable(decision.person).c_str(),
                           printable(decision.title).c_str());
    }
    return {};
}

/// Accepted facts as rows of leaders.tsv, or accepted spellings as rows of
/// leader_names.tsv.
Result<void> export_rows(const std::vector<LearnedOffice>& facts, bool names) {
    std::set<std::string> rows;
    for (const LearnedOffice& fact : facts) {
        const bool spelling = fact.state == LearnedState::spelling;
        if (fact.decision == Decision::accepted && spelling == names) {
            rows.insert(names ? alias_row(fact) : leaders_row(fact));
        }
    }
    Output out;
    out.write(names ? "alias\tname\tsource\n"
                    : "name\tshort\tgender\tcode\tsector\toffice\ttitle\tsince\tuntil\t"
                      "source\n");
    for (const std::string& row : rows) {
        out.write(row + '\n');
    }
    return out.finish();
}

bool decides(const ActorsOptions& options) {
    return !options.accept.empty() || !options.refuse.empty() || !options.reopen.empty();
}

int run_learned(const ActorsOptions& options,
                const GlobalOptions& global,
                const Directory& book) {
    if (decides(options) && !options.as_of.empty()) {
        return usage_fault("--as-of: nothing can be decided in the past");
    }
    auto ledger =
        decides(options)
            ? Ledger::open(options.ledger, OpenMode::create)
            : open_ledger(options.ledger, options.as_of, global.folders, PastOf::rows);
    if (!ledger) {
        return fail(ledger.error());
    }
    auto facts = learned_offices(*ledger, book, options.enough);
    if (!facts) {
        return fail(facts.error());
    }
    Result<void> done;
    if (decides(options)) {
        done = decide_all(options, *facts, *ledger);
    } else if (!options.exporting.empty()) {
        done = export_rows(*facts, options.exporting == "names");
    } else {
        if (!options.all) {
            std::erase_if(*facts, [](const LearnedOffice& fact) {
                return fact.decision != Decision::open ||
                       fact.state == LearnedState::past;
            });
        }
        done = print_learned(*facts, options.json, Paint(wants_colour(global.no_colour)));
    }
    return done ? exit_done : fail(done.error());
}

bool is_partial_day(const std::string& text) {
    const std::string full = text + (text.size() == 4   ? "-01-01"
                                     : text.size() == 7 ? "-01"
                                                        : "");
    return text.empty() || Day::parse_iso(full).has_value();
}

int run(const ActorsOptions& options, const GlobalOptions& global) {
    const bool learned = options.fresh || !options.exporting.empty() || decides(options);
    if (learned && options.ledger.empty()) {
        return usage_fault("--ledger is needed: offices are learned from its articles");
    }
    if (!learned && options.words.empty() && options.choice.party.empty() &&
        options.ledger.empty()) {
        return usage_fault(
            "whom? Give words of a name, or --ledger for all of its actors");
    }
    if (!options.choice.kind.empty() && !actor_kind_from(options.choice.kind)) {
        return usage_fault("--kind: no kind '" + options.choice.kind +
                           "'; person, state, body, party, igo, ngo, company, media, "
                           "armed_group, people or other");
    }
    for (const std::string* day : {&options.since, &options.until}) {
        if (!is_partial_day(*day)) {
            return usage_fault("'" + *day +
                               "' is not a day; write YYYY-MM-DD, YYYY-MM or YYYY");
        }
    }
    auto book = open_directory(global.folders);
    if (!book) {
        return fail(book.error());
    }
    return learned ? run_learned(options, global, *book) : search(options, global, *book);
}

}  // namespace

void add_actors(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ActorsOptions>();
    CLI::App* command = app.add_subcommand(
        "actors", "Search actors by any spelling; list offices learned from articles");
    command->add_option(
        "WORDS", own->words, "words of a name, in any spelling or script");
    command
        ->add_option(
            "--ledger", own->ledger, "search this ledger's articles too, with counts")
        ->envname("CHANCERY_LEDGER");
    add_as_of_option(*command, own->as_of);
    add_actor_choice(*command, own->choice);
    command->add_option("--limit", own->limit, "most lines of a search")
        ->check(CLI::Range(1, 100000));
    command->add_flag("--json", own->json, "JSON Lines");
    const std::string learning = "Offices learned from the articles of --ledger";
    command
        ->add_flag(
            "--new", own->fresh, "list offices that articles state and no table has")
        ->group(learning);
    command->add_flag("--all", own->all, "those decided on, and those of the past, too")
        ->group(learning);
    command
        ->add_option("--enough", own->enough, "independent sources that make one known")
        ->check(CLI::Range(1, 1000))
        ->group(learning);
    command->add_option("--accept", own->accept, "take these (identifiers)")
        ->group(learning);
    command->add_option("--refuse", own->refuse, "do not show these again")
        ->group(learning);
    command->add_option("--reopen", own->reopen, "undo the decision on these")
        ->group(learning);
    command->add_option("--since", own->since, "with --accept: first day of the term")
        ->group(learning);
    command->add_option("--until", own->until, "with --accept: first day no longer held")
        ->group(learning);
    command->add_option("--by", own->author, "who decides; the account if not given")
        ->group(learning);
    command->add_option("--reason", own->reason, "why")->group(learning);
    command
        ->add_option("--export",
                     own->exporting,
                     "accepted ones as rows: offices, of leaders.tsv; names, of "
                     "leader_names.tsv")
        ->check(CLI::IsMember({"offices", "names"}))
        ->group(learning);
    command->footer(
        "Examples:\n"
        "  chancery actors Zelenskiy\n"
        "  chancery actors Вьетнам\n"
        "  chancery actors --ledger news.ledger --kind person --country Laos\n"
        "  chancery actors --ledger news.ledger --new\n"
        "  chancery actors --ledger news.ledger --accept 3fa9c1d2 --since 2026-04-05\n"
        "  chancery actors --ledger news.ledger --export offices");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
