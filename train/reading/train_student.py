"""Trains the small network on gold trees and on the teacher's labels of raw text.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from corpora import Sentence, add_uner, read_conllu, read_gum
from figures import Figures, add_figures
from label import NAMES
from student import Student

KEEP_LOWER = {"a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "as", "'s", "n't", "with", "from"}


@dataclass
class Words:
    """Rows of each known form, and the forms of its headline and capital spellings."""

    ids: dict[str, int]
    rows: np.ndarray
    title: np.ndarray
    upper: np.ndarray
    unknown: int
    rare: np.ndarray  # chance that a word is shown as unknown

    @staticmethod
    def read(forms: Path, rows: Path, unknown: int) -> "Words":
        names = forms.read_text(encoding="utf-8").split("\n")[:-1]
        ids = {w: i for i, w in enumerate(names)}
        table = np.fromfile(rows, dtype="<u4").reshape(len(names), -1).astype(np.int32)

        def other(change) -> np.ndarray:
            return np.array([ids.get(change(w), i) for i, w in enumerate(names)], np.int32)

        title = other(lambda w: w if w.lower() in KEEP_LOWER else w[0].upper() + w[1:])
        return Words(ids, table, title, other(str.upper), unknown, np.zeros(len(names), np.float32))


@dataclass
class Data:
    """Sentences laid end to end; labels as label.py has them."""

    forms: np.ndarray
    lengths: np.ndarray
    begins: np.ndarray
    labels: dict[str, np.ndarray]


def from_labels(sentences: list[list[str]], labels: dict[str, np.ndarray], words: Words) -> Data:
    lengths = np.array([len(s) for s in sentences], np.int32)
    assert (lengths == labels["lengths"]).all()
    forms = np.array([words.ids[w] for s in sentences for w in s], np.int32)
    return Data(forms, lengths, np.concatenate([[0], np.cumsum(lengths)])[:-1], labels)


def put_gold(sentences: list[Sentence], labels: dict[str, np.ndarray], tag_ids: dict, rel_ids: dict) -> None:
    """Writes the treebanks' own labels over those of the teacher; names of EWT only."""
    at = 0
    for s in sentences:
        n = len(s.forms)
        to = slice(at, at + n)
        at += n
        for key, ids in (("tag", [tag_ids[t] for t in s.tags]), ("head", s.heads), ("rel", [rel_ids[r] for r in s.rels])):
            labels[key + "s"][to, 0] = ids
            labels[key + "_weights"][to] = 0
            labels[key + "_weights"][to, 0] = 255
        if s.names is not None and not s.genre:
            labels["names"][to] = 0
            labels["names"][np.arange(at - n, at), s.names] = 255


def plan(parts: list[tuple[Data, int]], size: int, rng: np.random.Generator) -> list[tuple[int, np.ndarray]]:
    """Batches of about `size` words of sentences alike in length: (part, sentences)."""
    out = []
    for number, (data, times) in enumerate(parts):
        for _ in range(times):
            order = np.argsort(data.lengths + rng.random(len(data.lengths)) * 4, kind="stable")
            total = np.cumsum(data.lengths[order])
            cuts = np.searchsorted(total, np.arange(size, total[-1], size))
            out += [(number, part) for part in np.split(order, cuts) if len(part)]
    rng.shuffle(out)
    return out


def gather(data: Data, chosen: np.ndarray, words: Words, rng: np.random.Generator | None):
    """Padded arrays of a batch; with `rng` some sentences get other letter case and rare words go."""
    lengths = data.lengths[chosen]
    n = int(lengths.max())
    places = data.begins[chosen][:, None] + np.minimum(np.arange(n)[None], lengths[:, None] - 1)
    mask = np.arange(n)[None] < lengths[:, None]
    forms = data.forms[places]
    if rng is not None:
        chance = rng.random(len(chosen))
        forms = np.where((chance < 0.07)[:, None], words.title[forms], forms)
        forms = np.where((chance > 0.97)[:, None], words.upper[forms], forms)
    rows = words.rows[forms]
    if rng is not None:
        rows[..., -1] = np.where(rng.random(forms.shape) < words.rare[forms], words.unknown, rows[..., -1])
    T = torch.from_numpy
    return T(np.ascontiguousarray(rows.transpose(1, 0, 2))), T(np.ascontiguousarray(mask.T)), places


def soft(scores: torch.Tensor, ids: np.ndarray, weights: np.ndarray, mask: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy against a few labels with weights."""
    w = torch.from_numpy(weights.astype(np.float32))
    w = w / w.sum(2, keepdim=True).clamp(min=1) * mask[..., None]
    logs = F.log_softmax(scores, dim=2).clamp(min=-30)
    return -(torch.gather(logs, 2, torch.from_numpy(ids.astype(np.int64))) * w).sum() / mask.sum()


def loss_of(model: Student, data: Data, chosen: np.ndarray, words: Words, rng: np.random.Generator) -> torch.Tensor:
    rows, mask, places = gather(data, chosen, words, rng)
    lab = {k: v[places] for k, v in data.labels.items() if k != "lengths"}
    mask_b = mask.T.float()
    with torch.autocast("cpu", torch.bfloat16):
        tag, name, arc, rel_scores = model(rows, mask)
        rel = rel_scores(torch.from_numpy(lab["heads"][..., 0].astype(np.int64)))
    limit = arc.shape[2] - 1
    names = np.broadcast_to(np.arange(NAMES, dtype=np.uint8), lab["names"].shape)
    return (
        soft(tag, lab["tags"], lab["tag_weights"], mask_b)
        + soft(arc, np.minimum(lab["heads"], limit), lab["head_weights"], mask_b)
        + soft(rel, lab["rels"], lab["rel_weights"], mask_b)
        + 1.5 * soft(name, names, lab["names"], mask_b)
    )


@torch.no_grad()
def figures(model: Student, sentences: list[Sentence], words: Words, labels: tuple[list, list]) -> Figures:
    model.eval()
    out = Figures()
    order = sorted(sentences, key=lambda s: len(s.forms))
    for at in range(0, len(order), 100):
        part = order[at : at + 100]
        n = max(len(s.forms) for s in part)
        rows = np.zeros((len(part), n, words.rows.shape[1]), np.int32)
        mask = np.zeros((len(part), n), bool)
        for i, s in enumerate(part):
            rows[i, : len(s.forms)] = words.rows[[words.ids[w] for w in s.forms]]
            mask[i, : len(s.forms)] = True
        tag, name, arc, rel_scores = model(
            torch.from_numpy(np.ascontiguousarray(rows.transpose(1, 0, 2))), torch.from_numpy(mask.T.copy())
        )
        heads = arc.argmax(2)
        add_figures(out, part, labels, (tag.argmax(2), heads, rel_scores(heads).argmax(2), name.argmax(2)))
    model.train()
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--language", type=Path, default=Path("../shared/language"))
    p.add_argument("--work", type=Path, required=True, help="forms, rows, labels")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--unknown", type=int, required=True)
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--gold-times", type=int, default=5)
    p.add_argument("--silver", type=int, default=1, help="0: gold trees alone")
    p.add_argument("--words", type=int, default=3500)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    words = Words.read(a.work / "forms.txt", a.work / "rows.bin", a.unknown)
    gold = read_conllu(a.language / "ud/en_ewt-ud-train.conllu")
    add_uner(a.language / "ner/en_ewt-ud-train.recovered.iob2", gold)
    gold += read_gum(a.language / "gum-open", "train")
    dev = read_conllu(a.language / "ud/en_ewt-ud-dev.conllu")
    add_uner(a.language / "ner/en_ewt-ud-dev.iob2", dev)
    gum_dev = read_gum(a.language / "gum-open", "dev")
    tags = sorted({t for s in gold for t in s.tags})
    rels = sorted({r for s in gold for r in s.rels})
    tag_ids, rel_ids = {t: i for i, t in enumerate(tags)}, {r: i for i, r in enumerate(rels)}
    gold_labels = dict(np.load(a.work / "gold_labels.npz"))
    put_gold(gold, gold_labels, tag_ids, rel_ids)
    parts = [(from_labels([s.forms for s in gold], gold_labels, words), a.gold_times)]
    if a.silver:
        with (a.work / "sentences.txt").open(encoding="utf-8") as file:
            silver = [line.split(" ") for line in file.read().split("\n") if line]
        parts.append((from_labels(silver, dict(np.load(a.work / "silver_labels.npz")), words), 1))
    counts = sum(np.bincount(words.rows[d.forms, -1], minlength=words.rows.max() + 1) for d, _ in parts)
    words.rare = (0.5 / (0.5 + counts[words.rows[:, -1]]) + 0.01).astype(np.float32)
    model = Student(int(words.rows.max()) + 1, len(tags), len(rels))
    dense = [q for name, q in model.named_parameters() if name != "rows.weight"]
    optimisers = [torch.optim.AdamW(dense, lr=a.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True), torch.optim.SparseAdam([model.rows.weight], lr=a.rate, betas=(0.9, 0.98))]
    steps = a.epochs * len(plan(parts, a.words, np.random.default_rng(0)))
    step, start = 0, time.time()
    checkpoint = a.out.with_suffix(".checkpoint")
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        step = saved["step"]
        model.load_state_dict(saved["state"])
        for o, state in zip(optimisers, saved["optimisers"]):
            o.load_state_dict(state)
        print(f"goes on from step {step}", flush=True)
    each = steps // a.epochs
    for epoch in range(step // each, a.epochs):
        # Order, letter case and dropout come of the seed and the place in the run alone,
        # so that a run that goes on gives the same weights.
        batches = plan(parts, a.words, np.random.default_rng((a.seed, epoch)))[:each]
        for number, chosen in batches[step - epoch * each :]:
            rng = np.random.default_rng((a.seed, epoch, step))
            torch.manual_seed(a.seed * 1_000_000 + step)
            rate = a.rate * min(1.0, (step + 1) / (0.03 * steps)) * max(0.01, (steps - step) / steps)
            for o in optimisers:
                for group in o.param_groups:
                    group["lr"] = rate
                o.zero_grad()
            loss = loss_of(model, parts[number][0], chosen, words, rng)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 2.0)
            for o in optimisers:
                o.step()
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {loss.item():.3f} {time.time() - start:.0f} s", file=sys.stderr, flush=True)
            if step % max(1, steps // 12) == 0 or step == steps:
                print(f"step {step}/{steps} {time.time() - start:.0f} s; EWT dev {figures(model, dev, words, (tags, rels))}; GUM dev {figures(model, gum_dev, words, (tags, rels))}", flush=True)
                state = {"step": step, "state": model.state_dict(), "optimisers": [o.state_dict() for o in optimisers]}
                torch.save(state, checkpoint.with_suffix(".new"))
                checkpoint.with_suffix(".new").replace(checkpoint)
    torch.save({"tags": tags, "rels": rels, "state": model.state_dict()}, a.out)
    checkpoint.unlink()


if __name__ == "__main__":
    main()
