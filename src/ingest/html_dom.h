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
    std::uint32_t parent = 0;       ///< index; the root's is itself
    std::uint32_t end = 0;          ///< the nodes below are [own index + 1, end)
    GumboTag tag = GUMBO_TAG_LAST;  ///< GUMBO_TAG_LAST: text
    std::uint32_t source = 0;       ///< of text: where it stands in the source …
    std::uint32_t size = 0;         ///< … and how long it is there
    std::uint32_t attribute = 0;    ///< of an element: the first of its attributes …
    std::uint16_t attributes = 0;   ///< … and how many they are
    bool blank = false;             ///< text of nothing but white space
    std::string_view text;          ///< of text: as it is read

    [[nodiscard]] bool is_text() const { return tag == GUMBO_TAG_LAST; }
};

struct DomAttribute {
    Attribute name = Attribute::none;
    std::string_view value;
};

/// Owns what its nodes point to, but for the source.
class Dom {
  public:
    /// The source has to outlive what is made. Errors: elements nested deeper than
    /// `max_depth`, or so many left open that the parser would make more than 2000 *
    /// `max_depth` copies of them.
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
    [[nodiscard]] const std::vector<Span>& json_ld() const { return json_ld_; }

    /// The value of an attribute of an element, or empty.
    [[nodiscard]] std::string_view attribute(std::uint32_t i, Attribute name) const {
        const DomAttribute* found = find_attribute(i, name);
        return found == nullptr ? std::string_view() : found->value;
    }

    /// An attribute of an element, or null.
    [[nodiscard]] const DomAttribute* find_attribute(std::uint32_t i,
                                                     Attribute name) const {
        const DomNode& node = nodes_[i];
        for (std::uint32_t at = 0; at < node.attributes; ++at) {
            if (attributes_[node.attribute + at].name == name) {
                return &attributes_[node.attribute + at];
            }
        }
        return nullptr;
    }

    /// Text below a node, white space squeezed, at most about `limit` bytes. `joint`
    /// stands between runs of text of two elements that no space parts; 0: nothing.
    [[nodiscard]] std::string text(std::uint32_t i,
                                   std::size_t limit = 4096,
                                   char joint = '\0') const;

  private:
    struct Arena;
    class Builder;

    Dom();
    /// `lost`: the parser did not take the signs as they were meant.
    static Result<Dom> parse_once(std::string_view source,
                                  std::uint32_t max_depth,
                                  TextSigns signs,
                                  bool& lost);
    char* take_bytes(std::size_t size);

    std::unique_ptr<Arena> arena_;
    std::vector<DomNode> nodes_;
    std::vector<DomAttribute> attributes_;
    std::vector<Span> json_ld_;
};

}  // namespace chancery
