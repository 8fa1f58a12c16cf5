// SPDX-License-Identifier: Apache-2.0
// Follows the states of the HTML tokenizer (WHATWG HTML, 13.2.5) as far as they decide
// where a tag, a comment or a raw text ends; all else is taken over as it stands.
#include "ingest/html_condense.h"

#include <algorithm>
#include <array>

#include "ingest/html_tags.h"

namespace chancery {

namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A name of up to 24 bytes in lower case; longer ones are none that matters.
struct Name {
    std::array<char, 24> bytes{};
    std::size_t size = 0;

    explicit Name(std::string_view text) : size(text.size() <= 24 ? text.size() : 0) {
        std::transform(text.begin(),
                       text.begin() + static_cast<std::ptrdiff_t>(size),
                       bytes.begin(),
                       lower);
    }

    [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& sorted, std::string_view name) {
    return std::binary_search(sorted.begin(), sorted.end(), name);
}

/// Attributes that some reader of pages asks for.
bool is_kept_attribute(std::string_view name) {
    static constexpr std::array<std::string_view, 21> kept{
        "about",    "aria-hidden", "charset", "class",      "content", "datetime",
        "encoding", "hidden",      "href",    "http-equiv", "id",      "itemprop",
        "itemtype", "lang",        "name",    "property",   "pubdate", "rel",
        "role",     "style",       "type"};
    return among(kept, name);
}

/// Elements whose content is no markup, so that "<" in it opens nothing.
enum class Raw : std::uint8_t { none, script, dropped, kept };

Raw raw_of(std::string_view tag) {
    static constexpr std::array<std::string_view, 6> dropped{
        "iframe", "noembed", "noframes", "noscript", "style", "textarea"};
    if (tag == "script") {
        return Raw::script;
    }
    if (tag == "title" || tag == "xmp") {
        return Raw::kept;
    }
    return among(dropped, tag) ? Raw::dropped : Raw::none;
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

class Condenser {
  public:
    explicit Condenser(std::string_view source) : source_(source) {}

    CondensedPage run() && {
        page_.html.reserve(source_.size() / 2);
        std::size_t at = 0;
        while ((at = source_.find('<', at)) != npos) {
            at = skip_white(read_markup(at));
        }
        drop(source_.size(), source_.size());
        return std::move(page_);
    }

  private:
    [[nodiscard]] char byte(std::size_t at) const {
        return at < source_.size() ? source_[at] : '\0';
    }

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

    /// White space alone between two tags is one sign of it. Gives where markup may
    /// begin.
    std::size_t skip_white(std::size_t at) {
        std::size_t end = at;
        while (end < source_.size() && is_blank(source_[end])) {
            ++end;
        }
        if (end > at + 1 && byte(end) == '<') {
            drop(at + 1, end);
        }
        return end;
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
            return source_.substr(at).starts_with("<!--") ? read_comment(at)
                                                          : after('>', at);
        }
        return next == '?' ? after('>', at) : at + 1;
    }

    [[nodiscard]] std::size_t after(char c, std::size_t at) const {
        const std::size_t found = source_.find(c, at);
        return found == npos ? source_.size() : found + 1;
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

    struct Comment {
        std::size_t end = 0;   ///< of its text
        std::size_t next = 0;  ///< behind "-->"
    };

    /// The comment whose text begins at `text`.
    [[nodiscard]] Comment comment_at(std::size_t text) const {
        if (byte(text) == '>' || source_.substr(text).starts_with("->")) {
            return {text, after('>', text)};
        }
        std::size_t end = text;
        while ((end = source_.find("--", end)) != npos) {
            const std::size_t close = end + 2 + (byte(end + 2) == '!' ? 1 : 0);
            if (byte(close) == '>') {
                return {end, close + 1};
            }
            ++end;
        }
        return {text, source_.size()};
    }

    struct Attribute {
        std::size_t begin = 0;
        std::size_t name_end = 0;
        Span value;
        std::size_t end = 0;  ///< behind the quotation mark
    };

    std::size_t skip_blank(std::size_t at) const {
        while (at < source_.size() && is_blank(source_[at])) {
            ++at;
        }
        return at;
    }

    /// The attribute at `at`, which is no blank, '/' or '>'.
    [[nodiscard]] Attribute read_attribute(std::size_t at) const {
        Attribute out;
        out.begin = at;
        ++at;  // a name may begin with '='
        while (at < source_.size() && !is_blank(source_[at]) && source_[at] != '/' &&
               source_[at] != '>' && source_[at] != '=') {
            ++at;
        }
        out.name_end = out.end = at;
        const std::size_t sign = skip_blank(at);
        if (byte(sign) != '=') {
            return out;
        }
        at = skip_blank(sign + 1);
        const char quotation = byte(at);
        if (quotation == '"' || quotation == '\'') {
            const std::size_t close = source_.find(quotation, at + 1);
            out.end = close == npos ? source_.size() : close + 1;
            out.value = {static_cast<std::uint32_t>(at + 1),
                         static_cast<std::uint32_t>(close == npos ? out.end : close)};
            return out;
        }
        const std::size_t begin = at;
        while (at < source_.size() && !is_blank(source_[at]) && source_[at] != '>') {
            ++at;
        }
        out.value = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
        out.end = at;
        return out;
    }

    /// From inside a tag to behind its '>'.
    [[nodiscard]] std::size_t skip_tag(std::size_t at) const {
        while (at < source_.size() && !is_blank(source_[at]) && source_[at] != '/' &&
               source_[at] != '>') {
            ++at;
        }
        while (at < source_.size()) {
            const char c = source_[at];
            if (c == '>') {
                return at + 1;
            }
            at = is_blank(c) || c == '/' ? at + 1 : read_attribute(at).end;
        }
        return at;
    }

    [[nodiscard]] std::size_t name_end(std::size_t at) const {
        while (at < source_.size() && !is_blank(source_[at]) && source_[at] != '/' &&
               source_[at] != '>') {
            ++at;
        }
        return at;
    }

    std::size_t read_start_tag(std::size_t at) {
        std::size_t end = name_end(at + 1);
        const Name tag(source_.substr(at + 1, end - at - 1));
        bool json_ld = false;
        while (end < source_.size() && source_[end] != '>') {
            if (is_blank(source_[end]) || source_[end] == '/') {
                ++end;
                continue;
            }
            const Attribute attribute = read_attribute(end);
            const Name name(
                source_.substr(attribute.begin, attribute.name_end - attribute.begin));
            const std::string_view value = quote(source_, attribute.value);
            json_ld = json_ld || (name.view() == "type" &&
                                  lower_ascii(value).find("ld+json") != npos);
            if (!wanted(tag.view(), name.view(), value)) {
                drop(attribute.begin, attribute.end);
            }
            end = attribute.end;
        }
        if (end >= source_.size()) {
            return source_.size();
        }
        return read_content(tag.view(), end + 1, json_ld);
    }

    static bool wanted(std::string_view tag,
                       std::string_view name,
                       std::string_view value) {
        if (name == "style") {  // only whether it is shown
            return value.find("none") != npos || value.find("hidden") != npos;
        }
        if (name == "title") {  // of dates, as microformats have them
            return tag == "abbr" || tag == "time";
        }
        if (name == "href") {
            return tag == "a" || tag == "link" || tag == "base" || tag == "area";
        }
        return is_kept_attribute(name);
    }

    std::size_t read_content(std::string_view tag, std::size_t at, bool json_ld) {
        if (tag == "svg") {
            return read_drawing(at);
        }
        if (tag == "plaintext") {
            return source_.size();
        }
        const Raw raw = raw_of(tag);
        if (raw == Raw::none) {
            return at;
        }
        if (tag == "noscript" && no_noscript_) {
            return at;
        }
        std::size_t end = raw == Raw::script ? script_end(at) : end_tag(tag, at);
        if (end == npos && tag == "noscript") {
            no_noscript_ = true;
            return at;
        }
        end = std::min(end, source_.size());
        if (json_ld && raw == Raw::script) {
            page_.json_ld.push_back(
                {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        }
        if (raw != Raw::kept) {
            drop(at, end);
        }
        return end < source_.size() ? skip_tag(end + 2) : end;
    }

    /// True where "</tag" or "<tag" (without "<") stands at `at`, and the name ends
    /// there.
    [[nodiscard]] bool names(std::size_t at, std::string_view tag) const {
        if (source_.size() - at <= tag.size()) {
            return false;
        }
        const char stop = source_[at + tag.size()];
        return (is_blank(stop) || stop == '/' || stop == '>') &&
               std::equal(tag.begin(),
                          tag.end(),
                          source_.begin() + static_cast<std::ptrdiff_t>(at),
                          [](char a, char b) { return a == lower(b); });
    }

    /// Where "</tag" stands, or npos.
    [[nodiscard]] std::size_t end_tag(std::string_view tag, std::size_t at) const {
        while ((at = source_.find("</", at)) != npos) {
            if (names(at + 2, tag)) {
                return at;
            }
            at += 2;
        }
        return npos;
    }

    /// The same for a script, in which "<!--" may hide an end tag (13.2.5.15 to 31).
    [[nodiscard]] std::size_t script_end(std::size_t at) const {
        bool escaped = false;
        bool doubly = false;
        std::size_t leave = 0;  // the next "-->" where it is known; npos: none
        while (at < source_.size()) {
            std::size_t next = source_.find('<', at);
            if (escaped && leave != npos && leave < at) {
                leave = source_.find("-->", at);
            }
            if (escaped && leave < next) {
                escaped = doubly = false;
                at = leave + 3;
                continue;
            }
            if (next == npos) {
                return npos;
            }
            if (!escaped && source_.substr(next).starts_with("<!--")) {
                escaped = true;
                at = next + 2;
                leave = source_.find("-->", at);
                continue;
            }
            const bool closing = byte(next + 1) == '/';
            if (names(std::min(next + (closing ? 2 : 1), source_.size()), "script")) {
                if (closing && !doubly) {
                    return next;
                }
                doubly = escaped && !closing;
            }
            at = next + 1;
        }
        return npos;
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

    /// Behind the comment, the CDATA section or the declaration at `at`, in a drawing.
    [[nodiscard]] std::size_t after_declaration(std::size_t at) const {
        if (source_.substr(at).starts_with("<!--")) {
            return comment_at(at + 4).next;
        }
        if (source_.substr(at).starts_with("<![CDATA[")) {
            const std::size_t end = source_.find("]]>", at);
            return end == npos ? source_.size() : end + 3;
        }
        return after('>', at);
    }

    static bool may_hold_html(std::string_view tag) {
        return tag == "foreignobject" || tag == "title" || tag == "desc";
    }

    /// No markup stands between `at` and "</tag".
    [[nodiscard]] bool closes_at_once(std::size_t at, std::string_view tag) const {
        const std::size_t next = source_.find('<', at);
        return next != npos && byte(next + 1) == '/' && names(next + 2, tag);
    }

    std::string_view source_;
    CondensedPage page_;
    std::size_t copied_ = 0;
    bool keeps_rest_ = false;  ///< nothing more is left out
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

CondensedPage condense(std::string_view source) {
    return Condenser(source).run();
}

}  // namespace chancery
