"""state_names_world.tsv: states in the spellings of all languages, for searching, not for reading.

English text is matched against state_names.tsv alone; this table holds what it does not: a
spelling that folds to one of those, or to an earlier one here, is left out, and so is one that
two states share.

SPDX-License-Identifier: Apache-2.0
"""

import csv
import html
import json
import re

from common import fold, read_table, squeeze, write_table
from states import read_country_info

COLUMNS = ["name", "code", "language", "source"]
# More than a name needs; what is longer in the sources is a remark.
LONGEST = 80


def cldr(gazetteer, codes):
    with open(gazetteer / "countries" / "cldr_country_names.tsv", encoding="utf-8") as file:
        for iso2, language, name in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if iso2 in codes:
                yield name, codes[iso2], language, "cldr"


def geonames(gazetteer):
    """GeoNames translations, by the number that countryInfo gives a country."""
    numbers = {}
    with open(gazetteer / "places" / "countryInfo.txt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if not line.startswith("#") and len(cells) > 16:
                numbers[cells[16]] = cells[1]
    with open(gazetteer / "countries" / "geonames_country_translations.json", encoding="utf-8") as file:
        for number, names in json.load(file).items():
            for language, name in sorted(names.items()):
                if number in numbers:
                    yield name, numbers[number], language, "geonames"


def countrynames(gazetteer, codes):
    """Spellings met in official lists; their language is not given ('und')."""
    iso2 = None
    with open(gazetteer / "countries" / "countrynames_data.yaml", encoding="utf-8") as file:
        for line in file:
            section = re.match(r'"?(\w+)"?:\s*$', line)
            item = re.match(r"\s*- (.+)$", line)
            if section:
                iso2 = section[1]
            elif item and iso2 in codes:
                name = re.sub(r"\s+#.*$", "", item[1]).strip()
                name = name[1:-1] if name[:1] in "\"'" and name[:1] == name[-1:] else name
                yield name, codes[iso2], "und", "countrynames"


def main(gazetteer):
    codes = {row["iso2"]: row["code"] for row in read_country_info(gazetteer)}
    known = {row["code"] for row in read_table("states.tsv")}
    english = {}
    for row in read_table("state_names.tsv"):
        english.setdefault(fold(row["name"]), row["code"])
    owners, rows = {}, {}
    for name, code, language, source in [*cldr(gazetteer, codes), *geonames(gazetteer), *countrynames(gazetteer, codes)]:
        name = squeeze(html.unescape(name))
        key = fold(name)
        # Two Latin letters or a number are a code, not a spelling.
        if code not in known or not re.search(r"[^\W\d_]", key) or (len(key) < 3 and name.isascii()) or len(name) > LONGEST:
            continue
        # No state's name has a number in it: those of the sources are slips.
        if key in english or "\t" in name or re.search(r"\d", name):
            continue
        owners.setdefault(key, set()).add(code)
        rows.setdefault((key, code), (name, code, language, source))
    write_table("state_names_world.tsv", COLUMNS, [row for (key, _), row in rows.items() if len(owners[key]) == 1])
