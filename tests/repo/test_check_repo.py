"""That check_repo.py finds what it looks for.

SPDX-License-Identifier: Apache-2.0
"""
import pathlib
import tempfile
import unittest

import check_repo


class Rooms(unittest.TestCase):
    def faults(self, path, line):
        return list(check_repo.include_faults(path, [line]))

    def test_down_and_sideways_in_the_same_room(self):
        self.assertEqual(self.faults("src/coding/x.cc", '#include "actors/actor.h"'), [])
        self.assertEqual(self.faults("src/coding/x.cc", '#include "coding/act.h"'), [])
        self.assertEqual(self.faults("src/base/x.cc", "#include <string>"), [])

    def test_up(self):
        self.assertEqual(len(self.faults("src/base/x.h", '#include "text/fold.h"')), 1)
        self.assertEqual(len(self.faults("src/reading/x.cc", '  #include "ingest/article.h"')), 1)
        self.assertEqual(len(self.faults("src/coding/x.cc", '#include "ledger/ledger.h"')), 1)

    def test_room_that_is_not_in_the_table(self):
        self.assertEqual(len(self.faults("src/attic/x.cc", "")), 1)


class Machine(unittest.TestCase):
    def test_absolute_paths(self):
        bad = ["cd /" + "work/main", 'x = "/' + 'home/me"', "see deb.debian" + ".org/debian"]
        self.assertEqual(len(list(check_repo.machine_faults(bad))), 3)

    def test_ordinary_text(self):
        good = ["https://example.org/home/page", "src/work/x.cc", "homework/life", "usr/root"]
        self.assertEqual(list(check_repo.machine_faults(good)), [])


class Documents(unittest.TestCase):
    def test_named_paths(self):
        def faults(line):
            return list(check_repo.document_faults("docs/x.md", [line], {"src", "docs"},
                                                   {"src/base", "docs/y.md"}.__contains__))
        self.assertEqual(faults("in `src/base` and [there](y.md), `a/b` and `https://x/y`"), [])
        self.assertEqual(len(faults("in `src/attic`")), 1)
        self.assertEqual(len(faults("[there](z.md#part)")), 1)


class Tree(unittest.TestCase):
    def test_a_fault_is_told_with_file_and_line(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "src/base").mkdir(parents=True)
            (root / "src/base/a.cc").write_text('\n#include "engine/engine.h"\n')
            (root / "build").mkdir()
            (root / "build/a.md").write_text("/" + "home/me")
            self.assertEqual(check_repo.check(root),
                             ["src/base/a.cc:2: room base reaches up to engine"])


if __name__ == "__main__":
    unittest.main()
