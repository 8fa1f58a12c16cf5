// SPDX-License-Identifier: Apache-2.0
#include "coding/statement_finder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "coding/modality.h"
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

}  // namespace

StatementFinder::StatementFinder(const StatementInput& input)
    : in_(input),
      s_(*input.syntax),
      words_(input.tables->speech()),
      quotations_(find_quotations(input.article->text, read_blocks(*input.article))),
      contents_(s_, words_, quotations_),
      speakers_(s_, *input.actors, words_) {}

ArticleStatements StatementFinder::find() {
    const auto n = static_cast<TokenIndex>(s_.reading().tokens.size());
    for (TokenIndex i = 0; i < n; ++i) {
        read_token(i);
    }
    read_transcript();
    return settle();
}

void StatementFinder::read_token(TokenIndex i) {
    const Upos tag = s_.token(i).upos;
    if (tag == Upos::verb) {
        read_verb(i) || read_light_verb(i) || read_source(i);
    } else if (tag == Upos::noun) {
        read_noun(i);
    } else if (tag != Upos::punct) {
        read_source(i);
    }
}

void StatementFinder::read_transcript() {
    const auto& tokens = s_.reading().tokens;
    for (const Turn& turn : find_turns(*in_.article, s_, *in_.actors, words_)) {
        FoundStatement found;
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

bool StatementFinder::match_particle(const SpeechCue& cue, CueSite& site) const {
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
bool StatementFinder::is_told(TokenIndex cue) const {
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
bool StatementFinder::is_denied(TokenIndex verb) const {
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
bool StatementFinder::is_participle_apart(TokenIndex verb) const {
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

bool StatementFinder::read_verb(TokenIndex i) {
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
TokenIndex StatementFinder::noun_behind(TokenIndex verb) const {
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

bool StatementFinder::read_light_verb(TokenIndex verb) {
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
bool StatementFinder::read_noun(TokenIndex noun) {
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
bool StatementFinder::read_source(TokenIndex i) {
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

/// "welcomed the president": a greeting, where nothing is said of what he did.
bool StatementFinder::greets_person(const CueSite& site) const {
    const TokenIndex object = s_.child(site.verb, Rel::obj);
    if (s_.lemma(site.verb) != "welcome" || object == no_token) {
        return false;
    }
    const Party party = speakers_.read(object);
    return std::any_of(party.actors.begin(), party.actors.end(), [&](ActorIndex a) {
        return in_.actors->actors[a].kind == ActorKind::person;
    });
}

bool StatementFinder::add(const CueSite& site,
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
    const bool loose = s_.token(site.verb).xpos == Xpos::vbg &&
                       kind_of(content.parts.front()) != StatementKind::direct;
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
    FoundStatement found{std::move(made), {}, site.verb, false, speaker.pronoun};
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

StatementKind StatementFinder::kind_of(Span content) const {
    auto q = std::upper_bound(
        quotations_.begin(),
        quotations_.end(),
        content.begin,
        [](std::uint32_t at, const Quotation& one) { return at < one.span.end; });
    StatementKind kind = StatementKind::indirect;
    for (; q != quotations_.end() && q->span.begin < content.end; ++q) {
        if (q->span.contains(content)) {
            return StatementKind::direct;
        }
        kind = StatementKind::mixed;
    }
    return kind;
}

}  // namespace chancery
