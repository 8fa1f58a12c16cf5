// Goes through the phrases in order and gives each its mention and actors.
// SPDX-License-Identifier: Apache-2.0
#include "actors/coreference.h"

#include <algorithm>

#include "actors/belonging.h"
#include "actors/grammar.h"
#include "actors/places.h"
#include "actors/syntax_of_mentions.h"

namespace chancery::actors {

namespace {

/// The gender that "he" or "she" shows; unknown for other words.
Gender gender_of_pronoun(const Draft& d, TokenIndex i) {
    for (const LowerWord word :
         std::initializer_list<LowerWord>{"he", "his", "him", "himself"}) {
        if (d.is(i, word)) {
            return Gender::male;
        }
    }
    for (const LowerWord word :
         std::initializer_list<LowerWord>{"she", "her", "hers", "herself"}) {
        if (d.is(i, word)) {
            return Gender::female;
        }
    }
    return Gender::unknown;
}

}  // namespace

void Coreference::run() {
    for (const Phrase& phrase : d_.phrases) {
        note_gender(phrase);
    }
    for (Phrase& phrase : d_.phrases) {
        take(phrase);
    }
}

/// "the actress Zoe", "his mother, Anne" and "Ruth is a nun" say the gender of a person
/// whose name does not.
void Coreference::note_gender(const Phrase& phrase) {
    if (phrase.found != Found::person || phrase.actor == no_actor ||
        d_.out.actors[phrase.actor].gender != Gender::unknown) {
        return;
    }
    const auto bears = [&](Rel rel) {
        return rel == Rel::appos || rel == Rel::flat || rel == Rel::compound ||
               rel == Rel::nmod_desc;
    };
    const auto gender_at = [&](TokenIndex i) {
        return d_.token(i).upos == Upos::noun || d_.token(i).upos == Upos::propn
                   ? d_.tables.gender_of_noun(d_.chunks.word(i))
                   : Gender::unknown;
    };
    Gender& gender = d_.out.actors[phrase.actor].gender;
    const Token& head = d_.token(phrase.head);
    if (head.head != no_token && (bears(head.rel) || is_subject(head.rel))) {
        gender = gender_at(head.head);
    }
    constexpr TokenIndex reach = 6;
    const TokenIndex begin = d_.sentence_begin(phrase.first);
    const TokenIndex from = phrase.first < begin + reach ? begin : phrase.first - reach;
    const TokenIndex to = std::min(phrase.last + reach, d_.sentence_end(phrase.first));
    for (TokenIndex i = from; i < to && gender == Gender::unknown; ++i) {
        const Token& t = d_.token(i);
        const bool inside = phrase.first <= i && i < phrase.last;
        if (inside || (t.head == phrase.head && bears(t.rel))) {
            gender = gender_at(i);
        }
    }
}

void Coreference::take(Phrase& phrase) {
    switch (phrase.found) {
        case Found::person:
            take_owner(phrase);
            if (phrase.actor != no_actor) {
                mention(phrase, MentionKind::name, {phrase.actor}, "name");
            }
            return;
        case Found::organisation:
            mention(phrase, MentionKind::name, {entities_.organisation(phrase)}, "name");
            return;
        case Found::media:
            mention(phrase, MentionKind::name, {entities_.media(phrase)}, "name");
            return;
        case Found::state:
            take_state(phrase);
            return;
        case Found::body:
            take_body(phrase);
            return;
        case Found::group:
            take_group(phrase);
            return;
        case Found::listed:
            take_listed(phrase);
            return;
        case Found::description:
            take_description(phrase);
            return;
        case Found::pronoun:
            take_pronoun(phrase);
            return;
        case Found::pair:
            take_pair(phrase);
            return;
    }
}

Mention& Coreference::mention(const Phrase& phrase,
                              MentionKind kind,
                              std::vector<ActorIndex> actors,
                              const char* rule) {
    for (const ActorIndex actor : actors) {
        if (phrase.nested) {
            break;
        }
        Seen seen;
        seen.actor = actor;
        seen.first = phrase.first;
        seen.last = phrase.last;
        seen.head = phrase.head;
        seen.kind = kind;
        seen.pronoun = kind == MentionKind::pronoun ? gender_of_pronoun(d_, phrase.first)
                                                    : Gender::unknown;
        seen.subject = is_subject(d_.token(phrase.head).rel);
        seen.full = phrase.name_last - phrase.name_first > 1;
        seen.mention = d_.out.mentions.size();
        seen_.push_back(seen);
    }
    Mention made;
    made.first = phrase.first;
    made.last = phrase.last;
    made.head = phrase.head;
    made.span = {d_.token(phrase.first).span.begin, d_.token(phrase.last - 1).span.end};
    made.kind = kind;
    made.actors = std::move(actors);
    made.rule = rule;
    d_.out.mentions.push_back(std::move(made));
    return d_.out.mentions.back();
}

void Coreference::add_place(const Phrase& phrase, std::string_view code) {
    PlaceMention place;
    place.first = phrase.first;
    place.last = phrase.last;
    place.head = phrase.head;
    place.span = {d_.token(phrase.first).span.begin, d_.token(phrase.last - 1).span.end};
    const TokenIndex start = d_.is(phrase.first, "the") && phrase.last - phrase.first > 1
                                 ? phrase.first + 1
                                 : phrase.first;
    place.name = d_.words(start, phrase.last);
    place.is_country = phrase.lexeme == Lexeme::state;
    place.code = std::string(code);
    if (const auto row = find_place(d_, place.name, code); row && !place.is_country) {
        const PlaceRow& known = d_.tables.place(*row);
        place.code = place.code.empty() ? std::string(known.code) : place.code;
        place.latitude = known.latitude;
        place.longitude = known.longitude;
        place.located = true;
        place.is_settlement = known.settlement;
    }
    place.is_capital = is_capital(d_, place.name, place.code);
    d_.out.places.push_back(std::move(place));
}

void Coreference::take_state(Phrase& phrase) {
    if (phrase.lexeme == Lexeme::place) {
        add_place(phrase, {});
        return;
    }
    if (phrase.lexeme == Lexeme::demonym || phrase.lexeme == Lexeme::people) {
        take_people(phrase);
        return;
    }
    const StateRow& state = d_.tables.state(phrase.row);
    const std::string written = d_.words(phrase.first, phrase.last);
    const Use use = use_of_place(d_, phrase.first, phrase.last);
    if (phrase.lexeme == Lexeme::state) {
        Mention& made = mention(
            phrase, MentionKind::name, {entities_.state(phrase.row, written)}, "state");
        made.confidence = use == Use::place ? 0.5F : use == Use::either ? 0.8F : 1.0F;
        made.rule = use == Use::place ? "state-as-place" : "state";
    } else if (phrase.lexeme == Lexeme::metonym) {
        Mention& made = mention(
            phrase, MentionKind::metonym, {entities_.seat(state.code, written)}, "seat");
        made.confidence = use == Use::place ? 0.4F : 0.9F;
    } else if (use != Use::place) {
        Mention& made = mention(
            phrase, MentionKind::metonym, {entities_.state(phrase.row, {})}, "metonym");
        made.confidence = use == Use::actor ? 0.9F : 0.5F;
    }
    if ((use != Use::actor || has_site(d_, phrase.first, phrase.last)) &&
        !phrase.nested) {
        add_place(phrase, state.code);
    }
}

/// "Lao" as an adjective means the state, "Laotians" its people.
void Coreference::take_people(const Phrase& phrase) {
    const Token& head = d_.token(phrase.head);
    const bool noun = phrase.lexeme == Lexeme::people && head.upos != Upos::adj &&
                      head.rel != Rel::amod && head.rel != Rel::compound;
    if (!noun) {
        mention(
            phrase, MentionKind::demonym, {entities_.state(phrase.row, {})}, "demonym");
        return;
    }
    const std::string code(d_.tables.state(phrase.row).code);
    mention(phrase,
            MentionKind::name,
            {entities_.people(code, d_.words(phrase.first, phrase.last))},
            "people");
}

/// A state named as a place in the same sentence, the nearest one; empty where none.
std::string Coreference::place_nearby(TokenIndex i) const {
    const TokenIndex near = bounds::near_tokens;
    const TokenIndex begin = std::max(d_.sentence_begin(i), i > near ? i - near : 0);
    const TokenIndex end = std::min(d_.sentence_end(i), i + near);
    std::string best;
    TokenIndex distance = end - begin + 1;
    const std::vector<Chunk>& chunks = d_.chunks.all(Chunks::names);
    auto it = std::lower_bound(
        chunks.begin(), chunks.end(), begin, [](const Chunk& c, TokenIndex first) {
            return c.first < first;
        });
    for (; it != chunks.end() && it->first < end; ++it) {
        const Chunk& chunk = *it;
        std::string code = has(chunk, Lexeme::state) || has(chunk, Lexeme::capital)
                               ? code_of(d_, chunk)
                               : std::string();
        if (const auto row = d_.chunks.row(chunk, Lexeme::place); row && code.empty()) {
            const auto largest =
                find_place(d_, d_.words(chunk.first, chunk.last), d_.home);
            code = std::string(d_.tables.place(largest.value_or(*row)).code);
        }
        const TokenIndex gap = chunk.first > i ? chunk.first - i : i - chunk.first;
        const bool spot = use_of_place(d_, chunk.first, chunk.last) == Use::place &&
                          !is_attitude(d_, chunk.first, chunk.last);
        if (!code.empty() && spot && gap < distance) {
            best = code;
            distance = gap;
        }
    }
    return best;
}

std::string Coreference::owner_code(const OfficePhrase& office) const {
    if (office.possessor == no_token) {
        return {};
    }
    const ActorIndex owner = actor_at(office.possessor);
    if (owner == no_actor) {
        return {};
    }
    const PersonEvidence* person = people_.of(owner);
    return person == nullptr ? d_.out.actors[owner].code
                             : people_.code_of_person(*person);
}

/// The actor of the last mention that ends with or covers token `i`.
ActorIndex Coreference::actor_at(TokenIndex i) const {
    for (auto it = d_.out.mentions.rbegin(); it != d_.out.mentions.rend(); ++it) {
        if (it->first <= i && i < it->last) {
            return it->actors.size() == 1 ? it->actors.front() : no_actor;
        }
        if (it->last + 40 < i) {
            break;
        }
    }
    return no_actor;
}

/// The state of the last government, body or office-holder that acted in the sentence
/// before: "The Chinese government is angry. The Foreign Ministry …".
std::string Coreference::code_in_play(TokenIndex i) const {
    const std::uint32_t sentence = d_.token(i).sentence;
    for (auto it = seen_.rbegin(); it != seen_.rend(); ++it) {
        const std::uint32_t distance = sentence - d_.token(it->first).sentence;
        const auto back = static_cast<std::size_t>(it - seen_.rbegin());
        if (distance > 1 || back > bounds::near_mentions) {
            break;
        }
        const Actor& actor = d_.out.actors[it->actor];
        const bool acts = it->subject && (actor.kind == ActorKind::body ||
                                          actor.kind == ActorKind::state);
        if (acts && d_.tables.is_state(actor.code)) {
            return actor.code;
        }
    }
    return {};
}

/// The "his" of "his special envoy", a mention of its own.
void Coreference::take_owner(const Phrase& phrase) {
    const Token& first = d_.token(phrase.first);
    if (first.xpos != Xpos::prp_s || phrase.last - phrase.first < 2) {
        return;
    }
    Phrase owner;
    owner.first = phrase.first;
    owner.last = phrase.first + 1;
    owner.head = phrase.first;
    take_pronoun(owner);
}

void Coreference::take_body(Phrase& phrase) {
    if (phrase.plural) {
        mention(phrase, MentionKind::name, entities_.bodies(phrase), "bodies");
        return;
    }
    const std::string code = body_code(phrase);
    Mention& made =
        mention(phrase, MentionKind::name, {entities_.body(phrase, code)}, "body");
    made.confidence = phrase.code.empty() ? 0.6F : 0.9F;
}

void Coreference::take_group(Phrase& phrase) {
    if (gender_of_pronoun(d_, phrase.first) != Gender::unknown) {
        take_owner(phrase);
    }
    const OfficePhrase& office = d_.offices[static_cast<std::size_t>(phrase.before)];
    const std::string code = group_code(phrase);
    if (std::vector<ActorIndex> named = leaders_named(office, code, phrase.first);
        !named.empty()) {
        mention(phrase, MentionKind::description, std::move(named), "leaders")
            .confidence = 0.7F;
        return;
    }
    Mention& made = mention(
        phrase, MentionKind::description, {entities_.group(phrase, code)}, "group");
    made.confidence = phrase.code.empty() ? 0.5F : 0.8F;
}

void Coreference::take_description(Phrase& phrase) {
    const OfficePhrase office = d_.offices[static_cast<std::size_t>(phrase.before)];
    take_owner(phrase);
    if (phrase.dead) {
        return;
    }
    const ActorIndex actor = described(phrase, office);
    if (actor == no_actor) {
        return;
    }
    const bool by_date = d_.out.actors[actor].rule == "table:office";
    Mention& made = mention(phrase,
                            by_date ? MentionKind::office : MentionKind::description,
                            {actor},
                            by_date ? "holder-on-date" : "description");
    made.confidence = 0.7F;
}

void Coreference::take_listed(Phrase& phrase) {
    const OfficePhrase plural = d_.offices[static_cast<std::size_t>(phrase.before)];
    std::vector<ActorIndex> actors;
    for (const std::string& code : phrase.codes) {
        OfficePhrase office = plural;
        office.plural = false;
        office.code = code;
        const auto state = d_.tables.state_by_code(code);
        const RoleRow& role = d_.tables.role(office.role);
        std::string title(role.singular.empty() ? role.role : role.singular);
        title += " of " + std::string(state ? d_.tables.state(*state).name : code);
        office.offices = {{title, code, false}};
        actors.push_back(described(phrase, office));
    }
    std::erase(actors, no_actor);
    if (!actors.empty()) {
        mention(phrase, MentionKind::office, std::move(actors), "listed").confidence =
            0.7F;
    }
}

void Coreference::take_pair(Phrase& phrase) {
    std::vector<ActorIndex> actors = pair_of(phrase);
    if (actors.size() == 2) {
        mention(phrase, MentionKind::description, std::move(actors), "pair").confidence =
            0.6F;
    }
}

void Coreference::take_pronoun(Phrase& phrase) {
    std::vector<ActorIndex> actors;
    const auto is = [&](std::initializer_list<LowerWord> words) {
        return std::any_of(words.begin(), words.end(), [&](const LowerWord& w) {
            return d_.is(phrase.first, w);
        });
    };
    if (const Gender gender = gender_of_pronoun(d_, phrase.first);
        gender != Gender::unknown) {
        actors = {antecedents_.person(phrase, gender, choices_)};
    } else if (is({"they", "their", "them", "themselves", "theirs"})) {
        actors = plural(phrase);
    } else if (is({"i", "my", "me", "myself"})) {
        actors = {speaker(phrase)};
    } else if (is({"we"})) {
        actors = d_.quoted(phrase.first) ? std::vector{speaker(phrase)} : authors();
    } else if (is({"our", "us", "ourselves"})) {
        actors = {speakers_side(phrase)};
    } else if (is({"it", "its", "itself"})) {
        actors = {neuter(phrase)};
    }
    std::erase(actors, no_actor);
    if (!actors.empty()) {
        mention(phrase, MentionKind::pronoun, std::move(actors), "pronoun").confidence =
            0.6F;
        // What is said in the first person is no antecedent of "it" in the report.
        if (!phrase.nested && is({"we", "our", "us", "ourselves"})) {
            seen_.pop_back();
        }
    }
}

}  // namespace chancery::actors
