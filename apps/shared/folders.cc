// Where the tables and models are.
// SPDX-License-Identifier: Apache-2.0
#include "shared/folders.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace chancery {

namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

bool is_data(const fs::path& folder) {
    std::error_code ec;
    return fs::is_directory(folder / "actors", ec);
}

/// Where the program lies; empty where that cannot be told.
fs::path program_file() {
    std::error_code ec;
    fs::path program = fs::read_symlink("/proc/self/exe", ec);
    return ec ? fs::path() : program;
}

/// What is installed with the program, or built with it.
fs::path shared_folder(const fs::path& program) {
    return program.empty() ? fs::path()
                           : program.parent_path().parent_path() / "share" / "chancery";
}

fs::path compiled_tables() {
    const fs::path folder = shared_folder(program_file());
    return folder.empty() ? folder : folder / "actors.tables";
}

/// The folder that holds data/ and models/, found from where the program lies.
fs::path home_folder() {
    const fs::path program = program_file();
    if (program.empty()) {
        return {};
    }
    fs::path installed = shared_folder(program);
    if (is_data(installed / "data")) {
        return installed;
    }
    for (fs::path at = program.parent_path(); at.has_relative_path();
         at = at.parent_path()) {
        if (is_data(at / "data")) {
            return at;
        }
    }
    return {};
}

std::string first_set(const std::string& option,
                      const char* name,
                      const fs::path& found) {
    if (!option.empty()) {
        return option;
    }
    const std::string set = variable(name);
    return set.empty() ? found.string() : set;
}

}  // namespace

Result<std::string> find_data(const FolderOptions& given) {
    const fs::path home = home_folder();
    std::string data =
        first_set(given.data, "CHANCERY_DATA", home.empty() ? home : home / "data");
    if (data.empty()) {
        return Error{
            "the tables were not found; give their folder with --data or "
            "CHANCERY_DATA",
            "",
            0};
    }
    if (!is_data(data)) {
        return Error{
            "no folder of tables (it would hold actors/ and coding/); give it with "
            "--data or CHANCERY_DATA",
            data,
            0};
    }
    return data;
}

Result<Folders> find_folders(const FolderOptions& given) {
    auto data = find_data(given);
    if (!data) {
        return data.error();
    }
    const fs::path home = home_folder();
    Folders out{
        std::move(*data),
        first_set(given.models, "CHANCERY_MODELS", home.empty() ? home : home / "models"),
        compiled_tables().string()};
    std::error_code ec;
    if (!fs::is_directory(out.models, ec)) {
        return Error{
            "the models were not found; give their folder with --models or "
            "CHANCERY_MODELS",
            out.models,
            0};
    }
    return out;
}

}  // namespace chancery
