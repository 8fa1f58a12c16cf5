// The acts of one story as they may lend to each other: who was party to what, how far
// apart they are told; shared by the parts of story.cc.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "coding/attachment.h"
#include "coding/dates.h"
#include "coding/draft.h"

namespace chancery::coding {

inline constexpr std::uint32_t same_breath =
    4;  ///< sentences through which a day carries

/// What an act may lend to others.
struct Fact {
    std::size_t draft = 0;
    std::uint32_t sentence = 0;
    bool planned = false;
    bool meeting = false;  ///< the parties met or spoke with each other
    bool written = false;  ///< a letter or message: written on a day of its own
    bool in_title = false;
};

/// A letter or a message: written on a day of its own.
[[nodiscard]] bool is_written(const Act& act);
/// The parties meet, see or speak with each other.
[[nodiscard]] bool is_meeting(const Act& act);
[[nodiscard]] bool is_face_to_face(const Act& act);

/// Views the drafts of one article; they must outlive it and stay in place.
class StoryActs {
  public:
    StoryActs(const CodingInput& input, const Dates& dates, std::vector<Draft>& drafts);

    [[nodiscard]] std::vector<Draft>& drafts() const { return drafts_; }

    [[nodiscard]] const std::vector<Fact>& facts() const { return facts_; }

    [[nodiscard]] const Act& act_of(const Fact& fact) const {
        return drafts_[fact.draft].act;
    }

    /// True where all participants of `act` took part in `meeting`, at least one of them
    /// by name.
    [[nodiscard]] bool between_parties(const Act& act, const Act& meeting) const;

    /// "had earlier agreed", "has repeatedly urged", "weeks ago": not on the day of the
    /// story.
    [[nodiscard]] bool is_bygone(const Draft& draft) const;

    /// Done at a time that the story only recalls.
    [[nodiscard]] bool is_old(const Act& act) const {
        return !act.date.empty() && !dates_.is_of_story(act.date);
    }

    /// Twice the sentences from one act to another; what follows is a little farther than
    /// what went before.
    static std::uint32_t far(std::uint32_t from, std::uint32_t to) {
        return to <= from ? 2 * (from - to) : 2 * (to - from) + 1;
    }

    /// The nearest other act for which `fits` holds, or null.
    template <typename Fits>
    const Fact* nearest(std::size_t draft, Fits&& fits) const {
        const Fact* best = nullptr;
        std::uint32_t least = 0;
        for (const Fact& fact : facts_) {
            if (fact.draft == draft || !fits(fact)) {
                continue;
            }
            const std::uint32_t distance = far(drafts_[draft].sentence, fact.sentence);
            if (best == nullptr || distance < least) {
                best = &fact;
                least = distance;
            }
        }
        return best;
    }

  private:
    [[nodiscard]] bool same_side(ActorIndex x, ActorIndex y) const;
    [[nodiscard]] bool is_party(ActorIndex who, const Act& act) const;

    Attachment attachment_;
    const Syntax& s_;
    const ArticleActors& a_;
    const CodingTables& t_;
    const Dates& dates_;
    std::vector<Draft>& drafts_;
    std::vector<Fact> facts_;
};

}  // namespace chancery::coding
