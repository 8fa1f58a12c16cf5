"""A server over the ledger of data/sample, for tests: started once for a file of tests.

SPDX-License-Identifier: Apache-2.0
"""
import contextlib
import gzip
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = os.environ.get("CHANCERY_BIN", str(ROOT / "build/release/bin/chancery"))
OPENAPI = json.loads((ROOT / "apps/server/openapi.json").read_text())
SKIPPED = 77


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.raw = response.read()

    @property
    def json(self):
        return json.loads(self.raw)


class Server:
    """`chancery serve` on a port of its own."""

    def __init__(self, ledger, *options, **env):
        given = ["--ledger", ledger] if ledger else []
        self.process = subprocess.Popen([BIN, "serve", *given, "--listen", "127.0.0.1:0",
                                         "--author", "tester", *options], stderr=subprocess.PIPE, text=True,
                                        env={**os.environ, **env})
        said = ""
        for line in self.process.stderr:
            said += line
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found.group(1))
                return
        raise RuntimeError("the server did not start: " + said)

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers or {})
            return Answer(connection.getresponse())

    def get(self, path, **headers):
        return self.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path, body, **headers):
        return self.request("POST", path, json.dumps(body),
                            {"Content-Type": "application/json",
                             **{k.replace("_", "-"): v for k, v in headers.items()}})

    def stop(self):
        """The exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        self.process.stderr.close()
        return code


def sample_ledger(folder):
    """The ledger of data/sample, made once and kept beside the program."""
    kept = pathlib.Path(BIN).parent / "server-test.ledger"
    newest = max(p.stat().st_mtime for p in [pathlib.Path(BIN), *(ROOT / "data/sample").iterdir()])
    if not kept.exists() or kept.stat().st_mtime < newest:
        made = pathlib.Path(folder) / "made.ledger"
        done = subprocess.run([BIN, "ingest", "--ledger", made, "--meta", ROOT / "data/sample/meta.tsv",
                               ROOT / "data/sample"], capture_output=True, text=True)
        if "model" in done.stderr and not made.exists():
            print("skipped: there are no models beside this tree", file=sys.stderr)
            sys.exit(SKIPPED)
        # Another file of tests may be making it too; a move is whole or not at all.
        shutil.copy(made, str(kept) + f".{os.getpid()}")
        os.replace(str(kept) + f".{os.getpid()}", kept)
    out = str(pathlib.Path(folder) / "sample.ledger")
    shutil.copy(kept, out)
    return out


class DeskTest(unittest.TestCase):
    options = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.ledger = sample_ledger(cls.folder.name)
        cls.server = Server(cls.ledger, *cls.options)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.folder.cleanup()

    def get(self, path, status=200, **headers):
        answer = self.server.get(path, **headers)
        self.assertEqual(answer.status, status, answer.raw[:500])
        return answer

    def problem(self, answer, status, field=None):
        self.assertEqual(answer.status, status, answer.raw[:500])
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertEqual(answer.json["status"], status)
        self.assertTrue(answer.json["detail"])
        if field is not None:
            self.assertEqual(answer.json["errors"][0]["field"], field)


def unpacked(answer):
    if answer.headers.get("content-encoding") == "gzip":
        return gzip.decompress(answer.raw)
    return answer.raw
