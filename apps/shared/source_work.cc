// SPDX-License-Identifier: Apache-2.0
#include "shared/source_work.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "engine/parallel.h"
#include "engine/read_ahead.h"
#include "shared/signals.h"

namespace chancery {

namespace {

using Clock = std::chrono::steady_clock;

/// The moment after which an article is given up.
Clock::time_point deadline(const SourceOptions& options) {
    constexpr double longest = 1e8;
    return Clock::now() +
           std::chrono::duration_cast<Clock::duration>(
               std::chrono::duration<double>(std::min(options.max_seconds, longest)));
}

Refusal too_slow(const std::string& doc, std::string path, double seconds) {
    std::string number = std::to_string(seconds);
    number.erase(number.find_last_not_of('0') + 1);
    number.erase(number.find_last_not_of('.') + 1);
    return {doc,
            std::move(path),
            "took longer than " + number +
                " seconds; --max-seconds sets how long one article may"};
}

SourceResult code_one(const Sources& sources,
                      const SourceOptions& options,
                      const SourceWork& work,
                      Article article) {
    CodedSource out;
    if (work.known) {
        out.hash = content_hash(article);
        if (const auto known = work.known(article, out.hash)) {
            return Known{article.doc, *known};
        }
    }
    const std::string doc = article.doc;
    const std::string path = article.path;
    auto coded = sources.engine->code(std::move(article), deadline(options));
    if (!coded) {
        return too_slow(doc, path, options.max_seconds);
    }
    out.coded = *std::move(coded);
    return out;
}

/// All articles of a document.
std::vector<SourceResult> read_and_code(const Sources& sources,
                                        const SourceOptions& options,
                                        const SourceWork& work,
                                        const SourceItem& item) {
    std::vector<SourceResult> out;
    const Clock::time_point end = deadline(options);
    auto read = sources.engine->read(
        item, sources.meta ? &*sources.meta : nullptr, options.limits);
    if (Clock::now() > end) {
        out.emplace_back(too_slow(item.doc, where(item), options.max_seconds));
        return out;
    }
    for (ArticleOrRefusal& one : read) {
        if (auto* refusal = std::get_if<Refusal>(&one)) {
            out.emplace_back(std::move(*refusal));
        } else {
            out.push_back(
                code_one(sources, options, work, std::get<Article>(std::move(one))));
        }
    }
    return out;
}

SourceStep step_of(const Sources& sources,
                   const SourceOptions& options,
                   const SourceWork& work,
                   SourceGiven given) {
    SourceStep out{given.at, {}, {}, {}};
    if (const auto* item = std::get_if<SourceItem>(&given.what)) {
        out.results = read_and_code(sources, options, work, *item);
    } else if (auto* refusal = std::get_if<Refusal>(&given.what)) {
        out.results.emplace_back(std::move(*refusal));
    } else if (auto* notice = std::get_if<Notice>(&given.what)) {
        out.notice = std::move(*notice);
    } else {
        out.end = std::get<SourceEnd>(std::move(given.what));
    }
    return out;
}

std::size_t weight_of(const SourceGiven& given) {
    const auto* item = std::get_if<SourceItem>(&given.what);
    return item == nullptr ? 1 : item->bytes.size();
}

}  // namespace

void name_stdin(const std::string& name, SourceList& list) {
    for (SourceFile& file : list.files) {
        if (file.path == "-" && !name.empty()) {
            file.name = name;
            file.doc = doc_of_path(name);
        }
    }
}

Result<FieldMap> read_fields(const std::vector<std::string>& assignments) {
    FieldMap out;
    for (const std::string& assignment : assignments) {
        if (auto added = out.add(assignment); !added) {
            return added.error();
        }
    }
    return out;
}

void run_sources(const Sources& sources,
                 const SourceOptions& options,
                 const SourceWork& work) {
    const auto stop = [&work] { return work.stop ? work.stop() : stop_signal() != 0; };
    for (const Refusal& refusal : sources.list.refusals) {
        SourceStep step;
        step.results.emplace_back(refusal);
        if (!work.emit(std::move(step))) {
            return;
        }
    }
    SourceReaderOptions reading{
        {options.limits, sources.fields, {options.offset, 0}}, work.from, stop};
    SourceReader reader(sources.list.files, std::move(reading));
    const std::size_t threads = options.threads == 0
                                    ? std::max(1U, std::thread::hardware_concurrency())
                                    : options.threads;
    // Unpacking goes on beside coding; with one thread everything is done in this one.
    std::unique_ptr<ReadAhead<SourceGiven>> ahead;
    if (threads > 1) {
        ahead = std::make_unique<ReadAhead<SourceGiven>>(
            [&] { return reader.next(); }, weight_of, ReadAheadOptions{});
    }
    ordered_map(
        [&]() -> std::optional<SourceGiven> {
            if (stop()) {
                return std::nullopt;
            }
            return ahead ? ahead->take() : reader.next();
        },
        [&](SourceGiven given) {
            return step_of(sources, options, work, std::move(given));
        },
        [&](SourceStep step) { return work.emit(std::move(step)); },
        ParallelOptions{threads, 0});
}

}  // namespace chancery
