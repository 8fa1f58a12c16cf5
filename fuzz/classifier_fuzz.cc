// A coding model changed in any bytes, its checksum made to fit, is refused with an error
// or scores a pair; it never leads outside the file. SPDX-License-Identifier: Apache-2.0
//
// The input is a list of changes to a small model: two bytes of place and one of value.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "coding/classifier.h"

namespace {

using namespace chancery;

constexpr std::size_t checksum_at = 16;
constexpr std::size_t checked_from = 24;
constexpr std::size_t outputs = act_type_count + 1;

std::vector<std::byte> sound_model() {
    reading::ModelWriter writer(coding_model_form);
    writer.add("feature.hash", std::vector<std::uint64_t>{1, feature_hash("p=meet")});
    writer.add("feature.rows", std::vector<std::int16_t>(2 * outputs, 100));
    writer.add("word.hash", std::vector<std::uint64_t>{feature_hash("meet")});
    writer.add("word.rows", std::vector<std::int8_t>{1, 2, 3});
    writer.add("part.rows", std::vector<std::int16_t>(word_part_count * 3 * outputs, 7));
    writer.add("bias", std::vector<std::int32_t>(outputs, -5));
    writer.add("scale", std::vector<float>{0.01F, 0.001F});
    return writer.bytes();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto sound = sound_model();
    auto bytes = sound;
    for (std::size_t i = 0; i + 3 <= size; i += 3) {
        const std::size_t place = data[i] | static_cast<std::size_t>(data[i + 1]) << 8U;
        bytes[place % bytes.size()] = std::byte{data[i + 2]};
    }
    const auto sum =
        reading::checksum64(std::span<const std::byte>(bytes).subspan(checked_from));
    std::memcpy(bytes.data() + checksum_at, &sum, sizeof(sum));
    const int file = ::memfd_create("model", MFD_CLOEXEC);
    if (file < 0 ||
        ::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
        std::abort();
    }
    const auto classifier = Classifier::open("/proc/self/fd/" + std::to_string(file));
    ::close(file);
    if (!classifier) {
        if (size < 3) {
            std::abort();  // nothing was changed
        }
        return 0;
    }
    PairFeatures features;
    features.hashes = {feature_hash("p=meet")};
    features.words = {{WordPart::predicate, feature_hash("meet")}};
    float sum_of_shares = 0;
    for (const float share : classifier->score(features).share) {
        sum_of_shares += share;
    }
    if (!(std::abs(sum_of_shares - 1.0F) < 1e-3F)) {
        std::abort();
    }
    return 0;
}
