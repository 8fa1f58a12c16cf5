# SPDX-License-Identifier: Apache-2.0
"""The measures of coreference on examples whose values are published or worked out by hand."""
import itertools
import random
import unittest

import coref_metrics


def figures(key, response):
    counts = coref_metrics.Counts()
    counts.add([set(c) for c in key], [set(c) for c in response])
    return {name: tuple(round(x, 2) for x in v) if isinstance(v, tuple) else round(v, 4)
            for name, v in counts.figures().items()}


class Measures(unittest.TestCase):
    def test_example_of_the_reference_scorer(self):
        # Pradhan et al. 2014, section 5.
        f = figures(["abc", "defg"], ["ab", "cd", "fghi"])
        self.assertEqual(f["MUC"], (0.4, 0.4, 0.4))
        self.assertEqual(f["B3"], (0.5, 0.42, 0.45))  # printed there from rounded parts as 0.46
        self.assertEqual(f["CEAFe"], (0.43, 0.65, 0.52))

    def test_identity_and_nothing(self):
        self.assertEqual(figures(["ab", "cde"], ["ab", "cde"])["CoNLL"], 1)
        self.assertEqual(figures(["ab"], [])["CoNLL"], 0)
        self.assertEqual(figures([], [])["CoNLL"], 0)

    def test_one_chain_for_all(self):
        f = figures(["ab", "cd"], ["abcd"])
        self.assertEqual(f["MUC"], (0.67, 1.0, 0.8))
        self.assertEqual(f["B3"], (0.5, 1.0, 0.67))

    def test_assignment_is_the_best(self):
        dice = random.Random(1)
        for _ in range(50):
            n, m = dice.randint(1, 4), dice.randint(1, 5)
            w = [[dice.random() for _ in range(m)] for _ in range(n)]
            rows, cols = range(n), range(m)
            if n <= m:
                best = max(sum(w[i][p[i]] for i in rows) for p in itertools.permutations(cols, n))
            else:
                best = max(sum(w[p[j]][j] for j in cols) for p in itertools.permutations(rows, m))
            self.assertAlmostEqual(coref_metrics._best_assignment(w), best)


if __name__ == "__main__":
    unittest.main()
