"""Writes the trained network in 8 bits, as the sections that src/reading/network.h reads.

Each output of a layer has its own scale, largest weight 63 (src/reading/kernels.h);
each embedding row has its own, largest 127.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from student import ARC, FAR, LAYERS, NAMES, REL, SIDE, WORD

# In the order of src/reading/ud.h.
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = (
    "_ ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS -LRB- LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP -RRB- SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX , . : `` '' $"
).split()
RELS = (
    "root acl acl:relcl advcl advcl:relcl advmod advmod:emph amod appos aux aux:pass case cc cc:preconj "
    "ccomp compound compound:prt conj cop csubj csubj:outer csubj:pass dep det det:predet discourse "
    "dislocated expl fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj "
    "nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum "
    "vocative xcomp"
).split()


def padded(n: int) -> int:
    return (n + 15) // 16 * 16


def quantise(weights: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of integers, and the scale of each row; the scale is the one of the least square error."""
    peak = np.abs(weights).max(axis=1, keepdims=True)
    best = np.full(weights.shape[0], np.inf)
    out = np.zeros(weights.shape, np.int8)
    scales = np.zeros(weights.shape[0], np.float32)
    for share in np.linspace(0.75, 1.0, 11):
        scale = (np.maximum(peak, 1e-8) * share / largest).astype(np.float32)
        whole = np.clip(np.rint(weights / scale), -largest, largest)
        error = ((whole * scale - weights) ** 2).sum(axis=1)
        better = error < best
        best = np.where(better, error, best)
        out[better] = whole[better].astype(np.int8)
        scales[better] = scale[better, 0]
    return out, scales


def pack(weights: np.ndarray) -> np.ndarray:
    """[outputs][inputs] as [outputs / 16][inputs / 4][16][4]."""
    o, i = weights.shape
    return np.ascontiguousarray(weights.reshape(o // 16, 16, i // 4, 4).transpose(0, 2, 1, 3))


def write_linear(folder: Path, name: str, weights: np.ndarray, bias: np.ndarray) -> None:
    whole, scales = quantise(weights.astype(np.float64), 63)
    (folder / f"{name}.w").write_bytes(pack(whole).tobytes())
    sums = whole.astype(np.int32).sum(axis=1)
    (folder / f"{name}.p").write_bytes(
        scales.astype("<f4").tobytes() + bias.astype("<f4").tobytes() + sums.astype("<i4").tobytes()
    )


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--student", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True, help="folder of the sections")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    saved = torch.load(a.student, weights_only=False)
    tags, rels = saved["tags"], saved["rels"]
    w = {k: v.detach().float().numpy() for k, v in saved["state"].items()}

    def put(name: str, values: np.ndarray, kind: str) -> None:
        (a.out / name).write_bytes(values.astype(kind).tobytes())

    rows, scales = quantise(w["rows.weight"], 127)
    put("net.rows", rows, "i1")
    put("net.row_scales", scales, "<f4")
    width = {"tags": padded(len(tags)), "rels": padded(len(rels))}
    put("net.shape", np.array([WORD, SIDE, LAYERS, ARC, REL, width["tags"], padded(NAMES), width["rels"], FAR, len(rows)]), "<u4")

    def linear(name: str, parts: list[tuple[str, int]]) -> None:
        weights, biases = [], []
        for key, size in parts:
            m = w[key + ".weight"]
            b = w.get(key + ".bias", np.zeros(m.shape[0], np.float32))
            weights.append(np.pad(m, ((0, size - m.shape[0]), (0, 0))))
            biases.append(np.pad(b, (0, size - m.shape[0])))
        write_linear(a.out, name, np.concatenate(weights), np.concatenate(biases))

    linear("net.near", [("mix", 2 * SIDE)])
    for i in range(LAYERS):
        linear(f"net.unit{i}", [(f"units.{i}.gates", 6 * SIDE)])
    linear("net.heads", [("tag", width["tags"]), ("name", padded(NAMES)), ("arc_dep", ARC), ("arc_head", ARC), ("rel_dep", REL), ("rel_head", REL)])
    linear("net.mix", [("arc_mix", ARC)])
    linear("net.rel", [("rel_out", width["rels"])])
    put("net.arc_root", np.maximum(w["arc_root"], 0), "<f4")
    put("net.rel_root", w["rel_root"], "<f4")
    put("net.distances", w["distance"], "<f4")
    put("net.tags", np.array([[UPOS.index(u), XPOS.index(x)] for u, x in tags]), "u1")
    put("net.rels", np.array([RELS.index(r if r in RELS else r.split(":")[0]) for r in rels]), "u1")


if __name__ == "__main__":
    main()
