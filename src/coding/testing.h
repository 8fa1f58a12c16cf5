// Readings made by hand for the tests of coding: sentences with their trees and actors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "actors/actor.h"
#include "base/tsv.h"
#include "coding/act.h"
#include "coding/rules.h"
#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery::coding {

/// Tests run side by side as processes; each has folders of its own.
inline std::string own_folder(const std::string& name) {
    return testing::TempDir() + "/chancery_coding_" + name + '_' +
           std::to_string(::getpid());
}

/// Small tables made for tests; the words of time and of speaking, codes and contexts are
/// those of the product. `places` are rows of place_choice.tsv, of which the small one
/// has none.
inline CodingTables tables_with(std::string_view places) {
    const std::string source = CHANCERY_SOURCE_DIR;
    const std::string dir = own_folder("tables");
    std::string made =
        "mkdir -p " + dir + " && cp " + source + "/tests/data/coding/*.tsv ";
    for (const char* shipped : {"times",
                                "speech",
                                "usual_channels",
                                "cameo",
                                "cameo_choice",
                                "contexts",
                                "reasons"}) {
        made += source + "/data/coding/" + shipped + ".tsv ";
    }
    made += dir;
    EXPECT_EQ(std::system(made.c_str()), 0);
    std::ofstream(dir + "/place_choice.tsv", std::ios::app) << places;
    auto opened = CodingTables::open(dir);
    EXPECT_TRUE(opened) << opened.error().text();
    std::filesystem::remove_all(dir);
    return std::move(*opened);
}

inline const CodingTables& tables() {
    static const CodingTables loaded = tables_with({});
    return loaded;
}

struct Document {
    Article article;
    Reading reading;
    ArticleActors actors;
};

/// Rows "form lemma XPOS head rel [actor]": head 0 is the root; the actor is
/// "name:CODE:kind", or "place:name", "place:name:CODE:city" (city, country, site or
/// region). An empty row ends a sentence.
class Builder {
  public:
    Document build(std::string_view rows, std::string_view published) {
        doc_.article.published = Day::parse_iso(published);
        for (const std::string_view line : split(rows, '\n')) {
            if (line.empty()) {
                end_sentence();
            } else {
                add_token(split_words(line));
            }
        }
        end_sentence();
        const Span all{0, static_cast<std::uint32_t>(doc_.article.text.size())};
        doc_.article.source = doc_.article.text;
        doc_.article.blocks = {Block{BlockKind::paragraph, all, "test"}};
        index();
        return std::move(doc_);
    }

  private:
    static std::vector<std::string> split_words(std::string_view line) {
        std::istringstream in{std::string(line)};
        std::vector<std::string> words;
        for (std::string w; in >> w;) {
            words.push_back(w);
        }
        return words;
    }

    static Upos upos_of(Xpos tag, Rel rel) {
        const std::string_view text = name(tag);
        if (text.starts_with("VB") || text == "MD") {
            return rel == Rel::aux || rel == Rel::aux_pass || rel == Rel::cop
                       ? Upos::aux
                       : Upos::verb;
        }
        if (text.starts_with("NNP")) {
            return Upos::propn;
        }
        if (text.starts_with("NN")) {
            return Upos::noun;
        }
        if (text.starts_with("JJ")) {
            return Upos::adj;
        }
        if (rel == Rel::punct) {
            return Upos::punct;
        }
        if (text.starts_with("RB")) {
            return Upos::adv;
        }
        if (text == "CC") {
            return Upos::cconj;
        }
        if (text.starts_with("PRP") || text.starts_with("W")) {
            return Upos::pron;
        }
        if (text == "IN" || text == "TO") {
            return Upos::adp;
        }
        return text == "CD" ? Upos::num : Upos::x;
    }

    void add_token(const std::vector<std::string>& w) {
        Reading& r = doc_.reading;
        std::string& text = doc_.article.text;
        if (!text.empty() && text.back() != '\n') {
            text += ' ';
        }
        Token t;
        t.span.begin = static_cast<std::uint32_t>(text.size());
        text += w[0];
        t.span.end = static_cast<std::uint32_t>(text.size());
        t.lemma.begin = static_cast<std::uint32_t>(r.lemmas.size());
        r.lemmas += w[1];
        t.lemma.end = static_cast<std::uint32_t>(r.lemmas.size());
        t.xpos = xpos_from(w[2]).value();
        const auto head = static_cast<TokenIndex>(std::stoul(w[3]));
        t.head = head == 0 ? no_token : start_ + head - 1;
        t.rel = rel_from(w[4]).value();
        t.upos = upos_of(t.xpos, t.rel);
        t.sentence = static_cast<std::uint32_t>(r.sentences.size());
        const auto index = static_cast<TokenIndex>(r.tokens.size());
        r.tokens.push_back(t);
        if (w.size() > 5) {
            add_actor(w[5], index);
        }
    }

    void add_place(const std::vector<std::string_view>& parts, TokenIndex at) {
        PlaceMention place;
        place.span = doc_.reading.tokens[at].span;
        place.first = place.head = at;
        place.last = at + 1;
        place.name = parts[1];
        place.code = parts.size() > 2 ? parts[2] : "";
        const std::string_view kind = parts.size() > 3 ? parts[3] : "";
        place.is_country = kind == "country";
        place.is_settlement = kind == "city";
        place.located = kind == "city" || kind == "site" || kind == "region";
        doc_.actors.places.push_back(place);
    }

    void add_actor(const std::string& spec, TokenIndex at) {
        const Span span = doc_.reading.tokens[at].span;
        const auto parts = split(spec, ':');
        if (parts[0] == "place") {
            add_place(parts, at);
            return;
        }
        Mention mention{span, at, at + 1, at, MentionKind::name, {}, "test", 1.0F};
        auto& list = doc_.actors.actors;
        const auto known = std::find_if(
            list.begin(), list.end(), [&](const Actor& a) { return a.name == parts[0]; });
        mention.actors.push_back(static_cast<ActorIndex>(known - list.begin()));
        if (known == list.end()) {
            Actor actor;
            actor.key = actor.name = parts[0];
            actor.code = parts.size() > 1 ? parts[1] : "";
            actor.kind =
                parts.size() > 2 ? actor_kind_from(parts[2]).value() : ActorKind::person;
            list.push_back(actor);
        }
        doc_.actors.mentions.push_back(mention);
    }

    void end_sentence() {
        Reading& r = doc_.reading;
        const auto n = static_cast<TokenIndex>(r.tokens.size());
        if (n > start_) {
            r.sentences.push_back(Sentence{start_, n, 0});
            doc_.article.text += '\n';
        }
        start_ = n;
    }

    void index() {
        const std::size_t n = doc_.reading.tokens.size();
        doc_.actors.mention_of_head.assign(n, -1);
        doc_.actors.mention_at.assign(n, -1);
        for (std::size_t m = 0; m < doc_.actors.mentions.size(); ++m) {
            const TokenIndex head = doc_.actors.mentions[m].head;
            doc_.actors.mention_of_head[head] = static_cast<std::int32_t>(m);
            doc_.actors.mention_at[head] = static_cast<std::int32_t>(m);
        }
    }

    Document doc_;
    TokenIndex start_ = 0;
};

inline std::string names(const std::vector<ActorIndex>& list,
                         const ArticleActors& actors) {
    std::string out;
    for (const ActorIndex a : list) {
        out += (out.empty() ? "" : "+") + actors.actors[a].name;
    }
    return out;
}

/// One line for each act.
inline std::string dump(const ArticleActs& acts, const Document& doc) {
    std::string out;
    for (const Act& act : acts.acts) {
        out += std::string(name(act.type)) + '/' + act.mode + ' ' +
               names(act.actors, doc.actors) + " > " + names(act.recipients, doc.actors) +
               " | " + act.date + " | " + act.place + " | " +
               std::string(name(act.channel)) + ' ' + std::string(name(act.status)) +
               (act.count ? ' ' + std::to_string(*act.count) : "") + '\n';
    }
    return out;
}

}  // namespace chancery::coding
