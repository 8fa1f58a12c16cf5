// SPDX-License-Identifier: Apache-2.0
#include "coding/parties.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "base/tsv.h"
#include "coding/counts.h"
#include "text/fold.h"

namespace chancery {

namespace {

constexpr std::uint32_t pronoun_reach = 2;  // sentences back to whom "they" may mean
constexpr std::size_t most_members = 64;

std::string singular(std::string_view word) {
    std::string out = name_key(word);
    if (out.ends_with("ies") && out.size() > 4) {
        out.replace(out.size() - 3, 3, "y");
    } else if (out.ends_with('s') && !out.ends_with("ss")) {
        out.pop_back();
    }
    return out;
}

/// A group and the list of its members may stand a sentence or two apart.
bool near(std::uint32_t a, std::uint32_t b) {
    constexpr std::uint32_t reach = 2;
    return a <= b ? b - a <= reach : a - b <= reach;
}

void add_once(std::vector<ActorIndex>& out, ActorIndex actor) {
    if (!holds(out, actor) && out.size() < most_members) {
        out.push_back(actor);
    }
}

}  // namespace

Parties::Parties(const CodingInput& input, const RoleReader& roles)
    : s_(*input.syntax), a_(*input.actors), t_(*input.tables), roles_(roles) {
    find_lists();
}

void Parties::find_lists() {
    const Reading& reading = s_.reading();
    for (std::uint32_t n = 0; n < reading.sentences.size(); ++n) {
        const Sentence& sentence = reading.sentences[n];
        bool verb = false;
        for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
            if (s_.is_verb(i)) {
                verb = true;
                find_list_at(i);
            } else if (s_.token(i).upos == Upos::propn && s_.has_child(i, Rel::cop)) {
                find_predicate_list(i);
            } else if (s_.lemma(i) == "among" || s_.form(i) == "Among") {
                find_among(i);
            }
        }
        if (!verb) {
            find_bare_list(n);
        }
        find_group_of_states(n);
    }
}

/// "The leaders of Peru, Chile and Bolivia": who is meant by "leaders of the Andes" close
/// to it.
void Parties::find_group_of_states(std::uint32_t n) {
    constexpr std::size_t fewest = 3;
    const Sentence& sentence = s_.reading().sentences[n];
    for (const Mention& m : mentions_in(sentence.first, sentence.last)) {
        if (m.kind != MentionKind::description || m.actors.size() != 1 ||
            !a_.actors[m.actors.front()].plural) {
            continue;
        }
        std::vector<ActorIndex> states;
        states_in(m, states);
        if (states.size() >= fewest) {
            add_list(std::move(states), m.head, false);
        }
    }
}

void Parties::add_list(std::vector<ActorIndex> members, TokenIndex noun, bool attended) {
    std::erase_if(members, [&](ActorIndex a) { return is_unknown_group(a); });
    const auto is_igo = [&](ActorIndex a) { return a_.actors[a].kind == ActorKind::igo; };
    if (std::count_if(members.begin(), members.end(), [&](ActorIndex a) {
            return !is_igo(a);
        }) > 1) {
        // "the permanent members of the Security Council: China, France …"
        std::erase_if(members, is_igo);
    }
    if (members.size() < 2) {
        return;
    }
    const TokenIndex at = noun == no_token ? 0 : noun;
    lists_.push_back(Listed{std::move(members), noun, s_.token(at).sentence, attended});
}

/// Actors named at `head`, by what is coordinated with it or stands in apposition.
std::vector<ActorIndex> Parties::named_under(TokenIndex head) const {
    std::vector<ActorIndex> out = roles_.actors_of(head, nullptr);
    std::erase_if(out, [&](ActorIndex a) { return is_unknown_group(a); });
    if (out.size() >= 2) {
        return out;
    }
    // "six countries: China, Cambodia, …": the names hang below the noun in some way.
    const Sentence& sentence = s_.reading().sentences[s_.token(head).sentence];
    for (const Mention& m : mentions_in(head, sentence.last)) {
        if (m.head > head && m.actors.size() == 1 && m.kind == MentionKind::name &&
            s_.dominates(head, m.head)) {
            add_once(out, m.actors.front());
        }
    }
    return out;
}

/// "Participants included …", "the mechanism comprises …", "was attended by …".
void Parties::find_list_at(TokenIndex verb) {
    const std::string_view lemma = s_.lemma(verb);
    if (t_.in_class("comprise", lemma)) {
        const TokenIndex subject = s_.surface_subject(verb);
        TokenIndex object = s_.child(verb, Rel::obj);
        if (object == no_token) {
            std::vector<TokenIndex> of;
            s_.obliques(verb, "of", of);
            object = of.empty() ? no_token : of.front();
        }
        if (subject == no_token || object == no_token) {
            return;
        }
        const bool attended = t_.in_class("attendee", s_.lemma(subject));
        if (attended || t_.in_class("group-word", ascii_lower(s_.lemma(subject))) ||
            t_.in_class("party-word", singular(s_.lemma(subject)))) {
            add_list(named_under(object), subject, attended);
        }
        return;
    }
    if (lemma == "attend" && s_.is_passive(verb)) {
        if (const TokenIndex doer = s_.doer(verb); doer != no_token) {
            add_list(named_under(doer), s_.surface_subject(verb), true);
        }
    }
}

/// "The eight countries were Portugal, Austria, …".
void Parties::find_predicate_list(TokenIndex predicate) {
    const TokenIndex subject = s_.surface_subject(predicate);
    if (subject == no_token || s_.token(subject).xpos != Xpos::nns) {
        return;
    }
    auto members = roles_.actors_of(predicate, nullptr);
    if (members.size() > 2) {
        add_list(std::move(members), subject, false);
    }
}

/// "Among them are Lee and Kim": of those whom the sentence before speaks of.
void Parties::find_among(TokenIndex preposition) {
    const TokenIndex them = s_.token(preposition).head;
    const std::uint32_t n = s_.token(preposition).sentence;
    if (them == no_token || n == 0 || !t_.in_class("they", ascii_lower(s_.form(them)))) {
        return;
    }
    const TokenIndex subject = s_.surface_subject(s_.clause_of(them));
    if (subject == no_token) {
        return;
    }
    const Sentence& before = s_.reading().sentences[n - 1];
    const auto named = mentions_in(before.first, before.last);
    const auto group = std::find_if(named.rbegin(), named.rend(), [&](const Mention& m) {
        return m.actors.size() == 1 && is_unknown_group(m.actors.front());
    });
    if (group != named.rend()) {
        add_list(roles_.actors_of(subject, nullptr), group->head, false);
    }
}

/// A list of names with their offices at the end of a communiqué, without any verb.
void Parties::find_bare_list(std::uint32_t n) {
    const Sentence& sentence = s_.reading().sentences[n];
    std::vector<ActorIndex> members;
    for (const Mention& m : mentions_in(sentence.first, sentence.last)) {
        if (m.kind != MentionKind::name || m.actors.size() != 1) {
            continue;
        }
        const Actor& actor = a_.actors[m.actors.front()];
        if (actor.kind == ActorKind::person && !actor.offices.empty()) {
            add_once(members, m.actors.front());
        }
    }
    constexpr std::size_t fewest = 4;  // less may be a headline or a caption
    if (members.size() >= fewest) {
        add_list(std::move(members), no_token, true);
    }
}

/// The mentions that begin in these tokens.
std::span<const Mention> Parties::mentions_in(TokenIndex first, TokenIndex last) const {
    const auto starts_before = [](const Mention& m, TokenIndex i) { return m.first < i; };
    const auto begin =
        std::lower_bound(a_.mentions.begin(), a_.mentions.end(), first, starts_before);
    const auto end = std::lower_bound(begin, a_.mentions.end(), last, starts_before);
    return {begin, end};
}

const Mention* Parties::mention_at(Span words) const {
    auto it =
        std::lower_bound(a_.mentions.begin(),
                         a_.mentions.end(),
                         words.begin,
                         [](const Mention& m, auto at) { return m.span.begin < at; });
    for (; it != a_.mentions.end() && it->span.begin == words.begin; ++it) {
        if (it->span.end == words.end) {
            return &*it;
        }
    }
    return nullptr;
}

bool Parties::is_unknown_group(ActorIndex actor) const {
    const Actor& a = a_.actors[actor];
    const bool group = a.plural || t_.in_class("group-word", name_key(a.name));
    return group && a.table_name.empty() && a.kind != ActorKind::state &&
           a.kind != ActorKind::body;
}

Parties::GroupWords Parties::words_of(const Mention& mention) const {
    GroupWords words;
    words.head = singular(s_.lemma(mention.head));
    words.sentence = s_.token(mention.head).sentence;
    for (TokenIndex i = mention.first; i < mention.last; ++i) {
        const Token& t = s_.token(i);
        const std::string word = name_key(s_.form(i));
        if (i == mention.head || t.upos == Upos::det || t.upos == Upos::punct ||
            t.upos == Upos::part || t.upos == Upos::pron || word == "s" || word.empty() ||
            t_.in_class("group-filler", word)) {
            continue;
        }
        if (const std::uint32_t number = number_of(word); number > 1) {
            words.number = number;
        } else if (word == "both") {
            words.number = 2;
        } else {
            words.others.push_back(word);
        }
    }
    // "members of his staff": what follows says who they are, too.
    for (const TokenIndex c : s_.children(mention.head)) {
        if (c >= mention.last && s_.token(c).rel == Rel::nmod) {
            words.others.push_back(name_key(s_.form(c)));
        }
    }
    return words;
}

bool Parties::has_office(ActorIndex actor, std::string_view word) const {
    const auto& offices = a_.actors[actor].offices;
    return std::any_of(offices.begin(), offices.end(), [&](const HeldOffice& office) {
        const std::string key = name_key(office.title);
        for (const std::string_view part : split(key, ' ')) {
            if (part == word) {
                return true;
            }
        }
        return false;
    });
}

/// The word stands where the list or the communication is told, or in an office of a
/// member.
bool Parties::said_of(std::string_view word,
                      const std::vector<ActorIndex>& members,
                      std::uint32_t sentence) const {
    // "the foreign ministers" of states that were listed.
    const bool states = std::all_of(members.begin(), members.end(), [&](ActorIndex a) {
        return a_.actors[a].kind == ActorKind::state;
    });
    if (states && t_.in_class("office-word", word)) {
        return true;
    }
    const Sentence& where = s_.reading().sentences[sentence];
    for (TokenIndex i = where.first; i < where.last; ++i) {
        if (name_key(s_.form(i)) == word) {
            return true;
        }
    }
    return std::any_of(members.begin(), members.end(), [&](ActorIndex a) {
        return has_office(a, word);
    });
}

bool Parties::fits(const GroupWords& words,
                   const std::vector<ActorIndex>& members,
                   std::uint32_t sentence) const {
    const bool whole = words.number == 0 || words.number == members.size();
    const bool called = t_.in_class("party-word", words.head) ||
                        t_.in_class("country-word", words.head) ||
                        std::any_of(members.begin(), members.end(), [&](ActorIndex a) {
                            return has_office(a, words.head);
                        });
    return whole && called &&
           std::all_of(
               words.others.begin(), words.others.end(), [&](const std::string& word) {
                   return said_of(word, members, sentence);
               });
}

std::optional<ActorIndex> Parties::leader_of(std::string_view code,
                                             std::span<const std::string> office) const {
    std::optional<ActorIndex> found;
    for (ActorIndex i = 0; i < a_.actors.size(); ++i) {
        const Actor& a = a_.actors[i];
        const bool leader = a.kind == ActorKind::person && !a.plural && a.code == code &&
                            !a.offices.empty() &&
                            (a.sector == Sector::gov || a.sector == Sector::pty ||
                             a.sector == Sector::igo);
        const bool held =
            std::all_of(office.begin(), office.end(), [&](const std::string& word) {
                return has_office(i, word);
            });
        if (leader && held &&
            (!found || a_.actors[*found].offices.size() < a.offices.size())) {
            found = i;
        }
    }
    return found;
}

/// "The six countries" are states, "their foreign ministers" are persons where the
/// article names them.
std::vector<ActorIndex> Parties::as_called(const GroupWords& words,
                                           const std::vector<ActorIndex>& members) const {
    const bool states = t_.in_class("country-word", words.head);
    const bool persons = t_.in_class("leader-word", words.head);
    std::vector<std::string> office;
    if (words.head != "leader") {
        office.push_back(words.head);
    }
    std::copy_if(words.others.begin(),
                 words.others.end(),
                 std::back_inserter(office),
                 [&](const std::string& w) { return t_.in_class("office-word", w); });
    std::vector<ActorIndex> out;
    for (const ActorIndex member : members) {
        const Actor& actor = a_.actors[member];
        ActorIndex meant = member;
        if (states && actor.kind == ActorKind::person && !actor.code.empty()) {
            const auto state =
                std::find_if(a_.actors.begin(), a_.actors.end(), [&](const Actor& a) {
                    return a.kind == ActorKind::state && a.code == actor.code;
                });
            if (state != a_.actors.end()) {
                meant = static_cast<ActorIndex>(state - a_.actors.begin());
            }
        } else if (persons && actor.kind == ActorKind::state) {
            meant = leader_of(actor.code, office).value_or(member);
        }
        add_once(out, meant);
    }
    return out;
}

std::vector<ActorIndex> Parties::members_of(const GroupWords& words,
                                            ActorIndex group,
                                            const Discourse& discourse) const {
    for (auto it = discourse.all().rbegin(); it != discourse.all().rend(); ++it) {
        std::vector<ActorIndex> all = it->from;
        all.insert(all.end(), it->to.begin(), it->to.end());
        const bool known = all.size() >= 2 && !holds(all, group) &&
                           std::none_of(all.begin(), all.end(), [&](ActorIndex a) {
                               return a_.actors[a].plural;
                           });
        if (known && fits(words, all, it->sentence)) {
            return as_called(words, all);
        }
    }
    for (auto it = lists_.rbegin(); it != lists_.rend(); ++it) {
        const bool called_so = it->noun != no_token &&
                               singular(s_.lemma(it->noun)) == words.head &&
                               words.number == 0 && near(it->sentence, words.sentence);
        if (called_so || fits(words, it->members, it->sentence)) {
            return as_called(words, it->members);
        }
    }
    return as_called(words, states_of_region(words));
}

/// "The Nordic countries": those of them that the article names.
std::vector<ActorIndex> Parties::states_of_region(const GroupWords& words) const {
    std::vector<ActorIndex> out;
    const bool called =
        t_.in_class("country-word", words.head) || t_.in_class("leader-word", words.head);
    if (!called || words.others.size() != 1) {
        return out;
    }
    const std::string region = "region-" + words.others.front();
    for (ActorIndex a = 0; a < a_.actors.size(); ++a) {
        if (a_.actors[a].kind == ActorKind::state &&
            t_.in_class(region, ascii_lower(a_.actors[a].code))) {
            add_once(out, a);
        }
    }
    return out;
}

/// "They" are those who did the last joint act, unless a group is named since.
std::vector<ActorIndex> Parties::they(const Mention& pronoun,
                                      const Discourse& discourse) const {
    const std::uint32_t here = s_.token(pronoun.head).sentence;
    const std::uint32_t from = here - std::min(here, pronoun_reach);
    const JointDoers* joint = discourse.latest_joint();
    const bool near = joint != nullptr && joint->sentence >= from;
    const TokenIndex begin = near ? joint->trigger : s_.reading().sentences[from].first;
    const auto since = mentions_in(begin, pronoun.first);
    const auto group = std::find_if(since.rbegin(), since.rend(), [&](const Mention& m) {
        const Rel rel = s_.token(m.head).rel;
        return (rel == Rel::nsubj || rel == Rel::nsubj_pass) &&
               m.kind != MentionKind::pronoun &&
               (m.actors.size() > 1 || a_.actors[m.actors.front()].plural);
    });
    if (group == since.rend()) {
        return near ? joint->doers : std::vector<ActorIndex>{};
    }
    if (group->actors.size() > 1 || !is_unknown_group(group->actors.front())) {
        return {};
    }
    return members_of(words_of(*group), group->actors.front(), discourse);
}

bool Parties::name(std::vector<ActorIndex>& list,
                   Span words,
                   const Discourse& discourse) const {
    const Mention* mention = mention_at(words);
    const bool several =
        list.size() > 1 && std::none_of(list.begin(), list.end(), [&](ActorIndex a) {
            return is_unknown_group(a);
        });
    if (mention != nullptr && mention->kind == MentionKind::pronoun && !several &&
        t_.in_class("they", name_key(s_.form(mention->head)))) {
        auto doers = they(*mention, discourse);
        if (!doers.empty()) {
            list = std::move(doers);
            return true;
        }
    }
    if (list.size() > 1) {
        return add_attendees(list);
    }
    if (list.size() != 1 || mention == nullptr || !is_unknown_group(list.front())) {
        return false;
    }
    auto members = members_of(words_of(*mention), list.front(), discourse);
    if (members.size() < 2) {
        return false;
    }
    list = std::move(members);
    return true;
}

/// Each group of a region among several participants becomes its states.
bool Parties::name_regions(std::vector<ActorIndex>& list) const {
    std::vector<ActorIndex> out;
    bool named = false;
    for (const ActorIndex a : list) {
        const auto of_group =
            std::find_if(a_.mentions.begin(), a_.mentions.end(), [&](const Mention& m) {
                return m.actors.size() == 1 && m.actors.front() == a;
            });
        std::vector<ActorIndex> states;
        if (is_unknown_group(a) && of_group != a_.mentions.end()) {
            const GroupWords words = words_of(*of_group);
            states = as_called(words, states_of_region(words));
        }
        named = named || !states.empty();
        if (states.empty()) {
            add_once(out, a);
        }
        for (const ActorIndex state : states) {
            add_once(out, state);
        }
    }
    list = std::move(out);
    return named;
}

bool Parties::add_attendees(std::vector<ActorIndex>& list) const {
    if (name_regions(list)) {
        return true;
    }
    // "held a call with transatlantic leaders": those whom the article lists.
    const auto attended = std::find_if(
        lists_.begin(), lists_.end(), [](const Listed& l) { return l.attended; });
    const auto group = std::find_if(
        list.begin(), list.end(), [&](ActorIndex a) { return is_unknown_group(a); });
    if (attended == lists_.end() || group == list.end()) {
        return false;
    }
    list.erase(group);
    for (const ActorIndex a : attended->members) {
        add_once(list, a);
    }
    return true;
}

void Parties::states_in(const Mention& mention, std::vector<ActorIndex>& out) const {
    for (TokenIndex i = mention.first; i < mention.last; ++i) {
        std::vector<TokenIndex> heads;
        s_.coordinated(i, heads);
        for (const TokenIndex head : heads) {
            const std::int32_t inner = a_.mention_of_head[head];
            if (inner < 0) {
                continue;
            }
            for (const ActorIndex a :
                 a_.mentions[static_cast<std::size_t>(inner)].actors) {
                if (a_.actors[a].kind == ActorKind::state) {
                    add_once(out, a);
                }
            }
        }
    }
}

/// "The members Germany, France and Poland", "five states, including Peru and Chile".
void Parties::states_beside(const Mention& mention, std::vector<ActorIndex>& out) const {
    for (const TokenIndex c : s_.children(mention.head)) {
        const bool named = s_.token(c).rel == Rel::appos && c >= mention.last;
        if (!named) {
            continue;
        }
        for (const ActorIndex a : roles_.actors_of(c, nullptr)) {
            if (a_.actors[a].kind == ActorKind::state) {
                add_once(out, a);
            }
        }
    }
}

bool Parties::name_the_states(std::vector<ActorIndex>& list, Span words) const {
    if (list.size() != 1 || !a_.actors[list.front()].plural) {
        return false;
    }
    const ActorIndex group = list.front();
    const Mention* mention = mention_at(words);
    if (mention == nullptr || !holds(mention->actors, group)) {
        const auto first =
            std::find_if(a_.mentions.begin(), a_.mentions.end(), [&](const Mention& m) {
                return m.actors.size() == 1 && m.actors.front() == group;
            });
        mention = first == a_.mentions.end() ? nullptr : &*first;
    }
    std::vector<ActorIndex> states;
    if (mention != nullptr) {
        states_in(*mention, states);
        states_beside(*mention, states);
    }
    if (states.size() < 2) {
        return false;
    }
    list = as_called(words_of(*mention), states);
    return true;
}

std::vector<ActorIndex> Parties::meant_by(TokenIndex noun,
                                          const Discourse& discourse) const {
    if (noun == no_token) {
        return {};
    }
    const bool the = s_.child(noun, Rel::det, "the") != no_token ||
                     s_.child(noun, Rel::det, "both") != no_token;
    if (t_.in_class("meetnoun", s_.lemma(noun))) {
        return the ? latest_meeting(discourse) : std::vector<ActorIndex>{};
    }
    if (s_.token(noun).xpos != Xpos::nns ||
        !t_.in_class("party-word", singular(s_.lemma(noun)))) {
        return {};
    }
    GroupWords words;
    words.head = singular(s_.lemma(noun));
    words.sentence = s_.token(noun).sentence;
    for (const TokenIndex c : s_.children(noun)) {
        const Rel rel = s_.token(c).rel;
        if (rel == Rel::nummod) {
            words.number = number_of(s_.form(c));
        } else if (rel == Rel::amod || rel == Rel::compound || rel == Rel::nmod_poss) {
            words.others.push_back(name_key(s_.form(c)));
        } else if (rel == Rel::nmod || rel == Rel::acl_relcl) {
            return {};  // says more of them than can be compared
        }
    }
    return members_of(words, no_actor, discourse);
}

std::vector<ActorIndex> Parties::latest_meeting(const Discourse& discourse) {
    for (auto it = discourse.all().rbegin(); it != discourse.all().rend(); ++it) {
        if (it->to.empty() && it->from.size() >= 2 && !it->visit) {
            return it->from;
        }
    }
    return {};
}

}  // namespace chancery
