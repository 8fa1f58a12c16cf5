#!/usr/bin/env python3
"""Copies found in a set of make_copies.py against what was made.
SPDX-License-Identifier: Apache-2.0

measure_copies.py COPIES_DUMP DATA_DIR SET_DIR [-v]

Pairs are unordered. A pair of whole copies is two docs of one family; of parts, a doc and each
doc of a family that it carries something of. F1 is over all pairs of both kinds; a pair whose
kind was told wrongly counts as right there, and the tables for each kind say so. Pairs of two
docs that carry the same story are not counted.
"""
import collections
import itertools
import json
import pathlib
import re
import subprocess
import sys


def ratio(part, whole):
    return part / whole if whole else 1.0


def line(name, found, wanted):
    both = len(found & wanted)
    p, r = ratio(both, len(found)), ratio(both, len(wanted))
    print(f"{name:16} pairs {len(wanted):6}  found {len(found):6}  P {p:.4f}  R {r:.4f}  F1 {ratio(2 * p * r, p + r):.4f}")


def pairs_of(family, carries):
    members = collections.defaultdict(list)
    for doc, name in family.items():
        members[name].append(doc)
    whole = {tuple(sorted(p)) for docs in members.values() for p in itertools.combinations(docs, 2)}
    part = {tuple(sorted((doc, other))) for doc, name in carries for other in members[name] if other != doc}
    return whole, part - whole


def key(text):
    return re.sub(r"\W+", " ", text).strip()


def paragraphs(found, gold):
    """Of the paragraphs said to be copied: how many are, and of the right ones."""
    label = {(doc, key(p[0])): (p[1], p[2]) for doc, ps in gold["origin"].items() for p in ps}
    right = said = 0
    done = set()
    for row in found:
        for mine, theirs, _ in row["paragraphs"]:
            a, b = label.get((row["copy"], key(mine))), label.get((row["origin"], key(theirs)))
            said += 1
            if a and a[0] is not None and a == b:
                right += 1
                done.add((row["copy"], key(mine)))
    wanted = {(row["copy"], key(p[0])) for row in found for p in gold["origin"][row["copy"]]
              if p[1] is not None and len(p[0].split()) >= 5
              and any(q[1:] == p[1:] for q in gold["origin"][row["origin"]])}
    print(f"{'paragraphs':16} said {said:6}  right {ratio(right, said):.4f}  of those there {ratio(len(done & wanted), len(wanted)):.4f}")


def main():
    program, data, folder = sys.argv[1:4]
    folder = pathlib.Path(folder)
    gold = json.loads((folder / "gold.json").read_text())
    out = subprocess.run([program, data, str(folder / "pages")], capture_output=True, text=True, check=True)
    sys.stderr.write(out.stderr)
    rows = [json.loads(text) for text in out.stdout.split("\n") if text]
    copies = [row for row in rows if "copy" in row]
    family = {row["doc"]: row["family"] for row in rows if "doc" in row}
    carries = [(row["copy"], family[row["origin"]]) for row in copies if row["kind"] == "partial"]
    whole, part = pairs_of(family, carries)
    gold_whole, gold_part = pairs_of(gold["family"], gold["carries"])
    # Two docs that carry the same story share its words, but neither is the other's.
    carriers = collections.defaultdict(set)
    for doc, name in gold["carries"]:
        carriers[name].add(doc)
    neither = {tuple(sorted(p)) for docs in carriers.values() for p in itertools.combinations(docs, 2)}
    whole, part = whole - neither, part - neither
    line("all", whole | part, gold_whole | gold_part)
    line("whole", whole, gold_whole)
    line("part", part, gold_part)
    print(f"parts found as whole {len(gold_part & whole)}, wholes found as parts {len(gold_whole & part)}")
    paragraphs(copies, gold)
    if "-v" in sys.argv:
        by = {(row["copy"], row["origin"]): row for row in copies}
        for pair in sorted(((whole | part) - (gold_whole | gold_part)))[:30]:
            row = by.get(pair) or by.get(pair[::-1])
            print("wrong", pair, row and (row["kind"], round(row["share"], 2), round(row["origin_share"], 2), row["words"]))
        for pair in sorted(((gold_whole | gold_part) - (whole | part)))[:30]:
            print("missed", pair, "whole" if pair in gold_whole else "part")


if __name__ == "__main__":
    main()
