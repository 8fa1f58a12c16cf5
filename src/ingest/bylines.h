// Bylines: who wrote a story, in the many ways in which pages say so.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "ingest/rules.h"

namespace chancery {

/// The words of bylines.tsv. Read once, const, shared by all threads.
class BylineWords {
  public:
    enum Role : unsigned {
        lead = 1,
        join = 2,
        stop = 4,
        drop = 8,
        title = 16,
        degree = 32,
        part = 64,
        collective = 128,
    };

    /// Errors: a file that is missing or at fault, with its line.
    static Result<BylineWords> open(const std::string& path);

    /// The roles (bits) of the `n` words from `at` on, as one phrase; 0: none.
    [[nodiscard]] unsigned roles(const Words& words, std::size_t at, std::size_t n) const;

    [[nodiscard]] std::size_t longest() const { return longest_; }

  private:
    std::unordered_map<std::string, unsigned> roles_;
    std::size_t longest_ = 1;
};

struct Byline {
    std::vector<std::string> authors;  ///< each once, in order
    std::string agency;                ///< its usual name; empty: none
};

/// How much is known of a text before it is read.
enum class BylineForm : unsigned char {
    names,    ///< names and nothing else, as metadata have them
    element,  ///< an element that is marked as a byline: names, perhaps more
    line,     ///< a line of text: read only where it says "By …"
};

/// The names of persons and of named desks ("Fact Check Team") in a byline, without
/// posts, degrees, addresses, dates and what else stands there; agencies apart. Words
/// that name nobody ("Staff", "admin") give nothing.
[[nodiscard]] Byline read_byline(std::string_view text,
                                 BylineForm form,
                                 const IngestRules& rules);

}  // namespace chancery
