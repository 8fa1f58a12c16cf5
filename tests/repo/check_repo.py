#!/usr/bin/env python3
"""Check what holds of the tree as a whole: rooms, paths in the documentation, machine paths.

    check_repo.py [ROOT]

Prints file:line and what is wrong; exits with 1 if anything is.
SPDX-License-Identifier: Apache-2.0
"""
import pathlib
import re
import sys

# The rooms that each room may use besides itself (docs/architecture.md).
USES = {
    "base": set(),
    "text": {"base"},
    "ingest": {"base", "text"},
    "reading": {"base", "text"},
    "actors": {"base", "text", "ingest", "reading"},
    "coding": {"base", "text", "ingest", "reading", "actors"},
    "ledger": {"base", "text", "ingest", "reading", "actors", "coding"},
    "formats": {"base", "text", "ingest", "reading", "actors", "coding", "ledger"},
    "engine": {"base", "text", "ingest", "reading", "actors", "coding", "ledger", "formats"},
}
# The same for what is built from them.
APPS = {
    "shared": {"shared"},
    "server": {"shared", "server"},
    "cli": {"shared", "server", "cli"},
}
# Outside of the tree's own control, or made by building.
SKIPPED = {".git", "build", "node_modules", "__pycache__", ".cache"}
SOURCES = {".cc", ".h"}
TEXTS = SOURCES | {".py", ".sh", ".md", ".tsv", ".txt", ".cmake", ".json", ".html", ".ts", ".js",
                   ".css", ".toml", ".yml", ".yaml", ""}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')
# This file names what it looks for.
MACHINE = re.compile(r"(?<![\w.~/-])/(?:work|home|root|Users)/[\w.-]"
                     r"|\b(?:pypi|npmjs|debian)\.org/|registry\.npmjs")
CODE = re.compile(r"`([^`\s]+)`|\]\(([^)\s#]+)(?:#[^)]*)?\)")
PATH = re.compile(r"^\.?[\w.-]+(/[\w.-]+)*/?$")


def include_faults(path, lines):
    """Includes of `path` (relative, src/ROOM/…) that reach a room it may not use."""
    parts = pathlib.PurePosixPath(path).parts
    if len(parts) >= 3 and parts[0] == "apps" and parts[1] in APPS:
        for number, line in enumerate(lines, 1):
            found = INCLUDE.match(line)
            other = found.group(1).split("/")[0] if found and "/" in found.group(1) else None
            if other in APPS and other not in APPS[parts[1]]:
                yield number, f"{parts[1]} reaches up to {other}"
        return
    if len(parts) < 3 or parts[0] != "src":
        return
    room = parts[1]
    if room not in USES:
        yield 1, f"room {room} is not in the table of rooms"
        return
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        other = found.group(1).split("/")[0] if found and "/" in found.group(1) else None
        if other in USES and other != room and other not in USES[room]:
            yield number, f"room {room} reaches up to {other}"


def machine_faults(lines):
    """Absolute paths of a machine and hosts of package registries."""
    for number, line in enumerate(lines, 1):
        found = MACHINE.search(line)
        if found:
            yield number, f"{found.group(0).strip()}… belongs to one machine"


def named_paths(line, folders):
    """Paths of the tree that a line of documentation names."""
    for code, link in CODE.findall(line):
        name = link or code
        if "://" in name or not PATH.match(name):
            continue
        if link or name.split("/")[0] in folders and "/" in name:
            yield name, bool(link)


def document_faults(path, lines, folders, exists):
    """Paths that a document names and that are not there. `exists` takes a path from the
    root of the tree; links are relative to the document."""
    folder = pathlib.PurePosixPath(path).parent
    for number, line in enumerate(lines, 1):
        for name, is_link in named_paths(line, folders):
            target = str(folder / name) if is_link else name
            if not exists(target):
                yield number, f"{name} does not exist"


def files(root):
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if not SKIPPED.intersection(relative.parts) and path.is_file():
            yield relative


def check(root):
    faults = []
    folders = {p.name for p in root.iterdir() if p.is_dir()} - SKIPPED
    folders |= {"src", "apps", "data", "docs", "tests", "tools"}
    for path in files(root):
        if path.suffix not in TEXTS:
            continue
        try:
            lines = (root / path).read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        name = path.as_posix()
        found = []
        if path.suffix in SOURCES:
            found += include_faults(name, lines)
        if name != "tests/repo/check_repo.py" and path.suffix != ".tsv":
            found += machine_faults(lines)
        if name in ("README.md", "CONTRIBUTING.md") or name.startswith("docs/"):
            found += document_faults(name, lines, folders, lambda p: (root / p).exists())
        faults += [f"{name}:{number}: {what}" for number, what in found]
    return faults


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else \
        pathlib.Path(__file__).resolve().parents[2]
    faults = check(root)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
