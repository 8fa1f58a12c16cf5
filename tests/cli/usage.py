# The command line itself: help, version, mistakes.
# SPDX-License-Identifier: Apache-2.0
import os
import shutil
import subprocess

from program import ProgramTest, main


class Usage(ProgramTest):
    def test_help_and_version(self):
        self.assertRegex(self.run_program("--version").stdout.decode(), r"^chancery \d+\.\d+")
        for command in ([], ["ingest"], ["acts"], ["explain"], ["articles"], ["code"], ["parse"]):
            text = self.run_program(*command, "--help").stdout.decode()
            self.assertIn("Examples:", text)

    def test_mistakes(self):
        ledger = self.path("l.ledger")
        self.run_program("ingest", "--ledger", ledger, self.stories(1))
        for arguments, words in (
            ([], "which command"),
            (["frobnicate"], "frobnicate"),
            (["acts"], "--ledger"),
            (["acts", "--ledger", ledger, "--type", "GREET"], "CONSULT"),
            (["acts", "--ledger", ledger, "--date", "24.1.2026"], "2026-01-24"),
            (["acts", "--ledger", ledger, "--status", "maybe"], "happened"),
            (["acts", "--ledger", ledger, "--channel", "pigeon"], "pigeon"),
            (["acts", "--ledger", ledger, "--json", "--csv"], "--json"),
            (["acts", "--ledger", ledger, "--limit", "0"], "limit"),
            (["ingest", "--ledger", ledger], "path"),
            (["code", "--threads", "0", "x"], "threads"),
            (["parse", "--format", "xml"], "json"),
            (["parse", "--input", "html", "x"], "conllu"),
        ):
            done = self.run_program(*arguments, expect=2)
            self.assertIn(words, done.stderr.decode(), arguments)
            self.assertEqual(done.stdout, b"")

    def test_errors_name_the_file_and_line(self):
        folder = self.stories(1)
        done = self.run_program("code", "--data", self.path("no"), folder, expect=1)
        self.assertIn(self.path("no"), done.stderr.decode())
        done = self.run_program("code", "--models", self.path("no"), folder, expect=1)
        self.assertIn(self.path("no"), done.stderr.decode())
        meta = self.write("meta.tsv", "doc\tdate\nstory0000\tyesterday\n")
        done = self.run_program("code", "--meta", meta, folder, expect=1)
        self.assertIn(meta + ":2", done.stderr.decode())

    def test_unknown_acts(self):
        ledger = self.path("l.ledger")
        self.run_program("ingest", "--ledger", ledger, self.stories(1))
        for act, words in (("0000", "no act"), ("xyz", "identifier"), ("story0000:99", "no act")):
            done = self.run_program("explain", "--ledger", ledger, act, expect=1)
            self.assertIn(words, done.stderr.decode())

    def test_the_environment_names_ledger(self):
        ledger = self.path("l.ledger")
        env = self.environment(CHANCERY_LEDGER=ledger)
        self.run_program("ingest", self.stories(1), env=env)
        self.assertIn(b"story0000", self.run_program("articles", env=env).stdout)

    def test_no_tables_anywhere(self):
        copy = self.path("bin", "chancery")
        os.mkdir(self.path("bin"))
        shutil.copy(os.environ["CHANCERY_BIN"], copy)
        self.write("a.txt", "x")
        env = {k: v for k, v in self.environment().items() if not k.startswith("CHANCERY_D")}
        done = subprocess.run(
            [copy, "code", "a.txt"], cwd=self.folder, env=env, capture_output=True, check=False
        )
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"CHANCERY_DATA", done.stderr)


if __name__ == "__main__":
    main()
