// A parsed page as a flat list of nodes in the order of the page.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

#include "base/result.h"
#include "ingest/html_condense.h"

namespace chancery {

/// An element or a run of text.
struct DomNode {
    const GumboNode* gumbo = nullptr;
    std::uint32_t parent = 0;          ///< index; the root's is itself
    std::uint32_t end = 0;             ///< the nodes below are [own index + 1, end)
    GumboTag tag = GUMBO_TAG_LAST;     ///< GUMBO_TAG_LAST: text
    std::uint32_t source = 0;          ///< of text: where it stands in the source …
    std::uint32_t size = 0;            ///< … and how long it is there
    const char* class_name = nullptr;  ///< attribute "class"; null: none
    const char* id = nullptr;          ///< attribute "id"; null: none

    [[nodiscard]] bool is_text() const { return tag == GUMBO_TAG_LAST; }
};

/// Owns what its nodes point to.
class Dom {
  public:
    /// Errors: elements nested deeper than `max_depth`, or so many left open that the
    /// parser would make more than 2000 * `max_depth` copies of them.
    static Result<Dom> parse(std::string_view source, std::uint32_t max_depth);

    Dom(Dom&&) noexcept;
    Dom& operator=(Dom&&) noexcept;
    Dom(const Dom&) = delete;
    Dom& operator=(const Dom&) = delete;
    ~Dom();

    [[nodiscard]] const std::vector<DomNode>& nodes() const { return nodes_; }

    [[nodiscard]] const DomNode& operator[](std::uint32_t i) const { return nodes_[i]; }

    [[nodiscard]] std::uint32_t size() const {
        return static_cast<std::uint32_t>(nodes_.size());
    }

    /// Contents of the page's JSON-LD scripts, in the source.
    [[nodiscard]] const std::vector<Span>& json_ld() const { return page_->json_ld; }

    /// The value of an attribute of an element, or empty.
    [[nodiscard]] std::string_view attribute(std::uint32_t i, const char* name) const;
    /// Text below a node, white space squeezed, at most about `limit` bytes. `joint`
    /// stands between runs of text of two elements that no space parts; 0: nothing.
    [[nodiscard]] std::string text(std::uint32_t i,
                                   std::size_t limit = 4096,
                                   char joint = '\0') const;

  private:
    struct Arena;

    Dom();
    void add(const GumboNode* node, std::uint32_t parent);

    std::unique_ptr<CondensedPage> page_;  // its address is kept by the nodes
    std::unique_ptr<Arena> arena_;
    std::vector<DomNode> nodes_;
};

}  // namespace chancery
