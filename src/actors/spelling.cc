// SPDX-License-Identifier: Apache-2.0
#include "actors/spelling.h"

#include <algorithm>
#include <array>

#include "actors/tables.h"
#include "text/fold.h"

namespace chancery::spelling {

namespace {

constexpr std::size_t longest_word = 40;
constexpr std::size_t most_words = 12;
constexpr double beginning = 0.9;  // of a word whose beginning is given

/// The slips that a word of this many letters may have.
int slips_for(std::size_t letters) {
    return letters >= 9 ? 2 : letters >= 5 ? 1 : 0;
}

}  // namespace

std::string without_spaces(std::string_view key) {
    std::string out(key);
    out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
    return out;
}

std::vector<std::string> words_of(std::string_view key) {
    std::vector<std::string> out;
    while (!key.empty()) {
        const std::size_t space = key.find(' ');
        if (space != 0) {
            out.emplace_back(key.substr(0, space));
        }
        key =
            space == std::string_view::npos ? std::string_view() : key.substr(space + 1);
    }
    return out;
}

std::string sorted_words(std::string_view name) {
    std::vector<std::string> words = words_of(name_key(name));
    std::sort(words.begin(), words.end());
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

int distance(std::string_view a, std::string_view b, int most) {
    const auto gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (a == b) {
        return 0;
    }
    if (gap > static_cast<std::size_t>(most) || a.size() > longest_word ||
        b.size() > longest_word) {
        return most + 1;
    }
    // Three rows of the table of Damerau and Levenshtein (adjacent swaps only).
    std::array<std::array<int, longest_word + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) {
        rows[0][j] = static_cast<int>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& twice = rows[(i + 1) % 3];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1,
                               row[j - 1] + 1,
                               above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], twice[j - 2] + 1);
            }
        }
    }
    return std::min(rows[a.size() % 3][b.size()], most + 1);
}

double word_likeness(std::string_view a, std::string_view b) {
    if (a == b) {
        return 1;
    }
    if (a.empty() || b.empty() || a.size() > longest_word || b.size() > longest_word) {
        return 0;
    }
    if (a.size() == 1 || b.size() == 1) {
        return a.front() == b.front() ? 0.8 : 0;
    }
    if (a.size() > 3 && ActorTables::sound(a) == ActorTables::sound(b)) {
        return 0.85;
    }
    const int slips = slips_for(std::min(a.size(), b.size()));
    return slips > 0 && a.front() == b.front() && distance(a, b, slips) <= slips ? 0.7
                                                                                 : 0;
}

Query::Query(std::string key)
    : key_(std::move(key)), joined_(without_spaces(key_)), words_(words_of(key_)) {
    if (words_.size() > most_words) {
        words_.resize(most_words);
    }
}

/// How well one word of a query answers one of a name: as word_likeness(), and for the
/// beginning of the word.
double Query::fit(const std::string& wanted, const std::string& word) {
    if (wanted.size() == 1 && word.size() != 1) {
        return 0;
    }
    const double likeness = word_likeness(wanted, word);
    const bool starts = wanted.size() > 2 && word.starts_with(wanted);
    return starts ? std::max(likeness, beginning) : likeness;
}

/// Gives each word of the query the word of the name that answers it best, once.
Query::Match Query::best_match(const std::vector<std::string>& words) const {
    Match out{1, false, false};
    std::vector<bool> taken(words.size());
    for (const std::string& wanted : words_) {
        double best = 0;
        std::size_t at = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const double found = taken[i] ? 0 : fit(wanted, words[i]);
            at = found > best ? i : at;
            best = std::max(best, found);
        }
        out.least = std::min(out.least, best);
        if (best == 0) {
            return out;
        }
        taken[at] = true;
        out.more_than_initials =
            out.more_than_initials || wanted.size() == 1 || words[at].size() > 1;
        out.begins = out.begins || best == beginning;
    }
    return out;
}

Likeness Query::likeness(const std::string& key) const {
    if (key_.empty()) {
        return {};
    }
    if (key == key_) {
        return {1, "name"};
    }
    if (without_spaces(key) == joined_) {
        return {0.95, "name but for spaces"};
    }
    const std::vector<std::string> words = words_of(key);
    if (words_.size() > words.size()) {
        return {};
    }
    const Match match = best_match(words);
    if (match.least == 0 || !match.more_than_initials) {
        return {};
    }
    const double whole =
        static_cast<double>(words_.size()) / static_cast<double>(words.size());
    if (match.least == 1) {
        return whole == 1 ? Likeness{0.9, "the words in another order"}
                          : Likeness{0.7 + 0.15 * whole, "words of the name"};
    }
    if (match.begins && match.least >= beginning) {
        return {0.6 + 0.1 * whole, "begins so"};
    }
    const bool sound = match.least >= 0.8;
    return {(sound ? 0.4 : 0.3) + 0.3 * whole,
            sound ? "sounds alike" : "similar spelling"};
}

}  // namespace chancery::spelling
