// SPDX-License-Identifier: Apache-2.0
#include "formats/graph.h"

namespace chancery {

std::vector<std::string> node_values(const Participant& actor) {
    return {actor.kind, actor.code, actor.sector};
}

std::vector<std::string> edge_values(const EventRow& event) {
    return {event.id,
            event.type,
            event.mode,
            event.cameo,
            event.channel,
            event.date,
            event.place,
            event.place_country,
            event.status,
            event.quad == 0 ? "" : std::to_string(event.quad),
            event.goldstein ? decimal(*event.goldstein, 1) : "",
            decimal(event.confidence, 3),
            std::to_string(event.articles),
            std::to_string(event.sources),
            event.background ? "true" : "false",
            event.recipients.empty() ? "true" : "false"};
}

std::vector<GraphEdge> edges_of(const EventRow& event) {
    std::vector<GraphEdge> out;
    const bool directed = !event.recipients.empty();
    for (const Dyad& dyad : dyads_of(event)) {
        // Of what all do together dyads_of() gives both directions.
        if (dyad.actor != nullptr && dyad.recipient != nullptr &&
            (directed || dyad.actor < dyad.recipient)) {
            out.push_back({dyad.actor, dyad.recipient});
        }
    }
    return out;
}

std::string edge_id(const EventRow& event, std::size_t number) {
    return event.id + '.' + std::to_string(number);
}

}  // namespace chancery
