# Archives, feeds and lists through the whole program: found, resumed, limited, the same for
# any number of threads.
# SPDX-License-Identifier: Apache-2.0
import gzip
import io
import json
import os
import signal
import sqlite3
import subprocess
import tarfile
import unittest
import zipfile

from program import PLACES, STORY, ProgramTest, main

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
{paragraphs}</article></body></html>"""


def story(number):
    return STORY.format(place=PLACES[number % len(PLACES)], number=number)


def page(number):
    title, *rest = story(number).split("\n\n")
    return PAGE.format(title=title, paragraphs="".join(f"<p>{p}</p>\n" for p in rest))


def warc(numbers, packed=True):
    out = b""
    for number in numbers:
        body = page(number).encode()
        block = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            + str(len(body)).encode() + b"\r\n\r\n" + body
        )
        record = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.org/{number}"
            f"\r\nWARC-Date: 2026-01-16T00:00:00Z\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        ).encode() + block + b"\r\n\r\n"
        out += gzip.compress(record, mtime=0) if packed else record
    return out


def lines(count):
    return "".join(
        json.dumps({"title": story(i).split("\n")[0], "text": story(i), "date": "2026-01-15"}) + "\n"
        for i in range(count)
    )


class Containers(ProgramTest):
    def ingest(self, *arguments, expect=0, **options):
        done = self.run_program(
            "ingest", "--ledger", self.path("l.ledger"), *arguments, expect=expect, **options
        )
        return [line.split("\t")[:2] for line in done.stdout.decode().splitlines()]

    def test_every_container(self):
        self.write("in/a.warc.gz", warc([1, 2]))
        self.write("in/b.jsonl", lines(2))
        self.write("in/c.rss", (
            "<rss version='2.0'><channel><title>Courier</title><item><title>T</title><link>"
            "https://c.example.org/1</link><description>" + story(3).replace("\n\n", "&lt;p&gt;")
            + "</description></item></channel></rss>"))
        self.write("in/d.eml", "Subject: T\nMIME-Version: 1.0\n\n" + story(4))
        with zipfile.ZipFile(self.path("in", "e.zip"), "w") as archive:
            archive.writestr("x/f.html", page(5))
            archive.writestr("g.csv", "title,text\nT,\"" + story(6) + "\"\n")
        with tarfile.open(self.path("in", "h.tar.gz"), "w:gz") as archive:
            info = tarfile.TarInfo("i.txt")
            info.size = len(story(7).encode())
            archive.addfile(info, io.BytesIO(story(7).encode()))
        read = self.ingest(self.path("in"))
        self.assertEqual({word for word, _ in read}, {"stored"})
        second = len(warc([1]))
        self.assertEqual(
            [doc for _, doc in read],
            ["a@0", f"a@{second}", "b#1", "b#2", "c#1", "d", "e/x/f.html", "e/g.csv#2",
             "h/i.txt"],
        )
        rows = self.json_lines("articles", "--ledger", self.path("l.ledger"))
        by_doc = {row["doc"]: row for row in rows}
        self.assertEqual(by_doc["b#1"]["published"], "2026-01-15")
        self.assertEqual(by_doc["c#1"]["outlet"], "Courier")
        self.assertEqual(by_doc["a@0"]["url"], "https://news.example.org/1")
        self.assertTrue(by_doc["a@0"]["path"].endswith("a.warc.gz@0"))

    def test_the_same_for_any_number_of_threads(self):
        archive = self.write("a.warc.gz", warc(range(40)))
        table = self.write("b.jsonl", lines(40))
        outputs = {
            self.run_program("code", "--threads", threads, archive, table).stdout
            for threads in ("1", "2", "7")
        }
        self.assertEqual(len(outputs), 1)
        self.assertEqual(len(outputs.pop().splitlines()), 80)

    def test_patterns_and_standard_input(self):
        self.write("in/a.warc.gz", warc([1]))
        self.write("in/b.warc.gz", warc([2]))
        read = self.ingest(self.path("in", "*.warc.gz"))
        self.assertEqual([doc for _, doc in read], ["a@0", "b@0"])
        done = self.run_program("code", "-", input=warc([1, 2]))
        self.assertEqual(len(done.stdout.splitlines()), 2)
        table = ("headline;body\nT;\"" + story(1) + "\"\n").encode()
        done = self.run_program(
            "code", "--stdin-name", "x.csv", "--field", "text=body", "-", input=table
        )
        self.assertIn(b'"x#2"', done.stdout)

    def test_damage_is_a_record_and_the_rest_is_read(self):
        whole = [warc([n]) for n in range(3)]
        middle = bytearray(whole[1])
        middle[len(middle) // 2] ^= 0xFF
        self.write("a.warc.gz", whole[0] + bytes(middle) + whole[2])
        read = self.ingest(self.path("a.warc.gz"), expect=3)
        self.assertEqual([word for word, _ in read], ["stored", "refused", "stored"])
        refused = self.json_lines("articles", "--ledger", self.path("l.ledger"), "--refused")
        self.assertEqual(len(refused), 1)
        self.assertIn(f"at byte {len(whole[0])}", refused[0]["refusal"])

    def test_resumed_at_an_offset(self):
        first = warc([1])
        path = self.write("a.warc.gz", first + warc([2, 3]))
        read = self.ingest("--offset", str(len(first)), path)
        self.assertEqual(len(read), 2)
        self.assertEqual(self.ingest("--offset", "5", path)[0], ["unchanged", f"a@{len(first)}"])
        text = self.write("a.txt", story(1))
        self.assertEqual(self.ingest("--offset", "5", text, expect=3)[0][0], "refused")
        self.run_program("code", "--offset", "5", path, text, expect=1)

    def test_resume_leaves_out_what_is_done(self):
        path = self.write("a.warc.gz", warc(range(5)))
        self.write("in/b.txt", story(6))
        self.assertEqual(len(self.ingest(path, self.path("in"))), 6)
        self.assertEqual(self.ingest("--resume", path, self.path("in")), [])
        self.assertEqual(len(self.ingest(path, self.path("in"))), 6)
        # Another option or another file is something else.
        self.assertEqual(len(self.ingest("--resume", "--max-text", "100000", path)), 5)
        self.write("a.warc.gz", warc(range(6)))
        words = [word for word, _ in self.ingest("--resume", path)]
        self.assertEqual(words, ["unchanged"] * 5 + ["stored"])

    def test_resume_goes_on_where_it_was_stopped(self):
        for name, content in (("a.warc.gz", warc(range(300))), ("b.jsonl", lines(300).encode())):
            path = self.write(name, content)
            ledger = self.path(name + ".ledger")
            with subprocess.Popen(
                self.command("ingest", "--ledger", ledger, path),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self.environment(),
            ) as process:
                seen = [process.stdout.readline() for _ in range(65)]
                process.send_signal(signal.SIGKILL)
                seen += process.stdout.read().splitlines()
            done = self.run_program("ingest", "--ledger", ledger, "--resume", path)
            again = done.stdout.splitlines()
            self.assertLessEqual(len(again), 300 - len(seen) + 65)
            self.assertLess(len(again), 300)
            docs = {row["doc"] for row in self.json_lines("articles", "--ledger", ledger)}
            self.assertEqual(len(docs), 300)
            self.check_ledger(ledger)

    def test_every_limit_is_an_option_that_the_refusal_names(self):
        deep = "<p>" + "<div>" * 50 + story(1)
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr("a.txt", story(1))
            archive.writestr("b.txt", story(2))
        with zipfile.ZipFile(self.path("n.zip"), "w") as archive:
            archive.writestr("inner.zip", inner.getvalue())
        bomb = gzip.compress(b"word " * 2000000)
        for option, value, name, content in (
            ("--max-bytes", "100", "a.txt", story(1)),
            ("--max-text", "100", "a.txt", story(1)),
            ("--max-line", "20", "a.txt", story(1)),
            ("--max-depth", "20", "a.html", deep),
            ("--max-ratio", "5", "a.txt.gz", bomb),
            ("--max-entries", "1", "a.zip", inner.getvalue()),
            ("--max-nesting", "1", "n.zip", None),
            ("--max-seconds", "0.000001", "a.txt", story(1)),
        ):
            path = self.path(name) if content is None else self.write(name, content)
            ledger = self.path("limits.ledger")
            done = self.run_program("ingest", "--ledger", ledger, option, value, path, expect=3)
            refusals = [
                line for line in done.stdout.decode().splitlines() if line.startswith("refused")
            ]
            self.assertTrue(refusals, option)
            self.assertIn(option, refusals[-1])

    def test_what_is_left_out_is_told(self):
        request = (
            b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 4\r\n\r\nGET \r\n\r\n"
        )
        path = self.write("a.warc", request + warc([1], packed=False))
        done = self.run_program("code", path)
        self.assertIn("left out: 1 requests", done.stderr.decode())

    def test_no_bar_where_nobody_looks(self):
        done = self.run_program("code", self.write("b.jsonl", lines(100)))
        self.assertEqual(done.stderr, b"")

    @unittest.skipUnless(os.path.exists("/dev/ptmx"), "no terminals here")
    def test_the_bar_on_a_terminal(self):
        path = self.write("b.jsonl", lines(400))
        ours, theirs = os.openpty()
        self.addCleanup(os.close, ours)
        with subprocess.Popen(
            self.command("code", "--threads", "1", path),
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            env=self.environment(),
        ) as process:
            os.close(theirs)
            shown = b""
            while True:
                try:
                    piece = os.read(ours, 4096)
                except OSError:
                    break
                if not piece:
                    break
                shown += piece
            self.assertEqual(process.wait(), 0)
        self.assertRegex(
            shown.decode(),
            r"\[#*-*\] +\d+ %  \d+ articles, \d+ a second, [\d.]+ MB/s, \d+:\d\d left",
        )

    def test_the_ledger_knows_how_far_it_came(self):
        path = self.write("a.warc.gz", warc(range(3)))
        self.ingest(path)
        with sqlite3.connect(self.path("l.ledger")) as db:
            self.assertEqual(
                db.execute("SELECT path, done FROM sources").fetchall(), [(path, 1)]
            )
        db.close()


if __name__ == "__main__":
    main()
