// GraphML (Brandes and others 2002): actors as nodes, events as dated edges.
// SPDX-License-Identifier: Apache-2.0
#include <unordered_set>

#include "formats/graph.h"
#include "formats/one_file.h"
#include "formats/xml.h"

namespace chancery {

namespace {

std::string key(const std::string& id, const char* of, const GraphField& field) {
    return "<key id=\"" + id + "\" for=\"" + of + "\" attr.name=\"" + field.name +
           "\" attr.type=\"" + field.type + "\"/>\n";
}

std::string head() {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
        "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
    out += key("label", "node", {"label", "string"});
    for (const GraphField& field : node_fields) {
        out += key(std::string("n_") + field.name, "node", field);
    }
    for (const GraphField& field : edge_fields) {
        out += key(std::string("e_") + field.name, "edge", field);
    }
    out += key("e_start", "edge", {"start", "string"});
    out += key("e_end", "edge", {"end", "string"});
    return out + "<graph id=\"ledger\" edgedefault=\"directed\">\n";
}

std::string data(const std::string& of, std::string_view name, const std::string& value) {
    return value.empty() ? ""
                         : "<data key=\"" + of + std::string(name) + "\">" +
                               xml_text(value) + "</data>";
}

class GraphMl : public OneFileWriter {
  public:
    using OneFileWriter::OneFileWriter;

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        std::string lines;
        for (const auto* list : {&event.actors, &event.recipients}) {
            for (const Participant& one : *list) {
                lines += node(one);
            }
        }
        const auto edges = edges_of(event);
        if (edges.empty()) {
            leave_out();
        }
        for (std::size_t i = 0; i < edges.size(); ++i) {
            lines += edge(event, edges[i], i + 1);
        }
        return write(lines);
    }

    Result<void> finish() override { return write("</graph>\n</graphml>\n"); }

  private:
    /// Once for each actor; it may stand between edges.
    std::string node(const Participant& actor) {
        const std::string id = actor_id(actor);
        if (!known_.insert(id).second) {
            return {};
        }
        std::string out =
            "<node id=\"" + id + "\">" + data("", "label", best_name(actor));
        const auto values = node_values(actor);
        for (std::size_t i = 0; i < values.size(); ++i) {
            out += data("n_", node_fields[i].name, values[i]);
        }
        return out + "</node>\n";
    }

    static std::string edge(const EventRow& event,
                            const GraphEdge& edge,
                            std::size_t number) {
        std::string out = "<edge" + xml_attribute("id", edge_id(event, number)) +
                          xml_attribute("source", actor_id(*edge.from)) +
                          xml_attribute("target", actor_id(*edge.to)) + '>';
        const auto values = edge_values(event);
        for (std::size_t i = 0; i < values.size(); ++i) {
            out += data("e_", edge_fields[i].name, values[i]);
        }
        if (const auto range = parse_day_range(event.date)) {
            out += data("e_", "start", range->first.iso());
            out += data("e_", "end", range->last.iso());
        }
        return out + "</edge>\n";
    }

    std::unordered_set<std::string> known_;
};

}  // namespace

MadeWriter make_graphml(OutFiles& files, const ExportOptions& options) {
    return make_one_file<GraphMl>(files, options, head());
}

}  // namespace chancery
