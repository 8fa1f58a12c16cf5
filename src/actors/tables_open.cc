// Reading the folder of tables, or the compiled tables in its place.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <filesystem>

#include "actors/tables_loader.h"
#include "base/checksum.h"
#include "base/mapped_file.h"

namespace chancery {

namespace {

constexpr std::array<std::string_view, 17> file_names{"antecedents.tsv",
                                                      "bodies.tsv",
                                                      "gender_words.tsv",
                                                      "given_names.tsv",
                                                      "heads.tsv",
                                                      "honorifics.tsv",
                                                      "igo_members.tsv",
                                                      "leader_names.tsv",
                                                      "leaders.tsv",
                                                      "media.tsv",
                                                      "media_names.tsv",
                                                      "organisation_names.tsv",
                                                      "organisations.tsv",
                                                      "places.tsv",
                                                      "roles.tsv",
                                                      "state_names.tsv",
                                                      "states.tsv"};

/// An analyst's own rows, kept apart so that a new version does not overwrite them; read
/// where they exist.
constexpr std::array<std::string_view, 2> local_names{"leader_names_local.tsv",
                                                      "leaders_local.tsv"};

}  // namespace

Result<TableFiles> TableFiles::read(const std::string& dir) {
    TableFiles out;
    const auto add = [&](std::string_view name) -> Result<void> {
        std::string path = dir + '/' + std::string(name);
        Result<std::string> bytes = read_file(path);
        if (!bytes) {
            return bytes.error();
        }
        out.fingerprint = checksum64(checksum64(out.fingerprint, name), *bytes);
        out.files.emplace(name, File{std::move(path), std::move(*bytes)});
        return {};
    };
    for (const std::string_view name : file_names) {
        if (auto added = add(name); !added) {
            return added.error();
        }
    }
    for (const std::string_view name : local_names) {
        std::error_code failed;
        if (!std::filesystem::exists(dir + '/' + std::string(name), failed)) {
            continue;
        }
        if (auto added = add(name); !added) {
            return added.error();
        }
    }
    return out;
}

void ActorTables::Loader::file(const char* name,
                               std::initializer_list<std::string_view> columns,
                               const RowReader& row) {
    if (fault || !sources.files.contains(name)) {
        return;  // at fault already, or a file that need not be there
    }
    TableFiles::File& source = sources.files.at(name);
    Result<TsvTable> table =
        TsvTable::parse(std::move(source.bytes), source.path, columns);
    if (!table) {
        fault = table.error();
        return;
    }
    tables.push_back(std::move(*table));
    const TsvTable& kept = tables.back();
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (std::optional<std::string> wrong = row(kept, i)) {
            fault = kept.fault(kept.row(i), std::move(*wrong));
            return;
        }
    }
}

void ActorTables::Loader::add_dotted(std::string_view name,
                                     Lexeme lexeme,
                                     std::size_t row) {
    std::string dotted;
    for (const char c : name) {
        if (c < 'A' || c > 'Z') {
            return;
        }
        dotted += c;
        dotted += '.';
    }
    if (name.size() > 1) {
        add(dotted, lexeme, Casing::last_capital, row);
    }
}

void ActorTables::Loader::add(std::string_view name,
                              Lexeme lexeme,
                              Casing casing,
                              std::size_t row) {
    const Matcher::Key key = matcher.add(name_key(name));
    if (key != Matcher::no_key) {
        found.emplace_back(key,
                           Entry{lexeme, casing, 0, static_cast<std::uint32_t>(row)});
    }
    if (casing == Casing::all_capitals) {
        add_dotted(name, lexeme, row);
    }
}

Result<ActorTables> ActorTables::open(const std::string& dir) {
    return open(dir, {});
}

Result<ActorTables> ActorTables::open(const std::string& dir, const std::string& image) {
    Result<TableFiles> files = TableFiles::read(dir);
    if (!files) {
        return files.error();
    }
    ActorTables out;
    if (!image.empty()) {
        // A file that cannot be used is no error: the text says the same.
        const Result<MappedFile> mapped = MappedFile::open(image);
        const auto view = mapped ? actors::view_image(mapped->bytes()) : std::nullopt;
        if (view && view->fingerprint == files->fingerprint) {
            out.owner_ = std::make_shared<const MappedFile>(*mapped);
            out.bytes_ = mapped->bytes();
            out.view_ = *view;
            out.mapped_ = true;
            return out;
        }
    }
    Loader loader(std::move(*files));
    loader.load();
    if (loader.fault) {
        return std::move(*loader.fault);
    }
    const auto bytes = std::make_shared<const std::vector<std::byte>>(loader.compile());
    const auto view = actors::view_image(*bytes);
    if (!view) {
        return Error{"the tables are too large to be compiled", dir};
    }
    out.owner_ = bytes;
    out.bytes_ = *bytes;
    out.view_ = *view;
    return out;
}

}  // namespace chancery
