# What can be asked of a ledger: full text, and who takes part.
# SPDX-License-Identifier: Apache-2.0
from program import ProgramTest, main

TEXTS = {
    "talks": """Peace talks in Paris

Paris, Jan. 15 - French President Emmanuel Macron held ceasefire talks with German Chancellor Friedrich Merz on Thursday.
"We want a truce," Macron told reporters.
""",
    "thanks": """Tusk thanks Macron

Warsaw, Jan. 16 - Polish Prime Minister Donald Tusk thanked Emmanuel Macron for the arms deal on Friday.
"This deal is good," Tusk said.
""",
    "letter": """Tô Lâm congratulates Merz

Ha Noi, Jan. 17 - General Secretary of the Communist Party of Vietnam Tô Lâm congratulated Friedrich Merz on Saturday.
""",
}


class Queries(ProgramTest):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("l.ledger")
        meta = ["doc\tdate\toutlet\turl"]
        for day, (doc, text) in enumerate(TEXTS.items(), 15):
            self.write(f"in/{doc}.txt", text)
            meta.append(f"{doc}\t2026-01-{day}\tZenda Post\t")
        self.meta = self.write("meta.tsv", "\n".join(meta) + "\n")
        self.run_program("ingest", "--ledger", self.ledger, "--meta", self.meta, self.path("in"))

    def docs(self, command, *extra):
        """Of which articles the answers are."""
        rows = self.json_lines(command, "--ledger", self.ledger, *extra)
        if command == "events":
            return sorted({t["doc"] for e in rows
                           for t in self.json_lines("event", "--ledger", self.ledger, e["id"])[0]["told"]})
        return sorted({row["doc"] for row in rows})

    def test_words(self):
        for command in ("acts", "events"):
            for words, docs in [("ceasefire", ["talks"]), ("ceasefire OR deal", ["talks", "thanks"]),
                                ("Macron -deal", ["talks"]), ('"arms deal"', ["thanks"]), ('"deal arms"', []),
                                ("to lam", ["letter"]), ("congrat*", ["letter"]),
                                ("NEAR(talks merz, 4)", ["talks"]), ("NEAR(talks \"friedrich merz\", 9) NOT thanked", ["talks"]),
                                ("(congrat* OR thank*) AND (merz OR tusk)", ["letter", "thanks"]), ("evidence:deal", [])]:
                with self.subTest(command=command, words=words):
                    self.assertEqual(self.docs(command, "--text", words), docs)
        self.assertEqual(self.docs("articles", "--text", "(peace OR thanks) -warsaw"), ["talks"])
        self.assertEqual(self.docs("articles", "--text", "macron OR lam"), ["letter", "talks", "thanks"])
        self.assertEqual(self.docs("statements", "--text", "truce OR \"deal is\""), ["talks", "thanks"])
        self.assertEqual(self.docs("statements", "--text", "deal -good"), [])

    def test_sector_and_party(self):
        for command in ("acts", "events"):
            for option, docs in [("gov", ["letter", "talks", "thanks"]), ("Poland/GOV", ["thanks"]), ("MIL", []),
                                 ("France/GOV", ["talks", "thanks"]), ("Norway/GOV", [])]:
                with self.subTest(command=command, option=option):
                    self.assertEqual(self.docs(command, "--sector", option), docs)
            self.assertEqual(self.docs(command, "--sector", "Poland/GOV", "--sector", "France/GOV"), ["thanks"])
            for option, docs in [("communist party of vietnam", ["letter"]), ("Vietnam/Communist Party", ["letter"]),
                                 ("Cuba/Communist Party", []), ("Labour Party", []), ("?", [])]:
                with self.subTest(command=command, option=option):
                    self.assertEqual(self.docs(command, "--party", option), docs)
        self.assertEqual(self.docs("statements", "--sector", "France/GOV"), ["talks"])
        self.assertEqual(self.docs("statements", "--party", "Labour Party"), [])
        for command in ("timeline", "dyads"):
            self.assertTrue(self.json_lines(command, "--ledger", self.ledger, "--sector", "Germany/GOV"))
            self.assertFalse(self.json_lines(command, "--ledger", self.ledger, "--sector", "REB"))
        page = self.run_program("brief", "--ledger", self.ledger, "--party", "communist party").stdout.decode()
        self.assertIn("SUPPORT/congratulate", page)
        self.assertNotIn("SUPPORT/thank", page)
        lines = self.run_program("export", "--ledger", self.ledger, "--format", "plover", "--party", "communist party")
        self.assertEqual(len(lines.stdout.splitlines()), len(self.json_lines("events", "--ledger", self.ledger,
                                                                            "--party", "communist party")))
        for command in ("acts", "statements", "actors"):
            errors = self.run_program(command, "--ledger", self.ledger, "--sector", "KING", expect=2).stderr.decode()
            self.assertIn("--sector KING: not a sector; the sectors are GOV", errors)

    def test_actors_of_a_sector_or_party(self):
        names = {a["name"] for a in self.json_lines("actors", "--party", "communist party of vietnam")}
        self.assertLessEqual({"Communist Party of Vietnam", "To Lam"}, names)
        self.assertNotIn("Xi Jinping", names)
        names = {a["name"] for a in self.json_lines("actors", "--ledger", self.ledger, "--sector", "Germany/GOV")}
        self.assertIn("Friedrich Merz", names)
        self.assertNotIn("Donald Tusk", names)
        found = self.json_lines("actors", "--ledger", self.ledger, "--party", "Vietnam/communist party", "--kind", "person")
        self.assertEqual([a["name"] for a in found if a["acts"]], ["To Lam"])
        self.run_program("actors", "--party", "Nowhere/communist party", expect=2)

    def pages(self, command, *extra, between=None):
        rows, cursor = [], []
        while page := self.json_lines(command, "--ledger", self.ledger, "--limit", "1", *extra, *cursor):
            rows += page
            cursor = ["--after", rows[-1].pop("next")]
            if between:
                between(len(rows))
        return rows

    def arrive(self, number):
        """Another article, so that the events of the first may change."""
        self.write(f"more/{number}.txt", TEXTS["talks"].replace("Peace talks", f"Talks {number}"))
        self.run_program("ingest", "--ledger", self.ledger, self.path("more"))

    def test_pages_are_of_one_version_whatever_arrives(self):
        commands = [("events", "--newest-first"), ("events",), ("acts",), ("acts", "--newest-first"), ("statements",),
                    ("articles",)]
        for number, command in enumerate(commands):
            with self.subTest(command=command):
                whole = self.json_lines(command[0], "--ledger", self.ledger, *command[1:])
                self.assertEqual(self.pages(*command, between=lambda n, k=number: n > 3 or self.arrive(f"{k}{n}")), whole)
                self.assertGreater(len(self.json_lines("articles", "--ledger", self.ledger)), 3)
        latest = self.pages("articles", between=lambda n: n > 1 or self.arrive("last"))
        everything = self.json_lines("articles", "--ledger", self.ledger)
        self.assertEqual(len(latest), len(everything) - 1)
        self.assertEqual(self.pages("articles", "--as-of", "1"),
                         self.json_lines("articles", "--ledger", self.ledger, "--as-of", "1"))

    def test_what_is_counted_and_written_is_of_the_version_asked_for(self):
        def asked(*extra):
            exported = self.run_program("export", "--ledger", self.ledger, "--format", "jsonl", *extra).stdout
            listed = self.json_lines("actors", "--ledger", self.ledger, "--kind", "person", *extra)
            shown = self.json_lines("actor", "Emmanuel Macron", "--ledger", self.ledger, *extra)
            return exported, listed, shown

        before = asked()
        self.arrive("later")
        now = asked()
        for then, since in zip(before, now):
            self.assertNotEqual(then, since)
        self.assertEqual(asked("--as-of", "1"), before)
        self.assertEqual(asked("--as-of", "2"), now)
        self.run_program("actors", "--ledger", self.ledger, "--accept", "abc", "--as-of", "1", expect=2)

    def test_latest_goes_on_in_the_ledger_as_it_is(self):
        first = self.json_lines("articles", "--ledger", self.ledger, "--limit", "1")
        self.arrive("new")
        rest = self.json_lines("articles", "--ledger", self.ledger, "--after", first[0]["next"])
        self.assertEqual([a["doc"] for a in rest], ["thanks", "letter"])
        rest = self.json_lines("articles", "--ledger", self.ledger, "--after", first[0]["next"], "--latest")
        self.assertEqual(sorted(a["doc"] for a in rest), ["letter", "new", "thanks"])

    def test_a_place_that_does_not_fit_is_refused(self):
        place = self.json_lines("acts", "--ledger", self.ledger, "--limit", "1")[0]["next"]
        other = self.path("other.ledger")
        self.write("other/one.txt", TEXTS["letter"])
        self.run_program("ingest", "--ledger", other, self.path("other"))
        for command, ledger, extra, words in [
                ("events", self.ledger, ["--after", place], "this is a place in the list of `chancery acts`"),
                ("acts", other, ["--after", place], "this is a place in a list of another ledger"),
                ("acts", self.ledger, ["--after", place, "--country", "Laos"], "in the answer to another question"),
                ("acts", self.ledger, ["--after", place[:-3]], "not a place in a list; take all of"),
                ("acts", self.ledger, ["--after", "nowhere"], "not a place in a list; take all of"),
                ("acts", self.ledger, ["--latest"], "--after")]:
            with self.subTest(words=words):
                errors = self.run_program(command, "--ledger", ledger, *extra, "--json", expect=2).stderr.decode()
                self.assertIn(words, errors)
        self.arrive("later")
        errors = self.run_program("acts", "--ledger", self.ledger, "--after", place, "--as-of", "2", expect=2).stderr.decode()
        self.assertIn("this is a place in version 1", errors)

    def test_faults_of_words_say_where(self):
        for command in ("acts", "events", "statements", "articles", "timeline", "dyads", "brief"):
            errors = self.run_program(command, "--ledger", self.ledger, "--text", "talks OR", expect=2).stderr.decode()
            self.assertIn("--text talks OR: OR needs a word behind it (character 7)", errors)


if __name__ == "__main__":
    main()
