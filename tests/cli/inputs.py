# Bad inputs: each is refused with its reason, the others are done.
# SPDX-License-Identifier: Apache-2.0
import os
import stat
import unittest

from program import STORY, ProgramTest, main


class Inputs(ProgramTest):
    def refused(self, name, content):
        """Ingests one bad file beside a good one; the reason that the ledger gives."""
        bad = self.write(name, content)
        good = self.write("good.txt", STORY.format(place="Berlin", number=1))
        ledger = self.path("l.ledger")
        done = self.run_program("ingest", "--ledger", ledger, bad, good, expect=3)
        lines = done.stdout.decode().splitlines()
        self.assertEqual(len(lines), 2, lines)
        self.assertTrue(lines[0].startswith("refused\t"), lines)
        self.assertTrue(lines[1].startswith("stored\tgood\t"), lines)
        rows = self.json_lines("articles", "--ledger", ledger, "--refused")
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0]["status"], "refused")
        self.check_ledger(ledger)
        # The same from `code`: nothing on standard output for it, its name on the other.
        done = self.run_program("code", bad, good, expect=3)
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertIn(name, done.stderr.decode())
        return rows[0]["refusal"]

    def test_empty_file(self):
        self.assertTrue(self.refused("empty.txt", b""))

    def test_white_space_only(self):
        self.assertTrue(self.refused("blank.txt", b" \n\t\r\n \n"))

    def test_binary_file(self):
        self.assertTrue(self.refused("binary.txt", bytes(range(256)) * 64))

    def test_line_of_50_megabytes(self):
        self.assertIn("max-", self.refused("line.txt", b"word " * 10_000_000))

    def test_invalid_utf8_is_mended(self):
        text = STORY.format(place="Berlin", number=1).encode()
        path = self.write("bad.txt", text.replace(b"Macron thanked", b"Macron \xff\xfe\xc3 thanked"))
        done = self.run_program("code", path)
        self.assertEqual(len(done.stdout.decode("utf-8").splitlines()), 1)

    def test_missing_file_is_an_error_and_the_rest_is_done(self):
        good = self.write("good.txt", STORY.format(place="Berlin", number=1))
        done = self.run_program("code", self.path("nowhere.txt"), good, expect=1)
        self.assertIn("nowhere.txt", done.stderr.decode())
        self.assertEqual(len(done.stdout.splitlines()), 1)
        ledger = self.path("l.ledger")
        self.run_program("ingest", "--ledger", ledger, self.path("nowhere.txt"), good, expect=1)
        self.assertEqual(len(self.json_lines("articles", "--ledger", ledger)), 1)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_unreadable_folder_and_file(self):
        self.stories(2)
        closed = self.path("in", "closed")
        os.mkdir(closed)
        os.chmod(closed, 0)
        self.addCleanup(os.chmod, closed, stat.S_IRWXU)
        os.chmod(self.path("in", "story0000.txt"), 0)
        done = self.run_program("code", self.path("in"), expect=3)
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertIn("closed", done.stderr.decode())
        self.assertIn("story0000", done.stderr.decode())

    def test_standard_input(self):
        story = STORY.format(place="Berlin", number=1).encode()
        done = self.run_program("code", "-", input=story)
        self.assertIn(b'"stdin"', done.stdout)

    def test_nothing_on_standard_input(self):
        self.run_program("code", "-", input=b"", expect=3)

    def test_empty_folder(self):
        os.mkdir(self.path("in"))
        self.assertEqual(self.run_program("code", self.path("in"), expect=None).stdout, b"")

    def test_names_that_could_leave_the_folder(self):
        story = STORY.format(place="Berlin", number=1)
        self.write("in/a b;$(touch x)'.txt", story)
        self.write("in/..odd.txt", story)
        self.run_program("code", "--out", self.path("out"), self.path("in"), expect=None)
        for name in os.listdir(self.path("out")):
            self.assertTrue(name.endswith(".json"), name)
        self.assertEqual(sorted(os.listdir(self.folder)), ["in", "out"])


if __name__ == "__main__":
    main()
