"""WikiGold as CoNLL-U with names in MISC, for chancery-evaluate-reading --gold-tokens.

    python3 train/reading/wikigold.py ../shared/language/ner/wikigold.conll.txt > wikigold.conllu

Its words and sentences are kept; trees and tags, which it does not have, are fillers.
Names of kind MISC are left out.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpora import KINDS, read_wikigold


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for number, sentence in enumerate(read_wikigold(Path(sys.argv[1]))):
        print(f"# newdoc id = {number}\n# sent_id = {number}")
        for i, (form, label) in enumerate(zip(sentence.forms, sentence.names or [])):
            kind = KINDS[(label - 1) // 2] if label else ""
            misc = f"Name={'B' if label % 2 else 'I'}-{kind}" if label else "_"
            head, rel = (0, "root") if i == 0 else (1, "dep")
            print(i + 1, form, "_", "X", "_", "_", head, rel, "_", misc, sep="\t")
        print()


if __name__ == "__main__":
    main()
