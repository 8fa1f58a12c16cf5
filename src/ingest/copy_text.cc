// SPDX-License-Identifier: Apache-2.0
#include "ingest/copy_text.h"

#include <algorithm>
#include <string>

#include "text/fold.h"

namespace chancery {

namespace {

std::uint32_t hash_of_word(std::string_view word) {
    std::uint64_t sum = 0xcbf29ce484222325U;  // FNV-1a
    for (const char c : word) {
        sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return static_cast<std::uint32_t>(mix(sum) >> 32U);
}

void append_words(std::string_view key, std::vector<std::uint32_t>& out) {
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        if (end > at) {
            out.push_back(hash_of_word(key.substr(at, end - at)));
        }
        at = end + 1;
    }
}

}  // namespace

std::vector<Span> story_paragraphs(const Article& article) {
    std::vector<Span> out;
    for (const Block& block : article.blocks) {
        if (block.kind == BlockKind::paragraph) {
            out.push_back(block.span);
        }
    }
    return out;
}

CopyText copy_text(std::string_view text, const std::vector<Span>& spans) {
    CopyText out;
    std::string key;
    for (const Span span : spans) {
        key.clear();
        name_key_into(quote(text, span), key);
        const auto begin = static_cast<std::uint32_t>(out.words.size());
        append_words(key, out.words);
        out.paragraphs.push_back(
            {span, begin, static_cast<std::uint32_t>(out.words.size())});
    }
    return out;
}

std::uint64_t hash_of_run(const std::uint32_t* words, std::uint32_t count) {
    std::uint64_t sum = count;
    for (std::uint32_t i = 0; i < count; ++i) {
        sum = mix(sum + 0x9e3779b97f4a7c15U + words[i]);
    }
    return sum;
}

void append_prints(const CopyText& text,
                   const CopyText::Paragraph& paragraph,
                   std::vector<CopyPrint>& out) {
    if (paragraph.end - paragraph.begin < print_words) {
        return;
    }
    const std::uint32_t last = paragraph.end - print_words;  // where the last run begins
    std::vector<CopyPrint> window;                           // a ring of the latest runs
    window.reserve(print_window);
    CopyPrint least{~std::uint64_t{0}, 0};
    bool taken = false;
    for (std::uint32_t at = paragraph.begin; at <= last; ++at) {
        const CopyPrint run{hash_of_run(&text.words[at], print_words), at};
        const std::uint32_t slot = (at - paragraph.begin) % print_window;
        if (window.size() < print_window) {
            window.push_back(run);
        } else {
            window[slot] = run;
        }
        if (run.hash < least.hash) {
            least = run;
            taken = false;
        } else if (least.word + print_window <= at) {
            least = *std::min_element(
                window.begin(), window.end(), [](const CopyPrint& a, const CopyPrint& b) {
                    return a.hash < b.hash || (a.hash == b.hash && a.word > b.word);
                });
            taken = false;
        }
        const bool full = at - paragraph.begin + 1 >= print_window || at == last;
        if (full && !taken) {
            out.push_back(least);
            taken = true;
        }
    }
}

std::uint32_t opening_of(std::size_t words) {
    constexpr std::size_t most = 100;
    return static_cast<std::uint32_t>(std::min(most, (words + 1) / 2));
}

}  // namespace chancery
