"""Who said what in short made-up articles, as `code --statements` lists it."""
# SPDX-License-Identifier: Apache-2.0
import json

from program import ProgramTest, main

# name, text, statements: speaker, to whom, cue, kind and group, content.
ARTICLES = (
    ("quotations, their parts and who goes on",
     "Ministers speak in Oslo\n\n"
     "“Our trade has doubled,” Norwegian Prime Minister Jonas Gahr Støre told reporters on Monday. "
     "“We are glad.”\n\n"
     "“It will grow,” he added.\n",
     (("Jonas Gahr Støre", "reporters", "told", "direct 1", "“Our trade has doubled,”"),
      ("Jonas Gahr Støre", "reporters", "told", "direct 1", "“We are glad.”"),
      ("Jonas Gahr Støre", "reporters", "added", "direct", "“It will grow,”"))),
    ("documents, officials and the media speak",
     "Talks end in Quito\n\n"
     "The joint statement said that both sides would open their ports.\n\n"
     "A senior official said the talks were \"useful\".\n\n"
     "Ecuador will send a delegation, according to local media.\n",
     (("joint statement", "", "said", "indirect", "both sides would open their ports"),
      ("senior official", "", "said", "mixed", "the talks were \"useful\""),
      ("local media", "", "according to", "indirect", "Ecuador will send a delegation"))),
    ("demands, praise and fears",
     "Minister in Panama\n\n"
     "Chilean President Gabriel Boric urged Panama to open the canal and praised its workers. "
     "Panama voiced concern over the drought.\n",
     (("Gabriel Boric", "Panama", "urged", "indirect", "Panama to open the canal"),
      ("Gabriel Boric", "", "praised", "indirect", "its workers"),
      ("Panama", "", "voiced concern", "indirect", "over the drought"))),
    ("the day on which something is said is no part of it",
     "Words in Delhi\n\n"
     "Indian Defence Minister Rajnath Singh said Wednesday his government had acted with care.\n",
     (("Rajnath Singh", "", "said", "indirect", "his government had acted with care"),)),
    ("marks of irony and things not said are no statements",
     "A \"gift\" for Malta\n\n"
     "Malta received a \"gift\" of nine old boats on Monday. "
     "The government did not say who had sent them.\n",
     ()),
)


class Statements(ProgramTest):
    def test_articles(self):
        for number, (name, text, statements) in enumerate(ARTICLES):
            with self.subTest(name):
                path = self.write(f"article{number}.txt", text.encode())
                done = self.run_program("code", "--statements", path)
                lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
                self.assertEqual(lines, [[f"article{number}", *row] for row in statements])

    def test_json_holds_the_same(self):
        path = self.write("story.txt", ARTICLES[0][1].encode())
        found = json.loads(self.run_program("code", path).stdout)["statements"]
        self.assertEqual([s["speaker_span"] for s in found],
                         ["Norwegian Prime Minister Jonas Gahr Støre"] * 2 + ["he"])
        self.assertEqual([s["group"] for s in found], [1, 1, None])
        self.assertEqual({s["addressee"] for s in found}, {"reporters"})

    def test_out_is_another_form(self):
        path = self.write("story.txt", ARTICLES[0][1].encode())
        self.run_program("code", "--statements", "--out", self.path("ledgers"), path, expect=2)


if __name__ == "__main__":
    main()
