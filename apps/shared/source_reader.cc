// SPDX-License-Identifier: Apache-2.0
#include "shared/source_reader.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace chancery {

namespace {

std::optional<std::uint64_t> size_of(const SourceFile& file) {
    std::error_code fault;
    const auto size = std::filesystem::file_size(file.path, fault);
    return fault ? std::nullopt : std::optional<std::uint64_t>(size);
}

}  // namespace

std::optional<std::uint64_t> size_of(const std::vector<SourceFile>& files) {
    std::uint64_t out = 0;
    for (const SourceFile& file : files) {
        const auto size = size_of(file);
        if (!size) {
            return std::nullopt;
        }
        out += *size;
    }
    return out;
}

SourceReader::SourceReader(const std::vector<SourceFile>& files,
                           SourceReaderOptions options)
    : files_(files), options_(std::move(options)) {}

SourceGiven SourceReader::given(
    std::variant<SourceItem, Refusal, Notice, SourceEnd> what) const {
    return {{next_file_ - 1,
             last_.value_or(ItemPlace()),
             before_ + (input_ ? input_->position() : 0)},
            std::move(what)};
}

std::optional<SourceGiven> SourceReader::next() {
    while (!options_.stop || !options_.stop()) {
        if (std::exchange(unopened_, false)) {
            return given(SourceEnd());
        }
        if (!input_) {
            if (next_file_ == files_.size()) {
                return std::nullopt;
            }
            if (auto refused = open_next()) {
                return refused;
            }
            continue;
        }
        if (auto item = input_->next()) {
            if (const auto* document = std::get_if<SourceItem>(&*item)) {
                last_ = document->place;
            }
            return std::visit(
                [this](auto& one) -> SourceGiven { return given(std::move(one)); },
                *item);
        }
        SourceGiven out = given(SourceEnd{input_->skipped()});
        before_ += input_->size().value_or(input_->position());
        out.at.read = before_;
        input_.reset();
        return out;
    }
    return std::nullopt;
}

std::optional<SourceGiven> SourceReader::open_next() {
    const SourceFile& file = files_[next_file_++];
    ReadOptions read = options_.read;
    last_.reset();
    if (options_.from) {
        const auto from = options_.from(file);
        if (!from) {
            before_ += size_of(file).value_or(0);
            return std::nullopt;
        }
        read.from = *from == ItemPlace() ? read.from : *from;
    }
    auto opened = InputReader::open(file, read);
    if (!opened) {
        before_ += size_of(file).value_or(0);
        unopened_ = true;
        return given(Refusal{file.doc, file.path, opened.error().message});
    }
    last_ = read.from;
    input_ = *std::move(opened);
    return std::nullopt;
}

}  // namespace chancery
