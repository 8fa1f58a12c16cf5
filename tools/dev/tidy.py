#!/usr/bin/env python3
"""Run clang-tidy on the sources that changed since they last passed.

    tidy.py --build build/dev [--jobs 2] [--all] [FILE...]

A source passes once for its command, its text, the text of every header of this tree that it
includes, and .clang-tidy; a stamp under build/tidy/ with the hash of all these says so.
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIDY = "clang-tidy-14"
INCLUDE = re.compile(rb'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def headers(source, seen):
    """Adds `source` and what it includes from this tree to `seen`."""
    if source in seen:
        return
    seen[source] = source.read_bytes()
    for name in INCLUDE.findall(seen[source]):
        for folder in (source.parent, ROOT / "src", ROOT / "include"):
            path = folder / name.decode()
            if path.is_file():
                headers(path.resolve(), seen)
                break


def command_of(entry):
    """Compiler arguments without the compiler cache, the output and what only GCC knows."""
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    while arguments and pathlib.Path(arguments[0]).name in ("ccache", "env"):
        arguments = arguments[1:]
    return [a for a in arguments if a != "-Wno-restrict"]


def key_of(path, arguments, config):
    parts = {}
    headers(path, parts)
    digest = hashlib.sha256(config)
    digest.update(" ".join(arguments).replace(str(ROOT), ".").encode())
    for name in sorted(parts):
        digest.update(str(name.relative_to(ROOT)).encode() + b"\0" + parts[name])
    return digest.hexdigest()


def check(path, stamp, database):
    command = [TIDY, "--quiet", "-p", str(database)]
    if path.stem.endswith("_test"):
        # The path analyser takes four fifths of the time and walks GoogleTest's macros there.
        command.append("--checks=-clang-analyzer-*")
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        stamp.touch()
        return ""
    return done.stdout or done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="also those that passed before")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()

    stamps = ROOT / "build" / "tidy"
    stamps.mkdir(parents=True, exist_ok=True)
    entries = json.loads((options.build / "compile_commands.json").read_text())
    wanted = {path.resolve() for path in options.files}
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    config = (ROOT / ".clang-tidy").read_bytes() + version
    cleaned, work, seen = [], [], set()
    for entry in entries:
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if not path.is_relative_to(ROOT) or path.is_relative_to(ROOT / "build"):
            continue
        if not path.is_file() or (wanted and path not in wanted):
            continue
        if path in seen:
            continue  # one source in two programs
        seen.add(path)
        arguments = command_of(entry)
        cleaned.append({"directory": entry["directory"], "file": str(path),
                        "arguments": arguments})
        stamp = stamps / key_of(path, arguments, config)
        if options.all or not stamp.exists():
            work.append((path, stamp))
    (stamps / "compile_commands.json").write_text(json.dumps(cleaned))

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        jobs = [pool.submit(check, path, stamp, stamps) for path, stamp in work]
        for (path, _), job in zip(work, jobs):
            report = job.result()
            if report:
                failed += 1
                print(f"{path.relative_to(ROOT)}\n{report}", flush=True)
    print(f"clang-tidy: {len(cleaned)} sources, {len(work)} checked, {failed} at fault")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
