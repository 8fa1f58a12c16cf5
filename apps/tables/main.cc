// chancery-compile-tables DIR FILE: compiles the tables of actors for fast loading.
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <unistd.h>

#include "actors/tables.h"

namespace {

int fail(const chancery::Error& error) {
    (void)std::fprintf(stderr, "chancery-compile-tables: %s\n", error.text().c_str());
    return 1;
}

/// Writes beside `path` and renames: programs that have the old file open keep it.
int write(std::span<const std::byte> bytes, const std::filesystem::path& path) {
    std::error_code failed;
    if (path.has_parent_path()) {
        std::filesystem::create_directories(path.parent_path(), failed);
    }
    const std::filesystem::path fresh = path.string() + '.' + std::to_string(::getpid());
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out.write(static_cast<const char*>(static_cast<const void*>(bytes.data())),
              static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (out) {
        std::filesystem::rename(fresh, path, failed);
    }
    if (!out || failed) {
        std::error_code ignored;
        std::filesystem::remove(fresh, ignored);
        return fail({"cannot be written", path.string()});
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        (void)std::fputs(
            "usage: chancery-compile-tables DIR FILE\n"
            "Compiles the tables of actors in DIR (data/actors) to FILE.\n",
            stderr);
        return 2;
    }
    const auto tables = chancery::ActorTables::open(argv[1]);
    return tables ? write(tables->image(), argv[2]) : fail(tables.error());
}
