// Mapping, checking and writing of model files.
// SPDX-License-Identifier: Apache-2.0
#include "reading/model_file.h"

#include <array>
#include <fstream>
#include <utility>

#include "base/numbers_at.h"

namespace chancery::reading {
namespace {

constexpr std::size_t header_size = 24;
constexpr std::size_t entry_size = 32;
constexpr std::size_t name_size = 16;
constexpr std::size_t alignment = 64;

}  // namespace

Result<ModelFile> ModelFile::open(const std::string& path, const ModelForm& form) {
    const std::string what(form.name);
    auto mapped = MappedFile::open(path);
    if (!mapped) {
        return Error{"no " + what + " here that can be opened", path, 0};
    }
    ModelFile file;
    file.file_ = std::move(*mapped);
    const std::span<const std::byte> bytes = file.file_.bytes();
    const std::size_t size = bytes.size();
    if (size < header_size) {
        return Error{"not a " + what + ": the file is too short", path, 0};
    }
    if (std::memcmp(bytes.data(), form.magic.data(), form.magic.size()) != 0) {
        return Error{"not a " + what + ": it does not begin with its magic", path, 0};
    }
    if (const auto version = number_at<std::uint32_t>(bytes, 8);
        version != form.version) {
        return Error{what + " of version " + std::to_string(version) +
                         "; this program reads version " + std::to_string(form.version),
                     path,
                     0};
    }
    const std::size_t count = number_at<std::uint32_t>(bytes, 12);
    file.checksum_ = number_at<std::uint64_t>(bytes, 16);
    if (checksum64(bytes.subspan(header_size)) != file.checksum_ ||
        count > (size - header_size) / entry_size) {
        return Error{"the " + what + " is damaged: its checksum does not fit", path, 0};
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = header_size + i * entry_size;
        const auto offset = number_at<std::uint64_t>(bytes, at + name_size);
        const auto length = number_at<std::uint64_t>(bytes, at + name_size + 8);
        if (offset > size || length > size - offset || offset % alignment != 0) {
            return Error{
                "the " + what + " is damaged: a section lies outside the file", path, 0};
        }
        std::array<char, name_size + 1> name{};
        std::memcpy(name.data(), bytes.data() + at, name_size);
        file.sections_[name.data()] = bytes.subspan(offset, length);
    }
    return file;
}

std::span<const std::byte> ModelFile::section(std::string_view name) const {
    const auto found = sections_.find(name);
    return found == sections_.end() ? std::span<const std::byte>{} : found->second;
}

std::vector<std::string> ModelFile::names() const {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : sections_) {
        names.push_back(name);
    }
    return names;
}

std::vector<std::byte> ModelWriter::bytes() const {
    std::vector<std::byte> out(header_size + entry_size * sections_.size());
    std::memcpy(out.data(), form_.magic.data(), form_.magic.size());
    put_number(out, 8, form_.version);
    put_number(out, 12, static_cast<std::uint32_t>(sections_.size()));
    std::size_t entry = header_size;
    for (const auto& [name, content] : sections_) {
        out.resize((out.size() + alignment - 1) / alignment * alignment);
        std::memcpy(out.data() + entry, name.data(), std::min(name.size(), name_size));
        put_number(out, entry + name_size, static_cast<std::uint64_t>(out.size()));
        put_number(
            out, entry + name_size + 8, static_cast<std::uint64_t>(content.size()));
        out.insert(out.end(), content.begin(), content.end());
        entry += entry_size;
    }
    put_number(out, 16, checksum64(std::span<const std::byte>(out).subspan(header_size)));
    return out;
}

Result<void> ModelWriter::write(const std::string& path) const {
    const auto content = bytes();
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(static_cast<const char*>(static_cast<const void*>(content.data())),
               static_cast<std::streamsize>(content.size()));
    if (!file.flush()) {
        return Error{"the model cannot be written", path, 0};
    }
    return {};
}

}  // namespace chancery::reading
