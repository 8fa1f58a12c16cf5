// Texts and CoNLL-U files, cut into parts that several threads can read at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "reading/conllu.h"
#include "reading/reader.h"

namespace chancery::cli {

enum class ParseInput : std::uint8_t { text, conllu };

/// What ends a paragraph of a text, and with it a sentence.
enum class Paragraphs : std::uint8_t {
    blank,  ///< an empty line, or one of nothing but blanks
    line,   ///< every line end
};

struct PartOptions {
    ParseInput input = ParseInput::text;
    Paragraphs paragraphs = Paragraphs::blank;
    std::uint64_t max_bytes = 1ULL << 30U;  ///< of one file
};

/// One file or standard input.
struct ParseSource {
    std::string doc;                        ///< its name: "stdin", the file without .txt
    std::string text;                       ///< valid UTF-8
    std::vector<Span> blocks;               ///< paragraphs of the text
    std::vector<ConlluSentence> sentences;  ///< instead of a text
};

/// Some whole paragraphs, or sentences, of a file; or why there are none.
struct ParsePart {
    std::shared_ptr<const ParseSource> source;
    std::size_t first = 0;  ///< index in blocks or sentences
    std::size_t last = 0;   ///< one past the last
    std::optional<Error> failure;
    bool refused = false;  ///< `failure` is about what the file holds, not about the file
};

/// A part and its reading. For CoNLL-U `text` is what its sentences stand for; for a text
/// it is empty and the reading's spans are in that of the source.
struct ParsedPart {
    ParsePart part;
    std::string text;
    Reading reading;
};

/// Gives the parts of the files one after another; each file is read when it is its turn.
class PartList {
  public:
    PartList(const std::vector<std::string>& paths, const PartOptions& options)
        : paths_(paths), options_(options) {}

    /// Nothing when all is done.
    std::optional<ParsePart> next();

  private:
    const std::vector<std::string>& paths_;
    PartOptions options_;
    std::size_t at_ = 0;  ///< the path that comes next
    std::shared_ptr<const ParseSource> source_;
    std::size_t done_ = 0;  ///< blocks or sentences of source_ that were given
};

/// The reading of a part depends on the part and the model alone.
[[nodiscard]] ParsedPart read_part(const Reader& reader, ParsePart part);

/// The paragraphs of a text: each from its first to its last byte that is no blank.
[[nodiscard]] std::vector<Span> paragraphs_of(std::string_view text, Paragraphs kind);

}  // namespace chancery::cli
