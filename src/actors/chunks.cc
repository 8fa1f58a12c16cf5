// SPDX-License-Identifier: Apache-2.0
#include "actors/chunks.h"

#include <algorithm>
#include <span>

#include "actors/letters.h"
#include "base/ascii.h"
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

}  // namespace

Chunks::Chunks(std::string_view text, const Reading& reading, const ActorTables& tables)
    : reading_(reading), tables_(tables), text_(text) {
    make_words();
    mark_shouting();
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
    match();
}

bool Chunks::follow_tags() {
    const auto same = [](const Letters& letters, const Token& token) {
        return letters.tag == token.upos;
    };
    if (std::equal(letters_.begin(),
                   letters_.end(),
                   reading_.tokens.begin(),
                   reading_.tokens.end(),
                   same)) {
        return false;
    }
    match();
    return true;
}

Chunks::Letters Chunks::letters_of(std::string_view bytes) {
    Letters letters;
    for (std::size_t at = 0; at < bytes.size(); at += sizeof letters.head) {
        const actors::HeadLetters part(actors::load_head(bytes.substr(at)));
        letters.head = at == 0 ? part.lowered : letters.head;
        letters.upper += part.count_upper();
        letters.lower += part.count_lower();
    }
    return letters;
}

void Chunks::add_word(TokenIndex i, WordId id) {
    if (words_.size() == word_begin_.back()) {
        token_words_.back() = id;
    }
    words_.push_back(id);
    token_of_word_.push_back(i);
}

void Chunks::add_words(TokenIndex i, std::string_view key) {
    while (!key.empty()) {
        const std::size_t space = key.find(' ');
        add_word(i, tables_.matcher().words().find(key.substr(0, space)));
        key =
            space == std::string_view::npos ? std::string_view() : key.substr(space + 1);
    }
}

void Chunks::make_words() {
    const std::vector<Token>& tokens = reading_.tokens;
    words_.reserve(tokens.size() + tokens.size() / 4);
    token_of_word_.reserve(words_.capacity());
    word_begin_.reserve(tokens.size() + 1);
    token_words_.reserve(tokens.size());
    letters_.reserve(tokens.size());
    std::string key;
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
        const std::string_view bytes = quote(text_, tokens[i].span);
        const Letters letters = letters_of(bytes);
        letters_.push_back(letters);
        const bool starts = i == 0 || tokens[i].sentence != tokens[i - 1].sentence;
        const bool plain = letters.upper + letters.lower == bytes.size();
        if (!plain || bytes.size() > sizeof letters.head) {
            key.clear();
            if (bytes.find('$') == std::string_view::npos) {  // "US$" is no state
                name_key_into(bytes, key);
            }
        }
        if (starts || (!plain && key.empty() && !joins(bytes))) {
            words_.push_back(unknown_word);
            token_of_word_.push_back(i);
        }
        word_begin_.push_back(static_cast<std::uint32_t>(words_.size()));
        token_words_.push_back(unknown_word);
        if (plain && bytes.size() <= sizeof letters.head) {
            add_word(i, tables_.matcher().words().find_short(letters.head, bytes.size()));
        } else {
            add_words(i, key);
        }
    }
    word_begin_.push_back(static_cast<std::uint32_t>(words_.size()));
}

void Chunks::mark_shouting() {
    for (const Sentence& sentence : reading_.sentences) {
        std::size_t upper = 0;
        std::size_t lower = 0;
        for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
            upper += letters_[i].upper;
            lower += letters_[i].lower;
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
        if (letters_[i].lower != 0) {
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
    if ((layer_lexemes[layer] & tables_.lexemes(key)) == 0) {
        return 0;
    }
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
        // "Xinhua said": an outlet that readers take for somebody.
        const bool outlet = !inside && (lexemes & bit(Lexeme::leader)) == 0 &&
                            tables_.given_gender(word(first)) == 0;
        lexemes &=
            ~((outlet ? 0U : bit(Lexeme::media)) | (place ? 0U : bit(Lexeme::place)));
        if (inside && tables_.given_gender(word(first)) != 0 && last - first == 1) {
            lexemes &= bit(Lexeme::leader);
        }
    }
    return lexemes;
}

void Chunks::match() {
    const std::vector<Token>& tokens = reading_.tokens;
    capital_.resize(tokens.size());
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
        const char first = text_[tokens[i].span.begin];
        const bool other = static_cast<unsigned char>(first) >= 0x80;
        capital_[i] = is_upper(first) || (other && tokens[i].upos == Upos::propn) ? 1 : 0;
        letters_[i].tag = tokens[i].upos;
    }
    for (const Layer layer : {names, bodies, roles, honorifics}) {
        chunks_[layer].clear();
        cover_[layer].assign(tokens.size(), -1);
    }
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
        match_at(i);
    }
    mark_next();
}

/// Gives each layer that is free at token `i` the longest chunk that begins there.
void Chunks::match_at(TokenIndex i) {
    const std::uint32_t begin = word_begin_[i];
    if (begin >= words_.size() || token_of_word_[begin] != i) {
        return;
    }
    Chunk best[layers];
    tables_.matcher().each_prefix(
        std::span<const WordId>(words_).subspan(begin),
        [&](std::size_t length, Matcher::Key key) {
            const std::size_t end = begin + length;
            const TokenIndex last = token_of_word_[end - 1] + 1;
            const bool whole = end == words_.size() || token_of_word_[end] >= last;
            for (const Layer layer : {names, bodies, roles, honorifics}) {
                if (!whole || cover_[layer][i] >= 0) {
                    continue;
                }
                const std::uint32_t lexemes = allowed(key, layer, i, last);
                if (lexemes != 0) {
                    best[layer] = Chunk{i, last, key, lexemes};
                }
            }
        });
    for (const Layer layer : {names, bodies, roles, honorifics}) {
        if (best[layer].lexemes != 0) {
            take(layer, best[layer]);
        }
    }
}

void Chunks::take(Layer layer, Chunk chunk) {
    const std::vector<Token>& tokens = reading_.tokens;
    // "the U.S. ." – an abbreviation's own full stop may be a token.
    const bool open = layer == honorifics && chunk.last + 1 < tokens.size() &&
                      quote(text_, tokens[chunk.last].span) == "." &&
                      tokens[chunk.last].span.begin == tokens[chunk.last - 1].span.end &&
                      tokens[chunk.last + 1].sentence == tokens[chunk.first].sentence;
    chunk.last += open ? 1U : 0U;
    for (TokenIndex k = chunk.first; k < chunk.last; ++k) {
        capital_[k] = capital_[k] != 0 || (layer == names && plain(k)) ? 1 : 0;
        cover_[layer][k] = static_cast<std::int32_t>(chunks_[layer].size());
    }
    chunks_[layer].push_back(chunk);
}

void Chunks::mark_next() {
    const std::size_t size = reading_.tokens.size();
    for (const Layer layer : {names, bodies, roles, honorifics}) {
        std::vector<TokenIndex>& next = next_[layer];
        next.assign(size + 1, no_token);
        for (const Chunk& chunk : chunks_[layer]) {
            next[chunk.first] = chunk.first;
        }
        for (std::size_t i = size; i > 0; --i) {
            next[i - 1] = std::min(next[i - 1], next[i]);
        }
    }
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

const Name* Chunks::reader_organisation(TokenIndex i) const {
    if (i >= organisation_cover_.size() || organisation_cover_[i] < 0) {
        return nullptr;
    }
    return &reading_.names[static_cast<std::size_t>(organisation_cover_[i])];
}

}  // namespace chancery
