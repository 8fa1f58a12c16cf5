// SPDX-License-Identifier: Apache-2.0
// Walking folders in an order that no file system can change.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <unordered_set>

#include <glob.h>

#include "ingest/bytes.h"
#include "ingest/content_kind.h"
#include "ingest/folder_look.h"
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

/// What is listed: the files, and how many of folders were passed over, by extension.
class Listing {
  public:
    explicit Listing(const FieldMap& fields) : fields_(fields) {}

    void add(const std::string& path);
    SourceList take();

  private:
    void walk(const std::string& folder, int depth);
    void take_file(const std::string& path);
    void make_names_unique();

    const FieldMap& fields_;
    SourceList out_;
    std::map<std::string, std::size_t> passed_over_;
};

/// A file that cannot be read counts as one that holds documents, so that it is refused.
bool look_for_documents(const std::string& path,
                        std::string_view name,
                        const FieldMap& fields) {
    auto source = open_file(path);
    if (!source) {
        return true;
    }
    ByteWindow bytes(*std::move(source));
    const std::string_view first = bytes.peek(folder_look);
    return bytes.failure() || holds_documents(first, name, fields);
}

void Listing::take_file(const std::string& path) {
    const std::string_view name = file_name(path);
    if (is_taken_from_folder(name)) {
        out_.files.push_back({path, doc_of_path(path)});
    } else if (may_hold_documents(name)) {
        if (look_for_documents(path, name, fields_)) {
            out_.files.push_back({path, doc_of_path(path)});
        } else {
            ++passed_over_[std::string(name.substr(name.find_last_of('.')))];
        }
    }
}

/// Adds what the folder holds. Links to folders are not followed, so there are no loops.
void Listing::walk(const std::string& folder, int depth) {
    if (depth > deepest_folder) {
        refuse(out_, folder, "folders are nested too deep to be read");
        return;
    }
    std::error_code fault;
    std::vector<std::string> paths;
    fs::directory_iterator at(folder, fault);
    for (; !fault && at != fs::directory_iterator(); at.increment(fault)) {
        paths.push_back(at->path().string());
    }
    if (fault) {
        refuse(out_, folder, "the folder cannot be read: " + fault.message());
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
            walk(path, depth + 1);
        } else if (fs::is_regular_file(target)) {
            take_file(path);
        } else if (fs::is_symlink(own) && !fs::exists(target) &&
                   is_taken_from_folder(name)) {
            refuse(out_, path, "a link whose target does not exist");
        }
    }
}

void Listing::make_names_unique() {
    std::unordered_set<std::string> taken;
    for (SourceFile& file : out_.files) {
        const std::string wanted = file.doc;
        for (int n = 2; !taken.insert(file.doc).second; ++n) {
            file.doc = wanted + '-' + std::to_string(n);
        }
        if (file.doc != wanted) {
            out_.notices.push_back(file.path + ": document \"" + wanted +
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

void Listing::add(const std::string& path) {
    std::error_code fault;
    const fs::file_status status =
        path == "-" ? fs::file_status(fs::file_type::regular) : fs::status(path, fault);
    if (fs::is_directory(status)) {
        walk(path, 0);
    } else if (fs::exists(status)) {
        out_.files.push_back({path, doc_of_path(path)});
    } else {
        const bool plain = !fault || fault == std::errc::no_such_file_or_directory;
        refuse(out_,
               path,
               plain ? "there is no such file or folder"
                     : "cannot be read: " + fault.message());
    }
}

SourceList Listing::take() {
    make_names_unique();
    std::string words;
    for (const auto& [extension, count] : passed_over_) {
        words += (words.empty() ? "" : ", ") + std::to_string(count) + ' ' + extension;
    }
    if (!words.empty()) {
        out_.notices.push_back("passed over, as they hold no feed and no texts: " +
                               words + "; named themselves they are read");
    }
    return std::move(out_);
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
    return list_sources(paths, FieldMap());
}

SourceList list_sources(const std::vector<std::string>& paths, const FieldMap& fields) {
    Listing out(fields);
    for (const std::string& path : paths) {
        std::error_code fault;
        const std::vector<std::string> matches =
            fs::exists(path, fault) ? std::vector<std::string>() : matches_of(path);
        for (const std::string& match : matches) {
            out.add(match);
        }
        if (matches.empty()) {
            out.add(path);
        }
    }
    return out.take();
}

}  // namespace chancery
