// SPDX-License-Identifier: Apache-2.0
// Walking folders in an order that no file system can change.
#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <unordered_set>

#include <glob.h>

#include "ingest/content_kind.h"
#include "ingest/ingest.h"

namespace chancery {

namespace {

namespace fs = std::filesystem;

constexpr int deepest_folder = 128;

std::string_view file_name(std::string_view path) {
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

void refuse(SourceList& out, const std::string& path, const std::string& reason) {
    out.refusals.push_back({doc_of_path(path), path, reason});
}

/// Adds what the folder holds. Links to folders are not followed, so there are no loops.
void walk(const std::string& folder, int depth, SourceList& out) {
    if (depth > deepest_folder) {
        refuse(out, folder, "folders are nested too deep to be read");
        return;
    }
    std::error_code fault;
    std::vector<std::string> paths;
    fs::directory_iterator at(folder, fault);
    for (; !fault && at != fs::directory_iterator(); at.increment(fault)) {
        paths.push_back(at->path().string());
    }
    if (fault) {
        refuse(out, folder, "the folder cannot be read: " + fault.message());
        return;
    }
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) {
        const std::string_view name = file_name(path);
        const fs::file_status own = fs::symlink_status(path, fault);
        const fs::file_status target = fs::status(path, fault);
        if (name.starts_with('.')) {
            continue;
        }
        if (fs::is_directory(own)) {
            walk(path, depth + 1, out);
        } else if (fs::is_regular_file(target) && is_taken_from_folder(name)) {
            out.files.push_back({path, doc_of_path(path)});
        } else if (fs::is_symlink(own) && !fs::exists(target) &&
                   is_taken_from_folder(name)) {
            refuse(out, path, "a link whose target does not exist");
        }
    }
}

void make_names_unique(SourceList& out) {
    std::unordered_set<std::string> taken;
    for (SourceFile& file : out.files) {
        const std::string wanted = file.doc;
        for (int n = 2; !taken.insert(file.doc).second; ++n) {
            file.doc = wanted + '-' + std::to_string(n);
        }
        if (file.doc != wanted) {
            out.notices.push_back(file.path + ": document \"" + wanted +
                                  "\" is taken, so this one is \"" + file.doc + "\"");
        }
    }
}

/// Paths that a pattern means, in the order of their bytes; none where it is no pattern.
std::vector<std::string> matches_of(const std::string& pattern) {
    std::vector<std::string> out;
    if (pattern.find_first_of("*?[") == std::string::npos) {
        return out;
    }
    glob_t found{};
    if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0) {
        out.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    }
    ::globfree(&found);
    std::sort(out.begin(), out.end());
    return out;
}

void list_one(const std::string& path, SourceList& out) {
    std::error_code fault;
    const fs::file_status status =
        path == "-" ? fs::file_status(fs::file_type::regular) : fs::status(path, fault);
    if (fs::is_directory(status)) {
        walk(path, 0, out);
    } else if (fs::exists(status)) {
        out.files.push_back({path, doc_of_path(path)});
    } else {
        const bool plain = !fault || fault == std::errc::no_such_file_or_directory;
        refuse(out,
               path,
               plain ? "there is no such file or folder"
                     : "cannot be read: " + fault.message());
    }
}

}  // namespace

std::string doc_of_path(std::string_view path) {
    if (path == "-") {
        return "stdin";
    }
    while (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return name_stem(file_name(path));
}

SourceList list_sources(const std::vector<std::string>& paths) {
    SourceList out;
    for (const std::string& path : paths) {
        std::error_code fault;
        const std::vector<std::string> matches =
            fs::exists(path, fault) ? std::vector<std::string>() : matches_of(path);
        for (const std::string& match : matches) {
            list_one(match, out);
        }
        if (matches.empty()) {
            list_one(path, out);
        }
    }
    make_names_unique(out);
    return out;
}

}  // namespace chancery
