#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each cause of errors.py on sentences made up for it, with a stand-in for the gold's scorer."""
import pathlib
import sys
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import errors

RULES = pathlib.Path(__file__).resolve().parents[2] / "data/coding"


def stand_in():
    """The functions of score.py that errors.py uses, by plain equality of names."""
    score = types.SimpleNamespace()
    score.same_entity = lambda p, g: p["name"] == g["name"]
    score.fold = lambda s: s.lower().replace(".", " ")
    score.tokens = lambda s: set(s.lower().split())
    score.date_agrees = lambda p, g: p == g
    score.near = lambda p, g, text: abs(text.find(p) - text.find(g)) < 250
    score.participants = lambda act, ents: ([("a", ents[k]) for k in act["actors"]] +
                                            [("r", ents[k]) for k in act["recipients"]])

    def agreement(pred, gold):
        hit = sum(any(r == s and e["name"] == f["name"] for s, f in gold) for r, e in pred)
        return 2 * hit / (len(pred) + len(gold)) if pred or gold else 0.0

    def assign(table):
        out, used = [], set()
        for i, row in enumerate(table):
            for j, w in sorted(enumerate(row), key=lambda x: -x[1]):
                if w > 0 and j not in used:
                    used.add(j)
                    out.append((i, j))
                    break
        return out

    score.agreement, score.assign = agreement, assign
    return score


def act(kind, actors, recipients, evidence, trigger):
    return {"type": kind, "mode": None, "actors": actors, "recipients": recipients, "date": None, "place": None,
            "channel": None, "status": "happened", "background": False, "evidence": evidence, "trigger": trigger}


def causes(text, gold, pred, found=("Arland", "Borland", "Corland")):
    """Causes of what was missed and of what was invented."""
    names = {n: {"key": n, "name": n, "kind": "state", "code": n[:3].upper()} for n in ("Arland", "Borland", "Corland")}
    sorter = errors.Sorter(stand_in(), errors.known_triggers(RULES))
    used = lambda acts: [names[k] for k in sorted({k for a in acts for k in a["actors"] + a["recipients"]})]
    doc = errors.Document({"acts": gold, "entities": used(gold)}, {"acts": pred, "entities": used(pred)}, text,
                          [names[n] for n in found], sorter)
    missed = [sorter.missed(g, doc)[0] for j, g in enumerate(doc.gold) if j not in doc.hit_g]
    spurious = [sorter.spurious(p, doc)[0] for i, p in enumerate(doc.pred) if i not in doc.hit_p]
    return missed, spurious


A, B, C = ["Arland"], ["Borland"], ["Corland"]
LINE = "Arland condemned Borland on Monday."


class Causes(unittest.TestCase):
    def check(self, text, gold, pred, missed, spurious, **more):
        self.assertEqual(causes(text, gold, pred, **more), (missed, spurious))

    def test_right_is_no_error(self):
        one = [act("ACCUSE", A, B, LINE, "condemned")]
        self.check(LINE, one, one, [], [])

    def test_actor_not_found(self):
        self.check(LINE, [act("ACCUSE", A, B, LINE, "condemned")], [], ["actor"], [], found=("Arland",))

    def test_type(self):
        self.check(LINE, [act("ACCUSE", A, B, LINE, "condemned")], [act("THREATEN", A, B, LINE, "condemned")],
                   ["type"], ["type"])

    def test_role(self):
        self.check(LINE, [act("ACCUSE", A, B, LINE, "condemned")], [act("ACCUSE", C, [], LINE, "condemned")],
                   ["role"], ["role"])

    def test_crowded_and_extra(self):
        gold = [act("ACCUSE", A, B, LINE, "condemned"), act("PROTEST", A, [], LINE, "on")]
        self.check(LINE, gold, [act("PROTEST", A, [], LINE, "on"), act("AID", C, [], LINE, "on")], ["crowded"],
                   ["extra"])

    def test_gathered_and_duplicate(self):
        gold = act("ACCUSE", A, B, LINE, "condemned")
        self.check(LINE, [gold, gold], [gold], ["gathered"], [])
        self.check(LINE, [gold], [gold, gold], [], ["duplicate"])

    def test_words_known_to_rules(self):
        self.check(LINE, [act("ACCUSE", A, B, LINE, "condemned")], [], ["silent"], [])
        self.check(LINE, [act("ACCUSE", A, C, LINE, "condemned")], [], ["absent"], [])
        self.check(LINE, [act("AID", A, B, LINE, "condemned")], [], ["other-rule"], [])
        odd = "Arland zorbled Borland."
        self.check(odd, [act("AID", A, B, odd, "zorbled")], [], ["no-rule"], [])

    def test_quotation(self):
        text = "“Arland condemned Borland on Monday.”"
        self.check(text, [act("ACCUSE", A, B, LINE[:-1], "condemned")], [], ["quote"], [])
        self.check(text, [], [act("ACCUSE", A, B, LINE[:-1], "condemned")], [], ["quote"])

    def test_where_nothing_is_told(self):
        text = LINE + " Arland and Borland met."
        met = act("CONSULT", A + B, [], "Arland and Borland met.", "met")
        self.check(text, [met], [met, act("ACCUSE", A, B, LINE, "condemned")], [], ["verbal"])
        self.check(text, [met], [met, act("ASSAULT", A, B, LINE, "condemned")], [], ["deed"])
        self.check(text, [met], [met, act("ASSAULT", A, C, LINE, "condemned")], [], ["bystander"])

    def test_sentences_end_at_stops_and_lines(self):
        spans = errors.sentences_of("Mr. A met Gen. B. They agreed.\nNo more")
        self.assertEqual(len(spans), 3)


if __name__ == "__main__":
    unittest.main()
