// SPDX-License-Identifier: Apache-2.0
#include "ledger/learned.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "actors/spelling.h"
#include "ledger/sha256.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// Offices that one person holds at a time.
bool is_single(std::string_view office) {
    constexpr std::array<std::string_view, 5> single{"head_of_state",
                                                     "monarch",
                                                     "head_of_government",
                                                     "foreign_minister",
                                                     "defence_minister"};
    return std::find(single.begin(), single.end(), office) != single.end();
}

/// Keys whose titles tell offices apart; an organisation's bodies have heads of their
/// own.
bool is_many(std::string_view office) {
    return is_shared_office(office) || office == "igo_head";
}

std::string one_line(std::string_view text) {
    std::string out(text);
    std::replace_if(
        out.begin(),
        out.end(),
        [](char c) { return c == '\t' || c == '\n' || c == '\r'; },
        ' ');
    return out;
}

struct Key {
    std::string person, office, code, title;

    friend bool operator<(const Key& a, const Key& b) {
        return std::tie(a.person, a.office, a.code, a.title) <
               std::tie(b.person, b.office, b.code, b.title);
    }
};

/// The form met most often; of several the longest, then the first by its bytes.
std::string usual(const std::map<std::string, std::size_t>& forms) {
    const auto best =
        std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
            return std::tuple(a.second, a.first.size(), b.first) <
                   std::tuple(b.second, b.first.size(), a.first);
        });
    return best == forms.end() ? std::string() : best->first;
}

std::string id_of(const Key& key) {
    Sha256 sum;
    for (const std::string* part : {&key.person, &key.office, &key.code, &key.title}) {
        sum.add_field(*part);
    }
    return sum.hex().substr(0, 8);
}

/// Sources that did not copy each other: one for each agency or outlet, and one for
/// sentences that are the same.
std::size_t independent(const std::vector<OfficeObservation>& proofs) {
    std::set<std::string> sources;
    std::set<std::string> sentences;
    for (const OfficeObservation& proof : proofs) {
        const std::string& by = proof.agency.empty() ? proof.outlet : proof.agency;
        const std::string source = name_key(by.empty() ? proof.doc : by);
        const std::string sentence = name_key(proof.context);
        const bool copied = !sentence.empty() && sentences.contains(sentence);
        if (!copied) {
            sources.insert(source);
        }
        sentences.insert(sentence);
    }
    return sources.size();
}

/// Index of the tables' terms, so that not every observation looks through all.
class KnownTerms {
  public:
    explicit KnownTerms(const Directory& book) : book_(book) {
        for (const DirectoryTerm& term : book.terms()) {
            for (const DirectoryName& name : book.actor(term.actor).names) {
                if (name.what != "short") {
                    terms_[spelling::sorted_words(name.key)].push_back(&term);
                }
            }
            holders_[{term.office, term.code}].push_back(&term);
        }
    }

    /// The one who holds the office on that day by the tables, where the name is another
    /// form of theirs: every word of the shorter one is in the longer.
    [[nodiscard]] std::string same_as(const Key& key, Day day) const {
        const std::vector<std::string> words = spelling::words_of(key.person);
        const auto it = holders_.find({key.office, key.code});
        for (const auto* term : it == holders_.end() ? none_ : it->second) {
            const DirectoryActor& person = book_.actor(term->actor);
            if (term->holds_on(day) &&
                alike(words, spelling::sorted_words(person.name))) {
                return person.name;
            }
        }
        return {};
    }

    /// True where the tables say that the person held the office before that day.
    [[nodiscard]] bool had(const Key& key, Day day) const {
        const auto it = terms_.find(key.person);
        return it != terms_.end() &&
               std::any_of(it->second.begin(), it->second.end(), [&](const auto* term) {
                   return term->office == key.office && term->code == key.code &&
                          term->to && *term->to <= day;
               });
    }

    /// True where the tables say that this person holds this office on that day: of the
    /// same key, or of a title that has the same words or more ("Secretary").
    [[nodiscard]] bool have(const Key& key,
                            const OfficeWords& title,
                            const std::optional<Day>& day) const {
        const auto it = terms_.find(key.person);
        return it != terms_.end() &&
               std::any_of(it->second.begin(), it->second.end(), [&](const auto* term) {
                   return term->code == key.code && (!day || term->holds_on(*day)) &&
                          ((term->office == key.office && !is_many(key.office)) ||
                           says(term->title, title));
               });
    }

    /// Others who hold the office on that day by the tables.
    [[nodiscard]] std::vector<std::string> others(const Key& key, Day day) const {
        std::vector<std::string> out;
        const auto it = holders_.find({key.office, key.code});
        for (const auto* term : it == holders_.end() ? none_ : it->second) {
            const DirectoryActor& person = book_.actor(term->actor);
            if (term->holds_on(day) &&
                spelling::sorted_words(person.name) != key.person) {
                out.push_back(person.name + " (table, " + term->since + " – " +
                              term->until + ")");
            }
        }
        return out;
    }

  private:
    /// Two words or more in common, and none that only the shorter name has; a name of
    /// one word must be in the other ("Bashar" and "Bashar al-Assad").
    static bool alike(const std::vector<std::string>& words, const std::string& other) {
        const std::vector<std::string> others = spelling::words_of(other);
        const auto& less = words.size() < others.size() ? words : others;
        const auto& more = words.size() < others.size() ? others : words;
        return std::all_of(less.begin(), less.end(), [&](const std::string& word) {
            return std::any_of(more.begin(), more.end(), [&](const std::string& own) {
                return spelling::word_likeness(word, own) >= 0.7;
            });
        });
    }

    /// True where the words of the one are all in the other.
    static bool says(const std::string& title, const OfficeWords& said) {
        std::vector<std::string> words = spelling::words_of(said.words);
        words.insert(words.end(), said.rest.begin(), said.rest.end());
        std::vector<std::string> own = spelling::words_of(name_key(title));
        std::erase(own, "of");
        std::erase(own, "the");
        std::sort(words.begin(), words.end());
        std::sort(own.begin(), own.end());
        return !words.empty() &&
               (std::includes(own.begin(), own.end(), words.begin(), words.end()) ||
                std::includes(words.begin(), words.end(), own.begin(), own.end()));
    }

    const Directory& book_;
    std::map<std::string, std::vector<const DirectoryTerm*>> terms_;
    std::map<std::pair<std::string, std::string>, std::vector<const DirectoryTerm*>>
        holders_;
    const std::vector<const DirectoryTerm*> none_;
};

struct Group {
    std::map<std::string, std::size_t> names, titles, sectors;
    std::vector<OfficeObservation> proofs;
};

void settle_days(LearnedOffice& fact) {
    for (const OfficeObservation& proof : fact.proofs) {
        if (proof.published.empty()) {
            continue;
        }
        fact.first =
            fact.first.empty() ? proof.published : std::min(fact.first, proof.published);
        fact.last = std::max(fact.last, proof.published);
    }
}

LearnedOffice fact_of(const Key& key, Group group) {
    LearnedOffice out;
    out.id = id_of(key);
    out.person = usual(group.names);
    out.title = usual(group.titles);
    out.sector = usual(group.sectors);
    out.office = key.office;
    out.code = key.code;
    std::sort(group.proofs.begin(), group.proofs.end(), [](const auto& a, const auto& b) {
        return std::tie(a.published, a.doc, a.context) <
               std::tie(b.published, b.doc, b.context);
    });
    std::set<std::string> docs;
    for (const OfficeObservation& proof : group.proofs) {
        docs.insert(proof.doc);
    }
    out.articles = docs.size();
    out.sources = independent(group.proofs);
    out.proofs = std::move(group.proofs);
    settle_days(out);
    return out;
}

/// Two facts contend where one office that only one can hold is given to both, in spans
/// of days that meet.
bool contend(const LearnedOffice& a, const LearnedOffice& b) {
    return a.office == b.office && a.code == b.code && !a.code.empty() &&
           is_single(a.office) && a.first <= b.last && b.first <= a.last &&
           b.decision != Decision::refused;
}

/// `rivals` are the facts of the same office and code, this one among them.
void settle_state(LearnedOffice& fact,
                  std::span<const LearnedOffice* const> rivals,
                  const KnownTerms& tables,
                  const Key& key,
                  std::size_t enough) {
    const auto day = Day::parse_iso(fact.last);
    if (is_single(fact.office) && day) {
        fact.same_as = tables.same_as(key, *day);
        if (!fact.same_as.empty()) {
            fact.state = LearnedState::spelling;
            return;
        }
        fact.against = tables.others(key, *day);
        if (!fact.against.empty() && tables.had(key, *day)) {
            fact.state = LearnedState::past;
            return;
        }
        for (const LearnedOffice* other : rivals) {
            if (other->id != fact.id && contend(fact, *other)) {
                fact.against.push_back(other->person + " (" +
                                       std::to_string(other->sources) +
                                       (other->sources == 1 ? " source)" : " sources)"));
            }
        }
    }
    fact.state = !fact.against.empty()    ? LearnedState::conflict
                 : fact.sources >= enough ? LearnedState::known
                                          : LearnedState::fresh;
}

/// The order in which an analyst sees them: what is sure, what several say against the
/// tables, what one says.
int rank_of(const LearnedOffice& fact) {
    switch (fact.state) {
        case LearnedState::known:
            return 0;
        case LearnedState::conflict:
            return fact.sources > 1 ? 1 : 3;
        case LearnedState::fresh:
            return 2;
        case LearnedState::spelling:
            return 4;
        case LearnedState::past:
            return 5;
    }
    return 6;
}

/// The office that a title names; nothing for those that are not held, and for those of
/// organisations that the tables do not know: "president of the chess federation".
std::string office_of(const OfficeWords& title) {
    if (title.offices.empty() || title.past) {
        return {};
    }
    const std::string& office = title.offices.front();
    return title.rest.empty() || is_many(office) ? office : std::string();
}

}  // namespace

std::string_view name(LearnedState state) {
    constexpr std::array<std::string_view, 5> names{
        "new", "known", "conflict", "spelling", "past"};
    return names[static_cast<std::size_t>(state)];
}

std::string_view name(Decision decision) {
    constexpr std::array<std::string_view, 3> names{"open", "accepted", "refused"};
    return names[static_cast<std::size_t>(decision)];
}

std::optional<Decision> decision_from(std::string_view text) {
    for (const Decision d : {Decision::open, Decision::accepted, Decision::refused}) {
        if (name(d) == text) {
            return d;
        }
    }
    return std::nullopt;
}

std::vector<LearnedOffice> learn(std::span<const OfficeObservation> observations,
                                 const Directory& book,
                                 std::span<const OfficeDecision> decisions,
                                 const LearnOptions& options) {
    const KnownTerms tables(book);
    std::map<Key, Group> groups;
    std::map<std::string, OfficeWords> titles;  // an office is worded alike many times
    for (const OfficeObservation& seen : observations) {
        const auto [words, is_new] = titles.try_emplace(seen.title);
        if (is_new) {
            words->second = book.read_office(seen.title);
        }
        const std::string office = office_of(words->second);
        if (office.empty() || seen.code.empty()) {
            continue;
        }
        const std::string& name = seen.table_name.empty() ? seen.name : seen.table_name;
        const Key key{spelling::sorted_words(name),
                      office,
                      seen.code,
                      is_many(office) ? words->second.words : std::string()};
        if (key.person.empty() ||
            tables.have(key, words->second, Day::parse_iso(seen.published))) {
            continue;
        }
        Group& group = groups[key];
        ++group.names[name];
        ++group.titles[book.without_state(one_line(seen.title))];
        if (!seen.sector.empty()) {
            ++group.sectors[seen.sector];
        }
        group.proofs.push_back(seen);
    }
    std::map<std::string, const OfficeDecision*> decided;
    for (const OfficeDecision& decision : decisions) {
        decided[decision.fact] = &decision;
    }
    std::vector<LearnedOffice> out;
    std::vector<Key> keys;
    for (auto& [key, group] : groups) {
        out.push_back(fact_of(key, std::move(group)));
        keys.push_back(key);
        if (const auto it = decided.find(out.back().id); it != decided.end()) {
            out.back().decision = it->second->decision;
            out.back().since = it->second->since;
            out.back().until = it->second->until;
        }
    }
    std::map<std::pair<std::string, std::string>, std::vector<const LearnedOffice*>>
        rivals;
    for (const LearnedOffice& fact : out) {
        if (is_single(fact.office)) {
            rivals[{fact.office, fact.code}].push_back(&fact);
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        settle_state(out[i],
                     rivals[{out[i].office, out[i].code}],
                     tables,
                     keys[i],
                     options.enough);
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        const auto order = [](const LearnedOffice& fact) {
            return std::tuple(rank_of(fact),
                              -static_cast<std::int64_t>(fact.sources),
                              fact.person,
                              fact.office,
                              fact.id);
        };
        return order(a) < order(b);
    });
    return out;
}

std::string alias_row(const LearnedOffice& fact) {
    return one_line(fact.person) + '\t' + one_line(fact.same_as) + "\tlearned";
}

std::string leaders_row(const LearnedOffice& fact) {
    std::string out;
    const auto field = [&](std::string_view text, bool last = false) {
        out += one_line(text);
        out += last ? "" : "\t";
    };
    field(fact.person);
    field("");  // short name: the last word, as long as nobody says otherwise
    field("");  // gender
    field(fact.code);
    field(fact.sector.empty() ? "GOV" : fact.sector);
    field(fact.office);
    field(fact.title);
    field(fact.since.empty() ? fact.first : fact.since);
    field(fact.until);
    field("learned", /*last=*/true);
    return out;
}

}  // namespace chancery
