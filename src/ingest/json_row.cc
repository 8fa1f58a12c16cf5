// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_row.h"

#include <algorithm>
#include <string>
#include <utility>

#include "text/utf8.h"

namespace chancery {

namespace {

using Json = nlohmann::json;

/// The most arrays and objects that are open at once; strings are passed over.
std::uint32_t depth_of(std::string_view text) {
    std::uint32_t depth = 0;
    std::uint32_t deepest = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return deepest;
}

/// A value as words: of an object its name or value, of a list all of them.
std::string words_of(const Json& value) {
    if (value.is_string()) {
        return value.get_ref<const std::string&>();
    }
    if (value.is_number_integer()) {
        return std::to_string(value.get<std::int64_t>());
    }
    if (value.is_number_float() && value.get<double>() > 1e9) {  // seconds since 1970
        return std::to_string(static_cast<std::int64_t>(value.get<double>()));
    }
    if (value.is_object()) {
        for (const char* key : {"name", "value", "title", "text", "$date"}) {
            const auto found = value.find(key);
            if (found != value.end() && !found->is_structured()) {
                return words_of(*found);
            }
        }
    }
    return {};
}

std::string joined_words(const Json& value) {
    if (!value.is_array()) {
        return words_of(value);
    }
    std::string out;
    for (const Json& one : value) {
        const std::string words = words_of(one);
        out += (out.empty() || words.empty() ? "" : "\n\n") + words;
    }
    return out;
}

const Json* value_under(const Json& object, std::string_view key) {
    if (const auto found = object.find(key); found != object.end()) {
        return &*found;
    }
    const std::size_t dot = key.find('.');
    if (dot == std::string_view::npos) {
        return nullptr;
    }
    const auto outer = object.find(key.substr(0, dot));
    return outer == object.end() || !outer->is_object()
               ? nullptr
               : value_under(*outer, key.substr(dot + 1));
}

/// Names of a list, or of a text that separates them by semicolons.
std::vector<std::string> names_of(const Json& value) {
    std::vector<std::string> out;
    if (value.is_array()) {
        for (const Json& one : value) {
            out.push_back(words_of(one));
        }
        return out;
    }
    std::string words = words_of(value);
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(';', at), words.size());
        out.push_back(words.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::uint32_t max_depth) {
    if (depth_of(text) > max_depth) {
        return Error{"values are nested deeper than " + std::to_string(max_depth) +
                     "; --max-depth sets how deep they may be"};
    }
    std::string repaired;
    if (!is_utf8(text)) {
        repaired = repair_utf8(text).text;
        text = repaired;
    }
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& fault) {
        return Error{"is no JSON from byte " + std::to_string(fault.byte) + " on"};
    } catch (const Json::exception& fault) {
        return Error{std::string("is no JSON: ") + fault.what()};
    }
}

Row row_of(const Json& value, const FieldMap& fields) {
    Row out;
    for (std::size_t i = 0; i < row_fields; ++i) {
        const auto field = static_cast<RowField>(i);
        for (const std::string_view key : fields.keys(field)) {
            const Json* found = value_under(value, key);
            if (found == nullptr) {
                continue;
            }
            out[field] = joined_words(*found);
            if (field == RowField::author) {
                out.authors = names_of(*found);
            }
            if (!out[field].empty() && out[field] != "None") {
                break;
            }
        }
    }
    return out;
}

}  // namespace chancery
