// SPDX-License-Identifier: Apache-2.0
#include "actors/chunks.h"

#include <algorithm>
#include <span>

#include "text/fold.h"

namespace chancery {

namespace {

constexpr std::uint32_t layer_lexemes[4] = {
    bit(Lexeme::state) | bit(Lexeme::demonym) | bit(Lexeme::people) |
        bit(Lexeme::capital) | bit(Lexeme::metonym) | bit(Lexeme::leader) |
        bit(Lexeme::organisation) | bit(Lexeme::media) | bit(Lexeme::place),
    bit(Lexeme::body),
    bit(Lexeme::role),
    bit(Lexeme::honorific),
};

/// Marks inside a name that do not end it: "Asia-Pacific", "U.S.", "AT&T".
bool joins(std::string_view token) {
    return token == "-" || token == "." || token == "&" || token == "'" ||
           token == "\u2019" || token == "\u2013" || token == "\u2011";
}

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

}  // namespace

Chunks::Chunks(std::string_view text, const Reading& reading, const ActorTables& tables)
    : reading_(reading), tables_(tables), text_(text) {
    make_words(text);
    mark_shouting(text);
    name_cover_.assign(reading.tokens.size(), -1);
    organisation_cover_ = name_cover_;
    for (std::size_t n = 0; n < reading.names.size(); ++n) {
        const Name& name = reading.names[n];
        for (TokenIndex i = name.first; i < name.last; ++i) {
            name_cover_[i] = static_cast<std::int32_t>(n);
            const Name* outer = reader_organisation(i);
            const bool longer =
                outer == nullptr || outer->last - outer->first < name.last - name.first;
            if (name.kind == NameKind::organisation && longer) {
                organisation_cover_[i] = static_cast<std::int32_t>(n);
            }
        }
    }
    for (const Layer layer : {names, bodies, roles, honorifics}) {
        match_layer(layer, text);
    }
}

void Chunks::make_words(std::string_view text) {
    const std::vector<Token>& tokens = reading_.tokens;
    std::string buffer;
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
        const std::string_view bytes = quote(text, tokens[i].span);
        const bool starts = i == 0 || tokens[i].sentence != tokens[i - 1].sentence;
        buffer = name_key(bytes);
        if (starts || (buffer.empty() && !joins(bytes))) {
            words_.push_back(unknown_word);
            token_of_word_.push_back(i);
        }
        word_begin_.push_back(static_cast<std::uint32_t>(words_.size()));
        token_words_.push_back(unknown_word);
        std::string_view rest = buffer;
        while (!rest.empty()) {
            const std::size_t space = rest.find(' ');
            const WordId id = tables_.matcher().words().find(rest.substr(0, space));
            if (rest.size() == buffer.size()) {
                token_words_.back() = id;
            }
            words_.push_back(id);
            token_of_word_.push_back(i);
            rest = space == std::string_view::npos ? std::string_view()
                                                   : rest.substr(space + 1);
        }
        const bool other = static_cast<unsigned char>(bytes.front()) >= 0x80;
        capital_.push_back(is_upper(bytes.front()) ||
                           (other && tokens[i].upos == Upos::propn));
        capitals_.push_back(std::none_of(bytes.begin(), bytes.end(), is_lower));
    }
    word_begin_.push_back(static_cast<std::uint32_t>(words_.size()));
}

void Chunks::mark_shouting(std::string_view text) {
    for (const Sentence& sentence : reading_.sentences) {
        std::size_t upper = 0;
        std::size_t lower = 0;
        for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
            for (const char c : quote(text, reading_.tokens[i].span)) {
                upper += is_upper(c) ? 1U : 0U;
                lower += is_lower(c) ? 1U : 0U;
            }
        }
        shouted_.push_back(upper > 8 && lower * 8 < upper);
        // Only a text's first sentence can be a headline without capitals.
        plain_.push_back(shouted_.size() == 1 && upper <= 1 && lower > 15);
    }
}

/// In a headline without capitals words of this length and more may be acronyms.
constexpr std::uint32_t shortest_plain = 4;

bool Chunks::spelled(Casing casing, TokenIndex first, TokenIndex last) const {
    switch (casing) {
        case Casing::any:
            return true;
        case Casing::first_capital:
            return capitalised(first) || plain(first);
        case Casing::last_capital:
            return capitalised(last - 1);
        case Casing::all_capitals:
            break;
    }
    if (plain(first) && last - first == 1 &&
        reading_.tokens[first].span.size() >= shortest_plain) {
        return true;
    }
    // British papers write "Nato" and "Asean"; shorter ones would be other words.
    constexpr std::uint32_t shortest_word = 4;
    const Token& token = reading_.tokens[first];
    if (last - first == 1 && token.span.size() >= shortest_word && capitalised(first) &&
        token.upos == Upos::propn) {
        return true;
    }
    for (TokenIndex i = first; i < last; ++i) {
        if (capitals_[i] == 0) {
            return false;
        }
    }
    // Where everything is in capitals, they say nothing of "IT" or "US".
    const Upos tag = reading_.tokens[first].upos;
    return !shouted(first) || tag == Upos::propn || tag == Upos::x;
}

std::uint32_t Chunks::allowed(Matcher::Key key,
                              Layer layer,
                              TokenIndex first,
                              TokenIndex last) const {
    std::uint32_t lexemes = 0;
    for (const Entry& entry : tables_.entries(key)) {
        const bool in_layer = (layer_lexemes[layer] & bit(entry.lexeme)) != 0;
        if (in_layer && spelled(entry.casing, first, last)) {
            lexemes |= bit(entry.lexeme);
        }
    }
    return layer == names ? contextual(lexemes, first, last) : lexemes;
}

/// Takes out what the reader's tags and names speak against: "Nice" as an adjective,
/// "Jordan" as a given name, "Sydney" as a part of a person's name.
std::uint32_t Chunks::contextual(std::uint32_t lexemes,
                                 TokenIndex first,
                                 TokenIndex last) const {
    const Name* name = reader_name(first);
    const bool person = name != nullptr && name->kind == NameKind::person;
    const Upos tag = reading_.tokens[first].upos;
    if (last - first == 1 && tag != Upos::propn && tag != Upos::x) {
        lexemes &= ~(bit(Lexeme::place) | bit(Lexeme::media) | bit(Lexeme::leader));
    }
    if (person) {
        const bool inside = last < name->last || first > name->first;
        const bool place =
            !inside && last - first > 1 && tables_.given_gender(word(first)) == 0;
        lexemes &= ~(bit(Lexeme::media) | (place ? 0U : bit(Lexeme::place)));
        if (inside && tables_.given_gender(word(first)) != 0 && last - first == 1) {
            lexemes &= bit(Lexeme::leader);
        }
    }
    return lexemes;
}

void Chunks::match_layer(Layer layer, std::string_view text) {
    const std::vector<Token>& tokens = reading_.tokens;
    cover_[layer].assign(tokens.size(), -1);
    const std::span<const WordId> words(words_);
    for (TokenIndex i = 0; i < tokens.size();) {
        Chunk best;
        if (word_begin_[i] < words_.size() && token_of_word_[word_begin_[i]] == i) {
            tables_.matcher().each_prefix(
                words.subspan(word_begin_[i]), [&](std::size_t length, Matcher::Key key) {
                    const std::size_t end = word_begin_[i] + length;
                    const TokenIndex last = token_of_word_[end - 1] + 1;
                    const bool whole =
                        end == words_.size() || token_of_word_[end] >= last;
                    if (!whole) {
                        return;
                    }
                    const std::uint32_t lexemes = allowed(key, layer, i, last);
                    if (lexemes != 0) {
                        best = Chunk{i, last, key, lexemes};
                    }
                });
        }
        if (best.lexemes == 0) {
            ++i;
            continue;
        }
        // "the U.S. ." – an abbreviation's own full stop may be a token.
        const bool open =
            best.last < tokens.size() && quote(text, tokens[best.last].span) == "." &&
            tokens[best.last].span.begin == tokens[best.last - 1].span.end &&
            best.last + 1 < tokens.size() &&
            tokens[best.last + 1].sentence == tokens[i].sentence && layer == honorifics;
        best.last += open ? 1U : 0U;
        for (TokenIndex k = i; k < best.last; ++k) {
            capital_[k] = capital_[k] != 0 || (layer == names && plain(k)) ? 1 : 0;
            cover_[layer][k] = static_cast<std::int32_t>(chunks_[layer].size());
        }
        chunks_[layer].push_back(best);
        i = best.last;
    }
}

const Chunk* Chunks::at(Layer layer, TokenIndex i) const {
    if (i >= cover_[layer].size() || cover_[layer][i] < 0) {
        return nullptr;
    }
    return &chunks_[layer][static_cast<std::size_t>(cover_[layer][i])];
}

const Chunk* Chunks::from(Layer layer, TokenIndex i) const {
    const Chunk* chunk = at(layer, i);
    return chunk != nullptr && chunk->first == i ? chunk : nullptr;
}

std::optional<std::uint32_t> Chunks::row(const Chunk& chunk, Lexeme lexeme) const {
    if (!has(chunk, lexeme)) {
        return std::nullopt;
    }
    for (const Entry& entry : tables_.entries(chunk.key)) {
        if (entry.lexeme == lexeme) {
            return entry.row;
        }
    }
    return std::nullopt;
}

const Name* Chunks::reader_name(TokenIndex i) const {
    if (i >= name_cover_.size() || name_cover_[i] < 0) {
        return nullptr;
    }
    return &reading_.names[static_cast<std::size_t>(name_cover_[i])];
}

const Name* Chunks::reader_organisation(TokenIndex i) const {
    if (i >= organisation_cover_.size() || organisation_cover_[i] < 0) {
        return nullptr;
    }
    return &reading_.names[static_cast<std::size_t>(organisation_cover_[i])];
}

}  // namespace chancery
