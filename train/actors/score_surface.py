#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many surface forms of known actors resolve to their actor.

    score_surface.py ACTORS_JSON FOUND.jsonl [--misses]

ACTORS_JSON lists actors with name, kind, code, documents and all surface forms there; FOUND.jsonl
is what `chancery-dump-actors --mentions` prints.

An occurrence of a form counts where it does not stand inside a longer form of another actor ("Party
General Secretary" in "Chinese Party General Secretary and President Xi Jinping"); a form that stands
nowhere else is judged by those occurrences. It is right when the smallest mention that covers it,
but for "the" before it and an acronym in brackets behind it (for a form longer than any mention, the
longest mention inside it), is of the actor: with its code, a person or state where the actor is one,
its name sharing at least half of its words with a form of the actor and no more with those of any
other. Text that the ingest took for captions, menus or the like is not read and not counted.
Figures:
  forms        (actor, form): right when more than half of its occurrences in all documents are
  in documents (actor, form, document): the same in each document
  occurrences  each alone
Forms that occur in no text that was read are named and left out.
"""
import argparse
import collections
import json
import pathlib
import re
import unicodedata


SMALL_WORDS = {"the", "of", "and", "a", "an"}


def words(name):
    """The words of a name without case, diacritics and small words."""
    name = unicodedata.normalize("NFKD", name.replace("\u0111", "d").replace("\u0110", "D"))
    plain = "".join(c for c in name if not unicodedata.combining(c)).lower()
    return set(re.findall(r"\w+", plain)) - SMALL_WORDS


def pattern(form):
    """A form as a whole run of words, whatever the white space and the quotation marks."""
    parts = [re.escape(part) for part in form.split()]
    if parts and parts[0] == "the":
        parts[0] = "[Tt]he"
    joined = r"\s+".join(parts)
    joined = re.sub("[\u2019']", "[\u2019']", joined)
    return re.compile(r"(?<!\w)" + joined + r"(?!\w)")


class Document:
    """One document of the dump, with offsets of mentions in characters."""

    def __init__(self, record):
        self.text = record["text"]
        self.actors = {actor["key"]: actor for actor in record["entities"]}
        at = {}
        offset = 0
        for index, char in enumerate(self.text):
            at[offset] = index
            offset += len(char.encode("utf-8"))
        at[offset] = len(self.text)
        self.read = [(at[b], at[e]) for b, e in record["blocks"]]
        self.mentions = [(at[m["begin"]], at[m["end"]], m) for m in record["mentions"]]

    def find(self, form):
        """Where a form stands in what was read."""
        for match in pattern(form).finditer(self.text):
            if any(b <= match.start() and match.end() <= e for b, e in self.read):
                yield match.span()

    def mention_of(self, begin, end):
        """The smallest mention that covers a form, but for "the" and a bracketed acronym;
        else the longest in it, else None."""
        form = self.text[begin:end]
        core = begin + (4 if form[:4].lower() == "the " else 0)
        stop = begin + len(re.sub(r"\s*\(\w+\)$", "", form))
        covering = [m for m in self.mentions if m[0] <= core and m[1] >= stop]
        if covering:
            return min(covering, key=lambda m: (m[1] - m[0], m[0]))[2]
        inside = [m for m in self.mentions if begin <= m[0] and m[1] <= end]
        return max(inside, key=lambda m: (m[1] - m[0], -m[0]))[2] if inside else None


def likeness(actor, gold):
    """0 to 1: how like the listed actor an actor of the dump is."""
    special = {"person", "state"}
    differ = actor["kind"] != gold["kind"] and special & {actor["kind"], gold["kind"]}
    if differ or actor["code"] != gold["code"]:
        return 0.0
    if gold["kind"] == "state":
        return 1.0
    best = 0.0
    for name in {actor["name"], actor["table_name"]} - {""}:
        for known in [gold["name"]] + gold["variants"]:
            a, b = words(name), words(known)
            best = max(best, len(a & b) / max(1, len(a | b)))
    return best


def is_same(actor, gold, listed):
    mine = likeness(actor, gold)
    return mine >= 0.5 and all(likeness(actor, other) <= mine for other in listed)


def occurrences(gold, documents):
    """(actor, form, document, begin, end) of what counts; and the forms found nowhere."""
    places = collections.defaultdict(list)
    for index, actor in enumerate(gold):
        for form in dict.fromkeys(unicodedata.normalize("NFC", v) for v in actor["variants"]):
            for doc in actor["docs"]:
                for begin, end in documents[doc].find(form):
                    places[doc].append((index, form, begin, end))
    counted, nested = collections.defaultdict(list), collections.defaultdict(list)
    for doc, found in places.items():
        for index, form, begin, end in found:
            inside = any(other != index and b <= begin and e >= end and e - b > end - begin
                         for other, _, b, e in found)
            (nested if inside else counted)[index, form].append((doc, begin, end))
    absent = []
    for index, actor in enumerate(gold):
        for form in dict.fromkeys(unicodedata.normalize("NFC", v) for v in actor["variants"]):
            key = (index, form)
            if key not in counted and key in nested:
                counted[key] = nested[key]
            elif key not in counted:
                absent.append((actor["name"], form))
    return counted, absent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("actors", type=pathlib.Path)
    parser.add_argument("found", type=pathlib.Path)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    gold = json.loads(args.actors.read_text(encoding="utf-8"))
    documents = {}
    for line in args.found.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        documents[record["doc"]] = Document(record)
    counted, absent = occurrences(gold, documents)
    forms, pairs, single = (collections.defaultdict(collections.Counter) for _ in range(3))
    for (index, form), places in sorted(counted.items()):
        actor = gold[index]
        right = collections.defaultdict(list)
        for doc, begin, end in places:
            document = documents[doc]
            mention = document.mention_of(begin, end)
            named = [document.actors[key] for key in mention["actors"]] if mention else []
            ok = any(is_same(a, actor, gold) for a in named)
            right[doc].append(ok)
            if args.misses and not ok:
                shown = [(a["name"], a["kind"], a["code"], a["rule"]) for a in named]
                context = document.text[max(0, begin - 50):end + 40].replace("\n", " ")
                print(f"{doc} {actor['name']!r} {actor['code']}: {form!r} -> {shown or 'nothing'} | {context}")
        every = [ok for oks in right.values() for ok in oks]
        forms[actor["kind"]][2 * sum(every) > len(every)] += 1
        for oks in right.values():
            pairs[actor["kind"]][2 * sum(oks) > len(oks)] += 1
        for ok in every:
            single[actor["kind"]][ok] += 1

    def line(name, kinds):
        shares = []
        for label, table in (("forms", forms), ("in documents", pairs), ("occurrences", single)):
            right = sum(table[k][True] for k in kinds)
            total = right + sum(table[k][False] for k in kinds)
            shares.append(f"{label} {right}/{total} {right / max(1, total):.3f}")
        print(f"{name:8} " + "  ".join(shares))

    for kind in sorted(forms, key=lambda k: -sum(forms[k].values())):
        line(kind, [kind])
    line("all", list(forms))
    for name, form in absent:
        print(f"not in the text: {form!r} of {name}")


if __name__ == "__main__":
    main()
