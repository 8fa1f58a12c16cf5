// Finds the statements of one article, cue by cue, then the quotations that go on without
// one; find_statements() in statements.h is its only user.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "coding/content.h"
#include "coding/quotes.h"
#include "coding/speakers.h"
#include "coding/statements.h"

namespace chancery {

/// A statement with what later steps need to know of its words.
struct FoundStatement {
    Statement statement;
    TokenRange clause;           ///< the cue with its speaker; empty in a transcript
    TokenIndex verb = no_token;  ///< the cue
    bool mind = false;           ///< a verb of thinking
    bool pronoun = false;        ///< "he said"
};

/// Reads one article once; what its input points to must outlive it.
class StatementFinder {
  public:
    explicit StatementFinder(const StatementInput& input);

    [[nodiscard]] ArticleStatements find();

  private:
    // statement_finder.cc: which words say that something is said
    void read_token(TokenIndex i);
    void read_transcript();
    bool read_verb(TokenIndex i);
    [[nodiscard]] TokenIndex noun_behind(TokenIndex verb) const;
    bool read_light_verb(TokenIndex verb);
    bool read_noun(TokenIndex noun);
    bool read_source(TokenIndex i);
    [[nodiscard]] bool match_particle(const SpeechCue& cue, CueSite& site) const;
    [[nodiscard]] bool is_told(TokenIndex cue) const;
    [[nodiscard]] bool is_denied(TokenIndex verb) const;
    [[nodiscard]] bool is_participle_apart(TokenIndex verb) const;
    bool add(const CueSite& site, const Party& speaker, const Content& content, Span cue);
    [[nodiscard]] bool greets_person(const CueSite& site) const;
    [[nodiscard]] StatementKind kind_of(Span content) const;

    // statement_speaker.cc: who says it, and to whom
    [[nodiscard]] Party speaker_of(CueSite& site) const;
    void find_subject(CueSite& site) const;
    [[nodiscard]] Party speaker_above(CueSite& site) const;
    [[nodiscard]] TokenIndex coordinated_with(TokenIndex verb) const;
    [[nodiscard]] const FoundStatement* teller_around(TokenIndex verb) const;
    [[nodiscard]] TokenIndex name_behind_quotation(TokenIndex verb) const;
    [[nodiscard]] TokenIndex issuer_of(TokenIndex document) const;
    void follow_chain(const CueSite& site, Party& party) const;
    [[nodiscard]] const FoundStatement* teller_before(std::uint32_t sentence) const;
    [[nodiscard]] bool may_go_on(const CueSite& site, const Statement& earlier) const;
    void set_addressee(const CueSite& site, const Party& speaker, Statement& out) const;

    // statement_settle.cc: where each ends, and what goes on without words of saying
    [[nodiscard]] ArticleStatements settle();
    using Range = std::pair<std::vector<FoundStatement>::iterator,
                            std::vector<FoundStatement>::iterator>;
    [[nodiscard]] Range near(std::uint32_t at);
    void cut_at_others();
    void cut_at(FoundStatement& told, const FoundStatement& other);
    [[nodiscard]] bool stands_apart(const FoundStatement& told,
                                    const FoundStatement& other) const;
    [[nodiscard]] std::uint32_t join_before(TokenIndex first) const;
    void drop_thoughts();
    [[nodiscard]] bool is_taken(const Quotation& quotation);
    void add_announced();
    void join_continued();
    [[nodiscard]] bool stands_alone(const Quotation& quotation) const;
    void drop_repeated();
    void index(ArticleStatements& result) const;

    [[nodiscard]] std::string_view text() const { return s_.text(); }

    StatementInput in_;
    const Syntax& s_;
    const SpeechWords& words_;
    std::vector<Quotation> quotations_;
    ContentReader contents_;
    SpeakerReader speakers_;
    std::vector<FoundStatement> found_;
    std::uint32_t groups_ = 0;
};

}  // namespace chancery
