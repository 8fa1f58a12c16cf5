// SPDX-License-Identifier: Apache-2.0
#include "ingest/decode.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <type_traits>

#include <uchardet/uchardet.h>

#include "ingest/charset.h"
#include "ingest/clean.h"
#include "text/utf8.h"

namespace chancery {

namespace {

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\n\r\f\v") == std::string_view::npos;
}

/// NUL bytes, or more than one control character in ten.
bool is_binary(std::string_view bytes) {
    if (bytes.find('\0') != std::string_view::npos) {
        return true;
    }
    std::size_t controls = 0;
    constexpr std::size_t block = 128;  // so that a byte counts those of one
    for (std::size_t at = 0; at < bytes.size(); at += block) {
        unsigned char some = 0;
        for (const char c : bytes.substr(at, block)) {
            const bool control = static_cast<unsigned char>(c) < 0x20;
            const bool white = c == '\n' || c == '\r' || c == '\t' || c == '\f';
            some = static_cast<unsigned char>(some + (control && !white ? 1 : 0));
        }
        controls += some;
    }
    return controls * 10 > bytes.size();
}

/// What the bytes beyond ASCII look like, whatever they mean.
struct HighBytes {
    std::size_t count = 0;
    std::size_t in_long_runs = 0;  ///< of four and more: not a Western text
    std::size_t punctuation = 0;   ///< quotes, dashes, spaces of windows-1252
    std::size_t undefined = 0;     ///< that windows-1252 does not have
    std::size_t sequences = 0;     ///< well-formed in UTF-8
    std::size_t faults = 0;        ///< ill-formed in UTF-8
};

bool is_1252_punctuation(unsigned char byte) {
    return byte == 0x80 || byte == 0x82 || (byte >= 0x84 && byte <= 0x87) ||
           (byte >= 0x91 && byte <= 0x97) || byte == 0x99 || byte == 0xA0 ||
           byte == 0xA3 || byte == 0xA9 || byte == 0xAB || byte == 0xAE || byte == 0xB0 ||
           byte == 0xB7 || byte == 0xBB;
}

bool is_1252_undefined(unsigned char byte) {
    return byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
}

/// Of windows-1252. It stands in rows, which bytes of letters do not.
constexpr unsigned char no_break_space = 0xA0;

HighBytes look_at(std::string_view bytes, const RepairedText& as_utf8) {
    HighBytes out;
    std::size_t run = 0;
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
        const unsigned char byte = at < bytes.size() ? byte_at(bytes, at) : 0;
        if (byte < 0x80 || byte == no_break_space) {
            out.in_long_runs += run >= 4 ? run : 0;
            run = 0;
        } else {
            ++run;
        }
        if (byte < 0x80) {
            continue;
        }
        ++out.count;
        out.punctuation += is_1252_punctuation(byte) ? 1U : 0U;
        out.undefined += is_1252_undefined(byte) ? 1U : 0U;
    }
    for (const char c : as_utf8.text) {
        out.sequences += static_cast<unsigned char>(c) >= 0xC0 ? 1U : 0U;
    }
    out.sequences -= as_utf8.repairs;
    out.faults = as_utf8.repairs;
    return out;
}

bool is_western(const HighBytes& high) {
    return high.undefined == 0 && high.in_long_runs * 2 <= high.count;
}

/// UTF-16 or UTF-32, by its mark or by where the zero bytes of ASCII letters stand.
const Charset* wide_charset(std::string_view bytes, CharsetFrom& from) {
    from = CharsetFrom::mark;
    const std::string_view four = bytes.substr(0, 4);
    if (four == std::string_view("\xFF\xFE\0\0", 4) && bytes.size() % 4 == 0) {
        return find_charset("utf-32le");
    }
    if (four == std::string_view("\0\0\xFE\xFF", 4)) {
        return find_charset("utf-32be");
    }
    if (bytes.starts_with("\xFF\xFE")) {
        return find_charset("utf-16le");
    }
    if (bytes.starts_with("\xFE\xFF")) {
        return find_charset("utf-16be");
    }
    from = CharsetFrom::form;
    constexpr std::size_t looked_at = 1U << 16U;
    std::array<std::size_t, 4> zeros{};
    const std::size_t size = std::min(bytes.size(), looked_at) & ~std::size_t{3};
    for (std::size_t at = 0; at < size; ++at) {
        zeros.at(at % 4) += bytes[at] == '\0' ? 1U : 0U;
    }
    const std::size_t each = size / 4;
    const auto most = [each](std::size_t count) { return count * 10 > each * 7; };
    // "Ā" and the spaces of typography have a zero byte on the other side.
    const auto few = [each](std::size_t count) { return count * 50 <= each; };
    if (each == 0 || bytes.size() % 2 != 0) {
        return nullptr;
    }
    if (most(zeros[2]) && most(zeros[3]) && few(zeros[0])) {
        return find_charset("utf-32le");
    }
    if (most(zeros[0]) && most(zeros[1]) && few(zeros[3])) {
        return find_charset("utf-32be");
    }
    if (most(zeros[1]) && most(zeros[3]) && few(zeros[0] + zeros[2])) {
        return find_charset("utf-16le");
    }
    if (most(zeros[0]) && most(zeros[2]) && few(zeros[1] + zeros[3])) {
        return find_charset("utf-16be");
    }
    return nullptr;
}

/// Escape sequences of the encodings that use seven bits only.
const Charset* seven_bit_charset(std::string_view bytes) {
    if (bytes.find("\x1B$") != std::string_view::npos) {
        const bool korean = bytes.find("\x1B$)C") != std::string_view::npos;
        const bool chinese = bytes.find("\x1B$)A") != std::string_view::npos;
        return find_charset(korean    ? "iso-2022-kr"
                            : chinese ? "iso-2022-cn"
                                      : "iso-2022-jp");
    }
    return nullptr;
}

/// Offset of the first byte that is not ASCII.
std::size_t first_high(std::string_view bytes) {
    const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80;
    });
    return static_cast<std::size_t>(first - bytes.begin());
}

/// The label that a library for detecting encodings gives, as one of ours.
const Charset* detected_charset(std::string_view bytes) {
    struct Delete {
        void operator()(uchardet_t detector) const { uchardet_delete(detector); }
    };

    constexpr std::size_t looked_at = 1U << 18U;
    const std::unique_ptr<std::remove_pointer_t<uchardet_t>, Delete> detector(
        uchardet_new());
    // Pages open with kilobytes of ASCII; what tells stands after it.
    const std::size_t first = first_high(bytes);
    bytes.remove_prefix(first > 256 ? first - 256 : 0);
    bytes = bytes.substr(0, looked_at);
    if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) {
        return nullptr;
    }
    uchardet_data_end(detector.get());
    return find_charset(uchardet_get_charset(detector.get()));
}

Decoded from_conversion(Converted converted, const Charset& charset, CharsetFrom from) {
    Decoded out;
    out.text = std::move(converted.text);
    out.repairs = converted.faults;
    out.charset = charset.name;
    out.from = from;
    if (out.text.starts_with("\xEF\xBB\xBF")) {
        out.text.erase(0, 3);
    }
    return out;
}

/// At most one fault in fifty of the bytes that are not ASCII; a text that was cut may
/// always have one.
bool fits(const Converted& converted, const HighBytes& high) {
    return converted.faults <= 1 + high.count / 50;
}

/// UTF-8 with single bytes of windows-1252 between ASCII and its quotes, as editors of
/// templates leave them: these are read, the rest is repaired.
Decoded mend_utf8(std::string_view bytes) {
    Decoded out;
    const auto is_plain = [bytes](std::size_t at) {
        const unsigned char byte = at < bytes.size() ? byte_at(bytes, at) : 0xFF;
        return byte < 0x80 || byte == no_break_space || (byte >= 0x91 && byte <= 0x97);
    };
    RepairedText mended =
        repair_utf8(bytes, [&](std::size_t at, std::uint32_t length) -> char32_t {
            const unsigned char byte = byte_at(bytes, at);
            const bool alone = length == 1 && is_plain(at + 1) &&
                               (at == 0 || is_plain(at - 1)) && !is_1252_undefined(byte);
            out.strays += alone ? 1 : 0;
            return alone ? windows_1252(byte) : U'\uFFFD';
        });
    out.text = std::move(mended.text);
    out.repairs = mended.repairs;
    out.from = CharsetFrom::assumed;
    return out;
}

/// A detector always names something. What it names must have told letters apart: noise
/// is the same few bytes again and again.
bool is_varied(std::string_view bytes, const HighBytes& high) {
    std::array<bool, 128> seen{};
    std::size_t different = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 && !seen.at(byte - 0x80U)) {
            seen.at(byte - 0x80U) = true;
            ++different;
        }
    }
    return different * 8 > std::min<std::size_t>(high.count, 40);
}

/// Whether the characters beyond ASCII are those of East Asia and stand together, as
/// they do not where Western letters with diacritics are taken in pairs.
bool is_east_asian(std::string_view text) {
    std::size_t all = 0;
    std::size_t together = 0;
    char32_t last = 0;
    const auto is_asian = [](char32_t c) {
        return (c >= 0x3000 && c <= 0x30FF) || (c >= 0x4E00 && c <= 0x9FFF) ||
               (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF00 && c <= 0xFFEF);
    };
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        at += c.length;
        all += c.value >= 0x80 ? 1U : 0U;
        together += is_asian(c.value) && is_asian(last) ? 1U : 0U;
        last = c.value;
    }
    return all >= 8 && together * 10 >= all * 7;
}

/// An encoding of East Asia that has all the bytes, for texts in which few stand
/// together.
const Charset* east_asian_charset(std::string_view bytes) {
    constexpr std::size_t looked_at = 1U << 14U;
    bytes.remove_prefix(first_high(bytes));
    for (const std::string_view label : {"big5", "gb18030", "euc-kr", "shift_jis"}) {
        const Charset* charset = find_charset(label);
        const auto converted = convert(bytes.substr(0, looked_at), *charset);
        if (converted && converted->faults <= 1 && is_east_asian(converted->text)) {
            return charset;
        }
    }
    return nullptr;
}

std::optional<Decoded> as_declared(std::string_view bytes,
                                   const HighBytes& high,
                                   const Charset* declared) {
    if (declared == nullptr || declared->icu.empty() || declared->name[0] == 'u') {
        return std::nullopt;  // UTF-8 it is not, and UTF-16 was seen before
    }
    // "iso-8859-1" is what servers say that were never asked.
    if (declared->name == "windows-1252" &&
        (!is_western(high) || east_asian_charset(bytes) != nullptr)) {
        return std::nullopt;
    }
    auto converted = convert(bytes, *declared);
    if (!converted || !fits(*converted, high)) {
        return std::nullopt;
    }
    return from_conversion(std::move(*converted), *declared, CharsetFrom::declared);
}

/// The encoding that the bytes look like; null where they look like none.
const Charset* guessed_charset(std::string_view bytes, const HighBytes& high) {
    const bool western = is_western(high);
    if (western && high.punctuation * 2 >= high.count) {
        return find_charset("windows-1252");
    }
    const Charset* guess = detected_charset(bytes);
    if (guess != nullptr && !guess->single_byte && !western) {
        return guess;
    }
    if (western || guess == nullptr) {
        if (const Charset* eastern = east_asian_charset(bytes)) {
            return eastern;
        }
    }
    const bool useless = guess == nullptr || !guess->single_byte;
    return western && useless ? find_charset("windows-1252") : guess;
}

std::optional<Decoded> as_detected(std::string_view bytes, const HighBytes& high) {
    const Charset* guess = guessed_charset(bytes, high);
    if (guess == nullptr || guess->icu.empty() || !is_varied(bytes, high)) {
        return std::nullopt;
    }
    auto converted = convert(bytes, *guess);
    if (!converted || !fits(*converted, high)) {
        return std::nullopt;
    }
    return from_conversion(std::move(*converted), *guess, CharsetFrom::detected);
}

/// Bytes without zero bytes that are not UTF-8 as they stand.
Decoded decode_narrow(std::string_view bytes,
                      const RepairedText& as_utf8,
                      const Charset* declared) {
    const HighBytes high = look_at(bytes, as_utf8);
    Decoded mended = mend_utf8(bytes);
    const bool only_strays =
        mended.repairs == 0 && high.sequences >= 2 && high.sequences * 4 >= high.faults;
    if (only_strays || high.sequences >= 4 * high.faults) {
        return mended;
    }
    if (auto out = as_declared(bytes, high, declared)) {
        return *std::move(out);
    }
    if (auto out = as_detected(bytes, high)) {
        return *std::move(out);
    }
    return mended;
}

Result<Decoded> decode_any(std::string_view bytes, const Charset* declared) {
    CharsetFrom from = CharsetFrom::form;
    const Charset* wide = wide_charset(bytes, from);
    if (wide == nullptr && declared != nullptr && declared->name.starts_with("utf-16") &&
        !is_utf8(bytes)) {
        wide = declared;
        from = CharsetFrom::declared;
    }
    if (wide != nullptr) {
        if (auto converted = convert(bytes, *wide)) {
            return from_conversion(std::move(*converted), *wide, from);
        }
    }
    const Charset* seven = seven_bit_charset(bytes);
    if (seven == nullptr && declared != nullptr && declared->name == "hz-gb-2312" &&
        bytes.find("~{") != std::string_view::npos) {
        seven = declared;
    }
    if (seven != nullptr && is_utf8(bytes)) {
        if (auto converted = convert(bytes, *seven);
            converted && converted->faults == 0) {
            return from_conversion(std::move(*converted), *seven, CharsetFrom::form);
        }
    }
    if (is_binary(bytes)) {
        return Error{"is not text: it holds NUL bytes or mostly control characters"};
    }
    RepairedText as_utf8 = repair_utf8(bytes);
    if (as_utf8.repairs > 0) {
        return decode_narrow(bytes, as_utf8, declared);
    }
    Decoded out;
    out.text = std::move(as_utf8.text);
    out.from = bytes.starts_with("\xEF\xBB\xBF") ? CharsetFrom::mark : CharsetFrom::form;
    return out;
}

}  // namespace

Result<Decoded> decode_bytes(std::string_view bytes, std::string_view charset) {
    std::string declared(charset);
    if (find_charset(declared) == nullptr) {
        declared = declared_charset(bytes);
    }
    auto out = decode_any(bytes, find_charset(declared));
    if (!out) {
        return out;
    }
    out->declared = std::move(declared);
    if (is_blank(out->text)) {
        return Error{bytes.empty() ? "is empty" : "holds no text"};
    }
    if (std::uint64_t{out->repairs} * 10 > bytes.size()) {
        return Error{
            "is not text in UTF-8 or what it declares: " + std::to_string(out->repairs) +
            " faults in " + std::to_string(bytes.size()) +
            " bytes; convert it first (iconv -t UTF-8)"};
    }
    return out;
}

std::string charset_remark(const Decoded& decoded) {
    const Charset* declared = find_charset(decoded.declared);
    const bool followed = declared != nullptr && declared->name == decoded.charset;
    std::string out;
    // That UTF-8 is declared as Latin-1 is so common that it says nothing.
    if (decoded.from == CharsetFrom::detected && !followed) {
        out = "read as " + decoded.charset +
              (decoded.declared.empty() ? ", which nothing declares"
                                        : ", though declared as " + decoded.declared);
    }
    if (decoded.strays > 0) {
        out += out.empty() ? "" : "; ";
        out += std::to_string(decoded.strays) + " bytes of windows-1252 in UTF-8";
    }
    return out;
}

}  // namespace chancery
