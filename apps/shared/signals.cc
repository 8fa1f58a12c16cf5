// Signals and the three standard streams.
// SPDX-License-Identifier: Apache-2.0
#include "shared/signals.h"

#include <atomic>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace chancery {

namespace {

/// Initialised before the program starts, so that the handler may touch it.
std::atomic<int>& noted() {
    static constinit std::atomic<int> signal_number = 0;
    static_assert(std::atomic<int>::is_always_lock_free);
    return signal_number;
}

extern "C" void note_signal(int number) {
    noted().store(number);
}

}  // namespace

void prepare_process() {
    for (const int descriptor : {0, 1, 2}) {
        if (::fcntl(descriptor, F_GETFD) == -1) {
            // Opened the wrong way round, so that using it fails as on a closed one.
            (void)::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
        }
    }

    struct sigaction ignore {};

    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, nullptr);

    struct sigaction note {};

    note.sa_handler = note_signal;
    note.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one kills
    ::sigaction(SIGINT, &note, nullptr);
    ::sigaction(SIGTERM, &note, nullptr);
}

int stop_signal() {
    return noted().load();
}

}  // namespace chancery
