// Reads text: tokens, sentences, tags, lemmas, trees and names, from one model file.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/span.h"
#include "reading/reading.h"

namespace chancery {

/// Immutable after open(); one Reader may serve any number of threads, each with its own
/// Workspace. The result depends on the text and the model alone.
class Reader {
  public:
    /// Fails where the file is missing, not a model, of another version or damaged.
    [[nodiscard]] static Result<Reader> open(const std::string& model_path);

    /// The checksum of the model: tells models apart.
    [[nodiscard]] std::uint64_t checksum() const;

    /// Buffers that one thread uses again for each text.
    class Workspace {
      public:
        Workspace();
        ~Workspace();
        Workspace(Workspace&&) noexcept;
        Workspace& operator=(Workspace&&) noexcept;

      private:
        friend class Reader;
        struct Buffers;
        std::unique_ptr<Buffers> buffers_;
    };

    /// Reads the blocks; text outside them is not read. A sentence never crosses a block,
    /// and Sentence::block is an index into `blocks`. Preconditions: `text` is valid
    /// UTF-8; the blocks lie in it, in order, without overlap.
    [[nodiscard]] Reading read(std::string_view text,
                               std::span<const Span> blocks,
                               Workspace& workspace) const;

    /// Reads the whole text as one block.
    [[nodiscard]] Reading read(std::string_view text, Workspace& workspace) const;

    /// Tags and parses tokens and sentences that are given: fills tags, heads, relations,
    /// lemmas and names of `reading`, whose token spans, Token::sentence and sentences
    /// are set by the caller; what else it holds is replaced.
    void analyse(std::string_view text, Reading& reading, Workspace& workspace) const;

    /// Makes each group one word of the trees, so that a long title ("General Secretary
    /// of the … Central Committee To Lam") cannot lead them astray: a sentence in which a
    /// group does not hang together already is read again with the heads of its groups
    /// alone. Tags and lemmas stay, but the head of a group is made a proper noun where
    /// it is no noun. Inside a group the tokens hang on its head. Precondition: groups
    /// are in order, each in one sentence, without overlap.
    void join(std::string_view text,
              std::span<const TokenGroup> groups,
              Reading& reading,
              Workspace& workspace) const;

  private:
    struct Parts;
    /// Tokens and sentences, nothing else; the words stay in the workspace.
    [[nodiscard]] Reading cut(std::string_view text,
                              std::span<const Span> blocks,
                              Workspace& workspace) const;
    void read_words(std::string_view text, Reading& reading, Workspace& workspace) const;
    explicit Reader(std::shared_ptr<const Parts> parts);
    std::shared_ptr<const Parts> parts_;
};

}  // namespace chancery
