// SPDX-License-Identifier: Apache-2.0
#include "actor_choice.h"

#include <algorithm>

#include "query_options.h"
#include "text/fold.h"

namespace chancery::cli {

namespace {

/// Whether it is a political party of the name that is asked for.
bool is_called(const DirectoryActor& actor, const Wanted& wanted) {
    const std::string key = name_key(wanted.party);
    return actor.kind == ActorKind::party &&
           (wanted.party_code.empty() || actor.code == wanted.party_code) &&
           std::any_of(actor.names.begin(), actor.names.end(), [&](const auto& name) {
               return holds_words(name.key, key);
           });
}

/// Whether it is one of the parties, or held an office of one.
bool is_of_party(const Directory& book,
                 const DirectoryActor& actor,
                 const Wanted& wanted) {
    return is_called(actor, wanted) ||
           std::any_of(
               actor.terms.begin(), actor.terms.end(), [&](const std::uint32_t term) {
                   return wanted.parties.serves(book.term(term).title,
                                                book.term(term).code);
               });
}

bool is_of_sector(const Directory& book,
                  const DirectoryActor& actor,
                  const std::string& sector) {
    return actor.sector == sector ||
           std::any_of(
               actor.terms.begin(), actor.terms.end(), [&](const std::uint32_t term) {
                   return book.term(term).sector == sector;
               });
}

}  // namespace

void add_actor_choice(CLI::App& command, ActorChoice& choice) {
    command.add_option("--kind", choice.kind, "person, state, body, party, igo, …");
    command.add_option("--country", choice.country, "of this state or organisation only");
    command.add_option("--sector",
                       choice.sector,
                       "of this sector only: GOV, MIL, PTY, …, or of a country's: "
                       "Russia/MIL");
    command.add_option("--party",
                       choice.party,
                       "political parties of this name, and who holds or held an office "
                       "of them: words, or Cuba/\"communist party\"");
}

Result<Wanted> wanted_of(const ActorChoice& options, const Directory& book) {
    Wanted out;
    out.kind = options.kind;
    const OfCountry sector = of_country(options.sector);
    const OfCountry party = of_country(options.party);
    const auto code_of = [&](const char* option,
                             const std::string& country) -> Result<std::string> {
        std::string code = country.empty() ? country : book.code_of(country);
        if (code.empty() && !country.empty()) {
            return Error{std::string(option) + ": no state or organisation '" + country +
                             "' is known; give a name or a code such as VNM or ASEAN",
                         "",
                         0};
        }
        return code;
    };
    auto code = code_of("--country", options.country);
    if (code && !sector.country.empty()) {
        code = code_of("--sector", sector.country);
    }
    const auto party_code = code_of("--party", party.country);
    if (!code || !party_code) {
        return !code ? code.error() : party_code.error();
    }
    if (!options.sector.empty()) {
        auto known = sector_of(sector.rest);
        if (!known) {
            return known.error();
        }
        out.sector = *std::move(known);
    }
    out.code = *std::move(code);
    out.party = party.rest;
    out.party_code = *party_code;
    for (const DirectoryActor& actor : book.actors()) {
        if (is_called(actor, out)) {
            out.parties.add(name_key(actor.name), actor.code);
            out.parties.add(name_key(out.party), actor.code);
        }
    }
    return out;
}

bool is_wanted(const Directory& book, const DirectoryActor& actor, const Wanted& wanted) {
    return (wanted.kind.empty() || name(actor.kind) == wanted.kind) &&
           (wanted.code.empty() || actor.code == wanted.code) &&
           (wanted.sector.empty() || is_of_sector(book, actor, wanted.sector)) &&
           (wanted.party.empty() || is_of_party(book, actor, wanted));
}

}  // namespace chancery::cli
