# Copies among the articles of a ledger, as `chancery copies` shows them.
# SPDX-License-Identifier: Apache-2.0
from program import ProgramTest, main

LEAD = "{place}, Jan. 15 ({agency}) - The president of Ruritania received the ambassador of Borduria on Monday.\n\n"
BODY = [
    "The two sides talked about trade, which has grown by a third in the last four years, and about the bridge.",
    "Work on the bridge over the river at Zenda began in spring and is to be finished by the end of next year.",
    "The ambassador thanked the president for the help that was given to his country after the flood in autumn.",
    "He invited the president to visit the capital of Borduria, where a fair of books will be opened in summer.",
    "The president accepted the invitation and asked the ambassador to convey his greetings to the king.",
]
OTHER = [
    "Farmers in the north of the kingdom say that the harvest of this year will be the poorest for a decade.",
    "Rain fell on no more than nine days between June and September, the office for weather wrote on Tuesday.",
    "The price of bread has risen twice since then, and bakers in the capital expect that it will rise again.",
    "A member of parliament for the district of Hentzau called on the government to open the stores of grain.",
]


class Copies(ProgramTest):
    def setUp(self):
        super().setUp()
        wire = LEAD.format(place="STRELSAU", agency="Reuters") + "\n\n".join(BODY)
        self.write("in/wire.txt", "President receives ambassador\n\n" + wire)
        self.write("in/twin.txt", "Bridge at Zenda nearly done, guests hear\n\n" + wire)
        self.write("in/cut.txt", "Ambassador received\n\n" + "\n\n".join(BODY[:3]))
        self.write("in/carrier.txt", "Harvest fails\n\n" + "\n\n".join(OTHER[:3] + BODY[:3] + OTHER[3:]))
        self.write("in/other.txt", "Harvest fails\n\n" + "\n\n".join(t.replace("Farmers", "Growers") for t in reversed(OTHER[:2])))
        self.ledger = self.path("l.ledger")
        self.run_program("ingest", "--ledger", self.ledger, self.path("in"))

    def test_kinds_and_paragraphs(self):
        rows = self.json_lines("copies", "--ledger", self.ledger)
        pairs = {(row["copy"]["doc"], row["origin"]["doc"]): row for row in rows}
        self.assertEqual(pairs["wire", "twin"]["kind"] if ("wire", "twin") in pairs else pairs["twin", "wire"]["kind"], "exact")
        cut = next(row for row in rows if row["copy"]["doc"] == "cut")
        self.assertEqual((cut["kind"], cut["agency"], cut["credited"]), ("near", "Reuters", False))
        carried = [row for row in rows if row["copy"]["doc"] == "carrier" and row["kind"] == "partial"]
        self.assertTrue(carried)
        self.assertIn(BODY[0], [p["words"] for row in carried for p in row["paragraphs"]])

    def test_one_document_and_tables(self):
        done = self.run_program("copies", "--ledger", self.ledger, "cut", "--paragraphs")
        lines = done.stdout.decode().splitlines()
        self.assertTrue(lines[0].startswith("COPY"))
        self.assertIn("(not credited)", lines[1])
        self.assertTrue(any("paragraph 1 is" in line for line in lines))
        done = self.run_program("copies", "--ledger", self.ledger, "nothing-of-that-name")
        self.assertEqual(done.stdout, b"")

    def test_old_ledgers_are_read_once_brought_up_to_date(self):
        db = self.check_ledger(self.ledger)
        blocks = db.execute("SELECT count(*) FROM codings WHERE blocks IS NULL").fetchone()[0]
        self.assertEqual(blocks, 0)


if __name__ == "__main__":
    main()
