// Files that were uploaded, read one after the other.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "formats/json_fields.h"

namespace chancery::server {

class Desk;
struct JobRun;

/// What is told of a job.
struct Job {
    std::string id, name, author;
    std::uint64_t bytes = 0, read = 0;
    std::string state = "waiting";
    std::string created, started, finished;
    std::uint64_t documents = 0, stored = 0, updated = 0, recoded = 0, unchanged = 0;
    std::uint64_t refused = 0, acts = 0;
    std::optional<std::int64_t> version;
    std::string error;
    std::vector<std::string> notices;
    std::deque<Json> results;  ///< the latest
};

/// Safe for several threads.
class Jobs {
  public:
    explicit Jobs(Desk& desk);
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;
    Jobs(Jobs&&) = delete;
    Jobs& operator=(Jobs&&) = delete;

    struct Upload {
        std::string name, file, author;
        std::uint64_t bytes = 0;
        std::vector<std::string> fields;  ///< "FIELD=KEY"
    };

    /// Takes the file away from where it lies. Errors: too many wait.
    Result<Json> add(Upload upload);
    /// The newest first.
    [[nodiscard]] Json list();
    [[nodiscard]] std::optional<Json> find(const std::string& id);

    enum class Cancelled : std::uint8_t { done, none, over };
    Cancelled cancel(const std::string& id);

    /// Ends what is under way; what was stored stays.
    void stop();

  private:
    friend struct JobRun;

    struct Entry {
        Job job;
        Upload upload;
        std::atomic<bool> cancelled = false;
    };

    void work();
    void run(Entry& entry);
    Result<std::shared_ptr<const Engine>> engine();
    /// Changes what is told of a job, and tells listeners, not too often.
    template <typename Change>
    void change(Entry& entry, bool always, Change change);

    Desk& desk_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::shared_ptr<Entry>> entries_;  ///< the oldest first
    std::shared_ptr<const Engine> engine_;
    std::chrono::steady_clock::time_point told_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace chancery::server
