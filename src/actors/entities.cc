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

}  // namespace

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
        while (first + 1 < phrase.last &&
               (d_.token(first).upos == Upos::num || d_.is(first, "least") ||
                d_.is(first, "than") || d_.is(first, "more") || d_.is(first, "about"))) {
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
    actor.sector = Sector::gov;  // what acts for a state is its government
    actor.name = std::string(as_written.empty() ? state.name : as_written);
    actor.table_name = std::string(state.name);
    actor.code = std::string(state.code);
    const std::string identity = "s:" + actor.code;
    const bool written = !as_written.empty();
    actor.rule = written ? "table:state" : "table:state-demonym";
    const ActorIndex index = make(identity, std::move(actor));
    Actor& made = d_.out.actors[index];
    // The first proper name in the text is better than the table's.
    // and the table's own better than another: "Russia" than "the Soviet Union".
    if (written && (made.rule == "table:state-demonym" ||
                    (as_written == state.name && made.name != state.name))) {
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
    if (bodies_.size() == bounds::bodies) {
        bodies_.erase(bodies_.begin());
    }
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
    // "the court", but not "the Court of Session".
    const bool single = words.find(' ', 1) == std::string::npos &&
                        row.phrase.find(' ') == std::string_view::npos;
    if (!bare || !single) {
        return no_actor;
    }
    // With a capital letter it is the outlet's or the story's own: "the Party".
    const bool own = d_.chunks.capitalised(phrase.name_first) && !d_.domestic.empty();
    const auto headed = [&](bool of_own_state) {
        return std::find_if(bodies_.rbegin(), bodies_.rend(), [&](const NamedBody& b) {
            return b.head == row.phrase &&
                   (!of_own_state || d_.out.actors[b.actor].code == d_.domestic);
        });
    };
    auto found = own ? headed(/*of_own_state=*/true) : bodies_.rend();
    found = found == bodies_.rend() ? headed(/*of_own_state=*/false) : found;
    return found != bodies_.rend() ? found->actor : no_actor;
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
    for (std::string name : *named_) {
        name.append(1, ' ').append(words);
        for (const Entry& entry : d_.tables.find(name)) {
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
    actor.code = code;
    actor.rule = "body";
    // Institutes, firms and the press are from anywhere, if the text does not say.
    const bool local =
        row.kind == ActorKind::body || row.kind == ActorKind::party || !proper;
    if (code.empty() && local) {
        actor.code = proper ? d_.domestic : d_.home;
        actor.rule = "body+home";
    }
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

}  // namespace chancery::actors
