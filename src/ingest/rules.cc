// SPDX-License-Identifier: Apache-2.0
// Phrases are found by their first word, so a line costs one look-up for each word.
#include "ingest/rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/tsv.h"
#include "ingest/bylines.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr std::array<std::pair<std::string_view, PhraseRole>, 12> role_names{{
    {"ui", PhraseRole::ui},
    {"tail", PhraseRole::tail},
    {"related", PhraseRole::related},
    {"next", PhraseRole::next},
    {"poll", PhraseRole::poll},
    {"end", PhraseRole::end},
    {"credit", PhraseRole::credit},
    {"legal", PhraseRole::legal},
    {"caption", PhraseRole::caption},
    {"lead", PhraseRole::lead},
    {"reader", PhraseRole::reader},
    {"label", PhraseRole::label},
}};

constexpr std::array<std::string_view, 2> reader_words{"you", "your"};

std::optional<PhraseRole> role_of(std::string_view name) {
    const auto* found =
        std::find_if(role_names.begin(), role_names.end(), [name](const auto& entry) {
            return entry.first == name;
        });
    if (found == role_names.end()) {
        return std::nullopt;
    }
    return found->second;
}

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte >= 0x80;
}

bool is_number(std::string_view word) {
    return std::all_of(
        word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Typographic quotes, dashes, bullets and arrows are beyond ASCII but no letters.
bool is_sign(std::string_view text, std::size_t at) {
    const CodePoint c = code_point_at(text, at);
    return (c.value >= 0x2000 && c.value <= 0x2BFF) ||
           (c.value >= 0x80 && c.value < 0xC0) ||
           (c.value >= 0x3000 && c.value < 0x3020) || c.value >= 0x1F000;
}

std::size_t word_end(std::string_view text, std::size_t at) {
    while (at < text.size() && is_word_byte(text[at])) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
        } else if (is_sign(text, at)) {
            break;
        } else {
            at += code_point_at(text, at).length;
        }
    }
    return at;
}

}  // namespace

void Words::assign(std::string_view text) {
    folded.clear();
    spans.clear();
    origin.clear();
    if (assign_ascii(text)) {
        return;
    }
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = word_end(text, at);
        if (end == at) {
            at += code_point_at(text, at).length;
            continue;
        }
        const auto begin = static_cast<std::uint32_t>(folded.size());
        fold_into(text.substr(at, end - at), folded);
        if (folded.size() > begin) {
            spans.push_back({begin, static_cast<std::uint32_t>(folded.size())});
            origin.push_back(
                {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        }
        at = end;
    }
}

bool Words::assign_ascii(std::string_view text) {
    const bool ascii = std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80;
    });
    if (!ascii) {
        return false;
    }
    fold_into(text, folded);  // of the same length, so offsets agree
    const auto size = static_cast<std::uint32_t>(folded.size());
    for (std::uint32_t at = 0; at < size;) {
        if (!is_word_byte(folded[at])) {
            ++at;
            continue;
        }
        const std::uint32_t begin = at;
        while (at < size && is_word_byte(folded[at])) {
            ++at;
        }
        spans.push_back({begin, at});
    }
    origin = spans;
    return true;
}

Result<void> IngestRules::read_furniture(const std::string& path) {
    auto table = TsvTable::open(path, {"phrase", "where", "role", "max_words", "note"});
    if (!table) {
        return table.error();
    }
    constexpr std::array<std::string_view, 4> places{"whole", "start", "end", "anywhere"};
    Words words;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto role = role_of(row[2]);
        const auto* place = std::find(places.begin(), places.end(), row[1]);
        Phrase phrase;
        const auto limit = std::from_chars(
            row[3].data(), row[3].data() + row[3].size(), phrase.max_words);
        words.assign(row[0]);
        if (!role || place == places.end() || words.size() == 0 ||
            limit.ec != std::errc() || limit.ptr != row[3].data() + row[3].size()) {
            return table->fault(row,
                                "a phrase, a place (whole, start, end, anywhere), a role "
                                "and a number of words (0: any) are wanted");
        }
        phrase.role = *role;
        phrase.where = static_cast<Where>(place - places.begin());
        for (std::size_t w = 0; w < words.size(); ++w) {
            phrase.words.emplace_back(words.word(w));
            words_[phrase.words.back()].ui |= *role == PhraseRole::ui;
        }
        words_[phrase.words.front()].phrases.push_back(
            static_cast<std::uint32_t>(phrases_.size()));
        phrases_.push_back(std::move(phrase));
    }
    for (const std::string_view word : reader_words) {
        words_[std::string(word)].reader = true;
    }
    return {};
}

Result<IngestRules> IngestRules::open(const std::string& folder) {
    IngestRules rules;
    if (auto done = rules.read_furniture(folder + "/furniture.tsv"); !done) {
        return done.error();
    }
    auto agencies = TsvTable::open(folder + "/agencies.tsv", {"name", "signs", "note"});
    if (!agencies) {
        return agencies.error();
    }
    for (std::size_t i = 0; i < agencies->size(); ++i) {
        const auto row = agencies->row(i);
        rules.agencies_.emplace(name_key(row[0]), row[0]);
        for (const std::string_view sign : split(row[1], '|')) {
            if (!rules.agencies_.emplace(name_key(sign), row[0]).second) {
                return agencies->fault(
                    row,
                    "a sign that stands here or above already: " + std::string(sign));
            }
        }
    }
    auto outlets =
        TsvTable::open(folder + "/outlets.tsv", {"name", "signs", "hosts", "note"});
    if (!outlets) {
        return outlets.error();
    }
    for (std::size_t i = 0; i < outlets->size(); ++i) {
        const auto row = outlets->row(i);
        rules.outlets_.emplace(name_key(row[0]), row[0]);
        for (const std::string_view sign : split(row[1], '|')) {
            rules.outlets_.emplace(name_key(sign), row[0]);
        }
        for (const std::string_view host : split(row[2], '|')) {
            if (!rules.hosts_.emplace(host, row[0]).second) {
                return outlets->fault(
                    row, "a host that stands above already: " + std::string(host));
            }
        }
    }
    auto bylines = BylineWords::open(folder + "/bylines.tsv");
    if (!bylines) {
        return bylines.error();
    }
    rules.bylines_ = std::make_shared<const BylineWords>(std::move(*bylines));
    return rules;
}

bool IngestRules::fits(const Phrase& phrase, const Words& words, std::size_t at) const {
    const std::size_t n = phrase.words.size();
    if (at + n > words.size() ||
        (phrase.max_words != 0 && words.size() > phrase.max_words)) {
        return false;
    }
    std::size_t first = 0;
    std::size_t last = words.size();
    if (phrase.where == Where::whole) {  // "COMMENT (5)", "3 min read"
        while (last > at + n && is_number(words.word(last - 1))) {
            --last;
        }
        while (first < at && is_number(words.word(first))) {
            ++first;
        }
    }
    const bool at_start = at == first;
    const bool at_end = at + n == last;
    if ((phrase.where == Where::whole && !(at_start && at_end)) ||
        (phrase.where == Where::start && !at_start) ||
        (phrase.where == Where::end && !at_end)) {
        return false;
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (words.word(at + i) != phrase.words[i]) {
            return false;
        }
    }
    return true;
}

PhraseHits IngestRules::find(const Words& words) const {
    PhraseHits hits;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto entry = words_.find(words.word(at));
        if (entry == words_.end()) {
            continue;
        }
        hits.ui_words += entry->second.ui ? 1U : 0U;
        hits.speaks_to_reader |= entry->second.reader;
        for (const std::uint32_t index : entry->second.phrases) {
            const Phrase& phrase = phrases_[index];
            if (fits(phrase, words, at)) {
                hits.roles |= 1U << static_cast<unsigned>(phrase.role);
                if (phrase.role == PhraseRole::lead) {
                    hits.lead_words = std::max(hits.lead_words, phrase.words.size());
                }
            }
        }
    }
    return hits;
}

std::string_view IngestRules::agency(std::string_view sign) const {
    const auto found = agencies_.find(name_key(sign));
    return found == agencies_.end() ? std::string_view() : found->second;
}

std::string_view IngestRules::outlet(std::string_view sign) const {
    const auto found = outlets_.find(name_key(sign));
    return found == outlets_.end() ? std::string_view() : found->second;
}

std::string_view IngestRules::outlet_of_host(std::string_view host) const {
    for (std::string_view rest = host; !rest.empty();) {
        const auto found = hosts_.find(rest);
        if (found != hosts_.end()) {
            return found->second;
        }
        const std::size_t dot = rest.find('.');
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    return {};
}

}  // namespace chancery
