# Events over several articles, corrections, versions and briefs, as the commands show them.
# SPDX-License-Identifier: Apache-2.0
import os
import random
import shutil
import signal
import subprocess
import time

from program import ProgramTest, main

CALL = """{title}

{place}, Jan. {day} - French President Emmanuel Macron {talked} German Chancellor Friedrich Merz on {weekday}.
{more}
"""
VISIT = """Tusk in Madrid

Madrid, Jan. 20 - Polish Prime Minister Donald Tusk visited Spain on Tuesday and met Prime Minister Pedro Sanchez.
"""


class Events(ProgramTest):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("l.ledger")
        meta = ["doc\tdate\toutlet\turl"]
        for doc, outlet, talked in [
            ("one", "The Daily Strelsau", "held a telephone call with"),
            ("two", "Zenda Post", "held a phone call with"),
            ("three", "Hentzau Globe", "spoke by telephone with"),
        ]:
            self.write(f"in/{doc}.txt", CALL.format(title="Macron calls Merz", place="Paris", day=15,
                                                    talked=talked, weekday="Thursday", more=f"It was told by the {outlet}."))
            meta.append(f"{doc}\t2026-01-15\t{outlet}\thttps://example.org/{doc}")
        self.write("in/later.txt", CALL.format(title="Macron calls Merz again", place="Paris", day=22,
                                               talked="held a telephone call with", weekday="Thursday", more=""))
        self.write("in/visit.txt", VISIT)
        meta += ["later\t2026-01-22\tZenda Post\t", "visit\t2026-01-20\tZenda Post\tjavascript:alert(1)"]
        self.meta = self.write("meta.tsv", "\n".join(meta) + "\n")
        self.ingest()

    def ingest(self, ledger=None, *extra):
        return self.run_program("ingest", "--ledger", ledger or self.ledger, "--meta", self.meta,
                                *extra, self.path("in"))

    def events(self, *extra):
        return self.json_lines("events", "--ledger", self.ledger, *extra)

    def calls(self):
        return [e for e in self.events("--type", "CONSULT/phone") if e["status"] == "happened"]

    def correct(self, *arguments, **options):
        return self.run_program("correct", *arguments, "--ledger", self.ledger, "--author", "desk", **options)

    def test_one_event_of_three_articles_and_next_weeks_apart(self):
        calls = self.calls()
        self.assertEqual([(c["date"], c["articles"], c["sources"]) for c in calls],
                         [("2026-01-15", 3, 3), ("2026-01-22", 1, 1)])
        detail = self.json_lines("event", "--ledger", self.ledger, calls[0]["id"])[0]
        self.assertEqual({act["outlet"] for act in detail["told"]},
                         {"The Daily Strelsau", "Zenda Post", "Hentzau Globe"})
        dates = [c for c in detail["claims"] if c["field"] == "date"]
        self.assertEqual(len(dates), 3)
        self.assertTrue(all(c["shown"] and c["rule"] for c in dates))
        text = self.run_program("event", "--ledger", self.ledger, calls[0]["id"][:9]).stdout.decode()
        self.assertIn("3 independent sources", text)

    def test_queries(self):
        self.assertEqual(len(self.calls()), 2)
        self.assertEqual(len(self.events("--type", "CONSULT/phone", "--min-sources", "2")), 1)
        self.assertEqual(len(self.events("--country", "Poland")), len(self.events("--actor", "tusk")))
        self.assertTrue(self.events("--outlet", "hentzau"))
        pages, cursor = [], []
        while page := self.events("--limit", "1", *cursor):
            cursor = ["--after", page[-1].pop("next")]
            pages += page
        self.assertEqual([e["id"] for e in pages], [e["id"] for e in self.events()])
        weeks = self.json_lines("timeline", "--ledger", self.ledger, "--per", "week", "--type", "CONSULT/phone")
        self.assertEqual([(w["week"], w["events"]) for w in weeks], [("2026-01-12", 1), ("2026-01-19", 1)])
        dyads = self.json_lines("dyads", "--ledger", self.ledger)
        self.assertIn(("DEU", "FRA"), [(d["one"], d["other"]) for d in dyads] + [(d["other"], d["one"]) for d in dyads])
        self.run_program("events", "--ledger", self.ledger, "--after", "nowhere", expect=2)

    def test_corrections_are_entries_that_can_be_undone(self):
        before = self.events()
        call = self.calls()[0]["id"]
        self.correct("set", call, "date", "2026-01-14", "--reason", "Wednesday")
        self.assertEqual(self.calls()[0]["date"], "2026-01-14")
        self.assertEqual(self.calls()[0]["corrected"], ["date"])
        self.assertIn("not a date", self.correct("set", call, "date", "Friday", expect=1).stderr.decode())
        told = self.json_lines("event", "--ledger", self.ledger, call)[0]["told"]
        self.correct("split", call, told[1]["id"])
        self.assertEqual(len(self.calls()), 3)
        self.correct("drop", self.calls()[-1]["id"])
        self.assertEqual(len(self.calls()), 2)
        lines = self.run_program("corrections", "--ledger", self.ledger, "--json").stdout
        # Another ledger of the same articles takes them over, once.
        other = self.path("other.ledger")
        self.ingest(other)
        file = self.write("corrections.jsonl", lines)
        for expected in (b"3 entered", b"0 entered"):
            done = self.run_program("correct", "import", "--ledger", other, file)
            self.assertIn(expected, done.stdout)
        self.assertEqual(self.json_lines("events", "--ledger", other), self.events())
        for number in ("3", "2", "1"):
            self.correct("undo", number)
        self.assertEqual(self.events(), before)
        self.assertIn("undone already", self.correct("undo", "1", expect=1).stderr.decode())
        # What was, can be asked for.
        self.assertEqual(self.json_lines("events", "--ledger", self.ledger, "--as-of", "1"), before)
        gone = self.json_lines("diff", "--ledger", self.ledger, "1", "2")
        self.assertEqual([d["change"] for d in gone], ["~"])
        self.assertIn("date", gone[0]["fields"])
        self.check_ledger(self.ledger)

    def test_an_act_and_a_name_by_hand(self):
        self.correct("add", "--doc", "visit", "--type", "SUPPORT/thank", "--actor", "Donald Tusk",
                     "--recipient", "Nobody Known", "--evidence", "visited Spain on Tuesday", expect=1)
        self.correct("add", "--doc", "visit", "--type", "SUPPORT/thank", "--actor", "Donald Tusk",
                     "--recipient", "Senate of Ruritania (RUR, body)", "--evidence", "visited Spain on Tuesday",
                     "--date", "2026-01-20")
        made = self.events("--type", "SUPPORT/thank", "--recipient", "senate of ruritania")
        self.assertEqual(len(made), 1)
        self.correct("name", "Senate of Ruritania", "Spain", expect=None)
        self.run_program("ingest", "--ledger", self.ledger, "--meta", self.meta, self.path("in"))
        self.correct("undo", "1")
        self.assertEqual(self.events("--type", "SUPPORT/thank"), [])

    def test_brief_is_a_page_whatever_articles_hold(self):
        page = self.run_program("brief", "--ledger", self.ledger, "France", "--html").stdout.decode()
        self.assertIn("<h2>Visits, meetings, calls and letters</h2>", page)
        self.assertIn('href="https://example.org/one"', page)
        whole = self.run_program("brief", "--ledger", self.ledger, "--html").stdout.decode()
        self.assertNotIn('href="javascript', whole)
        markdown = self.run_program("brief", "--ledger", self.ledger, "--date", "2026-01").stdout.decode()
        self.assertTrue(markdown.startswith("# Brief, 2026-01"))

    def test_statements(self):
        self.write("in/said.txt", "Talks\n\nParis, Jan. 15 - \"We will help Ukraine,\" French President Emmanuel Macron told reporters on Thursday.\n")
        self.ingest()
        said = self.json_lines("statements", "--ledger", self.ledger, "--speaker", "Macron", "--text", "help ukraine")
        self.assertEqual([s["kind"] for s in said], ["direct"])
        self.assertEqual(self.json_lines("statements", "--ledger", self.ledger, "--speaker", "Merz"), [])

    def test_any_order_and_any_number_of_threads_give_the_same_export(self):
        expected = None
        for run in range(10):
            files = sorted(os.listdir(self.path("in")))
            random.Random(run).shuffle(files)
            ledger = self.path(f"run{run}.ledger")
            for chunk in (files[:2], files[2:]):
                self.run_program("ingest", "--ledger", ledger, "--meta", self.meta, "--threads",
                                 str(1 + run % 4), *[self.path("in", f) for f in chunk])
            done = self.run_program("events", "--ledger", ledger, "--json", "--claims").stdout
            done = done.replace(self.folder.encode(), b"")
            expected = expected or done
            self.assertEqual(done, expected)

    def test_killed_at_any_moment_the_ledger_is_whole(self):
        source = self.stories(60, "many")
        random_moments = random.Random(1)
        ledger = self.path("killed.ledger")
        for _ in range(100):  # as many random moments
            process = subprocess.Popen(self.command("ingest", "--ledger", ledger, source), cwd=self.folder,
                                       env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            time.sleep(random_moments.random() * 0.5)
            process.send_signal(signal.SIGKILL)
            told = [line.split("\t")[1] for line in process.stdout.read().decode().splitlines() if line.count("\t") == 2]
            process.stdout.close()
            process.wait()
            if os.path.exists(ledger) and told:
                kept = {row["doc"] for row in self.json_lines("articles", "--ledger", ledger)}
                self.assertEqual(set(told) - kept, set())
        self.run_program("ingest", "--ledger", ledger, source)
        self.run_program("check", "--ledger", ledger)
        whole = self.path("whole.ledger")
        self.run_program("ingest", "--ledger", whole, source)
        shown = [self.run_program("events", "--ledger", x, "--json", "--claims").stdout for x in (ledger, whole)]
        self.assertEqual(shown[0], shown[1])

    def test_check_tells_damage(self):
        self.run_program("check", "--ledger", self.ledger)
        broken = self.path("broken.ledger")
        shutil.copy(self.ledger, broken)
        with open(broken, "r+b") as file:
            file.seek(8 * 4096)
            file.write(os.urandom(4096 * 20))
        done = self.run_program("check", "--ledger", broken, expect=1)
        self.assertTrue(done.stderr)

    def test_repair_saves_what_can_be_read(self):
        source = self.stories(16, "many")
        ledger = self.path("big.ledger")
        self.run_program("ingest", "--ledger", ledger, source)
        expected = self.run_program("events", "--ledger", ledger, "--json", "--claims").stdout
        size = os.path.getsize(ledger)
        # Nothing is lost of what is whole.
        saved = self.path("saved.ledger")
        self.run_program("repair", "--ledger", ledger, "--out", saved)
        self.assertEqual(self.run_program("events", "--ledger", saved, "--json", "--claims").stdout, expected)
        self.run_program("repair", "--ledger", ledger, "--out", saved, expect=1)
        saved_from = 0
        for part in (5, 9):
            broken, saved = self.path(f"broken{part}.ledger"), self.path(f"saved{part}.ledger")
            shutil.copy(ledger, broken)
            with open(broken, "r+b") as file:
                file.seek(size // 10 * part // 4096 * 4096)
                file.write(random.Random(part).randbytes(3 * 4096))
            done = self.run_program("repair", "--ledger", broken, "--out", saved, expect=None)
            if done.returncode != 0:
                # Not even its tables can be told.
                self.assertIn("restore the ledger from a copy", done.stderr.decode())
                continue
            saved_from += 1
            self.run_program("check", "--ledger", saved)
            # What was lost is read again.
            self.run_program("ingest", "--ledger", saved, source)
            self.run_program("check", "--ledger", saved)
            got = self.run_program("events", "--ledger", saved, "--json", "--claims").stdout
            self.assertEqual(got, expected, part)
        self.assertGreater(saved_from, 0)

    def test_repair_makes_the_head_of_a_file_anew(self):
        expected = self.run_program("events", "--ledger", self.ledger, "--json", "--claims").stdout
        # The head; what it says of its tables is on pages 1, 20, 21 and others.
        for number, pages in enumerate([[0], [0, 19], [20], [0, 19, 20, 37, 56]]):
            broken, saved = self.path(f"head{number}.ledger"), self.path(f"anew{number}.ledger")
            shutil.copy(self.ledger, broken)
            with open(broken, "r+b") as file:
                for page in pages:
                    file.seek(page * 4096)
                    file.write(random.Random(page).randbytes(4096))
            with open(broken, "rb") as file:
                before = file.read()
            self.run_program("events", "--ledger", broken, expect=1)
            done = self.run_program("repair", "--ledger", broken, "--out", saved)
            self.assertIn(b"was damaged, and was made anew", done.stdout)
            self.run_program("check", "--ledger", saved)
            self.assertEqual(self.run_program("events", "--ledger", saved, "--json", "--claims").stdout, expected, pages)
            with open(broken, "rb") as file:
                self.assertEqual(file.read(), before)
        self.assertFalse([name for name in os.listdir(self.folder) if "mended" in name])
        for name, content in [("other.txt", b"no ledger\n" * 2000), ("empty", b""), ("short", before[:9000])]:
            self.run_program("repair", "--ledger", self.write(name, content), "--out", self.path("none"), expect=1)
            self.assertFalse(os.path.exists(self.path("none")), name)

    def test_versions(self):
        versions = self.json_lines("versions", "--ledger", self.ledger)
        self.assertEqual(versions[0]["what"], "ingest")
        self.run_program("events", "--ledger", self.ledger, "--as-of", "99", expect=1)
        self.run_program("events", "--ledger", self.ledger, "--as-of", "1999-01-01", expect=1)


if __name__ == "__main__":
    main()
