// SPDX-License-Identifier: Apache-2.0
#include "actors/people.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "actors/affiliation.h"
#include "actors/grammar.h"
#include "text/fold.h"

namespace chancery::actors {

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> words;
    const std::string key = name_key(name);
    std::string_view rest = key;
    while (!rest.empty()) {
        const std::size_t space = rest.find(' ');
        words.emplace_back(rest.substr(0, space));
        rest =
            space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
    return words;
}

std::string actor_key(std::string_view name) {
    constexpr std::size_t longest = 40;
    std::string key = name_key(name);
    std::replace(key.begin(), key.end(), ' ', '_');
    if (key.size() > longest) {
        std::size_t cut = longest;
        while (cut > 0 && (static_cast<unsigned char>(key[cut]) & 0xC0U) == 0x80U) {
            --cut;
        }
        key.resize(cut);
    }
    return key.empty() ? "actor" : key;
}

std::int64_t PersonEvidence::distance_to(TokenIndex at) const {
    const auto next = mentions.lower_bound(at);
    if (next != mentions.begin()) {
        return at - *std::prev(next);
    }
    return next == mentions.end() ? std::int64_t{1} << 40
                                  : (std::int64_t{1} << 30) + *next - at;
}

std::vector<std::uint32_t> People::bearers(const std::vector<std::string>& words,
                                           std::size_t shortest) const {
    std::vector<std::uint32_t> out;
    for (const std::string& word : words) {
        const auto known = by_word_.find(word);
        if (word.size() < shortest || known == by_word_.end()) {
            continue;
        }
        for (const std::uint32_t person : known->second) {
            if (out.size() == bounds::namesakes) {
                break;
            }
            out.push_back(person);
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

PersonEvidence* People::of_row(std::uint32_t row) {
    const auto known = by_row_.find(row);
    return known == by_row_.end() ? nullptr : &people_[known->second];
}

void People::set_row(PersonEvidence& person, std::uint32_t row) {
    const auto index = static_cast<std::uint32_t>(&person - people_.data());
    const auto [known, is_new] = by_row_.try_emplace(row, index);
    known->second = std::min(known->second, index);
    person.row = row;
}

PersonEvidence& People::add_person(std::string name, const char* rule) {
    Actor actor;
    actor.kind = ActorKind::person;
    actor.name = std::move(name);
    actor.rule = rule;
    PersonEvidence person;
    person.actor = static_cast<ActorIndex>(d_.out.actors.size());
    d_.out.actors.push_back(std::move(actor));
    people_.push_back(std::move(person));
    return people_.back();
}

std::string People::said_code(const Phrase& phrase) const {
    for (const std::int32_t office : {phrase.before, phrase.after}) {
        if (office >= 0 && !d_.offices[static_cast<std::size_t>(office)].code.empty()) {
            return d_.offices[static_cast<std::size_t>(office)].code;
        }
    }
    return {};
}

/// A name as the article writes it, without a full stop that only ends a sentence.
std::string People::form_of(const Phrase& phrase) const {
    std::string form = d_.words(phrase.name_first, phrase.name_last);
    const std::string_view last = d_.text(phrase.name_last - 1);
    constexpr std::size_t longest_suffix = 3;  // "Jr."
    const bool stop = last.size() > longest_suffix && last.ends_with('.') &&
                      last.find('.') + 1 == last.size();
    if (stop) {
        form.pop_back();
    }
    return form;
}

void People::attach(Phrase& phrase, PersonEvidence& person) {
    phrase.actor = person.actor;
    person.mentions.insert(phrase.first);
    person.beside =
        person.beside < 0 && phrase.before >= 0 ? phrase.beside : person.beside;
    Actor& actor = d_.out.actors[person.actor];
    std::string form = form_of(phrase);
    std::vector<std::string> words = name_words(form);
    const bool fuller =
        person.names.empty() || words.size() > name_words(actor.name).size();
    actor.name = fuller ? std::move(form) : actor.name;
    if (person.names.size() < bounds::forms &&
        std::find(person.names.begin(), person.names.end(), words) ==
            person.names.end()) {
        for (const std::string& word : words) {
            by_word_[word].insert(static_cast<std::uint32_t>(&person - people_.data()));
        }
        person.names.push_back(std::move(words));
    }
    for (const std::int32_t office : {phrase.before, phrase.after}) {
        if (office >= 0 && person.offices.size() < bounds::forms) {
            person.offices.push_back(static_cast<std::uint32_t>(office));
        }
    }
    if (phrase.gender != Gender::unknown) {
        actor.gender = phrase.gender;
    }
    if (phrase.before >= 0 && actor.rule == "name") {
        actor.rule = "office-before-name";
    }
}

/// True where a title before the name says another state than it did of this person: two
/// ministers of one name. Envoys and those out of office serve several states.
bool People::is_namesake(const Phrase& phrase, const PersonEvidence& person) const {
    const auto served = [this](std::uint32_t index) -> std::string_view {
        const OfficePhrase& office = d_.offices[index];
        const bool bound = office.office != Office::none && !office.former &&
                           office.office != Office::ambassador &&
                           office.office != Office::envoy &&
                           d_.tables.is_state(office.code);
        if (!bound) {
            return {};
        }
        return office.code;
    };
    std::string_view code;
    if (phrase.before >= 0) {
        code = served(static_cast<std::uint32_t>(phrase.before));
    }
    // The first few offices say enough, however often somebody is named.
    constexpr std::size_t looked_at = 8;
    const auto last = person.offices.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                   person.offices.size(), looked_at));
    return !code.empty() && !person.offices.empty() &&
           std::all_of(person.offices.begin(), last, [&](std::uint32_t index) {
               const std::string_view other = served(index);
               return !other.empty() && other != code;
           });
}

/// By honorific or title.
Gender People::said_gender(const Phrase& phrase) const {
    return phrase.gender != Gender::unknown || phrase.before < 0
               ? phrase.gender
               : d_.offices[static_cast<std::size_t>(phrase.before)].gender;
}

void People::resolve_full(Phrase& phrase) {
    phrase.gender = said_gender(phrase);
    const std::vector<std::string> words =
        name_words(d_.words(phrase.name_first, phrase.name_last));
    const std::optional<std::uint32_t> row = table_row(phrase);
    std::vector<std::uint32_t> candidates = bearers(words, 2);
    if (const PersonEvidence* known = row ? of_row(*row) : nullptr) {
        const auto index = static_cast<std::uint32_t>(known - people_.data());
        candidates.insert(std::lower_bound(candidates.begin(), candidates.end(), index),
                          index);
    }
    for (const std::uint32_t candidate : candidates) {
        PersonEvidence& person = people_[candidate];
        const bool same_row = row && person.row == *row;
        const bool same =
            std::any_of(person.names.begin(), person.names.end(), [&](const auto& known) {
                return known.size() > 1 && same_name(words, known);
            });
        const Gender gender = d_.out.actors[person.actor].gender;
        const bool other_gender = phrase.gender != Gender::unknown &&
                                  gender != Gender::unknown && phrase.gender != gender;
        const bool one = same && !other_gender && (!row || person.row == no_actor) &&
                         !is_namesake(phrase, person);
        if (same_row || one) {
            if (row) {
                set_row(person, *row);
            }
            attach(phrase, person);
            return;
        }
    }
    PersonEvidence& person = add_person(form_of(phrase), row ? "table:leader" : "name");
    if (row) {
        set_row(person, *row);
    }
    attach(phrase, person);
}

/// How well a person fits a phrase with a short name: -1 not at all.
int People::fit(const Phrase& phrase, const PersonEvidence& person) const {
    const std::string code = said_code(phrase);
    const std::string known = code_of_person(person);
    if (!code.empty() && !known.empty() && code != known) {
        return -1;
    }
    int score = !code.empty() && code == known ? 2 : 0;
    if (phrase.before >= 0) {
        const OfficePhrase& said = d_.offices[static_cast<std::size_t>(phrase.before)];
        if (said.office != Office::none && said.office == office_of(person)) {
            score += 2;
        }
    }
    const Gender gender = d_.out.actors[person.actor].gender;
    if (phrase.gender != Gender::unknown && gender != Gender::unknown) {
        if (phrase.gender != gender) {
            return -1;
        }
        ++score;
    }
    return score;
}

void People::resolve_single(Phrase& phrase) {
    const std::vector<std::string> words =
        name_words(d_.words(phrase.name_first, phrase.name_last));
    if (words.empty()) {
        return;
    }
    PersonEvidence* best = nullptr;
    std::pair<int, std::int64_t> best_score{-1, 0};
    for (const std::uint32_t bearer : bearers(words, 1)) {
        PersonEvidence& person = people_[bearer];
        const int fits = fit(phrase, person);
        if (fits < 0) {
            continue;
        }
        const std::int64_t nearest = -person.distance_to(phrase.first);
        if (std::pair(fits, nearest) > best_score || best == nullptr) {
            best = &person;
            best_score = {fits, nearest};
        }
    }
    if (best != nullptr) {
        attach(phrase, *best);
        return;
    }
    if (phrase.common) {
        return;
    }
    if (const auto row = short_row(phrase, words.front()); row && words.size() == 1) {
        if (PersonEvidence* known = of_row(*row)) {
            attach(phrase, *known);
            return;
        }
        PersonEvidence& person = add_person({}, "table:short-name");
        set_row(person, *row);
        attach(phrase, person);
        return;
    }
    if (!phrase.weak) {
        attach(phrase, add_person({}, "name"));
    }
}

void People::resolve_names() {
    const auto is_full = [this](const Phrase& phrase) {
        return name_words(d_.words(phrase.name_first, phrase.name_last)).size() > 1;
    };
    for (Phrase& phrase : d_.phrases) {
        if (phrase.found == Found::person && is_full(phrase)) {
            resolve_full(phrase);
        }
    }
    for (const bool weak : {false, true}) {
        for (Phrase& phrase : d_.phrases) {
            if (phrase.found == Found::person && phrase.weak == weak &&
                phrase.actor == no_actor && !is_full(phrase)) {
                resolve_single(phrase);
            }
        }
    }
    for (Phrase& phrase : d_.phrases) {
        if (phrase.or_organisation && phrase.actor == no_actor) {
            phrase.found = Found::organisation;
        }
    }
    for (PersonEvidence& person : people_) {
        settle_gender(person);
    }
}

ActorIndex People::from_table(std::uint32_t row, std::string name) {
    if (const PersonEvidence* known = of_row(row)) {
        return known->actor;
    }
    PersonEvidence& person = add_person(std::move(name), "table:office");
    set_row(person, row);
    return person.actor;
}

ActorIndex People::unnamed(std::string name, const OfficePhrase& office) {
    PersonEvidence& person = add_person(std::move(name), "unnamed-office");
    d_.offices.push_back(office);
    person.offices.push_back(static_cast<std::uint32_t>(d_.offices.size()) - 1);
    person.mentions.insert(office.first);
    return person.actor;
}

void People::add_office(ActorIndex actor, std::uint32_t office) {
    const auto at = of_actor(actor);
    if (at != people_.end() && at->offices.size() < bounds::forms) {
        people_[static_cast<std::size_t>(at - people_.begin())].offices.push_back(office);
    }
}

/// People are made together with their actors, so that both have the same order.
std::vector<PersonEvidence>::const_iterator People::of_actor(ActorIndex actor) const {
    const auto at = std::lower_bound(
        people_.begin(),
        people_.end(),
        actor,
        [](const PersonEvidence& person, ActorIndex a) { return person.actor < a; });
    return at != people_.end() && at->actor == actor ? at : people_.end();
}

const PersonEvidence* People::of(ActorIndex actor) const {
    const auto it = of_actor(actor);
    return it == people_.end() ? nullptr : &*it;
}

Office People::office_of(const PersonEvidence& person) const {
    Office best = Office::none;
    const auto take = [&best](Office office) {
        if (office != Office::none && (best == Office::none || office < best)) {
            best = office;
        }
    };
    for (const std::uint32_t office : person.offices) {
        if (!d_.offices[office].former) {
            take(d_.offices[office].office);
        }
    }
    if (person.row != no_actor) {
        if (const auto term = d_.tables.term_on(person.row, d_.date)) {
            take(d_.tables.term(*term).office);
        }
    }
    return best;
}

/// The roles that a person holds somewhere that is said: "president" of a party.
std::map<std::uint32_t, Office> People::placed_roles(const PersonEvidence& person) const {
    std::map<std::uint32_t, Office> placed;
    for (const std::uint32_t index : person.offices) {
        const OfficePhrase& office = d_.offices[index];
        if (office.last > office.role_last) {
            placed.try_emplace(office.role, office.office);
        }
    }
    return placed;
}

/// The offices that the article says, and the sector of the weightiest of them.
void People::settle_offices(const PersonEvidence& person) {
    Actor& actor = d_.out.actors[person.actor];
    const std::map<std::uint32_t, Office> placed = placed_roles(person);
    Office weightiest = Office::none;
    for (const std::uint32_t index : person.offices) {
        const OfficePhrase& office = d_.offices[index];
        // "President Hun Sen", who has been called president of a party: the same office.
        const bool bare =
            office.code.empty() && !office.modified && office.last == office.role_last;
        const auto same = bare ? placed.find(office.role) : placed.end();
        if (same != placed.end() && same->second != office.office) {
            continue;
        }
        const bool first = actor.sector == Sector::none;
        const bool weightier = office.office != Office::none &&
                               (weightiest == Office::none || office.office < weightiest);
        if (office.sector != Sector::none && (first || weightier)) {
            actor.sector = office.sector;
        }
        weightiest = weightier ? office.office : weightiest;
        for (const HeldOffice& held : office.offices) {
            const bool known = std::any_of(
                actor.offices.begin(), actor.offices.end(), [&](const HeldOffice& other) {
                    return fold(other.title) == fold(held.title);
                });
            if (!known && actor.offices.size() < bounds::forms) {
                actor.offices.push_back(held);
            }
        }
    }
}

/// What the tables say of the person as of the date.
void People::settle_from_tables(const PersonEvidence& person) {
    if (person.row == no_actor) {
        return;
    }
    Actor& actor = d_.out.actors[person.actor];
    actor.table_name = std::string(d_.tables.person(person.row).name);
    const auto term = d_.tables.term_on(person.row, d_.date);
    const Term& held = d_.tables.term(term ? *term : last_term(person.row));
    if (term) {
        actor.offices.push_back({std::string(held.title), std::string(held.code), true});
    }
    const bool of_igo = held.sector == Sector::igo && held.code == actor.code;
    actor.sector =
        actor.sector == Sector::none || (of_igo && term) ? held.sector : actor.sector;
}

/// The state or organisation by the surest of the ways that know one, and that way.
std::pair<std::string, const char*> People::sure_code(
    const PersonEvidence& person) const {
    using Way = std::string (People::*)(const PersonEvidence&) const;
    static constexpr std::pair<Way, const char*> ways[] = {
        {&People::code_of_person, ""},
        {&People::code_beside, "+beside"},
        {&People::code_of_owner, "+owner"},
        {&People::code_of_titles, "+title"},
    };
    for (const auto& [way, rule] : ways) {
        if (std::string code = (this->*way)(person); !code.empty()) {
            return {std::move(code), rule};
        }
    }
    return {};
}

/// First what is said or known, then guesses from what stands around the others.
void People::settle_codes() {
    std::vector<std::string> codes;
    for (const Actor& actor : d_.out.actors) {
        codes.push_back(actor.rule.ends_with("+home") ? std::string() : actor.code);
    }
    std::vector<const PersonEvidence*> open;
    for (const PersonEvidence& person : people_) {
        const auto [code, rule] = sure_code(person);
        codes[person.actor] = code;
        d_.out.actors[person.actor].code = code;
        if (code.empty()) {
            open.push_back(&person);
        } else {
            d_.out.actors[person.actor].rule += rule;
        }
    }
    if (open.empty()) {
        return;
    }
    const Affiliations affiliations(d_, codes);
    for (const PersonEvidence* person : open) {
        Affiliations::Guess guess = affiliations.guess(*person);
        Actor& actor = d_.out.actors[person->actor];
        if (!guess.code.empty()) {
            actor.rule += guess.said ? "+near" : "+likely";
            actor.sector = guess.legislator ? Sector::leg : actor.sector;
            actor.code = std::move(guess.code);
        }
    }
}

/// Gender by honorific, table or given name.
void People::settle_gender(PersonEvidence& person) {
    Actor& actor = d_.out.actors[person.actor];
    if (actor.gender == Gender::unknown && person.row != no_actor) {
        actor.gender = d_.tables.person(person.row).gender;
    }
    if (actor.gender == Gender::unknown) {
        for (const std::string& word : name_words(actor.name)) {
            const WordId id = d_.tables.matcher().words().find(word);
            const std::uint8_t bits =
                id == unknown_word ? std::uint8_t{0} : d_.tables.given_gender(id);
            if (bits == given_female || bits == given_male) {
                actor.gender = bits == given_female ? Gender::female : Gender::male;
                break;
            }
        }
    }
}

void People::finish() {
    settle_codes();
    for (PersonEvidence& person : people_) {
        settle_gender(person);
        settle_offices(person);
        settle_from_tables(person);
        Actor& actor = d_.out.actors[person.actor];
        actor.key = actor_key(actor.name);
    }
}

}  // namespace chancery::actors
