#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of docs/errors.md: what errors.py counts, without a word of the documents.

    errors_tables.py [--build build/release/bin] [--gold ../shared/gold] [--out docs/errors.md]
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import errors  # noqa: E402  (beside this file)

ROOT = errors.ROOT
SETS = ("development", "train")
FIELDS = ("mode", "channel", "status", "date", "place")


def run(command, out):
    with open(out, "wb") as file:
        done = subprocess.run([str(word) for word in command], stdout=file, stderr=subprocess.PIPE)
    if done.returncode not in (0, 3):
        sys.exit(f"errors_tables: {done.stderr.decode()}")


def errors_of(build, gold, scorer, folder):
    """Runs the programs over one set and sorts its errors."""
    found, coded = folder / "found.jsonl", folder / "coded"
    run([build / "chancery-dump-actors", "--data", ROOT / "data", "--model", ROOT / "models/reading.model", "--meta",
         gold / "meta.tsv", gold / "texts"], found)
    run([build / "chancery", "code", "--reasons", "--meta", gold / "meta.tsv", "--out", coded, gold / "texts"],
        folder / "log")
    args = argparse.Namespace(gold=gold / "ledger", predicted=coded, texts=gold / "texts", found=found,
                              rules=ROOT / "data/coding")
    return errors.Errors(args, errors.load_scorer(scorer))


def share(n, total):
    return f"{n} ({n / total:.0%})" if total else "0"


def cause_tables(sets):
    lines = []
    for side in ("missed", "spurious"):
        totals = [sum(s.counts[side].values()) for s in sets]
        lines += ["", f"| {side} | cause | development | train |", "|---|---|---:|---:|"]
        both = sum((s.counts[side] for s in sets), collections.Counter())
        for cause, _ in both.most_common():
            cells = [share(s.counts[side][cause], t) for s, t in zip(sets, totals)]
            lines.append(f"| {cause} | {errors.GROUPS[side][cause]} | {' | '.join(cells)} |")
        lines.append(f"| all | | {totals[0]} | {totals[1]} |")
    return "\n".join(lines) + "\n"


def field_table(sets):
    counts = [collections.Counter() for _ in sets]
    for count, s in zip(counts, sets):
        for (field, kind), n in s.faults.items():
            count[field, kind if field in ("date", "place") else "other value"] += n
    head = f"| field | wrong | development, of {sets[0].matched} | train, of {sets[1].matched} |"
    lines = ["", head, "|---|---|---:|---:|"]
    for key in sorted(set(counts[0]) | set(counts[1]), key=lambda k: (FIELDS.index(k[0]), -counts[0][k], k[1])):
        lines.append(f"| {key[0]} | {key[1]} | {counts[0][key]} | {counts[1][key]} |")
    return "\n".join(lines) + "\n"


def put(text, name, table):
    """Replaces what stands between the marks of that name."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
    if not pattern.search(text):
        sys.exit(f"no marks for {name}")
    return pattern.sub(lambda m: m.group(1) + table + m.group(2), text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release/bin")
    parser.add_argument("--gold", type=pathlib.Path, default=ROOT.parent / "shared/gold")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "docs/errors.md")
    args = parser.parse_args()
    sets = []
    for gold in (args.gold, args.gold / "train"):
        with tempfile.TemporaryDirectory() as folder:
            sets.append(errors_of(args.build, gold, args.gold / "score.py", pathlib.Path(folder)))
    text = args.out.read_text(encoding="utf-8")
    text = put(text, "causes", cause_tables(sets))
    text = put(text, "fields", field_table(sets))
    args.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
