// The best tree of a sentence from the scores of all its arcs.
// SPDX-License-Identifier: Apache-2.0
//
// Method: the best head of each word where that is a tree with one root already, else the
// maximum spanning arborescence (Y. Chu and T. Liu, 1965; J. Edmonds, 1967), made to have
// one root by a fine on every arc from the root that outweighs any tree.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/kernels.h"

namespace chancery::reading {

/// Buffers of one thread.
struct TreeWork {
    std::vector<std::uint32_t>
        heads;  ///< the result: word numbers from 1, 0 for the root
    std::vector<std::uint32_t> mark;
};

/// scores(i, h) is the score of word i + 1 hanging on word h, or on the root for h = 0; a
/// word does not hang on itself, whatever its score. The tree is left in work.heads, one
/// for each word: one root, no cycle. Precondition: columns == rows + 1, scores finite.
void best_tree(const Matrix<const float>& scores, TreeWork& work);

}  // namespace chancery::reading
