// Copies among many made-up stories: time and memory. SPDX-License-Identifier: Apache-2.0
//
// chancery-copies-load STORIES
//
// Stories have about 450 words of a vocabulary of 200,000 in 12 paragraphs; 500 outlets
// with a tail of two paragraphs each. Three in ten are copies of one of the thousand
// before them, a word in 30 changed, half of them cut; one in twenty carries one inside.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "bench/dice.h"
#include "bench/memory.h"
#include "ingest/copies.h"

namespace {

using chancery::CopyText;
using chancery::mix;
using chancery::bench::Dice;
using chancery::bench::megabytes;
using Clock = std::chrono::steady_clock;

std::string word(std::uint64_t number) {
    static constexpr std::string_view syllables = "kalomirutesanobefigudahopenivy";
    std::string out;
    for (number += 3; number > 0; number /= 15) {
        out += syllables.substr(number % 15 * 2, 2);
    }
    return out;
}

/// Frequent words are frequent, as in a language.
std::uint64_t word_number(Dice& dice) {
    const double share = static_cast<double>(dice.below(1U << 20U)) / (1U << 20U);
    return static_cast<std::uint64_t>(std::exp(share * std::log(200000.0)));
}

using Paragraphs = std::vector<std::string>;

Paragraphs written(std::uint64_t seed, std::size_t count) {
    Dice dice{seed};
    Paragraphs out;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text;
        for (std::uint64_t words = 20 + dice.below(35); words > 0; --words) {
            text += word(word_number(dice)) + ' ';
        }
        out.push_back(std::move(text));
    }
    return out;
}

Paragraphs own_text(std::uint64_t story) {
    return written(mix(story + 1), 6 + mix(story + 2) % 13);
}

/// The story as it was written, and what became of it.
Paragraphs paragraphs_of(std::uint64_t story) {
    Dice dice{mix(story * 3 + 5)};
    const std::uint64_t kind = story == 0 ? 99 : dice.below(100);
    const std::uint64_t other =
        story - std::min(story, 1 + dice.below(1000));  // one before it
    Paragraphs out = own_text(kind < 30 ? other : story);
    if (kind < 30) {
        if (kind < 15) {
            out.resize(3 + out.size() / 3);
        }
        for (std::string& text : out) {
            if (dice.below(2) == 0) {
                text.replace(text.find(' ', dice.below(text.size() / 2)), 1, " changed ");
            }
        }
    } else if (kind < 35) {
        const Paragraphs inside = own_text(other);
        out.insert(out.begin() + 2, inside.begin(), inside.end());
    }
    for (std::string& tail : written(mix(story % 500 + 77) | 1U, 2)) {
        out.push_back(std::move(tail));
    }
    return out;
}

CopyText text_of(std::uint64_t story, std::size_t& bytes) {
    std::string text;
    std::vector<chancery::Span> spans;
    for (const std::string& paragraph : paragraphs_of(story)) {
        const auto begin = static_cast<std::uint32_t>(text.size());
        text += paragraph;
        spans.push_back({begin, static_cast<std::uint32_t>(text.size())});
    }
    bytes += text.size();
    return chancery::copy_text(text, spans);
}

double since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t stories = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000;
    chancery::CopyFinder finder;
    std::size_t bytes = 0;
    auto start = Clock::now();
    for (std::uint64_t story = 0; story < stories; ++story) {
        finder.add({"story" + std::to_string(story),
                    "outlet " + std::to_string(story % 500),
                    "",
                    chancery::Day{static_cast<std::int32_t>(story / 5000)}},
                   text_of(story, bytes));
    }
    std::printf("%llu stories, %.0f MB of text, read in %.1f s, memory %.0f MB\n",
                static_cast<unsigned long long>(stories),
                static_cast<double>(bytes) / 1e6,
                since(start),
                megabytes("VmHWM:"));
    start = Clock::now();
    const auto report =
        finder.find([&](std::uint32_t story) -> chancery::Result<CopyText> {
            return text_of(story, bytes);
        });
    if (!report) {
        std::printf("%s\n", report.error().text().c_str());
        return 1;
    }
    std::printf("%zu copies, %zu common prints, found in %.1f s, memory %.0f MB\n",
                report->copies.size(),
                report->common_prints,
                since(start),
                megabytes("VmHWM:"));
    return 0;
}
