// SPDX-License-Identifier: Apache-2.0
#include "formats/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "ledger/sha256.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr std::size_t most_paired = 20;

bool breaks_line(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

void pair_up(const std::vector<Participant>& actors,
             const std::vector<Participant>& recipients,
             std::vector<Dyad>& out) {
    const bool few = actors.size() <= most_paired && recipients.size() <= most_paired;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        const std::size_t with = few || i == 0 ? recipients.size() : 1;
        for (std::size_t j = 0; j < with; ++j) {
            out.push_back({&actors[i], &recipients[j]});
        }
    }
}

void pair_with_each_other(const std::vector<Participant>& actors,
                          std::vector<Dyad>& out) {
    const bool few = actors.size() <= most_paired;
    const std::size_t hubs = few ? actors.size() : 1;
    const bool sides = std::any_of(actors.begin(), actors.end(), [&](const auto& one) {
        return one.code != actors.front().code;
    });
    const auto on_one_side = [&](std::size_t i, std::size_t j) {
        return sides && !actors[i].code.empty() && actors[i].code == actors[j].code;
    };
    for (std::size_t i = 0; i < hubs; ++i) {
        for (std::size_t j = few ? 0 : 1; j < actors.size(); ++j) {
            if (i != j && !on_one_side(i, j)) {
                out.push_back({&actors[i], &actors[j]});
            }
        }
    }
    for (std::size_t i = 1; !few && i < actors.size(); ++i) {
        if (!on_one_side(i, 0)) {
            out.push_back({&actors[i], &actors[0]});
        }
    }
}

}  // namespace

std::optional<EventDays> days_of(const EventRow& event) {
    if (const auto told = parse_day_range(event.date)) {
        return EventDays{*told, true};
    }
    if (const auto day = Day::parse_iso(event.first_published)) {
        return EventDays{{*day, *day}, false};
    }
    return std::nullopt;
}

std::optional<EventDays> exact_days_of(const EventRow& event) {
    auto out = days_of(event);
    return out && out->range.exact ? out : std::nullopt;
}

double rounded(double value, int places) {
    const double scale = std::pow(10.0, places);
    const double out = std::round(value * scale) / scale;
    return out == 0 ? 0 : out;  // no minus zero
}

std::string decimal(double value, int places) {
    if (!std::isfinite(value)) {
        return {};
    }
    constexpr double largest = 1e15;
    std::array<char, 64> digits{};
    const double shown = rounded(std::clamp(value, -largest, largest), places);
    const auto end = std::to_chars(
        digits.data(), digits.data() + digits.size(), shown, std::chars_format::fixed);
    return {digits.data(), end.ptr};
}

std::string valid_utf8(std::string_view text) {
    return is_utf8(text) ? std::string(text) : repair_utf8(text).text;
}

std::string one_line(std::string_view given) {
    const std::string text = valid_utf8(given);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = code_point_at(text, at);
        const bool space = breaks_line(next.value) || next.value == ' ';
        if (!space) {
            out.append(text, at, next.length);
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
        at += next.length;
    }
    if (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const std::string& part : parts) {
        out.append(&part == parts.data() ? std::string_view() : separator).append(part);
    }
    return out;
}

const std::string& best_name(const Participant& participant) {
    return participant.table_name.empty() ? participant.name : participant.table_name;
}

std::string names_in_words(const std::vector<Participant>& participants,
                           std::size_t most) {
    std::string out;
    const std::size_t shown = std::min(most, participants.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == participants.size();
        out += i == 0 ? "" : last ? " and " : ", ";
        out += best_name(participants[i]);
    }
    if (shown < participants.size()) {
        out += " and " + std::to_string(participants.size() - shown) + " others";
    }
    return out;
}

std::string evidence_line(const std::string& evidence, const std::string& trigger) {
    for (std::size_t begin = 0; begin < evidence.size();) {
        const std::size_t end = std::min(evidence.find('\n', begin), evidence.size());
        const std::string line = evidence.substr(begin, end - begin);
        if (line.find(trigger) != std::string::npos) {
            const std::size_t first = line.find_first_not_of(" \t\r");
            const std::size_t last = line.find_last_not_of(" \t\r");
            return line.substr(first, last - first + 1);
        }
        begin = end + 1;
    }
    return evidence;
}

std::vector<Dyad> dyads_of(const EventRow& event) {
    std::vector<Dyad> out;
    if (!event.actors.empty() && !event.recipients.empty()) {
        pair_up(event.actors, event.recipients, out);
    } else if (event.actors.size() > 1) {
        pair_with_each_other(event.actors, out);
    } else if (!event.actors.empty()) {
        out.push_back({event.actors.data(), nullptr});
    }
    for (std::size_t i = 0; event.actors.empty() && i < event.recipients.size(); ++i) {
        out.push_back({nullptr, &event.recipients[i]});
    }
    return out;
}

std::uint64_t dyad_number(const EventRow& event, const Dyad& dyad) {
    Sha256 sum;
    sum.add_field(event.id);
    for (const Participant* one : {dyad.actor, dyad.recipient}) {
        sum.add_field(one == nullptr ? "" : one->kind);
        sum.add_field(one == nullptr ? "" : one->code);
        sum.add_field(one == nullptr ? "" : one->name);
    }
    const std::string digits = sum.hex().substr(0, 16);
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return (number >> 11U) | 1U;  // 53 bits, never 0
}

std::string actor_id(const Participant& participant) {
    Sha256 sum;
    sum.add_field(participant.kind);
    sum.add_field(participant.code);
    sum.add_field(name_key(best_name(participant)));
    return sum.hex().substr(0, 16);
}

std::string uuid_of(std::string_view text) {
    Sha256 sum;
    sum.add(text);
    std::string hex = sum.hex().substr(0, 32);
    hex[12] = '8';
    constexpr std::string_view variants = "89ab";
    hex[16] = variants[static_cast<unsigned char>(hex[16]) % variants.size()];
    return hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' +
           hex.substr(16, 4) + '-' + hex.substr(20);
}

const ActRow* lead_act(const EventDetail& event) {
    const auto it =
        std::find_if(event.acts.begin(), event.acts.end(), [&](const ActRow& act) {
            return act.id == event.event.lead;
        });
    if (it != event.acts.end()) {
        return &*it;
    }
    return event.acts.empty() ? nullptr : event.acts.data();
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::size_t characters_before(std::string_view text, std::size_t bytes) {
    return count_characters(text.substr(0, bytes));
}

void add_story_names(const ActRow& act, bool people, std::vector<std::string>& names) {
    for (const auto* list : {&act.actors, &act.recipients}) {
        for (const Participant& one : *list) {
            const bool wanted = people ? one.kind == "person"
                                       : one.kind != "person" && one.kind != "state";
            if (wanted &&
                std::find(names.begin(), names.end(), one.name) == names.end()) {
                names.push_back(one.name);
            }
        }
    }
}

std::string compact(Day day) {
    std::string out = day.iso();
    std::erase(out, '-');
    return out;
}

std::string country_name(const FormatTables& tables, std::string_view iso3) {
    const CountryCodes* country = tables.country(CountryKey::iso3, iso3);
    return country == nullptr ? std::string(iso3) : country->name;
}

}  // namespace chancery
