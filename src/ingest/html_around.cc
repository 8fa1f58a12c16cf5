// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_around.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "ingest/dates.h"
#include "ingest/html_tags.h"
#include "text/substrings.h"

namespace chancery {

namespace {

constexpr std::size_t npos = std::string_view::npos;

std::string names_of(const Dom& dom, std::uint32_t i) {
    std::string out;
    for (const Attribute name : {Attribute::class_name, Attribute::id}) {
        if (const DomAttribute* found = dom.find_attribute(i, name)) {
            out += lower_ascii(found->value);
            out += ' ';
        }
    }
    return out;
}

bool has_names(const Dom& dom, std::uint32_t i) {
    return dom.find_attribute(i, Attribute::class_name) != nullptr ||
           dom.find_attribute(i, Attribute::id) != nullptr;
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
        return text.find(word) != npos;
    });
}

class Around {
  public:
    Around(const Dom& dom,
           std::optional<std::uint32_t> heading,
           const IngestRules& rules,
           std::uint32_t within)
        : dom_(dom),
          rules_(rules),
          heading_(heading),
          first_(within),
          last_(dom[within].end) {}

    AroundHeadline run() {
        constexpr std::uint32_t before = 160;
        const std::uint32_t from =
            heading_ ? std::max(first_, *heading_ - std::min(*heading_, before)) : first_;
        std::size_t prose = 0;
        constexpr std::size_t enough_prose = 900;
        constexpr std::uint32_t most_nodes = 1500;
        const std::uint32_t start = heading_ ? dom_[*heading_].end : 0;
        const std::uint32_t stop = std::min(last_, start + most_nodes);
        std::uint32_t i = from;
        for (; i < stop && prose < enough_prose; ++i) {
            const DomNode& node = dom_[i];
            if (heading_ && i == *heading_) {
                i = node.end - 1;
                continue;
            }
            if (node.is_text()) {
                read_line(i);
                continue;
            }
            if (is_silent_tag(node.tag) || (is_aside(dom_, i) && !holds_heading(i))) {
                i = node.end - 1;
                continue;
            }
            if (node.tag == GUMBO_TAG_P && i >= start) {
                const std::size_t size = text_size(i);
                prose += size > 120 ? size : 0;
            }
            if (node.tag == GUMBO_TAG_TIME) {
                read_time(i);
            }
            read_marked(i);
        }
        read_end(i);
        return std::move(out_);
    }

  private:
    /// Some pages name their author and their day below the story.
    void read_end(std::uint32_t from) {
        const bool authors = out_.marked.authors.empty() && out_.line.authors.empty();
        const bool dates = !out_.published && !out_.published_line && !out_.updated;
        if (!authors && !dates) {
            return;
        }
        for (std::uint32_t i = from; i < last_; ++i) {
            if (dom_[i].is_text()) {
                const std::string_view line = line_of(i);
                if (authors && out_.line.authors.empty() &&
                    starts_with_any(line, end_leads)) {
                    read_byline_line(i);
                }
                if (dates && !line.empty() && says_day(lower_ascii(line), i)) {
                    read_line_date(line, i);
                }
            } else if (dates && dom_[i].tag == GUMBO_TAG_TIME && !out_.published) {
                read_time(i);
            } else if (is_silent_tag(dom_[i].tag) || is_aside(dom_, i)) {
                i = dom_[i].end - 1;
            } else if (authors && dom_[i].tag == GUMBO_TAG_A &&
                       dom_.attribute(i, Attribute::rel).find("author") != npos) {
                read_marked(i);
            }
        }
    }

    /// "Published", "Last modified" in the line or before it.
    [[nodiscard]] bool says_day(const std::string& line, std::uint32_t i) const {
        constexpr std::array<std::string_view, 4> words{
            "publish", "posted", "updated", "modified"};
        return holds_any(line, words) || holds_any(lower_ascii(text_before(i)), words) ||
               names_of(dom_, dom_[i].parent).find("date") != npos;
    }

    [[nodiscard]] bool holds_heading(std::uint32_t i) const {
        return heading_ && i < *heading_ && *heading_ < dom_[i].end;
    }

    [[nodiscard]] std::size_t text_size(std::uint32_t i) const {
        constexpr std::uint32_t most_nodes = 400;
        std::size_t size = 0;
        for (std::uint32_t at = i; at < std::min(dom_[i].end, i + most_nodes); ++at) {
            size += dom_[at].is_text() ? dom_[at].size : 0;
        }
        return size;
    }

    /// "updated", "modified" in what the element is called or says just before.
    [[nodiscard]] static bool tells_change(std::string_view names) {
        constexpr std::array<std::string_view, 8> words{"updat",
                                                        "modif",
                                                        "revis",
                                                        "edited",
                                                        "aktualis",
                                                        "actualiz",
                                                        "mis à jour",
                                                        "review"};
        return holds_any(names, words);
    }

    void read_time(std::uint32_t i) {
        std::string_view value = dom_.attribute(i, Attribute::datetime);
        std::string shown;
        auto moment = read_moment(value);
        if (!moment) {
            shown = dom_.text(i, 200);
            moment = read_moment(shown);
        }
        if (!moment) {
            return;
        }
        std::string names = names_of(dom_, i);
        names += lower_ascii(dom_.attribute(i, Attribute::itemprop));
        const std::uint32_t parent = dom_[i].parent;
        names += ' ' + names_of(dom_, parent) + lower_ascii(text_before(i));
        auto& slot = tells_change(names) ? out_.updated : out_.published;
        if (!slot) {
            slot = std::move(moment);
        }
    }

    /// The run of text before node `i`, within the same block of the page.
    [[nodiscard]] std::string_view text_before(std::uint32_t i) const {
        for (std::uint32_t at = i; at-- > 0 && i - at < 8;) {
            if (dom_[at].is_text()) {
                const std::string_view text = dom_[at].text;
                if (text.find_first_not_of(" \t\r\n") != npos) {
                    constexpr std::size_t most = 40;
                    return text.size() > most ? text.substr(text.size() - most) : text;
                }
            }
        }
        return {};
    }

    /// The run of text without white space around it; nothing where it is long.
    [[nodiscard]] std::string_view line_of(std::uint32_t i) const {
        constexpr std::size_t longest = 140;
        const std::string_view text = dom_[i].text;
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        if (first == npos) {
            return {};
        }
        const std::size_t size = text.find_last_not_of(" \t\r\n") - first + 1;
        return size > longest ? std::string_view() : text.substr(first, size);
    }

    void read_line(std::uint32_t i) {
        const std::string_view line = line_of(i);
        read_line_date(line, i);
        if (out_.line.authors.empty() && out_.line.agency.empty() &&
            starts_byline(line)) {
            read_byline_line(i);
        }
    }

    void read_line_date(std::string_view line, std::uint32_t i) {
        constexpr std::size_t shortest_date = 8;
        const auto date = line.size() < shortest_date ? std::nullopt : find_date(line);
        if (date &&
            (std::size_t{date->span.size()} * 3 >= line.size() || line.size() < 70)) {
            auto moment = read_moment(line);
            const std::string words = lower_ascii(line) + lower_ascii(text_before(i));
            const bool change = tells_change(words);
            auto& slot = change ? out_.updated : out_.published_line;
            if (moment && !slot) {
                slot = std::move(moment);
                constexpr std::array<std::string_view, 5> signs{
                    "publish", "posted", "date", "time", "meta"};
                out_.line_is_marked =
                    change ? out_.line_is_marked
                           : holds_any(words + names_of(dom_, dom_[i].parent), signs);
            }
        }
    }

    template <std::size_t N>
    static bool starts_with_any(std::string_view line,
                                const std::array<std::string_view, N>& leads) {
        return std::any_of(leads.begin(), leads.end(), [line](std::string_view lead) {
            return line.starts_with(lead) &&
                   (line.size() == lead.size() || line[lead.size()] == ' ' ||
                    line[lead.size()] == ':');
        });
    }

    static constexpr std::array<std::string_view, 9> end_leads{"Written by",
                                                               "Written By",
                                                               "Article by",
                                                               "Words by",
                                                               "Text by",
                                                               "Story by",
                                                               "Author",
                                                               "Article By",
                                                               "WRITTEN BY"};
    static constexpr std::array<std::string_view, 9> head_leads{"By",
                                                                "by",
                                                                "BY",
                                                                "Posted by",
                                                                "Published by",
                                                                "Reported by",
                                                                "Reporting by",
                                                                "Authors",
                                                                "AUTHOR"};

    static bool starts_byline(std::string_view line) {
        return !line.empty() &&
               (starts_with_any(line, head_leads) || starts_with_any(line, end_leads));
    }

    /// The block around a text that begins with "By", or what follows where it ends
    /// there.
    void read_byline_line(std::uint32_t i) {
        std::string text(line_of(i));
        Byline byline = read_byline(text, BylineForm::line, rules_);
        std::size_t parts = 0;
        constexpr std::size_t most_parts = 6;
        constexpr std::uint32_t most_nodes = 24;
        for (std::uint32_t at = i + 1;
             at < std::min(dom_.size(), i + most_nodes) && byline.authors.empty() &&
             byline.agency.empty() && parts < most_parts;
             ++at) {
            if (!dom_[at].is_text()) {
                continue;
            }
            const std::string_view next = line_of(at);
            if (next.empty()) {
                continue;
            }
            text += " | ";
            text += next;
            ++parts;
            byline = read_byline(text, BylineForm::line, rules_);
        }
        // A list of names goes on in the elements that follow.
        if (!byline.authors.empty() && parts > 0) {
            const std::string block = block_text(i);
            if (block.size() <= 200 && block.size() > text.size()) {
                byline = read_byline(block, BylineForm::line, rules_);
            }
        }
        if (!byline.authors.empty() || !byline.agency.empty()) {
            out_.line = std::move(byline);
        }
    }

    /// The text of the block that a run of text begins.
    [[nodiscard]] std::string block_text(std::uint32_t i) const {
        std::uint32_t block = dom_[i].parent;
        while (block != 0 && !is_block_tag(dom_[block].tag)) {
            block = dom_[block].parent;
        }
        const std::string text = dom_.text(block, 300, '|');
        const std::size_t at = text.find(line_of(i));
        return at == npos ? std::string() : text.substr(at);
    }

    /// Who reviewed a story or took its pictures did not write it.
    [[nodiscard]] bool tells_other_work(std::uint32_t i) const {
        constexpr std::array<std::string_view, 8> words{"review",
                                                        "edit",
                                                        "check",
                                                        "verified",
                                                        "photo",
                                                        "illustrat",
                                                        "translat",
                                                        "approv"};
        return holds_any(lower_ascii(text_before(i)), words);
    }

    /// The link is said to be the author's, or goes to the page of one.
    [[nodiscard]] bool leads_to_author(std::uint32_t i) const {
        constexpr std::array<std::string_view, 10> places{"/author",
                                                          "/profile",
                                                          "/people/",
                                                          "/by/",
                                                          "/contributor",
                                                          "/staff/",
                                                          "/writer",
                                                          "/reporter",
                                                          "/journalist",
                                                          "/columnist"};
        return dom_.attribute(i, Attribute::rel).find("author") != npos ||
               holds_any(dom_.attribute(i, Attribute::href), places);
    }

    void read_marked(std::uint32_t i) {
        if (i < marked_end_) {
            return;
        }
        bool marked = dom_[i].tag == GUMBO_TAG_A && leads_to_author(i);
        if (!marked && has_names(dom_, i)) {
            static constexpr Substrings words(std::to_array<std::string_view>(
                {"byline", "author", "writer", "reporter", "contributor"}));
            constexpr std::array<std::string_view, 12> never{"authority",
                                                             "comment",
                                                             "bio",
                                                             "image",
                                                             "avatar",
                                                             "photo",
                                                             "social",
                                                             "follow",
                                                             "description",
                                                             "title",
                                                             "role",
                                                             "related"};
            const std::string_view classes = dom_.attribute(i, Attribute::class_name);
            const std::string_view id = dom_.attribute(i, Attribute::id);
            const bool named = words.in_any_case(classes) || words.in_any_case(id);
            marked = named && !holds_any(names_of(dom_, i), never) &&
                     dom_[i].tag != GUMBO_TAG_BODY && dom_[i].tag != GUMBO_TAG_ARTICLE;
        }
        constexpr std::uint32_t near = 40;  // nodes, between names of one byline
        const bool apart = !out_.marked.authors.empty() && i > marked_end_ + near;
        if (!marked || apart || tells_other_work(i)) {
            return;
        }
        constexpr std::size_t longest = 160;
        const std::string text = dom_.text(i, longest + 40, '|');
        if (text.empty() || text.size() > longest) {
            return;
        }
        Byline byline = marked_names(i);
        if (byline.authors.empty()) {
            byline = read_byline(text, BylineForm::element, rules_);
        }
        marked_end_ = dom_[i].end;
        for (std::string& name : byline.authors) {
            if (out_.marked.authors.size() < 12 &&
                std::find(out_.marked.authors.begin(), out_.marked.authors.end(), name) ==
                    out_.marked.authors.end()) {
                out_.marked.authors.push_back(std::move(name));
            }
        }
        if (out_.marked.agency.empty()) {
            out_.marked.agency = std::move(byline.agency);
        }
    }

    /// The names that links or nested marks inside a byline set apart.
    Byline marked_names(std::uint32_t i) {
        Byline out;
        for (std::uint32_t at = i; at < dom_[i].end; ++at) {
            if (dom_[at].tag != GUMBO_TAG_A) {
                continue;
            }
            if (!leads_to_author(at)) {
                continue;
            }
            Byline one =
                read_byline(dom_.text(at, 200, '|'), BylineForm::element, rules_);
            for (std::string& name : one.authors) {
                out.authors.push_back(std::move(name));
            }
            at = dom_[at].end - 1;
        }
        std::vector<std::string> once;
        for (std::string& name : out.authors) {
            if (std::find(once.begin(), once.end(), name) == once.end()) {
                once.push_back(std::move(name));
            }
        }
        out.authors = std::move(once);
        return out;
    }

    const Dom& dom_;
    const IngestRules& rules_;
    std::optional<std::uint32_t> heading_;
    std::uint32_t first_;  ///< nodes are looked at from here …
    std::uint32_t last_;   ///< … to before here
    std::uint32_t marked_end_ = 0;
    AroundHeadline out_;
};

}  // namespace

bool is_aside(const Dom& dom, std::uint32_t node_index) {
    const DomNode& node = dom[node_index];
    if (node.tag == GUMBO_TAG_NAV || node.tag == GUMBO_TAG_FOOTER ||
        node.tag == GUMBO_TAG_FORM || node.tag == GUMBO_TAG_FIGURE) {
        return true;
    }
    if (!has_names(dom, node_index)) {
        return false;
    }
    if (node.tag == GUMBO_TAG_BODY || node.tag == GUMBO_TAG_HTML) {
        return false;
    }
    static constexpr Substrings words(std::to_array<std::string_view>({"comment",
                                                                       "related",
                                                                       "recommend",
                                                                       "sidebar",
                                                                       "newsletter",
                                                                       "trending",
                                                                       "popular",
                                                                       "most-read",
                                                                       "mostread",
                                                                       "latest",
                                                                       "next-",
                                                                       "more-",
                                                                       "promo",
                                                                       "advert",
                                                                       "footer",
                                                                       "read-next",
                                                                       "teaser"}));
    return words.in_any_case(dom.attribute(node_index, Attribute::class_name)) ||
           words.in_any_case(dom.attribute(node_index, Attribute::id));
}

AroundHeadline read_around(const Dom& dom,
                           std::optional<std::uint32_t> heading,
                           const IngestRules& rules,
                           std::uint32_t within) {
    return Around(dom, heading, rules, within).run();
}

}  // namespace chancery
