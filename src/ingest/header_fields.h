// Header fields as mail, HTTP and WARC write them: "Name: value", folded lines,
// parameters. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

/// The fields of one header, in order.
class HeaderFields {
  public:
    /// Reads lines up to the end of `head`; a line that begins with white space belongs
    /// to the one before (RFC 5322, 2.2.3). Lines without a colon are counted and left
    /// out.
    static HeaderFields parse(std::string_view head);

    /// The value of the first field of that name, given in lower case and found in any;
    /// empty where there is none.
    [[nodiscard]] std::string_view find(std::string_view name) const;

    [[nodiscard]] std::size_t size() const { return fields_.size(); }

    [[nodiscard]] std::size_t broken_lines() const { return broken_; }

  private:
    struct Field {
        std::string name;   ///< lower case
        std::string value;  ///< unfolded, without white space around it
    };

    std::vector<Field> fields_;
    std::size_t broken_ = 0;
};

/// Bytes of the header at the beginning of `text`, with the empty line that ends it;
/// nothing where no empty line does.
[[nodiscard]] std::optional<std::size_t> header_size(std::string_view text);

/// "text/html; charset=utf-8" in its parts.
struct MediaType {
    std::string type;  ///< lower case, without white space
    std::vector<std::pair<std::string, std::string>> parameters;  ///< names lower case

    [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

[[nodiscard]] MediaType parse_media_type(std::string_view value);

/// `text` without white space at both ends; in lower case (ASCII).
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text);

/// A number of decimal digits alone, at most 2^62.
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view digits);

}  // namespace chancery
