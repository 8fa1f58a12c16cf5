"""Make the tables of data/actors from the gazetteer and the hand-written rows.

    python3 tools/tables/make.py [GAZETTEER] [--only NAME ...]

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import importlib
from pathlib import Path

from common import DEFAULT_GAZETTEER

PARTS = ["states", "world", "leaders", "organisations", "words", "places", "media"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gazetteer", nargs="?", type=Path, default=DEFAULT_GAZETTEER)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    args = parser.parse_args()
    for part in args.only:
        importlib.import_module(part).main(args.gazetteer)


if __name__ == "__main__":
    main()
