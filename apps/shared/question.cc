// A question to a ledger in the words of who asks.
// SPDX-License-Identifier: Apache-2.0
#include "shared/question.h"

#include <algorithm>

#include "actors/actor.h"
#include "coding/act.h"

namespace chancery {

namespace {

std::string upper(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return out;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

/// Codes of the state that `words` name; a code itself as it is, in capitals.
Result<std::vector<std::string>> codes_of(const std::string& words,
                                          const StateNames& states,
                                          Ledger& ledger) {
    std::vector<std::string> out = states.codes(words);
    if (out.empty()) {
        auto known = ledger.state_codes(words);
        if (!known) {
            return known;
        }
        out = std::move(*known);
    }
    const bool is_word = words.find(' ') == std::string::npos;
    if (is_word && std::find(out.begin(), out.end(), upper(words)) == out.end()) {
        out.push_back(upper(words));
    }
    return out;
}

/// Codes of the country before the slash; none where no country is given.
Result<std::vector<std::string>> codes_of(const OfCountry& given,
                                          const StateNames& states,
                                          Ledger& ledger) {
    return given.country.empty() ? std::vector<std::string>()
                                 : codes_of(given.country, states, ledger);
}

Result<void> add_sectors(const Question& options,
                         const StateNames& states,
                         Ledger& ledger,
                         ActFilter& out) {
    for (const std::string& words : options.sectors) {
        const OfCountry given = of_country(words);
        auto sector = sector_of(given.rest);
        auto codes = codes_of(given, states, ledger);
        if (!sector || !codes) {
            return !sector ? sector.error() : codes.error();
        }
        ActorFilter one;
        one.codes = *std::move(codes);
        one.sector = *std::move(sector);
        out.actors.push_back(std::move(one));
    }
    for (const std::string& words : options.parties) {
        const OfCountry given = of_country(words);
        const auto codes = codes_of(given, states, ledger);
        auto party = codes ? ledger.political_party(given.rest, *codes)
                           : Result<PartyFilter>(codes.error());
        if (!party) {
            return party.error();
        }
        out.parties.push_back(*std::move(party));
    }
    return {};
}

Result<TypeFilter> type_filter(const std::string& words) {
    const auto slash = words.find('/');
    TypeFilter out{upper(words.substr(0, slash)),
                   slash == std::string::npos ? "" : lower(words.substr(slash + 1))};
    if (!out.type.empty() && !act_type_from(out.type)) {
        std::string types;
        for (std::size_t i = 0; i < act_type_count; ++i) {
            types += (i == 0 ? "" : ", ") + std::string(name(static_cast<ActType>(i)));
        }
        return Error{words + ": not a type; the types are " + types +
                         ", and a mode can follow: CONSULT/phone",
                     "type",
                     0};
    }
    return out;
}

Result<WordsQuery> words_query(const Question& options) {
    auto out = WordsQuery::parse(options.words);
    return out ? out : Error{options.words + ": " + out.error().message, "text", 0};
}

/// Days between which to look, of --date, --from and --to.
struct Bounds {
    std::optional<Day> from, to;
};

Result<Bounds> bounds(const Question& options) {
    struct Given {
        const char* option;
        const std::string& text;
        bool begins, ends;
    };

    Bounds out;
    for (const Given& given : {Given{"date", options.date, true, true},
                               Given{"from", options.from, true, false},
                               Given{"to", options.to, false, true}}) {
        if (given.text.empty()) {
            continue;
        }
        const auto range = parse_day_range(given.text);
        if (!range) {
            return Error{given.text +
                             ": not a date; write 2026-01-24, 2026-01-20/2026-01-24, "
                             "2026-01 or 2026",
                         given.option,
                         0};
        }
        if (given.begins) {
            out.from = out.from ? std::max(*out.from, range->first) : range->first;
        }
        if (given.ends) {
            out.to = out.to ? std::min(*out.to, range->last) : range->last;
        }
    }
    return out;
}

/// What may be asked of acts and of articles.
template <typename Filter>
Result<void> add_common(const Question& options, Filter& out) {
    const auto days = bounds(options);
    if (!days) {
        return days.error();
    }
    auto words = words_query(options);
    if (!words) {
        return words.error();
    }
    out.from = days->from;
    out.to = days->to;
    out.outlet = options.outlet;
    out.docs = options.docs;
    out.words = *std::move(words);
    out.limit = options.limit == 0 ? std::nullopt : std::optional(options.limit);
    return {};
}

}  // namespace

OfCountry of_country(const std::string& words) {
    const auto slash = words.find('/');
    return slash == std::string::npos
               ? OfCountry{"", words}
               : OfCountry{words.substr(0, slash), words.substr(slash + 1)};
}

Result<std::string> sector_of(const std::string& words) {
    std::string code = upper(words);
    if (!code.empty() && sector_from(code)) {
        return code;
    }
    std::string known;
    for (auto i = static_cast<int>(Sector::gov); i <= static_cast<int>(Sector::edu);
         ++i) {
        known += (known.empty() ? "" : ", ") + std::string(name(static_cast<Sector>(i)));
    }
    return Error{words + ": not a sector; the sectors are " + known +
                     ", and a country can stand before: Russia/MIL",
                 "sector",
                 0};
}

Result<ActFilter> act_filter(const Question& options,
                             const StateNames& states,
                             Ledger& ledger) {
    ActFilter out;
    using Role = ActorFilter::Role;
    const auto add = [&](const std::vector<std::string>& given,
                         Role role,
                         bool names) -> Result<void> {
        for (const std::string& words : given) {
            auto codes = codes_of(words, states, ledger);
            if (!codes) {
                return codes.error();
            }
            out.actors.push_back({names ? words : "", std::move(*codes), role});
        }
        return {};
    };
    Result<void> done = add(options.actors, Role::any, true);
    done = done ? add(options.doers, Role::actor, true) : done;
    done = done ? add(options.recipients, Role::recipient, true) : done;
    done = done ? add(options.countries, Role::any, false) : done;
    done = done ? add_sectors(options, states, ledger, out) : done;
    if (!done) {
        return done.error();
    }
    for (const std::string& words : options.types) {
        auto type = type_filter(words);
        if (!type) {
            return type.error();
        }
        out.types.push_back(*type);
    }
    if (auto added = add_common(options, out); !added) {
        return added.error();
    }
    out.or_published = options.or_published;
    out.statuses = options.statuses;
    out.channel = options.channel;
    if (!options.place.empty()) {
        const auto codes = codes_of(options.place, states, ledger);
        if (!codes) {
            return codes.error();
        }
        out.place = lower(options.place);
        out.place_code = codes->empty() ? "" : codes->front();
    }
    out.cameo = options.cameo;
    out.contexts = options.contexts;
    out.min_confidence = options.min_confidence;
    out.background = !options.no_background;
    out.newest_first = options.newest_first;
    return out;
}

Result<ActFilter> act_filter(const Question& options,
                             const FolderOptions& folders,
                             Ledger& ledger) {
    return act_filter(options, StateNames(folders), ledger);
}

Result<ArticleFilter> article_filter(const Question& options) {
    ArticleFilter out;
    auto added = add_common(options, out);
    return added ? Result<ArticleFilter>(std::move(out)) : added.error();
}

StatementFilter statement_filter(const ActFilter& acts) {
    StatementFilter out;
    for (const ActorFilter& actor : acts.actors) {
        const bool speaks = actor.role != ActorFilter::Role::recipient;
        (speaks ? out.speakers : out.addressees).push_back(actor);
    }
    out.parties = acts.parties;
    out.words = acts.words;
    out.from = acts.from;
    out.to = acts.to;
    out.outlet = acts.outlet;
    out.docs = acts.docs;
    out.newest_first = acts.newest_first;
    out.limit = acts.limit;
    return out;
}

std::string in_words(const Question& options) {
    std::string out;
    const auto add = [&out](const char* name, const std::string& value) {
        if (!value.empty()) {
            out += (out.empty() ? "" : " ") + std::string(name) + ' ' + value;
        }
    };
    const auto add_all = [&add](const char* name, const std::vector<std::string>& all) {
        for (const std::string& one : all) {
            add(name, one);
        }
    };
    add_all("actor", options.actors);
    add_all("by", options.doers);
    add_all("recipient", options.recipients);
    add_all("country", options.countries);
    add_all("sector", options.sectors);
    add_all("party", options.parties);
    add_all("type", options.types);
    add("date", options.date);
    add("from", options.from);
    add("to", options.to);
    add("or", options.or_published ? "published" : "");
    add("outlet", options.outlet);
    add_all("doc", options.docs);
    add("text", options.words);
    add("channel", options.channel);
    add("place", options.place);
    add_all("status", options.statuses);
    add("cameo", options.cameo);
    add_all("context", options.contexts);
    if (options.min_confidence > 0) {
        std::string number = std::to_string(options.min_confidence);
        number.erase(number.find_last_not_of('0') + 1);
        add("confidence", number);
    }
    add("no", options.no_background ? "background" : "");
    add("newest", options.newest_first ? "first" : "");
    add("limit", options.limit == 0 ? "" : std::to_string(options.limit));
    return out;
}

}  // namespace chancery
