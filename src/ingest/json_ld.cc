// SPDX-License-Identifier: Apache-2.0
// A lenient reader makes values with indices to their members; then the object that
// describes the story is chosen, and what it refers to by "@id" is looked up.
#include "ingest/json_ld.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "ingest/clean.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;

enum class Kind : std::uint8_t { object, list, text, other };

/// Members of an object or list are a chain from `first` by `next`.
struct Value {
    Kind kind = Kind::other;
    std::string_view key;   ///< as it stands between the quotation marks
    std::string_view text;  ///< the same; of `other` the word or number
    std::uint32_t first = none;
    std::uint32_t next = none;
};

bool is_blank(char c) {
    return static_cast<unsigned char>(c) <= ' ';
}

class JsonReader {
  public:
    explicit JsonReader(std::vector<Value>& values) : values_(values) {}

    /// Adds every value of the script to `roots`.
    void read(std::string_view json, std::vector<std::uint32_t>& roots) {
        json_ = json;
        at_ = 0;
        while (at_ < json_.size()) {
            const char c = json_[at_];
            if (json_.substr(at_).starts_with("[CDATA[")) {
                at_ += 7;
            } else if (c == '{' || c == '[') {
                roots.push_back(read_value({}, 0));
            } else {
                ++at_;
            }
        }
    }

  private:
    [[nodiscard]] char peek() {
        while (at_ < json_.size()) {
            if (is_blank(json_[at_])) {
                ++at_;
            } else if (json_.substr(at_).starts_with("/*")) {
                const std::size_t end = json_.find("*/", at_ + 2);
                at_ = end == std::string_view::npos ? json_.size() : end + 2;
            } else {
                return json_[at_];
            }
        }
        return '\0';
    }

    std::uint32_t add(Kind kind, std::string_view key) {
        values_.push_back({kind, key, {}, none, none});
        return static_cast<std::uint32_t>(values_.size() - 1);
    }

    std::uint32_t read_value(std::string_view key, int depth) {
        const char c = peek();
        if ((c == '{' || c == '[') && depth < 64) {
            return read_members(key, depth, c == '{');
        }
        if (c == '"') {
            const std::uint32_t out = add(Kind::text, key);
            values_[out].text = read_string();
            return out;
        }
        const std::uint32_t out = add(Kind::other, key);
        const std::size_t begin = at_;
        while (at_ < json_.size() && json_[at_] != ',' && json_[at_] != '}' &&
               json_[at_] != ']' && json_[at_] != '"') {
            ++at_;
        }
        at_ += at_ == begin && at_ < json_.size() && json_[at_] == '"' ? 1U : 0U;
        values_[out].text = json_.substr(begin, at_ - begin);
        return out;
    }

    std::uint32_t read_members(std::string_view key, int depth, bool object) {
        const std::uint32_t out = add(object ? Kind::object : Kind::list, key);
        ++at_;
        std::uint32_t last = none;
        for (char c = peek(); c != '\0'; c = peek()) {
            if (c == '}' || c == ']') {  // also the wrong one of the two
                ++at_;
                break;
            }
            if (c == ',' || c == ':') {
                ++at_;
                continue;
            }
            std::string_view name;
            if (object) {
                if (c != '"') {  // garbage between members
                    ++at_;
                    continue;
                }
                name = read_string();
                if (peek() != ':') {
                    continue;
                }
                ++at_;
            }
            const std::uint32_t member = read_value(name, depth + 1);
            (last == none ? values_[out].first : values_[last].next) = member;
            last = member;
        }
        return out;
    }

    /// The string whose quotation mark stands at `at_`. A mark that no sign of structure
    /// follows is taken for a part of the string.
    std::string_view read_string() {
        const std::size_t begin = ++at_;
        while (at_ < json_.size()) {
            const char c = json_[at_];
            if (c == '\\') {
                at_ += 2;
                continue;
            }
            if (c == '"' && ends_string(at_ + 1)) {
                const std::string_view out = json_.substr(begin, at_ - begin);
                ++at_;
                return out;
            }
            ++at_;
        }
        at_ = json_.size();
        return json_.substr(std::min(begin, json_.size()));
    }

    [[nodiscard]] bool ends_string(std::size_t at) const {
        constexpr std::size_t near = 64;  // white space of a page laid out by hand
        const std::size_t stop = std::min(json_.size(), at + near);
        bool line = false;
        while (at < stop && is_blank(json_[at])) {
            line = line || json_[at] == '\n';
            ++at;
        }
        if (at >= stop) {
            return true;
        }
        const char c = json_[at];
        return c == ',' || c == ':' || c == '}' || c == ']' || (line && c == '"');
    }

    std::vector<Value>& values_;
    std::string_view json_;
    std::size_t at_ = 0;
};

void append_code_point(std::string& out, std::uint32_t value) {
    append_utf8(out, value >= 0xD800 && value < 0xE000 ? 0xFFFDU : value);
}

std::uint32_t hex4(std::string_view text) {
    std::uint32_t value = 0;
    for (const char c : text.substr(0, 4)) {
        const std::uint32_t digit =
            c >= '0' && c <= '9'   ? static_cast<std::uint32_t>(c - '0')
            : c >= 'a' && c <= 'f' ? static_cast<std::uint32_t>(c - 'a') + 10
            : c >= 'A' && c <= 'F' ? static_cast<std::uint32_t>(c - 'A') + 10
                                   : 0;
        value = value * 16 + digit;
    }
    return value;
}

/// Escapes and character references decoded, white space squeezed.
std::string decoded(std::string_view raw) {
    std::string plain;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\' || i + 1 == raw.size()) {
            plain += raw[i];
            continue;
        }
        const char c = raw[++i];
        if (c != 'u' || i + 4 >= raw.size()) {
            plain += c == 'n' || c == 'r' || c == 't' || c == 'b' || c == 'f' ? ' ' : c;
            continue;
        }
        std::uint32_t value = hex4(raw.substr(i + 1));
        i += 4;
        if (value >= 0xD800 && value < 0xDC00 && raw.substr(i + 1).starts_with("\\u") &&
            i + 6 < raw.size()) {
            const std::uint32_t low = hex4(raw.substr(i + 3));
            if (low >= 0xDC00 && low < 0xE000) {
                value = 0x10000U + ((value - 0xD800U) << 10U) + (low - 0xDC00U);
                i += 6;
            }
        }
        append_code_point(plain, value);
    }
    CleanText clean;
    append_clean(clean, plain, 0, true);
    std::string out;
    bool space = false;
    for (const char c : clean.text) {
        if (is_blank(c)) {
            space = !out.empty();
        } else {
            out += space ? " " : "";
            out += c;
            space = false;
        }
    }
    return out;
}

bool is_story_type(std::string_view type) {
    return type.ends_with("Article") || type == "BlogPosting" ||
           type == "LiveBlogPosting" || type == "Report" ||
           type == "SocialMediaPosting" || type == "DiscussionForumPosting";
}

bool is_page_type(std::string_view type) {
    return type.ends_with("Page") || type == "CreativeWork" || type == "WebContent" ||
           type == "Review" || type == "HowTo" || type == "Recipe" || type == "Guide";
}

class Story {
  public:
    explicit Story(const std::vector<Value>& values) : values_(values) {}

    LinkedStory read(const std::vector<std::uint32_t>& roots) {
        for (const std::uint32_t root : roots) {
            visit(root, 0, false);
        }
        LinkedStory out;
        if (story_ != none) {
            fill(out, story_);
        }
        if (page_ != none) {
            LinkedStory page;
            fill(page, page_);
            complete(out, page);
        }
        return out;
    }

  private:
    template <typename Visit>
    void for_members(std::uint32_t of, Visit visit_one) const {
        for (std::uint32_t i = values_[of].first; i != none; i = values_[i].next) {
            visit_one(i);
        }
    }

    [[nodiscard]] std::uint32_t member(std::uint32_t of, std::string_view key) const {
        if (values_[of].kind == Kind::object) {
            for (std::uint32_t i = values_[of].first; i != none; i = values_[i].next) {
                if (values_[i].key == key) {
                    return i;
                }
            }
        }
        return none;
    }

    template <typename Visit>
    void for_types(std::uint32_t object, Visit visit_type) const {
        const std::uint32_t type = member(object, "@type");
        if (type == none) {
            return;
        }
        const auto visit_one = [&](std::uint32_t i) {
            std::string_view name = values_[i].text;
            const std::size_t slash = name.find_last_of("/:#");
            visit_type(slash == std::string_view::npos ? name : name.substr(slash + 1));
        };
        if (values_[type].kind == Kind::list) {
            for_members(type, visit_one);
        } else {
            visit_one(type);
        }
    }

    [[nodiscard]] bool is_type(std::uint32_t object, std::string_view wanted) const {
        bool found = false;
        for_types(object, [&](std::string_view t) { found = found || t == wanted; });
        return found;
    }

    void visit(std::uint32_t at, int depth, bool inside_story) {
        const Value& value = values_[at];
        if (value.kind == Kind::object) {
            if (const std::uint32_t id = member(at, "@id");
                id != none && member(at, "name") != none) {
                by_id_.try_emplace(values_[id].text, at);
            }
            bool story = false;
            for_types(at, [&](std::string_view type) {
                story = story || is_story_type(type);
                if (page_ == none && is_page_type(type) && !inside_story) {
                    page_ = at;
                }
            });
            const bool full = member(at, "headline") != none ||
                              member(at, "datePublished") != none ||
                              member(at, "author") != none;
            if (story && full && story_ == none) {
                story_ = at;
            }
            if (depth == 0 && full && page_ == none && member(at, "@type") == none) {
                page_ = at;
            }
            inside_story = inside_story || story;
        }
        if (value.kind == Kind::object || value.kind == Kind::list) {
            for_members(at, [&](std::uint32_t i) { visit(i, depth + 1, inside_story); });
        }
    }

    [[nodiscard]] std::string text_of(std::uint32_t at) const {
        return at == none ? std::string() : decoded(values_[at].text);
    }

    /// The text of a member: itself, its "name", "@id" or "@value", the first of a list.
    [[nodiscard]] std::string text_member(std::uint32_t of, std::string_view key) const {
        std::uint32_t at = member(of, key);
        if (at != none && values_[at].kind == Kind::list) {
            at = values_[at].first;
        }
        if (at == none || values_[at].kind == Kind::list) {
            return {};
        }
        if (values_[at].kind != Kind::object) {
            return values_[at].kind == Kind::other && values_[at].text.starts_with("null")
                       ? std::string()
                       : text_of(at);
        }
        at = resolved(at);
        for (const std::string_view inner : {"name", "@value", "@id", "url"}) {
            if (const std::uint32_t found = member(at, inner);
                found != none && values_[found].kind == Kind::text) {
                return text_of(found);
            }
        }
        return {};
    }

    /// An object that holds an "@id" only stands for the one that has the rest.
    [[nodiscard]] std::uint32_t resolved(std::uint32_t at) const {
        const std::uint32_t id = member(at, "@id");
        if (id == none || member(at, "name") != none) {
            return at;
        }
        const auto found = by_id_.find(values_[id].text);
        return found == by_id_.end() ? at : found->second;
    }

    void add_author(LinkedStory& out, std::uint32_t at) const {
        constexpr std::size_t most = 64;
        if (out.authors.size() + out.organisations.size() >= most) {
            return;
        }
        const Value& value = values_[at];
        if (value.kind == Kind::list) {
            for_members(at, [&](std::uint32_t i) {
                if (values_[i].kind != Kind::list) {
                    add_author(out, i);
                }
            });
            return;
        }
        if (value.kind == Kind::text) {
            add_name(out.authors, text_of(at));
            return;
        }
        if (value.kind != Kind::object) {
            return;
        }
        const std::uint32_t object = resolved(at);
        const bool organisation =
            !is_type(object, "Person") &&
            (is_type(object, "Organization") || is_type(object, "NewsMediaOrganization"));
        auto& names = organisation ? out.organisations : out.authors;
        const std::uint32_t name = member(object, "name");
        if (name != none && values_[name].kind == Kind::list) {
            for_members(name, [&](std::uint32_t i) { add_name(names, text_of(i)); });
        } else if (name != none && values_[name].kind == Kind::text) {
            add_name(names, text_of(name));
        }
    }

    static void add_name(std::vector<std::string>& names, std::string name) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(std::move(name));
        }
    }

    void fill(LinkedStory& out, std::uint32_t at) const {
        for_types(at, [&](std::string_view type) {
            out.type = out.type.empty() ? std::string(type) : out.type;
            out.live_blog = out.live_blog || type == "LiveBlogPosting";
        });
        out.headline = text_member(at, "headline");
        if (out.headline.empty() && is_story_type(out.type)) {
            out.headline = text_member(at, "name");
        }
        for (const std::string_view key : {"author", "creator"}) {
            const std::uint32_t author = member(at, key);
            if (author != none && out.authors.empty() && out.organisations.empty()) {
                add_author(out, author);
            }
        }
        out.published = text_member(at, "datePublished");
        if (out.published.empty()) {
            out.published = text_member(at, "dateCreated");
        }
        out.updated = text_member(at, "dateModified");
        out.publisher = text_member(at, "publisher");
        for (const std::string_view key :
             {"sourceOrganization", "provider", "copyrightHolder"}) {
            out.source = out.source.empty() ? text_member(at, key) : out.source;
        }
        out.url = text_member(at, "mainEntityOfPage");
        out.url = out.url.starts_with("http") ? out.url : text_member(at, "url");
        out.language = text_member(at, "inLanguage");
    }

    static void complete(LinkedStory& story, const LinkedStory& page) {
        if (story.authors.empty() && story.organisations.empty()) {
            story.authors = page.authors;
            story.organisations = page.organisations;
        }
        const auto take = [](std::string& field, const std::string& from) {
            field = field.empty() ? from : field;
        };
        take(story.published, page.published);
        take(story.updated, page.updated);
        take(story.publisher, page.publisher);
        take(story.language, page.language);
    }

    const std::vector<Value>& values_;
    std::unordered_map<std::string_view, std::uint32_t> by_id_;
    std::uint32_t story_ = none;
    std::uint32_t page_ = none;
};

}  // namespace

LinkedStory read_json_ld(const std::vector<std::string_view>& scripts) {
    std::vector<Value> values;
    std::vector<std::uint32_t> roots;
    JsonReader reader(values);
    for (const std::string_view script : scripts) {
        reader.read(script, roots);
    }
    return Story(values).read(roots);
}

}  // namespace chancery
