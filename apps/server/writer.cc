// SPDX-License-Identifier: Apache-2.0
#include "server/writer.h"

#include "shared/writing.h"

namespace chancery::server {

Result<std::unique_ptr<Writer>> Writer::open(const std::string& path,
                                             const FolderOptions& folders) {
    auto ledger = Ledger::open(path, OpenMode::create);
    if (!ledger) {
        return ledger.error();
    }
    if (auto ready = merge_by_rules(*ledger, folders); !ready) {
        return ready.error();
    }
    return std::unique_ptr<Writer>(new Writer(*std::move(ledger)));
}

}  // namespace chancery::server
