# Requests that mean harm: none ends the server, none gets what it should not.
# SPDX-License-Identifier: Apache-2.0
import contextlib
import http.client
import random
import socket
import time
import unittest

from desk import DeskTest

FIELDS = ("actor", "by", "country", "type", "date", "from", "outlet", "doc", "text", "cameo", "min_confidence", "limit",
          "cursor", "as_of", "offset", "sector", "party", "place", "nonsense")
WORDS = ("'", "\"", "' OR 1=1 --", "%00", "%ff", "%", "%zz", "a" * 5000, "%F0%9F%92%A9", "-1", "1e999", "NaN", "{}", "[]",
         "../../../etc/passwd", "<script>alert(1)</script>", "(", "((((((((((((", "\"a", "NEAR(", "* *", "AND", "NOT NOT a",
         "9" * 40, "2026-02-30", "2026-01-05/2026-01-01", "0", "%E2%80%AE", "true", "-", "%0d%0aX-Injected: 1", ";", "&&&", "=")


class Hostile(DeskTest):
    count = 0

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        print(f"hostile inputs: {cls.count}")

    def raw(self, data, wait=5):
        type(self).count += 1
        with contextlib.closing(socket.create_connection(("127.0.0.1", self.server.port), timeout=wait)) as line:
            with contextlib.suppress(OSError):
                line.sendall(data)
                line.shutdown(socket.SHUT_WR)
            said = b""
            with contextlib.suppress(OSError):
                while True:
                    got = line.recv(65536)
                    if not got:
                        break
                    said += got
            return said

    def tearDown(self):
        self.assertEqual(self.server.get("/healthz").status, 200)
        self.assertIsNone(self.server.process.poll())

    def test_parameters(self):
        for path in ("/v1/events", "/v1/acts", "/v1/statements", "/v1/articles", "/v1/timeline", "/v1/events/facets",
                     "/v1/search", "/v1/actors", "/v1/export"):
            for field in FIELDS:
                for word in WORDS:
                    answer = self.server.get(f"{path}?{field}={word.replace(' ', '+')}")
                    type(self).count += 1
                    self.assertLess(answer.status, 500, (path, field, word, answer.raw[:200]))
                    self.assertNotIn("x-injected", answer.headers)
                    if answer.status >= 400:
                        self.problem(answer, answer.status)

    def test_paths(self):
        for path in ("/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/assets/../../../etc/passwd", "//etc/passwd",
                     "/v1/articles/..%2f..%2fetc%2fpasswd", "/v1/articles/%00", "/v1/events/' OR 1=1", "/v1/events/%ff",
                     "/v1//events", "/V1/EVENTS", "/v1/events/", "/v1/queries/../audit", "/" + "a" * 4000, "/%2e%2e/",
                     "/.git/config", "/sample.ledger", "/v1/acts/" + "f" * 400, "/v1/actors/" + "%F0%9F%92%A9" * 50):
            said = self.raw(f"GET {path.replace(' ', '%20')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            self.assertRegex(said[:12], rb"HTTP/1.1 4\d\d", path)
            self.assertNotIn(b"root:", said)

    def test_what_is_not_http(self):
        chance = random.Random(7)
        for data in (b"", b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9.9\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                     b"POST /v1/corrections HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     b"POST /v1/corrections HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100000 + b"\r\n\r\n",
                     b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\n\r\n", b"GET http://[::1]/ HTTP/1.1\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",
                     *(bytes(chance.randrange(256) for _ in range(chance.randrange(1, 400))) for _ in range(100))):
            said = self.raw(data, 3)
            if said:
                self.assertRegex(said[:12], rb"HTTP/1.1 4\d\d", data[:80])

    def test_other_sites_write_nothing(self):
        before = len(self.get("/v1/queries").json["queries"])
        body = {"name": "x", "query": ""}
        for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"},
                        {"Sec_Fetch_Site": "same-site"}, {"Origin": "http://localhost:1"},
                        {"Origin": "http://127.0.0.1.evil.example"}):
            type(self).count += 1
            self.problem(self.server.post("/v1/queries", body, **headers), 403)
        form = self.server.request("POST", "/v1/queries", "name=x&query=",
                                   {"Content-Type": "application/x-www-form-urlencoded"})
        self.problem(form, 415)
        self.problem(self.server.request("POST", "/v1/queries", '{"name":"x","query":""}', {"Content-Type": "text/plain"}), 415)
        self.assertEqual(len(self.get("/v1/queries").json["queries"]), before)
        # What a name that was made to resolve to this address asks for.
        for host in ("evil.example", f"evil.example:{self.server.port}", "", "localhost.evil.example"):
            type(self).count += 1
            said = self.raw(f"GET /v1/events HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            self.assertIn(b" 421 ", said[:20])

    def test_bodies(self):
        json_type = {"Content-Type": "application/json"}
        for body in ("", "{", "[" * 100000, '"' + "a" * 200000, "null", "7", '{"name":"\ud800"}'.encode("utf-8", "surrogatepass"),
                     b"\xff\xfe", '{"name":"x","query":"","name":7}', "{" + '"a":' * 50000 + "1" + "}" * 50000,
                     '{"name":"a\\u0000b","query":""}', '{"name":' + "9" * 5000 + ',"query":""}'):
            type(self).count += 1
            answer = self.server.request("POST", "/v1/queries", body, json_type)
            self.assertEqual(answer.status, 400, body[:60])
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        with contextlib.closing(connection):
            connection.putrequest("POST", "/v1/queries")
            connection.putheader("Content-Type", "application/json")
            connection.putheader("Content-Length", str(1 << 40))
            connection.endheaders()
            self.assertEqual(connection.getresponse().status, 413)
        said = self.raw(b"GET /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello")
        self.assertIn(b" 413 ", said[:20])
        for name in ("..", "a/b", "a\\b", "%00", "", "a%0ab"):
            answer = self.server.request("POST", "/v1/jobs?name=" + name, b"x", {"Content-Type": "application/octet-stream"})
            self.assertEqual(answer.status, 202 if name == ".." else 400, name)

    def test_slow_ones_do_not_keep_others_waiting(self):
        lines = [socket.create_connection(("127.0.0.1", self.server.port)) for _ in range(100)]
        try:
            for line in lines:
                line.sendall(b"GET /v1/events HTTP/1.1\r\nHost: loc")
            begun = time.monotonic()
            self.get("/v1/events")
            self.assertLess(time.monotonic() - begun, 5)
        finally:
            for line in lines:
                line.close()

    def test_nothing_of_an_article_is_executed(self):
        story = ("<script>alert(1)</script><img src=x onerror=alert(1)>\n\nHanoi, Jan. 20 - Vietnamese leader To Lam met "
                 "<b onclick=alert(1)>President</b> Xi Jinping in Hanoi on Tuesday.\n")
        answer = self.server.request("POST", "/v1/jobs?name=hostile.txt", story.encode(),
                                     {"Content-Type": "application/octet-stream"})
        for _ in range(600):
            if self.get("/v1/jobs/" + answer.json["id"]).json["state"] not in ("waiting", "running"):
                break
            time.sleep(0.1)
        for path in ("/v1/articles/hostile", "/v1/events?doc=hostile", "/v1/search?text=alert", "/v1/brief?format=html"):
            answer = self.get(path)
            self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
            self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
            self.assertIn("sandbox", answer.headers["content-security-policy"])
            if "html" in answer.headers["content-type"]:
                self.assertNotIn(b"<script>alert", answer.raw)


if __name__ == "__main__":
    unittest.main()
