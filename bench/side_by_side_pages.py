#!/usr/bin/env python3
"""Chancery and trafilatura on the same pages, in one run: what each reads, and how fast.
SPDX-License-Identifier: Apache-2.0

python3 -m venv build/side-by-side
build/side-by-side/bin/pip install -r bench/requirements.txt
build/side-by-side/bin/python bench/side_by_side_pages.py build/release/bin/chancery ../shared/ingest/wcxb

The pages are unpacked before. Each tool is given one core and no network; its time is that of the
processor: of `chancery extract` on the folder, output as JSON included, start and tables too; of
trafilatura's bare_extraction() alone, page by page, warmed up by the first ones.
"""
import argparse
import gzip
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "train" / "ingest"))
import measure_pages  # noqa: E402


def article(text, title, authors, date):
    """As measure_pages takes them."""
    block = {"kind": "paragraph", "rule": "", "text": text}
    return {"blocks": [block], "title": title, "authors": authors, "date": date,
            "updated_at": "", "date_rule": "", "authors_rule": ""}


def of_chancery(program, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run([program, "extract", "--threads", "1", folder], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = {}
    for line in out.stdout.decode().split("\n"):
        if line:
            row = json.loads(line)
            text = measure_pages.text_of(row)
            found[row["doc"]] = article(text, row.get("title", ""), row.get("authors", []), row.get("published", ""))
    return found, seconds


def of_trafilatura(pages):
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    for html in list(pages.values())[:5]:
        trafilatura.bare_extraction(html, config=config, with_metadata=True)
    found, seconds = {}, 0.0
    for doc, html in pages.items():
        begin = time.process_time()
        read = trafilatura.bare_extraction(html, config=config, with_metadata=True, include_comments=False)
        seconds += time.process_time() - begin
        if read is not None:
            row = read if isinstance(read, dict) else read.as_dict()
            authors = [a.strip() for a in (row.get("author") or "").split(";") if a.strip()]
            found[doc] = article(row.get("text") or "", row.get("title") or "", authors, row.get("date") or "")
    return found, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="chancery")
    parser.add_argument("folder", type=pathlib.Path, help="holds html/ and gold/ of WCXB")
    options = parser.parse_args()
    pages = {p.name[:-8]: gzip.decompress(p.read_bytes()) for p in sorted(options.folder.glob("html/*.html.gz"))}
    with tempfile.TemporaryDirectory() as work:
        for doc, html in pages.items():
            pathlib.Path(work, doc + ".html").write_bytes(html)
        ours = of_chancery(os.path.abspath(options.program), work)
    for name, (found, seconds) in (("chancery", ours), ("trafilatura", of_trafilatura(pages))):
        print(f"== {name}: {1000 * seconds / len(pages):.2f} ms a page")
        measure_pages.measure_wcxb(found, options.folder, False)


if __name__ == "__main__":
    main()
