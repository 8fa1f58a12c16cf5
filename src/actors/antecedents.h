// Who "he" and "she" are: ranks the persons named near a pronoun by weighted cues.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "actors/choice.h"
#include "actors/cues.h"
#include "actors/draft.h"
#include "actors/people.h"

namespace chancery::actors {

/// A mention already made, as pronouns look back on it.
struct Seen {
    ActorIndex actor = no_actor;
    TokenIndex first = 0;
    TokenIndex last = 0;
    TokenIndex head = 0;
    MentionKind kind = MentionKind::name;
    Gender pronoun = Gender::unknown;  ///< of "he" and "she"
    bool subject = false;
    bool full = false;  ///< a name of several words
    std::size_t mention = 0;
};

/// Time for one pronoun is bounded: it looks at a few sentences and a few dozen mentions.
class Antecedents {
  public:
    Antecedents(const Draft& draft, const People& people, const std::vector<Seen>& seen)
        : d_(draft), people_(people), seen_(seen) {}

    /// The person that the pronoun of `phrase` means; no_actor where nobody of the
    /// article is likely. Where `choices` is not null what was weighed is added there.
    [[nodiscard]] ActorIndex person(const Phrase& phrase,
                                    Gender gender,
                                    std::vector<PronounChoice>* choices);

  private:
    /// How surely the gender of a person is known.
    enum class GenderFrom : std::uint8_t {
        certain,  ///< a title, a table, the first of several names
        alone,    ///< the only name
        surname,  ///< a later name, which may be the family's
    };

    struct Spot {  ///< of a mention
        TokenIndex first = 0, last = 0, head = 0;
        std::uint32_t sentence = 0;
        Where where = Where::same;
        Role role = Role::other;
        TokenIndex clause = 0;
    };

    struct Candidate {
        ActorIndex actor = no_actor;
        Spot nearest;
        MentionKind kind = MentionKind::name;  ///< of its last name or description
        TokenIndex name_head = 0;              ///< of the same
        bool named = false;                    ///< these are set
        bool full = false;
        bool later = false;                ///< named after the pronoun too
        unsigned names = 0, pronouns = 0;  ///< mentions in reach before the pronoun
        TokenIndex oldest = 0;             ///< first token of the earliest of these
        Gender shown = Gender::unknown;    ///< by pronouns
    };

    struct Pronoun {
        Spot spot;
        PronounUse use = PronounUse::object;
        Gender gender = Gender::unknown;
        TokenIndex governor = no_token;
        TokenIndex possessed = no_token;
        const Seen* chain = nullptr;  ///< the last pronoun of the same gender
    };

    [[nodiscard]] Spot spot_of(TokenIndex first, TokenIndex last, TokenIndex head) const;
    void look_back();
    void look_ahead();
    void add_later(const Phrase& later);
    [[nodiscard]] Candidate* find(ActorIndex actor);
    [[nodiscard]] bool of_other_gender(const Candidate& candidate) const;
    [[nodiscard]] bool binds(const Candidate& candidate) const;
    [[nodiscard]] TokenIndex controller(TokenIndex verb) const;
    [[nodiscard]] bool barred(const Candidate& candidate) const;
    void add_cues(const Candidate& c, std::size_t rank);
    void add_tree_cues(const Candidate& c);
    void add_clause_cues(const Candidate& c);
    void add_prominence_cues(const Candidate& c, std::size_t rank);
    void add_phrase_cues(const Candidate& c);
    void add_chain_cue();
    void add_cues_for_nobody();
    void set_pronoun(TokenIndex at, Gender gender);
    [[nodiscard]] unsigned preposition_of(const Spot& spot) const;
    [[nodiscard]] TokenIndex first_name_of(ActorIndex actor) const;
    void add_nesting_cue(const Candidate& c);
    [[nodiscard]] GenderFrom gender_from(const PersonEvidence& person) const;
    [[nodiscard]] bool leads_to(TokenIndex from, TokenIndex to) const;
    void add_name_cues(const Candidate& c);
    void add_gender_cue(const Candidate& c);
    void count_names();
    [[nodiscard]] std::size_t names_of(ActorIndex actor) const;
    [[nodiscard]] unsigned topic_rank(const Candidate& c) const;
    [[nodiscard]] bool is_first_of_sentence(const Candidate& c) const;
    void cue(Cue kind, unsigned a, unsigned b = 0, unsigned c = 0);

    struct Named {
        std::size_t times = 0;
        TokenIndex first = no_token;
        GenderFrom from = GenderFrom::certain;
    };

    const Draft& d_;
    const People& people_;
    const std::vector<Seen>& seen_;
    std::vector<Named> named_;  ///< by actor: its names in the whole article
    Pronoun p_;
    std::vector<Candidate> candidates_;
    std::vector<ActorIndex> barred_;
    std::array<TokenIndex, 6> first_of_{};  ///< first person mention, by Where
    std::vector<std::uint32_t> cues_;
};

}  // namespace chancery::actors
