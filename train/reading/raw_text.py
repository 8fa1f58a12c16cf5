"""Chooses unlabelled text for the teacher to label: paragraphs, one a line.

White House briefings (a share of each kind of document, so that transcripts do not
drown the rest), Wikinews, MASC, the Wikipedia passages of GAP (development and
validation) and the documents of re3d.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

# Words taken of each kind of White House document; kinds not named are left out.
SHARES = {
    "statements-releases": 1_900_000,
    "speeches-remarks": 500_000,
    "press-briefings": 500_000,
    "presidential-actions": 300_000,
    "articles": 300_000,
    "fact-sheets": 120_000,
    "briefings-statements": 200_000,
    "remarks": 60_000,
    "releases": 80_000,
    "blog": 50_000,
}
MARKUP = re.compile(r"</?[a-z]|href=|https?:|%20|\|")


def paragraphs(text: str) -> Iterator[str]:
    """Blocks between empty lines with their lines joined; those with markup left out."""
    for block in re.split(r"\n\s*\n", text):
        line = " ".join(block.split()).lstrip("-* ")
        if line and not MARKUP.search(line):
            yield line


def briefings(path: Path, rng: random.Random) -> Iterator[str]:
    parts = re.split(r'<doc id="([^"]*)">', lzma.open(path, "rt", encoding="utf-8").read())[1:]
    documents = list(zip(parts[::2], parts[1::2]))
    rng.shuffle(documents)
    left = dict(SHARES)
    for ident, text in documents:
        kind = ident.split("/")[0]
        if left.get(kind, 0) > 0:
            text = text.replace("</doc>", "")
            left[kind] -= len(text.split())
            yield from paragraphs(text)


def wikinews(path: Path) -> Iterator[str]:
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["title"]
            yield from paragraphs(row["text"])


def masc(path: Path) -> Iterator[str]:
    """Text put together again from word_TAG."""
    with zipfile.ZipFile(path) as z:
        for name in sorted(z.namelist()):
            if not name.endswith(".txt") or name.endswith("categories.txt"):
                continue
            for line in z.read(name).decode("utf-8", "replace").split("\n"):
                words = [w.rsplit("_", 1)[0] for w in line.split() if "_" in w]
                text = " ".join(words).replace("`` ", '"').replace(" ''", '"')
                text = re.sub(r" (n't|'(s|re|ve|ll|d|m)\b|[,.;:?!%)\]])", r"\1", text)
                text = re.sub(r"([(\[$]) ", r"\1", text)
                if text:
                    yield text


def gap(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if line:
            yield line.split("\t")[1]


def re3d(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                yield from paragraphs(json.loads(line)["text"])


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--language", type=Path, default=Path("../shared/language"))
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    raw = a.language / "raw"
    sources = [
        briefings(raw / "wh-briefings.txt.xz", random.Random(a.seed)),
        wikinews(raw / "wikinews_2019.csv"),
        wikinews(raw / "wikinews_2020.csv"),
        masc(raw / "masc_tagged.zip"),
        gap(a.language / "coref/gap-development.tsv"),
        gap(a.language / "coref/gap-validation.tsv"),
        re3d(a.language / "re3d-open"),
    ]
    seen: set[str] = set()
    with a.out.open("w", encoding="utf-8") as out:
        for source in sources:
            for line in source:
                if line not in seen:
                    seen.add(line)
                    out.write(line + "\n")


if __name__ == "__main__":
    main()
