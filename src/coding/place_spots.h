// The places of an article, each once however often and by whatever name it is told.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "coding/draft.h"
#include "coding/stays.h"
#include "ingest/article.h"

namespace chancery::coding {

/// A place of an article, however often it is named.
struct Spot {
    /// One time that it is named.
    struct Telling {
        std::uint32_t sentence = 0;
        std::uint32_t block = 0;
        Span words;
        bool at = false;         ///< "in X"
        bool across = false;     ///< "throughout X"
        bool to = false;         ///< "to X"
        bool title = false;      ///< in the headline
        std::string_view venue;  ///< "summit" of "the summit in X"; may be empty
    };

    PlaceMention place;  ///< the first mention; its tokens are those of that
    std::vector<Telling> tellings;
    std::uint32_t times_at = 0;  ///< tellings that say that something is there
};

/// Gathers the places of one article; holds references only. At most forty, so that the
/// work for an act is bounded.
class Spots {
  public:
    Spots(const CodingInput& input, const Article& article);

    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    /// In the order of the text, the dateline first and states that only act last.
    [[nodiscard]] const std::vector<Spot>& all() const { return all_; }

    /// The index of the spot of a place, or `nowhere`.
    [[nodiscard]] std::size_t find(const PlaceMention& place) const;

  private:
    static constexpr std::size_t most_spots = 40;
    static constexpr std::size_t most_tellings = 30;

    std::size_t index_of(const PlaceMention& place);
    void add_telling(const PlaceMention& place);
    void add_unlisted();
    [[nodiscard]] bool is_unlisted_name(TokenIndex i) const;
    [[nodiscard]] PlaceMention unlisted(TokenIndex head,
                                        const std::vector<bool>& known) const;
    void add_states();
    void name_states();

    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    const Article& article_;
    std::vector<Spot> all_;
    std::map<std::string, std::size_t> by_key_;
};

}  // namespace chancery::coding
