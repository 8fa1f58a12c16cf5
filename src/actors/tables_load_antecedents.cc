// The weights of cues for antecedents, and nouns of one gender, from their tables.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "actors/cues.h"
#include "actors/tables_loader.h"
#include "text/fold.h"

namespace chancery {

/// Cues without a row weigh nothing.
void ActorTables::Loader::load_antecedents() {
    std::unordered_map<std::string, std::uint32_t> indices;
    const std::vector<std::string> names = actors::cue_names();
    for (std::uint32_t i = 0; i < names.size(); ++i) {
        indices.emplace(names[i], i);
    }
    cue_weights.assign(names.size(), 0);
    file("antecedents.tsv",
         {"cue", "weight", "source"},
         [&](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             const auto cue = indices.find(std::string(t.row(i)[0]));
             if (cue == indices.end()) {
                 return fields::unknown("cue", t.row(i)[0]);
             }
             if (!fields::read_number(t.row(i)[1], cue_weights[cue->second])) {
                 return "the weight is not a whole number";
             }
             return std::nullopt;
         });
    file("gender_words.tsv",
         {"word", "gender", "source"},
         [&](const TsvTable& t, std::size_t i) -> std::optional<std::string> {
             Gender gender = Gender::unknown;
             if (!fields::read_gender(t.row(i)[1], gender)) {
                 return fields::unknown("gender", t.row(i)[1]);
             }
             const WordId word = matcher.intern(name_key(t.row(i)[0]));
             gender_words.resize(std::max<std::size_t>(gender_words.size(), word + 1));
             gender_words[word] = static_cast<std::uint8_t>(gender);
             return std::nullopt;
         });
}

}  // namespace chancery
