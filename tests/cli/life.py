# The life of a ledger: the same twice, new content, killed, interrupted, damaged.
# SPDX-License-Identifier: Apache-2.0
import os
import resource
import signal
import sqlite3
import subprocess

from program import STORY, ProgramTest, main


def reported(output):
    """Documents that the program said are in the ledger."""
    lines = output.decode().split("\n")
    return [line.split("\t")[1] for line in lines[:-1] if not line.startswith("refused")]


class Life(ProgramTest):
    def ingest(self, *paths, expect=0):
        done = self.run_program("ingest", "--ledger", self.path("l.ledger"), *paths, expect=expect)
        return [line.split("\t")[0] for line in done.stdout.decode().splitlines()]

    def acts(self, ledger="l.ledger"):
        return self.json_lines("acts", "--ledger", self.path(ledger))

    def test_the_same_twice_changes_nothing(self):
        folder = self.stories(5)
        self.write("in/empty.txt", "")
        self.assertEqual(self.ingest(folder, expect=3), ["refused"] + ["stored"] * 5)
        with open(self.path("l.ledger"), "rb") as file:
            before = file.read()
        self.assertEqual(self.ingest(folder, expect=3), ["refused"] + ["unchanged"] * 5)
        with open(self.path("l.ledger"), "rb") as file:
            self.assertEqual(file.read(), before)
        os.rename(folder, self.path("moved"))
        self.assertEqual(self.ingest(self.path("moved"), expect=3)[1:], ["unchanged"] * 5)

    def test_new_content_is_a_new_version(self):
        path = self.write("a.txt", STORY.format(place="Berlin", number=1))
        self.ingest(path)
        self.write("a.txt", STORY.format(place="Lisbon", number=1))
        self.assertEqual(self.ingest(path), ["updated"])
        ledger = self.path("l.ledger")
        rows = self.json_lines("articles", "--ledger", ledger)
        self.assertEqual([row["version"] for row in rows], [2])
        rows = self.json_lines("articles", "--ledger", ledger, "--all-versions")
        self.assertEqual([row["current"] for row in rows], [False, True])
        self.assertFalse([act for act in self.acts() if "Berlin" in act["evidence"]])

    def test_meta_is_part_of_an_article(self):
        path = self.write("a.txt", STORY.format(place="Berlin", number=1))
        meta = self.write("meta.tsv", "doc\tdate\toutlet\turl\na\t2026-01-15\tThe Courier\t\n")
        self.ingest(path)
        self.assertEqual(self.ingest("--meta", meta, path), ["updated"])
        acts = self.json_lines(
            "acts", "--ledger", self.path("l.ledger"), "--outlet", "courier"
        )
        self.assertEqual(len(acts), len(self.acts()))
        for act in acts:
            self.assertEqual(act["published"], "2026-01-15")

    def test_killed_at_any_point(self):
        folder = self.stories(400)
        whole = self.run_program("ingest", "--ledger", self.path("whole"), folder)
        self.assertEqual(len(reported(whole.stdout)), 400)
        for lines_seen in (0, 1, 70, 200):
            ledger = self.path(f"killed{lines_seen}")
            with subprocess.Popen(
                self.command("ingest", "--ledger", ledger, folder),
                stdout=subprocess.PIPE,
                env=self.environment(),
            ) as process:
                seen = b"".join(process.stdout.readline() for _ in range(lines_seen))
                process.send_signal(signal.SIGKILL)
                seen += process.stdout.read()
            docs = reported(seen)
            if os.path.exists(ledger):
                self.check_ledger(ledger)
            # Taken up again it says of none of these that it is new, and ends up the same.
            again = self.run_program("ingest", "--ledger", ledger, folder).stdout
            self.assertEqual(reported(again), reported(whole.stdout))
            new = [line.split("\t")[1] for line in again.decode().splitlines()
                   if line.startswith("stored")]
            self.assertEqual(set(new) & set(docs), set())
            self.check_ledger(ledger)
            self.assertEqual(self.acts(ledger), self.acts("whole"))

    def test_interrupted(self):
        folder = self.stories(400)
        ledger = self.path("l.ledger")
        with subprocess.Popen(
            self.command("ingest", "--ledger", ledger, folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(),
        ) as process:
            seen = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            seen += process.stdout.read()
            process.wait()
        docs = reported(seen)
        kept = [row["doc"] for row in self.json_lines("articles", "--ledger", ledger)]
        self.assertEqual(sorted(docs), sorted(kept))
        if len(docs) < 400:  # it was not done before the signal came
            self.assertEqual(process.returncode, 130)
        self.check_ledger(ledger)

    def test_files_that_are_no_ledgers(self):
        text = self.write("notes.txt", "x" * 5000)
        empty = self.write("empty", "")
        for path in (text, empty, self.path("nowhere"), self.folder):
            done = self.run_program("acts", "--ledger", path, expect=1)
            self.assertIn(path, done.stderr.decode())
        self.run_program("ingest", "--ledger", text, self.stories(1), expect=1)
        with open(text, "rb") as file:
            self.assertEqual(file.read(), b"x" * 5000)

    def test_another_database_is_left_alone(self):
        path = self.path("other.db")
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE t (a)")
        db.commit()
        db.close()
        with open(path, "rb") as file:
            before = file.read()
        done = self.run_program("ingest", "--ledger", path, self.stories(1), expect=1)
        self.assertIn("not a Chancery ledger", done.stderr.decode())
        with open(path, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_a_ledger_of_the_future(self):
        self.ingest(self.stories(1))
        path = self.path("l.ledger")
        db = self.check_ledger(path)
        db.execute("PRAGMA user_version = 999")
        db.commit()
        db.close()
        done = self.run_program("acts", "--ledger", path, expect=1)
        self.assertIn("newer version", done.stderr.decode())

    def test_read_where_nothing_can_be_written(self):
        self.ingest(self.stories(2))
        expected = self.acts()
        os.chmod(self.path("l.ledger"), 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        self.assertEqual(self.acts(), expected)

    def test_disk_full(self):
        # A file-size limit stands for a full disk: writing past it fails.
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))

        folder = self.stories(400)
        ledger = self.path("l.ledger")
        done = self.run_program("ingest", "--ledger", ledger, folder, expect=1, preexec_fn=limit)
        self.assertIn(ledger, done.stderr.decode())
        self.check_ledger(ledger)
        kept = [row["doc"] for row in self.json_lines("articles", "--ledger", ledger)]
        docs = reported(done.stdout)
        self.assertEqual(set(docs) - set(kept), set())
        self.assertLess(len(docs), 400)


if __name__ == "__main__":
    main()
