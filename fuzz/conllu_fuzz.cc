// Any bytes are CoNLL-U or are refused with line and reason; what was read is written so
// that it reads the same, and its words can be read by the model.
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "reading/conllu.h"
#include "reading/reader.h"
#include "text/utf8.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

const chancery::Reader& reader() {
    static const chancery::Reader opened = [] {
        auto result = chancery::Reader::open(CHANCERY_SOURCE_DIR "/models/reading.model");
        require(result.has_value());
        return std::move(result).value();
    }();
    return opened;
}

std::string written(const std::vector<chancery::ConlluSentence>& sentences) {
    std::string out;
    for (const auto& sentence : sentences) {
        chancery::append_conllu(sentence, out);
    }
    return out;
}

/// Every token quotes its form; heads lie in the sentence after analysis.
void check_reading(std::vector<chancery::ConlluSentence>& sentences) {
    auto made = chancery::conllu_text(sentences);
    require(chancery::is_utf8(made.text));
    require(made.reading.sentences.size() == sentences.size());
    std::size_t token = 0;
    for (const auto& sentence : sentences) {
        for (const auto& word : sentence.words) {
            const auto span = made.reading.tokens[token++].span;
            require(chancery::quote(made.text, span) == word.form);
        }
    }
    chancery::Reader::Workspace workspace;
    reader().analyse(made.text, made.reading, workspace);
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        chancery::annotate(made.reading, made.reading.sentences[s], sentences[s]);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(static_cast<const char*>(static_cast<const void*>(data)),
                                 size);
    auto sentences = chancery::from_conllu(bytes, "f");
    if (!sentences) {
        require(sentences.error().line > 0 && !sentences.error().message.empty());
        return 0;
    }
    for (const int round : {0, 1}) {
        const std::string out = written(*sentences);
        const auto again = chancery::from_conllu(out, "f");
        require(again.has_value() && again->size() == sentences->size());
        require(written(*again) == out);
        if (round == 0) {
            check_reading(*sentences);
        }
    }
    return 0;
}
