// chancery articles: what was read, and what was refused and why.
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>

#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "output.h"
#include "page_options.h"
#include "query_options.h"
#include "shared/act_text.h"
#include "table.h"

namespace chancery::cli {

namespace {

struct ArticlesOptions {
    std::string ledger;
    PageOptions page;
    QueryOptions query;
    bool refused = false;
    bool all_versions = false;
    bool json = false;
    bool csv = false;
};

TableRow row_of(const ArticleRow& article) {
    const std::string version = article.version > 1 || !article.current
                                    ? "v" + std::to_string(article.version)
                                    : "";
    return {{{printable(article.doc), Style::yellow},
             {version, Style::dim},
             {article.published, Style::cyan},
             {article.refused ? "" : std::to_string(article.acts), Style::plain},
             {article.refused ? "refused: " + printable(article.refusal)
                              : printable(article.title),
              article.refused ? Style::red : Style::plain},
             {printable(article.outlet), Style::dim},
             {article.refused ? printable(article.path) : "", Style::dim}},
            !article.current,
            {}};
}

Result<void> print_table(const std::vector<ArticleRow>& articles, const Paint& paint) {
    Table table({{"DOC", 8},
                 {"VERSION", 7, 4},
                 {"DATE", 10},
                 {"ACTS", 4, 0, false, true},
                 {"TITLE", 20, 0, true},
                 {"OUTLET", 8, 2},
                 {"PATH", 12, 3}});
    std::size_t refused = 0;
    for (const ArticleRow& article : articles) {
        table.add(row_of(article));
        refused += article.refused ? 1 : 0;
    }
    Output out;
    write_table(table, paint, out);
    if (is_terminal(STDERR_FILENO)) {
        out.flush();
        (void)std::fprintf(
            stderr, "%zu articles, %zu of them refused\n", articles.size(), refused);
    }
    return out.finish();
}

template <typename Line>
Result<void> stream(Ledger& ledger, const ArticleFilter& filter, Output& out, Line line) {
    auto done = ledger.articles(
        filter, [&](const ArticleRow& article) { return out.write(line(article)); });
    return done ? out.finish() : done;
}

int run(const ArticlesOptions& options, const GlobalOptions& global) {
    QueryOptions asked = options.query;
    asked.limit = 0;
    auto page = open_page(options.ledger,
                          options.page,
                          "articles",
                          in_words(asked) + (options.refused ? " refused" : "") +
                              (options.all_versions ? " all" : ""),
                          options.query.limit != 0,
                          global.folders);
    if (!page) {
        return fail_page(page.error());
    }
    Ledger* const ledger = &page->ledger;
    auto filter = article_filter(options.query);
    if (!filter) {
        return question_fault(filter.error());
    }
    filter->after = page->after;
    filter->refused_only = options.refused;
    filter->all_versions = options.all_versions;
    Result<void> done;
    if (options.json) {
        Output out;
        done = stream(*ledger, *filter, out, [&](const ArticleRow& article) {
            Json line = to_json(article);
            page->mark(line, article.at);
            return json_line(line);
        });
    } else if (options.csv) {
        Output out;
        out.write(csv_head(csv_fields(ArticleRow())));
        done = stream(*ledger, *filter, out, [](const ArticleRow& article) {
            return csv_line(csv_fields(article));
        });
    } else {
        std::vector<ArticleRow> articles;
        done = ledger->articles(*filter, [&](const ArticleRow& article) {
            articles.push_back(article);
            return true;
        });
        if (done) {
            done = print_table(articles, Paint(wants_colour(global.no_colour)));
        }
    }
    return done ? exit_done : fail(done.error());
}

}  // namespace

void add_articles(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ArticlesOptions>();
    CLI::App* command =
        app.add_subcommand("articles", "List articles; those that were refused say why");
    add_ledger_option(*command, own->ledger);
    add_page_options(*command, own->page);
    add_article_filters(*command, own->query, "title or text");
    command->add_flag("--refused", own->refused, "only those that were refused");
    command->add_flag("--all-versions", own->all_versions, "earlier versions too");
    auto* json = command->add_flag("--json", own->json, "JSON Lines, one article a line");
    command->add_flag("--csv", own->csv, "CSV (RFC 4180)")->excludes(json);
    command->footer(
        "Examples:\n"
        "  chancery articles --ledger news.ledger --refused\n"
        "  chancery articles --ledger news.ledger --outlet Vietnamplus --from "
        "2026-01-20");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
