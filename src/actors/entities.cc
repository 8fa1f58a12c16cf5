// SPDX-License-Identifier: Apache-2.0
#include "actors/entities.h"

#include <algorithm>

#include "actors/acronyms.h"
#include "actors/belonging.h"
#include "actors/grammar.h"
#include "actors/people.h"
#include "text/fold.h"

namespace chancery::actors {

namespace {

/// The noun of a body's name: "ministry" of "foreign ministry" and of "ministry of
/// defence".
std::string head_of_body(std::string_view phrase) {
    const std::string_view front = phrase.substr(0, phrase.find(" of "));
    return std::string(front.substr(front.find_last_of(' ') + 1));
}

/// The kind of a group by its head word, else by its sector.
ActorKind group_kind(const RoleRow& role, Sector sector) {
    if (role.kind == ActorKind::other && sector == Sector::reb) {
        return ActorKind::armed_group;  // "militant group"
    }
    if (role.kind) {
        return *role.kind;
    }
    switch (sector) {
        case Sector::cvl:
        case Sector::edu:
        case Sector::cop:
        case Sector::jud:
        case Sector::mil:
        case Sector::med:
        case Sector::opp:
            return ActorKind::people;
        case Sector::reb:
            return ActorKind::armed_group;
        default:
            return ActorKind::other;
    }
}

/// The words that tell one body from another: "Ministry of Foreign Affairs" and
/// "Foreign Ministry" have the same.
std::string body_words(std::string_view phrase) {
    std::vector<std::string> words = name_words(phrase);
    std::erase_if(words, [](const std::string& w) {
        return w == "of" || w == "the" || w == "for" || w == "and" || w == "affairs" ||
               w == "s" || w == "national";
    });
    std::sort(words.begin(), words.end());
    std::string out;
    for (const std::string& word : words) {
        out += ' ' + word;
    }
    return out;
}

}  // namespace

ActorIndex Entities::make(const std::string& identity, Actor actor) {
    const auto [it, is_new] =
        known_.try_emplace(identity, static_cast<ActorIndex>(d_.out.actors.size()));
    if (is_new) {
        actor.key = actor_key(actor.name);
        d_.out.actors.push_back(std::move(actor));
    }
    return it->second;
}

void Entities::lengthen(ActorIndex actor, std::string name) {
    Actor& known = d_.out.actors[actor];
    if (name.size() > known.name.size()) {
        known.name = std::move(name);
        known.key = actor_key(known.name);
    }
}

std::string Entities::name_without_determiner(const Phrase& phrase) const {
    TokenIndex first = phrase.first;
    if (phrase.found == Found::group) {
        while (first + 1 < phrase.last && d_.token(first).upos == Upos::num) {
            ++first;
        }
    }
    const Token& t = d_.token(first);
    if (first + 1 < phrase.last &&
        (t.upos == Upos::det || t.xpos == Xpos::prp_s || d_.is(first, "the"))) {
        ++first;
    }
    return d_.words(first, phrase.last);
}

ActorIndex Entities::state(std::uint32_t row, std::string_view as_written) {
    const StateRow& state = d_.tables.state(row);
    Actor actor;
    actor.kind = ActorKind::state;
    actor.name = std::string(as_written.empty() ? state.name : as_written);
    actor.table_name = std::string(state.name);
    actor.code = std::string(state.code);
    const std::string identity = "s:" + actor.code;
    const bool written = !as_written.empty();
    actor.rule = written ? "table:state" : "table:state-demonym";
    const ActorIndex index = make(identity, std::move(actor));
    Actor& made = d_.out.actors[index];
    // The first proper name in the text is better than the table's.
    if (written && made.rule == "table:state-demonym") {
        made.name = std::string(as_written);
        made.key = actor_key(made.name);
        made.rule = "table:state";
    }
    return index;
}

ActorIndex Entities::state_of_code(std::string_view code) {
    const auto row = d_.tables.state_by_code(code);
    return row ? state(*row, {}) : no_actor;
}

/// Notes what an acronym in brackets after or at the end of a name stands for.
void Entities::learn_acronym(const Phrase& phrase, ActorIndex actor) {
    constexpr TokenIndex brackets = 3;
    const bool longer = phrase.last - phrase.first > brackets;
    for (const TokenIndex i : {phrase.last, phrase.last - (longer ? brackets : 0)}) {
        if (const std::string_view word = bracketed_acronym(d_, i); !word.empty()) {
            acronyms_.insert_or_assign(name_key(word), actor);
        }
    }
}

ActorIndex Entities::organisation(const Phrase& phrase) {
    std::string name = name_without_determiner(phrase);
    if (const auto it = acronyms_.find(name_key(name)); it != acronyms_.end()) {
        return it->second;
    }
    Actor actor;
    actor.name = name;
    std::string identity;
    if (phrase.row != no_actor) {
        const OrganisationRow& row = d_.tables.organisation(phrase.row);
        actor.table_name = std::string(row.name);
        actor.kind = row.kind;
        actor.code = std::string(row.code);
        actor.sector = row.sector;
        actor.rule = "table:organisation";
        identity = "o:" + actor.table_name;
    } else {
        actor.rule = "unknown-name";
        guess_unknown(actor, phrase);
        identity = "u:" + name_key(name);
    }
    const bool known = phrase.row != no_actor;
    const Actor guess = actor;
    const ActorIndex index = make(identity, std::move(actor));
    if (Actor& made = d_.out.actors[index]; !known && made.rule.starts_with("unknown")) {
        // A later mention may say what an earlier one left open.
        if (made.kind == ActorKind::other && guess.kind != ActorKind::other) {
            made.kind = guess.kind;
            made.sector = guess.sector;
        }
        const bool better = made.code.empty() || made.rule.ends_with("+home");
        if (better && !guess.code.empty()) {
            made.code = guess.code;
            made.rule = guess.rule;
        }
    }
    learn_acronym(phrase, index);
    const ActorKind kind = d_.out.actors[index].kind;
    if (kind == ActorKind::body || kind == ActorKind::party) {
        note_body({index, body_words(name), head_of_body(fold(name)), known, {}});
    }
    if (known) {
        lengthen(index, std::move(name));
    }
    return index;
}

namespace {

/// The row of the word that says what a name is of: the last before "of", "for" and the
/// like ("Foundation for Aid to …"), else the last of all.
const HeadRow* head_of_name(const ActorTables& tables, std::string_view name) {
    const std::vector<std::string> words = name_words(name);
    const auto link = std::find_if(words.begin(), words.end(), [](const std::string& w) {
        return w == "of" || w == "for" || w == "on" || w == "against" || w == "in" ||
               w == "to" || w == "without";
    });
    const HeadRow* head = nullptr;
    for (auto word = words.begin(); word != words.end(); ++word) {
        const HeadRow* row = tables.head(*word);
        if (row != nullptr && (word < link || head == nullptr)) {
            head = row;
        }
    }
    return head;
}

/// "National Counterterrorism Center" is of a state, "Center for Strategic Studies" not.
bool is_public(std::string_view key) {
    const bool state = key.starts_with("national ") || key.starts_with("federal ");
    return state && (key.find(" cent") != std::string_view::npos ||
                     key.find(" institute") != std::string_view::npos ||
                     key.find(" laborator") != std::string_view::npos);
}

/// What a common noun beside a name says of it: "the French aid agency ACTED".
struct Beside {
    ActorKind kind = ActorKind::other;
    Sector sector = Sector::none;
    TokenIndex first = 0;
};

/// The kind that a role or body of the tables at `i` has, where it is no person.
std::optional<Beside> noun_at(const Draft& d, TokenIndex i) {
    if (const Chunk* role = d.chunks.at(Chunks::roles, i)) {
        const RoleRow& row = d.tables.role(*d.chunks.row(*role, Lexeme::role));
        if (row.kind && !row.plural) {
            const bool ngo = row.sector == Sector::cvl || row.sector == Sector::ngo;
            const ActorKind kind = row.kind != ActorKind::other ? *row.kind
                                   : row.sector == Sector::reb  ? ActorKind::armed_group
                                   : row.sector == Sector::bus  ? ActorKind::company
                                   : ngo                        ? ActorKind::ngo
                                                                : ActorKind::other;
            const Sector sector = kind == ActorKind::ngo ? Sector::ngo : row.sector;
            return Beside{kind, sector, role->first};
        }
        return std::nullopt;
    }
    if (const Chunk* body = d.chunks.at(Chunks::bodies, i)) {
        const BodyRow& row = d.tables.body(*d.chunks.row(*body, Lexeme::body));
        return Beside{row.kind, row.sector, body->first};
    }
    const HeadRow* head = d.tables.head(d.reading.lemma(i));
    const bool noun = d.token(i).upos == Upos::noun && head != nullptr;
    return noun ? std::optional(Beside{head->kind, head->sector, i}) : std::nullopt;
}

/// The first word of the noun phrase that a noun at `i` ends or stands in.
TokenIndex start_of_noun_phrase(const Draft& d, TokenIndex i) {
    const TokenIndex begin = d.sentence_begin(i);
    TokenIndex first = i;
    for (int n = 0; n < 8 && first > begin; ++n) {
        const Upos tag = d.token(first - 1).upos;
        const bool inside = tag == Upos::adj || tag == Upos::noun || tag == Upos::propn ||
                            tag == Upos::num || d.text(first - 1) == "-" ||
                            is_possessive_mark(d.text(first - 1)) ||
                            (tag == Upos::verb && first >= 2 && d.text(first - 2) == "-");
        if (!inside) {
            break;
        }
        --first;
    }
    return first;
}

}  // namespace

/// What stands around an unknown name: "the French aid agency ACTED", "ACTED, a French
/// aid agency", "the ILNA news agency".
void Entities::guess_by_nouns(Actor& actor, const Phrase& phrase) const {
    const TokenIndex end = d_.sentence_end(phrase.first);
    std::optional<Beside> noun;
    TokenIndex first = phrase.first;
    TokenIndex last = phrase.first;
    if (phrase.first > d_.sentence_begin(phrase.first) &&
        !d_.chunks.capitalised(phrase.first - 1)) {
        noun = noun_at(d_, phrase.first - 1);
        if (noun) {
            last = noun->first;
            first = start_of_noun_phrase(d_, last);
        }
    }
    if (!noun && phrase.last < end && !d_.chunks.capitalised(phrase.last)) {
        noun = noun_at(d_, phrase.last);
    }
    if (!noun && phrase.last + 2 < end && d_.text(phrase.last) == "," &&
        d_.token(phrase.last + 1).upos == Upos::det) {
        const auto office = parse_office(d_, phrase.last + 1, /*joined=*/false);
        if (office && office->collective) {
            noun = noun_at(d_, office->role_last - 1);
            first = office->first;
            last = office->last;
        }
    }
    if (!noun) {
        return;
    }
    if (actor.kind == ActorKind::other) {
        actor.kind = noun->kind;
        actor.sector = noun->sector;
    }
    if (actor.code.empty()) {
        actor.code = said_code(d_, first, last);
    }
}

void Entities::guess_unknown(Actor& actor, const Phrase& phrase) const {
    if (!d_.article.outlet.empty() &&
        name_key(actor.name) == name_key(d_.article.outlet)) {
        actor.kind = ActorKind::media;
        actor.sector = Sector::med;
        return;
    }
    if (const HeadRow* head = head_of_name(d_.tables, actor.name)) {
        actor.kind = head->kind;
        actor.sector = head->sector;
        if (head->kind == ActorKind::ngo && is_public(name_key(actor.name))) {
            actor.kind = ActorKind::body;
            actor.sector = Sector::gov;
        }
    }
    // "Doctors Without Borders", "Parliamentarians for Clean Seas".
    const std::string key = name_key(actor.name);
    if (actor.kind == ActorKind::other && (key.find(" for ") != std::string::npos ||
                                           key.find(" against ") != std::string::npos ||
                                           key.find(" without ") != std::string::npos)) {
        actor.kind = ActorKind::ngo;
        actor.sector = Sector::ngo;
    }
    actor.code = said_code(d_, phrase.first, phrase.last);
    guess_by_nouns(actor, phrase);
    if (!actor.code.empty() && !d_.tables.is_state(actor.code) &&
        (actor.kind == ActorKind::body || actor.kind == ActorKind::ngo)) {
        actor.kind = ActorKind::igo;
        actor.sector = Sector::igo;
    }
    // What an article names without a country is at home in it only where it governs
    // or fights there: companies, universities and the press are from anywhere.
    const bool local = actor.kind == ActorKind::body || actor.kind == ActorKind::party ||
                       actor.kind == ActorKind::armed_group ||
                       actor.kind == ActorKind::people ||
                       (actor.kind == ActorKind::ngo && actor.sector == Sector::cvl);
    if (actor.code.empty() && local) {
        actor.code = d_.home;
        actor.rule += "+home";
    }
}

ActorIndex Entities::media(const Phrase& phrase) {
    const MediaRow& row = d_.tables.media(phrase.row);
    Actor actor;
    actor.kind = ActorKind::media;
    actor.sector = Sector::med;
    actor.name = name_without_determiner(phrase);
    actor.table_name = std::string(row.name);
    actor.code = std::string(row.code);
    actor.rule = "table:media";
    const std::string identity = "m:" + actor.table_name;
    return make(identity, std::move(actor));
}

void Entities::note_body(NamedBody named) {
    std::erase_if(bodies_,
                  [&](const NamedBody& body) { return body.actor == named.actor; });
    bodies_.push_back(std::move(named));
}

/// The body that a shorter name means: the same words, or for a bare head word ("the
/// ministry", "the Party") the last one with that head.
ActorIndex Entities::last_body(const Phrase& phrase, const std::string& words) const {
    const BodyRow& row = d_.tables.body(phrase.row);
    const bool bare = d_.words(phrase.name_first, phrase.name_last).size() ==
                      name_without_determiner(phrase).size();
    const auto same =
        std::find_if(bodies_.rbegin(), bodies_.rend(), [&](const NamedBody& b) {
            return b.words == words && (bare || !b.known);
        });
    if (same != bodies_.rend()) {
        return same->actor;
    }
    const bool single = row.phrase.find(' ') == std::string_view::npos;
    const auto headed =
        std::find_if(bodies_.rbegin(), bodies_.rend(), [&](const NamedBody& b) {
            return b.head == row.phrase;
        });
    return bare && single && headed != bodies_.rend() ? headed->actor : no_actor;
}

bool Entities::names_body(const Phrase& phrase) const {
    const std::string words = body_words(d_.words(phrase.name_first, phrase.name_last));
    return last_body(phrase, words) != no_actor;
}

/// The states and organisations of the article as it spells them: those of the outlet's
/// country first, then organisations, then the most named.
void Entities::list_named() {
    constexpr std::size_t most = 24;
    constexpr TokenIndex longest = 3;
    std::map<std::string, std::pair<int, int>> ranks;
    for (const Chunk& chunk : d_.chunks.all(Chunks::names)) {
        constexpr std::uint32_t wanted =
            bit(Lexeme::state) | bit(Lexeme::demonym) | bit(Lexeme::organisation);
        if ((chunk.lexemes & wanted) == 0 || chunk.last - chunk.first > longest) {
            continue;
        }
        const std::string code = code_of(d_, chunk);
        const int group = code == d_.domestic ? 2 : d_.tables.is_state(code) ? 0 : 1;
        auto& rank = ranks[d_.words(chunk.first, chunk.last)];
        rank = {group, rank.second + 1};
    }
    named_.emplace();
    for (const auto& entry : ranks) {
        named_->push_back(entry.first);
    }
    std::stable_sort(named_->begin(), named_->end(), [&](const auto& a, const auto& b) {
        return ranks[a] > ranks[b];
    });
    named_->resize(std::min(named_->size(), most));
}

/// The row of the body that the tables know by these words after the name of a state or
/// organisation of the article: "Senate" where the United States are spoken of.
std::optional<std::uint32_t> Entities::own_body(const std::string& words) {
    if (!named_) {
        list_named();
    }
    for (const std::string& owner : *named_) {
        for (const Entry& entry : d_.tables.find(owner + ' ' + words)) {
            if (entry.lexeme == Lexeme::organisation) {
                return entry.row;
            }
        }
    }
    return std::nullopt;
}

/// The body that belongs to a person ("the Obama administration"), if it was named with
/// that owner or with none so far.
ActorIndex Entities::owned_body(const std::string& owner,
                                const std::string& code,
                                const std::string& words) {
    const auto same = [&](const NamedBody& body) {
        return body.words == words && d_.out.actors[body.actor].code == code;
    };
    const auto named =
        std::find_if(bodies_.rbegin(), bodies_.rend(), [&](const NamedBody& body) {
            return same(body) && (owner.empty() || body.owner == owner);
        });
    if (named != bodies_.rend()) {
        return named->actor;
    }
    const auto free = std::find_if(bodies_.begin(), bodies_.end(), [&](auto& body) {
        return same(body) && body.owner.empty();
    });
    if (free == bodies_.end()) {
        return no_actor;
    }
    free->owner = owner;
    return free->actor;
}

ActorIndex Entities::body(const Phrase& phrase, const std::string& code) {
    const BodyRow& row = d_.tables.body(phrase.row);
    const std::string words = body_words(d_.words(phrase.name_first, phrase.name_last));
    const std::string owner =
        phrase.owner == no_token ? std::string() : fold(d_.text(phrase.owner));
    if (code.empty()) {
        if (const ActorIndex known = last_body(phrase, words); known != no_actor) {
            return known;
        }
    }
    // "the Senate" is that of the outlet's country, "the army" that of the story's.
    const bool proper = d_.chunks.capitalised(phrase.name_first) &&
                        (phrase.name_first > d_.sentence_begin(phrase.name_first) ||
                         (d_.token(phrase.name_last - 1).upos == Upos::propn &&
                          row.sector == Sector::leg));
    if (code.empty() && proper) {
        const auto own = own_body(d_.words(phrase.name_first, phrase.name_last));
        if (own) {
            Phrase known = phrase;
            known.row = *own;
            return organisation(known);
        }
    }
    Actor actor;
    actor.kind = row.kind;
    actor.sector = row.sector;
    actor.name = name_without_determiner(phrase);
    actor.code = !code.empty() ? code : proper ? d_.domestic : d_.home;
    actor.rule = code.empty() ? "body+home" : "body";
    if (actor.kind == ActorKind::body && !code.empty() && !d_.tables.is_state(code)) {
        actor.kind = ActorKind::igo;
        actor.sector = Sector::igo;
    }
    std::string name = actor.name;
    ActorIndex index = owned_body(owner, actor.code, words);
    if (index == no_actor) {
        const std::string identity = "b:" + actor.code + words + '@' + owner;
        index = make(identity, std::move(actor));
    }
    lengthen(index, std::move(name));
    learn_acronym(phrase, index);
    note_body({index, words, head_of_body(row.phrase), false, owner});
    return index;
}

std::vector<ActorIndex> Entities::bodies(const Phrase& phrase) {
    const BodyRow& row = d_.tables.body(phrase.row);
    std::vector<ActorIndex> made;
    for (TokenIndex i = phrase.first; i < phrase.name_first; ++i) {
        const Chunk* state = d_.chunks.from(Chunks::names, i);
        if (state == nullptr) {
            continue;
        }
        Actor actor;
        actor.kind = row.kind;
        actor.sector = row.sector;
        actor.name = d_.words(state->first, state->last) + ' ' + std::string(row.phrase);
        actor.code = code_of(d_, *state);
        actor.rule = "body";
        const std::string words = body_words(row.phrase);
        ActorIndex index = owned_body({}, actor.code, words);
        if (index == no_actor) {
            const std::string identity = "b:" + actor.code + words + '@';
            index = make(identity, std::move(actor));
        }
        note_body({index, words, head_of_body(row.phrase), false, {}});
        made.push_back(index);
    }
    return made;
}

ActorIndex Entities::seat(std::string_view code, const std::string& name) {
    Actor actor;
    actor.kind = ActorKind::body;
    actor.sector = Sector::gov;
    actor.name = name;
    actor.code = std::string(code);
    actor.rule = "table:seat";
    const std::string identity = "k:" + actor.code + name_key(name);
    return make(identity, std::move(actor));
}

ActorIndex Entities::people(const std::string& code, std::string name) {
    Actor actor;
    actor.kind = ActorKind::people;
    actor.sector = Sector::cvl;
    actor.plural = true;
    actor.name = std::move(name);
    actor.code = code;
    actor.rule = "table:people";
    return make("p:" + code, std::move(actor));
}

std::string Entities::home_of_rebels(const Phrase& phrase) {
    const auto noun_of = [&](const Phrase& group) {
        const OfficePhrase& office = d_.offices[static_cast<std::size_t>(group.before)];
        return body_words(d_.words(office.role_first, office.role_last));
    };
    const std::string noun = noun_of(phrase);
    const auto [known, is_new] = rebels_.try_emplace(noun);
    if (!is_new) {
        return known->second;
    }
    std::map<std::string, double> votes;
    for (const Phrase& group : d_.phrases) {
        if (group.found != Found::group || noun_of(group) != noun) {
            continue;
        }
        constexpr TokenIndex reach = 24;
        const TokenIndex begin = std::max(d_.sentence_begin(group.first),
                                          group.first - std::min(group.first, reach));
        const TokenIndex end = std::min(d_.sentence_end(group.first), group.last + reach);
        for (TokenIndex i = begin; i < end; ++i) {
            const Chunk* chunk = d_.chunks.from(Chunks::names, i);
            const Rel rel = d_.token(i).rel;
            const bool acts = rel == Rel::nsubj || rel == Rel::nsubj_pass;
            const std::string code =
                chunk == nullptr || acts ? std::string() : code_of(d_, *chunk);
            if (d_.tables.is_state(code)) {
                const TokenIndex gap =
                    i > group.first ? i - group.first : group.first - i;
                votes[code] += 1.0 / (1.0 + gap);
            }
        }
    }
    double most = 0;
    for (const auto& [code, vote] : votes) {
        if (vote > most) {
            known->second = code;
            most = vote;
        }
    }
    return known->second;
}

std::string Entities::code_of_group(const Phrase& phrase) const {
    const OfficePhrase& office = d_.offices[static_cast<std::size_t>(phrase.before)];
    const auto it =
        groups_.find(body_words(d_.words(office.role_first, office.role_last)));
    return it == groups_.end() ? std::string() : d_.out.actors[it->second].code;
}

ActorIndex Entities::group(const Phrase& phrase, const std::string& code) {
    const OfficePhrase& office = d_.offices[static_cast<std::size_t>(phrase.before)];
    Actor actor;
    actor.sector = office.sector;
    const bool states =
        phrase.several && (office.sector == Sector::gov || office.sector == Sector::igo ||
                           office.sector == Sector::none);
    const bool members =
        !code.empty() && !d_.tables.is_state(code) &&
        (d_.is(office.role_last - 1, "members") || d_.is(office.role_last - 1, "states"));
    actor.sector = members ? Sector::gov : actor.sector;
    actor.kind = states || members
                     ? ActorKind::other
                     : group_kind(d_.tables.role(office.role), office.sector);
    actor.plural = office.plural || actor.kind == ActorKind::people;
    actor.name = name_without_determiner(phrase);
    actor.code = code;
    actor.rule = "group";
    const std::string noun = body_words(d_.words(office.role_first, office.role_last));
    std::string name = actor.name;
    // "Nordic countries" are not "other countries", but "the countries" are those.
    const bool again = office.determiner == Determiner::the && !office.modified;
    const auto last = groups_.find(noun);
    if (phrase.several && again && last != groups_.end()) {
        return last->second;
    }
    const std::string words = phrase.several ? body_words(name) : noun;
    const ActorIndex index = make("g:" + code + words, std::move(actor));
    groups_.insert_or_assign(noun, index);
    // "Syrian rebels" says more than "rebels", "the rebels of yesterday" does not.
    const Actor& known = d_.out.actors[index];
    if (name.size() > known.name.size() && name.ends_with(known.name) &&
        !said_code(d_, phrase.first, phrase.last).empty()) {
        lengthen(index, std::move(name));
    }
    return index;
}

}  // namespace chancery::actors
