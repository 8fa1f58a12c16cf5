// SPDX-License-Identifier: Apache-2.0
#include "shared/correction_words.h"

#include <algorithm>
#include <tuple>

#include "ledger/event.h"
#include "text/fold.h"

namespace chancery {

namespace {

/// "Name", "Name (CODE)" or, for somebody new, "Name (CODE, kind)".
struct WrittenParty {
    std::string name, code, kind;
};

WrittenParty parse_party(const std::string& words) {
    WrittenParty out{words, "", ""};
    const auto open = words.rfind('(');
    if (open != words.npos && open > 0 && words.ends_with(')')) {
        std::string inside = words.substr(open + 1, words.size() - open - 2);
        out.name = words.substr(0, words.find_last_not_of(' ', open - 1) + 1);
        if (const auto comma = inside.find(','); comma != inside.npos) {
            out.kind = inside.substr(inside.find_first_not_of(' ', comma + 1));
            inside.resize(comma);
        }
        out.code = inside;
    }
    return out;
}

Result<PartyName> party_of(Ledger& ledger, const std::string& words) {
    const WrittenParty written = parse_party(words);
    auto known = ledger.parties_named(written.name);
    if (!known) {
        return known.error();
    }
    std::erase_if(*known, [&](const NamedParty& one) {
        return (!written.code.empty() && one.party.code != written.code) ||
               (!written.kind.empty() && one.party.kind != written.kind);
    });
    if (known->size() == 1) {
        return known->front().party;
    }
    if (known->empty()) {
        if (actor_kind_from(written.kind)) {
            return PartyName{written.kind, written.code, name_key(written.name)};
        }
        return Error{
            "no actor of this ledger is called \"" + words +
                "\"; for somebody new write \"Name (CODE, kind)\", as \"Jan Novak "
                "(CZE, person)\"",
            "",
            0};
    }
    std::string which;
    for (const NamedParty& one : *known) {
        which += "\n  " + one.name + " (" + one.party.code + ", " + one.party.kind + ")";
    }
    return Error{
        "several actors are called \"" + words + "\"; write one of:" + which, "", 0};
}

Result<Correction> make_set(Ledger& ledger, const CorrectionWords& given) {
    Correction out;
    out.kind = CorrectionKind::set;
    out.field = given.field;
    out.value = given.value;
    auto acts = ledger.anchors_of(given.id);
    if (!acts) {
        return acts.error();
    }
    out.acts = *std::move(acts);
    if (given.field == "actors" || given.field == "recipients") {
        std::vector<std::string> keys;
        for (std::size_t at = 0; at < given.value.size();) {
            const std::size_t end =
                std::min(given.value.find(';', at), given.value.size());
            std::string words = given.value.substr(at, end - at);
            at = end + 1;
            const auto first = words.find_first_not_of(' ');
            if (first == words.npos) {
                continue;
            }
            words = words.substr(first, words.find_last_not_of(' ') - first + 1);
            auto party = party_of(ledger, words);
            if (!party) {
                return party.error();
            }
            keys.push_back(party_key(*party));
        }
        std::sort(keys.begin(), keys.end());
        out.value.clear();
        for (const std::string& key : keys) {
            out.value += (out.value.empty() ? "" : "\n") + key;
        }
    }
    return out;
}

Result<Correction> make_merge(Ledger& ledger, const CorrectionWords& given) {
    Correction out;
    out.kind = CorrectionKind::merge;
    auto one = ledger.anchors_of(given.id);
    auto other = ledger.anchors_of(given.other);
    if (!one || !other) {
        return !one ? one.error() : other.error();
    }
    out.acts = *std::move(one);
    out.others = *std::move(other);
    return out;
}

Result<Correction> make_split(Ledger& ledger, const CorrectionWords& given) {
    Correction out;
    out.kind = CorrectionKind::split;
    auto event = ledger.event(given.id);
    if (!event) {
        return event.error();
    }
    std::vector<std::string> apart;
    for (const std::string& id : given.ids) {
        const auto act = ledger.act(id);
        if (!act) {
            return act.error();
        }
        if (act->act.event != event->event.id) {
            return Error{"act " + id + " is not of this event", "", 0};
        }
        apart.push_back(act->act.id);
    }
    for (const ActRow& act : event->acts) {
        auto anchor = ledger.anchors_of(act.id);
        if (!anchor) {
            return anchor.error();
        }
        const bool goes = std::find(apart.begin(), apart.end(), act.id) != apart.end();
        (goes ? out.acts : out.others).push_back(anchor->front());
    }
    if (out.others.empty()) {
        return Error{"these are all acts of the event; nothing would be left", "", 0};
    }
    return out;
}

Result<Correction> make_drop(Ledger& ledger, const CorrectionWords& given) {
    Correction out;
    out.kind = CorrectionKind::drop;
    auto acts = ledger.anchors_of(given.id);
    if (!acts) {
        return acts.error();
    }
    out.acts = *std::move(acts);
    return out;
}

Result<Correction> make_add(Ledger& ledger, const CorrectionWords& given) {
    Correction out;
    out.kind = CorrectionKind::add;
    out.act = given.act;
    const auto slash = out.act.type.find('/');
    if (slash != out.act.type.npos) {
        out.act.mode = out.act.type.substr(slash + 1);
        out.act.type.resize(slash);
    }
    if (given.count != 0) {
        out.act.count = given.count;
    }
    for (const auto& [listed, parties, written] :
         {std::tuple(&given.actors, &out.act.actors, &out.act.actor_names),
          std::tuple(&given.recipients, &out.act.recipients, &out.act.recipient_names)}) {
        for (const std::string& words : *listed) {
            auto party = party_of(ledger, words);
            if (!party) {
                return party.error();
            }
            parties->push_back(*std::move(party));
            written->push_back(parse_party(words).name);
        }
    }
    return out;
}

Result<Correction> make_name(Ledger& ledger, const CorrectionWords& given) {
    Correction out;
    out.kind = CorrectionKind::name;
    out.words = given.name;
    auto from = party_of(ledger, given.name);
    auto to = party_of(ledger, given.other);
    if (!from || !to) {
        return !from ? from.error() : to.error();
    }
    out.from = *std::move(from);
    out.to = *std::move(to);
    return out;
}

Result<Correction> make_undo(Ledger& ledger, const CorrectionWords& given) {
    Correction out;
    out.kind = CorrectionKind::undo;
    const auto all = ledger.corrections();
    if (!all) {
        return all.error();
    }
    for (const Correction& one : *all) {
        if (std::to_string(one.id) == given.number || one.uid == given.number) {
            out.undoes = one.uid;
            return out;
        }
    }
    return Error{
        "there is no correction " + given.number + "; `chancery corrections` lists them",
        "",
        0};
}

}  // namespace

Result<Correction> make_correction(Ledger& ledger, const CorrectionWords& given) {
    switch (given.kind) {
        case CorrectionKind::set:
            return make_set(ledger, given);
        case CorrectionKind::merge:
            return make_merge(ledger, given);
        case CorrectionKind::split:
            return make_split(ledger, given);
        case CorrectionKind::drop:
            return make_drop(ledger, given);
        case CorrectionKind::add:
            return make_add(ledger, given);
        case CorrectionKind::name:
            return make_name(ledger, given);
        case CorrectionKind::undo:
            return make_undo(ledger, given);
    }
    return Error{"there is no such kind of correction", "", 0};
}

std::string in_a_line(const Correction& one) {
    switch (one.kind) {
        case CorrectionKind::set: {
            std::string value = one.value;
            std::replace(value.begin(), value.end(), '\n', ';');
            return one.field + " = " + value;
        }
        case CorrectionKind::name:
            return one.words + " = " + one.to.key;
        case CorrectionKind::undo:
            return one.undoes;
        case CorrectionKind::add:
            return one.act.type + ": " + one.act.evidence;
        default:
            return one.acts.empty() ? "" : one.acts.front().evidence;
    }
}

}  // namespace chancery
