// Where the writers of formats put what they write: one file, or several in a folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace chancery {

/// A file that is being written.
class OutFile {
  public:
    OutFile() = default;
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;
    OutFile(OutFile&&) = delete;
    OutFile& operator=(OutFile&&) = delete;
    virtual ~OutFile() = default;

    /// Appends. Errors name the file.
    virtual Result<void> write(std::string_view bytes) = 0;
};

/// The files of one export. Nobody sees any of them before it is whole.
class OutFiles {
  public:
    OutFiles() = default;
    OutFiles(const OutFiles&) = delete;
    OutFiles& operator=(const OutFiles&) = delete;
    OutFiles(OutFiles&&) = delete;
    OutFiles& operator=(OutFiles&&) = delete;
    virtual ~OutFiles() = default;

    /// A new file of that name in the folder; an empty name is the one file of an export
    /// that has no folder. It lives as long as this does.
    /// Errors: it cannot be made.
    virtual Result<OutFile*> open(const std::string& name) = 0;

    /// A whole small file of that name, in its place at once.
    virtual Result<void> put(const std::string& name, std::string_view content) = 0;
};

}  // namespace chancery
