// SPDX-License-Identifier: Apache-2.0
#include "coding/statements.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "coding/content.h"
#include "coding/modality.h"
#include "coding/quotes.h"
#include "coding/speakers.h"
#include "coding/transcripts.h"

namespace chancery {

namespace {

std::vector<Span> read_blocks(const Article& article) {
    std::vector<Span> out;
    for (const Block& block : article.blocks) {
        if (block.kind == BlockKind::title || block.kind == BlockKind::paragraph) {
            out.push_back(block.span);
        }
    }
    return out;
}

/// Finds the statements of one article, cue by cue, then the quotations that go on
/// without one.
class Finder {
  public:
    explicit Finder(const StatementInput& input)
        : in_(input),
          s_(*input.syntax),
          words_(input.tables->speech()),
          quotations_(find_quotations(input.article->text, read_blocks(*input.article))),
          contents_(s_, words_, quotations_),
          speakers_(s_, *input.actors, words_) {}

    ArticleStatements find() {
        const auto n = static_cast<TokenIndex>(s_.reading().tokens.size());
        for (TokenIndex i = 0; i < n; ++i) {
            read_token(i);
        }
        read_transcript();
        std::stable_sort(found_.begin(), found_.end(), in_order);
        cut_at_others();
        drop_thoughts();
        join_continued();
        drop_repeated();
        ArticleStatements result;
        for (Found& found : found_) {
            result.statements.push_back(std::move(found.statement));
        }
        index(result);
        return result;
    }

  private:
    /// A statement with what later steps need to know of its words.
    struct Found {
        Statement statement;
        TokenRange clause;           ///< the cue with its speaker
        TokenIndex verb = no_token;  ///< the cue
        bool mind = false;
        bool pronoun = false;  ///< "he said"
    };

    static bool in_order(const Found& a, const Found& b) {
        const Span x = a.statement.content;
        const Span y = b.statement.content;
        return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
    }

    void read_token(TokenIndex i);
    void read_transcript();
    bool read_verb(TokenIndex i);
    [[nodiscard]] TokenIndex noun_behind(TokenIndex verb) const;
    bool read_light_verb(TokenIndex verb);
    bool read_noun(TokenIndex noun);
    bool read_source(TokenIndex i);
    [[nodiscard]] bool match_particle(const SpeechCue& cue, CueSite& site) const;
    [[nodiscard]] bool is_told(TokenIndex cue) const;
    [[nodiscard]] bool is_denied(TokenIndex verb) const;
    [[nodiscard]] bool is_participle_apart(TokenIndex verb) const;
    [[nodiscard]] const Found* teller_around(TokenIndex verb) const;
    [[nodiscard]] TokenIndex name_behind_quotation(TokenIndex verb) const;
    [[nodiscard]] TokenIndex issuer_of(TokenIndex document) const;
    [[nodiscard]] TokenIndex coordinated_with(TokenIndex verb) const;
    [[nodiscard]] Party speaker_of(CueSite& site) const;
    void follow_chain(const CueSite& site, Party& party) const;
    [[nodiscard]] const Found* teller_before(std::uint32_t sentence) const;
    [[nodiscard]] bool may_go_on(const CueSite& site, const Statement& earlier) const;
    void set_addressee(const CueSite& site, const Party& speaker, Statement& out) const;
    bool add(const CueSite& site, const Party& speaker, const Content& content, Span cue);
    [[nodiscard]] bool greets_person(const CueSite& site) const;
    [[nodiscard]] StatementKind kind_of(Span content) const;
    void cut_at_others();
    [[nodiscard]] bool stands_apart(const Found& told, const Found& other) const;
    [[nodiscard]] std::uint32_t join_before(TokenIndex first) const;
    void drop_thoughts();
    void join_continued();
    [[nodiscard]] bool stands_alone(const Quotation& quotation) const;
    void drop_repeated();
    void index(ArticleStatements& result) const;

    [[nodiscard]] std::string_view text() const { return s_.text(); }

    StatementInput in_;
    const Syntax& s_;
    const SpeechWords& words_;
    std::vector<Quotation> quotations_;
    ContentReader contents_;
    SpeakerReader speakers_;
    std::vector<Found> found_;
    std::uint32_t groups_ = 0;
};

void Finder::read_token(TokenIndex i) {
    const Upos tag = s_.token(i).upos;
    if (tag == Upos::verb) {
        read_verb(i) || read_light_verb(i) || read_source(i);
    } else if (tag == Upos::noun) {
        read_noun(i);
    } else if (tag != Upos::punct) {
        read_source(i);
    }
}

void Finder::read_transcript() {
    const auto& tokens = s_.reading().tokens;
    for (const Turn& turn : find_turns(*in_.article, s_, *in_.actors, words_)) {
        Found found;
        Statement& made = found.statement;
        made.speakers.assign(1, turn.speaker);
        made.speaker = turn.label;
        made.addressees = turn.addressees;
        made.addressee = turn.addressee;
        made.cue = turn.cue;
        made.kind = StatementKind::direct;
        made.rule = "transcript";
        made.confidence = turn.cue == turn.label ? 0.7F : 0.9F;
        made.group = turn.paragraphs.size() > 1 ? ++groups_ : 0;
        const auto at = std::lower_bound(
            tokens.begin(),
            tokens.end(),
            turn.label.begin,
            [](const Token& t, auto byte) { return t.span.begin < byte; });
        found.verb = static_cast<TokenIndex>(at - tokens.begin());
        for (const Span paragraph : turn.paragraphs) {
            made.content = paragraph;
            found_.push_back(found);
        }
    }
}

bool Finder::match_particle(const SpeechCue& cue, CueSite& site) const {
    if (cue.particle.empty()) {
        return true;
    }
    for (const TokenIndex c : s_.children(site.verb)) {
        const Rel rel = s_.token(c).rel;
        const bool bare = rel == Rel::compound_prt || rel == Rel::advmod;
        if (bare && s_.lemma(c) == cue.particle && c > site.verb) {
            site.particle = c;
            return true;
        }
        const TokenIndex mark = s_.child(c, Rel::case_, cue.particle);
        if (mark != no_token && mark > site.verb &&
            (rel == Rel::obl || rel == Rel::xcomp || rel == Rel::advcl)) {
            site.particle = mark;
            site.prep_object = c;
            return true;
        }
        const TokenIndex clause_mark = s_.child(c, Rel::mark, cue.particle);
        if (clause_mark == site.verb + 1) {
            site.particle = clause_mark;
            site.prep_object = c;
            return true;
        }
    }
    return false;
}

/// Said, not to be said, not left unsaid. What is reported by a noun ("amid reports
/// that") is told whatever the verb beside it does.
bool Finder::is_told(TokenIndex cue) const {
    const Token& t = s_.token(cue);
    if (t.upos == Upos::noun) {
        return true;
    }
    if (t.xpos == Xpos::vbg && t.rel != Rel::xcomp) {
        if (is_participle_apart(cue)) {
            return !is_denied(cue);
        }
        // "in expressing solidarity", "without saying"
        for (const TokenIndex c : s_.children(cue)) {
            if (s_.token(c).rel == Rel::mark && c + 1 == cue && s_.lemma(c) != "by" &&
                s_.lemma(c) != "while" && s_.lemma(c) != "as" && s_.lemma(c) != "after") {
                return false;
            }
        }
    }
    if (const TokenIndex other = coordinated_with(cue); other != no_token) {
        return modality_of(other, s_, *in_.tables).reality == Reality::done;
    }
    const Modality modality = modality_of(cue, s_, *in_.tables);
    // "promised no interference" is said.
    const bool no_object = modality.reality == Reality::negated &&
                           modality.marker != no_token &&
                           s_.token(modality.marker).rel == Rel::det;
    // What is no single event may still be said: "has often said".
    return modality.reality == Reality::done || modality.rule == "habit" || no_object;
}

/// "did not say", "would say".
bool Finder::is_denied(TokenIndex verb) const {
    for (const TokenIndex c : s_.children(verb)) {
        const Rel rel = s_.token(c).rel;
        if ((rel == Rel::advmod && (s_.lemma(c) == "not" || s_.lemma(c) == "never")) ||
            (rel == Rel::aux && s_.token(c).xpos == Xpos::md)) {
            return true;
        }
    }
    return false;
}

/// ", saying that …", "with Xi saying that …": told beside another clause.
bool Finder::is_participle_apart(TokenIndex verb) const {
    const Token& t = s_.token(verb);
    if (t.xpos != Xpos::vbg || verb == 0 || s_.token(verb - 1).sentence != t.sentence) {
        return false;
    }
    const TokenRange all = contents_.extent(verb);
    const bool comma =
        s_.form(all.first) == "," || (all.first > 0 && s_.form(all.first - 1) == ",");
    const TokenIndex with = s_.child(verb, Rel::mark);
    return comma ||
           (with != no_token && (s_.lemma(with) == "with" || s_.lemma(with) == "while"));
}

/// ", adding that …" behind what somebody said is his too, wherever the tree hangs it.
const Finder::Found* Finder::teller_around(TokenIndex verb) const {
    if (!is_participle_apart(verb) || s_.has_child(verb, Rel::nsubj)) {
        return nullptr;
    }
    for (TokenIndex i = s_.token(verb).head; i != no_token; i = s_.token(i).head) {
        for (const Found& found : found_) {
            if (found.verb == i) {
                return &found;
            }
        }
    }
    return nullptr;
}

bool Finder::read_verb(TokenIndex i) {
    for (const SpeechCue& cue : words_.verb(s_.lemma(i))) {
        CueSite site;
        site.cue = &cue;
        site.verb = i;
        if (!match_particle(cue, site)) {
            continue;
        }
        const Party speaker = speaker_of(site);
        if (speaker.empty()) {
            return false;
        }
        const auto content = contents_.read(site);
        if (!content) {
            continue;
        }
        const TokenIndex last =
            site.particle != no_token && site.particle == i + 1 ? site.particle : i;
        return add(
            site, speaker, *content, {s_.token(i).span.begin, s_.token(last).span.end});
    }
    return false;
}

/// The object of a light verb; where the tree hangs it elsewhere, the noun behind it.
TokenIndex Finder::noun_behind(TokenIndex verb) const {
    const TokenIndex object = s_.child(verb, Rel::obj);
    if (object != no_token && object > verb) {
        return object;
    }
    const TokenIndex end = s_.reading().sentences[s_.token(verb).sentence].last;
    for (TokenIndex i = verb + 1; i < std::min(end, verb + 5); ++i) {
        const Upos tag = s_.token(i).upos;
        if (tag == Upos::noun) {
            return i;
        }
        if (tag != Upos::det && tag != Upos::adj && tag != Upos::pron) {
            break;
        }
    }
    return no_token;
}

bool Finder::read_light_verb(TokenIndex verb) {
    if (!words_.is(SpeechClass::express, s_.lemma(verb))) {
        return false;
    }
    const TokenIndex noun = noun_behind(verb);
    const SpeechCue* cue = noun == no_token ? nullptr : words_.attitude(s_.lemma(noun));
    if (cue == nullptr) {
        return false;
    }
    CueSite site;
    site.cue = cue;
    site.verb = verb;
    site.noun = noun;
    const Party speaker = speaker_of(site);
    const auto content = speaker.empty() ? std::nullopt : contents_.read(site);
    return content && add(site,
                          speaker,
                          *content,
                          {s_.token(verb).span.begin, s_.token(noun).span.end});
}

/// "media reports that …", "Xi's claim that …".
bool Finder::read_noun(TokenIndex noun) {
    const SpeechCue* cue = words_.noun(s_.lemma(noun));
    if (cue == nullptr) {
        return false;
    }
    CueSite site;
    site.cue = cue;
    site.verb = noun;
    site.noun = noun;
    const auto content = contents_.read(site);
    if (!content) {
        return false;
    }
    const Party speaker = speakers_.owner_of(noun);
    return !speaker.empty() && add(site, speaker, *content, s_.token(noun).span);
}

/// "According to the ministry, …".
bool Finder::read_source(TokenIndex i) {
    for (const auto& phrase : words_.sources(ascii_lower(s_.form(i)))) {
        TokenIndex last = i;
        std::size_t matched = 1;
        while (matched < phrase.size() && last + 1 < s_.reading().tokens.size() &&
               s_.form(last + 1) == phrase[matched]) {
            ++last;
            ++matched;
        }
        if (matched < phrase.size()) {
            continue;
        }
        TokenIndex head = s_.token(i).head;
        if (head == no_token || head < last || !s_.is_nominal(head)) {
            head = s_.child(i, Rel::obl);
        }
        const Party speaker = speakers_.read(head);
        if (speaker.empty()) {
            continue;
        }
        CueSite site;
        site.verb = i;
        TokenRange range = contents_.extent(head);
        range.first = std::min(range.first, i);
        const auto content = contents_.around_phrase(range);
        return content && add(site,
                              speaker,
                              *content,
                              {s_.token(i).span.begin, s_.token(last).span.end});
    }
    return false;
}

/// "urged Seoul to talk and voiced concern": a past tense is not coordinated with the
/// infinitive that the tree hangs it on, but with the verb above.
TokenIndex Finder::coordinated_with(TokenIndex verb) const {
    const Token& t = s_.token(verb);
    const bool finite =
        t.xpos == Xpos::vbd || (t.xpos == Xpos::vbn && !s_.has_child(verb, Rel::aux) &&
                                !s_.has_child(verb, Rel::aux_pass));
    if (t.rel != Rel::conj || !finite || t.head == no_token ||
        s_.infinitive_mark(t.head) == no_token || s_.has_child(verb, Rel::nsubj)) {
        return no_token;
    }
    return s_.token(t.head).head;
}

Party Finder::speaker_of(CueSite& site) const {
    const TokenIndex other = coordinated_with(site.verb);
    site.speaker = s_.doer(other == no_token ? site.verb : other);
    TokenIndex subject = no_token;
    bool content_before = false;
    for (const TokenIndex c : s_.children(site.verb)) {
        const Rel rel = s_.token(c).rel;
        // Of two subjects the one beside the verb is its own.
        if (rel == Rel::nsubj && c < site.verb) {
            subject = c;
        }
        content_before = content_before || (rel == Rel::ccomp && c < site.verb);
        // '… , said the statement': a subject that was taken for an object.
        if (rel == Rel::obj && subject == no_token && content_before) {
            subject = c;
        }
    }
    if (subject != no_token && s_.token(subject).xpos != Xpos::wp &&
        s_.token(subject).xpos != Xpos::wdt) {
        site.speaker = subject;
    }
    if (subject == no_token && content_before) {
        site.from = name_behind_quotation(site.verb);
        site.speaker = site.from == no_token ? site.speaker : site.from;
    }
    if (const Found* teller = teller_around(site.verb)) {
        Party same;
        same.actors = teller->statement.speakers;
        same.words = teller->statement.speaker;
        same.may_speak = true;
        site.speaker = no_token;
        return same;
    }
    if (site.speaker != no_token && s_.token(site.verb).head == site.speaker) {
        const TokenIndex issuer = issuer_of(site.speaker);
        site.speaker = issuer == no_token ? site.speaker : issuer;
    }
    Party party = speakers_.read(site.speaker);
    if (party.pronoun && !party.empty()) {
        follow_chain(site, party);
    }
    return party;
}

/// '"…," Lee, who was there, said': the speaker that the tree takes for a part of the
/// quotation, or no_token.
TokenIndex Finder::name_behind_quotation(TokenIndex verb) const {
    const TokenIndex first = s_.reading().sentences[s_.token(verb).sentence].first;
    TokenIndex behind = verb;
    while (behind > first &&
           contents_.quotation_at(s_.token(behind - 1).span.begin) == nullptr) {
        --behind;
    }
    if (behind == first || behind == verb) {
        return no_token;
    }
    const auto& mentions = in_.actors->mention_of_head;
    for (TokenIndex i = behind; i < verb; ++i) {
        const Upos tag = s_.token(i).upos;
        if (mentions[i] >= 0 || tag == Upos::propn || tag == Upos::pron) {
            return s_.token(i).xpos == Xpos::wp ? no_token : i;
        }
    }
    return no_token;
}

/// "issued a statement saying …": who issued it speaks.
TokenIndex Finder::issuer_of(TokenIndex document) const {
    const Token& t = s_.token(document);
    const bool issued = t.rel == Rel::obj || t.rel == Rel::obl;
    if (!issued || t.head == no_token || !s_.is_verb(t.head) ||
        !words_.is(SpeechClass::document, s_.lemma(document))) {
        return no_token;
    }
    const TokenIndex doer = s_.doer(t.head);
    return doer == document ? no_token : doer;
}

/// "…," he said. "It …," he added: who spoke in the sentence before goes on, where the
/// pronoun fits him; and whoever spoke last, where nobody resolved the pronoun.
void Finder::follow_chain(const CueSite& site, Party& party) const {
    const Found* last = teller_before(s_.token(site.verb).sentence);
    const bool fits = last != nullptr && may_go_on(site, last->statement);
    if (!fits && (!party.actors.empty() || found_.empty())) {
        return;
    }
    const Statement& earlier = fits ? last->statement : found_.back().statement;
    party.actors = earlier.speakers;
    if (party.actors.empty()) {
        party.words = earlier.speaker;
    }
    party.may_speak = true;
}

/// The last statement of the sentence before that no other holds, or null.
const Finder::Found* Finder::teller_before(std::uint32_t sentence) const {
    const Found* last = nullptr;
    for (auto it = found_.rbegin(); it != found_.rend(); ++it) {
        const std::uint32_t there = s_.token(it->verb).sentence;
        if (there + 1 < sentence) {
            break;
        }
        if (there + 1 == sentence &&
            (last == nullptr || it->statement.content.contains(last->statement.cue))) {
            last = &*it;
        }
    }
    return last;
}

/// True where the pronoun that speaks may be the speaker of `earlier`: "it" a body or a
/// document; "he" or "she", at the head of the sentence or behind a quotation, a person.
bool Finder::may_go_on(const CueSite& site, const Statement& earlier) const {
    const std::string_view pronoun = s_.lemma(site.speaker);
    if (earlier.speakers.size() > 1) {
        return false;
    }
    const Actor* actor =
        earlier.speakers.empty() ? nullptr : &in_.actors->actors[earlier.speakers[0]];
    if (pronoun == "it") {
        return actor == nullptr || (actor->kind != ActorKind::person && !actor->plural);
    }
    const bool he = pronoun == "he";
    if ((!he && pronoun != "she") || actor == nullptr ||
        actor->kind != ActorKind::person || actor->plural ||
        actor->gender == (he ? Gender::female : Gender::male)) {
        return false;
    }
    const Token& verb = s_.token(site.verb);
    const TokenIndex first = s_.reading().sentences[verb.sentence].first;
    return verb.rel == Rel::root && s_.token(site.speaker).head == site.verb &&
           (site.speaker == first || s_.token(site.speaker - 1).upos == Upos::punct);
}

void Finder::set_addressee(const CueSite& site,
                           const Party& speaker,
                           Statement& out) const {
    Party to;
    if (site.cue != nullptr && site.cue->addressee == AddresseeSlot::object) {
        for (const Rel rel : {Rel::iobj, Rel::obj}) {
            const TokenIndex o = site.prep_object != no_token ? site.prep_object
                                                              : s_.child(site.verb, rel);
            if (to.empty() && o != no_token) {
                to = speakers_.read(o);
            }
        }
    } else if (site.cue != nullptr && site.cue->addressee == AddresseeSlot::to) {
        std::vector<TokenIndex> heads;
        s_.obliques(site.verb, "to", heads);
        to = heads.empty() ? Party{} : speakers_.read(heads.front());
    }
    if (!to.may_speak) {
        to = Party{};
    }
    if (to.empty() && speaker.pronoun && !found_.empty() &&
        found_.back().statement.speakers == speaker.actors) {
        out.addressees = found_.back().statement.addressees;
        out.addressee = found_.back().statement.addressee;
        return;
    }
    out.addressees = to.actors;
    out.addressee = to.words;
}

/// "welcomed the president": a greeting, where nothing is said of what he did.
bool Finder::greets_person(const CueSite& site) const {
    const TokenIndex object = s_.child(site.verb, Rel::obj);
    if (s_.lemma(site.verb) != "welcome" || object == no_token) {
        return false;
    }
    const Party party = speakers_.read(object);
    return std::any_of(party.actors.begin(), party.actors.end(), [&](ActorIndex a) {
        return in_.actors->actors[a].kind == ActorKind::person;
    });
}

bool Finder::add(const CueSite& site,
                 const Party& speaker,
                 const Content& content,
                 Span cue) {
    const bool spoken = site.noun != no_token || content.rule.starts_with("clause") ||
                        content.rule.starts_with("quotation") ||
                        content.rule.starts_with("source") || content.rule == "around";
    const bool told =
        content.rule == "around" ? !is_denied(site.verb) : is_told(site.verb);
    if (content.rule == "object" && greets_person(site)) {
        return false;
    }
    const bool loose = s_.token(site.verb).xpos == Xpos::vbg;
    if (((!spoken || loose) && !speaker.may_speak) || !told) {
        return false;
    }
    Statement made;
    made.speakers = speaker.actors;
    made.speaker = speaker.words;
    made.cue = cue;
    made.rule = content.rule;
    made.confidence = content.confidence;
    set_addressee(site, speaker, made);
    if (content.parts.size() > 1) {
        made.group = ++groups_;
    }
    Found found{std::move(made), {}, site.verb, false, speaker.pronoun};
    if (site.cue != nullptr) {
        found.mind = site.cue->mind;
        found.clause = contents_.cue_clause(site);
    } else {
        found.clause = {site.verb, site.verb + 1};
    }
    for (const Span part : content.parts) {
        found.statement.content = part;
        found.statement.kind = kind_of(part);
        found_.push_back(found);
    }
    return true;
}

StatementKind Finder::kind_of(Span content) const {
    StatementKind kind = StatementKind::indirect;
    for (const Quotation& q : quotations_) {
        if (q.span.begin >= content.end || q.span.end <= content.begin) {
            continue;
        }
        if (q.span.contains(content)) {
            return StatementKind::direct;
        }
        kind = StatementKind::mixed;
    }
    return kind;
}

/// True where `other`, told inside the words of `told`, is no part of them: who says it
/// says it of all of them (", he added"), or goes on speaking (", adding that").
bool Finder::stands_apart(const Found& told, const Found& other) const {
    const Span content = other.statement.content;
    const bool wider = content.contains(told.statement.cue) ||
                       (content.begin <= told.statement.content.begin &&
                        content.end <= told.statement.content.end);
    if (wider && other.verb > told.verb) {
        return true;
    }
    const Token& before = s_.token(other.clause.first - 1);
    const std::string_view joint = s_.lemma(other.clause.first - 1);
    if (joint == "with" || joint == "while" || joint == "after") {
        return other.clause.first >= 2 && s_.form(other.clause.first - 2) == ",";
    }
    const bool same = told.statement.speakers == other.statement.speakers &&
                      (!told.statement.speakers.empty() ||
                       told.statement.speaker == other.statement.speaker);
    const bool joined =
        before.upos == Upos::cconj || s_.form(other.clause.first - 1) == ",";
    return same && joined && !other.mind;
}

/// Where the words end that stand before `first` and what joins it to them.
std::uint32_t Finder::join_before(TokenIndex first) const {
    const std::uint32_t sentence = s_.token(first).sentence;
    while (first > 0 && s_.token(first - 1).sentence == sentence) {
        const Upos tag = s_.token(first - 1).upos;
        const std::string_view lemma = s_.lemma(first - 1);
        const bool joint = tag == Upos::punct || tag == Upos::cconj || lemma == "with" ||
                           lemma == "while" || lemma == "after";
        if (!joint || double_mark_at(s_.form(first - 1), 0) != 0) {
            break;
        }
        --first;
    }
    return first == 0 ? 0 : s_.token(first - 1).span.end;
}

/// What somebody said ends where the text goes on with what he, or another, said next.
void Finder::cut_at_others() {
    for (Found& told : found_) {
        Span& content = told.statement.content;
        for (const Found& other : found_) {
            const std::uint32_t at = s_.token(other.clause.first).span.begin;
            if (&told == &other || other.verb == told.verb || other.clause.empty() ||
                at <= content.begin || at >= content.end || other.clause.first == 0 ||
                s_.token(other.verb).sentence != s_.token(told.verb).sentence) {
                continue;
            }
            const Quotation* q = contents_.quotation_at(at);
            if (q != nullptr && content.contains(q->span)) {
                continue;
            }
            const std::uint32_t end = join_before(other.clause.first);
            if (end > content.begin && stands_apart(told, other)) {
                content.end = std::min(content.end, end);
                told.statement.kind = kind_of(content);
            }
        }
    }
}

/// "He said he hoped …" is one statement, not two.
void Finder::drop_thoughts() {
    std::erase_if(found_, [&](const Found& inner) {
        return std::any_of(found_.begin(), found_.end(), [&](const Found& outer) {
            if (outer.verb == inner.verb ||
                !outer.statement.content.contains(inner.statement.cue)) {
                return false;
            }
            if (inner.clause.empty()) {
                return false;
            }
            const std::uint32_t begin = s_.token(inner.clause.first).span.begin;
            const bool same = inner.pronoun && begin <= outer.statement.content.begin &&
                              inner.statement.speakers == outer.statement.speakers;
            return inner.mind || same;
        });
    });
}

/// A quotation that is a sentence of its own or several.
bool Finder::stands_alone(const Quotation& quotation) const {
    const auto& tokens = s_.reading().tokens;
    auto it = std::lower_bound(
        tokens.begin(), tokens.end(), quotation.span.begin, [](const Token& t, auto at) {
            return t.span.begin < at;
        });
    const auto plain = [&](const Token& t) {
        return !quotation.span.overlaps(t.span) && t.upos != Upos::punct;
    };
    for (; it != tokens.end() && it->span.begin < quotation.span.end;) {
        const Sentence& sentence = s_.reading().sentences[it->sentence];
        if (std::any_of(
                tokens.begin() + sentence.first, tokens.begin() + sentence.last, plain)) {
            return false;
        }
        it = tokens.begin() + sentence.last;
    }
    return true;
}

/// A quotation without words of saying beside it is the next part of what was said
/// before.
void Finder::join_continued() {
    std::vector<Found> joined;
    for (const Quotation& q : quotations_) {
        const bool taken = std::any_of(found_.begin(), found_.end(), [&](const Found& f) {
            return f.statement.content.overlaps(q.span) ||
                   q.span.contains(f.statement.cue);
        });
        if (taken || q.single || !stands_alone(q)) {
            continue;
        }
        Found* before = nullptr;
        const auto end_of = [](const Found& f) {
            return std::max(f.statement.content.end, f.statement.cue.end);
        };
        for (auto* list : {&found_, &joined}) {
            for (Found& f : *list) {
                if (end_of(f) <= q.span.begin &&
                    contents_.quotation_at(f.statement.cue.begin) == nullptr &&
                    (before == nullptr || end_of(f) >= end_of(*before))) {
                    before = &f;
                }
            }
        }
        if (before == nullptr) {
            continue;
        }
        if (before->statement.group == 0) {
            before->statement.group = ++groups_;
        }
        Found made = *before;
        made.statement.content = q.span;
        made.statement.kind = StatementKind::direct;
        made.statement.rule = "continued";
        made.statement.confidence = 0.8F;
        joined.push_back(std::move(made));
    }
    found_.insert(found_.end(), joined.begin(), joined.end());
    std::stable_sort(found_.begin(), found_.end(), in_order);
}

/// The standfirst and the lead often tell a statement in the same words.
void Finder::drop_repeated() {
    std::vector<Found> kept;
    for (Found& f : found_) {
        const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const Found& k) {
            const Statement& a = k.statement;
            const Statement& b = f.statement;
            return a.speakers == b.speakers && a.group == 0 && b.group == 0 &&
                   quote(text(), a.content) == quote(text(), b.content);
        });
        if (!repeated) {
            kept.push_back(std::move(f));
        }
    }
    found_ = std::move(kept);
}

/// Statements are in order, those inside others behind them: the last one to cover a
/// token is the innermost.
void Finder::index(ArticleStatements& result) const {
    const auto& tokens = s_.reading().tokens;
    result.holding.assign(tokens.size(), -1);
    for (std::size_t k = 0; k < result.statements.size(); ++k) {
        const Span content = result.statements[k].content;
        auto it = std::lower_bound(
            tokens.begin(), tokens.end(), content.begin, [](const Token& t, auto at) {
                return t.span.begin < at;
            });
        for (; it != tokens.end() && it->span.end <= content.end; ++it) {
            result.holding[static_cast<std::size_t>(it - tokens.begin())] =
                static_cast<std::int32_t>(k);
        }
    }
}

}  // namespace

ArticleStatements find_statements(const StatementInput& input) {
    return Finder(input).find();
}

}  // namespace chancery
