#!/usr/bin/env python3
"""Word F1 of the text kept from pages against WCXB's gold, and titles and dates.
SPDX-License-Identifier: Apache-2.0

measure_pages.py INGEST_DUMP DATA_DIR WCXB_DIR   (holds html/*.html.gz and gold/*.json)
"""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

WORD = re.compile(r"\w+")


def f1(found, wanted):
    a, b = collections.Counter(found), collections.Counter(wanted)
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if a or b else 1.0


def main():
    program, data, folder = sys.argv[1:4]
    verbose = "-v" in sys.argv
    folder = pathlib.Path(folder)
    scores, dates, dated, titles = {}, 0, 0, 0
    with tempfile.TemporaryDirectory() as work:
        for page in sorted(folder.glob("html/*.html.gz")):
            pathlib.Path(work, page.name[:-3]).write_bytes(gzip.decompress(page.read_bytes()))
        out = subprocess.run([program, data, "--json", work], capture_output=True, text=True, check=True)
    sys.stderr.write(out.stderr)
    for line in filter(None, out.stdout.split("\n")):
        a = json.loads(line)
        g = json.loads((folder / "gold" / (a["doc"] + ".json")).read_text())
        text = " ".join(b["text"] for b in a["blocks"] if b["kind"] == "paragraph" or b["rule"] == "subhead")
        scores[a["doc"]] = f1(WORD.findall(text.lower()), WORD.findall(g.get("main_content", "").lower()))
        if g.get("publish_date"):
            dated += 1
            dates += a["date"] == g["publish_date"][:10]
        titles += WORD.findall(a["title"].lower()) == WORD.findall((g.get("title") or "").lower())
    pages = len(list(folder.glob("gold/*.json")))
    print(f"pages {pages}, articles {len(scores)}")
    print(f"word F1 of paragraphs and subheads {sum(scores.values()) / pages:.4f}")
    print(f"dates right {dates}/{dated}, titles right {titles}")
    if verbose:
        for doc, score in sorted(scores.items(), key=lambda kv: kv[1])[:40]:
            print(f"{score:.3f} {doc}")


if __name__ == "__main__":
    main()
