#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learns the weights of data/actors/antecedents.tsv: which cues speak for an antecedent.

    antecedents.py --gap GAP.tsv FOUND.jsonl … [--gum GUM FOUND.jsonl] [--silver FOUND.jsonl]
                   [--held GAP.tsv FOUND.jsonl] [--fine X] --out data/actors/antecedents.tsv

FOUND.jsonl is what `chancery-dump-coref --choices` prints for the passages. Two rounds are needed, since what
earlier pronouns were taken to mean is a cue itself. The model is log-linear over the
candidates of a pronoun and "nobody"; the loss is -log P(the right ones), where a GAP passage whose pronoun is
neither A nor B says only who is not meant. `--fine` is the weight of the squares of the weights, chosen on the
held-out set, whose accuracy is printed. Needs numpy and scipy; the result depends on the input alone.
"""
import argparse
import json
import pathlib

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import score_coref
import score_gap

SCALE = 1000


def read_found(path):
    with open(path, encoding="utf-8") as file:
        return {doc["id"]: doc for doc in map(json.loads, file)}


def may_be_chosen(candidate):
    return not any(cue in ("gender clashes she", "gender clashes he") for cue in candidate["cues"])


def case_of(marked):
    """A case from (candidate, is right), without the candidates that are never chosen."""
    marked = [(c["cues"], right) for c, right in marked if may_be_chosen(c)]
    if not any(right for _, right in marked):
        marked[-1] = (marked[-1][0], True)
    return [cues for cues, _ in marked], [right for _, right in marked]


def gap_cases(gap, found):
    """(cues of each candidate, which may be right)."""
    found = read_found(found)
    for row in score_gap.rows_of(gap):
        doc, where = found[row["ID"]], score_gap.spans(row)
        choice = next((c for c in doc["choices"] if tuple(c["span"]) == where["Pronoun"]), None)
        if choice is None:
            continue
        actors = [c["actor"] for c in choice["candidates"]]
        named = {key: score_gap.name_actors(doc, where[key]) for key in "AB"}
        true = set().union(*(named[k] for k in "AB" if row[f"{k}-coref"] == "TRUE"))
        false = set().union(*(named[k] for k in "AB" if row[f"{k}-coref"] != "TRUE"))
        if any(row[f"{k}-coref"] == "TRUE" for k in "AB"):
            # Where the right one is no candidate, nobody is better than a wrong one.
            right = [a in true for a in actors]
            right = right if any(right) else [a is None for a in actors]
        else:
            right = [a not in false for a in actors]
        # GAP asks about names only: that a description is not meant says nothing of others.
        yield case_of((c, r) for c, r in zip(choice["candidates"], right)
                      if r or not any(cue.startswith("form description") for cue in c["cues"]))


def gum_cases(gum, found, part):
    """Pronouns of GUM with the actors whose mentions are mostly of the pronoun's chain."""
    found = read_found(found)
    for document in score_coref.documents(gum, part):
        doc = found[document.name]
        to_char, offset = {}, 0
        for i, c in enumerate(document.text + " "):
            to_char[offset] = i
            offset += len(c.encode())

        def word_heads(span):
            begin, end = to_char[span[0]], to_char[span[1]]
            words = [i for i in range(len(document.words)) if document.begins[i] < end and begin < document.ends[i]]
            return document.head((words[0], words[-1])) if words else None

        chain_of = {}
        for number, chain in enumerate(document.chains):
            for mention in chain:
                chain_of.setdefault(document.head(mention), number)
        votes = {}
        for m in doc["mentions"]:
            head = word_heads(m["span"])
            if m["kind"] != "pronoun" and len(m["actors"]) == 1:
                votes.setdefault(m["actors"][0], []).append(chain_of.get(head, -1))
        chain_of_actor = {a: max(sorted(set(v)), key=v.count) for a, v in votes.items()}
        for choice in doc["choices"]:
            chain = chain_of.get(word_heads(choice["span"]))
            if chain is None:
                continue
            right = [c["actor"] is not None and chain_of_actor.get(c["actor"]) == chain for c in choice["candidates"]]
            right = right if any(right) else [c["actor"] is None for c in choice["candidates"]]
            yield case_of(zip(choice["candidates"], right))


def silver_cases(found):
    """Pronouns in raw text whose gender leaves one person of those whose gender is known: what
    it says of the other cues."""
    with open(found, encoding="utf-8") as file:
        for line in file:
            for choice in json.loads(line)["choices"]:
                known = []
                for c in choice["candidates"]:
                    gender = next((cue.split()[1] for cue in c["cues"] if cue.startswith("gender ")), "")
                    if gender in ("agrees", "clashes"):
                        known.append(([cue for cue in c["cues"] if not cue.startswith("gender ")], gender == "agrees"))
                if sum(right for _, right in known) == 1 and len(known) > 1:
                    yield [cues for cues, _ in known], [right for _, right in known]


class Cases:
    def __init__(self, cases, index=None, weights=None):
        self.index = {} if index is None else index
        grow = index is None
        rows, cols, owner, right = [], [], [], []
        n = 0
        for case, (candidates, marks) in enumerate(cases):
            for cues, mark in zip(candidates, marks):
                for cue in cues:
                    if grow:
                        self.index.setdefault(cue, len(self.index))
                    if cue in self.index:
                        rows.append(n)
                        cols.append(self.index[cue])
                owner.append(case)
                right.append(mark)
                n += 1
        self.x = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(n, len(self.index)))
        self.owner, self.right = np.array(owner), np.array(right, dtype=bool)
        self.size = self.owner[-1] + 1 if n else 0
        self.weights = np.ones(self.size) if weights is None else np.array(weights)
        self.starts = np.searchsorted(self.owner, np.arange(self.size))

    def log_sums(self, scores, mask=None):
        s = scores if mask is None else np.where(mask, scores, -1e9)
        top = np.maximum.reduceat(s, self.starts)
        return top + np.log(np.add.reduceat(np.exp(s - top[self.owner]), self.starts))

    def loss(self, w, fine):
        scores = self.x @ w
        every, good = self.log_sums(scores), self.log_sums(scores, self.right)
        p = np.exp(scores - every[self.owner])
        q = np.where(self.right, np.exp(scores - good[self.owner]), 0)
        slope = self.x.T @ ((p - q) * self.weights[self.owner])
        return self.weights @ (every - good) + fine * (w @ w), slope + 2 * fine * w

    def accuracy(self, w):
        scores = self.x @ w
        top = np.maximum.reduceat(scores, self.starts)
        hit = np.zeros(self.size, dtype=bool)
        np.logical_or.at(hit, self.owner, (scores >= top[self.owner]) & self.right)
        return hit.mean()


def learn(cases, fine):
    return minimize(cases.loss, np.zeros(len(cases.index)), args=(fine,), jac=True, method="L-BFGS-B",
                    options={"maxiter": 500}).x


def write_table(path, index, weights, reluctance):
    """`reluctance` is taken off what speaks for nobody."""
    rows = [(cue, round(SCALE * (weights[i] - reluctance * cue.startswith("alone ")))) for cue, i in index.items()]
    text = "".join(f"{cue}\t{weight}\ttrained\n" for cue, weight in sorted(rows) if weight)
    path.write_text("cue\tweight\tsource\n" + text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gap", nargs=2, type=pathlib.Path, action="append", default=[])
    parser.add_argument("--gum", nargs=2, type=pathlib.Path)
    parser.add_argument("--gum-weight", type=float, default=1.0, help="of a pronoun of GUM beside one of GAP")
    parser.add_argument("--silver", type=pathlib.Path, help="FOUND.jsonl of raw texts")
    parser.add_argument("--silver-weight", type=float, default=0.2)
    parser.add_argument("--reluctance", type=float, default=1.0,
                        help="to say that nobody is meant: in GUM that is often a person without a name")
    parser.add_argument("--held", nargs=2, type=pathlib.Path)
    parser.add_argument("--fine", type=float, nargs="+", default=[4.0], help="several are compared, the last one written")
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    cases = [c for pair in args.gap for c in gap_cases(*pair)]
    weights = [1.0] * len(cases)
    for more, weight in ((gum_cases(*args.gum, "train") if args.gum else (), args.gum_weight),
                         (silver_cases(args.silver) if args.silver else (), args.silver_weight)):
        more = list(more)
        cases += more
        weights += [weight] * len(more)
    train = Cases(cases, weights=weights)
    held = Cases(list(gap_cases(*args.held)), train.index) if args.held else None
    for fine in args.fine:
        weights = learn(train, fine)
        rounded = np.round(SCALE * weights) / SCALE
        print(f"fine {fine}: {train.size} pronouns, {len(train.index)} cues, accuracy {train.accuracy(rounded):.4f}"
              + (f", held out {held.accuracy(rounded):.4f}" if held else ""))
    if args.out:
        write_table(args.out, train.index, weights, args.reluctance)


if __name__ == "__main__":
    main()
