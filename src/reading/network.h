// The network that reads words: tags, names, trees, from one pass over a few sentences.
// SPDX-License-Identifier: Apache-2.0
//
// A word is the sum of its rows (word_rows.h), made normal. A layer over each word and
// its two neighbours, then layers of simple recurrent units in both directions (T. Lei et
// al., 2018). On them stand linear heads: tags; name labels, the best lawful sequence (A.
// Viterbi, 1967); arcs, a product of each word as a dependant with each as a head (T.
// Dozat and C. Manning, 2017), the best tree (tree.h); a relation for each arc of it.
// All multiplications by weights are in 8 bits (kernels.h). train/reading/student.py is
// the same network with floats.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "reading/aligned.h"
#include "reading/kernels.h"
#include "reading/labels.h"
#include "reading/model_file.h"
#include "reading/tree.h"
#include "reading/ud.h"
#include "reading/word_rows.h"

namespace chancery::reading {

/// What the network says of one word.
struct WordReading {
    TagPair tags;
    NameLabel name = 0;
    Rel rel = Rel::root;
    std::uint32_t head = 0;  ///< word number from 1 in its sentence; 0 for the root
};

/// Longest sentence that is read as one; of a longer one each part of this length is read
/// alone, and the roots of further parts hang on the first as parataxis.
inline constexpr std::uint32_t longest_sentence = 256;

class Network {
  public:
    /// Fails where sections are missing, of the wrong size, or hold labels out of range.
    [[nodiscard]] static Result<Network> from(const ModelFile& file);

    /// Buffers of one thread.
    struct Work {
        std::vector<ScaledRow> rows;
        AlignedVector<float> words, near, states, gates, heads, mixed, arcs, arc_heads;
        AlignedVector<float> rel_sums, rel_scores;
        AlignedVector<std::uint8_t> bytes;
        AlignedVector<float> scales;
        std::vector<std::array<std::uint8_t, network_labels>> back;
        TreeWork tree;
        std::vector<std::uint32_t> cuts;   ///< ends of sentences, the long ones in parts
        std::vector<std::uint32_t> chunk;  ///< ends of those that are read at a time
    };

    /// Reads sentences laid end to end; ends[i] is one past the last word of the i-th.
    /// The result of a sentence does not depend on those beside it, nor on `isa`.
    /// Preconditions: ends ascend to words.size(); out.size() == words.size().
    void read(std::span<const WordRows> words,
              std::span<const std::uint32_t> ends,
              std::span<WordReading> out,
              Work& work) const;

    /// Rows of known words, among them the one for all others.
    [[nodiscard]] std::uint32_t known_words() const {
        return shape_.rows - known_words_begin();
    }

    /// For tests: the instruction set to run on. Precondition: supported(isa).
    void use(Isa isa) { kernels_ = &kernels(isa); }

  private:
    /// Widths, as the model file gives them.
    struct Shape {
        std::uint32_t word = 0;    ///< of a word's sum of rows
        std::uint32_t side = 0;    ///< units of one direction
        std::uint32_t layers = 0;  ///< of recurrent units
        std::uint32_t arc = 0;
        std::uint32_t rel = 0;
        std::uint32_t tags = 0;  ///< labels, padded to multiples of 16
        std::uint32_t names = 0;
        std::uint32_t rels = 0;
        std::uint32_t far = 0;  ///< largest distance told apart
        std::uint32_t rows = 0;
    };

    void encode(std::span<const WordRows> words,
                std::span<const std::uint32_t> ends,
                Work& work) const;
    void embed(std::span<const WordRows> words, Work& work) const;
    void look_around(std::span<const std::uint32_t> ends, Work& work) const;
    void recur(const Linear& layer,
               std::span<const std::uint32_t> ends,
               Work& work) const;
    void read_chunk(std::span<const WordRows> words,
                    std::span<const std::uint32_t> ends,
                    std::span<WordReading> out,
                    Work& work) const;
    void read_tags(std::span<WordReading> out, const Work& work) const;
    void read_names(std::size_t first,
                    std::size_t last,
                    std::span<WordReading> out,
                    Work& work) const;
    void read_tree(std::size_t first,
                   std::size_t last,
                   std::span<WordReading> out,
                   Work& work) const;
    void read_rels(std::span<const std::uint32_t> ends,
                   std::span<WordReading> out,
                   Work& work) const;

    /// Column of the joined heads' output where each head begins.
    [[nodiscard]] std::uint32_t names_at() const { return shape_.tags; }

    [[nodiscard]] std::uint32_t dependants_at() const {
        return names_at() + shape_.names;
    }

    [[nodiscard]] std::uint32_t arc_heads_at() const {
        return dependants_at() + shape_.arc;
    }

    [[nodiscard]] std::uint32_t rel_dependants_at() const {
        return arc_heads_at() + shape_.arc;
    }

    [[nodiscard]] std::uint32_t rel_heads_at() const {
        return rel_dependants_at() + shape_.rel;
    }

    [[nodiscard]] std::uint32_t heads_end() const { return rel_heads_at() + shape_.rel; }

    Shape shape_;
    std::span<const std::int8_t> rows_;
    std::span<const float> row_scales_;
    Linear near_;
    std::vector<Linear> units_;
    Linear heads_;
    Linear arc_mix_;
    Linear rel_out_;
    std::span<const float> arc_root_;
    std::span<const float> rel_root_;
    std::span<const float> distances_;
    std::span<const TagPair> tags_;
    std::span<const Rel> rels_;
    const Kernels* kernels_ = nullptr;
};

}  // namespace chancery::reading
