// States, organisations, bodies and groups of one article: one actor for each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/draft.h"

namespace chancery::actors {

/// The words that tell one body from another: "Ministry of Foreign Affairs" and "Foreign
/// Ministry" have the same.
[[nodiscard]] std::string body_words(std::string_view phrase);

class Entities {
  public:
    explicit Entities(Draft& draft) : d_(draft) {}

    ActorIndex state(std::uint32_t row, std::string_view as_written);
    ActorIndex state_of_code(std::string_view code);
    ActorIndex organisation(const Phrase& phrase);
    ActorIndex media(const Phrase& phrase);
    /// A body; `code` may be empty. `definite` with no code and no fuller name looks for
    /// the body that was named last.
    ActorIndex body(const Phrase& phrase, const std::string& code);
    /// One body for each state that a plural phrase names ("the German and French
    /// foreign ministries").
    std::vector<ActorIndex> bodies(const Phrase& phrase);
    /// True where body() would find the body without a country among those named.
    [[nodiscard]] bool names_body(const Phrase& phrase) const;
    /// "Israeli settlers", "protesters".
    ActorIndex group(const Phrase& phrase, const std::string& code);
    /// The code of the group that was named last with the same noun; empty where none was
    /// or it has none.
    [[nodiscard]] std::string code_of_group(const Phrase& phrase) const;
    /// The state that stands beside the armed groups of that noun most, other than as the
    /// one that acts: "arms for the rebels who fight the Syrian regime".
    [[nodiscard]] std::string home_of_rebels(const Phrase& phrase);
    /// A government by its seat: "the Kremlin", "the White House".
    ActorIndex seat(std::string_view code, const std::string& name);
    /// The people of a state: "Vietnamese", "Americans".
    ActorIndex people(const std::string& code, std::string name);

  private:
    struct NamedBody {
        ActorIndex actor = no_actor;
        std::string words;   ///< that tell it from others
        std::string head;    ///< "ministry"
        bool known = false;  ///< in the tables
        std::string owner;   ///< "obama" of "the Obama administration"
    };

    void note_body(NamedBody named);
    void learn_acronym(const Phrase& phrase, ActorIndex actor);
    void list_named();
    [[nodiscard]] std::optional<std::uint32_t> own_body(const std::string& words);
    [[nodiscard]] ActorIndex owned_body(const std::string& owner,
                                        const std::string& code,
                                        const std::string& words);
    [[nodiscard]] ActorIndex last_body(const Phrase& phrase,
                                       const std::string& words) const;
    ActorIndex make(const std::string& identity, Actor actor);
    [[nodiscard]] std::string name_without_determiner(const Phrase& phrase) const;
    void guess_unknown(Actor& actor, const Phrase& phrase) const;
    void guess_by_nouns(Actor& actor, const Phrase& phrase) const;
    void lengthen(ActorIndex actor, std::string name);

    Draft& d_;
    std::map<std::string, ActorIndex, std::less<>> known_;
    std::vector<NamedBody> bodies_;  ///< the last named at the end
    std::map<std::string, ActorIndex, std::less<>> acronyms_;  ///< by name_key()
    std::map<std::string, std::string, std::less<>> rebels_;   ///< code by noun
    std::map<std::string, ActorIndex, std::less<>> groups_;    ///< the last, by noun
    std::optional<std::vector<std::string>> named_;            ///< by list_named()
};

}  // namespace chancery::actors
