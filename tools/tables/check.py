"""Check the tables of data/actors: form, order, references, dates, terms that overlap.

    python3 tools/tables/check.py [FOLDER]

Prints file:line and what is wrong; exits with 1 if anything is.

SPDX-License-Identifier: Apache-2.0
"""

import re
import sys
import unicodedata
from datetime import date, timedelta
from pathlib import Path

from common import HAND, TABLES, fold

COLUMNS = {
    "states.tsv": "code name iso2 kind capital continent source",
    "state_names.tsv": "name code kind source",
    "state_names_world.tsv": "name code language source",
    "leaders.tsv": "name short gender code sector office title since until source",
    "leader_names.tsv": "alias name source",
    "organisations.tsv": "name kind code sector source",
    "organisation_names.tsv": "alias name source",
    "igo_members.tsv": "igo code source",
    "bodies.tsv": "phrase kind sector source",
    "roles.tsv": "role sector office rank source",
    "heads.tsv": "head kind sector source",
    "honorifics.tsv": "honorific gender source",
    "given_names.tsv": "name gender source",
    "gender_words.tsv": "word gender source",
    "antecedents.tsv": "cue weight source",
    "places.tsv": "name code kind latitude longitude population source",
    "media.tsv": "name kind code domain source",
    "media_names.tsv": "alias name source",
}
MAY_BE_EMPTY = {
    "short", "gender", "until", "domain", "office", "capital", "iso2", "population", "sector", "code", "continent",
    "since", "latitude", "longitude",
}
SECTORS = {"", "GOV", "LEG", "JUD", "MIL", "COP", "PTY", "IGO", "NGO", "BUS", "MED", "CVL", "REB", "OPP", "EDU"}
OFFICES = {
    "", "head_of_state", "head_of_government", "party_leader", "foreign_minister", "defence_minister", "minister",
    "deputy", "speaker", "monarch", "ambassador", "envoy", "igo_head", "spokesperson", "other",
}
VALUES = {
    ("states.tsv", "kind"): {"state", "party_state", "cabinet_state", "territory"},
    ("state_names.tsv", "kind"): {"name", "abbreviation", "demonym", "people", "capital", "metonym", "government"},
    ("organisations.tsv", "kind"): {
        "igo", "party", "body", "ngo", "company", "media", "armed_group", "people", "other",
    },
    ("bodies.tsv", "kind"): {"body", "party", "ngo", "company", "media", "other"},
    ("roles.tsv", "rank"): {"title", "description", "group"},
    ("places.tsv", "kind"): {"capital", "city", "region", "water", "site"},
    ("media.tsv", "kind"): {"agency", "outlet"},
    ("given_names.tsv", "gender"): {"female", "male", "both"},
    ("gender_words.tsv", "gender"): {"female", "male"},
    ("honorifics.tsv", "gender"): {"", "female", "male"},
    ("leaders.tsv", "gender"): {"", "female", "male"},
}
SINGLE = {"head_of_state", "head_of_government", "foreign_minister"}
SLACK = timedelta(days=31)


class Table:
    """One file: rows as dicts with their line numbers; faults are kept as they are met."""

    def __init__(self, folder, name, faults):
        self.name, self.rows, self.faults = name, [], faults
        self.columns = COLUMNS[name].split()
        path = folder / name
        if not path.exists():
            self.fault(1, "the file is missing")
            return
        before = None
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if number == 1:
                if line.split("\t") != self.columns:
                    self.fault(1, f"the header is not: {' '.join(self.columns)}")
                continue
            if not line or line.startswith("#"):
                continue
            if before is not None and line.encode() <= before:
                self.fault(number, "not sorted by bytes, or repeated")
            before = line.encode()
            self.row(number, line)

    def fault(self, line, text):
        self.faults.append((self.name, line, text))

    def row(self, number, line):
        if unicodedata.normalize("NFC", line) != line:
            self.fault(number, "not in Unicode form NFC")
        cells = line.split("\t")
        if len(cells) != len(self.columns):
            self.fault(number, f"{len(cells)} cells for {len(self.columns)} columns")
            return
        for column, cell in zip(self.columns, cells):
            if cell != cell.strip() or "  " in cell or "\u00a0" in cell or "\r" in cell:
                self.fault(number, f"stray space in {column}")
            if not cell and column not in MAY_BE_EMPTY:
                self.fault(number, f"{column} is empty")
            if re.search(r"<|>|&#?\w+;", cell):
                self.fault(number, f"markup in {column}")
            if column == "sector" and cell not in SECTORS or column == "office" and cell not in OFFICES:
                self.fault(number, f"unknown {column} '{cell}'")
            allowed = VALUES.get((self.name, column))
            if allowed is not None and cell not in allowed:
                self.fault(number, f"unknown {column} '{cell}'")
        self.rows.append((number, dict(zip(self.columns, cells))))

    def unique(self, *columns, key=lambda text: text):
        seen = {}
        for number, row in self.rows:
            cell = tuple(key(row[c]) for c in columns)
            if seen.setdefault(cell, number) != number:
                self.fault(number, f"'{' '.join(row[c] for c in columns)}' is also in line {seen[cell]}")


def first_day(text):
    """The first day of YYYY, YYYY-MM or YYYY-MM-DD; None where it is no date."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return None
    year, month, day = (text.split("-") + ["1", "1"])[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def exceptions():
    """(code, office) that may have two holders at a time, from hand/overlaps.tsv."""
    path = HAND / "overlaps.tsv"
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(row[0], row[1]) for row in rows[1:]}


def check_shorts(leaders):
    shorts = {}
    for number, row in leaders.rows:
        if shorts.setdefault(row["name"], row["short"]) != row["short"]:
            leaders.fault(number, f"{row['name']} is short '{row['short']}' here and '{shorts[row['name']]}' elsewhere")


def check_terms(leaders):
    groups = {}
    for number, row in leaders.rows:
        since, until = first_day(row["since"]), first_day(row["until"])
        for column, day in (("since", since), ("until", until)):
            if row[column] and not day:
                leaders.fault(number, f"{column} '{row[column]}' is no date")
        if not row["since"]:
            leaders.fault(number, "since is empty")
        if since and until and until <= since and len(row["until"]) > 4:
            leaders.fault(number, "the term ends before it begins")
        if row["office"] in SINGLE and since and (until or not row["until"]):
            groups.setdefault((row["code"], row["office"]), []).append((since, until or date.max, number, row))
    allowed = exceptions()
    for key, terms in groups.items():
        terms.sort(key=lambda t: t[:3])
        for before, after in zip(terms, terms[1:]):
            rough = len(before[3]["until"]) == 4 or len(after[3]["since"]) == 4
            if before[1] != date.max and before[1] <= after[0] + (timedelta(days=366) if rough else SLACK):
                continue
            if key not in allowed:
                leaders.fault(after[2], f"{after[3]['name']} and {before[3]['name']} are both {key[1]} of {key[0]}")


def check_places(places):
    for number, row in places.rows:
        for column, limit in (("latitude", 90), ("longitude", 180)):
            if row[column] and not re.fullmatch(r"-?\d+\.\d{1,4}", row[column]) or abs(float(row[column] or 0)) > limit:
                places.fault(number, f"{column} '{row[column]}' is no number of degrees")
        if not re.fullmatch(r"\d*", row["population"]):
            places.fault(number, f"population '{row['population']}' is no number")


def check_names(tables, aliases, names):
    known = {row["name"] for _, row in tables[names].rows}
    keys = {fold(name): name for name in known}
    for number, row in tables[aliases].rows:
        if row["name"] not in known:
            tables[aliases].fault(number, f"nobody in {names} is called '{row['name']}'")
        own = keys.get(fold(row["alias"]))
        if own and own != row["name"]:
            tables[aliases].fault(number, f"'{row['alias']}' is the name of another in {names}")
    tables[aliases].unique("alias")


def check_world(tables):
    """No spelling twice, none that state_names.tsv has already."""
    english = {fold(row["name"]) for _, row in tables["state_names.tsv"].rows}
    world = tables["state_names_world.tsv"]
    for number, row in world.rows:
        if fold(row["name"]) in english:
            world.fault(number, f"'{row['name']}' is in state_names.tsv")
    world.unique("name", key=fold)


def check_codes(tables):
    states = {row["code"] for _, row in tables["states.tsv"].rows}
    igos = {row["code"] for _, row in tables["organisations.tsv"].rows if row["kind"] == "igo"}
    for name in ("state_names.tsv", "state_names_world.tsv", "leaders.tsv", "organisations.tsv", "places.tsv", "media.tsv", "igo_members.tsv"):
        for number, row in tables[name].rows:
            if row["code"] and row["code"] not in states and row["code"] not in igos:
                tables[name].fault(number, f"unknown code '{row['code']}'")
    for number, row in tables["igo_members.tsv"].rows:
        if row["igo"] not in igos:
            tables["igo_members.tsv"].fault(number, f"unknown organisation '{row['igo']}'")


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLES
    faults = []
    tables = {name: Table(folder, name, faults) for name in COLUMNS}
    check_codes(tables)
    check_shorts(tables["leaders.tsv"])
    check_terms(tables["leaders.tsv"])
    check_places(tables["places.tsv"])
    for aliases, names in (("leader_names", "leaders"), ("organisation_names", "organisations"), ("media_names", "media")):
        check_names(tables, aliases + ".tsv", names + ".tsv")
    for name, column in (("states", "code"), ("organisations", "name"), ("media", "name"), ("roles", "role"), ("bodies", "phrase"),
                         ("honorifics", "honorific"), ("given_names", "name")):
        tables[name + ".tsv"].unique(column)
    tables["state_names.tsv"].unique("name", "code", "kind")
    check_world(tables)
    for name, line, text in sorted(faults):
        print(f"{name}:{line}: {text}")
    print(f"{sum(len(t.rows) for t in tables.values())} rows in {len(tables)} files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
