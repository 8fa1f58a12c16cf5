// The network's pass over a few sentences.
// SPDX-License-Identifier: Apache-2.0
#include "reading/network.h"

#include <algorithm>
#include <limits>

namespace chancery::reading {
namespace {

/// Words that are worked on at a time, so that all buffers stay in the second-level
/// cache.
constexpr std::size_t chunk_words = 160;

template <typename T>
void reserve(AlignedVector<T>& buffer, std::size_t size) {
    if (buffer.size() < size) {
        buffer.resize(size);
    }
}

Matrix<float> matrix(AlignedVector<float>& buffer,
                     std::size_t rows,
                     std::size_t columns) {
    reserve(buffer, rows * columns);
    return {buffer.data(), rows, columns, columns};
}

Matrix<const float> view(const Matrix<float>& m) {
    return {m.data, m.rows, m.columns, m.stride};
}

Quantised bytes(Network::Work& work, std::size_t rows, std::size_t columns) {
    reserve(work.bytes, rows * columns);
    reserve(work.scales, rows);
    return {work.bytes.data(), work.scales.data(), rows, columns, columns};
}

ConstQuantised view(const Quantised& q) {
    return {q.bytes, q.scales, q.rows, q.columns, q.stride};
}

}  // namespace

void Network::embed(std::span<const WordRows> words, Work& work) const {
    const auto out = matrix(work.words, words.size(), shape_.word);
    std::fill_n(out.data, words.size() * shape_.word, 0.0F);
    work.rows.clear();
    for (const auto& rows : words) {
        for (const auto row : rows) {
            work.rows.push_back(
                {rows_.data() + std::size_t{row} * shape_.word, row_scales_[row]});
        }
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        kernels_->add_rows(work.rows.data() + i * word_row_count,
                           word_row_count,
                           out.data + i * shape_.word,
                           shape_.word);
    }
    kernels_->normalise(view(out), out);
}

/// The layer over each word and its neighbours; outside the sentence there are zeros.
void Network::look_around(std::span<const std::uint32_t> ends, Work& work) const {
    const std::size_t n = ends.back();
    const std::size_t width = shape_.word;
    const auto near = matrix(work.near, n, 3 * width);
    std::size_t first = 0;
    for (const auto last : ends) {
        for (std::size_t i = first; i < last; ++i) {
            float* const to = near.data + i * 3 * width;
            const float* const from = work.words.data() + i * width;
            if (i > first) {
                std::copy_n(from - width, width, to);
            } else {
                std::fill_n(to, width, 0.0F);
            }
            std::copy_n(from, width, to + width);
            if (i + 1 < last) {
                std::copy_n(from + width, width, to + 2 * width);
            } else {
                std::fill_n(to + 2 * width, width, 0.0F);
            }
        }
        first = last;
    }
    const auto q = bytes(work, n, 3 * width);
    kernels_->quantise(view(near), q);
    const auto states = matrix(work.states, n, near_.outputs);
    kernels_->multiply(near_, view(q), states);
    kernels_->relu(states);
}

/// One layer of recurrent units, in both directions; work.states is its input and output.
void Network::recur(const Linear& layer,
                    std::span<const std::uint32_t> ends,
                    Work& work) const {
    const std::size_t n = ends.back();
    const std::size_t side = shape_.side;
    const auto states = matrix(work.states, n, 2 * side);
    const auto q = bytes(work, n, 2 * side);
    kernels_->normalise_and_quantise(view(states), q);
    const auto gates = matrix(work.gates, n, layer.outputs);
    kernels_->multiply(layer, view(q), gates);
    std::size_t first = 0;
    for (const auto last : ends) {
        for (const bool backward : {false, true}) {
            const std::size_t at = backward ? 1 : 0;
            SruScan scan;
            scan.gates = gates.data + at * 3 * side;
            scan.gates_stride = gates.stride;
            scan.highway = states.data + at * side;
            scan.highway_stride = states.stride;
            scan.out = states.data + at * side;
            scan.out_stride = states.stride;
            scan.width = side;
            scan.first = first;
            scan.last = last;
            scan.backward = backward;
            kernels_->sru_scan(scan);
        }
        first = last;
    }
}

void Network::encode(std::span<const WordRows> words,
                     std::span<const std::uint32_t> ends,
                     Work& work) const {
    embed(words, work);
    look_around(ends, work);
    for (const auto& unit : units_) {
        recur(unit, ends, work);
    }
    const auto states = matrix(work.states, words.size(), std::size_t{2} * shape_.side);
    const auto q = bytes(work, words.size(), states.columns);
    kernels_->normalise_and_quantise(view(states), q);
    kernels_->multiply(heads_, view(q), matrix(work.heads, words.size(), heads_end()));
}

void Network::read_tags(std::span<WordReading> out, const Work& work) const {
    const std::size_t stride = heads_end();
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float* const scores = work.heads.data() + i * stride;
        out[i].tags = tags_[static_cast<std::size_t>(
            std::max_element(scores, scores + tags_.size()) - scores)];
    }
}

/// The best sequence of labels in which an inside label goes on with a name of its kind.
void Network::read_names(std::size_t first,
                         std::size_t last,
                         std::span<WordReading> out,
                         Work& work) const {
    constexpr float never = -1e30F;
    constexpr std::size_t labels = network_labels;
    work.back.resize(last - first);
    std::array<float, labels> best{};
    for (std::size_t i = first; i < last; ++i) {
        const float* const scores = work.heads.data() + i * heads_end() + names_at();
        std::array<float, labels> next{};
        for (std::size_t label = 0; label < labels; ++label) {
            std::size_t from = 0;
            float total = i == first && (label == 0 || label % 2 == 1) ? 0.0F : never;
            for (std::size_t before = 0; i > first && before < labels; ++before) {
                if (may_follow(static_cast<NameLabel>(before),
                               static_cast<NameLabel>(label)) &&
                    best[before] > total) {
                    total = best[before];
                    from = before;
                }
            }
            next[label] = total + scores[label];
            work.back[i - first][label] = static_cast<std::uint8_t>(from);
        }
        best = next;
    }
    auto label = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) -
                                          best.begin());
    for (std::size_t i = last; i-- > first;) {
        out[i].name = static_cast<NameLabel>(label);
        label = work.back[i - first][label];
    }
}

void Network::read_tree(std::size_t first,
                        std::size_t last,
                        std::span<WordReading> out,
                        Work& work) const {
    const std::size_t n = last - first;
    const std::size_t width = shape_.arc;
    const auto heads = matrix(work.arc_heads, n + 1, width);
    std::copy_n(arc_root_.data(), width, heads.data);
    for (std::size_t i = 0; i < n; ++i) {
        std::copy_n(work.heads.data() + (first + i) * heads_end() + arc_heads_at(),
                    width,
                    heads.data + (i + 1) * width);
    }
    const Matrix<const float> dependants{
        work.mixed.data() + first * width, n, width, width};
    const auto arcs = matrix(work.arcs, n, n + 1);
    kernels_->products(dependants, view(heads), arcs);
    const auto far = static_cast<std::ptrdiff_t>(shape_.far);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t h = 1; h <= n; ++h) {
            const auto apart =
                static_cast<std::ptrdiff_t>(h - 1) - static_cast<std::ptrdiff_t>(i);
            arcs.data[i * arcs.stride + h] +=
                distances_[static_cast<std::size_t>(std::clamp(apart, -far, far) + far)];
        }
    }
    best_tree(view(arcs), work.tree);
    for (std::size_t i = 0; i < n; ++i) {
        out[first + i].head = work.tree.heads[i];
    }
}

/// The relation of each word to its head; only the root hangs on the root.
void Network::read_rels(std::span<const std::uint32_t> ends,
                        std::span<WordReading> out,
                        Work& work) const {
    const std::size_t width = shape_.rel;
    const auto sums = matrix(work.rel_sums, out.size(), width);
    std::size_t first = 0;
    for (const auto last : ends) {
        for (std::size_t i = first; i < last; ++i) {
            const float* const own =
                work.heads.data() + i * heads_end() + rel_dependants_at();
            const float* const head = out[i].head == 0
                                          ? rel_root_.data()
                                          : work.heads.data() +
                                                (first + out[i].head - 1) * heads_end() +
                                                rel_heads_at();
            float* const to = sums.data + i * width;
            for (std::size_t k = 0; k < width; ++k) {
                to[k] = own[k] + head[k];
            }
        }
        first = last;
    }
    kernels_->relu(sums);
    const auto q = bytes(work, out.size(), width);
    kernels_->quantise(view(sums), q);
    const auto scores = matrix(work.rel_scores, out.size(), rel_out_.outputs);
    kernels_->multiply(rel_out_, view(q), scores);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float* const row = scores.data + i * scores.stride;
        std::size_t best = rels_.size();
        for (std::size_t r = 0; r < rels_.size(); ++r) {
            if (rels_[r] != Rel::root && (best == rels_.size() || row[r] > row[best])) {
                best = r;
            }
        }
        out[i].rel = out[i].head == 0 ? Rel::root : rels_[best];
    }
}

void Network::read_chunk(std::span<const WordRows> words,
                         std::span<const std::uint32_t> ends,
                         std::span<WordReading> out,
                         Work& work) const {
    encode(words, ends, work);
    read_tags(out, work);
    // The dependants' side of the arcs, after its second layer.
    const Matrix<float> dependants{
        work.heads.data() + dependants_at(), words.size(), shape_.arc, heads_end()};
    kernels_->relu(dependants);
    kernels_->relu(
        {work.heads.data() + arc_heads_at(), words.size(), shape_.arc, heads_end()});
    const auto q = bytes(work, words.size(), shape_.arc);
    kernels_->quantise(view(dependants), q);
    kernels_->multiply(
        arc_mix_, view(q), matrix(work.mixed, words.size(), arc_mix_.outputs));
    std::size_t first = 0;
    for (const auto last : ends) {
        read_names(first, last, out, work);
        read_tree(first, last, out, work);
        first = last;
    }
    read_rels(ends, out, work);
}

namespace {

/// Sentence ends, with further ends in sentences that are too long.
void cut_long(std::span<const std::uint32_t> ends, std::vector<std::uint32_t>& cuts) {
    cuts.clear();
    std::uint32_t first = 0;
    for (const auto last : ends) {
        for (; last - first > longest_sentence; first += longest_sentence) {
            cuts.push_back(first + longest_sentence);
        }
        if (last > first) {
            cuts.push_back(last);
        }
        first = last;
    }
}

/// Makes one tree of the parts of a long sentence.
void join_parts(std::span<const std::uint32_t> ends, std::span<WordReading> out) {
    std::uint32_t first = 0;
    for (const auto last : ends) {
        std::uint32_t root = 0;
        for (std::uint32_t i = first; last - first > longest_sentence && i < last; ++i) {
            const auto part = (i - first) / longest_sentence * longest_sentence;
            auto& word = out[i];
            if (word.head != 0) {
                word.head += part;
            } else if (part == 0) {
                root = i - first + 1;
            } else {
                word.head = root;
                word.rel = Rel::parataxis;
            }
        }
        first = last;
    }
}

}  // namespace

void Network::read(std::span<const WordRows> words,
                   std::span<const std::uint32_t> ends,
                   std::span<WordReading> out,
                   Work& work) const {
    cut_long(ends, work.cuts);
    auto& chunk = work.chunk;
    chunk.clear();
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < work.cuts.size(); ++i) {
        chunk.push_back(work.cuts[i] - first);
        if (chunk.back() >= chunk_words || i + 1 == work.cuts.size()) {
            const auto size = chunk.back();
            read_chunk(words.subspan(first, size), chunk, out.subspan(first, size), work);
            first += size;
            chunk.clear();
        }
    }
    join_parts(ends, out);
}

namespace {

/// A layer in sections "NAME.w" (packed weights) and "NAME.p" (scales, biases, sums).
bool take_linear(const ModelFile& file,
                 const std::string& name,
                 std::pair<std::uint32_t, std::uint32_t> shape,
                 Linear& out) {
    const auto [inputs, outputs] = shape;
    const auto weights = file.numbers<std::int8_t>(name + ".w");
    const auto numbers = file.numbers<float>(name + ".p");
    const auto whole = file.numbers<std::int32_t>(name + ".p");
    if (weights.size() != std::size_t{inputs} * outputs ||
        numbers.size() != std::size_t{3} * outputs) {
        return false;
    }
    out = {inputs,
           outputs,
           weights.data(),
           numbers.data(),
           numbers.data() + outputs,
           whole.data() + std::size_t{2} * outputs};
    return std::all_of(weights.begin(), weights.end(), [](std::int8_t w) {
        return w >= -largest_weight && w <= largest_weight;
    });
}

}  // namespace

Result<Network> Network::from(const ModelFile& file) {
    const Error fault{"the network of the reading model is not sound", "", 0};
    Network net;
    const auto shape = file.numbers<std::uint32_t>("net.shape");
    if (shape.size() != 10 ||
        std::any_of(shape.begin(), shape.end(), [](std::uint32_t x) {
            return x == 0 || x > (1U << 24U);
        })) {
        return fault;
    }
    auto& s = net.shape_;
    s = {shape[0],
         shape[1],
         shape[2],
         shape[3],
         shape[4],
         shape[5],
         shape[6],
         shape[7],
         shape[8],
         shape[9]};
    for (const auto width : {s.word, s.side, s.arc, s.rel, s.tags, s.names, s.rels}) {
        if (width % 16 != 0 || width > 4096) {
            return fault;
        }
    }
    net.rows_ = file.numbers<std::int8_t>("net.rows");
    net.row_scales_ = file.numbers<float>("net.row_scales");
    net.arc_root_ = file.numbers<float>("net.arc_root");
    net.rel_root_ = file.numbers<float>("net.rel_root");
    net.distances_ = file.numbers<float>("net.distances");
    net.tags_ = file.numbers<TagPair>("net.tags");
    net.rels_ = file.numbers<Rel>("net.rels");
    const auto wide = 2 * s.side;
    bool sound = s.layers <= 8 && s.names == 16 && s.far <= 1024 &&
                 net.rows_.size() == std::size_t{s.rows} * s.word &&
                 net.row_scales_.size() == s.rows && s.rows > known_words_begin() &&
                 net.arc_root_.size() == s.arc && net.rel_root_.size() == s.rel &&
                 net.distances_.size() == std::size_t{2} * s.far + 1 &&
                 !net.tags_.empty() && net.tags_.size() <= s.tags &&
                 net.rels_.size() > 1 && net.rels_.size() <= s.rels;
    sound = sound && take_linear(file, "net.near", {3 * s.word, wide}, net.near_);
    net.units_.resize(s.layers <= 8 ? s.layers : 0);
    for (std::size_t i = 0; sound && i < net.units_.size(); ++i) {
        sound = take_linear(
            file, "net.unit" + std::to_string(i), {wide, 6 * s.side}, net.units_[i]);
    }
    sound = sound &&
            take_linear(file, "net.heads", {wide, net.heads_end()}, net.heads_) &&
            take_linear(file, "net.mix", {s.arc, s.arc}, net.arc_mix_) &&
            take_linear(file, "net.rel", {s.rel, s.rels}, net.rel_out_) &&
            std::all_of(net.tags_.begin(),
                        net.tags_.end(),
                        [](TagPair t) {
                            return static_cast<std::uint8_t>(t.upos) < upos_count &&
                                   static_cast<std::uint8_t>(t.xpos) < xpos_count;
                        }) &&
            std::all_of(net.rels_.begin(), net.rels_.end(), [](Rel r) {
                return static_cast<std::uint8_t>(r) < rel_count;
            });
    if (!sound) {
        return fault;
    }
    net.kernels_ = &kernels(best_isa());
    return net;
}

}  // namespace chancery::reading
