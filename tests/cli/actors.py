# Looking actors up, and offices learned from articles: listed, accepted, used, exported.
# SPDX-License-Identifier: Apache-2.0
import json

from program import ProgramTest, main

STORY = """Trade talks in Vientiane

Paris, May {day} - {lead}. The French leader thanked Brodova for her hospitality.
"""
LEADS = [
    "Lao Prime Minister Ana Brodova met French President Emmanuel Macron in Paris on Monday",
    "French President Emmanuel Macron received Lao Prime Minister Ana Brodova on Monday evening",
    "Ana Brodova, prime minister of Laos, visited France this week and met President Emmanuel Macron",
]


class Actors(ProgramTest):
    def lines(self, *arguments, **options):
        return self.run_program(*arguments, **options).stdout.decode().splitlines()

    def ledger(self):
        """Three outlets that say in words of their own that one new person is in office."""
        meta = ["doc\tdate\toutlet\turl"]
        for number, outlet in enumerate(["The Courier", "Morning Post", "Evening News"], 1):
            self.write(f"in/d{number}.txt",
                       STORY.format(day=number, lead=LEADS[number - 1]))
            meta.append(f"d{number}\t2031-05-0{number}\t{outlet}\t")
        path = self.path("l.ledger")
        self.run_program("ingest", "--ledger", path, "--meta",
                         self.write("meta.tsv", "\n".join(meta) + "\n"), self.path("in"))
        return path

    def test_who(self):
        found = json.loads(self.lines("who", "General Secretary Lam", "--on", "2026-01-25",
                                      "--near", "Viet Nam", "--limit", "1", "--json")[0])
        self.assertEqual(found["id"], "to_lam")
        self.assertEqual(found["code"], "VNM")
        self.assertTrue(found["held"])
        table = self.lines("who", "Cuban", "leader", "--on", "2026-01-25")
        self.assertIn("Miguel Diaz-Canel", table[1])

    def test_who_says_what_is_wrong(self):
        for arguments, code, words in (
            (("who",), 2, "WORDS is required"),
            (("who", "king", "--on", "yesterday"), 2, "write YYYY-MM-DD"),
            (("who", "king", "--near", "Ruritania"), 2, "no state or organisation 'Ruritania'"),
            (("who", "Zzyzx Qwert", "--on", "2026-01-25"), 1, "nobody known is meant"),
            (("who", "king", "--ledger", self.path("none.ledger")), 1, "none.ledger"),
            (("actors",), 2, "whom?"),
            (("actors", "--new"), 2, "--ledger is needed"),
            (("actors", "lam", "--kind", "dog"), 2, "no kind 'dog'"),
            (("actors", "qqqqqqqq"), 1, "no actor is called"),
            (("actor", "qqqqqqqq"), 1, "no actor"),
            (("actor", "Zelenskiyy"), 1, "volodymyr_zelensky"),
        ):
            done = self.run_program(*arguments, expect=code)
            self.assertIn(words, done.stderr.decode())

    def test_search_and_entry(self):
        rows = self.json_lines("actors", "Zelenskiy", "--kind", "person")
        self.assertEqual(rows[0]["id"], "volodymyr_zelensky")
        entry = self.json_lines("actor", "volodymyr_zelensky")[0]
        self.assertEqual(entry["code"], "UKR")
        self.assertIn("2019-05-20", [office["since"] for office in entry["offices"]])
        page = "\n".join(self.lines("actor", "ASEAN"))
        self.assertIn("members", page)
        self.assertIn("VNM", page)

    def test_offices_are_learned(self):
        ledger = self.ledger()
        with open(ledger, "rb") as file:
            before = file.read()
        facts = self.json_lines("actors", "--new", "--ledger", ledger)
        facts = [fact for fact in facts if fact["person"] == "Ana Brodova"]
        self.assertEqual(len(facts), 1, facts)
        fact = facts[0]
        self.assertEqual((fact["office"], fact["code"]), ("head_of_government", "LAO"))
        self.assertEqual(fact["sources"], 3)
        self.assertIn("Prime Minister Ana Brodova", fact["proofs"][0]["words"])
        self.assertIn("Macron", fact["proofs"][0]["sentence"])
        with open(ledger, "rb") as file:
            self.assertEqual(file.read(), before, "looking changes nothing")

        who = ("who", "Lao prime minister", "--on", "2031-05-10", "--ledger", ledger, "--json")
        names = [json.loads(line)["name"] for line in self.lines(*who)]
        self.assertNotIn("Ana Brodova", names[:1], "a conflict is not known yet")
        self.run_program("actors", "--ledger", ledger, "--accept", fact["id"], "--since", "2031-04-01",
                         "--by", "desk", "--reason", "sworn in")
        first = json.loads(self.lines(*who)[0])
        self.assertEqual((first["name"], first["source"]), ("Ana Brodova", "learned"))
        self.assertFalse([f for f in self.json_lines("actors", "--new", "--ledger", ledger)
                          if f["id"] == fact["id"]])
        rows = self.lines("actors", "--ledger", ledger, "--export", "offices")
        self.assertEqual(rows[0].split("\t")[0], "name")
        self.assertEqual(rows[1].split("\t")[0], "Ana Brodova")
        self.assertEqual(rows[1].split("\t")[7:], ["2031-04-01", "", "learned"])

        self.run_program("actors", "--ledger", ledger, "--refuse", fact["id"])
        self.assertEqual(len(self.lines("actors", "--ledger", ledger, "--export", "offices")), 1)
        self.run_program("actors", "--ledger", ledger, "--reopen", fact["id"][:6])
        self.assertTrue([f for f in self.json_lines("actors", "--new", "--ledger", ledger)
                         if f["id"] == fact["id"]])
        db = self.check_ledger(ledger)
        kept = db.execute("SELECT decision, author, reason FROM office_decisions").fetchall()
        self.assertEqual(kept[0], ("accepted", "desk", "sworn in"))
        self.assertEqual([row[0] for row in kept], ["accepted", "refused", "open"])

    def test_unknown_facts_are_refused(self):
        ledger = self.ledger()
        done = self.run_program("actors", "--ledger", ledger, "--accept", "ffffffff", expect=1)
        self.assertIn("no learned office", done.stderr.decode())
        done = self.run_program("actors", "--ledger", ledger, "--accept", "ffffffff", "--since", "May",
                                expect=2)
        self.assertIn("write YYYY-MM-DD", done.stderr.decode())

    def test_actor_of_a_ledger(self):
        ledger = self.ledger()
        rows = self.json_lines("actors", "--ledger", ledger, "--kind", "person")
        mine = [row for row in rows if row["name"] == "Ana Brodova"]
        self.assertEqual(len(mine), 1)
        self.assertEqual(mine[0]["articles"], 3)
        entry = self.json_lines("actor", mine[0]["id"], "--ledger", ledger)[0]
        self.assertEqual(entry["articles"][0]["articles"], 3)
        self.assertTrue(entry["acts"])
        page = "\n".join(self.lines("actor", "emmanuel_macron", "--ledger", ledger))
        self.assertIn("latest acts", page)
        self.assertIn("The Courier", page)


if __name__ == "__main__":
    main()
