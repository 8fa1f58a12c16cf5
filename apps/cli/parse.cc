// chancery parse: sentences, words, tags, lemmas, trees and names of texts, as CoNLL-U or
// JSON. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "engine/parallel.h"
#include "exit_code.h"
#include "output.h"
#include "parse_parts.h"
#include "reading/names.h"
#include "shared/signals.h"

namespace chancery::cli {

namespace {

using Json = nlohmann::ordered_json;

enum class ParseFormat : std::uint8_t { conllu, json };

struct ParseOptions {
    std::vector<std::string> paths;
    PartOptions parts;
    ParseFormat format = ParseFormat::conllu;
    std::string output;
    std::size_t threads = 0;  ///< 0: one for each core
};

/// A sentence of a reading as JSON. Spans count from `base` on.
struct JsonSentence {
    const Reading& reading;
    const Sentence& sentence;
    std::string_view text;
    std::uint32_t base = 0;

    [[nodiscard]] Json span(Span span) const {
        return Json::array({span.begin - base, span.end - base});
    }

    [[nodiscard]] Json tokens() const;
    [[nodiscard]] Json names() const;
    [[nodiscard]] Json name_of(const Name& one) const;
};

Json JsonSentence::tokens() const {
    Json out = Json::array();
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const Token& token = reading.tokens[i];
        const TokenIndex head =
            token.head == no_token ? 0 : token.head - sentence.first + 1;
        out.push_back({{"id", i - sentence.first + 1},
                       {"form", quote(text, token.span)},
                       {"span", span(token.span)},
                       {"lemma", reading.lemma(i)},
                       {"upos", name(token.upos)},
                       {"xpos", name(token.xpos)},
                       {"head", head},
                       {"deprel", name(token.rel)}});
    }
    return out;
}

Json JsonSentence::names() const {
    Json out = Json::array();
    // `reading` is the member here, so that the room's functions need their full name.
    using chancery::reading::names_from;
    for (const Name& one : names_from(reading.names, sentence.first, sentence.last)) {
        out.push_back(name_of(one));
        for (const Name& inner : names_from(reading.inner_names, one.first, one.last)) {
            out.back()["inner"].push_back(name_of(inner));
        }
    }
    return out;
}

Json JsonSentence::name_of(const Name& one) const {
    const Span all{reading.tokens[one.first].span.begin,
                   reading.tokens[one.last - 1].span.end};
    return {{"kind", name(one.kind)},
            {"first", one.first - sentence.first + 1},
            {"last", one.last - sentence.first},
            {"span", span(all)},
            {"text", quote(text, all)}};
}

/// Prints parts in order.
class ParseWriter {
  public:
    explicit ParseWriter(ParseFormat format) : format_(format) {}

    Result<void> open(const std::string& path) {
        return path.empty() ? Result<void>() : out_.open(path);
    }

    /// False where going on is of no use.
    bool take(const ParsedPart& parsed);

    Result<void> finish() { return out_.finish(); }

    /// Leaves what was at the place of --output as it was.
    void abandon() { out_.abandon(); }

    [[nodiscard]] bool failed() const { return failed_; }

    [[nodiscard]] bool refused() const { return refused_; }

  private:
    [[nodiscard]] std::string conllu(const ParsedPart& parsed) const;
    [[nodiscard]] std::string json(const ParsedPart& parsed) const;

    ParseFormat format_;
    Output out_;
    std::size_t sentences_ = 0;  ///< printed so far
    bool failed_ = false;
    bool refused_ = false;
};

/// The text that the reading's spans are in.
std::string_view text_of(const ParsedPart& parsed) {
    return parsed.part.source->sentences.empty() ? parsed.part.source->text : parsed.text;
}

bool ParseWriter::take(const ParsedPart& parsed) {
    if (parsed.part.failure) {
        complain(*parsed.part.failure);
        (parsed.part.refused ? refused_ : failed_) = true;
        return true;
    }
    const bool go_on =
        out_.write(format_ == ParseFormat::json ? json(parsed) : conllu(parsed));
    sentences_ += parsed.reading.sentences.size();
    return go_on;
}

std::string ParseWriter::conllu(const ParsedPart& parsed) const {
    const ParseSource& source = *parsed.part.source;
    if (source.sentences.empty()) {
        ConlluOptions options;
        options.first_id = sentences_ + 1;
        options.doc = parsed.part.first == 0 ? source.doc : "";
        return to_conllu(parsed.reading, source.text, options);
    }
    std::string out;
    for (std::size_t s = 0; s < parsed.reading.sentences.size(); ++s) {
        ConlluSentence sentence = source.sentences[parsed.part.first + s];
        annotate(parsed.reading, parsed.reading.sentences[s], sentence);
        append_conllu(sentence, out);
    }
    return out;
}

std::string ParseWriter::json(const ParsedPart& parsed) const {
    const ParseSource& source = *parsed.part.source;
    const Reading& reading = parsed.reading;
    const std::string_view text = text_of(parsed);
    std::string out;
    for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentences[s];
        std::string id = std::to_string(sentences_ + s + 1);
        if (!source.sentences.empty()) {
            const auto given =
                comment(source.sentences[parsed.part.first + s], "sent_id");
            id = given.empty() ? id : std::string(given);
        }
        const Span all{reading.tokens[sentence.first].span.begin,
                       reading.tokens[sentence.last - 1].span.end};
        const JsonSentence made{
            reading, sentence, text, source.sentences.empty() ? 0 : all.begin};
        const Json one = {{"doc", source.doc},
                          {"sent_id", id},
                          {"span", made.span(all)},
                          {"text", quote(text, all)},
                          {"tokens", made.tokens()},
                          {"names", made.names()}};
        out += one.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    }
    return out;
}

int run(const ParseOptions& options, const GlobalOptions& global) {
    const auto folders = find_folders(global.folders);
    if (!folders) {
        return fail(folders.error());
    }
    const auto reader = Reader::open(folders->models + "/reading.model");
    if (!reader) {
        return fail(reader.error());
    }
    ParseWriter writer(options.format);
    if (auto done = writer.open(options.output); !done) {
        return fail(done.error());
    }
    PartList parts(options.paths, options.parts);
    ordered_map(
        [&]() -> std::optional<ParsePart> {
            return stop_signal() == 0 ? parts.next() : std::nullopt;
        },
        [&](ParsePart part) { return read_part(*reader, std::move(part)); },
        [&](const ParsedPart& parsed) { return writer.take(parsed); },
        ParallelOptions{thread_count(options.threads), 0});
    if (stop_signal() != 0) {
        writer.abandon();
        return exit_signal_base + stop_signal();
    }
    if (auto done = writer.finish(); !done) {
        return fail(done.error());
    }
    if (writer.failed()) {
        return exit_error;
    }
    return writer.refused() ? exit_refused : exit_done;
}

/// The command line, as words.
struct ParseWords {
    ParseOptions options;
    std::string input = "text";
    std::string paragraphs = "blank";
    std::string format = "conllu";
};

ParseOptions options_of(const ParseWords& words) {
    ParseOptions out = words.options;
    out.parts.input = words.input == "text" ? ParseInput::text : ParseInput::conllu;
    out.parts.paragraphs =
        words.paragraphs == "blank" ? Paragraphs::blank : Paragraphs::line;
    out.format = words.format == "json" ? ParseFormat::json : ParseFormat::conllu;
    if (out.paths.empty()) {
        out.paths.emplace_back("-");
    }
    return out;
}

void add_parse_options(CLI::App& command, ParseWords& words) {
    ParseOptions& options = words.options;
    command.add_option("path",
                       options.paths,
                       "files, or - for standard input, which is also the default");
    command
        .add_option("--input",
                    words.input,
                    "text: plain text (default); conllu: words and sentences are kept as "
                    "given, all else is read anew")
        ->check(CLI::IsMember({"text", "conllu"}))
        ->option_text("text|conllu");
    command
        .add_option("--paragraphs",
                    words.paragraphs,
                    "of a text: blank: an empty line ends one, lines may be wrapped "
                    "(default); line: every line is one")
        ->check(CLI::IsMember({"blank", "line"}))
        ->option_text("blank|line");
    command
        .add_option("--format",
                    words.format,
                    "conllu (default), or json: an object for each sentence, a line each")
        ->check(CLI::IsMember({"conllu", "json"}))
        ->option_text("conllu|json");
    command.add_option(
        "--output", options.output, "write this file instead of standard output");
    add_threads_option(command, options.threads);
    command
        .add_option(
            "--max-bytes", options.parts.max_bytes, "files beyond this are refused")
        ->capture_default_str()
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 31U));
}

}  // namespace

void add_parse(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<ParseWords>();
    CLI::App* command = app.add_subcommand(
        "parse", "Print sentences, words, tags, trees and names of texts as CoNLL-U");
    add_parse_options(*command, *own);
    command->footer(
        "Names stand in MISC (Name=B-PER), as do the bytes of the text that a word "
        "stands "
        "on.\nExit code 3 says that some files were refused; standard error says which, "
        "why.\n"
        "Examples:\n"
        "  chancery parse story.txt > story.conllu\n"
        "  chancery parse --input conllu --output system.conllu gold.conllu\n"
        "  echo \"Lee met Xi.\" | chancery parse --format json");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(options_of(*own), options); };
    });
}

}  // namespace chancery::cli
