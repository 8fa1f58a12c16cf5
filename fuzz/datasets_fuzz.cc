// GDELT, ICEWS and POLECAT by the first byte. What holds for any bytes: the reader ends,
// every row is an act that can be used or a reason why not, and the same bytes give the
// same. SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "formats/datasets.h"
#include "text/utf8.h"

namespace chancery::fuzz {

namespace {

void require(bool holds, const char* what) {
    if (!holds) {
        (void)std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

const FormatTables& tables() {
    static const FormatTables all = [] {
        auto opened = FormatTables::open(std::string(CHANCERY_SOURCE_DIR) + "/data");
        require(opened.has_value(), "the tables cannot be opened");
        return *std::move(opened);
    }();
    return all;
}

void check(const DatasetAct& act) {
    require(act.line > 0 && !act.id.empty(), "a row that cannot be found again");
    require(Day::parse_iso(act.date).has_value(), "a row without a day");
    require(!act.actors.empty() || !act.recipients.empty(), "nobody takes part");
    for (const auto* list : {&act.actors, &act.recipients}) {
        for (const DatasetParty& one : *list) {
            require(!one.name.empty() && is_utf8(one.name), "a party without a name");
        }
    }
    require(is_utf8(act.place) && is_utf8(act.url), "ill-formed words");
    if (act.place_at) {
        require(std::abs(act.place_at->latitude) <= 90 &&
                    std::abs(act.place_at->longitude) <= 180,
                "a place that is not on Earth");
    }
}

/// What was read, in a line each.
std::string read(const std::string& bytes, Dataset dataset) {
    auto reader = DatasetReader::open(
        source_of(bytes), "fuzz", dataset, tables(), {1U << 12U, 100});
    if (!reader) {
        return reader.error().text();
    }
    std::string out;
    for (;;) {
        const auto item = reader->next();
        if (!item || !*item) {
            return out;
        }
        if (const auto* act = std::get_if<DatasetAct>(&**item)) {
            check(*act);
            out += std::to_string(act->line) + act->id + act->type + act->place + '\n';
        } else {
            const auto& fault = std::get<DatasetFault>(**item);
            require(!fault.reason.empty() && fault.line > 0, "a fault without a reason");
            out += std::to_string(fault.line) + fault.reason + '\n';
        }
    }
}

}  // namespace

}  // namespace chancery::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace chancery;
    if (size == 0) {
        return 0;
    }
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto dataset = static_cast<Dataset>(data[0] % 3);
    fuzz::require(fuzz::read(bytes, dataset) == fuzz::read(bytes, dataset),
                  "the same bytes read in two ways");
    return 0;
}
