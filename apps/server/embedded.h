// Files that are built into the program. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace chancery::server {

struct EmbeddedFile {
    std::string_view path;  ///< "/assets/index-4f2a.js"
    std::string_view type;  ///< "text/javascript"
    std::string_view bytes;
    std::string_view tag;  ///< of the bytes
};

[[nodiscard]] std::string_view embedded_openapi();
/// The page; empty where it was not built when the program was.
[[nodiscard]] std::span<const EmbeddedFile> embedded_page();

}  // namespace chancery::server
