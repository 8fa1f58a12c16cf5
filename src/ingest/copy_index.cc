// SPDX-License-Identifier: Apache-2.0
//
// Stories are known by their rank from the sort of the prints on. A group is a print with
// the stories that have it, "carriers", in the order of their ranks.
//
// What is common, and no story's own, are groups most of whose carriers are strangers to
// the first one: what they share leaves whole parts of both alone. But a story that
// others carry inside their own text has such carriers too; there all of one carrier's
// opening, that of the story itself, is carried as often.
#include "ingest/copy_index.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace chancery {

namespace {

// A carrier's bits: rank or number of the story, eighth of the story, whether in opening.
constexpr std::uint32_t story_bits = 28;
constexpr std::uint32_t story_mask = (1U << story_bits) - 1;
constexpr std::uint32_t in_opening = 1U << 31U;

std::uint32_t rank_of(std::uint32_t carrier) {
    return carrier & story_mask;
}

std::uint32_t eighth_of(std::uint32_t carrier) {
    return (carrier >> story_bits) & 7U;
}

/// The prints that two stories share.
struct Shared {
    std::uint32_t later = 0, earlier = 0;
    std::uint32_t prints = 0;
    std::uint8_t later_eighths = 0, earlier_eighths = 0;  ///< a bit for each that has any
};

/// Eight steps for each doubling; fits a byte.
std::uint8_t log_of(std::size_t number) {
    return static_cast<std::uint8_t>(8.0 * std::log2(static_cast<double>(number)));
}

constexpr std::uint8_t half = 8;  ///< the same as by log_of()

/// A carrier of a group is compared with the few first ones and with the one before it;
/// of a small group with all before it. So the pairs stay linear in the prints.
template <typename Visit>
void for_partners(const std::uint32_t* carriers, std::size_t at, Visit visit) {
    constexpr std::size_t small = 8;
    constexpr std::size_t first = 3;
    const std::size_t all = at <= small ? at : first;
    for (std::size_t i = 0; i < all; ++i) {
        visit(carriers[i]);
    }
    if (all < at) {
        visit(carriers[at - 1]);
    }
}

/// One settling of an index.
class Settling {
  public:
    explicit Settling(std::vector<CopyCounts> counts)
        : counts_(std::move(counts)), openings_(counts_.size() + 1) {
        for (std::size_t rank = 0; rank < counts_.size(); ++rank) {
            openings_[rank + 1] = openings_[rank] + counts_[rank].opening;
        }
        opening_carriers_.assign(openings_.back(), 0);
        filled_.assign(counts_.size(), 0);
    }

    /// Adds a group of two or more carriers.
    void add_group(std::uint64_t hash, const std::vector<std::uint32_t>& carriers) {
        const std::uint8_t log = log_of(carriers.size());
        for (const std::uint32_t carrier : carriers) {
            if ((carrier & in_opening) != 0) {
                const std::uint32_t rank = rank_of(carrier);
                opening_carriers_[openings_[rank] + filled_[rank]++] = log;
            }
        }
        hashes_.push_back(hash);
        carriers_.insert(carriers_.end(), carriers.begin(), carriers.end());
        ends_.push_back(carriers_.size());
    }

    CopyCandidates settle() {
        CopyCandidates out;
        common_.assign(hashes_.size(), false);
        carried_.resize(counts_.size());
        for (std::size_t rank = 0; rank < counts_.size(); ++rank) {
            carried_[rank] = carried_of(rank);
        }
        // The most frequent first: a short story with a long tail is told from others
        // only once the tail is gone.
        auto pairs = shared_pairs();
        for (const std::size_t least : {32U, 8U, 3U}) {
            if (mark_common(pairs, least)) {
                pairs = shared_pairs();
            }
        }
        for (std::size_t group = 0; group < hashes_.size(); ++group) {
            if (common_[group]) {
                out.common.push_back(hashes_[group]);
            }
        }
        std::sort(out.common.begin(), out.common.end());
        choose(pairs, out.pairs);
        return out;
    }

  private:
    /// Calls `visit(later, earlier)` for each print that two stories share, where the
    /// later one's rank is in [from, to).
    template <typename Visit>
    void for_votes(std::uint32_t from, std::uint32_t to, Visit visit) const {
        std::size_t begin = 0;
        for (std::size_t group = 0; group < hashes_.size(); begin = ends_[group++]) {
            if (common_[group]) {
                continue;
            }
            const std::uint32_t* carriers = &carriers_[begin];
            const std::size_t size = ends_[group] - begin;
            // Carriers are in order: those of the slice are a run.
            const auto* first = std::partition_point(
                carriers, carriers + size, [&](std::uint32_t carrier) {
                    return rank_of(carrier) < from;
                });
            for (std::size_t at = static_cast<std::size_t>(first - carriers);
                 at < size && rank_of(carriers[at]) < to;
                 ++at) {
                for_partners(carriers, at, [&](std::uint32_t earlier) {
                    visit(carriers[at], earlier);
                });
            }
        }
    }

    [[nodiscard]] std::uint8_t carried_of(std::size_t rank);
    [[nodiscard]] std::vector<Shared> shared_pairs() const;
    [[nodiscard]] bool is_worth_comparing(const Shared& pair) const;
    void count_votes(std::vector<std::uint64_t>& votes, std::vector<Shared>& out) const;
    [[nodiscard]] bool are_strangers(const std::vector<Shared>& pairs,
                                     std::uint32_t later,
                                     std::uint32_t earlier) const;
    [[nodiscard]] bool is_common(const std::vector<Shared>& pairs,
                                 const std::uint32_t* carriers,
                                 std::size_t size);
    [[nodiscard]] bool is_of_one_outlet(const std::uint32_t* carriers, std::size_t size);
    bool mark_common(const std::vector<Shared>& pairs, std::size_t least);
    void choose(std::vector<Shared>& pairs, std::vector<CopyCandidate>& out) const;

    std::vector<CopyCounts> counts_;
    std::vector<std::size_t> openings_;  ///< where each story's begins in the next
    std::vector<std::uint8_t> opening_carriers_;  ///< log_of() of each print's
    std::vector<std::uint16_t> filled_;
    std::vector<std::uint8_t> carried_;  ///< how often all of the opening is; log_of()
    std::vector<std::uint64_t> hashes_;
    std::vector<std::size_t> ends_;  ///< of each group's carriers
    std::vector<std::uint32_t> carriers_;
    std::vector<bool> common_;
    std::vector<std::uint32_t> outlets_;  ///< scratch
};

/// How many carriers most prints of a story's opening have.
std::uint8_t Settling::carried_of(std::size_t rank) {
    const auto begin =
        opening_carriers_.begin() + static_cast<std::ptrdiff_t>(openings_[rank]);
    const auto end =
        opening_carriers_.begin() + static_cast<std::ptrdiff_t>(openings_[rank + 1]);
    const auto low = begin + (end - begin) * 3 / 10;
    if (low == end) {
        return 0;
    }
    std::nth_element(begin, low, end);
    return *low;
}

bool Settling::is_worth_comparing(const Shared& pair) const {
    const std::uint32_t least =
        std::min(counts_[pair.later].prints, counts_[pair.earlier].prints);
    return pair.prints * 12 >= least && (pair.prints >= 3 || pair.prints * 3 >= least);
}

/// Adds up the votes, which are of a slice of stories.
void Settling::count_votes(std::vector<std::uint64_t>& votes,
                           std::vector<Shared>& out) const {
    std::sort(votes.begin(), votes.end());
    for (std::size_t at = 0; at < votes.size();) {
        const std::uint64_t pair = votes[at] >> 6U;
        Shared sum{static_cast<std::uint32_t>(pair >> story_bits),
                   static_cast<std::uint32_t>(pair & story_mask),
                   0,
                   0,
                   0};
        unsigned later = 0;
        unsigned earlier = 0;
        for (; at < votes.size() && votes[at] >> 6U == pair; ++at) {
            ++sum.prints;
            later |= 1U << ((votes[at] >> 3U) & 7U);
            earlier |= 1U << (votes[at] & 7U);
        }
        sum.later_eighths = static_cast<std::uint8_t>(later);
        sum.earlier_eighths = static_cast<std::uint8_t>(earlier);
        if (is_worth_comparing(sum)) {
            out.push_back(sum);
        }
    }
}

/// The pairs that share enough, by later, then earlier.
std::vector<Shared> Settling::shared_pairs() const {
    // Stories are taken in slices, so that their votes fit into little memory.
    const auto stories = static_cast<std::uint32_t>(counts_.size());
    std::vector<std::uint32_t> votes_of(stories);
    std::size_t all = 0;
    for_votes(0, stories, [&](std::uint32_t later, std::uint32_t) {
        ++votes_of[rank_of(later)];
        ++all;
    });
    const std::size_t most_votes = std::max<std::size_t>(1U << 24U, all / 8);
    std::vector<Shared> out;
    std::vector<std::uint64_t> votes;
    for (std::uint32_t from = 0; from < stories;) {
        std::uint32_t to = from;
        std::size_t sum = 0;
        while (to < stories && (to == from || sum + votes_of[to] <= most_votes)) {
            sum += votes_of[to++];
        }
        votes.clear();
        if (sum > 0) {
            votes.reserve(sum);
            for_votes(from, to, [&](std::uint32_t later, std::uint32_t earlier) {
                const std::uint64_t pair =
                    (std::uint64_t{rank_of(later)} << story_bits) | rank_of(earlier);
                votes.push_back((pair << 6U) | (eighth_of(later) << 3U) |
                                eighth_of(earlier));
            });
            count_votes(votes, out);
        }
        from = to;
    }
    return out;
}

/// True where what two stories share leaves parts of both alone.
bool Settling::are_strangers(const std::vector<Shared>& pairs,
                             std::uint32_t later,
                             std::uint32_t earlier) const {
    const auto found = std::lower_bound(
        pairs.begin(), pairs.end(), later, [&](const Shared& pair, std::uint32_t rank) {
            return pair.later < rank || (pair.later == rank && pair.earlier < earlier);
        });
    if (found == pairs.end() || found->later != later || found->earlier != earlier) {
        return true;
    }
    const auto covers = [](std::uint8_t shared, const CopyCounts& story) {
        const auto all = std::count_if(story.eighths.begin(),
                                       story.eighths.end(),
                                       [](std::uint32_t prints) { return prints > 0; });
        return std::ptrdiff_t{10} * std::popcount(shared) >= all * 8;
    };
    return !covers(found->later_eighths, counts_[later]) &&
           !covers(found->earlier_eighths, counts_[earlier]);
}

/// True where most carriers are of one outlet that is known.
bool Settling::is_of_one_outlet(const std::uint32_t* carriers, std::size_t size) {
    outlets_.clear();
    for (std::size_t i = 0; i < size; ++i) {
        outlets_.push_back(counts_[rank_of(carriers[i])].outlet);
    }
    const auto middle = outlets_.begin() + static_cast<std::ptrdiff_t>(size / 2);
    std::nth_element(outlets_.begin(), middle, outlets_.end());
    const std::uint32_t outlet = *middle;  // where one has the majority, that
    return outlet != 0 && std::count(outlets_.begin(), outlets_.end(), outlet) * 10 >=
                              static_cast<std::ptrdiff_t>(size) * 6;
}

bool Settling::is_common(const std::vector<Shared>& pairs,
                         const std::uint32_t* carriers,
                         std::size_t size) {
    std::size_t strangers = 0;
    std::uint8_t carried = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint32_t rank = rank_of(carriers[i]);
        carried = std::max(carried, carried_[rank]);
        if (i > 0 && are_strangers(pairs, rank, rank_of(carriers[0]))) {
            ++strangers;
        }
    }
    const bool own_openings = carried + half < log_of(size);
    if (strangers < 2 || strangers * 2 < size - 1) {
        // Little else than a tail: of one outlet, where every story begins otherwise.
        return size >= 4 && own_openings && is_of_one_outlet(carriers, size);
    }
    return own_openings || is_of_one_outlet(carriers, size);
}

/// Marks the groups of `least` carriers or more that are no story's own; true where there
/// are any.
bool Settling::mark_common(const std::vector<Shared>& pairs, std::size_t least) {
    std::vector<std::size_t> marked;
    for (std::size_t group = 0; group < hashes_.size(); ++group) {
        const std::size_t begin = group == 0 ? 0 : ends_[group - 1];
        const std::size_t size = ends_[group] - begin;
        if (size >= least && !common_[group] &&
            is_common(pairs, &carriers_[begin], size)) {
            marked.push_back(group);
        }
    }
    for (const std::size_t group : marked) {
        common_[group] = true;
        for (std::size_t i = group == 0 ? 0 : ends_[group - 1]; i < ends_[group]; ++i) {
            CopyCounts& counts = counts_[rank_of(carriers_[i])];
            --counts.prints;
            --counts.eighths.at(eighth_of(carriers_[i]));
        }
    }
    return !marked.empty();
}

/// The pairs to be compared word by word: of each story those that share most with it.
void Settling::choose(std::vector<Shared>& pairs, std::vector<CopyCandidate>& out) const {
    constexpr std::ptrdiff_t most =
        16;  // so that a digest of many does not cost too much
    for (auto from = pairs.begin(); from != pairs.end();) {
        auto to = std::find_if(from, pairs.end(), [&](const Shared& pair) {
            return pair.later != from->later;
        });
        std::stable_sort(from, to, [](const Shared& a, const Shared& b) {
            return a.prints > b.prints;
        });
        for (auto at = from; at != to && at - from < most; ++at) {
            out.push_back({at->later, at->earlier});
        }
        from = to;
    }
    std::sort(out.begin(), out.end(), [](const CopyCandidate& a, const CopyCandidate& b) {
        return a.earlier < b.earlier || (a.earlier == b.earlier && a.later < b.later);
    });
}

}  // namespace

void CopyIndex::add(const CopyText& text) {
    scratch_.clear();
    for (const CopyText::Paragraph& paragraph : text.paragraphs) {
        append_prints(text, paragraph, scratch_);
    }
    // A print counts once, where it stands first.
    std::sort(
        scratch_.begin(), scratch_.end(), [](const CopyPrint& a, const CopyPrint& b) {
            return a.hash < b.hash || (a.hash == b.hash && a.word < b.word);
        });
    const auto end = std::unique(
        scratch_.begin(), scratch_.end(), [](const CopyPrint& a, const CopyPrint& b) {
            return a.hash == b.hash;
        });
    scratch_.erase(end, scratch_.end());
    const auto story = static_cast<std::uint32_t>(counts_.size());
    const std::uint32_t opening = opening_of(text.words.size());
    CopyCounts counts;
    counts.prints = static_cast<std::uint32_t>(scratch_.size());
    for (const CopyPrint& print : scratch_) {
        const bool opens = print.word < opening;
        const auto eighth =
            static_cast<std::uint32_t>(std::uint64_t{print.word} * 8 / text.words.size());
        counts.opening = static_cast<std::uint16_t>(counts.opening + (opens ? 1 : 0));
        ++counts.eighths.at(eighth);
        entries_.at(print.hash >> 56U)
            .push_back({static_cast<std::uint32_t>(print.hash >> 32U),
                        static_cast<std::uint32_t>(print.hash),
                        story | (eighth << story_bits) | (opens ? in_opening : 0U)});
    }
    counts_.push_back(counts);
}

CopyCandidates CopyIndex::settle(const std::vector<std::uint32_t>& ranks,
                                 const std::vector<std::uint32_t>& outlets) {
    std::vector<CopyCounts> counts(ranks.size());
    for (std::size_t story = 0; story < ranks.size(); ++story) {
        counts[ranks[story]] = counts_[story];
        counts[ranks[story]].outlet = outlets[story];
    }
    std::vector<CopyCounts>().swap(counts_);
    Settling settling(std::move(counts));
    std::vector<Entry> bucket;
    std::vector<std::uint32_t> carriers;
    for (std::deque<Entry>& entries : entries_) {
        bucket.assign(entries.begin(), entries.end());
        std::deque<Entry>().swap(entries);
        std::sort(bucket.begin(), bucket.end(), [](const Entry& a, const Entry& b) {
            return a.high < b.high || (a.high == b.high && a.low < b.low);
        });
        for (std::size_t at = 0; at < bucket.size();) {
            const Entry first = bucket[at];
            carriers.clear();
            for (; at < bucket.size() && bucket[at].high == first.high &&
                   bucket[at].low == first.low;
                 ++at) {
                const std::uint32_t story = bucket[at].story;
                carriers.push_back(ranks[story & story_mask] | (story & ~story_mask));
            }
            if (carriers.size() > 1) {
                std::sort(carriers.begin(),
                          carriers.end(),
                          [](std::uint32_t a, std::uint32_t b) {
                              return rank_of(a) < rank_of(b);
                          });
                settling.add_group((std::uint64_t{first.high} << 32U) | first.low,
                                   carriers);
            }
        }
    }
    return settling.settle();
}

}  // namespace chancery
