// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_scan.h"

#include <algorithm>
#include <cstdint>

namespace chancery {

std::size_t MarkupScanner::after(char c, std::size_t at) const {
    const std::size_t found = source_.find(c, at);
    return found == npos ? source_.size() : found + 1;
}

MarkupScanner::Comment MarkupScanner::comment_at(std::size_t text) const {
    if (byte(text) == '>' || begins(text, "->")) {
        return {text, after('>', text)};
    }
    std::size_t end = text;
    while ((end = source_.find("--", end)) != npos) {
        const std::size_t close = end + 2 + (byte(end + 2) == '!' ? 1 : 0);
        if (byte(close) == '>') {
            return {end, close + 1};
        }
        ++end;
    }
    return {text, source_.size()};
}

std::size_t MarkupScanner::skip_blank(std::size_t at) const {
    while (at < source_.size() && is_blank(source_[at])) {
        ++at;
    }
    return at;
}

MarkupScanner::RawAttribute MarkupScanner::read_attribute(std::size_t at) const {
    RawAttribute out;
    out.begin = at;
    ++at;  // a name may begin with '='
    while (at < source_.size() && !is_blank(source_[at]) && source_[at] != '/' &&
           source_[at] != '>' && source_[at] != '=') {
        ++at;
    }
    out.name_end = out.end = at;
    const std::size_t sign = skip_blank(at);
    if (byte(sign) != '=') {
        return out;
    }
    at = skip_blank(sign + 1);
    const char quotation = byte(at);
    if (quotation == '"' || quotation == '\'') {
        const std::size_t close = source_.find(quotation, at + 1);
        out.end = close == npos ? source_.size() : close + 1;
        out.value = {static_cast<std::uint32_t>(at + 1),
                     static_cast<std::uint32_t>(close == npos ? out.end : close)};
        return out;
    }
    const std::size_t begin = at;
    while (at < source_.size() && !is_blank(source_[at]) && source_[at] != '>') {
        ++at;
    }
    out.value = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    out.end = at;
    return out;
}

std::size_t MarkupScanner::skip_tag(std::size_t at) const {
    at = name_end(at);
    while (at < source_.size()) {
        const char c = source_[at];
        if (c == '>') {
            return at + 1;
        }
        at = is_blank(c) || c == '/' ? at + 1 : read_attribute(at).end;
    }
    return at;
}

std::size_t MarkupScanner::name_end(std::size_t at) const {
    while (at < source_.size() && !is_blank(source_[at]) && source_[at] != '/' &&
           source_[at] != '>') {
        ++at;
    }
    return at;
}

bool MarkupScanner::names(std::size_t at, std::string_view tag) const {
    if (source_.size() - at <= tag.size()) {
        return false;
    }
    const char stop = source_[at + tag.size()];
    return (is_blank(stop) || stop == '/' || stop == '>') &&
           std::equal(tag.begin(),
                      tag.end(),
                      source_.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, char b) { return a == lower(b); });
}

std::size_t MarkupScanner::end_tag(std::string_view tag, std::size_t at) const {
    while ((at = source_.find("</", at)) != npos) {
        if (names(at + 2, tag)) {
            return at;
        }
        at += 2;
    }
    return npos;
}

std::size_t MarkupScanner::script_end(std::size_t at) const {
    bool escaped = false;
    bool doubly = false;
    std::size_t leave = 0;  // the next "-->" where it is known; npos: none
    while (at < source_.size()) {
        std::size_t next = source_.find('<', at);
        if (escaped && leave != npos && leave < at) {
            leave = source_.find("-->", at);
        }
        if (escaped && leave < next) {
            escaped = doubly = false;
            at = leave + 3;
            continue;
        }
        if (next == npos) {
            return npos;
        }
        if (!escaped && begins(next, "<!--")) {
            escaped = true;
            at = next + 2;
            leave = source_.find("-->", at);
            continue;
        }
        const bool closing = byte(next + 1) == '/';
        if (names(std::min(next + (closing ? 2 : 1), source_.size()), "script")) {
            if (closing && !doubly) {
                return next;
            }
            doubly = escaped && !closing;
        }
        at = next + 1;
    }
    return npos;
}

std::size_t MarkupScanner::after_declaration(std::size_t at) const {
    if (begins(at, "<!--")) {
        return comment_at(at + 4).next;
    }
    if (begins(at, "<![CDATA[")) {
        const std::size_t end = source_.find("]]>", at);
        return end == npos ? source_.size() : end + 3;
    }
    return after('>', at);
}

bool MarkupScanner::closes_at_once(std::size_t at, std::string_view tag) const {
    const std::size_t next = source_.find('<', at);
    return next != npos && byte(next + 1) == '/' && names(next + 2, tag);
}

}  // namespace chancery
