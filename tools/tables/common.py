"""What the table makers share: reading sources, folding names, writing sorted tables.

SPDX-License-Identifier: Apache-2.0
"""

import csv
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
HAND = HERE / "hand"
TABLES = HERE.parent.parent / "data" / "actors"
DEFAULT_GAZETTEER = HERE.parent.parent.parent / "shared" / "gazetteer"

# Letters that Unicode decomposition leaves alone.
_LETTERS = str.maketrans(
    {
        "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i",
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D",
        "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ə": "e", "Ə": "E", "ʼ": "'",
        "’": "'", "‘": "'", "ʻ": "'", "–": "-", "—": "-",
    }
)


def plain(text):
    """Without diacritics, with plain apostrophes and dashes; case is kept."""
    text = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c))


def fold(text):
    """The form by which two spellings are the same name: no case, marks or punctuation."""
    text = re.sub(r"[.'`]", "", plain(text).casefold())
    return re.sub(r"[^\w]+", " ", text).strip()


def squeeze(text):
    """One space between words, none around."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def latin(text):
    """True if every letter of the text is Latin."""
    return all(
        not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in unicodedata.normalize("NFC", text)
    )


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_hand(name):
    """Rows of a hand-written table as dicts; '#' lines and empty lines are skipped."""
    rows, header = [], None
    with open(HAND / name, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                continue
            if len(cells) > len(header):
                raise SystemExit(f"{name}:{number}: {len(cells)} cells for {len(header)} columns")
            cells += [""] * (len(header) - len(cells))
            rows.append(dict(zip(header, (squeeze(c) for c in cells)), line=number))
    return rows


def read_table(name):
    """Rows of a finished table in data/actors as dicts."""
    with open(TABLES / name, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    lines = [line for line in lines if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:]]


def write_table(name, columns, rows):
    """Write rows (dicts or sequences) sorted by bytes, without repeats."""
    lines = set()
    for row in rows:
        cells = [row[c] for c in columns] if isinstance(row, dict) else list(row)
        lines.add("\t".join(squeeze(str(c)) for c in cells))
    ordered = sorted(lines, key=lambda line: line.encode())
    TABLES.mkdir(parents=True, exist_ok=True)
    with open(TABLES / name, "w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(columns) + "\n")
        file.writelines(line + "\n" for line in ordered)
    print(f"{name}: {len(ordered)} rows")
