// Hand-made articles with their acts, for the tests of this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

#include "ledger/ledger.h"

namespace chancery::example {

/// One article coded, owning its parts.
struct Story {
    Article article;
    Reading reading;
    ArticleActors actors;
    ArticleActs acts;

    [[nodiscard]] CodedParts parts() const { return {article, reading, actors, acts}; }
};

inline Span find(const std::string& text, std::string_view words) {
    const auto at = static_cast<std::uint32_t>(text.find(words));
    return {at, at + static_cast<std::uint32_t>(words.size())};
}

inline Actor actor(std::string key, std::string name, ActorKind kind, std::string code) {
    Actor out;
    out.key = std::move(key);
    out.name = std::move(name);
    out.kind = kind;
    out.code = std::move(code);
    return out;
}

/// The value, or the end of the test.
template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().text());
    }
    return std::move(*result);
}

inline void must(const Result<void>& result) {
    if (!result) {
        throw std::runtime_error(result.error().text());
    }
}

/// One token a word, one sentence a full stop.
inline Reading read(const std::string& text) {
    Reading out;
    std::uint32_t begin = 0;
    TokenIndex first = 0;
    for (std::uint32_t at = 0; at <= text.size(); ++at) {
        if (at < text.size() && text[at] != ' ' && text[at] != '\n') {
            continue;
        }
        if (at > begin) {
            Token token;
            token.span = {begin, at};
            out.tokens.push_back(token);
            if (text[at - 1] == '.') {
                out.sentences.push_back(
                    {first, static_cast<TokenIndex>(out.tokens.size()), 0});
                first = static_cast<TokenIndex>(out.tokens.size());
            }
        }
        begin = at + 1;
    }
    return out;
}

/// Two sentences, two acts: a letter (no date) and a call (dated).
inline Story letter_and_call(const std::string& doc) {
    Story out;
    Article& article = out.article;
    article.doc = doc;
    article.path = "in/" + doc + ".txt";
    article.text =
        "The president of Ruritania, José Ñandú, sent a congratulatory letter to Lô Văn. "
        "He held telephone talks with the Borduria foreign ministry on Tuesday.\n";
    article.source = article.text;
    article.title = "Ruritania writes";
    article.outlet = "The Daily Strelsau";
    article.published = Day::from_civil(2026, 1, 22);
    out.reading = read(article.text);
    out.actors.actors = {actor("jose_nandu", "José Ñandú", ActorKind::person, "RUR"),
                         actor("lo_van", "Lô Văn", ActorKind::person, "SYL"),
                         actor("borduria_foreign_ministry",
                               "Borduria foreign ministry",
                               ActorKind::body,
                               "BOR"),
                         actor("ruritania", "Ruritania", ActorKind::state, "RUR")};
    out.actors.actors[0].offices.push_back({"president of Ruritania", "RUR", false});
    out.actors.actors[1].table_name = "Van Lo";

    Act letter;
    letter.id = "a1";
    letter.type = ActType::support;
    letter.mode = "congratulate";
    letter.channel = Channel::letter;
    letter.actors = {0};
    letter.recipients = {1};
    letter.trigger = find(article.text, "congratulatory letter");
    letter.evidence =
        find(article.text, "José Ñandú, sent a congratulatory letter to Lô Văn");
    letter.cameo = "051";
    letter.place = "Strelsau";
    letter.location = Location{"RUR", 50.25, -14.5, true, false};
    letter.goldstein = 3.4F;
    letter.contexts = {"diplomatic", "economic"};
    letter.confidence = 0.9F;
    letter.reasons = {{"type", "letter.congratulatory", letter.trigger, 0.9F},
                      {"actors", "subj", find(article.text, "José Ñandú"), 0.8F}};
    Act call;
    call.id = "a2";
    call.type = ActType::consult;
    call.mode = "phone";
    call.channel = Channel::phone;
    call.actors = {0, 2};
    call.date = "2026-01-20";
    call.trigger = find(article.text, "telephone talks");
    call.evidence = find(article.text, "He held telephone talks with the Borduria");
    call.confidence = 0.6F;
    out.acts.acts = {letter, call};
    return out;
}

inline RunInfo run_info(std::string engine = "engine 1") {
    return {"chancery test", std::move(engine), ""};
}

/// Stores one story and commits; on failure drops the batch.
inline Result<StoreOutcome> put(Ledger& ledger, const Story& story) {
    auto out = ledger.store(story.parts(), content_hash(story.article));
    if (!out) {
        ledger.roll_back();
        return out;
    }
    if (auto done = ledger.commit(); !done) {
        return done.error();
    }
    return out;
}

}  // namespace chancery::example
