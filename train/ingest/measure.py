#!/usr/bin/env python3
"""Measures ingest against gold ledgers: evidence, dates, outlets, titles, text kept.
SPDX-License-Identifier: Apache-2.0

measure.py INGEST_DUMP DATA_DIR GOLD_DIR...   (GOLD_DIR holds texts/ and ledger/)
"""
import json
import pathlib
import subprocess
import sys
import unicodedata


def key(text):
    folded = unicodedata.normalize("NFKD", text.replace("&#x27;", "'").replace("&quot;", '"'))
    return "".join(c for c in folded.lower() if c.isalnum())


def main():
    program, data, *golds = sys.argv[1:]
    verbose = "-v" in golds
    golds = [g for g in golds if g != "-v"]
    total = {k: 0 for k in ("acts", "kept", "docs", "dated", "date_right", "outlets", "outlet_right",
                            "titles", "title_right", "no_title", "no_title_right", "chars", "kept_chars")}
    for gold in map(pathlib.Path, golds):
        out = subprocess.run([program, data, "--json", str(gold / "texts")],
                             capture_output=True, text=True, check=True)
        sys.stderr.write(out.stderr)
        for line in filter(None, out.stdout.split("\n")):
            a = json.loads(line)
            path = gold / "ledger" / (a["doc"] + ".json")
            if not path.exists():
                continue
            g = json.loads(path.read_text())
            total["docs"] += 1
            read = [b for b in a["blocks"] if b["kind"] in ("title", "paragraph")]
            total["chars"] += a["text_bytes"]
            total["kept_chars"] += sum(len(b["text"].encode()) for b in read)
            for act in g["acts"]:
                total["acts"] += 1
                if any(act["evidence"] in b["source"] for b in read):
                    total["kept"] += 1
                elif verbose:
                    where = [f'{b["kind"]}/{b["rule"]}' for b in a["blocks"] if act["evidence"] in b["source"]]
                    print("EVIDENCE", a["doc"], where, act["evidence"])
            if a["date"]:
                total["dated"] += 1
                if a["date"] == g["date"]:
                    total["date_right"] += 1
                elif verbose:
                    print("DATE", a["doc"], a["date"], a["date_rule"], "gold", g["date"])
            if a["outlet"]:
                total["outlets"] += 1
                x, y = key(a["outlet"]), key(g["outlet"] or "")
                if x in y or y in x:
                    total["outlet_right"] += 1
                elif verbose:
                    print("OUTLET", a["doc"], a["outlet"], a["outlet_rule"], "gold", g["outlet"])
            if g["title"]:
                total["titles"] += 1
                if key(a["title"]) == key(g["title"]):
                    total["title_right"] += 1
                elif verbose:
                    print("TITLE", a["doc"], repr(a["title"]), "gold", repr(g["title"]))
            else:
                total["no_title"] += 1
                if not a["title"]:
                    total["no_title_right"] += 1
                elif verbose:
                    print("TITLE", a["doc"], repr(a["title"]), "gold none")
    t = total
    print(f'documents {t["docs"]}')
    print(f'evidence in title or paragraph {t["kept"]}/{t["acts"]} = {100 * t["kept"] / t["acts"]:.2f} %')
    print(f'text kept {100 * t["kept_chars"] / t["chars"]:.1f} % of the characters')
    print(f'dates given {t["dated"]}, right {t["date_right"]}')
    print(f'outlets given {t["outlets"]}, right {t["outlet_right"]}')
    print(f'titles right {t["title_right"]}/{t["titles"]}; none where none is {t["no_title_right"]}/{t["no_title"]}')


if __name__ == "__main__":
    main()
