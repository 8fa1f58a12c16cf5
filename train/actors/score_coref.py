#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CoNLL F1 of the product's mentions on GUM, from raw text.

    score_coref.py GUM --part test --texts > texts.jsonl
    chancery-dump-coref --data data --model models/reading.model < texts.jsonl > found.jsonl
    score_coref.py GUM found.jsonl --part test

GUM is the folder with dep/, coref/ and xml/. The text of a document is put together from its words
(dep/), a line for each paragraph; mentions found are laid on the gold words they touch. Chains of one
mention count on neither side, as in coref/. Figures are given for all chains and for the chains that
actors can be in (person, organisation, place), with mentions equal where they have the same words
("span") and where they have the same head in the gold tree ("head").
"""
import argparse
import collections
import json
import pathlib
import re

from coref_metrics import Counts

ACTOR_TYPES = {"person", "organization", "place"}


class Document:
    def __init__(self, folder, name):
        self.name = name
        self.words, self.heads, self.begins, self.ends = [], [], [], []
        self.entity_types = {}
        self.read_words(folder / "dep" / f"{name}.conllu")
        self.chains = self.read_chains(folder / "coref" / f"{name}.conll")

    def read_words(self, path):
        text, glued, gluing_to, open_types = "", True, 0, []
        base, of_contraction = 0, {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newpar") and not line.startswith("# newpar_block") and text:
                text, glued = text.rstrip() + "\n", True
            if line.startswith("#"):
                continue
            fields = line.split("\t")
            if len(fields) < 10:
                base = len(self.words)
                continue
            if "-" in fields[0]:
                first, last = map(int, fields[0].split("-"))
                text += "" if glued else " "
                for i in range(first, last + 1):
                    of_contraction[base + i - 1] = (len(text), len(text) + len(fields[1]))
                text += fields[1]
                glued = "SpaceAfter=No" in fields[9]
                gluing_to = base + last
                continue
            if "." in fields[0]:
                continue
            index = base + int(fields[0]) - 1
            if index < gluing_to and index in of_contraction:
                begin, end = of_contraction[index]
            else:
                text += "" if glued else " "
                begin, end = len(text), len(text) + len(fields[1])
                text += fields[1]
                glued = "SpaceAfter=No" in fields[9]
            self.words.append(fields[1])
            self.begins.append(begin)
            self.ends.append(end)
            self.heads.append(base + int(fields[6]) - 1 if fields[6] != "0" else -1)
            self.read_entities(fields[9], len(self.words) - 1, open_types)
        self.text = text

    def read_entities(self, misc, at, opened):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        for start, single, end in re.findall(r"\(([^()]+?)(\)|(?=\()|$)|([^()]+)\)", found[1] if found else ""):
            if start:
                number, kind = start.split("-")[:2]
                if single:
                    self.entity_types[(at, at)] = kind
                else:
                    opened.append((number, at, kind))
            elif end:
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == end:
                        _, begin, kind = opened.pop(k)
                        self.entity_types[(begin, at)] = kind
                        break

    def read_chains(self, path):
        chains, opened, at = collections.defaultdict(set), collections.defaultdict(list), 0
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if line.startswith("#") or len(fields) < 3:
                continue
            for part in re.findall(r"\(?\d+\)?", fields[-1]):
                number = part.strip("()")
                if part.startswith("("):
                    opened[number].append(at)
                if part.endswith(")"):
                    chains[number].add((opened[number].pop(), at))
            at += 1
        if at != len(self.words):
            raise SystemExit(f"{path}: {at} words, the tree has {len(self.words)}")
        return list(chains.values())

    def head(self, span):
        inside = [i for i in range(span[0], span[1] + 1) if not span[0] <= self.heads[i] <= span[1]]
        return inside[0] if inside else span[1]

    def about_actors(self, chain):
        kinds = collections.Counter(self.entity_types.get(m, "") for m in chain)
        return kinds.most_common(1)[0][0] in ACTOR_TYPES

    def found_chains(self, doc):
        """Chains of the product's mentions over gold words; mentions of several actors make none."""
        offset, to_char = 0, {}
        for i, c in enumerate(self.text):
            to_char[offset] = i
            offset += len(c.encode())
        to_char[offset] = len(self.text)
        chains, taken = collections.defaultdict(set), set()
        for m in doc["mentions"]:
            begin, end = to_char[m["span"][0]], to_char[m["span"][1]]
            words = [i for i in range(len(self.words)) if self.begins[i] < end and begin < self.ends[i]]
            if words and (words[0], words[-1]) not in taken and len(m["actors"]) == 1:
                taken.add((words[0], words[-1]))
                chains[m["actors"][0]].add((words[0], words[-1]))
        return [c for c in chains.values() if len(c) > 1]


def by_head(document, chains, taken):
    """Each chain with its mentions as heads; of two mentions with one head the first stays."""
    out = []
    for chain in chains:
        heads = {document.head(m) for m in sorted(chain)} - taken
        taken |= heads
        if len(heads) > 1:
            out.append(heads)
    return out


def documents(folder, part):
    for path in sorted((folder / "xml").glob("*.xml")):
        if f'partition="{part}"' in path.read_text(encoding="utf-8")[:3000]:
            yield Document(folder, path.stem)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gum", type=pathlib.Path)
    parser.add_argument("found", type=pathlib.Path, nargs="?")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--texts", action="store_true", help="print the texts for chancery-dump-coref")
    args = parser.parse_intermixed_args()
    if args.texts:
        for document in documents(args.gum, args.part):
            print(json.dumps({"id": document.name, "text": document.text}, ensure_ascii=False))
        return
    found = {d["id"]: d for d in map(json.loads, args.found.read_text(encoding="utf-8").splitlines())}
    counts = collections.defaultdict(Counts)
    for document in documents(args.gum, args.part):
        response = document.found_chains(found[document.name])
        actors = [c for c in document.chains if document.about_actors(c)]
        for name, key in (("all chains", document.chains), ("chains of actors", actors)):
            counts[name, "span"].add(key, response)
            counts[name, "head"].add(by_head(document, key, set()), by_head(document, response, set()))
    for (chains, match), count in counts.items():
        f = count.figures()
        print(f"{chains}, {match}: CoNLL {100 * f.pop('CoNLL'):.1f} |",
              "; ".join(f"{k} P {100 * p:.1f} R {100 * r:.1f} F {100 * x:.1f}" for k, (p, r, x) in f.items()))


if __name__ == "__main__":
    main()
