// SPDX-License-Identifier: Apache-2.0
#include "demo_ledger.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "shared/writing.h"
#include "sources.h"

namespace chancery::cli {

namespace {

namespace fs = std::filesystem;

/// Reads and codes all sources into a ledger.
Result<void> fill(Ledger& ledger, const Sources& sources, const SourceOptions& options) {
    std::optional<Error> failure;
    const auto store = [&](const SourceResult& result) {
        const auto* refusal = std::get_if<Refusal>(&result);
        const auto* source = std::get_if<CodedSource>(&result);
        Result<StoreOutcome> outcome = StoreOutcome();
        if (refusal != nullptr) {
            outcome = ledger.refuse(
                {refusal->doc, refusal->path, refusal->reason, refusal->language});
        } else if (source != nullptr) {
            const Coded& coded = source->coded;
            outcome = ledger.store(
                {coded.article, coded.reading, coded.actors, coded.acts}, source->hash);
        }
        if (!outcome) {
            failure = outcome.error();
        }
    };
    SourceWork work;
    work.emit = [&](const SourceStep& step) {
        for (std::size_t i = 0; i < step.results.size() && !failure; ++i) {
            store(step.results[i]);
        }
        return !failure;
    };
    run_sources(sources, options, work);
    if (failure) {
        return *failure;
    }
    auto done = ledger.commit();
    return done ? ledger.finish_run() : done;
}

/// The articles of a folder, without what else is there.
std::vector<std::string> dispatches(const fs::path& folder) {
    std::vector<std::string> out;
    std::error_code fault;
    for (const fs::directory_entry& one : fs::directory_iterator(folder, fault)) {
        const fs::path extension = one.path().extension();
        if (extension == ".txt" || extension == ".html") {
            out.push_back(one.path().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

Result<void> make_ledger(const std::string& path, const FolderOptions& folders) {
    const auto data = find_data(folders);
    if (!data) {
        return data.error();
    }
    const fs::path sample = fs::path(*data) / "sample";
    SourceOptions options;
    options.paths = dispatches(sample);
    options.meta = (sample / "meta.tsv").string();
    std::error_code fault;
    if (!fs::exists(options.meta, fault)) {
        return Error{
            "the sample is not here; give a ledger with --ledger", sample.string(), 0};
    }
    const auto sources = open_sources(options, folders);
    if (!sources) {
        return sources.error();
    }
    auto ledger = Ledger::open(path, OpenMode::create);
    if (!ledger) {
        return ledger.error();
    }
    if (auto ready = merge_by_rules(*ledger, folders); !ready) {
        return ready.error();
    }
    ledger->begin_run(
        {"chancery " CHANCERY_VERSION, sources->engine->fingerprint(), "{}"});
    return fill(*ledger, *sources, options);
}

}  // namespace

Result<DemoLedger> DemoLedger::make(const FolderOptions& folders) {
    std::error_code fault;
    std::string name = (fs::temp_directory_path(fault) / "chancery-demo-XXXXXX").string();
    if (fault || ::mkdtemp(name.data()) == nullptr) {
        return Error{
            "no folder can be made here for the ledger of the sample; TMPDIR "
            "names another place",
            name,
            0};
    }
    DemoLedger out{fs::path(name)};
    auto made = make_ledger(out.path(), folders);
    return made ? Result<DemoLedger>(std::move(out)) : made.error();
}

DemoLedger::DemoLedger(DemoLedger&& other) noexcept
    : folder_(std::exchange(other.folder_, {})) {}

DemoLedger::~DemoLedger() {
    std::error_code ignored;
    if (!folder_.empty()) {
        fs::remove_all(folder_, ignored);
    }
}

}  // namespace chancery::cli
