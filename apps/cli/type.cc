// chancery type: which type of act sentences tell of two participants that are given.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/tsv.h"
#include "commands.h"
#include "engine/engine.h"
#include "exit_code.h"
#include "output.h"

namespace chancery::cli {

namespace {

struct TypeOptions {
    std::string path;
    bool merge_yield = false;
};

/// The columns that are read, by their place; "id" may be missing.
struct Columns {
    std::optional<std::size_t> id, actor, recipient, sentence;
};

Columns columns_of(std::string_view header) {
    Columns out;
    const auto names = split(header, '\t');
    const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
        const auto at = std::find(names.begin(), names.end(), name);
        if (at == names.end()) {
            return std::nullopt;
        }
        return static_cast<std::size_t>(at - names.begin());
    };
    out.id = find("id");
    out.actor = find("actor");
    out.recipient = find("recipient");
    out.sentence = find("sentence");
    return out;
}

/// The likeliest type and its share; CONCEDE and RETREAT as one where asked for.
std::pair<std::string_view, float> best_of(const TypeScores& scores, bool merge_yield) {
    const ActType best = scores.best();
    std::pair<std::string_view, float> out{name(best), scores.share_of(best)};
    if (merge_yield) {
        const float yield =
            scores.share_of(ActType::concede) + scores.share_of(ActType::retreat);
        const bool part = best == ActType::concede || best == ActType::retreat;
        if (part || yield > out.second) {
            out = {"YIELD", yield};
        }
    }
    return out;
}

Result<std::string> read_input(const std::string& path) {
    return read_file(path == "-" ? "/dev/stdin" : path);
}

int run(const TypeOptions& options, const GlobalOptions& global) {
    const auto folders = find_folders(global.folders);
    if (!folders) {
        return fail(folders.error());
    }
    const auto engine =
        Engine::open(EngineOptions{folders->data, folders->models, folders->tables});
    if (!engine) {
        return fail(engine.error());
    }
    const auto bytes = read_input(options.path);
    if (!bytes) {
        return fail(bytes.error());
    }
    const auto lines = split(*bytes, '\n');
    const Columns columns = columns_of(lines.empty() ? std::string_view{} : lines[0]);
    if (!columns.actor || !columns.recipient || !columns.sentence) {
        return fail(
            Error{"the first line must name the columns actor, recipient and "
                  "sentence, separated by tabs",
                  options.path,
                  1});
    }
    const std::size_t width = split(lines[0], '\t').size();
    Output out;
    out.write("id\ttype\tshare\n");
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].empty()) {
            continue;
        }
        const auto cells = split(lines[i], '\t');
        if (cells.size() != width) {
            return fail(Error{"this line has more or fewer columns than the first",
                              options.path,
                              static_cast<std::uint32_t>(i + 1)});
        }
        const TypeScores scores = engine->type_of(PairQuestion{
            cells[*columns.sentence], cells[*columns.actor], cells[*columns.recipient]});
        const auto [type, share] = best_of(scores, options.merge_yield);
        std::array<char, 16> number{};
        std::snprintf(number.data(), number.size(), "%.3f", static_cast<double>(share));
        const std::string id =
            columns.id ? std::string(cells[*columns.id]) : std::to_string(i);
        if (!out.write(id + '\t' + std::string(type) + '\t' + number.data() + '\n')) {
            break;
        }
    }
    const auto done = out.finish();
    return done ? static_cast<int>(exit_done) : fail(done.error());
}

}  // namespace

void add_type(CLI::App& app, const GlobalOptions& options, Command& chosen) {
    auto own = std::make_shared<TypeOptions>();
    CLI::App* command = app.add_subcommand(
        "type",
        "Tell which type of act sentences tell of an actor and a recipient given");
    command
        ->add_option("file",
                     own->path,
                     "tab-separated, with columns actor, recipient, sentence; - for "
                     "standard input")
        ->required();
    command->add_flag("--merge-yield",
                      own->merge_yield,
                      "CONCEDE and RETREAT as one type, YIELD (PLOVER of 2023)");
    command->footer(
        "Prints id, type and how sure it is (0 to 1), a line each.\n"
        "Examples:\n"
        "  chancery type sentences.tsv\n"
        "  chancery type --merge-yield - < plv.tsv");
    command->callback([own, &options, &chosen] {
        chosen = [own, &options] { return run(*own, options); };
    });
}

}  // namespace chancery::cli
