// What bytes are, seen from their beginning and from the name of their file.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chancery {

enum class ContentKind : std::uint8_t {
    document,  ///< a page or plain text
    gzip,
    zstd,
    other_packing,  ///< xz, bzip2
    archive,        ///< zip, tar
    warc,
    arc,
    feed,  ///< RSS, Atom
    json,  ///< JSON Feed, an array of objects, one object over several lines
    json_lines,
    csv,
    tsv,
    mail,
    mailbox,
};

/// As many bytes as content_kind() looks at.
inline constexpr std::size_t kind_look = 4096;

/// `name` is the last part of a path; its extension counts where the bytes leave it open:
/// tables are known by it alone, JSON and mail where the bytes can be that.
[[nodiscard]] ContentKind content_kind(std::string_view bytes, std::string_view name);

/// Whether a file found in a folder is read for its name: documents and containers.
[[nodiscard]] bool is_taken_from_folder(std::string_view name);

/// Whether it is read where its bytes are those of documents (folder_look.h): .xml, .rdf,
/// .json, .csv and .tsv hold many other things.
[[nodiscard]] bool may_hold_documents(std::string_view name);

/// RSS or Atom, for the root element in the bytes' beginning.
[[nodiscard]] bool is_feed(std::string_view bytes);

/// The same of a member of an archive, which cannot be named: all kinds that are known.
[[nodiscard]] bool is_taken_from_archive(std::string_view name);

/// The name without what a packing adds: "a.jsonl.gz" → "a.jsonl", "a.tgz" → "a.tar".
[[nodiscard]] std::string without_packing(std::string_view name);

/// The name without its known extensions: "a.jsonl.gz" → "a", "b.html" → "b".
[[nodiscard]] std::string name_stem(std::string_view name);

}  // namespace chancery
