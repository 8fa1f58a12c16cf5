#!/usr/bin/env python3
"""Checks the tables of data/coding: form, ids, types, modes, slots, conditions, classes.

Prints one line "file:line: fault" for each fault and ends with 1 if there was any.
Usage: check_rules.py [folder]; the default is data/coding beside this tool's tree.

SPDX-License-Identifier: Apache-2.0
"""

import re
import sys
from pathlib import Path

MODES = {
    "AGREE": "pledge agree meet invite",
    "CONSULT": "visit meeting multilateral phone negotiation mediation envoy correspondence",
    "SUPPORT": "congratulate condole thank praise endorse recognise sign honour",
    "CONCEDE": "",
    "COOPERATE": "economic military judicial intelligence other",
    "AID": "economic military humanitarian peacekeeping asylum",
    "RETREAT": "release return access disarm ceasefire withdraw resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove allege investigate summon",
    "REJECT": "assist change yield meet",
    "THREATEN": "",
    "PROTEST": "demonstrate strike boycott riot",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold "
    "misinformation cyber",
    "ASSAULT": "abduct beat torture execute kill explosives heavy-weapons aerial other",
}
MODES = {name: set(words.split()) for name, words in MODES.items()}
CHANNELS = set(
    "in_person phone video letter message envoy statement document social_media".split()
)
PREPOSITIONS = set(
    "with to from for on against over by in at of between towards toward into about".split()
)
VERB_SLOTS = PREPOSITIONS | set(
    "subj obj iobj prep comp-subj comp-owner subj-owner objposs objof objadj context speaker authority crowd".split()
)
VERB_SLOTS |= {"comp-obj"} | {"comp-" + word for word in PREPOSITIONS}
NOUN_SLOTS = PREPOSITIONS | set("poss adj subj context speaker authority crowd".split())
NOUN_SLOTS |= {"verb-" + word for word in PREPOSITIONS}
FLAGS = set("recipient active actors2 states2 xcomp ccomp noxcomp noccomp noobj obj past nominal future comp-told negated".split())
WORD_CONDITIONS = set("obj prep mod comp subj for comp-aux".split())
KIND_CONDITIONS = set("objkind subjkind".split())
KINDS = set(
    "person state body party igo ngo company media armed_group people other".split()
)
QUADS = set("1234")
HEADERS = {
    "rules.tsv": "id trigger pos type mode actors recipients channel needs cameo note",
    "classes.tsv": "class lemma note",
    "modality.tsv": "kind lemma note",
    "verbs.tsv": "form lemma note",
    "types.tsv": "type future_type future_mode symmetric verbal cameo_root quad refused_mode",
    "channels.tsv": "phrase channel note",
    "cameo.tsv": "code name goldstein quad type mode contexts source",
    "cameo_choice.tsv": "type mode code trigger contexts new_code note",
    "contexts.tsv": "context words note",
    "confidence.tsv": "what feature value n note",
    "reasons.tsv": "field rule words",
}
# PLOVER manual, draft of 2021.
CONTEXTS = set(
    "military intelligence executive legislative election political_institutions pro_democracy "
    "pro_autocracy economic legal reparations human_rights rights_freedoms repression "
    "human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping "
    "health asylum migration disasters natural_resources environment technology terrorism cbrn "
    "cyber misinformation crime corruption illegal_drugs trafficking".split()
)
FIELDS = set("mode channel date place status actors recipients".split())


class Checker:
    """Reads the tables of one folder and collects their faults."""

    def __init__(self, folder):
        self.folder = folder
        self.faults = 0
        self.classes = set()
        self.codes = set()

    def fault(self, name, number, text):
        self.faults += 1
        print(f"{self.folder / name}:{number}: {text}")

    def rows(self, name):
        """Yields (line number, fields) of every line that holds a record."""
        path = self.folder / name
        if not path.exists():
            self.fault(name, 1, "file is missing")
            return
        header = HEADERS[name].split()
        text = path.read_bytes()
        try:
            lines = text.decode("utf-8").split("\n")
        except UnicodeDecodeError as error:
            self.fault(name, text.count(b"\n", 0, error.start) + 1, "not UTF-8")
            return
        if lines[0].split("\t") != header:
            self.fault(name, 1, "first line must be: " + " ".join(header))
        if lines[-1]:
            self.fault(name, len(lines), "last line does not end in a line feed")
        for number, line in enumerate(lines[1:], 2):
            if not line or line.startswith("#"):
                continue
            fields = line.split("\t")
            if len(fields) != len(header):
                self.fault(name, number, f"{len(fields)} columns, not {len(header)}")
                continue
            if any(field != field.strip() for field in fields):
                self.fault(name, number, "blank at the start or end of a field")
            yield number, fields

    def lemma(self, name, number, word):
        """A plain lemma or a known @class."""
        if word.startswith("@"):
            if word[1:] not in self.classes:
                self.fault(name, number, f"class {word} is not in classes.tsv")
        elif not word or word != word.lower() or re.search(r"[\s|;=@]", word):
            self.fault(name, number, f"not a lemma in lower case: '{word}'")

    def check_classes(self, name):
        seen = {}
        for number, (group, lemma, _) in self.rows(name):
            if not re.fullmatch(r"[a-z][a-z0-9-]*", group):
                self.fault(name, number, f"class name '{group}'")
            if not lemma or lemma != lemma.lower():
                self.fault(name, number, f"lemma '{lemma}'")
            first = seen.setdefault((group, lemma), number)
            if first != number:
                self.fault(name, number, f"already on line {first}")
            self.classes.add(group)

    def check_trigger(self, number, trigger, pos):
        words = trigger.split(" ")
        if pos not in ("v", "n", "vn", "a"):
            self.fault("rules.tsv", number, f"pos '{pos}'")
        most = {"v": 3, "n": 3, "vn": 2, "a": 2}.get(pos, 3)
        if len(words) > most or (pos == "vn" and len(words) != 2):
            self.fault("rules.tsv", number, f"{len(words)} words in a trigger of pos {pos}")
        for word in words:
            self.lemma("rules.tsv", number, word)

    def check_slots(self, number, slots, pos):
        known = NOUN_SLOTS if pos == "n" else VERB_SLOTS
        if pos == "vn":
            known = VERB_SLOTS | {slot for slot in NOUN_SLOTS if slot.startswith("verb-")}
        for slot in re.split(r"[|+]", slots) if slots else []:
            if slot not in known:
                self.fault("rules.tsv", number, f"slot '{slot}' for pos {pos}")

    def check_condition(self, number, condition, pos):
        if condition in FLAGS:
            return
        match = re.fullmatch(r"([a-z-]+)(!?=)(.+)", condition)
        if not match:
            self.fault("rules.tsv", number, f"condition '{condition}'")
            return
        key, _, words = match.groups()
        if key in KIND_CONDITIONS:
            for kind in words.split("|"):
                if kind not in KINDS:
                    self.fault("rules.tsv", number, f"kind '{kind}'")
        elif key in WORD_CONDITIONS:
            if key == "mod" and pos not in ("n", "vn"):
                self.fault("rules.tsv", number, "mod= needs a noun in the trigger")
            for word in words.split("|"):
                self.lemma("rules.tsv", number, word)
        else:
            self.fault("rules.tsv", number, f"condition '{condition}'")

    def check_rules(self):
        ids = {}
        same = {}
        for number, fields in self.rows("rules.tsv"):
            rule, trigger, pos, act, mode, actors, recipients, channel, needs, cameo, _ = fields
            if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", rule):
                self.fault("rules.tsv", number, f"id '{rule}'")
            first = ids.setdefault(rule, number)
            if first != number:
                self.fault("rules.tsv", number, f"id '{rule}' is already on line {first}")
            first = same.setdefault((trigger, pos, needs, actors), number)
            if first != number:
                self.fault("rules.tsv", number, f"never used: line {first} is as wide")
            self.check_trigger(number, trigger, pos)
            if act not in MODES:
                self.fault("rules.tsv", number, f"type '{act}'")
            elif mode and mode not in MODES[act]:
                self.fault("rules.tsv", number, f"mode '{mode}' of {act}")
            if not actors:
                self.fault("rules.tsv", number, "no slot for actors")
            self.check_slots(number, actors, pos)
            self.check_slots(number, recipients, pos)
            if channel and channel not in CHANNELS:
                self.fault("rules.tsv", number, f"channel '{channel}'")
            for condition in needs.split(";") if needs else []:
                self.check_condition(number, condition, pos)
            if "recipient" in needs.split(";") and not recipients:
                self.fault("rules.tsv", number, "needs a recipient but has no slot for one")
            if cameo and cameo not in self.codes:
                self.fault("rules.tsv", number, f"cameo '{cameo}' is not in cameo.tsv")

    def check_types(self):
        seen = set()
        for number, fields in self.rows("types.tsv"):
            act, future, mode, symmetric, verbal, root, quad, refused = fields
            for name in (act, future):
                if name not in MODES:
                    self.fault("types.tsv", number, f"type '{name}'")
            if act in seen:
                self.fault("types.tsv", number, f"type '{act}' stands twice")
            seen.add(act)
            if mode and mode not in MODES.get(future, ()):
                self.fault("types.tsv", number, f"mode '{mode}' of {future}")
            if refused and refused not in MODES["REJECT"]:
                self.fault("types.tsv", number, f"refused_mode '{refused}' of REJECT")
            for word in symmetric.split("|") if symmetric else []:
                if word not in MODES.get(act, ()):
                    self.fault("types.tsv", number, f"mode '{word}' of {act}")
            if verbal not in ("0", "1"):
                self.fault("types.tsv", number, "verbal must be 0 or 1")
            if not re.fullmatch(r"[0-9]{2}", root):
                self.fault("types.tsv", number, f"cameo_root '{root}'")
            if quad not in QUADS:
                self.fault("types.tsv", number, f"quad '{quad}'")
        for act in sorted(set(MODES) - seen):
            self.fault("types.tsv", 1, f"no line for {act}")

    def check_phrases(self, name, allowed):
        seen = {}
        for number, (phrase, value, _) in self.rows(name):
            if not phrase or phrase != phrase.lower():
                self.fault(name, number, f"phrase '{phrase}'")
            if value not in allowed:
                self.fault(name, number, f"'{value}' is none of {' '.join(sorted(allowed))}")
            first = seen.setdefault(phrase, number)
            if first != number:
                self.fault(name, number, f"phrase is already on line {first}")

    def check_contexts_of(self, name, number, contexts):
        for context in contexts.split("|") if contexts else []:
            if context not in CONTEXTS:
                self.fault(name, number, f"context '{context}'")

    def check_type_and_modes(self, name, number, act, modes):
        if act not in MODES:
            self.fault(name, number, f"type '{act}'")
        for mode in modes.split("|") if modes else []:
            if mode not in MODES.get(act, ()):
                self.fault(name, number, f"mode '{mode}' of {act}")

    def check_cameo(self):
        name = "cameo.tsv"
        for number, (code, _, score, quad, act, mode, contexts, source) in self.rows(name):
            if not re.fullmatch(r"[0-9]{2,4}", code) or code in self.codes:
                self.fault(name, number, f"code '{code}' is no code, or stands twice")
            self.codes.add(code)
            if not re.fullmatch(r"-?[0-9]+\.[0-9]", score) or abs(float(score)) > 10:
                self.fault(name, number, f"goldstein '{score}'")
            root = int(code[:2])
            if quad != ("1" if root <= 5 else "2" if root <= 8 else "3" if root <= 13 else "4"):
                self.fault(name, number, f"quad '{quad}' of root {code[:2]}")
            if act:
                self.check_type_and_modes(name, number, act, mode)
            elif root != 1:
                self.fault(name, number, "only statements (01) have no type")
            self.check_contexts_of(name, number, contexts)
            if not source:
                self.fault(name, number, "no source")

    def check_cameo_choice(self):
        name = "cameo_choice.tsv"
        for number, (act, modes, codes, triggers, contexts, new, _) in self.rows(name):
            self.check_type_and_modes(name, number, act, modes)
            for code in codes.split("|") if codes else []:
                stem = code.rstrip("*")
                if not any(c.startswith(stem) if code.endswith("*") else c == stem for c in self.codes):
                    self.fault(name, number, f"code '{code}' is not in cameo.tsv")
            for word in triggers.split("|") if triggers else []:
                self.lemma(name, number, word)
            self.check_contexts_of(name, number, contexts)
            if new not in self.codes:
                self.fault(name, number, f"new_code '{new}' is not in cameo.tsv")

    def check_contexts(self):
        seen = {}
        for number, (context, words, _) in self.rows("contexts.tsv"):
            self.check_contexts_of("contexts.tsv", number, context)
            if not words or words != words.lower():
                self.fault("contexts.tsv", number, f"words '{words}'")
            first = seen.setdefault((context, words), number)
            if first != number:
                self.fault("contexts.tsv", number, f"already on line {first}")

    def check_confidence(self):
        name = "confidence.tsv"
        seen = {}
        for number, (what, feature, value, _, _) in self.rows(name):
            if what not in FIELDS | {"act", "least"}:
                self.fault(name, number, f"'{what}' is neither act nor a field")
            if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
                self.fault(name, number, f"value '{value}'")
            elif what != "act" and not 0 <= float(value) <= 1:
                self.fault(name, number, f"share '{value}'")
            first = seen.setdefault((what, feature), number)
            if first != number:
                self.fault(name, number, f"already on line {first}")

    def check_reasons(self):
        seen = {}
        for number, (field, rule, _) in self.rows("reasons.tsv"):
            if field not in FIELDS | {"*", "type", "cameo", "contexts", "count"}:
                self.fault("reasons.tsv", number, f"field '{field}'")
            if not re.fullmatch(r"[a-z0-9-]+", rule):
                self.fault("reasons.tsv", number, f"rule '{rule}'")
            first = seen.setdefault((field, rule), number)
            if first != number:
                self.fault("reasons.tsv", number, f"already on line {first}")

    def check(self):
        self.check_cameo()
        self.check_classes("classes.tsv")
        self.check_classes("modality.tsv")
        self.check_rules()
        self.check_types()
        self.check_phrases("channels.tsv", CHANNELS)
        self.check_cameo_choice()
        self.check_contexts()
        self.check_confidence()
        self.check_reasons()
        return self.faults


def main():
    default = Path(__file__).resolve().parents[2] / "data" / "coding"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    faults = Checker(folder).check()
    if faults:
        print(f"{faults} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
