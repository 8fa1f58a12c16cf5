// What the tests of ingest share. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>

#include <gtest/gtest.h>

#include "ingest/rules.h"

namespace chancery {

/// The tables of data/ingest; the test program ends where they have a fault.
inline const IngestRules& shipped_rules() {
    static const Result<IngestRules> rules =
        IngestRules::open(CHANCERY_SOURCE_DIR "/data/ingest");
    if (!rules) {
        ADD_FAILURE() << rules.error().text();
        std::abort();
    }
    return *rules;
}

}  // namespace chancery
