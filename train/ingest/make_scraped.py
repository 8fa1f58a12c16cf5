#!/usr/bin/env python3
"""Makes texts as scrapers leave them, from pages: all their lines, the story's and the furniture's, with slugs of
wires and interface words of other languages put between.
SPDX-License-Identifier: Apache-2.0

make_scraped.py WCXB_DIR OUT_DIR [--seed N] [--every N]   (WCXB_DIR holds html/ and gold/)

Writes OUT_DIR/texts/NAME.txt, and OUT_DIR/lines.jsonl: for each text its lines, each with true where it is the
story's. A line is the story's where the gold text has its words in a row. Menus, share bars, notices, credits, lists
and tails are those of the pages themselves; what is put between is from the lists below, not from data/ingest.
"""
import argparse
import gzip
import html.parser
import json
import pathlib
import random
import re

WORD = re.compile(r"\w+")
BLOCKS = set("address article aside blockquote br button dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
             "header hr label li main nav ol option p pre section select summary table td th title tr ul".split())
UNSEEN = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object"}
FOREIGN = {
    "es": ["Iniciar sesión", "Compartir en Facebook", "Lee también", "Aceptar cookies", "Suscríbete al boletín", "Te puede interesar"],
    "fr": ["Se connecter", "Partager sur Twitter", "À lire aussi", "Tout accepter", "Abonnez-vous à la newsletter", "Sur le même sujet"],
    "de": ["Anmelden", "Auf Facebook teilen", "Lesen Sie auch", "Alle akzeptieren", "Newsletter abonnieren", "Zur Startseite"],
    "vi": ["Đăng nhập", "Chia sẻ Facebook", "Đọc thêm", "Tin liên quan", "Đăng ký nhận tin", "Ý kiến bạn đọc"],
    "ru": ["Войти", "Поделиться", "Читайте также", "Принять все", "Подписаться на рассылку", "Новости по теме"],
    "ar": ["تسجيل الدخول", "مشاركة", "اقرأ أيضا", "قبول الكل", "اشترك في النشرة", "الأكثر قراءة"],
    "zh": ["登录", "分享到微信", "相关阅读", "接受所有", "订阅邮件", "责任编辑"],
}
SLUGS_BEFORE = ["(2nd LD)", "(LEAD)", "(ATTN: UPDATES with more details in paras 3-5)", "(News Focus)", "URGENT", "(Recasts, adds quotes)"]
SLUGS_BEHIND = ["(END)", "Enditem", "-0-", "(Reporting by the desk; Editing by the desk)", "ends", "###"]


class Lines(html.parser.HTMLParser):
    """The text of a page, a line for each block."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.parts, self.unseen = [], [], 0

    def end_line(self):
        line = " ".join("".join(self.parts).split())
        self.parts = []
        if line:
            self.lines.append(line)

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.end_line()

    def handle_endtag(self, tag):
        if tag in UNSEEN and self.unseen:
            self.unseen -= 1
        if tag in BLOCKS:
            self.end_line()

    def handle_data(self, data):
        if not self.unseen:
            self.parts.append(data)


def lines_of(page):
    reader = Lines()
    reader.feed(page.decode("utf-8", "replace"))
    reader.end_line()
    return reader.lines


def key(text):
    return " " + " ".join(WORD.findall(text.lower())) + " "


def labelled(lines, gold):
    """Short lines count as the story's only between lines that are: a menu's word may stand in any story."""
    story = key(gold["main_content"])
    title = key(gold["title"])
    out = [[line, key(line) != "  " and (key(line) in story or key(line) == title)] for line in lines]
    long = [i for i, (line, own) in enumerate(out) if own and len(WORD.findall(line)) >= 8]
    for i, one in enumerate(out):
        if one[1] and len(WORD.findall(one[0])) < 8:
            one[1] = key(one[0]) == title or bool(long) and long[0] <= i <= long[-1]
    return out, long


def dress(lines, long, chance):
    """Foreign words at the head, at the foot and in one place between paragraphs; slugs around the story."""
    words = FOREIGN[chance.choice(sorted(FOREIGN))]
    put = {0: words[:2], len(lines): words[-2:], chance.choice(long[1:] or [len(lines)]): words[2:4]}
    put.setdefault(long[0], []).append(chance.choice(SLUGS_BEFORE))
    put.setdefault(long[-1] + 1, []).insert(0, chance.choice(SLUGS_BEHIND))
    out = []
    for i in range(len(lines) + 1):
        out += [[line, False] for line in put.get(i, [])]
        out += lines[i:i + 1]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wcxb", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="each n-th page only")
    options = parser.parse_args()
    (options.out / "texts").mkdir(parents=True, exist_ok=True)
    with open(options.out / "lines.jsonl", "w", encoding="utf-8") as table:
        for path in sorted(options.wcxb.glob("html/*.html.gz"))[::options.every]:
            doc = path.name[:-8]
            gold = json.loads((options.wcxb / "gold" / (doc + ".json")).read_text())
            lines, long = labelled(lines_of(gzip.decompress(path.read_bytes())), gold)
            if len(long) < 3:
                continue  # made by a script, or cut into other lines than the gold's
            lines = dress(lines, long, random.Random(f"{options.seed} {doc}"))
            (options.out / "texts" / (doc + ".txt")).write_text("\n".join(line for line, _ in lines) + "\n", encoding="utf-8")
            table.write(json.dumps({"doc": doc, "lines": lines}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
