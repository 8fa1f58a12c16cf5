// A reading model changed in any bytes, its checksum made to fit, is refused with an
// error or reads a text; it never leads outside the file. SPDX-License-Identifier:
// Apache-2.0
//
// The input is a list of changes to a small model: four bytes of place (with the highest
// bit set a place in the first 2 kB, where header and sections are listed) and one of
// value.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "reading/model_file.h"
#include "reading/random_model.h"
#include "reading/reader.h"

namespace {

using chancery::reading::checksum64;

constexpr std::size_t checksum_at = 16;
constexpr std::size_t checked_from = 24;

void change(const std::uint8_t* data, std::size_t size, std::vector<std::byte>& bytes) {
    for (std::size_t i = 0; i + 5 <= size; i += 5) {
        std::uint32_t place = 0;
        std::memcpy(&place, data + i, sizeof(place));
        const std::size_t range = (place >> 31U) != 0 ? 2048 : bytes.size();
        bytes[(place & 0x7fffffffU) % range] = std::byte{data[i + 4]};
    }
    const auto sum = checksum64(std::span<const std::byte>(bytes).subspan(checked_from));
    std::memcpy(bytes.data() + checksum_at, &sum, sizeof(sum));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto sound = chancery::reading::RandomModel().bytes();
    auto bytes = sound;
    change(data, size, bytes);
    const int file = ::memfd_create("model", MFD_CLOEXEC);
    if (file < 0 ||
        ::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
        std::abort();
    }
    const auto reader = chancery::Reader::open("/proc/self/fd/" + std::to_string(file));
    ::close(file);
    if (reader) {
        chancery::Reader::Workspace workspace;
        static_cast<void>(
            reader->read("Dr. King met the kings. They talked.", workspace));
    } else if (size < 5) {
        std::abort();  // nothing was changed
    }
    return 0;
}
