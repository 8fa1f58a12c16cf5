// Fuzzes the actors room: any text under readings of any tags, trees and names gives
// actors whose mentions lie in it, the same each time.
// SPDX-License-Identifier: Apache-2.0
//
// The first four bytes seed what the reading looks like, the others are the text.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <random>
#include <set>
#include <string>
#include <string_view>

#include "actors/plain_reading.h"
#include "actors/resolve.h"
#include "actors/tables.h"
#include "text/utf8.h"

namespace {

using namespace chancery;  // NOLINT(google-build-using-namespace): a program of its own

const ActorTables& tables() {
    static const ActorTables opened = [] {
        auto result = ActorTables::open(CHANCERY_SOURCE_DIR "/data/actors");
        if (!result) {
            std::abort();
        }
        return std::move(result).value();
    }();
    return opened;
}

/// Tags, relations, trees and names that no rule gives; the trees stay trees.
void shake(std::mt19937& random, Reading& reading) {
    const auto one_in = [&random](unsigned n) { return random() % n == 0; };
    for (TokenIndex i = 0; i < reading.tokens.size(); ++i) {
        Token& token = reading.tokens[i];
        const TokenIndex first = reading.sentences[token.sentence].first;
        if (one_in(4)) {
            token.upos = static_cast<Upos>(random() % upos_count);
        }
        if (one_in(4)) {
            token.xpos = static_cast<Xpos>(random() % xpos_count);
        }
        if (one_in(2)) {
            token.rel = static_cast<Rel>(random() % rel_count);
        }
        token.head = i == first ? no_token
                                : first + static_cast<TokenIndex>(random() % (i - first));
    }
    reading.names.clear();
    for (const Sentence& sentence : reading.sentences) {
        for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
            const auto last = i + 1 + static_cast<TokenIndex>(random() % 4);
            if (one_in(3) && last <= sentence.last) {
                reading.names.push_back(
                    Name{i, last, static_cast<NameKind>(random() % 4)});
                i = last - 1;
            }
        }
    }
}

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const ArticleActors& found, const Article& article, std::size_t tokens) {
    std::set<std::string> keys;
    for (const Actor& actor : found.actors) {
        require(keys.insert(actor.key).second);
        require(is_utf8(actor.key) && is_utf8(actor.name));
    }
    for (const Mention& mention : found.mentions) {
        require(mention.first < mention.last && mention.last <= tokens);
        require(mention.head >= mention.first && mention.head < mention.last);
        require(mention.span.begin <= mention.span.end &&
                mention.span.end <= article.text.size());
        require(!mention.actors.empty());
        for (const ActorIndex actor : mention.actors) {
            require(actor < found.actors.size());
        }
    }
    require(found.mention_of_head.size() == tokens && found.mention_at.size() == tokens);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::uint32_t seed = 0;
    if (size < sizeof seed) {
        return 0;
    }
    std::memcpy(&seed, data, sizeof seed);
    const std::string_view bytes(static_cast<const char*>(static_cast<const void*>(data)),
                                 size);
    Article article =
        actors::PlainReading::article(repair_utf8(bytes.substr(sizeof seed)).text);
    article.published = Day::from_civil(2026, 1, 25);
    article.outlet = article.text.substr(0, article.text.find('\n'));
    std::mt19937 random(seed);
    const actors::ReadingShape shape{
        static_cast<actors::TreeShape>(seed % 3), seed / 4 % 50, seed % 4 < 2};
    Reading reading = actors::PlainReading::read(article.text, shape);
    if (seed % 8 != 0) {
        shake(random, reading);
    }
    const ArticleActors found = resolve_actors(article, reading, tables());
    check(found, article, reading.tokens.size());
    ArticleNames names(article, reading, tables());
    static_cast<void>(names.groups());
    const ArticleActors again = resolve_actors(std::move(names));
    require(dump(found, article.text) == dump(again, article.text));
    return 0;
}
