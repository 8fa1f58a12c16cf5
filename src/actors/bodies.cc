// Body phrases: "the Philippine Coast Guard", "Foreign Ministry of Viet Nam".
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/belonging.h"
#include "actors/grammar.h"
#include "actors/places.h"

namespace chancery::actors {

namespace {

constexpr int max_modifiers = 5;

/// True for a word that is somebody's short name in the tables ("Obama").
bool has_short_name(const Draft& d, TokenIndex i) {
    return d.chunks.capitalised(i) && d.chunks.at(Chunks::names, i) == nullptr &&
           !d.tables.people_by_short(d.chunks.word(i)).empty();
}

/// What the words before a body say of where it belongs.
struct Before {
    std::string owner;  ///< with "'s": "Russia’s U.S. embassy"
    std::string state;  ///< as an adjective or noun: "the U.S. embassy"
    std::string place;  ///< where it is: "Paris court", "Moscow embassy"
    TokenIndex place_first = no_token;
};

TokenIndex after_possessive(const Draft& d, TokenIndex j, TokenIndex first) {
    return j < d.sentence_end(first) && is_possessive_mark(d.text(j)) ? j + 1 : j;
}

/// True where a name that ends before `last` stands as a noun before another noun.
bool stands_before_noun(const Draft& d, TokenIndex last) {
    const Token& t = d.token(last - 1);
    return t.rel == Rel::compound || t.rel == Rel::flat || t.rel == Rel::amod ||
           t.rel == Rel::nmod_poss || t.rel == Rel::nmod_desc ||
           (last < d.reading.tokens.size() && is_possessive_mark(d.text(last)));
}

/// The code of a state by its adjective; empty where the word is none.
std::string state_named(const Draft& d, std::string_view word) {
    for (const Entry& entry : d.tables.find(word)) {
        if (entry.lexeme == Lexeme::demonym) {
            return std::string(d.tables.state(entry.row).code);
        }
    }
    return {};
}

/// "Reform" in "Reform Party", though another country has a party of that name.
bool is_party_name(const Draft& d, const Chunk& name) {
    const Chunk* noun = name.last < d.sentence_end(name.first)
                            ? d.chunks.from(Chunks::bodies, name.last)
                            : nullptr;
    constexpr std::uint32_t states = bit(Lexeme::state) | bit(Lexeme::demonym) |
                                     bit(Lexeme::people) | bit(Lexeme::metonym);
    return noun != nullptr && d.chunks.capitalised(noun->first) &&
           (name.lexemes & states) == 0 && has(name, Lexeme::organisation) &&
           d.tables.body(*d.chunks.row(*noun, Lexeme::body)).phrase == "party";
}

/// A state, people, seat or organisation before a body.
bool take_state_modifier(const Draft& d,
                         TokenIndex& j,
                         TokenIndex first,
                         Before& before) {
    const Chunk* name = d.chunks.from(Chunks::names, j);
    const Chunk* around = d.chunks.at(Chunks::names, j);
    if (name == nullptr && around != nullptr && has(*around, Lexeme::media)) {
        // "The Australian medical mission" is not the newspaper's.
        before.state = state_named(d, d.text(j));
        j += before.state.empty() ? 0U : 1U;
        return !before.state.empty();
    }
    if (name == nullptr || is_party_name(d, *name)) {
        return false;
    }
    const std::string code = code_of(d, *name);
    if (code.empty()) {
        return false;
    }
    constexpr std::uint32_t own = bit(Lexeme::state) | bit(Lexeme::demonym) |
                                  bit(Lexeme::metonym) | bit(Lexeme::organisation);
    const TokenIndex next = after_possessive(d, name->last, first);
    if (next > name->last) {
        before.owner = before.owner.empty() ? code : before.owner;
    } else if ((name->lexemes & own) == 0) {
        before.place = code;
        before.place_first = j;
    } else if (!is_attitude(d, j, name->last) &&
               (before.state.empty() || d.text(j - 1) != "-")) {
        before.state = code;  // the first of "Vietnam-Cuba"
    }
    j = next;
    return true;
}

/// A city or region before a body: "El Paso police".
bool take_place_modifier(const Draft& d,
                         TokenIndex& j,
                         TokenIndex first,
                         Before& before) {
    const Chunk* name = d.chunks.from(Chunks::names, j);
    const Name* reader = d.chunks.reader_name(j);
    const bool known =
        name != nullptr && has(*name, Lexeme::place) && !has(*name, Lexeme::organisation);
    const bool read = name == nullptr && reader != nullptr && reader->first == j &&
                      reader->kind == NameKind::location;
    if (!d.chunks.capitalised(j) || (!known && !read)) {
        return false;
    }
    const TokenIndex last = known ? name->last : reader->last;
    if (!stands_before_noun(d, last)) {
        return false;
    }
    const auto row = find_place(d, d.words(j, last), d.domestic);
    before.place = row ? std::string(d.tables.place(*row).code) : std::string();
    before.place_first = j;
    j = after_possessive(d, last, first);
    return true;
}

/// "U.S.-led", "state-owned": the participle after a hyphen.
bool is_hyphened(const Draft& d, TokenIndex j, TokenIndex first) {
    return j > first && d.text(j - 1) == "-" && d.token(j).upos == Upos::verb;
}

/// Takes a word that may stand between a determiner and a body; false where none does.
bool take_body_modifier(
    const Draft& d, TokenIndex& j, TokenIndex first, Phrase& phrase, Before& before) {
    if (take_state_modifier(d, j, first, before) ||
        take_place_modifier(d, j, first, before)) {
        return true;
    }
    const Token& t = d.token(j);
    const bool adjective = t.upos == Upos::adj || t.upos == Upos::num ||
                           (d.text(j) == "-" && j > first) || is_hyphened(d, j, first);
    const Name* reader = d.chunks.reader_name(j);
    const bool person = reader != nullptr && reader->kind == NameKind::person;
    if (t.upos == Upos::propn && (person || has_short_name(d, j))) {
        phrase.owner = j;
        j = after_possessive(d, j + 1, first);
        return true;
    }
    const bool noun = j > first && (t.upos == Upos::noun || t.upos == Upos::propn) &&
                      (t.rel == Rel::compound || t.rel == Rel::amod ||
                       t.rel == Rel::nmod_desc) &&  // in a phrase that Reader::join took
                      (reader == nullptr || reader->kind != NameKind::person);
    if (adjective || noun) {
        ++j;
        return true;
    }
    return false;
}

/// Bodies that stand in another state than their own.
bool is_mission(const BodyRow& row) {
    return row.phrase == "embassy" || row.phrase == "consulate" ||
           row.phrase == "consulate general" || row.phrase == "high commission" ||
           row.phrase == "mission" || row.phrase.ends_with(" mission");
}

void settle_code(const Draft& d, const Before& before, Phrase& phrase) {
    phrase.code = before.owner.empty() ? before.state : before.owner;
    const bool mission = is_mission(d.tables.body(phrase.row));
    if (phrase.code.empty() && !mission) {
        phrase.code = before.place;
    }
    if (before.place_first != no_token && !mission) {
        phrase.name_first = std::min(phrase.name_first, before.place_first);
    }
}

const Chunk* body_from(const Draft& d, TokenIndex j, bool modified) {
    const Chunk* body = d.chunks.from(Chunks::bodies, j);
    if (body == nullptr) {
        return nullptr;
    }
    const Chunk* name = d.chunks.from(Chunks::names, j);
    // "Congress" alone is the one the tables know; "the Argentine Congress" is not.
    const bool known = name != nullptr && name->last == body->last && !modified &&
                       has(*name, Lexeme::organisation);
    const bool longer = known || (name != nullptr && name->last > body->last);
    const Token& last = d.token(body->last - 1);
    const Token& first = d.token(body->first);
    const bool noun = last.upos == Upos::noun || last.upos == Upos::propn ||
                      first.upos == Upos::noun || first.upos == Upos::propn;
    return longer || !noun ? nullptr : body;
}

bool is_determiner(const Draft& d, TokenIndex i) {
    return d.token(i).upos == Upos::det ||
           (d.token(i).upos == Upos::pron && d.token(i).xpos == Xpos::prp_s);
}

}  // namespace

namespace {

/// The noun of a body: a chunk of the tables, or its plural.
struct BodyNoun {
    std::uint32_t row = 0;
    TokenIndex first = 0, last = 0;
    bool plural = false;
};

/// The longest plural of a body that begins with `i`.
std::optional<BodyNoun> plural_from(const Draft& d, TokenIndex i) {
    const auto after = std::upper_bound(
        d.plural_bodies.begin(),
        d.plural_bodies.end(),
        i,
        [](TokenIndex token, const PluralBody& body) { return token < body.first; });
    if (after == d.plural_bodies.begin() || std::prev(after)->first != i) {
        return std::nullopt;
    }
    const PluralBody& found = *std::prev(after);
    return BodyNoun{found.row, found.first, found.last, true};
}

std::optional<BodyNoun> body_noun(const Draft& d, TokenIndex i, bool modified) {
    if (const Chunk* body = body_from(d, i, modified)) {
        return BodyNoun{
            *d.chunks.row(*body, Lexeme::body), body->first, body->last, false};
    }
    std::optional<BodyNoun> plural = plural_from(d, i);
    // Plurals of one word are somebody's or nobody's: "Kurdish parties".
    const bool clear = plural && (modified || plural->last - plural->first > 1);
    return clear ? plural : std::nullopt;
}

/// "any third party", "no court": nobody in particular.
bool is_indefinite(const Draft& d, TokenIndex i) {
    for (const LowerWord word : std::initializer_list<LowerWord>{
             "any", "no", "every", "each", "either", "neither", "such"}) {
        if (d.is(i, word)) {
            return true;
        }
    }
    return false;
}

/// What everybody has is a body only as somebody's: "the Palestinian leadership".
bool is_vague(const Draft& d, const Phrase& phrase) {
    const std::string_view row = d.tables.body(phrase.row).phrase;
    const bool owned =
        phrase.owner != no_token || (phrase.first > d.sentence_begin(phrase.first) &&
                                     is_possessive_mark(d.text(phrase.first - 1)));
    return phrase.code.empty() && !owned &&
           (row == "mission" || row == "leadership" || row == "campaign" ||
            row == "presidency" || row == "inquiry");
}

/// True for a lower-case noun that names no body here, as it stands without an article
/// ("immunity from prosecution"), which only "police", "parliament" and plurals do.
bool is_common_noun(const Draft& d, const Phrase& phrase, const BodyNoun& body) {
    if (!phrase.code.empty() || phrase.owner != no_token ||
        d.chunks.capitalised(body.first) || d.chunks.plain(body.first)) {
        return false;
    }
    const Token& last = d.token(body.last - 1);
    const std::string_view row = d.tables.body(phrase.row).phrase;
    const bool bare = phrase.first == body.first && last.xpos == Xpos::nn &&
                      row.find(' ') == std::string_view::npos && row != "police" &&
                      row != "parliament" && row != "government" && row != "congress";
    const bool after = phrase.first > d.sentence_begin(phrase.first) &&
                       is_indefinite(d, phrase.first - 1);
    return bare || after || is_indefinite(d, phrase.first);
}

/// Takes what the words after a body say: "of Viet Nam", "in Seoul".
void take_body_tail(const Draft& d, Phrase& phrase) {
    if (phrase.last >= d.sentence_end(phrase.first)) {
        return;
    }
    const bool in = d.is(phrase.last, "in") || d.is(phrase.last, "from");
    const bool other =
        d.is(phrase.last, "for") && !d.chunks.capitalised(phrase.name_last - 1);
    if (other || !(in || d.is(phrase.last, "of") || d.is(phrase.last, "for"))) {
        return;
    }
    const Tail tail = parse_tail(d, phrase.last);
    if (tail.last == phrase.last) {
        return;
    }
    const bool mission = is_mission(d.tables.body(phrase.row));
    if (in || !tail.place.empty()) {
        // The place itself is a phrase of its own.
        const bool own = phrase.code.empty() && !mission;
        const bool party = d.is(phrase.last, "from") && tail.place.empty();
        phrase.code = own ? (party ? tail.code : tail.place) : phrase.code;
        return;
    }
    if (tail.code.empty() && !d.chunks.capitalised(tail.last - 1)) {
        return;
    }
    phrase.last = tail.last;
    phrase.name_last = tail.last;
    if (phrase.code.empty() ||
        (!d.tables.is_state(phrase.code) && d.tables.is_state(tail.code))) {
        phrase.code = tail.code.empty() ? phrase.code : tail.code;
    }
}

/// "Reform" in "Reform Party": a capitalised word that tells it from other parties.
bool is_own_name(const Draft& d, TokenIndex i, const BodyNoun& body) {
    const Chunk* name = d.chunks.at(Chunks::names, i);
    const bool noun = d.token(i).upos == Upos::propn || d.token(i).upos == Upos::adj;
    return d.chunks.capitalised(body.first) && d.chunks.capitalised(i) && noun &&
           (name == nullptr || code_of(d, *name).empty() || is_party_name(d, *name)) &&
           !d.chunks.shouted(i) && !d.chunks.plain(i);
}

}  // namespace

std::vector<PluralBody> find_plural_bodies(const Draft& draft) {
    constexpr TokenIndex longest = 3;
    std::vector<PluralBody> out;
    for (TokenIndex i = 0; i < draft.reading.tokens.size(); ++i) {
        const Token& noun = draft.token(i);
        if (noun.xpos != Xpos::nns && noun.xpos != Xpos::nnps) {
            continue;
        }
        std::string words(draft.reading.lemma(i));
        const TokenIndex begin = draft.sentence_begin(i);
        for (TokenIndex first = i; first + longest > i; --first) {
            for (const Entry& entry : draft.tables.find(words)) {
                if (entry.lexeme == Lexeme::body) {
                    out.push_back({first, i + 1, entry.row});
                    break;
                }
            }
            if (first == begin) {
                break;
            }
            words.insert(0, 1, ' ');
            words.insert(0, draft.text(first - 1));
        }
    }
    std::sort(out.begin(), out.end(), [](const PluralBody& a, const PluralBody& b) {
        return std::pair(a.first, a.last) < std::pair(b.first, b.last);
    });
    return out;
}

std::optional<Phrase> parse_body(const Draft& draft, TokenIndex i) {
    const TokenIndex end = draft.sentence_end(i);
    if (draft.token(i).upos == Upos::punct) {
        return std::nullopt;
    }
    Phrase phrase;
    phrase.found = Found::body;
    phrase.first = i;
    TokenIndex j = i;
    j += is_determiner(draft, i) ? 1U : 0U;
    const TokenIndex start = j;
    std::optional<BodyNoun> body;
    Before before;
    for (int n = 0; n <= max_modifiers && j < end; ++n) {
        body = body_noun(draft, j, j > start);
        if (body || !take_body_modifier(draft, j, i, phrase, before)) {
            break;
        }
    }
    if (!body) {
        return std::nullopt;
    }
    phrase.row = body->row;
    phrase.name_first = body->first;
    phrase.name_last = body->last;
    phrase.last = body->last;
    while (phrase.name_first > start &&
           is_own_name(draft, phrase.name_first - 1, *body)) {
        --phrase.name_first;
    }
    settle_code(draft, before, phrase);
    if (is_vague(draft, phrase) ||
        (body->plural && body->last - body->first == 1 && phrase.code.empty())) {
        return std::nullopt;
    }
    take_body_tail(draft, phrase);
    if (is_common_noun(draft, phrase, *body)) {
        return std::nullopt;
    }
    // "the Ministry of Trade and Industry": as far as the reader's name reaches.
    const Name* name = draft.chunks.reader_name(body->last - 1);
    if (name != nullptr && name->kind == NameKind::organisation) {
        phrase.last = std::max(phrase.last, name->last);
        phrase.name_last = std::max(phrase.name_last, name->last);
        while (phrase.last > body->last &&
               is_possessive_mark(draft.text(phrase.last - 1))) {
            --phrase.last;
            --phrase.name_last;
        }
        phrase.name_first = std::min(phrase.name_first, std::max(name->first, i));
    }
    phrase.head = draft.head_of(phrase.first, phrase.last);
    return phrase;
}

std::optional<Phrase> parse_bodies(const Draft& draft, TokenIndex i) {
    constexpr int most = 8;
    const TokenIndex end = draft.sentence_end(i);
    TokenIndex j = i + (is_determiner(draft, i) ? 1U : 0U);
    int states = 0;
    for (bool more = true; more && states < most && j < end;) {
        const Chunk* name = draft.chunks.from(Chunks::names, j);
        if (name == nullptr || code_of(draft, *name).empty()) {
            return std::nullopt;
        }
        ++states;
        j = after_possessive(draft, name->last, i);
        const TokenIndex next = j;
        j += j < end && draft.text(j) == "," ? 1U : 0U;
        j += j < end && draft.is(j, "and") ? 1U : 0U;
        more = j > next;
    }
    if (states < 2) {
        return std::nullopt;
    }
    const std::optional<BodyNoun> noun = plural_from(draft, j);
    if (!noun) {
        return std::nullopt;
    }
    Phrase phrase;
    phrase.found = Found::body;
    phrase.first = i;
    phrase.last = noun->last;
    phrase.name_first = j;
    phrase.name_last = noun->last;
    phrase.row = noun->row;
    phrase.plural = true;
    phrase.head = draft.head_of(i, phrase.last);
    return phrase;
}

}  // namespace chancery::actors
