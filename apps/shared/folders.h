// Where the tables and models are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace chancery {

struct Folders {
    std::string data;    ///< holds actors/ and coding/
    std::string models;  ///< holds the reading model
    std::string tables;  ///< the file of compiled tables, if there is one
};

/// As given on the command line; empty where not given.
struct FolderOptions {
    std::string data;
    std::string models;
};

/// The first that is set or there: the option; CHANCERY_DATA, CHANCERY_MODELS;
/// ../share/chancery/{data,models} beside the program's folder; data/ and models/ in the
/// nearest folder above the program that has data/actors (a build folder in a clone).
/// Compiled tables are ../share/chancery/actors.tables beside the program's folder.
/// Errors: none of these; says what to do.
Result<Folders> find_folders(const FolderOptions& given);

/// The folder of tables alone, for what needs no models; found in the same way.
Result<std::string> find_data(const FolderOptions& given);

}  // namespace chancery
