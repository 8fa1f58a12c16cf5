// Feeds: RSS 0.9x, 1.0 and 2.0 with its usual modules, Atom (RFC 4287).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "ingest/open_items.h"

namespace chancery {

/// Each item of the feed as a page of what it carries (content before summary). Nothing
/// outside the bytes is loaded, entities of a document type are not expanded. Of a feed
/// that breaks off or is no well-formed XML the items before the fault are read, and the
/// fault is refused with its byte.
std::unique_ptr<ItemReader> read_feed(InputContent content, const ReadOptions& options);

}  // namespace chancery
