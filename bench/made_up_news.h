// Made-up news: articles with their acts ready, as many as are asked for.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/dice.h"
#include "ledger/ledger.h"

namespace chancery::bench {

/// One article coded, owning its parts. There are no tokens: acts are ready.
struct MadeUpArticle {
    Article article;
    Reading reading;
    ArticleActors actors;
    ArticleActs acts;
    std::string hash;  ///< content_hash()

    [[nodiscard]] CodedParts parts() const { return {article, reading, actors, acts}; }
};

/// A world of 200 states, each with a ministry and a hundred persons, as frequent as
/// Zipf's law says. Each day has some events; an event is told by 1 to 40 articles (most
/// by few) on its day and the two after it, with noise: a leader for his state, no date,
/// a date one off, a mode left out, a sentence copied or in other words. An article has
/// five acts, one sentence of about 25 words each, seven reasons an act, and one
/// statement. The same articles in every run.
class MadeUpNews {
  public:
    /// What is told of: all the world, or a war of two states in which every act is an
    /// attack of the one on the other.
    enum class Scope : std::uint8_t { world, war };

    explicit MadeUpNews(std::uint32_t articles_a_day, Scope scope = Scope::world)
        : a_day_(articles_a_day), scope_(scope) {}

    /// The next article, day by day.
    MadeUpArticle next();

    static constexpr std::size_t acts_an_article = 5;
    static constexpr std::int32_t first_day = 16436;  ///< 2015-01-01

    /// What queries ask for: the name of the k-th most frequent state, its code, its
    /// leader.
    static std::string state_name(std::uint64_t state);
    static std::string state_code(std::uint64_t state);
    static std::string person_name(std::uint64_t state, std::uint64_t person);
    /// The k-th most frequent word.
    static std::string word(std::uint64_t k);

  private:
    struct Telling {
        std::uint64_t event;
        std::int32_t day;    ///< of the event
        std::uint32_t copy;  ///< which telling it is
    };

    void make_day();
    void add_act(MadeUpArticle& out, const Telling& telling) const;

    std::uint32_t a_day_;
    Scope scope_;
    std::int32_t day_ = first_day - 1;  ///< of the articles
    std::uint64_t events_ = 0;
    std::uint64_t articles_ = 0;
    std::size_t left_ = 0, today_articles_ = 0;
    std::vector<Telling> today_, next_, after_;
    Dice dice_{5};
};

}  // namespace chancery::bench
