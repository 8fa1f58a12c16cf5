// Writing and checking of compiled tables.
// SPDX-License-Identifier: Apache-2.0
#include "actors/tables_image.h"

#include "base/checksum.h"
#include "base/numbers_at.h"

namespace chancery::actors {

namespace {

constexpr std::string_view magic("CHACTOR\n", 8);
constexpr std::uint32_t order_mark = 0x01020304U;
constexpr std::size_t version_at = 8;
constexpr std::size_t order_at = 12;
constexpr std::size_t fingerprint_at = 16;
constexpr std::size_t checksum_at = 24;
constexpr std::size_t checked_from = 32;
constexpr std::size_t section_size = 16;
constexpr std::size_t header_size = checked_from + section_size * image_sections;
constexpr std::size_t alignment = 8;

/// Gives out the sections; `ok` ends false where one does not lie in the image.
class Sections {
  public:
    explicit Sections(std::span<const std::byte> bytes) : bytes_(bytes) {}

    template <typename T>
    void get(ImageSection section, std::span<const T>& records) {
        const std::size_t at =
            checked_from + section_size * static_cast<std::size_t>(section);
        const auto offset = number_at<std::uint64_t>(bytes_, at);
        const auto count = number_at<std::uint64_t>(bytes_, at + 8);
        if (offset > bytes_.size() || offset % alignment != 0 ||
            count > (bytes_.size() - offset) / sizeof(T)) {
            ok = false;
            return;
        }
        const void* begin = bytes_.data() + offset;
        records = {static_cast<const T*>(begin), static_cast<std::size_t>(count)};
    }

    void get(ImageSection section, std::string_view& text) {
        std::span<const char> chars;
        get(section, chars);
        text = {chars.data(), chars.size()};
    }

    bool ok = true;

  private:
    std::span<const std::byte> bytes_;
};

bool has_header(std::span<const std::byte> bytes) {
    return bytes.size() >= header_size &&
           std::memcmp(bytes.data(), magic.data(), magic.size()) == 0 &&
           number_at<std::uint32_t>(bytes, version_at) == image_version &&
           number_at<std::uint32_t>(bytes, order_at) == order_mark &&
           number_at<std::uint64_t>(bytes, checksum_at) ==
               checksum64(bytes.subspan(checked_from));
}

void get_matcher(Sections& sections, ImageView& view, std::string_view& arena) {
    std::span<const std::uint32_t> ends;
    std::span<const WordSlot> slots;
    std::span<const std::uint32_t> root;
    std::span<const Matcher::Node> nodes;
    sections.get(ImageSection::word_arena, arena);
    sections.get(ImageSection::word_ends, ends);
    sections.get(ImageSection::word_slots, slots);
    sections.get(ImageSection::root, root);
    sections.get(ImageSection::nodes, nodes);
    const std::size_t keys = view.keys.empty() ? 0 : view.keys.size() - 1;
    view.matcher = Matcher(WordTable(arena, ends, slots), root, nodes, keys);
}

}  // namespace

std::optional<ImageView> view_image(std::span<const std::byte> bytes) {
    if (!has_header(bytes)) {
        return std::nullopt;
    }
    ImageView view;
    view.fingerprint = number_at<std::uint64_t>(bytes, fingerprint_at);
    Sections sections(bytes);
    using enum ImageSection;
    sections.get(pool, view.pool);
    sections.get(entries, view.entries);
    sections.get(keys, view.keys);
    sections.get(states, view.states);
    sections.get(people, view.people);
    sections.get(terms, view.terms);
    sections.get(person_terms, view.person_terms);
    sections.get(organisations, view.organisations);
    sections.get(bodies, view.bodies);
    sections.get(roles, view.roles);
    sections.get(honorifics, view.honorifics);
    sections.get(places, view.places);
    sections.get(media, view.media);
    sections.get(heads, view.heads);
    sections.get(state_codes, view.state_codes);
    sections.get(short_begin, view.short_begin);
    sections.get(short_rows, view.short_rows);
    sections.get(sounds, view.sounds);
    sections.get(sound_rows, view.sound_rows);
    sections.get(titles, view.titles);
    sections.get(code_terms, view.code_terms);
    sections.get(code_rows, view.code_rows);
    sections.get(igos, view.igos);
    sections.get(members, view.members);
    sections.get(given, view.given);
    sections.get(gender_words, view.gender_words);
    sections.get(cue_weights, view.cue_weights);
    sections.get(origin_states, view.origin_states);
    sections.get(origin_words, view.origin_words);
    sections.get(origin_begin, view.origin_begin);
    sections.get(origin_counts, view.origin_counts);
    std::string_view arena;
    get_matcher(sections, view, arena);
    return sections.ok ? std::optional(view) : std::nullopt;
}

std::vector<std::byte> ImageWriter::bytes(std::uint64_t fingerprint) const {
    const auto aligned = [](std::size_t size) {
        return (size + alignment - 1) / alignment * alignment;
    };
    std::size_t size = header_size;
    for (const Part& part : parts_) {
        size = aligned(size) + part.bytes.size();
    }
    std::vector<std::byte> out;
    out.reserve(size);
    out.resize(header_size);
    for (std::size_t i = 0; i < image_sections; ++i) {
        const Part& part = parts_[i];
        out.resize(aligned(out.size()));
        const std::size_t at = checked_from + section_size * i;
        put_number(out, at, static_cast<std::uint64_t>(out.size()));
        put_number(out, at + 8, part.records);
        out.insert(out.end(), part.bytes.begin(), part.bytes.end());
    }
    std::memcpy(out.data(), magic.data(), magic.size());
    put_number(out, version_at, image_version);
    put_number(out, order_at, order_mark);
    put_number(out, fingerprint_at, fingerprint);
    put_number(out,
               checksum_at,
               checksum64(std::span<const std::byte>(out).subspan(checked_from)));
    return out;
}

}  // namespace chancery::actors
