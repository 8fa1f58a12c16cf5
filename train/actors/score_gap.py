#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The GAP measure (K. Webster et al., 2018) on what the whole product says of the passages.

    score_gap.py --texts GAP.tsv > texts.jsonl
    chancery-dump-coref --data data --model models/reading.model < texts.jsonl > found.jsonl
    score_gap.py GAP.tsv found.jsonl [--misses]

Snippet-context: each of the names A and B is said to be the pronoun's antecedent where an actor of
the innermost named mention over it is one of the actors of the pronoun's mention. F1 is micro over all names,
of masculine and of feminine pronouns; bias is feminine F1 divided by masculine F1. `named` is the
share of names over which a person is named at all: the rest cannot be found.
"""
import argparse
import collections
import csv
import json
import pathlib


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def bytes_of(text, offset, length):
    begin = len(text[:offset].encode())
    return begin, begin + len(text[offset:offset + length].encode())


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def spans(row):
    """Byte spans of the pronoun, A and B."""
    return {key: bytes_of(row["Text"], int(row[f"{key}-offset"]), len(row[key]))
            for key in ("Pronoun", "A", "B")}


def name_actors(found, span):
    """The actors of the innermost named mention over `span`; nothing where none is."""
    over = [m for m in found["mentions"] if m["kind"] == "name" and overlap(m["span"], span)]
    inner = min(over, key=lambda m: m["span"][1] - m["span"][0], default=None)
    return set(inner["actors"]) if inner else set()


def pronoun_actors(found, span):
    return {a for m in found["mentions"] if m["kind"] == "pronoun" and tuple(m["span"]) == span
            for a in m["actors"]}


def f1(counts):
    said, right, there = counts["said"], counts["right"], counts["there"]
    p, r = right / max(1, said), right / max(1, there)
    return 100 * p, 100 * r, 100 * 2 * p * r / max(1e-9, p + r)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gap", type=pathlib.Path)
    parser.add_argument("found", type=pathlib.Path, nargs="?")
    parser.add_argument("--texts", action="store_true", help="print the passages for chancery-dump-coref")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if args.texts:
        for row in rows_of(args.gap):
            print(json.dumps({"id": row["ID"], "text": row["Text"]}, ensure_ascii=False))
        return
    found = {}
    for line in args.found.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        found[doc["id"]] = doc
    counts = collections.defaultdict(collections.Counter)
    named = collections.Counter()
    for row in rows_of(args.gap):
        doc, where = found[row["ID"]], spans(row)
        meant = pronoun_actors(doc, where["Pronoun"])
        feminine = row["Pronoun"].lower() in ("she", "her", "hers", "herself")
        faults = []
        for key in ("A", "B"):
            actors = name_actors(doc, where[key])
            named["there"] += 1
            named["named"] += bool(actors)
            there, said = row[f"{key}-coref"] == "TRUE", bool(actors & meant)
            faults += [f"{key} {'missed' if there else 'said'}"] if there != said else []
            for part in ("all", "feminine" if feminine else "masculine"):
                counts[part]["there"] += there
                counts[part]["said"] += said
                counts[part]["right"] += there and said
        if args.misses and faults:
            print(row["ID"], ", ".join(faults), "| pronoun:", row["Pronoun"], where["Pronoun"],
                  [doc["actors"][a]["name"] for a in meant], "| A:", row["A"], "| B:", row["B"], "|", row["Text"])
    for part in ("all", "masculine", "feminine"):
        p, r, f = f1(counts[part])
        print(f"{part:10} precision {p:.1f} recall {r:.1f} F1 {f:.1f}")
    print(f"bias {f1(counts['feminine'])[2] / max(1e-9, f1(counts['masculine'])[2]):.2f}; named {named['named'] / named['there']:.3f}")


if __name__ == "__main__":
    main()
