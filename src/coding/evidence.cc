// SPDX-License-Identifier: Apache-2.0
#include "coding/evidence.h"

#include <algorithm>

namespace chancery {

namespace {

constexpr std::uint32_t usual_words = 30;
constexpr std::uint32_t most_words = 40;
constexpr std::uint32_t context_words = 6;  // kept on either side of what must be in

/// A window of tokens in one line of one sentence.
class Window {
  public:
    Window(const Syntax& syntax, std::uint32_t sentence, Span trigger) : s_(syntax) {
        const Sentence& sent = syntax.reading().sentences[sentence];
        low_ = sent.first;
        high_ = sent.last;
        begin_ = end_ = low_;
        for (TokenIndex i = low_; i < high_; ++i) {
            const Span span = s_.token(i).span;
            if (span.begin <= trigger.begin) {
                begin_ = i;
            }
            if (span.begin < trigger.end) {
                end_ = i + 1;
            }
        }
        end_ = std::max(end_, begin_ + 1);
        clip_to_line();
    }

    [[nodiscard]] Span span() const {
        return Span{s_.token(begin_).span.begin, s_.token(end_ - 1).span.end};
    }

    /// Words as white space separates them.
    [[nodiscard]] std::uint32_t words() const {
        std::uint32_t n = 1;
        for (TokenIndex i = begin_ + 1; i < end_; ++i) {
            n += s_.token(i - 1).span.end != s_.token(i).span.begin ? 1U : 0U;
        }
        return n;
    }

    /// Widens to hold `span` where the limit allows it.
    void include(Span span) {
        if (span.empty()) {
            return;
        }
        const auto [b, e] = std::pair(begin_, end_);
        for (TokenIndex i = low_; i < high_; ++i) {
            if (s_.token(i).span.overlaps(span)) {
                begin_ = std::min(begin_, i);
                end_ = std::max(end_, i + 1);
            }
        }
        if (words() > usual_words) {
            begin_ = b;
            end_ = e;
        }
    }

    /// Adds one token on each side; false where nothing can be added.
    bool grow() {
        const bool left = begin_ > low_;
        const bool right = end_ < high_;
        begin_ -= left ? 1U : 0U;
        end_ += right ? 1U : 0U;
        return left || right;
    }

    void trim() {
        while (end_ - begin_ > 1 && s_.token(begin_).upos == Upos::punct) {
            ++begin_;
        }
    }

  private:
    void clip_to_line() {
        const std::string_view text = s_.text();
        TokenIndex i = begin_;
        while (i > low_ && text.substr(s_.token(i - 1).span.end,
                                       s_.token(i).span.begin - s_.token(i - 1).span.end)
                                   .find('\n') == std::string_view::npos) {
            --i;
        }
        low_ = i;
        i = begin_;
        while (i + 1 < high_ &&
               text.substr(s_.token(i).span.end,
                           s_.token(i + 1).span.begin - s_.token(i).span.end)
                       .find('\n') == std::string_view::npos) {
            ++i;
        }
        high_ = i + 1;
        end_ = std::min(end_, high_);
    }

    const Syntax& s_;
    TokenIndex low_ = 0, high_ = 0, begin_ = 0, end_ = 0;
};

bool once(std::string_view text, std::string_view words) {
    const std::size_t at = text.find(words);
    return text.find(words, at + 1) == std::string_view::npos;
}

}  // namespace

Span evidence_of(const Draft& draft, const Syntax& syntax) {
    Window window(syntax, draft.sentence, draft.act.trigger);
    for (const Reason& reason : draft.act.reasons) {
        if (reason.field == "actors" || reason.field == "recipients") {
            window.include(reason.span);
        }
    }
    for (std::uint32_t i = 0; i < context_words && window.words() < usual_words; ++i) {
        window.grow();
    }
    while (window.words() < most_words &&
           !once(syntax.text(), quote(syntax.text(), window.span())) && window.grow()) {
    }
    const Window untrimmed = window;
    window.trim();
    const Span span = window.span();
    const bool holds_trigger = span.contains(draft.act.trigger);
    return holds_trigger ? span : untrimmed.span();
}

}  // namespace chancery
