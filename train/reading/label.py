"""The teacher labels sentences: soft labels for the small network.

For each word the likeliest 3 tag pairs, 4 heads and, at the likeliest head, 2 relations,
with their probabilities in 255ths, and the probabilities of all 7 name labels.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from corpora import Sentence
from teacher import Labels, Teacher, make_batch

TAGS, HEADS, RELS, NAMES = 3, 4, 2, 7


def load_teacher(path: Path, wheel: Path) -> tuple[Teacher, Labels]:
    saved = torch.load(path, weights_only=False)
    model = Teacher(wheel, saved["labels"])
    model.load_state_dict(saved["state"])
    model.eval()
    return model, saved["labels"]


def bytes_of(p: torch.Tensor) -> np.ndarray:
    return (p * 255).round().to(torch.uint8).numpy()


def batches(sentences: list[Sentence], size: int) -> Iterator[list[int]]:
    """Numbers of sentences, the short ones first, in batches of about `size` words."""
    part: list[int] = []
    words = 0
    for i in sorted(range(len(sentences)), key=lambda k: len(sentences[k].forms)):
        part.append(i)
        words += len(sentences[i].forms)
        if words >= size:
            yield part
            part, words = [], 0
    if part:
        yield part


@torch.no_grad()
def label(model: Teacher, sentences: list[Sentence], batch_words: int = 3000) -> dict[str, np.ndarray]:
    """Arrays over all words, in the order of the sentences."""
    begins = np.concatenate([[0], np.cumsum([len(s.forms) for s in sentences])])
    n = int(begins[-1])
    out = {
        "tags": np.zeros((n, TAGS), np.uint8),
        "tag_weights": np.zeros((n, TAGS), np.uint8),
        "heads": np.zeros((n, HEADS), np.uint8),
        "head_weights": np.zeros((n, HEADS), np.uint8),
        "rels": np.zeros((n, RELS), np.uint8),
        "rel_weights": np.zeros((n, RELS), np.uint8),
        "names": np.zeros((n, NAMES), np.uint8),
    }
    done, start, shown = 0, time.time(), 0
    for part in batches(sentences, batch_words):
        batch = make_batch(model, [sentences[i] for i in part])
        with torch.autocast("cpu", torch.bfloat16):
            tag, name, _, arc, rel_scores = model(batch)
            rel = rel_scores(arc.argmax(2))
        k = min(HEADS, arc.shape[2])
        best = {
            "tag": torch.softmax(tag, 2).topk(TAGS, 2),
            "head": torch.softmax(arc, 2).topk(k, 2),
            "rel": torch.softmax(rel, 2).topk(RELS, 2),
        }
        names = bytes_of(torch.softmax(name, 2))
        arrays = {key: (b.indices.to(torch.uint8).numpy(), bytes_of(b.values)) for key, b in best.items()}
        for row, i in enumerate(part):
            size = len(sentences[i].forms)
            to = slice(begins[i], begins[i] + size)
            for key, (ids, weights) in arrays.items():
                width = ids.shape[2]
                out[key + "s"][to, :width] = ids[row, :size]
                out[key + "_weights"][to, :width] = weights[row, :size]
            out["names"][to] = names[row, :size]
        done += sum(len(sentences[i].forms) for i in part)
        if done - shown > 200_000:
            shown = done
            print(f"{done}/{n} words, {time.time() - start:.0f} s", file=sys.stderr, flush=True)
    out["lengths"] = np.diff(begins).astype(np.int32)
    return out


@torch.no_grad()
def label_names(model: Teacher, sentences: list[Sentence], batch_words: int = 3000) -> np.ndarray:
    """The name labels alone, by a teacher that train_names.py made."""
    begins = np.concatenate([[0], np.cumsum([len(s.forms) for s in sentences])])
    out = np.zeros((int(begins[-1]), NAMES), np.uint8)
    for part in batches(sentences, batch_words):
        with torch.autocast("cpu", torch.bfloat16):
            scores = model.name(model.encode(make_batch(model, [sentences[i] for i in part])))
        names = bytes_of(torch.softmax(scores.float(), 2))
        for row, i in enumerate(part):
            size = len(sentences[i].forms)
            out[begins[i] : begins[i] + size] = names[row, :size]
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--teacher", type=Path, required=True)
    p.add_argument("--names", type=Path, required=True, help="teacher of the names")
    p.add_argument("--wheel", type=Path, required=True)
    p.add_argument("--sentences", type=Path, required=True, help="one a line, tokens cut by blanks")
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    model, _ = load_teacher(a.teacher, a.wheel)
    with a.sentences.open(encoding="utf-8") as file:
        sentences = [Sentence(forms=line.split(" ")) for line in file.read().split("\n") if line]
    labels = label(model, sentences)
    # Two teachers of names, on the same task with other data, err in other places.
    second = label_names(load_teacher(a.names, a.wheel)[0], sentences)
    labels["names"] = ((labels["names"].astype(np.uint16) + second) // 2).astype(np.uint8)
    np.savez(a.out, **labels)


if __name__ == "__main__":
    main()
