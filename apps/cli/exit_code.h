// What the program tells the shell.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace chancery::cli {

enum ExitCode : int {
    exit_done = 0,           ///< everything asked for was done
    exit_error = 1,          ///< something failed; standard error says what
    exit_usage = 2,          ///< the command line was wrong
    exit_refused = 3,        ///< done, but some articles were refused
    exit_signal_base = 128,  ///< plus the signal that stopped it: 130 for SIGINT
};

}  // namespace chancery::cli
