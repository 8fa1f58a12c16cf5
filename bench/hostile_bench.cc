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

#include "actors/plain_reading.h"
#include "actors/resolve.h"
#include "actors/tables.h"

namespace chancery {
namespace {

double now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

/// How a text is made into a reading.
struct Shape {
    const char* name;
    actors::ReadingShape shape;
};

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
    Article article = actors::PlainReading::article(text.make(size));
    article.outlet = "Vientiane Times";
    const Reading reading = actors::PlainReading::read(article.text, shape.shape);
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
        {"a name of many words", repeated("Kim Lee ")},
        {"two such names",
         [](std::size_t n) {
             const std::string name = repeat("Kim Lee ", n / 2);
             return name + "met " + name;
         }},
        {"adjectives", repeated("president of big big big big president ")},
        {"the of the", repeated("the president of the ")},
        {"pairs", repeated("Laos and Cuba met both countries and he met him ")},
        {"I", repeated("\" I met Vladimir Putin \" said Miguel Lopez and ")},
        {"presidents of", repeated("presidents of Laos , Cuba and Vietnam met ")},
        {"different congresses",
         [](std::size_t n) {
             return different_names(n, "the Congress Party of K", " met Congress ");
         }},
        {"titles of one man",
         [](std::size_t n) {
             return different_names(n, "President of K", " Vladimir Putin met ");
         }},
        {"his minister", repeated("Putin met his minister and ")},
        {"marks", repeated("\u202eputin\u200b \u200f")},
        {"combining", repeated("a\u0301\u0302\u0303\u0304")},
    };
    using actors::TreeShape;
    constexpr Shape shapes[] = {
        {"one sentence, chain", {TreeShape::chain, 0, false}},
        {"one sentence, left chain", {TreeShape::left_chain, 0, false}},
        {"one sentence, flat, names", {TreeShape::flat, 0, true}},
        {"40 words, flat, names", {TreeShape::flat, 40, true}},
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
