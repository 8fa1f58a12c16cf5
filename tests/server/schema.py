# schemathesis asks what openapi.json says may be asked, and checks what comes back.
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import subprocess
import sys
import tempfile

from desk import ROOT, SKIPPED, Server, sample_ledger

CONFIG = """
[checks.positive_data_acceptance]
# What is of the right form may still mean nothing: a cursor of another question, an event that there is not.
expected-statuses = ["2xx", 304, 400, 404, 409, 410, 412, 422, 428]

[phases.stateful]
enabled = false
"""


def find():
    for place in (ROOT / "build/venv/bin/schemathesis", pathlib.Path(os.environ.get("SCHEMATHESIS", "/nonexistent"))):
        if place.exists():
            return str(place)
    return None


def main():
    program = find()
    if program is None:
        print("skipped: no schemathesis; ./dev serve-test installs it into build/venv")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        server = Server(sample_ledger(folder))
        config = pathlib.Path(folder) / "schemathesis.toml"
        config.write_text(CONFIG)
        examples = os.environ.get("EXAMPLES", "25")
        done = subprocess.run(
            [program, "--config-file", str(config), "run", str(ROOT / "apps/server/openapi.json"),
             "--url", f"http://127.0.0.1:{server.port}", "--max-examples", examples, "--checks", "all",
             "--exclude-path", "/v1/stream", "--request-timeout", "30", "--seed", "7", "--no-color",
             *sys.argv[1:]], cwd=folder)
        code = server.stop()
    return done.returncode or (0 if code == 0 else 1)


if __name__ == "__main__":
    sys.exit(main())
