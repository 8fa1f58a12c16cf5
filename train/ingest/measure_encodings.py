#!/usr/bin/env python3
"""Texts in many encodings, and spoilt in usual ways, against the same texts in UTF-8.
SPDX-License-Identifier: Apache-2.0

measure_encodings.py INGEST_DUMP DATA_DIR FOLDER... [-v]   (folders of *.txt in UTF-8)

For each way the part of the texts of which paragraphs and title come out the same, and the
part of their paragraphs.
"""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata


def recoded(text, *encodings):
    """Each time read in an encoding that it is not in; None where that one cannot hold it."""
    for encoding in encodings:
        text = text.encode().decode(encoding)
    return text.encode()


def escaped(text):
    for char, name in (("&", "amp"), ("“", "ldquo"), ("”", "rdquo"), ("’", "rsquo"), ("—", "mdash"),
                       ("–", "ndash"), ("é", "eacute")):
        text = text.replace(char, f"&amp;{name};")
    return text.encode()


def spread(text, what):
    """`what` inside every third longer word."""
    words = text.split(" ")
    for i in range(0, len(words), 3):
        if len(words[i]) > 5 and words[i].isalpha():
            words[i] = words[i][:3] + what + words[i][3:]
    return " ".join(words).encode()


WAYS = {
    "UTF-16 with a mark": lambda t: t.encode("utf-16"),
    "UTF-16LE without": lambda t: t.encode("utf-16-le"),
    "UTF-16BE without": lambda t: t.encode("utf-16-be"),
    "UTF-32 with a mark": lambda t: t.encode("utf-32"),
    "windows-1252": lambda t: t.encode("cp1252"),
    "UTF-8 with bytes of windows-1252": lambda t: b" ".join(
        w.encode("cp1252") if i % 7 == 0 else w.encode() for i, w in enumerate(t.split(" "))),
    "mojibake, windows-1252": lambda t: recoded(t, "cp1252"),
    "mojibake, ISO-8859-1": lambda t: recoded(t, "latin-1"),
    "mojibake, twice": lambda t: recoded(t, "latin-1", "latin-1"),
    "entities escaped twice": escaped,
    "soft hyphens": lambda t: spread(t, "\u00ad"),
    "zero-width spaces and joiners": lambda t: spread(t, "\u200b\u2060\ufeff"),
    "NFD": lambda t: unicodedata.normalize("NFD", t).encode(),
}


def read(program, data, texts):
    with tempfile.TemporaryDirectory() as work:
        for name, content in texts.items():
            pathlib.Path(work, name + ".txt").write_bytes(content)
        out = subprocess.run([program, data, "--json", work], capture_output=True, text=True, check=True)
    rows = (json.loads(line) for line in out.stdout.split("\n") if line)
    return {row["doc"]: [b["text"] for b in row["blocks"] if b["kind"] in ("title", "paragraph")] for row in rows}


def main():
    program, data, *folders = [a for a in sys.argv[1:] if a != "-v"]
    texts = {}
    for folder in folders:
        for path in sorted(pathlib.Path(folder).glob("*.txt")):
            texts[path.stem] = unicodedata.normalize("NFC", path.read_text())
    wanted = read(program, data, {name: text.encode() for name, text in texts.items()})
    print(f"{len(wanted)} texts, {sum(map(len, wanted.values()))} paragraphs")
    for way, make in WAYS.items():
        made = {}
        for name, text in texts.items():
            try:
                made[name] = make(text)
            except UnicodeError:
                pass  # has letters that this encoding lacks
        changed = {name: content for name, content in made.items() if content != texts[name].encode()}
        found = read(program, data, changed)
        same = [name for name in changed if found.get(name) == wanted.get(name)]
        paragraphs = sum(len(wanted[name]) for name in changed if name in wanted)
        kept = sum((collections.Counter(found.get(name, [])) & collections.Counter(wanted[name])).total()
                   for name in changed if name in wanted)
        print(f"{way:34} texts {len(changed):4}  same {len(same) / max(len(changed), 1):.4f}"
              f"  paragraphs {kept / max(paragraphs, 1):.4f}")
        if "-v" in sys.argv:
            for name in sorted(set(changed) - set(same))[:5]:
                for a, b in zip(wanted.get(name, []), found.get(name, [])):
                    if a != b:
                        print("   ", name, repr(a[:100]), repr(b[:100]))
                        break
                else:
                    print("   ", name, len(wanted.get(name, [])), len(found.get(name, [])))


if __name__ == "__main__":
    main()
