// SPDX-License-Identifier: Apache-2.0
#include "ingest/copies.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "ingest/copy_index.h"
#include "ingest/copy_match.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// A story as the finder keeps it.
struct Story {
    std::string doc;
    std::uint32_t outlet = 0;  ///< by any number; 0: not known
    std::int32_t day = 0;      ///< after all others where it is not known
    std::uint32_t words = 0;
    bool is_agency = false;  ///< the outlet is the agency that it credits
};

constexpr std::int32_t unknown_day = 0x7fffffff;

/// True where `outlet` begins with the words of `agency`, or these are its initials.
bool is_outlet_of(const std::string& agency, const std::string& outlet) {
    const std::string words = name_key(agency);
    const std::string all = name_key(outlet);
    std::string initials;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == 0 || all[i - 1] == ' ') {
            initials += all[i];
        }
    }
    return !words.empty() && ((all + ' ').starts_with(words + ' ') || words == initials);
}

/// The original comes before its copies: published first, at the agency itself, longest.
bool comes_before(const Story& a, const Story& b) {
    if (a.day != b.day) {
        return a.day < b.day;
    }
    if (a.is_agency != b.is_agency) {
        return a.is_agency;
    }
    if (a.words != b.words) {
        return a.words > b.words;
    }
    return a.doc < b.doc;
}

/// What a match makes of two stories; nothing where they are none of each other's.
struct Verdict {
    CopyKind kind = CopyKind::partial;
    bool first_carries = false;  ///< partial: the first story carries the second
};

/// A story that begins with words of its own and holds the other's opening later on.
bool carries(const CopyCover& story, const CopyCover& other) {
    return story.share < 0.7F && story.opening < 0.3F &&
           other.opening >= story.opening + 0.3F;
}

/// Edited or cut: most of both is shared, or most of the shorter one and the opening of
/// the longer; or less, but of every part of it.
bool is_near(const CopyCover& longer, const CopyCover& shorter) {
    if (longer.share >= 0.5F || (shorter.share >= 0.5F && longer.opening >= 0.4F)) {
        return true;
    }
    return shorter.share >= 0.3F && shorter.spread >= 0.7F &&
           (longer.opening >= 0.25F || longer.share >= 0.35F);
}

/// `same_outlet`: no two outlets are known; `known`: but one is.
std::optional<Verdict> judge(const CopyMatch& match, bool same_outlet, bool known) {
    if (match.equal) {
        return Verdict{CopyKind::exact, false};
    }
    const CopyCover& first = match.first;
    const CopyCover& second = match.second;
    const float opening = std::max(first.opening, second.opening);
    const bool begins = std::max(first.head, second.head) >= 0.5F;
    const bool strangers = opening < (begins || !known ? 0.3F : 0.6F);
    const bool spread = std::max(first.spread, second.spread) >= 0.7F;
    if (same_outlet && (strangers || (known && !spread))) {
        return std::nullopt;  // a head, a tail, or background said again
    }
    const bool first_is_longer = first.share < second.share;
    const CopyCover& longer = first_is_longer ? first : second;
    const CopyCover& shorter = first_is_longer ? second : first;
    const bool first_carries = carries(first, second);
    const bool second_carries = carries(second, first);
    if (!first_carries && !second_carries && is_near(longer, shorter)) {
        return Verdict{CopyKind::near, false};
    }
    // Where a story is carried its first words are; other words may be a third one's.
    constexpr std::uint32_t least_words = 50;
    const bool whole = shorter.share >= (shorter.spread >= 0.75F ? 0.4F : 0.7F);
    if (match.words >= least_words && (begins || whole)) {
        return Verdict{CopyKind::partial,
                       first_carries || (first_is_longer && !second_carries)};
    }
    return std::nullopt;
}

class Families {
  public:
    explicit Families(std::size_t size) : of_(size) {
        std::iota(of_.begin(), of_.end(), 0U);
    }

    std::uint32_t find(std::uint32_t rank) {
        while (of_[rank] != rank) {
            of_[rank] = of_[of_[rank]];
            rank = of_[rank];
        }
        return rank;
    }

    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a);
        b = find(b);
        of_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::uint32_t> of_;  ///< by rank; the first of a family is its root
};

/// The paragraphs of the first story that are in the second one.
std::vector<CopiedParagraph> turned(const std::vector<CopiedParagraph>& paragraphs) {
    std::vector<CopiedParagraph> out;
    out.reserve(paragraphs.size());
    for (const CopiedParagraph& paragraph : paragraphs) {
        out.push_back({paragraph.origin, paragraph.copy, paragraph.share});
    }
    std::stable_sort(
        out.begin(), out.end(), [](const CopiedParagraph& a, const CopiedParagraph& b) {
            return a.copy < b.copy || (a.copy == b.copy && a.share > b.share);
        });
    out.erase(std::unique(out.begin(),
                          out.end(),
                          [](const CopiedParagraph& a, const CopiedParagraph& b) {
                              return a.copy == b.copy;
                          }),
              out.end());
    return out;
}

}  // namespace

std::string_view name(CopyKind kind) {
    switch (kind) {
        case CopyKind::exact:
            return "exact";
        case CopyKind::near:
            return "near";
        case CopyKind::partial:
            break;
    }
    return "partial";
}

struct CopyFinder::Impl {
    std::vector<Story> stories;
    std::map<std::string, std::uint32_t> outlets{{"", 0}};
    CopyIndex index;

    /// Story numbers by rank.
    [[nodiscard]] std::vector<std::uint32_t> order() const {
        std::vector<std::uint32_t> out(stories.size());
        std::iota(out.begin(), out.end(), 0U);
        std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
            return comes_before(stories[a], stories[b]);
        });
        return out;
    }

    [[nodiscard]] std::optional<Copy> copy_of(CopyMatcher& matcher,
                                              const CopyText& second,
                                              std::uint32_t first_story,
                                              std::uint32_t second_story) const;
};

std::optional<Copy> CopyFinder::Impl::copy_of(CopyMatcher& matcher,
                                              const CopyText& second,
                                              std::uint32_t first_story,
                                              std::uint32_t second_story) const {
    CopyMatch match = matcher.match(second);
    const Story& a = stories[first_story];
    const Story& b = stories[second_story];
    const auto verdict = judge(match, a.outlet == b.outlet, a.outlet != 0);
    if (!verdict) {
        return std::nullopt;
    }
    Copy out{second_story,
             first_story,
             verdict->kind,
             match.second.share,
             match.first.share,
             match.words,
             std::move(match.paragraphs)};
    // Of two stories of a day the one that holds the other carries it.
    if (verdict->kind == CopyKind::partial && verdict->first_carries && a.day == b.day) {
        std::swap(out.copy, out.origin);
        std::swap(out.share, out.origin_share);
        out.paragraphs = turned(out.paragraphs);
    }
    return out;
}

/// Takes the pairs that were found to be copies and chooses what is reported.
class CopyChoice {
  public:
    CopyChoice(const std::vector<Story>& stories, const std::vector<std::uint32_t>& order)
        : stories_(stories),
          order_(order),
          ranks_(order.size()),
          best_(order.size()),
          families_(order.size()) {
        for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
            ranks_[order[rank]] = rank;
        }
    }

    void take(Copy copy) {
        if (copy.kind == CopyKind::partial) {
            copies_.push_back(std::move(copy));
            return;
        }
        families_.join(ranks_[copy.copy], ranks_[copy.origin]);
        std::uint32_t& best = best_[copy.copy];
        if (best == 0) {
            copies_.push_back(std::move(copy));
            best = static_cast<std::uint32_t>(copies_.size());
        } else if (is_better(copy, copies_[best - 1])) {
            copies_[best - 1] = std::move(copy);
        }
    }

    CopyReport report() {
        CopyReport out;
        out.family.resize(order_.size());
        for (std::uint32_t rank = 0; rank < order_.size(); ++rank) {
            out.family[order_[rank]] = order_[families_.find(rank)];
        }
        // A story's own original, then for each family that it carries the best.
        std::sort(copies_.begin(), copies_.end(), [&](const Copy& a, const Copy& b) {
            if (a.copy != b.copy) {
                return stories_[a.copy].doc < stories_[b.copy].doc;
            }
            if (is_whole(a) != is_whole(b)) {
                return is_whole(a);
            }
            const std::uint32_t a_family = out.family[a.origin];
            const std::uint32_t b_family = out.family[b.origin];
            return a_family != b_family ? stories_[a_family].doc < stories_[b_family].doc
                                        : is_better(a, b);
        });
        for (Copy& copy : copies_) {
            const std::uint32_t family = out.family[copy.origin];
            const bool said =
                !is_whole(copy) &&
                (family == out.family[copy.copy] ||
                 (!out.copies.empty() && out.copies.back().copy == copy.copy &&
                  out.family[out.copies.back().origin] == family));
            if (!said) {
                out.copies.push_back(std::move(copy));
            }
        }
        return out;
    }

  private:
    static bool is_whole(const Copy& copy) { return copy.kind != CopyKind::partial; }

    /// Of two originals of one story: the closer one, else the first.
    [[nodiscard]] bool is_better(const Copy& a, const Copy& b) const {
        if (a.kind != b.kind) {
            return a.kind < b.kind;
        }
        if (a.words != b.words) {
            return a.words > b.words;
        }
        return ranks_[a.origin] < ranks_[b.origin];
    }

    const std::vector<Story>& stories_;
    const std::vector<std::uint32_t>& order_;
    std::vector<std::uint32_t> ranks_;
    std::vector<std::uint32_t> best_;  ///< of each story: its original in copies_, + 1
    Families families_;
    std::vector<Copy> copies_;
};

CopyFinder::CopyFinder() : impl_(std::make_unique<Impl>()) {}

CopyFinder::CopyFinder(CopyFinder&&) noexcept = default;
CopyFinder& CopyFinder::operator=(CopyFinder&&) noexcept = default;
CopyFinder::~CopyFinder() = default;

std::uint32_t CopyFinder::add(CopyItem item, const CopyText& text) {
    const auto number = static_cast<std::uint32_t>(impl_->stories.size());
    const auto outlet = impl_->outlets
                            .emplace(name_key(item.outlet),
                                     static_cast<std::uint32_t>(impl_->outlets.size()))
                            .first->second;
    impl_->stories.push_back({std::move(item.doc),
                              outlet,
                              item.published ? item.published->number : unknown_day,
                              static_cast<std::uint32_t>(text.words.size()),
                              is_outlet_of(item.agency, item.outlet)});
    impl_->index.add(text);
    return number;
}

Result<CopyReport> CopyFinder::find(const Load& load) {
    Impl state = std::exchange(*impl_, Impl());
    const std::vector<std::uint32_t> order = state.order();
    std::vector<std::uint32_t> ranks(order.size());
    std::vector<std::uint32_t> outlets(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = rank;
        outlets[order[rank]] = state.stories[order[rank]].outlet;
    }
    const CopyCandidates found = state.index.settle(ranks, outlets);
    CopyChoice choice(state.stories, order);
    for (std::size_t at = 0; at < found.pairs.size();) {
        const std::uint32_t earlier = found.pairs[at].earlier;
        const auto first = load(order[earlier]);
        if (!first) {
            return first.error();
        }
        CopyMatcher matcher(*first, found.common);
        for (; at < found.pairs.size() && found.pairs[at].earlier == earlier; ++at) {
            const std::uint32_t story = order[found.pairs[at].later];
            const auto second = load(story);
            if (!second) {
                return second.error();
            }
            if (auto copy = state.copy_of(matcher, *second, order[earlier], story)) {
                choice.take(*std::move(copy));
            }
        }
    }
    CopyReport out = choice.report();
    out.common_prints = found.common.size();
    return out;
}

}  // namespace chancery
