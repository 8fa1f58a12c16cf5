// Divides acts into events. SPDX-License-Identifier: Apache-2.0
//
// Average linkage: the two groups that are likeliest one event become one, as long as
// their likelihood, on average over all pairs of their acts, reaches a threshold; pairs
// that do not hang together count as 0. It is done along chains of nearest neighbours
// (F. Murtagh, "A survey of recent advances in hierarchical clustering algorithms",
// 1983), which gives the same groups as taking the best pair first, in the time of
// looking through the neighbours of each group once for each time that it grows.
//
// Acts that agree in everything but their words are one from the start where words could
// not part them, or where the sentence is the same (copies of an article). They are then
// compared with others once for all, by the first of them.
#include "ledger/merge.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "base/checksum.h"
#include "ingest/copy_text.h"
#include "ledger/merge_rules.h"

namespace chancery {

namespace {

using Index = std::uint32_t;
constexpr Index none = 0xffffffffU;

/// Likelihoods as whole numbers: sums do not depend on their order.
constexpr double unit = 1U << 20U;

/// What two groups have to do with each other.
struct Tie {
    std::uint64_t sum = 0;  ///< of the likelihoods of all pairs of their acts, in units
    bool never = false;     ///< they hold acts that are never one event
};

struct Group {
    std::vector<Index> acts;  ///< that of the least identifier first
    std::unordered_map<Index, Tie> ties;
    bool live = true;
};

class Divider {
  public:
    Divider(std::span<const MergeAct* const> acts, const MergeRules& rules)
        : acts_(acts), rules_(rules), group_of_(acts.size(), none) {}

    Division divide(std::span<const MergeDecision> decisions) {
        order();
        decide(decisions);
        join_twins();
        tie_likely();
        tie_articles();
        for (const auto& [one, other] : cannot_) {
            forbid(group_of_[one], group_of_[other]);
        }
        part();
        Division out;
        out.bundle = bundles();
        agglomerate();
        out.events = events();
        return out;
    }

  private:
    /// Ranks by identifier, so that nothing depends on the order of arrival.
    void order() {
        by_rank_.resize(acts_.size());
        std::iota(by_rank_.begin(), by_rank_.end(), 0);
        std::sort(by_rank_.begin(), by_rank_.end(), [&](Index a, Index b) {
            return acts_[a]->id != acts_[b]->id ? acts_[a]->id < acts_[b]->id
                                                : acts_[a]->doc < acts_[b]->doc;
        });
        rank_.resize(acts_.size());
        for (Index i = 0; i < by_rank_.size(); ++i) {
            rank_[by_rank_[i]] = i;
        }
    }

    /// Takes the decisions from the newest to the oldest; what contradicts a newer one
    /// falls away. Groups by decision get their number here.
    void decide(std::span<const MergeDecision> decisions) {
        std::unordered_map<std::string_view, Index> by_id;
        if (!decisions.empty()) {
            for (const Index act : by_rank_) {
                by_id.emplace(acts_[act]->id, act);
            }
        }
        for (std::size_t i = decisions.size(); i > 0; --i) {
            const auto one = by_id.find(decisions[i - 1].one);
            const auto other = by_id.find(decisions[i - 1].other);
            if (one == by_id.end() || other == by_id.end() || one == other) {
                continue;
            }
            const Index a = decided(one->second);
            const Index b = decided(other->second);
            if (decisions[i - 1].same) {
                unite(a, b);
            } else if (a != b) {
                cannot_.emplace_back(one->second, other->second);
                forbid(a, b);
            }
        }
        decided_ = static_cast<Index>(groups_.size());
    }

    /// The group of an act that a decision is about.
    Index decided(Index act) {
        if (group_of_[act] == none) {
            found({act});
        }
        return group_of_[act];
    }

    Index found(std::vector<Index> acts) {
        const auto number = static_cast<Index>(groups_.size());
        for (const Index act : acts) {
            group_of_[act] = number;
        }
        groups_.push_back({std::move(acts), {}, true});
        return number;
    }

    void unite(Index a, Index b) {
        if (a == b) {
            return;
        }
        const auto tie = groups_[a].ties.find(b);
        if (tie == groups_[a].ties.end() || !tie->second.never) {
            join(a, b);
        }
    }

    void forbid(Index a, Index b) {
        if (a != b) {
            groups_[a].ties[b].never = true;
            groups_[b].ties[a].never = true;
        }
    }

    /// Acts of which nothing tells one from the other but the article.
    void join_twins() {
        std::vector<std::pair<std::uint64_t, Index>> prints;  // with ranks
        for (const Index act : by_rank_) {
            if (group_of_[act] == none) {
                prints.emplace_back(fingerprint(*acts_[act]), rank_[act]);
            }
        }
        std::sort(prints.begin(), prints.end());
        for (std::size_t begin = 0; begin < prints.size();) {
            std::size_t end = begin + 1;
            while (prints[begin].first != 0 && end < prints.size() &&
                   prints[end].first == prints[begin].first) {
                ++end;
            }
            join_run({prints.data() + begin, end - begin});
            begin = end;
        }
    }

    /// Acts with the same print, in order of rank.
    void join_run(std::span<const std::pair<std::uint64_t, Index>> run) {
        std::vector<Index> groups;
        std::vector<std::unordered_set<std::string_view>> docs;
        for (const auto& [print, rank] : run) {
            const Index act = by_rank_[rank];
            std::size_t i = 0;
            while (i < groups.size() &&
                   !(are_twins(groups_[groups[i]].acts.front(), act) &&
                     docs[i].insert(acts_[act]->doc).second)) {
                ++i;
            }
            if (i == groups.size()) {
                groups.push_back(found({act}));
                if (run.size() > 1) {
                    docs.push_back({acts_[act]->doc});
                }
            } else {
                groups_[groups[i]].acts.push_back(act);
                group_of_[act] = groups[i];
            }
        }
    }

    /// The same for acts that are one from the start; 0 for one that never is.
    std::uint64_t fingerprint(const MergeAct& act) {
        const MergeWindow when = merge_window(act);
        std::uint64_t out = mix((static_cast<std::uint64_t>(act.type) << 32U) +
                                static_cast<std::uint32_t>(when.first));
        for (const std::string* word : {&act.mode, &act.place, &act.place_country}) {
            out = checksum64(out, *word);
        }
        for (const MergeParty& party : act.parties) {
            out = checksum64(checksum64(out, party.key), party.code);
        }
        if (same_event_whatever_words(act, act, rules_) >= rules_[MergeFeature::merge]) {
            return std::max<std::uint64_t>(out, 1);
        }
        return act.sketch.sentence == 0 ? 0 : mix(out ^ act.sketch.sentence);
    }

    bool are_twins(Index first, Index act) const {
        const MergeAct& one = *acts_[first];
        const MergeAct& other = *acts_[act];
        const auto key = [](const MergeAct& a) {
            const MergeWindow when = merge_window(a);
            return std::tuple(a.type,
                              a.channel,
                              a.status,
                              a.background,
                              a.count,
                              when.first,
                              when.last,
                              when.grade);
        };
        const bool same_parties =
            std::equal(one.parties.begin(),
                       one.parties.end(),
                       other.parties.begin(),
                       other.parties.end(),
                       [](const MergeParty& a, const MergeParty& b) {
                           return a.key == b.key && a.code == b.code &&
                                  a.kind == b.kind && a.recipient == b.recipient;
                       });
        const double least = rules_[MergeFeature::merge];
        return same_parties && key(one) == key(other) && one.mode == other.mode &&
               one.place == other.place && one.place_country == other.place_country &&
               (same_event_whatever_words(one, other, rules_) >= least ||
                (one.sketch.sentence == other.sketch.sentence &&
                 same_event(one, other, rules_) >= least));
    }

    /// Ties between groups whose acts meet. Twins are compared once for all.
    void tie_likely() {
        std::vector<Index> heads;
        std::vector<std::pair<std::uint64_t, Index>> own;    // key, place in `heads`
        std::vector<std::pair<Index, std::uint64_t>> meets;  // the other way round
        for (const Index act : by_rank_) {
            const Index group = group_of_[act];
            if (group >= decided_ && groups_[group].acts.front() != act) {
                continue;
            }
            const auto head = static_cast<Index>(heads.size());
            const MergeKeys keys = merge_keys(*acts_[act]);
            for (const std::uint64_t key : keys.own) {
                own.emplace_back(key, head);
            }
            for (const std::uint64_t key : keys.meets) {
                meets.emplace_back(head, key);
            }
            heads.push_back(act);
        }
        std::sort(own.begin(), own.end());
        std::vector<Index> seen(heads.size(), none);
        for (const auto& [head, key] : meets) {
            // Those before it have met it already.
            auto it = std::upper_bound(own.begin(), own.end(), std::pair(key, head));
            for (; it != own.end() && it->first == key; ++it) {
                if (seen[it->second] != head) {
                    seen[it->second] = head;
                    tie(heads[head], heads[it->second]);
                }
            }
        }
    }

    void tie(Index one, Index other) {
        const Index a = group_of_[one];
        const Index b = group_of_[other];
        if (a == b) {
            return;
        }
        const double likely = same_event(*acts_[one], *acts_[other], rules_);
        if (likely <= 0) {
            return;
        }
        // Acts that a decision made one are so to all others: their best counts.
        const bool decided = a < decided_ || b < decided_;
        const std::size_t pairs = groups_[a].acts.size() * groups_[b].acts.size();
        const std::uint64_t sum = static_cast<std::uint64_t>(likely * unit) * pairs;
        for (Tie* both : {&groups_[a].ties[b], &groups_[b].ties[a]}) {
            both->sum = decided ? std::max(both->sum, sum) : both->sum + sum;
        }
    }

    /// Acts of one article are never one event.
    void tie_articles() {
        std::vector<std::pair<std::string_view, Index>> by_doc;
        by_doc.reserve(acts_.size());
        for (Index act = 0; act < acts_.size(); ++act) {
            by_doc.emplace_back(acts_[act]->doc, group_of_[act]);
        }
        std::sort(by_doc.begin(), by_doc.end());
        for (std::size_t i = 0; i < by_doc.size(); ++i) {
            for (std::size_t j = i + 1;
                 j < by_doc.size() && by_doc[j].first == by_doc[i].first;
                 ++j) {
                forbid(by_doc[i].second, by_doc[j].second);
            }
        }
    }

    /// Unties what is not dated within days from all but the likeliest of what is, and
    /// what it hangs together with: it would tie the events of a whole year together.
    void part() {
        firm_.resize(groups_.size());
        roots_.resize(groups_.size());
        std::iota(roots_.begin(), roots_.end(), 0);
        for (Index g = 0; g < groups_.size(); ++g) {
            firm_[g] = is_firm(g);
        }
        for (Index g = 0; g < groups_.size(); ++g) {
            for (const auto& [other, tie] : groups_[g].ties) {
                if (firm_[g] && firm_[other] && tie.sum > 0) {
                    roots_[root(g)] = root(other);
                }
            }
        }
        std::vector<Index> home(groups_.size(), none);
        for (Index g = 0; g < groups_.size(); ++g) {
            const Index likeliest = firm_[g] ? g : likeliest_firm(g);
            home[g] = likeliest == none ? none : root(likeliest);
        }
        for (Index g = 0; g < groups_.size(); ++g) {
            std::erase_if(groups_[g].ties,
                          [&](const auto& tie) { return home[tie.first] != home[g]; });
            if (!firm_[g] && home[g] != none) {
                roots_[g] = home[g];
            }
        }
    }

    /// Dated within days, all that it holds or some of it.
    bool is_firm(Index group) const {
        const auto& acts = groups_[group].acts;
        return std::any_of(acts.begin(), acts.end(), [&](Index act) {
            return merge_window(*acts_[act]).grade == MergeWindow::Grade::days;
        });
    }

    Index likeliest_firm(Index group) const {
        Index best = none;
        double most = 0;
        for (const auto& [other, tie] : groups_[group].ties) {
            const double near = firm_[other] ? nearness(group, other, tie) : 0;
            if (near > most || (near > 0 && near == most && before(other, best))) {
                best = other;
                most = near;
            }
        }
        return best;
    }

    Index root(Index group) {
        while (roots_[group] != group) {
            roots_[group] = roots_[roots_[group]];
            group = roots_[group];
        }
        return group;
    }

    std::vector<Index> bundles() {
        for (Index g = 0; g < groups_.size(); ++g) {
            for (const auto& [other, tie] : groups_[g].ties) {
                if (tie.sum > 0) {
                    roots_[root(g)] = root(other);
                }
            }
        }
        std::vector<Index> first(groups_.size(), none);
        std::vector<Index> out(acts_.size());
        for (Index act = 0; act < acts_.size(); ++act) {
            Index& least = first[root(group_of_[act])];
            least = std::min(least, act);
            out[act] = least;
        }
        return out;
    }

    double nearness(Index a, Index b, const Tie& tie) const {
        const double pairs = static_cast<double>(groups_[a].acts.size()) *
                             static_cast<double>(groups_[b].acts.size());
        return tie.never ? -1 : static_cast<double>(tie.sum) / unit / pairs;
    }

    /// Groups are told apart by the least identifier in them.
    bool before(Index a, Index b) const {
        return rank_[groups_[a].acts.front()] < rank_[groups_[b].acts.front()];
    }

    /// The likeliest neighbour that reaches the threshold; of equals `last`, then the
    /// first by identifier.
    Index nearest(Index group, Index last) const {
        Index best = none;
        double most = rules_[MergeFeature::merge];
        for (const auto& [other, tie] : groups_[group].ties) {
            const double near = nearness(group, other, tie);
            if (near < most) {
                continue;
            }
            const bool better = best == none || near > most || other == last ||
                                (best != last && before(other, best));
            if (better) {
                best = other;
                most = near;
            }
        }
        return best;
    }

    void agglomerate() {
        std::vector<Index> chain;
        for (const Index act : by_rank_) {
            chain.assign(1, group_of_[act]);
            while (!chain.empty()) {
                const Index top = chain.back();
                const Index last = chain.size() > 1 ? chain[chain.size() - 2] : none;
                const Index next = nearest(top, last);
                if (next == none) {
                    chain.pop_back();  // it is done: nothing will come nearer to it
                    continue;
                }
                if (next != last) {
                    chain.push_back(next);
                    continue;
                }
                chain.pop_back();
                chain.pop_back();
                const Index grown = join(top, next);
                if (chain.empty()) {
                    chain.push_back(grown);
                }
            }
        }
    }

    /// Makes two groups one: that with more ties takes what the other has.
    Index join(Index a, Index b) {
        if (groups_[a].ties.size() < groups_[b].ties.size()) {
            std::swap(a, b);
        }
        Group& into = groups_[a];
        Group& from = groups_[b];
        into.ties.erase(b);
        from.ties.erase(a);
        for (const auto& [other, tie] : from.ties) {
            for (Tie* both : {&into.ties[other], &groups_[other].ties[a]}) {
                both->sum += tie.sum;
                both->never = both->never || tie.never;
            }
            groups_[other].ties.erase(b);
        }
        for (const Index act : from.acts) {
            group_of_[act] = a;
        }
        const std::size_t old = into.acts.size();
        into.acts.insert(into.acts.end(), from.acts.begin(), from.acts.end());
        if (rank_[into.acts[old]] < rank_[into.acts[0]]) {
            std::swap(into.acts[old], into.acts[0]);
        }
        from = Group{{}, {}, false};
        return a;
    }

    std::vector<std::vector<Index>> events() {
        std::vector<std::vector<Index>> out;
        for (Group& group : groups_) {
            if (group.live) {
                std::sort(group.acts.begin(), group.acts.end());
                out.push_back(std::move(group.acts));
            }
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    std::span<const MergeAct* const> acts_;
    const MergeRules& rules_;
    std::vector<Index> by_rank_;  ///< acts in the order of their identifiers
    std::vector<Index> rank_;     ///< the other way round
    std::vector<Index> group_of_;
    std::vector<Group> groups_;
    std::vector<bool> firm_;    ///< of groups
    std::vector<Index> roots_;  ///< of groups that hang together
    Index decided_ = 0;  ///< groups before this one are of acts that decisions are about
    std::vector<std::pair<Index, Index>> cannot_;  ///< acts
};

}  // namespace

Division division_of(std::span<const MergeAct* const> acts,
                     const MergeRules& rules,
                     std::span<const MergeDecision> decisions) {
    return Divider(acts, rules).divide(decisions);
}

std::vector<std::vector<std::uint32_t>> divide(std::span<const MergeAct* const> acts,
                                               const MergeRules& rules,
                                               std::span<const MergeDecision> decisions) {
    return division_of(acts, rules, decisions).events;
}

std::vector<std::vector<std::uint32_t>> merge(std::span<const MergeAct> acts,
                                              const MergeRules& rules,
                                              std::span<const MergeDecision> decisions) {
    std::vector<const MergeAct*> all;
    all.reserve(acts.size());
    for (const MergeAct& act : acts) {
        all.push_back(&act);
    }
    return divide(all, rules, decisions);
}

}  // namespace chancery
