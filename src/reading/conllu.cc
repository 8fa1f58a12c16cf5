// Writing of CoNLL-U.
// SPDX-License-Identifier: Apache-2.0
#include "reading/conllu.h"

#include <array>
#include <vector>

namespace chancery {
namespace {

constexpr std::array<std::string_view, 4> kind_names = {"PER", "ORG", "LOC", "GRP"};

/// "B-PER", "I-PER" or nothing, for each token.
std::vector<std::string> name_labels(const Reading& reading) {
    std::vector<std::string> labels(reading.tokens.size());
    for (const Name& name : reading.names) {
        const auto kind = kind_names.at(static_cast<std::size_t>(name.kind));
        for (TokenIndex i = name.first; i < name.last; ++i) {
            labels[i] = (i == name.first ? "B-" : "I-") + std::string(kind);
        }
    }
    return labels;
}

/// White space inside the quoted sentence (line ends) as single blanks.
std::string one_line(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c == '\n' || c == '\r' || c == '\t') {
            c = ' ';
        }
    }
    return out;
}

}  // namespace

std::string to_conllu(const Reading& reading, std::string_view text) {
    const auto labels = name_labels(reading);
    std::string out;
    for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentences[s];
        const Span all{reading.tokens[sentence.first].span.begin,
                       reading.tokens[sentence.last - 1].span.end};
        if (s == 0 || sentence.block != reading.sentences[s - 1].block) {
            out += "# newpar\n";
        }
        out += "# sent_id = " + std::to_string(s + 1) +
               "\n# text = " + one_line(quote(text, all)) + '\n';
        for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
            const Token& token = reading.tokens[i];
            const bool joined = i + 1 < reading.tokens.size() &&
                                reading.tokens[i + 1].span.begin == token.span.end;
            const TokenIndex head =
                token.head == no_token ? 0 : token.head - sentence.first + 1;
            out += std::to_string(i - sentence.first + 1) + '\t';
            out.append(quote(text, token.span)).append("\t").append(reading.lemma(i));
            out.append("\t")
                .append(name(token.upos))
                .append("\t")
                .append(name(token.xpos));
            out += "\t_\t" + std::to_string(head) + '\t';
            out.append(name(token.rel));
            out += std::string("\t_\t") + (joined ? "SpaceAfter=No|" : "") +
                   "Span=" + std::to_string(token.span.begin) + ':' +
                   std::to_string(token.span.end) +
                   (labels[i].empty() ? "" : "|Name=" + labels[i]) + '\n';
        }
        out += '\n';
    }
    return out;
}

}  // namespace chancery
