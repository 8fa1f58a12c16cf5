#!/usr/bin/env python3
"""A set of stories and copies of them, made from real ones, with what is a copy of what.
SPDX-License-Identifier: Apache-2.0

make_copies.py WCXB_DIR OUT_DIR [--half 0|1] [--seed N]

Stories are the gold texts of WCXB (WCXB_DIR/gold/*.json), cut to 60-900 words; --half takes
every other one, so that what is tuned on one half can be measured on the other. OUT_DIR gets
pages/*.html and gold.json:

  family   doc → the story that it is (copies of one story have the same)
  carries  [doc, story]: the doc holds a part of the story inside text of its own
  origin   doc → for each paragraph [words, story, number of the paragraph in it], null for
           what is nobody's copy

Copies are exact, edited (words replaced, dropped, added; paragraphs dropped, joined, split),
cut, with another lead, with another title. Every outlet has tails, and some heads, that stand
in nearly all of its stories; agencies have background that stands in stories on different
things; two outlets quote the same words. None of these makes a copy.
"""
import argparse
import hashlib
import html
import json
import pathlib
import random
import re

OUTLETS = 24


def runs_of(paragraphs):
    words = re.findall(r"\w+", " ".join(paragraphs).lower())
    return {tuple(words[i:i + 8]) for i in range(len(words) - 7)}


def stories_of(folder, half):
    """Those that share text with another, as some of WCXB do, are left out."""
    out, known = [], set()
    for path in sorted((folder / "gold").glob("*.json")):
        if int(hashlib.sha256(path.name.encode()).hexdigest(), 16) % 2 != half:
            continue
        gold = json.loads(path.read_text())
        paragraphs = []
        for text in re.split(r"\n+", gold.get("main_content") or ""):
            text = " ".join(text.split())
            if len(text.split()) >= 12 and text[-1] in ".!?”\"'’)":
                paragraphs.append(text)
        runs = runs_of(paragraphs)
        if sum(len(p.split()) for p in paragraphs) >= 150 and len(runs & known) < 10:
            out.append((gold.get("title") or path.stem, paragraphs))
            known |= runs
    return out


class Maker:
    def __init__(self, stories, rng):
        self.rng = rng
        rng.shuffle(stories)
        count = len(stories)
        # Text that stands in many stories, of stories that are used for nothing else.
        self.reserve = [p for _, ps in stories[:count // 5] for p in ps if len(p.split()) < 90]
        self.stories = stories[count // 5:]
        self.words = [w for _, ps in self.stories for p in ps for w in p.split()]
        rng.shuffle(self.reserve)
        self.tails = [self.spare(rng.randint(1, 5)) for _ in range(OUTLETS)]
        self.heads = [self.spare(1, 45) if rng.random() < .3 else [] for _ in range(OUTLETS)]
        self.backgrounds = [self.spare(rng.randint(1, 2)) for _ in range(8)]
        self.quotes = [self.spare(1) for _ in range(12)]
        self.docs, self.family, self.carries = [], {}, []

    def spare(self, count, most=90):
        out = [p for p in self.reserve if len(p.split()) <= most][:count]
        self.reserve = [p for p in self.reserve if p not in out]
        return out

    def cut(self, paragraphs, least, most):
        """The first paragraphs, up to a number of words."""
        wanted, out = self.rng.randint(least, most), []
        for paragraph in paragraphs:
            out.append(paragraph)
            wanted -= len(paragraph[0].split())
            if wanted <= 0:
                break
        return out

    def edit(self, paragraphs, rate):
        out = []
        for text, *label in paragraphs:
            words = []
            for word in text.split():
                dice = self.rng.random()
                if dice < rate * .5:
                    words.append(self.rng.choice(self.words))
                elif dice < rate * .75:
                    continue
                elif dice < rate:
                    words += [word, self.rng.choice(self.words)]
                else:
                    words.append(word)
            if words and (self.rng.random() > rate or len(paragraphs) < 3):
                out.append([" ".join(words), *label])
        return out or paragraphs

    def repaginate(self, paragraphs):
        out = []
        for paragraph in paragraphs:
            sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", paragraph[0])
            if len(sentences) > 1 and self.rng.random() < .4:
                middle = len(sentences) // 2
                out += [[" ".join(sentences[:middle]), *paragraph[1:]],
                        [" ".join(sentences[middle:]), *paragraph[1:]]]
            else:
                out.append(paragraph)
        return out

    def new_lead(self):
        title, paragraphs = self.rng.choice(self.stories)
        return [" ".join(self.rng.sample(paragraphs[-1].split(), min(25, len(paragraphs[-1].split())))) + ".", None, 0]

    def add(self, title, paragraphs, outlet, family):
        name = f"c{len(self.docs):05d}"
        body = [p[:] for p in paragraphs]
        if self.rng.random() < .9:
            body += [[p, None, 0] for p in self.tails[outlet]]
            body = [[p, None, 0] for p in self.heads[outlet]] + body
        self.docs.append((name, title, outlet, body))
        self.family[name] = family
        return name

    def copy_of(self, paragraphs):
        kind = self.rng.choice(["exact", "edit", "edit", "heavy", "cut", "cut", "cut+edit", "lead", "pages"])
        if kind in ("edit", "cut+edit"):
            paragraphs = self.edit(paragraphs, self.rng.choice([.02, .05, .1]))
        if kind == "heavy":
            paragraphs = self.edit(paragraphs, self.rng.choice([.15, .2]))
        if kind in ("cut", "cut+edit"):
            words = sum(len(p[0].split()) for p in paragraphs)
            paragraphs = self.cut(paragraphs, max(50, words // 4), max(51, words * 3 // 4))
        if kind == "lead" and len(paragraphs) > 2:
            paragraphs = [self.new_lead()] + paragraphs[1:]
        if kind == "pages":
            paragraphs = self.repaginate(paragraphs)
        return paragraphs

    def families(self):
        rng = self.rng
        bases = []
        for number, (title, texts) in enumerate(self.stories):
            story = self.cut([[p, number, i] for i, p in enumerate(texts)], 60, 900)
            bases.append((title, story))
        carriers = bases[: len(bases) // 5]  # whose own text carries others
        others = bases[len(bases) // 5:]
        for number, (title, story) in enumerate(others):
            if rng.random() < .1:
                story = story + [[p, None, 0] for p in rng.choice(self.backgrounds)]
            if rng.random() < .06:
                story = story[:2] + [[p, None, 0] for p in rng.choice(self.quotes)] + story[2:]
            family = story[0][1]
            outlet = rng.randrange(OUTLETS)
            self.add(title, story, outlet, family)
            for _ in range(rng.choice([0, 0, 1, 1, 2, 3, 6])):
                where = outlet if rng.random() < .15 else rng.randrange(OUTLETS)
                what = title if rng.random() < .4 else rng.choice(self.stories)[0]
                self.add(what, self.copy_of(story), where, family)
        for title, story in carriers:
            self.carry(title, story, others)

    def carry(self, title, story, others):
        rng = self.rng
        if rng.random() < .2:
            parts = [self.cut(o[1], 60, 120) for o in rng.sample(others, rng.randint(3, 5))]
        else:
            chosen = rng.choice(others)[1]
            words = sum(len(p[0].split()) for p in chosen)
            parts = [self.cut(chosen, max(60, words * 2 // 5), max(61, words))]
        inside = [self.edit(part, rng.choice([0, 0, .03])) for part in parts]
        carried = sum(len(p[0].split()) for part in inside for p in part)
        own = self.cut(story, max(60, carried // 2), max(61, carried * 3 // 2))
        at = rng.randint(1, len(own))
        body = own[:at] + [p for part in inside for p in part] + own[at:]
        name = self.add(title, body, rng.randrange(OUTLETS), story[0][1])
        for part in inside:
            families = {p[1] for p in part if p[1] is not None}
            self.carries += [[name, family] for family in families]


def page(title, outlet, paragraphs):
    body = "\n".join(f"<p>{html.escape(p[0])}</p>" for p in paragraphs)
    return (f"<!DOCTYPE html><html lang=\"en\"><head><title>{html.escape(title)}</title>"
            f"<meta property=\"og:site_name\" content=\"Outlet {outlet:02d} Daily\"></head><body><article>"
            f"<h1>{html.escape(title)}</h1>\n{body}\n</article></body></html>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wcxb", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--half", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    maker = Maker(stories_of(options.wcxb, options.half), rng)
    maker.families()
    pages = options.out / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    for old in pages.glob("*.html"):
        old.unlink()
    names = [doc[0] for doc in maker.docs]
    rng.shuffle(names)  # the order of the files says nothing
    new = {doc[0]: name for doc, name in zip(maker.docs, names)}
    for name, title, outlet, body in maker.docs:
        (pages / (new[name] + ".html")).write_text(page(title, outlet, body))
    (options.out / "gold.json").write_text(json.dumps({
        "family": {new[name]: family for name, family in maker.family.items()},
        "carries": [[new[name], family] for name, family in maker.carries],
        "origin": {new[name]: body for name, _, _, body in maker.docs},
    }))
    print(f"{len(maker.docs)} docs, {len(set(maker.family.values()))} stories, {len(maker.carries)} carried")


if __name__ == "__main__":
    main()
