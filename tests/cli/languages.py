# Articles in other languages and encodings: what is read, what is kept as a record.
# SPDX-License-Identifier: Apache-2.0
from program import STORY, ProgramTest, main

VIETNAMESE = (
    "Bộ trưởng Ngoại giao đã gặp đại sứ các nước tại thủ đô vào sáng thứ Hai.\n\n"
    "Hai bên bàn về thương mại, du lịch và các vấn đề hai nước cùng quan tâm.\n"
)


class Languages(ProgramTest):
    def test_other_languages_are_records_with_their_language(self):
        self.write("in/vi.txt", VIETNAMESE)
        self.write("in/en.txt", STORY.format(place="Berlin", number=1))
        ledger = self.path("l.ledger")
        done = self.run_program("ingest", "--ledger", ledger, self.path("in"), expect=3)
        lines = done.stdout.decode().splitlines()
        self.assertIn("refused\tvi\tis in Vietnamese (vi); only English is read", lines)
        self.assertEqual(len(lines), 2)
        rows = self.json_lines("articles", "--ledger", ledger, "--refused")
        self.assertEqual([(row["doc"], row["language"]) for row in rows], [("vi", "vi")])
        rows = self.json_lines("articles", "--ledger", ledger)
        self.assertEqual({row["doc"]: row["language"] for row in rows}, {"vi": "vi", "en": "en"})

    def test_encodings_give_the_same_acts(self):
        text = STORY.format(place="Zürich", number=1).replace("the attack", "the “attack”")
        variants = {
            "plain": text.encode(),
            "wide": text.encode("utf-16"),
            "bare": text.encode("utf-16-le"),
            "western": text.encode("cp1252"),
            "twice": text.encode().decode("latin-1").encode(),
        }
        for name, content in variants.items():
            self.write(f"in/{name}.txt", content)
        done = self.run_program("code", self.path("in"))
        acts = done.stdout.decode().splitlines()
        self.assertEqual(len(acts), len(variants))
        counts = {line.count('"trigger"') for line in acts}
        self.assertEqual(len(counts), 1, counts)


if __name__ == "__main__":
    main()
