// SPDX-License-Identifier: Apache-2.0
// First each unit by itself, then where the story begins, then the header before it, then
// the story and its tail with a state that markers ("Related news") set and prose ends.
#include "ingest/story.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>

#include "text/fold.h"

namespace chancery {

namespace {

/// How sure it is that what follows is not the story.
enum class Zone : std::uint8_t { story, related, tail, over };

class Judge {
  public:
    Judge(const std::vector<Unit>& units, std::string_view text, const IngestRules& rules)
        : text_(text), rules_(rules) {
        judged_.reserve(units.size());
        for (const Unit& unit : units) {
            judged_.push_back({unit});
        }
    }

    std::vector<JudgedUnit> run() && {
        for (std::size_t i = 0; i < judged_.size(); ++i) {
            judge_alone(judged_[i], words(judged_[i]), i, rules_);
        }
        const std::size_t begin = story_begin();
        if (begin == judged_.size()) {
            settle_without_story();
            return std::move(judged_);
        }
        learn_story_words(begin);
        judge_story(begin);
        judge_header(begin);
        return std::move(judged_);
    }

  private:
    [[nodiscard]] std::string_view words(const JudgedUnit& judged) const {
        return quote(text_, judged.unit.span);
    }

    void set(std::size_t i, BlockKind kind, const char* rule) {
        judged_[i].kind = kind;
        judged_[i].rule = rule;
    }

    [[nodiscard]] bool open(std::size_t i) const { return *judged_[i].rule == '\0'; }

    [[nodiscard]] bool is_prose(std::size_t i) const {
        return open(i) && judged_[i].unit.shape == Shape::prose;
    }

    [[nodiscard]] std::size_t story_begin() {
        std::size_t prose = 0;
        std::size_t prose_size = 0;
        std::size_t lists = 0;
        std::size_t list_size = 0;
        std::size_t first = judged_.size();
        std::size_t sentence = judged_.size();
        for (std::size_t i = 0; i < judged_.size(); ++i) {
            const Unit& unit = judged_[i].unit;
            if (is_prose(i)) {
                first = std::min(first, i);
                ++prose;
                prose_size += unit.span.size();
            } else if (open(i) && unit.shape == Shape::sentence && unit.words >= 5 &&
                       !unit.linked) {
                sentence = std::min(sentence, i);
            } else if (unit.words >= 4) {
                ++lists;
                list_size += unit.span.size();
            }
        }
        const bool front_page =
            prose <= 4 && lists >= 15 && prose_size * 3 < list_size && prose * 8 < lists;
        if (front_page && !is_announced(first)) {
            return judged_.size();
        }
        const bool page = !judged_.empty() && judged_[0].unit.of_page();
        return page || first == judged_.size() ? std::min(first, sentence) : first;
    }

    /// A headline before the prose speaks of the same things.
    [[nodiscard]] bool is_announced(std::size_t first) {
        if (first < judged_.size()) {
            learn_story_words(first);
        }
        for (std::size_t i = 0; i < std::min(first, judged_.size()); ++i) {
            if (could_be_title(i) && judged_[i].unit.words >= 5 && overlap(i) >= 60) {
                return true;
            }
        }
        return false;
    }

    void settle_without_story() {
        for (std::size_t i = 0; i < judged_.size(); ++i) {
            if (open(i)) {
                set(i, BlockKind::furniture, "no-story");
            }
        }
    }

    static std::string stem(std::string_view word) {
        return std::string(word.substr(0, 5));
    }

    template <typename Visit>
    static void for_content_words(const Words& words, Visit visit) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words.word(i).size() >= 4) {
                visit(words.word(i));
            }
        }
    }

    void learn_story_words(std::size_t begin) {
        constexpr std::size_t enough = 4000;
        std::size_t read = 0;
        Words split;
        for (std::size_t i = begin; i < judged_.size() && read < enough; ++i) {
            if (is_prose(i)) {
                split.assign(words(judged_[i]));
                for_content_words(
                    split, [this](std::string_view w) { story_words_.insert(stem(w)); });
                read += judged_[i].unit.span.size();
            }
        }
    }

    /// Share of the unit's longer words that the story uses too, in percent.
    [[nodiscard]] std::size_t overlap(std::size_t i) const {
        Words split;
        split.assign(words(judged_[i]));
        std::size_t all = 0;
        std::size_t shared = 0;
        for_content_words(split, [&](std::string_view w) {
            ++all;
            shared += story_words_.count(stem(w));
        });
        return all == 0 ? 0 : shared * 100 / all;
    }

    // ---- before the story

    void judge_header(std::size_t begin) {
        const std::size_t title =
            judged_[0].kind == BlockKind::title ? 0 : find_title(begin);
        if (judged_[0].kind == BlockKind::title) {
            remember_title(0);
        } else if (title < begin) {
            set(title, BlockKind::title, "headline-before-story");
            remember_title(title);
        }
        for (std::size_t i = 0; i < begin; ++i) {
            if (open(i)) {
                judge_header_unit(i, title);
            }
        }
    }

    [[nodiscard]] bool could_be_title(std::size_t i) const {
        const Unit& unit = judged_[i].unit;
        return open(i) && !unit.bullet && unit.words >= 2 && unit.words <= 32 &&
               (unit.shape == Shape::headline || unit.shape == Shape::scrap ||
                (unit.shape == Shape::sentence && !words(judged_[i]).ends_with('.')));
    }

    /// A short line that may be a menu's.
    [[nodiscard]] bool is_scrap(std::size_t i) const {
        const Unit& unit = judged_[i].unit;
        return std::string_view(judged_[i].rule) == "menu-line" ||
               (open(i) && (unit.shape == Shape::scrap || unit.bullet));
    }

    [[nodiscard]] std::size_t find_title(std::size_t begin) {
        std::vector<std::size_t> scores(begin, 0);
        std::size_t highest = 0;
        std::size_t scraps = 0;  // between the unit and the story
        std::size_t heading = begin;
        for (std::size_t i = begin; i-- > 0;) {
            const Unit& unit = judged_[i].unit;
            if (could_be_title(i) && unit.heading) {
                heading = i;
            }
            const std::size_t shared =
                could_be_title(i) && unit.words >= 3 ? overlap(i) : 0;
            if (shared >= 45) {
                const std::size_t menu = 4 * std::min<std::size_t>(scraps, 10);
                scores[i] = std::min<std::size_t>(shared, 70) +
                            3 * std::min<std::size_t>(unit.words, 12);
                scores[i] -= std::min(scores[i] - 1, menu);
                highest = std::max(highest, scores[i]);
            }
            scraps += is_scrap(i) ? 1U : 0U;
        }
        if (heading != begin) {
            return heading;
        }
        std::size_t best = begin;
        for (std::size_t i = 0; i < begin; ++i) {
            constexpr std::size_t near = 25;
            if (scores[i] == 0) {
                continue;
            }
            const bool first = best == begin && scores[i] + near >= highest;
            const bool shorter =  // the page's heading after the browser's title
                best != begin && repeats(i, best) &&
                judged_[i].unit.span.size() < judged_[best].unit.span.size();
            best = first || shorter ? i : best;
        }
        const bool only = begin <= 4 && begin > 0 && could_be_title(0);
        return best == begin && only && judged_[0].unit.words >= 3 ? 0 : best;
    }

    [[nodiscard]] static std::unordered_set<std::string> word_set(std::string_view text) {
        Words split;
        split.assign(text);
        std::unordered_set<std::string> set;
        for_content_words(split, [&set](std::string_view w) { set.insert(stem(w)); });
        return set;
    }

    [[nodiscard]] bool repeats(std::size_t i, std::size_t other) const {
        const auto a = word_set(words(judged_[i]));
        const auto b = word_set(words(judged_[other]));
        const auto shared = static_cast<std::size_t>(std::count_if(
            a.begin(), a.end(), [&b](const std::string& w) { return b.count(w) != 0; }));
        return a.size() >= 2 && shared * 10 >= a.size() * 7 &&
               shared * 10 >= b.size() * 5;
    }

    void remember_title(std::size_t title) {
        for (std::size_t i = 0; i < judged_.size(); ++i) {
            const Unit& unit = judged_[i].unit;
            const bool line =
                unit.shape == Shape::headline || unit.markup == Markup::heading;
            const bool same =
                unit.of_page() && words(judged_[i]) == words(judged_[title]);
            if (i != title && open(i) && (same || (line && unit.words <= 40)) &&
                repeats(i, title)) {
                set(i, BlockKind::furniture, "title-repeat");
            }
        }
    }

    void judge_header_unit(std::size_t i, std::size_t title) {
        const Unit& unit = judged_[i].unit;
        const bool after_title = title < i;
        const bool full = unit.words >= 5 && unit.function_words + unit.words / 8 >= 1;
        const bool labelled = unit.hits.lead_words > 0;
        const bool below_title =
            i == title + 1 && full && unit.words >= 6 && unit.function_words > 0;
        const bool sentence =
            unit.shape == Shape::sentence && after_title && overlap(i) >= 30;
        const bool line = unit.shape == Shape::headline && full &&
                          (after_title || unit.bullet) &&
                          overlap(i) >= (unit.bullet ? 20U : 45U);
        if (labelled || below_title || sentence || line) {
            set(i, BlockKind::paragraph, "deck");
        } else {
            set(i, BlockKind::furniture, unit.words <= 4 ? "menu-line" : "header-line");
        }
    }

    // ---- the story and after

    void judge_story(std::size_t begin) {
        look_ahead();
        Zone zone = Zone::story;
        for (std::size_t i = begin; i < judged_.size(); ++i) {
            const std::string_view rule = judged_[i].rule;
            if (!rule.empty()) {
                const Zone after = zone_after(rule);
                zone = std::max(zone, after);
                section_over_ = section_over_ || (after == Zone::over && heads(i));
                if (rule == "next-marker" || rule == "label") {
                    skip_next(i);
                }
                continue;
            }
            if (zone != Zone::story && resumes(i, zone)) {
                zone = Zone::story;
            }
            if (zone == Zone::story) {
                zone = judge_story_unit(i);
            } else {
                set(i,
                    BlockKind::furniture,
                    zone == Zone::related ? "related-item" : "tail-item");
            }
        }
    }

    /// A heading of a page, which opens a section.
    [[nodiscard]] bool heads(std::size_t i) const {
        return judged_[i].unit.markup == Markup::heading;
    }

    static Zone zone_after(std::string_view rule) {
        if (rule == "related-marker") {
            return Zone::related;
        }
        if (rule == "tail-marker" || rule == "poll-marker") {
            return Zone::tail;
        }
        return rule == "story-end" ? Zone::over : Zone::story;
    }

    void skip_next(std::size_t i) {
        const std::size_t next = i + 1;
        if (next < judged_.size() && open(next) &&
            judged_[next].unit.shape != Shape::prose) {
            set(next, BlockKind::furniture, "after-marker");
        }
    }

    /// Prose among the `window` units that are not furniture, from `i` on.
    [[nodiscard]] std::size_t prose_ahead(std::size_t i, std::size_t window) const {
        std::size_t prose = 0;
        for (std::size_t seen = 0; i < judged_.size() && seen < window; ++i) {
            const std::string_view rule = judged_[i].rule;
            if (zone_after(rule) != Zone::story) {
                break;
            }
            if (rule.empty()) {
                ++seen;
                const Unit& unit = judged_[i].unit;
                const bool spoken = unit.shape == Shape::sentence && seen > 1 &&
                                    has_quotes(words(judged_[i]));
                prose += unit.shape == Shape::prose || spoken ? 1U : 0U;
            }
        }
        return prose;
    }

    [[nodiscard]] bool resumes(std::size_t i, Zone zone) {
        const Unit& unit = judged_[i].unit;
        if (section_over_) {  // until the next heading
            section_over_ = !heads(i);
            return heads(i);
        }
        if (unit.of_page() && unit.shape == Shape::prose && !unit.linked) {
            return true;
        }
        if (unit.shape != Shape::prose || words(judged_[i]).ends_with('?')) {
            return zone == Zone::related && unit.shape == Shape::sentence &&
                   has_quotes(words(judged_[i])) && prose_ahead(i, 2) >= 1;
        }
        switch (zone) {
            case Zone::related:
                return true;
            case Zone::tail:
                return prose_ahead(i, 2) >= 2;
            case Zone::over:
                return prose_ahead(i, 4) >= 3;
            case Zone::story:
                break;
        }
        return true;
    }

    /// Units from `i` on that are open, up to the next sentence.
    [[nodiscard]] std::size_t run_without_sentences(std::size_t i) const {
        return open_after_[i] - open_after_[next_sentence_[i]];
    }

    /// Prose after `i`, before a marker that ends the story.
    [[nodiscard]] bool prose_follows(std::size_t i) const {
        return next_prose_[i + 1] < next_marker_[i + 1];
    }

    /// What comes next for every unit, so that long lists cost no more than short ones.
    void look_ahead() {
        const std::size_t n = judged_.size();
        next_prose_.assign(n + 1, n);
        next_sentence_.assign(n + 1, n);
        next_marker_.assign(n + 1, n);
        open_after_.assign(n + 1, 0);
        for (std::size_t i = n; i-- > 0;) {
            const Shape shape = judged_[i].unit.shape;
            const bool prose = open(i) && shape == Shape::prose;
            const bool sentence = prose || (open(i) && shape == Shape::sentence);
            const bool marker = zone_after(judged_[i].rule) != Zone::story;
            next_prose_[i] = prose ? i : next_prose_[i + 1];
            next_sentence_[i] = sentence ? i : next_sentence_[i + 1];
            next_marker_[i] = marker ? i : next_marker_[i + 1];
            open_after_[i] = open_after_[i + 1] + (open(i) ? 1U : 0U);
        }
    }

    /// A line of a page's main part that is no sentence: the markup says what it is.
    void judge_page_line(std::size_t i) {
        const Unit& unit = judged_[i].unit;
        if (unit.linked) {
            set(i, BlockKind::furniture, "link-line");
        } else if (unit.markup == Markup::heading) {
            set(i, BlockKind::furniture, "subhead");
        } else {
            set(i, BlockKind::paragraph, rule_of_text(unit, "line"));
        }
    }

    void judge_sentence(std::size_t i) {
        const Unit& unit = judged_[i].unit;
        const std::string_view text = words(judged_[i]);
        const bool shouted = std::none_of(
            text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        const bool torn = unit.starts_lower && unit.words <= 8 && i > 0 &&
                          judged_[i - 1].kind == BlockKind::furniture;
        if (shouted || torn) {
            set(i, BlockKind::furniture, shouted ? "subhead" : "fragment");
        } else {
            set(i, BlockKind::paragraph, rule_of_text(unit, "sentence"));
        }
    }

    static const char* rule_of_text(const Unit& unit, const char* otherwise) {
        return unit.markup == Markup::list_item ? "list-item" : otherwise;
    }

    Zone judge_story_unit(std::size_t i) {
        const Unit& unit = judged_[i].unit;
        if (unit.shape == Shape::prose) {
            set(i, BlockKind::paragraph, rule_of_text(unit, "prose"));
            return Zone::story;
        }
        if (unit.shape == Shape::sentence) {
            judge_sentence(i);
            return Zone::story;
        }
        if (unit.of_page()) {
            judge_page_line(i);
            return Zone::story;
        }
        if (unit.bullet && unit.words >= 6) {
            set(i, BlockKind::paragraph, "list-item");
            return Zone::story;
        }
        if (unit.words >= 14 && unit.function_words >= 3) {
            set(i, BlockKind::paragraph, "unfinished");
            return Zone::story;
        }
        const std::size_t run = run_without_sentences(i);
        if (!prose_follows(i)) {
            set(i, BlockKind::furniture, "after-story");
            return run >= 2 ? Zone::tail : Zone::story;
        }
        if (run >= 3) {
            set(i, BlockKind::furniture, "headline-run");
            return Zone::related;
        }
        set(i, BlockKind::furniture, unit.words <= 8 ? "subhead" : "headline");
        return Zone::story;
    }

    std::string_view text_;
    const IngestRules& rules_;
    std::vector<JudgedUnit> judged_;
    std::unordered_set<std::string> story_words_;
    bool section_over_ = false;  ///< in a page's section that is headed by a marker
    std::vector<std::size_t> next_prose_;     ///< at or after each unit; size: none
    std::vector<std::size_t> next_sentence_;  ///< prose among them
    std::vector<std::size_t> next_marker_;    ///< of the end of the story
    std::vector<std::size_t> open_after_;     ///< units from here on that are open
};

}  // namespace

std::vector<JudgedUnit> judge_units(const std::vector<Unit>& units,
                                    std::string_view text,
                                    const IngestRules& rules) {
    return Judge(units, text, rules).run();
}

}  // namespace chancery
