#!/usr/bin/env python3
"""Measures what ingest reads from pages: text, snippets, title, date and authors.
SPDX-License-Identifier: Apache-2.0

measure_pages.py INGEST_DUMP DATA_DIR INGEST_DIR [-v] [--set wcxb|outlets]
    (INGEST_DIR holds wcxb/ and outlets/)

wcxb: the development split of WCXB. outlets: test pages of Fundus, each with the record
that its own parser of that outlet should give.
"""
import argparse
import collections
import datetime
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

WORD = re.compile(r"\w+")
DEGREE = re.compile(r"^[A-Z][A-Za-z.]{0,4}[®.]?$|^.*(,|\d).*$")


def words(text):
    return WORD.findall((text or "").lower())


def f1(found, wanted):
    a, b = collections.Counter(found), collections.Counter(wanted)
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if a or b else 1.0


def squeeze(text):
    folded = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(folded.replace("\u201c", '"').replace("\u201d", '"').split()).lower()


def name_key(name):
    plain = unicodedata.normalize("NFKD", name)
    parts = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    return " ".join(parts[1:] if len(parts) > 2 and parts[0] in ("dr", "prof") else parts)


def split_names(text):
    """The names in the gold's one string: parts at commas, "and", "&"; degrees and posts, which
    follow a name, are not names."""
    parts = [p.strip() for p in re.split(r",|;|\||\band\b|&", text or "") if p.strip()]
    named = [p for p in parts if not DEGREE.match(p)]
    return {name_key(p) for p in named or parts}


def text_of(article):
    return " ".join(b["text"] for b in article["blocks"] if b["kind"] == "paragraph" or b["rule"] == "subhead")


def moment(text):
    text = text.strip().replace("Z", "+00:00")
    for form in ("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M"):
        try:
            return datetime.datetime.strptime(text, form)
        except ValueError:
            continue
    return None


class Tally:
    """Right answers of how many that the gold has, and answers where it has none."""

    def __init__(self):
        self.right = self.wanted = self.given = self.invented = 0

    def add(self, right, wanted=True, given=True):
        self.wanted += wanted
        self.right += bool(wanted and right)
        self.given += bool(given)
        self.invented += bool(given and not wanted)

    def __str__(self):
        share = self.right / self.wanted if self.wanted else 0
        return f"{self.right}/{self.wanted} = {share:.3f} (given {self.given}, {self.invented} where the gold has none)"


def run(program, data, files, crawled=None):
    with tempfile.TemporaryDirectory() as work:
        for name, html in files.items():
            pathlib.Path(work, name + ".html").write_bytes(html)
        out = subprocess.run([program, data, "--json", work], capture_output=True, text=True, check=True)
    sys.stderr.write(out.stderr)
    return {a["doc"]: a for a in map(json.loads, filter(None, out.stdout.split("\n")))}


def names_of(article):
    return {name_key(n) for n in article["authors"]}


def loosely(found, wanted):
    """One name is the same, or its last word is."""
    if found & wanted:
        return True
    return bool({n.split()[-1] for n in found if n} & {n.split()[-1] for n in wanted if n})


def measure_wcxb(articles, folder, verbose):
    scores, errors = {}, []
    title, date, author, loose, with_, without = (Tally() for _ in range(6))
    gold_files = sorted(folder.glob("gold/*.json"))
    changed = 0
    for path in gold_files:
        g = json.loads(path.read_text())
        a = articles.get(path.stem)
        if a is None:
            scores[path.stem] = 0.0
            continue
        text = text_of(a)
        scores[path.stem] = f1(words(text), words(g.get("main_content")))
        flat = squeeze(text)
        for snippet in g.get("with") or []:
            with_.add(squeeze(snippet) in flat)
        for snippet in g.get("without") or []:
            without.add(squeeze(snippet) not in flat)
        right = words(a["title"]) == words(g["title"])
        title.add(right)
        if not right:
            errors.append(("TITLE", path.stem, a["title"], g["title"], ""))
        wanted = (g.get("publish_date") or "")[:10]
        date.add(a["date"] == wanted, bool(wanted), bool(a["date"]))
        changed += bool(wanted) and a["date"] != wanted and a["updated_at"][:10] == wanted
        if a["date"] != wanted and wanted:
            errors.append(("DATE", path.stem, a["date"], wanted, a["date_rule"]))
        names, found = split_names(g.get("author")), names_of(a)
        right = bool(names) and found == names
        author.add(right, bool(names), bool(found))
        loose.add(loosely(found, names), bool(names), bool(found))
        if names and not right:
            errors.append(("AUTHOR", path.stem, a["authors"], g["author"], a["authors_rule"]))
    ordered = sorted(scores.items(), key=lambda kv: kv[1])
    print(f"wcxb: pages {len(gold_files)}, articles {len(articles)}")
    print(f"  word F1 {sum(scores.values()) / len(scores):.4f}")
    print(f"  with {with_}\n  without {without}")
    print(f"  title {title}\n  date {date}\n  author {author}\n  author, one name the same {loose}")
    print(f"  date wrong, but the gold's is that of the last change: {changed}")
    if verbose:
        for doc, score in ordered[:60]:
            print(f"{score:.3f} {doc}")
        for error in errors:
            print(*error, sep="\t")


def outlet_cases(folder):
    """Pages and the record that belongs to each: versions and pages of an outlet, both by date."""
    for country in sorted(p for p in folder.iterdir() if p.is_dir()):
        crawl = json.loads((country / "meta.info").read_text())
        for record in sorted(country.glob("*.json")):
            pages = sorted(n for n in crawl if re.match(re.escape(record.stem) + r"_\d{4}_", n))
            versions = list(json.loads(record.read_text()).values())
            htmls = {n: gzip.decompress((country / n).read_bytes()) for n in pages if (country / n).exists()}
            if len(htmls) == len(versions):
                yield from ((f"{country.name}_{n[:-8]}", h, v, crawl[n]) for (n, h), v in zip(htmls.items(), versions))


def body_of(record):
    parts = list(record["body"]["summary"]) if record.get("body") else []
    for section in record["body"]["sections"] if record.get("body") else []:
        parts += section["headline"] + section["paragraphs"]
    return " ".join(parts)


def same_moment(article, wanted):
    day = wanted[:10]
    mine = moment(article["published_at"]) if article["published_at"] else None
    theirs = moment(wanted.replace(" ", "T").split(".")[0] + (wanted[-6:] if "." in wanted and wanted[-6] in "+-" else ""))
    if mine and theirs and mine.tzinfo and theirs.tzinfo:
        return abs((mine - theirs).total_seconds()) < 60 or article["date"] == day
    return article["date"] == day


def measure_outlets(articles, cases, verbose):
    title, date, author, loose, body = Tally(), Tally(), Tally(), Tally(), []
    errors = []
    for doc, _, record, _ in cases:
        a = articles.get(doc)
        if a is None:
            print("no article:", doc)
            continue
        body.append((f1(words(text_of(a)), words(body_of(record))), doc))
        right = words(a["title"]) == words(record["title"])
        title.add(right)
        if not right:
            errors.append(("TITLE", doc, a["title"], record["title"], ""))
        wanted = str(record.get("publishing_date") or "")
        right = same_moment(a, wanted)
        date.add(right, bool(wanted), bool(a["date"]))
        if wanted and not right:
            errors.append(("DATE", doc, a["published_at"] or a["date"], wanted, a["date_rule"]))
        names = {name_key(n) for one in record.get("authors") or [] for n in re.split(r",| and ", one)}
        found = names_of(a)
        agency = {name_key(a["agency"])} if a["agency"] else set()
        gold_agency = {name_key("AP") if n in ("associated press", "the associated press") else n for n in names}
        right = found == names or (bool(gold_agency) and found | agency == gold_agency)
        author.add(right, bool(names), bool(found))
        loose.add(loosely(found | agency, gold_agency | names), bool(names), bool(found))
        if names and not right:
            errors.append(("AUTHOR", doc, a["authors"], record["authors"], a["authors_rule"] + " " + a["agency"]))
    print(f"outlets: pages {len(body)}")
    print(f"  word F1 of the body {sum(s for s, _ in body) / len(body):.4f}")
    print(f"  title {title}\n  date {date}\n  author {author}\n  author, one name the same {loose}")
    if verbose:
        for error in errors:
            print(*error, sep="\t")
        for score, doc in sorted(body)[:20]:
            print(f"{score:.3f} {doc}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("-v", action="store_true", help="print what is wrong")
    parser.add_argument("--set", choices=("wcxb", "outlets"))
    options = parser.parse_args()
    if options.set != "outlets":
        wcxb = options.folder / "wcxb"
        pages = {p.name[:-8]: gzip.decompress(p.read_bytes()) for p in sorted(wcxb.glob("html/*.html.gz"))}
        measure_wcxb(run(options.program, options.data, pages), wcxb, options.v)
    if options.set != "wcxb":
        cases = list(outlet_cases(options.folder / "outlets"))
        measure_outlets(run(options.program, options.data, {d: h for d, h, _, _ in cases}), cases, options.v)


if __name__ == "__main__":
    main()
