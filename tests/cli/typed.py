"""chancery type, and what a flash gives: sentences alone, made up."""
# SPDX-License-Identifier: Apache-2.0
import json

from program import ProgramTest, main

HEADER = "id\tactor\trecipient\tsentence\n"
ROWS = (
    ("1", "Norway", "Chile", "Norway accused Chile of hiding the report.", "ACCUSE"),
    ("2", "Chile", "two sailors", "Chile released two sailors on Friday.", "YIELD"),
    ("3", "Kenya", "Peru", "Kenya will send doctors to Peru.", "AGREE"),
    ("4", "Peru", "the harbour", "Peru refused to reopen the harbour.", "REJECT"),
)


class TypeTest(ProgramTest):
    def test_types_of_pairs(self):
        lines = "".join("\t".join(row[:4]) + "\n" for row in ROWS)
        path = self.write("pairs.tsv", HEADER + lines)
        out = self.run_program("type", "--merge-yield", path).stdout.decode().splitlines()
        self.assertEqual(out[0], "id\ttype\tshare")
        self.assertEqual([line.split("\t")[:2] for line in out[1:]], [[r[0], r[4]] for r in ROWS])
        for line in out[1:]:
            self.assertGreater(float(line.split("\t")[2]), 0.3)

    def test_a_pair_that_is_not_there_has_a_type_all_the_same(self):
        path = self.write("pairs.tsv", HEADER + "7\tNobody\tNothing\tIt rained.\n")
        out = self.run_program("type", path).stdout.decode().splitlines()
        self.assertEqual(len(out), 2)

    def test_faults_name_the_line(self):
        path = self.write("pairs.tsv", "id\tactor\n")
        self.assertIn(b"recipient", self.run_program("type", path, expect=1).stderr)
        path = self.write("pairs.tsv", HEADER + "1\tA\tB\n")
        self.assertIn(b":2", self.run_program("type", path, expect=1).stderr)


class FlashTest(ProgramTest):
    def acts(self, text):
        path = self.write("flash.txt", text)
        return json.loads(self.run_program("code", path).stdout)["acts"]

    def test_a_thing_is_the_target_of_a_flash(self):
        acts = self.acts("Norway condemned the bombing of the old bridge.\n")
        self.assertEqual([(a["type"], a["recipients"]) for a in acts], [("ACCUSE", [])])
        self.assertIn("bombing", acts[0]["target"])


if __name__ == "__main__":
    main()
