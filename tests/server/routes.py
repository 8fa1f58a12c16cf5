# Every route of openapi.json against the sample: answers are of the schema that it tells.
# SPDX-License-Identifier: Apache-2.0
import io
import json
import pathlib
import tarfile
import tempfile
import time
import unittest
from urllib.parse import quote

from desk import OPENAPI, ROOT, DeskTest, Server, sample_ledger, unpacked

TYPES = {"string": str, "object": dict, "array": list, "boolean": bool, "null": type(None)}


def fits(value, schema, where=""):
    """Faults of a value against the part of JSON Schema that openapi.json uses."""
    if "$ref" in schema:
        return fits(value, OPENAPI["components"]["schemas"][schema["$ref"].split("/")[-1]], where)
    if "oneOf" in schema:
        return [] if any(not fits(value, one, where) for one in schema["oneOf"]) else [where + ": none of oneOf"]
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    right = any((t == "integer" and number and value == int(value)) or (t == "number" and number)
                or (t in TYPES and isinstance(value, TYPES[t])) for t in types)
    if types and not right:
        return [f"{where}: {value!r} is no {types}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r} is not in enum"]
    faults = []
    if isinstance(value, dict) and "properties" in schema:
        faults += [f"{where}: {name} is missing" for name in schema["required"] if name not in value]
        for name, one in value.items():
            if name not in schema["properties"]:
                faults.append(f"{where}: {name} is not told")
            else:
                faults += fits(one, schema["properties"][name], f"{where}/{name}")
    if isinstance(value, list):
        for i, one in enumerate(value):
            faults += fits(one, schema["items"], f"{where}/{i}")
    return faults


class Routes(DeskTest):
    def check(self, template, path, method="get", status=200, answer=None):
        answer = answer or self.server.request(method.upper(), path)
        self.assertEqual(answer.status, status, (path, answer.raw[:300]))
        told = OPENAPI["paths"][template][method]["responses"][str(status)]
        content = told.get("content", {})
        if content:
            kind = answer.headers["content-type"].split(";")[0]
            self.assertIn(kind, content, path)
            if kind == "application/json":
                self.assertEqual(fits(json.loads(answer.raw), content[kind]["schema"]), [], path)
        return answer

    def event(self):
        return self.get("/v1/events?min_sources=2").json["events"][0]

    def test_every_route_that_reads(self):
        event = self.event()
        doc = self.get("/v1/articles?limit=1").json["articles"][0]["doc"]
        asked = {
            "/v1/about": [""], "/v1/events": ["", "?conflicts=true&newest_first=true", "?sector=GOV&place=Hanoi"],
            "/v1/events/facets": ["", "?country=Vietnam&most=3"], "/v1/acts": ["?limit=5"],
            "/v1/statements": ["", "?speaker=Xi&newest_first=true"], "/v1/actors": ["", "?words=lam&kind=person"],
            "/v1/who": ["?words=Cuban+leader&on=2026-01-25"], "/v1/offices": ["", "?all=true"],
            "/v1/articles": ["?outlet=Post"], "/v1/timeline": ["?lanes=actor", "?lanes=dyad&per=day", "?lanes=type&per=week"],
            "/v1/dyads": ["", "?limit=1"], "/v1/places": [""], "/v1/network": ["", "?of=actor"],
            "/v1/search": ["?text=meeting"], "/v1/brief": ["", "?about=Vietnam&format=html", "?format=markdown"],
            "/v1/corrections": [""], "/v1/queries": [""], "/v1/jobs": [""], "/v1/versions": [""], "/v1/audit": [""],
            "/healthz": [""], "/readyz": [""], "/metrics": [""], "/openapi.json": [""],
        }
        for template, queries in asked.items():
            for query in queries:
                self.check(template, template + query)
        self.check("/v1/events/{event}", "/v1/events/" + event["id"])
        self.check("/v1/acts/{act}", "/v1/acts/" + event["lead"])
        self.check("/v1/articles/{doc}", "/v1/articles/" + quote(doc, safe=""))
        self.check("/v1/articles/{doc}/copies", f"/v1/articles/{quote(doc, safe='')}/copies")
        for actor in ("to_lam@VNM", "VNM", "To Lam", event["actors"][0]["id"]):
            self.check("/v1/actors/{actor}", "/v1/actors/" + quote(actor, safe=""))
        for form in OPENAPI["components"]["parameters"]["export_format"]["schema"]["enum"]:
            self.check("/v1/export", "/v1/export?format=" + form)
        reads = {path for path, methods in OPENAPI["paths"].items() if "get" in methods}
        tried = set(asked) | {"/v1/events/{event}", "/v1/acts/{act}", "/v1/articles/{doc}", "/v1/export", "/v1/stream",
                              "/v1/articles/{doc}/copies", "/v1/actors/{actor}", "/v1/queries/{query}",
                              "/v1/queries/{query}/feed", "/v1/jobs/{job}"}
        self.assertEqual(reads - tried, set())

    def test_pages_of_a_cursor_give_each_row_once(self):
        for path, name in [("events", "events"), ("acts", "acts"), ("statements", "statements"), ("articles", "articles")]:
            for order in ("", "&newest_first=true") if path != "articles" else ("",):
                rest = "".join([order])
                whole = self.get(f"/v1/{path}?limit=1000{rest}").json[name]
                rows, cursor = [], ""
                while True:
                    page = self.get(f"/v1/{path}?limit=7{rest}{cursor}").json
                    rows += page[name]
                    if page["next"] is None:
                        break
                    cursor = "&cursor=" + page["next"]
                self.assertEqual(rows, whole, (path, order))
        whole = self.get("/v1/events?limit=1000").json["events"]
        self.assertEqual(self.get("/v1/events?offset=50&limit=3").json["events"], whole[50:53])
        self.assertEqual(self.get("/v1/events?offset=5000").json["events"], [])

    def test_counts_agree(self):
        total = self.get("/v1/events/facets").json["total"]
        stretches = self.get("/v1/timeline?per=year").json["stretches"]
        self.assertEqual(sum(one["events"] for one in stretches), total)
        self.assertEqual(len(self.get("/v1/events?limit=1000").json["events"]), total)
        for facet in self.get("/v1/events/facets?facet=type&most=100").json["facets"]:
            self.assertEqual(sum(value["events"] for value in facet["values"]), total)
            for value in facet["values"]:
                found = self.get("/v1/events?limit=1000&type=" + value["value"]).json["events"]
                self.assertEqual(len(found), value["events"])
        places = self.get("/v1/places").json
        self.assertEqual(sum(one["events"] for one in places["places"]) + places["nowhere"], total)

    def test_spans_are_in_utf16_units(self):
        for article in self.get("/v1/articles?limit=100").json["articles"]:
            detail = self.get("/v1/articles/" + quote(article["doc"], safe="")).json
            units = detail["text"].encode("utf-16-le")
            acts = {act["id"]: act for act in detail["acts"]}
            for span in detail["spans"]:
                words = units[2 * span["begin"]:2 * span["end"]].decode("utf-16-le")
                if span["kind"] == "act":
                    self.assertEqual(words, acts[span["act"]]["evidence"])
                if span["kind"] == "trigger":
                    self.assertIn(acts[span["act"]]["trigger"].split()[0], words)

    def test_conditional_and_packed(self):
        for path in ("/v1/events", "/v1/timeline", "/v1/events/" + self.event()["id"], "/v1/about", "/v1/brief", "/openapi.json"):
            plain = self.get(path)
            self.get(path, status=304, If_None_Match=plain.headers["etag"])
            self.get(path, status=304, If_None_Match='"other", ' + plain.headers["etag"])
            self.get(path, If_None_Match='"other"')
        plain = self.get("/v1/events")
        packed = self.get("/v1/events", Accept_Encoding="gzip")
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertEqual(unpacked(packed), plain.raw)
        self.assertNotEqual(packed.headers["etag"], plain.headers["etag"])
        self.get("/v1/events", status=304, If_None_Match=packed.headers["etag"])
        br = self.get("/v1/events", Accept_Encoding="gzip, br")
        self.assertEqual(br.headers["content-encoding"], "br")
        self.assertLess(len(br.raw), len(plain.raw) / 4)
        self.assertNotIn("content-encoding", self.get("/v1/events", Accept_Encoding="br;q=0, identity").headers)
        head = self.server.request("HEAD", "/v1/events")
        self.assertEqual((head.status, head.raw), (200, b""))
        self.assertEqual(head.headers["content-length"], plain.headers["content-length"])

    def test_exports_are_those_of_the_command(self):
        self.assertEqual(self.get("/v1/export?format=gdelt").raw.count(b"\n"),
                         len([e for e in self.get("/v1/events?limit=1000").json["events"]]) if False else
                         self.get("/v1/export?format=gdelt&or_published=true").raw.count(b"\n"))
        lines = self.get("/v1/export?format=jsonl&type=SUPPORT").raw.splitlines()
        total = self.get("/v1/events/facets?type=SUPPORT").json["total"]
        self.assertEqual(len(lines), total)
        with tarfile.open(fileobj=io.BytesIO(self.get("/v1/export?format=csv").raw)) as archive:
            self.assertIn("csv/events.csv", archive.getnames())

    def test_upload_is_read_and_told(self):
        text = (ROOT / "data/sample/2026-01-25-call-moscow.txt").read_bytes().replace(b"Moscow", b"Kazan")
        answer = self.server.request("POST", "/v1/jobs?name=new-story.txt", text,
                                     {"Content-Type": "application/octet-stream"})
        job = self.check("/v1/jobs", "/v1/jobs", "post", 202, answer).json
        for _ in range(600):
            job = self.check("/v1/jobs/{job}", "/v1/jobs/" + job["id"]).json
            if job["state"] not in ("waiting", "running"):
                break
            time.sleep(0.1)
        self.assertEqual((job["state"], job["stored"], job["error"]), ("done", 1, None), job)
        self.assertEqual(job["results"][0]["doc"], "new-story")
        self.assertEqual(self.get("/v1/articles/new-story").json["article"]["path"], "new-story.txt")
        self.assertEqual(self.server.request("DELETE", "/v1/jobs/" + job["id"]).status, 409)
        self.assertEqual(self.server.request("DELETE", "/v1/jobs/0123456789abcdef").status, 404)

    def test_a_header_is_looked_at_though_the_answer_is_known(self):
        for _ in range(3):
            self.get("/v1/versions")
            self.get("/v1/events?limit=1")
        for path in ("/v1/versions", "/v1/events?limit=1"):
            self.problem(self.server.get(path, If_None_Match="x" * 1001), 400, "If-None-Match")


class Demo(unittest.TestCase):
    def test_the_sample_is_there_for_as_long_as_it_is_served(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            sample_ledger(elsewhere)  # skips where there are no models
        with tempfile.TemporaryDirectory() as folder:
            # Not the user's own, though it is named.
            server = Server(None, "--demo", TMPDIR=folder, CHANCERY_LEDGER=folder + "/mine.ledger")
            about = server.get("/v1/about").json
            self.assertTrue(about["demo"])
            self.assertGreater(about["articles"], 20)
            self.assertTrue(list(pathlib.Path(folder).glob("chancery-demo-*/demo.ledger")))
            self.assertEqual(server.stop(), 0)
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [])


if __name__ == "__main__":
    unittest.main()
