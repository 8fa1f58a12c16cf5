// Writing of CoNLL-U.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"
#include "base/tsv.h"
#include "reading/chars.h"
#include "reading/conllu.h"
#include "reading/names.h"
#include "text/utf8.h"

namespace chancery {
namespace {

/// What is cut off a word without an apostrophe at the cut ("didn't", "cannot", "gonna",
/// "thats"), as in UD English EWT. Words that only lack the blank between them ("alot")
/// are not multiword tokens there.
constexpr std::array<std::string_view, 23> joined_parts = {
    "n't", "n’t", "n`t", "nt", "not", "na", "ta",  "me", "s",  "m",     "d", "r",
    "v",   "re",  "ve",  "ll", "n",   "no", "nno", "a",  "se", "while", "on"};

constexpr std::array<std::string_view, 6> after_apostrophe = {
    "s", "m", "d", "ll", "re", "ve"};

template <typename List>
bool holds(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Length of the apostrophe that the word begins with; 0 if it begins with none.
std::size_t apostrophe(std::string_view word) {
    if (word.starts_with('\'') || word.starts_with('`')) {
        return 1;
    }
    return word.starts_with("’") ? std::string_view("’").size() : 0;
}

bool ends_in_letter(std::string_view word) {
    std::size_t at = word.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(word[at]) & 0xC0U) == 0x80U) {
        --at;
    }
    return reading::char_class(code_point_at(word, at).value) ==
           reading::CharClass::letter;
}

/// Whether two words that touch are cut out of one orthographic word.
bool is_clitic(std::string_view before, std::string_view word, Xpos tag) {
    const std::string low = ascii_lower(word);
    if (const auto mark = apostrophe(word); mark > 0) {
        return word.size() == mark ? tag == Xpos::pos
                                   : holds(after_apostrophe, low.substr(mark));
    }
    return ends_in_letter(before) && holds(joined_parts, low);
}

bool joined(const Reading& reading, TokenIndex i) {
    return i + 1 < reading.tokens.size() &&
           reading.tokens[i].span.end == reading.tokens[i + 1].span.begin;
}

/// A sentence with forms, multiword tokens and what MISC says of places.
ConlluSentence surface(const Reading& reading,
                       const Sentence& sentence,
                       std::string_view text) {
    ConlluSentence out;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const Token& token = reading.tokens[i];
        ConlluWord word;
        word.form = quote(text, token.span);
        word.misc = "Span=" + std::to_string(token.span.begin) + ':' +
                    std::to_string(token.span.end);
        const auto at = static_cast<std::uint32_t>(i - sentence.first);
        if (at > 0 && joined(reading, i - 1) &&
            is_clitic(out.words.back().form, word.form, token.xpos)) {
            if (out.ranges.empty() || out.ranges.back().last < at) {
                out.ranges.push_back({at - 1, at, out.words.back().form, "_"});
            }
            out.ranges.back().last = at + 1;
            out.ranges.back().form += word.form;
        }
        out.words.push_back(std::move(word));
    }
    return out;
}

/// Adds SpaceAfter=No where the next token touches, and the comment "text".
void add_spaces(const Reading& reading, const Sentence& sentence, ConlluSentence& out) {
    std::string line = "# text = ";
    auto range = out.ranges.begin();
    for (std::uint32_t i = 0; i < out.words.size(); ++i) {
        line += out.words[i].form;
        const bool in_range = range != out.ranges.end() && i >= range->first;
        const bool inside = in_range && i + 1 < range->last;
        if (!inside && joined(reading, sentence.first + i)) {
            if (in_range) {
                range->misc = "SpaceAfter=No";
            } else {
                out.words[i].misc.insert(0, "SpaceAfter=No|");
            }
        } else if (!inside && i + 1 < out.words.size()) {
            line += ' ';
        }
        range += in_range && !inside ? 1 : 0;
    }
    out.comments.push_back(std::move(line));
}

/// MISC without the fields that tell names, "" if nothing is left.
std::string without_name(std::string_view misc) {
    std::string out;
    for (const std::string_view field : split(misc, '|')) {
        if (field != "_" && !field.starts_with("Name=") &&
            !field.starts_with("InnerName=")) {
            out.append(out.empty() ? "" : "|").append(field);
        }
    }
    return out;
}

/// Writes the names in the sentence to MISC, as FIELD with "B-PER", "I-PER" and so on.
void mark_names(const std::vector<Name>& names,
                const Sentence& sentence,
                std::string_view field,
                ConlluSentence& out) {
    for (const Name& named : reading::names_from(names, sentence.first, sentence.last)) {
        for (TokenIndex i = named.first; i < named.last; ++i) {
            std::string& misc = out.words[i - sentence.first].misc;
            misc.append(misc.empty() ? "" : "|")
                .append(field)
                .append(i == named.first ? "B-" : "I-")
                .append(name(named.kind));
        }
    }
}

void append_column(std::string_view text, std::string& out) {
    std::transform(text.begin(), text.end(), std::back_inserter(out), [](char c) {
        return c >= '\t' && c <= '\r' ? ' ' : c;
    });
}

}  // namespace

std::string_view name(NameKind kind) {
    constexpr std::array<std::string_view, 4> names = {"PER", "ORG", "LOC", "GRP"};
    return names.at(static_cast<std::size_t>(kind));
}

void annotate(const Reading& reading, const Sentence& sentence, ConlluSentence& out) {
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const Token& token = reading.tokens[i];
        ConlluWord& word = out.words[i - sentence.first];
        word.lemma = reading.lemma(i);
        word.upos = name(token.upos);
        word.xpos = name(token.xpos);
        word.feats = "_";
        word.head = token.head == no_token
                        ? 0
                        : static_cast<std::int32_t>(token.head - sentence.first + 1);
        word.deprel = name(token.rel);
        word.deps = "_";
        word.misc = without_name(word.misc);
    }
    mark_names(reading.names, sentence, "Name=", out);
    mark_names(reading.inner_names, sentence, "InnerName=", out);
    for (ConlluWord& word : out.words) {
        for (std::string* column : {&word.misc, &word.lemma}) {
            *column += column->empty() ? "_" : "";
        }
    }
}

void append_conllu(const ConlluSentence& sentence, std::string& out) {
    for (const std::string& line : sentence.comments) {
        append_column(line, out);
        out += '\n';
    }
    auto range = sentence.ranges.begin();
    for (std::uint32_t i = 0; i < sentence.words.size(); ++i) {
        if (range != sentence.ranges.end() && range->first == i) {
            out.append(std::to_string(i + 1))
                .append("-")
                .append(std::to_string(range->last));
            out += '\t';
            append_column(range->form, out);
            out += "\t_\t_\t_\t_\t_\t_\t_\t";
            append_column(range->misc, out);
            out += '\n';
            ++range;
        }
        const ConlluWord& word = sentence.words[i];
        const std::string head = word.head < 0 ? "_" : std::to_string(word.head);
        out += std::to_string(i + 1);
        for (const std::string* column : {&word.form,
                                          &word.lemma,
                                          &word.upos,
                                          &word.xpos,
                                          &word.feats,
                                          &head,
                                          &word.deprel,
                                          &word.deps,
                                          &word.misc}) {
            out += '\t';
            append_column(*column, out);
        }
        out += '\n';
    }
    out += '\n';
}

std::string to_conllu(const Reading& reading,
                      std::string_view text,
                      const ConlluOptions& options) {
    std::string out;
    for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentences[s];
        ConlluSentence made = surface(reading, sentence, text);
        if (s == 0 && !options.doc.empty()) {
            made.comments.push_back("# newdoc id = " + options.doc);
        }
        if (s == 0 || sentence.block != reading.sentences[s - 1].block) {
            made.comments.emplace_back("# newpar");
        }
        made.comments.push_back("# sent_id = " + std::to_string(options.first_id + s));
        add_spaces(reading, sentence, made);
        annotate(reading, sentence, made);
        append_conllu(made, out);
    }
    return out;
}

}  // namespace chancery
