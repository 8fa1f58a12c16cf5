// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const folder = `${process.cwd()}/src/locales`;
const read = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Record<string, string>;
const english = read("en.json");
const holes = (words: string): string[] => [...new Set(words.match(/\{\w+\}/g) ?? [])].sort();
/** Words of the ledger: English shows some of them as they are. */
const VOCABULARY = /^(mode|context|channel|sector|country|office)\./;

for (const name of readdirSync(folder).filter((file) => file !== "en.json")) {
  test(`${name} has words for everything, and fills the same places`, () => {
    const other = read(name);
    for (const [key, words] of Object.entries(english)) {
      assert.ok(other[key], `${name} lacks ${key}`);
      assert.deepEqual(holes(other[key] ?? ""), holes(words), `${name}: ${key}`);
    }
    for (const key of Object.keys(other)) {
      assert.ok(key in english || VOCABULARY.test(key), `${name}: ${key} is in no use`);
    }
  });
}
