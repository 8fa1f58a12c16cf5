// SPDX-License-Identifier: Apache-2.0
#include "coding/quotes.h"

#include <array>
#include <optional>

namespace chancery {

namespace {

/// Which way a mark may face.
enum class Facing : std::uint8_t { open, close, either };

struct Mark {
    std::string_view bytes;
    Facing facing;
};

// U+201E and U+00AB open in all styles but a few that no English text uses.
constexpr std::array<Mark, 6> double_marks{{{"\"", Facing::either},
                                            {"\u201C", Facing::open},
                                            {"\u201D", Facing::close},
                                            {"\u201E", Facing::open},
                                            {"\u00AB", Facing::open},
                                            {"\u00BB", Facing::close}}};
constexpr std::array<Mark, 3> single_marks{
    {{"'", Facing::either}, {"\u2018", Facing::open}, {"\u2019", Facing::close}}};

/// True for the first bytes of all marks.
bool may_be_mark(char c) {
    return c == '"' || c == '\'' || c == '\xE2' || c == '\xC2';
}

template <std::size_t N>
const Mark* mark_at(const std::array<Mark, N>& marks,
                    std::string_view text,
                    std::size_t at) {
    if (!may_be_mark(text[at])) {
        return nullptr;
    }
    for (const Mark& mark : marks) {
        if (text.substr(at).starts_with(mark.bytes)) {
            return &mark;
        }
    }
    return nullptr;
}

bool is_letter(char c) {
    // Beyond ASCII: the first byte of a letter, not of a mark (U+00A0-00BF, U+2000-2FFF).
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (byte >= 0xC3 && byte != 0xE2);
}

/// True where what stands before an opening mark may stand there: a space, a bracket, a
/// dash, another mark.
bool opens_after(std::string_view block, std::size_t at) {
    if (at == 0) {
        return true;
    }
    const char before = block[at - 1];
    return before == ' ' || before == '\n' || before == '\t' || before == '(' ||
           before == '[' || before == '-' || before == ':' || before == '\'' ||
           before == '"' || static_cast<unsigned char>(before) == 0x94 ||  // em dash
           static_cast<unsigned char>(before) == 0x93 ||                   // en dash
           static_cast<unsigned char>(before) == 0xA0;  // no-break space
}

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Reads the marks of one block from left to right.
class BlockQuotes {
  public:
    BlockQuotes(std::string_view text, Span block) : text_(text), block_(block) {
        words_ = quote(text, block);
    }

    void find(std::vector<Quotation>& out) {
        std::size_t i = 0;
        while (i < words_.size()) {
            if (const Mark* mark = mark_at(double_marks, words_, i)) {
                i = take_double(i, *mark, out);
            } else if (const Mark* single = mark_at(single_marks, words_, i)) {
                i = take_single(i, *single, out);
            } else {
                ++i;
            }
        }
    }

  private:
    [[nodiscard]] bool opens(std::size_t at, const Mark& mark) const {
        if (mark.facing != Facing::either) {
            return mark.facing == Facing::open;
        }
        const std::size_t next = at + mark.bytes.size();
        return opens_after(words_, at) && next < words_.size() && !is_blank(words_[next]);
    }

    /// The end of the mark that closes what `at` opened, or nothing.
    [[nodiscard]] std::optional<std::size_t> closing_double(std::size_t from) const {
        for (std::size_t i = from; i < words_.size(); ++i) {
            const Mark* mark = mark_at(double_marks, words_, i);
            if (mark == nullptr) {
                continue;
            }
            const std::size_t end = i + mark->bytes.size();
            if (mark->facing == Facing::close) {
                return end;
            }
            // A straight mark closes unless it can only open: then the one that would
            // have closed is missing.
            const bool next_is_blank = end >= words_.size() || !is_letter(words_[end]);
            if (mark->facing == Facing::either &&
                (next_is_blank || !opens_after(words_, i))) {
                return end;
            }
        }
        return std::nullopt;
    }

    std::size_t take_double(std::size_t at,
                            const Mark& mark,
                            std::vector<Quotation>& out) {
        const std::size_t inside = at + mark.bytes.size();
        if (!opens(at, mark)) {
            return inside;
        }
        const auto end = closing_double(inside);
        add(at, end.value_or(words_.size()), end.has_value(), false, out);
        return end.value_or(words_.size());
    }

    std::size_t take_single(std::size_t at,
                            const Mark& mark,
                            std::vector<Quotation>& out) {
        const std::size_t inside = at + mark.bytes.size();
        if (!opens(at, mark) || (at > 0 && is_letter(words_[at - 1]))) {
            return inside;
        }
        for (std::size_t i = inside; i < words_.size() && words_[i] != '\n'; ++i) {
            const Mark* other = mark_at(single_marks, words_, i);
            if (other == nullptr || other->facing == Facing::open) {
                continue;
            }
            const std::size_t end = i + other->bytes.size();
            const bool inner = end < words_.size() && is_letter(words_[end]);
            const bool after_blank = is_blank(words_[i - 1]);
            // "the leaders' talks": a plural's apostrophe, where another mark follows.
            const bool plural = words_[i - 1] == 's' && end < words_.size() &&
                                words_[end] == ' ' && closes_later(end);
            if (!inner && !after_blank && !plural) {
                add(at, end, true, true, out);
                return end;
            }
        }
        return inside;
    }

    /// True where a single mark that can close follows before any that opens.
    [[nodiscard]] bool closes_later(std::size_t from) const {
        for (std::size_t i = from; i < words_.size() && words_[i] != '\n'; ++i) {
            const Mark* mark = mark_at(single_marks, words_, i);
            if (mark == nullptr) {
                continue;
            }
            const std::size_t end = i + mark->bytes.size();
            if (opens(i, *mark) && (i == 0 || !is_letter(words_[i - 1]))) {
                return false;
            }
            if (end >= words_.size() || !is_letter(words_[end])) {
                return true;
            }
        }
        return false;
    }

    void add(std::size_t begin,
             std::size_t end,
             bool closed,
             bool single,
             std::vector<Quotation>& out) const {
        const auto at = [&](std::size_t i) {
            return block_.begin + static_cast<std::uint32_t>(i);
        };
        out.push_back(Quotation{Span{at(begin), at(end)}, closed, single});
    }

    std::string_view text_;
    Span block_;
    std::string_view words_;
};

}  // namespace

std::size_t double_mark_at(std::string_view text, std::size_t at) {
    const Mark* mark = at < text.size() ? mark_at(double_marks, text, at) : nullptr;
    return mark == nullptr ? 0 : mark->bytes.size();
}

std::vector<Quotation> find_quotations(std::string_view text,
                                       std::span<const Span> blocks) {
    std::vector<Quotation> out;
    for (const Span block : blocks) {
        BlockQuotes(text, block).find(out);
    }
    return out;
}

}  // namespace chancery
