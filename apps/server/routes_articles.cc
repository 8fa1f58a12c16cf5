// An article: its text, and the words of it that say something.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <tuple>

#include "server/records.h"
#include "server/routes.h"

namespace chancery::server {

namespace {

/// Words of a text, in bytes, with what they say.
struct Marked {
    std::string kind;
    Span at;
    std::string act{}, field{}, statement{}, actor{};
};

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80U || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/// Where a name stands in a text, as whole words.
void mark_name(std::string_view text,
               const std::string& name,
               const std::string& actor,
               std::vector<Marked>& out) {
    constexpr std::size_t most = 200;  // of one name
    std::size_t found = 0;
    for (std::size_t at = text.find(name); at != std::string_view::npos && found < most;
         at = text.find(name, at + name.size())) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || !is_word_byte(text[at - 1]);
        const bool ends = end == text.size() || !is_word_byte(text[end]);
        if (begins && ends) {
            out.push_back(
                {"actor",
                 {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
                 {},
                 {},
                 {},
                 actor});
            ++found;
        }
    }
}

void mark_actors(const ArticleText& article, std::vector<Marked>& out) {
    std::set<std::pair<std::string, std::string>> done;
    for (const Participant& one : article.actors) {
        for (const std::string* name : {&one.name, &one.table_name}) {
            if (name->size() > 1 && done.emplace(*name, id_of(one)).second) {
                mark_name(article.text, *name, id_of(one), out);
            }
        }
    }
}

Json spans_of(const ArticleText& article,
              const std::vector<ActRow>& acts,
              const std::vector<StatementRow>& statements) {
    std::vector<Marked> all;
    const auto fits = [&](Span span) {
        return span.begin < span.end && span.end <= article.text.size();
    };
    for (const ActRow& act : acts) {
        if (fits(act.evidence_at)) {
            all.push_back({"act", act.evidence_at, act.id});
        }
        if (fits(act.trigger_at)) {
            all.push_back({"trigger", act.trigger_at, act.id});
        }
    }
    for (const TextReason& reason : article.reasons) {
        all.push_back({"field", reason.at, reason.act, reason.field});
    }
    for (const StatementRow& one : statements) {
        if (fits(one.content_at)) {
            all.push_back({"statement", one.content_at, {}, {}, one.id});
        }
    }
    mark_actors(article, all);
    std::stable_sort(all.begin(), all.end(), [](const Marked& a, const Marked& b) {
        return std::tie(a.at.begin, b.at.end) < std::tie(b.at.begin, a.at.end);
    });
    Json out = Json::array();
    Utf16Places begins(article.text);
    // Ends are not in order; most are near the begin.
    Utf16Places ends(article.text);
    for (const Marked& one : all) {
        out.push_back({{"kind", one.kind},
                       {"begin", begins.at(one.at.begin)},
                       {"end", ends.at(one.at.end)},
                       {"act", text_or_null(one.act)},
                       {"field", text_or_null(one.field)},
                       {"statement", text_or_null(one.statement)},
                       {"actor", text_or_null(one.actor)}});
    }
    return out;
}

Or<Json> get_article(Desk&, const Asked& asked) {
    const std::string& doc = asked.values().text("doc");
    const auto article = asked.ledger.article_text(doc);
    if (!article) {
        return failed(asked.ledger, article.error());
    }
    if (!*article) {
        return problem(404, "there is no article \"" + doc + "\" in this ledger");
    }
    std::vector<ActRow> acts;
    ActFilter of_doc;
    of_doc.docs = {doc};
    auto done = asked.ledger.acts(of_doc, [&](const ActRow& act) {
        acts.push_back(act);
        return true;
    });
    std::vector<StatementRow> statements;
    if (done) {
        StatementFilter said;
        said.docs = {doc};
        done = asked.ledger.statements(said, [&](const StatementRow& one) {
            statements.push_back(one);
            return true;
        });
    }
    if (!done) {
        return failed(asked.ledger, done.error());
    }
    std::sort(acts.begin(), acts.end(), [](const ActRow& a, const ActRow& b) {
        return a.number < b.number;
    });
    const ArticleText& told = **article;
    Json out = {
        {"version", asked.state.version},
        {"article", record(told.article)},
        {"text", told.article.text_hash.empty() ? Json(told.text) : Json(nullptr)}};
    Utf16Places places(told.text);
    out["blocks"] = Json::array();
    for (const TextBlock& block : told.blocks) {
        out["blocks"].push_back({{"kind", block.kind},
                                 {"begin", places.at(block.at.begin)},
                                 {"end", places.at(block.at.end)}});
    }
    out["spans"] = spans_of(told, acts, statements);
    out["acts"] = Json::array();
    for (const ActRow& act : acts) {
        out["acts"].push_back(record(act));
    }
    out["statements"] = Json::array();
    for (const StatementRow& one : statements) {
        out["statements"].push_back(record(one));
    }
    out["actors"] = record(told.actors);
    return out;
}

Json side_of(const CopySide& side) {
    return {{"doc", side.doc},
            {"title", text_or_null(side.title)},
            {"outlet", text_or_null(side.outlet)},
            {"agency", text_or_null(side.agency)},
            {"published", text_or_null(side.published)}};
}

Or<Json> get_copies(Desk& desk, const Asked& asked) {
    constexpr std::uint64_t most = 20'000;
    const auto totals = desk.readers().totals(asked.ledger, asked.state);
    if (!totals) {
        return failed(asked.ledger, totals.error());
    }
    if (totals->articles > most) {
        return problem(503,
                       "comparing " + std::to_string(totals->articles) +
                           " articles takes longer than a query may; `chancery copies` "
                           "does it");
    }
    const auto kept = asked.ledger.keeps();
    if (!kept || *kept == Keep::hashes) {
        return kept ? problem(404,
                              "this ledger keeps no texts, so its articles cannot be "
                              "compared")
                    : failed(asked.ledger, kept.error());
    }
    const std::string& doc = asked.values().text("doc");
    ArticleFilter filter;
    filter.docs = {doc};
    bool there = false;
    auto done = asked.ledger.articles(filter, [&](const ArticleRow&) {
        there = true;
        return false;
    });
    if (done && !there) {
        return problem(404, "there is no article \"" + doc + "\" in this ledger");
    }
    Json copies = Json::array();
    if (done) {
        done = asked.ledger.copies({doc}, [&](const CopyRow& row) {
            Json paragraphs = Json::array();
            for (const CopyParagraphRow& one : row.paragraphs) {
                paragraphs.push_back({{"copy", one.copy},
                                      {"origin", one.origin},
                                      {"share", rounded(one.share, 3)},
                                      {"words", one.words}});
            }
            copies.push_back({{"kind", row.kind},
                              {"copy", side_of(row.copy)},
                              {"origin", side_of(row.origin)},
                              {"share", rounded(row.share, 3)},
                              {"origin_share", rounded(row.origin_share, 3)},
                              {"words", row.words},
                              {"agency", text_or_null(row.agency)},
                              {"credited", row.credited},
                              {"paragraphs", std::move(paragraphs)}});
            return true;
        });
    }
    if (!done) {
        return failed(asked.ledger, done.error());
    }
    return Json{{"version", asked.state.version}, {"copies", std::move(copies)}};
}

}  // namespace

void add_article_routes(Routes& into) {
    into["getArticle"].ask = get_article;
    into["getCopies"].ask = get_copies;
}

}  // namespace chancery::server
