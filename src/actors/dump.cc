// Text forms of what the room finds, for tests and --debug.
// SPDX-License-Identifier: Apache-2.0
#include "actors/actor.h"

namespace chancery {

namespace {

void dump_actor(const Actor& actor, std::string& out) {
    out +=
        "actor " + actor.key + ": " + actor.name + " | " + std::string(name(actor.kind));
    out += ' ' + (actor.code.empty() ? "-" : actor.code);
    out += ' ' + (actor.sector == Sector::none ? "-" : std::string(name(actor.sector)));
    if (!actor.table_name.empty()) {
        out += " = " + actor.table_name;
    }
    std::string separator = " | ";
    for (const HeldOffice& office : actor.offices) {
        out += separator + office.title + (office.from_table ? "*" : "");
        if (office.tenure != Tenure::held) {
            out += " (" + std::string(name(office.tenure)) + ')';
        }
        separator = "; ";
    }
    out += " [" + actor.rule + "]\n";
}

}  // namespace

std::string dump(const ArticleActors& actors, std::string_view text) {
    std::string out;
    for (const Actor& actor : actors.actors) {
        dump_actor(actor, out);
    }
    for (const Mention& mention : actors.mentions) {
        out += std::string(name(mention.kind)) + " '";
        out += quote(text, mention.span);
        out += "' ->";
        for (const ActorIndex actor : mention.actors) {
            out += ' ' + actors.actors[actor].key;
        }
        out += " [" + mention.rule + "]\n";
    }
    for (const PlaceMention& place : actors.places) {
        out += "place '" + place.name + "' " + (place.code.empty() ? "-" : place.code) +
               '\n';
    }
    return out;
}

}  // namespace chancery
