#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whom pronouns and descriptions mean in short articles made for the purpose.

    check_coref.py PROGRAM DATA MODEL ARTICLES

PROGRAM is chancery-dump-coref; ARTICLES is tests/data/coreference/articles.txt, which says its own form. Prints
what is wrong and exits with 1 if anything is.
"""
import json
import pathlib
import re
import subprocess
import sys


def articles(path):
    """(title, text, [(words, n-th place, names)])"""
    for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, *lines = part.strip().split("\n")
        asked = [line for line in lines if " => " in line]
        questions = []
        for line in asked:
            words, names = line.split(" => ")
            words, _, nth = words.partition(" #")
            questions.append((words, int(nth or 1), set() if names == "-" else set(names.split("; "))))
        yield title, "\n".join(line for line in lines if line not in asked), questions


def main():
    program, data, model, path = sys.argv[1:]
    every = list(articles(pathlib.Path(path)))
    texts = "".join(json.dumps({"id": title, "text": text}) + "\n" for title, text, _ in every)
    made = subprocess.run([program, "--data", data, "--model", model], input=texts.encode(), stdout=subprocess.PIPE, check=True)
    faults = 0
    for (title, text, questions), line in zip(every, made.stdout.decode().splitlines()):
        found = json.loads(line)
        for words, nth, names in questions:
            places = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
            begin = len(text[:places[nth - 1]].encode())
            span = [begin, begin + len(words.encode())]
            over = [m for m in found["mentions"] if m["span"][0] <= span[0] and span[1] <= m["span"][1]]
            inner = min(over, key=lambda m: m["span"][1] - m["span"][0], default={"actors": []})
            meant = {found["actors"][a]["name"] for a in inner["actors"]}
            if meant != names:
                faults += 1
                print(f"{title}: {words!r} means {sorted(meant)}, not {sorted(names)}")
    print(f"{sum(len(q) for _, _, q in every)} questions, {faults} faults")
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
