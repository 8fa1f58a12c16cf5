// Words that lists of names hold: features of the network, not a verdict.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/result.h"

namespace chancery::train {

/// The words of the project's own tables (folder `data`/actors) and of the lists of names
/// and regions in `gazetteer` (names/, places/), in plain lower case, with their
/// reading::NameList bits.
[[nodiscard]] Result<std::map<std::string, std::uint32_t>> read_name_lists(
    const std::string& data, const std::string& gazetteer);

}  // namespace chancery::train
