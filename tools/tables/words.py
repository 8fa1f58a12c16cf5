"""bodies.tsv, roles.tsv, honorifics.tsv, given_names.tsv and gender_words.tsv: the common words of office.

SPDX-License-Identifier: Apache-2.0
"""

import re

from common import fold, latin, plain, read_csv, read_hand, read_table, write_table

# PLOVER agent codes to sectors; codes that are not here are no sector of an actor.
SECTORS = {
    "GOV": "GOV", "LEG": "LEG", "JUD": "JUD", "MIL": "MIL", "COP": "COP", "SPY": "GOV", "PTY": "PTY",
    "IGO": "IGO", "NGO": "NGO", "BUS": "BUS", "MNC": "BUS", "MED": "MED", "CVL": "CVL", "REB": "REB",
    "UAF": "REB", "OPP": "OPP", "EDU": "EDU", "AGR": "CVL", "HLH": "CVL", "LAB": "CVL", "REF": "CVL",
    "HRI": "CVL", "REL": "CVL", "SET": "CVL", "CRM": "REB", "ELI": "GOV", "JEW": "", "ENV": "CVL",
}

# The sources' MED is the press and medicine alike; these are the press.
PRESS = r"edit|corresp|photograph|news|journal|report|media|film|writer|broadcast|column|publish|present|anchor|blog|camera"

# Agents that are bodies, things or misspelled stems, not people.
NOT_PERSONS = r"minist|ministr|depart|dept|cent(er|re)$|tanker|liner|carrier|bomber jet|newspaper|paper|^(other|owner)$"


def agents(path):
    """(noun, plural or '', sector) of an agents file, substitution sets opened."""
    sets, rows = {}, []
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            line = line.split("#")[0].strip()
            opened = re.match(r"(![A-Z]+!) *= *(.+)", line)
            if opened:
                sets[opened[1]] = [w.strip() for w in opened[2].split(",")]
                continue
            row = re.match(r"([^\[\{]+?)\s*(?:\{(.*?)\})?\s*\[~(\w{3})\w*\]", line)
            if not row or row[1].startswith("~"):
                continue
            nouns = [row[1]]
            for key, words in sets.items():
                nouns = [n.replace(key, w) for n in nouns for w in (words if key in n else [key])]
            rows += [(n.replace("_", " ").strip().lower(), (row[2] or "").replace("_", " ").lower(), row[3]) for n in nouns]
    return rows


def plural(noun):
    if noun.endswith("men") or noun.endswith("s"):
        return noun
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(s|x|ch|sh)$", noun):
        return noun + "es"
    return noun + "s"


def roles(gazetteer):
    rows, known = [], set()
    for row in read_hand("roles.tsv"):
        for role in row["roles"].split("; "):
            if role in known:
                continue
            known.add(role)
            rows.append((role, row["sector"], row["office"], row["rank"], "hand"))
    stopped = {row["role"] for row in read_hand("roles_dropped.tsv")}
    stopped |= {plural(role) for role in stopped}
    for name, source in (("PLOVER_agents.txt", "plover"), ("Phoenix.agents.txt", "phoenix")):
        for noun, _, code in agents(gazetteer / "actors" / name):
            sector = SECTORS.get(code, "")
            if not sector or noun in stopped or not re.fullmatch(r"[a-z][a-z' -]+", noun):
                continue
            is_person = re.search(
                r"(er|or|ist|ant|ent|man|woman|person|ian|ee|leader|chief|guard|official|member|agent|monk|cleric|nun)$", noun
            )
            if not is_person or noun.endswith("ment") or len(noun.split()) > 3 or re.search(NOT_PERSONS, noun):
                continue
            if sector == "MED" and not re.search(PRESS, noun):
                sector = "CVL"
            for word, rank in ((noun, "description"), (plural(noun), "group")):
                if word in stopped:
                    continue
                if word.endswith(("men", "people")) or (word == noun and noun.endswith("s") and is_person):
                    rank = "group"
                if word not in known:
                    known.add(word)
                    rows.append((word, sector, "", rank, source))
    return rows


# In these the family name comes first.
ISO3 = {"CN": "CHN", "TW": "TWN", "HK": "HKG", "KR": "KOR", "KP": "PRK", "VN": "VNM", "KH": "KHM", "JP": "JPN", "HU": "HUN"}
FAMILY_FIRST = {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "KHM", "JPN", "HUN", "SGP"}


def first_names_of_leaders():
    """(given name, gender) of the holders in leaders.tsv whose given name stands first.

    Only rows written by hand give a gender of their own: that of the others comes from here.
    """
    for row in read_table("leaders.tsv"):
        if row["source"] != "hand":
            continue
        name, gender = row["name"], row["gender"]
        first = name.split()[0]
        if gender and row["code"] not in FAMILY_FIRST and " " in name and re.fullmatch(r"[A-Z]\w{2,}", plain(first)):
            yield first, gender


def given_names(gazetteer):
    """Given names by gender, from the lists of common forenames and by hand."""
    seen, spelled = {}, {}
    for row in read_csv(gazetteer / "names" / "common-forenames-by-country.csv"):
        if row["Gender"] not in ("F", "M"):
            continue
        for field in (row["Localized Name"], row["Romanized Name"]):
            for name in re.split(r"[/,]", field or ""):
                name = name.strip()
                if len(name) < 2 or not latin(name) or name[0].islower() or not re.fullmatch(r"[\w'’ -]+", name) or " " in name:
                    continue
                key = fold(name)
                seen.setdefault(key, set()).add("female" if row["Gender"] == "F" else "male")
                spelled.setdefault(key, plain(name).title() if name.isupper() else plain(name))
    sources = dict.fromkeys(seen, "forenames")
    for name, gender in first_names_of_leaders():
        key = fold(name)
        if sources.get(key, "leaders") == "leaders":
            spelled.setdefault(key, plain(name))
            seen.setdefault(key, set()).add(gender)
            sources[key] = "leaders"
    # "Meng" and "Lee" before a given name say nothing of the bearer.
    for row in read_csv(gazetteer / "names" / "common-surnames-by-country.csv"):
        if ISO3.get(row["Country"]) in FAMILY_FIRST:
            key = fold(row["Romanized Name"] or "")
            if key in seen:
                seen[key] = {"female", "male"}
    for row in read_hand("given_names.tsv"):
        for name in row["names"].split():
            key = fold(name)
            spelled.setdefault(key, name)
            # A later row outweighs an earlier one.
            seen[key] = {"female", "male"} if row["gender"] == "both" else {row["gender"]}
            sources[key] = "hand"
    for key, genders in seen.items():
        gender = "both" if len(genders) == 2 else next(iter(genders))
        yield (spelled[key], gender, sources[key])


def main(gazetteer):
    bodies, known = [], set()
    for row in read_hand("bodies.tsv"):
        for phrase in row["phrases"].split("; "):
            if phrase not in known:
                known.add(phrase)
                bodies.append((phrase, row["kind"], row["sector"], "hand"))
    write_table("bodies.tsv", ["phrase", "kind", "sector", "source"], bodies)
    write_table("roles.tsv", ["role", "sector", "office", "rank", "source"], roles(gazetteer))
    honorifics = [(row["honorific"], row["gender"], "hand") for row in read_hand("honorifics.tsv")]
    write_table("honorifics.tsv", ["honorific", "gender", "source"], honorifics)
    write_table("given_names.tsv", ["name", "gender", "source"], given_names(gazetteer))
    gendered = [(word, row["gender"], "hand") for row in read_hand("gender_words.tsv") for word in row["words"].split()]
    write_table("gender_words.tsv", ["word", "gender", "source"], gendered)
