"""media.tsv and media_names.tsv: agencies and outlets with their domains.

SPDX-License-Identifier: Apache-2.0
"""

import html
import re

from common import fold, latin, read_csv, read_hand, squeeze, write_table
from states import read_country_info

# Hosts that many publishers share.
SHARED = re.compile(r"(medium|blogspot|wordpress|facebook|twitter|youtube|google|yahoo|msn|tumblr|scribd)\.")


# Listed as sources, but no press.
BODIES = {"international atomic energy agency", "european environment agency", "csr newswire", "globe news wire", "mtv"}

# Names that are common words, and so met where no outlet is meant.
WORDS = {"people", "nature", "metro", "trend", "hot news", "see news", "tax news", "circulate news", "government news", "the daily",
         "the province", "focus online", "the news", "12 news", "plastic news", "mining news", "the national",
         "abc", "the atlantic", "national", "stern", "vogue", "wired"}


def plain_name(cell):
    """(name, acronym or '') of a cell of the list: no markup, the acronym in brackets apart."""
    name = squeeze(html.unescape(re.sub(r"<[^>]*>", "", cell)))
    found = re.fullmatch(r"(.+?) \(([A-Za-z]{2,6})\)", name)
    return (found[1], found[2]) if found else (name, "")


def domain_of(url):
    host = re.sub(r"^https?://", "", url).split("/")[0].lower()
    return re.sub(r"^(www\d?|en|english|economia|es)\.", "", host)


def publishers(path):
    """(name, acronym, domain, country) of the publishers of a Markdown list."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    country = ""
    for part in re.split(r"(?m)^## ", text)[1:]:
        country = part[:2]
        for row in re.findall(r"<tr>.*?</tr>", part, re.S):
            name = re.search(r"<div>(.*?)</div>", row, re.S)
            link = re.search(r'<a href="(https?://[^"]+)"', row)
            if name and link:
                yield *plain_name(name[1]), domain_of(link[1]), country


def main(gazetteer):
    codes = {row["iso2"]: row["code"] for row in read_country_info(gazetteer)} | {"UK": "GBR"}
    rows, names, domains, taken = [], [], set(), set()

    def add(name, kind, code, domain, source):
        article = re.sub(r"^The ", "", name)
        if {fold(name), fold(article)} & (WORDS | BODIES | taken) or (domain and domain in domains):
            return False
        taken.add(fold(name))
        domains.add(domain)
        rows.append((name, kind, code, domain, source))
        return True

    for row in read_hand("media.tsv"):
        first, *others = row["names"].split("; ")
        add(first, row["kind"], row["code"], row["domain"], "hand")
        for name in others:
            if fold(first) not in WORDS and fold(name) not in WORDS and name not in (first,) and (fold(name) != fold(first)):
                names.append((name, first, "hand"))
                taken.add(fold(name))
    for name, acronym, domain, country in publishers(gazetteer / "media" / "fundus_publishers.md"):
        # "Euronews (DE)" is an edition, "Westdeutscher Rundfunk (WDR)" an acronym.
        edition = acronym == country
        if latin(name) and len(name) > 2 and not edition and add(name, "outlet", codes.get(country, ""), domain, "fundus"):
            if acronym and fold(acronym) not in taken:
                taken.add(fold(acronym))
                names.append((acronym, name, "fundus"))
    for row in read_csv(gazetteer / "media" / "freebie_websources.csv"):
        domain = domain_of(row["url"] or "")
        if row["language"] != "en" or SHARED.search(domain) or not re.search(r"News|Times|Post|Daily|Herald|Journal|Press|Tribune|Agency|Guardian|Mail|Chronicle|Gazette|Radio|TV|Standard|Star|Today|Observer", row["name"]):
            continue
        add(squeeze(row["name"]), "outlet", codes.get(row["cca"], ""), domain, "freebie")
    write_table("media.tsv", ["name", "kind", "code", "domain", "source"], rows)
    write_table("media_names.tsv", ["alias", "name", "source"], names)
