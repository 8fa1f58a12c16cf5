// The elements of HTML, and the depth of a page that is not parsed yet.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_tags.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "text/substrings.h"

namespace chancery {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Elements that never stay open, or that the next of their kind closes.
bool is_shallow(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_AREA:
        case GUMBO_TAG_BASE:
        case GUMBO_TAG_BR:
        case GUMBO_TAG_COL:
        case GUMBO_TAG_COLGROUP:
        case GUMBO_TAG_DD:
        case GUMBO_TAG_DT:
        case GUMBO_TAG_EMBED:
        case GUMBO_TAG_HR:
        case GUMBO_TAG_IMG:
        case GUMBO_TAG_INPUT:
        case GUMBO_TAG_LI:
        case GUMBO_TAG_LINK:
        case GUMBO_TAG_META:
        case GUMBO_TAG_OPTION:
        case GUMBO_TAG_P:
        case GUMBO_TAG_PARAM:
        case GUMBO_TAG_RP:
        case GUMBO_TAG_RT:
        case GUMBO_TAG_SOURCE:
        case GUMBO_TAG_TBODY:
        case GUMBO_TAG_TD:
        case GUMBO_TAG_TFOOT:
        case GUMBO_TAG_TH:
        case GUMBO_TAG_THEAD:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_TRACK:
            return true;
        default:
            return false;
    }
}

/// Counts open elements. An end tag closes one of its own name only where one is open, so
/// what the parser would ignore is ignored; the bound may be too high, not too low.
class DepthMeter {
  public:
    explicit DepthMeter(std::string_view html) : html_(html) {}

    MarkupBounds run() {
        for (std::size_t at = html_.find('<'); at != std::string_view::npos;
             at = html_.find('<', at)) {
            at = html_.substr(at).starts_with("<!--") ? skip_comment(at) : skip_tag(at);
        }
        return {deepest_, copies_};
    }

  private:
    [[nodiscard]] std::size_t skip_comment(std::size_t at) const {
        const std::size_t end = html_.find("-->", at + 2);
        return end == std::string_view::npos ? html_.size() : end + 3;
    }

    std::size_t skip_tag(std::size_t at) {
        const bool closing = at + 1 < html_.size() && html_[at + 1] == '/';
        const std::size_t begin = at + (closing ? 2 : 1);
        std::size_t end = begin;
        while (end < html_.size() && is_letter(html_[end])) {
            ++end;
        }
        if (end == begin) {
            return at + 1;
        }
        const GumboTag tag =
            gumbo_tagn_enum(html_.data() + begin, static_cast<unsigned>(end - begin));
        if (tag == GUMBO_TAG_UNKNOWN) {
            count_unknown(lower_ascii(html_.substr(begin, end - begin)), closing);
        } else if (!is_shallow(tag)) {
            count(open_.at(tag), closing);
        }
        count_formatting(tag, closing, end < html_.size() && html_[end] == '>');
        return skip_attributes(end);
    }

    void count_unknown(const std::string& tag, bool closing) {
        if (tag != "path" && tag != "rect") {  // drawings have many, and none inside
            count(unknown_[tag], closing);
        }
    }

    void count(std::uint32_t& open, bool closing) {
        if (!closing) {
            ++open;
            deepest_ = std::max(deepest_, ++depth_);
        } else if (open > 0) {
            --open;
            --depth_;
        }
    }

    /// Of elements without attributes the parser opens no more than three again.
    void count_formatting(GumboTag tag, bool closing, bool bare) {
        copies_ += closing ? 0 : formatting_;
        if (!is_formatting(tag)) {
            return;
        }
        Formatting& open = unclosed_.at(tag);
        formatting_ -= open.counted();
        std::uint32_t& slot = closing ? (open.bare > 0 ? open.bare : open.full)
                              : bare  ? open.bare
                                      : open.full;
        slot += closing ? (slot > 0 ? -1U : 0U) : 1U;
        formatting_ += open.counted();
    }

    /// To the '>' that no quotation mark hides.
    [[nodiscard]] std::size_t skip_attributes(std::size_t at) const {
        char quotation = 0;
        for (char before = 0; at < html_.size(); ++at) {
            const char c = html_[at];
            if (quotation != 0) {
                quotation = c == quotation ? '\0' : quotation;
            } else if ((c == '"' || c == '\'') && before == '=') {
                quotation = c;
            } else if (c == '>') {
                return at + 1;
            }
            before =
                c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ? before : c;
        }
        return at;
    }

    struct Formatting {
        std::uint32_t bare = 0;  ///< open without attributes
        std::uint32_t full = 0;  ///< open with some

        [[nodiscard]] std::uint64_t counted() const {
            return std::uint64_t{full} + std::min(bare, 3U);
        }
    };

    std::string_view html_;
    std::array<std::uint32_t, GUMBO_TAG_LAST> open_{};
    std::array<Formatting, GUMBO_TAG_LAST> unclosed_{};
    std::unordered_map<std::string, std::uint32_t> unknown_;
    std::uint64_t formatting_ = 0;  ///< open, as counted
    std::uint64_t copies_ = 0;
    std::uint32_t depth_ = 0;
    std::uint32_t deepest_ = 0;
};

}  // namespace

bool is_formatting(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_B:
        case GUMBO_TAG_BIG:
        case GUMBO_TAG_CODE:
        case GUMBO_TAG_EM:
        case GUMBO_TAG_FONT:
        case GUMBO_TAG_I:
        case GUMBO_TAG_NOBR:
        case GUMBO_TAG_S:
        case GUMBO_TAG_SMALL:
        case GUMBO_TAG_STRIKE:
        case GUMBO_TAG_STRONG:
        case GUMBO_TAG_TT:
        case GUMBO_TAG_U:
            return true;
        default:
            return false;
    }
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

MarkupBounds bound_markup(std::string_view html) {
    return DepthMeter(html).run();
}

bool is_element(const GumboNode* node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

const GumboNode* child(const GumboNode* node, unsigned i) {
    return static_cast<const GumboNode*>(node->v.element.children.data[i]);
}

unsigned child_count(const GumboNode* node) {
    return node->v.element.children.length;
}

bool is_dead_tag(GumboTag tag) {
    constexpr std::array<GumboTag, 21> dead{
        GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE,
        GUMBO_TAG_SVG,      GUMBO_TAG_IFRAME, GUMBO_TAG_NAV,      GUMBO_TAG_FOOTER,
        GUMBO_TAG_ASIDE,    GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT,   GUMBO_TAG_INPUT,
        GUMBO_TAG_TEXTAREA, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED,    GUMBO_TAG_CANVAS,
        GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,  GUMBO_TAG_HEAD,     GUMBO_TAG_FORM,
        GUMBO_TAG_MENU};
    return std::find(dead.begin(), dead.end(), tag) != dead.end();
}

bool is_silent_tag(GumboTag tag) {
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE ||
           tag == GUMBO_TAG_NOSCRIPT || tag == GUMBO_TAG_TEMPLATE ||
           tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_SELECT ||
           tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_BUTTON;
}

namespace {

/// Calls `visit` with each of some classes.
template <typename Visit>
void for_classes(std::string_view classes, Visit visit) {
    constexpr std::string_view blanks = " \t\n\r\f";
    for (std::size_t at = classes.find_first_not_of(blanks);
         at != std::string_view::npos;) {
        const std::size_t end =
            std::min(classes.find_first_of(blanks, at), classes.size());
        visit(classes.substr(at, end - at));
        at = classes.find_first_not_of(blanks, end);
    }
}

/// One of the classes is a usual name of furniture, though parts of such names are not.
bool has_dead_class(std::string_view classes) {
    static constexpr auto dead = std::to_array<std::string_view>({"author",
                                                                  "author-box",
                                                                  "bio",
                                                                  "post-excerpt",
                                                                  "recent-posts",
                                                                  "sr-only",
                                                                  "toc",
                                                                  "screen-reader-text",
                                                                  "swiper-slide",
                                                                  "tweet",
                                                                  "vcard",
                                                                  "visually-hidden"});
    bool found = false;
    for_classes(classes, [&](std::string_view name) {
        found =
            found || std::any_of(dead.begin(), dead.end(), [name](std::string_view one) {
                return one.size() == name.size() &&
                       std::equal(
                           one.begin(), one.end(), name.begin(), [](char a, char b) {
                               return a == lower(b);
                           });
            });
    });
    return found;
}

}  // namespace

/// Hidden by a class of one of the large style sheets, and shown by none of its classes
/// for some sizes of screen ("hidden md:block", "d-none d-lg-flex").
bool has_hidden_class(std::string_view classes) {
    bool hidden = false;
    bool shown = false;
    std::size_t screens = 0;
    for_classes(classes, [&](std::string_view name) {
        hidden = hidden || name == "hidden" || name == "d-none";
        shown = shown || name.find(':') != std::string_view::npos ||
                (name.starts_with("d-") && name != "d-none" && name != "d-print-none");
        screens += name == "elementor-hidden-desktop" ||
                           name == "elementor-hidden-tablet" ||
                           name == "elementor-hidden-mobile"
                       ? 1U
                       : 0U;
    });
    return (hidden && !shown) || screens == 3;
}

bool has_dead_name(std::string_view names) {
    // "paywall" alone is often the class of the paragraphs behind it.
    static constexpr Substrings dead(std::to_array<std::string_view>(
        {"comment",    "sidebar",    "share",          "social",       "related",
         "recommend",  "newsletter", "subscri",        "promo",        "advert",
         "breadcrumb", "cookie",     "paywall-",       "paywall_",     "most-read",
         "mostread",   "trending",   "outbrain",       "taboola",      "disqus",
         "pagination", "popup",      "modal",          "author-bio",   "byline",
         "read-more",  "readmore",   "also-like",      "pullquote",    "pull-quote",
         "pull_quote", "onetrust",   "wp-block-query", "latest-posts", "post-picker",
         "testimonial"}));
    return dead.in_any_case(names) || has_dead_class(names);
}

bool is_block_tag(GumboTag tag) {
    constexpr std::array<GumboTag, 40> blocks{
        GUMBO_TAG_P,       GUMBO_TAG_DIV,        GUMBO_TAG_SECTION,  GUMBO_TAG_ARTICLE,
        GUMBO_TAG_MAIN,    GUMBO_TAG_H1,         GUMBO_TAG_H2,       GUMBO_TAG_H3,
        GUMBO_TAG_H4,      GUMBO_TAG_H5,         GUMBO_TAG_H6,       GUMBO_TAG_UL,
        GUMBO_TAG_OL,      GUMBO_TAG_LI,         GUMBO_TAG_DL,       GUMBO_TAG_DT,
        GUMBO_TAG_DD,      GUMBO_TAG_TABLE,      GUMBO_TAG_TR,       GUMBO_TAG_TD,
        GUMBO_TAG_TH,      GUMBO_TAG_TBODY,      GUMBO_TAG_THEAD,    GUMBO_TAG_BLOCKQUOTE,
        GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION, GUMBO_TAG_PRE,      GUMBO_TAG_HR,
        GUMBO_TAG_HEADER,  GUMBO_TAG_FOOTER,     GUMBO_TAG_BODY,     GUMBO_TAG_HTML,
        GUMBO_TAG_ADDRESS, GUMBO_TAG_CENTER,     GUMBO_TAG_FIELDSET, GUMBO_TAG_DETAILS,
        GUMBO_TAG_SUMMARY, GUMBO_TAG_HGROUP,     GUMBO_TAG_CAPTION,  GUMBO_TAG_NAV};
    return std::find(blocks.begin(), blocks.end(), tag) != blocks.end();
}

bool is_heading(GumboTag tag) {
    return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 ||
           tag == GUMBO_TAG_H4 || tag == GUMBO_TAG_H5 || tag == GUMBO_TAG_H6;
}

}  // namespace chancery
