"""organisations.tsv, organisation_names.tsv and igo_members.tsv.

SPDX-License-Identifier: Apache-2.0
"""

import re

from common import fold, latin, plain, read_csv, read_hand, read_table, squeeze, write_table

# A party of the sources is listed if it won so much of a vote, in percent, since 2005.
SHARE, YEAR = 3.0, 2005
GENERIC = {
    "democratic party", "labour party", "conservative party", "socialist party", "communist party", "liberal party",
    "republican party", "workers party", "peoples party", "green party", "the greens", "greens", "national party",
    "centre party", "center party", "social democratic party", "independents", "independent", "alliance", "others",
    "christian democrats", "social democrats", "coalition", "unity", "national front", "justice party", "people first",
    "left party", "reform party", "national union", "freedom party", "progressive party", "union", "the left", "future",
}


# A party whose name holds these words alone could be of any country.
COMMON = set(
    "the of and for a party parties movement union front alliance coalition league congress bloc rally democracy democrat democrats "
    "democratic social socialist communist liberal conservative republican national nationalist popular people peoples workers labour "
    "labor green greens left right centre center christian islamic muslim progressive unity united unified justice development freedom "
    "free liberty independent independence reform renewal new modern civic citizens citizen patriotic radical equality solidarity "
    "victory blue orange red white tomorrow future seed direct real federal european union moderate good action hope peace progress "
    "revolutionary agrarian farmers country homeland rally motherland fatherland democracy republic republicans order law".split()
)


def parties(gazetteer, taken):
    """Parties with English names that took part in elections of our time."""
    states = {row["code"] for row in read_table("states.tsv")}
    for row in read_csv(gazetteer / "parties" / "partyfacts-core-parties.csv"):
        name = squeeze((row["name_english"] or "").split(" / ")[0])
        share, year = row["share"], row["share_year"]
        if not name or not share or float(share) < SHARE or not year or int(year) < YEAR or row["year_last"]:
            continue
        key = fold(name)
        if row["country"] not in states or key in taken or key in GENERIC or set(key.split()) <= COMMON or not latin(name) or len(name) < 8 or "(" in name or " " not in name:
            continue
        if len(name) > 60 or not name[0].isupper() or not re.search(r"[a-z]", name):
            continue
        if not re.search(r"\b(Party|Movement|Union|Front|Alliance|Coalition|Democrats|League|Congress|Bloc|Rally|Democracy)\b", name):
            continue
        taken.add(key)
        yield plain(name), "party", row["country"], "PTY", "partyfacts"


def main(gazetteer):
    rows, aliases, taken = [], [], {}
    for row in read_hand("organisations.tsv"):
        first, *others = row["names"].split("; ")
        rows.append((first, row["kind"], row["code"], row["sector"], "hand"))
        for name in [first, *others]:
            key = fold(name)
            if taken.setdefault(key, first) != first:
                raise SystemExit(f"organisations.tsv:{row['line']}: {name} is also {taken[key]}")
        seen = {fold(first)}
        for name in others:
            if fold(name) not in seen:
                seen.add(fold(name))
                aliases.append((name, first, "hand"))
    rows += parties(gazetteer, set(taken))
    write_table("organisations.tsv", ["name", "kind", "code", "sector", "source"], rows)
    write_table("organisation_names.tsv", ["alias", "name", "source"], aliases)
    members = [(row["igo"], code, "hand") for row in read_hand("igo_members.tsv") for code in row["codes"].split()]
    write_table("igo_members.tsv", ["igo", "code", "source"], members)
