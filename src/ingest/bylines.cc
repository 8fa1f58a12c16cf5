// SPDX-License-Identifier: Apache-2.0
// A byline is cut into parts at commas, strokes and joining words; each part is a name,
// or it is not.
#include "ingest/bylines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/tsv.h"
#include "ingest/dates.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr std::array<std::pair<std::string_view, unsigned>, 8> role_names{{
    {"lead", BylineWords::lead},
    {"join", BylineWords::join},
    {"stop", BylineWords::stop},
    {"drop", BylineWords::drop},
    {"title", BylineWords::title},
    {"degree", BylineWords::degree},
    {"part", BylineWords::part},
    {"collective", BylineWords::collective},
}};

constexpr std::size_t most_bytes = 600;
constexpr std::size_t most_authors = 32;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_digit);
}

std::string_view trim(std::string_view text, std::string_view signs) {
    const std::size_t first = text.find_first_not_of(signs);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(signs) - first + 1);
}

/// Signs between two names or between a name and something else.
std::size_t separator_at(std::string_view text, std::size_t at) {
    for (const std::string_view sign :
         {",",      ";",      "|",      "/",      "&",   "\u2022",   "\u00B7",   "\u2219",
          "\u22C5", "\u25CF", "\u203A", ">",      " - ", " \u2013 ", " \u2014 ", "\n",
          "(",      ")",      "\u3001", "\uFF0C", ":",   "\u2013 ",  "\u2014"}) {
        if (text.substr(at).starts_with(sign)) {
            return sign.size();
        }
    }
    return 0;
}

bool starts_with_capital(std::string_view word) {
    const auto byte = static_cast<unsigned char>(word.empty() ? 'a' : word[0]);
    return (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

class BylineReader {
  public:
    BylineReader(std::string_view text, BylineForm form, const IngestRules& rules)
        : text_(utf8_prefix(text, most_bytes)), form_(form), rules_(rules) {
        for (std::size_t at = 0; (at = text_.find("\u00A0", at)) != std::string::npos;) {
            text_.replace(at, 2, " ");
        }
        // A date parts names as a stroke does.
        for (int i = 0; i < 3; ++i) {
            const auto date = find_date(text_);
            if (!date) {
                break;
            }
            text_.replace(date->span.begin, date->span.size(), "|");
        }
    }

    Byline run() && {
        words_.assign(text_);
        std::size_t at = 0;
        led_ = skip_lead(at);
        if (form_ == BylineForm::line && !led_) {
            return {};
        }
        std::size_t begin = at;
        while (at < words_.size()) {
            const std::size_t n =
                longest_phrase(at, BylineWords::stop | BylineWords::join);
            const unsigned role = n == 0 ? 0 : rules_.bylines().roles(words_, at, n);
            const bool joins = (role & BylineWords::join) != 0 && !is_title_case(at);
            const bool stops = (role & BylineWords::stop) != 0;
            if (stops && (at > begin || form_ != BylineForm::names)) {
                break;
            }
            if (n != 0 && joins) {
                take(begin, at);
                at += n;
                begin = at;
                skip_inner_lead(at, begin);
                continue;
            }
            if (at + 1 < words_.size() && parted(at)) {
                take(begin, at + 1);
                begin = at + 1;
            }
            ++at;
        }
        take(begin, at);
        return std::move(out_);
    }

  private:
    [[nodiscard]] std::size_t longest_phrase(std::size_t at, unsigned roles) const {
        const std::size_t most = std::min(rules_.bylines().longest(), words_.size() - at);
        for (std::size_t n = most; n > 0; --n) {
            if ((rules_.bylines().roles(words_, at, n) & roles) != 0) {
                return n;
            }
        }
        return 0;
    }

    /// "By", "Written by"; also "Opinion | By".
    bool skip_lead(std::size_t& at) const {
        bool led = false;
        for (std::size_t n = 1; at < words_.size() && n != 0;) {
            n = longest_phrase(at, BylineWords::lead);
            at += n;
            led = led || n != 0;
        }
        return led;
    }

    /// "Dan", a name, and not "dan", the word.
    [[nodiscard]] bool is_title_case(std::size_t at) const {
        const std::string_view word = quote(text_, words_.origin[at]);
        return word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' &&
               word[1] <= 'z';
    }

    void skip_inner_lead(std::size_t& at, std::size_t& begin) const {
        std::size_t next = at;
        if (skip_lead(next)) {
            at = begin = next;
        }
    }

    /// A sign that parts names stands between word `at` and the next.
    [[nodiscard]] bool parted(std::size_t at) const {
        const Span left = words_.origin[at];
        const Span right = words_.origin[at + 1];
        for (std::size_t i = left.end; i < right.begin; ++i) {
            if (separator_at(text_, i) != 0) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::string_view quoted(std::size_t begin, std::size_t end) const {
        const std::size_t from = words_.origin[begin].begin;
        std::size_t to = words_.origin[end - 1].end;
        if (to < text_.size() && text_[to] == '.' && to - from > 1) {  // "Jr.", "J. P."
            to += words_.spans[end - 1].size() <= 2 ? 1U : 0U;
        }
        const std::string_view text = text_;
        return text.substr(from, to - from);
    }

    [[nodiscard]] bool holds(std::size_t begin, std::size_t end, unsigned role) const {
        for (std::size_t i = begin; i < end; ++i) {
            for (std::size_t n = 1; n <= 3 && i + n <= end; ++n) {
                if ((rules_.bylines().roles(words_, i, n) & role) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    [[nodiscard]] bool is_whole(std::size_t begin, std::size_t end, unsigned role) const {
        return end - begin <= rules_.bylines().longest() &&
               (rules_.bylines().roles(words_, begin, end - begin) & role) != 0;
    }

    void take(std::size_t begin, std::size_t end) {
        for (std::size_t n = 1; n != 0 && begin < end;) {
            n = longest_phrase(begin, BylineWords::lead);
            begin += begin + n < end ? n : 0;
            n = begin + n < end ? n : 0;
        }
        if (begin >= end || out_.authors.size() >= most_authors) {
            return;
        }
        const std::string_view words = quoted(begin, end);
        if (const std::string_view agency = rules_.agency(words); !agency.empty()) {
            out_.agency = out_.agency.empty() ? std::string(agency) : out_.agency;
            return;
        }
        if (is_whole(begin, end, BylineWords::part) && !out_.authors.empty()) {
            out_.authors.back() += " " + std::string(words);
            return;
        }
        if (is_whole(begin,
                     end,
                     BylineWords::drop | BylineWords::degree | BylineWords::lead)) {
            return;
        }
        while (end - begin > 2 && is_whole(end - 1, end, BylineWords::degree)) {
            --end;
        }
        end = before_title(begin, end);
        if (is_name(begin, end) && !is_unknown_degree(begin, end)) {
            add(std::string(trim(quoted(begin, end), " \t\n-*'\"")));
        }
    }

    /// "Jane Roe Senior Reporter": where the name ends.
    [[nodiscard]] std::size_t before_title(std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin + 2; i < end; ++i) {
            if (is_whole(i, i + 1, BylineWords::title) &&
                !is_whole(i, i + 1, BylineWords::collective)) {
                return i;
            }
        }
        return end;
    }

    /// Capitals only, behind a name that is not: "Jane Roe, CEPF".
    [[nodiscard]] bool is_unknown_degree(std::size_t begin, std::size_t end) const {
        const std::string_view words = quoted(begin, end);
        const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        constexpr std::size_t longest = 6;
        return end - begin == 1 && words.size() <= longest && !out_.authors.empty() &&
               std::all_of(words.begin(), words.end(), capital) &&
               !std::all_of(out_.authors.back().begin(),
                            out_.authors.back().end(),
                            [&](char c) { return capital(c) || c == ' '; });
    }

    [[nodiscard]] bool is_name(std::size_t begin, std::size_t end) const {
        const std::string_view words = quoted(begin, end);
        const std::size_t n = end - begin;
        constexpr std::size_t longest_name = 60;
        if (words.size() > longest_name || n > 7 || is_address(begin, end)) {
            return false;
        }
        const bool desk = n >= 2 && is_whole(end - 1, end, BylineWords::collective);
        if (!desk && holds(begin, end, BylineWords::title)) {
            return false;
        }
        if (form_ == BylineForm::names) {
            return !is_number(words) && (n == 1 || !has_digit(words));
        }
        if (has_digit(words) || n > (desk ? 6U : 5U)) {
            return false;
        }
        std::size_t capitals = 0;
        for (std::size_t i = begin; i < end; ++i) {
            capitals += starts_with_capital(quote(text_, words_.origin[i])) ? 1U : 0U;
        }
        const bool lone = n == 1 && !(led_ && end == words_.size() && words.size() >= 3);
        return !lone && capitals * 2 > n && starts_with_capital(words);
    }

    static bool is_number(std::string_view words) {
        return std::none_of(words.begin(), words.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                   static_cast<unsigned char>(c) >= 0x80;
        });
    }

    /// Of a page, a mailbox or an account.
    [[nodiscard]] bool is_address(std::size_t begin, std::size_t end) const {
        constexpr std::string_view bounds = " \t\n,;|()<>";
        const std::string_view text = text_;
        const std::size_t before = text.find_last_of(bounds, words_.origin[begin].begin);
        const std::size_t from = before == std::string_view::npos ? 0 : before + 1;
        const std::size_t to =
            std::min(text.find_first_of(bounds, words_.origin[end - 1].end), text.size());
        const std::string_view around = text.substr(from, to - from);
        return around.find('@') != std::string_view::npos ||
               around.find("://") != std::string_view::npos ||
               around.find("www.") != std::string_view::npos;
    }

    void add(std::string name) {
        if (!name.empty() && std::find(out_.authors.begin(), out_.authors.end(), name) ==
                                 out_.authors.end()) {
            out_.authors.push_back(std::move(name));
        }
    }

    std::string text_;
    BylineForm form_;
    const IngestRules& rules_;
    Words words_;
    bool led_ = false;  ///< "By" stands before the names
    Byline out_;
};

}  // namespace

Result<BylineWords> BylineWords::open(const std::string& path) {
    auto table = TsvTable::open(path, {"phrase", "role", "note"});
    if (!table) {
        return table.error();
    }
    BylineWords out;
    Words words;
    for (std::size_t i = 0; i < table->size(); ++i) {
        const auto row = table->row(i);
        const auto* role = std::find_if(role_names.begin(),
                                        role_names.end(),
                                        [&](const auto& r) { return r.first == row[1]; });
        words.assign(row[0]);
        if (role == role_names.end() || words.size() == 0) {
            return table->fault(row,
                                "a phrase and a role (lead, join, stop, drop, title, "
                                "degree, part, collective) are wanted");
        }
        std::string key;
        for (std::size_t w = 0; w < words.size(); ++w) {
            key += w == 0 ? "" : " ";
            key += words.word(w);
        }
        unsigned& roles = out.roles_[key];
        if ((roles & role->second) != 0) {
            return table->fault(row, "stands above already: " + std::string(row[0]));
        }
        roles |= role->second;
        out.longest_ = std::max(out.longest_, words.size());
    }
    return out;
}

unsigned BylineWords::roles(const Words& words, std::size_t at, std::size_t n) const {
    std::string key;
    for (std::size_t i = at; i < at + n; ++i) {
        key += i == at ? "" : " ";
        key += words.word(i);
    }
    const auto found = roles_.find(key);
    return found == roles_.end() ? 0 : found->second;
}

Byline read_byline(std::string_view text, BylineForm form, const IngestRules& rules) {
    return BylineReader(text, form, rules).run();
}

}  // namespace chancery
