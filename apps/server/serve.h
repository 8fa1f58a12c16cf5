// chancery serve: the desk over HTTP until a signal ends it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "shared/folders.h"

namespace chancery::server {

struct ServeOptions {
    std::string ledger;
    FolderOptions folders;
    std::string listen = "127.0.0.1:7070";
    std::vector<std::string> hosts;  ///< further names that the Host header may have
    std::string author;              ///< of corrections that come without a token
    std::size_t threads = 0;         ///< 0: two for each core, four at least
    double query_seconds = 10;
    std::uint64_t upload_bytes = std::uint64_t{256} << 20U;
    unsigned rate = 0;
    bool tokens = false;  ///< also on loopback
    bool demo = false;
};

/// Runs until stop_signal(). `ready` is called with the address once it answers.
/// Errors: the ledger, the tables or the address cannot be had.
Result<void> serve(const ServeOptions& options,
                   const std::function<void(const std::string& url)>& ready);

}  // namespace chancery::server
