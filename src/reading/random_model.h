// A small model of random weights, for tests and the fuzz target.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "reading/labels.h"
#include "reading/lemmatizer.h"
#include "reading/model_file.h"
#include "reading/network.h"
#include "reading/words.h"

namespace chancery::reading {

/// Every section that a reading model has, with widths of 16 or so and random weights,
/// the same each time.
class RandomModel {
  public:
    static constexpr std::uint32_t word = 32;
    static constexpr std::uint32_t side = 16;
    static constexpr std::uint32_t rows = known_words_begin() + 5;

    RandomModel() {
        add("net.shape",
            std::vector<std::uint32_t>{word, side, 2, 16, 16, 16, 16, 16, 4, rows});
        std::vector<std::int8_t> table(std::size_t{rows} * word);
        for (auto& value : table) {
            value = weight(127);
        }
        add("net.rows", table);
        add("net.row_scales", std::vector<float>(rows, 0.01F));
        add_linear("net.near", 3 * word, 2 * side);
        add_linear("net.unit0", 2 * side, 6 * side);
        add_linear("net.unit1", 2 * side, 6 * side);
        add_linear("net.heads", 2 * side, 16 + 16 + 4 * 16);
        add_linear("net.mix", 16, 16);
        add_linear("net.rel", 16, 16);
        add("net.arc_root", std::vector<float>(16, 0.5F));
        add("net.rel_root", std::vector<float>(16, 0.5F));
        add("net.distances", std::vector<float>(9, 0.1F));
        add("net.tags",
            std::vector<TagPair>{{Upos::noun, Xpos::nn},
                                 {Upos::verb, Xpos::vbd},
                                 {Upos::propn, Xpos::nnp}});
        add("net.rels", std::vector<Rel>{Rel::root, Rel::nsubj, Rel::obj, Rel::punct});
        add_others();
    }

    /// The bytes of a section, to be changed; an empty section is left out.
    std::vector<std::byte>& section(const std::string& name) { return sections_[name]; }

    [[nodiscard]] std::vector<std::byte> bytes() const {
        ModelWriter writer;
        for (const auto& [name, bytes] : sections_) {
            if (!bytes.empty()) {
                writer.add(name, bytes);
            }
        }
        return writer.bytes();
    }

  private:
    std::int8_t weight(int largest) {
        return static_cast<std::int8_t>(
            static_cast<int>(random_() % static_cast<unsigned>(2 * largest + 1)) -
            largest);
    }

    template <typename T>
    void add(const std::string& name, const std::vector<T>& values) {
        std::vector<std::byte> bytes(values.size() * sizeof(T));
        std::memcpy(bytes.data(), values.data(), bytes.size());
        sections_[name] = std::move(bytes);
    }

    void add_linear(const std::string& name, std::uint32_t in, std::uint32_t out) {
        std::vector<std::int8_t> weights(std::size_t{in} * out);
        for (auto& value : weights) {
            value = weight(largest_weight);
        }
        std::vector<float> numbers(std::size_t{3} * out, 0.02F);
        const auto sums = sums_of_rows(weights, in, out);
        std::memcpy(numbers.data() + std::size_t{2} * out,
                    sums.data(),
                    sums.size() * sizeof(std::int32_t));
        add(name + ".w", pack(weights, in, out));
        add(name + ".p", numbers);
    }

    void add_table(const std::string& name, std::uint32_t labels) {
        constexpr std::uint32_t mask = 63;
        std::vector<std::int8_t> weights(std::size_t{mask} + 1 + labels);
        for (auto& value : weights) {
            value = weight(127);
        }
        add(name + ".shape", std::vector<std::uint32_t>{mask, labels});
        add(name + ".weights", weights);
    }

    void add_others() {
        constexpr std::string_view words =
            "list\tword\tkind\n"
            "abbreviation\tDr.\ttitle\n";
        add("words", std::vector<char>(words.begin(), words.end()));
        std::vector<std::uint64_t> keys;
        std::vector<WordClasses> values;
        Lexicon::build({{Lexicon::key("the"), {1, 2, 3, 4, 5, 1}},
                        {Lexicon::key("king"), {4, 3, 2, 1, 0, 2}}},
                       keys,
                       values);
        add("lexicon.keys", keys);
        add("lexicon.values", values);
        add_table("splitter", 2);
        LemmaRule plural;
        plural.cut = 1;
        add("lemmas.rules", std::vector<LemmaRule>{LemmaRule{}, plural});
        add("lemmas.known", std::vector<LemmaEntry>(4));
        add_table("lemmas", 2);
    }

    std::mt19937 random_{7};
    std::map<std::string, std::vector<std::byte>> sections_;
};

}  // namespace chancery::reading
