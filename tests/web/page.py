#!/usr/bin/env python3
"""Run the tests of the page in Chromium against the built program (CHANCERY_BIN).

Exits with 77, and says why, where node, Chromium or the built page (`./dev web`) is not there.
SPDX-License-Identifier: Apache-2.0
"""
import os
import pathlib
import shutil
import subprocess
import sys

WEB = pathlib.Path(__file__).resolve().parents[2] / "web"


def lacking():
    """What is not there, or nothing."""
    if not shutil.which("node"):
        return "node"
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium")):
        return "chromium"
    if not (WEB / "node_modules" / "playwright-core").is_dir() or not (WEB / "dist").is_dir():
        return "the built page (./dev web)"
    served = subprocess.run([os.environ["CHANCERY_BIN"], "serve", "--help"], capture_output=True)
    return "" if served.returncode == 0 else "chancery serve"


def main():
    lacks = lacking()
    if lacks:
        print(f"skipped: there is no {lacks}")
        return 77
    environment = dict(os.environ, CHANCERY=os.environ["CHANCERY_BIN"])
    for script in ("test/unit.mjs", "test/browser.mjs"):
        ended = subprocess.run(["node", script], cwd=WEB, env=environment)
        if ended.returncode != 0:
            return ended.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
