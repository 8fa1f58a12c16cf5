// Words of the page by language. A language is a file in locales/; what it lacks is in English.
// SPDX-License-Identifier: Apache-2.0

import { signal } from "@preact/signals";

import english from "./locales/en.json";

type Words = Readonly<Record<string, string>>;
export type Key = keyof typeof english;

const files = import.meta.glob<{ default: Words }>("./locales/*.json");

/** "en", "vi", …: the names of the files. */
export const LANGUAGES: readonly string[] = Object.keys(files)
  .map((path) => path.replace(/^.*\/|\.json$/g, ""))
  .sort();

const KEPT = "chancery.language";

export const language = signal("en");
const words = signal<Words>(english);

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function wished(): string {
  for (const wish of [kept(), ...navigator.languages]) {
    const name = wish?.toLowerCase().split("-")[0];
    if (name && LANGUAGES.includes(name)) return name;
  }
  return "en";
}

export async function useLanguage(name: string, keep = true): Promise<void> {
  const load = files[`./locales/${name}.json`];
  if (!load) return;
  const own = name === "en" ? english : (await load()).default;
  words.value = { ...english, ...own };
  language.value = name;
  document.documentElement.lang = name;
  if (!keep) return;
  try {
    localStorage.setItem(KEPT, name);
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
}

export function startLanguage(): Promise<void> {
  return useLanguage(wished(), false);
}

function filled(pattern: string, values: Readonly<Record<string, string | number>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** The words for a key. "{n}" and the like are put in; "one|many" is chosen by n. */
export function t(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  const pattern = words.value[key] ?? key;
  const forms = pattern.split("|");
  const n = values["n"];
  const form = forms.length === 2 && typeof n === "number" && n !== 1 ? forms[1] : forms[0];
  return filled(form ?? pattern, values);
}

/** Words for something that comes from the ledger ("SUPPORT"), or itself where there are none. */
export function named(prefix: string, name: string): string {
  return words.value[`${prefix}.${name}`] ?? name.replaceAll("_", " ");
}

export function hasWords(key: string): boolean {
  return key in words.value;
}

export function number(value: number): string {
  return value.toLocaleString(language.value);
}

export function percent(value: number): string {
  return value.toLocaleString(language.value, { style: "percent", maximumFractionDigits: 0 });
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language.value + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    const tag = language.value === "en" ? "en-GB" : language.value;
    found = new Intl.DateTimeFormat(tag, { timeZone: "UTC", ...options });
    formats.set(key, found);
  }
  return found;
}

/** A date of the ledger (day, interval, month, year) as people write it. */
export function dateWords(date: string): string {
  const [from = "", to] = date.split("/");
  if (to && /^\d{4}-\d\d-\d\d$/.test(from) && /^\d{4}-\d\d-\d\d$/.test(to)) {
    const whole = format({ day: "numeric", month: "short", year: "numeric" });
    return whole.formatRange(Date.parse(from), Date.parse(to));
  }
  if (/^\d{4}-\d\d-\d\d$/.test(from)) {
    return format({ day: "numeric", month: "short", year: "numeric" }).format(Date.parse(from));
  }
  if (/^\d{4}-\d\d$/.test(from)) {
    return format({ month: "short", year: "numeric" }).format(Date.parse(`${from}-01`));
  }
  return date;
}

/** "Fri 23 Jan 2026" */
export function longDay(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return dateWords(day);
  return format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(
    Date.parse(day),
  );
}

/** A moment (ISO 8601) in the reader's own time. */
export function momentWords(at: string): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  return format({ dateStyle: "medium", timeStyle: "short", timeZone: undefined }).format(time);
}
