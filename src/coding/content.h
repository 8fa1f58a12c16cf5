// What was said: the words that a cue of speaking takes as its content, in its tree.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "coding/quotes.h"
#include "coding/speech_words.h"
#include "coding/syntax.h"

namespace chancery {

/// A run of tokens.
struct TokenRange {
    TokenIndex first = 0;
    TokenIndex last = 0;  ///< one past the last

    [[nodiscard]] bool empty() const { return first >= last; }
};

/// The words of one sentence that say that something was said.
struct CueSite {
    const SpeechCue* cue = nullptr;
    TokenIndex verb = no_token;         ///< the verb, or the noun of a noun cue
    TokenIndex noun = no_token;         ///< the attitude that a light verb expresses
    TokenIndex particle = no_token;     ///< "out" in "point out", "for" in "call for"
    TokenIndex prep_object = no_token;  ///< object of a particle that is a preposition
    TokenIndex speaker = no_token;      ///< head of the subject, where the tree has one
    TokenIndex from = no_token;  ///< where the words of saying begin, if not by the tree
};

/// What a cue takes: one stretch, or several of an interrupted one.
struct Content {
    std::vector<Span> parts;
    std::string_view rule;    ///< a constant
    float confidence = 1.0F;  ///< 0-1
};

/// Reads contents in one article; holds references only.
class ContentReader {
  public:
    ContentReader(const Syntax& syntax,
                  const SpeechWords& words,
                  const std::vector<Quotation>& quotations);

    /// The content in the first shape that the cue may take and that the words around it
    /// have; nothing where there is none.
    [[nodiscard]] std::optional<Content> read(const CueSite& site) const;

    /// The clause that a phrase such as "according to the ministry" is about.
    [[nodiscard]] std::optional<Content> around_phrase(TokenRange phrase) const;

    /// The verb with its subject and what stands between them: what is no part of a
    /// content around it.
    [[nodiscard]] TokenRange cue_clause(const CueSite& site) const;

    /// The quotation that holds the byte at `offset`, or null.
    [[nodiscard]] const Quotation* quotation_at(std::uint32_t offset) const;

    /// First token of what `i` governs, and one past its last.
    [[nodiscard]] TokenRange extent(TokenIndex i) const { return {first_[i], last_[i]}; }

  private:
    using Shape = ContentShape;

    [[nodiscard]] std::optional<Content> shape(Shape shape, const CueSite& site) const;
    [[nodiscard]] std::optional<Content> clause(const CueSite& site) const;
    [[nodiscard]] TokenIndex complement_clause(TokenIndex verb) const;
    [[nodiscard]] std::optional<Span> part_before(const CueSite& site,
                                                  TokenRange cue,
                                                  const Content& rest) const;
    [[nodiscard]] std::optional<Content> clause_of_noun(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> around(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> clause_after(const CueSite& site,
                                                      TokenIndex clause) const;
    [[nodiscard]] std::optional<Content> loose_clause(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> quotation(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> infinitive(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> object(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> person_to(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> as_phrase(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> name_given(const CueSite& site) const;
    [[nodiscard]] std::optional<Content> preposition(const CueSite& site) const;

    [[nodiscard]] const Quotation* quotation_before(const CueSite& site,
                                                    TokenRange cue) const;
    [[nodiscard]] TokenIndex sentence_start(TokenIndex i) const;
    [[nodiscard]] bool hangs_between(TokenIndex verb, TokenIndex clause) const;
    [[nodiscard]] bool has_predicate_before(const CueSite& site, TokenRange before) const;
    [[nodiscard]] bool has_subject(TokenIndex predicate) const;
    [[nodiscard]] TokenIndex end_with_present(const CueSite& site,
                                              TokenRange range) const;
    [[nodiscard]] TokenIndex end_of_report(TokenRange range, bool indirect) const;
    [[nodiscard]] TokenIndex end_of_infinitive(TokenIndex infinitive) const;
    [[nodiscard]] bool is_occasion(TokenIndex phrase) const;
    [[nodiscard]] TokenIndex end_of_object(const CueSite& site, TokenIndex from) const;
    [[nodiscard]] bool is_complement(TokenIndex child) const;
    [[nodiscard]] std::optional<Span> trimmed(TokenRange range) const;
    [[nodiscard]] Span with_whole_quotations(Span span, const CueSite& site) const;
    [[nodiscard]] std::optional<Content> one(TokenRange range,
                                             std::string_view rule,
                                             const CueSite& site) const;
    [[nodiscard]] bool is_mark(TokenIndex i) const;

    const Syntax& s_;
    const SpeechWords& words_;
    const std::vector<Quotation>& quotations_;
    std::vector<TokenIndex> first_, last_;
};

}  // namespace chancery
