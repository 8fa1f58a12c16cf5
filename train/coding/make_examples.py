"""Fills the patterns of examples.tsv with names and prints sentences as plv_train.tsv has them.

In a pattern, {a} and {b} stand for any actor; [words] mark an actor, <words> a recipient that is
given as it is. The same file and count give the same sentences.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from pathlib import Path

STATES = (
    "France|Germany|Turkey|Brazil|Japan|South Korea|North Korea|India|Pakistan|Iran|Iraq|Egypt|Kenya|Nigeria|"
    "South Africa|Mexico|Canada|Chile|Peru|Ukraine|Russia|China|Vietnam|Laos|Thailand|Indonesia|Australia|"
    "Sweden|Poland|Greece|Serbia|Ethiopia|Sudan|Syria|Lebanon|Israel|Cuba|Venezuela|the United States|Britain"
).split("|")
BODIES = (
    "The European Union|The United Nations|NATO|The African Union|ASEAN|The government|The foreign ministry|"
    "The Supreme Court|The army|Parliament|The opposition|The rebels|The Taliban|The Senate|"
    "The interior ministry|The police|The central bank|Prosecutors|The ruling party|The Arab League|"
    "The president|The prime minister|French troops|Kenyan police|The Turkish military|The Houthis|Hezbollah|"
    "A Spanish court|German authorities|The White House|The Kremlin|Security forces|Amnesty International|"
    "The Polish government|Government forces|The Indian parliament|The separatists|Iranian officials"
).split("|")
PEOPLE = (
    "President Marta Oliveira|Prime Minister Jan Kowalski|Foreign Minister Ahmed Saleh|Defence Minister Li Qiang|"
    "opposition leader Daniel Mbeki|Chancellor Karin Vogel|Ambassador Paul Hughes|Senator Ruth Keller|"
    "rebel leader Omar Diallo|General Tomas Rivera|Pope Leo|King Olaf|Secretary of State Helen Brooks"
).split("|")
WHEN = ("", "", "", "", "On Monday, ", "Last week, ", "In March, ", "Meanwhile, ")


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_article(name: str) -> str:
    """A body's name inside a sentence: "The army" is "the army"."""
    head = name.split(" ", 1)[0]
    return name[:1].lower() + name[1:] if head in ("The", "A", "Security", "Government", "Prosecutors") else name


def fill(pattern: str, rng: random.Random) -> tuple[str, str, str]:
    """Actor, recipient, sentence."""
    actor, recipient = rng.choice((STATES, STATES, BODIES, BODIES, PEOPLE)), rng.choice((STATES, STATES, BODIES, PEOPLE))
    first, second = rng.choice(actor), rng.choice(recipient)
    while second == first:
        second = rng.choice(recipient)
    if re.search(r"\b(in|into|from|towards|off|near|over|of|to) <\{b\}>", pattern):
        second = rng.choice(STATES)  # a place or a state: "troops from {b}"
    when = rng.choice(WHEN)
    text = pattern.replace("{b}", lower_article(second))
    start = text.startswith(("{a}", "["))
    text = text.replace("{a}", "[" + (lower_article(first) if when or not start else upper_first(first)) + "]")
    if when and not start:
        when = ""
    got_actor = re.search(r"\[(.*?)\]", text)
    got_recipient = re.search(r"<(.*?)>", text)
    sentence = re.sub(r"[\[\]<>]", "", when + text)
    return got_actor.group(1), got_recipient.group(1), sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("patterns", type=Path)
    parser.add_argument("--each", type=int, default=3, help="sentences made of a pattern")
    options = parser.parse_args()
    rng = random.Random(1)
    print("id\ttype\tactor\trecipient\tsentence")
    with options.patterns.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            for copy in range(options.each):
                actor, recipient, sentence = fill(row["pattern"], rng)
                print(f"x{number}.{copy}\t{row['type']}\t{actor}\t{recipient}\t{sentence}")


if __name__ == "__main__":
    main()
