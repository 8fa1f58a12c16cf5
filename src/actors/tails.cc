// Where an office or body belongs: "of the Communist Party of Viet Nam (CPV)".
// SPDX-License-Identifier: Apache-2.0
#include "actors/grammar.h"

namespace chancery::actors {

namespace {

constexpr int max_parts = 5;

/// The organisation behind a reader's name or capitalised words, if the tables know a
/// body or organisation in it.
void note_inner(const Draft& d, TokenIndex first, TokenIndex last, Tail& tail) {
    for (TokenIndex i = first; i < last; ++i) {
        const Chunk* body = d.chunks.from(Chunks::bodies, i);
        if (body != nullptr && body->last <= last && !tail.organisation) {
            const BodyRow& row = d.tables.body(*d.chunks.row(*body, Lexeme::body));
            tail.sector = row.sector;
            tail.kind = row.kind;
            tail.organisation = true;
        }
    }
}

bool is_capital_word(const Draft& d, TokenIndex i) {
    const Upos tag = d.token(i).upos;
    return d.chunks.capitalised(i) && tag != Upos::verb && tag != Upos::aux &&
           tag != Upos::pron && tag != Upos::det;
}

/// One past a run of capitalised words that is no person and no role; `i` where none.
TokenIndex capital_run(const Draft& d, TokenIndex i, TokenIndex end) {
    TokenIndex j = i;
    while (j < end) {
        const Name* name = d.chunks.reader_name(j);
        const bool person = name != nullptr && name->kind == NameKind::person;
        const Chunk* chunk = d.chunks.from(Chunks::names, j);
        const bool leader =
            chunk != nullptr && chunk->last - j > 1 && has(*chunk, Lexeme::leader);
        const bool ordinal = d.token(j).upos == Upos::adj && d.text(j).front() >= '0' &&
                             d.text(j).front() <= '9';
        if (person || leader || (!is_capital_word(d, j) && !ordinal)) {
            break;
        }
        ++j;
    }
    return j;
}

/// "(CPV)" after a name.
TokenIndex after_acronym(const Draft& d, TokenIndex j, TokenIndex end) {
    const bool bracket = j + 2 < end && d.text(j) == "(" && d.text(j + 2) == ")" &&
                         d.chunks.capitalised(j + 1);
    return bracket ? j + 3 : j;
}

/// A known name at `j`: notes what it says and gives its end, else `j`.
TokenIndex take_name(const Draft& d,
                     TokenIndex j,
                     std::string_view preposition,
                     Tail& tail) {
    const Chunk* name = d.chunks.from(Chunks::names, j);
    if (name == nullptr || (has(*name, Lexeme::leader) && name->last - j > 1)) {
        return j;
    }
    if (has(*name, Lexeme::organisation)) {
        const OrganisationRow& row =
            d.tables.organisation(*d.chunks.row(*name, Lexeme::organisation));
        if (!tail.organisation) {
            tail.sector = row.sector;
            tail.kind = row.kind;
            tail.organisation = true;
        }
        tail.code = tail.code.empty() ? std::string(row.code) : tail.code;
        return name->last;
    }
    const std::string code = code_of(d, *name);
    if (preposition == "in" || preposition == "from") {
        tail.place = tail.place.empty() ? code : tail.place;
    } else {
        tail.code = tail.code.empty() ? code : tail.code;
    }
    return name->last;
}

/// A lower-case noun phrase as in "head of the delegation", "leader of the opposition".
TokenIndex common_object(const Draft& d, TokenIndex j, TokenIndex end, Tail& tail) {
    const Chunk* body = d.chunks.from(Chunks::bodies, j);
    if (body != nullptr) {
        note_inner(d, j, body->last, tail);
        return body->last;
    }
    TokenIndex k = j;
    while (k < end &&
           (d.token(k).upos == Upos::adj ||
            (d.token(k).upos == Upos::noun && d.token(k).rel == Rel::compound))) {
        ++k;
    }
    return k < end && d.token(k).upos == Upos::noun ? k + 1 : j;
}

/// What a state owns: "China's defence ministry", "Russia's Security Council".
TokenIndex owned_object(const Draft& d, TokenIndex j, TokenIndex end, Tail& tail) {
    const TokenIndex run = j < end ? capital_run(d, j, end) : j;
    if (run > j) {
        note_inner(d, j, run, tail);
        return run;
    }
    return j < end ? common_object(d, j, end, tail) : j;
}

/// An object that no table knows: capitalised words or a plain noun phrase.
TokenIndex unknown_object(const Draft& d, TokenIndex start, TokenIndex end, Tail& tail) {
    const TokenIndex run = capital_run(d, start, end);
    if (is_calendar_word(d, start)) {
        return start;  // "the demonstrators on Monday"
    }
    if (run == start) {
        return common_object(d, start, end, tail);
    }
    note_inner(d, start, run, tail);
    for (TokenIndex i = start; i < run && tail.code.empty(); ++i) {
        const Chunk* inner = d.chunks.from(Chunks::names, i);
        tail.code = inner == nullptr ? std::string() : code_of(d, *inner);
    }
    return run;
}

/// What follows a known name in it: "Laos Thongloun" ends with Laos, but "Vietnam
/// Fatherland Front" goes on where the reader has it as one name.
TokenIndex after_known(const Draft& d, TokenIndex start, TokenIndex k, Tail& tail) {
    const TokenIndex end = d.sentence_end(start);
    const TokenIndex run = k < end ? capital_run(d, k, end) : k;
    const Name* name = run > k ? d.chunks.reader_name(k) : nullptr;
    if (name != nullptr && name->first < k && name->kind == NameKind::organisation) {
        note_inner(d, start, run, tail);
        return run;
    }
    if (const Chunk* body = d.chunks.from(Chunks::bodies, k); body != nullptr) {
        note_inner(d, k, body->last, tail);
        return body->last;
    }
    return k;
}

/// The object of one preposition; `j` where there is none.
TokenIndex take_object(const Draft& d,
                       TokenIndex j,
                       std::string_view preposition,
                       Tail& tail) {
    const TokenIndex end = d.sentence_end(j);
    TokenIndex k = j;
    k += d.is(k, "the") ? 1U : 0U;
    if (k >= end) {
        return j;
    }
    // "special envoy of President Xi Jinping", "sister of North Korean leader X",
    // "daughter of company founder X": of somebody, who is named for himself.
    const Chunk* people = d.chunks.from(Chunks::names, k);
    const bool demonym = people != nullptr && has(*people, Lexeme::demonym);
    const bool common = people == nullptr && d.token(k).rel == Rel::compound;
    const bool here = d.chunks.from(Chunks::roles, k) != nullptr;
    const TokenIndex titled = demonym ? people->last : common && !here ? k + 1 : k;
    const Chunk* role = titled < end ? d.chunks.from(Chunks::roles, titled) : nullptr;
    // Not "of the Executive Committee".
    const bool noun = role != nullptr && d.token(role->last - 1).upos != Upos::adj;
    if (noun && role->last < end && person_name_end(d, role->last, true) > role->last) {
        return j;
    }
    if (const Chunk* backer = d.chunks.from(Chunks::names, k); backer != nullptr) {
        const TokenIndex next = after_backing(d, *backer);
        k = next > backer->last && next < end ? next : k;
    }
    const TokenIndex start = k;
    const TokenIndex named = take_name(d, k, preposition, tail);
    k = named;
    if (k > start && k < end && is_possessive_mark(d.text(k))) {
        const TokenIndex rest = owned_object(d, k + 1, end, tail);
        return rest > k + 1 ? rest : named;
    }
    k = k == start ? unknown_object(d, k, end, tail) : after_known(d, start, k, tail);
    if (k == start) {
        return j;
    }
    k = after_acronym(d, k, end);
    // "of the Communist Party of Viet Nam (CPV) Central Committee"
    const Chunk* body = k < end ? d.chunks.from(Chunks::bodies, k) : nullptr;
    const bool part = body != nullptr && d.chunks.capitalised(k) && body->last <= end;
    return part ? body->last : k;
}

bool links(const Draft& d, TokenIndex i) {
    return d.is(i, "of") || d.is(i, "for") || d.is(i, "on");
}

/// "and" that continues a name: "Foreign Affairs and Trade", not "… and President".
bool joins_name(const Draft& d, TokenIndex i, TokenIndex end) {
    if (!(d.is(i, "and") || d.text(i) == "&") || i + 1 >= end) {
        return false;
    }
    const TokenIndex next = i + 1;
    const Chunk* name = d.chunks.from(Chunks::names, next);
    const bool other =
        name != nullptr && (!code_of(d, *name).empty() || has(*name, Lexeme::leader));
    return is_capital_word(d, next) && !other &&
           d.chunks.from(Chunks::roles, next) == nullptr &&
           person_name_end(d, next, false) == next;
}

}  // namespace

TokenIndex after_backing(const Draft& draft, const Chunk& name) {
    const TokenIndex hyphen = name.last;
    if (hyphen + 1 >= draft.sentence_end(name.first) || draft.text(hyphen) != "-") {
        return name.last;
    }
    bool backed = false;
    for (const LowerWord word : std::initializer_list<LowerWord>{"backed",
                                                                 "supported",
                                                                 "sponsored",
                                                                 "allied",
                                                                 "aligned",
                                                                 "trained",
                                                                 "armed",
                                                                 "based",
                                                                 "led",
                                                                 "run",
                                                                 "controlled",
                                                                 "funded"}) {
        backed = backed || draft.is(hyphen + 1, word);
    }
    return backed ? hyphen + 2 : name.last;
}

bool is_calendar_word(const Draft& draft, TokenIndex i) {
    static constexpr LowerWord words[] = {"monday",
                                          "tuesday",
                                          "wednesday",
                                          "thursday",
                                          "friday",
                                          "saturday",
                                          "sunday",
                                          "january",
                                          "february",
                                          "july",
                                          "august",
                                          "september",
                                          "october",
                                          "november",
                                          "december"};
    return std::any_of(std::begin(words), std::end(words), [&](const LowerWord& word) {
        return draft.is(i, word);
    });
}

Tail parse_tail(const Draft& draft, TokenIndex i) {
    const TokenIndex end = draft.sentence_end(i);
    Tail tail;
    tail.last = i;
    const std::string_view preposition = draft.text(i);
    TokenIndex j = i;
    for (int part = 0; part < max_parts && j + 1 < end; ++part) {
        const bool link = part == 0 || links(draft, j);
        if (!link && !(draft.token(i).span.end > 0 && joins_name(draft, j, end))) {
            break;
        }
        const TokenIndex next = take_object(draft, j + 1, preposition, tail);
        if (next == j + 1) {
            break;
        }
        j = next;
        tail.last = j;
    }
    return tail;
}

std::string code_of(const Draft& draft, const Chunk& chunk) {
    for (const Lexeme lexeme : {Lexeme::state,
                                Lexeme::demonym,
                                Lexeme::metonym,
                                Lexeme::people,
                                Lexeme::capital}) {
        if (const auto row = draft.chunks.row(chunk, lexeme)) {
            return std::string(draft.tables.state(*row).code);
        }
    }
    if (const auto row = draft.chunks.row(chunk, Lexeme::organisation)) {
        return std::string(draft.tables.organisation(*row).code);
    }
    return {};
}

}  // namespace chancery::actors
