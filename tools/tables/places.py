"""places.tsv: cities, regions, seas and sites with coordinates.

SPDX-License-Identifier: Apache-2.0
"""

import io
import struct
import zipfile

from common import fold, latin, plain, read_csv, read_hand, read_table, write_table
from states import read_country_info

# A city of at least so many people is listed whatever its name; a seat of a province, and a city of
# the states that news of conflicts and neighbours goes into, at least so many; any other at least TOWN.
CITY = 100_000
TOWN = 50_000
SEAT = 15_000
CLOSER = set("UKR PSE LBN ISR SYR LAO KHM MMR VNM ARM GEO MDA XKX BIH SRB MNE MKD ALB EST LVA LTU YEM SDN SSD LBY MNG".split())


def read_dbf(data):
    """Rows of a dBASE table (the attributes of a shapefile) as dicts of stripped text."""
    count, header, size = struct.unpack("<xxxxIHH", data[:12])
    fields, at = [], 32
    while data[at] != 0x0D:
        name = data[at : at + 11].split(b"\0")[0].decode()
        fields.append((name, data[at + 16]))
        at += 32
    for index in range(count):
        row = data[header + index * size : header + (index + 1) * size]
        at, out = 1, {}
        for name, width in fields:
            out[name] = row[at : at + width].decode("utf-8", "replace").strip(" \0")
            at += width
        yield out


def boxes(data):
    """The middle of each shape's bounding box as (latitude, longitude)."""
    at = 100
    while at < len(data):
        _, words = struct.unpack(">II", data[at : at + 8])
        west, south, east, north = struct.unpack("<4d", data[at + 12 : at + 44])
        yield (south + north) / 2, (west + east) / 2
        at += 8 + words * 2


def names_of_people(gazetteer):
    """Words that are given or family names; a town so called is more often a person in the news."""
    found = {fold(row["name"]) for row in read_table("given_names.tsv")}
    for row in read_csv(gazetteer / "names" / "common-surnames-by-country.csv"):
        found |= {fold(row[column] or "") for column in ("Localized Name", "Romanized Name")}
    for row in read_table("leaders.tsv"):
        found |= set(fold(row["name"]).split())
    return found


def cities(gazetteer, codes):
    people_names = names_of_people(gazetteer)
    with zipfile.ZipFile(gazetteer / "places" / "cities15000.zip") as archive:
        text = io.TextIOWrapper(archive.open("cities15000.txt"), encoding="utf-8")
        for line in text:
            cells = line.rstrip("\n").split("\t")
            name, feature, iso2, people = cells[1], cells[7], cells[8], int(cells[14] or 0)
            if iso2 not in codes or not latin(name):
                continue
            if feature in ("PPLX", "PPLH", "PPLQ", "PPLW"):
                continue
            capital = feature == "PPLC"
            least = SEAT if codes[iso2] in CLOSER else TOWN
            town = people >= least and fold(name) not in people_names
            if not (capital or people >= CITY or (feature == "PPLA" and people >= SEAT) or town):
                continue
            kind = "capital" if capital else "city"
            yield name, codes[iso2], kind, float(cells[4]), float(cells[5]), people, "geonames"


def seas(gazetteer):
    with zipfile.ZipFile(gazetteer / "places" / "ne_10m_geography_marine_polys.zip") as archive:
        rows = list(read_dbf(archive.read("ne_10m_geography_marine_polys.dbf")))
        middles = list(boxes(archive.read("ne_10m_geography_marine_polys.shp")))
    for row, (latitude, longitude) in zip(rows, middles):
        name = (row.get("name_en") or row.get("NAME_EN") or row.get("name") or "").strip()
        if name and latin(name) and len(name) > 5:
            yield (name.title() if name.isupper() else name), "", "water", latitude, longitude, 0, "naturalearth"


def regions(gazetteer, codes):
    """First-order divisions: at the coordinates of no one point, so left empty."""
    with open(gazetteer / "places" / "admin1CodesASCII.txt", encoding="utf-8") as file:
        for line in file:
            code, name, ascii_name, _ = line.rstrip("\n").split("\t")
            iso2 = code.split(".")[0]
            if iso2 in codes and latin(ascii_name):
                yield ascii_name, codes[iso2], "region", "", "", 0, "geonames"


def degrees(value):
    return "" if value == "" else f"{float(value):.4f}"


def main(gazetteer):
    info = read_country_info(gazetteer)
    codes = {row["iso2"]: row["code"] for row in info}
    dropped = {fold(row["name"]) for row in read_hand("places_dropped.tsv")}
    states = {fold(row["name"]) for row in info} | {"united states", "korea", "america", "britain"}
    best = {}
    hand = [
        (r["name"], r["code"], r["kind"], r["latitude"], r["longitude"], 0, "hand") for r in read_hand("places.tsv")
    ]
    for place in [*hand, *cities(gazetteer, codes), *seas(gazetteer), *regions(gazetteer, codes)]:
        name, code, kind, _, _, people, source = place
        key = fold(name)
        if source != "hand" and (key in dropped or (key in states and kind != "capital") or len(key) < 3):
            continue
        # One place for a name: ours, else a capital, else the city with most people, else a region.
        rank = (source == "hand", kind == "capital", kind == "water", kind == "city", people)
        if key not in best or rank > best[key][0]:
            best[key] = (rank, place)
    rows = [
        (plain(name) if source != "hand" else name, code, kind, degrees(lat), degrees(lon), people or "", source)
        for _, (name, code, kind, lat, lon, people, source) in best.values()
    ]
    write_table("places.tsv", ["name", "code", "kind", "latitude", "longitude", "population", "source"], rows)
