// SPDX-License-Identifier: Apache-2.0
#include "actors/matcher.h"

#include <functional>

namespace chancery {

namespace {

constexpr std::size_t first_slots = 1U << 12U;

std::uint64_t mix(std::uint64_t x) {
    // splitmix64 finaliser: node and word numbers are small and dense.
    x ^= x >> 30U;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27U;
    x *= 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

/// FNV-1a; words are short.
std::uint64_t hash_of(std::string_view word) {
    std::uint64_t h = 0xcbf29ce484222325ULL;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        h = (h ^ byte) * 0x100000001b3ULL;
    }
    return mix(h);
}

std::uint64_t edge_key(std::uint32_t node, WordId word) {
    return ((static_cast<std::uint64_t>(node) + 1) << 32U) + word;
}

}  // namespace

WordTable::WordTable() : slots_(first_slots, unknown_word) {}

std::string_view WordTable::text(WordId id) const {
    const std::size_t begin = id == 0 ? 0 : ends_[id - 1];
    const std::string_view all = arena_;
    return all.substr(begin, ends_[id] - begin);
}

std::size_t WordTable::slot(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash_of(word) & mask;
    while (slots_[at] != unknown_word && text(slots_[at]) != word) {
        at = (at + 1) & mask;
    }
    return at;
}

WordId WordTable::find(std::string_view word) const {
    return slots_[slot(word)];
}

WordId WordTable::add(std::string_view word) {
    const std::size_t at = slot(word);
    if (slots_[at] != unknown_word) {
        return slots_[at];
    }
    const auto id = static_cast<WordId>(ends_.size());
    arena_ += word;
    ends_.push_back(static_cast<std::uint32_t>(arena_.size()));
    slots_[at] = id;
    if (ends_.size() * 2 > slots_.size()) {
        grow();
    }
    return id;
}

void WordTable::grow() {
    slots_.assign(slots_.size() * 2, unknown_word);
    for (WordId id = 0; id < ends_.size(); ++id) {
        slots_[slot(text(id))] = id;
    }
}

Matcher::Matcher() : edges_(first_slots), key_of_node_(1, no_key) {}

std::uint32_t Matcher::child(std::uint32_t node, WordId word) const {
    const std::uint64_t from = edge_key(node, word);
    const std::size_t mask = edges_.size() - 1;
    for (std::size_t at = mix(from) & mask; edges_[at].from != 0; at = (at + 1) & mask) {
        if (edges_[at].from == from) {
            return edges_[at].to;
        }
    }
    return 0;
}

std::uint32_t Matcher::child_or_new(std::uint32_t node, WordId word) {
    if (const std::uint32_t known = child(node, word); known != 0) {
        return known;
    }
    if ((edge_count_ + 1) * 2 > edges_.size()) {
        grow_edges();
    }
    const std::uint64_t from = edge_key(node, word);
    const std::size_t mask = edges_.size() - 1;
    std::size_t at = mix(from) & mask;
    while (edges_[at].from != 0) {
        at = (at + 1) & mask;
    }
    edges_[at] = {from, static_cast<std::uint32_t>(key_of_node_.size())};
    ++edge_count_;
    key_of_node_.push_back(no_key);
    return edges_[at].to;
}

void Matcher::grow_edges() {
    std::vector<Edge> old(edges_.size() * 2);
    old.swap(edges_);
    const std::size_t mask = edges_.size() - 1;
    for (const Edge& edge : old) {
        if (edge.from == 0) {
            continue;
        }
        std::size_t at = mix(edge.from) & mask;
        while (edges_[at].from != 0) {
            at = (at + 1) & mask;
        }
        edges_[at] = edge;
    }
}

Matcher::Key Matcher::add(std::string_view key) {
    std::uint32_t node = 0;
    while (!key.empty()) {
        const std::size_t space = key.find(' ');
        node = child_or_new(node, words_.add(key.substr(0, space)));
        key =
            space == std::string_view::npos ? std::string_view() : key.substr(space + 1);
    }
    if (node == 0) {
        return no_key;
    }
    if (key_of_node_[node] == no_key) {
        key_of_node_[node] = keys_++;
    }
    return key_of_node_[node];
}

Matcher::Key Matcher::find(std::string_view key) const {
    std::uint32_t node = 0;
    while (!key.empty()) {
        const std::size_t space = key.find(' ');
        const WordId word = words_.find(key.substr(0, space));
        node = word == unknown_word ? 0 : child(node, word);
        if (node == 0) {
            return no_key;
        }
        key =
            space == std::string_view::npos ? std::string_view() : key.substr(space + 1);
    }
    return node == 0 ? no_key : key_of_node_[node];
}

}  // namespace chancery
