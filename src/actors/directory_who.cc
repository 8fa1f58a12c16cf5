// Who is meant by an office, a name, or both, on a day.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "actors/directory.h"
#include "actors/spelling.h"
#include "text/fold.h"
#include "text/latin.h"

namespace chancery {

namespace {

using spelling::word_likeness;
using spelling::words_of;

constexpr std::size_t most_words = 40;

constexpr std::array<std::string_view, 14> small_words{"of",
                                                       "the",
                                                       "and",
                                                       "for",
                                                       "in",
                                                       "to",
                                                       "s",
                                                       "a",
                                                       "an",
                                                       "at",
                                                       "on",
                                                       "from",
                                                       "by",
                                                       "de"};

/// Words by which an office is not held, no longer or not yet.
constexpr std::array<std::string_view, 14> past_words{"former",
                                                      "late",
                                                      "ex",
                                                      "then",
                                                      "previous",
                                                      "onetime",
                                                      "ousted",
                                                      "deposed",
                                                      "elect",
                                                      "designate",
                                                      "nominee",
                                                      "candidate",
                                                      "incoming",
                                                      "retired"};

/// Offices in the order in which one is thought of first.
constexpr std::array<std::string_view, 14> by_weight{"head_of_state",
                                                     "monarch",
                                                     "head_of_government",
                                                     "igo_head",
                                                     "party_leader",
                                                     "foreign_minister",
                                                     "defence_minister",
                                                     "speaker",
                                                     "deputy",
                                                     "minister",
                                                     "envoy",
                                                     "ambassador",
                                                     "spokesperson",
                                                     "other"};

std::size_t weight_of(std::string_view office) {
    return static_cast<std::size_t>(
        std::find(by_weight.begin(), by_weight.end(), office) - by_weight.begin());
}

template <typename List, typename Value>
bool has(const List& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// Words for whoever leads, whatever the office is called.
bool is_general(std::string_view role) {
    constexpr std::array<std::string_view, 6> words{
        "leader", "chief", "head", "ruler", "strongman", "top leader"};
    return has(words, role);
}

/// Offices of other keys that go by the same word: a king is a head of state, and
/// "president" or "chairman" may be anything that the title says.
double office_fit(const OfficeWords& asked, const DirectoryTerm& term) {
    if (asked.offices.empty() || has(asked.offices, term.office)) {
        return 1;
    }
    const bool crown =
        term.office == "monarch" && has(asked.offices, std::string("head_of_state"));
    const bool state =
        term.office == "head_of_state" && has(asked.offices, std::string("monarch"));
    return crown || state ? 0.8 : 0;
}

/// How well "the leader" of a state or organisation fits a term; `leading` is the key of
/// the office whose holder leads the state, "" for an organisation.
double general_fit(const DirectoryTerm& term, std::string_view leading) {
    if (leading.empty()) {
        return term.office == "igo_head" ? 1 : 0;
    }
    if (term.office == leading && term.sector != "OPP") {
        return 1;
    }
    return term.office == "head_of_state"        ? 0.8
           : term.office == "head_of_government" ? 0.75
           : term.office == "monarch"            ? 0.7
                                                 : 0;
}

/// How a person's names answer the words that are no office, no state, no title.
struct NameFit {
    double score = 0;  ///< 0: another person
    std::string why;
};

/// The sum of the likenesses of the wanted words to words of one name; 0 where a word has
/// none, or where only initials agree.
double sum_of_likenesses(const std::vector<std::string>& wanted,
                         const std::vector<std::string>& words) {
    double sum = 0;
    bool more_than_initials = false;
    for (const std::string& word : wanted) {
        double best = 0;
        for (const std::string& own : words) {
            const double likeness = word_likeness(word, own);
            best = std::max(best, likeness);
            more_than_initials =
                more_than_initials || (likeness > 0 && own.size() > 1 && word.size() > 1);
        }
        if (best == 0) {
            return 0;
        }
        sum += best;
    }
    return more_than_initials ? sum : 0;
}

NameFit fit_of(const DirectoryName& name, const std::vector<std::string>& wanted) {
    const auto size = static_cast<double>(wanted.size());
    std::string together;
    for (const std::string& word : wanted) {
        together += word;
    }
    const std::vector<std::string> words = words_of(name.key);
    const bool joined = spelling::without_spaces(name.key) == together;
    const double sum = joined ? size : sum_of_likenesses(wanted, words);
    if (sum == 0) {
        return {};
    }
    const bool exact = sum == size;
    const bool whole = joined || (exact && words.size() == wanted.size());
    if (whole && name.what == "short") {
        return {1.3, "short name " + name.text};
    }
    if (whole) {
        return {1.4, "name " + name.text};
    }
    return {sum / size, (exact ? "part of the name " : "name spelt ") + name.text};
}

NameFit name_fit(const DirectoryActor& person, const std::vector<std::string>& wanted) {
    NameFit best;
    for (const DirectoryName& name : person.names) {
        NameFit fit = fit_of(name, wanted);
        if (fit.score > best.score) {
            best = std::move(fit);
        }
    }
    return best;
}

}  // namespace

bool is_shared_office(std::string_view office) {
    return weight_of(office) >= weight_of("deputy");
}

std::size_t Directory::longest_meaning(std::span<const std::string> words,
                                       std::size_t at,
                                       const std::vector<Meaning>*& found) const {
    const std::size_t most = std::min(longest_phrase_, words.size() - at);
    std::vector<std::size_t> ends;  // of the phrase of 1, 2, … words
    std::string phrase;
    for (std::size_t n = 0; n < most; ++n) {
        phrase += (n == 0 ? "" : " ") + words[at + n];
        ends.push_back(phrase.size());
    }
    for (std::size_t n = most; n > 0; --n) {
        phrase.resize(ends[n - 1]);
        const auto it = meanings_.find(phrase);
        const bool useful =
            it != meanings_.end() &&
            std::any_of(it->second.begin(), it->second.end(), [](const Meaning& m) {
                return m.sense != Sense::person;
            });
        if (useful) {
            found = &it->second;
            return n;
        }
    }
    return 0;
}

/// Takes the longest run of two words or more that is a person's name out of `words`.
void Directory::take_person(std::vector<std::string>& words, OfficeWords& out) const {
    for (std::size_t n = std::min<std::size_t>(words.size(), 8); n >= 2; --n) {
        for (std::size_t at = 0; at + n <= words.size(); ++at) {
            std::string phrase = words[at];
            for (std::size_t i = 1; i < n; ++i) {
                phrase += ' ' + words[at + i];
            }
            const auto it = meanings_.find(phrase);
            if (it == meanings_.end()) {
                continue;
            }
            for (const Meaning& meaning : it->second) {
                if (meaning.sense == Sense::person) {
                    out.persons.push_back(meaning.actor);
                }
            }
            if (!out.persons.empty()) {
                const auto first = words.begin() + static_cast<std::ptrdiff_t>(at);
                words.erase(first, first + static_cast<std::ptrdiff_t>(n));
                return;
            }
        }
    }
}

namespace {

std::string joined(std::span<const std::string> words) {
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

}  // namespace

std::string Directory::leading_code(std::span<const std::string> words) const {
    std::string phrase;
    std::string out;
    for (const std::string& word : words) {
        phrase += (phrase.empty() ? "" : " ") + word;
        const auto it = meanings_.find(phrase);
        if (it == meanings_.end()) {
            continue;
        }
        const auto code = std::find_if(
            it->second.begin(), it->second.end(), [](const Meaning& meaning) {
                return meaning.sense == Sense::code;
            });
        out = code == it->second.end() ? out : code->text;
    }
    return out;
}

/// The role, and the states and organisations, that a phrase can mean.
Directory::PhraseSense Directory::sense_of(const std::vector<Meaning>& found,
                                           OfficeWords& out) const {
    PhraseSense sense;
    for (const Meaning& meaning : found) {
        if (meaning.sense == Sense::role) {
            sense.role = true;
            if (!meaning.text.empty() && !has(out.offices, meaning.text)) {
                out.offices.push_back(meaning.text);
            }
        } else if (meaning.sense == Sense::code) {
            // A party of one name in several states has several codes.
            const ActorKind kind = actors_[meaning.actor].kind;
            const bool first = sense.codes.empty();
            sense.party = first ? kind == ActorKind::party : sense.party;
            sense.organisation = first ? kind != ActorKind::state : sense.organisation;
            sense.codes.push_back(meaning.text);
        }
    }
    return sense;
}

/// Notes what a phrase says; "UN secretary general" is a role that names its owner too.
void Directory::take_meaning(const std::vector<Meaning>& found,
                             std::span<const std::string> phrase,
                             bool after_to,
                             OfficeWords& out) const {
    PhraseSense sense = sense_of(found, out);
    const auto before = phrase.first(phrase.size() - 1);
    if (sense.role && !before.empty()) {
        sense.codes = {leading_code(before)};
    }
    out.party = out.party || sense.party;
    auto& codes = after_to ? out.hosts : out.codes;
    for (std::string& code : sense.codes) {
        if (!code.empty() && !has(codes, code)) {
            codes.push_back(std::move(code));
        }
    }
    // "chief", "NATO chief", but not "foreign policy chief".
    out.general = out.general || (sense.role && is_general(phrase.back()) &&
                                  (before.empty() || !code_of(joined(before)).empty()));
    if (!sense.role && !sense.organisation) {
        return;
    }
    for (const std::string& word : phrase) {
        if (!has(small_words, word)) {
            out.words += (out.words.empty() ? "" : " ") + word;
        }
    }
}

OfficeWords Directory::read_office(std::string_view office) const {
    OfficeWords out;
    std::vector<std::string> words = words_of(name_key(to_latin(office)));
    if (words.size() > most_words) {
        words.resize(most_words);
    }
    for (const std::string& word : words) {
        out.past = out.past || has(past_words, word);
    }
    std::erase_if(words, [](const std::string& word) { return has(past_words, word); });
    take_person(words, out);
    bool after_to = false;
    for (std::size_t at = 0; at < words.size();) {
        const std::vector<Meaning>* found = nullptr;
        std::size_t n = longest_meaning(words, at, found);
        if (n == 1 && has(small_words, words[at])) {
            n = 0;
        }
        if (n > 0) {
            take_meaning(*found, std::span(words).subspan(at, n), after_to, out);
        } else if (!has(small_words, words[at])) {
            out.rest.push_back(words[at]);
        }
        after_to = n == 0 && (words[at] == "to" || (after_to && words[at] == "the"));
        at += std::max<std::size_t>(n, 1);
    }
    if (out.party) {
        out.offices = {"party_leader"};
        out.general = false;
    }
    return out;
}

bool Directory::is_state_word(std::string_view key) const {
    const bool owned = key.ends_with(" s");
    const std::string name(key.substr(0, key.size() - (owned ? 2 : 0)));
    const auto it = meanings_.find(name);
    return it != meanings_.end() &&
           std::any_of(it->second.begin(), it->second.end(), [&](const Meaning& meaning) {
               const DirectoryActor& actor = actors_[meaning.actor];
               // "mayor of Paris" is of the city, though Paris stands for France.
               const bool capital = name_key(actor.detail) == name;
               return meaning.sense == Sense::code && actor.kind == ActorKind::state &&
                      (!capital || name_key(actor.name) == name);
           });
}

/// The state may stand first ("Lao Prime Minister") or last, after "of"; what stands
/// inside belongs to a name ("of the Greek Energy Forum").
std::string Directory::without_state(std::string_view title) const {
    constexpr std::size_t longest_name = 6;
    const std::vector<std::string> words = words_of(title);
    const std::span<const std::string> all(words);
    for (std::size_t n = std::min(longest_name, words.size()); n > 0; --n) {
        if (n < words.size() && is_state_word(name_key(joined(all.first(n))))) {
            return joined(all.subspan(n));
        }
        std::size_t rest = words.size() - n;
        if (!is_state_word(name_key(joined(all.last(n))))) {
            continue;
        }
        rest -= rest > 0 && words[rest - 1] == "the" ? 1U : 0U;
        if (rest > 1 && words[rest - 1] == "of") {
            return joined(all.first(rest - 1));
        }
    }
    return joined(all);
}

namespace {

/// Weighs one term after the other against a question.
class Weigher {
  public:
    Weigher(const Directory& book, const WhoQuestion& question)
        : book_(book),
          question_(question),
          asked_(book.read_office(question.words)),
          role_words_(words_of(asked_.words)) {}

    /// Nothing where the term is no answer.
    [[nodiscard]] std::optional<WhoAnswer> weigh(std::uint32_t index) const {
        const DirectoryTerm& term = book_.term(index);
        WhoAnswer out{term.actor, index, 0, term.holds_on(question_.on), {}};
        std::vector<std::string> title = words_of(name_key(term.title));
        std::erase_if(title, [](const auto& word) { return has(small_words, word); });
        if (!add_name(term, title, out)) {
            return std::nullopt;
        }
        const bool named = !out.why.empty();
        if (!add_code(term, named, out) || !add_host(term, named, out) ||
            !add_office(term, title, named, out)) {
            return std::nullopt;
        }
        if (!question_.near.empty() && term.code == question_.near) {
            out.score += 4;
            out.why.push_back("near " + term.code);
        }
        out.score -= out.held ? 0 : 8;
        out.score -= 0.05 * static_cast<double>(weight_of(term.office));
        return out;
    }

  private:
    /// Every word that is neither office nor state must be the title's or the name's.
    bool add_name(const DirectoryTerm& term,
                  const std::vector<std::string>& title,
                  WhoAnswer& out) const {
        std::vector<std::string> wanted = asked_.rest;
        std::erase_if(wanted, [&](const std::string& word) { return has(title, word); });
        if (!asked_.persons.empty() && !has(asked_.persons, term.actor)) {
            return false;
        }
        if (wanted.empty() && asked_.persons.empty()) {
            // An office alone: only who holds it on the day is an answer.
            return out.held && (!asked_.offices.empty() || asked_.general ||
                                !asked_.rest.empty() || !role_words_.empty());
        }
        if (wanted.empty()) {
            out.score += 14;
            out.why.push_back("name " + book_.actor(term.actor).name);
            return true;
        }
        const NameFit fit = name_fit(book_.actor(term.actor), wanted);
        out.score += 10 * fit.score;
        out.why.push_back(fit.why);
        return fit.score > 0;
    }

    bool add_code(const DirectoryTerm& term, bool named, WhoAnswer& out) const {
        if (asked_.codes.empty()) {
            return true;
        }
        if (has(asked_.codes, term.code)) {
            out.score += 6;
            out.why.push_back("of " + term.code);
            return true;
        }
        out.score -= 6;
        return named;
    }

    /// False for an ambassador to somewhere else than the question says.
    bool add_host(const DirectoryTerm& term, bool named, WhoAnswer& out) const {
        if (asked_.hosts.empty()) {
            return true;
        }
        for (const std::string& host : asked_.hosts) {
            for (const DirectoryName& name : book_.actor(*book_.by_id(host)).names) {
                if (!name.key.empty() &&
                    (' ' + name_key(term.title) + ' ').find(' ' + name.key + ' ') !=
                        std::string::npos) {
                    out.score += 6;
                    return true;
                }
            }
        }
        return named;
    }

    bool add_office(const DirectoryTerm& term,
                    const std::vector<std::string>& title,
                    bool named,
                    WhoAnswer& out) const {
        const double alike = likeness(title);
        out.score += 6 * alike;
        if (asked_.offices.empty() && !asked_.general) {
            return true;
        }
        double fit = asked_.offices.empty() ? 0 : office_fit(asked_, term);
        // "minister" and its like are many offices: the title says which.
        if (role_words_.size() > 1 && is_shared_office(term.office) && alike <= 0.5) {
            fit = 0;
        }
        if (asked_.general) {
            fit = std::max(fit, general_fit(term, leading(term.code)));
        }
        // Of one party is not of another; who leads the opposition may be of any.
        const bool other_party =
            asked_.party && alike < 0.5 && !has(title, std::string_view("opposition"));
        if ((fit == 0 || other_party) && alike <= 0.5 && !named) {
            return false;
        }
        out.score += 4 * std::max(fit, alike > 0.5 ? alike : 0.0);
        if (fit > 0 || alike > 0.5) {
            out.why.push_back(term.title);
        }
        return true;
    }

    /// The office whose holder leads a state; "" for an organisation.
    [[nodiscard]] std::string_view leading(const std::string& code) const {
        const auto state = book_.by_id(code);
        if (!state) {
            return {};
        }
        return book_.actor(*state).leading;
    }

    /// The share of words that the title has in common with the words of office asked.
    [[nodiscard]] double likeness(const std::vector<std::string>& title) const {
        std::size_t asked = role_words_.size();
        std::size_t shared = 0;
        for (const std::string& word : role_words_) {
            shared += has(title, word) ? 1U : 0U;
        }
        for (const std::string& word : asked_.rest) {
            shared += has(title, word) ? 1U : 0U;
            asked += has(title, word) ? 1U : 0U;
        }
        const std::size_t all = std::max(asked, title.size());
        return asked == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
    }

    const Directory& book_;
    const WhoQuestion& question_;
    const OfficeWords asked_;
    const std::vector<std::string> role_words_;
};

}  // namespace

std::vector<WhoAnswer> Directory::who(const WhoQuestion& question,
                                      std::size_t limit) const {
    const Weigher weigher(*this, question);
    std::vector<WhoAnswer> out;
    for (std::uint32_t t = 0; t < terms_.size(); ++t) {
        if (auto answer = weigher.weigh(t)) {
            out.push_back(*std::move(answer));
        }
    }
    const auto order = [this](const WhoAnswer& answer) {
        const DirectoryTerm& term = terms_[answer.term];
        const std::string_view id = actors_[answer.actor].id;
        return std::tuple(
            -answer.score, term.from ? -term.from->number : 1 << 30, id, answer.term);
    };
    std::sort(out.begin(), out.end(), [&](const WhoAnswer& a, const WhoAnswer& b) {
        return order(a) < order(b);
    });
    // One answer a person: the best of its terms.
    std::set<std::uint32_t> seen;
    std::erase_if(
        out, [&](const WhoAnswer& answer) { return !seen.insert(answer.actor).second; });
    if (out.size() > limit) {
        out.resize(limit);
    }
    return out;
}

}  // namespace chancery
