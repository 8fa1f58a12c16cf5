#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many of the entities of gold ledgers the actors room finds.

    score_entities.py GOLD_LEDGER_DIR FOUND.jsonl SCORE_PY [--misses]

FOUND.jsonl is what chancery-dump-actors prints; SCORE_PY is the scorer of the gold whose
same_entity() says when two entities count as the same. Figures, over all gold entities:
  kind+code  an actor with the same kind and code that counts as the same entity
  same       an actor that counts as the same entity
  sector     share of the kind+code hits that have the gold's sector too
"""
import argparse
import collections
import importlib.util
import json
import pathlib


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("gold_score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("found", type=pathlib.Path)
    parser.add_argument("scorer", type=pathlib.Path)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    same = load_scorer(args.scorer).same_entity
    found = {}
    for line in args.found.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        found[doc["doc"]] = doc["entities"]
    total, strict, loose, sector, actors = (collections.Counter() for _ in range(5))
    for path in sorted(args.gold.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(gold, dict) or "entities" not in gold:
            continue
        candidates = found.get(path.stem, [])
        actors["n"] += len(candidates)
        for entity in gold["entities"]:
            kind = entity["kind"]
            total[kind] += 1
            hits = [a for a in candidates if same(a, entity)]
            exact = [a for a in hits if a["kind"] == kind and a["code"] == entity["code"]]
            loose[kind] += bool(hits)
            strict[kind] += bool(exact)
            sector[kind] += any(a["sector"] == entity["sector"] for a in exact)
            if args.misses and not exact:
                near = [(a["name"], a["kind"], a["code"], a["sector"], a["rule"]) for a in hits]
                print(path.stem, kind, repr(entity["name"]), entity["code"], entity["sector"], entity["offices"], "| near:", near)
    for kind in sorted(total, key=lambda k: -total[k]):
        print(f"{kind:12} {total[kind]:5} kind+code {strict[kind] / total[kind]:.3f} same {loose[kind] / total[kind]:.3f} sector {sector[kind] / max(1, strict[kind]):.3f}")
    n = sum(total.values())
    print(f"{'all':12} {n:5} kind+code {sum(strict.values()) / n:.3f} same {sum(loose.values()) / n:.3f} sector {sum(sector.values()) / max(1, sum(strict.values())):.3f}; {actors['n']} actors found")


if __name__ == "__main__":
    main()
