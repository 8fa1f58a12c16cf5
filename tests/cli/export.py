# `chancery export`: every format of a real ledger, read back by other people's readers.
# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import os
import xml.etree.ElementTree as ElementTree

from program import ProgramTest, main

ATOM = "{http://www.w3.org/2005/Atom}"
ONE_FILE = {
    "gdelt": 61, "gdelt-mentions": 16, "icews": 20, "polecat": 40, "plover": 0, "ngec": 0,
    "jsonl": 0, "jsonld": 0, "graphml": 0, "gexf": 0, "icalendar": 0, "atom": 0,
}
FOLDER = ["csv", "acts"]


class Export(ProgramTest):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("l.ledger")
        folder = self.stories(6)
        self.meta = self.write("meta.tsv", "doc\tdate\toutlet\turl\n" + "".join(
            f"story{n:04}\t2025-01-16\tOutlet {n}\thttps://news.example/{n}\n" for n in range(6)))
        self.run_program("ingest", "--ledger", self.ledger, "--meta", self.meta, folder)

    def export(self, name, *more, **options):
        done = self.run_program("export", "--ledger", self.ledger, "--format", name, *more,
                                **options)
        return done.stdout.decode()

    def acts(self):
        return self.json_lines("acts", "--ledger", self.ledger)

    def tsv(self, name):
        return list(csv.reader(io.StringIO(self.export(name), newline=""), delimiter="\t",
                               quoting=csv.QUOTE_NONE))

    def test_columns(self):
        for name, columns in ONE_FILE.items():
            if columns:
                rows = self.tsv(name)
                self.assertGreater(len(rows), 6, name)
                self.assertEqual({len(row) for row in rows}, {columns}, name)

    def test_what_acts_say_is_in_the_rows(self):
        heads, *rows = self.tsv("icews")
        rows = [dict(zip(heads, row)) for row in rows]
        acts = {a["doc"]: a for a in self.acts()}
        for row in rows:
            self.assertIn(row["Story ID"], acts)
        told = {(row["Source Name"], row["Target Name"], row["CAMEO Code"]) for row in rows}
        meetings = [a for a in acts.values() if a["mode"] == "meeting"]
        for act in meetings:
            first, second = (p.get("table_name") or p["name"] for p in act["actors"])
            self.assertIn((first, second, act["cameo"]), told)
            self.assertIn((second, first, act["cameo"]), told)

    def test_json(self):
        acts = self.acts()
        lines = [json.loads(line) for line in self.export("jsonl").splitlines()]
        self.assertEqual(sorted(a["id"] for line in lines for a in line["acts"]),
                         sorted(a["id"] for a in acts))
        for name in ("plover", "ngec"):
            self.assertGreater(len([json.loads(x) for x in self.export(name).splitlines()]), 3)
        graph = json.loads(self.export("jsonld"))["@graph"]
        names = [one["@id"] for one in graph]
        self.assertEqual(len(names), len(set(names)))

    def test_xml(self):
        for name in ("graphml", "gexf", "atom"):
            ElementTree.fromstring(self.export(name))
        feed = ElementTree.fromstring(self.export("atom", "--country", "Germany", "--title", "A & B"))
        self.assertEqual(feed.find(ATOM + "title").text, "A & B")

    def test_graphs_hold_the_actors(self):
        networkx = self.try_networkx()
        self.export("graphml", "--out", self.path("g.graphml"))
        graph = networkx.read_graphml(self.path("g.graphml"), force_multigraph=True)
        names = {data["label"] for _, data in graph.nodes(data=True)}
        self.assertIn("Emmanuel Macron", names)
        self.assertGreater(graph.number_of_edges(), 3)

    def try_networkx(self):
        try:
            import networkx
        except ImportError:
            self.skipTest("networkx is not installed")
        return networkx

    def test_calendar_is_of_planned_meetings(self):
        text = self.export("icalendar")
        self.assertTrue(text.startswith("BEGIN:VCALENDAR\r\n"))
        self.assertTrue(text.endswith("END:VCALENDAR\r\n"))
        self.assertLessEqual(max(len(x.encode()) for x in text.split("\r\n")), 75)

    def test_folders(self):
        out = self.path("out")
        self.export("csv", "--out", out)
        with open(os.path.join(out, "acts.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(sorted(r["id"] for r in rows), sorted(a["id"] for a in self.acts()))
        for name in ("events", "acts", "parties", "claims", "links"):
            with open(os.path.join(out, name + ".csv-metadata.json"), encoding="utf-8") as file:
                columns = [c["name"] for c in json.load(file)["tableSchema"]["columns"]]
            with open(os.path.join(out, name + ".csv"), encoding="utf-8", newline="") as file:
                self.assertEqual(next(csv.reader(file)), columns)

    def test_acts_are_those_that_code_writes(self):
        self.run_program("code", "--meta", self.meta, "--out", self.path("coded"), self.path("in"))
        self.export("acts", "--out", self.path("exported"))
        names = sorted(os.listdir(self.path("coded")))
        self.assertEqual(sorted(os.listdir(self.path("exported"))), names)
        same = ["id", "type", "mode", "channel", "actors", "recipients", "date", "place", "status",
                "background", "cameo", "quad", "goldstein", "contexts", "confidence"]
        for name in names:
            docs = []
            for folder in ("coded", "exported"):
                with open(self.path(folder, name), encoding="utf-8") as file:
                    docs.append(json.load(file))
            coded, exported = docs
            for key in ("doc", "date", "outlet", "title"):
                self.assertEqual(coded[key], exported[key])
            self.assertEqual([[a[k] for k in same] for a in coded["acts"]],
                             [[a[k] for k in same] for a in exported["acts"]])
            self.assertEqual(*({e["key"]: (e["name"], e["kind"], e["code"], e["sector"])
                                for e in doc["entities"]} for doc in docs))

            for act in exported["acts"]:
                self.assertTrue(act.pop("event").startswith("e"))
                self.assertEqual(len(act.pop("act")), 16)
            for act in coded["acts"]:
                act.pop("target", None)  # ledgers do not keep it
            for key in coded:
                self.assertEqual(coded[key], exported[key], (name, key))
            self.assertEqual(list(coded), list(exported))

    def test_statements_and_offices_are_in_them(self):
        self.export("acts", "--out", self.path("exported"))
        with open(self.path("exported", "story0001.json"), encoding="utf-8") as file:
            doc = json.load(file)
        self.assertIn(["French President"], [e["offices"] for e in doc["entities"]])
        self.assertIn("statements", doc)
        head, *rows = self.tsv("polecat")
        titles = {row[head.index("Actor Title")] for row in rows}
        self.assertIn("French President", titles)

    def test_words_at_offsets_are_the_ones_named(self):
        found = 0
        for line in self.export("ngec").splitlines():
            event = json.loads(line)
            for role in ("ACTOR", "RECIP", "LOC"):
                for one in event["attributes"][role]:
                    if one["qa_start_char"] is not None:
                        found += 1
                        self.assertEqual(event["event_text"][one["qa_start_char"]:one["qa_end_char"]],
                                         one["text"])
        self.assertGreater(found, 20)
        texts = {}
        for n in range(6):
            with open(self.path("in", f"story{n:04}.txt"), encoding="utf-8") as file:
                texts[f"https://news.example/{n}"] = file.read()
        offsets = 0
        rows = {row[0]: row for row in self.tsv("gdelt")}
        for mention in self.tsv("gdelt-mentions"):
            for column, name in ((7, rows[mention[0]][6]), (8, rows[mention[0]][16])):
                if mention[column] != "-1":
                    offsets += 1
                    words = texts[mention[5]][int(mention[column]):].upper()
                    last = name.split()[-1]
                    self.assertTrue(words.startswith(name) or words.startswith(last), (name, words[:20]))
        self.assertGreater(offsets, 20)

    def test_selectors_find_the_words(self):
        graph = json.loads(self.export("jsonld"))["@graph"]
        count = 0
        for one in graph:
            if "Claim" not in one["@type"]:
                continue
            quote, position = one["oa:hasTarget"]["oa:hasSelector"]
            number = one["appearance"]["@id"].rsplit("/", 1)[1]
            with open(self.path("in", f"story{int(number):04}.txt"), encoding="utf-8") as file:
                text = file.read().replace("\n", " ")
            begin, end = position["oa:start"], position["oa:end"]
            self.assertEqual(text[begin:end], quote["oa:exact"].replace("\n", " "))
            self.assertTrue(text[:begin].endswith(quote["oa:prefix"].replace("\n", " ")))
            self.assertTrue(text[end:].startswith(quote["oa:suffix"].replace("\n", " ")))
            count += 1
        self.assertEqual(count, len(self.acts()))

    def sequences(self):
        out, uid = {}, None
        for line in self.export("icalendar").split("\r\n"):
            name, _, value = line.partition(":")
            uid = value if name == "UID" else uid
            if name == "SEQUENCE":
                out[uid.split("@")[0]] = int(value)
        return out

    def test_the_sequence_of_a_calendar_only_grows(self):
        first = self.sequences()
        self.assertGreater(len(first), 0)
        self.assertEqual(set(first.values()), {0})
        event = min(first)
        seen = []
        for words in (["set", event, "place", "Warsaw"], ["undo", "1"], ["undo", "2"],
                      ["set", event, "place", "Gdansk"]):
            self.run_program("correct", *words, "--ledger", self.ledger, "--author", "A",
                             "--reason", "test")
            seen.append(self.sequences()[event])
        self.assertEqual(seen, [1, 2, 3, 4])
        self.assertEqual({n for e, n in self.sequences().items() if e != event} - {0}, set())

    def test_the_same_bytes_again(self):
        for name in ONE_FILE:
            self.assertEqual(self.export(name), self.export(name), name)

    def test_filters(self):
        self.assertEqual(self.export("jsonl", "--type", "SANCTION"), "")
        some = self.export("jsonl", "--actor", "Macron", "--type", "CONSULT/meeting")
        self.assertTrue(all(json.loads(line)["type"] == "CONSULT" for line in some.splitlines()))

    def test_a_file_is_whole_or_not_there(self):
        path = self.path("x.tsv")
        self.export("gdelt", "--out", path)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), self.export("gdelt"))
        self.assertFalse(os.path.exists(path + ".part"))
        done = self.run_program("export", "--ledger", self.ledger, "--format", "gdelt", "--out",
                                "/dev/full", expect=1)
        self.assertIn(b"/dev/full: No space left", done.stderr)
        done = self.run_program("export", "--ledger", self.ledger, "--format", "gdelt", "--out",
                                self.path("no", "x.tsv"), expect=1)
        self.assertIn(b"check the folder", done.stderr)

    def test_wrong_command_lines(self):
        for more, says in ((["--format", "excel"], b"not a format; there are gdelt"),
                           (["--format", "csv"], b"give a folder with --out"),
                           ([], b"--format is required")):
            done = self.run_program("export", "--ledger", self.ledger, *more, expect=2)
            self.assertIn(says, done.stderr)
        done = self.run_program("export", "--ledger", self.ledger, "--format", "csv", "--out",
                                self.ledger, expect=1)
        self.assertIn(b"needs a folder", done.stderr)
        done = self.run_program("export", "--ledger", self.ledger, "--format", "gdelt", "--out",
                                self.folder, expect=1)
        self.assertIn(b"is a folder", done.stderr)


if __name__ == "__main__":
    main()
