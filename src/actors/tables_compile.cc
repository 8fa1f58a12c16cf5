// Lays what was read from the text tables out as an image.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>
#include <tuple>

#include "actors/tables_loader.h"

namespace chancery {

namespace {

using namespace actors;  // NOLINT(google-build-using-namespace): the room's own parts

/// The strings of an image. Words that many rows share are held once.
class Pool {
  public:
    PoolText add(std::string_view text) {
        const PoolText at{static_cast<std::uint32_t>(bytes_.size()),
                          static_cast<std::uint32_t>(text.size())};
        bytes_ += text;
        return at;
    }

    PoolText share(std::string_view text) {
        const auto [it, is_new] = shared_.try_emplace(text);
        if (is_new) {
            it->second = add(text);
        }
        return it->second;
    }

    [[nodiscard]] std::span<const char> bytes() const { return bytes_; }

  private:
    std::string bytes_;
    std::unordered_map<std::string_view, PoolText> shared_;
};

template <typename Enum>
std::uint8_t byte_of(Enum value) {
    return static_cast<std::uint8_t>(value);
}

/// Writes rows of one kind as the records that `make` makes of them.
template <typename Rows, typename Make>
void add_rows(ImageWriter& out, ImageSection section, const Rows& rows, Make&& make) {
    using Record = decltype(make(*rows.begin()));
    std::vector<Record> records;
    records.reserve(rows.size());
    for (const auto& row : rows) {
        records.push_back(make(row));
    }
    out.add(section, std::span<const Record>(records));
}

template <typename T>
void add_list(ImageWriter& out, ImageSection section, const std::vector<T>& list) {
    out.add(section, std::span<const T>(list));
}

WordRecord word_record(PoolText word, ActorKind kind, Sector sector) {
    return {word, byte_of(kind), byte_of(sector), 0};
}

class Compiler {
  public:
    explicit Compiler(ActorTables::Loader& from) : from_(from) {}

    std::vector<std::byte> run() {
        add_entries();
        add_people();
        add_states_and_organisations();
        add_words();
        add_places();
        add_indices();
        const MatcherArrays matcher = std::move(from_.matcher).take();
        add_matcher(matcher);
        add_by_word(matcher.word_ends.size());
        add_origins();
        out_.add(ImageSection::pool, pool_.bytes());
        return out_.bytes(from_.sources.fingerprint);
    }

  private:
    void add_entries();
    void add_people();
    void add_states_and_organisations();
    void add_words();
    void add_places();
    void add_indices();
    void add_by_word(std::size_t words);
    void add_matcher(const MatcherArrays& matcher);
    void add_origins();

    /// A map from a word to a list of `T` as list records and one list of all.
    template <typename Map, typename T, typename Make>
    void add_lists(const Map& map,
                   ImageSection section,
                   ImageSection all,
                   std::vector<T> list,
                   Make&& make) {
        std::vector<ListRecord> records;
        for (const auto& [word, values] : map) {
            const auto begin = static_cast<std::uint32_t>(list.size());
            for (const auto& value : values) {
                list.push_back(make(value));
            }
            records.push_back(
                {pool_.share(word), {begin, static_cast<std::uint32_t>(list.size())}});
        }
        add_list(out_, section, records);
        add_list(out_, all, list);
    }

    ActorTables::Loader& from_;
    ImageWriter out_;
    Pool pool_;
};

/// Lays the entries out by key; twins (the same row under the same key) go.
void Compiler::add_entries() {
    auto& found = from_.found;
    const auto order = [](const auto& item) {
        return std::tuple(
            item.first, item.second.lexeme, item.second.row, item.second.casing);
    };
    std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return order(a) < order(b);
    });
    const auto same = [](const auto& a, const auto& b) {
        return a.first == b.first && a.second.lexeme == b.second.lexeme &&
               a.second.row == b.second.row;
    };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    const std::size_t size = found.empty() ? 0 : found.back().first + 1;
    std::vector<KeyRecord> keys(size + 1);
    std::vector<Entry> entries;
    for (const auto& [key, entry] : found) {
        keys[key].lexemes |= bit(entry.lexeme);
        entries.push_back(entry);
        keys[key + 1].first_entry = static_cast<std::uint32_t>(entries.size());
    }
    add_list(out_, ImageSection::entries, entries);
    add_list(out_, ImageSection::keys, keys);
}

void Compiler::add_people() {
    std::vector<std::uint32_t> lists;
    add_rows(out_, ImageSection::people, from_.people, [&](const auto& person) {
        const auto begin = static_cast<std::uint32_t>(lists.size());
        lists.insert(lists.end(), person.terms.begin(), person.terms.end());
        return PersonRecord{pool_.add(person.name),
                            pool_.add(person.short_name),
                            {begin, static_cast<std::uint32_t>(lists.size())},
                            byte_of(person.gender)};
    });
    add_list(out_, ImageSection::person_terms, lists);
    add_rows(out_, ImageSection::terms, from_.terms, [&](const Term& term) {
        return TermRecord{term.person,
                          pool_.share(term.code),
                          pool_.share(term.title),
                          term.since ? term.since->number : 0,
                          term.until ? term.until->number : 0,
                          byte_of(term.office),
                          byte_of(term.sector),
                          byte_of(term.in_territory),
                          byte_of((term.since ? 1 : 0) + (term.until ? 2 : 0))};
    });
}

void Compiler::add_states_and_organisations() {
    add_rows(out_, ImageSection::states, from_.states, [&](const StateRow& state) {
        return StateRecord{pool_.share(state.code),
                           pool_.add(state.name),
                           pool_.add(state.iso2),
                           pool_.add(state.capital),
                           static_cast<std::uint16_t>(state.territory ? 1 : 0),
                           static_cast<std::uint16_t>(state.leading)};
    });
    add_rows(out_,
             ImageSection::organisations,
             from_.organisations,
             [&](const OrganisationRow& row) {
                 return OrganisationRecord{pool_.add(row.name),
                                           pool_.share(row.code),
                                           byte_of(row.kind),
                                           byte_of(row.sector),
                                           0};
             });
}

void Compiler::add_words() {
    add_rows(out_, ImageSection::bodies, from_.bodies, [&](const BodyRow& row) {
        return word_record(pool_.add(row.phrase), row.kind, row.sector);
    });
    add_rows(out_, ImageSection::roles, from_.roles, [&](const RoleRow& row) {
        return RoleRecord{
            pool_.share(row.role),
            pool_.share(row.singular),
            byte_of(row.sector),
            byte_of(row.office),
            byte_of(row.rank),
            byte_of(row.plural),
            row.kind ? static_cast<std::uint32_t>(*row.kind) : RoleRecord::no_kind};
    });
    add_rows(
        out_, ImageSection::honorifics, from_.honorifics, [&](const HonorificRow& row) {
            return HonorificRecord{pool_.add(row.honorific), byte_of(row.gender)};
        });
}

void Compiler::add_places() {
    add_rows(out_, ImageSection::places, from_.places, [&](const PlaceRow& row) {
        return PlaceRecord{row.latitude,
                           row.longitude,
                           pool_.add(row.name),
                           pool_.share(row.code),
                           row.population,
                           row.settlement ? 1U : 0U};
    });
    add_rows(out_, ImageSection::media, from_.media, [&](const MediaRow& row) {
        return MediaRecord{
            pool_.add(row.name), pool_.share(row.code), row.agency ? 1U : 0U};
    });
}

/// What is looked up by a text: sorted by it.
void Compiler::add_indices() {
    const std::map<std::string_view, std::uint32_t> codes(from_.state_of_code.begin(),
                                                          from_.state_of_code.end());
    add_rows(out_, ImageSection::state_codes, codes, [&](const auto& item) {
        return ListRecord{pool_.share(item.first), {item.second, item.second + 1}};
    });
    const std::map<std::string_view, HeadRow> heads(from_.heads.begin(),
                                                    from_.heads.end());
    add_rows(out_, ImageSection::heads, heads, [&](const auto& item) {
        return word_record(pool_.add(item.first), item.second.kind, item.second.sector);
    });
    add_rows(out_, ImageSection::titles, from_.titles, [&](const auto& item) {
        return TitleRecord{pool_.add(item.first), pool_.share(item.second)};
    });
    const auto same = [](std::uint32_t row) { return row; };
    using Rows = std::vector<std::uint32_t>;
    add_lists(from_.sounds, ImageSection::sounds, ImageSection::sound_rows, Rows(), same);
    add_lists(from_.terms_by_code,
              ImageSection::code_terms,
              ImageSection::code_rows,
              Rows(),
              same);
    add_lists(from_.members,
              ImageSection::igos,
              ImageSection::members,
              std::vector<PoolText>(),
              [&](std::string_view code) { return pool_.share(code); });
}

/// What is looked up by the number of a word: an array over all words.
void Compiler::add_by_word(std::size_t words) {
    from_.given.resize(words);
    add_list(out_, ImageSection::given, from_.given);
    add_list(out_, ImageSection::gender_words, from_.gender_words);
    add_list(out_, ImageSection::cue_weights, from_.cue_weights);
    std::stable_sort(from_.short_names.begin(),
                     from_.short_names.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::uint32_t> begin(words + 1, 0);
    std::vector<std::uint32_t> rows;
    for (const auto& [word, row] : from_.short_names) {
        ++begin[word + 1];
        rows.push_back(row);
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    add_list(out_, ImageSection::short_begin, begin);
    add_list(out_, ImageSection::short_rows, rows);
}

void Compiler::add_matcher(const MatcherArrays& matcher) {
    out_.add(ImageSection::word_arena, std::span<const char>(matcher.arena));
    add_list(out_, ImageSection::word_ends, matcher.word_ends);
    add_list(out_, ImageSection::word_slots, matcher.word_slots);
    add_list(out_, ImageSection::root, matcher.root);
    add_list(out_, ImageSection::nodes, matcher.nodes);
}

void Compiler::add_origins() {
    const OriginArrays arrays = from_.origins.arrays();
    add_list(out_, ImageSection::origin_states, arrays.states);
    add_list(out_, ImageSection::origin_words, arrays.words);
    add_list(out_, ImageSection::origin_begin, arrays.begin);
    add_list(out_, ImageSection::origin_counts, arrays.counts);
}

}  // namespace

std::vector<std::byte> ActorTables::Loader::compile() {
    return Compiler(*this).run();
}

}  // namespace chancery
