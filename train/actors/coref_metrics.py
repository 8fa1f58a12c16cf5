# SPDX-License-Identifier: Apache-2.0
"""MUC, B-cubed and CEAF-e of chains of mentions, as the reference scorer defines them
(S. Pradhan et al., 2014). A chain is a set of mentions; a mention is any hashable value."""


def _muc_half(key, response):
    of = {m: i for i, chain in enumerate(response) for m in chain}
    links = kept = 0
    for chain in key:
        parts = {of.get(m, m) if m in of else ("alone", m) for m in chain}
        links += len(chain) - 1
        kept += len(chain) - len(parts)
    return kept, links


def _b_cubed_half(key, response):
    of = {m: chain for chain in response for m in chain}
    total = count = 0
    for chain in key:
        count += len(chain)
        total += sum(len(chain & of[m]) / len(chain) for m in chain if m in of)
    return total, count


def _best_assignment(weights):
    """The greatest sum of weights[i][j] with each row and column used once (H. Kuhn, 1955;
    by shortest augmenting paths)."""
    if not weights or not weights[0]:
        return 0.0
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights)]
    n, m = len(weights), len(weights[0])
    infinite = float("inf")
    u, v, match, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used = [infinite] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], infinite, 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                cost = -weights[i0 - 1][j - 1] - u[i0] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0], j0 = match[way[j0]], way[j0]
    return sum(weights[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])


def _ceaf_e(key, response):
    near = [[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    return _best_assignment(near)


class Counts:
    """Sums over documents; figures() gives precision, recall and F1 of each measure."""

    def __init__(self):
        self.halves = {name: [0.0, 0.0, 0.0, 0.0] for name in ("mentions", "MUC", "B3", "CEAFe")}

    def add(self, key, response):
        key, response = [set(c) for c in key], [set(c) for c in response]
        of_key, of_response = set().union(*key), set().union(*response)
        both = len(of_key & of_response)
        similar = _ceaf_e(key, response)
        for name, values in (
            ("mentions", (both, len(of_response), both, len(of_key))),
            ("MUC", _muc_half(response, key) + _muc_half(key, response)),
            ("B3", _b_cubed_half(response, key) + _b_cubed_half(key, response)),
            ("CEAFe", (similar, len(response), similar, len(key))),
        ):
            self.halves[name] = [a + b for a, b in zip(self.halves[name], values)]

    def figures(self):
        out = {}
        for name, (p_sum, p_of, r_sum, r_of) in self.halves.items():
            p, r = p_sum / (p_of or 1), r_sum / (r_of or 1)
            out[name] = (p, r, 2 * p * r / ((p + r) or 1))
        out["CoNLL"] = sum(out[name][2] for name in ("MUC", "B3", "CEAFe")) / 3
        return out
