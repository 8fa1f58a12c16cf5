// The modes of each type, for who lists them. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "coding/act.h"

namespace chancery {

/// In the order of the annotation guide; see is_mode_of().
[[nodiscard]] std::vector<std::string_view> modes_of(ActType type);

}  // namespace chancery
