// Any bytes, mended to UTF-8, are read without faults and every tree is a tree.
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "reading/conllu.h"
#include "reading/reader.h"
#include "text/utf8.h"

namespace {

const chancery::Reader& reader() {
    static const chancery::Reader opened = [] {
        auto result = chancery::Reader::open(CHANCERY_SOURCE_DIR "/models/reading.model");
        if (!result) {
            std::abort();
        }
        return std::move(result).value();
    }();
    return opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(static_cast<const char*>(static_cast<const void*>(data)),
                                 size);
    const auto text = chancery::repair_utf8(bytes).text;
    chancery::Reader::Workspace workspace;
    const auto reading = reader().read(text, workspace);
    for (const auto& sentence : reading.sentences) {
        int roots = 0;
        for (auto i = sentence.first; i < sentence.last; ++i) {
            roots += reading.tokens[i].head == chancery::no_token ? 1 : 0;
        }
        if (roots != 1) {
            std::abort();
        }
    }
    static_cast<void>(chancery::to_conllu(reading, text));
    return 0;
}
