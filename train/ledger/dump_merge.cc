// Merges acts given as JSON in the form of the annotation guide, for measure_merge.py.
// SPDX-License-Identifier: Apache-2.0
//
// chancery-dump-merge RULES_DIR [--pairs] < acts.jsonl
//
// One act a line: id, doc, type, mode, channel, status, background, date, published,
// place, place_country, count, sentence, parties [{name, code, kind, recipient}]. Prints
// one line for each event: {"event": [ids]}; with --pairs first one for each two acts
// that share a key and hang together: {"pair": [id, id], "likely": 0.93}.
#include <cstdio>
#include <iostream>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "ledger/merge.h"
#include "text/fold.h"

namespace {

using chancery::MergeAct;
using nlohmann::json;

std::string text_at(const json& from, const char* key) {
    const auto it = from.find(key);
    return it != from.end() && it->is_string() ? it->get<std::string>() : std::string();
}

MergeAct act_from(const json& from) {
    MergeAct out;
    out.id = text_at(from, "id");
    out.doc = text_at(from, "doc");
    out.type = chancery::act_type_from(text_at(from, "type")).value();
    out.mode = text_at(from, "mode");
    out.channel = chancery::channel_from(text_at(from, "channel"))
                      .value_or(chancery::Channel::none);
    out.status = chancery::status_from(text_at(from, "status"))
                     .value_or(chancery::Status::happened);
    out.background = from.value("background", false);
    out.days = chancery::parse_day_range(text_at(from, "date"));
    out.published = chancery::Day::parse_iso(text_at(from, "published"));
    out.place = chancery::name_key(text_at(from, "place"));
    out.place_country = text_at(from, "place_country");
    if (from.contains("count") && from["count"].is_number_unsigned()) {
        out.count = from["count"].get<std::uint32_t>();
    }
    for (const json& party : from.at("parties")) {
        out.parties.push_back({chancery::name_key(text_at(party, "name")),
                               text_at(party, "code"),
                               chancery::actor_kind_from(text_at(party, "kind"))
                                   .value_or(chancery::ActorKind::other),
                               party.value("recipient", false)});
    }
    out.sketch = chancery::sketch_of(text_at(from, "sentence"));
    return out;
}

void print_pairs(const std::vector<MergeAct>& acts, const chancery::MergeRules& rules) {
    std::map<std::uint64_t, std::vector<std::size_t>> blocks;
    std::map<std::pair<std::size_t, std::size_t>, double> pairs;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        const chancery::MergeKeys keys = chancery::merge_keys(acts[i]);
        for (const std::uint64_t key : keys.meets) {
            for (const std::size_t other : blocks[key]) {
                pairs[{other, i}] = chancery::same_event(acts[other], acts[i], rules);
            }
        }
        for (const std::uint64_t key : keys.own) {
            blocks[key].push_back(i);
        }
    }
    for (const auto& [pair, likely] : pairs) {
        if (likely > 0) {
            std::cout << json{{"pair", {acts[pair.first].id, acts[pair.second].id}},
                              {"likely", likely}}
                      << '\n';
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty() || (arguments.size() > 1 && arguments[1] != "--pairs")) {
        std::cerr << "usage: chancery-dump-merge RULES_DIR [--pairs] < acts.jsonl\n";
        return 2;
    }
    const auto rules = chancery::MergeRules::open(arguments[0]);
    if (!rules) {
        std::cerr << rules.error().text() << '\n';
        return 1;
    }
    std::vector<MergeAct> acts;
    for (std::string line; std::getline(std::cin, line);) {
        acts.push_back(act_from(json::parse(line)));
    }
    if (arguments.size() > 1) {
        print_pairs(acts, *rules);
    }
    for (const auto& event : chancery::merge(acts, *rules, {})) {
        json ids = json::array();
        for (const std::uint32_t act : event) {
            ids.push_back(acts[act].id);
        }
        std::cout << json{{"event", std::move(ids)}} << '\n';
    }
    return 0;
}
