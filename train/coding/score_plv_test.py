"""Worked examples of the scorer of end-to-end coding.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import unittest

from score_plv import Figures, Row, add_sentence, core, fold_of, same, same_target, words

ROW = Row("1", "YIELD", "the Ruritanian army", "three fishermen", "The Ruritanian army freed three fishermen.")


def ledger(*acts: dict, **names: str) -> dict:
    entities = [{"key": k, "name": n, "offices": []} for k, n in names.items()]
    return {"entities": entities, "acts": [{"actors": [], "recipients": [], **a} for a in acts]}


class Phrases(unittest.TestCase):
    def test_words_are_folded_and_lose_the_owner(self) -> None:
        self.assertEqual(words("Ruritania's 12 Senators"), {"ruritania", "senator"})

    def test_core_ends_at_a_preposition(self) -> None:
        self.assertEqual(words(core("the old bridge in Strelsau")), {"old", "bridge"})

    def test_a_rank_alone_is_no_agreement(self) -> None:
        self.assertFalse(same("President Oll", ["President Vey"]))
        self.assertTrue(same("President Oll", ["Anna Oll"]))
        self.assertTrue(same("the president", ["President Vey"]))

    def test_a_state_is_found_in_its_phrase(self) -> None:
        self.assertTrue(same("49 arrests of reporters in Ruritania", ["Ruritania"]))

    def test_targets_agree_by_their_core(self) -> None:
        self.assertTrue(same_target("the bridge", "the old bridge over the Elb"))
        self.assertFalse(same_target("the river", "the old bridge over the Elb"))


class Sentences(unittest.TestCase):
    def score(self, told: dict | None, row: Row = ROW) -> tuple[str, Figures]:
        figures = Figures()
        return add_sentence(figures, row, told), figures

    def test_yield_is_concede_or_retreat(self) -> None:
        act = {"type": "RETREAT", "actors": ["a"], "recipients": ["b"]}
        cause, figures = self.score(ledger(act, a="Ruritanian army", b="fishermen"))
        self.assertEqual((cause, figures.right, figures.pair_right), ("right", 1, 1))

    def test_another_type_of_the_pair_counts_against_precision(self) -> None:
        act = {"type": "COERCE", "actors": ["a"], "recipients": ["b"]}
        cause, figures = self.score(ledger(act, a="Ruritanian army", b="fishermen"))
        self.assertEqual((cause, figures.pair, figures.pair_right), ("type", 1, 0))

    def test_an_act_of_others_counts_against_all_alone(self) -> None:
        right = {"type": "RETREAT", "actors": ["a"], "target": "the three fishermen", "confidence": 1.0}
        other = {"type": "CONSULT", "actors": ["c"], "recipients": ["a"], "confidence": 0.5}
        _, figures = self.score(ledger(right, other, a="Ruritanian army", c="Zenda"))
        self.assertEqual((figures.pair, figures.acts, figures.acts_right, figures.first), (1, 2, 1, 1))

    def test_parties_of_a_meeting_in_any_order(self) -> None:
        row = Row("2", "CONSULT", "Zenda", "Ruritania", "Ruritania and Zenda met.")
        cause, _ = self.score(ledger({"type": "CONSULT", "actors": ["r", "z"]}, r="Ruritania", z="Zenda"), row)
        self.assertEqual(cause, "right")

    def test_no_ledger_is_a_missed_sentence(self) -> None:
        cause, figures = self.score(None)
        self.assertEqual((cause, figures.sentences, figures.coded), ("no act", 1, 0))

    def test_folds_depend_on_the_id_alone(self) -> None:
        self.assertEqual(fold_of("17", 5), fold_of("17", 5))
        self.assertEqual({fold_of(str(i), 5) for i in range(100)}, {0, 1, 2, 3, 4})


if __name__ == "__main__":
    unittest.main()
