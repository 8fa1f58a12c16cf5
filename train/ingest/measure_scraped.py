#!/usr/bin/env python3
"""Measures what ingest keeps of texts as scraped: words of the story, words of the furniture.
SPDX-License-Identifier: Apache-2.0

measure_scraped.py INGEST_DUMP DATA_DIR SET_DIR [-v]   (SET_DIR as make_scraped.py writes it)
"""
import argparse
import collections
import json
import pathlib
import subprocess

import measure_pages


def bag(lines):
    return collections.Counter(w for line in lines for w in measure_pages.words(line))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("-v", action="store_true", help="print what costs most")
    options = parser.parse_args()
    done = subprocess.run([options.program, options.data, "--json", options.folder / "texts"],
                          capture_output=True, text=True, check=True)
    articles = {a["doc"]: a for a in map(json.loads, filter(None, done.stdout.split("\n")))}
    scores, kept, wanted, left, furniture = [], 0, 0, 0, 0
    lost, stayed = collections.Counter(), collections.Counter()
    texts = [json.loads(line) for line in open(options.folder / "lines.jsonl", encoding="utf-8")]
    for text in texts:
        article = articles.get(text["doc"])
        blocks = article["blocks"] if article else []
        read = [b for b in blocks if b["kind"] in ("title", "paragraph") or b["rule"] == "subhead"]
        found = bag(b["text"] for b in read)
        story = bag(line for line, own in text["lines"] if own)
        other = bag(line for line, own in text["lines"] if not own)
        both = sum((found & story).values())
        scores.append((2 * both / max(1, sum(found.values()) + sum(story.values())), text["doc"]))
        kept += both
        wanted += sum(story.values())
        furniture += sum(other.values())
        left += sum(other.values()) - sum((found - story & other).values())
        rules = {measure_pages.squeeze(b["text"]): b["rule"] for b in blocks}
        flat = measure_pages.squeeze(" ".join(b["text"] for b in read))
        for line, own in text["lines"]:
            there = measure_pages.squeeze(line) in flat
            if there != own:
                rule = rules.get(measure_pages.squeeze(line), "?")
                (lost if own else stayed)[(rule, line[:110])] += len(measure_pages.words(line))
    print(f"texts {len(texts)}, refused {sum(t['doc'] not in articles for t in texts)}")
    print(f"  F1 of words, mean over texts {sum(s for s, _ in scores) / len(scores):.4f}")
    print(f"  words of stories kept {kept / wanted:.4f}; words of furniture left out {left / furniture:.4f}")
    if options.v:
        for name, tally in (("lost", lost), ("stayed", stayed)):
            by_rule = collections.Counter()
            for (rule, _), count in tally.items():
                by_rule[rule] += count
            print(name, by_rule.most_common(14))
            for (rule, line), count in tally.most_common(45):
                print(f"  {count:5} {rule:14} {line}")
        for score, doc in sorted(scores)[:25]:
            print(f"{score:.3f} {doc}")


if __name__ == "__main__":
    main()
