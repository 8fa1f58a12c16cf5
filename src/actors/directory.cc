// Loading the directory, and looking actors up by name.
// SPDX-License-Identifier: Apache-2.0
#include "actors/directory.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <tuple>

#include "actors/people.h"
#include "actors/spelling.h"
#include "actors/table_columns.h"
#include "actors/tables_loader.h"
#include "base/ascii.h"
#include "base/tsv.h"
#include "text/fold.h"
#include "text/latin.h"

namespace chancery {

namespace {

/// States first, then persons, then the rest: where two names answer equally well.
int rank_of(const DirectoryActor& actor) {
    switch (actor.kind) {
        case ActorKind::state:
            return 0;
        case ActorKind::igo:
            return 1;
        case ActorKind::person:
            return 2;
        default:
            return 3;
    }
}

}  // namespace

/// Reads the files one after the other; stops at the first that is at fault.
struct Directory::Loader {
    Directory out;
    std::string dir;
    std::optional<Error> fault;
    std::unordered_map<std::string, std::uint32_t> states, organisations, media;

    using RowReader = std::function<void(const TsvTable::Row&)>;

    void file(const char* name,
              std::initializer_list<std::string_view> columns,
              const RowReader& read,
              bool optional = false) {
        const std::string path = dir + '/' + name;
        if (fault || (optional && !std::filesystem::exists(path))) {
            return;
        }
        const auto table = TsvTable::open(path, columns);
        if (!table) {
            fault = table.error();
            return;
        }
        for (std::size_t i = 0; i < table->size(); ++i) {
            read(table->row(i));
        }
    }

    std::uint32_t add(DirectoryActor actor) {
        const auto index = static_cast<std::uint32_t>(out.actors_.size());
        const std::string name = actor.name;
        const std::string source = actor.source;
        out.actors_.push_back(std::move(actor));
        out.give_id(index);
        out.add_name(index, name, "name", source);
        return index;
    }

    void load_states() {
        file("states.tsv", columns::states, [this](const TsvTable::Row& row) {
            DirectoryActor state;
            state.id = row[0];
            state.name = row[1];
            state.kind = ActorKind::state;
            state.code = row[0];
            state.detail = row[4];
            state.leading = row[3] == "party_state" ? "party_leader"
                            : row[3] == "state"     ? "head_of_state"
                                                    : "head_of_government";
            state.source = row[6];
            const std::uint32_t index = add(std::move(state));
            states.emplace(row[0], index);
            out.add_name(index, row[0], "code", row[6]);
        });
        const auto name = [this](const TsvTable::Row& row, std::string what) {
            if (const auto it = states.find(std::string(row[1])); it != states.end()) {
                out.add_name(it->second, row[0], std::move(what), row[3]);
            }
        };
        file("state_names.tsv", columns::state_names, [&](const TsvTable::Row& row) {
            name(row, std::string(row[2]));
        });
        file(
            "state_names_world.tsv",
            {"name", "code", "language", "source"},
            [&](const TsvTable::Row& row) {
                name(row, "language " + std::string(row[2]));
            },
            /*optional=*/true);
    }

    void leader(const TsvTable::Row& row) {
        DirectoryTerm term;
        term.code = row[3];
        term.sector = row[4];
        term.office = row[5];
        term.title = row[6];
        term.since = row[7];
        term.until = row[8];
        term.source = row[9];
        const std::uint32_t index = out.add_term(row[0], std::move(term));
        DirectoryActor& person = out.actors_[index];
        person.gender = person.gender.empty() ? std::string(row[2]) : person.gender;
        if (!row[1].empty() && person.names.size() == 1) {
            out.add_name(index, row[1], "short", row[9]);
        }
    }

    void load_leaders() {
        for (const auto& [name, optional] :
             {std::pair("leaders.tsv", false), std::pair("leaders_local.tsv", true)}) {
            file(
                name,
                columns::leaders,
                [this](const TsvTable::Row& row) { leader(row); },
                optional);
        }
        load_aliases("leader_names.tsv", out.people_);
        load_aliases("leader_names_local.tsv", out.people_, /*optional=*/true);
    }

    void load_aliases(const char* name,
                      const std::unordered_map<std::string, std::uint32_t>& known,
                      bool optional = false) {
        file(
            name,
            columns::aliases,
            [&](const TsvTable::Row& row) {
                if (const auto it = known.find(std::string(row[1])); it != known.end()) {
                    out.add_name(it->second, row[0], "alias", row[2]);
                }
            },
            optional);
    }

    void load_organisations() {
        file("organisations.tsv",
             columns::organisations,
             [this](const TsvTable::Row& row) {
                 DirectoryActor actor;
                 actor.name = row[0];
                 actor.kind = actor_kind_from(row[1]).value_or(ActorKind::other);
                 actor.code = row[2];
                 actor.sector = row[3];
                 actor.source = row[4];
                 organisations.emplace(row[0], add(std::move(actor)));
             });
        load_aliases("organisation_names.tsv", organisations);
        file("igo_members.tsv", columns::igo_members, [this](const TsvTable::Row& row) {
            if (const auto igo = out.by_name(row[0])) {
                out.actors_[*igo].members.emplace_back(row[1]);
            }
        });
        file("media.tsv", columns::media, [this](const TsvTable::Row& row) {
            DirectoryActor actor;
            actor.name = row[0];
            actor.kind = ActorKind::media;
            actor.code = row[2];
            actor.sector = "MED";
            actor.detail = row[3];
            actor.source = row[4];
            media.emplace(row[0], add(std::move(actor)));
        });
        load_aliases("media_names.tsv", media);
    }

    void load_words() {
        file("roles.tsv", columns::roles, [this](const TsvTable::Row& row) {
            out.add_meaning(name_key(row[0]), {Sense::role, 0, std::string(row[2])});
        });
        file("honorifics.tsv", columns::honorifics, [this](const TsvTable::Row& row) {
            out.add_meaning(name_key(row[0]), {Sense::honorific, 0, ""});
        });
    }
};

Result<Directory> Directory::open(const std::string& dir) {
    Loader loader;
    loader.dir = dir;
    loader.load_states();
    loader.load_organisations();
    loader.load_leaders();
    loader.load_words();
    if (loader.fault) {
        return *loader.fault;
    }
    Directory out = std::move(loader.out);
    for (DirectoryActor& actor : out.actors_) {
        std::stable_sort(actor.terms.begin(),
                         actor.terms.end(),
                         [&](std::uint32_t a, std::uint32_t b) {
                             return out.terms_[a].since < out.terms_[b].since;
                         });
    }
    return out;
}

void Directory::give_id(std::uint32_t actor) {
    DirectoryActor& made = actors_[actor];
    if (made.id.empty()) {
        made.id = actors::actor_key(made.name);
    }
    if (!ids_.emplace(ascii_lower(made.id), actor).second) {
        // A namesake: told apart by its state, then by number.
        const std::string base = made.id + (made.code.empty() ? "" : "@" + made.code);
        made.id = base;
        for (int n = 2; !ids_.emplace(ascii_lower(made.id), actor).second; ++n) {
            made.id = base + '_' + std::to_string(n);
        }
    }
}

std::uint32_t Directory::person(std::string_view name, std::string_view source) {
    const auto [it, is_new] = people_.try_emplace(
        std::string(name), static_cast<std::uint32_t>(actors_.size()));
    if (is_new) {
        DirectoryActor made;
        made.name = name;
        made.kind = ActorKind::person;
        made.source = source;
        actors_.push_back(std::move(made));
        give_id(it->second);
        add_name(it->second, name, "name", source);
    }
    return it->second;
}

void Directory::add_name(std::uint32_t actor,
                         std::string_view text,
                         std::string what,
                         std::string_view source) {
    DirectoryActor& owner = actors_[actor];
    std::string key = name_key(text);
    const bool known =
        std::any_of(owner.names.begin(), owner.names.end(), [&](const auto& name) {
            return name.text == text && name.what == what;
        });
    if (key.empty() || known) {
        return;
    }
    if (owner.kind == ActorKind::person) {
        add_meaning(key, {Sense::person, actor, ""});
    } else if (!owner.code.empty() && owner.kind != ActorKind::media) {
        add_meaning(key, {Sense::code, actor, owner.code});
    }
    owner.names.push_back({std::string(text), std::move(what), std::string(source), key});
}

void Directory::add_meaning(const std::string& key, Meaning meaning) {
    if (key.empty()) {
        return;
    }
    const auto words =
        static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1;
    longest_phrase_ = std::max(longest_phrase_, words);
    meanings_[key].push_back(std::move(meaning));
}

std::uint32_t Directory::add_term(std::string_view name, DirectoryTerm term) {
    term.actor = person(name, term.source);
    (void)fields::read_day(term.since, term.from);
    (void)fields::read_day(term.until, term.to);
    DirectoryActor& owner = actors_[term.actor];
    owner.code = owner.code.empty() ? term.code : owner.code;
    owner.sector = owner.sector.empty() ? term.sector : owner.sector;
    owner.terms.push_back(static_cast<std::uint32_t>(terms_.size()));
    terms_.push_back(std::move(term));
    return terms_.back().actor;
}

std::optional<std::uint32_t> Directory::by_id(std::string_view id) const {
    const auto it = ids_.find(ascii_lower(id));
    return it == ids_.end() ? std::nullopt : std::optional(it->second);
}

std::optional<std::uint32_t> Directory::by_name(std::string_view name) const {
    const auto it = meanings_.find(name_key(name));
    std::optional<std::uint32_t> out;
    if (it == meanings_.end()) {
        return out;
    }
    for (const Meaning& meaning : it->second) {
        const bool named = meaning.sense == Sense::person || meaning.sense == Sense::code;
        if (named && out && *out != meaning.actor) {
            return std::nullopt;
        }
        out = named ? meaning.actor : out;
    }
    return out;
}

std::string Directory::code_of(std::string_view name) const {
    for (const std::string& key : {name_key(name), name_key(to_latin(name))}) {
        const auto it = meanings_.find(key);
        if (it == meanings_.end()) {
            continue;
        }
        for (const Meaning& meaning : it->second) {
            if (meaning.sense == Sense::code) {
                return meaning.text;
            }
        }
    }
    // The acronym of an organisation that no name has: codes of leaders are codes too.
    const bool known = std::any_of(terms_.begin(), terms_.end(), [&](const auto& term) {
        return ascii_lower(term.code) == ascii_lower(name);
    });
    std::string upper(name);
    return known ? upper : "";
}

std::vector<DirectoryHit> Directory::find(std::string_view words,
                                          std::size_t limit) const {
    const spelling::Query as_given(name_key(words));
    const spelling::Query in_latin(name_key(to_latin(words)));
    std::vector<DirectoryHit> out;
    for (std::uint32_t i = 0; i < actors_.size(); ++i) {
        DirectoryHit best;
        for (std::uint32_t n = 0; n < actors_[i].names.size(); ++n) {
            const std::string& key = actors_[i].names[n].key;
            for (const spelling::Query* query : {&as_given, &in_latin}) {
                const spelling::Likeness likeness = query->likeness(key);
                if (likeness.score > best.score) {
                    best = {i, n, likeness.score, std::string(likeness.why)};
                }
            }
        }
        if (best.score > 0) {
            out.push_back(std::move(best));
        }
    }
    const auto order = [this](const DirectoryHit& hit) {
        const DirectoryActor& actor = actors_[hit.actor];
        const std::string_view id = actor.id;
        return std::tuple(-hit.score, rank_of(actor), id);
    };
    std::sort(out.begin(), out.end(), [&](const DirectoryHit& a, const DirectoryHit& b) {
        return order(a) < order(b);
    });
    if (out.size() > limit) {
        out.resize(limit);
    }
    return out;
}

}  // namespace chancery
