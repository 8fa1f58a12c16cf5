// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";

import { fromParams, narrows, toggled, toParams, values } from "../../src/lib/options";
import { caretIn, formatQuery, parseQuery, quoted, wordsOf } from "../../src/lib/query";

const GOOD: readonly (readonly [string, string])[] = [
  ["", ""],
  ["--country Vietnam", "--country Vietnam"],
  ["--country=Vietnam", "--country Vietnam"],
  ["--type SUPPORT/congratulate --type CONSULT", "--type SUPPORT/congratulate --type CONSULT"],
  ['--recipient "To Lam"', '--recipient "To Lam"'],
  ["--recipient 'To Lam'", '--recipient "To Lam"'],
  ["--recipient To\\ Lam", '--recipient "To Lam"'],
  ["--no-background -r", "--no-background --newest-first"],
  ["treaty signed", '--text "treaty signed"'],
  ["--from 2026-01 treaty", "--from 2026-01 --text treaty"],
  ["--date 2026-01-20/2026-01-24", "--date 2026-01-20/2026-01-24"],
  ["--min-confidence 0.8 --conflicts", "--min-confidence 0.8 --conflicts"],
  ["chancery events --ledger news.ledger --country Laos", "--country Laos"],
  ["--country Laos --country Laos", "--country Laos"],
  ['--text "say \\"no\\""', '--text "say \\"no\\""'],
  ["--actor Tô", "--actor Tô"],
  ["--as-of 3", "--as-of 3"],
];

const BAD: readonly (readonly [string, string, number])[] = [
  ["--contry Vietnam", "unknown-option", 0],
  ["--country", "value-missing", 0],
  ["--country --type AID", "value-missing", 0],
  ['--actor "To Lam', "open-quote", 8],
  ["--min-sources two", "not-a-number", 14],
  ["--from yesterday", "not-a-day", 7],
  ["--date 2026-1-2", "not-a-day", 7],
];

test("lines are read and written as on the command line", () => {
  for (const [line, written] of GOOD) {
    const parsed = parseQuery(line);
    assert.ok(parsed.ok, line);
    assert.equal(formatQuery(parsed.query), written, line);
  }
});

test("what is written is read as the same question", () => {
  for (const [line] of GOOD) {
    const parsed = parseQuery(line);
    assert.ok(parsed.ok);
    const again = parseQuery(formatQuery(parsed.query));
    assert.ok(again.ok);
    assert.equal(toParams(again.query).toString(), toParams(parsed.query).toString());
  }
});

test("a fault names its kind and place", () => {
  for (const [line, kind, at] of BAD) {
    const parsed = parseQuery(line);
    assert.ok(!parsed.ok, line);
    assert.equal(parsed.error.kind, kind, line);
    assert.equal(parsed.error.at, at, line);
  }
});

test("any text is read without harm, and its words cover it", () => {
  let seed = 7;
  const pick = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648);
  const units = ["-", "--country", " ", '"', "'", "\\", "a", "ộ", "😀", "=", "\t", "--type", "x y"];
  for (let i = 0; i < 2000; i += 1) {
    const line = Array.from({ length: pick() % 9 }, () => units[pick() % units.length]).join("");
    parseQuery(line);
    for (const word of wordsOf(line)) assert.ok(word.length > 0 && word.at + word.length <= line.length);
  }
});

test("quoting", () => {
  for (const text of ["To Lam", 'a"b', "$HOME", "-r", "it's", "back\\slash", "`ls`"]) {
    const [word, ...rest] = wordsOf(quoted(text));
    assert.equal(rest.length, 0);
    assert.equal(word?.text, text);
  }
});

test("the caret knows what is typed", () => {
  assert.deepEqual(caretIn("--cou", 5), { begin: 0, end: 5, prefix: "--cou", option: "" });
  assert.equal(caretIn("--country Vi", 12).option, "country");
  assert.equal(caretIn("--country Vi", 12).prefix, "Vi");
  assert.equal(caretIn("--country ", 10).option, "country");
  assert.equal(caretIn("--conflicts ", 12).option, "");
});

test("questions and addresses", () => {
  const params = new URLSearchParams("country=Laos&type=AID&type=CONSULT&from=2026&sel=e1&nonsense=1");
  const query = fromParams(params);
  assert.equal(toParams(query).toString(), "country=Laos&type=AID&type=CONSULT&from=2026");
  assert.deepEqual(values(toggled(query, "type", "AID"), "type"), ["CONSULT"]);
  assert.deepEqual(values(toggled(query, "from", "2025"), "from"), ["2025"]);
  assert.ok(narrows(query));
  assert.ok(!narrows(fromParams(new URLSearchParams("newest_first=true&as_of=3"))));
});
