// SPDX-License-Identifier: Apache-2.0
#include "coding/pair_features.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "coding/modality.h"

namespace chancery {

namespace {

constexpr std::size_t max_path = 6;
constexpr std::size_t max_clause_words = 40;

bool is_content(Upos tag) {
    return tag == Upos::verb || tag == Upos::noun || tag == Upos::adj || tag == Upos::adv;
}

/// A verb that leads to another which is the deed: the upper one says another thing.
bool leaves_the_upper(Rel rel) {
    return rel == Rel::conj || rel == Rel::advcl || rel == Rel::parataxis;
}

std::string_view name_of(Reality reality) {
    switch (reality) {
        case Reality::done:
            return "done";
        case Reality::future:
            return "future";
        case Reality::negated:
            return "negated";
        case Reality::unreal:
            return "unreal";
        default:
            return "refused";
    }
}

bool is_object(Rel rel) {
    return rel == Rel::obj || rel == Rel::iobj || rel == Rel::nsubj_pass;
}

}  // namespace

std::uint64_t feature_hash(std::string_view text) {
    // FNV-1a; a model names its features by this, so that it may not change alone.
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return hash;
}

/// Puts features together without a string for each.
struct PairReader::Writer {
    PairFeatures& out;
    std::string buffer{};
    std::string_view reality{};  ///< of the predicate that is being read

    void add(std::initializer_list<std::string_view> parts) {
        buffer.clear();
        for (const std::string_view part : parts) {
            buffer.append(part);
        }
        out.hashes.push_back(feature_hash(buffer));
        if (out.names != nullptr) {
            out.names->push_back(buffer);
        }
    }

    void word(WordPart part, std::string_view lemma) {
        out.words.push_back({part, feature_hash(lemma)});
        if (out.word_names != nullptr) {
            out.word_names->push_back(std::to_string(static_cast<int>(part)) + ':' +
                                      std::string(lemma));
        }
    }
};

TokenIndex PairReader::common(TokenIndex a, TokenIndex b) const {
    for (TokenIndex i = a; i != no_token; i = s_.token(i).head) {
        if (s_.dominates(i, b)) {
            return i;
        }
    }
    return no_token;
}

bool PairReader::part_of(TokenIndex i, const Pair& pair) const {
    return (pair.actor != no_token && s_.dominates(pair.actor, i)) ||
           (pair.recipient != no_token && s_.dominates(pair.recipient, i));
}

void PairReader::add_own_verbs(TokenIndex actor,
                               TokenIndex top,
                               std::vector<TokenIndex>& path) const {
    // Where the actor's verb hangs below the common one: "X, who met Y, …".
    for (TokenIndex i = s_.token(actor).head; i != no_token && i != top;
         i = s_.token(i).head) {
        if (s_.is_verb(i) || s_.token(i).upos == Upos::noun) {
            path.insert(path.begin(), i);
        }
    }
}

void PairReader::find_path(const Pair& pair, PairFeatures& out) const {
    out.path.clear();
    const TokenIndex actor = pair.actor == no_token ? pair.recipient : pair.actor;
    const TokenIndex recipient = pair.recipient == no_token ? pair.actor : pair.recipient;
    TokenIndex top = common(actor, recipient);
    if (top == no_token) {
        return;
    }
    if (pair.recipient == no_token || pair.actor == no_token || top == actor ||
        top == recipient) {
        top = s_.token(top).head == no_token ? top : s_.token(top).head;
    }
    while (!s_.is_verb(top) && s_.token(top).head != no_token && out.path.empty() &&
           s_.token(top).rel != Rel::root) {
        top = s_.token(top).head;
    }
    // Down from the verb above both to the recipient.
    std::vector<TokenIndex> down;
    for (TokenIndex i = recipient; i != no_token && i != top; i = s_.token(i).head) {
        down.push_back(i);
    }
    out.path.push_back(top);
    for (auto it = down.rbegin(); it != down.rend(); ++it) {
        if (*it == recipient || *it == actor) {
            break;
        }
        const Rel rel = s_.token(*it).rel;
        if (s_.is_verb(*it) && leaves_the_upper(rel)) {
            out.path.clear();
        }
        if (s_.is_verb(*it) || s_.token(*it).upos == Upos::noun) {
            out.path.push_back(*it);
        }
    }
    if (!s_.is_verb(out.path.front()) || out.path.front() == top) {
        add_own_verbs(actor, top, out.path);
    }
    if (out.path.size() > max_path) {
        out.path.erase(out.path.begin(), out.path.end() - max_path);
    }
}

void PairReader::add_rules(TokenIndex token, Writer& w) const {
    std::array<bool, act_type_count> seen{};
    for (const TriggerPos pos :
         {TriggerPos::verb, TriggerPos::noun, TriggerPos::verb_noun}) {
        const auto* rules = t_.rules_for(pos, s_.lemma(token));
        if (rules == nullptr || (pos == TriggerPos::noun) == s_.is_verb(token)) {
            continue;
        }
        for (const std::uint32_t r : *rules) {
            const Rule& rule = t_.rule(r);
            if (pos == TriggerPos::verb_noun) {
                const TokenIndex object = s_.undergoer(token);
                if (object == no_token || !rule.object.contains(s_.lemma(object))) {
                    continue;
                }
            }
            const auto type = static_cast<std::size_t>(rule.type);
            if (!seen[type]) {
                seen[type] = true;
                w.add(
                    {pos == TriggerPos::verb_noun ? "ruleo=" : "rule=", name(rule.type)});
                w.add({"rr=", w.reality, "|", name(rule.type)});
            }
        }
    }
}

void PairReader::add_children(TokenIndex verb, const Pair& pair, Writer& w) const {
    const std::string_view lemma = s_.lemma(verb);
    for (const TokenIndex c : s_.children(verb)) {
        const Rel rel = s_.token(c).rel;
        switch (rel) {
            case Rel::aux:
                w.add({"aux=", s_.lemma(c)});
                break;
            case Rel::compound_prt:
                w.add({"prt=", lemma, "|", s_.lemma(c)});
                break;
            case Rel::advmod:
                w.add({"adv=", s_.lemma(c)});
                w.add({"adv=", lemma, "|", s_.lemma(c)});
                break;
            case Rel::amod:
            case Rel::compound:
                w.add({"mod=", s_.lemma(c)});
                w.add({"mod=", lemma, "|", s_.lemma(c)});
                w.word(WordPart::object, s_.lemma(c));
                break;
            default:
                break;
        }
        if (is_object(rel) && !part_of(c, pair)) {
            w.add({"obj=", lemma, "|", s_.lemma(c)});
        }
        if (is_object(rel) && c != pair.actor && c != pair.recipient) {
            w.add({"o=", s_.lemma(c)});
            w.word(WordPart::object, s_.lemma(c));
            add_rules(c, w);
        }
        if (rel == Rel::obl || rel == Rel::nmod || rel == Rel::obl_agent) {
            const std::string_view prep = s_.preposition_of(c);
            w.add({"vp=", lemma, "|", prep});
            if (c != pair.actor && c != pair.recipient) {
                w.add({"po=", prep, "|", s_.lemma(c)});
            }
        }
    }
}

void PairReader::add_purpose(TokenIndex verb, Writer& w) const {
    // "sent experts to investigate", "an attempt to oust", "will act unless …"
    for (const TokenIndex c : s_.children(verb)) {
        const Rel rel = s_.token(c).rel;
        if (is_object(rel)) {
            for (const TokenIndex inner : s_.children(c)) {
                if (s_.token(inner).rel == Rel::acl &&
                    s_.infinitive_mark(inner) != no_token) {
                    w.add({"purpose=", s_.lemma(inner)});
                    w.word(WordPart::complement, s_.lemma(inner));
                }
            }
        }
        if (rel != Rel::advcl) {
            continue;
        }
        const TokenIndex mark = s_.child(c, Rel::mark);
        if (mark != no_token) {
            w.add({"mark=", s_.lemma(mark)});
        }
        if (s_.infinitive_mark(c) != no_token) {
            w.add({"purpose=", s_.lemma(c)});
            w.word(WordPart::complement, s_.lemma(c));
            add_rules(c, w);
        } else {
            w.add({"beside=", s_.lemma(c)});
        }
    }
}

void PairReader::add_complement(TokenIndex verb, const Pair& pair, Writer& w) const {
    add_purpose(verb, w);
    const TokenIndex below = s_.complement(verb);
    if (below == no_token) {
        return;
    }
    w.add({"comp=", s_.lemma(verb), "|", s_.lemma(below)});
    w.add({"c=", s_.lemma(below)});
    w.word(WordPart::complement, s_.lemma(below));
    add_rules(below, w);
    for (const TokenIndex c : s_.children(below)) {
        if (is_object(s_.token(c).rel) && c != pair.recipient) {
            w.add({"co=", s_.lemma(c)});
            w.word(WordPart::complement, s_.lemma(c));
        }
        if (s_.token(c).rel == Rel::aux) {
            w.add({"caux=", s_.lemma(c)});
        }
    }
}

void PairReader::add_predicate(TokenIndex verb,
                               std::size_t place,
                               const Pair& pair,
                               Writer& w) const {
    const std::size_t count = w.out.path.size();
    const std::string_view lemma = s_.lemma(verb);
    const bool last = place + 1 == count;
    w.reality = name_of(modality_of(verb, s_, t_).reality);
    w.add({"p=", lemma});
    w.add({"r=", w.reality, place == 0 ? "|first" : "|later"});
    w.add({"r=", w.reality, "|", lemma});
    if (place == 0) {
        w.add({"first=", lemma});
    }
    if (last) {
        w.add({"last=", lemma});
    }
    if (place > 0) {
        w.add({"pp=", s_.lemma(w.out.path[place - 1]), "|", lemma});
    }
    w.word(place == 0 ? WordPart::predicate : WordPart::outer, lemma);
    add_rules(verb, w);
    add_children(verb, pair, w);
    if (s_.is_verb(verb)) {
        add_complement(verb, pair, w);
        w.add({"tag=", name(s_.token(verb).xpos)});
    }
}

void PairReader::add_path_words(const Pair& pair, Writer& w) const {
    for (std::size_t i = 0; i < w.out.path.size(); ++i) {
        add_predicate(w.out.path[i], i, pair, w);
    }
    for (const TokenIndex role : {pair.actor, pair.recipient}) {
        if (role == no_token || w.out.path.empty()) {
            continue;
        }
        const std::string_view which = role == pair.actor ? "arel=" : "brel=";
        const std::string_view prep = s_.preposition_of(role);
        const std::string_view rel = name(s_.token(role).rel);
        const TokenIndex head = s_.token(role).head;
        w.add({which, rel, "|", prep});
        if (head != no_token) {
            w.add({which, s_.lemma(head), "|", rel, "|", prep});
        }
    }
}

void PairReader::add_participant(std::string_view role,
                                 TokenIndex head,
                                 Writer& w) const {
    if (head == no_token) {
        w.add({role, "none"});
        return;
    }
    std::int32_t mention = a_.mention_of_head[head];
    mention = mention < 0 ? a_.mention_at[head] : mention;
    if (mention >= 0) {
        const Actor& actor =
            a_.actors[a_.mentions[static_cast<std::size_t>(mention)].actors[0]];
        w.add({role, "kind|", name(actor.kind)});
        w.add({role, "sector|", name(actor.sector)});
    } else {
        w.add({role, "tag|", name(s_.token(head).upos)});
    }
    if (s_.token(head).upos == Upos::noun) {
        w.add({role, s_.lemma(head)});
        if (role == "b=") {
            w.word(WordPart::recipient, s_.lemma(head));
        }
        for (const TokenIndex c : s_.children(head)) {
            if (c < head && is_content(s_.token(c).upos)) {
                w.add({role, "mod|", s_.lemma(c)});
            }
        }
    }
}

void PairReader::add_clause(const Pair& pair, Writer& w) const {
    const TokenIndex at = pair.actor == no_token ? pair.recipient : pair.actor;
    const Sentence& sentence = s_.reading().sentences[s_.token(at).sentence];
    const TokenIndex clause = w.out.path.empty() ? no_token : w.out.path.front();
    std::size_t count = 0;
    for (TokenIndex i = sentence.first; i < sentence.last && count < max_clause_words;
         ++i) {
        if (!is_content(s_.token(i).upos) || i == pair.actor || i == pair.recipient) {
            continue;
        }
        const bool inside = clause != no_token && s_.dominates(clause, i);
        w.add({inside ? "in=" : "out=", s_.lemma(i)});
        if (inside) {
            ++count;
            w.word(WordPart::clause, s_.lemma(i));
        }
    }
}

void PairReader::add_setting(const Pair& pair, Writer& w) const {
    // What says that an act is told rather than which: where the sentence stands in the
    // story, and the predicate in the sentence. The prefix keeps it from the types.
    if (w.out.path.empty()) {
        return;
    }
    const TokenIndex predicate = w.out.path.back();
    const Token& token = s_.token(predicate);
    const std::uint32_t place = token.sentence;
    w.add({"g.place=",
           place == 0  ? "first"
           : place < 3 ? "lead"
           : place < 8 ? "early"
                       : "late"});
    w.add({"g.rel=", name(token.rel)});
    w.add({"g.tag=", name(token.xpos), "|", w.reality});
    w.add({"g.path=", std::to_string(w.out.path.size())});
    std::size_t marks = 0;
    for (TokenIndex i = s_.reading().sentences[place].first; i < predicate; ++i) {
        const std::string_view form = s_.form(i);
        const bool mark = form == "\"" || form == "“" || form == "”" || form == "``";
        marks += mark ? 1U : 0U;
    }
    w.add({"g.quoted=", marks % 2 == 1 ? "yes" : "no"});
    for (const TokenIndex role : {pair.actor, pair.recipient}) {
        if (role == no_token) {
            continue;
        }
        const std::int32_t mention = a_.mention_of_head[role];
        w.add({role == pair.actor ? "g.a=" : "g.b=",
               mention < 0 ? "none"
                           : name(a_.mentions[static_cast<std::size_t>(mention)].kind)});
    }
}

void PairReader::read(const Pair& pair, PairFeatures& out) const {
    out.hashes.clear();
    out.words.clear();
    find_path(pair, out);
    Writer w{out};
    add_path_words(pair, w);
    add_participant("a=", pair.actor, w);
    add_participant("b=", pair.recipient, w);
    add_clause(pair, w);
    add_setting(pair, w);
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
}

}  // namespace chancery
