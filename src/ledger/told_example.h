// Articles that tell of one act each, for the tests of events.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ledger/example.h"

namespace chancery::example {

/// What a made-up article tells.
struct Told {
    std::string doc, outlet, day, date, place;
    ActType type = ActType::consult;
    std::string mode = "phone";
    std::string words = "held telephone talks";
    Status status = Status::happened;
};

/// "The president of Ruritania … the king of Sylvania."
inline Story story(const Told& told) {
    Story out;
    Article& article = out.article;
    article.doc = told.doc;
    article.path = told.doc + ".txt";
    article.outlet = told.outlet;
    article.published = Day::parse_iso(told.day);
    article.text = "José Ñandú " + told.words + " with Lô Văn of Sylvania.\n";
    article.source = article.text;
    out.reading = read(article.text);
    out.actors.actors = {actor("jose_nandu", "José Ñandú", ActorKind::person, "RUR"),
                         actor("lo_van", "Lô Văn", ActorKind::person, "SYL")};
    Act act;
    act.id = "a1";
    act.type = told.type;
    act.mode = told.mode;
    act.date = told.date;
    act.place = told.place;
    act.status = told.status;
    act.actors = {0, 1};
    act.trigger = find(article.text, told.words);
    act.evidence = {0, static_cast<std::uint32_t>(article.text.size() - 1)};
    act.confidence = 0.8F;
    act.reasons = {{"type", "rule.one", act.trigger, 0.9F},
                   {"date", "on-day", act.trigger, 0.7F}};
    out.acts.acts = {act};
    return out;
}

}  // namespace chancery::example
