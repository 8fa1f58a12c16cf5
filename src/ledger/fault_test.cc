// The ledger when the disk fails and when the process dies.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ledger/example.h"

namespace chancery {
namespace {

using example::letter_and_call;
using example::must;
using example::put;
using example::run_info;

/// A file system that passes everything on to the usual one and fails at the n-th write
/// or sync. SQLite wants C tables of functions, so its state is one object of the test's.
class FailingDisk {
  public:
    FailingDisk() {
        real_ = sqlite3_vfs_find(nullptr);
        vfs_ = *real_;
        vfs_.zName = "failing";
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.pAppData = this;
        vfs_.xOpen = &FailingDisk::open;
        sqlite3_vfs_register(&vfs_, 1);
    }

    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    FailingDisk(FailingDisk&&) = delete;
    FailingDisk& operator=(FailingDisk&&) = delete;

    ~FailingDisk() {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(real_, 1);
    }

    /// Lets `writes` more writes pass, then fails all with `rc`; negative: never fails.
    void fail_after(int writes, int rc) {
        left_ = writes;
        rc_ = rc;
    }

    [[nodiscard]] bool failed() const { return left_ == 0; }

  private:
    struct File {
        sqlite3_file base;
        FailingDisk* disk;
        sqlite3_io_methods methods;

        [[nodiscard]] sqlite3_file* inner() {
            return static_cast<sqlite3_file*>(static_cast<void*>(this + 1));
        }
    };

    static File* file(sqlite3_file* base) {
        return static_cast<File*>(static_cast<void*>(base));
    }

    /// SQLITE_OK, or the failure that is due.
    int due() {
        if (left_ < 0) {
            return SQLITE_OK;
        }
        if (left_ == 0) {
            return rc_;
        }
        --left_;
        return SQLITE_OK;
    }

    // clang-format off
    static int close(sqlite3_file* f) { return file(f)->inner()->pMethods->xClose(file(f)->inner()); }
    static int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return file(f)->inner()->pMethods->xRead(file(f)->inner(), to, n, at); }
    static int truncate(sqlite3_file* f, sqlite3_int64 n) { return file(f)->inner()->pMethods->xTruncate(file(f)->inner(), n); }
    static int size(sqlite3_file* f, sqlite3_int64* n) { return file(f)->inner()->pMethods->xFileSize(file(f)->inner(), n); }
    static int lock(sqlite3_file* f, int how) { return file(f)->inner()->pMethods->xLock(file(f)->inner(), how); }
    static int unlock(sqlite3_file* f, int how) { return file(f)->inner()->pMethods->xUnlock(file(f)->inner(), how); }
    static int reserved(sqlite3_file* f, int* out) { return file(f)->inner()->pMethods->xCheckReservedLock(file(f)->inner(), out); }
    static int control(sqlite3_file* f, int op, void* arg) { return file(f)->inner()->pMethods->xFileControl(file(f)->inner(), op, arg); }
    static int sector(sqlite3_file* f) { return file(f)->inner()->pMethods->xSectorSize(file(f)->inner()); }
    static int traits(sqlite3_file* f) { return file(f)->inner()->pMethods->xDeviceCharacteristics(file(f)->inner()); }
    static int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) { return file(f)->inner()->pMethods->xShmMap(file(f)->inner(), page, size, extend, out); }
    static int shm_lock(sqlite3_file* f, int offset, int n, int flags) { return file(f)->inner()->pMethods->xShmLock(file(f)->inner(), offset, n, flags); }
    static void shm_barrier(sqlite3_file* f) { file(f)->inner()->pMethods->xShmBarrier(file(f)->inner()); }
    static int shm_unmap(sqlite3_file* f, int remove) { return file(f)->inner()->pMethods->xShmUnmap(file(f)->inner(), remove); }

    // clang-format on

    static int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
        const int rc = file(f)->disk->due();
        return rc != SQLITE_OK
                   ? rc
                   : file(f)->inner()->pMethods->xWrite(file(f)->inner(), from, n, at);
    }

    static int sync(sqlite3_file* f, int flags) {
        const int rc = file(f)->disk->due();
        return rc != SQLITE_OK
                   ? SQLITE_IOERR_FSYNC
                   : file(f)->inner()->pMethods->xSync(file(f)->inner(), flags);
    }

    static int open(sqlite3_vfs* vfs,
                    const char* name,
                    sqlite3_file* out,
                    int flags,
                    int* out_flags) {
        auto* disk = static_cast<FailingDisk*>(vfs->pAppData);
        File* made = file(out);
        made->base.pMethods = nullptr;
        made->disk = disk;
        const int rc =
            disk->real_->xOpen(disk->real_, name, made->inner(), flags, out_flags);
        if (rc != SQLITE_OK) {
            return rc;
        }
        made->methods = {2,
                         &close,
                         &read,
                         &write,
                         &truncate,
                         &sync,
                         &size,
                         &lock,
                         &unlock,
                         &reserved,
                         &control,
                         &sector,
                         &traits,
                         &shm_map,
                         &shm_lock,
                         &shm_barrier,
                         &shm_unmap,
                         nullptr,
                         nullptr};
        made->base.pMethods = &made->methods;
        return SQLITE_OK;
    }

    sqlite3_vfs* real_ = nullptr;
    sqlite3_vfs vfs_{};
    int left_ = -1;
    int rc_ = SQLITE_OK;
};

std::filesystem::path fresh_folder(std::string_view name) {
    auto out = std::filesystem::temp_directory_path() /
               ("chancery_" + std::string(name) + std::to_string(::getpid()));
    std::filesystem::remove_all(out);
    std::filesystem::create_directories(out);
    return out;
}

std::vector<std::string> docs_in(Ledger& ledger) {
    std::vector<std::string> out;
    auto done = ledger.articles({}, [&](const ArticleRow& row) {
        EXPECT_EQ(row.acts, 2U) << row.doc;
        out.push_back(row.doc);
        return true;
    });
    EXPECT_TRUE(done) << done.error().text();
    return out;
}

/// Stores d0, d1, … until the disk fails; the docs that were committed.
std::vector<std::string> ingest_until_failure(const std::string& path, int articles) {
    std::vector<std::string> reported;
    auto ledger = Ledger::open(path, OpenMode::create);
    if (!ledger) {
        return reported;
    }
    ledger->begin_run(run_info());
    for (int i = 0; i < articles; ++i) {
        const std::string doc = "d" + std::to_string(i);
        if (!put(*ledger, letter_and_call(doc))) {
            break;
        }
        reported.push_back(doc);
    }
    return reported;
}

/// Opens what a failure left behind: sound, and nothing missing that was reported. An
/// article whose commit failed late may be there too.
void expect_kept(const std::string& path, const std::vector<std::string>& reported) {
    Ledger ledger = must(Ledger::open(path, OpenMode::create));
    must(ledger.check());
    const auto kept = docs_in(ledger);
    ASSERT_GE(kept.size(), reported.size()) << path;
    EXPECT_LE(kept.size(), reported.size() + 1) << path;
    EXPECT_TRUE(std::equal(reported.begin(), reported.end(), kept.begin())) << path;
}

TEST(FaultTest, WhatWasReportedIsThereWhenTheDiskFails) {
    const auto dir = fresh_folder("fault");
    constexpr int articles = 6;
    for (const int rc : {SQLITE_FULL, SQLITE_IOERR_WRITE}) {
        int failures = 0;
        bool failed = true;
        for (int n = 0; failed; n += n < 30 ? 1 : 23) {
            const auto path =
                (dir / (std::to_string(rc) + '_' + std::to_string(n))).string();
            std::vector<std::string> reported;
            {
                FailingDisk disk;
                disk.fail_after(n, rc);
                reported = ingest_until_failure(path, articles);
                failed = disk.failed();
            }
            expect_kept(path, reported);
            // A disk that fails only while the ledger is closed costs nothing.
            EXPECT_TRUE(failed || reported.size() == articles) << n;
            failures += failed ? 1 : 0;
        }
        EXPECT_GT(failures, 20) << "the disk never failed where it matters";
    }
    std::filesystem::remove_all(dir);
}

TEST(FaultTest, AFailureIsReportedAndTheNextIngestGoesOn) {
    const auto dir = fresh_folder("fault_again");
    const auto path = (dir / "l").string();
    FailingDisk disk;
    Ledger ledger = must(Ledger::open(path, OpenMode::create));
    ledger.begin_run(run_info());
    must(put(ledger, letter_and_call("d0")));
    disk.fail_after(0, SQLITE_FULL);
    const auto failed = put(ledger, letter_and_call("d1"));
    ASSERT_FALSE(failed);
    EXPECT_THAT(failed.error().text(), ::testing::HasSubstr("full"));
    EXPECT_THAT(failed.error().text(), ::testing::HasSubstr(path));
    disk.fail_after(-1, SQLITE_OK);
    EXPECT_EQ(must(put(ledger, letter_and_call("d1"))).stored, Stored::added);
    must(ledger.check());
    std::filesystem::remove_all(dir);
}

/// Stores without end, naming each doc on `report` once it is committed.
[[noreturn]] void ingest_for_ever(const std::string& path, int report) {
    auto ledger = Ledger::open(path, OpenMode::create);
    if (!ledger) {
        ::_exit(1);
    }
    ledger->begin_run(run_info());
    for (int i = 0;; ++i) {
        std::ostringstream doc;
        doc << 'd' << 1'000'000 + i;
        if (!put(*ledger, letter_and_call(doc.str()))) {
            ::_exit(1);
        }
        const std::string line = doc.str() + '\n';
        if (::write(report, line.data(), line.size()) < 0) {
            ::_exit(1);
        }
    }
}

/// Kills an ingest after a while; the docs that it reported before.
std::vector<std::string> ingest_and_kill(const std::string& path,
                                         std::chrono::microseconds after) {
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe(pipe.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe[0]);
        ingest_for_ever(path, pipe[1]);
    }
    ::close(pipe[1]);
    std::this_thread::sleep_for(after);
    ::kill(child, SIGKILL);
    std::string report;
    std::array<char, 4096> buffer{};
    for (ssize_t n = 0; (n = ::read(pipe[0], buffer.data(), buffer.size())) > 0;) {
        report.append(buffer.data(), static_cast<std::size_t>(n));
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child failed by itself";
    std::vector<std::string> out;
    std::istringstream lines(report);
    for (std::string doc; std::getline(lines, doc);) {
        out.push_back(doc);
    }
    return out;
}

TEST(FaultTest, WhatWasReportedIsThereWhenTheProcessIsKilled) {
    const auto dir = fresh_folder("killed");
    std::size_t most = 0;
    // More rounds, each later, where the machine is so busy that no child got that far.
    for (int round = 0; round < 12 || (most == 0 && round < 100); ++round) {
        const auto path = (dir / std::to_string(round)).string();
        // From before the first article to some way in, never at the same point.
        const auto reported =
            ingest_and_kill(path, std::chrono::microseconds(500 + 7300 * round));
        expect_kept(path, reported);
        most = std::max(most, reported.size());
    }
    EXPECT_GT(most, 0U) << "every child was killed before it had done anything";
    std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace chancery
