#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sorts what coding missed and what it invented by cause.

    errors.py GOLD PREDICTED --texts TEXTS [--scorer SCORE_PY] [--found FOUND.jsonl]
              [--rules data/coding] [--examples N] [--cause NAME]

GOLD is a folder with the ledger/ form of the annotation guide, PREDICTED what
`chancery code --reasons --out` wrote for the same documents, FOUND.jsonl what chancery-dump-actors
prints for them (all actors, also those of no act; without it the first cause is counted from the
actors of acts alone). Acts are matched as the gold's score.py does, whose functions are used.

Each missed act and each spurious act goes to the first cause that holds, in this order.

missed:
  actor      a participant was not found as an actor at all
  gathered   another act of that type and those parties was found and matched, this one was not;
             that one is made of several tellings (where PREDICTED says so)
  type       an act of the same sentence and parties has another type
  role       an act of the same sentence and type has other parties
  crowded    the sentence gave an act, but of other type and parties
  quote      the sentence gave nothing; its words stand in quotation marks
  absent     rules of the type know a word of the trigger; a party is not named in the sentence
  silent     rules of the type know a word of the trigger, all parties are named; no act was made
  other-rule only rules of other types know a word of the trigger
  no-rule    no word of the gold trigger is known to the rules

spurious:
  duplicate  a gold act of that type and those parties was matched by another act
  type       a missed act of the same sentence and parties has another type
  role       a missed act of the same sentence and type has other parties
  extra      the sentence holds gold acts, all of them found
  quote      the sentence holds no gold act; the words stand in quotation marks
  bystander  no gold act; a participant takes part in none of the gold acts
  noun       no gold act; told by a noun ("the invasion")
  verbal     no gold act; an act of speech (AGREE, REQUEST, ACCUSE, REJECT, THREATEN, SUPPORT)
  deed       no gold act; any other
"""
import argparse
import collections
import importlib.util
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
VERBAL = {"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"}
# What an analyst would call the fault; "?" where the tool cannot know.
GROUPS = {
    "missed": {
        "actor": "actor",
        "gathered": "gathering",
        "type": "rule wrong",
        "role": "roles",
        "crowded": "rule missing or roles",
        "quote": "rule missing (quotation)",
        "absent": "roles (coreference, context)",
        "silent": "reading, roles or conditions",
        "other-rule": "rule missing",
        "no-rule": "rule missing",
    },
    "spurious": {
        "duplicate": "gathering",
        "type": "rule wrong",
        "role": "roles",
        "extra": "rule wrong (second act of a sentence)",
        "quote": "rule wrong (quotation)",
        "bystander": "rule wrong or gold doubtful",
        "noun": "rule wrong (background noun)",
        "verbal": "rule wrong or gold doubtful",
        "deed": "rule wrong or gold doubtful",
    },
}
ENDS = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n+")


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("gold_score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sentences_of(text):
    """Spans of sentences by stops and line ends: rough, but the same for gold and program."""
    out, begin = [], 0
    for end in ENDS.finditer(text):
        if re.search(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|St|U\.S|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$",
                     text[max(0, end.start() - 6):end.start() + 1]):
            continue
        out.append((begin, end.start() + 1))
        begin = end.end()
    out.append((begin, len(text)))
    return out


class Place:
    """Where in the text an act is told."""

    def __init__(self, text):
        self.text = text
        self.sentences = sentences_of(text)

    def of(self, act):
        """Numbers of the sentences that hold the evidence; empty where it is not found."""
        words = act.get("evidence") or ""
        at = self.text.find(words) if words else -1
        if at < 0:
            return set()
        trigger = words.find(act.get("trigger") or "")
        if trigger >= 0 and act.get("trigger"):  # the sentence of the trigger counts
            at, words = at + trigger, act["trigger"]
        return {i for i, (b, e) in enumerate(self.sentences) if b < at + len(words) and at < e}

    def quoted(self, act):
        """True where the trigger stands between quotation marks of its line."""
        words = act.get("evidence") or ""
        at = self.text.find(words)
        if at < 0:
            return False
        at += max(0, words.find(act.get("trigger") or ""))
        line = self.text.rfind("\n", 0, at) + 1
        before = self.text[line:at]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def known_triggers(folder):
    """The types whose rules a lemma triggers, nouns of light verbs included."""
    classes = collections.defaultdict(set)
    for row in rows_of(folder / "classes.tsv"):
        classes[row[0]].add(row[1])
    out = collections.defaultdict(set)
    for row in rows_of(folder / "rules.tsv"):
        words = row[1].split(" ")
        heads = {"n": words[-1:], "vn": words[-1:]}.get(row[2], words[:1])
        for head in heads:
            for word in head.split("|"):
                for lemma in classes[word[1:]] if word.startswith("@") else {word}:
                    out[lemma].add(row[3])
    return out


def rows_of(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line and not line.startswith("#")]


IRREGULAR = {"met": "meet", "held": "hold", "told": "tell", "sent": "send", "said": "say", "spoke": "speak",
             "shot": "shoot", "fought": "fight", "took": "take", "taken": "take", "gave": "give", "given": "give",
             "made": "make", "struck": "strike", "withdrew": "withdraw", "withdrawn": "withdraw", "cut": "cut",
             "left": "leave", "paid": "pay", "sought": "seek", "thanked": "thank", "broke": "break",
             "began": "begin", "chose": "choose", "drew": "draw", "hit": "hit", "lent": "lend", "swore": "swear"}


def lemmas_of(word):
    """Lemmas that an English word form may have."""
    word = word.lower()
    out = {word}
    if word in IRREGULAR:
        out.add(IRREGULAR[word])
    for suffix, ending in (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""),
                           ("ing", "e")):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            stem = word[:len(word) - len(suffix)] + ending
            out.add(stem)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                out.add(stem[:-1])
    return out


class Sorter:
    """Sorts the errors of one document."""

    def __init__(self, score, triggers):
        self.score = score
        self.triggers = triggers

    def weight(self, p, g, pe, ge, text):
        """As in score.py; the matching must be the same."""
        if p["type"] != g["type"]:
            return 0.0
        f = self.agree(p, g, pe, ge)
        if f < 0.5:
            return 0.0
        near = self.score.near(p.get("evidence"), g["evidence"], text)
        return (f + 0.3 * (p.get("mode") == g["mode"]) + 0.2 * self.score.date_agrees(p.get("date"), g["date"]) +
                0.5 * near + (0.01 if not g["background"] else 0.0))

    def agree(self, p, g, pe, ge):
        return self.score.agreement(self.score.participants(p, pe), self.score.participants(g, ge))

    def agree_loosely(self, p, g, pe, ge):
        """Agreement of the parties whatever their roles."""
        left = [("x", e) for _, e in self.score.participants(p, pe)]
        right = [("x", e) for _, e in self.score.participants(g, ge)]
        return self.score.agreement(left, right)

    def match(self, gold, pred, ge, pe, text):
        table = [[self.weight(p, g, pe, ge, text) for g in gold] for p in pred]
        return self.score.assign(table) if gold and pred else []

    def missed(self, g, doc):
        parties = [doc.ge[k] for k in g["actors"] + g["recipients"] if k in doc.ge]
        lost = [e for e in parties if not any(self.score.same_entity(f, e) for f in doc.found)]
        if lost:
            return "actor", f"{lost[0]['kind']} not found: {lost[0]['name']} [{lost[0].get('code')}]"
        for i, p in enumerate(doc.pred):
            told_once = "tellings=1" in p.get("features", [])
            if i in doc.hit_p and not told_once and p["type"] == g["type"] and self.agree(p, g, doc.pe, doc.ge) >= 0.5:
                return "gathered", ""
        here = doc.place.of(g)
        near = [p for p in doc.pred if here & doc.place.of(p)]
        spare = [p for i, p in enumerate(doc.pred) if i not in doc.hit_p and here & doc.place.of(p)]
        for p in spare:
            if p["type"] != g["type"] and self.agree_loosely(p, g, doc.pe, doc.ge) >= 0.5:
                return "type", f"given as {p['type']}/{p.get('mode')}"
        for p in spare:
            if p["type"] == g["type"]:
                swapped = self.agree_loosely(p, g, doc.pe, doc.ge) >= 0.5
                return "role", ("swapped: " if swapped else "given: ") + self.parties(p, doc.pe)
        if near:
            return "crowded", f"given: {near[0]['type']} {self.parties(near[0], doc.pe)}"
        if doc.place.quoted(g):
            return "quote", ""
        words = {t for w in re.findall(r"[A-Za-z-]+", g["trigger"]) for t in lemmas_of(w)}
        known = sorted(words & set(self.triggers))
        if not known:
            return "no-rule", "trigger: " + g["trigger"]
        of_type = [t for t in known if g["type"] in self.triggers[t]]
        if not of_type:
            return "other-rule", "known for other types: " + ", ".join(known)
        sentence = " ".join(doc.place.text[b:e] for b, e in (doc.place.sentences[i] for i in sorted(here)))
        said = set(self.score.fold(sentence).split())
        away = [e["name"] for e in parties if not self.score.tokens(e["name"]) & said]
        if away:
            return "absent", f"known: {', '.join(of_type)}; not named: {away[0]}"
        return "silent", "known: " + ", ".join(of_type)

    def spurious(self, p, doc):
        for j, g in enumerate(doc.gold):
            if j in doc.hit_g and p["type"] == g["type"] and self.agree(p, g, doc.pe, doc.ge) >= 0.5:
                return "duplicate", ""
        here = doc.place.of(p)
        near = [(j, g) for j, g in enumerate(doc.gold) if here & doc.place.of(g)]
        open_ = [g for j, g in near if j not in doc.hit_g]
        for g in open_:
            if p["type"] != g["type"] and self.agree_loosely(p, g, doc.pe, doc.ge) >= 0.5:
                return "type", f"gold {g['type']}/{g['mode']}"
        for g in open_:
            if p["type"] == g["type"]:
                return "role", "gold: " + self.parties(g, doc.ge)
        if near:
            return "extra", "gold: " + ", ".join(f"{g['type']}/{g['mode']}" for _, g in near)
        if doc.place.quoted(p):
            return "quote", ""
        parties = [doc.pe[k] for k in p["actors"] + p["recipients"] if k in doc.pe]
        gold = list(doc.ge.values())
        lost = [e["name"] for e in parties if not any(self.score.same_entity(e, f) for f in gold)]
        if lost:
            return "bystander", "of no gold act: " + lost[0]
        if "told-by=noun" in p.get("features", []):
            return "noun", ""
        return ("verbal", "") if p["type"] in VERBAL else ("deed", "")

    @staticmethod
    def parties(act, entities):
        def names(keys):
            return " + ".join(f"{entities[k]['name']} [{entities[k].get('code')}]" for k in keys if k in entities)
        return f"{names(act['actors'])} -> {names(act['recipients'])}"


class Document:
    """One document: gold, program, text, and who was matched with whom."""

    def __init__(self, gold, pred, text, found, sorter):
        self.gold, self.pred = gold["acts"], pred["acts"]
        self.ge = {e["key"]: e for e in gold["entities"]}
        self.pe = {e["key"]: e for e in pred["entities"]}
        self.place = Place(text)
        self.found = found if found is not None else list(self.pe.values())
        self.pairs = sorter.match(self.gold, self.pred, self.ge, self.pe, text)
        self.hit_p = {i for i, _ in self.pairs}
        self.hit_g = {j for _, j in self.pairs}


def documents(args, sorter):
    found = None
    if args.found:
        lines = args.found.read_text(encoding="utf-8").splitlines()
        found = {d["doc"]: d["entities"] for d in map(json.loads, lines)}
    for path in sorted(args.gold.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(gold, dict) or "acts" not in gold:
            continue
        file = args.predicted / path.name
        pred = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"acts": [], "entities": []}
        text = (args.texts / (path.stem + ".txt")).read_text(encoding="utf-8")
        yield path.stem, Document(gold, pred, text, found.get(path.stem, []) if found else None, sorter)


def field_faults(doc, score):
    """Of matched acts: field, gold value, given value, where they differ."""
    for i, j in doc.pairs:
        p, g = doc.pred[i], doc.gold[j]
        if g["background"]:
            continue
        for field in ("mode", "channel", "status"):
            if (p.get(field) or None) != (g[field] or None):
                yield field, f"{g['type']}: {g[field]}", p.get(field), p, g
        if (p.get("date") or None) != (g["date"] or None):
            kind = "not given" if not p.get("date") else "given, gold has none" if not g["date"] else "other"
            if kind == "other" and (g["date"].startswith(p["date"]) or p["date"].startswith(g["date"])):
                kind = "other precision"
            yield "date", kind, f"{p.get('date')} for {g['date']}", p, g
        if g["place"] and not (p.get("place") and score.tokens(p["place"]) & score.tokens(g["place"])):
            yield "place", "not given" if not p.get("place") else "other", f"{p.get('place')} for {g['place']}", p, g


class Errors:
    """What was missed, invented and filled wrongly in one set of documents."""

    def __init__(self, args, score):
        self.counts = {"missed": collections.Counter(), "spurious": collections.Counter()}
        self.types = collections.defaultdict(collections.Counter)
        self.examples = collections.defaultdict(list)
        self.faults, self.wrong = collections.Counter(), collections.defaultdict(list)
        self.matched = 0
        sorter = Sorter(score, known_triggers(args.rules))
        for name, doc in documents(args, sorter):
            self.add_acts(name, doc, sorter)
            self.matched += sum(not doc.gold[j]["background"] for _, j in doc.pairs)
            for field, kind, what, p, g in field_faults(doc, score):
                self.faults[field, kind] += 1
                self.wrong[field, kind].append(f"{name} {g['type']}/{g['mode']} {what} | {p.get('evidence')}")

    def add_acts(self, name, doc, sorter):
        for side, acts, hits, sort, entities in (("missed", doc.gold, doc.hit_g, sorter.missed, doc.ge),
                                                 ("spurious", doc.pred, doc.hit_p, sorter.spurious, doc.pe)):
            for k, act in enumerate(acts):
                if k in hits or (side == "missed" and act["background"]):
                    continue
                cause, why = sort(act, doc)
                self.counts[side][cause] += 1
                self.types[side, cause][act["type"]] += 1
                self.examples[side, cause].append(f"{name} {act['type']}/{act.get('mode')} "
                                                  f"{sorter.parties(act, entities)}\n      | {act.get('evidence')}\n"
                                                  f"      ({why})")

    def print_counts(self):
        for side in ("missed", "spurious"):
            total = sum(self.counts[side].values())
            print(f"\n{side}: {total}")
            for cause, n in self.counts[side].most_common():
                types = ", ".join(f"{t} {k}" for t, k in self.types[side, cause].most_common(5))
                print(f"  {cause:10} {n:4} {n / total:4.0%}  {GROUPS[side][cause]:38} {types}")
        print(f"\nfields of {self.matched} matched acts:")
        for (field, kind), n in sorted(self.faults.items(), key=lambda x: (x[0][0], -x[1], x[0][1])):
            print(f"  {field:8} {kind:32} {n:4}")

    def print_examples(self, number, cause):
        for key in sorted(self.examples, key=lambda k: (k[0], -len(self.examples[k]))):
            if cause in (None, key[1]):
                print(f"\n== {key[0]}: {key[1]} ({len(self.examples[key])})")
                print("\n".join("  " + line for line in self.examples[key][:number]))
        for key in sorted(self.wrong) if cause is None else []:
            print(f"\n== {key[0]}: {key[1]} ({len(self.wrong[key])})")
            print("\n".join("  " + line for line in self.wrong[key][:number]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("predicted", type=pathlib.Path)
    parser.add_argument("--texts", type=pathlib.Path, required=True)
    parser.add_argument("--scorer", type=pathlib.Path, default=ROOT.parent / "shared/gold/score.py")
    parser.add_argument("--found", type=pathlib.Path)
    parser.add_argument("--rules", type=pathlib.Path, default=ROOT / "data/coding")
    parser.add_argument("--examples", type=int, default=0, help="this many of each cause")
    parser.add_argument("--cause", help="examples of this cause only")
    args = parser.parse_args()
    errors = Errors(args, load_scorer(args.scorer))
    errors.print_counts()
    if args.examples:
        errors.print_examples(args.examples, args.cause)


if __name__ == "__main__":
    sys.exit(main())
