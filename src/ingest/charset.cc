// The labels are those of the Encoding Standard (https://encoding.spec.whatwg.org, 4.2).
// Where the standard refuses an encoding (iso-2022-kr, hz) for what scripts could do with
// it, we read it: nothing is run here. SPDX-License-Identifier: Apache-2.0
#include "ingest/charset.h"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include "text/utf8.h"

namespace chancery {

namespace {

struct Labelled {
    Charset charset;
    std::string_view labels;  ///< with a space before and after each
};

// clang-format off
constexpr std::array<Labelled, 43> charsets{{
    {{"utf-8", "", false}, " utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 "},
    {{"windows-1252", "windows-1252", true},
     " windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
     "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 latin-1 us-ascii x-cp1252 "},
    {{"windows-1250", "windows-1250", true}, " windows-1250 cp1250 x-cp1250 "},
    {{"windows-1251", "windows-1251", true}, " windows-1251 cp1251 x-cp1251 "},
    {{"windows-1253", "windows-1253", true}, " windows-1253 cp1253 x-cp1253 "},
    {{"windows-1254", "windows-1254", true},
     " windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 "
     "l5 latin5 x-cp1254 "},
    {{"windows-1255", "windows-1255", true}, " windows-1255 cp1255 x-cp1255 "},
    {{"windows-1256", "windows-1256", true}, " windows-1256 cp1256 x-cp1256 "},
    {{"windows-1257", "windows-1257", true}, " windows-1257 cp1257 x-cp1257 "},
    {{"windows-1258", "windows-1258", true}, " windows-1258 cp1258 x-cp1258 "},
    {{"windows-874", "windows-874", true},
     " windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620 "},
    {{"ibm866", "IBM866", true}, " ibm866 866 cp866 csibm866 "},
    {{"iso-8859-2", "ISO-8859-2", true},
     " iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 "},
    {{"iso-8859-3", "ISO-8859-3", true},
     " iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 "},
    {{"iso-8859-4", "ISO-8859-4", true},
     " iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 "},
    {{"iso-8859-5", "ISO-8859-5", true},
     " iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 "},
    {{"iso-8859-6", "ISO-8859-6", true},
     " iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e "
     "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "},
    {{"iso-8859-7", "ISO-8859-7", true},
     " iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
     "iso_8859-7:1987 sun_eu_greek "},
    {{"iso-8859-8", "ISO-8859-8", true},
     " iso-8859-8 csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8-e iso-8859-8-i iso-ir-138 "
     "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 logical visual "},
    {{"iso-8859-10", "ISO-8859-10", true}, " iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {{"iso-8859-13", "ISO-8859-13", true}, " iso-8859-13 iso8859-13 iso885913 "},
    {{"iso-8859-14", "ISO-8859-14", true}, " iso-8859-14 iso8859-14 iso885914 "},
    {{"iso-8859-15", "ISO-8859-15", true},
     " iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin-9 "},
    // ICU has no ISO-8859-16; for Romanian ISO-8859-2 differs in two letters and is what
    // was used before it.
    {{"iso-8859-16", "ISO-8859-2", true}, " iso-8859-16 iso8859-16 iso885916 iso_8859-16 "},
    {{"koi8-r", "KOI8-R", true}, " koi8-r cskoi8r koi koi8 koi8_r "},
    {{"koi8-u", "KOI8-U", true}, " koi8-u koi8-ru "},
    {{"macintosh", "macintosh", true}, " macintosh csmacintosh mac x-mac-roman "},
    {{"x-mac-cyrillic", "x-mac-cyrillic", true}, " x-mac-cyrillic x-mac-ukrainian mac-cyrillic "},
    {{"gb18030", "gb18030", false},
     " gb18030 gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk "},
    {{"big5", "Big5-HKSCS", false}, " big5 big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {{"euc-jp", "EUC-JP", false}, " euc-jp cseucpkdfmtjapanese x-euc-jp "},
    {{"iso-2022-jp", "ISO-2022-JP", false}, " iso-2022-jp csiso2022jp "},
    {{"shift_jis", "windows-31j", false},
     " shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis "},
    {{"euc-kr", "windows-949", false},
     " euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
     "windows-949 uhc cp949 "},
    {{"iso-2022-kr", "ISO-2022-KR", false}, " iso-2022-kr csiso2022kr "},
    {{"iso-2022-cn", "ISO-2022-CN", false}, " iso-2022-cn iso-2022-cn-ext "},
    {{"hz-gb-2312", "HZ", false}, " hz-gb-2312 hz "},
    {{"euc-tw", "EUC-TW", false}, " euc-tw x-euc-tw "},
    {{"utf-16le", "UTF-16LE", false},
     " utf-16le utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff "},
    {{"utf-16be", "UTF-16BE", false}, " utf-16be unicodefffe "},
    {{"utf-32le", "UTF-32LE", false}, " utf-32le utf-32 "},
    {{"utf-32be", "UTF-32BE", false}, " utf-32be "},
    {{"ibm852", "IBM852", true}, " ibm852 cp852 852 "},
}};
// clang-format on

constexpr std::size_t head_size = 4096;  ///< Encoding Standard: 1024; pages are worse

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool ends_label(char c) {
    return c == '"' || c == '\'' || c == ';' || c == '>' || c == '?' || c == '/' ||
           c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
}

/// The value after `key` and its "=" from `at` on.
std::string value_after(std::string_view head, std::size_t at) {
    at = head.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos || head[at] != '=') {
        return {};
    }
    at = head.find_first_not_of(" \t\r\n\"'", at + 1);
    if (at == std::string_view::npos) {
        return {};
    }
    std::size_t end = at;
    while (end < head.size() && end - at < 40 && !ends_label(head[end])) {
        ++end;
    }
    return std::string(head.substr(at, end - at));
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// Counts what cannot be converted and puts U+FFFD in its place.
void U_CALLCONV count_faults(const void* context,
                             UConverterToUnicodeArgs* arguments,
                             const char* /*bytes*/,
                             std::int32_t /*length*/,
                             UConverterCallbackReason reason,
                             UErrorCode* error) {
    if (reason > UCNV_IRREGULAR) {
        return;  // reset, close, clone
    }
    ++*static_cast<std::uint32_t*>(const_cast<void*>(context));
    *error = U_ZERO_ERROR;
    const UChar mark = 0xFFFD;
    ucnv_cbToUWriteUChars(arguments, &mark, 1, 0, error);
}

/// Appends UTF-16 in pieces; a pair of surrogates may be torn between two.
class Utf16Sink {
  public:
    void add(const UChar* units, std::size_t count, std::string& out) {
        for (std::size_t i = 0; i < count; ++i) {
            add(units[i], out);
        }
    }

    void finish(std::string& out) {
        if (lead_ != 0) {
            append_utf8(out, 0xFFFD);
        }
        lead_ = 0;
    }

  private:
    void add(char32_t unit, std::string& out) {
        const bool trail = unit >= 0xDC00 && unit < 0xE000;
        if (lead_ != 0 && trail) {
            append_utf8(out, 0x10000 + ((lead_ - 0xD800) << 10U) + (unit - 0xDC00));
            lead_ = 0;
            return;
        }
        finish(out);
        if (unit >= 0xD800 && unit < 0xDC00) {
            lead_ = unit;
            return;
        }
        append_utf8(out, unit == 0 ? U' ' : trail ? U'\uFFFD' : unit);
    }

    char32_t lead_ = 0;
};

}  // namespace

const Charset* find_charset(std::string_view label) {
    const std::size_t first = label.find_first_not_of(" \t\r\n\f\"'");
    if (first == std::string_view::npos) {
        return nullptr;
    }
    const std::size_t last = label.find_last_not_of(" \t\r\n\f\"'");
    const std::string wanted = ' ' + lower(label.substr(first, last + 1 - first)) + ' ';
    if (wanted.find(' ', 1) != wanted.size() - 1) {
        return nullptr;
    }
    const auto* found =
        std::find_if(charsets.begin(), charsets.end(), [&](const Labelled& one) {
            return one.labels.find(wanted) != std::string_view::npos;
        });
    return found == charsets.end() ? nullptr : &found->charset;
}

std::string declared_charset(std::string_view bytes) {
    const std::string head = lower(bytes.substr(0, head_size));
    const std::string_view view = head;
    const std::size_t start = view.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF");
    if (start != std::string_view::npos && view.substr(start).starts_with("<?xml")) {
        const std::string_view line = view.substr(start, view.find("?>", start) - start);
        if (const std::size_t at = line.find("encoding"); at != std::string_view::npos) {
            if (std::string found = value_after(line, at + 8); !found.empty()) {
                return found;
            }
        }
    }
    for (std::size_t meta = view.find("<meta"); meta != std::string_view::npos;
         meta = view.find("<meta", meta + 5)) {
        const std::size_t close = view.find('>', meta);
        const std::string_view tag = view.substr(
            meta,
            close == std::string_view::npos ? std::string_view::npos : close - meta + 1);
        if (const std::size_t at = tag.find("charset"); at != std::string_view::npos) {
            if (std::string found = value_after(tag, at + 7); !found.empty()) {
                return found;
            }
        }
    }
    return {};
}

std::optional<Converted> convert(std::string_view bytes, const Charset& charset) {
    if (charset.icu.empty()) {
        RepairedText repaired = repair_utf8(bytes);
        return Converted{std::move(repaired.text), repaired.repairs};
    }
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(
        ucnv_open(std::string(charset.icu).c_str(), &error));
    if (U_FAILURE(error) != 0) {
        return std::nullopt;
    }
    Converted out;
    ucnv_setToUCallBack(
        converter.get(), count_faults, &out.faults, nullptr, nullptr, &error);
    out.text.reserve(bytes.size() + bytes.size() / 8);
    std::array<UChar, 2048> units{};
    Utf16Sink sink;
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    do {
        UChar* to = units.data();
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter.get(),
                       &to,
                       units.data() + units.size(),
                       &from,
                       end,
                       nullptr,
                       1,
                       &error);
        sink.add(units.data(), static_cast<std::size_t>(to - units.data()), out.text);
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    sink.finish(out.text);
    if (U_FAILURE(error) != 0) {
        return std::nullopt;
    }
    return out;
}

}  // namespace chancery
