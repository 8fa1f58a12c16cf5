// The rules of coding as read from data/coding: which words name which acts.
// The files and their columns are described in data/coding/README.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
#include "coding/act.h"
#include "coding/cameo.h"
#include "coding/confidence.h"
#include "coding/contexts.h"
#include "coding/mode_words.h"
#include "coding/place_choice.h"
#include "coding/reason_words.h"
#include "coding/speech_words.h"
#include "coding/time_words.h"

namespace chancery {

/// Where in the sentence a role is read from.
enum class Slot : std::uint8_t {
    subj,          ///< the doer of a verb, or of the verb that governs a noun trigger
    obj,           ///< the direct object
    iobj,          ///< the indirect object
    prep,          ///< object of the trigger's own preposition
    oblique,       ///< object of the preposition `word` under the trigger
    verb_oblique,  ///< noun triggers: object of the preposition `word` under the
                   ///< governing verb
    comp_subj,     ///< the doer inside the complement clause
    comp_obj,      ///< the object inside the complement clause ("vowed to help Ukraine")
    comp_oblique,  ///< object of the preposition `word` in it ("ready to work with
                   ///< China")
    objposs,       ///< owner of the object
    objof,         ///< "of" phrase of the object
    objadj,        ///< state adjective of the object
    poss,          ///< owner of a noun trigger
    adj,           ///< state adjective or compound of a noun trigger
    context,       ///< the other party of the communication in which the act stands
    speaker,       ///< who says the clause in which the trigger stands
    subj_owner,    ///< whose the thing is that does it ("a US airstrike killed")
    comp_owner,    ///< whose the thing is that the complement clause is about
    crowd,         ///< protests without a doer: the protesters that the article tells of
    authority,     ///< a passive without doer: the body that has power over such acts
};

struct SlotRef {
    Slot slot = Slot::subj;
    std::string word;  ///< the preposition, for the obliques
};

/// A sum of terms that are all taken; of each term the first alternative that names an
/// actor.
using RoleSpec = std::vector<std::vector<SlotRef>>;

/// A lemma or a class of lemmas.
using LemmaSet = std::unordered_set<std::string_view>;

struct Condition {
    enum class Kind : std::uint8_t {
        recipient,
        actors2,
        states2,
        obj_in,
        obj_not,
        prep_in,
        prep_not,
        mod_in,
        mod_not,
        comp_in,
        comp_aux,
        comp_not,
        for_not,  ///< of the object or prepositional object, what it is "for"
        comp_told,
        negated,
        active,  ///< the verb is no passive
        subj_in,
        subj_not,
        xcomp,
        ccomp,
        noxcomp,
        noccomp,
        noobj,
        has_obj,
        objkind,
        subjkind,
        past,
        future,
    };
    Kind kind = Kind::recipient;
    LemmaSet words;
    std::uint32_t actor_kinds = 0;  ///< bit set of ActorKind, for objkind and subjkind
};

enum class TriggerPos : std::uint8_t { verb, noun, verb_noun, adjective };

/// One line of rules.tsv.
struct Rule {
    std::string id;
    std::string trigger;  ///< as the table has it, for explain
    TriggerPos pos = TriggerPos::verb;
    LemmaSet head;    ///< lemmas of the verb, of the noun, of the adjective
    LemmaSet object;  ///< verb_noun: lemmas of the object noun
    std::vector<LemmaSet> modifiers;  ///< noun triggers: each must stand before the noun
    std::string
        particle;  ///< verb: "off" in "call off", as particle or preposition; or empty
    ActType type = ActType::consult;
    std::string mode;
    RoleSpec actors;
    RoleSpec recipients;
    Channel channel = Channel::none;
    std::vector<Condition> needs;
    std::string cameo;
    std::uint32_t line = 0;
    std::uint32_t words = 1;  ///< of the trigger; longer ones are tried first
};

/// What types.tsv says of a type.
struct TypeRow {
    ActType future_type = ActType::agree;
    std::string future_mode;
    std::vector<std::string> symmetric;  ///< modes whose parties are all actors
    bool verbal = false;                 ///< needs an identifiable recipient
    std::string cameo_root;
    std::uint8_t quad = 1;     ///< 1-4
    std::string refused_mode;  ///< of REJECT, where it is said that it will not be done

    [[nodiscard]] bool is_symmetric(std::string_view mode) const {
        return std::find(symmetric.begin(), symmetric.end(), mode) != symmetric.end();
    }
};

/// A phrase that tells the channel of an act in whose clause it stands.
struct ChannelPhrase {
    std::vector<std::string> lemmas;
    Channel channel = Channel::none;
};

/// The channel that acts of a type and mode have where nothing says it.
struct UsualChannel {
    /// Whose acts the row speaks of.
    enum class Who : std::uint8_t { any, person, other };
    ActType type = ActType::consult;
    std::string mode;  ///< empty for any
    Who who = Who::any;
    Channel channel = Channel::none;
};

class Classifier;

/// All tables of coding; immutable once loaded, shared by all threads.
class CodingTables {
  public:
    /// Reads every file of `dir` (data/coding). Errors name file and line.
    static Result<CodingTables> open(const std::string& dir);

    CodingTables(CodingTables&&) noexcept = default;
    CodingTables& operator=(CodingTables&&) noexcept = default;
    CodingTables(const CodingTables&) = delete;
    CodingTables& operator=(const CodingTables&) = delete;
    ~CodingTables() = default;

    /// Indices of the rules whose head may be this lemma, most specific first; may be
    /// null.
    [[nodiscard]] const std::vector<std::uint32_t>* rules_for(
        TriggerPos pos, std::string_view lemma) const;

    [[nodiscard]] const Rule& rule(std::uint32_t index) const { return rules_[index]; }

    [[nodiscard]] std::size_t rule_count() const { return rules_.size(); }

    [[nodiscard]] const TypeRow& type_row(ActType type) const {
        return types_[static_cast<std::size_t>(type)];
    }

    /// True where `lemma` is in class `name` (without the '@'); false for unknown
    /// classes.
    [[nodiscard]] bool in_class(std::string_view name, std::string_view lemma) const;

    /// A word that stands for a class (without the '@'): the one that it is called by, or
    /// its first; empty for unknown classes. Valid as long as `name` and the tables.
    [[nodiscard]] std::string_view class_word(std::string_view name) const;

    /// The word as these tables hold it, if a trigger, class or condition names it; else
    /// empty.
    [[nodiscard]] std::string_view known_word(std::string_view word) const {
        const auto it = pool_.find(word);
        return it == pool_.end() ? std::string_view{} : it->second;
    }

    /// The lemma of an irregular form of a verb ("froze": freeze), or empty.
    [[nodiscard]] std::string_view irregular_verb(std::string_view form) const {
        const auto it = verbs_.find(form);
        return it == verbs_.end() ? std::string_view{} : it->second;
    }

    /// Words of time, for find_times().
    [[nodiscard]] const TimeWords& times() const { return *times_; }

    /// The rule of rules.tsv with that id, or null.
    [[nodiscard]] const Rule* rule_with(std::string_view id) const;

    [[nodiscard]] const ReasonWords& reason_words() const { return *reason_words_; }

    [[nodiscard]] const CameoTable& cameo() const { return *cameo_; }

    [[nodiscard]] const ContextWords& context_words() const { return *context_words_; }

    [[nodiscard]] const ConfidenceTable& confidence() const { return *confidence_; }

    /// Modes of what the classifier finds.
    [[nodiscard]] const ModeWords& mode_words() const { return *mode_words_; }

    [[nodiscard]] const PlaceChoiceTable& place_choice() const { return *place_choice_; }

    /// Words of speaking, for find_statements().
    [[nodiscard]] const SpeechWords& speech() const { return *speech_; }

    /// The usual channel of such acts, by a person or not; none where the table has no
    /// row.
    [[nodiscard]] Channel usual_channel(ActType type,
                                        std::string_view mode,
                                        bool person) const;

    /// Channel phrases that start with this lemma, longest first; may be null.
    [[nodiscard]] const std::vector<ChannelPhrase>* channels_for(
        std::string_view lemma) const;

    /// Types what the rules do not list; null where none was set.
    [[nodiscard]] const Classifier* classifier() const { return classifier_.get(); }

    void set_classifier(std::shared_ptr<const Classifier> classifier) {
        classifier_ = std::move(classifier);
    }

  private:
    friend class RulesLoader;
    CodingTables() = default;

    std::shared_ptr<const Classifier> classifier_;

    std::vector<std::unique_ptr<std::string>> words_;  ///< owns what LemmaSets view
    std::unordered_map<std::string_view, std::string_view> pool_;
    std::unordered_map<std::string_view, LemmaSet> classes_;
    std::unordered_map<std::string_view, std::string_view> first_of_class_;
    std::unordered_map<std::string_view, std::string_view> verbs_;
    std::vector<Rule> rules_;
    std::array<std::unordered_map<std::string_view, std::vector<std::uint32_t>>, 4>
        by_lemma_;
    std::unique_ptr<const TimeWords> times_;
    std::unique_ptr<const CameoTable> cameo_;
    std::unique_ptr<const ContextWords> context_words_;
    std::unique_ptr<const ConfidenceTable> confidence_;
    std::unique_ptr<const ModeWords> mode_words_;
    std::unique_ptr<const PlaceChoiceTable> place_choice_;
    std::unique_ptr<const SpeechWords> speech_;
    std::unique_ptr<const ReasonWords> reason_words_;
    std::array<TypeRow, act_type_count> types_;
    std::unordered_map<std::string_view, std::vector<ChannelPhrase>> channels_;
    std::vector<UsualChannel> usual_channels_;
};

/// The modes that the annotation guide allows for a type.
[[nodiscard]] bool is_mode_of(ActType type, std::string_view mode);

}  // namespace chancery
