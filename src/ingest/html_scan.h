// Where tags, comments and raw texts end: the states of the HTML tokenizer (WHATWG HTML,
// 13.2.5) as far as they decide that. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "base/span.h"

namespace chancery {

/// Looks at the bytes of a page; keeps no state.
class MarkupScanner {
  public:
    struct Comment {
        std::size_t end = 0;   ///< of its text
        std::size_t next = 0;  ///< behind "-->"
    };

    struct RawAttribute {
        std::size_t begin = 0;
        std::size_t name_end = 0;
        Span value;
        std::size_t end = 0;  ///< behind the quotation mark
    };

    static constexpr std::size_t npos = std::string_view::npos;

    explicit MarkupScanner(std::string_view source) : source_(source) {}

    [[nodiscard]] static bool is_blank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    [[nodiscard]] static bool is_letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    [[nodiscard]] static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }

    /// '\0' behind the end.
    [[nodiscard]] char byte(std::size_t at) const {
        return at < source_.size() ? source_[at] : '\0';
    }

    [[nodiscard]] bool begins(std::size_t at, std::string_view text) const {
        return at < source_.size() && source_.substr(at, text.size()) == text;
    }

    /// Behind the next `c`, or the end.
    [[nodiscard]] std::size_t after(char c, std::size_t at) const;
    /// The comment whose text begins at `text`.
    [[nodiscard]] Comment comment_at(std::size_t text) const;
    /// The attribute at `at`, which is no blank, '/' or '>'.
    [[nodiscard]] RawAttribute read_attribute(std::size_t at) const;
    /// From inside a tag to behind its '>'.
    [[nodiscard]] std::size_t skip_tag(std::size_t at) const;
    [[nodiscard]] std::size_t name_end(std::size_t at) const;
    [[nodiscard]] std::size_t skip_blank(std::size_t at) const;
    /// True where "</tag" or "<tag" (without "<") stands at `at`, and the name ends
    /// there.
    [[nodiscard]] bool names(std::size_t at, std::string_view tag) const;
    /// Where "</tag" stands, or npos.
    [[nodiscard]] std::size_t end_tag(std::string_view tag, std::size_t at) const;
    /// The same for a script, in which "<!--" may hide an end tag (13.2.5.15 to 31).
    [[nodiscard]] std::size_t script_end(std::size_t at) const;
    /// Behind the comment, the CDATA section or the declaration at `at`, in a drawing.
    [[nodiscard]] std::size_t after_declaration(std::size_t at) const;
    /// No markup stands between `at` and "</tag".
    [[nodiscard]] bool closes_at_once(std::size_t at, std::string_view tag) const;

  private:
    std::string_view source_;
};

}  // namespace chancery
