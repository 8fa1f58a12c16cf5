// SPDX-License-Identifier: Apache-2.0
#include "formats/dataset_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/ascii.h"
#include "base/numbers.h"
#include "coding/rules.h"
#include "ingest/clean.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace chancery {

namespace {

/// Valid UTF-8: the bytes themselves, or what they are in Windows-1252.
std::string decoded(std::string_view bytes) {
    if (is_utf8(bytes)) {
        return std::string(bytes);
    }
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append_utf8(out, byte < 0x80 ? byte : windows_1252(byte));
    }
    return out;
}

std::string_view trimmed_field(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \r");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \r") - first + 1);
}

bool means_nothing(std::string_view text) {
    constexpr std::array<std::string_view, 7> words = {
        "None", "NULL", "null", "NA", "nan", "NaN", "---"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

/// Where the quoted field that begins `text` ends: behind its closing quote, with the end
/// or a tab next. 0 where it is not closed.
std::size_t quoted_size(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != '"') {
            continue;
        }
        if (i + 1 == text.size() || text[i + 1] == '\t' || text[i + 1] == '\r') {
            return i + 1;
        }
        if (text[i + 1] == '"') {
            ++i;
        }
    }
    return 0;
}

std::string unquoted(std::string_view text) {
    std::string out;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        out += text[i];
        i += text[i] == '"' && text[i + 1] == '"' && i + 2 < text.size() ? 1U : 0U;
    }
    return out;
}

/// What a field says; "" for a word that means nothing.
std::string field_of(std::string_view text, bool quoted) {
    const std::string field = quoted ? unquoted(text) : std::string(trimmed_field(text));
    return means_nothing(field) ? std::string() : field;
}

}  // namespace

DatasetLines::DatasetLines(std::unique_ptr<ByteSource> source, std::size_t max_line)
    : window_(std::move(source)), max_line_(max_line) {}

Result<std::optional<DatasetLines::Line>> DatasetLines::next() {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (window_.offset() == 0 && window_.peek(mark.size()).starts_with(mark)) {
        (void)window_.skip(mark.size());
    }
    while (!window_.at_end()) {
        Line line{++number_, false, {}};
        std::string bytes;
        bool ended = false;
        while (!ended && !window_.at_end()) {
            const std::string_view ahead = window_.ahead();
            const std::size_t at = ahead.find('\n');
            ended = at != std::string_view::npos;
            const std::size_t size = ended ? at : ahead.size();
            line.too_long = line.too_long || bytes.size() + size > max_line_;
            if (!line.too_long) {
                bytes.append(ahead.substr(0, size));
            }
            (void)window_.skip(size + (ended ? 1 : 0));
        }
        if (line.too_long) {
            return std::optional(std::move(line));
        }
        if (trimmed_field(bytes).find_first_not_of('\t') != std::string_view::npos) {
            line.text = decoded(bytes);
            return std::optional(std::move(line));
        }
    }
    if (const auto& fault = window_.failure()) {
        return *fault;
    }
    return std::optional<Line>();
}

std::vector<std::string> dataset_fields(std::string_view line) {
    std::vector<std::string> out;
    for (;;) {
        std::size_t size = line.starts_with('"') ? quoted_size(line) : 0;
        const bool quoted = size > 1;
        size = quoted ? size : std::min(line.find('\t'), line.size());
        out.push_back(field_of(line.substr(0, size), quoted));
        line.remove_prefix(size);
        line = quoted && line.starts_with('\r') ? line.substr(1) : line;
        if (line.empty()) {
            return out;
        }
        line.remove_prefix(1);
    }
}

std::string column_key(std::string_view name) {
    return name_key(name);
}

DatasetColumns::DatasetColumns(std::vector<std::string> names)
    : names_(std::move(names)) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        by_name_.emplace(column_key(names_[i]), i);
    }
}

std::optional<std::size_t> DatasetColumns::find(std::string_view name) const {
    const auto it = by_name_.find(column_key(name));
    return it == by_name_.end() ? std::nullopt : std::optional(it->second);
}

DatasetColumns DatasetColumns::without(
    const std::vector<std::string_view>& optional) const {
    std::vector<std::string> kept;
    for (const std::string& name : names_) {
        const bool dropped =
            std::any_of(optional.begin(), optional.end(), [&](std::string_view one) {
                return column_key(one) == column_key(name);
            });
        if (!dropped && !name.empty()) {
            kept.push_back(name);
        }
    }
    return DatasetColumns(std::move(kept));
}

std::optional<std::string> dataset_day(std::string_view text) {
    constexpr std::size_t iso = 10;
    if (text.size() >= iso &&
        (text.size() == iso || text[iso] == ' ' || text[iso] == 'T')) {
        const auto day = Day::parse_iso(text.substr(0, iso));
        return day ? std::optional(day->iso()) : std::nullopt;
    }
    const bool digits = std::all_of(text.begin(), text.end(), is_digit);
    if (!digits || (text.size() != 8 && text.size() != 14)) {
        return std::nullopt;
    }
    std::string day(text.substr(0, 4));
    day.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 2));
    return Day::parse_iso(day) ? std::optional(day) : std::nullopt;
}

std::vector<std::string_view> dataset_list(std::string_view text, char also) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t at = text.find_first_of(std::string{';', '|', also});
        const std::string_view part = trimmed_field(text.substr(0, at));
        if (!part.empty()) {
            out.push_back(part);
        }
        text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    }
    return out;
}

Result<void> set_cameo(std::string_view code,
                       const FormatTables& tables,
                       DatasetAct& act) {
    const CameoCode* known = tables.cameo().find(code);
    if (known == nullptr) {
        // Programs that take codes for numbers lose the zero.
        known = tables.cameo().find('0' + std::string(code));
    }
    if (known == nullptr) {
        return Error{"'" + std::string(code) + "' is not a CAMEO code"};
    }
    act.cameo = known->code;
    act.quad = known->quad;
    act.weight = std::round(static_cast<double>(known->goldstein) * 10) / 10;
    act.event_words = known->name;
    if (known->type) {
        act.type = name(*known->type);
        act.mode = known->mode;
        for (std::size_t i = 0; i < context_count; ++i) {
            if (known->contexts[i]) {
                act.contexts.emplace_back(context_name(i));
            }
        }
    }
    return {};
}

Result<void> set_weight(std::string_view text, DatasetAct& act) {
    if (text.empty()) {
        return {};
    }
    const auto value = finite_number(text);
    if (!value || *value < -10 || *value > 10) {
        return Error{"'" + std::string(text) + "' is not a number from -10 to 10"};
    }
    act.weight = *value;
    return {};
}

Result<void> set_coordinates(std::string_view latitude,
                             std::string_view longitude,
                             DatasetAct& act) {
    if (latitude.empty() || longitude.empty()) {
        return {};
    }
    const auto north = finite_number(latitude);
    const auto east = finite_number(longitude);
    if (!north || !east || std::abs(*north) > 90 || std::abs(*east) > 180) {
        return Error{"'" + std::string(latitude) + "' and '" + std::string(longitude) +
                     "' are not degrees of latitude and longitude"};
    }
    act.place_at = Coordinates{*north, *east};
    return {};
}

std::uint32_t dataset_count(std::string_view text) {
    std::uint32_t value = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? value : 0;
}

}  // namespace chancery
