"""The small network of the reading room: what the product runs.

Words are sums of embedding rows (src/reading/word_rows.h); a layer over three
neighbours; simple recurrent units in both directions (T. Lei et al., 2018); heads for
tags, names, arcs and relations. src/reading/encoder.h runs the same network in 8 bits.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

WORD = 128  # width of a word's sum of rows
SIDE = 160  # units of one direction
WIDTH = 2 * SIDE
LAYERS = 4
ARC = 128
REL = 128
NAMES = 7
FAR = 24  # distances beyond count as this


class Scan(torch.autograd.Function):
    """c_t = f_t c_{t-1} + (1 - f_t) z_t along dimension 0, from zero."""

    @staticmethod
    def forward(ctx, f: torch.Tensor, z: torch.Tensor) -> torch.Tensor:
        c = torch.empty_like(z)
        state = torch.zeros_like(z[0])
        for t in range(z.shape[0]):
            torch.lerp(z[t], state, f[t], out=c[t])
            state = c[t]
        ctx.save_for_backward(f, z, c)
        return c

    @staticmethod
    def backward(ctx, grad: torch.Tensor):
        f, z, c = ctx.saved_tensors
        total = torch.empty_like(grad)
        carry = torch.zeros_like(grad[0])
        for t in range(grad.shape[0] - 1, -1, -1):
            torch.add(grad[t], carry, out=total[t])
            carry = total[t] * f[t]
        before = torch.cat([torch.zeros_like(c[:1]), c[:-1]])
        return total * (before - z), total * (1 - f)


class Unit(nn.Module):
    """One layer of simple recurrent units, both ways; input and output are WIDTH wide."""

    def __init__(self) -> None:
        super().__init__()
        self.gates = nn.Linear(WIDTH, 2 * 3 * SIDE)
        nn.init.xavier_uniform_(self.gates.weight)
        nn.init.zeros_(self.gates.bias)

    def forward(self, x: torch.Tensor, lengths_mask: torch.Tensor, drop: torch.Tensor | None) -> torch.Tensor:
        """x: [time, batch, WIDTH]; padding lies at the end and counts as zero."""
        y = F.layer_norm(x, (WIDTH,), eps=1e-5)
        if drop is not None:
            y = y * drop
        g = self.gates(y).float()
        out = []
        for k in range(2):
            z, f, r = g[..., 3 * SIDE * k : 3 * SIDE * (k + 1)].split(SIDE, dim=2)
            # Padding keeps the state: the backward scan enters a sentence with zero.
            f = torch.where(lengths_mask, torch.sigmoid(f), torch.ones_like(f))
            r = torch.sigmoid(r)
            if k == 0:
                c = Scan.apply(f, z)
            else:
                c = Scan.apply(f.flip(0), z.flip(0)).flip(0)
            side = x[..., SIDE * k : SIDE * (k + 1)]
            out.append(r * c + (1 - r) * side)
        return torch.cat(out, dim=2)


class Student(nn.Module):
    def __init__(self, rows: int, tags: int, rels: int, dropout: float = 0.2):
        super().__init__()
        self.rows = nn.EmbeddingBag(rows, WORD, mode="sum", sparse=True)
        nn.init.normal_(self.rows.weight, std=0.1)
        self.mix = nn.Linear(3 * WORD, WIDTH)
        self.units = nn.ModuleList(Unit() for _ in range(LAYERS))
        self.tag = nn.Linear(WIDTH, tags)
        self.name = nn.Linear(WIDTH, NAMES)
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc_mix = nn.Linear(ARC, ARC, bias=False)
        self.arc_root = nn.Parameter(torch.zeros(ARC))
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.rel_root = nn.Parameter(torch.zeros(REL))
        self.rel_out = nn.Linear(REL, rels)
        self.dropout = dropout

    def drop(self, x: torch.Tensor, over_time: bool) -> torch.Tensor | None:
        """A mask of kept places, the same at every time step where `over_time`."""
        if not self.training or self.dropout == 0:
            return None
        shape = (1, *x.shape[1:]) if over_time else x.shape
        return torch.empty(shape).bernoulli_(1 - self.dropout) / (1 - self.dropout)

    def encode(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """rows: [time, batch, 15]; mask: [time, batch] of words. Gives [time, batch, WIDTH]."""
        t, b, k = rows.shape
        x = self.rows(rows.reshape(t * b, k)).view(t, b, WORD)
        x = F.layer_norm(x, (WORD,), eps=1e-5) * mask[..., None]
        d = self.drop(x, False)
        if d is not None:
            x = x * d
        none = torch.zeros_like(x[:1])
        near = torch.cat([torch.cat([none, x[:-1]]), x, torch.cat([x[1:], none])], dim=2)
        x = torch.relu(self.mix(near)).float()
        for unit in self.units:
            x = unit(x, mask[..., None], self.drop(x, True))
        x = F.layer_norm(x, (WIDTH,), eps=1e-5)
        d = self.drop(x, True)
        return x if d is None else x * d

    def forward(self, rows: torch.Tensor, mask: torch.Tensor):
        """Scores, batch first: tags, names, arcs [b, n, n + 1] (0 the root), relations of heads."""
        h = self.encode(rows, mask).transpose(0, 1)
        mask = mask.transpose(0, 1)
        b, n, _ = h.shape
        dep = self.arc_mix(torch.relu(self.arc_dep(h)))
        head = torch.relu(self.arc_head(h))
        head = torch.cat([torch.relu(self.arc_root).to(head.dtype).expand(b, 1, -1), head], dim=1)
        arcs = (dep @ head.transpose(1, 2)).float()
        place = torch.arange(n)
        apart = (place[None, :] - place[:, None]).clamp(-FAR, FAR) + FAR
        arcs = arcs + F.pad(self.distance[apart], (1, 0))
        arcs = arcs.masked_fill(~F.pad(mask, (1, 0), value=True)[:, None, :], -1e9)
        rel_dep, rel_head = self.rel_dep(h), self.rel_head(h)
        rel_head = torch.cat([self.rel_root.to(rel_head.dtype).expand(b, 1, -1), rel_head], dim=1)

        def rels(heads: torch.Tensor) -> torch.Tensor:
            chosen = torch.gather(rel_head, 1, heads[..., None].expand(-1, -1, REL))
            return self.rel_out(torch.relu(rel_dep + chosen)).float()

        return self.tag(h).float(), self.name(h).float(), arcs, rels
