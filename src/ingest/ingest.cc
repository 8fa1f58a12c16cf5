// SPDX-License-Identifier: Apache-2.0
#include "ingest/ingest.h"

#include <utility>

#include "ingest/clean.h"
#include "ingest/decode.h"
#include "ingest/html.h"
#include "ingest/language.h"
#include "ingest/limit_words.h"
#include "ingest/plain.h"
#include "ingest/telex.h"

namespace chancery {

namespace {

/// Offset of the first line that is longer than `limit`, or npos.
std::size_t long_line(std::string_view bytes, std::uint32_t limit) {
    for (std::size_t at = 0; bytes.size() - at > limit;) {
        const std::size_t feed = bytes.find('\n', at);
        const std::size_t end = feed == std::string_view::npos ? bytes.size() : feed;
        if (end - at > limit) {
            return at;
        }
        at = end + 1;
        if (at > bytes.size()) {
            break;
        }
    }
    return std::string_view::npos;
}

/// What was seen in the story and is not mended.
void add_remarks(Article& article) {
    for (const Block& block : article.blocks) {
        if (block.kind != BlockKind::paragraph && block.kind != BlockKind::title) {
            continue;
        }
        const std::vector<Span> found = find_telex(quote(article.text, block.span));
        if (found.empty()) {
            continue;
        }
        std::string words = "left-overs of a Vietnamese keyboard method:";
        for (const Span span : found) {
            words += ' ';
            words += quote(quote(article.text, block.span), span);
        }
        const Span first{block.span.begin + found.front().begin,
                         block.span.begin + found.front().end};
        article.remarks.push_back({"telex", first, std::move(words)});
    }
}

Result<void> fill_from_plain(Article& article, const IngestOptions& options) {
    if (long_line(article.source, options.limits.max_line) != std::string_view::npos) {
        return Error{"has a line longer than " + std::to_string(options.limits.max_line) +
                     " bytes; --max-line sets how long one may be"};
    }
    CleanText clean;
    append_clean(clean, article.source, 0, true);
    if (clean.mended > 0) {
        article.remarks.push_back(
            {"mojibake", {}, std::to_string(clean.mended) + " runs of mojibake read"});
    }
    fill_from_text(article, std::move(clean), *options.rules);
    return {};
}

/// The articles in the bytes, without what comes from elsewhere. Errors: why there is
/// none.
Result<std::vector<Article>> stories_of(const SourceFile& source,
                                        std::string_view bytes,
                                        const IngestOptions& options) {
    if (bytes.size() > options.limits.max_bytes) {
        return Error{larger_than(options.limits.max_bytes)};
    }
    auto decoded = decode_bytes(bytes, source.charset);
    if (!decoded) {
        return decoded.error();
    }
    Article article;
    article.doc = source.doc;
    article.path = source.path;
    article.source = std::move(decoded->text);
    article.repairs = decoded->repairs;
    if (std::string remark = charset_remark(*decoded); !remark.empty()) {
        article.remarks.push_back({"charset", {}, std::move(remark)});
    }
    if (looks_like_html(article.source, source.path)) {
        return read_page(std::move(article), *options.rules, options.limits.max_depth);
    }
    if (auto done = fill_from_plain(article, options); !done) {
        return done.error();
    }
    std::vector<Article> out;
    out.push_back(std::move(article));
    return out;
}

ArticleOrRefusal completed(Article article,
                           const SourceFile& source,
                           const IngestOptions& options) {
    add_remarks(article);
    const LanguageVerdict language = tell_language_of(article, source.language);
    if (!language.is_english()) {
        return Refusal{article.doc, article.path, refusal_of(language), language.code};
    }
    apply_meta(article, options.meta);
    return article;
}

}  // namespace

void apply_meta(Article& article, const MetaTable* meta) {
    const MetaRow* row = meta == nullptr ? nullptr : meta->find(article.doc);
    if (row == nullptr) {
        return;
    }
    if (row->date) {
        article.published = row->date;
        article.published_from = {"meta-file", {}};
    }
    if (!row->outlet.empty()) {
        article.outlet = row->outlet;
        article.outlet_from = {"meta-file", {}};
    }
    if (!row->url.empty()) {
        article.url = row->url;
    }
}

std::vector<ArticleOrRefusal> make_articles(const SourceFile& source,
                                            std::string_view bytes,
                                            const IngestOptions& options) {
    auto stories = stories_of(source, bytes, options);
    std::vector<ArticleOrRefusal> out;
    if (!stories) {
        out.emplace_back(Refusal{source.doc, source.path, stories.error().message});
        return out;
    }
    for (Article& article : *stories) {
        if (!out.empty()) {
            article.doc += '-' + std::to_string(out.size() + 1);
        }
        out.push_back(completed(std::move(article), source, options));
    }
    return out;
}

ArticleOrRefusal make_article(const SourceFile& source,
                              std::string_view bytes,
                              const IngestOptions& options) {
    return std::move(make_articles(source, bytes, options).front());
}

}  // namespace chancery
