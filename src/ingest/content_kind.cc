// SPDX-License-Identifier: Apache-2.0
#include "ingest/content_kind.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/header_fields.h"
#include "ingest/record_header.h"
#include "ingest/unpack.h"

namespace chancery {

namespace {

struct Extension {
    std::string_view text;
    ContentKind kind;
    bool in_folders;
};

constexpr std::array extensions{
    Extension{".txt", ContentKind::document, true},
    Extension{".html", ContentKind::document, true},
    Extension{".htm", ContentKind::document, true},
    Extension{".xhtml", ContentKind::document, true},
    Extension{".zip", ContentKind::archive, true},
    Extension{".tar", ContentKind::archive, true},
    Extension{".warc", ContentKind::warc, true},
    Extension{".wet", ContentKind::warc, true},
    Extension{".arc", ContentKind::arc, true},
    Extension{".rss", ContentKind::feed, true},
    Extension{".atom", ContentKind::feed, true},
    Extension{".xml", ContentKind::feed, false},
    Extension{".rdf", ContentKind::feed, false},
    Extension{".json", ContentKind::json, false},
    Extension{".jsonl", ContentKind::json_lines, true},
    Extension{".ndjson", ContentKind::json_lines, true},
    Extension{".csv", ContentKind::csv, false},
    Extension{".tsv", ContentKind::tsv, false},
    Extension{".eml", ContentKind::mail, true},
    Extension{".mbox", ContentKind::mailbox, true},
};

constexpr std::array<std::string_view, 4> packings{".gz", ".zst", ".xz", ".bz2"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> short_names{
    std::pair{".tgz", ".tar"}, std::pair{".taz", ".tar"}};

bool has_suffix(std::string_view lower_name, std::string_view suffix) {
    return lower_name.size() > suffix.size() && lower_name.ends_with(suffix);
}

const Extension* extension_of(std::string_view name) {
    const std::string small = lower(name);
    const auto* const found =
        std::find_if(extensions.begin(), extensions.end(), [&](const Extension& one) {
            return has_suffix(small, one.text);
        });
    return found == extensions.end() ? nullptr : found;
}

/// Behind a byte-order mark and white space.
std::string_view first_words(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view() : bytes.substr(begin);
}

/// The name of the first element behind declaration, comments and doctype; empty where
/// there is none.
std::string_view root_element(std::string_view text) {
    while (text.starts_with('<')) {
        if (text.starts_with("<?")) {
            const std::size_t end = text.find("?>");
            text = end == std::string_view::npos ? "" : first_words(text.substr(end + 2));
        } else if (text.starts_with("<!--")) {
            const std::size_t end = text.find("-->");
            text = end == std::string_view::npos ? "" : first_words(text.substr(end + 3));
        } else if (text.starts_with("<!")) {
            const std::size_t end = text.find('>');
            text = end == std::string_view::npos ? "" : first_words(text.substr(end + 1));
        } else {
            return text.substr(1, text.find_first_of(" \t\r\n/>", 1) - 1);
        }
    }
    return {};
}

/// An object with a key: more than a brace in scraped text.
bool is_json_object(std::string_view text) {
    if (!text.starts_with('{')) {
        return false;
    }
    text = first_words(text.substr(1));
    if (!text.starts_with('"')) {
        return text.starts_with('}');
    }
    const std::size_t end = text.find('"', 1);
    return end != std::string_view::npos &&
           first_words(text.substr(end + 1)).starts_with(':');
}

/// Lines of a mail's header, among them one that only mail has.
bool is_mail_header(std::string_view text) {
    bool only_mail = false;
    int lines = 0;
    while (!text.empty()) {
        const std::size_t feed = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, feed));
        if (line.empty() || feed == std::string_view::npos) {
            break;
        }
        const bool folded = text[0] == ' ' || text[0] == '\t';
        const std::string name = lower(line.substr(0, line.find(':')));
        if (!folded && (name.size() == line.size() ||
                        name.find_first_of(" \t<>\"'.,") != std::string::npos)) {
            return false;
        }
        only_mail = only_mail || name == "message-id" || name == "mime-version" ||
                    name == "received" || name == "return-path" || name == "delivered-to";
        ++lines;
        text.remove_prefix(feed + 1);
    }
    return only_mail && lines >= 2;
}

bool is_mailbox(std::string_view text) {
    const std::size_t feed = text.find('\n');
    return text.starts_with("From ") && feed != std::string_view::npos &&
           is_mail_header(text.substr(feed + 1));
}

bool is_tar(std::string_view bytes) {
    return bytes.size() >= 262 && bytes.substr(257, 5) == "ustar";
}

/// The block size is one digit; behind it the first block begins.
bool is_bzip2(std::string_view bytes) {
    return bytes.starts_with("BZh") && bytes.size() > 4 &&
           bytes.substr(4).starts_with("1AY&SY");
}

/// Formats whose first bytes can be nothing else.
ContentKind by_magic(std::string_view bytes) {
    switch (packing_of(bytes)) {
        case Packing::gzip:
            return ContentKind::gzip;
        case Packing::zstd:
            return ContentKind::zstd;
        case Packing::none:
            break;
    }
    if (bytes.starts_with(std::string_view("\xFD\x37zXZ\0", 6)) || is_bzip2(bytes)) {
        return ContentKind::other_packing;
    }
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06") ||
        is_tar(bytes)) {
        return ContentKind::archive;
    }
    if (begins_warc(bytes)) {
        return ContentKind::warc;
    }
    return begins_arc(bytes) && bytes.starts_with("filedesc:") ? ContentKind::arc
                                                               : ContentKind::document;
}

/// JSON: an object alone or over several lines is no line of JSON Lines.
ContentKind json_kind(std::string_view text, ContentKind named) {
    if (text.starts_with('[') || named == ContentKind::json) {
        return ContentKind::json;
    }
    return ContentKind::json_lines;
}

}  // namespace

bool is_feed(std::string_view bytes) {
    const std::string_view text = first_words(bytes);
    const std::string_view root = root_element(text);
    if (root == "rss" || root == "rdf:RDF" || root == "RDF") {
        return true;
    }
    return (root == "feed" || root.ends_with(":feed")) &&
           text.find("/Atom") != std::string_view::npos;
}

ContentKind content_kind(std::string_view bytes, std::string_view name) {
    if (const ContentKind magic = by_magic(bytes); magic != ContentKind::document) {
        return magic;
    }
    const Extension* extension = extension_of(name);
    const ContentKind named =
        extension == nullptr ? ContentKind::document : extension->kind;
    const std::string_view text = first_words(bytes);
    switch (named) {
        case ContentKind::csv:
        case ContentKind::tsv:
        case ContentKind::mail:
        case ContentKind::feed:
            return named;
        case ContentKind::mailbox:
            return text.starts_with("From ") ? named : ContentKind::mail;
        case ContentKind::warc:
        case ContentKind::arc:
            // Damaged at its beginning: the reader says so and searches.
            return named;
        case ContentKind::json:
        case ContentKind::json_lines:
            return json_kind(text, named);
        default:
            break;
    }
    if (is_feed(bytes)) {
        return ContentKind::feed;
    }
    if (is_json_object(text)) {
        return ContentKind::json_lines;
    }
    if (is_mailbox(text)) {
        return ContentKind::mailbox;
    }
    return is_mail_header(text) ? ContentKind::mail : ContentKind::document;
}

std::string without_packing(std::string_view name) {
    const std::string small = lower(name);
    for (const auto& [from, to] : short_names) {
        if (has_suffix(small, from)) {
            return std::string(name.substr(0, name.size() - from.size())) +
                   std::string(to);
        }
    }
    for (const std::string_view suffix : packings) {
        if (has_suffix(small, suffix)) {
            return std::string(name.substr(0, name.size() - suffix.size()));
        }
    }
    return std::string(name);
}

bool is_taken_from_folder(std::string_view name) {
    const std::string plain = without_packing(name);
    const Extension* extension = extension_of(plain);
    return extension != nullptr && (extension->in_folders || plain.size() != name.size());
}

bool may_hold_documents(std::string_view name) {
    const Extension* extension = extension_of(name);
    return extension != nullptr && !extension->in_folders;
}

bool is_taken_from_archive(std::string_view name) {
    const std::string plain = without_packing(name);
    return plain.size() != name.size() || extension_of(plain) != nullptr;
}

std::string name_stem(std::string_view name) {
    std::string plain = without_packing(name);
    if (const Extension* extension = extension_of(plain)) {
        plain.resize(plain.size() - extension->text.size());
    }
    return plain;
}

}  // namespace chancery
