// SPDX-License-Identifier: Apache-2.0
#include "actors/cues.h"

#include <array>
#include <cassert>
#include <span>

namespace chancery::actors {

namespace {

using Axis = std::span<const std::string_view>;

constexpr std::string_view where[] = {"same", "back1", "back2", "back3", "later", "next"};
constexpr std::string_view role[] = {
    "subject", "passive", "object", "oblique", "possessor", "modifier", "other"};
constexpr std::string_view role_class[] = {"subject", "argument", "inner"};
constexpr std::string_view use[] = {
    "subject", "object", "of-subject", "possessive", "reflexive"};
constexpr std::string_view tie[] = {"same",
                                    "above-content",
                                    "above-adverbial",
                                    "above-relative",
                                    "above-joined",
                                    "above-aside",
                                    "below-content",
                                    "below-adverbial",
                                    "below-relative",
                                    "below-joined",
                                    "below-aside",
                                    "beside"};
constexpr std::string_view order[] = {"before", "after"};
constexpr std::string_view count[] = {"0", "1", "2", "3", "4", "5+"};
constexpr std::string_view chain[] = {"same-clause", "same-sentence", "back1", "further"};
constexpr std::string_view form[] = {"full", "short", "description"};
constexpr std::string_view news[] = {"known", "new"};
constexpr std::string_view gender[] = {"unknown",
                                       "shown",
                                       "agrees",
                                       "agrees-short",
                                       "agrees-weak",
                                       "clashes",
                                       "clashes-short",
                                       "clashes-weak"};
constexpr std::string_view nesting[] = {
    "joined", "apposed", "around", "relative", "within", "predicate"};
constexpr std::string_view pronoun[] = {"she", "he"};
constexpr std::string_view quote[] = {"neither", "pronoun", "candidate", "both"};
constexpr std::string_view sentence[] = {"same", "other"};
constexpr std::string_view preposition[] = {
    "none", "of", "with", "by", "to", "from", "for", "in", "on", "as", "other"};
constexpr std::string_view depth[] = {"0", "1", "2", "3", "4", "5", "6+"};
constexpr std::string_view list[] = {"alone", "first", "later"};
constexpr std::string_view tokens[] = {"1-3", "4-7", "8-12", "13-20", "21-30", "31+"};
constexpr std::string_view origin[] = {"name", "office", "table", "unnamed", "other"};
constexpr std::string_view reader[] = {
    "person", "organisation", "location", "group", "no-name", "no-noun"};
constexpr std::string_view yes_no[] = {"no", "yes"};
constexpr std::string_view by[] = {"name", "pronoun"};

struct Shape {
    std::string_view name;
    std::array<Axis, 3> axes;
};

constexpr std::array<Shape, static_cast<std::size_t>(Cue::lead) + 1> shapes{{
    {"role", {where, role, use}},
    {"clause", {tie, role_class, use}},
    {"argument", {role, use, {}}},
    {"control", {use, {}, {}}},
    {"recency", {count, use, {}}},
    {"mentions", {count, by, {}}},
    {"topic", {count, {}, {}}},
    {"first", {yes_no, where, {}}},
    {"chain", {chain, role_class, use}},
    {"form", {form, news, {}}},
    {"gender", {gender, pronoun, {}}},
    {"quote", {quote, sentence, {}}},
    {"preposition", {preposition, {}, {}}},
    {"depth", {depth, where, {}}},
    {"list", {list, use, {}}},
    {"apposed", {where, {}, {}}},
    {"bracket", {where, {}, {}}},
    {"near", {tokens, order, {}}},
    {"above", {role_class, where, {}}},
    {"again", {yes_no, {}, {}}},
    {"headline", {yes_no, {}, {}}},
    {"known", {origin, {}, {}}},
    {"reader", {reader, {}, {}}},
    {"nesting", {nesting, use, {}}},
    {"subjects", {count, yes_no, {}}},
    {"none", {pronoun, use, {}}},
    {"alone", {count, {}, {}}},
    {"lead", {yes_no, where, yes_no}},
}};

constexpr std::uint32_t size_of(Axis axis) {
    return axis.empty() ? 1U : static_cast<std::uint32_t>(axis.size());
}

constexpr std::array<std::uint32_t, shapes.size() + 1> make_offsets() {
    std::array<std::uint32_t, shapes.size() + 1> offsets{};
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        std::uint32_t size = 1;
        for (const Axis axis : shapes[i].axes) {
            size *= size_of(axis);
        }
        offsets[i + 1] = offsets[i] + size;
    }
    return offsets;
}

constexpr auto offsets = make_offsets();

}  // namespace

std::uint32_t cue_index(Cue cue, unsigned a, unsigned b, unsigned c) {
    const auto i = static_cast<std::size_t>(cue);
    const auto& axes = shapes[i].axes;
    assert(a < size_of(axes[0]) && b < size_of(axes[1]) && c < size_of(axes[2]));
    return offsets[i] + (a * size_of(axes[1]) + b) * size_of(axes[2]) + c;
}

std::uint32_t cue_count() {
    return offsets.back();
}

std::string cue_name(std::uint32_t index) {
    assert(index < cue_count());
    std::size_t i = 0;
    while (offsets[i + 1] <= index) {
        ++i;
    }
    std::uint32_t rest = index - offsets[i];
    std::string tail;
    for (std::size_t axis = 3; axis > 0; --axis) {
        const Axis values = shapes[i].axes[axis - 1];
        if (!values.empty()) {
            tail.insert(0, values[rest % values.size()]);
            tail.insert(0, " ");
            rest /= static_cast<std::uint32_t>(values.size());
        }
    }
    return std::string(shapes[i].name) + tail;
}

std::vector<std::string> cue_names() {
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < cue_count(); ++i) {
        names.push_back(cue_name(i));
    }
    return names;
}

}  // namespace chancery::actors
