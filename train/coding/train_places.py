#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes data/coding/place_choice.tsv: which of the places that a story names is that of an act.

    train_places.py [--program build/release/bin/chancery] [--gold ../shared/gold] [--out FILE] [--report]

Codes the annotated documents with the tables of this tree, but without weights of places and
without a threshold of confidence, and takes the places that each act may have been done at and
what speaks for each from the program itself (`chancery code --reasons`: "place_options"). An act
is matched with the gold's as its score.py does. An act told by the same words is taken too, for
less, where the participants or the type do not agree: it was done at the same place. Learns, for
each sign, a weight for all acts and how it differs in each group of acts: of the options of an act,
of which no place is one, each has a likelihood that is e to the sum of the weights of its signs.
Both are kept near to what is believed without any example (PRIOR) by penalties on the squares.

The places so found are the likeliest; of no place that would be too many, since many places that
are a little unlikely hide behind it. LEAN is what its weight is less by when a place is chosen, so
that about as many acts are given a place as have one; the shares that are shown do not know it.

Weights are learned from the train documents only. Penalties, PRIOR and LEAN were chosen by train in
cross-validation over whole documents and by the development documents.
Prints the share right of the acts of which the gold gives a place, and of the places given the
share that is right: of train by cross-validation, of the development documents by what train taught.
Needs Python with numpy. The same inputs give the same table.
"""
import argparse
import contextlib
import json
import pathlib
import sys
import tempfile

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import calibrate  # noqa: E402  (coding of documents, folds)
import errors  # noqa: E402  (the matching of acts)

ROOT = pathlib.Path(__file__).resolve().parents[2]
EMPTY = "group\tsign\tweight\tn\tnote\n"
PENALTIES = [(a, b) for a in (4.0, 8.0, 16.0) for b in (8.0, 16.0, 64.0)]
RARE = 3  # signs of fewer options are not learned
SAME_TYPE, OTHER_TYPE, AGAIN = 0.5, 0.3, 0.2  # what acts count that agree by their words only
PRIOR = {"none": 1.0}
PRIOR_OF_RULES = 2.0  # signs that begin with "by-": a rule found the place
LEAN = {"visit": 2.0, "journey": 2.0, "meeting": 2.0, "spoken": 2.0, "signing": 2.0, "ahead": 2.0}
LEAN_OF_OTHERS = 1.5


class Choice:
    """One act with its options."""

    def __init__(self, doc, act, gold, weight, score):
        self.doc, self.group, self.weight = doc, act["place_group"], weight
        self.scored = weight == 1.0 and not gold["background"]
        self.options = act["place_options"]
        self.place = gold["place"]
        wanted = score.tokens(self.place) if self.place else set()
        self.right = [bool(score.tokens(o["place"]) & wanted) if o["place"] else not self.place for o in self.options]
        self.known = any(self.right)


def prior_of(sign):
    return PRIOR_OF_RULES if sign.startswith("by-") else PRIOR.get(sign, 0.0)


def lean_of(group):
    return LEAN.get(group, LEAN_OF_OTHERS)


def overlap(text, p, g):
    """True where two quotations of the text share a letter."""
    i, j = text.find(p or "\0"), text.find(g or "\0")
    return i >= 0 and j >= 0 and i < j + len(g) and j < i + len(p)


def pairs_of(doc, text):
    """(act, gold act, weight): those that agree, then those told by the same words."""
    pairs = [(i, j, 1.0) for i, j in doc.pairs]
    used_p, used_g = set(doc.hit_p), set(doc.hit_g)
    for same_type in (True, False):
        for i, p in enumerate(doc.pred):
            for j, g in enumerate(doc.gold):
                fits = i not in used_p and j not in used_g and (not same_type or p["type"] == g["type"])
                if fits and overlap(text, p["evidence"], g["evidence"]):
                    used_p.add(i)
                    used_g.add(j)
                    pairs.append((i, j, SAME_TYPE if same_type else OTHER_TYPE))
    for j, g in enumerate(doc.gold):
        told = [i for i, p in enumerate(doc.pred) if overlap(text, p["evidence"], g["evidence"])]
        if j not in used_g and told:
            pairs.append((told[0], j, AGAIN))
    return pairs


def choices_of(gold, coded, score):
    """The acts of one set of documents of which the gold tells the place, or that it has none."""
    sorter = errors.Sorter(score, {})
    out = []
    for path in sorted((gold / "ledger").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        file = coded / path.name
        if not isinstance(truth, dict) or "acts" not in truth or not file.exists():
            continue
        pred = json.loads(file.read_text(encoding="utf-8"))
        text = (gold / "texts" / (path.stem + ".txt")).read_text(encoding="utf-8")
        doc = errors.Document(truth, pred, text, None, sorter)
        out += [Choice(path.stem, doc.pred[i], doc.gold[j], w, score) for i, j, w in pairs_of(doc, text)]
    return out


class Model:
    """Weights of signs, for all acts and for each group of acts."""

    def __init__(self, choices, penalties):
        self.groups = sorted({c.group for c in choices})
        self.signs = sorted({s for c in choices for o in c.options for s in o["signs"]})
        known = [c for c in choices if c.known]
        x, owner, group, right = self.matrix(known)
        self.n = {(g, s): int(x[group == gi, si].sum()) for gi, g in enumerate(self.groups)
                  for si, s in enumerate(self.signs)}
        self.w = self.learn(x, owner, group, right, numpy.array([c.weight for c in known]), penalties)

    def matrix(self, choices):
        """One row for each option: its signs, whose it is, the group, whether it is right."""
        sign = {s: i for i, s in enumerate(self.signs)}
        rows = sum(len(c.options) for c in choices)
        x = numpy.zeros((rows, len(self.signs)))
        owner, group, right = numpy.zeros(rows, int), numpy.zeros(rows, int), numpy.zeros(rows, bool)
        r = 0
        for k, c in enumerate(choices):
            for o, good in zip(c.options, c.right):
                for s in o["signs"]:
                    if s in sign:
                        x[r, sign[s]] = 1
                owner[r], right[r] = k, good
                group[r] = self.groups.index(c.group) if c.group in self.groups else -1
                r += 1
        return x, owner, group, right

    def learn(self, x, owner, group, right, weight, penalties):
        n, m = len(self.groups), len(self.signs)
        start = numpy.searchsorted(owner, numpy.arange(owner.max() + 1))
        prior = numpy.array([prior_of(s) for s in self.signs])
        a, b = penalties

        def loss(flat):
            common, own = flat[:m], flat[m:].reshape(n, m)
            s = (x * (common + own)[group]).sum(1)
            s -= numpy.maximum.reduceat(s, start)[owner]
            e = numpy.exp(s)
            every, good = numpy.add.reduceat(e, start), numpy.add.reduceat(e * right, start)
            slope = weight[owner] * (e / every[owner] - e * right / good[owner])
            by_group = numpy.array([slope[group == g] @ x[group == g] for g in range(n)])
            off = common - prior
            value = -(weight * numpy.log(good / every)).sum() + 0.5 * (a * (off**2).sum() + b * (own**2).sum())
            return value, numpy.concatenate([by_group.sum(0) + a * off, (by_group + b * own).ravel()])

        flat = descend(loss, numpy.concatenate([prior, numpy.zeros(n * m)]))
        return flat[:m], flat[m:].reshape(n, m)

    def scores(self, choice):
        common, own = self.w
        x, _, group, _ = self.matrix([choice])
        return x @ (common + (own[group[0]] if group[0] >= 0 else 0))


def descend(loss, at, memory=10, steps=200):
    """Minimises a smooth function by gradient descent with memory (L-BFGS) and halved steps."""
    value, slope = loss(at)
    moves, turns = [], []
    for _ in range(steps):
        direction = slope.copy()
        kept = []
        for move, turn in zip(reversed(moves), reversed(turns)):
            a = move @ direction / (turn @ move)
            kept.append(a)
            direction -= a * turn
        if moves:
            direction *= (moves[-1] @ turns[-1]) / (turns[-1] @ turns[-1])
        for (move, turn), a in zip(zip(moves, turns), reversed(kept)):
            direction += move * (a - turn @ direction / (turn @ move))
        length = 1.0 if moves else 1.0 / max(1.0, numpy.abs(slope).sum())
        while length > 1e-10:
            there = at - length * direction
            new, turned = loss(there)
            if new <= value - 1e-4 * length * (slope @ direction):
                break
            length /= 2
        else:
            break
        move, turn = there - at, turned - slope
        if move @ turn > 1e-12:
            moves, turns = (moves + [move])[-memory:], (turns + [turn])[-memory:]
        done = value - new < 1e-7 * abs(value)
        at, value, slope = there, new, turned
        if done:
            break
    return at


def take(model, choice):
    """Index of the option that the model takes, and the shares of all."""
    s = model.scores(choice)
    leaned = s - numpy.array([0.0 if o["place"] else lean_of(choice.group) for o in choice.options])
    e = numpy.exp(s - s.max())
    return int(leaned.argmax()), e / e.sum()


def predict(model, choices):
    """For every choice what the model takes."""
    return [take(model, c) for c in choices]


def cross_validate(choices, penalties):
    """As predict(), each choice by a model that has not seen its document."""
    fold = calibrate.fold_of(c.doc for c in choices)
    taken = [None] * len(choices)
    for k in range(calibrate.FOLDS):
        model = Model([c for c in choices if fold[c.doc] != k], penalties)
        for i, c in enumerate(choices):
            if fold[c.doc] == k:
                taken[i] = take(model, c)
    return taken


class Figures:
    """How many places are right of those that the gold gives, and of those that are given."""

    def __init__(self, choices, taken):
        scored = [(c, *t) for c, t in zip(choices, taken) if c.scored]
        self.wanted = sum(bool(c.place) for c, _, _ in scored)
        self.given = [(share[t], c.right[t]) for c, t, share in scored if c.options[t]["place"]]
        self.right = sum(right for _, right in self.given)
        self.f1 = 2 * self.right / max(1, self.wanted + len(self.given))

    def show(self, title):
        print(f"{title}: {self.right} right of {self.wanted} with a place in the gold "
              f"({self.right / max(1, self.wanted):.3f}), of {len(self.given)} given "
              f"({self.right / max(1, len(self.given)):.3f}); F1 {self.f1:.3f}")
        for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
            of = [(s, r) for s, r in self.given if low <= s < high]
            if of:
                print(f"  share {low:.1f}-{min(high, 1.0):.1f}: {len(of)} given, mean {sum(s for s, _ in of) / len(of):.2f}, "
                      f"right {sum(r for _, r in of) / len(of):.2f}")


def table(model, penalties):
    common, own = model.w
    lines = [EMPTY.strip(), "# Made by train/coding/train_places.py; do not edit. What the columns mean: README.md.",
             f"# Penalties {penalties[0]} for all acts, {penalties[1]} for groups."]
    for si, sign in enumerate(model.signs):
        n = sum(model.n[g, sign] for g in model.groups)
        if n >= RARE and abs(common[si]) >= 0.005:
            lines.append(f"*\t{sign}\t{common[si]:.2f}\t{n}\t")
    for gi, group in enumerate(model.groups):
        for si, sign in enumerate(model.signs):
            if model.n[group, sign] >= RARE and abs(own[gi][si]) >= 0.005:
                lines.append(f"{group}\t{sign}\t{own[gi][si]:.2f}\t{model.n[group, sign]}\t")
    lines.append(f"*\tlean\t{LEAN_OF_OTHERS:.2f}\t\tless for no place when one is chosen")
    lines += [f"{group}\tlean\t{lean - LEAN_OF_OTHERS:.2f}\t\t" for group, lean in LEAN.items()]
    return "\n".join(lines) + "\n"


def load(args, score):
    """The choices of train and of the development documents."""
    sets = {}
    with calibrate.uncalibrated_tables() as tables, tempfile.TemporaryDirectory() as folder:
        (tables / "coding/place_choice.tsv").write_text(EMPTY, encoding="utf-8")
        for name, gold in (("train", args.gold / "train"), ("dev", args.gold)):
            coded = pathlib.Path(folder) / name
            calibrate.code_documents(args.program, gold, coded, tables)
            sets[name] = choices_of(gold, coded, score)
    return sets["train"], sets["dev"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/bin/chancery")
    parser.add_argument("--gold", type=pathlib.Path, default=ROOT.parent / "shared/gold")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "data/coding/place_choice.tsv")
    parser.add_argument("--report", action="store_true", help="write nothing")
    args = parser.parse_args()
    train, dev = load(args, errors.load_scorer(args.gold / "score.py"))
    found = {p: (Figures(train, cross_validate(train, p)), Figures(dev, predict(Model(train, p), dev)))
             for p in PENALTIES}
    penalties = max(PENALTIES, key=lambda p: sum(figures.f1 for figures in found[p]))
    print(f"penalties {penalties}, weights of {len({c.doc for c in train})} documents")
    found[penalties][0].show("train, by cross-validation")
    found[penalties][1].show("development documents, by what train taught")
    model = Model(train, penalties)
    if not args.report:
        args.out.write_text(table(model, penalties), encoding="utf-8")
        print(f"wrote {args.out.name}")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
