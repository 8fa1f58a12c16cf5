# Runs the built `chancery` in a folder of its own; for the end-to-end tests beside it.
# SPDX-License-Identifier: Apache-2.0
"""The program is named by the environment variable CHANCERY_BIN, as ctest sets it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77  # as SKIP_RETURN_CODE in tests/CMakeLists.txt

STORY = """{place} meeting {number}

{place}, Jan. 15 - French President Emmanuel Macron met German Chancellor Friedrich Merz
in {place} on Wednesday. Macron thanked Merz for supporting the agreement.

The two leaders will hold a telephone call with Polish Prime Minister Donald Tusk next week.
They condemned the attack on the embassy of Norway.
"""
PLACES = ["Berlin", "Paris", "Warsaw", "Vienna", "Madrid", "Lisbon", "Dublin"]


class ProgramTest(unittest.TestCase):
    """A temporary folder, and the program run in it."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="chancery-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def stories(self, count, folder="in"):
        """Makes `count` stories, all different, and gives their folder."""
        for number in range(count):
            place = PLACES[number % len(PLACES)]
            self.write(f"{folder}/story{number:04}.txt", STORY.format(place=place, number=number))
        return self.path(folder)

    def command(self, *arguments):
        return [os.environ["CHANCERY_BIN"], *arguments]

    def environment(self, **extra):
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
        kept.update({"TERM": "xterm", **extra})
        return kept

    def run_program(self, *arguments, env=None, expect=0, **options):
        """Runs it to the end; checks the exit code and that no sanitizer spoke."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=env or self.environment(),
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            timeout=options.pop("timeout", 300),
            check=False,
            **options,
        )
        errors = done.stderr.decode()
        self.assertNotIn("Sanitizer", errors)
        if expect is not None:
            self.assertEqual(done.returncode, expect, f"{arguments}: {errors}")
        return done

    def json_lines(self, *arguments, **options):
        done = self.run_program(*arguments, "--json", **options)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def check_ledger(self, path):
        """SQLite's own checks, with its own library."""
        db = sqlite3.connect(path)
        self.addCleanup(db.close)
        self.assertEqual(db.execute("PRAGMA integrity_check").fetchone(), ("ok",))
        self.assertEqual(db.execute("PRAGMA foreign_key_check").fetchall(), [])
        return db


def main():
    """Runs the tests of the calling script; skips where there is no reading model."""
    if "CHANCERY_BIN" not in os.environ:
        sys.exit("set CHANCERY_BIN to the program to be tested")
    with tempfile.TemporaryDirectory() as folder:
        story = os.path.join(folder, "a.txt")
        with open(story, "w", encoding="utf-8") as file:
            file.write(STORY.format(place="Berlin", number=1))
        probe = subprocess.run(
            [os.environ["CHANCERY_BIN"], "code", story],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
    if probe.returncode == 1 and b"model" in probe.stderr:
        print("skipped, there is no model to read with:", probe.stderr.decode())
        sys.exit(SKIPPED)
    unittest.main()
