// Reading of files, and their parts.
// SPDX-License-Identifier: Apache-2.0
#include "parse_parts.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "ingest/ingest.h"
#include "text/utf8.h"

namespace chancery::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = 1U << 14U;
constexpr std::size_t part_sentences = 100;

/// The name of a path in errors.
std::string shown(const std::string& path) {
    return path == "-" ? "standard input" : path;
}

Result<std::string> read_all(std::FILE* file, const std::string& path) {
    std::string bytes;
    std::array<char, 1U << 16U> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file)) {
        bytes.append(buffer.data(), got);
    }
    if (std::ferror(file) != 0) {
        return Error{
            "cannot be read: " + std::system_category().message(errno), shown(path), 0};
    }
    return bytes;
}

Result<std::string> read_path(const std::string& path) {
    if (path == "-") {
        return read_all(stdin, path);
    }
    std::error_code fault;
    if (fs::is_directory(path, fault)) {
        return Error{"is a folder; name the files in it", path, 0};
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        std::fopen(path.c_str(), "rbe"), std::fclose);
    if (file == nullptr) {
        return Error{"cannot be read: " + std::system_category().message(errno), path, 0};
    }
    return read_all(file.get(), path);
}

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Fills the source with what the bytes hold.
Result<void> fill(const std::string& bytes,
                  const std::string& path,
                  const PartOptions& options,
                  ParseSource& source) {
    if (bytes.size() > options.max_bytes) {
        return Error{"is larger than " + std::to_string(options.max_bytes) +
                         " bytes (--max-bytes)",
                     shown(path),
                     0};
    }
    source.doc = doc_of_path(path);
    if (options.input == ParseInput::text) {
        source.text = repair_utf8(bytes).text;
        source.blocks = paragraphs_of(source.text, options.paragraphs);
        return {};
    }
    auto sentences = from_conllu(bytes, shown(path));
    if (!sentences) {
        return sentences.error();
    }
    source.sentences = *std::move(sentences);
    return {};
}

}  // namespace

std::vector<Span> paragraphs_of(std::string_view text, Paragraphs kind) {
    std::vector<Span> out;
    bool open = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::size_t first = begin;
        std::size_t last = end;
        while (first < last && is_blank(text[first])) {
            ++first;
        }
        while (last > first && is_blank(text[last - 1])) {
            --last;
        }
        if (first == last) {
            open = false;
        } else if (open) {
            out.back().end = static_cast<std::uint32_t>(last);
        } else {
            out.push_back(
                {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
            open = kind == Paragraphs::blank;
        }
        begin = end + 1;
    }
    return out;
}

std::optional<ParsePart> PartList::next() {
    while (!source_) {
        if (at_ == paths_.size()) {
            return std::nullopt;
        }
        const std::string& path = paths_[at_++];
        const auto bytes = read_path(path);
        if (!bytes) {
            return ParsePart{nullptr, 0, 0, bytes.error(), false};
        }
        auto source = std::make_shared<ParseSource>();
        if (auto done = fill(*bytes, path, options_, *source); !done) {
            return ParsePart{nullptr, 0, 0, done.error(), true};
        }
        if (!source->blocks.empty() || !source->sentences.empty()) {
            source_ = std::move(source);
            done_ = 0;
        }
    }
    ParsePart part{source_, done_, done_, std::nullopt, false};
    const auto& blocks = source_->blocks;
    std::size_t bytes = 0;
    while (part.last < blocks.size() && bytes < part_bytes) {
        bytes += blocks[part.last++].size();
    }
    if (blocks.empty()) {
        part.last = std::min(done_ + part_sentences, source_->sentences.size());
    }
    done_ = part.last;
    if (done_ == std::max(blocks.size(), source_->sentences.size())) {
        source_.reset();
    }
    return part;
}

ParsedPart read_part(const Reader& reader, ParsePart part) {
    ParsedPart out;
    if (part.source != nullptr) {
        thread_local Reader::Workspace workspace;
        const std::size_t count = part.last - part.first;
        if (part.source->sentences.empty()) {
            const std::span<const Span> blocks(part.source->blocks);
            out.reading = reader.read(
                part.source->text, blocks.subspan(part.first, count), workspace);
        } else {
            const std::span<const ConlluSentence> sentences(part.source->sentences);
            ConlluText made = conllu_text(sentences.subspan(part.first, count));
            out.text = std::move(made.text);
            out.reading = std::move(made.reading);
            reader.analyse(out.text, out.reading, workspace);
        }
    }
    out.part = std::move(part);
    return out;
}

}  // namespace chancery::cli
