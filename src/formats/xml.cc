// SPDX-License-Identifier: Apache-2.0
#include "formats/xml.h"

#include "formats/fields.h"
#include "text/utf8.h"

namespace chancery {

namespace {

bool allowed(char32_t c) {
    return c >= 0x20 && c != 0xFFFE && c != 0xFFFF;
}

}  // namespace

std::string xml_text(std::string_view given) {
    const std::string text = valid_utf8(given);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = code_point_at(text, at);
        switch (next.value) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\t':
                out += "&#9;";
                break;
            case '\n':
                out += "&#10;";
                break;
            case '\r':
                out += "&#13;";
                break;
            default:
                out +=
                    allowed(next.value) ? text.substr(at, next.length) : "\xEF\xBF\xBD";
        }
        at += next.length;
    }
    return out;
}

std::string xml_element(std::string_view name, std::string_view text) {
    if (text.empty()) {
        return {};
    }
    const std::string tag(name);
    return '<' + tag + '>' + xml_text(text) + "</" + tag + '>';
}

std::string xml_attribute(std::string_view name, std::string_view text) {
    return text.empty() ? "" : ' ' + std::string(name) + "=\"" + xml_text(text) + '"';
}

}  // namespace chancery
