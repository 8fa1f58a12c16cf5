// SPDX-License-Identifier: Apache-2.0
#include "server/tar.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include <archive.h>
#include <archive_entry.h>

namespace chancery::server {

class FolderFiles::File : public OutFile {
  public:
    File(const std::string& path, std::string name) : name_(std::move(name)) {
        out_.open(path, std::ios::binary);
    }

    Result<void> write(std::string_view bytes) override {
        out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return out_ ? Result<void>() : Result<void>(Error{"cannot be written", name_, 0});
    }

    bool close() {
        out_.close();
        return !out_.fail();
    }

  private:
    std::ofstream out_;
    std::string name_;
};

FolderFiles::FolderFiles(std::string folder) : folder_(std::move(folder)) {
    std::error_code ignored;
    std::filesystem::create_directory(folder_, ignored);
}

FolderFiles::~FolderFiles() = default;

Result<OutFile*> FolderFiles::open(const std::string& name) {
    files_.push_back(std::make_unique<File>(folder_ + '/' + name, name));
    return files_.back().get();
}

Result<void> FolderFiles::put(const std::string& name, std::string_view content) {
    File file(folder_ + '/' + name, name);
    auto done = file.write(content);
    return done && !file.close() ? Result<void>(Error{"cannot be written", name, 0})
                                 : done;
}

Result<void> FolderFiles::finish() {
    for (const auto& one : files_) {
        if (!one->close()) {
            return Error{"a file of the export cannot be written"};
        }
    }
    files_.clear();
    return {};
}

namespace {

struct Closer {
    void operator()(archive* one) const { archive_write_free(one); }

    void operator()(archive_entry* one) const { archive_entry_free(one); }
};

la_ssize_t send(archive*, void* given, const void* bytes, std::size_t size) {
    auto& sink = *static_cast<BodySink*>(given);
    const bool sent = sink.write({static_cast<const char*>(bytes), size});
    return sent ? static_cast<la_ssize_t>(size) : -1;
}

bool add_file(archive& out, const std::filesystem::path& path, const std::string& name) {
    const std::unique_ptr<archive_entry, Closer> entry(archive_entry_new());
    std::error_code fault;
    const auto size = std::filesystem::file_size(path, fault);
    if (fault) {
        return false;
    }
    archive_entry_set_pathname_utf8(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    if (archive_write_header(&out, entry.get()) != ARCHIVE_OK) {
        return false;
    }
    std::ifstream in(path, std::ios::binary);
    std::array<char, 65536> buffer{};
    while (in) {
        in.read(buffer.data(), buffer.size());
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got != 0 && archive_write_data(&out, buffer.data(), got) < 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool send_tar(const std::string& folder, const std::string& name, BodySink& sink) {
    const std::unique_ptr<archive, Closer> out(archive_write_new());
    archive_write_set_format_pax_restricted(out.get());
    archive_write_set_bytes_in_last_block(out.get(), 1);
    if (archive_write_open(out.get(), &sink, nullptr, send, nullptr) != ARCHIVE_OK) {
        return false;
    }
    std::vector<std::filesystem::path> files;
    std::error_code fault;
    for (const auto& one : std::filesystem::directory_iterator(folder, fault)) {
        files.push_back(one.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        if (!add_file(*out, path, name + '/' + path.filename().string())) {
            return false;
        }
    }
    return archive_write_close(out.get()) == ARCHIVE_OK;
}

}  // namespace chancery::server
