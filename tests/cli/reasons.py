"""Codes, confidences and reasons of acts, as `code` gives them."""
# SPDX-License-Identifier: Apache-2.0
import json

from program import STORY, ProgramTest, main


class Reasons(ProgramTest):
    def code(self, *arguments, **options):
        story = self.write("story.txt", STORY.format(place="Berlin", number=1))
        return json.loads(self.run_program("code", *arguments, story, **options).stdout)

    def test_codes_are_given(self):
        acts = {(a["type"], a["mode"]): a for a in self.code()["acts"]}
        met = acts["CONSULT", "meeting"]
        self.assertEqual((met["cameo"], met["quad"], met["goldstein"]), ("040", 1, 1.0))
        call = acts["AGREE", "meet"]
        self.assertEqual((call["cameo"], call["goldstein"]), ("036", 4.0))
        self.assertIn("diplomatic", call["contexts"])
        for act in acts.values():
            self.assertNotIn("reasons", act)
            self.assertGreater(act["confidence"], 0)
            self.assertLess(act["confidence"], 1)

    def test_reasons_of_every_field(self):
        for act in self.code("--reasons")["acts"]:
            fields = {reason["field"] for reason in act["reasons"]}
            wanted = {"type", "status", "actors", "cameo"}
            wanted |= {f for f in ("mode", "date", "place", "channel", "recipients") if act[f]}
            self.assertLessEqual(wanted, fields, act["type"])
            self.assertIn("bias", act["features"])
            for reason in act["reasons"]:
                self.assertTrue(0 <= reason["confidence"] <= 1, reason)

    def test_least_confidence(self):
        acts = self.code()["acts"]
        sure = sorted(act["confidence"] for act in acts)
        for least in (0, sure[0], sure[-1], 1):
            found = self.code("--min-confidence", str(least))
            self.assertEqual(found["acts"], [a for a in acts if a["confidence"] >= least])
            used = {k for a in found["acts"] for k in a["actors"] + a["recipients"]}
            self.assertEqual({e["key"] for e in found["entities"]}, used)

    def test_confidence_lies_between_0_and_1(self):
        story = self.write("story.txt", STORY.format(place="Berlin", number=1))
        for wrong in ("1.5", "-0.1", "much", ""):
            for command in (["code", story], ["acts", "--ledger", self.path("no.ledger")]):
                done = self.run_program(*command, "--min-confidence", wrong, expect=2)
                self.assertIn("--min-confidence", done.stderr.decode())


if __name__ == "__main__":
    main()
