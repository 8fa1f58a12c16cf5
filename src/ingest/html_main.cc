// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_main.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "ingest/html_tags.h"

namespace chancery {

namespace {

std::uint32_t text_size(const DomNode& node) {
    return node.blank ? 0 : static_cast<std::uint32_t>(node.text.size());
}

/// Not shown, whatever its classes, or a landmark of the page around the story (ARIA).
bool is_hidden(const Dom& dom, std::uint32_t i) {
    if (dom[i].attributes == 0) {
        return false;
    }
    // React sends parts that come late as hidden elements "S:1", which a script shows.
    const bool late = dom.attribute(i, Attribute::id).starts_with("S:");
    if ((dom.find_attribute(i, Attribute::hidden) != nullptr && !late) ||
        dom.attribute(i, Attribute::aria_hidden) == "true") {
        return true;
    }
    if (const std::string_view given = dom.attribute(i, Attribute::style);
        !given.empty()) {
        const std::string style = lower_ascii(given);
        if (style.find("display:none") != std::string::npos ||
            style.find("display: none") != std::string::npos) {
            return true;
        }
    }
    const std::string_view role = dom.attribute(i, Attribute::role);
    return role == "navigation" || role == "complementary" || role == "contentinfo" ||
           role == "banner" || role == "dialog" || role == "search" || role == "menu";
}

class Finder {
  public:
    explicit Finder(const Dom& dom)
        : dom_(dom), raw_(dom.size(), 0), scores_(dom.size(), 0), order_(dom.size(), 0) {
        shape_.silent.assign(dom.size(), 0);
        shape_.dead.assign(dom.size(), 0);
        shape_.weights.resize(dom.size());
    }

    PageShape run() {
        weigh_raw();
        mark_dead();
        weigh();
        credit_all();
        shape_.main = widened(best());
        return std::move(shape_);
    }

  private:
    /// Text outside links in every element, whatever the element is called.
    void weigh_raw() {
        for (std::uint32_t i = dom_.size(); i-- > 0;) {
            const DomNode& node = dom_[i];
            if (node.is_text()) {
                raw_[i] = text_size(node);
            } else if (is_silent_tag(node.tag)) {
                raw_[i] = 0;
                shape_.silent[i] = 1;
            } else if (node.tag == GUMBO_TAG_A) {
                raw_[i] = 0;
            }
            if (i != 0) {
                raw_[node.parent] += raw_[i];
            }
        }
    }

    void mark_dead() {
        for (std::uint32_t i = 0; i < dom_.size(); ++i) {
            const DomNode& node = dom_[i];
            if (node.is_text()) {
                continue;
            }
            const GumboTag tag = node.tag;
            if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML ||
                tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN) {
                continue;
            }
            if (shape_.silent[i] != 0) {
                shape_.dead[i] = 1;
                continue;
            }
            const ClassVerdict classes =
                verdict_of(dom_.attribute(i, Attribute::class_name));
            const bool suspect = is_dead_tag(tag) || classes.hidden ||
                                 is_hidden(dom_, i) ||
                                 (!is_heading(tag) && (classes.dead || has_dead_id(i)));
            // A wrapper of the page has such names too.
            shape_.dead[i] =
                suspect && std::uint64_t{raw_[i]} * 5 < std::uint64_t{raw_[0]} * 2 ? 1
                                                                                   : 0;
        }
    }

    struct ClassVerdict {
        bool dead = false;    ///< they name furniture
        bool hidden = false;  ///< they hide it
    };

    /// Many elements of a page have the same classes.
    ClassVerdict verdict_of(std::string_view classes) {
        if (classes.empty()) {
            return {};
        }
        const auto [known, fresh] = verdicts_.try_emplace(classes);
        if (fresh) {
            known->second = {has_dead_name(classes), has_hidden_class(classes)};
        }
        return known->second;
    }

    [[nodiscard]] bool has_dead_id(std::uint32_t i) const {
        const std::string_view id = dom_.attribute(i, Attribute::id);
        return !id.empty() && has_dead_name(id);
    }

    /// Sums up text; elements that are dead add nothing.
    void weigh() {
        std::vector<std::uint8_t> linked(dom_.size(), 0);
        for (std::uint32_t i = 0; i < dom_.size(); ++i) {
            linked[i] =
                dom_[i].tag == GUMBO_TAG_A || (i != 0 && linked[dom_[i].parent] != 0) ? 1
                                                                                      : 0;
        }
        for (std::uint32_t i = dom_.size(); i-- > 0;) {
            const DomNode& node = dom_[i];
            PageShape::Weight& weight = shape_.weights[i];
            if (node.is_text()) {
                const std::string_view text = node.text;
                weight.text = text_size(node);
                weight.linked = linked[i] != 0 ? weight.text : 0;
                weight.commas =
                    static_cast<std::uint32_t>(std::count(text.begin(), text.end(), ','));
            } else if (shape_.dead[i] != 0) {
                weight = {};
            }
            if (i != 0) {
                PageShape::Weight& outer = shape_.weights[node.parent];
                outer.text += weight.text;
                outer.linked += weight.linked;
                outer.commas += weight.commas;
            }
        }
    }

    /// A <div> that holds words itself, as pages without <p> have them.
    [[nodiscard]] bool is_text_holder(std::uint32_t i) const {
        const GumboTag tag = dom_[i].tag;
        return (tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_TD ||
                tag == GUMBO_TAG_SECTION) &&
               own_[i] >= 80;
    }

    void credit_all() {
        own_.assign(dom_.size(), 0);
        for (std::uint32_t i = 1; i < dom_.size(); ++i) {
            own_[dom_[i].parent] += dom_[i].is_text() ? text_size(dom_[i]) : 0;
        }
        std::uint32_t skip = 0;
        for (std::uint32_t i = 0; i < dom_.size(); ++i) {
            const DomNode& node = dom_[i];
            if (i < skip || node.is_text()) {
                continue;
            }
            if (shape_.dead[i] != 0) {
                skip = node.end;
                continue;
            }
            const GumboTag tag = node.tag;
            const bool holder = is_text_holder(i);
            if ((tag == GUMBO_TAG_P || tag == GUMBO_TAG_PRE ||
                 tag == GUMBO_TAG_BLOCKQUOTE || holder) &&
                shape_.weights[i].free() >= 25) {
                credit(i, holder);
            }
        }
    }

    void credit(std::uint32_t i, bool holder) {
        const PageShape::Weight& weight = shape_.weights[i];
        const double points = 1.0 + weight.commas + std::min(weight.free() / 100.0, 5.0);
        double share = 1.0;
        std::uint32_t at = holder ? i : dom_[i].parent;
        for (int level = 0; level < 4; ++level) {
            if (order_[at] == 0) {
                order_[at] = ++orders_;
                scores_[at] = bonus(at);
            }
            scores_[at] += points * share;
            share *= level == 0 ? 0.6 : 0.5;
            if (at == 0) {
                break;
            }
            at = dom_[at].parent;
        }
    }

    [[nodiscard]] double bonus(std::uint32_t i) const {
        const GumboTag tag = dom_[i].tag;
        const std::string names = lower_ascii(dom_.attribute(i, Attribute::class_name)) +
                                  ' ' + lower_ascii(dom_.attribute(i, Attribute::id)) +
                                  ' ' +
                                  lower_ascii(dom_.attribute(i, Attribute::itemprop));
        double points = tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN ? 10 : 0;
        for (const std::string_view word :
             {"article", "body", "content", "story", "entry", "post", "text"}) {
            points += names.find(word) != std::string::npos ? 5 : 0;
        }
        return points;
    }

    [[nodiscard]] std::uint32_t best() const {
        std::uint32_t best = 0;
        double highest = 0;
        for (std::uint32_t i = 0; i < dom_.size(); ++i) {
            if (order_[i] == 0) {
                continue;
            }
            const PageShape::Weight& weight = shape_.weights[i];
            const double density =
                weight.text == 0 ? 1.0 : static_cast<double>(weight.linked) / weight.text;
            const double value = scores_[i] * (1.0 - density);
            if (value > highest ||
                (value == highest && highest > 0 && order_[i] < order_[best])) {
                highest = value;
                best = i;
            }
        }
        return best;
    }

    /// The story may be spread over siblings: the element around them, as long as it adds
    /// much text and few links.
    [[nodiscard]] std::uint32_t widened(std::uint32_t node) const {
        std::uint32_t widest = node;
        for (std::uint32_t at = node; at != 0;) {
            at = dom_[at].parent;
            const PageShape::Weight& outer = shape_.weights[at];
            const PageShape::Weight& inner = shape_.weights[widest];
            const std::uint64_t free = outer.free();
            const bool more = free * 4 > std::uint64_t{inner.free()} * 5;
            const bool far_more = free > std::uint64_t{inner.free()} * 2;
            const std::uint64_t percent = far_more ? 42 : 25;  // of links, at most
            if (more && std::uint64_t{outer.linked} * 100 < outer.text * percent) {
                widest = at;
            }
        }
        return widest;
    }

    const Dom& dom_;
    PageShape shape_;

    std::unordered_map<std::string_view, ClassVerdict> verdicts_;
    std::vector<std::uint32_t> raw_;
    std::vector<double> scores_;
    std::vector<std::uint32_t> order_;  ///< 0: no score
    std::vector<std::uint32_t> own_;    ///< bytes of text that an element holds itself
    std::uint32_t orders_ = 0;
};

/// The element is called something that no text of the story is.
bool is_named_otherwise(const Dom& dom, std::uint32_t i) {
    constexpr std::array<std::string_view, 14> words{"byline",
                                                     "author",
                                                     "meta",
                                                     "date",
                                                     "caption",
                                                     "credit",
                                                     "disclos",
                                                     "crumb",
                                                     "bio",
                                                     "affili",
                                                     "sponsor",
                                                     "legal",
                                                     "time",
                                                     "tag"};
    const std::string names = lower_ascii(dom.attribute(i, Attribute::class_name)) + ' ' +
                              lower_ascii(dom.attribute(i, Attribute::id));
    return std::any_of(words.begin(), words.end(), [&names](std::string_view word) {
        return names.find(word) != std::string::npos;
    });
}

bool is_lead(const Dom& dom, const PageShape& shape, std::uint32_t i) {
    const PageShape::Weight& weight = shape.weights[i];
    constexpr std::uint32_t shortest = 50;  // bytes
    if (weight.free() < shortest || weight.linked * 3 > weight.text) {
        return false;
    }
    const GumboTag tag = dom[i].tag;
    const bool heading = tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3;
    bool holds_text = tag == GUMBO_TAG_P || heading;
    for (std::uint32_t at = i + 1; at < dom[i].end && !holds_text; at = dom[at].end) {
        holds_text = dom[at].is_text() && dom[at].size >= shortest;
    }
    return holds_text;
}

}  // namespace

std::vector<std::uint32_t> find_lead_parts(const Dom& dom,
                                           const PageShape& shape,
                                           std::uint32_t heading) {
    std::vector<std::uint32_t> out;
    constexpr std::uint32_t most_nodes = 400;
    constexpr std::size_t most_parts = 8;
    if (heading >= shape.main || shape.main - heading > most_nodes) {
        return out;
    }
    for (std::uint32_t i = dom[heading].end; i < shape.main && out.size() < most_parts;) {
        const bool around = shape.main < dom[i].end;
        const bool whole = !dom[i].is_text() && !around;
        const bool furniture =
            whole && (shape.dead[i] != 0 || is_named_otherwise(dom, i));
        const bool lead = whole && !furniture && is_lead(dom, shape, i);
        if (lead) {
            out.push_back(i);
        }
        i = lead || furniture ? dom[i].end : i + 1;
    }
    return out;
}

PageShape find_main_part(const Dom& dom) {
    return Finder(dom).run();
}

}  // namespace chancery
