// The pass over the tokens behind find_phrases(); private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "actors/acronyms.h"
#include "actors/draft.h"
#include "actors/grammar.h"

namespace chancery::actors {

/// Takes phrases from the left, each token once. Each rule gives one past what it took,
/// or the token it was asked for.
class Finder {
  public:
    explicit Finder(Draft& draft) : d_(draft), acronyms_(find_acronyms(draft)) {}

    void run() {
        const auto size = static_cast<TokenIndex>(d_.reading.tokens.size());
        TokenIndex i = 0;
        while (i < size) {
            const TokenIndex next = std::max(take(i), i + 1);
            take_nested(i, next);
            i = next;
        }
        std::stable_sort(
            d_.phrases.begin(), d_.phrases.end(), [](const Phrase& a, const Phrase& b) {
                return a.first < b.first;
            });
    }

  private:
    TokenIndex take(TokenIndex i) {
        // ", D-Ohio," is nobody's name.
        if (i > d_.sentence_begin(i) && is_party_and_state(d_, i) &&
            (d_.text(i - 1) == "," || d_.text(i - 1) == "(")) {
            return std::min(d_.sentence_end(i), d_.text(i).size() > 2 ? i + 1 : i + 3);
        }
        for (const auto rule : {&Finder::take_pair,
                                &Finder::take_defined,
                                &Finder::take_bodies,
                                &Finder::take_owned,
                                &Finder::take_person,
                                &Finder::take_body,
                                &Finder::take_read,
                                &Finder::take_named,
                                &Finder::take_unknown,
                                &Finder::take_pronoun,
                                &Finder::take_surname}) {
            if (const TokenIndex next = (this->*rule)(i); next > i) {
                return next;
            }
        }
        return i;
    }

    Phrase& add(Found found, TokenIndex first, TokenIndex last) {
        Phrase phrase;
        phrase.found = found;
        phrase.first = first;
        phrase.last = last;
        phrase.name_first = first;
        phrase.name_last = last;
        phrase.head = d_.head_of(first, last);
        d_.phrases.push_back(phrase);
        return d_.phrases.back();
    }

    std::int32_t keep(OfficePhrase office) {
        d_.offices.push_back(std::move(office));
        return static_cast<std::int32_t>(d_.offices.size()) - 1;
    }

    TokenIndex skip_honorifics(TokenIndex i, Gender& gender) const {
        const Chunk* honorific = d_.chunks.from(Chunks::honorifics, i);
        // "He Lifeng" is no Excellency, and "the late" says when, as "former" does.
        while (honorific != nullptr && d_.text(i) != "He" &&
               !d_.is(honorific->last - 1, "late") &&
               d_.chunks.row(*honorific, Lexeme::honorific)) {
            const HonorificRow& row =
                d_.tables.honorific(*d_.chunks.row(*honorific, Lexeme::honorific));
            gender = row.gender == Gender::unknown ? gender : row.gender;
            i = honorific->last;
            honorific = d_.chunks.from(Chunks::honorifics, i);
        }
        return i;
    }

    [[nodiscard]] bool names_parties(TokenIndex noun) const;
    [[nodiscard]] bool is_crowd(TokenIndex noun) const;
    void take_nested(TokenIndex first, TokenIndex last);
    void nest_bodies(TokenIndex first, TokenIndex last);
    void nest_acronym(TokenIndex first, TokenIndex last);
    TokenIndex take_list(TokenIndex i, const OfficePhrase& office);
    TokenIndex take_pair(TokenIndex i);
    TokenIndex take_person(TokenIndex i);
    TokenIndex take_office(TokenIndex i, TokenIndex start, Gender gender);
    TokenIndex take_unnamed(TokenIndex i, OfficePhrase office);
    TokenIndex name_after(const OfficePhrase& office, Gender& gender) const;
    [[nodiscard]] bool may_name_several(const OfficePhrase& office,
                                        TokenIndex name) const;
    [[nodiscard]] bool is_generic(const OfficePhrase& office) const;
    TokenIndex after_comma(const OfficePhrase& office) const;
    [[nodiscard]] std::int32_t joined_before(TokenIndex i) const;
    TokenIndex named(TokenIndex i,
                     TokenIndex name_first,
                     TokenIndex name_last,
                     std::int32_t before,
                     Gender gender);
    TokenIndex apposition(Phrase& phrase);
    void note_owned_office(Phrase& phrase);
    [[nodiscard]] bool closes(const OfficePhrase& office) const;
    [[nodiscard]] bool leads_to_name(const OfficePhrase& office);
    void take_country(Phrase& phrase);
    TokenIndex further_names(TokenIndex end, std::int32_t before);
    TokenIndex take_defined(TokenIndex i);
    TokenIndex take_bodies(TokenIndex i);
    TokenIndex take_owned(TokenIndex i);
    TokenIndex take_body(TokenIndex i);
    TokenIndex add_body(const Phrase& body);
    TokenIndex take_organisation(const OfficePhrase& office);
    TokenIndex take_apposed(TokenIndex i);
    TokenIndex take_read(TokenIndex i);
    TokenIndex take_named(TokenIndex i);
    TokenIndex take_unknown(TokenIndex i);
    TokenIndex take_pronoun(TokenIndex i);
    TokenIndex take_surname(TokenIndex i);

    Draft& d_;
    Acronyms acronyms_;
};

}  // namespace chancery::actors
