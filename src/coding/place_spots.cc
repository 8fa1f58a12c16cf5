// SPDX-License-Identifier: Apache-2.0
#include "coding/place_spots.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/ascii.h"

namespace chancery::coding {

namespace {

std::vector<std::string> keys_of(const PlaceMention& place) {
    std::vector<std::string> keys;
    if (place.is_country && !place.code.empty()) {
        keys.push_back("state " + place.code);
        return keys;
    }
    keys.push_back(place.code + ' ' + ascii_lower(place.name));
    if (place.located && place.is_settlement) {
        // "Hanoi" and "Hà Nội"
        constexpr double parts = 50;  // of a degree: about two kilometres
        keys.push_back(std::to_string(std::lround(place.latitude * parts)) + ' ' +
                       std::to_string(std::lround(place.longitude * parts)));
    }
    return keys;
}

/// "U.S.", "UAE"
bool is_abbreviation(std::string_view name) {
    return std::none_of(name.begin(), name.end(), [](char c) { return is_lower(c); });
}

}  // namespace

Spots::Spots(const CodingInput& input, const Article& article)
    : s_(*input.syntax), a_(*input.actors), t_(*input.tables), article_(article) {
    if (a_.dateline) {
        index_of(*a_.dateline);
    }
    for (const PlaceMention& place : a_.places) {
        add_telling(place);
    }
    add_unlisted();
    add_states();
    name_states();
}

std::size_t Spots::find(const PlaceMention& place) const {
    for (const std::string& key : keys_of(place)) {
        if (const auto it = by_key_.find(key); it != by_key_.end()) {
            return it->second;
        }
    }
    return nowhere;
}

std::size_t Spots::index_of(const PlaceMention& place) {
    std::size_t index = find(place);
    if (index == nowhere) {
        if (all_.size() == most_spots) {
            return nowhere;
        }
        index = all_.size();
        all_.push_back(Spot{place, {}, 0});
    }
    for (std::string& key : keys_of(place)) {
        by_key_.emplace(std::move(key), index);
    }
    return index;
}

void Spots::add_telling(const PlaceMention& place) {
    const std::size_t index = index_of(place);
    if (index == nowhere || all_[index].tellings.size() == most_tellings) {
        return;
    }
    const TokenIndex phrase = place_phrase(place.head, s_, t_);
    const std::string_view preposition = s_.preposition_of(phrase);
    const std::uint32_t sentence = s_.token(place.head).sentence;
    const TokenIndex above = s_.token(phrase).head;
    Spot::Telling telling;
    telling.sentence = sentence;
    telling.block = s_.reading().sentences[sentence].block;
    telling.words = place.span;
    telling.at = t_.in_class("place-at", preposition);
    telling.across = t_.in_class("place-across", preposition);
    telling.to = t_.in_class("place-to", preposition);
    telling.title = article_.blocks[telling.block].kind == BlockKind::title;
    if (telling.at && above != no_token && t_.in_class("venue", s_.lemma(above))) {
        telling.venue = s_.lemma(above);
    }
    all_[index].times_at += telling.at ? 1 : 0;
    all_[index].tellings.push_back(telling);
}

/// States that only act are places too: of an expulsion, of a bombing.
void Spots::add_states() {
    for (const Actor& actor : a_.actors) {
        if (actor.kind == ActorKind::state && !actor.code.empty() && !actor.plural) {
            PlaceMention place;
            place.name = actor.name;
            place.code = actor.code;
            place.is_country = true;
            index_of(place);
        }
    }
}

/// States by a name where the text gives one, not by letters.
void Spots::name_states() {
    const auto better = [&](const std::string& name, const std::string& code) {
        const auto known = by_key_.find("state " + code);
        if (known != by_key_.end() && is_abbreviation(all_[known->second].place.name) &&
            !is_abbreviation(name)) {
            all_[known->second].place.name = name;
        }
    };
    for (const PlaceMention& place : a_.places) {
        if (place.is_country) {
            better(place.name, place.code);
        }
    }
    for (const Actor& actor : a_.actors) {
        if (actor.kind == ActorKind::state) {
            better(actor.name, actor.code);
            better(actor.table_name, actor.code);
        }
    }
}

/// Names after "in" or "near" that no table has: the village of an attack.
void Spots::add_unlisted() {
    std::vector<bool> known(s_.reading().tokens.size());
    const auto take = [&](TokenIndex first, TokenIndex last) {
        std::fill(known.begin() + first, known.begin() + last, true);
    };
    for (const Mention& mention : a_.mentions) {
        take(mention.first, mention.last);
    }
    for (const PlaceMention& place : a_.places) {
        take(place.first, place.last);
    }
    for (TokenIndex i = 0; i < known.size(); ++i) {
        if (!known[i] && is_unlisted_name(i)) {
            add_telling(unlisted(i, known));
        }
    }
}

bool Spots::is_unlisted_name(TokenIndex i) const {
    const Token& token = s_.token(i);
    const std::string_view form = s_.form(i);
    if (token.upos != Upos::propn || form.empty() || is_lower(form.front()) ||
        is_abbreviation(form) || t_.times().find(ascii_lower(form)) != nullptr) {
        return false;
    }
    const bool phrase = token.rel == Rel::obl || token.rel == Rel::nmod;
    return phrase && t_.in_class("place-at", s_.preposition_of(place_phrase(i, s_, t_)));
}

/// The name that ends with the token, with the names right before it that are of it.
PlaceMention Spots::unlisted(TokenIndex head, const std::vector<bool>& known) const {
    PlaceMention place;
    place.head = head;
    place.first = head;
    place.last = head + 1;
    const auto is_part = [&](TokenIndex i) {
        return !known[i] && s_.token(i).upos == Upos::propn && s_.token(i).head == head;
    };
    while (place.first > s_.reading().sentences[s_.token(head).sentence].first &&
           is_part(place.first - 1)) {
        --place.first;
    }
    while (place.last < s_.reading().sentences[s_.token(head).sentence].last &&
           is_part(place.last)) {
        ++place.last;
    }
    place.span = {s_.token(place.first).span.begin, s_.token(place.last - 1).span.end};
    place.name = quote(s_.text(), place.span);
    return place;
}

}  // namespace chancery::coding
