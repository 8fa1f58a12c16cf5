"""Codes, confidences and reasons of acts, as `code` gives them."""
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib

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

    def ledger(self):
        ledger = self.path("l.ledger")
        story = self.write("story.txt", STORY.format(place="Berlin", number=1))
        self.run_program("ingest", "--ledger", ledger, story)
        return ledger

    def test_ledger_keeps_what_code_gives(self):
        kept = self.json_lines("acts", "--ledger", self.ledger())
        given = self.code()["acts"]
        self.assertEqual(len(kept), len(given))
        by_number = {f"a{act['number']}": act for act in kept}
        for act in given:
            for field in ("cameo", "quad", "goldstein", "contexts", "confidence"):
                self.assertEqual(by_number[act["id"]][field], act[field], field)
            for field in ("place_country", "place_latitude", "place_longitude"):
                self.assertEqual(by_number[act["id"]][field], act.get(field), field)

    def test_explain_says_why_in_words(self):
        ledger = self.ledger()
        for number, words in ((1, ("the wording “meet“ (rule meet)", "040 Consult, not specified", "1 verbal cooperation",
                                   "+1.0", "who does it, by the grammar", "look like it about")),
                              (3, ("036 Express intent to meet", "diplomatic", "(cameo.tsv)", "told with “will")) ):
            shown = self.run_program("explain", "--ledger", ledger, f"story:{number}").stdout.decode()
            for word in words:
                self.assertIn(word, shown.replace('"', "“"))

    def test_every_mechanism_has_words(self):
        root = pathlib.Path(__file__).resolve().parents[2] / "data"
        rows = [line.split("\t") for line in (root / "coding/reasons.tsv").read_text(encoding="utf-8").splitlines()]
        words = {(row[0], row[1]) for row in rows if len(row) == 3}
        rules = {line.split("\t")[0] for line in (root / "coding/rules.tsv").read_text(encoding="utf-8").splitlines()}
        sample = root / "sample"
        done = self.run_program("code", "--reasons", "--meta", str(sample / "meta.tsv"), str(sample))
        for line in done.stdout.decode().splitlines():
            for act in json.loads(line)["acts"]:
                for reason in act["reasons"]:
                    if reason["rule"] in rules:
                        continue
                    for part in reason["rule"].split(":"):
                        self.assertTrue({(reason["field"], part), ("*", part)} & words,
                                        f"data/coding/reasons.tsv has no words for {part} of {reason['field']}")

    def test_explain_without_tables(self):
        ledger = self.ledger()
        done = self.run_program("--data", self.path("nowhere"), "explain", "--ledger", ledger, "story:1")
        self.assertIn("subject", done.stdout.decode())

    def test_what_is_no_code_and_no_context(self):
        for wrong in (["--cameo", "4x"], ["--cameo", "04012"], ["--context", "weather"]):
            done = self.run_program("acts", "--ledger", self.path("no.ledger"), *wrong, expect=2)
            self.assertIn(wrong[0], done.stderr.decode())

    def test_confidence_lies_between_0_and_1(self):
        story = self.write("story.txt", STORY.format(place="Berlin", number=1))
        for wrong in ("1.5", "-0.1", "much", ""):
            for command in (["code", story], ["acts", "--ledger", self.path("no.ledger")]):
                done = self.run_program(*command, "--min-confidence", wrong, expect=2)
                self.assertIn("--min-confidence", done.stderr.decode())


if __name__ == "__main__":
    main()
