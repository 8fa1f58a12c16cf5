// Statements: what an article says that somebody said – who, to whom, by which words, and
// where in the text. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actors/actor.h"
#include "base/span.h"
#include "reading/reading.h"

namespace chancery {

enum class StatementKind : std::uint8_t {
    direct,    ///< the content is a quotation
    indirect,  ///< the content is told in the reporter's words
    mixed,     ///< the reporter's words with words of the speaker in quotation marks
};

[[nodiscard]] std::string_view name(StatementKind kind);  ///< "direct"

/// One stretch of what somebody said. A quotation that the text interrupts is several
/// statements of one group.
struct Statement {
    /// Who speaks; empty where the article's actors hold nobody (a document, "critics").
    std::vector<ActorIndex> speakers;
    Span speaker;  ///< the words that name who speaks, without articles; never empty
    std::vector<ActorIndex> addressees;  ///< to whom; empty where nobody is named
    Span addressee;                      ///< the words that name them; may be empty
    Span cue;  ///< the words that say that something was said; for a quotation that goes
               ///< on without any, those of the statement before
    Span content;  ///< what was said, with its quotation marks, without "that"
    StatementKind kind = StatementKind::indirect;
    std::uint32_t group = 0;  ///< the same for the parts of one statement; 0 where it has
                              ///< one part
    std::string_view rule;  ///< how the content was found: "clause", "around", "object",
                            ///< "continued", …; a constant
    float confidence = 1.0F;  ///< 0-1
};

/// The statements of one article in the order of their content; they may nest ("X said
/// that Y denied it").
struct ArticleStatements {
    std::vector<Statement> statements;
    /// For each token, the index of the innermost statement whose content holds it, or
    /// -1.
    std::vector<std::int32_t> holding;

    /// The innermost statement whose content holds the token; null outside of all.
    [[nodiscard]] const Statement* at(TokenIndex token) const {
        const bool known = token < holding.size() && holding[token] >= 0;
        return known ? &statements[static_cast<std::size_t>(holding[token])] : nullptr;
    }
};

/// Who speaks, in words: the actors' names separated by "; ", or the words of the text.
[[nodiscard]] std::string speaker_name(const Statement& statement,
                                       const ArticleActors& actors,
                                       std::string_view text);

/// To whom, in the same form; empty where nobody is named.
[[nodiscard]] std::string addressee_name(const Statement& statement,
                                         const ArticleActors& actors,
                                         std::string_view text);

/// One line for each statement; for tests and --debug.
[[nodiscard]] std::string dump(const ArticleStatements& statements,
                               const ArticleActors& actors,
                               std::string_view text);

}  // namespace chancery
