// SPDX-License-Identifier: Apache-2.0
#include "coding/statement.h"

namespace chancery {

namespace {

std::string names_of(const std::vector<ActorIndex>& list,
                     const ArticleActors& actors,
                     std::string_view words) {
    // One that no table knows is best named by all the words of the place.
    if (list.size() == 1 && actors.actors[list[0]].table_name.empty() &&
        words.find(actors.actors[list[0]].name) != std::string_view::npos) {
        return std::string(words);
    }
    std::string out;
    for (const ActorIndex actor : list) {
        out += (out.empty() ? "" : "; ") + actors.actors[actor].name;
    }
    return out.empty() ? std::string(words) : out;
}

}  // namespace

std::string_view name(StatementKind kind) {
    switch (kind) {
        case StatementKind::direct:
            return "direct";
        case StatementKind::indirect:
            return "indirect";
        case StatementKind::mixed:
            return "mixed";
    }
    return {};
}

std::string speaker_name(const Statement& statement,
                         const ArticleActors& actors,
                         std::string_view text) {
    return names_of(statement.speakers, actors, quote(text, statement.speaker));
}

std::string addressee_name(const Statement& statement,
                           const ArticleActors& actors,
                           std::string_view text) {
    return names_of(statement.addressees, actors, quote(text, statement.addressee));
}

std::string dump(const ArticleStatements& statements,
                 const ArticleActors& actors,
                 std::string_view text) {
    std::string out;
    for (const Statement& s : statements.statements) {
        out += speaker_name(s, actors, text);
        const std::string to = addressee_name(s, actors, text);
        out += (to.empty() ? "" : " > " + to) + " | " + std::string(quote(text, s.cue)) +
               " | " + std::string(quote(text, s.content)) + " | " +
               std::string(name(s.kind)) +
               (s.group != 0 ? ' ' + std::to_string(s.group) : "") + '\n';
    }
    return out;
}

}  // namespace chancery
