#!/usr/bin/env python3
"""Makes one WARC of pages, for chancery-ingest-bench.
SPDX-License-Identifier: Apache-2.0

make_warc.py FOLDER OUTPUT [--plain] [--level 1-9] [--times N]

FOLDER holds pages as *.html or *.html.gz; they are taken in the order of their names. The
archive is WARC 1.1: a warcinfo record, then for each page a request, a response with an
HTTP head, and metadata, each with SHA-1 digests of block and payload. Each record is a
gzip member of its own (--plain: not packed). The same pages give the same bytes.
"""
import argparse
import base64
import gzip
import hashlib
import pathlib
import uuid
import zlib

DATE = "2024-01-02T03:04:05Z"
HOST = "pages.example"


def digest(data):
    """SHA-1 in base 32, as crawlers write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record_id(kind, number):
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"https://{HOST}/{kind}/{number}")
    return f"<urn:uuid:{name}>"


def record(kind, number, block, fields):
    """One record; `fields` come behind those that every record has."""
    head = [("WARC-Type", kind), ("WARC-Record-ID", record_id(kind, number)),
            ("WARC-Date", DATE), *fields, ("WARC-Block-Digest", digest(block)),
            ("Content-Length", str(len(block)))]
    lines = "".join(f"{name}: {value}\r\n" for name, value in head)
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def info(output):
    block = b"software: bench/make_warc.py\r\nformat: WARC File Format 1.1\r\n"
    return record("warcinfo", 0, block, [("WARC-Filename", output.name),
                                         ("Content-Type", "application/warc-fields")])


def visit(number, name, page):
    """The records of one page."""
    target = ("WARC-Target-URI", f"https://{HOST}/{name}")
    answer = ("WARC-Concurrent-To", record_id("response", number))
    request = (f"GET /{name} HTTP/1.1\r\nHost: {HOST}\r\n"
               "User-Agent: make_warc\r\nAccept: text/html\r\n\r\n").encode()
    head = ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
            f"Content-Length: {len(page)}\r\n\r\n").encode()
    return [
        record("request", number, request,
               [target, answer, ("Content-Type", "application/http; msgtype=request")]),
        record("response", number, head + page,
               [target, ("WARC-Payload-Digest", digest(page)),
                ("Content-Type", "application/http; msgtype=response")]),
        record("metadata", number, b"fetchTimeMs: 120\r\n",
               [target, answer, ("Content-Type", "application/warc-fields")]),
    ]


def packed(data, level):
    """A gzip member without a time."""
    maker = zlib.compressobj(level, zlib.DEFLATED, 31)
    return maker.compress(data) + maker.flush()


def read(path):
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--plain", action="store_true", help="do not pack the records")
    parser.add_argument("--level", type=int, default=6, help="of gzip, 1 to 9")
    parser.add_argument("--times", type=int, default=1, help="all pages, N times over")
    options = parser.parse_args()
    paths = sorted(p for p in options.folder.iterdir()
                   if p.name.endswith((".html", ".html.gz")))
    if not paths:
        parser.error(f"no pages in {options.folder}")
    written = 0
    with options.output.open("wb") as out:
        def put(data):
            out.write(data if options.plain else packed(data, options.level))

        put(info(options.output))
        for number, path in enumerate(paths * options.times, start=1):
            page = read(path)
            written += len(page)
            for one in visit(number, path.name.removesuffix(".gz"), page):
                put(one)
    print(f"{len(paths) * options.times} pages, {written / 1e6:.1f} MB in {options.output}")


if __name__ == "__main__":
    main()
