// Text in XML 1.0.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace chancery {

/// `text` for content and attributes: markup and white space other than
/// spaces as references, so that an attribute keeps it; characters that XML 1.0 cannot
/// hold, even as references, as U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view given);

/// `<name>text</name>`, or nothing where the text is empty.
[[nodiscard]] std::string xml_element(std::string_view name, std::string_view text);

/// ` name="text"`, or nothing where the text is empty.
[[nodiscard]] std::string xml_attribute(std::string_view name, std::string_view text);

}  // namespace chancery
