# `chancery import`: what GDELT, ICEWS and POLECAT rows hold comes back as events.
# SPDX-License-Identifier: Apache-2.0
import csv
import gzip
import io
import json
import os
import zipfile

from program import ProgramTest, main

SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "sample")
# Where each format has its rows: place of actor, recipient, day, CAMEO code.
GDELT = {"id": 0, "date": 1, "actor": 6, "recipient": 16, "cameo": 26, "weight": 30, "place_type": 51,
         "latitude": 56, "longitude": 57, "url": 60}


def rows_of(text, name):
    """Dictionaries with the same keys for every format."""
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    if name == "gdelt":
        rows = [{key: row[at] for key, at in GDELT.items()} for row in table]
        for row in rows:
            row["date"] = f"{row['date'][:4]}-{row['date'][4:6]}-{row['date'][6:]}"
            row["doc"] = "gdelt-" + row["id"]
        return rows
    heads, *table = table
    keys = {"Event ID": "id", "Event Date": "date", "CAMEO Code": "cameo", "Intensity": "weight",
            "Source Name": "actor", "Target Name": "recipient", "Actor Name": "actor",
            "Recipient Name": "recipient", "Event Type": "type", "Event Mode": "mode",
            "Contexts": "contexts", "City": "city", "Latitude": "latitude", "Longitude": "longitude",
            "Country": "country", "Actor Country": "actor_code", "Publisher": "outlet",
            "Publication Date": "published", "Actor Title": "offices"}
    rows = [{keys.get(head, head): value for head, value in zip(heads, row)} for row in table]
    for row in rows:
        row["doc"] = f"{name}-{row['id']}" + ("-" + row["date"] if name == "icews" else "")
    return rows


def names(parties):
    return {(party.get("table_name") or party["name"]).casefold() for party in parties}


class Import(ProgramTest):
    def setUp(self):
        super().setUp()
        self.source = self.path("source.ledger")
        self.run_program("ingest", "--ledger", self.source, "--meta",
                         os.path.join(SAMPLE, "meta.tsv"), SAMPLE)
        self.ledger = self.path("new.ledger")

    def exported(self, name):
        path = self.path("export." + name)
        self.run_program("export", "--ledger", self.source, "--format", name, "--out", path)
        with open(path, encoding="utf-8", newline="") as file:
            return path, file.read()

    def do_import(self, name, *paths, **options):
        return self.run_program("import", *paths, "--format", name, "--ledger", self.ledger, **options)

    def events(self, *more):
        return self.json_lines("events", "--ledger", self.ledger, *more)

    def check_rows(self, name, rows):
        """Every row is an act of a document of its own, with what the row says."""
        acts = {act["doc"]: act for act in self.json_lines("acts", "--ledger", self.ledger)}
        self.assertEqual(sorted(acts), sorted(row["doc"] for row in rows))
        for row in rows:
            act = acts[row["doc"]]
            self.assertEqual(act["date"], row["date"])
            told = names(act["actors"]) | names(act["recipients"])
            self.assertEqual(told, {row[key].casefold() for key in ("actor", "recipient") if row[key]})
            for key in ("cameo", "type", "mode"):
                if key in row:
                    self.assertEqual(act[key] or "", row[key], row)
            if row["weight"]:
                self.assertAlmostEqual(act["goldstein"], float(row["weight"]), places=4)
            if row["latitude"]:
                self.assertAlmostEqual(act["place_latitude"], float(row["latitude"]), places=4)
                self.assertAlmostEqual(act["place_longitude"], float(row["longitude"]), places=4)
            if row.get("city"):
                self.assertEqual(act["place"], row["city"])
            if name == "polecat":
                self.assertEqual(act["contexts"], [c for c in row["contexts"].split(";") if c])
                self.assertEqual(act["place_country"] or "", row["country"])
            if name == "gdelt" and row["url"].startswith("http"):
                self.assertEqual(act["url"], row["url"])
            self.assertEqual(act["outlet"], name.upper() + " dataset")
            self.assertIn(act["trigger"], act["evidence"])

    def test_what_was_exported_comes_back(self):
        for name in ("gdelt", "icews", "polecat"):
            self.ledger = self.path(name + ".ledger")
            path, text = self.exported(name)
            rows = rows_of(text, name)
            self.assertGreater(len(rows), 40, name)
            statements = [row for row in rows if row.get("cameo", "").startswith("01") and row["cameo"] != "018"]
            done = self.do_import(name, path)
            self.assertEqual(done.stdout.count(b"stored\t"), len(rows) - len(statements))
            self.check_rows(name, [row for row in rows if row not in statements])
            self.check_ledger(self.ledger)

    def test_events_come_back(self):
        """Of one or two parties the very events; of more the format has pairs alone. Who of the two
        is actor is not asked: an act that both do has a row for either."""
        path, _ = self.exported("polecat")
        self.do_import("polecat", path)

        def told(ledger):
            out = []
            for event in self.json_lines("events", "--ledger", ledger):
                parties = names(event["actors"]) | names(event["recipients"])
                exact = not event["date"] or len(event["date"]) > 7
                if event["status"] != "denied" and len(parties) <= 2 and exact:
                    out.append((event["type"], event["mode"], event["place"], tuple(sorted(parties))))
            return out

        before, after = told(self.source), told(self.ledger)
        self.assertGreater(len(before), 40)
        missing = [one for one in before if one not in after]
        self.assertLessEqual(len(missing), len(before) / 20, missing)

    def test_again_changes_nothing(self):
        path, _ = self.exported("icews")
        self.do_import("icews", path)
        versions = self.json_lines("versions", "--ledger", self.ledger)
        self.assertEqual([v["what"] for v in versions], ["import"])
        with open(self.ledger, "rb") as file:
            before = file.read()
        done = self.do_import("icews", path)
        self.assertEqual({line.split(b"\t")[0] for line in done.stdout.splitlines()}, {b"unchanged"})
        with open(self.ledger, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_rows_are_merged_with_articles(self):
        before = self.json_lines("events", "--ledger", self.source)
        path, text = self.exported("icews")
        self.ledger = self.source
        self.do_import("icews", path)
        done = self.run_program("export", "--format", "jsonl", "--ledger", self.ledger)
        events = [json.loads(line) for line in done.stdout.decode().splitlines()]
        both = [e for e in events if "ICEWS dataset" in {a["outlet"] for a in e["acts"]} and
                len({a["outlet"] for a in e["acts"]}) > 1]
        self.assertGreater(len(both), len(before) / 3)
        self.assertGreater(len(self.events("--outlet", "icews")), len(before) / 2)
        self.assertEqual(self.events("--outlet", "gdelt"), [])

    def test_packed(self):
        path, text = self.exported("gdelt")
        with gzip.open(self.path("a.csv.gz"), "wb") as file:
            file.write(text.encode())
        with zipfile.ZipFile(self.path("a.CSV.zip"), "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("a.CSV", text)
        lines = None
        for given in (path, self.path("a.csv.gz"), self.path("a.CSV.zip")):
            self.ledger = given + ".ledger"
            done = self.do_import("gdelt", given)
            lines = lines or done.stdout
            self.assertEqual(done.stdout, lines)
        with zipfile.ZipFile(self.path("b.zip"), "w") as file:
            file.writestr("a.CSV", text)
            file.writestr("b.CSV", text)
        done = self.do_import("gdelt", self.path("b.zip"), expect=1)
        self.assertIn(b"b.zip: holds several files", done.stderr)
        self.ledger = self.path("stdin.ledger")
        done = self.do_import("gdelt", "-", input=text.encode())
        self.assertEqual(done.stdout, lines)

    def test_broken_rows_do_not_stop_the_rest(self):
        path, text = self.exported("polecat")
        lines = text.splitlines()
        count = len(lines) - 1
        lines.insert(2, "broken\trow")
        lines.insert(4, lines[3].replace("20", "soon ", 1))
        done = self.do_import("polecat", self.write("b.tsv", "\n".join(lines) + "\n"), expect=3)
        told = done.stdout.decode().splitlines()
        self.assertIn(f"refused\t{self.path('b.tsv')}:3\thas 2 columns where the header has 40", told)
        self.assertEqual(sum(line.startswith("stored\t") for line in told) + 2, len(told))
        self.assertGreaterEqual(len(told), count + 1)

    def test_statements_are_counted(self):
        head = "Event ID\tEvent Date\tSource Name\tEvent Text\tCAMEO Code\tTarget Name\n"
        rows = "1\t2026-01-02\tVietnam\tMake statement\t010\tChina\n" \
               "2\t2026-01-02\tVietnam\tMake a visit\t042\tChina\n"
        done = self.do_import("icews", self.write("s.tab", head + rows))
        self.assertIn(b"left out: 1 statement (CAMEO 01), which is no event", done.stderr)
        self.assertEqual(done.stdout, b"stored\ticews-2-2026-01-02\t1 act\n")
        self.assertEqual([e["type"] for e in self.events()], ["CONSULT"])

    def test_sympathy_is_no_statement(self):
        head = "Event ID\tEvent Date\tSource Name\tEvent Text\tCAMEO Code\tTarget Name\n"
        row = "1\t2026-01-02\tVietnam\tMake empathetic comment\t018\tChina\n"
        self.do_import("icews", self.write("s.tab", head + row))
        self.assertEqual([(e["type"], e["mode"]) for e in self.events()], [("SUPPORT", "condole")])

    def test_files_that_cannot_be_read(self):
        path, _ = self.exported("icews")
        done = self.do_import("icews", self.path("no.tsv"), self.write("x.tsv", "a\tb\n"),
                              self.write("e.tsv", ""), path, expect=1)
        self.assertIn(b"no.tsv: ", done.stderr)
        self.assertIn(b"x.tsv:1: the first line must name the columns; missing: Event ID", done.stderr)
        self.assertIn(b"e.tsv: is empty", done.stderr)
        self.assertGreater(done.stdout.count(b"stored\t"), 40)
        done = self.do_import("plover", path, expect=2)
        self.assertIn(b"not a dataset that is read; there are gdelt, icews, polecat", done.stderr)
        self.run_program("import", "--format", "icews", "--ledger", self.ledger, expect=2)


if __name__ == "__main__":
    main()
