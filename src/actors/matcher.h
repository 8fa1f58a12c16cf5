// Finds names of many words in a sequence of words: a trie over interned words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

/// A word of a name or text as a small number; equal words have equal numbers.
using WordId = std::uint32_t;
inline constexpr WordId unknown_word = 0xffffffffU;

/// Words, each given a number from 0 on. Open addressing over one arena of bytes.
class WordTable {
  public:
    WordTable();
    WordId add(std::string_view word);
    /// The number of `word`, or unknown_word.
    [[nodiscard]] WordId find(std::string_view word) const;

    [[nodiscard]] std::size_t size() const { return ends_.size(); }

    [[nodiscard]] std::string_view text(WordId id) const;

  private:
    [[nodiscard]] std::size_t slot(std::string_view word) const;
    void grow();

    std::string arena_;
    std::vector<std::uint32_t> ends_;
    std::vector<WordId> slots_;
};

/// A set of keys, each a sequence of words. Keys are numbered in the order of adding.
class Matcher {
  public:
    using Key = std::uint32_t;
    static constexpr Key no_key = 0xffffffffU;

    Matcher();

    /// Adds the words of `key` (separated by single spaces, as name_key() gives them);
    /// the same words give the same number. An empty key gives no_key.
    Key add(std::string_view key);
    [[nodiscard]] Key find(std::string_view key) const;

    [[nodiscard]] std::size_t size() const { return keys_; }

    [[nodiscard]] const WordTable& words() const { return words_; }

    WordId intern(std::string_view word) { return words_.add(word); }

    /// Calls visit(length, key) for every key that is a prefix of `words`, shortest
    /// first.
    template <typename Visit>
    void each_prefix(std::span<const WordId> words, Visit&& visit) const {
        std::uint32_t node = 0;
        for (std::size_t i = 0; i < words.size() && words[i] != unknown_word; ++i) {
            node = child(node, words[i]);
            if (node == 0) {
                return;
            }
            if (key_of_node_[node] != no_key) {
                visit(i + 1, key_of_node_[node]);
            }
        }
    }

  private:
    struct Edge {
        std::uint64_t from = 0;  ///< node and word; 0 marks an empty slot
        std::uint32_t to = 0;
    };

    /// The child of `node` by `word`, 0 where there is none (0 is the root).
    [[nodiscard]] std::uint32_t child(std::uint32_t node, WordId word) const;
    std::uint32_t child_or_new(std::uint32_t node, WordId word);
    void grow_edges();

    WordTable words_;
    std::vector<Edge> edges_;
    std::size_t edge_count_ = 0;
    std::vector<Key> key_of_node_;
    std::uint32_t keys_ = 0;
};

}  // namespace chancery
