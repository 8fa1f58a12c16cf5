// SPDX-License-Identifier: Apache-2.0
#include "ingest/copy_match.h"

#include <algorithm>
#include <array>
#include <bit>

namespace chancery {

namespace {

/// Words in a row that are looked up.
constexpr std::uint32_t run_words = 4;
/// Shorter runs are turns of phrase, not copies.
constexpr std::uint32_t least_run = 4;

float share_of(std::uint32_t part, std::size_t all) {
    return all == 0 ? 0.0F : static_cast<float>(part) / static_cast<float>(all);
}

/// How the words of a story that another has are spread over it.
struct Coverage {
    explicit Coverage(std::size_t size)
        : all(size), opening(opening_of(size)), head(std::min(opening, 40U)) {}

    void add(std::uint32_t word) {
        ++words;
        in_opening += word < opening ? 1U : 0U;
        in_head += word < head ? 1U : 0U;
        ++eighths.at(std::size_t{word} * 8 / all);
    }

    /// `compared`: the words that might have been shared.
    [[nodiscard]] CopyCover cover(std::size_t compared) const {
        const auto shared =
            std::count_if(eighths.begin(), eighths.end(), [&](std::uint32_t part) {
                return std::size_t{part} * 8 * 10 >= all * 3;
            });
        return {share_of(words, compared),
                share_of(in_opening, opening),
                share_of(in_head, head),
                all == 0 ? 0.0F : static_cast<float>(shared) / 8.0F};
    }

    std::size_t all;
    std::uint32_t opening;
    std::uint32_t head;
    std::uint32_t words = 0;
    std::uint32_t in_opening = 0;
    std::uint32_t in_head = 0;
    std::array<std::uint32_t, 8> eighths{};
};

bool is_common(const CopyText& text,
               const CopyText::Paragraph& paragraph,
               const std::vector<std::uint64_t>& common,
               std::vector<CopyPrint>& prints) {
    if (common.empty()) {
        return false;
    }
    prints.clear();
    append_prints(text, paragraph, prints);
    const auto found =
        std::count_if(prints.begin(), prints.end(), [&](const CopyPrint& print) {
            return std::binary_search(common.begin(), common.end(), print.hash);
        });
    return found > 0 && found * 2 >= static_cast<std::ptrdiff_t>(prints.size());
}

}  // namespace

CopyMatcher::CopyMatcher(const CopyText& first, const std::vector<std::uint64_t>& common)
    : common_(common), first_(words_of(first)) {
    fill_table();
}

CopyMatcher::Words CopyMatcher::words_of(const CopyText& text) const {
    Words out;
    std::vector<CopyPrint> prints;
    for (std::size_t i = 0; i < text.paragraphs.size(); ++i) {
        const CopyText::Paragraph& paragraph = text.paragraphs[i];
        if (is_common(text, paragraph, common_, prints)) {
            continue;
        }
        out.words.insert(out.words.end(),
                         text.words.begin() + paragraph.begin,
                         text.words.begin() + paragraph.end);
        out.paragraph.resize(out.words.size(), static_cast<std::uint32_t>(i));
    }
    return out;
}

void CopyMatcher::fill_table() {
    const std::size_t words = first_.words.size();
    fresh_.assign(words, false);
    covered_.assign(words, false);
    if (words < run_words) {
        return;
    }
    table_.assign(std::bit_ceil(words * 2), 0);
    const std::size_t mask = table_.size() - 1;
    for (std::size_t at = 0; at + run_words <= words; ++at) {
        const std::uint32_t* run = &first_.words[at];
        std::size_t slot = hash_of_run(run, run_words) & mask;
        while (table_[slot] != 0 &&
               !std::equal(run, run + run_words, &first_.words[table_[slot] - 1])) {
            slot = (slot + 1) & mask;
        }
        if (table_[slot] != 0) {
            continue;
        }
        table_[slot] = static_cast<std::uint32_t>(at + 1);
        std::fill_n(fresh_.begin() + static_cast<std::ptrdiff_t>(at), run_words, true);
    }
    fresh_words_ =
        static_cast<std::uint32_t>(std::count(fresh_.begin(), fresh_.end(), true));
}

std::int64_t CopyMatcher::find(const std::uint32_t* words) const {
    if (table_.empty()) {
        return -1;
    }
    const std::size_t mask = table_.size() - 1;
    for (std::size_t slot = hash_of_run(words, run_words) & mask; table_[slot] != 0;
         slot = (slot + 1) & mask) {
        const std::uint32_t at = table_[slot] - 1;
        if (std::equal(words, words + run_words, &first_.words[at])) {
            return at;
        }
    }
    return -1;
}

std::vector<CopyMatcher::Run> CopyMatcher::runs_in(const Words& second) const {
    std::vector<Run> out;
    Run run;
    const auto end_run = [&] {
        if (run.words >= least_run) {
            out.push_back(run);
        }
        run = Run{};
    };
    for (std::size_t at = 0; at + run_words <= second.words.size(); ++at) {
        const std::int64_t found = find(&second.words[at]);
        if (run.words > 0 &&
            (found < 0 || found != run.first + run.words - run_words + 1)) {
            end_run();
        }
        if (found >= 0) {
            if (run.words == 0) {
                run = {static_cast<std::uint32_t>(at),
                       static_cast<std::uint32_t>(found),
                       run_words - 1};
            }
            ++run.words;
        }
    }
    end_run();
    return out;
}

std::vector<CopiedParagraph> CopyMatcher::paragraphs_of(
    const Words& second, const std::vector<Run>& runs) const {
    // Words shared by a paragraph of the second story and one of the first.
    struct Part {
        std::uint32_t second = 0, first = 0, words = 0;
    };

    std::vector<Part> parts;
    std::size_t done = 0;  // words of the second story; runs may overlap by some
    for (const Run& run : runs) {
        for (std::size_t i = std::max<std::size_t>(done, run.second) - run.second;
             i < run.words;
             ++i) {
            const Part part{
                second.paragraph[run.second + i], first_.paragraph[run.first + i], 1};
            if (!parts.empty() && parts.back().second == part.second &&
                parts.back().first == part.first) {
                ++parts.back().words;
            } else {
                parts.push_back(part);
            }
        }
        done = std::max<std::size_t>(done, run.second + run.words);
    }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        return a.second < b.second || (a.second == b.second && a.first < b.first);
    });
    std::vector<CopiedParagraph> out;
    for (std::size_t at = 0; at < parts.size();) {
        const std::uint32_t paragraph = parts[at].second;
        std::uint32_t all = 0;
        Part best;
        while (at < parts.size() && parts[at].second == paragraph) {
            Part sum = parts[at++];
            for (; at < parts.size() && parts[at].second == paragraph &&
                   parts[at].first == sum.first;
                 ++at) {
                sum.words += parts[at].words;
            }
            all += sum.words;
            best = sum.words > best.words ? sum : best;
        }
        const auto words =
            std::equal_range(second.paragraph.begin(), second.paragraph.end(), paragraph);
        const float share =
            share_of(all, static_cast<std::size_t>(words.second - words.first));
        if (share >= 0.3F) {
            out.push_back({paragraph, best.first, share});
        }
    }
    return out;
}

CopyMatch CopyMatcher::match(const CopyText& second) {
    CopyMatch out;
    const Words words = words_of(second);
    out.equal = !words.words.empty() && words.words == first_.words;
    const std::vector<Run> runs = runs_in(words);
    Coverage of_first(first_.words.size());
    Coverage of_second(words.words.size());
    std::uint32_t done = 0;
    for (const Run& run : runs) {
        for (std::uint32_t i = 0; i < run.words; ++i) {
            if (run.second + i >= done) {
                of_second.add(run.second + i);
            }
            const std::uint32_t first = run.first + i;
            if (fresh_[first] && !covered_[first]) {
                covered_[first] = true;
                of_first.add(first);
            }
        }
        done = std::max(done, run.second + run.words);
    }
    for (const Run& run : runs) {
        std::fill_n(covered_.begin() + run.first, run.words, false);
    }
    out.words = of_second.words;
    out.first = of_first.cover(fresh_words_);
    out.second = of_second.cover(words.words.size());
    out.paragraphs = paragraphs_of(words, runs);
    return out;
}

}  // namespace chancery
