// SPDX-License-Identifier: Apache-2.0
// The main part is the element whose own paragraphs hold most text outside links; its
// blocks then go the way of plain text, so that one set of rules judges both.
#include "ingest/html.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <gumbo.h>

#include "ingest/clean.h"
#include "ingest/html_meta.h"
#include "ingest/html_tags.h"
#include "ingest/plain.h"

namespace chancery {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// Text of an element, outside and inside of links, in bytes.
struct Weight {
    std::size_t text = 0;
    std::size_t linked = 0;
    std::size_t commas = 0;

    [[nodiscard]] std::size_t free() const { return text - linked; }
};

struct DestroyOutput {
    void operator()(GumboOutput* output) const {
        gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
};

/// Finds the main part and reads its blocks.
class Page {
  public:
    Page(std::string_view source, const GumboNode* root) : source_(source), root_(root) {}

    /// The element that holds the story.
    const GumboNode* main_part() {
        weigh_raw(root_);
        weigh(root_, false);
        const GumboNode* best = root_;
        double best_score = 0;
        for (const auto& [node, score] : scores_) {
            const Weight& weight = weights_.at(node);
            const double density = weight.text == 0
                                       ? 1.0
                                       : static_cast<double>(weight.linked) /
                                             static_cast<double>(weight.text);
            const double value = score.value * (1.0 - density);
            if (value > best_score ||
                (value == best_score && best_score > 0 && score.order < best_order_)) {
                best_score = value;
                best_order_ = score.order;
                best = node;
            }
        }
        return widened(best);
    }

    /// The story may be spread over siblings: the element around them, as long as it adds
    /// much text and few links.
    const GumboNode* widened(const GumboNode* node) {
        const GumboNode* widest = node;
        for (const GumboNode* at = node->parent; at != nullptr && is_element(at);
             at = at->parent) {
            const auto outer = weights_.find(at);
            const auto inner = weights_.find(widest);
            if (outer == weights_.end() || inner == weights_.end()) {
                break;
            }
            const Weight& w = outer->second;
            if (w.free() * 4 > inner->second.free() * 5 && w.linked * 4 < w.text) {
                widest = at;
            }
        }
        return widest;
    }

    void collect(const GumboNode* node, Markup markup) {
        for (unsigned i = 0; i < child_count(node); ++i) {
            collect_child(child(node, i), markup);
        }
    }

    void add_title(std::string_view title_text, const GumboNode* heading) {
        begin_block();
        if (heading != nullptr) {
            append_inline(heading);
        }
        if (clean_.text.empty()) {
            clean_.replace(title_text, 0, 0);
        }
        end_block(Markup::title);
    }

    void finish_block(Markup markup) { end_block(markup); }

    CleanText take_text() { return std::move(clean_); }

    std::vector<Unit> take_units() { return std::move(units_); }

  private:
    struct Score {
        double value = 0;
        std::size_t order = 0;
    };

    [[nodiscard]] bool is_dead(const GumboNode* node) {
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_ARTICLE ||
            tag == GUMBO_TAG_MAIN) {
            return false;
        }
        if (is_silent_tag(tag)) {
            return true;
        }
        const bool suspect = is_dead_tag(tag) || is_hidden(node) ||
                             (!is_heading(tag) && has_dead_name(node));
        if (!suspect) {
            return false;
        }
        const auto weight = raw_.find(node);  // a wrapper of the page has such names too
        return weight == raw_.end() || weight->second * 5 < raw_[root_] * 2;
    }

    /// Text outside links in every element, whatever the element is called.
    std::size_t weigh_raw(const GumboNode* node) {
        if (node->type == GUMBO_NODE_TEXT) {
            return std::string_view(node->v.text.text).size();
        }
        if (!is_element(node) || is_silent_tag(node->v.element.tag) ||
            node->v.element.tag == GUMBO_TAG_A) {
            return 0;
        }
        std::size_t sum = 0;
        for (unsigned i = 0; i < child_count(node); ++i) {
            sum += weigh_raw(child(node, i));
        }
        raw_[node] = sum;
        return sum;
    }

    /// Sums up text and gives the scores of paragraphs to the elements around them.
    Weight weigh(const GumboNode* node, bool linked) {
        Weight weight;
        if (node->type == GUMBO_NODE_TEXT) {
            const std::string_view text(node->v.text.text);
            weight.text = text.size();
            weight.linked = linked ? text.size() : 0;
            weight.commas =
                static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
            return weight;
        }
        if (!is_element(node) || is_dead(node)) {
            return weight;
        }
        const GumboTag tag = node->v.element.tag;
        for (unsigned i = 0; i < child_count(node); ++i) {
            const Weight part = weigh(child(node, i), linked || tag == GUMBO_TAG_A);
            weight.text += part.text;
            weight.linked += part.linked;
            weight.commas += part.commas;
        }
        weights_[node] = weight;
        if ((tag == GUMBO_TAG_P || tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_BLOCKQUOTE ||
             is_text_holder(node)) &&
            weight.free() >= 25) {
            credit(node, weight);
        }
        return weight;
    }

    /// A <div> that holds words itself, as pages without <p> have them.
    static bool is_text_holder(const GumboNode* node) {
        const GumboTag tag = node->v.element.tag;
        if (tag != GUMBO_TAG_DIV && tag != GUMBO_TAG_TD && tag != GUMBO_TAG_SECTION) {
            return false;
        }
        std::size_t own = 0;
        for (unsigned i = 0; i < child_count(node); ++i) {
            const GumboNode* part = child(node, i);
            own += part->type == GUMBO_NODE_TEXT
                       ? std::string_view(part->v.text.text).size()
                       : 0;
        }
        return own >= 80;
    }

    void credit(const GumboNode* node, const Weight& weight) {
        const double points = 1.0 + static_cast<double>(weight.commas) +
                              std::min(static_cast<double>(weight.free()) / 100.0, 5.0);
        double share = 1.0;
        const GumboNode* at = is_text_holder(node) ? node : node->parent;
        for (int level = 0; level < 4 && at != nullptr && is_element(at); ++level) {
            auto [slot, added] = scores_.try_emplace(at);
            if (added) {
                slot->second.order = scores_.size();
                slot->second.value = bonus(at);
            }
            slot->second.value += points * share;
            share *= level == 0 ? 0.6 : 0.5;
            at = at->parent;
        }
    }

    static double bonus(const GumboNode* node) {
        const GumboTag tag = node->v.element.tag;
        const std::string names = lower_ascii(attribute(node, "class")) + ' ' +
                                  lower_ascii(attribute(node, "id")) + ' ' +
                                  lower_ascii(attribute(node, "itemprop"));
        double points = tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN ? 10 : 0;
        for (const std::string_view word :
             {"article", "body", "content", "story", "entry", "post", "text"}) {
            points += names.find(word) != std::string::npos ? 5 : 0;
        }
        return points;
    }

    void collect_child(const GumboNode* node, Markup markup) {
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
            append_text(node);
            return;
        }
        if (!is_element(node) || is_dead(node)) {
            return;
        }
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_BR) {
            line_break(markup);
            return;
        }
        if (!is_block_tag(tag)) {
            const auto before = static_cast<std::uint32_t>(clean_.text.size());
            collect(node, markup);
            const auto after = static_cast<std::uint32_t>(clean_.text.size());
            linked_ += tag == GUMBO_TAG_A ? after - std::max(before, block_begin_) : 0U;
            return;
        }
        end_block(markup);
        const Markup inner = markup_of(tag, markup);
        collect(node, inner);
        end_block(inner);
    }

    static Markup markup_of(GumboTag tag, Markup outer) {
        if (outer == Markup::caption || tag == GUMBO_TAG_FIGCAPTION ||
            tag == GUMBO_TAG_FIGURE) {
            return Markup::caption;
        }
        if (is_heading(tag)) {
            return Markup::heading;
        }
        if (tag == GUMBO_TAG_LI) {
            return Markup::list_item;
        }
        return tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_PRE
                   ? Markup::paragraph
                   : outer;
    }

    /// Two line breaks are a paragraph's end; one is a space.
    void line_break(Markup markup) {
        if (broken_) {
            end_block(markup);
        }
        space_pending_ = true;
        broken_ = true;
    }

    void append_inline(const GumboNode* node) {
        for (unsigned i = 0; i < child_count(node); ++i) {
            const GumboNode* part = child(node, i);
            if (part->type == GUMBO_NODE_TEXT || part->type == GUMBO_NODE_WHITESPACE) {
                append_text(part);
            } else if (is_element(part) && !is_dead_tag(part->v.element.tag)) {
                append_inline(part);
            }
        }
    }

    void append_text(const GumboNode* node) {
        const GumboStringPiece& piece = node->v.text.original_text;
        const std::string_view value(node->v.text.text);
        CleanText decoded;
        append_clean(decoded, value, 0, false);
        const char* const begin = source_.data();
        const bool inside =
            piece.data >= begin && piece.data + piece.length <= begin + source_.size();
        const auto at = inside ? static_cast<std::uint32_t>(piece.data - begin) : 0U;
        CleanText raw;
        if (inside) {
            append_clean(raw, {piece.data, piece.length}, at, true);
        }
        if (raw.text == decoded.text) {
            append_squeezed(raw);
        } else {  // markup inside, or a reference that only HTML 5 has
            const std::uint32_t from = inside ? at : last_source_;
            const std::uint32_t to =
                inside ? at + static_cast<std::uint32_t>(piece.length) : from;
            append_unaligned(decoded.text, from, to);
        }
    }

    /// Takes over text that stands for source[from, to) as a whole.

    void append_unaligned(std::string_view text, std::uint32_t from, std::uint32_t to) {
        std::string squeezed;
        for (const char c : text) {
            if (is_space(c)) {
                space_pending_ = true;
                continue;
            }
            const bool inside = clean_.text.size() + squeezed.size() > block_begin_;
            if (space_pending_ && inside) {
                squeezed += ' ';
            }
            space_pending_ = false;
            squeezed += c;
        }
        if (!squeezed.empty()) {
            clean_.replace(squeezed, from, to - from);
            last_source_ = to;
            broken_ = false;
        }
    }

    /// Takes over text and alignment, white space squeezed to single spaces.
    void append_squeezed(const CleanText& raw) {
        std::size_t anchor = 0;
        for (std::uint32_t at = 0; at < raw.text.size(); ++at) {
            while (anchor + 1 < raw.anchors.size() &&
                   raw.anchors[anchor + 1].text <= at) {
                ++anchor;
            }
            const Anchor& base = raw.anchors[anchor];
            if (is_space(raw.text[at])) {
                space_pending_ = true;
                continue;
            }
            const std::uint32_t source = base.source + (at - base.text);
            if (space_pending_ && clean_.text.size() > block_begin_) {
                const bool onwards = source >= last_source_;  // the parser may move text
                clean_.replace(" ",
                               onwards ? last_source_ : source,
                               onwards ? source - last_source_ : 0);
            }
            space_pending_ = false;
            broken_ = false;
            const std::string_view text = raw.text;
            clean_.copy(text.substr(at, 1), source);
            last_source_ = source + 1;
        }
    }

    void begin_block() {
        if (!clean_.text.empty()) {
            clean_.replace("\n\n", last_source_, 0);
        }
        block_begin_ = static_cast<std::uint32_t>(clean_.text.size());
        space_pending_ = false;
        broken_ = false;
        linked_ = 0;
    }

    void end_block(Markup markup) {
        if (clean_.text.size() > block_begin_) {
            Unit unit;
            unit.span = {block_begin_, static_cast<std::uint32_t>(clean_.text.size())};
            unit.markup = markup;
            unit.blank_before = true;
            unit.linked = linked_ * 2 > unit.span.size();
            units_.push_back(unit);
            begin_block();
        }
        space_pending_ = false;
        broken_ = false;
    }

    std::string_view source_;
    const GumboNode* root_;
    std::unordered_map<const GumboNode*, std::size_t> raw_;
    std::unordered_map<const GumboNode*, Weight> weights_;
    std::unordered_map<const GumboNode*, Score> scores_;
    std::size_t best_order_ = 0;
    CleanText clean_;
    std::vector<Unit> units_;
    std::uint32_t block_begin_ = 0;
    std::uint32_t linked_ = 0;  ///< bytes of the block that came from links
    std::uint32_t last_source_ = 0;
    bool space_pending_ = false;
    bool broken_ = false;
};

}  // namespace

bool looks_like_html(std::string_view text, std::string_view path) {
    const std::size_t first = text.find_first_not_of(" \t\r\n\f");
    if (first == std::string_view::npos || text[first] != '<') {
        return false;
    }
    const std::string head = lower_ascii(text.substr(first, 512));
    for (const std::string_view start :
         {"<!doctype html", "<html", "<head", "<body", "<!--", "<?xml"}) {
        if (head.starts_with(start)) {
            return text.find("</") != std::string_view::npos;
        }
    }
    const std::string name = lower_ascii(path);
    return (name.ends_with(".html") || name.ends_with(".htm")) && head.size() > 1 &&
           head[1] >= 'a' && head[1] <= 'z';
}

Result<void> fill_from_html(Article& article,
                            const IngestRules& rules,
                            std::uint32_t max_depth) {
    if (depth_bound(article.source) > max_depth) {
        return Error{"nests elements deeper than " + std::to_string(max_depth) +
                     "; --max-depth sets how deep they may be"};
    }
    const std::unique_ptr<GumboOutput, DestroyOutput> output(gumbo_parse_with_options(
        &kGumboDefaultOptions, article.source.data(), article.source.size()));
    Page page(article.source, output->root);
    const PageFacts facts = read_page_facts(output->root, article.source);
    if (!facts.title.empty() || facts.heading != nullptr) {
        page.add_title(facts.title, facts.heading);
    }
    const GumboNode* main = page.main_part();
    page.collect(main, Markup::paragraph);
    page.finish_block(Markup::paragraph);
    std::vector<Unit> units = page.take_units();
    CleanText clean = page.take_text();
    article.verbatim = false;
    article.text = std::move(clean.text);
    article.anchors = std::move(clean.anchors);
    for (Unit& unit : units) {
        describe(unit, article.text, rules);
    }
    article.url = facts.url;
    if (!facts.language.empty()) {
        article.language = facts.language;
    }
    if (facts.published) {
        article.published = facts.published;
        article.published_from = {"html-meta", {}};
    }
    if (!facts.site.empty()) {
        const std::string_view known = rules.outlet(facts.site);
        article.outlet = known.empty() ? facts.site : std::string(known);
        article.outlet_from = {"html-meta", {}};
    }
    fill_from_units(article, units, rules);
    return {};
}

}  // namespace chancery
