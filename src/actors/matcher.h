// Finds names of many words in a sequence of words: a trie over numbered words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
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

/// A place in the hash table of words, with all of a short word, so that most look-ups
/// touch one line of the cache.
struct WordSlot {
    std::uint64_t head = 0;  ///< the first eight bytes, the first one lowest
    WordId id = unknown_word;
    std::uint32_t size = 0;
};

/// Words, numbered from 0 on: a view of arrays that somebody else owns.
class WordTable {
  public:
    WordTable() = default;

    /// `ends` has the end of each word in `arena`; `slots` is a hash table with open
    /// addressing, a power of two in size and never full. Throughout the arrays must fit
    /// each other.
    WordTable(std::string_view arena,
              std::span<const std::uint32_t> ends,
              std::span<const WordSlot> slots)
        : arena_(arena), ends_(ends), slots_(slots) {}

    /// The number of `word`, or unknown_word.
    [[nodiscard]] WordId find(std::string_view word) const {
        return slots_.empty() ? unknown_word : slots_[slot(word)].id;
    }

    /// The same for a word of at most eight bytes, given as WordSlot::head.
    [[nodiscard]] WordId find_short(std::uint64_t head, std::size_t size) const;

    /// The index of the slot that holds `word`, or of the empty one where it would go.
    [[nodiscard]] std::size_t slot(std::string_view word) const;

    [[nodiscard]] std::size_t size() const { return ends_.size(); }

    [[nodiscard]] std::string_view text(WordId id) const {
        const std::size_t begin = id == 0 ? 0 : ends_[id - 1];
        return arena_.substr(begin, ends_[id] - begin);
    }

  private:
    std::string_view arena_;
    std::span<const std::uint32_t> ends_;
    std::span<const WordSlot> slots_;
};

/// A set of keys, each a sequence of words: a view of arrays that somebody else owns.
class Matcher {
  public:
    using Key = std::uint32_t;
    static constexpr Key no_key = 0xffffffffU;

    /// A node of the trie; node 0 is the root. The children of a node are those from its
    /// `first_child` to that of the next node, in the order of their words.
    struct Node {
        WordId word = unknown_word;  ///< that leads to the node
        Key key = no_key;            ///< that ends with the node
        std::uint32_t first_child = 0;
    };

    Matcher() = default;

    /// `root` has the child of the root by word, or 0; `nodes` one more than there are.
    Matcher(WordTable words,
            std::span<const std::uint32_t> root,
            std::span<const Node> nodes,
            std::size_t keys)
        : words_(words), root_(root), nodes_(nodes), keys_(keys) {}

    /// The number of a key (words separated by single spaces, as name_key() gives them).
    [[nodiscard]] Key find(std::string_view key) const;

    [[nodiscard]] std::size_t size() const { return keys_; }

    [[nodiscard]] const WordTable& words() const { return words_; }

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
            if (nodes_[node].key != no_key) {
                visit(i + 1, nodes_[node].key);
            }
        }
    }

  private:
    /// The child of `node` by `word`, 0 where there is none (0 is the root).
    [[nodiscard]] std::uint32_t child(std::uint32_t node, WordId word) const {
        if (node == 0) {
            return word < root_.size() ? root_[word] : 0;
        }
        const auto begin = nodes_.begin() + nodes_[node].first_child;
        const auto end = nodes_.begin() + nodes_[node + 1].first_child;
        const auto at = std::lower_bound(
            begin, end, word, [](const Node& n, WordId w) { return n.word < w; });
        return at == end || at->word != word
                   ? 0
                   : static_cast<std::uint32_t>(at - nodes_.begin());
    }

    WordTable words_;
    std::span<const std::uint32_t> root_;
    std::span<const Node> nodes_;
    std::size_t keys_ = 0;
};

/// The arrays behind a Matcher.
struct MatcherArrays {
    std::string arena;
    std::vector<std::uint32_t> word_ends;
    std::vector<WordSlot> word_slots;
    std::vector<std::uint32_t> root;
    std::vector<Matcher::Node> nodes;
    std::size_t keys = 0;

    /// Lives as long as the arrays do.
    [[nodiscard]] Matcher view() const;
};

/// Gathers words and keys. Both are numbered from 0 on in the order of adding.
class MatcherBuilder {
  public:
    MatcherBuilder();

    /// The number of `word`, which is added where it is not there yet.
    WordId intern(std::string_view word);
    /// Adds the words of `key` (separated by single spaces, as name_key() gives them);
    /// the same words give the same number. An empty key gives no_key.
    Matcher::Key add(std::string_view key);

    /// The same words and keys in the same order give the same arrays.
    [[nodiscard]] MatcherArrays take() &&;

  private:
    struct Edge {
        std::uint64_t from = 0;  ///< node and word; 0 marks an empty slot
        std::uint32_t to = 0;
    };

    struct Node {
        std::uint32_t parent = 0;
        WordId word = unknown_word;
        Matcher::Key key = Matcher::no_key;
    };

    std::uint32_t child_or_new(std::uint32_t node, WordId word);
    [[nodiscard]] std::size_t edge_slot(std::uint64_t from) const;
    void grow_words();
    void grow_edges();

    MatcherArrays arrays_;
    std::vector<Edge> edges_;
    std::vector<Node> nodes_;
};

}  // namespace chancery
