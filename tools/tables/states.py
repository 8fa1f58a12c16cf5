"""states.tsv and state_names.tsv: states and territories with all that English news calls them.

SPDX-License-Identifier: Apache-2.0
"""

import re

from common import fold, latin, read_csv, read_hand, write_table

# ISO codes of states that GeoNames keeps although they are gone.
GONE = {"ANT", "SCG"}
# States in the sense of the tables that the United Nations do not list as independent.
# Where the secretary of the ruling party leads, whatever the offices of the state.
LED_BY_A_PARTY = {"CHN", "CUB", "LAO", "PRK", "VNM"}
# Where the head of government leads and the head of state stands above politics.
LED_BY_A_CABINET = set(
    "ALB AND ARM ATG AUS AUT BEL BGD BGR BHS BLZ BRB BTN CAN CZE DEU DMA DNK ESP EST ETH FIN FJI GBR GEO GRC GRD HRV HUN "
    "IND IRL IRQ ISL ISR ITA JAM JPN KHM KNA LBN LCA LSO LUX LVA MKD MLT MNE MNG MUS MYS NLD NOR NPL NZL PAK PNG PRT SGP "
    "SLB SVK SVN SWE THA TLS TON TTO TUV VCT VUT WSM XKX".split()
)
ALSO_STATES = {"XKX", "TWN", "PSE", "VAT"}


def read_country_info(gazetteer):
    rows = []
    with open(gazetteer / "places" / "countryInfo.txt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if cells[0] in ("ISO", "") or line.startswith("#") or cells[1] in GONE:
                continue
            rows.append(
                {"iso2": cells[0], "code": cells[1], "name": cells[4], "capital": cells[5], "continent": cells[8]}
            )
    return rows


def demonyms(text, plural):
    """The words of a Factbook demonym field, without its remarks; [] if it is not plain."""
    text = re.sub(r"\((singular and plural|US citizens|US nationals|colloquial|collective plural)\)", "", text)
    if not text or text.lower().startswith("none") or re.search(r"\((sing|plur|men)|note", text):
        return []
    words = []
    for word in re.split(r",| or |;", text):
        word = word.strip()
        if word.startswith("or "):
            word = word[3:]
        if not word:
            continue
        words.append(word.replace("(s)", "s" if plural else ""))
    return words


def factbook(gazetteer, by_name):
    """Demonyms and people nouns from the Factbook, by state."""
    out = []
    for row in read_csv(gazetteer / "countries" / "fb_countries.csv"):
        code = by_name.get(fold(row["short"])) or by_name.get(fold(row["long"]))
        if not code:
            continue
        out += [(word, code, "demonym", "factbook") for word in demonyms(row["demonym_adj"], False)]
        out += [(word, code, "people", "factbook") for word in demonyms(row["demonym_noun"], True)]
        for column in ("short", "long"):
            name = row[column].removeprefix("the ").removeprefix("The ")
            if name not in ("none", "") and "(" not in name and "," not in name:
                out.append((name, code, "name", "factbook"))
    return out


def main(gazetteer):
    info = read_country_info(gazetteer)
    codes = {row["iso2"]: row["code"] for row in info}
    independent = {
        row["ISO3166-1-Alpha-3"]: row["is_independent"] == "Yes"
        for row in read_csv(gazetteer / "countries" / "country-codes.csv")
    }
    hand = read_hand("state_names.tsv")
    renamed = {row["code"]: row for row in read_hand("states.tsv")}

    states, names = [], []
    for row in info:
        code = row["code"]
        change = renamed.get(code, {})
        kind = "state" if independent.get(code) or code in ALSO_STATES else "territory"
        kind = "party_state" if code in LED_BY_A_PARTY else "cabinet_state" if code in LED_BY_A_CABINET else kind
        name = change.get("name") or row["name"]
        capital = change.get("capital") or row["capital"]
        source = "hand" if change else "geonames"
        states.append((code, name, row["iso2"], kind, capital, row["continent"], source))
        names.append((name, code, "name", source))
        names.append((row["name"], code, "name", "geonames"))
        if kind != "territory" and capital:
            names.append((capital, code, "capital", source))
    for row in hand:
        for name in row["names"].split("; "):
            names.append((name, row["code"], row["kind"], "hand"))

    by_name = {}
    for name, code, kind, _ in names:
        if kind in ("name", "abbreviation"):
            by_name.setdefault(fold(name), code)
    with open(gazetteer / "countries" / "cldr_country_names.tsv", encoding="utf-8") as file:
        for line in file:
            iso2, language, name = line.rstrip("\n").split("\t")
            if language == "en" and iso2 in codes:
                by_name.setdefault(fold(name), codes[iso2])
                names.append((name, codes[iso2], "name", "cldr"))
    for row in read_csv(gazetteer / "countries" / "country-codes.csv"):
        code = row["ISO3166-1-Alpha-3"]
        if code not in codes.values():
            continue
        for column in ("UNTERM English Short", "UNTERM English Formal"):
            name = re.sub(r"^the | \(the\)$|\s*\*$", "", row[column])
            if name and "(" not in name:
                names.append((name, code, "name", "country-codes"))
    names += factbook(gazetteer, by_name)
    write_table(
        "states.tsv", ["code", "name", "iso2", "kind", "capital", "continent", "source"], states
    )
    write_table("state_names.tsv", ["name", "code", "kind", "source"], settle(names))


def settle(names):
    """One state for each spelling: hand rows win, dropped spellings go, repeats fall."""
    dropped = {fold(row["name"]) for row in read_hand("state_names_dropped.tsv")}
    order = {"hand": 0, "geonames": 1, "cldr": 2, "country-codes": 3, "factbook": 4}
    owner, kept, has_hand = {}, {}, set()
    for name, code, kind, source in names:
        if source == "hand":
            has_hand.add((code, kind))
    for name, code, kind, source in sorted(names, key=lambda n: (order[n[3]], n[0])):
        key = fold(name)
        if not key or not latin(name) or (key in dropped and source != "hand"):
            continue
        # A state whose demonyms are written by hand needs no others.
        if source != "hand" and kind in ("demonym", "people", "capital") and (code, kind) in has_hand:
            continue
        if kind == "abbreviation":
            key = name
        group = "name" if kind == "capital" else kind
        if owner.setdefault((key, group), code) != code:
            if source == "hand":
                raise SystemExit(f"state_names.tsv: {name} is both {owner[key, group]} and {code}")
            continue
        if kind in ("capital", "abbreviation", "metonym") and (key, "name") in kept:
            continue
        kept.setdefault((key, kind), (name, code, kind, source))
    return kept.values()
