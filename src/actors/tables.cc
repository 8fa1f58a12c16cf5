// Looking things up in the compiled tables.
// SPDX-License-Identifier: Apache-2.0
#include "actors/tables.h"

#include <tuple>

#include "text/fold.h"

namespace chancery {

namespace {

using actors::ImageRange;
using actors::ListRecord;
using actors::RoleRecord;
using actors::TermRecord;
using actors::WordRecord;

template <typename T>
std::span<const T> part(std::span<const T> list, ImageRange range) {
    return list.subspan(range.begin, range.end - range.begin);
}

/// Orders terms: those of a state before those of its territories, weightier offices
/// first, then the later begun, then the file's order.
auto weight(const TermRecord& term, std::uint32_t row) {
    const bool has_since = (term.bounds & 1U) != 0;
    return std::tuple(
        term.in_territory, term.office, has_since ? -term.since : 1 << 30, row);
}

}  // namespace

std::span<const Entry> ActorTables::find(std::string_view name) const {
    const Matcher::Key key = matcher().find(name_key(name));
    return key == Matcher::no_key ? std::span<const Entry>() : entries(key);
}

StateRow ActorTables::state(std::uint32_t row) const {
    const actors::StateRecord& r = view_.states[row];
    return {text(r.code),
            text(r.name),
            text(r.iso2),
            text(r.capital),
            r.territory != 0,
            static_cast<Leading>(r.leading)};
}

PersonRow ActorTables::person(std::uint32_t row) const {
    const actors::PersonRecord& r = view_.people[row];
    return {text(r.name),
            text(r.short_name),
            static_cast<Gender>(r.gender),
            part(view_.person_terms, r.terms)};
}

Term ActorTables::term(std::uint32_t row) const {
    const TermRecord& r = view_.terms[row];
    Term term;
    term.person = r.person;
    term.office = static_cast<Office>(r.office);
    term.sector = static_cast<Sector>(r.sector);
    term.code = text(r.code);
    term.title = text(r.title);
    term.in_territory = r.in_territory != 0;
    if ((r.bounds & 1U) != 0) {
        term.since = Day{r.since};
    }
    if ((r.bounds & 2U) != 0) {
        term.until = Day{r.until};
    }
    return term;
}

OrganisationRow ActorTables::organisation(std::uint32_t row) const {
    const actors::OrganisationRecord& r = view_.organisations[row];
    return {text(r.name),
            text(r.code),
            static_cast<ActorKind>(r.kind),
            static_cast<Sector>(r.sector)};
}

BodyRow ActorTables::body(std::uint32_t row) const {
    const WordRecord& r = view_.bodies[row];
    return {text(r.word), static_cast<ActorKind>(r.kind), static_cast<Sector>(r.sector)};
}

RoleRow ActorTables::role(std::uint32_t row) const {
    const RoleRecord& r = view_.roles[row];
    RoleRow role;
    role.role = text(r.role);
    role.sector = static_cast<Sector>(r.sector);
    role.office = static_cast<Office>(r.office);
    role.rank = static_cast<Rank>(r.rank);
    role.plural = r.plural != 0;
    role.singular = text(r.singular);
    if (r.kind != RoleRecord::no_kind) {
        role.kind = static_cast<ActorKind>(r.kind);
    }
    return role;
}

HonorificRow ActorTables::honorific(std::uint32_t row) const {
    const actors::HonorificRecord& r = view_.honorifics[row];
    return {text(r.honorific), static_cast<Gender>(r.gender)};
}

PlaceRow ActorTables::place(std::uint32_t row) const {
    const actors::PlaceRecord& r = view_.places[row];
    return {text(r.name),
            text(r.code),
            r.latitude,
            r.longitude,
            r.population,
            r.settlement != 0};
}

MediaRow ActorTables::media(std::uint32_t row) const {
    const actors::MediaRecord& r = view_.media[row];
    return {text(r.name), text(r.code), r.agency != 0};
}

ActorTables::Sizes ActorTables::sizes() const {
    return {view_.states.size(),
            view_.people.size(),
            view_.terms.size(),
            view_.organisations.size(),
            view_.bodies.size(),
            view_.roles.size(),
            view_.honorifics.size(),
            view_.places.size(),
            view_.media.size()};
}

std::optional<std::uint32_t> ActorTables::state_by_code(std::string_view code) const {
    const ListRecord* found = view_.find(view_.state_codes, &ListRecord::word, code);
    return found == nullptr ? std::nullopt : std::optional(found->list.begin);
}

std::span<const std::uint32_t> ActorTables::people_by_short(WordId word) const {
    if (word == unknown_word || word + 1 >= view_.short_begin.size()) {
        return {};
    }
    return part(view_.short_rows, {view_.short_begin[word], view_.short_begin[word + 1]});
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
    const ListRecord* found = view_.find(view_.sounds, &ListRecord::word, sound(word));
    return found == nullptr ? std::span<const std::uint32_t>()
                            : part(view_.sound_rows, found->list);
}

std::string_view ActorTables::code_of_title(std::string_view title) const {
    const auto* found = view_.find(view_.titles, &actors::TitleRecord::title, title);
    return found == nullptr ? std::string_view() : text(found->code);
}

std::span<const std::uint32_t> ActorTables::terms_of(std::string_view code,
                                                     Office office) const {
    const ListRecord* found = view_.find(view_.code_terms, &ListRecord::word, code);
    if (found == nullptr) {
        return {};
    }
    // Terms of a code are sorted by office, so that those of one office lie together.
    const std::span<const std::uint32_t> all = part(view_.code_rows, found->list);
    const auto begin = std::lower_bound(
        all.begin(), all.end(), office, [this](std::uint32_t term, Office sought) {
            return office_of(term) < sought;
        });
    const auto end = std::upper_bound(
        begin, all.end(), office, [this](Office sought, std::uint32_t term) {
            return sought < office_of(term);
        });
    return {begin, end};
}

std::optional<std::uint32_t> ActorTables::weightiest_on(
    std::span<const std::uint32_t> terms, Day day) const {
    std::optional<std::uint32_t> best;
    for (const std::uint32_t row : terms) {
        const TermRecord& term = view_.terms[row];
        const bool begun = (term.bounds & 1U) == 0 || term.since <= day.number;
        const bool ended = (term.bounds & 2U) != 0 && term.until <= day.number;
        if (begun && !ended &&
            (!best || weight(term, row) < weight(view_.terms[*best], *best))) {
            best = row;
        }
    }
    return best;
}

std::optional<std::uint32_t> ActorTables::holder(std::string_view code,
                                                 Office office,
                                                 Day day) const {
    return weightiest_on(terms_of(code, office), day);
}

std::optional<std::uint32_t> ActorTables::term_on(std::uint32_t person, Day day) const {
    return weightiest_on(part(view_.person_terms, view_.people[person].terms), day);
}

std::optional<HeadRow> ActorTables::head(std::string_view word) const {
    const WordRecord* r = view_.find(view_.heads, &WordRecord::word, word);
    if (r == nullptr) {
        return std::nullopt;
    }
    return HeadRow{
        text(r->word), static_cast<ActorKind>(r->kind), static_cast<Sector>(r->sector)};
}

std::vector<std::string_view> ActorTables::members(std::string_view igo) const {
    std::vector<std::string_view> codes;
    if (const ListRecord* found = view_.find(view_.igos, &ListRecord::word, igo)) {
        for (const actors::PoolText code : part(view_.members, found->list)) {
            codes.push_back(text(code));
        }
    }
    return codes;
}

std::int64_t ActorTables::weight_of_cues(std::span<const std::uint32_t> cues) const {
    std::int64_t sum = 0;
    for (const std::uint32_t cue : cues) {
        sum += cue < view_.cue_weights.size() ? view_.cue_weights[cue] : 0;
    }
    return sum;
}

}  // namespace chancery
