// Greedy heads, and cycles contracted where they make no tree.
// SPDX-License-Identifier: Apache-2.0
#include "reading/tree.h"

#include <algorithm>
#include <limits>

namespace chancery::reading {
namespace {

using Heads = std::vector<std::uint32_t>;

constexpr double never = -std::numeric_limits<double>::infinity();

/// Scores of arcs between `size` nodes, of which node 0 is the root.
struct Graph {
    std::uint32_t size = 0;
    std::vector<double> scores;

    explicit Graph(std::uint32_t nodes)
        : size(nodes), scores(std::size_t{nodes} * nodes, never) {}

    double& arc(std::uint32_t to, std::uint32_t from) {
        return scores[std::size_t{to} * size + from];
    }

    [[nodiscard]] double arc(std::uint32_t to, std::uint32_t from) const {
        return scores[std::size_t{to} * size + from];
    }
};

/// The nodes of one cycle among heads[1 …], in order along it; empty where there is none.
std::vector<std::uint32_t> find_cycle(const Heads& heads) {
    std::vector<std::uint32_t> mark(heads.size(), 0);
    for (std::uint32_t i = 1; i < heads.size(); ++i) {
        auto at = i;
        while (at != 0 && mark[at] == 0) {
            mark[at] = i;
            at = heads[at];
        }
        if (at != 0 && mark[at] == i) {
            std::vector<std::uint32_t> cycle;
            for (auto node = at; cycle.empty() || node != at; node = heads[node]) {
                cycle.push_back(node);
            }
            return cycle;
        }
    }
    return {};
}

/// A graph in which one cycle became one node, the last, and how to undo that.
struct Contraction {
    Graph graph;
    std::vector<std::uint32_t> old;    ///< old number of each new node but the last
    std::vector<std::uint32_t> enter;  ///< by new node: where its arc enters the cycle
    std::vector<std::uint32_t> leave;  ///< by new node: where the arc to it leaves
};

Contraction contract(const Graph& graph,
                     const Heads& heads,
                     const std::vector<std::uint32_t>& cycle) {
    std::vector<bool> inside(graph.size, false);
    for (const auto node : cycle) {
        inside[node] = true;
    }
    std::vector<std::uint32_t> old;
    for (std::uint32_t i = 0; i < graph.size; ++i) {
        if (!inside[i]) {
            old.push_back(i);
        }
    }
    const auto last = static_cast<std::uint32_t>(old.size());
    Contraction out{Graph(last + 1), old, Heads(last, 0), Heads(last, 0)};
    for (std::uint32_t i = 0; i < last; ++i) {
        for (std::uint32_t j = 0; j < last; ++j) {
            out.graph.arc(i, j) = graph.arc(old[i], old[j]);
        }
        for (const auto node : cycle) {
            const double in = graph.arc(node, old[i]) - graph.arc(node, heads[node]);
            if (in > out.graph.arc(last, i)) {
                out.graph.arc(last, i) = in;
                out.enter[i] = node;
            }
            if (graph.arc(old[i], node) > out.graph.arc(i, last)) {
                out.graph.arc(i, last) = graph.arc(old[i], node);
                out.leave[i] = node;
            }
        }
    }
    return out;
}

/// Heads of the nodes of a maximum spanning arborescence; heads[0] has no meaning.
Heads span_tree(const Graph& graph) {  // NOLINT(misc-no-recursion): one cycle a level
    Heads heads(graph.size, 0);
    for (std::uint32_t i = 1; i < graph.size; ++i) {
        for (std::uint32_t h = 1; h < graph.size; ++h) {
            if (graph.arc(i, h) > graph.arc(i, heads[i])) {
                heads[i] = h;
            }
        }
    }
    const auto cycle = find_cycle(heads);
    if (cycle.empty()) {
        return heads;
    }
    const auto smaller = contract(graph, heads, cycle);
    const auto solved = span_tree(smaller.graph);
    const auto last = smaller.graph.size - 1;
    for (std::uint32_t i = 1; i < last; ++i) {
        heads[smaller.old[i]] =
            solved[i] == last ? smaller.leave[i] : smaller.old[solved[i]];
    }
    const auto from = solved[last];
    heads[smaller.enter[from]] = smaller.old[from];
    return heads;
}

/// True where the heads make a tree with one root.
bool is_tree(TreeWork& work) {
    work.mark.assign(work.heads.size(), 0);
    std::size_t roots = 0;
    for (std::uint32_t i = 0; i < work.heads.size(); ++i) {
        roots += work.heads[i] == 0 ? 1U : 0U;
        auto at = i + 1;
        while (at != 0 && work.mark[at - 1] == 0) {
            work.mark[at - 1] = i + 1;
            at = work.heads[at - 1];
        }
        if (at != 0 && work.mark[at - 1] == i + 1) {
            return false;
        }
    }
    return roots == 1;
}

}  // namespace

void best_tree(const Matrix<const float>& scores, TreeWork& work) {
    const auto n = static_cast<std::uint32_t>(scores.rows);
    work.heads.assign(n, 0);
    float low = 0;
    float high = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
        const float* const row = scores.data + i * scores.stride;
        auto& head = work.heads[i];
        for (std::uint32_t h = 0; h <= n; ++h) {
            if (h != i + 1 && row[h] > row[head]) {
                head = h;
            }
            low = std::min(low, row[h]);
            high = std::max(high, row[h]);
        }
    }
    if (n == 0 || is_tree(work)) {
        return;
    }
    const double fine = (static_cast<double>(high) - static_cast<double>(low) + 1) * n;
    Graph graph(n + 1);
    for (std::uint32_t i = 0; i < n; ++i) {
        const float* const row = scores.data + i * scores.stride;
        for (std::uint32_t h = 0; h <= n; ++h) {
            if (h != i + 1) {
                graph.arc(i + 1, h) = static_cast<double>(row[h]) - (h == 0 ? fine : 0.0);
            }
        }
    }
    const auto heads = span_tree(graph);
    work.heads.assign(heads.begin() + 1, heads.end());
}

}  // namespace chancery::reading
