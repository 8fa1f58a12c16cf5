// SPDX-License-Identifier: Apache-2.0
#include "coding/statement.h"

namespace chancery {

namespace {

/// The longest of the names that the text gives a state ("United Kingdom", not "UK").
std::string_view longest_name(ActorIndex state,
                              const ArticleActors& actors,
                              std::string_view text) {
    std::string_view longest = actors.actors[state].name;
    for (const Mention& mention : actors.mentions) {
        if (mention.kind != MentionKind::name || mention.actors.size() != 1 ||
            mention.actors[0] != state) {
            continue;
        }
        std::string_view words = quote(text, mention.span);
        words.remove_prefix(words.starts_with("the ") || words.starts_with("The ") ? 4
                                                                                   : 0);
        longest = words.size() > longest.size() ? words : longest;
    }
    return longest;
}

std::string name_of(ActorIndex index,
                    const ArticleActors& actors,
                    std::string_view text) {
    const Actor& actor = actors.actors[index];
    if (actor.kind == ActorKind::state) {
        return std::string(longest_name(index, actors, text));
    }
    // "Joseph R. Biden, Jr." is better known by the name of the tables.
    const bool formal = actor.name.find(". ") != std::string::npos ||
                        actor.name.find(',') != std::string::npos;
    const bool known = actor.kind == ActorKind::person && !actor.table_name.empty();
    return formal && known ? actor.table_name : actor.name;
}

std::string names_of(const std::vector<ActorIndex>& list,
                     const ArticleActors& actors,
                     std::string_view text,
                     Span words) {
    // A body that no table knows is best named by all the words of the place.
    if (list.size() == 1 && actors.actors[list[0]].table_name.empty() &&
        actors.actors[list[0]].kind != ActorKind::person &&
        quote(text, words).starts_with(actors.actors[list[0]].name)) {
        return std::string(quote(text, words));
    }
    std::string out;
    for (const ActorIndex actor : list) {
        out += (out.empty() ? "" : "; ") + name_of(actor, actors, text);
    }
    return out.empty() ? std::string(quote(text, words)) : out;
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
    return names_of(statement.speakers, actors, text, statement.speaker);
}

std::string addressee_name(const Statement& statement,
                           const ArticleActors& actors,
                           std::string_view text) {
    return names_of(statement.addressees, actors, text, statement.addressee);
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
