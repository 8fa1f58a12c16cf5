// SPDX-License-Identifier: Apache-2.0
// What is not known to be without effect on the tree is taken over as it stands.
#include "ingest/html_condense.h"

#include <algorithm>
#include <array>

#include <gumbo.h>

#include "ingest/html_scan.h"
#include "ingest/html_tags.h"

namespace chancery {

namespace {

/// A name of up to 24 bytes in lower case; longer ones are none that matters.
struct Name {
    std::array<char, 24> bytes{};
    std::size_t size = 0;

    explicit Name(std::string_view text) : size(text.size() <= 24 ? text.size() : 0) {
        std::transform(text.begin(),
                       text.begin() + static_cast<std::ptrdiff_t>(size),
                       bytes.begin(),
                       MarkupScanner::lower);
    }

    [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& sorted, std::string_view name) {
    return std::binary_search(sorted.begin(), sorted.end(), name);
}

/// Attributes that stay in a tag from which none are taken.
bool is_kept_attribute(std::string_view name) {
    static constexpr std::array<std::string_view, 21> kept{
        "about",    "aria-hidden", "charset", "class",      "content", "datetime",
        "encoding", "hidden",      "href",    "http-equiv", "id",      "itemprop",
        "itemtype", "lang",        "name",    "property",   "pubdate", "rel",
        "role",     "style",       "type"};
    return among(kept, name);
}

/// Elements of which the parser looks at attributes: it counts those of formatting that
/// are alike, and adds up those of <html> and <body>.
bool keeps_attributes(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_ANNOTATION_XML:
        case GUMBO_TAG_BODY:
        case GUMBO_TAG_HTML:
        case GUMBO_TAG_INPUT:
        case GUMBO_TAG_ISINDEX:
            return true;
        default:
            return is_formatting(tag);
    }
}

/// Bytes that the parser reads as something else, or that end a run of text.
constexpr std::array<bool, 256> read_otherwise = [] {
    std::array<bool, 256> out{};
    out['&'] = out['\0'] = true;
    return out;
}();

bool is_read_otherwise(char c) {
    return read_otherwise[static_cast<unsigned char>(c)];
}

/// Elements whose content is no markup, so that "<" in it opens nothing.
enum class Raw : std::uint8_t { none, script, dropped, kept };

Raw raw_of(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_SCRIPT:
            return Raw::script;
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_XMP:
            return Raw::kept;
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_NOEMBED:
        case GUMBO_TAG_NOFRAMES:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_TEXTAREA:
            return Raw::dropped;
        default:
            return Raw::none;
    }
}

/// Elements that end a drawing although it is not closed.
bool ends_drawing(std::string_view tag) {
    static constexpr std::array<std::string_view, 44> tags{
        "b",    "big",     "blockquote", "body", "br",     "center", "code", "dd",
        "div",  "dl",      "dt",         "em",   "embed",  "font",   "h1",   "h2",
        "h3",   "h4",      "h5",         "h6",   "head",   "hr",     "i",    "img",
        "li",   "listing", "menu",       "meta", "nobr",   "ol",     "p",    "pre",
        "ruby", "s",       "small",      "span", "strike", "strong", "sub",  "sup",
        "tt",   "u",       "ul",         "table"};
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

class Condenser : private MarkupScanner {
  public:
    Condenser(std::string_view source, TextSigns signs)
        : MarkupScanner(source), source_(source), keeps_text_(signs == TextSigns::no) {}

    CondensedPage run() && {
        page_.html.reserve(source_.size() / 4);
        std::size_t at = 0;
        while (at < source_.size()) {
            const std::size_t next = std::min(source_.find('<', at), source_.size());
            read_text(at, next);
            at = next == source_.size() ? next : read_markup(next);
        }
        drop(source_.size(), source_.size());
        return std::move(page_);
    }

  private:
    /// Takes over what stands before `begin`, leaves out [begin, end).
    void drop(std::size_t begin, std::size_t end) {
        if (keeps_rest_ && begin < source_.size()) {
            return;
        }
        if (begin > copied_) {
            page_.cuts.push_back({static_cast<std::uint32_t>(page_.html.size()),
                                  static_cast<std::uint32_t>(copied_)});
            page_.html.append(source_.substr(copied_, begin - copied_));
        }
        copied_ = end;
    }

    /// Text: white space alone between two tags becomes one byte of it, the rest signs.
    void read_text(std::size_t begin, std::size_t end) {
        if (begin == end) {
            return;
        }
        std::size_t at = begin;
        while (at < end && is_blank(source_[at])) {
            ++at;
        }
        const bool whole = first_text_whole_;
        first_text_whole_ = false;
        if (at == end) {
            if (end > begin + 1 && end < source_.size()) {
                drop(begin + 1, end);
            }
            return;
        }
        if (keeps_rest_ || keeps_text_ || whole) {
            return;
        }
        std::size_t lead = begin;
        while (at < end) {
            std::size_t stop = at;
            while (stop < end && !is_read_otherwise(source_[stop])) {
                ++stop;
            }
            if (stop > at) {
                take_text(lead, at, stop);
            }
            at = skip_reference(stop, end);
            while (at < end && is_blank(source_[at])) {
                ++at;
            }
            lead = at;
        }
    }

    /// Behind all that may belong to a character reference at `at`.
    [[nodiscard]] std::size_t skip_reference(std::size_t at, std::size_t end) const {
        at = std::min(at + 1, end);
        while (at < end &&
               (is_letter(source_[at]) || source_[at] == '#' || source_[at] == ';' ||
                (source_[at] >= '0' && source_[at] <= '9'))) {
            ++at;
        }
        return at;
    }

    /// Puts the sign for [begin, end), before which is white space from `lead` on.
    void take_text(std::size_t lead, std::size_t begin, std::size_t end) {
        drop(lead == begin ? begin : lead + 1, end);
        if (page_.cuts.empty()) {
            page_.cuts.push_back({0, static_cast<std::uint32_t>(begin)});
        }
        page_.texts.push_back(
            {static_cast<std::uint32_t>(page_.html.size()),
             static_cast<std::uint32_t>(begin - lead),
             {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
        page_.html += CondensedPage::sign;
    }

    /// Reads what "<" at `at` opens; gives where to go on.
    std::size_t read_markup(std::size_t at) {
        const char next = byte(at + 1);
        if (is_letter(next)) {
            return read_start_tag(at);
        }
        if (next == '/') {
            return is_letter(byte(at + 2)) ? skip_tag(at + 2) : after('>', at);
        }
        if (next == '!') {
            return begins(at, "<!--") ? read_comment(at) : read_declaration(at);
        }
        return next == '?' ? after('>', at) : at + 1;
    }

    /// In MathML a section of text, elsewhere a comment.
    std::size_t read_declaration(std::size_t at) {
        keeps_rest_ = keeps_rest_ || (saw_math_ && begins(at, "<![CDATA["));
        return after('>', at);
    }

    /// "<!-- … -->" becomes "<!---->": an empty one keeps two runs of text apart.
    std::size_t read_comment(std::size_t at) {
        const std::size_t text = at + 4;
        const Comment comment = comment_at(text);
        if (comment.end > text) {
            drop(text, comment.end);
        }
        return comment.next;
    }

    std::size_t read_start_tag(std::size_t at) {
        const std::size_t name_stop = name_end(at + 1);
        const GumboTag tag = gumbo_tagn_enum(source_.data() + at + 1,
                                             static_cast<unsigned>(name_stop - at - 1));
        const std::size_t first = page_.attributes.size();
        bool taken = !keeps_rest_ && !keeps_attributes(tag);
        TagEnd tag_end;
        if (taken) {
            taken = take_attributes(tag, name_stop, tag_end);
        }
        if (!taken) {
            page_.attributes.resize(first);
            tag_end = drop_attributes(tag, name_stop);
        }
        const std::size_t end = tag_end.at;
        if (end >= source_.size()) {
            return source_.size();
        }
        if (taken) {
            const bool closed = source_[end - 1] == '/' && end - 1 >= tag_end.last;
            drop(name_stop, closed ? end - 1 : end);
            note_taken(first, end);
        }
        first_text_whole_ = tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LISTING;
        keeps_text_ = keeps_text_ || tag == GUMBO_TAG_FRAMESET;
        saw_math_ = saw_math_ || tag == GUMBO_TAG_MATH;
        json_ld_ = tag == GUMBO_TAG_SCRIPT && is_json_ld(name_stop);
        return read_content(tag, end + 1);
    }

    struct TagEnd {
        std::size_t at = 0;    ///< of its '>', or the end of the page
        std::size_t last = 0;  ///< behind the last attribute
    };

    /// Calls `visit` with each attribute of the tag whose name ends at `at`, until it
    /// gives false.
    template <typename Visit>
    TagEnd for_attributes(std::size_t at, Visit visit) const {
        std::size_t last = at;
        while (at < source_.size() && source_[at] != '>') {
            if (is_blank(source_[at]) || source_[at] == '/') {
                ++at;
                continue;
            }
            const RawAttribute attribute = read_attribute(at);
            at = last = attribute.end;
            if (!visit(attribute)) {
                break;
            }
        }
        return {at, last};
    }

    [[nodiscard]] Name name_of(const RawAttribute& attribute) const {
        return Name(
            source_.substr(attribute.begin, attribute.name_end - attribute.begin));
    }

    /// Notes the attributes of a tag beside the page. False: they have to stay.
    bool take_attributes(GumboTag tag, std::size_t name_stop, TagEnd& tag_end) {
        std::uint32_t seen = 0;
        bool plain = true;
        tag_end = for_attributes(name_stop, [&](const RawAttribute& attribute) {
            constexpr std::size_t longest = 11;  // "aria-hidden"
            if (attribute.name_end - attribute.begin > longest) {
                return true;
            }
            const Attribute name = attribute_of(name_of(attribute).view());
            const std::string_view value = quote(source_, attribute.value);
            const auto bit = 1U << static_cast<unsigned>(name);
            if (!is_wanted(name, tag, value) || (seen & bit) != 0) {
                return true;
            }
            seen |= bit;
            plain = std::none_of(value.begin(), value.end(), [](char c) {
                return is_read_otherwise(c) || c == '\r';
            });
            page_.attributes.push_back({name, attribute.value});
            return plain;
        });
        return plain;
    }

    /// The attributes from number `first` on are those of the tag whose '>' is at `end`.
    void note_taken(std::size_t first, std::size_t end) {
        const std::size_t count = page_.attributes.size() - first;
        if (count > 0) {
            page_.tags.push_back(
                {static_cast<std::uint32_t>(page_.html.size() + (end - copied_)),
                 static_cast<std::uint32_t>(first),
                 static_cast<std::uint32_t>(count)});
        }
    }

    /// Leaves out of a tag what nobody asks for.
    TagEnd drop_attributes(GumboTag tag, std::size_t name_stop) {
        return for_attributes(name_stop, [&](const RawAttribute& attribute) {
            const Name name = name_of(attribute);
            const Attribute known = attribute_of(name.view());
            const bool wanted =
                known == Attribute::none
                    ? is_kept_attribute(name.view())
                    : is_wanted(known, tag, quote(source_, attribute.value));
            if (!wanted) {
                drop(attribute.begin, attribute.end);
            }
            return true;
        });
    }

    /// The script whose name ends at `name_stop` is JSON-LD.
    [[nodiscard]] bool is_json_ld(std::size_t name_stop) const {
        bool found = false;
        for_attributes(name_stop, [&](const RawAttribute& attribute) {
            found =
                found ||
                (name_of(attribute).view() == "type" &&
                 lower_ascii(quote(source_, attribute.value)).find("ld+json") != npos);
            return !found;
        });
        return found;
    }

    std::size_t read_content(GumboTag tag, std::size_t at) {
        if (tag == GUMBO_TAG_SVG) {
            return read_drawing(at);
        }
        if (tag == GUMBO_TAG_PLAINTEXT) {
            return source_.size();
        }
        const Raw raw = raw_of(tag);
        if (raw == Raw::none) {
            return at;
        }
        const bool noscript = tag == GUMBO_TAG_NOSCRIPT;
        if (noscript && no_noscript_) {
            return at;
        }
        std::size_t end = raw == Raw::script ? script_end(at)
                                             : end_tag(gumbo_normalized_tagname(tag), at);
        if (end == npos && noscript) {
            no_noscript_ = true;
            return at;
        }
        end = std::min(end, source_.size());
        if (raw == Raw::script && json_ld_) {
            page_.json_ld.push_back(
                {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        }
        if (raw != Raw::kept) {
            drop(at, end);
        }
        return end < source_.size() ? skip_tag(end + 2) : end;
    }

    /// A drawing goes whole where it is well made. Scripts and styles in it are markup to
    /// the parser, and some elements end it; where it is not well made, or HTML may stand
    /// in it, all is kept from here on.
    std::size_t read_drawing(std::size_t begin) {
        if (byte(begin - 2) == '/' || keeps_rest_) {
            return begin;
        }
        std::vector<Name> open{Name("svg")};
        std::size_t at = begin;
        while ((at = source_.find('<', at)) != npos) {
            if (byte(at + 1) == '!') {
                at = after_declaration(at);
                continue;
            }
            const bool closing = byte(at + 1) == '/';
            const std::size_t name = at + (closing ? 2 : 1);
            const Name tag(source_.substr(name, name_end(name) - name));
            if (!closing && ends_drawing(tag.view())) {
                return at;
            }
            const std::size_t next = skip_tag(name);
            if (!is_letter(byte(name)) || (closing && tag.view() != open.back().view()) ||
                (!closing && may_hold_html(tag.view()) &&
                 !closes_at_once(next, tag.view()))) {
                keeps_rest_ = true;
                return begin;
            }
            if (closing) {
                open.pop_back();
            } else if (byte(next - 2) != '/') {
                open.push_back(tag);
            }
            if (open.empty()) {
                drop(begin, at);
                return next;
            }
            at = next;
        }
        return source_.size();
    }

    static bool may_hold_html(std::string_view tag) {
        return tag == "foreignobject" || tag == "title" || tag == "desc";
    }

    std::string_view source_;
    CondensedPage page_;
    std::size_t copied_ = 0;
    bool keeps_text_;                ///< nothing more is taken of text
    bool keeps_rest_ = false;        ///< nothing more is left out
    bool first_text_whole_ = false;  ///< the parser looks at how it begins
    bool saw_math_ = false;
    bool json_ld_ = false;  ///< the script being read is JSON-LD
    bool no_noscript_ = false;
};

}  // namespace

std::uint32_t CondensedPage::source_of(std::uint32_t at) const {
    const auto next = std::upper_bound(
        cuts.begin(), cuts.end(), at, [](std::uint32_t value, const Cut& cut) {
            return value < cut.condensed;
        });
    if (next == cuts.begin()) {
        return at;
    }
    const Cut& cut = *std::prev(next);
    return cut.source + (at - cut.condensed);
}

CondensedPage condense(std::string_view source, TextSigns signs) {
    return Condenser(source, signs).run();
}

}  // namespace chancery
