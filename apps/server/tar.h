// Several files as one archive.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "formats/out_files.h"
#include "server/message.h"

namespace chancery::server {

/// Files of an export in a folder of their own, which is made; whoever made it removes
/// it.
class FolderFiles : public OutFiles {
  public:
    explicit FolderFiles(std::string folder);
    FolderFiles(const FolderFiles&) = delete;
    FolderFiles& operator=(const FolderFiles&) = delete;
    FolderFiles(FolderFiles&&) = delete;
    FolderFiles& operator=(FolderFiles&&) = delete;
    ~FolderFiles() override;

    Result<OutFile*> open(const std::string& name) override;
    Result<void> put(const std::string& name, std::string_view content) override;
    /// Writes what is left.
    Result<void> finish();

  private:
    class File;
    std::string folder_;
    std::vector<std::unique_ptr<File>> files_;
};

/// Sends the files of a folder, under `name`, as a tar; false where that failed.
[[nodiscard]] bool send_tar(const std::string& folder,
                            const std::string& name,
                            BodySink& sink);

}  // namespace chancery::server
