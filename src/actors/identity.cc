// Who a person is in the tables, and which state or organisation it serves.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "actors/people.h"
#include "text/fold.h"

namespace chancery::actors {

/// Two forms of one name: each word of the shorter is in the longer, or stands there as
/// an initial ("Joseph R. Biden" and "Joseph Biden", "M. Díaz-Canel").
bool same_name(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (std::max(a.size(), b.size()) > bounds::name_words) {
        return a == b;
    }
    const auto& small = a.size() <= b.size() ? a : b;
    const auto& large = a.size() <= b.size() ? b : a;
    // Surname first or last, but what leaves words out keeps the order of the others:
    // "Iskandar Ibrahim" is not "Ibrahim bin Iskandar".
    const bool ordered = small.size() < large.size();
    std::size_t full = 0;
    std::size_t from = 0;
    for (const std::string& word : small) {
        // A middle initial is no given name: "Ron Paul" is not "Charles R. Paul".
        const auto alike = [&](const std::string& other) {
            return word == other ||
                   (word[0] == other[0] &&
                    (word.size() == 1 || (other.size() == 1 && &other == &large[0])));
        };
        const auto begin =
            large.begin() + static_cast<std::ptrdiff_t>(ordered ? from : 0);
        auto it = std::find(begin, large.end(), word);
        it = it == large.end() ? std::find_if(begin, large.end(), alike) : it;
        if (it == large.end()) {
            return false;
        }
        full += word == *it && word.size() > 1 ? 1U : 0U;
        from = static_cast<std::size_t>(it - large.begin()) + 1;
    }
    return full > 0;
}

/// The person of the tables whose name is written here, in this or another word order.
std::optional<std::uint32_t> People::table_row(const Phrase& phrase) const {
    std::vector<std::string> words =
        name_words(d_.words(phrase.name_first, phrase.name_last));
    const std::string code = said_code(phrase);
    for (std::size_t turn = 0; turn < std::min<std::size_t>(words.size(), 3); ++turn) {
        std::string name;
        for (const std::string& word : words) {
            name += name.empty() ? word : " " + word;
        }
        std::optional<std::uint32_t> best;
        for (const Entry& entry : d_.tables.find(name)) {
            if (entry.lexeme != Lexeme::leader) {
                continue;
            }
            const bool served = serves(entry.row, code);
            const bool better = !best || (d_.tables.term_on(entry.row, d_.date) &&
                                          !d_.tables.term_on(*best, d_.date));
            if (served && better) {
                best = entry.row;
            }
        }
        if (best) {
            return best;
        }
        std::rotate(words.begin(), words.begin() + 1, words.end());
    }
    return words.size() > 1 && words.size() <= bounds::name_words
               ? row_by_parts(phrase, words)
               : std::nullopt;
}

/// The person of the tables whose short name is one of `words` and whose full name has
/// them all ("Boris Johnson" of "Alexander Boris de Pfeffel Johnson"), or who held the
/// office said and has the same initial ("President Volodymyr Zelenskiy").
std::optional<std::uint32_t> People::row_by_parts(
    const Phrase& phrase, const std::vector<std::string>& words) const {
    const std::string code = said_code(phrase);
    std::optional<std::uint32_t> best;
    int best_score = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& given = i + 1 == words.size() ? words.front() : words.back();
        for (const std::uint32_t row : d_.tables.people_by_sound(words[i])) {
            const bool in_office = d_.tables.term_on(row, d_.date).has_value();
            const int likeness = serves(row, code) ? name_likeness(words, i, row) : 0;
            const bool alike =
                likeness == 2 || (likeness == 1 && in_office && given != words[i] &&
                                  holds_said_office(phrase, row));
            const int score = alike ? 2 * likeness + (in_office ? 1 : 0) : 0;
            if (score > best_score) {
                best = row;
                best_score = score;
            }
        }
    }
    return best;
}

/// 2 where the person has all these words in its name, 1 where besides the short name
/// (words[at]) an initial agrees, else 0.
int People::name_likeness(const std::vector<std::string>& words,
                          std::size_t at,
                          std::uint32_t row) const {
    const std::vector<std::string> known = name_words(d_.tables.person(row).name);
    // "Norodom Monineath Sihanouk" is not Norodom Sihanouk, but a further surname may
    // follow: "Daniel Ortega Saavedra".
    const bool begins = known.size() > 1 && words.size() == known.size() + 1 &&
                        std::equal(known.begin(), known.end(), words.begin());
    if (begins || (words.size() <= known.size() && same_name(words, known))) {
        return 2;
    }
    const std::string& given = at + 1 == words.size() ? words.front() : words.back();
    const bool initial = std::any_of(known.begin(), known.end(), [&](const auto& k) {
        return k != words[at] && k.front() == given.front();
    });
    return initial ? 1 : 0;
}

/// True where the office that a phrase says is one that `row` holds on the date.
bool People::holds_said_office(const Phrase& phrase, std::uint32_t row) const {
    for (const std::int32_t index : {phrase.before, phrase.after}) {
        if (index < 0) {
            continue;
        }
        const Office said = d_.offices[static_cast<std::size_t>(index)].office;
        for (const std::uint32_t t : d_.tables.person(row).terms) {
            const Term& term = d_.tables.term(t);
            if (term.office == said && said < Office::minister &&
                term.holds_on(d_.date)) {
                return true;
            }
        }
    }
    return false;
}

/// True where the tables have `row` in an office of `code`, or nothing is known of it.
bool People::serves(std::uint32_t row, const std::string& code) const {
    const std::span<const std::uint32_t> terms = d_.tables.person(row).terms;
    return code.empty() || !d_.tables.is_state(code) ||
           std::any_of(terms.begin(), terms.end(), [&](std::uint32_t t) {
               return d_.tables.term(t).code == code;
           });
}

/// How well a term fits a phrase with a short name; negative where it does not.
int People::term_fit(const Phrase& phrase, const Term& term) const {
    const std::string code = said_code(phrase);
    const Office weakest = phrase.weak ? Office::party_leader : Office::other;
    const bool current = term.holds_on(d_.date);
    // Those out of office: "President Biden", "Obama".
    const bool past = term.office <= Office::head_of_government &&
                      (!term.since || *term.since <= d_.date);
    if ((!current && !past) || (!code.empty() && term.code != code) ||
        term.office > weakest) {
        return -1;
    }
    const Office said = phrase.before < 0
                            ? Office::none
                            : d_.offices[static_cast<std::size_t>(phrase.before)].office;
    return 20 - static_cast<int>(term.office) +
           (said != Office::none && said == term.office ? 40 : 0) +
           (term.code == d_.home ? 20 : 0) + (current ? 50 : 0);
}

std::optional<std::uint32_t> People::short_row(const Phrase& phrase,
                                               std::string_view word) const {
    std::optional<std::uint32_t> best;
    int best_score = -1;
    bool tie = false;
    for (const std::uint32_t row : d_.tables.people_by_sound(word)) {
        for (const std::uint32_t t : d_.tables.person(row).terms) {
            const int score = term_fit(phrase, d_.tables.term(t));
            if (score < 0 || score < best_score) {
                continue;
            }
            tie = score == best_score && best && *best != row;
            best = score > best_score ? std::optional(row) : best;
            best_score = score;
        }
    }
    return tie && phrase.weak ? std::nullopt : best;
}

/// The term by which somebody out of office is known: the last that had begun.
std::uint32_t People::last_term(std::uint32_t row) const {
    const std::span<const std::uint32_t> terms = d_.tables.person(row).terms;
    const auto begun = [&](std::uint32_t t) {
        const Term& term = d_.tables.term(t);
        const bool before = !term.since || *term.since <= d_.date;
        return std::tuple(
            before, !term.in_territory, term.since ? term.since->number : 0);
    };
    return *std::max_element(
        terms.begin(), terms.end(), [&](auto a, auto b) { return begun(a) < begun(b); });
}

std::string People::code_of_person(const PersonEvidence& person) const {
    std::string_view known;
    bool current = false;
    if (person.row != no_actor) {
        const auto term = d_.tables.term_on(person.row, d_.date);
        known = d_.tables.term(term ? *term : last_term(person.row)).code;
        current = term.has_value();
    }
    for (const std::uint32_t office : person.offices) {
        const std::string& said = d_.offices[office].code;
        if (said.empty()) {
            continue;
        }
        // "head of the UN's nuclear watchdog": the organisation that he is known to lead.
        const bool narrower = current && !d_.tables.is_state(said) &&
                              !d_.tables.is_state(known) && !known.empty();
        return narrower ? std::string(known) : said;
    }
    return std::string(known);
}

/// The code of the one state whose officials bear such a title ("Secretary of State").
std::string People::code_of_titles(const PersonEvidence& person) const {
    for (const std::uint32_t office : person.offices) {
        for (const HeldOffice& held : d_.offices[office].offices) {
            const std::string_view code = d_.tables.code_of_title(name_key(held.title));
            if (!code.empty()) {
                return std::string(code);
            }
        }
    }
    return {};
}

/// The code of the person before it in "Israeli premier X and energy minister Y".
std::string People::code_beside(const PersonEvidence& person) const {
    if (person.beside < 0 || person.offices.empty()) {
        return {};
    }
    const auto first = static_cast<TokenIndex>(person.beside);
    const auto before = [](const Phrase& phrase, TokenIndex i) {
        return phrase.first < i;
    };
    for (auto phrase =
             std::lower_bound(d_.phrases.begin(), d_.phrases.end(), first, before);
         phrase != d_.phrases.end() && phrase->first == first;
         ++phrase) {
        const PersonEvidence* other = phrase->nested ? nullptr : of(phrase->actor);
        if (other != nullptr) {
            return code_of_person(*other);
        }
    }
    return {};
}

/// The code of who owns an office: "its president", "Putin's aide".
std::string People::code_of_owner(const PersonEvidence& person) const {
    for (const std::uint32_t index : person.offices) {
        const TokenIndex owner = d_.offices[index].possessor;
        if (owner == no_token) {
            continue;
        }
        // Mentions come in the order of their first tokens.
        const TokenIndex begin =
            owner > bounds::near_tokens ? owner - bounds::near_tokens : 0;
        auto at = std::lower_bound(
            d_.out.mentions.begin(),
            d_.out.mentions.end(),
            begin,
            [](const Mention& mention, TokenIndex i) { return mention.first < i; });
        for (; at != d_.out.mentions.end() && at->first <= owner; ++at) {
            const Mention& mention = *at;
            if (owner >= mention.last || mention.actors.size() != 1 ||
                mention.actors.front() == person.actor) {
                continue;
            }
            const PersonEvidence* other = of(mention.actors.front());
            return other != nullptr ? code_of_person(*other)
                                    : d_.out.actors[mention.actors.front()].code;
        }
    }
    return {};
}

std::string People::code_by_word(std::string_view word) const {
    const std::string key = name_key(word);
    if (const auto bearers = by_word_.find(key); bearers != by_word_.end()) {
        return code_of_person(people_[*bearers->second.begin()]);
    }
    // "the Obama administration" of an article that names nobody else of that name.
    const WordId id = d_.tables.matcher().words().find(key);
    for (const std::uint32_t row : d_.tables.people_by_short(id)) {
        for (const std::uint32_t t : d_.tables.person(row).terms) {
            const Term& term = d_.tables.term(t);
            if (!term.in_territory && (term.office == Office::head_of_state ||
                                       term.office == Office::head_of_government)) {
                return std::string(term.code);
            }
        }
    }
    return {};
}

}  // namespace chancery::actors
