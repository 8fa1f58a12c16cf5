// Hashes, shapes and classes of words.
// SPDX-License-Identifier: Apache-2.0
#include "reading/words.h"

#include <algorithm>
#include <bit>

namespace chancery::reading {
namespace {

constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The ASCII character for U+2010-U+201F (E2 80 90 … E2 80 9F): dashes and quotes.
constexpr char plain_punctuation(unsigned char last) {
    if (last <= 0x95) {
        return '-';
    }
    return last <= 0x9b ? '\'' : '"';
}

/// Latin-1 and Latin Extended-A capitals (two bytes) count as upper case for shapes.
bool upper_two_byte(unsigned char first, unsigned char second) {
    if (first == 0xc3) {
        return second <= 0x9e;
    }
    return (first == 0xc4 || first == 0xc5) && second % 2 == 0;
}

char shape_of(std::string_view form, std::size_t i) {
    const char c = form[i];
    if (is_upper(c)) {
        return 'X';
    }
    if (is_lower(c)) {
        return 'x';
    }
    if (is_digit(c)) {
        return 'd';
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
        return c;
    }
    if (byte >= 0xc0 && i + 1 < form.size() &&
        upper_two_byte(byte, static_cast<unsigned char>(form[i + 1]))) {
        return 'X';
    }
    return 'x';
}

/// Runs are made one, but a word of one capital ("X") differs from one of more ("XX").
std::uint32_t hash_shape(std::string_view form) {
    std::uint32_t h = 7;
    char last = 0;
    int run = 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if ((static_cast<unsigned char>(form[i]) & 0xc0U) == 0x80) {
            continue;
        }
        const char s = shape_of(form, i);
        run = s == last ? run + 1 : 1;
        if (run == 1 || (run == 2 && s == 'X')) {
            h = mix(h, static_cast<unsigned char>(s));
        }
        last = s;
    }
    return h;
}

}  // namespace

Result<Lexicon> Lexicon::from(const ModelFile& file) {
    const auto keys = file.numbers<std::uint64_t>("lexicon.keys");
    const auto values = file.numbers<WordClasses>("lexicon.values");
    if (keys.size() != values.size() || !std::has_single_bit(keys.size()) ||
        std::find(keys.begin(), keys.end(), 0U) == keys.end()) {
        return Error{"the lexicon of the reading model is not sound", "", 0};
    }
    return Lexicon(keys, values);
}

Lexicon::Lexicon(std::span<const std::uint64_t> keys, std::span<const WordClasses> values)
    : keys_(keys), values_(values) {}

std::uint64_t Lexicon::key(std::string_view lower) {
    const std::uint64_t high = hash_bytes(lower, 0x1234567U);
    return ((high << 32U) | hash_bytes(lower)) | 1U;
}

WordClasses Lexicon::find(std::string_view lower) const {
    if (keys_.empty()) {
        return {};
    }
    const std::uint64_t wanted = key(lower);
    const std::size_t mask = keys_.size() - 1;
    for (std::size_t at = (wanted >> 20U) & mask;; at = (at + 1) & mask) {
        if (keys_[at] == wanted) {
            return values_[at];
        }
        if (keys_[at] == 0) {
            return {};
        }
    }
}

std::uint32_t Lexicon::rows() const {
    std::uint32_t most = 0;
    for (const auto& classes : values_) {
        most = std::max(most, classes.row);
    }
    return most + 1;
}

void Lexicon::build(const std::vector<std::pair<std::uint64_t, WordClasses>>& entries,
                    std::vector<std::uint64_t>& keys,
                    std::vector<WordClasses>& values) {
    const std::size_t size = std::bit_ceil(entries.size() * 3 / 2 + 2);
    keys.assign(size, 0);
    values.assign(size, {});
    for (const auto& [key, classes] : entries) {
        std::size_t at = (key >> 20U) & (size - 1);
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & (size - 1);
        }
        keys[at] = key;
        values[at] = classes;
    }
}

void plain_lower(std::string_view form, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < form.size(); ++i) {
        const char c = form[i];
        if (is_upper(c)) {
            out += static_cast<char>(c - 'A' + 'a');
        } else if (c == '\xe2' && i + 2 < form.size() && form[i + 1] == '\x80' &&
                   static_cast<unsigned char>(form[i + 2]) >= 0x90 &&
                   static_cast<unsigned char>(form[i + 2]) <= 0x9f) {
            out += plain_punctuation(static_cast<unsigned char>(form[i + 2]));
            i += 2;
        } else {
            out += is_digit(c) ? '0' : c;
        }
    }
}

Word make_word(std::string_view form, const Lexicon& lexicon, std::string& buffer) {
    Word word;
    word.form = hash_bytes(form);
    word.shape = hash_shape(form);
    word.capital = !form.empty() && shape_of(form, 0) == 'X';
    plain_lower(form, buffer);
    const std::string_view lower = buffer;
    word.classes = lexicon.find(lower);
    word.lower = hash_bytes(lower);
    for (std::size_t k = 0; k < word.prefix.size(); ++k) {
        word.prefix[k] = hash_bytes(lower.substr(0, k + 1));
    }
    for (std::size_t k = 0; k < word.suffix.size(); ++k) {
        word.suffix[k] =
            hash_bytes(lower.substr(lower.size() - std::min(lower.size(), k + 1)));
    }
    return word;
}

}  // namespace chancery::reading
