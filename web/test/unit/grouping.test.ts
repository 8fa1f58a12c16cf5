// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";

import type { Claim, Told } from "../../src/api/types";
import { claimsOf, sourcesOf, within } from "../../src/lib/grouping";

const told = (id: string, source: number, first: boolean): Told =>
  ({ id, source, first_of_source: first }) as Told;
const claim = (act: string, value: string, confidence: number): Claim => ({
  field: "place",
  value,
  shown: false,
  act,
  rule: null,
  why: null,
  words: null,
  confidence,
});

test("copies stand under what they copy", () => {
  const sources = sourcesOf([told("a", 1, false), told("b", 2, true), told("c", 1, true)]);
  assert.deepEqual(
    sources.map((source) => [source.lead.id, source.copies.map((copy) => copy.id)]),
    [
      ["c", ["a"]],
      ["b", []],
    ],
  );
});

test("a source's claims: each value once, that of the lead first", () => {
  const [source] = sourcesOf([told("a", 1, true), told("b", 1, false)]);
  assert.ok(source);
  const claims = [
    claim("b", "Hue", 0.9),
    claim("a", "Hanoi", 0.4),
    claim("b", "Hanoi", 0.8),
    claim("x", "Bonn", 1),
  ];
  assert.deepEqual(
    claimsOf(claims, source, "place").map((one) => one.value),
    ["Hanoi", "Hue"],
  );
  assert.deepEqual(claimsOf(claims, source, "date"), []);
});

test("words within words", () => {
  assert.deepEqual(within("they signed a treaty", "signed"), [5, 11]);
  assert.equal(within("they signed", "treaty"), undefined);
  assert.equal(within("they", ""), undefined);
});
