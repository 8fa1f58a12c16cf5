// Any bytes give articles that keep the promises of article.h, or a refusal with a
// reason; the same bytes give the same articles. The first byte says under which name.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/check.h"
#include "ingest/ingest.h"

namespace {

const chancery::IngestRules& rules() {
    static const chancery::Result<chancery::IngestRules> loaded =
        chancery::IngestRules::open(CHANCERY_SOURCE_DIR "/data/ingest");
    if (!loaded) {
        std::fprintf(stderr, "%s\n", loaded.error().text().c_str());
        std::abort();
    }
    return *loaded;
}

void require(bool holds, const std::string& what) {
    if (!holds) {
        std::fprintf(stderr, "%s\n", what.c_str());
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const bool page = !bytes.empty() && (static_cast<unsigned char>(bytes[0]) & 1U) != 0;
    chancery::IngestOptions options;
    options.rules = &rules();
    options.limits.max_line = 1U << 14U;
    options.limits.max_depth = 200;
    const chancery::SourceFile source{page ? "a.html" : "a.txt", "a"};
    const auto made = chancery::make_articles(source, bytes, options);
    const auto again = chancery::make_articles(source, bytes, options);
    require(!made.empty(), "neither an article nor a refusal");
    require(made.size() == again.size(), "more stories from the same bytes");
    for (std::size_t i = 0; i < made.size(); ++i) {
        if (const auto* refusal = std::get_if<chancery::Refusal>(&made[i])) {
            require(!refusal->reason.empty(), "a refusal without a reason");
            continue;
        }
        const auto& article = std::get<chancery::Article>(made[i]);
        const std::string broken = chancery::broken_promise(article);
        require(broken.empty(), broken);
        require(chancery::dump(std::get<chancery::Article>(again[i])) ==
                    chancery::dump(article),
                "two articles from the same bytes");
    }
    if (size < 4096) {
        static_cast<void>(chancery::MetaTable::parse(bytes, "meta.tsv"));
    }
    return 0;
}
