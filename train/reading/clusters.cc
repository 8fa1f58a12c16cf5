// Counting, reduction and grouping of word contexts.
// SPDX-License-Identifier: Apache-2.0
#include "clusters.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>

#include "averaged.h"
#include "reading/words.h"

namespace chancery::train {
namespace {

constexpr std::uint32_t context_words = 3000;
constexpr std::size_t dimensions = 64;
constexpr std::uint32_t least_count = 5;

using Row = std::array<float, dimensions>;

/// Counts of (word, context) pairs; open addressing.
class PairCounts {
  public:
    explicit PairCounts(unsigned bits)
        : mask_((std::size_t{1} << bits) - 1), keys_(mask_ + 1), counts_(mask_ + 1) {}

    void add(std::uint32_t word, std::uint32_t context) {
        const std::uint64_t key = (std::uint64_t{word} << 32U) | context;
        std::size_t at = (key * 0x9e3779b97f4a7c15ULL >> 30U) & mask_;
        while (keys_[at] != 0 && keys_[at] != key) {
            at = (at + 1) & mask_;
        }
        if (keys_[at] == 0) {
            if (used_ * 10 > mask_ * 9) {
                return;  // full: further rare pairs are left out
            }
            keys_[at] = key;
            ++used_;
        }
        ++counts_[at];
    }

    template <typename Visit>
    void each(Visit visit) const {
        for (std::size_t i = 0; i <= mask_; ++i) {
            if (keys_[i] != 0) {
                visit(static_cast<std::uint32_t>(keys_[i] >> 32U),
                      static_cast<std::uint32_t>(keys_[i]),
                      counts_[i]);
            }
        }
    }

  private:
    std::size_t mask_;
    std::size_t used_ = 0;
    std::vector<std::uint64_t> keys_;
    std::vector<std::uint32_t> counts_;
};

/// Sparse matrix by rows.
struct Sparse {
    std::vector<std::size_t> begins;
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
    std::size_t column_count = 0;

    [[nodiscard]] std::size_t rows() const { return begins.size() - 1; }

    [[nodiscard]] std::vector<Row> times(const std::vector<Row>& right) const {
        std::vector<Row> out(rows(), Row{});
        for (std::size_t r = 0; r < rows(); ++r) {
            for (std::size_t k = begins[r]; k < begins[r + 1]; ++k) {
                const Row& other = right[columns[k]];
                for (std::size_t d = 0; d < dimensions; ++d) {
                    out[r][d] += values[k] * other[d];
                }
            }
        }
        return out;
    }

    [[nodiscard]] std::vector<Row> transposed_times(const std::vector<Row>& right) const {
        std::vector<Row> out(column_count, Row{});
        for (std::size_t r = 0; r < rows(); ++r) {
            for (std::size_t k = begins[r]; k < begins[r + 1]; ++k) {
                Row& target = out[columns[k]];
                for (std::size_t d = 0; d < dimensions; ++d) {
                    target[d] += values[k] * right[r][d];
                }
            }
        }
        return out;
    }
};

/// Makes the columns orthogonal (modified Gram-Schmidt).
void orthogonalise(std::vector<Row>& rows) {
    for (std::size_t d = 0; d < dimensions; ++d) {
        for (std::size_t e = 0; e < d; ++e) {
            double dot = 0;
            for (const Row& row : rows) {
                dot += static_cast<double>(row[d]) * static_cast<double>(row[e]);
            }
            for (Row& row : rows) {
                row[d] -= static_cast<float>(dot) * row[e];
            }
        }
        double square = 1e-12;
        for (const Row& row : rows) {
            square += static_cast<double>(row[d]) * static_cast<double>(row[d]);
        }
        const auto scale = static_cast<float>(1.0 / std::sqrt(square));
        for (Row& row : rows) {
            row[d] *= scale;
        }
    }
}

Sparse mutual_information(const RawText& text,
                          const std::vector<std::uint32_t>& rank,
                          std::uint32_t kept) {
    PairCounts pairs(25);
    const auto& words = text.words();
    const auto context = [&](std::size_t i, std::uint32_t position) {
        const std::uint32_t r = rank[words[i]];
        return position * context_words + std::min(r, context_words - 1);
    };
    for (std::size_t i = 2; i + 2 < words.size(); ++i) {
        const std::uint32_t word = rank[words[i]];
        if (word == 0 || word > kept) {
            continue;
        }
        pairs.add(word, context(i - 2, 0));
        pairs.add(word, context(i - 1, 1));
        pairs.add(word, context(i + 1, 2));
        pairs.add(word, context(i + 2, 3));
    }
    Sparse matrix;
    matrix.column_count = std::size_t{4} * context_words;
    std::vector<double> columns(matrix.column_count);
    std::vector<double> totals(kept + 1);
    matrix.begins.assign(kept + 2, 0);
    pairs.each([&](std::uint32_t w, std::uint32_t c, std::uint32_t n) {
        totals[w] += n;
        columns[c] += n;
        ++matrix.begins[w + 1];
    });
    double sum = 0;
    for (double& column : columns) {
        column = std::pow(column, 0.75);
        sum += column;
    }
    std::partial_sum(matrix.begins.begin(), matrix.begins.end(), matrix.begins.begin());
    auto next = matrix.begins;
    matrix.columns.resize(matrix.begins.back());
    matrix.values.resize(matrix.begins.back());
    pairs.each([&](std::uint32_t w, std::uint32_t c, std::uint32_t n) {
        const double information = std::log(n * sum / (totals[w] * columns[c]));
        matrix.columns[next[w]] = c;
        matrix.values[next[w]++] = static_cast<float>(std::max(information, 0.0));
    });
    return matrix;
}

/// Unit vectors of the rows in the space of the largest singular values.
std::vector<Row> reduce(const Sparse& matrix, Random& random) {
    std::vector<Row> right(matrix.column_count);
    for (Row& row : right) {
        for (float& value : row) {
            value = static_cast<float>(random.unit() - 0.5);
        }
    }
    for (int power = 0; power < 3; ++power) {
        auto left = matrix.times(right);
        orthogonalise(left);
        right = matrix.transposed_times(left);
        orthogonalise(right);
    }
    auto rows = matrix.times(right);
    for (Row& row : rows) {
        float square = 1e-12F;
        for (const float value : row) {
            square += value * value;
        }
        for (float& value : row) {
            value /= std::sqrt(square);
        }
    }
    return rows;
}

std::uint16_t nearest(const Row& row, const std::vector<Row>& centres) {
    std::uint16_t best = 0;
    float most = -2;
    for (std::size_t c = 0; c < centres.size(); ++c) {
        float dot = 0;
        for (std::size_t d = 0; d < dimensions; ++d) {
            dot += row[d] * centres[c][d];
        }
        if (dot > most) {
            most = dot;
            best = static_cast<std::uint16_t>(c);
        }
    }
    return best;
}

/// Spherical k-means over the frequent rows; the number (from 0) of each row's cluster.
std::vector<std::uint16_t> group(const std::vector<Row>& rows,
                                 std::size_t k,
                                 Random& random) {
    const std::size_t learnt = std::min<std::size_t>(rows.size(), 25000);
    std::vector<Row> centres(k);
    for (Row& centre : centres) {
        centre = rows[1 + random.below(std::min<std::size_t>(learnt - 1, k * 8))];
    }
    std::vector<std::uint16_t> numbers(rows.size());
    for (int round = 0; round < 10; ++round) {
        std::vector<Row> sums(k, Row{});
        for (std::size_t r = 1; r < learnt; ++r) {
            numbers[r] = nearest(rows[r], centres);
            for (std::size_t d = 0; d < dimensions; ++d) {
                sums[numbers[r]][d] += rows[r][d];
            }
        }
        for (std::size_t c = 0; c < k; ++c) {
            float square = 0;
            for (const float value : sums[c]) {
                square += value * value;
            }
            if (square < 1e-9F) {
                centres[c] = rows[1 + random.below(learnt - 1)];
                continue;
            }
            for (std::size_t d = 0; d < dimensions; ++d) {
                centres[c][d] = sums[c][d] / std::sqrt(square);
            }
        }
    }
    for (std::size_t r = 1; r < rows.size(); ++r) {
        numbers[r] = nearest(rows[r], centres);
    }
    return numbers;
}

}  // namespace

void RawText::add(std::string_view text, const reading::WordLists& lists) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        // An empty line ends a paragraph; lines inside it are wrapped.
        auto end = text.find("\n\n", begin);
        end = end == std::string_view::npos ? text.size() : end;
        spans_.clear();
        reading::tokenize(
            text,
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
            lists,
            spans_);
        for (const Span span : spans_) {
            reading::plain_lower(quote(text, span), buffer_);
            const auto next = static_cast<std::uint32_t>(spellings_.size());
            const auto [found, fresh] = numbers_.try_emplace(buffer_, next);
            if (fresh) {
                spellings_.push_back(buffer_);
            }
            words_.push_back(found->second);
        }
        words_.push_back(0);
        begin = end + 2;
    }
}

Result<std::string> read_raw(const std::string& path) {
    if (!path.ends_with(".xz")) {
        std::ifstream file(path, std::ios::binary);
        if (!file) {
            return Error{"cannot be opened", path, 0};
        }
        return std::string{std::istreambuf_iterator<char>(file), {}};
    }
    const std::string command = "xz -dc '" + path + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"),
                                                     ::pclose);
    if (!pipe) {
        return Error{"the program xz cannot be started", path, 0};
    }
    std::string text;
    std::vector<char> buffer(1U << 20U);
    for (std::size_t n = 0;
         (n = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;) {
        text.append(buffer.data(), n);
    }
    return text;
}

Clusters make_clusters(const RawText& text, std::uint64_t seed) {
    std::vector<std::uint32_t> counts(text.spellings().size());
    for (const auto word : text.words()) {
        ++counts[word];
    }
    std::vector<std::uint32_t> order(counts.size() - 1);
    std::iota(order.begin(), order.end(), 1U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
    });
    // Rank 1 is the most frequent word; 0 is the end of a paragraph.
    std::vector<std::uint32_t> rank(counts.size(), 0);
    std::uint32_t kept = 0;
    for (std::uint32_t r = 0; r < order.size(); ++r) {
        rank[order[r]] = r + 1;
        kept = counts[order[r]] >= least_count ? r + 1 : kept;
    }
    Random random(seed);
    const auto rows = reduce(mutual_information(text, rank, kept), random);
    const auto coarse = group(rows, 48, random);
    const auto middle = group(rows, 256, random);
    const auto fine = group(rows, 1024, random);
    Clusters clusters;
    for (std::uint32_t r = 1; r <= kept; ++r) {
        const auto plus_one = [](std::uint16_t n) {
            return static_cast<std::uint16_t>(n + 1);
        };
        clusters[text.spellings()[order[r - 1]]] = {
            plus_one(coarse[r]), plus_one(middle[r]), plus_one(fine[r])};
    }
    return clusters;
}

}  // namespace chancery::train
