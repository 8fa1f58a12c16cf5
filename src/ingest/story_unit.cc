// What a unit says and looks like by itself: controls, markers, captions, credits, dates.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <initializer_list>

#include "ingest/bylines.h"
#include "ingest/dates.h"
#include "ingest/story.h"
#include "text/substrings.h"

namespace chancery {

namespace {

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [text](std::string_view part) {
        return text.find(part) != std::string_view::npos;
    });
}

bool is_single_token(std::string_view text) {
    return text.find_first_of(" \t\n") == std::string_view::npos;
}

bool is_image_name(std::string_view text) {
    return is_single_token(text) &&
           (text.ends_with(".jpg") || text.ends_with(".jpeg") || text.ends_with(".png") ||
            text.ends_with(".gif") || text.ends_with(".webp"));
}

/// "… in the capital. Credit: Jane Roe"
bool ends_with_credit(std::string_view text) {
    const std::size_t at = text.rfind("Credit: ");
    constexpr std::size_t longest = 40;  // bytes of who is credited
    return at != std::string_view::npos && text.size() - at - 8 <= longest &&
           !text.ends_with('.');
}

/// The time that heads an entry of a live blog: "21:00 Jane Roe", "10.05am", "5 hours
/// ago07:32".
bool is_entry_time(const Unit& unit, std::string_view text) {
    constexpr std::uint16_t most_words = 10;
    if (unit.words > most_words || unit.ends_sentence || text.empty()) {
        return false;
    }
    const std::size_t first = text.find_first_not_of("0123456789");
    if (first == 0 || first == std::string_view::npos) {
        return false;
    }
    const std::string_view rest = text.substr(first);
    const auto two_digits = [](std::string_view part) {
        return part.size() >= 2 && part[0] >= '0' && part[0] <= '5' && part[1] >= '0' &&
               part[1] <= '9' && (part.size() == 2 || part[2] < '0' || part[2] > '9');
    };
    const bool clock = first <= 2 && rest[0] == ':' && two_digits(rest.substr(1));
    const bool point =
        first <= 2 && rest[0] == '.' && two_digits(rest.substr(1)) &&
        (rest.substr(3).starts_with("am") || rest.substr(3).starts_with("pm") ||
         rest.substr(3).starts_with(" am") || rest.substr(3).starts_with(" pm"));
    constexpr std::size_t longest_unit = 12;  // " minutes ago"
    const std::size_t ago = rest.find(" ago");
    return clock || point ||
           (first <= 2 && ago != std::string_view::npos && ago <= longest_unit &&
            rest[0] != ',');
}

/// Signs of a picture's caption: where people stand, who took it.
bool has_caption_sign(std::string_view text) {
    static constexpr Substrings signs(std::to_array<std::string_view>(
        {"(L)",      "(R)",      "(C)",       "(left)",     "(right)",
         "(center)", "(centre)", "(2nd L)",   "(2nd R)",    "(2nd from left)",
         "(Photo",   "(photo",   "(File",     "[Photo",     "Photo:",
         "Photo by", "PHOTO:",   "REUTERS/",  "Reuters/",   "AFP/",
         "/AFP",     "/AP ",     "/Getty",    "/EPA",       "EPA-EFE",
         "AP Photo", "[AP/",     " Photo)",   "/VNS Photo", " Image: ",
         ", left,",  ", right,", "(pictured", "(Image:",    "(Picture:",
         "(Pic:",    "(Images:"}));
    return signs.in(text) || text.ends_with("/AP") || text.ends_with(" Photo") ||
           ends_with_credit(text);
}

bool has_said(std::string_view text) {
    return contains_any(text, {" said", " told ", " according to "});
}

class Alone {
  public:
    explicit Alone(const IngestRules& rules) : rules_(rules) {}

    /// What the unit is whatever stands around it; "" where that decides.
    const char* rule_of_unit(JudgedUnit& judged,
                             std::string_view text,
                             std::size_t i) const {
        const Unit& unit = judged.unit;
        if (unit.markup == Markup::title) {
            judged.kind = BlockKind::title;
            return "markup-title";
        }
        if (unit.markup == Markup::caption) {
            judged.kind = BlockKind::caption;
            return "figcaption";
        }
        if (unit.shape == Shape::separator) {
            return "separator";
        }
        if (unit.shape == Shape::link) {
            return "link";
        }
        if (const char* rule = rule_of_token(text); *rule != '\0') {
            return rule;
        }
        if (!unit.hits.has(PhraseRole::end) && is_caption(unit, text, i)) {
            judged.kind = BlockKind::caption;
            return "caption";
        }
        return rule_of_words(unit, text);
    }

    static const char* rule_of_token(std::string_view text) {
        if (is_image_name(text)) {
            return "image-name";
        }
        if (is_single_token(text) && text.starts_with('#') && text.size() > 1) {
            return "hashtag";
        }
        if (is_single_token(text) && (text.starts_with('@') || text.starts_with("(@"))) {
            return "handle";
        }
        return "";
    }

    const char* rule_of_words(const Unit& unit, std::string_view text) const {
        const PhraseHits& hits = unit.hits;
        const bool plain = !has_quotes(text);
        if (hits.has(PhraseRole::end)) {
            return "story-end";
        }
        if (hits.has(PhraseRole::tail)) {
            return "tail-marker";
        }
        if (hits.has(PhraseRole::next)) {
            return "next-marker";
        }
        if (hits.has(PhraseRole::related)) {
            return "related-marker";
        }
        if (hits.has(PhraseRole::poll)) {
            return "poll-marker";
        }
        if (hits.has(PhraseRole::ui)) {
            return "ui";
        }
        if (hits.has(PhraseRole::label)) {
            return "label";
        }
        if (hits.has(PhraseRole::credit)) {
            return "credit";
        }
        if (hits.has(PhraseRole::legal) && (plain || !has_said(text))) {
            return "legal";
        }
        if (hits.has(PhraseRole::reader) && hits.speaks_to_reader && plain &&
            !text.ends_with('?') && unit.words <= (unit.of_page() ? 20 : 30)) {
            return "to-reader";
        }
        return rule_of_form(unit, text);
    }

    const char* rule_of_form(const Unit& unit, std::string_view text) const {
        if (text.starts_with("**") && text.find("** |") != std::string_view::npos) {
            return "byline";
        }
        if (is_byline_line(unit, text)) {
            return "byline-line";
        }
        if (unit.shape == Shape::number) {
            return find_date(text) ? "date-line" : "number";
        }
        if (unit.of_page() && unit.shape != Shape::prose && is_entry_time(unit, text)) {
            return "entry-time";
        }
        if (unit.words <= 12 && unit.shape != Shape::prose && is_date_line(unit, text)) {
            return "date-line";
        }
        if (unit.words >= 3 && unit.words <= 12 && unit.hits.ui_words == unit.words &&
            !unit.ends_sentence) {
            return "ui-words";
        }
        if (unit.words <= 3 && unit.hits.ui_words == unit.words) {
            return unit.ends_sentence ? "" : "menu-line";
        }
        if (unit.words <= 6 && names_agencies(text)) {
            return "agency-line";
        }
        if (unit.words <= 6 && !rules_.outlet(text).empty()) {
            return "outlet-line";
        }
        return "";
    }

    /// "By Jane Roe and John Doe", and no headline such as "By Monday".
    [[nodiscard]] bool is_byline_line(const Unit& unit, std::string_view text) const {
        constexpr std::uint16_t most_words = 14;
        if (unit.words > most_words || unit.ends_sentence || unit.shape == Shape::prose ||
            !(text.starts_with("By ") || text.starts_with("BY "))) {
            return false;
        }
        const Byline byline = read_byline(text, BylineForm::line, rules_);
        return !byline.authors.empty() &&
               byline.authors.front().find(' ') != std::string::npos;
    }

    /// "AFP", "(Reuters)", "ABC/AFP"
    [[nodiscard]] bool names_agencies(std::string_view text) const {
        const std::size_t stroke = text.rfind('/');
        const std::string_view last =
            stroke == std::string_view::npos ? text : text.substr(stroke + 1);
        return !rules_.agency(text).empty() || !rules_.agency(last).empty();
    }

    /// A date and at most a few words more ("Updated: 17 Nov 2024 07:31AM").
    static bool is_date_line(const Unit& unit, std::string_view text) {
        const auto date = find_date(text);
        return date && unit.function_words <= 2 &&
               (date->span.size() >= text.size() / 3 || unit.words <= 8);
    }

    [[nodiscard]] bool is_caption(const Unit& unit,
                                  std::string_view text,
                                  std::size_t i) const {
        if (unit.words < 3 || unit.words > 75 || unit.sentences > 4) {
            return false;
        }
        if (unit.hits.has(PhraseRole::caption) && !has_said(text)) {
            return true;
        }
        return has_caption_sign(text) ||
               (i < 3 && unit.words >= 8 && ends_with_agency(text));
    }

    /// "… on May 31. Agence France-Presse": the picture's owner after the sentence.
    [[nodiscard]] bool ends_with_agency(std::string_view text) const {
        const std::size_t stop = text.rfind(". ");
        return stop != std::string_view::npos && text.size() - stop < 40 &&
               text[stop + 2] >= 'A' && text[stop + 2] <= 'Z' &&
               !rules_.agency(text.substr(stop + 2)).empty();
    }

  private:
    const IngestRules& rules_;
};

}  // namespace

bool has_quotes(std::string_view text) {
    return text.find('"') != std::string_view::npos ||
           text.find("\u201C") != std::string_view::npos;
}

void judge_alone(JudgedUnit& judged,
                 std::string_view text,
                 std::size_t index,
                 const IngestRules& rules) {
    judged.rule = Alone(rules).rule_of_unit(judged, text, index);
}

}  // namespace chancery
