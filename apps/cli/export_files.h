// The files of an export on disk: each beside its place until it is whole.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "formats/out_files.h"
#include "output.h"

namespace chancery::cli {

class DiskFiles : public OutFiles {
  public:
    /// One file; "-" is standard output.
    static Result<std::unique_ptr<DiskFiles>> one_file(const std::string& path);
    /// Files in a folder, which is made where it is missing.
    static Result<std::unique_ptr<DiskFiles>> folder(const std::string& path);

    DiskFiles(const DiskFiles&) = delete;
    DiskFiles& operator=(const DiskFiles&) = delete;
    DiskFiles(DiskFiles&&) = delete;
    DiskFiles& operator=(DiskFiles&&) = delete;
    ~DiskFiles() override;

    Result<OutFile*> open(const std::string& name) override;
    Result<void> put(const std::string& name, std::string_view content) override;

    /// Moves all files to their places; without it they are taken away.
    Result<void> finish();

    /// The reader of standard output went away: no use in going on.
    [[nodiscard]] bool closed() const;

  private:
    class File;

    DiskFiles(std::string path, bool is_folder);

    [[nodiscard]] std::string place(const std::string& name) const;

    std::string path_;
    bool is_folder_;
    std::vector<std::unique_ptr<File>> files_;
};

}  // namespace chancery::cli
