# A ledger that keeps no texts: the same events, and it says so where words are missing.
# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import os
import re

from program import ProgramTest, main

SAMPLE = os.path.join(os.path.dirname(__file__), "..", "..", "data", "sample")
STORY = """Peace talks in Paris

Paris, Jan. 15 - French President Emmanuel Macron held ceasefire talks with German Chancellor Friedrich Merz on Thursday.
"We want a truce before the snow melts," Macron told reporters.

The cafés of the quarter were full of umbrellas that evening.
"""


class Keep(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("in/talks.txt", STORY)
        self.ledger = self.path("hashes.ledger")

    def ingest(self, ledger, *paths, **options):
        return self.run_program("ingest", "--ledger", ledger, *paths, **options)

    def test_events_are_the_same(self):
        texts = self.path("texts.ledger")
        self.ingest(texts, SAMPLE)
        self.ingest(self.ledger, "--keep", "hashes", SAMPLE)
        for command in (("events", "--json"), ("events", "--json", "--claims"), ("acts", "--json"),
                        ("timeline", "--json"), ("export", "--format", "jsonl"), ("export", "--format", "plover")):
            one, other = (self.run_program(*command, "--ledger", ledger).stdout for ledger in (texts, self.ledger))
            self.assertTrue(one)
            self.assertEqual(one, other, command)
        one, other = (self.json_lines("statements", "--ledger", ledger) for ledger in (texts, self.ledger))
        self.assertTrue(all(said.pop("content") for said in one))
        self.assertEqual({said.pop("content") for said in other}, {None})
        self.assertEqual(one, other)
        # Another run of the same changes nothing.
        before = self.run_program("versions", "--ledger", self.ledger).stdout
        self.assertNotIn(b"stored", self.ingest(self.ledger, SAMPLE).stdout)
        self.assertEqual(self.run_program("versions", "--ledger", self.ledger).stdout, before)

    def test_no_text_is_in_the_file(self):
        self.ingest(self.ledger, "--keep", "hashes", self.path("in"))
        self.assertEqual(len(self.json_lines("acts", "--ledger", self.ledger)), 1)
        self.assertEqual(len(self.json_lines("statements", "--ledger", self.ledger)), 1)
        held = b""
        for name in os.listdir(self.folder):
            if name.startswith("hashes.ledger"):
                with open(self.path(name), "rb") as file:
                    held += file.read().lower()
        for words in (b"ceasefire talks", b"peace talks in paris"):
            self.assertIn(words, held)
        for words in (b"umbrellas", b"snow melts", b"truce", b"quarter"):
            self.assertNotIn(words, held)
        article = self.json_lines("articles", "--ledger", self.ledger)[0]
        self.assertIs(article["text_kept"], False)
        self.assertEqual(article["source_sha256"], hashlib.sha256(STORY.encode()).hexdigest())
        self.assertTrue(re.fullmatch("[0-9a-f]{64}", article["text_sha256"]))
        self.assertEqual(self.json_lines("articles", "--ledger", self.ledger, "--text", "umbrellas"), [])
        self.assertEqual(len(self.json_lines("articles", "--ledger", self.ledger, "--text", "peace")), 1)
        self.assertEqual(len(self.json_lines("acts", "--ledger", self.ledger, "--text", "ceasefire")), 1)

    def test_what_is_missing_is_said(self):
        self.ingest(self.ledger, "--keep", "hashes", self.path("in"))

        def said(*command, expect=0):
            done = self.run_program(*command, "--ledger", self.ledger, expect=expect)
            return (done.stdout + done.stderr).decode()

        act = self.json_lines("acts", "--ledger", self.ledger)[0]["id"]
        explained = said("explain", act)
        self.assertIn("ceasefire", explained)
        self.assertIn("the text around it is not kept", explained)
        self.assertIn("(the words are not kept)", said("statements"))
        self.assertIn("keeps no texts", said("copies", expect=1))
        self.assertIn("is not kept in this ledger", said(
            "correct", "add", "--doc", "talks", "--type", "CONSULT", "--actor", "Emmanuel Macron",
            "--evidence", "umbrellas that evening", "--author", "x", expect=1))
        linked = json.loads(said("export", "--format", "jsonld"))
        selectors = re.findall(r'"oa:(Text\w+|Data\w+)Selector"', json.dumps(linked))
        self.assertEqual(set(selectors), {"TextQuote", "DataPosition"})
        said("correct", "set", self.json_lines("events", "--ledger", self.ledger)[0]["id"], "place", "Lyon",
             "--author", "x")
        self.assertEqual(self.json_lines("events", "--ledger", self.ledger)[0]["place"], "Lyon")

    def test_a_ledger_keeps_to_it(self):
        self.ingest(self.ledger, "--keep", "hashes", self.path("in"))
        self.write("more/walk.txt", STORY.replace("ceasefire talks", "talks"))
        self.ingest(self.ledger, self.path("more"))
        self.assertEqual({a["text_kept"] for a in self.json_lines("articles", "--ledger", self.ledger)}, {False})
        errors = self.ingest(self.ledger, "--keep", "texts", self.path("more"), expect=1).stderr.decode()
        self.assertIn("this ledger keeps no texts", errors)
        texts = self.path("texts.ledger")
        self.ingest(texts, self.path("in"))
        errors = self.ingest(texts, "--keep", "hashes", self.path("more"), expect=1).stderr.decode()
        self.assertIn("this ledger keeps the texts", errors)
        self.run_program("check", "--ledger", self.ledger)
        self.check_ledger(self.ledger)
        saved = self.path("saved.ledger")
        self.run_program("repair", "--ledger", self.ledger, "--out", saved)
        self.assertEqual(self.json_lines("events", "--ledger", saved), self.json_lines("events", "--ledger", self.ledger))
        self.write("last/last.txt", STORY.replace("15", "16"))
        self.ingest(saved, self.path("last"))
        self.assertEqual({a["text_kept"] for a in self.json_lines("articles", "--ledger", saved)}, {False})
        db = self.check_ledger(saved)
        db.execute("UPDATE articles SET text = 'a text' WHERE doc = 'walk'")
        db.commit()
        errors = self.run_program("check", "--ledger", saved, expect=1).stderr.decode()
        self.assertIn("1 articles have a text, which this ledger does not keep", errors)


if __name__ == "__main__":
    main()
