// SPDX-License-Identifier: Apache-2.0
#include "ingest/moments.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "ingest/dates.h"
#include "ingest/html_tags.h"
#include "text/utf8.h"

namespace chancery {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Zone {
    std::string_view name;
    std::int32_t minutes;
};

/// Abbreviations of English-language pages (tz database); none that several zones share.
constexpr std::array<Zone, 35> zones{{
    {"acdt", 630},  {"acst", 570},  {"adt", -180}, {"aedt", 660}, {"aest", 600},
    {"akdt", -480}, {"akst", -540}, {"awst", 480}, {"cdt", -300}, {"cest", 120},
    {"cet", 60},    {"cat", 120},   {"eat", 180},  {"edt", -240}, {"eest", 180},
    {"eet", 120},   {"est", -300},  {"et", -300},  {"gmt", 0},    {"hkt", 480},
    {"hst", -600},  {"ict", 420},   {"jst", 540},  {"kst", 540},  {"mdt", -360},
    {"msk", 180},   {"nzdt", 780},  {"nzst", 720}, {"pdt", -420}, {"pht", 480},
    {"pst", -480},  {"sast", 120},  {"sgt", 480},  {"utc", 0},    {"wib", 420},
}};

struct Clock {
    std::int32_t hour = -1, minute = 0, second = -1;
    std::optional<std::int32_t> offset;  ///< minutes east of Greenwich

    [[nodiscard]] bool known() const { return hour >= 0; }
};

class ClockReader {
  public:
    explicit ClockReader(std::string_view text) : text_(text) {}

    /// The first time of day at or after `at`.
    Clock read(std::size_t at) {
        for (; at + 3 < text_.size(); ++at) {
            const bool start =
                is_digit(text_[at]) && (at == 0 || !is_digit(text_[at - 1]));
            if (start) {
                if (const Clock clock = clock_at(at); clock.known()) {
                    return clock;
                }
            }
        }
        return {};
    }

  private:
    [[nodiscard]] char byte(std::size_t at) const {
        return at < text_.size() ? text_[at] : '\0';
    }

    /// One or two digits at `at_`, or -1.
    std::int32_t number() {
        if (!is_digit(byte(at_))) {
            return -1;
        }
        std::int32_t value = byte(at_++) - '0';
        if (is_digit(byte(at_))) {
            value = value * 10 + (byte(at_++) - '0');
        }
        return value;
    }

    void skip_spaces() {
        while (byte(at_) == ' ' || byte(at_) == ',' || byte(at_) == '(') {
            ++at_;
        }
    }

    Clock clock_at(std::size_t at) {
        at_ = at;
        Clock clock;
        clock.hour = number();
        const bool colon =
            byte(at_) == ':' ||
            (byte(at_) == '.' && is_digit(byte(at_ + 1)) && is_digit(byte(at_ + 2)));
        if (!colon) {
            if (!half_of_day(clock, false)) {
                return {};
            }
        } else {
            ++at_;
            if (!is_digit(byte(at_)) || !is_digit(byte(at_ + 1))) {
                return {};
            }
            clock.minute = number();
            if (byte(at_) == ':' && is_digit(byte(at_ + 1))) {
                ++at_;
                clock.second = number();
                skip_fraction();
            }
            half_of_day(clock, true);
        }
        if (clock.hour > 23 || clock.minute > 59 || clock.second > 59 ||
            is_digit(byte(at_))) {
            return {};
        }
        read_zone(clock);
        return clock;
    }

    void skip_fraction() {
        if ((byte(at_) == '.' || byte(at_) == ',') && is_digit(byte(at_ + 1))) {
            for (++at_; is_digit(byte(at_)); ++at_) {
            }
        }
    }

    /// "p.m." after a time. True where it stands there.
    bool half_of_day(Clock& clock, bool has_minutes) {
        std::size_t at = at_;
        while (byte(at) == ' ') {
            ++at;
        }
        const char half = static_cast<char>(byte(at) | 0x20);
        if (half != 'a' && half != 'p') {
            return false;
        }
        ++at;
        at += byte(at) == '.' ? 1U : 0U;
        if ((byte(at) | 0x20) != 'm' || is_letter(byte(at + 1)) ||
            clock.hour > (has_minutes ? 23 : 12)) {
            return false;
        }
        at_ = at + 1 + (byte(at + 1) == '.' ? 1U : 0U);
        if (clock.hour <= 12) {
            clock.hour = clock.hour % 12 + (half == 'p' ? 12 : 0);
        }
        return true;
    }

    void read_zone(Clock& clock) {
        skip_spaces();
        if (byte(at_) == 'Z' && !is_letter(byte(at_ + 1))) {
            clock.offset = 0;
            return;
        }
        const std::size_t begin = at_;
        std::size_t end = at_;
        while (is_letter(byte(end)) && end - begin < 5) {
            ++end;
        }
        const std::string name = lower_ascii(text_.substr(begin, end - begin));
        const auto* zone = std::find_if(
            zones.begin(), zones.end(), [&](const Zone& z) { return z.name == name; });
        if (zone != zones.end()) {
            clock.offset = zone->minutes;
            at_ = end;
        }
        const char sign = byte(at_);
        const bool zero = !clock.offset || *clock.offset == 0;
        if ((sign == '+' || sign == '-') && is_digit(byte(at_ + 1)) && zero) {
            read_offset(clock, sign);
        }
    }

    void read_offset(Clock& clock, char sign) {
        ++at_;
        const std::int32_t hours = number();
        at_ += byte(at_) == ':' ? 1U : 0U;
        const std::int32_t minutes = std::max(number(), 0);
        if (hours <= 14 && minutes < 60) {
            clock.offset = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::string two(std::int32_t value) {
    return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

std::string rfc3339(Day day, const Clock& clock) {
    const bool midnight = clock.hour == 0 && clock.minute == 0 && clock.second <= 0;
    if (!clock.known() || (midnight && !clock.offset)) {
        return {};
    }
    std::string out = day.iso() + 'T' + two(clock.hour) + ':' + two(clock.minute);
    if (clock.second >= 0 || clock.offset) {
        out += ':' + two(std::max(clock.second, 0));
    }
    if (clock.offset && *clock.offset == 0) {
        out += 'Z';
    } else if (clock.offset) {
        const std::int32_t size = *clock.offset < 0 ? -*clock.offset : *clock.offset;
        out += (*clock.offset < 0 ? '-' : '+') + two(size / 60) + ':' + two(size % 60);
    }
    return out;
}

std::optional<Moment> of_epoch(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    const std::int64_t seconds = digits.size() == 13 ? value / 1000 : value;
    const Day day{static_cast<std::int32_t>(seconds / 86400)};
    const auto rest = static_cast<std::int32_t>(seconds % 86400);
    Clock clock{rest / 3600, rest / 60 % 60, rest % 60, 0};
    return Moment{day, rfc3339(day, clock)};
}

std::optional<Day> compact_day(std::string_view digits) {
    const auto number = [&](std::size_t at, std::size_t n) {
        std::int32_t value = 0;
        for (const char c : digits.substr(at, n)) {
            value = value * 10 + (c - '0');
        }
        return value;
    };
    return checked_day(number(0, 4), number(4, 2), number(6, 2));
}

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t n = 0;
    while (at + n < text.size() && is_digit(text[at + n])) {
        ++n;
    }
    return n;
}

}  // namespace

std::optional<Moment> read_moment(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return std::nullopt;
    }
    constexpr std::size_t most = 200;
    text = utf8_prefix(text.substr(first), most);
    const std::size_t digits = digits_at(text, 0);
    const bool only = text.find_first_not_of(" \t\r\n", digits) == std::string_view::npos;
    if (only && (digits == 10 || digits == 13)) {
        return of_epoch(text.substr(0, digits));
    }
    if (digits == 8 || digits == 14) {
        const auto day = compact_day(text);
        if (!day) {
            return std::nullopt;
        }
        if (digits == 8 && text.substr(8).starts_with('T') && digits_at(text, 9) == 6) {
            const std::string spread = std::string(text.substr(9, 2)) + ':' +
                                       std::string(text.substr(11, 2)) + ':' +
                                       std::string(text.substr(13));
            return Moment{*day, rfc3339(*day, ClockReader(spread).read(0))};
        }
        return Moment{*day, rfc3339(*day, ClockReader(text).read(digits))};
    }
    const auto written = find_date(text);
    if (!written) {
        return std::nullopt;
    }
    Clock clock = ClockReader(text).read(written->span.end);
    if (!clock.known() && written->span.begin > 0) {
        clock = ClockReader(text.substr(0, written->span.begin)).read(0);
    }
    return Moment{written->day, rfc3339(written->day, clock)};
}

std::optional<Day> day_of_path(std::string_view url) {
    std::size_t at = url.find("://");
    at = url.find('/', at == std::string_view::npos ? 0 : at + 3);
    for (; at != std::string_view::npos && at < url.size(); ++at) {
        const char c = url[at];
        if (c == '?' || c == '#') {
            break;
        }
        if (!is_digit(c) || is_digit(url[at - (at > 0 ? 1 : 0)])) {
            continue;
        }
        const std::size_t digits = digits_at(url, at);
        if (digits == 8) {
            const auto day = compact_day(url.substr(at, 8));
            if (day && day->civil().year >= 1990) {
                return day;
            }
        } else if (digits == 4 && at + 5 < url.size()) {
            std::string part(utf8_prefix(url.substr(at), 14));
            std::replace(part.begin(), part.end(), '/', '-');
            std::replace(part.begin(), part.end(), '_', '-');
            const auto day = find_date(part);
            if (day && day->span.begin == 0 && day->day.civil().year >= 1990) {
                return day->day;
            }
        }
        at += digits - 1;
    }
    return std::nullopt;
}

}  // namespace chancery
