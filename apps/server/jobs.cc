// SPDX-License-Identifier: Apache-2.0
#include "server/jobs.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <utility>

#include "ingest/open_items.h"
#include "server/desk.h"
#include "server/desk_store.h"
#include "server/writer.h"
#include "shared/source_work.h"

namespace chancery::server {

namespace {

constexpr std::size_t most_kept = 200;      // jobs that are told of
constexpr std::size_t most_waiting = 100;   // files
constexpr std::size_t most_results = 1000;  // of one job
constexpr std::size_t most_notices = 100;

std::string now() {
    const std::time_t time = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    char out[32];
    (void)std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return out;
}

bool is_over(const Job& job) {
    return job.state != "waiting" && job.state != "running";
}

Json summary(const Job& job) {
    return {{"id", job.id},
            {"name", job.name},
            {"bytes", job.bytes},
            {"read", job.read},
            {"state", job.state},
            {"author", job.author},
            {"created", job.created},
            {"started", text_or_null(job.started)},
            {"finished", text_or_null(job.finished)},
            {"documents", job.documents},
            {"stored", job.stored},
            {"updated", job.updated},
            {"recoded", job.recoded},
            {"unchanged", job.unchanged},
            {"refused", job.refused},
            {"acts", job.acts},
            {"version", job.version ? Json(*job.version) : Json()},
            {"error", text_or_null(job.error)},
            {"notices", job.notices}};
}

}  // namespace

/// One job under way: what is read is stored in small batches, between which others may
/// write. Lives in the thread of the jobs.
struct JobRun {
    Jobs& jobs;
    Jobs::Entry& entry;
    Desk& desk;
    std::vector<SourceResult> waiting{};
    std::vector<Json> results{};
    std::chrono::steady_clock::time_point last{};
    std::optional<Error> failure{};

    bool take(SourceStep step) {
        for (SourceResult& one : step.results) {
            waiting.push_back(std::move(one));
        }
        const bool due = waiting.size() >= 64 || std::chrono::steady_clock::now() - last >
                                                     std::chrono::milliseconds(200);
        jobs.change(entry, false, [&](Job& job) {
            if (step.at) {
                job.read = std::min(step.at->read, job.bytes);
            }
            job.documents += step.results.size();
            if (step.notice && job.notices.size() < most_notices) {
                job.notices.push_back(step.notice->words);
            }
            if (step.end) {
                for (const auto& [why, count] : step.end->skipped) {
                    job.notices.push_back("left out: " + std::to_string(count) + ' ' +
                                          why);
                }
            }
        });
        return !due || store();
    }

    Result<void> store_one(Ledger& ledger, SourceResult& one) {
        if (auto* refusal = std::get_if<Refusal>(&one)) {
            refusal->path = entry.job.name;
            auto done = ledger.refuse(
                {refusal->doc, refusal->path, refusal->reason, refusal->language});
            if (!done) {
                return done.error();
            }
            results.push_back({{"what", "refused"},
                               {"doc", refusal->doc},
                               {"acts", nullptr},
                               {"reason", refusal->reason}});
            return {};
        }
        StoreOutcome outcome;
        std::string doc;
        if (auto* known = std::get_if<Known>(&one)) {
            doc = known->doc;
            outcome = known->outcome;
        } else {
            auto& source = std::get<CodedSource>(one);
            Coded& coded = source.coded;
            // Where the upload lay for a while says nothing later.
            coded.article.path = entry.job.name;
            doc = coded.article.doc;
            auto done = ledger.store(
                {coded.article, coded.reading, coded.actors, coded.acts}, source.hash);
            if (!done) {
                return done.error();
            }
            outcome = *done;
        }
        results.push_back({{"what", name(outcome.stored)},
                           {"doc", doc},
                           {"acts", outcome.acts},
                           {"reason", nullptr}});
        return {};
    }

    /// Stores and commits what waits: all of it is safe, or told as failed.
    bool store() {
        last = std::chrono::steady_clock::now();
        if (waiting.empty()) {
            return true;
        }
        results.clear();
        std::int64_t version = 0;
        const auto done = desk.writer().with([&](Ledger& ledger) -> Result<void> {
            for (SourceResult& one : waiting) {
                if (auto stored = store_one(ledger, one); !stored) {
                    return stored;
                }
            }
            auto committed = ledger.commit();
            if (const auto state = ledger.newest(); committed && state) {
                version = state->first;
            }
            return committed;
        });
        waiting.clear();
        if (!done) {
            failure = done.error();
            return false;
        }
        desk.look();
        jobs.change(entry, false, [&](Job& job) { note(job, version); });
        return true;
    }

    void note(Job& job, std::int64_t version) const {
        job.version = version;
        for (const Json& one : results) {
            const auto what = one["what"].get<std::string>();
            ++(what == "stored"      ? job.stored
               : what == "updated"   ? job.updated
               : what == "recoded"   ? job.recoded
               : what == "unchanged" ? job.unchanged
                                     : job.refused);
            if (what != "refused" && what != "unchanged") {
                job.acts += one["acts"].get<std::uint64_t>();
            }
            job.results.push_back(one);
        }
        while (job.results.size() > most_results) {
            job.results.pop_front();
        }
    }
};

Jobs::Jobs(Desk& desk) : desk_(desk), thread_([this] { work(); }) {}

Jobs::~Jobs() {
    stop();
}

void Jobs::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (const auto& one : entries_) {
            one->cancelled = true;
        }
    }
    ready_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

template <typename Change>
void Jobs::change(Entry& entry, bool always, Change change) {
    std::string text;
    {
        const std::lock_guard lock(mutex_);
        change(entry.job);
        const auto time = std::chrono::steady_clock::now();
        if (!always && time - told_ < std::chrono::milliseconds(200)) {
            return;
        }
        told_ = time;
        text = json_text(summary(entry.job));
    }
    desk_.hub().publish("job", {}, text);
}

Result<Json> Jobs::add(Upload upload) {
    auto entry = std::make_shared<Entry>();
    entry->job.id = random_hex(8);
    entry->job.name = upload.name;
    entry->job.bytes = upload.bytes;
    entry->job.author = upload.author;
    entry->job.created = now();
    const std::string file = desk_.spool() + "/job-" + entry->job.id;
    Json out = summary(entry->job);
    {
        const std::lock_guard lock(mutex_);
        const auto waiting =
            std::count_if(entries_.begin(), entries_.end(), [](const auto& one) {
                return !is_over(one->job);
            });
        if (stopping_ || static_cast<std::size_t>(waiting) >= most_waiting) {
            return Error{"too many files wait to be read; go on when some are done"};
        }
        std::error_code fault;
        std::filesystem::rename(upload.file, file, fault);
        if (fault) {
            return Error{"the upload cannot be kept: " + fault.message()};
        }
        upload.file = file;
        entry->upload = std::move(upload);
        entries_.push_back(std::move(entry));
        if (entries_.size() > most_kept && is_over(entries_.front()->job)) {
            entries_.pop_front();
        }
    }
    ready_.notify_all();
    return out;
}

Json Jobs::list() {
    const std::lock_guard lock(mutex_);
    Json out = Json::array();
    for (auto one = entries_.rbegin(); one != entries_.rend(); ++one) {
        out.push_back(summary((*one)->job));
    }
    return out;
}

std::optional<Json> Jobs::find(const std::string& id) {
    const std::lock_guard lock(mutex_);
    for (const auto& one : entries_) {
        if (one->job.id == id) {
            Json out = summary(one->job);
            out["results"] = Json::array();
            for (const Json& result : one->job.results) {
                out["results"].push_back(result);
            }
            return out;
        }
    }
    return std::nullopt;
}

Jobs::Cancelled Jobs::cancel(const std::string& id) {
    const std::lock_guard lock(mutex_);
    for (const auto& one : entries_) {
        if (one->job.id == id) {
            if (is_over(one->job)) {
                return Cancelled::over;
            }
            one->cancelled = true;
            return Cancelled::done;
        }
    }
    return Cancelled::none;
}

void Jobs::work() {
    while (true) {
        std::shared_ptr<Entry> next;
        {
            std::unique_lock lock(mutex_);
            const auto find = [&] {
                const auto at =
                    std::find_if(entries_.begin(), entries_.end(), [](const auto& one) {
                        return one->job.state == "waiting";
                    });
                return at == entries_.end() ? nullptr : *at;
            };
            ready_.wait(lock, [&] { return stopping_ || find() != nullptr; });
            if (stopping_) {
                return;
            }
            next = find();
        }
        change(*next, true, [](Job& job) {
            job.state = "running";
            job.started = now();
        });
        run(*next);
        std::error_code ignored;
        std::filesystem::remove(next->upload.file, ignored);
    }
}

Result<std::shared_ptr<const Engine>> Jobs::engine() {
    if (!engine_) {
        const auto folders = find_folders(desk_.options().folders);
        if (!folders) {
            return folders.error();
        }
        auto opened =
            Engine::open(EngineOptions{folders->data, folders->models, folders->tables});
        if (!opened) {
            return opened.error();
        }
        engine_ = std::make_shared<const Engine>(*std::move(opened));
    }
    return engine_;
}

void Jobs::run(Entry& entry) {
    JobRun under_way{*this, entry, desk_};
    const auto read_it = [&]() -> Result<void> {
        const auto tables = engine();
        if (!tables) {
            return tables.error();
        }
        auto fields = read_fields(entry.upload.fields);
        if (!fields) {
            return fields.error();
        }
        auto reader = Ledger::open(desk_.options().ledger, OpenMode::read);
        if (!reader) {
            return reader.error();
        }
        const RunInfo info{
            "chancery " CHANCERY_VERSION,
            (*tables)->fingerprint(),
            json_text(Json{{"upload", entry.job.name}, {"fields", entry.upload.fields}})};
        reader->begin_run(info);
        desk_.writer().with([&](Ledger& ledger) {
            ledger.begin_run(info);
            return true;
        });
        Sources sources{*tables, std::nullopt, {}, *std::move(fields), {}};
        SourceFile file;
        file.path = entry.upload.file;
        file.name = entry.job.name;
        file.doc = doc_of_path(entry.job.name);
        sources.list.files.push_back(std::move(file));
        std::mutex asking;
        SourceWork work;
        work.known = [&](const Article& article,
                         const std::string& hash) -> std::optional<StoreOutcome> {
            const std::lock_guard lock(asking);
            auto known = reader->unchanged(article, hash);
            return known ? *known : std::nullopt;
        };
        work.emit = [&](SourceStep step) { return under_way.take(std::move(step)); };
        work.stop = [&] { return entry.cancelled.load(); };
        SourceOptions options;
        // One core is left to those who read.
        options.threads = std::max(2U, std::thread::hardware_concurrency()) - 1;
        run_sources(sources, options, work);
        under_way.store();
        if (under_way.failure) {
            return *under_way.failure;
        }
        return desk_.writer().with([&](Ledger& ledger) { return ledger.finish_run(); });
    };
    const auto done = read_it();
    change(entry, true, [&](Job& job) {
        job.state = !done ? "failed" : entry.cancelled ? "cancelled" : "done";
        job.error = done ? "" : done.error().text();
        job.read = done && !entry.cancelled ? job.bytes : job.read;
        job.finished = now();
    });
}

}  // namespace chancery::server
