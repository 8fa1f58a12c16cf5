// The file of trained weights: sections under one header and checksum, mapped into
// memory. SPDX-License-Identifier: Apache-2.0
//
// All numbers are little-endian.
//   0   8  magic ("CHREAD\r\n" for the reading model; see ModelForm)
//   8   4  version of that form
//  12   4  number of sections, n
//  16   8  checksum: checksum64 of every byte from 24 to the end
//  24  32n sections: name (16 bytes, padded with zeros), offset (8), size (8)
//   …      the sections' bytes, each beginning at a multiple of 64
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/checksum.h"
#include "base/mapped_file.h"
#include "base/result.h"

namespace chancery::reading {

inline constexpr std::uint32_t model_version = 2;

using chancery::checksum64;

/// What tells the model files of the rooms apart.
struct ModelForm {
    std::string_view magic{"CHREAD\r\n", 8};  ///< eight bytes
    std::uint32_t version = model_version;
    std::string_view name = "reading model";  ///< as errors name it
};

/// A model file mapped read-only; moves, and unmaps when it goes.
class ModelFile {
  public:
    /// Fails where the file is missing, is not a model, has another version or is
    /// damaged.
    [[nodiscard]] static Result<ModelFile> open(const std::string& path,
                                                const ModelForm& form = {});

    /// The file's own checksum, which open() found to fit.
    [[nodiscard]] std::uint64_t checksum() const { return checksum_; }

    /// The section's bytes; empty where there is none of that name.
    [[nodiscard]] std::span<const std::byte> section(std::string_view name) const;

    /// Names of all sections, in order.
    [[nodiscard]] std::vector<std::string> names() const;

    /// The section as numbers of type T; a tail shorter than one T is left out.
    template <typename T>
    [[nodiscard]] std::span<const T> numbers(std::string_view name) const {
        static_assert(std::is_trivially_copyable_v<T>);
        const auto bytes = section(name);
        // Sections are aligned to 64 bytes in a file mapped at a page boundary.
        return {static_cast<const T*>(static_cast<const void*>(bytes.data())),
                bytes.size() / sizeof(T)};
    }

  private:
    MappedFile file_;
    std::uint64_t checksum_ = 0;
    std::map<std::string, std::span<const std::byte>, std::less<>> sections_;
};

/// Builds the bytes of a model file; sections are written in the order of their names.
class ModelWriter {
  public:
    ModelWriter() = default;

    explicit ModelWriter(const ModelForm& form) : form_(form) {}

    template <typename T>
    void add(const std::string& name, const std::vector<T>& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        std::vector<std::byte> bytes(values.size() * sizeof(T));
        if (!bytes.empty()) {
            std::memcpy(bytes.data(), values.data(), bytes.size());
        }
        sections_[name] = std::move(bytes);
    }

    [[nodiscard]] std::vector<std::byte> bytes() const;
    [[nodiscard]] Result<void> write(const std::string& path) const;

  private:
    ModelForm form_;
    std::map<std::string, std::vector<std::byte>> sections_;
};

}  // namespace chancery::reading
