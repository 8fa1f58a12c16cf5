// Who is meant where no name stands: descriptions, pronouns, "both sides".
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "actors/antecedents.h"
#include "actors/choice.h"
#include "actors/draft.h"
#include "actors/entities.h"
#include "actors/people.h"

namespace chancery::actors {

/// Goes through the phrases in the order of the text and gives each its mention.
class Coreference {
  public:
    /// Where `choices` is not null, what each pronoun was chosen from is added to it.
    Coreference(Draft& draft,
                People& people,
                Entities& entities,
                std::vector<PronounChoice>* choices)
        : d_(draft),
          people_(people),
          entities_(entities),
          antecedents_(draft, people, seen_),
          choices_(choices) {}

    /// Appends to draft.out.mentions and draft.out.places.
    void run();

  private:
    void note_gender(const Phrase& phrase);
    void take(Phrase& phrase);
    void take_owner(const Phrase& phrase);
    void take_state(Phrase& phrase);
    void take_people(const Phrase& phrase);
    void take_body(Phrase& phrase);
    void take_group(Phrase& phrase);
    void take_listed(Phrase& phrase);
    void take_description(Phrase& phrase);
    void take_pronoun(Phrase& phrase);
    void take_pair(Phrase& phrase);
    void add_place(const Phrase& phrase, std::string_view code);

    Mention& mention(const Phrase& phrase,
                     MentionKind kind,
                     std::vector<ActorIndex> actors,
                     const char* rule);

    [[nodiscard]] ActorIndex described(const Phrase& phrase, const OfficePhrase& office);
    /// How somebody stands to an office: called by another role of the same office,
    /// known to hold it, called so, or named beside this very phrase.
    enum class Claim : std::uint8_t {
        none,
        otherwise_called,
        holder,
        so_called,
        apposed
    };

    [[nodiscard]] Claim claim_of(const PersonEvidence& person,
                                 const OfficePhrase& office,
                                 const std::string& code) const;
    [[nodiscard]] ActorIndex mentioned_holder(const OfficePhrase& office,
                                              const std::string& code,
                                              TokenIndex at) const;
    [[nodiscard]] ActorIndex holder_from_table(const Phrase& phrase,
                                               const OfficePhrase& office,
                                               const std::string& code);
    [[nodiscard]] ActorIndex counterpart(const Phrase& phrase,
                                         const OfficePhrase& office);
    [[nodiscard]] std::vector<ActorIndex> leaders_named(const OfficePhrase& office,
                                                        const std::string& code,
                                                        TokenIndex at) const;
    [[nodiscard]] ActorIndex bearer_at(TokenIndex i, const OfficePhrase& office) const;
    [[nodiscard]] ActorIndex predicated(const Phrase& phrase,
                                        const OfficePhrase& office) const;
    [[nodiscard]] std::string code_beside(TokenIndex i) const;
    [[nodiscard]] std::string body_code(const Phrase& phrase);
    [[nodiscard]] std::string group_code(const Phrase& phrase) const;
    [[nodiscard]] std::string owner_code(const OfficePhrase& office) const;
    [[nodiscard]] ActorIndex host(const OfficePhrase& office) const;
    [[nodiscard]] ActorIndex actor_at(TokenIndex i) const;
    [[nodiscard]] ActorIndex later_state(const Phrase& phrase) const;
    [[nodiscard]] ActorIndex speaker(const Phrase& phrase) const;
    [[nodiscard]] ActorIndex person_in_headline() const;
    [[nodiscard]] ActorIndex speaker_beside(const Phrase& phrase) const;
    [[nodiscard]] TokenIndex statement_word() const;
    [[nodiscard]] std::vector<ActorIndex> authors() const;
    [[nodiscard]] ActorIndex speakers_side(const Phrase& phrase);
    [[nodiscard]] ActorIndex neuter(const Phrase& phrase) const;
    [[nodiscard]] std::vector<ActorIndex> plural(const Phrase& phrase) const;
    [[nodiscard]] std::vector<ActorIndex> pair_of(const Phrase& phrase) const;
    [[nodiscard]] bool holds(const PersonEvidence& person, Office office) const;
    [[nodiscard]] std::string code_in_play(TokenIndex i) const;
    [[nodiscard]] std::string place_nearby(TokenIndex i) const;
    [[nodiscard]] bool same_clause_subject(TokenIndex pronoun, ActorIndex actor) const;

    Draft& d_;
    People& people_;
    Entities& entities_;
    std::vector<Seen> seen_;
    Antecedents antecedents_;
    std::vector<PronounChoice>* choices_;
};

}  // namespace chancery::actors
