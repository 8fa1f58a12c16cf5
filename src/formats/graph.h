// Actors as nodes and events as edges between them: what the formats of graphs share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "formats/fields.h"

namespace chancery {

/// A value of a node or edge.
struct GraphField {
    const char* name;
    const char* type;  ///< "string", "int", "double" or "boolean"
};

inline constexpr std::array<GraphField, 3> node_fields = {
    {{"kind", "string"}, {"code", "string"}, {"sector", "string"}}};

inline constexpr std::array<GraphField, 16> edge_fields = {{{"event", "string"},
                                                            {"type", "string"},
                                                            {"mode", "string"},
                                                            {"cameo", "string"},
                                                            {"channel", "string"},
                                                            {"date", "string"},
                                                            {"place", "string"},
                                                            {"country", "string"},
                                                            {"status", "string"},
                                                            {"quad", "int"},
                                                            {"goldstein", "double"},
                                                            {"confidence", "double"},
                                                            {"articles", "int"},
                                                            {"sources", "int"},
                                                            {"background", "boolean"},
                                                            {"symmetric", "boolean"}}};

/// In the order of node_fields.
[[nodiscard]] std::vector<std::string> node_values(const Participant& actor);
/// In the order of edge_fields.
[[nodiscard]] std::vector<std::string> edge_values(const EventRow& event);

/// One edge of an event.
struct GraphEdge {
    const Participant* from = nullptr;
    const Participant* to = nullptr;
};

/// From every actor to every recipient; where there is no recipient, between every two
/// actors, once: the edge says that it is symmetric (readers refuse graphs of which some
/// edges are directed and some are not). Of more than 20 only the first with each. One
/// actor alone has none.
[[nodiscard]] std::vector<GraphEdge> edges_of(const EventRow& event);

/// "e0011….1": an edge's own identifier.
[[nodiscard]] std::string edge_id(const EventRow& event, std::size_t number);

}  // namespace chancery
