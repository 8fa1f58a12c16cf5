// The sentences and small tables that the tests of this room share.
// SPDX-License-Identifier: Apache-2.0
#include "actors/testing.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace chancery::testing {

namespace {

struct SmallFile {
    const char* name;
    const char* text;
};

constexpr std::array<SmallFile, 18> small_files{{
    {"states.tsv",
     "code\tname\tiso2\tkind\tcapital\tcontinent\tsource\n"
     "CHN\tChina\tCN\tstate\tBeijing\tAS\ttest\n"
     "CUB\tCuba\tCU\tstate\tHavana\tNA\ttest\n"
     "GBR\tUnited Kingdom\tGB\tstate\tLondon\tEU\ttest\n"
     "ISR\tIsrael\tIL\tstate\tJerusalem\tAS\ttest\n"
     "JPN\tJapan\tJP\tstate\tTokyo\tAS\ttest\n"
     "KHM\tCambodia\tKH\tstate\tPhnom Penh\tAS\ttest\n"
     "KOR\tSouth Korea\tKR\tstate\tSeoul\tAS\ttest\n"
     "LAO\tLaos\tLA\tstate\tVientiane\tAS\ttest\n"
     "PHL\tPhilippines\tPH\tstate\tManila\tAS\ttest\n"
     "RUS\tRussia\tRU\tstate\tMoscow\tEU\ttest\n"
     "THA\tThailand\tTH\tstate\tBangkok\tAS\ttest\n"
     "USA\tUnited States\tUS\tstate\tWashington\tNA\ttest\n"
     "VNM\tVietnam\tVN\tstate\tHanoi\tAS\ttest\n"},
    {"state_names.tsv",
     "name\tcode\tkind\tsource\n"
     "Beijing\tCHN\tcapital\ttest\n"
     "Cambodian\tKHM\tdemonym\ttest\n"
     "Chinese\tCHN\tdemonym\ttest\n"
     "Cuban\tCUB\tdemonym\ttest\n"
     "Hanoi\tVNM\tcapital\ttest\n"
     "Israeli\tISR\tdemonym\ttest\n"
     "Japanese\tJPN\tdemonym\ttest\n"
     "Kremlin\tRUS\tmetonym\ttest\n"
     "Lao\tLAO\tdemonym\ttest\n"
     "Moscow\tRUS\tcapital\ttest\n"
     "Philippine\tPHL\tdemonym\ttest\n"
     "Russian\tRUS\tdemonym\ttest\n"
     "Russians\tRUS\tpeople\ttest\n"
     "Seoul\tKOR\tcapital\ttest\n"
     "South Korean\tKOR\tdemonym\ttest\n"
     "Thai\tTHA\tdemonym\ttest\n"
     "U.S.\tUSA\tabbreviation\ttest\n"
     "US\tUSA\tabbreviation\ttest\n"
     "Viet Nam\tVNM\tname\ttest\n"
     "Vietnamese\tVNM\tdemonym\ttest\n"
     "Washington\tUSA\tcapital\ttest\n"},
    {"leaders.tsv",
     "name\tshort\tgender\tcode\tsector\toffice\ttitle\tsince\tuntil\tsource\n"
     "Alexander Boris de Pfeffel Johnson\tJohnson\tmale\tGBR\tGOV\thead_of_government\t"
     "Prime Minister\t2019-07-24\t2022-09-06\ttest\n"
     "Joe Biden\tBiden\tmale\tUSA\tGOV\thead_of_state\tPresident\t2021-01-20\t2025-01-20"
     "\ttest\n"
     "Donald Trump\tTrump\tmale\tUSA\tGOV\thead_of_state\tPresident\t2025-01-20\t\ttest\n"
     "Lee Jae-myung\tLee\tmale\tKOR\tGOV\thead_of_state\tPresident\t2025-06-04\t\ttest\n"
     "Maha Vajiralongkorn\tVajiralongkorn\tmale\tTHA\tGOV\tmonarch\tKing\t2016-10-13\t\t"
     "test\n"
     "Miguel Díaz-Canel Bermúdez\tDíaz-Canel\tmale\tCUB\tGOV\thead_of_state\tPresident\t"
     "2019-10-10\t\ttest\n"
     "Sergey Lavrov\tLavrov\tmale\tRUS\tGOV\tforeign_minister\tForeign Minister\t"
     "2004-03-09\t\ttest\n"
     "Takaichi Sanae\tTakaichi\tfemale\tJPN\tGOV\thead_of_government\tPrime Minister\t"
     "2025-10-21\t\ttest\n"
     "To Lam\tLam\tmale\tVNM\tPTY\tparty_leader\tGeneral Secretary\t2024-08-03\t\ttest\n"
     "Vladimir Vladimirovich Putin\tPutin\tmale\tRUS\tGOV\thead_of_state\tPresident\t"
     "2012-05-07\t\ttest\n"
     "Wang Yi\tWang\tmale\tCHN\tGOV\tforeign_minister\tForeign Minister\t2023-07-25\t\t"
     "test\n"
     "Xi Jinping\tXi\tmale\tCHN\tGOV\thead_of_state\tPresident\t2013-03-14\t\ttest\n"},
    {"leader_names.tsv",
     "alias\tname\tsource\nVladimir Poutine\tVladimir Vladimirovich "
     "Putin\ttest\n"},
    {"organisations.tsv",
     "name\tkind\tcode\tsector\tsource\n"
     "Association of Southeast Asian Nations\tigo\tASEAN\tIGO\ttest\n"
     "Cambodian People's Party\tparty\tKHM\tPTY\ttest\n"
     "Communist Party of Vietnam\tparty\tVNM\tPTY\ttest\n"
     "Hamas\tarmed_group\tPSE\tREB\ttest\n"
     "Hanwha Aerospace\tcompany\tKOR\tBUS\ttest\n"
     "Lao People's Revolutionary Party\tparty\tLAO\tPTY\ttest\n"
     "North Atlantic Treaty Organization\tigo\tNATO\tIGO\ttest\n"
     "United Nations\tigo\tUN\tIGO\ttest\n"
     "United States Department of State\tbody\tUSA\tGOV\ttest\n"
     "World Health Organization\tigo\tWHO\tIGO\ttest\n"},
    {"organisation_names.tsv",
     "alias\tname\tsource\n"
     "ASEAN\tAssociation of Southeast Asian Nations\ttest\n"
     "NATO\tNorth Atlantic Treaty Organization\ttest\n"
     "State Department\tUnited States Department of State\ttest\n"
     "UN\tUnited Nations\ttest\n"
     "WHO\tWorld Health Organization\ttest\n"},
    {"igo_members.tsv", "igo\tcode\tsource\nASEAN\tVNM\ttest\nASEAN\tLAO\ttest\n"},
    {"bodies.tsv",
     "phrase\tkind\tsector\tsource\n"
     "army\tbody\tMIL\ttest\n"
     "central committee\tparty\tPTY\ttest\n"
     "coast guard\tbody\tCOP\ttest\n"
     "forces\tbody\tMIL\ttest\n"
     "foreign ministry\tbody\tGOV\ttest\n"
     "government\tbody\tGOV\ttest\n"
     "ministry\tbody\tGOV\ttest\n"
     "ministry of foreign affairs\tbody\tGOV\ttest\n"
     "national assembly\tbody\tLEG\ttest\n"
     "party\tparty\tPTY\ttest\n"
     "police\tbody\tCOP\ttest\n"
     "security council\tbody\tGOV\ttest\n"},
    {"heads.tsv",
     "head\tkind\tsector\tsource\n"
     "companies\tcompany\tBUS\ttest\n"
     "company\tcompany\tBUS\ttest\n"
     "delegation\tother\tGOV\ttest\n"
     "ministry\tbody\tGOV\ttest\n"
     "people\tpeople\tCVL\ttest\n"
     "university\tngo\tEDU\ttest\n"},
    {"roles.tsv",
     "role\tsector\toffice\trank\tsource\n"
     "ambassador\tGOV\tambassador\ttitle\ttest\n"
     "chairman\tGOV\tother\ttitle\ttest\n"
     "co-president\tGOV\thead_of_state\ttitle\ttest\n"
     "company\tBUS\t\tdescription\ttest\n"
     "counterpart\tGOV\t\tdescription\ttest\n"
     "defence minister\tGOV\tdefence_minister\ttitle\ttest\n"
     "delegation\tGOV\t\tdescription\ttest\n"
     "first secretary\tPTY\tparty_leader\ttitle\ttest\n"
     "foreign minister\tGOV\tforeign_minister\ttitle\ttest\n"
     "general secretary\tPTY\tparty_leader\ttitle\ttest\n"
     "health minister\tGOV\tminister\ttitle\ttest\n"
     "king\tGOV\tmonarch\ttitle\ttest\n"
     "lawmaker\tLEG\t\tdescription\ttest\n"
     "leader\tGOV\t\tdescription\ttest\n"
     "official\tGOV\t\tdescription\ttest\n"
     "people\tCVL\t\tgroup\ttest\n"
     "president\tGOV\thead_of_state\ttitle\ttest\n"
     "prime minister\tGOV\thead_of_government\ttitle\ttest\n"
     "protesters\tCVL\t\tgroup\ttest\n"
     "secretary general\tIGO\tigo_head\ttitle\ttest\n"
     "secretary of state\tGOV\tforeign_minister\ttitle\ttest\n"
     "settlers\tCVL\t\tgroup\ttest\n"
     "soldiers\tMIL\t\tgroup\ttest\n"
     "special envoy\tGOV\tenvoy\ttitle\ttest\n"
     "spokesperson\tGOV\tspokesperson\ttitle\ttest\n"},
    {"honorifics.tsv",
     "honorific\tgender\tsource\n"
     "Comrade\t\ttest\n"
     "Mr\tmale\ttest\n"
     "Ms\tfemale\ttest\n"
     "Samdech Techo\tmale\ttest\n"},
    {"given_names.tsv",
     "name\tgender\tsource\nAnna\tfemale\ttest\nJordan\tboth\ttest\nMarco\tmale\ttest\n"},
    {"places.tsv",
     "name\tcode\tkind\tlatitude\tlongitude\tpopulation\tsource\n"
     "Gyeongju\tKOR\tcity\t35.8428\t129.2117\t186000\ttest\n"
     "Hanoi\tVNM\tcapital\t21.0245\t105.8412\t8053663\ttest\n"
     "Nice\tFRA\tcity\t43.7031\t7.2661\t338620\ttest\n"
     "Seoul\tKOR\tcapital\t37.5660\t126.9784\t10349312\ttest\n"},
    {"media.tsv",
     "name\tkind\tcode\tdomain\tsource\nYonhap News "
     "Agency\tagency\tKOR\tyna.co.kr\ttest\n"
     "Jakarta Post\toutlet\tIDN\tthejakartapost.com\ttest\n"},
    {"media_names.tsv", "alias\tname\tsource\nYonhap\tYonhap News Agency\ttest\n"},
    {"antecedents.tsv",
     "cue\tweight\tsource\n"
     "argument subject object\t-5000\ttest\n"
     "gender agrees he\t3000\ttest\n"
     "gender agrees she\t3000\ttest\n"
     "gender clashes he\t-5000\ttest\n"
     "gender clashes she\t-5000\ttest\n"
     "role back1 subject subject\t2000\ttest\n"
     "role back2 subject subject\t1000\ttest\n"
     "role later subject possessive\t2000\ttest\n"
     "role same modifier object\t1000\ttest\n"
     "role back1 object subject\t500\ttest\n"
     "role back1 subject object\t500\ttest\n"
     "role same subject possessive\t3000\ttest\n"
     "role same subject subject\t2000\ttest\n"},
    {"gender_words.tsv", "word\tgender\tsource\nactress\tfemale\ttest\n"},
    {"NOTICE", "The rows of the tests.\n"},
}};

// ---- sentences

bool listed(std::string_view word, std::string_view list) {
    const std::string padded = " " + std::string(list) + " ";
    return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

std::string lowered(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// Tag letters: v n s a x r p as in the notation; d det, o adp, c cconj, h pron,
/// w possessive pron, t 's, m mark of punctuation.
char tag_of(const std::string& word) {
    const std::string lower = lowered(word);
    if (listed(lower, "the a an both these those")) {
        return 'd';
    }
    if (listed(lower, "of in with to by from for at on near against between")) {
        return 'o';
    }
    if (listed(lower, "and or")) {
        return 'c';
    }
    if (listed(lower, "he she it they him them i")) {
        return 'h';
    }
    if (listed(lower, "his her its their my")) {
        return 'w';
    }
    if (word == "'s") {
        return 't';
    }
    if (listed(word, ", . ( ) - \" : ;")) {
        return 'm';
    }
    return 'p';
}

struct Tags {
    Upos upos;
    Xpos xpos;
};

Tags tags_of(char tag) {
    switch (tag) {
        case 'v':
            return {Upos::verb, Xpos::vbd};
        case 'n':
            return {Upos::noun, Xpos::nn};
        case 's':
            return {Upos::noun, Xpos::nns};
        case 'a':
            return {Upos::adj, Xpos::jj};
        case 'x':
            return {Upos::aux, Xpos::md};
        case 'r':
            return {Upos::adv, Xpos::rb};
        case 'd':
            return {Upos::det, Xpos::dt};
        case 'o':
            return {Upos::adp, Xpos::in};
        case 'c':
            return {Upos::cconj, Xpos::cc};
        case 'h':
            return {Upos::pron, Xpos::prp};
        case 'w':
            return {Upos::pron, Xpos::prp_s};
        case 't':
            return {Upos::part, Xpos::pos};
        case 'm':
            return {Upos::punct, Xpos::comma};
        default:
            return {Upos::propn, Xpos::nnp};
    }
}

bool nominal(char tag) {
    return tag == 'p' || tag == 'n' || tag == 's' || tag == 'h';
}

/// The plainest tree over one sentence.
class PlainParser {
  public:
    PlainParser(Reading& reading, TokenIndex first, const std::string& tags)
        : reading_(reading), first_(first), tags_(tags), size_(narrow(tags.size())) {
        const std::size_t verb = tags.find('v');
        root_ = verb == std::string::npos ? size_ - 1 : narrow(verb);
    }

    void run() {
        for (TokenIndex i = 0; i < size_; ++i) {
            if (i != root_) {
                nominal(tags_[i]) ? attach_noun(i) : attach_other(i);
            }
        }
        token(root_).head = no_token;
        token(root_).rel = Rel::root;
    }

  private:
    static TokenIndex narrow(std::size_t n) { return static_cast<TokenIndex>(n); }

    Token& token(TokenIndex i) { return reading_.tokens[first_ + i]; }

    void attach(TokenIndex i, TokenIndex head, Rel rel) {
        token(i).head = first_ + head;
        token(i).rel = rel;
    }

    [[nodiscard]] bool noun_at(TokenIndex i) const {
        return i < size_ && i != root_ && nominal(tags_[i]);
    }

    /// The last noun of the noun phrase that begins at or after `i`; the root if none.
    [[nodiscard]] TokenIndex phrase_head(TokenIndex i) const {
        for (TokenIndex k = i; k < size_ && k != root_; ++k) {
            if (noun_at(k) && !noun_at(k + 1)) {
                return k;
            }
        }
        return root_;
    }

    void attach_other(TokenIndex i) {
        static constexpr std::pair<char, Rel> rels[] = {{'d', Rel::det},
                                                        {'a', Rel::amod},
                                                        {'w', Rel::nmod_poss},
                                                        {'o', Rel::case_},
                                                        {'t', Rel::case_},
                                                        {'c', Rel::cc}};
        Rel rel = Rel::punct;
        for (const auto& [tag, its] : rels) {
            rel = tags_[i] == tag ? its : rel;
        }
        const bool owner = tags_[i] == 't' && last_noun_ != no_token;
        attach(i, owner ? last_noun_ : phrase_head(i + 1), rel);
    }

    void attach_noun(TokenIndex i) {
        if (noun_at(i + 1) && tags_[i + 1] != 'h') {
            attach(i, phrase_head(i + 1), Rel::compound);
            return;
        }
        if (i + 1 < size_ && tags_[i + 1] == 't') {
            attach(i, phrase_head(i + 2), Rel::nmod_poss);
        } else {
            attach_head(i);
        }
        last_noun_ = i;
    }

    /// Attaches the head of a noun phrase by what stands before the phrase.
    void attach_head(TokenIndex i) {
        TokenIndex start = i;
        while (start > 0 &&
               (nominal(tags_[start - 1]) || listed({&tags_[start - 1], 1}, "a d w"))) {
            --start;
        }
        const char mark = start > 0 ? tags_[start - 1] : ' ';
        if (mark == 'c' && last_noun_ != no_token) {
            attach(i, last_noun_, Rel::conj);
        } else if (mark == 'o') {
            const bool noun =
                last_noun_ != no_token && start >= 2 && nominal(tags_[start - 2]);
            attach(i, noun ? last_noun_ : root_, noun ? Rel::nmod : Rel::obl);
        } else if (i < root_ && !subject_) {
            attach(i, root_, Rel::nsubj);
            subject_ = true;
        } else {
            attach(i, root_, i < root_ ? Rel::appos : Rel::obj);
        }
    }

    Reading& reading_;
    TokenIndex first_;
    const std::string& tags_;
    TokenIndex size_;
    TokenIndex root_ = 0;
    TokenIndex last_noun_ = no_token;
    bool subject_ = false;
};

void end_sentence(Sample& made, TokenIndex first, const std::string& tags) {
    if (tags.empty()) {
        return;
    }
    PlainParser(made.reading, first, tags).run();
    made.reading.sentences.push_back(
        {first, static_cast<TokenIndex>(made.reading.tokens.size()), 0});
}

}  // namespace

std::string write_small_tables() {
    std::string folder =
        (std::filesystem::temp_directory_path() / "chancery-actors-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        std::abort();
    }
    for (const SmallFile& file : small_files) {
        std::ofstream(folder + "/" + file.name) << file.text;
    }
    return folder;
}

const ActorTables& small_tables() {
    static const ActorTables tables = [] {
        const std::string folder = write_small_tables();
        Result<ActorTables> opened = ActorTables::open(folder);
        std::filesystem::remove_all(folder);
        if (!opened) {
            std::fprintf(stderr, "%s\n", opened.error().text().c_str());
            std::abort();
        }
        return std::move(*opened);
    }();
    return tables;
}

namespace {

/// Builds a Sample word by word.
class SampleBuilder {
  public:
    SampleBuilder() {
        made_.article.doc = "test";
        made_.article.published = Day::from_civil(2026, 1, 24);
    }

    void add_line(const std::string& line) {
        const TokenIndex first = here();
        tags_.clear();
        std::istringstream words(line);
        for (std::string word; words >> word;) {
            add_word(std::move(word));
        }
        end_sentence(made_, first, tags_);
        made_.article.text += '\n';
    }

    Sample take() { return std::move(made_); }

  private:
    [[nodiscard]] TokenIndex here() const {
        return static_cast<TokenIndex>(made_.reading.tokens.size());
    }

    void add_word(std::string word) {
        if (word.front() == '{' || word.front() == '<') {
            open_ = Name{here(),
                         here(),
                         word.front() == '{' ? NameKind::person : NameKind::organisation};
            word.erase(0, 1);
        }
        const bool closes = word.back() == '}' || word.back() == '>';
        word.resize(word.size() - (closes ? 1 : 0));
        const bool glued = word.front() == '~' || listed(word, ", . ) 's ; :");
        word.erase(0, word.front() == '~' ? 1 : 0);
        char tag = 0;
        if (word.size() > 2 && word[word.size() - 2] == '_') {
            tag = word.back();
            word.resize(word.size() - 2);
        } else {
            tag = tag_of(word);
        }
        add_token(word, tag, glued);
        if (closes && open_) {
            open_->last = here();
            made_.reading.names.push_back(*open_);
            open_.reset();
        }
    }

    void add_token(const std::string& word, char tag, bool glued) {
        std::string& text = made_.article.text;
        const bool starts = text.empty() || text.back() == '\n' || text.back() == '(';
        text += starts || glued ? "" : " ";
        const auto offset = [](const std::string& s) {
            return static_cast<std::uint32_t>(s.size());
        };
        Token token;
        token.span.begin = offset(text);
        text += word;
        token.span.end = offset(text);
        token.upos = tags_of(tag).upos;
        token.xpos = tags_of(tag).xpos;
        token.sentence = static_cast<std::uint32_t>(made_.reading.sentences.size());
        token.lemma.begin = offset(made_.reading.lemmas);
        made_.reading.lemmas += lowered(word);
        token.lemma.end = offset(made_.reading.lemmas);
        made_.reading.tokens.push_back(token);
        tags_ += tag;
    }

    Sample made_;
    std::string tags_;
    std::optional<Name> open_;
};

}  // namespace

Sample sample(std::string_view notation) {
    SampleBuilder builder;
    std::istringstream lines{std::string(notation)};
    for (std::string line; std::getline(lines, line);) {
        builder.add_line(line);
    }
    return builder.take();
}

std::string summary(const ArticleActors& found, std::string_view text) {
    std::string out;
    for (const Mention& mention : found.mentions) {
        out += out.empty() ? "" : "; ";
        out += quote(text, mention.span);
        const char* separator = " = ";
        for (const ActorIndex index : mention.actors) {
            const Actor& actor = found.actors[index];
            // A state's sector is always the same.
            const bool state = actor.kind == ActorKind::state;
            out += separator + actor.name + "/" + std::string(name(actor.kind)) + "/" +
                   actor.code + "/" + (state ? "" : std::string(name(actor.sector)));
            separator = " + ";
        }
    }
    for (const PlaceMention& place : found.places) {
        out += (out.empty() ? "@" : "; @") + place.name + " " + place.code;
    }
    return out;
}

}  // namespace chancery::testing
