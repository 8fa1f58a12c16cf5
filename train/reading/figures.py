"""Figures of a network on gold words, while it is trained.

Heads are the best for each word, without a tree search, and name labels the likeliest,
lawful or not: chancery-evaluate-reading counts what the product gives.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence

from corpora import Sentence, main_rel, name_spans


class Figures:
    """Sums over the sentences added."""

    def __init__(self) -> None:
        self.words = self.upos = self.xpos = self.uas = self.las = 0
        self.wanted = self.found = self.both = 0

    def add(
        self,
        s: Sentence,
        tags: Sequence[tuple[str, str]],
        arcs: Sequence[tuple[int, str]],
        names: list[int],
    ) -> None:
        """What a network gives for each word: its tags, its head and relation, its name label."""
        for j in range(len(s.forms)):
            self.upos += tags[j][0] == s.tags[j][0]
            self.xpos += tags[j][1] == s.tags[j][1]
            same = arcs[j][0] == s.heads[j]
            self.uas += same
            self.las += same and main_rel(arcs[j][1]) == main_rel(s.rels[j])
        self.words += len(s.forms)
        if s.names is not None:
            gold, system = name_spans(s.names), name_spans(names)
            self.wanted += len(gold)
            self.found += len(system)
            self.both += len(gold & system)

    def __str__(self) -> str:
        share = [100 * x / max(1, self.words) for x in (self.upos, self.xpos, self.uas, self.las)]
        f1 = 200 * self.both / max(1, self.found + self.wanted)
        return "UPOS {:.2f} XPOS {:.2f} UAS {:.2f} LAS {:.2f} names {:.1f}".format(*share, f1)


def add_figures(out: Figures, sentences: list[Sentence], labels: tuple[list, list], best: tuple) -> None:
    """Adds a batch; `best` holds tensors [sentence, word] of tags, heads, relations, name labels."""
    tags, rels = labels
    for i, s in enumerate(sentences):
        n = len(s.forms)
        tag, head, rel, name = (t[i, :n].tolist() for t in best)
        out.add(s, [tags[k] for k in tag], [(h, rels[r]) for h, r in zip(head, rel)], name)
