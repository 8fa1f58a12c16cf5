# `chancery extract`: pages to stories, as JSON and Markdown.
# SPDX-License-Identifier: Apache-2.0
import json
import subprocess

from program import ProgramTest, main

PROSE = [
    "The ministers of Ruritania and Grenzland signed an agreement on the river on Monday, after "
    "three years of talks about who may draw water from it and when.",
    "The agreement lets both sides build locks, and it sets up a commission that meets twice a "
    "year, the ministers said at the end of the ceremony in Strelsau.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>River *agreement* signed | Zenda Post</title>
<meta property="og:site_name" content="Zenda Post">
<link rel="canonical" href="https://z.example/river">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "River *agreement* signed",
"datePublished": "2024-05-06T10:17:00+02:00", "dateModified": "2024-05-07T08:00:00Z",
"author": [{{"@type": "Person", "name": "Jane Roe"}}, {{"@type": "Person", "name": "John Doe"}}]}}
</script></head><body><nav><a href="/">Home</a></nav><article><h1>River *agreement* signed</h1>
<p>{PROSE[0]}</p><h2>What it says</h2><p>{PROSE[1]}</p>
<ul><li>Locks may be built on both banks of the river.</li><li>Water is shared.</li></ul>
<figure><img src="a.jpg"><figcaption>The ministers in Strelsau</figcaption></figure>
</article><footer>Imprint</footer></body></html>
"""


class Extract(ProgramTest):
    def extract(self, *arguments, **options):
        return self.run_program("extract", *arguments, **options).stdout.decode()

    def stories(self, *arguments, **options):
        return [json.loads(line) for line in self.extract(*arguments, **options).splitlines()]

    def test_a_page_gives_its_story_and_what_is_known_of_it(self):
        path = self.write("river.html", PAGE)
        (story,) = self.stories(path)
        self.assertEqual(story["doc"], "river")
        self.assertEqual(story["title"], "River *agreement* signed")
        self.assertEqual(story["authors"], ["Jane Roe", "John Doe"])
        self.assertEqual(story["outlet"], "Zenda Post")
        self.assertEqual(story["url"], "https://z.example/river")
        self.assertEqual(story["published"], "2024-05-06")
        self.assertEqual(story["published_at"], "2024-05-06T10:17:00+02:00")
        self.assertEqual(story["updated_at"], "2024-05-07T08:00:00Z")
        self.assertEqual(story["from"]["authors"], "json-ld")
        self.assertIn("\n\n".join((PROSE[0], "What it says", PROSE[1])), story["text"])
        self.assertNotIn("Imprint", story["text"])
        self.assertNotIn("The ministers in Strelsau", story["text"])

    def test_blocks_tell_where_their_words_stand(self):
        path = self.write("river.html", PAGE)
        (story,) = self.stories("--furniture", path)
        for block in story["blocks"]:
            begin, end = block["source"]
            self.assertEqual(PAGE.encode()[begin:end].decode(), block["text"])
        self.assertIn("caption", {block["kind"] for block in story["blocks"]})
        (story,) = self.stories(path)
        self.assertEqual({b["kind"] for b in story["blocks"]}, {"title", "paragraph", "subhead"})

    def test_markdown_keeps_words_as_they_are(self):
        text = self.extract("--format", "markdown", self.write("river.html", PAGE))
        head, _, body = text.partition("\n---\n")
        self.assertIn('title: "River *agreement* signed"', head)
        self.assertIn('authors: ["Jane Roe","John Doe"]', head)
        self.assertIn("\n# River \\*agreement\\* signed\n", body)
        self.assertIn("\n## What it says\n", body)
        self.assertIn("\n- Locks may be built on both banks of the river.\n- Water", body)

    def test_standard_input_is_the_default(self):
        done = subprocess.run(self.command("extract"), input=PAGE.encode(), capture_output=True,
                              env=self.environment(), check=True, timeout=60)
        self.assertEqual(json.loads(done.stdout)["doc"], "stdin")

    def test_the_same_for_any_number_of_threads(self):
        for i in range(40):
            self.write(f"in/{i:02}.html", PAGE.replace("Monday", f"May {i % 28 + 1}"))
        one = self.extract("--threads", "1", self.path("in"))
        self.assertEqual(one, self.extract("--threads", "4", self.path("in")))
        self.assertEqual(len(one.splitlines()), 40)

    def test_what_cannot_be_read_is_told_and_the_rest_goes_on(self):
        self.write("in/a.html", PAGE)
        self.write("in/b.html", b"\0\0\0\0")
        self.write("in/c.html", "<b>" * 2000)
        done = self.run_program("extract", self.path("in"), expect=3)
        self.assertEqual(len(done.stdout.decode().splitlines()), 1)
        self.assertIn("--max-depth", done.stderr.decode())
        done = self.run_program("extract", self.path("none.html"), self.path("in/a.html"), expect=1)
        self.assertIn("none.html", done.stderr.decode())
        self.assertEqual(len(done.stdout.decode().splitlines()), 1)

    def test_output_goes_to_a_file(self):
        path = self.write("river.html", PAGE)
        self.assertEqual(self.extract("--output", self.path("o.jsonl"), path), "")
        with open(self.path("o.jsonl"), encoding="utf-8") as file:
            self.assertEqual(json.loads(file.read())["doc"], "river")

    def test_no_models_are_needed(self):
        path = self.write("river.html", PAGE)
        self.assertEqual(len(self.stories("--models", self.path("none"), path)), 1)

    def test_wrong_command_lines(self):
        path = self.write("river.html", PAGE)
        for wrong in (["--format", "pdf"], ["--furniture", "--format", "markdown"]):
            self.run_program("extract", *wrong, path, expect=2)


if __name__ == "__main__":
    main()
