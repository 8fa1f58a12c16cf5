#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes data/coding/confidence.tsv: how sure the program may be of an act and of its fields.

    calibrate.py [--program build/release/bin/chancery] [--gold ../shared/gold] [--out FILE]
                 [--docs FILE] [--learn train|both] [--least X|auto] [--report]

Codes the annotated documents with the tables of this tree, but with no confidences and no
threshold, matches the acts with the gold as the gold's score.py does, and learns

  act    weights of a logistic model with a penalty on their squares (no weight for the bias), of
         the features that the program itself computes (`chancery code --reasons`); the penalty is
         chosen by cross-validation over documents
  field  for each field and each rule that set it the share that was right on acts that were right,
         drawn towards the share of the field where there are few
  least  acts below it are not given: half of the act F1, which is where F1 is best in theory, if the
         mean of act F1 and dyad F1 in cross-validation is no worse for it; else 0

It prints how well it holds: Brier score and log loss, the table of reliability and the curve of
thresholds, by cross-validation over whole documents. The development documents are predicted by
what train alone taught as well. With --learn train they are not learned from; with --learn both
(default) they are, since they are of the kind that most readers will give.
Needs nothing but Python. The same inputs give the same table.
"""
import argparse
import collections
import contextlib
import json
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import errors  # noqa: E402  (the matching of acts)

ROOT = pathlib.Path(__file__).resolve().parents[2]
PENALTIES = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
FOLDS = 10
RARE = 3  # features of fewer acts are not learned
DRAWN = 6.0  # acts that the share of a field counts for beside those of one of its rules
THRESHOLDS = [i / 50 for i in range(0, 31)]
FIELDS = ("mode", "channel", "date", "place", "status", "actors", "recipients")
EMPTY = "what\tfeature\tvalue\tn\tnote\nact\tbias\t0\t0\tnot calibrated\n"


def code_documents(program, gold, out, tables):
    """Runs the program over one set, with tables that know no confidence."""
    command = [str(program), "--data", str(tables), "code", "--reasons", "--meta", str(gold / "meta.tsv"), "--out",
               str(out), str(gold / "texts")]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"calibrate: {done.stderr}")


@contextlib.contextmanager
def uncalibrated_tables():
    """A copy of data/ whose confidence.tsv knows nothing."""
    with tempfile.TemporaryDirectory() as folder:
        tables = pathlib.Path(folder) / "data"
        tables.mkdir()
        for path in (ROOT / "data").iterdir():
            if path.name != "coding":
                (tables / path.name).symlink_to(path)
        shutil.copytree(ROOT / "data/coding", tables / "coding")
        (tables / "coding/confidence.tsv").write_text(EMPTY, encoding="utf-8")
        yield tables


class Sample:
    """One act that the program gave."""

    def __init__(self, doc, act, right):
        self.doc, self.act, self.right = doc, act, right
        self.features = act["features"]
        self.p = 0.0


class Set:
    """The acts of one set of documents, and which of them are right."""

    def __init__(self, gold, coded, score):
        self.gold, self.coded, self.score = gold, coded, score
        self.samples = []
        self.fields = []  # (field, keys, right) of acts that are right
        sorter = errors.Sorter(score, {})
        for path in sorted((gold / "ledger").glob("*.json")):
            truth = json.loads(path.read_text(encoding="utf-8"))
            file = coded / path.name
            if not isinstance(truth, dict) or "acts" not in truth or not file.exists():
                continue
            pred = json.loads(file.read_text(encoding="utf-8"))
            text = (gold / "texts" / (path.stem + ".txt")).read_text(encoding="utf-8")
            doc = errors.Document(truth, pred, text, None, sorter)
            self.samples += [Sample(path.stem, a, i in doc.hit_p) for i, a in enumerate(doc.pred)]
            for i, j in doc.pairs:
                self.fields += field_samples(doc, doc.pred[i], doc.gold[j], score)

    def figures(self, least):
        """Act and dyad figures where acts below `least` are not given."""
        keep = collections.defaultdict(set)
        for s in self.samples:
            if s.p >= least:
                keep[s.doc].add(s.act["id"])
        with tempfile.TemporaryDirectory() as folder:
            for path in self.coded.glob("*.json"):
                doc = json.loads(path.read_text(encoding="utf-8"))
                doc["acts"] = [a for a in doc["acts"] if a["id"] in keep[path.stem]]
                (pathlib.Path(folder) / path.name).write_text(json.dumps(doc), encoding="utf-8")
            out = self.score.score(self.gold / "ledger", pathlib.Path(folder), None, self.gold / "texts")
        return out["act"], out["dyad"]


def last_reason(act, field):
    rules = [r["rule"] for r in act["reasons"] if r["field"] == field]
    return rules[-1] if rules else None


def field_samples(doc, p, g, score):
    """Which fields of an act that is right are right; fields that were left empty say nothing."""
    out = []

    def add(field, right, *keys):
        kinds = {":".join(k.split(":")[:2]) for k in keys if k and ":" in k}  # of "time:weekday:past"
        out.append((field, sorted({k for k in keys if k} | kinds), bool(right)))

    if p["mode"]:
        add("mode", p["mode"] == g["mode"], last_reason(p, "mode"), f"{p['type']}/{p['mode']}")
    if p["channel"]:
        add("channel", p["channel"] == g["channel"], last_reason(p, "channel"))
    if p["date"]:
        add("date", p["date"] == g["date"], last_reason(p, "date"))
    if p["place"]:
        add("place", g["place"] and score.tokens(p["place"]) & score.tokens(g["place"]), last_reason(p, "place"))
    add("status", p["status"] == g["status"], last_reason(p, "status"))
    for role, field in (("a", "actors"), ("r", "recipients")):
        if p[field]:
            mine = [x for x in score.participants(p, doc.pe) if x[0] == role]
            true = [x for x in score.participants(g, doc.ge) if x[0] == role]
            if mine:
                add(field, score.agreement(mine, true) > 0.999, last_reason(p, field))
    return out


class Logistic:
    """Logistic regression over named features with a penalty on squared weights."""

    def __init__(self, samples, penalty):
        counts = collections.Counter(f for s in samples for f in set(s.features))
        names = sorted(f for f, n in counts.items() if n >= RARE or f == "bias")
        self.counts = counts
        self.weights = dict.fromkeys(names, 0.0)
        rows = collections.defaultdict(list)
        for i, s in enumerate(samples):
            for f in set(s.features):
                if f in self.weights:
                    rows[f].append(i)
        sums = [0.0] * len(samples)
        right = [1.0 if s.right else 0.0 for s in samples]
        for _ in range(60):  # one feature after the other, each by a step of Newton
            largest = 0.0
            for f in names:
                cost = 0.0 if f == "bias" else penalty
                slope, curve = -cost * self.weights[f], cost + 1e-6
                for i in rows[f]:
                    p = 1 / (1 + math.exp(-sums[i]))
                    slope += right[i] - p
                    curve += p * (1 - p)
                step = max(-2.0, min(2.0, slope / curve))
                self.weights[f] += step
                for i in rows[f]:
                    sums[i] += step
                largest = max(largest, abs(step))
            if largest < 1e-4:
                break

    def p(self, features):
        return 1 / (1 + math.exp(-sum(self.weights.get(f, 0.0) for f in features)))


def losses(samples):
    """Brier score and log loss."""
    n = len(samples)
    brier = sum((s.p - s.right) ** 2 for s in samples) / n
    log = -sum(math.log(max(1e-9, s.p if s.right else 1 - s.p)) for s in samples) / n
    return brier, log


def fold_of(docs):
    """Folds of whole documents, spread in order."""
    return {doc: i % FOLDS for i, doc in enumerate(sorted(set(docs)))}


def cross_validate(samples, penalty):
    """Sets s.p of every sample by a model that has not seen its document."""
    fold = fold_of(s.doc for s in samples)
    for k in range(FOLDS):
        model = Logistic([s for s in samples if fold[s.doc] != k], penalty)
        for s in samples:
            if fold[s.doc] == k:
                s.p = model.p(s.features)


def best_penalty(samples):
    found = []
    for penalty in PENALTIES:
        cross_validate(samples, penalty)
        found.append((losses(samples)[1], penalty))
    return min(found)[1]


def losses_alone(samples):
    """The same where every act is given the share of all that is right."""
    base = sum(s.right for s in samples) / len(samples)
    return base * (1 - base), -(base * math.log(base) + (1 - base) * math.log(1 - base))


def decile(samples, k):
    return [s for s in samples if k / 10 <= s.p < (k + 1) / 10 or (k == 9 and s.p == 1)]


def print_reliability(title, samples):
    base = sum(s.right for s in samples) / len(samples)
    (brier, log), (alone, log_alone) = losses(samples), losses_alone(samples)
    print(f"\n{title}: {len(samples)} acts, {base:.3f} right; Brier {brier:.4f} (the share alone {alone:.4f}), "
          f"log loss {log:.4f} (the share alone {log_alone:.4f})")
    print("| confidence | acts | mean | right |\n|---|---:|---:|---:|")
    for k in range(10):
        part = decile(samples, k)
        if part:
            mean = sum(s.p for s in part) / len(part)
            print(f"| {k / 10:.1f}-{(k + 1) / 10:.1f} | {len(part)} | {mean:.2f} | {sum(s.right for s in part) / len(part):.2f} |")


def print_curve(title, data):
    """Figures for every threshold; returns {threshold: mean of act F1 and dyad F1} and act F1 at 0."""
    print(f"\n{title}\n| least | act P | act R | act F1 | dyad P | dyad R | dyad F1 |\n|---:|---:|---:|---:|---:|---:|---:|")
    out = {}
    for least in THRESHOLDS:
        act, dyad = data.figures(least)
        out[least] = (act["f1"] + dyad["f1"]) / 2
        if round(least * 50) % 2 == 0:
            print(f"| {least:.2f} | {act['p']:.3f} | {act['r']:.3f} | {act['f1']:.3f} | {dyad['p']:.3f} | {dyad['r']:.3f} | "
                  f"{dyad['f1']:.3f} |")
    return out, data.figures(0.0)[0]["f1"]


def put_reliability(path, both, dev):
    """Writes the table of reliability between the marks in a document."""
    lines = ["", "| confidence | all: acts | mean | right | development: acts | mean | right |",
             "|---|---:|---:|---:|---:|---:|---:|"]
    for k in range(10):
        cells = [f"{k / 10:.1f}-{(k + 1) / 10:.1f}"]
        for samples in (both, dev):
            part = decile(samples, k)
            cells += [str(len(part))]
            cells += [f"{sum(s.p for s in part) / len(part):.2f}", f"{sum(s.right for s in part) / len(part):.2f}"
                      ] if part else ["–", "–"]
        if cells[1] != "0":
            lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "| | acts | Brier score | of the share alone | log loss | of the share alone |",
              "|---|---:|---:|---:|---:|---:|"]
    for name, samples in (("all", both), ("development", dev)):
        brier, log = losses(samples)
        alone, log_alone = losses_alone(samples)
        lines.append(f"| {name} | {len(samples)} | {brier:.3f} | {alone:.3f} | {log:.3f} | {log_alone:.3f} |")
    text = path.read_text(encoding="utf-8")
    made, n = re.subn(r"(<!-- reliability -->\n).*?(<!-- end -->)",
                      lambda m: m.group(1) + "\n".join(lines) + "\n" + m.group(2), text, flags=re.S)
    if n != 1:
        sys.exit(f"calibrate: {path} has no marks for the table of reliability")
    path.write_text(made, encoding="utf-8")


def choose_least(curve, f1):
    """Half of the F1: giving an act that is less sure than that lowers F1 (Lipton, Elkan and Naryanaswamy,
    2014, theorem 1). 0 where cross-validation does not agree."""
    half = min(THRESHOLDS, key=lambda t: abs(t - f1 / 2))
    return half if curve[half] >= curve[0.0] else 0.0


def field_shares(samples):
    """Rows (field, key, share, n): share right by rule, drawn towards that of the field."""
    for field in FIELDS:
        all_ = [right for f, _, right in samples if f == field]
        if not all_:
            continue
        base = (sum(all_) + 1) / (len(all_) + 2)
        yield field, "*", base, len(all_)
        keys = collections.defaultdict(list)
        for f, names, right in samples:
            for key in set(names) if f == field else ():
                keys[key].append(right)
        for key, found in sorted(keys.items()):
            if len(found) >= RARE:
                yield field, key, (sum(found) + DRAWN * base) / (len(found) + DRAWN), len(found)


def table(model, least, shares, notes):
    lines = ["what\tfeature\tvalue\tn\tnote", "# Made by train/coding/calibrate.py; do not edit. What the columns mean: README.md."]
    lines += [f"# {note}" for note in notes]
    lines.append(f"least\tact\t{least:.2f}\t0\tacts that are less sure are not given")
    order = sorted(model.weights, key=lambda f: (f != "bias", f))
    for feature in order:
        weight = model.weights[feature]
        if feature == "bias" or abs(weight) >= 0.005:
            lines.append(f"act\t{feature}\t{weight:.2f}\t{model.counts[feature]}\t")
    for field, key, share, n in shares:
        lines.append(f"{field}\t{key}\t{share:.2f}\t{n}\t")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/bin/chancery")
    parser.add_argument("--gold", type=pathlib.Path, default=ROOT.parent / "shared/gold")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "data/coding/confidence.tsv")
    parser.add_argument("--docs", type=pathlib.Path, default=ROOT / "docs/coding.md",
                        help="where the table of reliability is written (with --learn both)")
    parser.add_argument("--learn", choices=("train", "both"), default="both")
    parser.add_argument("--least", default="auto", help="a number, or auto (default)")
    parser.add_argument("--report", action="store_true", help="write nothing")
    args = parser.parse_args()
    score = errors.load_scorer(args.gold / "score.py")
    with uncalibrated_tables() as tables, tempfile.TemporaryDirectory() as folder:
        sets = {}
        for name, gold in (("train", args.gold / "train"), ("dev", args.gold)):
            coded = pathlib.Path(folder) / name
            code_documents(args.program, gold, coded, tables)
            sets[name] = Set(gold, coded, score)
        run(args, sets["train"], sets["dev"])


def run(args, train, dev):
    penalty = best_penalty(train.samples)
    print(f"penalty {penalty}, chosen by cross-validation over {len(fold_of(s.doc for s in train.samples))} documents")
    cross_validate(train.samples, penalty)
    print_reliability("train, by cross-validation", train.samples)
    learned = train.samples
    model = Logistic(learned, penalty)
    for s in dev.samples:
        s.p = model.p(s.features)
    print_reliability("development documents, by what train alone taught", dev.samples)
    if args.learn == "both":
        learned = train.samples + dev.samples
        penalty = best_penalty(learned)
        cross_validate(learned, penalty)
        print_reliability(f"both, by cross-validation (penalty {penalty})", learned)
        print_reliability("of these, the development documents", dev.samples)
        if not args.report:
            put_reliability(args.docs, learned, dev.samples)
        model = Logistic(learned, penalty)
    curves = [print_curve(f"thresholds on {title}, by cross-validation", data)
              for title, data in (("train", train), ("the development documents", dev))]
    if args.learn == "train":
        curves.pop()
    joint = {t: sum(c[t] for c, _ in curves) / len(curves) for t in THRESHOLDS}
    f1 = sum(f for _, f in curves) / len(curves)
    least = choose_least(joint, f1) if args.least == "auto" else float(args.least)
    print(f"\nleast {least:.2f}")
    fields = train.fields + (dev.fields if args.learn == "both" else [])
    notes = [f"Learned from {'train and development' if args.learn == 'both' else 'train'} documents; penalty {penalty}."]
    made = table(model, least, list(field_shares(fields)), notes)
    if not args.report:
        args.out.write_text(made, encoding="utf-8")
        print(f"wrote {args.out.name}: {len(model.weights)} weights")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
