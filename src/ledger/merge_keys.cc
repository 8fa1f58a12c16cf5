// Under which keys acts meet. SPDX-License-Identifier: Apache-2.0
//
// A key is a span of time and what was done by whom, hashed. Acts whose day is known to
// within a few days meet in spans of six. What is dated by a month, or told as background
// or as a plan without any date, looks through spans of 32 days for its like and for what
// can be remembered of nearer date; what is dated by a year, through years. What is
// remembered does not look for its like there: that would be all the news of the month.
//
// Who it is, is said by a person and the state on the other side; acts without persons,
// or of three states and more, by two states. So that a leader meets his state, acts of
// both kinds also look for each other under two states; but those with persons do not
// look for each other there: that would be all that two states have to do with each
// other.
#include <algorithm>

#include "base/checksum.h"
#include "ingest/copy_text.h"
#include "ledger/merge_rules.h"

namespace chancery {

namespace {

constexpr std::int32_t near_span = 6;  ///< days
constexpr std::int32_t far_span = 32;
constexpr std::int32_t most_near = 10;  ///< days of a window that is looked up in these
constexpr std::int32_t most_far = 62;   ///< the same in spans of 32
constexpr std::size_t most_keys = 8;
constexpr std::int32_t day_zero = 1 << 23;
constexpr std::uint64_t low_bits = (std::uint64_t{1} << 40U) - 1;

/// When nothing says when: days around that of the article.
constexpr std::int32_t days_before = 3, days_after = 1, background_days = 30,
                       planned_days = 30;

/// A few hashes, without memory of their own.
struct Few {
    std::array<std::uint64_t, 16> items{};
    std::size_t size = 0;

    static Few of(std::uint64_t item) {
        Few out;
        out.add(item);
        return out;
    }

    void add(std::uint64_t item) {
        if (size < items.size()) {
            items[size++] = item;
        }
    }

    void order() {
        std::sort(items.begin(), items.begin() + size);
        size = static_cast<std::size_t>(std::unique(items.begin(), items.begin() + size) -
                                        items.begin());
    }
};

/// The longest word of a name, the last of several: a surname more often than not.
std::string_view longest_word(std::string_view name) {
    std::string_view best;
    for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find(' ', begin), name.size());
        if (end - begin >= best.size()) {
            best = name.substr(begin, end - begin);
        }
        begin = end + 1;
    }
    return best;
}

std::uint64_t home_of(const MergeParty& party) {
    return party.code.empty() ? mix(checksum64(longest_word(party.key)))
                              : checksum64(party.code);
}

/// Acts that are told again weeks later, or before: "their meeting in November".
bool is_memorable(const MergeAct& act) {
    if (act.background || act.status == Status::planned) {
        return true;
    }
    switch (act.type) {
        case ActType::consult:
            return act.mode != "correspondence";
        case ActType::support:
            return act.mode == "sign" || act.mode == "recognise";
        case ActType::sanction:
            return true;
        default:
            return false;
    }
}

/// Acts that one article tells with a recipient and another without.
bool may_lack_recipient(ActType type) {
    switch (type) {
        case ActType::agree:
        case ActType::threaten:
        case ActType::protest:
        case ActType::sanction:
        case ActType::mobilize:
        case ActType::coerce:
        case ActType::retreat:
        case ActType::concede:
            return true;
        default:
            return false;
    }
}

std::int32_t floor_to(std::int32_t day, std::int32_t span) {
    const std::int32_t rest = day % span;
    return day - (rest < 0 ? rest + span : rest);
}

/// The keys of an act, most telling first.
class KeyMaker {
  public:
    explicit KeyMaker(const MergeAct& act)
        : act_(act),
          window_(merge_window(act)),
          family_(static_cast<std::uint64_t>(merge_family(act.type, act.mode)) + 1) {
        for (const MergeParty& party : act.parties) {
            homes_.add(home_of(party));
        }
        homes_.order();
    }

    MergeKeys keys() {
        if (homes_.size == 0) {
            // Nobody is named: only the same sentence tells of the same.
            put(Few::of(act_.sketch.sentence), near_days(), Use{{Level::wide}, {}, {}});
            return std::move(out_);
        }
        const std::int32_t days = window_.last - window_.first + 1;
        const bool is_near = days <= most_near;
        const bool is_far = !is_near && days <= most_far;
        if (is_near) {
            add_near();
        }
        if (is_far) {
            put(whom(), far_days(), Use{{Level::far}, {}, {Level::remembered}});
        } else if (is_near && is_memorable(act_)) {
            put(whom(), far_days(), Use{{}, {Level::remembered}, {Level::far}});
        }
        if (!is_near && !is_far) {
            put(whom(), years(), Use{{Level::year}, {}, {Level::year_remembered}});
        } else if (is_far || act_.background) {
            put(whom(), years(), Use{{}, {Level::year_remembered}, {Level::year}});
        }
        for (auto* keys : {&out_.own, &out_.meets}) {
            std::sort(keys->begin(), keys->end());
            keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
        }
        return std::move(out_);
    }

  private:
    enum class Level : std::uint64_t {
        person = 1,
        wide,    ///< two states
        narrow,  ///< the states of persons
        far,
        remembered,
        year,
        year_remembered,
    };

    /// Under which levels an act is found and looks, only found, only looks. The same
    /// keys of every level are made, so that finding goes both ways.
    struct Use {
        std::optional<Level> both, own, meets;
    };

    void add_near() {
        const Few days = near_days();
        const bool has_person =
            std::any_of(act_.parties.begin(), act_.parties.end(), [](const auto& p) {
                return p.kind == ActorKind::person;
            });
        if (!has_person || homes_.size > 2) {
            put(states(), days, Use{{Level::wide}, {}, {Level::narrow}});
            return;
        }
        Few who = whom();
        if (homes_.size == 2 && may_lack_recipient(act_.type)) {
            for (const MergeParty& party : act_.parties) {
                if (party.kind == ActorKind::person && !party.recipient) {
                    who.add(person_with(party, 0));
                    break;
                }
            }
        }
        put(who, days, Use{{Level::person}, {}, {}});
        put(states(), days, Use{{}, {Level::narrow}, {Level::wide}});
    }

    /// States and organisations, two by two; a single one with the type.
    Few states() const {
        Few out;
        const auto alone = [&](std::uint64_t home) {
            return mix(home ^ mix(static_cast<std::uint64_t>(act_.type) + 100));
        };
        if (homes_.size == 1) {
            out.add(alone(homes_.items[0]));
            return out;
        }
        const std::size_t count = std::min<std::size_t>(homes_.size, 3);
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = i + 1; j < count; ++j) {
                out.add(of_two(homes_.items[i], homes_.items[j]));
            }
        }
        if (homes_.size == 2 && may_lack_recipient(act_.type)) {
            for (const MergeParty& party : act_.parties) {
                if (!party.recipient) {
                    out.add(alone(home_of(party)));
                    break;
                }
            }
        }
        return out;
    }

    static std::uint64_t person_with(const MergeParty& party, std::uint64_t other) {
        return mix(checksum64(longest_word(party.key))) ^ mix(other);
    }

    /// Each of two persons with the state or organisation on the other side; else the
    /// states.
    Few whom() const {
        Few out;
        for (const MergeParty& party : act_.parties) {
            if (party.kind == ActorKind::person) {
                const std::uint64_t home = home_of(party);
                std::uint64_t other = 0;
                for (std::size_t i = 0; i < homes_.size && other == 0; ++i) {
                    other = homes_.items[i] != home ? homes_.items[i] : 0;
                }
                out.add(person_with(party, other));
            }
        }
        if (out.size == 0) {
            out.add(homes_.size > 1 ? of_two(homes_.items[0], homes_.items[1])
                                    : homes_.items[0]);
        }
        out.order();
        out.size = std::min<std::size_t>(out.size, 2);
        return out;
    }

    static std::uint64_t of_two(std::uint64_t lesser, std::uint64_t greater) {
        return mix(lesser + mix(greater));
    }

    Few near_days() const {
        // The day after too: clocks and mistakes (MergeFeature::day_next).
        return spans(near_span, window_.grade == MergeWindow::Grade::days ? 1 : 0);
    }

    Few far_days() const { return spans(far_span, 0); }

    Few spans(std::int32_t span, std::int32_t more) const {
        Few out;
        for (std::int32_t day = floor_to(window_.first, span); day <= window_.last + more;
             day += span) {
            out.add(in_key(day));
        }
        return out;
    }

    /// The years of the window; of its beginning alone where it is short.
    Few years() const {
        Few out;
        const std::int32_t first = Day{window_.first}.civil().year;
        const bool brief = window_.last - window_.first < most_far;
        const std::int32_t last = brief ? first : Day{window_.last}.civil().year;
        for (std::int32_t year = first; year <= std::min(last, first + 2); ++year) {
            out.add(in_key(Day::from_civil(year, 1, 1).number));
        }
        return out;
    }

    static std::uint64_t in_key(std::int32_t day) {
        return static_cast<std::uint64_t>(day + day_zero) << 40U;
    }

    void put(const Few& who, const Few& days, const Use& use) {
        const auto key = [&](std::uint64_t whose, std::uint64_t day, Level level) {
            return day |
                   (mix(whose ^ mix(family_ * 8 + static_cast<std::uint64_t>(level))) &
                    low_bits);
        };
        for (std::size_t i = 0; i < who.size; ++i) {
            for (std::size_t j = 0; j < days.size && left_ > 0; ++j, --left_) {
                if (const auto own = use.both ? use.both : use.own) {
                    out_.own.push_back(key(who.items[i], days.items[j], *own));
                }
                for (const auto& level : {use.both, use.meets}) {
                    if (level) {
                        out_.meets.push_back(key(who.items[i], days.items[j], *level));
                    }
                }
            }
        }
    }

    const MergeAct& act_;
    MergeWindow window_;
    std::uint64_t family_;
    Few homes_;  ///< states and organisations of the parties, hashed, sorted
    std::size_t left_ = most_keys;
    MergeKeys out_;
};

}  // namespace

MergeWindow merge_window(const MergeAct& act) {
    using Grade = MergeWindow::Grade;
    if (act.days) {
        const std::int32_t first = act.days->first.number;
        const std::int32_t last = act.days->last.number;
        const bool few = act.days->exact && last - first < most_near;
        return {first, last, few ? Grade::days : Grade::coarse};
    }
    if (!act.published) {
        return {};
    }
    const std::int32_t day = act.published->number;
    if (act.status == Status::planned) {
        return {day - 1, day + planned_days - 1, Grade::undated};
    }
    if (act.background) {
        return {day - background_days, day, Grade::undated};
    }
    return {day - days_before, day + days_after, Grade::undated};
}

MergeKeys merge_keys(const MergeAct& act) {
    return KeyMaker(act).keys();
}

}  // namespace chancery
