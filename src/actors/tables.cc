// SPDX-License-Identifier: Apache-2.0
#include "actors/tables.h"

#include <tuple>

#include "text/fold.h"

namespace chancery {

namespace {

template <typename Map, typename Key>
auto list_in(const Map& map, const Key& key)
    -> std::span<const typename Map::mapped_type::value_type> {
    const auto it = map.find(key);
    if (it == map.end()) {
        return {};
    }
    return it->second;
}

/// Orders terms: those of a state before those of its territories, weightier offices
/// first, then the later begun, then the file's order.
auto weight(const Term& term, std::uint32_t row) {
    const std::int32_t since = term.since ? -term.since->number : 1 << 30;
    return std::tuple(term.in_territory, static_cast<int>(term.office), since, row);
}

}  // namespace

std::span<const Entry> ActorTables::entries(Matcher::Key key) const {
    return std::span(entries_).subspan(entry_begin_[key],
                                       entry_begin_[key + 1] - entry_begin_[key]);
}

std::span<const Entry> ActorTables::find(std::string_view name) const {
    const Matcher::Key key = matcher_.find(name_key(name));
    return key == Matcher::no_key ? std::span<const Entry>() : entries(key);
}

std::optional<std::uint32_t> ActorTables::state_by_code(std::string_view code) const {
    const auto it = state_rows_.find(code);
    return it == state_rows_.end() ? std::nullopt : std::optional(it->second);
}

std::span<const std::uint32_t> ActorTables::people_by_short(WordId word) const {
    return list_in(short_names_, word);
}

std::string ActorTables::sound(std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        char c = word[i];
        if (c == 'h' && !out.empty() && (out.back() == 'k' || out.back() == 'g')) {
            continue;
        }
        c = c == 'y' || c == 'j' ? 'i' : c == 'w' ? 'v' : c;
        if (out.empty() || out.back() != c) {
            out += c;
        }
    }
    return out;
}

std::span<const std::uint32_t> ActorTables::people_by_sound(std::string_view word) const {
    return list_in(sounds_, sound(word));
}

std::string_view ActorTables::code_of_title(const std::string& title) const {
    const auto it = titles_.find(title);
    return it == titles_.end() ? std::string_view() : it->second;
}

std::span<const std::uint32_t> ActorTables::terms_of(std::string_view code,
                                                     Office office) const {
    // Terms of a code are sorted by office, so that those of one office lie together.
    const std::span<const std::uint32_t> all = list_in(terms_by_code_, code);
    std::size_t begin = 0;
    while (begin < all.size() && terms_[all[begin]].office != office) {
        ++begin;
    }
    std::size_t end = begin;
    while (end < all.size() && terms_[all[end]].office == office) {
        ++end;
    }
    return all.subspan(begin, end - begin);
}

std::optional<std::uint32_t> ActorTables::holder(std::string_view code,
                                                 Office office,
                                                 Day day) const {
    std::optional<std::uint32_t> best;
    for (const std::uint32_t row : terms_of(code, office)) {
        if (terms_[row].holds_on(day) &&
            (!best || weight(terms_[row], row) < weight(terms_[*best], *best))) {
            best = row;
        }
    }
    return best;
}

std::optional<std::uint32_t> ActorTables::term_on(std::uint32_t person, Day day) const {
    std::optional<std::uint32_t> best;
    for (const std::uint32_t row : people_[person].terms) {
        if (terms_[row].holds_on(day) &&
            (!best || weight(terms_[row], row) < weight(terms_[*best], *best))) {
            best = row;
        }
    }
    return best;
}

std::uint8_t ActorTables::given_gender(WordId word) const {
    return word < given_.size() ? given_[word] : std::uint8_t{0};
}

Gender ActorTables::gender_of_noun(WordId word) const {
    return word < gender_words_.size() ? gender_words_[word] : Gender::unknown;
}

std::int64_t ActorTables::weight_of_cues(std::span<const std::uint32_t> cues) const {
    std::int64_t sum = 0;
    for (const std::uint32_t cue : cues) {
        sum += cue_weights_[cue];
    }
    return sum;
}

const HeadRow* ActorTables::head(std::string_view word) const {
    const auto it = heads_.find(word);
    return it == heads_.end() ? nullptr : &it->second;
}

std::span<const std::string_view> ActorTables::members(std::string_view igo) const {
    return list_in(members_, igo);
}

}  // namespace chancery
