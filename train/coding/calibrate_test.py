#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What calibrate.py learns, on acts made up for it."""
import math
import pathlib
import random
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import calibrate


def sample(doc, right, *features):
    return calibrate.Sample(doc, {"id": "a1", "features": ["bias", *features]}, right)


def acts(n, share, feature, rng):
    return [sample(f"d{i % 40}", rng.random() < share, feature) for i in range(n)]


class Learning(unittest.TestCase):
    def test_shares_are_learned(self):
        rng = random.Random(1)
        samples = acts(400, 0.9, "rule=good", rng) + acts(400, 0.3, "rule=bad", rng)
        model = calibrate.Logistic(samples, 1.0)
        self.assertAlmostEqual(model.p(["bias", "rule=good"]), 0.9, delta=0.05)
        self.assertAlmostEqual(model.p(["bias", "rule=bad"]), 0.3, delta=0.05)
        between = model.p(["bias", "rule=never-seen"])
        self.assertTrue(0.3 < between < 0.9)

    def test_few_are_drawn_to_the_rest(self):
        rng = random.Random(2)
        samples = acts(300, 0.5, "type=A", rng) + [sample("d1", True, "type=A", "rule=new") for _ in range(4)]
        p = calibrate.Logistic(samples, 8.0).p(["bias", "type=A", "rule=new"])
        self.assertTrue(0.5 < p < 0.75, p)

    def test_features_of_too_few_acts_are_left_out(self):
        samples = [sample("d1", i % 2 == 0, "rule=x") for i in range(calibrate.RARE - 1)] + [sample("d2", True)]
        self.assertNotIn("rule=x", calibrate.Logistic(samples, 1.0).weights)

    def test_cross_validation_never_sees_the_document(self):
        # A feature that tells the answer, but another one in each document: nothing is to be learned from it.
        samples = [sample(f"d{i}", i % 2 == 0, f"own={i}") for i in range(60) for _ in range(3)]
        calibrate.cross_validate(samples, 0.5)
        brier, log = calibrate.losses(samples)
        self.assertGreater(brier, 0.24)
        self.assertGreater(log, 0.68)

    def test_reliability(self):
        rng = random.Random(3)
        samples = acts(500, 0.8, "a", rng) + acts(500, 0.4, "b", rng)
        calibrate.cross_validate(samples, 1.0)
        high = [s for s in samples if s.p > 0.7]
        self.assertEqual(len(high), 500)
        self.assertAlmostEqual(sum(s.right for s in high) / 500, sum(s.p for s in high) / 500, delta=0.05)

    def test_the_same_twice(self):
        rng = random.Random(4)
        samples = acts(100, 0.7, "a", rng)
        self.assertEqual(calibrate.Logistic(samples, 1.0).weights, calibrate.Logistic(samples, 1.0).weights)


class Table(unittest.TestCase):
    def test_threshold(self):
        flat = {t: 0.5 for t in calibrate.THRESHOLDS}
        self.assertEqual(calibrate.choose_least(flat, 0.56), 0.28)
        worse = {t: 0.5 - t for t in calibrate.THRESHOLDS}
        self.assertEqual(calibrate.choose_least(worse, 0.56), 0.0)

    def test_shares_of_fields(self):
        seen = [("date", ["time:day"], True)] * 8 + [("date", ["inherited"], False)] * 4 + [("date", ["rare"], True)]
        rows = {(field, key): (share, n) for field, key, share, n in calibrate.field_shares(seen)}
        base = 10 / 15
        self.assertAlmostEqual(rows["date", "*"][0], base)
        self.assertAlmostEqual(rows["date", "time:day"][0], (8 + calibrate.DRAWN * base) / (8 + calibrate.DRAWN))
        self.assertLess(rows["date", "inherited"][0], base)
        self.assertNotIn(("date", "rare"), rows)

    def test_form(self):
        model = calibrate.Logistic([sample("d", i > 3, "rule=x") for i in range(8)], 1.0)
        lines = calibrate.table(model, 0.3, [("date", "*", 0.75, 4)], ["note"]).splitlines()
        self.assertEqual(lines[0], "what\tfeature\tvalue\tn\tnote")
        rows = [line.split("\t") for line in lines[1:] if not line.startswith("#")]
        self.assertTrue(all(len(row) == 5 for row in rows))
        self.assertIn(["least", "act", "0.30", "0", "acts that are less sure are not given"], rows)
        self.assertIn(["date", "*", "0.75", "4", ""], rows)
        self.assertTrue(any(row[:2] == ["act", "bias"] and math.isfinite(float(row[2])) for row in rows))


if __name__ == "__main__":
    unittest.main()
