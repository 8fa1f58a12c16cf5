// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_attributes.h"

namespace chancery {

namespace {

constexpr std::size_t npos = std::string_view::npos;

struct Named {
    std::string_view name;
    Attribute attribute;
};

template <std::size_t N>
Attribute among(const Named (&list)[N], std::string_view name) {
    for (const Named& one : list) {
        if (one.name == name) {
            return one.attribute;
        }
    }
    return Attribute::none;
}

}  // namespace

Attribute attribute_of(std::string_view name) {
    switch (name.size()) {
        case 2:
            return name == "id" ? Attribute::id : Attribute::none;
        case 3:
            return name == "rel" ? Attribute::rel : Attribute::none;
        case 4: {
            constexpr Named list[] = {{"href", Attribute::href},
                                      {"name", Attribute::name},
                                      {"role", Attribute::role},
                                      {"lang", Attribute::lang}};
            return among(list, name);
        }
        case 5: {
            constexpr Named list[] = {{"class", Attribute::class_name},
                                      {"style", Attribute::style},
                                      {"title", Attribute::title}};
            return among(list, name);
        }
        case 6:
            return name == "hidden" ? Attribute::hidden : Attribute::none;
        case 7:
            return name == "content" ? Attribute::content : Attribute::none;
        case 8: {
            constexpr Named list[] = {{"property", Attribute::property},
                                      {"itemprop", Attribute::itemprop},
                                      {"itemtype", Attribute::itemtype},
                                      {"datetime", Attribute::datetime}};
            return among(list, name);
        }
        case 10:
            return name == "http-equiv" ? Attribute::http_equiv : Attribute::none;
        case 11:
            return name == "aria-hidden" ? Attribute::aria_hidden : Attribute::none;
        default:
            return Attribute::none;
    }
}

bool is_wanted(Attribute attribute, GumboTag tag, std::string_view value) {
    switch (attribute) {
        case Attribute::none:
            return false;
        case Attribute::style:  // only whether it is shown
            return value.find("none") != npos || value.find("hidden") != npos;
        case Attribute::title:  // of dates, as microformats have them
            return tag == GUMBO_TAG_ABBR || tag == GUMBO_TAG_TIME;
        case Attribute::href:
            return tag == GUMBO_TAG_A || tag == GUMBO_TAG_LINK || tag == GUMBO_TAG_BASE ||
                   tag == GUMBO_TAG_AREA;
        default:
            return true;
    }
}

}  // namespace chancery
