// Acts for tests of merging, written in a line. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/tsv.h"
#include "ledger/merge.h"
#include "text/fold.h"

namespace chancery::testing {

/// "Name/kind/CODE", as in "To Lam/person/VNM"; several with "; " between them.
inline void add_parties(MergeAct& act, std::string_view text, bool recipient) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find("; "), text.size());
        const auto parts = split(text.substr(0, end), '/');
        act.parties.push_back({name_key(parts[0]),
                               std::string(parts.size() > 2 ? parts[2] : ""),
                               actor_kind_from(parts[1]).value(),
                               recipient});
        text.remove_prefix(std::min(end + 2, text.size()));
    }
}

/// "TYPE/mode status date | actors > recipients | place | sentence" of an article of that
/// day; the date may be "-", and "background" may stand in place of a status.
inline MergeAct merge_act(const std::string& id,
                          std::string_view published,
                          std::string_view line) {
    const auto trimmed = [](std::string_view text) {
        while (!text.empty() && text.front() == ' ') {
            text.remove_prefix(1);
        }
        while (!text.empty() && text.back() == ' ') {
            text.remove_suffix(1);
        }
        return text;
    };
    const auto fields = split(line, '|');
    const auto head = split(trimmed(fields[0]), ' ');
    const auto kind = split(head[0], '/');
    MergeAct out;
    out.id = id;
    out.doc = id.substr(0, id.find(':'));
    out.type = act_type_from(kind[0]).value();
    out.mode = kind.size() > 1 ? std::string(kind[1]) : std::string();
    out.background = head[1] == "background";
    out.status = status_from(head[1]).value_or(Status::happened);
    out.days = parse_day_range(head[2]);
    out.published = Day::parse_iso(published);
    const auto sides = split(trimmed(fields[1]), '>');
    add_parties(out, trimmed(sides[0]), false);
    if (sides.size() > 1) {
        add_parties(out, trimmed(sides[1]), true);
    }
    if (fields.size() > 2) {
        out.place = name_key(fields[2]);
    }
    if (fields.size() > 3) {
        out.sketch = sketch_of(fields[3]);
    }
    return out;
}

}  // namespace chancery::testing
