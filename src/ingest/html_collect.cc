// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_collect.h"

#include <algorithm>
#include <array>

#include "ingest/html_tags.h"

namespace chancery {

namespace {

constexpr std::size_t npos = std::string_view::npos;

enum class Field : std::uint8_t {
    title,
    site,
    url,
    language,
    author,
    published,
    published_weak,
    updated
};

struct MetaKey {
    std::string_view name;  ///< lower case
    Field field;
};

/// Names of <meta>, as OpenGraph, Dublin Core, RDFa and the larger publishing systems
/// have them. Those that systems use for other days too are weak.
constexpr std::array<MetaKey, 66> meta_keys{{
    {"og:title", Field::title},
    {"twitter:title", Field::title},
    {"parsely-title", Field::title},
    {"sailthru.title", Field::title},
    {"dc.title", Field::title},
    {"dcterms.title", Field::title},
    {"citation_title", Field::title},
    {"og:site_name", Field::site},
    {"application-name", Field::site},
    {"citation_journal_title", Field::site},
    {"og:url", Field::url},
    {"twitter:url", Field::url},
    {"parsely-link", Field::url},
    {"og:locale", Field::language},
    {"content-language", Field::language},
    {"dc.language", Field::language},
    {"author", Field::author},
    {"article:author", Field::author},
    {"article:author_name", Field::author},
    {"article.author", Field::author},
    {"og:article:author", Field::author},
    {"parsely-author", Field::author},
    {"sailthru.author", Field::author},
    {"dc.creator", Field::author},
    {"dcterms.creator", Field::author},
    {"dc.contributor.author", Field::author},
    {"citation_author", Field::author},
    {"byl", Field::author},
    {"byline", Field::author},
    {"authors", Field::author},
    {"article-author", Field::author},
    {"cxenseparse:author", Field::author},
    {"rnews:creator", Field::author},
    {"article:published_time", Field::published},
    {"article:published", Field::published},
    {"og:article:published_time", Field::published},
    {"og:published_time", Field::published},
    {"article.published", Field::published},
    {"datepublished", Field::published},
    {"rnews:datepublished", Field::published},
    {"parsely-pub-date", Field::published},
    {"sailthru.date", Field::published},
    {"dc.date.issued", Field::published},
    {"dcterms.issued", Field::published},
    {"citation_publication_date", Field::published},
    {"citation_date", Field::published},
    {"cxenseparse:recs:publishtime", Field::published},
    {"publish_date", Field::published},
    {"publish-date", Field::published},
    {"publishdate", Field::published},
    {"published_date", Field::published},
    {"publication_date", Field::published},
    {"pubdate", Field::published},
    {"article_date_original", Field::published},
    {"bt:pubdate", Field::published},
    {"datecreated", Field::published_weak},
    {"dcterms.created", Field::published_weak},
    {"article.created", Field::published_weak},
    {"date", Field::published_weak},
    {"dc.date", Field::published_weak},
    {"dcterms.date", Field::published_weak},
    {"article:modified_time", Field::updated},
    {"og:updated_time", Field::updated},
    {"datemodified", Field::updated},
    {"dcterms.modified", Field::updated},
    {"last-modified", Field::updated},
}};

std::string trimmed_text(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == npos ? std::string()
                         : std::string(text.substr(
                               first, text.find_last_not_of(" \t\r\n") - first + 1));
}

class Collector {
  public:
    explicit Collector(const Dom& dom) : dom_(dom) {}

    Collected run() {
        for (std::uint32_t i = 0; i < dom_.size(); ++i) {
            const DomNode& node = dom_[i];
            if (node.is_text()) {
                continue;
            }
            switch (node.tag) {
                case GUMBO_TAG_HTML:
                    out_.declared_language =
                        language_tag(dom_.attribute(i, Attribute::lang));
                    break;
                case GUMBO_TAG_META:
                    read_meta(i);
                    break;
                case GUMBO_TAG_LINK:
                    if (lower_ascii(dom_.attribute(i, Attribute::rel)) == "canonical") {
                        out_.urls.insert(
                            out_.urls.begin(),
                            trimmed_text(dom_.attribute(i, Attribute::href)));
                    }
                    break;
                case GUMBO_TAG_TITLE:
                    if (out_.document_title.empty() && i + 1 < node.end) {
                        out_.document_title = dom_.text(i, 1000);
                    }
                    break;
                default:
                    break;
            }
            if (node.attributes > 0) {
                read_item(i);
            }
        }
        return std::move(out_);
    }

  private:
    void read_meta(std::uint32_t i) {
        const std::string value = trimmed_text(dom_.attribute(i, Attribute::content));
        if (value.empty()) {
            return;
        }
        for (const Attribute key :
             {Attribute::property, Attribute::name, Attribute::http_equiv}) {
            const std::string name = lower_ascii(dom_.attribute(i, key));
            if (name.empty()) {
                continue;
            }
            const auto* known =
                std::find_if(meta_keys.begin(), meta_keys.end(), [&](const MetaKey& k) {
                    return k.name == name;
                });
            if (known != meta_keys.end()) {
                take(known->field, name == "citation_author" ? in_order(value) : value);
            } else if (name.find("publish") != npos && value.size() < 40) {
                take(Field::published_weak, value);
            }
        }
    }

    /// "Roe, Jane" → "Jane Roe"
    static std::string in_order(const std::string& name) {
        const std::size_t comma = name.find(", ");
        return comma == npos || name.find(',', comma + 1) != npos
                   ? name
                   : name.substr(comma + 2) + ' ' + name.substr(0, comma);
    }

    static void first(std::optional<Moment>& slot, std::string_view value) {
        if (!slot) {
            slot = read_moment(value);
        }
    }

    void take(Field field, const std::string& value) {
        constexpr std::size_t most = 64;
        const auto push = [&](std::vector<std::string>& list) {
            if (list.size() < most) {
                list.push_back(value);
            }
        };
        switch (field) {
            case Field::title:
                push(out_.titles);
                break;
            case Field::site:
                push(out_.sites);
                break;
            case Field::url:
                push(out_.urls);
                break;
            case Field::language:
                push(out_.languages);
                break;
            case Field::author:
                if (!is_url(value)) {
                    push(out_.authors);
                }
                break;
            case Field::published:
                first(out_.published, value);
                break;
            case Field::published_weak:
                first(out_.published_weak, value);
                break;
            case Field::updated:
                first(out_.updated, value);
                break;
        }
    }

    void read_item(std::uint32_t i) {
        const std::string_view prop = dom_.attribute(i, Attribute::itemprop);
        if (prop.empty() || in_comment(i)) {
            return;
        }
        const auto holds = [prop](std::string_view name) {
            return prop.find(name) != npos;
        };
        if (holds("datePublished") || holds("dateCreated")) {
            first(out_.item_published, item_value(i));
        } else if (holds("dateModified")) {
            first(out_.item_updated, item_value(i));
        } else if (prop == "author" || prop == "creator" || holds("author ")) {
            read_item_author(i);
        }
    }

    /// What is said of a reader's comment or of another story is not said of this one.
    [[nodiscard]] bool in_comment(std::uint32_t i) const {
        constexpr int most = 12;
        int level = 0;
        for (std::uint32_t at = i; at != 0 && level < most; ++level) {
            at = dom_[at].parent;
            const std::string_view prop = dom_.attribute(at, Attribute::itemprop);
            const std::string_view type = dom_.attribute(at, Attribute::itemtype);
            if (prop.find("comment") != npos || type.ends_with("Comment") ||
                type.ends_with("Review") || prop.find("review") != npos ||
                prop == "image" || dom_[at].tag == GUMBO_TAG_FIGURE ||
                type.ends_with("ImageObject") || type.ends_with("VideoObject")) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::string item_value(std::uint32_t i) const {
        for (const Attribute name :
             {Attribute::content, Attribute::datetime, Attribute::title}) {
            if (const std::string_view value = dom_.attribute(i, name); !value.empty()) {
                return std::string(value);
            }
        }
        return dom_.text(i, 200);
    }

    void read_item_author(std::uint32_t i) {
        constexpr std::uint32_t most_nodes = 60;
        std::string name(dom_.attribute(i, Attribute::content));
        for (std::uint32_t at = i + 1;
             name.empty() && at < std::min(dom_[i].end, i + most_nodes);
             ++at) {
            if (dom_.attribute(at, Attribute::itemprop).find("name") != npos) {
                name = item_value(at);
            }
        }
        name = name.empty() ? dom_.text(i, 200) : trimmed_text(name);
        if (!name.empty() && !is_url(name) && name.size() < 200 &&
            out_.item_authors.size() < 32) {
            out_.item_authors.emplace_back(i, std::move(name));
        }
    }

    const Dom& dom_;
    Collected out_;
};

}  // namespace

bool is_url(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://") ||
           text.starts_with("//") || text.starts_with("www.");
}

std::string host_of(std::string_view url) {
    const std::size_t scheme = url.find("//");
    if (scheme == npos) {
        return {};
    }
    const std::size_t begin = scheme + 2;
    std::string host =
        lower_ascii(url.substr(begin, url.find_first_of("/?#:", begin) - begin));
    return host.starts_with("www.") ? host.substr(4) : host;
}

std::string language_tag(std::string_view text) {
    std::string tag = trimmed_text(text.substr(0, text.find_first_of(",; ")));
    std::replace(tag.begin(), tag.end(), '_', '-');
    const bool plain = std::all_of(tag.begin(), tag.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               (c >= '0' && c <= '9');
    });
    return plain && tag.size() >= 2 && tag.size() <= 35 && tag.find('-') != 0 &&
                   tag.find('-') != 1
               ? tag
               : std::string();
}

Collected collect_meta(const Dom& dom) {
    return Collector(dom).run();
}

}  // namespace chancery
