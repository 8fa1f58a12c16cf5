// SPDX-License-Identifier: Apache-2.0
#include "coding/time_atoms.h"

#include <array>
#include <optional>

#include "base/date.h"

namespace chancery {

namespace {

bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    const auto u = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || u >= 0x80;
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// A typographic dash or apostrophe as ASCII and its length; zero for anything else.
struct Sign {
    char sign = 0;
    std::uint32_t length = 0;
};

Sign typographic(std::string_view text, std::size_t at) {
    const std::string_view three = text.substr(at, 3);
    if (three == "\xE2\x80\x98" || three == "\xE2\x80\x99") {
        return {'\'', 3};
    }
    if (three == "\xE2\x80\x9C" || three == "\xE2\x80\x9D") {
        return {'"', 3};
    }
    if (three.size() == 3 && three[0] == '\xE2' && three[1] == '\x80' &&
        three[2] >= '\x90' && three[2] <= '\x95') {
        return {'-', 3};
    }
    if (three == "\xE2\x88\x92") {  // minus sign
        return {'-', 3};
    }
    return {};
}

class Cutter {
  public:
    Cutter(std::string_view text,
           Span span,
           const TimeWords& words,
           std::vector<TimeAtom>& out)
        : text_(text.substr(0, span.end)), at_(span.begin), words_(words), out_(out) {}

    void run() {
        bool glued = false;
        while (at_ < text_.size()) {
            if (skip_space()) {
                glued = false;
                continue;
            }
            TimeAtom atom;
            atom.glued = glued;
            atom.span.begin = at_;
            take(atom);
            atom.span.end = at_;
            out_.push_back(atom);
            glued = true;
        }
    }

  private:
    bool skip_space() {
        if (is_space(text_[at_])) {
            ++at_;
            return true;
        }
        if (text_.substr(at_, 2) == "\xC2\xA0") {
            at_ += 2;
            return true;
        }
        return false;
    }

    void take(TimeAtom& atom) {
        const char c = text_[at_];
        if (is_figure(c)) {
            take_figures(atom);
        } else if (const Sign sign = typographic(text_, at_); sign.length != 0) {
            atom.sign = sign.sign;
            at_ += sign.length;
        } else if (is_letter(c)) {
            take_word(atom);
        } else {
            atom.sign = c;
            ++at_;
        }
    }

    void take_word(TimeAtom& atom) {
        std::array<char, 16> lower{};
        std::size_t n = 0;
        const std::uint32_t begin = at_;
        while (at_ < text_.size() && is_letter(text_[at_]) &&
               (static_cast<unsigned char>(text_[at_]) < 0x80 ||
                (typographic(text_, at_).length == 0 &&
                 text_.substr(at_, 2) != "\xC2\xA0"))) {
            const char c = text_[at_++];
            if (n < lower.size()) {
                lower[n] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            }
            ++n;
        }
        atom.capital = text_[begin] >= 'A' && text_[begin] <= 'Z';
        if (n > lower.size()) {
            return;
        }
        const std::string_view word(lower.data(), n);
        if (const TimeWord* known = words_.find(word)) {
            atom.word = *known;
        }
        atom.phrases = words_.phrases(word);
    }

    /// Reads figures at `at` and gives how many; the value of the first nine is enough.
    std::uint32_t figures_at(std::size_t at, std::int32_t& value) const {
        std::uint32_t n = 0;
        value = 0;
        while (at + n < text_.size() && is_figure(text_[at + n])) {
            value = n < 9 ? value * 10 + (text_[at + n] - '0') : value;
            ++n;
        }
        return n;
    }

    void take_figures(TimeAtom& atom) {
        if (take_date(atom)) {
            return;
        }
        std::int32_t value = 0;
        atom.figures = static_cast<std::int32_t>(figures_at(at_, value));
        at_ += static_cast<std::uint32_t>(atom.figures);
        bool plain = atom.figures <= 4;
        // 2,000 and 3.5 and 10:30 are one thing that is neither a day nor a year
        while (at_ + 1 < text_.size() && is_figure(text_[at_ + 1]) && joins(at_)) {
            std::int32_t more = 0;
            at_ += 1 + figures_at(at_ + 1, more);
            plain = false;
        }
        const std::uint32_t letters = letters_at(at_);
        if (letters == 0) {
            atom.number = plain ? value : -1;
            return;
        }
        const std::string_view tail = text_.substr(at_, letters);
        atom.ordinal =
            plain && (tail == "st" || tail == "nd" || tail == "rd" || tail == "th");
        atom.decade = plain && tail == "s" && atom.figures == 4;
        atom.number = atom.ordinal || atom.decade ? value : -1;
        at_ += letters;
    }

    [[nodiscard]] std::uint32_t letters_at(std::size_t at) const {
        std::uint32_t n = 0;
        while (at + n < text_.size() && is_letter(text_[at + n]) &&
               static_cast<unsigned char>(text_[at + n]) < 0x80) {
            ++n;
        }
        return n;
    }

    /// True where the sign at `at`, before a figure, belongs to the number.
    [[nodiscard]] bool joins(std::size_t at) const {
        if (text_[at] == '.' || text_[at] == ':') {
            return true;
        }
        std::int32_t value = 0;
        return text_[at] == ',' && figures_at(at + 1, value) == 3;
    }

    /// 2026-01-24, 24/01/2026, 24.1.2026: three numbers with the same sign between them.
    bool take_date(TimeAtom& atom) {
        if (at_ > 1 && (text_[at_ - 1] == '-' || text_[at_ - 1] == '/') &&
            is_figure(text_[at_ - 2])) {
            return false;  // inside a longer row of numbers
        }
        std::array<std::int32_t, 3> number{};
        std::array<std::uint32_t, 3> length{};
        std::size_t at = at_;
        char sign = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            if (i != 0) {
                const char c = at < text_.size() ? text_[at] : '\0';
                if ((c != '-' && c != '/' && c != '.') || (i == 2 && c != sign)) {
                    return false;
                }
                sign = c;
                ++at;
            }
            length[i] = figures_at(at, number[i]);
            at += length[i];
        }
        if (at + 1 < text_.size() && text_[at] == sign && is_figure(text_[at + 1])) {
            return false;
        }
        const auto date = figure_date(number, length);
        if (!date) {
            return false;
        }
        atom.date = true;
        atom.figure_date = *date;
        at_ = static_cast<std::uint32_t>(at);
        return true;
    }

    static std::optional<FigureDate> figure_date(
        const std::array<std::int32_t, 3>& number,
        const std::array<std::uint32_t, 3>& length) {
        FigureDate date;
        const bool year_first = length[0] == 4 && length[1] <= 2 && length[2] <= 2;
        const bool year_last = length[2] == 4 && length[0] <= 2 && length[1] <= 2;
        if (year_first) {
            date = {number[0], number[1], number[2], false, false};
        } else if (year_last) {
            date = {number[2], number[1], number[0], false, false};
            date.open = date.day <= 12 && date.month <= 12;
            if (date.month > 12) {
                std::swap(date.month, date.day);
                date.month_first = true;
            }
        }
        if (date.year < 1800 || date.year > 2199 || date.month < 1 || date.month > 12 ||
            date.day < 1 || date.day > days_in_month(date.year, date.month)) {
            return std::nullopt;
        }
        return date;
    }

    std::string_view text_;
    std::uint32_t at_;
    const TimeWords& words_;
    std::vector<TimeAtom>& out_;
};

}  // namespace

void cut_atoms(std::string_view text,
               Span span,
               const TimeWords& words,
               std::vector<TimeAtom>& out) {
    out.clear();
    Cutter(text, span, words, out).run();
}

}  // namespace chancery
