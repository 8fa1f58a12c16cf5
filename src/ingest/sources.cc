// SPDX-License-Identifier: Apache-2.0
// Walking folders in an order that no file system can change.
#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <system_error>
#include <unordered_set>

#include "ingest/ingest.h"

namespace chancery {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> extensions{".txt", ".html", ".htm"};
constexpr int deepest_folder = 128;

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

/// Length of a known extension at the end of `name`, or 0.
std::size_t known_extension(std::string_view name) {
    const std::string lower = lower_ascii(name);
    for (const std::string_view extension : extensions) {
        if (lower.size() > extension.size() && lower.ends_with(extension)) {
            return extension.size();
        }
    }
    return 0;
}

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
        } else if (fs::is_regular_file(target) && known_extension(name) != 0) {
            out.files.push_back({path, doc_of_path(path)});
        } else if (fs::is_symlink(own) && !fs::exists(target) &&
                   known_extension(name) != 0) {
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

}  // namespace

std::string doc_of_path(std::string_view path) {
    if (path == "-") {
        return "stdin";
    }
    while (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    std::string_view name = file_name(path);
    name.remove_suffix(known_extension(name));
    return std::string(name);
}

SourceList list_sources(const std::vector<std::string>& paths) {
    SourceList out;
    for (const std::string& path : paths) {
        std::error_code fault;
        const fs::file_status status = path == "-"
                                           ? fs::file_status(fs::file_type::regular)
                                           : fs::status(path, fault);
        if (fs::is_directory(status)) {
            walk(path, 0, out);
        } else if (!fs::exists(status)) {
            const bool plain = !fault || fault == std::errc::no_such_file_or_directory;
            refuse(out,
                   path,
                   plain ? "there is no such file or folder"
                         : "cannot be read: " + fault.message());
        } else {
            out.files.push_back({path, doc_of_path(path)});
        }
    }
    make_names_unique(out);
    return out;
}

}  // namespace chancery
