// SPDX-License-Identifier: Apache-2.0
#include "article_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace chancery::cli {

namespace {

using Json = nlohmann::ordered_json;

bool is_subhead(const Block& block) {
    return block.rule == "subhead";
}

/// Headings inside the story are read with it, though they tell no acts.
bool is_story(const Block& block) {
    return block.kind == BlockKind::paragraph || is_subhead(block);
}

std::string one_line(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

std::string text_of(const Article& article) {
    std::string out;
    for (const Block& block : article.blocks) {
        if (is_story(block)) {
            out += out.empty() ? "" : "\n\n";
            out += one_line(quote(article.text, block.span));
        }
    }
    return out;
}

void set(Json& out, const char* name, const std::string& value) {
    if (!value.empty()) {
        out[name] = value;
    }
}

/// Title, days and the like; what is not known is left out.
Json fields_of(const Article& article) {
    Json out = Json::object();
    set(out, "url", article.url);
    set(out, "title", article.title);
    if (!article.authors.empty()) {
        out["authors"] = article.authors;
    }
    set(out, "outlet", article.outlet);
    set(out, "agency", article.agency);
    set(out, "dateline", article.dateline);
    set(out, "published", article.published ? article.published->iso() : "");
    set(out, "published_at", article.published_at);
    set(out, "updated_at", article.updated_at);
    set(out, "language", article.language);
    return out;
}

Json provenance_of(const Article& article) {
    Json out = Json::object();
    for (const auto& [name, from] : {std::pair{"published", &article.published_from},
                                     std::pair{"authors", &article.authors_from},
                                     std::pair{"outlet", &article.outlet_from},
                                     std::pair{"agency", &article.agency_from},
                                     std::pair{"dateline", &article.dateline_from},
                                     std::pair{"language", &article.language_from}}) {
        set(out, name, from->rule);
    }
    return out;
}

Json blocks_of(const Article& article, bool furniture) {
    Json out = Json::array();
    for (const Block& block : article.blocks) {
        if (!furniture && !is_story(block) && block.kind != BlockKind::title) {
            continue;
        }
        const Span source = source_span(article, block.span);
        out.push_back({{"kind", is_subhead(block) ? "subhead" : name(block.kind)},
                       {"rule", block.rule},
                       {"text", quote(article.text, block.span)},
                       {"source", Json::array({source.begin, source.end})}});
    }
    return out;
}

Json remarks_of(const Article& article) {
    Json out = Json::array();
    for (const Remark& remark : article.remarks) {
        out.push_back({{"rule", remark.rule}, {"words", remark.words}});
    }
    return out;
}

/// Words that Markdown would take for markup are kept as they are.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_[]<>#|~").find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += c == '\n' ? ' ' : c;
    }
    const std::size_t digits = out.find_first_not_of("0123456789");
    if (out.starts_with('-') || out.starts_with('+') || out.starts_with('=')) {
        out.insert(0, 1, '\\');
    } else if (digits != 0 && digits < out.size() &&
               (out[digits] == '.' || out[digits] == ')')) {
        out.insert(digits, 1, '\\');
    }
    return out;
}

std::string dumped(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string to_json_line(const Article& article, bool furniture) {
    Json out = {{"doc", article.doc}, {"path", article.path}};
    out.update(fields_of(article));
    out["text"] = text_of(article);
    out["blocks"] = blocks_of(article, furniture);
    if (!article.remarks.empty()) {
        out["remarks"] = remarks_of(article);
    }
    out["from"] = provenance_of(article);
    return dumped(out) + '\n';
}

std::string to_markdown(const Article& article) {
    std::string out = "---\n";
    out += "doc: " + dumped(article.doc) + '\n';
    const Json fields = fields_of(article);
    for (const auto& [name, value] : fields.items()) {
        out += name + ": " + dumped(value) + '\n';  // JSON is YAML
    }
    out += "---\n";
    if (!article.title.empty()) {
        out += "\n# " + escaped(article.title) + '\n';
    }
    bool in_list = false;
    for (const Block& block : article.blocks) {
        if (!is_story(block)) {
            continue;
        }
        const bool item = block.rule == "list-item";
        out += item && in_list ? "" : "\n";
        out += is_subhead(block) ? "## " : item ? "- " : "";
        out += escaped(quote(article.text, block.span)) + '\n';
        in_list = item;
    }
    return out;
}

}  // namespace chancery::cli
