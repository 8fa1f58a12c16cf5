// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_headline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "ingest/html_tags.h"
#include "text/fold.h"

namespace chancery {

namespace {

constexpr std::size_t npos = std::string_view::npos;

std::vector<std::string> words_of(std::string_view text) {
    Words split;
    split.assign(text);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < split.size(); ++i) {
        out.emplace_back(split.word(i));
    }
    return out;
}

/// Shared words as a share of those of the shorter of two, in percent.
std::size_t likeness(const std::vector<std::string>& a,
                     const std::unordered_set<std::string>& b) {
    if (a.empty() || b.empty()) {
        return 0;
    }
    const auto shared = static_cast<std::size_t>(std::count_if(
        a.begin(), a.end(), [&b](const std::string& w) { return b.count(w) != 0; }));
    return shared * 200 / (a.size() + std::max(b.size(), shared));
}

/// The last or first part of a title and where it ends or begins.
struct Part {
    std::string_view words;
    std::size_t separator = 0;  ///< where the separator begins
    std::size_t after = 0;      ///< and ends
    bool bar = false;           ///< a sign that headlines do not use
};

std::optional<Part> edge_part(std::string_view title, bool last) {
    constexpr std::array<std::string_view, 9> separators{" | ",
                                                         " - ",
                                                         " \u2013 ",
                                                         " \u2014 ",
                                                         " \u2022 ",
                                                         " :: ",
                                                         " \u00B7 ",
                                                         " \u00AB ",
                                                         " \u00BB "};
    std::optional<Part> best;
    for (const std::string_view separator : separators) {
        const std::size_t at = last ? title.rfind(separator) : title.find(separator);
        if (at == npos ||
            (best && (last ? at < best->separator : at > best->separator))) {
            continue;
        }
        const std::size_t after = at + separator.size();
        best = Part{
            last ? title.substr(after) : title.substr(0, at),
            at,
            after,
            separator != " - " && separator != " \u2013 " && separator != " \u2014 "};
    }
    return best;
}

std::string squeezed_key(std::string_view text) {
    std::string key = name_key(text);
    key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
    return key;
}

/// The words name the site: its name, its host or a known outlet.
bool names_site(std::string_view words,
                const HeadlineSources& sources,
                const IngestRules& rules) {
    if (!rules.outlet(words).empty() || !rules.agency(words).empty()) {
        return true;
    }
    const std::string key = squeezed_key(words);
    if (key.size() < 2) {
        return false;
    }
    const std::string site = squeezed_key(sources.site);
    if (!site.empty() && (key == site || (key.size() >= 4 && (site.find(key) != npos ||
                                                              key.find(site) != npos)))) {
        return true;
    }
    const std::string host = squeezed_key(sources.host);
    return key.size() >= 4 && host.find(key) != npos;
}

class Chooser {
  public:
    Chooser(const Dom& dom, const HeadlineSources& sources, const IngestRules& rules)
        : dom_(dom), sources_(sources), rules_(rules) {}

    Headline run() {
        for (const std::string* head :
             {&sources_.json_ld, &sources_.open_graph, &sources_.document}) {
            std::string title = without_site(*head, sources_, rules_);
            auto words = words_of(title);
            told_.push_back(
                {std::move(title),
                 std::unordered_set<std::string>(words.begin(), words.end())});
        }
        find_headings();
        Headline best = best_heading();
        if (best.node != Headline::no_node) {
            return best;
        }
        constexpr std::array<const char*, 3> names{"json-ld", "html-meta", "html-title"};
        for (std::size_t i = 0; i < told_.size(); ++i) {
            if (!told_[i].words.empty()) {
                return {told_[i].title, Headline::no_node, names.at(i)};
            }
        }
        return {};
    }

  private:
    struct ToldTitle {
        std::string title;
        std::unordered_set<std::string> words;
    };

    struct Heading {
        std::uint32_t node = 0;
        std::string text;
        std::size_t likeness = 0;
        bool in_story = false;
    };

    void find_headings() {
        constexpr std::size_t most = 24;
        for (std::uint32_t i = 0; i < dom_.size() && headings_.size() < most; ++i) {
            const GumboTag tag = dom_[i].tag;
            const bool named =
                tag == GUMBO_TAG_H2 &&
                dom_.attribute(i, Attribute::itemprop).find("headline") != npos;
            if (tag != GUMBO_TAG_H1 && !named) {
                continue;
            }
            Heading heading{i, dom_.text(i, 1000), 0, false};
            const auto words = words_of(heading.text);
            if (words.empty()) {
                continue;
            }
            for (const ToldTitle& told : told_) {
                heading.likeness =
                    std::max(heading.likeness, likeness(words, told.words));
            }
            for (std::uint32_t at = i; at != 0 && !heading.in_story;) {
                at = dom_[at].parent;
                heading.in_story =
                    dom_[at].tag == GUMBO_TAG_ARTICLE || dom_[at].tag == GUMBO_TAG_MAIN;
            }
            headings_.push_back(std::move(heading));
        }
    }

    [[nodiscard]] Headline best_heading() const {
        const Heading* best = nullptr;
        for (const Heading& heading : headings_) {
            if (best == nullptr || heading.likeness > best->likeness) {
                best = &heading;
            }
        }
        if (best == nullptr) {
            return {};
        }
        const bool told = std::any_of(told_.begin(), told_.end(), [](const ToldTitle& t) {
            return t.words.size() >= 3;
        });
        constexpr std::size_t enough = 30;  // percent
        if (best->likeness < enough && told) {
            return {};
        }
        if (best->likeness < enough && headings_.size() > 1) {
            const auto inside = std::find_if(headings_.begin(),
                                             headings_.end(),
                                             [](const Heading& h) { return h.in_story; });
            best = inside == headings_.end() ? best : &*inside;
        }
        return {best->text, best->node, "h1"};
    }

    const Dom& dom_;
    const HeadlineSources& sources_;
    const IngestRules& rules_;
    std::vector<ToldTitle> told_;
    std::vector<Heading> headings_;
};

}  // namespace

std::string without_site(std::string_view title,
                         const HeadlineSources& sources,
                         const IngestRules& rules) {
    constexpr int most_parts = 4;
    for (int i = 0; i < most_parts; ++i) {
        const auto last = edge_part(title, true);
        if (!last) {
            break;
        }
        const auto spaces = std::count(last->words.begin(), last->words.end(), ' ');
        const bool rest = last->separator >= 12;
        const bool capital =
            !last->words.empty() && (last->words[0] < 'a' || last->words[0] > 'z');
        const bool goes =
            names_site(last->words, sources, rules) ||
            (rest && last->bar && spaces <= 4) ||
            (rest && i == 0 && capital && spaces <= 2 && sources.site.empty());
        if (!goes || last->separator < 3) {
            break;
        }
        title = title.substr(0, last->separator);
    }
    if (const auto first = edge_part(title, false);
        first && title.size() - first->after >= 12 &&
        names_site(first->words, sources, rules)) {
        title = title.substr(first->after);
    }
    return std::string(title);
}

Headline choose_headline(const Dom& dom,
                         const HeadlineSources& sources,
                         const IngestRules& rules) {
    return Chooser(dom, sources, rules).run();
}

}  // namespace chancery
