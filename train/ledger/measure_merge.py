#!/usr/bin/env python3
"""Measure how acts are merged into events, against annotated groups of acts.

    measure_merge.py DUMP_MERGE RULES LEDGER TEXTS META [--gold DIR --score FILE] [--least F1]
        [--list] [--events] [--out DIR]

LEDGER holds <doc>.json files with acts (annotated ones, or what `chancery code --out` wrote), TEXTS
<doc>.txt, META doc, date, … by tabs. DIR holds the annotated acts and same.json; FILE is the scoring
program that goes with them, whose matching of acts is used. Prints B-cubed over all matched acts and
over those in groups of two or more, and pairs; exits with 1 where F1 of the first is less than --least.
--list names the pairs that are wrong, --events all events of two acts and more, --out writes the
ledgers with an "event" for each act.
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import importlib.util
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def load_ledgers(folder):
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(folder.glob("*.json"))
            if path.name not in ("same.json", "statements.json", "actors.json")}


def sentence_of(text, evidence):
    """The sentence of `text` that holds `evidence`; the evidence itself where it is not found."""
    at = text.find(evidence)
    if not evidence or at < 0:
        return evidence
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n", text)]
    begin = max([e for e in ends if e <= at], default=0)
    end = min([e for e in ends if e >= at + len(evidence)], default=len(text))
    return text[begin:end].strip()


def country_names(ledgers):
    return {e["name"].lower(): e["code"] for d in ledgers.values() for e in d["entities"]
            if e["kind"] == "state" and e.get("code")}


def place_of(act, countries):
    """Name and country of an act's place; no name where no more than the country is known."""
    place = act.get("place")
    if "place_country" in act or "place_latitude" in act:
        return (place if "place_latitude" in act else None), act.get("place_country")
    if place and place.lower() in countries:
        return None, countries[place.lower()]
    return place, None


def acts_of(ledgers, texts, days):
    """The acts in the form that chancery-dump-merge reads."""
    countries = country_names(ledgers)
    for doc, ledger in ledgers.items():
        text = (texts / f"{doc}.txt").read_text(encoding="utf-8")
        known = {e["key"]: e for e in ledger["entities"]}
        for act in ledger["acts"]:
            place, country = place_of(act, countries)
            parties = [{"name": known[key]["name"], "code": known[key].get("code"),
                        "kind": known[key]["kind"], "recipient": role == "recipients"}
                       for role in ("actors", "recipients") for key in act[role] if key in known]
            yield {"id": f"{doc}:{act['id']}", "doc": doc, "published": days.get(doc),
                   "place": place, "place_country": country, "parties": parties,
                   "sentence": sentence_of(text, act.get("evidence") or ""),
                   **{k: act.get(k) for k in ("type", "mode", "channel", "status", "background",
                                              "date", "count")}}


def merged(program, rules, acts):
    """Events as lists of identifiers, and how likely pairs are one."""
    lines = "".join(json.dumps(a) + "\n" for a in acts)
    done = subprocess.run([program, rules, "--pairs"], input=lines, capture_output=True, text=True,
                          check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return ([row["event"] for row in rows if "event" in row],
            {tuple(sorted(row["pair"])): row["likely"] for row in rows if "pair" in row})


def write_ledgers(ledgers, event_of, folder):
    for doc, ledger in ledgers.items():
        for act in ledger["acts"]:
            act["event"] = event_of[f"{doc}:{act['id']}"]
        (folder / f"{doc}.json").write_text(json.dumps(ledger, ensure_ascii=False), encoding="utf-8")


def matched_acts(score, gold, folder, texts):
    """For each annotated act that a given one matches: the "event" of that one."""
    found = {}
    score.merging = lambda groups, matched: found.update(matched)
    score.score(gold, folder, texts=texts)
    return {f"{doc}:{act}": event for (doc, act), event in found.items()}


def b_cubed(items, gold, given):
    p = r = 0.0
    for k in items:
        mine = [x for x in items if given[x] == given[k]]
        true = [x for x in items if gold[x] == gold[k]]
        both = sum(gold[x] == gold[k] for x in mine)
        p += both / len(mine)
        r += both / len(true)
    p, r = p / max(1, len(items)), r / max(1, len(items))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def figures(p, r, f1):
    return f"P {p:.4f}  R {r:.4f}  F1 {f1:.4f}"


def show(act):
    names = {role: " + ".join(f"{p['name']} [{p['kind']} {p['code']}]" for p in act["parties"]
                              if p["recipient"] == role) for role in (False, True)}
    return (f"    {act['id']:10} {act['published']} {act['type']}/{act['mode']}/{act['channel']} {act['date']} "
            f"{act['status']}{' background' if act['background'] else ''} @{act['place']},"
            f"{act['place_country']} {names[False]} -> {names[True]} | {act['sentence'][:220]}")


def report(groups, given, acts, likely, matched_to, listed):
    """`given`: the event of each annotated act; `matched_to`: the act that matches it."""
    group_of = {name: n for n, group in enumerate(groups) for name in group}
    items = sorted(given)
    gold = {k: group_of.get(k, k) for k in items}
    grouped = [k for k in items if sum(gold[x] == gold[k] for x in items) > 1]
    whole = b_cubed(items, gold, given)
    print(f"B-cubed, all acts:           {figures(*whole)}  ({len(items)} acts)")
    print(f"B-cubed, acts with others:   {figures(*b_cubed(grouped, gold, given))}  ({len(grouped)} acts)")
    pairs = [(a, b) for a, b in itertools.combinations(items, 2) if a.split(":")[0] != b.split(":")[0]]
    true = {p for p in pairs if gold[p[0]] == gold[p[1]]}
    mine = {p for p in pairs if given[p[0]] == given[p[1]]}
    hit = len(true & mine)
    p, r = hit / max(1, len(mine)), hit / max(1, len(true))
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    print(f"pairs:                       {figures(p, r, f1)}  ({hit} right of {len(mine)}, {len(true)} annotated)")
    if listed:
        for what, wrong in (("MISSED", true - mine), ("FALSE", mine - true)):
            for pair in sorted(wrong):
                ids = tuple(sorted(matched_to[x] for x in pair))
                print(f"{what} {pair[0]} {pair[1]}: likely {likely.get(ids, 0):.2f}")
                for name in ids:
                    print(show(acts[name]))
    return whole[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("rules")
    for name in ("ledger", "texts", "meta"):
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--gold", type=pathlib.Path)
    parser.add_argument("--score", type=pathlib.Path)
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--events", action="store_true")
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    days = dict(line.split("\t")[:2] for line in args.meta.read_text(encoding="utf-8").splitlines()[1:])
    ledgers = load_ledgers(args.ledger)
    acts = {a["id"]: a for a in acts_of(ledgers, args.texts, days)}
    events, likely = merged(args.program, args.rules, acts.values())
    event_of = {name: min(event) for event in events for name in event}
    several = [e for e in events if len(e) > 1]
    print(f"{len(acts)} acts of {len(ledgers)} articles, {len(events)} events, "
          f"{len(several)} of them told by several")
    if args.events:
        for event in several:
            print("EVENT")
            for name in event:
                print(show(acts[name]))
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        write_ledgers(ledgers, event_of, args.out)
    if args.gold:
        spec = importlib.util.spec_from_file_location("score", args.score)
        score = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(score)
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            write_ledgers(ledgers, {name: name for name in acts}, folder)
            matched_to = matched_acts(score, args.gold, folder, args.texts)
        given = {k: event_of[name] for k, name in matched_to.items()}
        groups = json.loads((args.gold / "same.json").read_text(encoding="utf-8"))
        return report(groups, given, acts, likely, matched_to, args.list) < args.least
    return 0


if __name__ == "__main__":
    sys.exit(main())
