// Which article is a copy of which: whole, edited or cut, or carried inside another.
// SPDX-License-Identifier: Apache-2.0
//
// Every story leaves prints (copy_text.h). Prints that several stories have make pairs;
// what different stories of an outlet, or of an agency, have in common (tails, standing
// background) is told by its being frequent where the stories' openings are not, and goes
// out of the comparison. The pairs that remain are compared word by word. Time is linear
// in the words of all stories; memory is stated in docs/ingest.md. The result does not
// depend on the order in which stories were added.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "ingest/copy_text.h"

namespace chancery {

/// What is known of a story beside its words; it tells the original from its copies.
struct CopyItem {
    std::string doc;     ///< another for each story
    std::string outlet;  ///< stories without outlet are taken to be of one
    std::string agency;
    std::optional<Day> published;
};

enum class CopyKind : std::uint8_t {
    exact,    ///< the same words, whatever the title
    near,     ///< edited or cut: most of one is in the other, its opening with it
    partial,  ///< carries a part of the original, or all of it inside more of its own
};

/// "exact", "near", "partial".
[[nodiscard]] std::string_view name(CopyKind kind);

/// A paragraph that was copied; ordinals in CopyText::paragraphs, from 0.
struct CopiedParagraph {
    std::uint32_t copy = 0;
    std::uint32_t origin = 0;  ///< the one it shares most words with
    float share = 0;           ///< 0-1: of its words that the original has in such a run
};

/// Stories by the numbers that CopyFinder::add() gave.
struct Copy {
    std::uint32_t copy = 0;
    std::uint32_t origin = 0;
    CopyKind kind = CopyKind::exact;
    float share = 0;          ///< 0-1: of the copy's words, without what is common
    float origin_share = 0;   ///< 0-1: the same of the original's
    std::uint32_t words = 0;  ///< of the copy that are the original's
    std::vector<CopiedParagraph> paragraphs;  ///< by `copy`; each at most once
};

struct CopyReport {
    /// By document of the copy, then of the original. Of the stories that are exact or
    /// near copies of each other each has one original at most; partial copies have one
    /// original of each family that they carry something of.
    std::vector<Copy> copies;
    /// For each story the first of those that exact and near copies tie to it; itself
    /// where there are none.
    std::vector<std::uint32_t> family;
    std::size_t common_prints = 0;  ///< that were left out of the comparison
};

class CopyFinder {
  public:
    CopyFinder();
    CopyFinder(CopyFinder&&) noexcept;
    CopyFinder& operator=(CopyFinder&&) noexcept;
    ~CopyFinder();

    /// Takes a story's prints; the words are not kept. Gives its number, from 0.
    std::uint32_t add(CopyItem item, const CopyText& text);

    /// Gives the words of a story again; asked for the stories of a pair only.
    using Load = std::function<Result<CopyText>(std::uint32_t story)>;

    /// Empties the finder. Errors: those of `load`.
    Result<CopyReport> find(const Load& load);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace chancery
