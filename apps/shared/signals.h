// Signals and the three standard streams.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace chancery {

/// Makes sure that descriptors 0 to 2 are taken (a ledger opened as descriptor 1 would be
/// written over by what is printed), that a closed pipe is an error of write() and not a
/// death, and that SIGINT and SIGTERM are noted. A second signal ends the program at
/// once.
void prepare_process();

/// The signal that asked for a stop, or 0.
[[nodiscard]] int stop_signal();

}  // namespace chancery
