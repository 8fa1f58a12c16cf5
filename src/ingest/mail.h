// Mail (RFC 5322, MIME: RFC 2045-2047, 2231) and mailboxes of it (mbox, RFC 4155).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/item.h"
#include "ingest/open_items.h"

namespace chancery {

/// One message as a document: its page where it has one, else its text; attachments are
/// not read.
std::unique_ptr<ItemReader> read_mail(InputContent content, const ReadOptions& options);

/// Messages one after the other, each behind a line that begins with "From ".
std::unique_ptr<ItemReader> read_mailbox(InputContent content,
                                         const ReadOptions& options);

/// Fills what the item holds from a message. Errors: no part with text; parts nested
/// deeper than 20 or more than 1000 of them.
Result<void> fill_from_mail(SourceItem& item, std::string_view message);

/// "=?utf-8?B?…?=" in a header's value decoded (RFC 2047) to UTF-8.
[[nodiscard]] std::string decode_words(std::string_view value);

/// Bytes as a transfer encoding wrote them ("quoted-printable", "base64"); others as they
/// are.
[[nodiscard]] std::string decode_transfer(std::string_view bytes,
                                          std::string_view encoding);

}  // namespace chancery
