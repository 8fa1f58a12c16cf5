// SPDX-License-Identifier: Apache-2.0
#include "ingest/header_fields.h"

#include <algorithm>
#include <utility>

namespace chancery {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// A quoted-string's content (RFC 9110, 5.6.4), or the text as it is.
std::string unquoted(std::string_view text) {
    if (text.size() < 2 || text.front() != '"') {
        return std::string(text);
    }
    std::string out;
    for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
        }
        out += text[i];
    }
    return out;
}

/// Up to the next ';' that stands in no quotes.
std::size_t parameter_end(std::string_view value, std::size_t from) {
    bool quoted = false;
    for (std::size_t i = from; i < value.size(); ++i) {
        if (value[i] == '\\' && quoted) {
            ++i;
        } else if (value[i] == '"') {
            quoted = !quoted;
        } else if (value[i] == ';' && !quoted) {
            return i;
        }
    }
    return value.size();
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::optional<std::uint64_t> parse_count(std::string_view digits) {
    if (digits.empty() || digits.size() > 18) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

HeaderFields HeaderFields::parse(std::string_view head) {
    HeaderFields out;
    while (!head.empty()) {
        const std::size_t feed = std::min(head.find('\n'), head.size() - 1);
        const std::string_view line = head.substr(0, feed + 1);
        head.remove_prefix(feed + 1);
        const std::string_view words = trimmed(line);
        if (words.empty()) {
            continue;
        }
        if ((line[0] == ' ' || line[0] == '\t') && !out.fields_.empty()) {
            std::string& value = out.fields_.back().value;
            value += value.empty() ? "" : " ";
            value += words;
            continue;
        }
        const std::size_t colon = words.find(':');
        if (colon == std::string_view::npos || colon == 0) {
            ++out.broken_;
            continue;
        }
        out.fields_.push_back({lower(trimmed(words.substr(0, colon))),
                               std::string(trimmed(words.substr(colon + 1)))});
    }
    return out;
}

std::string_view HeaderFields::find(std::string_view name) const {
    for (const Field& field : fields_) {
        if (field.name == name) {
            return field.value;
        }
    }
    return {};
}

std::optional<std::size_t> header_size(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t feed = text.find('\n', at);
        if (feed == std::string_view::npos) {
            return std::nullopt;
        }
        if (feed == at || (feed == at + 1 && text[at] == '\r')) {
            return feed + 1;
        }
        at = feed + 1;
    }
    return std::nullopt;
}

std::string_view MediaType::parameter(std::string_view name) const {
    for (const auto& [key, value] : parameters) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

MediaType parse_media_type(std::string_view value) {
    MediaType out;
    std::size_t end = parameter_end(value, 0);
    out.type = lower(trimmed(value.substr(0, end)));
    while (end < value.size()) {
        const std::size_t begin = end + 1;
        end = parameter_end(value, begin);
        const std::string_view part = value.substr(begin, end - begin);
        const std::size_t equals = part.find('=');
        if (equals != std::string_view::npos) {
            out.parameters.emplace_back(lower(trimmed(part.substr(0, equals))),
                                        unquoted(trimmed(part.substr(equals + 1))));
        }
    }
    return out;
}

}  // namespace chancery
