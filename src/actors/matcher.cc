// SPDX-License-Identifier: Apache-2.0
#include "actors/matcher.h"

#include <numeric>
#include <utility>

#include "actors/letters.h"

namespace chancery {

using actors::load_head;

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

constexpr std::size_t head_size = sizeof(WordSlot::head);

constexpr std::uint64_t no_rest = 0xcbf29ce484222325ULL;

/// Of the head, the size and, by FNV-1a, the rest, which most words do not have.
std::uint64_t hash_of(std::string_view word, std::uint64_t head) {
    std::uint64_t h = no_rest ^ word.size();
    for (std::size_t i = head_size; i < word.size(); ++i) {
        h = (h ^ static_cast<unsigned char>(word[i])) * 0x100000001b3ULL;
    }
    return mix(h ^ mix(head));
}

std::uint64_t edge_key(std::uint32_t node, WordId word) {
    return ((static_cast<std::uint64_t>(node) + 1) << 32U) + word;
}

/// Calls `visit` for each word of a key.
template <typename Visit>
void each_word(std::string_view key, const Visit& visit) {
    while (!key.empty()) {
        const std::size_t space = key.find(' ');
        visit(key.substr(0, space));
        key =
            space == std::string_view::npos ? std::string_view() : key.substr(space + 1);
    }
}

}  // namespace

std::size_t WordTable::slot(std::string_view word) const {
    const std::uint64_t head = load_head(word);
    const auto differs = [&](const WordSlot& slot) {
        return slot.head != head || slot.size != word.size() ||
               (word.size() > head_size && text(slot.id) != word);
    };
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash_of(word, head) & mask;
    while (slots_[at].id != unknown_word && differs(slots_[at])) {
        at = (at + 1) & mask;
    }
    return at;
}

WordId WordTable::find_short(std::uint64_t head, std::size_t size) const {
    if (slots_.empty()) {
        return unknown_word;
    }
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = mix((no_rest ^ size) ^ mix(head)) & mask;
    while (slots_[at].id != unknown_word &&
           (slots_[at].head != head || slots_[at].size != size)) {
        at = (at + 1) & mask;
    }
    return slots_[at].id;
}

Matcher::Key Matcher::find(std::string_view key) const {
    std::uint32_t node = 0;
    bool known = !key.empty();
    each_word(key, [&](std::string_view word) {
        const WordId id = known ? words_.find(word) : unknown_word;
        node = id == unknown_word ? 0 : child(node, id);
        known = known && node != 0;
    });
    return known ? nodes_[node].key : no_key;
}

Matcher MatcherArrays::view() const {
    return {WordTable(arena, word_ends, word_slots), root, nodes, keys};
}

MatcherBuilder::MatcherBuilder() : edges_(first_slots), nodes_(1) {
    arrays_.word_slots.resize(first_slots);
}

WordId MatcherBuilder::intern(std::string_view word) {
    WordSlot& slot = arrays_.word_slots[arrays_.view().words().slot(word)];
    if (slot.id != unknown_word) {
        return slot.id;
    }
    const auto id = static_cast<WordId>(arrays_.word_ends.size());
    arrays_.arena += word;
    arrays_.word_ends.push_back(static_cast<std::uint32_t>(arrays_.arena.size()));
    slot = {load_head(word), id, static_cast<std::uint32_t>(word.size())};
    if (arrays_.word_ends.size() * 2 > arrays_.word_slots.size()) {
        grow_words();
    }
    return id;
}

void MatcherBuilder::grow_words() {
    std::vector<WordSlot> old(arrays_.word_slots.size() * 2);
    old.swap(arrays_.word_slots);
    const WordTable words = arrays_.view().words();
    for (const WordSlot& slot : old) {
        if (slot.id != unknown_word) {
            arrays_.word_slots[words.slot(words.text(slot.id))] = slot;
        }
    }
}

/// The slot that holds an edge, or the empty one where it would go.
std::size_t MatcherBuilder::edge_slot(std::uint64_t from) const {
    const std::size_t mask = edges_.size() - 1;
    std::size_t at = mix(from) & mask;
    while (edges_[at].from != 0 && edges_[at].from != from) {
        at = (at + 1) & mask;
    }
    return at;
}

void MatcherBuilder::grow_edges() {
    std::vector<Edge> old(edges_.size() * 2);
    old.swap(edges_);
    for (const Edge& edge : old) {
        if (edge.from != 0) {
            edges_[edge_slot(edge.from)] = edge;
        }
    }
}

std::uint32_t MatcherBuilder::child_or_new(std::uint32_t node, WordId word) {
    if (nodes_.size() * 2 > edges_.size()) {
        grow_edges();
    }
    const std::uint64_t from = edge_key(node, word);
    Edge& edge = edges_[edge_slot(from)];
    if (edge.from == 0) {
        edge = {from, static_cast<std::uint32_t>(nodes_.size())};
        nodes_.push_back({node, word});
    }
    return edge.to;
}

Matcher::Key MatcherBuilder::add(std::string_view key) {
    std::uint32_t node = 0;
    each_word(key,
              [&](std::string_view word) { node = child_or_new(node, intern(word)); });
    if (node == 0) {
        return Matcher::no_key;
    }
    Matcher::Key& known = nodes_[node].key;
    if (known == Matcher::no_key) {
        known = static_cast<Matcher::Key>(arrays_.keys++);
    }
    return known;
}

MatcherArrays MatcherBuilder::take() && {
    MatcherArrays out = std::move(arrays_);
    // The children of each node, in the order of their words.
    std::vector<std::uint32_t> begin(nodes_.size() + 1, 0);
    for (std::size_t n = 1; n < nodes_.size(); ++n) {
        ++begin[nodes_[n].parent + 1];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<std::uint32_t> children(nodes_.size() - 1);
    std::vector<std::uint32_t> next = begin;
    for (std::uint32_t n = 1; n < nodes_.size(); ++n) {
        children[next[nodes_[n].parent]++] = n;
    }
    // Breadth first, so that children lie together.
    std::vector<std::uint32_t> order{0};
    order.reserve(nodes_.size());
    for (std::size_t at = 0; at < order.size(); ++at) {
        const auto first = children.begin() + begin[order[at]];
        const auto last = children.begin() + begin[order[at] + 1];
        std::sort(first, last, [this](std::uint32_t a, std::uint32_t b) {
            return nodes_[a].word < nodes_[b].word;
        });
        const Node& node = nodes_[order[at]];
        out.nodes.push_back(
            {node.word, node.key, static_cast<std::uint32_t>(order.size())});
        order.insert(order.end(), first, last);
    }
    out.nodes.push_back(
        {unknown_word, Matcher::no_key, static_cast<std::uint32_t>(order.size())});
    out.root.assign(out.word_ends.size(), 0);
    const std::uint32_t end = out.nodes[1].first_child;
    for (std::uint32_t at = out.nodes[0].first_child; at < end; ++at) {
        out.root[out.nodes[at].word] = at;
    }
    return out;
}

}  // namespace chancery
