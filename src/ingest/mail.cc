// SPDX-License-Identifier: Apache-2.0
#include "ingest/mail.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ingest/charset.h"
#include "ingest/decode.h"
#include "ingest/feed_dates.h"
#include "ingest/header_fields.h"
#include "ingest/limit_words.h"
#include "ingest/row_fields.h"
#include "text/utf8.h"

namespace chancery {

namespace {

constexpr int deepest_part = 20;
constexpr int most_parts = 1000;

/// Words of a header in the character set that they name.
std::string words_in(std::string_view bytes, std::string_view charset) {
    const Charset* known = find_charset(charset);
    auto converted =
        known == nullptr || known->icu.empty() ? std::nullopt : convert(bytes, *known);
    return converted ? std::move(converted->text) : repair_utf8(bytes).text;
}

/// A part's text; what names a wrong character set is read as ingest reads all bytes.
std::string text_in(std::string_view bytes, std::string_view charset) {
    auto decoded = decode_bytes(bytes, charset);
    return decoded ? std::move(decoded->text) : words_in(bytes, charset);
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// RFC 2045, 6.7; "_" for a space in headers. What is no escape stays as it is.
std::string from_quoted_printable(std::string_view text, bool header) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '_' && header) {
            out += ' ';
            continue;
        }
        if (c != '=') {
            out += c;
            continue;
        }
        const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
            continue;
        }
        // A soft line break, with white space that a relay may have added.
        std::size_t end = i + 1;
        while (end < text.size() &&
               (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) {
            ++end;
        }
        if (end < text.size() && text[end] == '\n') {
            i = end;
        } else {
            out += c;
        }
    }
    return out;
}

int base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/// RFC 2045, 6.8: other characters are left out, padding ends a run.
std::string from_base64(std::string_view text) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        if (c == '=') {
            bits = 0;
            held = 0;
            continue;
        }
        const int digit = base64_digit(c);
        if (digit < 0) {
            continue;
        }
        held = (held << 6U) | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(held >> bits & 0xFFU);
            held &= (1U << bits) - 1U;
        }
    }
    return out;
}

struct EncodedWord {
    std::string bytes;  ///< in `charset`
    std::string_view charset;
    std::size_t size = 0;
};

/// "=?charset?Q?text?=" at the front.
std::optional<EncodedWord> encoded_word(std::string_view text) {
    const std::size_t charset_end = text.find('?', 2);
    const std::size_t encoding_end = charset_end == std::string_view::npos
                                         ? charset_end
                                         : text.find('?', charset_end + 1);
    if (encoding_end == std::string_view::npos || encoding_end != charset_end + 2) {
        return std::nullopt;
    }
    const std::size_t end = text.find("?=", encoding_end + 1);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view words = text.substr(encoding_end + 1, end - encoding_end - 1);
    const char encoding = static_cast<char>(text[charset_end + 1] | 0x20);
    EncodedWord out;
    out.charset = text.substr(2, charset_end - 2);
    out.charset = out.charset.substr(0, out.charset.find('*'));  // RFC 2231: a language
    out.size = end + 2;
    if (encoding == 'q') {
        out.bytes = from_quoted_printable(words, true);
    } else if (encoding == 'b') {
        out.bytes = from_base64(words);
    } else {
        return std::nullopt;
    }
    return out;
}

/// A part of a message with text in it.
struct TextPart {
    std::string bytes;
    std::string charset;
};

/// Walks the parts of a message for the first page and the first text.
class Parts {
  public:
    Result<void> read(std::string_view entity, int depth) {
        if (depth > deepest_part) {
            return Error{"parts of the message are nested too deep"};
        }
        if (++count_ > most_parts) {
            return Error{"the message has too many parts"};
        }
        const std::size_t head = header_size(entity).value_or(entity.size());
        const HeaderFields fields = HeaderFields::parse(entity.substr(0, head));
        const std::string_view body = entity.substr(head);
        const MediaType media = parse_media_type(fields.find("content-type"));
        const std::string_view boundary = media.parameter("boundary");
        if (media.type.starts_with("multipart/") && !boundary.empty()) {
            return read_multipart(body, std::string(boundary), depth);
        }
        const std::string encoding = lower(fields.find("content-transfer-encoding"));
        if (media.type == "message/rfc822") {
            return read(decode_transfer(body, encoding), depth + 1);
        }
        const std::string disposition = lower(fields.find("content-disposition"));
        if (disposition.starts_with("attachment")) {
            return {};
        }
        const bool is_page = media.type == "text/html";
        auto& place = is_page ? page : text;
        if ((is_page || media.type.empty() || media.type == "text/plain") && !place) {
            TextPart part{decode_transfer(body, encoding),
                          std::string(media.parameter("charset"))};
            if (!trimmed(part.bytes).empty()) {
                place = std::move(part);
            }
        }
        return {};
    }

    std::optional<TextPart> page, text;

  private:
    /// Between lines "--boundary"; what stands before the first and behind the last is
    /// for programs that know no parts.
    Result<void> read_multipart(std::string_view body,
                                const std::string& boundary,
                                int depth) {
        const std::string line = "--" + boundary;
        std::optional<std::size_t> begin;
        for (std::size_t at = 0; at < body.size();) {
            const std::size_t feed = std::min(body.find('\n', at), body.size() - 1);
            const std::string_view words = trimmed(body.substr(at, feed + 1 - at));
            const bool last = words == line + "--";
            if (words == line || last) {
                if (begin) {
                    if (auto done = read(body.substr(*begin, at - *begin), depth + 1);
                        !done) {
                        return done;
                    }
                }
                begin = feed + 1;
                if (last) {
                    return {};
                }
            }
            at = feed + 1;
        }
        // Cut before the last boundary.
        return begin && *begin < body.size() ? read(body.substr(*begin), depth + 1)
                                             : Result<void>();
    }

    int count_ = 0;
};

/// "Ada Writer <ada@example.org>" names Ada Writer.
std::string display_name(std::string_view from) {
    const std::size_t open = from.rfind('<');
    std::string_view words =
        open == std::string_view::npos ? "" : trimmed(from.substr(0, open));
    if (words.size() >= 2 && words.front() == '"' && words.back() == '"') {
        words = words.substr(1, words.size() - 2);
    }
    return decode_words(words);
}

}  // namespace

std::string decode_transfer(std::string_view bytes, std::string_view encoding) {
    if (encoding == "quoted-printable") {
        return from_quoted_printable(bytes, false);
    }
    return encoding == "base64" ? from_base64(bytes) : std::string(bytes);
}

std::string decode_words(std::string_view value) {
    std::string out;
    bool after_word = false;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t found = std::min(value.find("=?", at), value.size());
        const std::string_view between = value.substr(at, found - at);
        // White space between two encoded words is none of the text.
        if (!after_word || !trimmed(between).empty() || found == value.size()) {
            out += between;
        }
        if (found == value.size()) {
            break;
        }
        const auto word = encoded_word(value.substr(found));
        after_word = word.has_value();
        if (word) {
            out += words_in(word->bytes, word->charset);
            at = found + word->size;
        } else {
            out += "=?";
            at = found + 2;
        }
    }
    return out;
}

Result<void> fill_from_mail(SourceItem& item, std::string_view message) {
    const std::size_t head = header_size(message).value_or(message.size());
    const HeaderFields fields = HeaderFields::parse(message.substr(0, head));
    Parts parts;
    if (auto read = parts.read(message, 0); !read) {
        return read;
    }
    item.fields.title = decode_words(fields.find("subject"));
    item.fields.published_at = to_rfc3339(fields.find("date"));
    if (const std::string author = display_name(fields.find("from")); !author.empty()) {
        item.fields.authors.push_back(author);
    }
    item.fields.language = fields.find("content-language");
    if (!parts.page && !parts.text) {
        return Error{"the message has no part with text"};
    }
    const TextPart& part = parts.page ? *parts.page : *parts.text;
    const std::string text = text_in(part.bytes, part.charset);
    item.fields.charset = "utf-8";
    item.form = parts.page ? ItemForm::page : ItemForm::text;
    item.bytes = parts.page ? page_with_title(item.fields.title, text)
                            : text_with_title(item.fields.title, text);
    return {};
}

namespace {

class Mail final : public ItemReader {
  public:
    Mail(InputContent content, const ReadOptions& options)
        : bytes_(std::move(content.bytes)),
          origin_(std::move(content.origin)),
          limit_(options.limits.max_bytes) {}

    std::optional<ItemOrRefusal> next() override {
        if (std::exchange(done_, true)) {
            return std::nullopt;
        }
        const auto message = read_rest(*bytes_, limit_);
        SourceItem item = origin_.item("");
        auto filled = message ? fill_from_mail(item, *message) : message.error();
        return filled ? ItemOrRefusal(std::move(item))
                      : origin_.refusal("", filled.error().message);
    }

  private:
    std::unique_ptr<ByteWindow> bytes_;
    ItemOrigin origin_;
    std::uint64_t limit_;
    bool done_ = false;
};

class Mailbox final : public ItemReader {
  public:
    Mailbox(InputContent content, const ReadOptions& options)
        : bytes_(std::move(content.bytes)),
          origin_(std::move(content.origin)),
          limit_(options.limits.max_bytes) {}

    std::optional<ItemOrRefusal> next() override {
        while (!ended_) {
            bool too_large = false;
            const std::string message = take_message(too_large);
            if (message.empty()) {
                continue;
            }
            const std::string spot = '#' + std::to_string(++count_);
            if (too_large) {
                return origin_.refusal(spot, larger_than(limit_));
            }
            if (ended_ && bytes_->failure()) {
                return origin_.refusal(spot, bytes_->failure()->message);
            }
            SourceItem item = origin_.item(spot);
            auto filled = fill_from_mail(item, message);
            return filled ? ItemOrRefusal(std::move(item))
                          : origin_.refusal(spot, filled.error().message);
        }
        return std::nullopt;
    }

  private:
    /// Lines up to the next that begins with "From " behind an empty one; the line that
    /// begins the message is left out, ">From " is "From " again.
    std::string take_message(bool& too_large) {
        std::string out;
        bool empty_before = true;
        for (bool first = true;; first = false) {
            const std::string_view begin = bytes_->peek(5);
            if (begin.empty()) {
                ended_ = true;
                return out;
            }
            if (begin == "From " && empty_before && !first) {
                return out;
            }
            const bool separator = first && begin == "From ";
            std::string line = take_line();
            empty_before = trimmed(line).empty();
            std::size_t marks = 0;
            while (marks < line.size() && line[marks] == '>') {
                ++marks;
            }
            if (marks != 0 && line.compare(marks, 5, "From ") == 0) {
                line.erase(0, 1);
            }
            too_large = too_large || out.size() + line.size() > limit_;
            if (!separator && !too_large) {
                out += line;
            }
        }
    }

    std::string take_line() {
        std::string out;
        for (;;) {
            const std::string_view ahead = bytes_->peek(1).empty() ? "" : bytes_->ahead();
            const std::size_t feed = ahead.find('\n');
            const std::size_t count =
                feed == std::string_view::npos ? ahead.size() : feed + 1;
            if (out.size() <= limit_) {
                out += ahead.substr(0, count);
            }
            static_cast<void>(bytes_->skip(count));
            if (ahead.empty() || feed != std::string_view::npos) {
                return out;
            }
        }
    }

    std::unique_ptr<ByteWindow> bytes_;
    ItemOrigin origin_;
    std::uint64_t limit_;
    std::uint64_t count_ = 0;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<ItemReader> read_mail(InputContent content, const ReadOptions& options) {
    return std::make_unique<Mail>(std::move(content), options);
}

std::unique_ptr<ItemReader> read_mailbox(InputContent content,
                                         const ReadOptions& options) {
    return std::make_unique<Mailbox>(std::move(content), options);
}

}  // namespace chancery
