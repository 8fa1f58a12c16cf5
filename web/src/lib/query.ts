// The query box: the command line of `chancery events`, read and written.
// SPDX-License-Identifier: Apache-2.0

import { OPTIONS, values, type Option, type Query } from "./options";

export interface QueryError {
  /** Place in the text, UTF-16 units. */
  readonly at: number;
  readonly length: number;
  readonly kind: "unknown-option" | "value-missing" | "open-quote" | "not-a-number" | "not-a-day";
  readonly word: string;
}

export type Parsed =
  { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: QueryError };

export interface Word {
  readonly text: string;
  readonly at: number;
  readonly length: number;
  readonly quoted: boolean;
  readonly open: boolean;
}

/** Splits as a shell does: blanks part words, quotes keep them together, "\" takes the next as it is. */
export function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at] ?? "")) {
      at += 1;
      continue;
    }
    const word = wordAt(line, at);
    words.push(word);
    at += word.length;
  }
  return words;
}

function wordAt(line: string, begin: number): Word {
  let at = begin;
  let text = "";
  let quote = "";
  let quoted = false;
  for (; at < line.length; at += 1) {
    const unit = line[at] ?? "";
    if (quote === "" && /\s/.test(unit)) break;
    if (unit === "\\" && quote !== "'" && at + 1 < line.length) {
      at += 1;
      text += line[at] ?? "";
    } else if (quote !== "") {
      if (unit === quote) quote = "";
      else text += unit;
    } else if (unit === '"' || unit === "'") {
      quote = unit;
      quoted = true;
    } else {
      text += unit;
    }
  }
  return { text, at: begin, length: at - begin, quoted, open: quote !== "" };
}

interface Meant {
  readonly option: Option;
  readonly fixed?: string;
}

const BY_WORD = new Map<string, Meant>();
for (const option of OPTIONS) {
  const meant: Meant = option.kind === "flag" ? { option, fixed: "true" } : { option };
  BY_WORD.set(`--${option.name.replaceAll("_", "-")}`, meant);
  if (option.short) BY_WORD.set(`-${option.short}`, meant);
}

/** "--country" and the like, as they are typed. */
export const OPTION_WORDS: readonly string[] = [...BY_WORD.keys()].filter((word) => word.startsWith("--"));

const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const DAY_OR_RANGE = /^\d{4}(-\d{2}(-\d{2}(\/\d{4}-\d{2}-\d{2})?)?)?$/;

function faultOf(option: Option, value: string): QueryError["kind"] | undefined {
  if (option.kind === "number" && !(value.trim() !== "" && Number(value) >= 0)) return "not-a-number";
  if ((option.name === "from" || option.name === "to") && !DAY.test(value)) return "not-a-day";
  if (option.name === "date" && !DAY_OR_RANGE.test(value)) return "not-a-day";
  return undefined;
}

function fail(word: Word, kind: QueryError["kind"]): Parsed {
  return { ok: false, error: { at: word.at, length: word.length, kind, word: word.text } };
}

/** Words without an option are looked for in the evidence, as with --text. */
export function parseQuery(line: string): Parsed {
  const query = new Map<string, string[]>();
  const loose: string[] = [];
  const words = wordsOf(line);
  // A whole command may be pasted.
  if (words[0]?.text === "chancery") words.splice(0, 2);
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as Word;
    if (word.open) return fail(word, "open-quote");
    if (word.quoted || !/^--?[a-z]/.test(word.text)) {
      loose.push(word.text);
      continue;
    }
    const equals = word.text.indexOf("=");
    const name = equals < 0 ? word.text : word.text.slice(0, equals);
    if (name === "--ledger") {
      if (equals < 0) i += 1;
      continue;
    }
    const meant = BY_WORD.get(name);
    if (!meant) return fail(word, "unknown-option");
    const next = equals < 0 ? words[i + 1] : undefined;
    let value = meant.fixed;
    if (value === undefined) {
      if (equals >= 0) value = word.text.slice(equals + 1);
      else if (next && (next.quoted || !next.text.startsWith("--"))) {
        if (next.open) return fail(next, "open-quote");
        value = next.text;
        i += 1;
      }
      if (value === undefined || value === "") return fail(word, "value-missing");
    }
    const fault = faultOf(meant.option, value);
    if (fault) return fail(next ?? word, fault);
    add(query, meant.option, value);
  }
  if (loose.length !== 0) {
    query.set("text", [[...(query.get("text") ?? []), ...loose].join(" ")]);
  }
  return { ok: true, query: inOrder(query) };
}

function add(query: Map<string, string[]>, option: Option, value: string): void {
  const now = query.get(option.name) ?? [];
  if (option.kind !== "list") query.set(option.name, [value]);
  else if (!now.includes(value)) query.set(option.name, [...now, value]);
}

function inOrder(query: ReadonlyMap<string, string[]>): Query {
  const ordered = new Map<string, readonly string[]>();
  for (const option of OPTIONS) {
    const list = query.get(option.name);
    if (list) ordered.set(option.name, list);
  }
  return ordered;
}

/** A word as a shell takes it. */
export function quoted(text: string): string {
  if (/^[\p{L}\p{N}_./:,@%+=-]+$/u.test(text) && !text.startsWith("-")) return text;
  return `"${text.replace(/["\\$`]/g, "\\$&")}"`;
}

/** The one-line form; parseQuery() of it is the query again. */
export function formatQuery(query: Query): string {
  const parts: string[] = [];
  for (const option of OPTIONS) {
    for (const value of values(query, option.name)) {
      if (option.kind === "flag") {
        if (value === "true") parts.push(`--${option.name.replaceAll("_", "-")}`);
      } else {
        parts.push(`--${option.name.replaceAll("_", "-")} ${quoted(value)}`);
      }
    }
  }
  return parts.join(" ");
}

/** What may be typed at the caret: where the word begins, which option it is a value of. */
export interface Caret {
  readonly begin: number;
  readonly end: number;
  readonly prefix: string;
  /** Of the value; "" where an option or a word is typed. */
  readonly option: string;
}

export function caretIn(line: string, caret: number): Caret {
  const before = wordsOf(line.slice(0, caret));
  const last = before.at(-1);
  const inWord = last !== undefined && last.at + last.length === caret;
  const word = inWord ? last : undefined;
  const earlier = before.at(word ? -2 : -1);
  const meant = earlier && !earlier.quoted ? BY_WORD.get(earlier.text) : undefined;
  return {
    begin: word ? word.at : caret,
    end: caret,
    prefix: word ? word.text : "",
    option: meant && meant.fixed === undefined ? meant.option.name : "",
  };
}
