"""Scores end-to-end coding on sentences with one annotated act each: who, what, to whom.

Input: tab-separated sentences (id, type, actor, recipient, sentence; YIELD stands for CONCEDE
and RETREAT). Each sentence is coded as an article of its own by `chancery code`.

A participant of an act agrees with an annotated phrase where its name or an office of it shares
a word of content with the phrase ("49 journalist detentions in Venezuela"), or the words of the
sentence do that the program read it from ("the Gaza Strip", where the actor is Palestine). Words
that name ranks and kinds of body ("president", "government", "police") agree only with phrases
that hold no others before their first preposition or comma (their core). An act that names no actor as recipient shows the words of what it was done
to as its target, which are compared in the same way by their own core. Of acts whose parties
are all actors (meetings, signings), either may be the annotated actor. A recipient that the
annotators did not find in the sentence ("a recipient") agrees with anything.

Three precisions, because a sentence may tell of more than its annotated act:
  pair    of acts between the annotated participants, those of the annotated type
  first   of sentences with an act, those whose most certain act (the first of equals) is right
          in type and both participants
  all     of all acts, those right in type and both participants: an act between others counts
          as wrong, though it may be true
Recall: sentences with an act right in type and both participants, of all sentences.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
STOP = frozenset(
    "a an the of in on at to for from with by and or as its his her their our this that these those s "
    "some any all both more than at least several many other another new former who which it he she "
    "they him them i we you one two three".split()
)
# Words that tell what somebody is, not who.
GENERIC = frozenset(
    "president minister prime foreign government official authority police force troop army military "
    "leader secretary state court ministry spokesman spokeswoman ambassador opposition party group "
    "general chief chairman head senator people man woman member country national security defence "
    "defense interior deputy vice department office council committee city town former king queen".split()
)
BREAK = re.compile(r",|\b(?:of|in|on|at|to|for|from|with|by|who|that|which|over|into|against|near|along)\b")
PRONOUNS = frozenset("he she it they him her them his its their who".split())


@dataclass
class Row:
    id: str
    type: str
    actor: str
    recipient: str
    sentence: str


@dataclass
class Figures:
    sentences: int = 0
    coded: int = 0  # sentences with an act
    right: int = 0  # sentences with a right act
    first: int = 0  # sentences whose most certain act is right
    acts: int = 0
    acts_right: int = 0
    pair: int = 0
    pair_right: int = 0
    causes: Counter = field(default_factory=Counter)

    def lines(self) -> list[str]:
        def share(part: int, whole: int) -> str:
            return f"{part / whole:.3f} ({part}/{whole})" if whole else "none"

        return [
            f"recall            {share(self.right, self.sentences)}",
            f"precision pair    {share(self.pair_right, self.pair)}",
            f"precision first   {share(self.first, self.coded)}",
            f"precision all     {share(self.acts_right, self.acts)}",
        ]


def words(phrase: str) -> set[str]:
    """The words of content of a phrase, folded; without a plural's or owner's s."""
    found = re.findall(r"[^\W_]+", phrase.lower().replace("’", "'").replace("'s", " ").replace(".", ""))
    out = set()
    for word in found:
        if word not in STOP and not word.isdigit():
            out.add(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word)
    return out


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Row(r["id"], r["type"], r["actor"], r["recipient"], r["sentence"]) for r in rows]


def fold_of(row_id: str, folds: int) -> int:
    """The part of cross-validation that a sentence belongs to; depends on its id alone."""
    return zlib.crc32(row_id.encode()) % folds


def core(phrase: str) -> str:
    """A noun phrase up to what is hung on it: "the mosque" of "the mosque in Mosul"."""
    for part in BREAK.split(phrase):
        if words(part):
            return part
    return phrase


def shares(gold: set[str], name: set[str]) -> bool:
    """A common word that says who; of ranks and kinds of body, where the phrase has nothing
    else, all or all but one."""
    common = gold & name
    return bool(common - GENERIC) or bool(common and gold <= GENERIC and len(gold - common) <= 1)


def same(gold: str, names: list[str]) -> bool:
    if not words(gold):  # a pronoun or "the three": nothing to hold on to but itself
        return gold.lower() in (n.lower() for n in names) or gold.lower() in PRONOUNS
    return any(shares(g, words(name)) for name in names for g in (words(gold), words(core(gold))))


def same_target(gold: str, target: str) -> bool:
    """Whether two phrases of the text have the same core, or one is the core of the other."""
    return shares(words(core(gold)), words(target)) or shares(words(gold), words(core(target)))


def entity_names(ledger: dict) -> dict[str, list[str]]:
    """What each entity is called: its name and its offices."""
    return {e["key"]: [e["name"], *e.get("offices", [])] for e in ledger["entities"]}


def told_as(act: dict, role: str) -> list[str]:
    """The words of the sentence that a role was read from."""
    return [r["words"] for r in act.get("reasons", []) if r["field"] == role and r["words"]]


def pair_found(row: Row, act: dict, names: dict[str, list[str]]) -> tuple[bool, bool]:
    """Whether the act's actor, and its recipient, are the annotated ones."""
    actors = [names[k] for k in act["actors"]]
    recipients = [names[k] for k in act["recipients"]]
    target = act.get("target", "")
    anything = row.recipient not in row.sentence
    if not recipients and len(actors) > 1:  # all parties are actors
        first = [i for i, n in enumerate(actors) if same(row.actor, n)]
        second = [i for i, n in enumerate(actors) if anything or same(row.recipient, n)]
        if any(i != j for i in first for j in second):
            return True, True
    actor = any(same(row.actor, n) for n in [*actors, told_as(act, "actors")])
    if recipients:
        recipients.append(told_as(act, "recipients"))
    recipient = anything or any(same(row.recipient, n) for n in recipients)
    recipient = recipient or (bool(target) and same_target(row.recipient, target))
    return actor, recipient


def add_sentence(out: Figures, row: Row, ledger: dict | None) -> str:
    """Counts one sentence; says what became of it."""
    out.sentences += 1
    acts = ledger["acts"] if ledger else []
    names = entity_names(ledger) if ledger else {}
    judged = []
    for act in acts:
        kind = MERGED.get(act["type"], act["type"])
        judged.append((kind == row.type, *pair_found(row, act, names)))
    out.acts += len(judged)
    out.acts_right += sum(all(j) for j in judged)
    out.pair += sum(j[1] and j[2] for j in judged)
    out.pair_right += sum(all(j) for j in judged)
    if judged:
        out.coded += 1
        best = max(range(len(acts)), key=lambda i: (acts[i].get("confidence", 0), -i))
        out.first += all(judged[best])
    if any(all(j) for j in judged):
        out.right += 1
        return "right"
    if not judged:
        return "no act"
    if any(j[1] and j[2] for j in judged):
        return "type"
    if any(j[0] and j[1] for j in judged):
        return "recipient"
    if any(j[0] and j[2] for j in judged):
        return "actor"
    return "another act"


def code(rows: list[Row], program: str, work: Path) -> dict[str, dict]:
    """The ledger of each sentence."""
    texts, out = work / "texts", work / "out"
    texts.mkdir(parents=True)
    for row in rows:
        (texts / f"p{row.id}.txt").write_text(row.sentence + "\n", encoding="utf-8")
    done = subprocess.run([*program.split(), "code", "--reasons", "--out", str(out), str(texts)], stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr)
    return {path.stem[1:]: json.loads(path.read_text(encoding="utf-8")) for path in out.glob("*.json")}


def sum_parts(paths: list[Path]) -> list[str]:
    """The shares of the first lines of several outputs, added up."""
    part, whole = Counter(), Counter()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.fullmatch(r"(\w[\w ]*\w) +[\d.]+ \((\d+)/(\d+)\)", line)
            if found:
                part[found[1]] += int(found[2])
                whole[found[1]] += int(found[3])
    return [f"{name:17} {part[name] / whole[name]:.3f} ({part[name]}/{whole[name]})" for name in whole]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sentences", type=Path, nargs="+")
    parser.add_argument("--sum", action="store_true", help="the files are figures of parts: add them up")
    parser.add_argument("--program", default="build/release/bin/chancery", help="and its options")
    parser.add_argument("--errors", action="store_true", help="print each sentence that is not right")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold", type=int, help="score this part alone")
    options = parser.parse_args()
    if options.sum:
        print("\n".join(sum_parts(options.sentences)))
        return
    rows = read_rows(options.sentences[0])
    if options.fold is not None:
        rows = [r for r in rows if fold_of(r.id, options.folds) == options.fold]
    with tempfile.TemporaryDirectory() as work:
        ledgers = code(rows, options.program, Path(work))
    total, by_type = Figures(), {}
    for row in rows:
        ledger = ledgers.get(row.id)
        cause = add_sentence(total, row, ledger)
        total.causes[cause] += 1
        add_sentence(by_type.setdefault(row.type, Figures()), row, ledger)
        if options.errors and cause != "right":
            acts = ledger["acts"] if ledger else []
            told = "; ".join(
                f"{a['type']} {a['actors']} {a['recipients']} ({a.get('target', '')}) <{a['trigger']}>" for a in acts
            )
            print(f"{row.id}\t{cause}\t{row.type}\t{row.actor}\t{row.recipient}\t{row.sentence}\t{told}")
    print("\n".join(total.lines()))
    print("sentences:", ", ".join(f"{n} {cause}" for cause, n in total.causes.most_common()))
    for kind, f in sorted(by_type.items()):
        print(f"  {kind:10} {f.sentences:4} recall {f.right / f.sentences:.2f}  pair {f.pair_right}/{f.pair}")


if __name__ == "__main__":
    main()
