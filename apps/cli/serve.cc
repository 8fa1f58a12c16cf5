// chancery serve and token: the desk over HTTP, and who may use it from elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include "server/serve.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>

#include "commands.h"
#include "demo_ledger.h"
#include "exit_code.h"
#include "ledger_access.h"
#include "output.h"
#include "server/desk_store.h"
#include "shared/signals.h"
#include "shared/writing.h"
#include "table.h"

namespace chancery::cli {

namespace {

int run_serve(const server::ServeOptions& given, const GlobalOptions& global) {
    server::ServeOptions options = given;
    options.folders = global.folders;
    options.author = author_of(given.author);
    std::optional<DemoLedger> sample;
    if (options.ledger.empty() && options.demo) {
        (void)std::fprintf(stderr, "chancery: reading the sample\n");
        auto made = DemoLedger::make(global.folders);
        if (!made) {
            return fail(made.error());
        }
        options.ledger = sample.emplace(*std::move(made)).path();
    } else if (const char* named = std::getenv("CHANCERY_LEDGER");
               options.ledger.empty() && named != nullptr) {
        options.ledger = named;
    }
    if (options.ledger.empty()) {
        return usage_fault("--ledger is required, or --demo for the sample");
    }
    const auto done = server::serve(options, [](const std::string& url) {
        (void)std::fprintf(stderr, "chancery: the desk is at %s\n", url.c_str());
    });
    return done ? exit_done : fail(done.error());
}

struct TokenOptions {
    std::string ledger, name;
    std::string scope = "read";
    unsigned days = 365;
};

Result<std::unique_ptr<server::DeskStore>> open_store(const TokenOptions& options) {
    // A ledger that is not there gets no tokens.
    if (auto there = Ledger::open(options.ledger, OpenMode::read); !there) {
        return there.error();
    }
    return server::DeskStore::open(options.ledger);
}

int run_token_add(const TokenOptions& options) {
    auto store = open_store(options);
    if (!store) {
        return fail(store.error());
    }
    const auto scope = server::scope_from(options.scope);
    const auto token = (*store)->add_token(
        options.name, scope.value_or(server::Scope::read), options.days);
    if (!token) {
        return fail(token.error());
    }
    Output out;
    out.write(*token + '\n');
    const auto done = out.finish();
    (void)std::fprintf(stderr, "chancery: this is told once; only a checksum is kept\n");
    return done ? exit_done : fail(done.error());
}

int run_token_list(const TokenOptions& options, const GlobalOptions& global) {
    auto store = open_store(options);
    if (!store) {
        return fail(store.error());
    }
    const auto all = (*store)->tokens();
    if (!all) {
        return fail(all.error());
    }
    Table table({{"NAME", 8},
                 {"SCOPE", 5},
                 {"MADE (UTC)", 16},
                 {"EXPIRES (UTC)", 16},
                 {"LAST USED", 16},
                 {"", 4}});
    for (const server::TokenRow& one : *all) {
        table.add({{{printable(one.name), Style::bold},
                    {std::string(server::name(one.scope))},
                    {one.created.substr(0, 16), Style::cyan},
                    {one.expires.empty() ? "never" : one.expires.substr(0, 16)},
                    {one.last_used.substr(0, 16), Style::dim},
                    {one.expired ? "expired" : "", Style::magenta}},
                   one.expired,
                   {}});
    }
    Output out;
    write_table(table, Paint(wants_colour(global.no_colour)), out);
    const auto done = out.finish();
    return done ? exit_done : fail(done.error());
}

int run_token_revoke(const TokenOptions& options) {
    auto store = open_store(options);
    if (!store) {
        return fail(store.error());
    }
    const auto gone = (*store)->revoke_token(options.name);
    if (!gone) {
        return fail(gone.error());
    }
    return *gone ? exit_done
                 : fail(Error{"there is no token \"" + options.name +
                              "\"; `chancery token list` lists them"});
}

}  // namespace

void add_token(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<TokenOptions>();
    CLI::App* command =
        app.add_subcommand("token", "Who may ask the desk's server from elsewhere");
    command->require_subcommand(1);
    CLI::App* add = command->add_subcommand("add", "Make a token; it is printed once");
    add->add_option("name", own->name, "whose it is: corrections bear it as author")
        ->required();
    add->add_option("--scope", own->scope, "what it may do; each holds those before")
        ->capture_default_str()
        ->check(CLI::IsMember({"read", "correct", "admin"}));
    add->add_option("--days", own->days, "until it expires; 0: never")
        ->capture_default_str()
        ->check(CLI::Range(0, 36500));
    CLI::App* list = command->add_subcommand("list", "List the tokens of a ledger");
    CLI::App* revoke = command->add_subcommand("revoke", "Take a token back");
    revoke->add_option("name", own->name, "as `list` shows it")->required();
    for (CLI::App* one : {add, list, revoke}) {
        add_ledger_option(*one, own->ledger);
        one->fallthrough();
    }
    add->callback([own, &chosen] { chosen = [own] { return run_token_add(*own); }; });
    list->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_token_list(*own, options); };
    });
    revoke->callback(
        [own, &chosen] { chosen = [own] { return run_token_revoke(*own); }; });
}

void add_serve(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<server::ServeOptions>();
    CLI::App* command =
        app.add_subcommand("serve", "Serve the desk: the ledger over HTTP, and its page");
    command->add_option(
        "--ledger", own->ledger, "the ledger file; default: what CHANCERY_LEDGER names");
    add_author_option(*command, own->author);
    command
        ->add_option("--listen",
                     own->listen,
                     "ADDRESS:PORT; elsewhere than on loopback "
                     "a token is needed")
        ->capture_default_str();
    command->add_option("--host",
                        own->hosts,
                        "a name under which the server is reached; may be repeated");
    command->add_flag("--tokens", own->tokens, "a token is needed on loopback too");
    command
        ->add_option("--threads", own->threads, "that answer; default: two for each core")
        ->check(CLI::Range(1, 256));
    command
        ->add_option(
            "--query-seconds", own->query_seconds, "longest that a question may take")
        ->capture_default_str()
        ->check(CLI::Range(0.05, 3600.0));
    command->add_option("--max-upload", own->upload_bytes, "bytes of an uploaded file")
        ->capture_default_str();
    command
        ->add_option(
            "--rate", own->rate, "requests a second of one caller; 0: any number")
        ->capture_default_str();
    command->add_flag("--demo",
                      own->demo,
                      "without --ledger: a ledger of the sample, made for this and "
                      "removed at the end; the page says that it is a sample");
    command->footer(
        "On loopback nobody needs a token; elsewhere --listen asks everybody for one\n"
        "(`chancery token add`), and TLS is the business of a server in front.\n"
        "Examples:\n"
        "  chancery serve --demo\n"
        "  chancery serve --ledger news.ledger\n"
        "  chancery token add --ledger news.ledger --scope correct \"M. Ito\"\n"
        "  chancery serve --ledger news.ledger --listen 192.0.2.7:7070 --host "
        "desk.example");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run_serve(*own, options); };
    });
}

}  // namespace chancery::cli
