// chancery-hostile-bench: time of the actors room on hostile text of size n and 2n.
// SPDX-License-Identifier: Apache-2.0
//
// Each text is cut at spaces and tagged by the plainest rules, without sentences or with
// one for every forty words, and its trees are a chain or flat: worse than any reader
// gives. Linear time shows as a ratio near 2, quadratic time as one near 4.
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <time.h>

#include "actors/resolve.h"
#include "actors/tables.h"

namespace chancery {
namespace {

double now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

enum class Tree { chain, flat, left };

/// How a text is made into a reading.
struct Shape {
    const char* name;
    std::size_t sentence;  ///< its tokens; 0 for one sentence
    Tree tree;
    bool names;  ///< capitalised words are names of the reader
};

bool is_capital(char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

Token token_of(const std::string& text, std::size_t begin, std::size_t end) {
    Token token;
    token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    const std::string word = text.substr(begin, end - begin);
    token.upos = is_capital(word[0])                  ? Upos::propn
                 : word == "of" || word == "in"       ? Upos::adp
                 : word == "and"                      ? Upos::cconj
                 : word == "the" || word == "both"    ? Upos::det
                 : word == "he" || word == "his"      ? Upos::pron
                 : word == "him" || word == "they"    ? Upos::pron
                 : word.find_first_of(",.\"()'") == 0 ? Upos::punct
                 : word == "met" || word == "said"    ? Upos::verb
                                                      : Upos::noun;
    token.xpos = word == "his"                           ? Xpos::prp_s
                 : token.upos == Upos::pron              ? Xpos::prp
                 : token.upos == Upos::propn             ? Xpos::nnp
                 : word.size() > 2 && word.back() == 's' ? Xpos::nns
                                                         : Xpos::nn;
    token.rel =
        token.upos == Upos::pron || token.upos == Upos::propn ? Rel::nsubj : Rel::nmod;
    return token;
}

void add_sentence(Reading& reading, TokenIndex first, const Shape& shape) {
    const auto last = static_cast<TokenIndex>(reading.tokens.size());
    Sentence sentence;
    sentence.first = first;
    sentence.last = last;
    const auto number = static_cast<std::uint32_t>(reading.sentences.size());
    for (TokenIndex i = first; i < last; ++i) {
        Token& token = reading.tokens[i];
        token.sentence = number;
        token.head = shape.tree == Tree::chain  ? (i == first ? no_token : i - 1)
                     : shape.tree == Tree::left ? (i + 1 == last ? no_token : i + 1)
                                                : (i == first ? no_token : first);
    }
    reading.sentences.push_back(sentence);
}

void add_names(const std::string& text, Reading& reading) {
    for (TokenIndex i = 0; i < reading.tokens.size();) {
        TokenIndex j = i;
        while (j < reading.tokens.size() &&
               is_capital(text[reading.tokens[j].span.begin]) &&
               reading.tokens[j].sentence == reading.tokens[i].sentence) {
            ++j;
        }
        if (j > i) {
            reading.names.push_back(Name{i, j, NameKind::person});
        }
        i = std::max(i + 1, j);
    }
}

Reading reading_of(const std::string& text, const Shape& shape) {
    Reading reading;
    TokenIndex first = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) {
            reading.tokens.push_back(token_of(text, at, end));
        }
        at = end + 1;
        const std::size_t length = reading.tokens.size() - first;
        if (length > 0 && (at >= text.size() || length == shape.sentence)) {
            add_sentence(reading, first, shape);
            first = static_cast<TokenIndex>(reading.tokens.size());
        }
    }
    if (shape.names) {
        add_names(text, reading);
    }
    return reading;
}

std::string repeat(const std::string& part, std::size_t size) {
    std::string out;
    while (out.size() < size) {
        out += part;
    }
    return out;
}

/// Names of syllables, each different from the others.
std::string different_names(std::size_t size, const char* before, const char* after) {
    static constexpr const char* syllables[] = {
        "ba", "do", "ki", "lu", "me", "no", "ra", "su", "ta", "ve", "wi", "zo"};
    std::string out;
    for (std::size_t n = 1; out.size() < size; ++n) {
        std::string name = before;
        for (std::size_t rest = n * 7919; rest > 0; rest /= 12) {
            name += syllables[rest % 12];
        }
        out += name + after;
    }
    return out;
}

struct Text {
    const char* name;
    std::function<std::string(std::size_t)> make;
};

double seconds_of(const Text& text,
                  const Shape& shape,
                  std::size_t size,
                  const ActorTables& tables) {
    Article article;
    article.text = text.make(size);
    article.outlet = "Vientiane Times";
    Block block;
    block.kind = BlockKind::paragraph;
    block.span = {0, static_cast<std::uint32_t>(article.text.size())};
    article.blocks.push_back(block);
    const Reading reading = reading_of(article.text, shape);
    double best = 1e9;
    for (int run = 0; run < 2; ++run) {
        const double start = now();
        ArticleNames names(article, reading, tables);
        static_cast<void>(names.groups());
        const ArticleActors found = resolve_actors(std::move(names));
        best = std::min(best, now() - start);
    }
    return best;
}

int run(const std::string& dir, std::size_t size) {
    const auto tables = ActorTables::open(dir);
    if (!tables) {
        (void)std::fprintf(stderr, "%s\n", tables.error().text().c_str());
        return 1;
    }
    const auto repeated = [](const char* part) {
        return [part](std::size_t n) { return repeat(part, n); };
    };
    const Text texts[] = {
        {"one long word", repeated("A")},
        {"one long key", repeated("A-b'")},
        {"President", repeated("President ")},
        {"one name", repeated("Vladimir Putin , and ")},
        {"surname", repeated("Putin met ")},
        {"of the", repeated("of the Ministry ")},
        {"president of the", repeated("president of the ")},
        {"officials of", repeated("officials of the Ministry of Foreign Affairs and ")},
        {"he", repeated("he met him and ")},
        {"his", repeated("his president met ")},
        {"they", repeated("they met both sides and ")},
        {"states", repeated("Laos , Cuba and ")},
        {"in states", repeated("officials in Laos and ")},
        {"bodies", repeated("the ministry of Laos met parliament and ")},
        {"congress",
         repeated("the 14th Party Congress met the Communist Party of Cuba ")},
        {"quotes", repeated("\" said ' ")},
        {"different surnames",
         [](std::size_t n) { return different_names(n, "K", " met "); }},
        {"different persons",
         [](std::size_t n) { return different_names(n, "President John K", " met "); }},
        {"different ministers",
         [](std::size_t n) {
             return different_names(
                 n, "the minister Ana K", " said he met the minister ");
         }},
        {"different bodies",
         [](std::size_t n) { return different_names(n, "Ministry of K", " met "); }},
        {"capitals", [](std::size_t n) { return different_names(n, "K", " "); }},
        {"marks", repeated("\u202eputin\u200b \u200f")},
        {"combining", repeated("a\u0301\u0302\u0303\u0304")},
    };
    constexpr Shape shapes[] = {
        {"one sentence, chain", 0, Tree::chain, false},
        {"one sentence, left chain", 0, Tree::left, false},
        {"one sentence, flat, names", 0, Tree::flat, true},
        {"40 words, flat, names", 40, Tree::flat, true},
    };
    bool linear = true;
    for (const Text& text : texts) {
        for (const Shape& shape : shapes) {
            const double one = seconds_of(text, shape, size, *tables);
            const double two = seconds_of(text, shape, 2 * size, *tables);
            const bool slow = two > 3 * one && two > 0.05;
            linear = linear && !slow;
            std::printf("%-20s %-26s %9.2f ms %9.2f ms  x%.1f%s\n",
                        text.name,
                        shape.name,
                        one * 1e3,
                        two * 1e3,
                        two / one,
                        slow ? "  NOT LINEAR" : "");
            (void)std::fflush(stdout);
        }
    }
    return linear ? 0 : 1;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
    if (argc != 2 && argc != 3) {
        (void)std::fputs("usage: chancery-hostile-bench DATA/actors [BYTES]\n", stderr);
        return 2;
    }
    return chancery::run(argv[1],
                         argc == 3 ? std::strtoul(argv[2], nullptr, 10) : 100'000U);
}
