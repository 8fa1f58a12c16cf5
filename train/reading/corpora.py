"""Treebanks, name corpora and cut raw text as sentences of the reading room's trainer.

Labels: tags are pairs (UPOS, XPOS); names are BIO over PER, ORG, LOC as
0 = outside, 1 + 2k begins kind k, 2 + 2k goes on with it; heads are word numbers from 1,
0 is the root.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("PER", "ORG", "LOC")
GUM_KINDS = {"person": 0, "organization": 1, "place": 2}


@dataclass
class Sentence:
    """One sentence; `names` is None where a corpus marks none, `heads` where it has no trees."""

    forms: list[str]
    tags: list[tuple[str, str]] | None = None
    heads: list[int] | None = None
    rels: list[str] | None = None
    names: list[int] | None = None
    ident: str = ""
    genre: str = ""
    entities: list[str] = field(default_factory=list)


def read_conllu(path: Path) -> list[Sentence]:
    """Words of a CoNLL-U file; multiword ranges and empty nodes are left out."""
    out: list[Sentence] = []
    rows: list[list[str]] = []
    ident = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id = "):
            ident = line[12:]
        elif line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            out.append(
                Sentence(
                    forms=[r[1] for r in rows],
                    tags=[(r[3], r[4]) for r in rows],
                    heads=[int(r[6]) for r in rows],
                    rels=[r[7] for r in rows],
                    ident=ident,
                    entities=[entity_field(r[9]) for r in rows],
                )
            )
            rows = []
    return out


def entity_field(misc: str) -> str:
    """The value of Entity= in a MISC column, as GUM writes it."""
    for item in misc.split("|"):
        if item.startswith("Entity="):
            return item[7:]
    return ""


def bio(labels: list[str]) -> list[int]:
    """"B-PER" as 1, "I-PER" as 2, …; kinds that are not PER, ORG, LOC are outside."""
    return [
        2 * KINDS.index(x[2:]) + (1 if x[0] == "B" else 2) if x[2:] in KINDS else 0
        for x in labels
    ]


def add_uner(path: Path, sentences: list[Sentence]) -> None:
    """Adds Universal NER labels by sent_id, or by place where the file has other ids."""
    order: list[str] = []
    labels: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id = "):
            order.append(line[12:])
            labels[order[-1]] = []
        elif line and line[0] != "#" and order:
            columns = line.split("\t")
            labels[order[-1]].append(columns[2] if len(columns) > 2 else "O")
    for number, sentence in enumerate(sentences):
        found = labels.get(sentence.ident)
        if found is None and len(order) == len(sentences):
            found = labels[order[number]]
        if found is not None and len(found) == len(sentence.forms):
            sentence.names = bio(found)


def read_gum(folder: Path, partition: str) -> list[Sentence]:
    """GUM's documents of one partition, with names made of its mentions."""
    out: list[Sentence] = []
    for path in sorted((folder / "dep").glob("*.conllu")):
        head = (folder / "xml" / (path.stem + ".xml")).read_text(encoding="utf-8")[:400]
        if f'partition="{partition}"' not in head:
            continue
        for sentence in read_conllu(path):
            sentence.genre = path.stem.split("_")[1]
            sentence.names = gum_names(sentence)
            out.append(sentence)
    return out


def gum_mentions(fields: list[str]) -> list[tuple[int, int, int]]:
    """(first, last, kind) of the mentions that "(12-person-new-…", "12)", "(12-person-…)" mark."""
    opened: list[tuple[str, int, int]] = []
    done: list[tuple[int, int, int]] = []
    for i, text in enumerate(fields):
        for part in re.findall(r"\([^()]*\)?|[^()]*\)", text):
            body = part.strip("()")
            ident = body.split("-")[0]
            if part[0] == "(":
                kind = GUM_KINDS.get(body.split("-")[1] if "-" in body else "", -1)
                opened.append((ident, kind, i))
            if part[-1] == ")":
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == ident:
                        done.append((opened[k][2], i, opened[k][1]))
                        del opened[k]
                        break
    return done


SMALL_WORDS = {"ADP", "DET", "CCONJ", "PUNCT", "PART", "ADJ", "NUM"}


def cut_to_name(s: Sentence, first: int, last: int, kind: int) -> tuple[int, int] | None:
    """The name in a mention: proper nouns, for persons the head with its flat parts."""
    assert s.tags is not None and s.heads is not None and s.rels is not None
    capital = [w[0].isupper() or not w[0].isascii() for w in s.forms]
    if s.tags[first][0] == "DET" and first < last:
        first += 1
    head = next(
        (i for i in range(first, last + 1) if not first <= s.heads[i] - 1 <= last), first
    )
    if s.tags[head][0] != "PROPN" or not capital[head]:
        return None
    if kind == 0:
        end = head
        while end + 1 <= last and s.rels[end + 1] == "flat":
            end += 1
        return head, end
    for i in range(first, last + 1):
        small = s.tags[i][0] in SMALL_WORDS
        if not ((s.tags[i][0] == "PROPN" and capital[i]) or small):
            return None
        if (s.tags[i][0] == "ADJ" and not capital[i]) or s.forms[i][0] == ",":
            return None
    return (first, last) if capital[first] and s.tags[last][0] == "PROPN" else None


def gum_names(s: Sentence) -> list[int]:
    """BIO labels of one sentence of GUM; of nested names the longest."""
    labels = [0] * len(s.forms)
    mentions = sorted(gum_mentions(s.entities), key=lambda m: m[0] - m[1])
    for first, last, kind in mentions:
        span = cut_to_name(s, first, last, kind) if kind >= 0 else None
        if span and not any(labels[span[0] : span[1] + 1]):
            for i in range(span[0], span[1] + 1):
                labels[i] = 2 * kind + (1 if i == span[0] else 2)
    return labels


def read_wikigold(path: Path) -> list[Sentence]:
    """WikiGold as it is: words and IOB1 labels; MISC is outside."""
    out: list[Sentence] = []
    forms: list[str] = []
    labels: list[str] = []
    before = "O"
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            if forms:
                out.append(Sentence(forms=forms, names=bio(labels)))
            forms, labels, before = [], [], "O"
            continue
        word, label = line.rsplit(" ", 1)
        begins = label != "O" and before[1:] != label[1:]
        forms.append(word)
        labels.append("B" + label[1:] if begins else label)
        before = label
    return out


def main_rel(rel: str) -> str:
    """A relation without its subtype, as the CoNLL 2018 shared task compares."""
    return rel.split(":")[0]


def name_spans(labels: list[int]) -> set[tuple[int, int, int]]:
    """(first, last, kind) of each name."""
    out = set()
    i = 0
    while i < len(labels):
        if labels[i] == 0:
            i += 1
            continue
        kind = (labels[i] - 1) // 2
        j = i
        while j + 1 < len(labels) and labels[j + 1] == 2 * kind + 2:
            j += 1
        out.add((i, j, kind))
        i = j + 1
    return out
