# What goes where: pipes, terminals, colours, JSON, CSV; and the same for any threads.
# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import os
import pty
import select
import subprocess
import unicodedata

from program import STORY, ProgramTest, main


def width(text):
    """Columns of a line on a terminal."""
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return wide - sum(1 for c in text if unicodedata.combining(c))


class Output(ProgramTest):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("l.ledger")

    def fill(self, count=20):
        self.run_program("ingest", "--ledger", self.ledger, self.stories(count))

    def on_terminal(self, *arguments, env):
        """What the program prints on a terminal, standard error included."""
        master, slave = pty.openpty()
        with subprocess.Popen(
            self.command(*arguments), stdout=slave, stderr=slave, stdin=slave, env=env
        ):
            os.close(slave)
            seen = b""
            while True:
                ready, _, _ = select.select([master], [], [], 60)
                if not ready:
                    break
                try:
                    part = os.read(master, 65536)
                except OSError:
                    break
                if not part:
                    break
                seen += part
        os.close(master)
        return seen.decode().replace("\r\n", "\n")

    def test_threads_change_nothing(self):
        folder = self.stories(60)
        self.write("in/empty.txt", "")
        one = self.run_program("code", "--threads", "1", folder, expect=3)
        four = self.run_program("code", "--threads", "4", folder, expect=3)
        self.assertEqual(one.stdout, four.stdout)
        self.assertEqual(one.stderr, four.stderr)
        self.assertEqual(len(one.stdout.splitlines()), 60)
        said = []
        for threads in ("1", "4"):
            ledger = self.path("threads" + threads)
            done = self.run_program(
                "ingest", "--threads", threads, "--ledger", ledger, folder, expect=3
            )
            acts = self.run_program("acts", "--json", "--ledger", ledger)
            said.append((done.stdout, acts.stdout))
        self.assertEqual(said[0], said[1])

    def test_code_writes_a_file_for_each(self):
        folder = self.stories(3)
        lines = self.run_program("code", folder).stdout.decode().splitlines()
        self.run_program("code", "--out", self.path("out", "deep"), folder)
        names = sorted(os.listdir(self.path("out", "deep")))
        self.assertEqual(names, ["story0000.json", "story0001.json", "story0002.json"])
        for name, line in zip(names, lines):
            with open(self.path("out", "deep", name), encoding="utf-8") as file:
                self.assertEqual(json.load(file), json.loads(line))

    def test_a_reader_that_goes_away(self):
        self.fill(40)
        for arguments in (["acts", "--json"], ["articles", "--csv"], ["acts"]):
            with subprocess.Popen(
                self.command(*arguments, "--ledger", self.ledger),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self.environment(),
            ) as process:
                process.stdout.close()
                self.assertEqual(process.stderr.read(), b"")
            self.assertEqual(process.returncode, 0)
        # An ingest goes on: the ledger, not the list, is what is wanted.
        with subprocess.Popen(
            self.command("ingest", "--ledger", self.path("other"), self.path("in")),
            stdout=subprocess.PIPE,
            env=self.environment(),
        ) as process:
            process.stdout.close()
        self.assertEqual(process.returncode, 0)
        self.assertEqual(len(self.json_lines("articles", "--ledger", self.path("other"))), 40)

    def test_standard_output_that_cannot_be_written(self):
        self.fill(3)
        with open("/dev/full", "wb") as full:
            done = self.run_program("acts", "--ledger", self.ledger, stdout=full, expect=1)
        self.assertIn("standard output", done.stderr.decode())
        # Closed altogether, the ledger must not become descriptor 1.
        done = subprocess.run(
            ["sh", "-c", '"$0" ingest --ledger l2 in >&-', os.environ["CHANCERY_BIN"]],
            cwd=self.folder,
            env=self.environment(),
            stderr=subprocess.PIPE,
            check=False,
        )
        self.assertEqual(done.returncode, 1)
        self.check_ledger(self.path("l2"))
        self.assertEqual(len(self.json_lines("articles", "--ledger", self.path("l2"))), 3)

    def test_colours(self):
        self.fill(3)
        arguments = ["acts", "--ledger", self.ledger]
        piped = self.run_program(*arguments).stdout.decode()
        self.assertNotIn("\033", piped)
        self.assertIn("\033[", self.on_terminal(*arguments, env=self.environment()))
        for env, extra in (
            (self.environment(NO_COLOR="1"), []),
            (self.environment(TERM="dumb"), []),
            (self.environment(), ["--no-color"]),
        ):
            self.assertNotIn("\033", self.on_terminal(*arguments, *extra, env=env))
        # https://no-color.org: an empty value does not count.
        self.assertIn("\033[", self.on_terminal(*arguments, env=self.environment(NO_COLOR="")))

    def test_tables_fit_the_terminal(self):
        self.fill(10)
        for columns in (60, 80, 120, 200):
            env = self.environment(COLUMNS=str(columns), NO_COLOR="1")
            for command in (["acts"], ["acts", "--evidence"], ["articles"]):
                shown = self.on_terminal(*command, "--ledger", self.ledger, env=env)
                for line in shown.splitlines():
                    self.assertLessEqual(width(line), columns, line)
                    self.assertEqual(line, line.rstrip())

    def test_progress_is_for_terminals_only(self):
        folder = self.stories(60)
        done = self.run_program("ingest", "--ledger", self.ledger, folder)
        self.assertEqual(done.stderr, b"")
        shown = self.on_terminal(
            "ingest", "--ledger", self.path("other"), folder, env=self.environment()
        )
        self.assertIn("60 stored", shown)

    def test_articles_cannot_work_on_the_terminal(self):
        story = STORY.format(place="Berlin", number=1)
        evil = "\x1b]0;owned\x07\x1b[2J\u202e\u009b31m"
        path = self.write("evil.txt", story.replace("Friedrich", "Friedrich" + evil)
                          .replace("Berlin meeting", f"Berlin {evil} meeting"))
        meta = self.write("meta.tsv", f"doc\toutlet\nevil\tThe {evil} Courier\n")
        self.run_program("ingest", "--ledger", self.ledger, "--meta", meta, path)
        shown = b""
        for command in (["acts", "--evidence"], ["articles"], ["explain", "evil:1"]):
            shown += self.run_program(*command, "--ledger", self.ledger).stdout
        for byte in (b"\x1b", b"\x07", "\u202e".encode(), "\u009b".encode()):
            self.assertNotIn(byte, shown)

    def test_csv_and_json_agree(self):
        self.fill(5)
        acts = self.json_lines("acts", "--ledger", self.ledger)
        raw = self.run_program("acts", "--csv", "--ledger", self.ledger).stdout.decode()
        self.assertIn("\r\n", raw)
        rows = list(csv.DictReader(io.StringIO(raw, newline="")))
        self.assertEqual(len(rows), len(acts))
        self.assertGreater(len(acts), 0)
        for row, act in zip(rows, acts):
            self.assertEqual(row["id"], act["id"])
            self.assertEqual(row["evidence"], act["evidence"])
            self.assertEqual(row["mode"], act["mode"] or "")
            self.assertEqual(row["actors"], "; ".join(a["name"] for a in act["actors"]))

    def test_explain_finds_what_acts_shows(self):
        self.fill(5)
        table = self.run_program("acts", "--ledger", self.ledger).stdout.decode()
        acts = self.json_lines("acts", "--ledger", self.ledger)
        for line, act in zip(table.splitlines()[1:], acts):
            short = line.split()[0]
            self.assertTrue(act["id"].startswith(short))
            one = self.json_lines("explain", "--ledger", self.ledger, short)[0]
            self.assertEqual(one["id"], act["id"])
            self.assertEqual({**act, **one}, one | {k: act[k] for k in act if k not in
                                                    ("actors", "recipients")})
            words = self.run_program("explain", "--ledger", self.ledger, short).stdout.decode()
            self.assertIn("«", words)
            self.assertIn(act["type"], words)

    def test_filters(self):
        self.fill(5)
        everything = self.json_lines("acts", "--ledger", self.ledger)
        for arguments, holds in (
            (["--type", "consult"], lambda a: a["type"] == "CONSULT"),
            (["--type", "CONSULT/meeting"], lambda a: (a["type"], a["mode"]) == ("CONSULT", "meeting")),
            (["--doc", "story0001"], lambda a: a["doc"] == "story0001"),
            (["--country", "Germany"], lambda a: "DEU" in self.codes(a)),
            (["--country", "DEU"], lambda a: "DEU" in self.codes(a)),
            (["--country", "deutsch"], lambda a: False),
            (["--status", "planned"], lambda a: a["status"] == "planned"),
            (["--min-confidence", "0.8"], lambda a: a["confidence"] >= 0.8),
            (["--cameo", "04"], lambda a: a["cameo"].startswith("04")),
            (["--context", "diplomatic"], lambda a: "diplomatic" in a["contexts"]),
            (["--context", "cyber"], lambda a: "cyber" in a["contexts"]),
            (["--actor", "MACRON"], lambda a: any(
                "Macron" in p["name"] for p in a["actors"] + a["recipients"])),
        ):
            found = self.json_lines("acts", "--ledger", self.ledger, *arguments)
            self.assertEqual(found, [act for act in everything if holds(act)], arguments)
        limited = self.json_lines("acts", "--ledger", self.ledger, "--limit", "2")
        self.assertEqual([act.pop("next")[:1] for act in limited], ["c", "c"])
        self.assertEqual(limited, everything[:2])

    @staticmethod
    def codes(act):
        return [one["code"] for one in act["actors"] + act["recipients"]]


if __name__ == "__main__":
    main()
