// SPDX-License-Identifier: Apache-2.0
#include "coding/speech_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/tsv.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 8> shape_names{
    "clause", "quote", "infinitive", "object", "person-to", "as", "name", "preposition"};

std::optional<std::uint32_t> shape_from(std::string_view text) {
    for (std::uint32_t i = 0; i < shape_names.size(); ++i) {
        if (shape_names[i] == text) {
            return 1U << i;
        }
    }
    return std::nullopt;
}

std::optional<AddresseeSlot> addressee_from(std::string_view text) {
    if (text.empty()) {
        return AddresseeSlot::none;
    }
    if (text == "object") {
        return AddresseeSlot::object;
    }
    return text == "to" ? std::optional(AddresseeSlot::to) : std::nullopt;
}

std::optional<SpeechClass> class_from(std::string_view kind) {
    constexpr std::array<std::string_view, 8> names{"express",
                                                    "attitude",
                                                    "voice",
                                                    "document",
                                                    "occasion",
                                                    "courtesy",
                                                    "speech",
                                                    "day"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == kind) {
            return static_cast<SpeechClass>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

/// Fills SpeechWords from the rows of speech.tsv.
class SpeechLoader {
  public:
    SpeechLoader(const TsvTable& table, SpeechWords& out) : table_(table), out_(out) {}

    Result<void> add(const TsvTable::Row& row) {
        const auto words = split(row[1], ' ');
        if (words.empty()) {
            return table_.fault(row, "the words are missing");
        }
        SpeechCue cue;
        cue.line = row.line;
        for (const std::string_view name : split(row[2], '|')) {
            const auto shape = shape_from(name);
            if (!shape) {
                return table_.fault(row, "unknown content '" + std::string(name) + "'");
            }
            cue.takes |= *shape;
        }
        const auto addressee = addressee_from(row[3]);
        if (!addressee) {
            return table_.fault(row, "the addressee is object, to or empty");
        }
        cue.addressee = *addressee;
        if (row[0] == "source") {
            out_.sources_[std::string(words[0])].emplace_back(words.begin(), words.end());
            return {};
        }
        return add_word(row, words, std::move(cue));
    }

    /// Cues with a particle are tried first.
    void finish() {
        for (auto& [lemma, cues] : out_.verbs_) {
            std::stable_sort(cues.begin(), cues.end(), [](const auto& a, const auto& b) {
                return a.particle.size() > b.particle.size();
            });
        }
    }

  private:
    Result<void> add_word(const TsvTable::Row& row,
                          const std::vector<std::string_view>& words,
                          SpeechCue cue) {
        const std::string_view kind = row[0];
        const std::string lemma(words[0]);
        const bool verb = kind == "verb" || kind == "mind";
        if (words.size() > (verb ? 2 : 1)) {
            return table_.fault(row, "one word is needed, for a verb one or two");
        }
        const bool content = verb || kind == "noun" || kind == "attitude";
        if (content == (cue.takes == 0)) {
            return table_.fault(
                row,
                content ? "what it takes is missing" : "such a word takes no content");
        }
        const auto word_class = class_from(kind);
        if (word_class) {
            std::uint16_t& bits = out_.classes_[lemma];
            bits = static_cast<std::uint16_t>(bits |
                                              1U << static_cast<unsigned>(*word_class));
        }
        if (verb) {
            cue.mind = kind == "mind";
            cue.particle = words.size() == 2 ? std::string(words[1]) : "";
            out_.verbs_[lemma].push_back(std::move(cue));
        } else if (kind == "noun") {
            out_.nouns_[lemma] = std::move(cue);
        } else if (kind == "attitude") {
            out_.attitudes_[lemma] = std::move(cue);
        } else if (!word_class) {
            return table_.fault(row, "unknown kind '" + std::string(kind) + "'");
        }
        return {};
    }

    const TsvTable& table_;
    SpeechWords& out_;
};

Result<SpeechWords> SpeechWords::open(const std::string& path) {
    const auto table =
        TsvTable::open(path, {"kind", "words", "takes", "addressee", "note"});
    if (!table) {
        return table.error();
    }
    SpeechWords out;
    SpeechLoader loader(*table, out);
    for (std::size_t i = 0; i < table->size(); ++i) {
        if (auto done = loader.add(table->row(i)); !done) {
            return done.error();
        }
    }
    loader.finish();
    return out;
}

std::span<const SpeechCue> SpeechWords::verb(std::string_view lemma) const {
    const auto it = verbs_.find(lemma);
    return it == verbs_.end() ? std::span<const SpeechCue>() : it->second;
}

const SpeechCue* SpeechWords::noun(std::string_view lemma) const {
    const auto it = nouns_.find(lemma);
    return it == nouns_.end() ? nullptr : &it->second;
}

const SpeechCue* SpeechWords::attitude(std::string_view lemma) const {
    const auto it = attitudes_.find(lemma);
    return it == attitudes_.end() ? nullptr : &it->second;
}

bool SpeechWords::is(SpeechClass what, std::string_view lemma) const {
    const auto it = classes_.find(lemma);
    return it != classes_.end() &&
           ((static_cast<std::uint32_t>(it->second) >> static_cast<std::uint32_t>(what)) &
            1U) != 0;
}

std::span<const std::vector<std::string>> SpeechWords::sources(
    std::string_view first) const {
    const auto it = sources_.find(first);
    return it == sources_.end() ? std::span<const std::vector<std::string>>()
                                : it->second;
}

}  // namespace chancery
