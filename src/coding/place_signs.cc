// SPDX-License-Identifier: Apache-2.0
#include "coding/place_signs.h"

#include <algorithm>
#include <array>

namespace chancery {

namespace {

constexpr std::array<std::string_view, place_group_count> group_names{"deed",
                                                                      "remote",
                                                                      "visit",
                                                                      "journey",
                                                                      "ahead",
                                                                      "promise",
                                                                      "meeting",
                                                                      "signing",
                                                                      "spoken",
                                                                      "stated",
                                                                      "measure"};

constexpr std::array<std::string_view, place_sign_count> sign_names{"none",
                                                                    "none-old",
                                                                    "none-without-near",
                                                                    "none-against",
                                                                    "none-nowhere",
                                                                    "by-clause",
                                                                    "by-communication",
                                                                    "by-meeting",
                                                                    "by-stay",
                                                                    "by-dateline",
                                                                    "by-scene",
                                                                    "by-state",
                                                                    "by-host",
                                                                    "against-clause",
                                                                    "against-rule",
                                                                    "inside-of-rule",
                                                                    "inside-and-told",
                                                                    "in-clause",
                                                                    "in-sentence-at",
                                                                    "in-sentence-to",
                                                                    "in-sentence",
                                                                    "in-other-telling-at",
                                                                    "in-other-telling",
                                                                    "before-at",
                                                                    "before",
                                                                    "after-at",
                                                                    "after",
                                                                    "in-paragraph-at",
                                                                    "in-title-at",
                                                                    "in-title",
                                                                    "in-lead-at",
                                                                    "in-lead",
                                                                    "latest-at",
                                                                    "next-at",
                                                                    "dateline",
                                                                    "dateline-at-home",
                                                                    "country",
                                                                    "city",
                                                                    "other",
                                                                    "capital",
                                                                    "broad",
                                                                    "unlisted",
                                                                    "across",
                                                                    "one-of-country",
                                                                    "told-by-city",
                                                                    "only-city",
                                                                    "most-at",
                                                                    "often-at",
                                                                    "never-at",
                                                                    "venue",
                                                                    "venue-here",
                                                                    "only-as-actor",
                                                                    "of-actor",
                                                                    "seat-of-actor",
                                                                    "of-recipient",
                                                                    "of-nobody",
                                                                    "of-all",
                                                                    "stay-near",
                                                                    "stay",
                                                                    "stay-of-other",
                                                                    "visited",
                                                                    "acts-nearest",
                                                                    "acts-most",
                                                                    "acts-some",
                                                                    "acts-of-parties",
                                                                    "acts-of-kind",
                                                                    "old-and-apart",
                                                                    "sequel-and-apart"};
static_assert(static_cast<std::size_t>(PlaceSign::sequel_and_apart) + 1 ==
              place_sign_count);

}  // namespace

std::string_view name(PlaceGroup group) {
    return group_names[static_cast<std::size_t>(group)];
}

std::optional<PlaceGroup> place_group_from(std::string_view text) {
    const auto* const it = std::find(group_names.begin(), group_names.end(), text);
    return it == group_names.end()
               ? std::nullopt
               : std::optional(static_cast<PlaceGroup>(it - group_names.begin()));
}

std::string_view name(PlaceSign sign) {
    return sign_names[static_cast<std::size_t>(sign)];
}

std::optional<PlaceSign> place_sign_from(std::string_view text) {
    const auto* const it = std::find(sign_names.begin(), sign_names.end(), text);
    return it == sign_names.end()
               ? std::nullopt
               : std::optional(static_cast<PlaceSign>(it - sign_names.begin()));
}

std::vector<std::string_view> PlaceSigns::names() const {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < place_sign_count; ++i) {
        if (has(static_cast<PlaceSign>(i))) {
            out.push_back(sign_names[i]);
        }
    }
    return out;
}

}  // namespace chancery
