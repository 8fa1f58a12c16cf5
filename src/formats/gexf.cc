// GEXF 1.3 (Gephi): actors as nodes, events as edges that exist on their days. Nodes
// stand before edges there, so that the edges wait in a file of their own.
// SPDX-License-Identifier: Apache-2.0
#include <unordered_set>

#include "formats/graph.h"
#include "formats/one_file.h"
#include "formats/spool.h"
#include "formats/xml.h"

namespace chancery {

namespace {

template <typename Fields>
std::string attributes(const char* of, const Fields& fields) {
    std::string out = std::string("<attributes class=\"") + of + "\">\n";
    std::size_t number = 0;
    for (const GraphField& field : fields) {
        const std::string type =
            field.type == std::string_view("int") ? "integer" : field.type;
        out += "<attribute id=\"" + std::to_string(number++) + "\" title=\"" +
               field.name + "\" type=\"" + type + "\"/>\n";
    }
    return out + "</attributes>\n";
}

std::string head(const ExportOptions& options) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<gexf xmlns=\"http://gexf.net/1.3\" "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" "
           "version=\"1.3\">\n<meta>" +
           xml_element("creator", options.version) +
           xml_element("description",
                       options.title.empty() ? "Actors and events" : options.title) +
           "</meta>\n<graph mode=\"dynamic\" defaultedgetype=\"directed\" "
           "timeformat=\"date\" timerepresentation=\"interval\">\n" +
           attributes("node", node_fields) + attributes("edge", edge_fields) +
           "<nodes>\n";
}

std::string values(const std::vector<std::string>& all) {
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].empty()) {
            out += "<attvalue for=\"" + std::to_string(i) + '"' +
                   xml_attribute("value", all[i]) + "/>";
        }
    }
    return "<attvalues>" + out + "</attvalues>";
}

class Gexf : public ExportWriter {
  public:
    explicit Gexf(OutFile& out) : out_(out) {}

    Result<void> add(const EventDetail& detail) override {
        const EventRow& event = detail.event;
        std::string nodes;
        for (const auto* list : {&event.actors, &event.recipients}) {
            for (const Participant& one : *list) {
                const std::string id = actor_id(one);
                if (known_.insert(id).second) {
                    nodes += "<node" + xml_attribute("id", id) +
                             xml_attribute("label", best_name(one)) + '>' +
                             values(node_values(one)) + "</node>\n";
                }
            }
        }
        const auto edges = edges_of(event);
        if (edges.empty()) {
            leave_out();
        }
        std::string lines;
        for (std::size_t i = 0; i < edges.size(); ++i) {
            lines += edge(event, edges[i], i + 1);
        }
        auto done = out_.write(nodes);
        return done ? edges_.write(lines) : done;
    }

    Result<void> finish() override {
        auto done = out_.write("</nodes>\n<edges>\n");
        done = done ? edges_.copy_to(out_) : done;
        return done ? out_.write("</edges>\n</graph>\n</gexf>\n") : done;
    }

  private:
    static std::string edge(const EventRow& event,
                            const GraphEdge& edge,
                            std::size_t number) {
        std::string out =
            "<edge" + xml_attribute("id", edge_id(event, number)) +
            xml_attribute("source", actor_id(*edge.from)) +
            xml_attribute("target", actor_id(*edge.to)) +
            // Two events between the same actors are two edges.
            xml_attribute("kind", event.id) +
            xml_attribute(
                "label", event.mode.empty() ? event.type : event.type + '/' + event.mode);
        if (const auto range = parse_day_range(event.date)) {
            out += xml_attribute("start", range->first.iso()) +
                   xml_attribute("end", range->last.iso());
        }
        return out + '>' + values(edge_values(event)) + "</edge>\n";
    }

    OutFile& out_;
    Spool edges_;
    std::unordered_set<std::string> known_;
};

}  // namespace

MadeWriter make_gexf(OutFiles& files, const ExportOptions& options) {
    auto out = files.open("");
    if (!out) {
        return out.error();
    }
    if (auto done = (*out)->write(head(options)); !done) {
        return done.error();
    }
    return std::unique_ptr<ExportWriter>(std::make_unique<Gexf>(**out));
}

}  // namespace chancery
