// SPDX-License-Identifier: Apache-2.0
#include "bench/made_up_news.h"

#include <array>
#include <utility>

namespace chancery::bench {

namespace {

constexpr std::uint64_t states = 200;
constexpr std::uint64_t persons = 100;  // of each state
constexpr std::uint64_t outlets = 300;
constexpr std::uint64_t vocabulary = 30000;

struct Kind {
    ActType type;
    const char* mode;
    const char* cameo;
    std::uint8_t quad;
    float goldstein;
};

constexpr std::array<Kind, 12> kinds{{{ActType::consult, "meeting", "040", 1, 1.0F},
                                      {ActType::consult, "visit", "042", 1, 1.9F},
                                      {ActType::consult, "phone", "041", 1, 1.0F},
                                      {ActType::agree, "pledge", "030", 1, 4.0F},
                                      {ActType::agree, "meet", "036", 1, 4.0F},
                                      {ActType::support, "sign", "057", 1, 8.0F},
                                      {ActType::support, "praise", "051", 1, 3.4F},
                                      {ActType::request, "change", "104", 3, -5.0F},
                                      {ActType::accuse, "disapprove", "111", 3, -2.0F},
                                      {ActType::assault, "aerial", "195", 4, -10.0F},
                                      {ActType::coerce, "arrest", "173", 4, -5.0F},
                                      {ActType::aid, "economic", "071", 2, 7.4F}}};

constexpr std::array<const char*, 30> syllables{
    "ka", "lo",  "mi",  "ren", "ta",  "vo", "shi", "nu",  "bel", "dor",
    "ga", "pe",  "qui", "sa",  "tor", "un", "wa",  "xe",  "yl",  "zo",
    "an", "bri", "ce",  "dan", "el",  "fa", "go",  "hal", "in",  "jo"};

std::string syllables_of(std::uint64_t number, std::size_t least) {
    std::string out;
    for (std::size_t i = 0; i < least || number > 0; ++i) {
        out += syllables.at(number % syllables.size());
        number /= syllables.size();
    }
    return out;
}

std::string capital(std::string word) {
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
    return word;
}

/// One who takes part, as the tables would know him.
Actor party_of(std::uint64_t state, Dice& dice) {
    Actor out;
    out.code = MadeUpNews::state_code(state);
    out.rule = "table:name";
    switch (dice.below(5)) {
        case 0:
            out.name = MadeUpNews::state_name(state);
            out.kind = ActorKind::state;
            out.sector = Sector::gov;
            break;
        case 1:
            out.name = "Foreign Ministry of " + MadeUpNews::state_name(state);
            out.kind = ActorKind::body;
            out.sector = Sector::gov;
            break;
        default:
            out.name = MadeUpNews::person_name(state, dice.zipf(persons));
            out.kind = ActorKind::person;
            out.offices.push_back(
                {"President of " + MadeUpNews::state_name(state), out.code, true, {}});
            break;
    }
    out.table_name = out.name;
    out.key = out.name;
    return out;
}

/// What happened, before anybody tells of it.
struct Happening {
    Act act;
    Actor one, other;
    std::vector<std::uint64_t> words;
    std::uint64_t one_state = 0;
    std::uint64_t town = 0;
};

Happening happening_of(std::uint64_t event, MadeUpNews::Scope scope) {
    Dice dice{mix(event * 7 + 1)};
    Happening out;
    const bool war = scope == MadeUpNews::Scope::war;
    constexpr std::size_t attack = 9;
    const Kind& kind = kinds.at(war ? attack : dice.below(kinds.size()));
    out.act.type = kind.type;
    out.act.mode = kind.mode;
    out.act.cameo = kind.cameo;
    out.act.quad = kind.quad;
    out.act.goldstein = kind.goldstein;
    if (out.act.mode == "meet") {
        out.act.status = Status::planned;
    } else if (dice.once_in(50)) {
        out.act.status = Status::denied;
    }
    if (dice.once_in(6)) {
        out.act.contexts.emplace_back("diplomatic");
    }
    if (dice.once_in(8)) {
        out.act.contexts.emplace_back("economic");
    }
    const std::uint64_t one = war ? 0 : dice.zipf(states);
    const std::uint64_t other = war ? 1 : (one + 1 + dice.zipf(states - 2)) % states;
    out.one_state = one;
    out.one = party_of(one, dice);
    out.other = party_of(other, dice);
    for (int i = 0; i < 16; ++i) {
        out.words.push_back(dice.zipf(vocabulary));
    }
    if (dice.once_in(2)) {
        out.town = 1 + other * 20 + dice.below(20);
        out.act.location = {MadeUpNews::state_code(other),
                            static_cast<double>(out.town % 160) - 80.0,
                            static_cast<double>(out.town % 340) - 170.0,
                            true,
                            false};
    }
    return out;
}

ActorIndex index_of(ArticleActors& actors, const Actor& actor) {
    for (ActorIndex i = 0; i < actors.actors.size(); ++i) {
        if (actors.actors[i].name == actor.name) {
            return i;
        }
    }
    actors.actors.push_back(actor);
    return static_cast<ActorIndex>(actors.actors.size() - 1);
}

Span append(std::string& text, std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += words;
    return {begin, static_cast<std::uint32_t>(text.size())};
}

}  // namespace

std::string MadeUpNews::state_name(std::uint64_t state) {
    return capital(syllables_of(state, 3)) + "ia";
}

std::string MadeUpNews::state_code(std::uint64_t state) {
    return {
        static_cast<char>('A' + state / 26), static_cast<char>('A' + state % 26), 'Q'};
}

std::string MadeUpNews::person_name(std::uint64_t state, std::uint64_t person) {
    return capital(syllables_of(mix(state) % 900, 2)) + ' ' +
           capital(syllables_of(state * persons + person, 3));
}

std::string MadeUpNews::word(std::uint64_t k) {
    return syllables_of(k, 1);
}

void MadeUpNews::make_day() {
    ++day_;
    today_ = std::exchange(next_, std::exchange(after_, {}));
    while (today_.size() < a_day_ * acts_an_article) {
        const std::uint64_t event = events_++;
        const auto copies = static_cast<std::uint32_t>(1 + dice_.zipf(40));
        for (std::uint32_t i = 0; i < copies; ++i) {
            const std::uint64_t later = dice_.below(10);
            auto& pool = later < 7 ? today_ : later < 9 ? next_ : after_;
            pool.push_back({event, day_, i});
        }
    }
    today_articles_ = today_.size() / acts_an_article;
    left_ = today_articles_;
}

MadeUpArticle MadeUpNews::next() {
    if (left_ == 0) {
        make_day();
    }
    const std::size_t place = today_articles_ - left_--;
    Dice dice{mix(articles_ * 11 + 3)};
    MadeUpArticle out;
    Article& article = out.article;
    article.doc = "article-" + std::to_string(articles_);
    article.path = "made-up/" + std::to_string(articles_) + ".txt";
    article.outlet = capital(syllables_of(dice.zipf(outlets), 2)) + " Times";
    article.agency = dice.once_in(3) ? "Agency" + std::to_string(dice.zipf(20)) : "";
    article.published = Day{day_};
    article.url = "https://news.example/" + std::to_string(articles_);
    for (int i = 0; i < 8; ++i) {
        article.title += (i == 0 ? "" : " ") + word(dice.zipf(vocabulary));
    }
    ++articles_;
    // Tellings of one event lie side by side; an article takes them far apart.
    for (std::size_t i = 0; i < acts_an_article; ++i) {
        add_act(out, today_[place + i * today_articles_]);
    }
    article.source = article.text;
    out.hash = content_hash(article);
    return out;
}

void MadeUpNews::add_act(MadeUpArticle& out, const Telling& telling) const {
    Happening what = happening_of(telling.event, scope_);
    Dice dice{mix(telling.event * 64 + telling.copy)};
    Act act = std::move(what.act);
    act.id = "a" + std::to_string(out.acts.acts.size() + 1);
    if (!dice.once_in(3)) {
        act.date = Day{telling.day + (dice.once_in(20) ? 1 : 0)}.iso();
    }
    if (dice.once_in(6)) {
        what.one.kind = ActorKind::state;
        what.one.name = what.one.table_name = what.one.key = state_name(what.one_state);
        what.one.offices.clear();
    }
    if (dice.once_in(10)) {
        act.mode.clear();
    }
    act.channel = static_cast<Channel>(dice.below(5));
    act.actors.push_back(index_of(out.actors, what.one));
    act.recipients.push_back(index_of(out.actors, what.other));
    act.confidence = 0.5F + static_cast<float>(dice.below(50)) / 100;

    // The sentence: as the agency has it, or in words of one's own.
    std::string& text = out.article.text;
    const bool copied = dice.once_in(3);
    const auto begin = static_cast<std::uint32_t>(text.size());
    const Span one = append(text, what.one.name);
    text += " has ";
    act.trigger = append(text, std::string(name(act.type)) + "ed");
    text += " with ";
    const Span other = append(text, what.other.name);
    text += " on the";
    for (const std::uint64_t k : what.words) {
        text += ' ' + word(copied || dice.once_in(2) ? k : dice.zipf(vocabulary));
    }
    Span place;
    if (what.town != 0) {
        text += " in ";
        place = append(text, capital(syllables_of(what.town, 3)));
        act.place = text.substr(place.begin);
    }
    act.evidence = {begin, static_cast<std::uint32_t>(text.size())};
    for (const auto& [field, span] : {std::pair("type", act.trigger),
                                      std::pair("mode", act.trigger),
                                      std::pair("cameo", act.trigger),
                                      std::pair("actors", one),
                                      std::pair("recipients", other),
                                      std::pair("status", act.trigger),
                                      std::pair("place", place)}) {
        act.reasons.push_back({field, "made-up", span, 0.8F});
    }
    if (out.acts.acts.empty()) {
        Statement said;
        said.speakers = act.actors;
        said.speaker = one;
        said.cue = act.trigger;
        said.content = {other.begin, act.evidence.end};
        said.rule = "clause";
        out.acts.statements.statements.push_back(std::move(said));
    }
    text += ".\n";
    out.acts.acts.push_back(std::move(act));
}

}  // namespace chancery::bench
