# Corrections over HTTP: If-Match, keys, undo, the past; tokens, the audit, the stream.
# SPDX-License-Identifier: Apache-2.0
import contextlib
import socket
import subprocess
import time
import unittest

from desk import BIN, DeskTest


class Writes(DeskTest):
    def an_event(self):
        event = self.get("/v1/events?type=CONSULT&limit=1&newest_first=true").json["events"][0]["id"]
        return event, self.get("/v1/events/" + event)

    def test_a_correction_is_of_the_state_that_was_seen(self):
        event, seen = self.an_event()
        body = {"kind": "set", "event": event, "field": "date", "value": "2026-02-01", "reason": "a test"}
        self.problem(self.server.post("/v1/corrections", body), 428)
        self.problem(self.server.post("/v1/corrections", body, If_Match='"other"'), 412)
        version = self.get("/v1/events?limit=1").json["version"]
        made = self.server.post("/v1/corrections", body, If_Match=seen.headers["etag"])
        self.assertEqual(made.status, 201, made.raw)
        self.assertEqual(made.json["correction"]["author"], "tester")
        self.assertEqual(made.json["events"], [event])
        now = self.get("/v1/events/" + event)
        self.assertEqual((now.json["date"], now.json["corrected"]), ("2026-02-01", ["date"]))
        self.assertEqual(now.json["history"][-1]["correction"]["id"], made.json["correction"]["id"])
        self.problem(self.server.post("/v1/corrections", body, If_Match=seen.headers["etag"]), 412)
        # As the ledger was, it still has its date.
        then = self.get(f"/v1/events/{event}?as_of={version}").json
        self.assertEqual((then["date"], then["corrected"]), (seen.json["date"], []))
        self.assertEqual(self.get("/v1/timeline?as_of=%d" % version).json["version"], version)
        undone = self.server.post("/v1/corrections/%d/undo" % made.json["correction"]["id"], {"reason": "no"})
        self.assertEqual(undone.status, 201, undone.raw)
        self.assertEqual(self.get("/v1/events/" + event).json["date"], seen.json["date"])
        again = self.server.post("/v1/corrections/%d/undo" % made.json["correction"]["id"], {})
        self.problem(again, 422)
        entries = self.get("/v1/corrections?newest_first=true&limit=2").json["corrections"]
        self.assertEqual([one["kind"] for one in entries], ["undo", "set"])

    def test_a_key_does_a_thing_once(self):
        event, seen = self.an_event()
        body = {"kind": "set", "event": event, "field": "place", "value": "Hue"}
        first = self.server.post("/v1/corrections", body, If_Match="*", Idempotency_Key="k-1")
        self.assertEqual(first.status, 201, first.raw)
        again = self.server.post("/v1/corrections", body, If_Match="*", Idempotency_Key="k-1")
        self.assertEqual((again.status, again.raw), (201, first.raw))
        other = self.server.post("/v1/corrections", {**body, "value": "Hanoi"}, If_Match="*", Idempotency_Key="k-1")
        self.problem(other, 422)
        self.assertEqual(len([c for c in self.get("/v1/corrections").json["corrections"] if c["value"] == "Hue"]), 1)

    def test_what_the_ledger_cannot_take_is_refused_in_words(self):
        event, _ = self.an_event()
        for body, status in [
            ({"kind": "set", "event": event, "field": "date", "value": "Friday"}, 422),
            ({"kind": "set", "event": event, "field": "type", "value": "GREET"}, 422),
            ({"kind": "set", "event": "e0000000000000000", "field": "date", "value": "2026"}, 404),
            ({"kind": "merge", "event": event, "other": "e0000000000000000"}, 404),
            ({"kind": "name", "name": "Nobody Known", "actor": "To Lam"}, 422),
            ({"kind": "add", "doc": "none", "type": "CONSULT", "actors": ["To Lam"], "evidence": "met"}, 422),
        ]:
            self.problem(self.server.post("/v1/corrections", body, If_Match="*"), status)
        for body, field in [({"kind": "set", "event": event}, "field"), ({"kind": "sell"}, "kind"), ({}, "kind"),
                            ({"kind": "drop", "event": "../etc"}, "event"),
                            ({"kind": "drop", "event": event, "extra": 1}, "extra"),
                            ({"kind": "split", "event": event, "acts": [7]}, "acts/0")]:
            self.problem(self.server.post("/v1/corrections", body, If_Match="*"), 400, field)

    def test_offices_are_decided(self):
        office = self.get("/v1/offices").json["offices"][0]
        path = f"/v1/offices/{office['id']}/decision"
        done = self.server.request("PUT", path, '{"decision": "accepted", "since": "2024-05"}',
                                   {"Content-Type": "application/json"})
        self.assertEqual((done.status, done.json["decision"], done.json["since"]), (200, "accepted", "2024-05"))
        now = [one for one in self.get("/v1/offices").json["offices"] if one["id"] == office["id"]]
        self.assertEqual(now[0]["decision"], "accepted")

    def test_saved_queries_and_their_feed(self):
        made = self.server.post("/v1/queries", {"name": "Vietnam <b>", "query": "country=Vietnam&from=2026-01"})
        self.assertEqual(made.status, 201, made.raw)
        feed = self.get(made.json["feed"])
        self.assertIn(b"<feed", feed.raw)
        self.assertIn(b"Vietnam &lt;b&gt;", feed.raw)
        self.get(made.json["feed"], status=304, If_None_Match=feed.headers["etag"])
        self.problem(self.server.post("/v1/queries", {"name": "x", "query": "contry=Vietnam"}), 422, "query")
        path = "/v1/queries/" + made.json["id"]
        self.get(path)
        self.assertEqual(self.server.request("DELETE", path).status, 204)
        self.problem(self.server.get(path), 404)

    def test_the_audit_knows_of_writes(self):
        self.server.post("/v1/queries", {"name": "audited", "query": ""})
        entry = self.get("/v1/audit?last=1").json["entries"][0]
        self.assertEqual((entry["who"], entry["method"], entry["path"], entry["status"]),
                         ("tester", "POST", "/v1/queries", 201))
        self.assertIn("audited", entry["what"])

    def test_the_stream_tells_of_new_versions(self):
        event, _ = self.an_event()
        with contextlib.closing(socket.create_connection(("127.0.0.1", self.server.port), timeout=20)) as line:
            line.sendall(b"GET /v1/stream HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % self.server.port)
            time.sleep(0.3)
            made = self.server.post("/v1/corrections", {"kind": "set", "event": event, "field": "count", "value": "3"},
                                    If_Match="*")
            said = b""
            while b"event: events" not in said:
                said += line.recv(4096)
        self.assertIn(b"text/event-stream", said)
        self.assertIn(b'"id":%d,' % made.json["version"], said)
        self.assertIn(event.encode(), said)

    def test_another_program_that_writes_is_noticed(self):
        before = self.get("/v1/events?limit=1").json["version"]
        event, _ = self.an_event()
        subprocess.run([BIN, "correct", "set", "--ledger", self.ledger, "--author", "desk", event, "count", "5"],
                       check=True, capture_output=True)
        for _ in range(50):
            if self.get("/v1/events?limit=1").json["version"] > before:
                return
            time.sleep(0.1)
        self.fail("the new version is not shown")

    def test_a_cursor_goes_on_in_its_version(self):
        page = self.get("/v1/events?limit=10").json
        event, _ = self.an_event()
        self.server.post("/v1/corrections", {"kind": "drop", "event": event}, If_Match="*")
        rest = self.get("/v1/events?limit=1000&cursor=" + page["next"]).json
        self.assertEqual(rest["version"], page["version"])
        self.assertIn(event, [one["id"] for one in rest["events"]])
        self.assertGreater(self.get("/v1/events?limit=1").json["version"], page["version"])


class Tokens(DeskTest):
    options = ("--tokens",)

    def token(self, name, *options):
        done = subprocess.run([BIN, "token", "add", name, "--ledger", self.ledger, *options], check=True,
                              capture_output=True, text=True)
        return done.stdout.strip()

    def test_scopes(self):
        reader, writer, admin = (self.token(name, "--scope", name) for name in ("read", "correct", "admin"))
        self.problem(self.server.get("/v1/events"), 401)
        self.get("/healthz")
        self.problem(self.server.get("/v1/events", Authorization="Bearer nonsense"), 401)
        self.get("/v1/events", Authorization="Bearer " + reader)
        body = {"name": "x", "query": ""}
        self.problem(self.server.post("/v1/queries", body), 401)
        self.problem(self.server.post("/v1/queries", body, Authorization="Bearer " + reader), 403)
        made = self.server.post("/v1/queries", body, Authorization="Bearer " + writer)
        self.assertEqual((made.status, made.json["author"]), (201, "correct"))
        self.problem(self.server.get("/v1/audit", Authorization="Bearer " + writer), 403)
        self.get("/v1/audit", Authorization="Bearer " + admin)
        self.assertEqual(self.get("/v1/about", Authorization="Bearer " + writer).json["scopes"], ["read", "correct"])
        subprocess.run([BIN, "token", "revoke", "read", "--ledger", self.ledger], check=True)
        self.problem(self.server.get("/v1/events", Authorization="Bearer " + reader), 401)
        with open(self.ledger + ".desk", "rb") as kept:
            self.assertNotIn(writer.encode(), kept.read())

    def test_wrong_ones_are_slowed(self):
        statuses = [self.server.get("/v1/events", Authorization="Bearer guess%d" % i).status for i in range(30)]
        self.assertIn(429, statuses)


if __name__ == "__main__":
    unittest.main()
