// The files of an export on disk: each beside its place until it is whole.
// SPDX-License-Identifier: Apache-2.0
#include "export_files.h"

#include <filesystem>
#include <system_error>

namespace chancery::cli {

namespace fs = std::filesystem;

class DiskFiles::File : public OutFile {
  public:
    Result<void> open(const std::string& path) {
        return path == "-" ? Result<void>() : out_.open(path);
    }

    Result<void> write(std::string_view bytes) override {
        // After a fault finish() says what it was.
        return out_.write(bytes) || out_.closed() ? Result<void>() : out_.finish();
    }

    Result<void> finish() { return out_.finish(); }

    void abandon() { out_.abandon(); }

    [[nodiscard]] bool closed() const { return out_.closed(); }

  private:
    Output out_;
};

DiskFiles::DiskFiles(std::string path, bool is_folder)
    : path_(std::move(path)), is_folder_(is_folder) {}

DiskFiles::~DiskFiles() = default;

Result<std::unique_ptr<DiskFiles>> DiskFiles::one_file(const std::string& path) {
    std::error_code unknown;
    if (path != "-" && fs::is_directory(path, unknown)) {
        return Error{"is a folder; this format is one file: name it with --out", path};
    }
    return std::unique_ptr<DiskFiles>(new DiskFiles(path, false));
}

Result<std::unique_ptr<DiskFiles>> DiskFiles::folder(const std::string& path) {
    std::error_code fault;
    if (fs::exists(path, fault) && !fs::is_directory(path, fault)) {
        return Error{"is a file; this format needs a folder for --out", path};
    }
    fs::create_directories(path, fault);
    if (fault) {
        return Error{"this folder cannot be made: " + fault.message(), path};
    }
    return std::unique_ptr<DiskFiles>(new DiskFiles(path, true));
}

std::string DiskFiles::place(const std::string& name) const {
    return is_folder_ ? (fs::path(path_) / name).string() : path_;
}

Result<OutFile*> DiskFiles::open(const std::string& name) {
    auto file = std::make_unique<File>();
    if (auto done = file->open(place(name)); !done) {
        return done.error();
    }
    files_.push_back(std::move(file));
    return files_.back().get();
}

Result<void> DiskFiles::put(const std::string& name, std::string_view content) {
    File file;
    if (auto done = file.open(place(name)); !done) {
        return done;
    }
    if (auto done = file.write(content); !done) {
        return done;
    }
    return file.finish();
}

Result<void> DiskFiles::finish() {
    for (const auto& file : files_) {
        if (auto done = file->finish(); !done) {
            return done;
        }
    }
    return {};
}

bool DiskFiles::closed() const {
    return !files_.empty() && files_.front()->closed();
}

}  // namespace chancery::cli
