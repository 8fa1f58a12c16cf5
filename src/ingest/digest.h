// Digests as WARC writes them: "sha1:", "sha256:", "md5:" and the bytes in base 32, 16 or
// 64.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace chancery {

/// Whether `bytes` have the digest that `labelled` gives (WARC 1.1, 5.8 and 5.9); nothing
/// where its algorithm or form is not known.
[[nodiscard]] std::optional<bool> has_digest(std::string_view bytes,
                                             std::string_view labelled);

}  // namespace chancery
