# `chancery parse`: text and CoNLL-U in, CoNLL-U and JSON out.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import signal
import subprocess

from program import STORY, ProgramTest, main

TEXT = """Lee didn't meet
Xi in John's "U.S." house; they cannot.

Moscow, Jan. 15 \u2013 Putin\u2019s envoy left.
"""
GOLD = """# newdoc id = one
# sent_id = one-1
# text = Lee didn't leave.
1\tLee\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tleave\t_\t_\t_\t_\t_\t_\t_\tGloss=go|SpaceAfter=No
4.1\tleave\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = one-2
1\tIt is\t_\t_\t_\t_\t_\t_\t_\t_

"""


def sentences(conllu):
    """Comments and rows of each sentence."""
    for block in conllu.split("\n\n")[:-1]:
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        yield comments, [line.split("\t") for line in lines[len(comments):]]


class Parse(ProgramTest):
    def parse(self, *arguments, **options):
        return self.run_program("parse", *arguments, **options).stdout.decode()

    def check_form(self, conllu):
        """What any reader of CoNLL-U takes for granted."""
        self.assertTrue(conllu == "" or conllu.endswith("\n\n"))
        ids = set()
        for comments, rows in sentences(conllu):
            ids.add(next(line for line in comments if line.startswith("# sent_id = ")))
            self.assertEqual({len(row) for row in rows}, {10})
            self.assertTrue(all(column for row in rows for column in row))
            words = [row for row in rows if "-" not in row[0]]
            self.assertEqual([row[0] for row in words], [str(i + 1) for i in range(len(words))])
            self.assertEqual(sum(row[6] == "0" for row in words), 1)
            for row in words:
                self.assertLessEqual(int(row[6]), len(words))
                self.assertEqual(row[6] == "0", row[7] == "root")
            self.assertEqual(self.text_of(rows), comments[-1][len("# text = "):])
        self.assertEqual(len(ids), len(list(sentences(conllu))))

    @staticmethod
    def text_of(rows):
        """The text that the tokens stand for."""
        text, covered = "", 0
        for row in rows:
            if "-" in row[0]:
                covered = int(row[0].split("-")[1])
            elif int(row[0]) <= covered:
                continue
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        return text.rstrip(" ")

    def test_text_to_conllu(self):
        out = self.parse(self.write("a.txt", TEXT))
        self.check_form(out)
        (comments, rows), *others = sentences(out)
        self.assertEqual(comments[:3], ["# newdoc id = a", "# newpar", "# sent_id = 1"])
        self.assertEqual(
            comments[3], '# text = Lee didn\'t meet Xi in John\'s "U.S." house; they cannot.'
        )
        ranges = [row[:2] for row in rows if "-" in row[0]]
        self.assertEqual(ranges, [["2-3", "didn't"], ["7-8", "John's"], ["15-16", "cannot"]])
        self.assertIn("# newpar", others[0][0])
        source = TEXT.encode()
        for _, rows in sentences(out):
            for row in rows:
                if "-" not in row[0]:
                    span = [f for f in row[9].split("|") if f.startswith("Span=")][0]
                    begin, end = span[5:].split(":")
                    self.assertEqual(source[int(begin):int(end)].decode(), row[1])

    def test_paragraphs(self):
        path = self.write("a.txt", "A headline\r\nthat is wrapped\r\n \t\r\nPutin left\n")
        texts = [c[-1] for c, _ in sentences(self.parse(path))]
        self.assertEqual(texts, ["# text = A headline that is wrapped", "# text = Putin left"])
        out = self.parse("--paragraphs", "line", path)
        self.assertEqual(len(list(sentences(out))), 3)
        self.check_form(out)

    def test_json(self):
        lines = self.parse("--format", "json", "-", input=TEXT.encode()).splitlines()
        rows = [json.loads(line) for line in lines]
        conllu = list(sentences(self.parse(input=TEXT.encode())))
        self.assertEqual(len(rows), len(conllu))
        source = TEXT.encode()
        for row, (_, words) in zip(rows, conllu):
            self.assertEqual(row["doc"], "stdin")
            self.assertEqual(source[slice(*row["span"])].decode(), row["text"])
            words = [word for word in words if "-" not in word[0]]
            for token, word in zip(row["tokens"], words):
                self.assertEqual(source[slice(*token["span"])].decode(), token["form"])
                keys = ("id", "form", "lemma", "upos", "xpos", "head", "deprel")
                self.assertEqual([str(token[k]) for k in keys], word[:5] + word[6:8])
            for name in row["names"]:
                self.assertEqual(source[slice(*name["span"])].decode(), name["text"])
                self.assertIn("Name=B-" + name["kind"], words[name["first"] - 1][9])

    def test_conllu_in_keeps_words_and_sentences(self):
        path = self.write("gold.conllu", GOLD)
        out = self.parse("--input", "conllu", path)
        (comments, rows), (_, second) = sentences(out)
        self.assertEqual(comments, GOLD.split("\n")[:3])
        self.assertEqual([r[:2] for r in rows], [line.split("\t")[:2] for line in
                                                 GOLD.split("\n")[3:10] if "4.1" not in line])
        self.assertEqual(rows[1][9], "_")
        self.assertTrue(rows[4][9].startswith("Gloss=go|SpaceAfter=No"))
        self.assertEqual(second[0][1], "It is")
        self.assertEqual(rows[2][3], "AUX")
        # What came out can go in, and comes out the same.
        again = self.write("again.conllu", out)
        self.assertEqual(self.parse("--input", "conllu", again), out)
        lines = self.parse("--input", "conllu", "--format", "json", path).splitlines()
        self.assertEqual([json.loads(line)["sent_id"] for line in lines], ["one-1", "one-2"])
        row = json.loads(lines[0])
        self.assertEqual((row["text"], row["span"]), ("Lee didn't leave.", [0, 17]))
        row = json.loads(lines[1])
        self.assertEqual((row["tokens"][0]["form"], row["tokens"][0]["span"]), ("It is", [0, 5]))

    def test_bad_conllu_is_refused_with_its_line_and_the_rest_is_done(self):
        good = self.write("good.conllu", GOLD)
        bad = self.write("bad.conllu", GOLD.replace("4\tleave", "7\tleave"))
        done = self.run_program("parse", "--input", "conllu", bad, good, expect=3)
        self.assertIn("bad.conllu:8: ", done.stderr.decode())
        self.assertEqual(len(list(sentences(done.stdout.decode()))), 2)
        broken = self.write("broken.conllu", GOLD.encode().replace(b"Lee", b"L\xffe"))
        done = self.run_program("parse", "--input", "conllu", broken, expect=3)
        self.assertIn("UTF-8", done.stderr.decode())
        for content in (bytes(range(256)) * 40, b"\x00\n", b"1\t" * 9, b"x" * (2 << 20)):
            self.run_program(
                "parse", "--input", "conllu", self.write("any", content), expect=3
            )

    def test_any_text(self):
        for content in (b"", b" \n\r\n", bytes(range(256)) * 40, b"\xef\xbb\xbfPutin left.\r\n",
                        b"a\x00b\x0bc\x85\xc2\x85d \xe2\x80\xa8 e", b"1\tx\n# text = y\n"):
            self.check_form(self.parse(input=content))

    def test_files_that_cannot_be_read(self):
        good = self.write("good.txt", "Putin left.")
        missing = self.path("no.txt")
        done = self.run_program("parse", missing, good, self.folder, expect=1)
        self.assertIn(missing, done.stderr.decode())
        self.assertIn("is a folder", done.stderr.decode())
        self.assertEqual(len(list(sentences(done.stdout.decode()))), 1)
        done = self.run_program("parse", "--max-bytes", "5", good, expect=3)
        self.assertIn("--max-bytes", done.stderr.decode())

    def test_output(self):
        text = self.write("a.txt", TEXT)
        out = self.path("a.conllu")
        self.assertEqual(self.parse("--output", out, text), "")
        with open(out, encoding="utf-8") as file:
            self.assertEqual(file.read(), self.parse(text))
        self.parse("--output", "/dev/null", text)
        done = self.run_program("parse", "--output", self.path("no", "a"), text, expect=1)
        self.assertIn(self.path("no", "a"), done.stderr.decode())
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.conllu", "a.txt"])
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                done = self.run_program("parse", text, stdout=full, expect=1)
            self.assertIn("standard output", done.stderr.decode())

    def test_interrupted(self):
        out = self.write("out.conllu", "before")
        with subprocess.Popen(
            self.command("parse", "--output", out),
            stdin=subprocess.PIPE,
            env=self.environment(),
        ) as process:
            process.send_signal(signal.SIGINT)
            process.stdin.close()
            process.wait()
        self.assertIn(process.returncode, (130, -2))
        with open(out, encoding="utf-8") as file:
            self.assertEqual(file.read(), "before")

    def test_threads_change_nothing(self):
        story = "\n\n".join(STORY.format(place="Berlin", number=n) for n in range(80))
        path = self.write("long.txt", story)
        one = self.parse("--threads", "1", path, path)
        self.assertEqual(one, self.parse("--threads", "4", path, path))
        gold = self.write("long.conllu", one)
        kept = self.parse("--input", "conllu", "--threads", "4", gold)
        self.assertEqual(kept, one)
        self.assertEqual(one.count("# newdoc id = long\n"), 2)


if __name__ == "__main__":
    main()
