// SPDX-License-Identifier: Apache-2.0
#include "coding/rules.h"

#include <algorithm>
#include <array>
#include <memory>

#include "base/tsv.h"
#include "coding/modes.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, act_type_count> modes_of_type{
    " pledge agree meet invite ",
    " visit meeting multilateral phone negotiation mediation envoy correspondence ",
    " congratulate condole thank praise endorse recognise sign honour ",
    "",
    " economic military judicial intelligence other ",
    " economic military humanitarian peacekeeping asylum ",
    " release return access disarm ceasefire withdraw resign ",
    " assist change yield meet ",
    " disapprove allege investigate summon ",
    " assist change yield meet ",
    "",
    " demonstrate strike boycott riot ",
    " convict expel withdraw discontinue ",
    " troops weapons police ",
    " seize restrict censor curfew martial-law arrest deport withhold misinformation "
    "cyber ",
    " abduct beat torture execute kill explosives heavy-weapons aerial other "};

constexpr std::array<std::string_view, 30> prepositions{
    "with",  "to",    "from", "for",     "on",      "against", "over",   "by",
    "in",    "at",    "of",   "between", "towards", "toward",  "into",   "about",
    "among", "after", "as",   "through", "under",   "upon",    "before", "out",
    "off",   "near",  "via",  "inside",  "onto",    "during"};

using Kind = Condition::Kind;

struct ConditionName {
    std::string_view text;
    Kind kind;
};

constexpr auto plain_conditions =
    std::to_array<ConditionName>({{"active", Kind::active},
                                  {"future", Kind::future},
                                  {"comp-told", Kind::comp_told},
                                  {"negated", Kind::negated},
                                  {"recipient", Kind::recipient},
                                  {"actors2", Kind::actors2},
                                  {"states2", Kind::states2},
                                  {"xcomp", Kind::xcomp},
                                  {"ccomp", Kind::ccomp},
                                  {"noxcomp", Kind::noxcomp},
                                  {"noccomp", Kind::noccomp},
                                  {"noobj", Kind::noobj},
                                  {"obj", Kind::has_obj},
                                  {"past", Kind::past}});
constexpr std::array<ConditionName, 12> word_conditions{{{"comp-aux=", Kind::comp_aux},
                                                         {"for!=", Kind::for_not},
                                                         {"obj!=", Kind::obj_not},
                                                         {"obj=", Kind::obj_in},
                                                         {"prep!=", Kind::prep_not},
                                                         {"prep=", Kind::prep_in},
                                                         {"mod!=", Kind::mod_not},
                                                         {"mod=", Kind::mod_in},
                                                         {"comp!=", Kind::comp_not},
                                                         {"comp=", Kind::comp_in},
                                                         {"subj!=", Kind::subj_not},
                                                         {"subj=", Kind::subj_in}}};

bool is_preposition(std::string_view word) {
    return std::find(prepositions.begin(), prepositions.end(), word) !=
           prepositions.end();
}

std::optional<SlotRef> slot_from(std::string_view text) {
    constexpr auto plain = std::to_array<std::pair<std::string_view, Slot>>(
        {{"subj", Slot::subj},
         {"obj", Slot::obj},
         {"iobj", Slot::iobj},
         {"prep", Slot::prep},
         {"comp-subj", Slot::comp_subj},
         {"objposs", Slot::objposs},
         {"objof", Slot::objof},
         {"objadj", Slot::objadj},
         {"poss", Slot::poss},
         {"adj", Slot::adj},
         {"context", Slot::context},
         {"speaker", Slot::speaker},
         {"subj-owner", Slot::subj_owner},
         {"comp-owner", Slot::comp_owner},
         {"authority", Slot::authority},
         {"crowd", Slot::crowd},
         {"comp-obj", Slot::comp_obj}});
    for (const auto& [word, slot] : plain) {
        if (word == text) {
            return SlotRef{slot, {}};
        }
    }
    if (text.starts_with("verb-") && is_preposition(text.substr(5))) {
        return SlotRef{Slot::verb_oblique, std::string(text.substr(5))};
    }
    if (text.starts_with("comp-") && is_preposition(text.substr(5))) {
        return SlotRef{Slot::comp_oblique, std::string(text.substr(5))};
    }
    if (is_preposition(text)) {
        return SlotRef{Slot::oblique, std::string(text)};
    }
    return std::nullopt;
}

bool is_cameo(std::string_view text) {
    return text.size() <= 4 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> modes_of(ActType type) {
    std::vector<std::string_view> out;
    std::string_view list = modes_of_type[static_cast<std::size_t>(type)];
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (end > 0) {
            out.push_back(list.substr(0, end));
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return out;
}

bool is_mode_of(ActType type, std::string_view mode) {
    if (mode.empty()) {
        return true;
    }
    const std::string padded = ' ' + std::string(mode) + ' ';
    return modes_of_type[static_cast<std::size_t>(type)].find(padded) !=
           std::string_view::npos;
}

/// Fills a CodingTables from the files of data/coding.
class RulesLoader {
  public:
    Result<void> load(const std::string& dir, CodingTables& out) {
        tables_ = &out;
        for (const auto step : {&RulesLoader::load_classes,
                                &RulesLoader::load_modality,
                                &RulesLoader::load_types,
                                &RulesLoader::load_rules,
                                &RulesLoader::load_channels,
                                &RulesLoader::load_usual_channels,
                                &RulesLoader::load_verbs}) {
            if (auto done = (this->*step)(dir); !done) {
                return done;
            }
        }
        index_rules();
        auto times = TimeWords::open(dir + "/times.tsv");
        if (!times) {
            return times.error();
        }
        out.times_ = std::make_unique<const TimeWords>(std::move(*times));
        auto speech = SpeechWords::open(dir + "/speech.tsv");
        if (!speech) {
            return speech.error();
        }
        out.speech_ = std::make_unique<const SpeechWords>(std::move(*speech));
        auto modes = ModeWords::open(dir);
        if (!modes) {
            return modes.error();
        }
        out.mode_words_ = std::make_unique<const ModeWords>(std::move(*modes));
        auto places = PlaceChoiceTable::open(dir);
        if (!places) {
            return places.error();
        }
        out.place_choice_ = std::make_unique<const PlaceChoiceTable>(*places);
        return load_codes(dir);
    }

  private:
    /// The tables of codes and confidences, and that rules name codes which exist.
    Result<void> load_codes(const std::string& dir) {
        auto cameo = CameoTable::open(dir);
        auto contexts = ContextWords::open(dir);
        auto confidence = ConfidenceTable::open(dir);
        auto reasons = ReasonWords::open(dir);
        if (!cameo || !contexts || !confidence || !reasons) {
            return !cameo        ? cameo.error()
                   : !contexts   ? contexts.error()
                   : !confidence ? confidence.error()
                                 : reasons.error();
        }
        tables_->reason_words_ = std::make_unique<const ReasonWords>(std::move(*reasons));
        for (const Rule& rule : tables_->rules_) {
            if (!rule.cameo.empty() && cameo->find(rule.cameo) == nullptr) {
                return Error{"no code '" + rule.cameo + "' in cameo.tsv",
                             dir + "/rules.tsv",
                             rule.line};
            }
        }
        tables_->cameo_ = std::make_unique<const CameoTable>(std::move(*cameo));
        tables_->context_words_ =
            std::make_unique<const ContextWords>(std::move(*contexts));
        tables_->confidence_ =
            std::make_unique<const ConfidenceTable>(std::move(*confidence));
        return {};
    }

    std::string_view keep(std::string_view word) {
        if (const auto it = tables_->pool_.find(word); it != tables_->pool_.end()) {
            return it->second;
        }
        tables_->words_.push_back(std::make_unique<std::string>(word));
        const std::string_view kept = *tables_->words_.back();
        tables_->pool_.emplace(kept, kept);
        return kept;
    }

    Result<void> load_classes(const std::string& dir) {
        return load_class_table(dir + "/classes.tsv", "class");
    }

    /// The kinds of modality.tsv are classes like any other, kept apart for the reader.
    Result<void> load_modality(const std::string& dir) {
        return load_class_table(dir + "/modality.tsv", "kind");
    }

    Result<void> load_class_table(const std::string& path,
                                  std::string_view first_column) {
        const auto table = TsvTable::open(path, {first_column, "lemma", "note"});
        if (!table) {
            return table.error();
        }
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            if (row[0].empty() || row[1].empty()) {
                return table->fault(row, "a class and a lemma are needed");
            }
            tables_->classes_[keep(row[0])].insert(keep(row[1]));
            tables_->first_of_class_.try_emplace(keep(row[0]), keep(row[1]));
        }
        return {};
    }

    Result<void> load_types(const std::string& dir) {
        const auto table = TsvTable::open(dir + "/types.tsv",
                                          {"type",
                                           "future_type",
                                           "future_mode",
                                           "symmetric",
                                           "verbal",
                                           "cameo_root",
                                           "quad",
                                           "refused_mode"});
        if (!table) {
            return table.error();
        }
        std::array<bool, act_type_count> seen{};
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            const auto type = act_type_from(row[0]);
            const auto future = act_type_from(row[1]);
            if (!type || !future || !is_mode_of(*future, row[2]) ||
                !is_mode_of(ActType::reject, row[7])) {
                return table->fault(row, "not a PLOVER type, or not a mode of it");
            }
            std::vector<std::string> symmetric;
            for (const std::string_view mode : split(row[3], '|')) {
                if (!is_mode_of(*type, mode)) {
                    return table->fault(
                        row, "'" + std::string(mode) + "' is not a mode of it");
                }
                symmetric.emplace_back(mode);
            }
            if (row[6].size() != 1 || row[6][0] < '1' || row[6][0] > '4') {
                return table->fault(row, "the quadrant must be 1, 2, 3 or 4");
            }
            seen[static_cast<std::size_t>(*type)] = true;
            tables_->types_[static_cast<std::size_t>(*type)] =
                TypeRow{*future,
                        std::string(row[2]),
                        symmetric,
                        row[4] == "1",
                        std::string(row[5]),
                        static_cast<std::uint8_t>(row[6][0] - '0'),
                        std::string(row[7])};
        }
        if (std::find(seen.begin(), seen.end(), false) != seen.end()) {
            return Error{"one of the sixteen types has no row", table->path()};
        }
        return {};
    }

    Result<LemmaSet> lemmas(const TsvTable& table,
                            const TsvTable::Row& row,
                            std::string_view text) {
        LemmaSet out;
        for (const std::string_view word : split(text, '|')) {
            if (!word.starts_with('@')) {
                out.insert(keep(word));
                continue;
            }
            const auto it = tables_->classes_.find(word.substr(1));
            if (it == tables_->classes_.end()) {
                return table.fault(row,
                                   "no class " + std::string(word) + " in classes.tsv");
            }
            out.insert(it->second.begin(), it->second.end());
        }
        if (out.empty()) {
            return table.fault(row, "a lemma is missing");
        }
        return out;
    }

    Result<void> read_trigger(const TsvTable& table,
                              const TsvTable::Row& row,
                              Rule& rule) {
        const auto words = split(row[1], ' ');
        if (words.empty()) {
            return table.fault(row, "the trigger is empty");
        }
        const std::size_t head = rule.pos == TriggerPos::noun ? words.size() - 1 : 0;
        auto set = lemmas(table, row, words[head]);
        if (!set) {
            return set.error();
        }
        rule.head = std::move(*set);
        if (rule.pos == TriggerPos::noun) {
            for (std::size_t i = 0; i + 1 < words.size(); ++i) {
                auto modifier = lemmas(table, row, words[i]);
                if (!modifier) {
                    return modifier.error();
                }
                rule.modifiers.push_back(std::move(*modifier));
            }
            return {};
        }
        return read_tail(table, row, words, rule);
    }

    /// What follows the head of a verb trigger: a particle or preposition, or the object
    /// noun with the words that must stand before it.
    Result<void> read_tail(const TsvTable& table,
                           const TsvTable::Row& row,
                           const std::vector<std::string_view>& words,
                           Rule& rule) {
        std::size_t last = words.size();
        if (rule.pos == TriggerPos::verb_noun) {
            if (last < 2) {
                return table.fault(row,
                                   "a verb and an object noun are needed for pos vn");
            }
            auto object = lemmas(table, row, words[last - 1]);
            if (!object) {
                return object.error();
            }
            rule.object = std::move(*object);
            for (std::size_t i = 1; i + 1 < last; ++i) {
                auto modifier = lemmas(table, row, words[i]);
                if (!modifier) {
                    return modifier.error();
                }
                rule.modifiers.push_back(std::move(*modifier));
            }
            return {};
        }
        for (std::size_t i = 1; i < last; ++i) {
            rule.particle += (i > 1 ? " " : "") + std::string(words[i]);
        }
        return {};
    }

    static Result<RoleSpec> roles(const TsvTable& table,
                                  const TsvTable::Row& row,
                                  std::string_view text) {
        RoleSpec spec;
        for (const std::string_view term : split(text, '+')) {
            std::vector<SlotRef> alternatives;
            for (const std::string_view word : split(term, '|')) {
                auto slot = slot_from(word);
                if (!slot) {
                    return table.fault(row, "unknown slot '" + std::string(word) + "'");
                }
                alternatives.push_back(std::move(*slot));
            }
            spec.push_back(std::move(alternatives));
        }
        return spec;
    }

    Result<void> read_needs(const TsvTable& table, const TsvTable::Row& row, Rule& rule) {
        for (const std::string_view text : split(row[8], ';')) {
            auto condition = read_condition(table, row, text);
            if (!condition) {
                return condition.error();
            }
            rule.needs.push_back(std::move(*condition));
        }
        return {};
    }

    Result<Condition> read_condition(const TsvTable& table,
                                     const TsvTable::Row& row,
                                     std::string_view text) {
        for (const auto& [word, kind] : plain_conditions) {
            if (word == text) {
                return Condition{kind, {}, 0};
            }
        }
        for (const auto& [word, kind] : word_conditions) {
            if (text.starts_with(word)) {
                auto set = lemmas(table, row, text.substr(word.size()));
                if (!set) {
                    return set.error();
                }
                return Condition{kind, std::move(*set), 0};
            }
        }
        for (const auto& [word, kind] : {ConditionName{"objkind=", Kind::objkind},
                                         ConditionName{"subjkind=", Kind::subjkind}}) {
            if (!text.starts_with(word)) {
                continue;
            }
            Condition condition{kind, {}, 0};
            for (const std::string_view k : split(text.substr(word.size()), '|')) {
                const auto actor_kind = actor_kind_from(k);
                if (!actor_kind) {
                    return table.fault(row,
                                       "unknown kind of actor '" + std::string(k) + "'");
                }
                condition.actor_kinds |= 1U << static_cast<unsigned>(*actor_kind);
            }
            return condition;
        }
        return table.fault(row, "unknown condition '" + std::string(text) + "'");
    }

    Result<void> load_rules(const std::string& dir) {
        const auto table = TsvTable::open(dir + "/rules.tsv",
                                          {"id",
                                           "trigger",
                                           "pos",
                                           "type",
                                           "mode",
                                           "actors",
                                           "recipients",
                                           "channel",
                                           "needs",
                                           "cameo",
                                           "note"});
        if (!table) {
            return table.error();
        }
        std::unordered_map<std::string_view, std::uint32_t> ids;
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            if (const auto [it, fresh] = ids.emplace(row[0], row.line); !fresh) {
                return table->fault(row,
                                    "id '" + std::string(row[0]) + "' is used on line " +
                                        std::to_string(it->second));
            }
            auto rule = read_rule(*table, row);
            if (!rule) {
                return rule.error();
            }
            tables_->rules_.push_back(std::move(*rule));
        }
        return {};
    }

    static std::optional<TriggerPos> pos_from(std::string_view text) {
        constexpr std::array<std::string_view, 4> names{"v", "n", "vn", "a"};
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i] == text) {
                return static_cast<TriggerPos>(i);
            }
        }
        return std::nullopt;
    }

    Result<Rule> read_rule(const TsvTable& table, const TsvTable::Row& row) {
        Rule rule;
        rule.id = row[0];
        rule.trigger = row[1];
        rule.line = row.line;
        const auto pos = pos_from(row[2]);
        const auto type = act_type_from(row[3]);
        const auto channel = channel_from(row[7]);
        if (!pos) {
            return table.fault(row, "pos must be v, n, vn or a");
        }
        if (!type || !is_mode_of(*type, row[4])) {
            return table.fault(row,
                               "'" + std::string(row[3]) + "/" + std::string(row[4]) +
                                   "' is not a PLOVER type and mode");
        }
        if (!channel) {
            return table.fault(row, "unknown channel '" + std::string(row[7]) + "'");
        }
        if (!is_cameo(row[9])) {
            return table.fault(row, "a CAMEO code has two to four digits");
        }
        rule.pos = *pos;
        rule.type = *type;
        rule.mode = row[4];
        rule.channel = *channel;
        rule.cameo = row[9];
        if (auto done = read_trigger(table, row, rule); !done) {
            return done.error();
        }
        auto actors = roles(table, row, row[5]);
        auto recipients = roles(table, row, row[6]);
        if (!actors || !recipients) {
            return actors ? recipients.error() : actors.error();
        }
        if (actors->empty()) {
            return table.fault(row, "an act needs an actor slot");
        }
        rule.actors = std::move(*actors);
        rule.recipients = std::move(*recipients);
        if (auto done = read_needs(table, row, rule); !done) {
            return done.error();
        }
        rule.words = static_cast<std::uint32_t>(1 + rule.modifiers.size() +
                                                split(rule.particle, ' ').size() +
                                                (rule.object.empty() ? 0 : 1));
        return rule;
    }

    Result<void> load_verbs(const std::string& dir) {
        const auto table = TsvTable::open(dir + "/verbs.tsv", {"form", "lemma", "note"});
        if (!table) {
            return table.error();
        }
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            if (row[0].empty() || row[1].empty()) {
                return table->fault(row, "form or lemma is missing");
            }
            if (!tables_->verbs_.emplace(keep(row[0]), keep(row[1])).second) {
                return table->fault(row, "the form stands here twice");
            }
        }
        return {};
    }

    Result<void> load_channels(const std::string& dir) {
        const auto table =
            TsvTable::open(dir + "/channels.tsv", {"phrase", "channel", "note"});
        if (!table) {
            return table.error();
        }
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            const auto channel = channel_from(row[1]);
            if (!channel || row[0].empty()) {
                return table->fault(row, "a phrase and one of the channels are needed");
            }
            ChannelPhrase phrase;
            for (const std::string_view word : split(row[0], ' ')) {
                phrase.lemmas.emplace_back(word);
            }
            phrase.channel = *channel;
            auto& list = tables_->channels_[keep(phrase.lemmas.front())];
            list.push_back(std::move(phrase));
        }
        for (auto& [lemma, list] : tables_->channels_) {
            std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
                return a.lemmas.size() > b.lemmas.size();
            });
        }
        return {};
    }

    Result<void> load_usual_channels(const std::string& dir) {
        const auto table = TsvTable::open(dir + "/usual_channels.tsv",
                                          {"type", "mode", "who", "channel", "note"});
        if (!table) {
            return table.error();
        }
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            const auto type = act_type_from(row[0]);
            if (!type || !is_mode_of(*type, row[1])) {
                return table->fault(row, "not a PLOVER type and its mode");
            }
            UsualChannel usual{*type, std::string(row[1])};
            if (row[2] == "person") {
                usual.who = UsualChannel::Who::person;
            } else if (row[2] == "other") {
                usual.who = UsualChannel::Who::other;
            } else if (!row[2].empty()) {
                return table->fault(row, "who must be person, other or empty");
            }
            const auto channel = channel_from(row[3]);
            if (!channel && row[3] != "none") {
                return table->fault(row, "one of the channels or none is needed");
            }
            usual.channel = channel.value_or(Channel::none);
            tables_->usual_channels_.push_back(std::move(usual));
        }
        return {};
    }

    void index_rules() {
        for (std::uint32_t i = 0; i < tables_->rules_.size(); ++i) {
            const Rule& rule = tables_->rules_[i];
            for (const std::string_view lemma : rule.head) {
                tables_->by_lemma_[static_cast<std::size_t>(rule.pos)][lemma].push_back(
                    i);
            }
        }
        const auto& rules = tables_->rules_;
        for (auto& index : tables_->by_lemma_) {
            for (auto& [lemma, list] : index) {
                std::stable_sort(
                    list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) {
                        return rules[a].words > rules[b].words;
                    });
            }
        }
    }

    CodingTables* tables_ = nullptr;
};

Result<CodingTables> CodingTables::open(const std::string& dir) {
    CodingTables tables;
    RulesLoader loader;
    if (auto done = loader.load(dir, tables); !done) {
        return done.error();
    }
    return tables;
}

const std::vector<std::uint32_t>* CodingTables::rules_for(TriggerPos pos,
                                                          std::string_view lemma) const {
    const auto& index = by_lemma_[static_cast<std::size_t>(pos)];
    const auto it = index.find(lemma);
    return it == index.end() ? nullptr : &it->second;
}

const Rule* CodingTables::rule_with(std::string_view id) const {
    const auto it = std::find_if(
        rules_.begin(), rules_.end(), [&](const Rule& r) { return r.id == id; });
    return it == rules_.end() ? nullptr : &*it;
}

std::string_view CodingTables::class_word(std::string_view name) const {
    const auto it = first_of_class_.find(name);
    if (it == first_of_class_.end()) {
        return {};
    }
    for (const std::string_view ending : {"", "verb", "noun", "thing"}) {
        if (name.ends_with(ending)) {
            const std::string_view word = name.substr(0, name.size() - ending.size());
            if (in_class(name, word)) {
                return word;
            }
        }
    }
    return it->second;
}

bool CodingTables::in_class(std::string_view name, std::string_view lemma) const {
    const auto it = classes_.find(name);
    return it != classes_.end() && it->second.contains(lemma);
}

Channel CodingTables::usual_channel(ActType type,
                                    std::string_view mode,
                                    bool person) const {
    const auto not_who = person ? UsualChannel::Who::other : UsualChannel::Who::person;
    for (const UsualChannel& row : usual_channels_) {
        if (row.type == type && (row.mode.empty() || row.mode == mode) &&
            row.who != not_who) {
            return row.channel;
        }
    }
    return Channel::none;
}

const std::vector<ChannelPhrase>* CodingTables::channels_for(
    std::string_view lemma) const {
    const auto it = channels_.find(lemma);
    return it == channels_.end() ? nullptr : &it->second;
}

}  // namespace chancery
