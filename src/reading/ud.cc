// Names of the Universal Dependencies and Penn labels, as CoNLL-U files write them.
// SPDX-License-Identifier: Apache-2.0
#include "reading/ud.h"

#include <array>
#include <cstddef>

namespace chancery {
namespace {

constexpr std::array<std::string_view, upos_count> upos_names = {"ADJ",
                                                                 "ADP",
                                                                 "ADV",
                                                                 "AUX",
                                                                 "CCONJ",
                                                                 "DET",
                                                                 "INTJ",
                                                                 "NOUN",
                                                                 "NUM",
                                                                 "PART",
                                                                 "PRON",
                                                                 "PROPN",
                                                                 "PUNCT",
                                                                 "SCONJ",
                                                                 "SYM",
                                                                 "VERB",
                                                                 "X"};

constexpr std::array<std::string_view, xpos_count> xpos_names = {
    "_",   "ADD", "AFX", "CC",    "CD",  "DT",  "EX",  "FW",  "GW",    "HYPH", "IN",
    "JJ",  "JJR", "JJS", "-LRB-", "LS",  "MD",  "NFP", "NN",  "NNP",   "NNPS", "NNS",
    "PDT", "POS", "PRP", "PRP$",  "RB",  "RBR", "RBS", "RP",  "-RRB-", "SYM",  "TO",
    "UH",  "VB",  "VBD", "VBG",   "VBN", "VBP", "VBZ", "WDT", "WP",    "WP$",  "WRB",
    "XX",  ",",   ".",   ":",     "``",  "''",  "$"};

constexpr std::array<std::string_view, rel_count> rel_names = {
    "root",         "acl",           "acl:relcl",   "advcl",
    "advcl:relcl",  "advmod",        "advmod:emph", "amod",
    "appos",        "aux",           "aux:pass",    "case",
    "cc",           "cc:preconj",    "ccomp",       "compound",
    "compound:prt", "conj",          "cop",         "csubj",
    "csubj:outer",  "csubj:pass",    "dep",         "det",
    "det:predet",   "discourse",     "dislocated",  "expl",
    "fixed",        "flat",          "goeswith",    "iobj",
    "list",         "mark",          "nmod",        "nmod:desc",
    "nmod:poss",    "nmod:unmarked", "nsubj",       "nsubj:outer",
    "nsubj:pass",   "nummod",        "obj",         "obl",
    "obl:agent",    "obl:unmarked",  "orphan",      "parataxis",
    "punct",        "reparandum",    "vocative",    "xcomp"};

template <typename Label, std::size_t N>
std::optional<Label> find(const std::array<std::string_view, N>& names,
                          std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == text) {
            return static_cast<Label>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view name(Upos tag) {
    return upos_names[static_cast<std::size_t>(tag)];
}

std::string_view name(Xpos tag) {
    return xpos_names[static_cast<std::size_t>(tag)];
}

std::string_view name(Rel rel) {
    return rel_names[static_cast<std::size_t>(rel)];
}

std::optional<Upos> upos_from(std::string_view text) {
    return find<Upos>(upos_names, text);
}

std::optional<Xpos> xpos_from(std::string_view text) {
    return find<Xpos>(xpos_names, text);
}

std::optional<Rel> rel_from(std::string_view text) {
    if (const auto exact = find<Rel>(rel_names, text)) {
        return exact;
    }
    return find<Rel>(rel_names, text.substr(0, text.find(':')));
}

}  // namespace chancery
