// Under what articles and acts are known: checksums of what they are, not of where.
// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "ledger/ledger.h"
#include "ledger/sha256.h"

namespace chancery {

namespace {

/// Digits of the public identifier of an act: 64 bits, so that among ten million acts two
/// are the same with a chance of about one in 370,000.
constexpr std::size_t act_id_digits = 16;

void add_participants(Sha256& hash,
                      const ArticleActors& actors,
                      const std::vector<ActorIndex>& list) {
    hash.add_field(std::to_string(list.size()));
    for (const ActorIndex i : list) {
        hash.add_field(actors.actors[i].name);
    }
}

/// What is alike in all that the hash is over is told apart by its order.
std::string told_apart(std::string id, std::map<std::string, int, std::less<>>& seen) {
    if (const int earlier = seen[id]++; earlier > 0) {
        Sha256 again;
        again.add_field(id);
        again.add_field(std::to_string(earlier));
        return again.hex();
    }
    return id;
}

}  // namespace

std::string content_hash(const Article& article) {
    Sha256 hash;
    hash.add_field("article");
    hash.add_field(article.source);
    hash.add_field(article.text);
    hash.add_field(article.title);
    hash.add_field(article.published ? article.published->iso() : "");
    hash.add_field(article.outlet);
    hash.add_field(article.agency);
    hash.add_field(article.dateline);
    hash.add_field(article.url);
    hash.add_field(article.language);
    return hash.hex();
}

std::vector<std::string> act_ids(const CodedParts& parts) {
    std::vector<std::string> out;
    std::map<std::string, int, std::less<>> seen;
    for (const Act& act : parts.acts.acts) {
        const Span source = source_span(parts.article, act.evidence);
        Sha256 hash;
        hash.add_field(parts.article.doc);
        hash.add_field(name(act.type));
        hash.add_field(act.mode);
        hash.add_field(std::to_string(source.begin));
        hash.add_field(std::to_string(source.end));
        add_participants(hash, parts.actors, act.actors);
        add_participants(hash, parts.actors, act.recipients);
        out.push_back(told_apart(hash.hex(), seen).substr(0, act_id_digits));
    }
    return out;
}

std::vector<std::string> statement_ids(const CodedParts& parts) {
    std::vector<std::string> out;
    std::map<std::string, int, std::less<>> seen;
    for (const Statement& statement : parts.acts.statements.statements) {
        const Span source = source_span(parts.article, statement.content);
        Sha256 hash;
        hash.add_field("statement");
        hash.add_field(parts.article.doc);
        hash.add_field(std::to_string(source.begin));
        hash.add_field(std::to_string(source.end));
        hash.add_field(speaker_name(statement, parts.actors, parts.article.text));
        out.push_back(told_apart(hash.hex(), seen).substr(0, act_id_digits));
    }
    return out;
}

}  // namespace chancery
