#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many questions "who held office X of country Y on day Z" `chancery who` answers.

    score_offices.py CHANCERY QUESTIONS.tsv [--misses] [chancery options …]

QUESTIONS.tsv has the columns number, question, code, office, date, answer, other_spellings
(separated by |) and basis. A question counts as answered when the first answer is the person
by one of the spellings, held the office on that day, and is of the right state.
"""
import argparse
import collections
import csv
import json
import pathlib
import re
import subprocess
import unicodedata


def fold(name):
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("đĐøØłŁı’", "dDoOlLi'")))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return frozenset(re.findall(r"[^\W_]+", plain))


def same(found, spellings):
    """The words of one spelling are all in the other, and no fewer than two of them (or all)."""
    mine = fold(found)
    for spelling in spellings:
        words = fold(spelling)
        shared = mine & words
        if shared in (mine, words) and (len(shared) > 1 or mine == words):
            return True
        if "".join(sorted("".join(mine))) == "".join(sorted("".join(words))):
            return True
    return False


def answers(chancery, question, options):
    done = subprocess.run(
        [chancery, *options, "who", question["question"], "--on", question["date"],
         "--near", question["code"], "--limit", "3", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, timeout=60)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("chancery")
    parser.add_argument("questions", type=pathlib.Path)
    parser.add_argument("--misses", action="store_true")
    args, options = parser.parse_known_args()
    total, right = collections.Counter(), collections.Counter()
    with args.questions.open(encoding="utf-8", newline="") as file:
        questions = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for question in questions:
        spellings = [question["answer"], *filter(None, question["other_spellings"].split("|"))]
        found = answers(args.chancery, question, options)
        hit = bool(found) and found[0]["held"] and same(found[0]["name"], spellings)
        era = question["date"][:3] + "0s"
        for key in (question["office"], era, "all"):
            total[key] += 1
            right[key] += hit
        if args.misses and not hit:
            near = [(a["name"], a["title"], a["code"], a["since"], a["until"]) for a in found]
            print(question["number"], question["question"], question["code"], question["date"],
                  "|", question["answer"], "| found:", near)
    for key in sorted(total, key=lambda k: (k == "all", -total[k], k)):
        print(f"{key:20} {right[key]:4} of {total[key]:4}  {right[key] / total[key]:.3f}")


if __name__ == "__main__":
    main()
