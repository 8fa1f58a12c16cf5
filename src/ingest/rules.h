// The analyst's word lists for ingest: what the furniture of pages says, who publishes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "text/word_set.h"

namespace chancery {

/// What a phrase of furniture.tsv says about the line it stands in.
enum class PhraseRole : std::uint8_t {
    ui,       ///< a control or label of the page
    tail,     ///< heads a list of other stories at the end
    related,  ///< heads a list of other stories, often inside the story
    next,     ///< the line that follows is the headline of another story
    poll,     ///< heads a poll or quiz
    end,      ///< after this line the story is over
    credit,   ///< who wrote, contributed, took the picture
    legal,    ///< rights, cookies, terms
    caption,  ///< marks the caption of a picture
    lead,     ///< label glued to the text that follows it
    reader,   ///< speaks to the reader when "you" or "your" is near
    label,    ///< the line that follows is a name or a date, not text
};

/// A line's words as they are looked up: folded, letters and digits only.
struct Words {
    std::string folded;
    std::vector<Span> spans;   ///< in `folded`
    std::vector<Span> origin;  ///< in the text that was split; same size as `spans`

    void assign(std::string_view text);

    [[nodiscard]] std::string_view word(std::size_t i) const {
        return quote(folded, spans[i]);
    }

    [[nodiscard]] std::size_t size() const { return spans.size(); }

  private:
    bool assign_ascii(std::string_view text);
};

/// The roles found in one line.
struct PhraseHits {
    std::uint32_t roles = 0;        ///< bit per PhraseRole
    std::size_t lead_words = 0;     ///< words that a `lead` phrase covers at the start
    std::size_t ui_words = 0;       ///< how many words occur in phrases of role ui
    bool speaks_to_reader = false;  ///< "you" or "your" is among the words

    [[nodiscard]] bool has(PhraseRole role) const {
        return ((roles >> static_cast<unsigned>(role)) & 1U) != 0;
    }
};

class BylineWords;

/// Read once, const, shared by all threads.
class IngestRules {
  public:
    /// Reads furniture.tsv, outlets.tsv, agencies.tsv and bylines.tsv of `folder`
    /// (data/ingest).
    /// Errors: a file that is missing or at fault, with its line.
    static Result<IngestRules> open(const std::string& folder);

    [[nodiscard]] PhraseHits find(const Words& words) const;

    /// The agency's usual name for one of its names or signs ("AFP", "연합뉴스"), or
    /// empty.
    [[nodiscard]] std::string_view agency(std::string_view sign) const;
    /// The outlet's usual name for one of its names, or empty.
    [[nodiscard]] std::string_view outlet(std::string_view sign) const;
    /// The outlet's usual name for a host name ("www.example.com"), or empty.
    [[nodiscard]] std::string_view outlet_of_host(std::string_view host) const;

    [[nodiscard]] const BylineWords& bylines() const { return *bylines_; }

  private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const { return short_hash(text); }
    };

    enum class Where : std::uint8_t { whole, start, end, anywhere };

    struct Phrase {
        std::vector<std::string> words;
        PhraseRole role = PhraseRole::ui;
        Where where = Where::whole;
        std::size_t max_words = 0;  ///< longest line that it counts in; 0: any
    };

    struct FirstWord {
        std::vector<std::uint32_t> phrases;
        bool ui = false;
        bool reader = false;
    };

    template <typename T>
    using Index = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    Result<void> read_furniture(const std::string& path);
    [[nodiscard]] bool fits(const Phrase& phrase,
                            const Words& words,
                            std::size_t at) const;

    std::vector<Phrase> phrases_;
    Index<FirstWord> words_;
    Index<std::string> agencies_;
    Index<std::string> outlets_;
    Index<std::string> hosts_;
    std::shared_ptr<const BylineWords> bylines_;
};

}  // namespace chancery
