"""Which offices of states have no holder in leaders.tsv, or two, on given days.

    python3 tools/tables/audit.py [FOLDER] [--days DAY ...] [--office OFFICE ...] [--list] [--chains CODE ...]

Counts the gaps by office and day; --list names the states, --chains prints what a state's offices hold.
It judges nothing: a gap may be true (no parliament sits), a second holder may be a dispute.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
from pathlib import Path

from common import TABLES, read_table

DAYS = ["2023-01-01", "2024-06-01", "2025-06-01", "2026-01-25"]
OFFICES = ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "speaker", "party_leader"]
# --chains leaves out terms that ended before.
RECENT = "2022"
# States whose king or queen lives elsewhere; a governor-general stands for them.
REALMS = set("ATG AUS BHS BLZ CAN GRD JAM KNA LCA NZL PNG SLB TUV VCT".split())
# Presidents who are their own heads of government, or whose states had no prime minister on most of the days.
NO_PREMIER = set(
    "AFG AGO ARG BEN BOL BRA BWA CHL COL COM CRI CYP DOM ECU FSM GHA GMB GTM HND IDN IRN KEN KIR LBR MDV MEX MHL MWI "
    "NGA NIC NRU OMN PAN PHL PLW PRY SLE SLV SSD SUR SYC TKM TUR URY USA UZB VEN ZAF ZMB ZWE CHE VAT ERI SMR".split()
)
# States without armed forces or without a minister who has defence in the name of the office.
NO_DEFENCE = set(
    "AND ATG BHS BRB CRI DMA FSM GRD ISL KIR KNA LCA LIE MCO MHL NRU PAN PLW SLB SMR TUV VAT VCT VUT WSM MUS BRN".split()
)
# States led by the secretary of the one party.
ONE_PARTY = set("CHN CUB LAO PRK VNM ERI".split())


def day(text, fill):
    """A date of the tables as a full day; an unsure one is its first day."""
    return text + fill[len(text) :] if text else "9999"


def holds(row, when):
    """True if the term holds on the day; a term known to the year alone gets the benefit of the doubt."""
    since, until = row["since"], row["until"]
    began = day(since, "0000-01-01") <= when or since == when[: len(since)]
    return began and (not until or day(until, "0000-01-01") > when or until == when[: len(until)])


def holders(leaders, code, office, when):
    offices = {office} | ({"monarch"} if office == "head_of_state" else set())
    return [r for r in leaders if r["code"] == code and r["office"] in offices and holds(r, when)]


def expected(code, office):
    if office == "head_of_state":
        return code not in REALMS
    if office == "head_of_government":
        return code not in NO_PREMIER
    if office == "defence_minister":
        return code not in NO_DEFENCE
    if office == "party_leader":
        return code in ONE_PARTY
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=TABLES)
    parser.add_argument("--days", nargs="+", default=DAYS)
    parser.add_argument("--office", nargs="+", choices=OFFICES, default=OFFICES)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--chains", nargs="+", metavar="CODE", default=[])
    args = parser.parse_args()
    leaders = read_table(args.folder / "leaders.tsv")
    states = [r["code"] for r in read_table(args.folder / "states.tsv") if r["kind"] == "state"]
    for code in args.chains:
        rows = [r for r in leaders if r["code"] == code and r["office"] in [*OFFICES, "monarch"]]
        for row in sorted(rows, key=lambda r: (r["office"], r["since"])):
            if row["until"] and row["until"] < RECENT:
                continue
            print("\t".join((code, row["office"], row["title"], row["name"], row["since"], row["until"], row["source"])))
    if args.chains:
        return
    for office in args.office:
        asked = [code for code in states if expected(code, office)]
        for when in args.days:
            found = {code: holders(leaders, code, office, when) for code in asked}
            none = [code for code in asked if not found[code]]
            single = office != "speaker"
            two = [c for c in asked if single and len({r["name"] for r in found[c]}) > 1]
            print(f"{office}\t{when}\t{len(asked)} states\t{len(none)} without\t{len(two)} with several")
            if args.list:
                print("  without: " + " ".join(none))
                print("  several: " + " ".join(two))


if __name__ == "__main__":
    main()
