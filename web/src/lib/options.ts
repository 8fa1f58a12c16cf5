// The options of `chancery events`, which are the words of the query box, the parameters of the
// API and the state in the URL.
// SPDX-License-Identifier: Apache-2.0

export type OptionKind = "list" | "text" | "flag" | "number";

export interface Option {
  /** As the API has it; on the command line "--" and "-" for "_". */
  readonly name: string;
  readonly kind: OptionKind;
  readonly short?: string;
}

/** In the order in which they are written. */
export const OPTIONS: readonly Option[] = [
  { name: "country", kind: "list" },
  { name: "actor", kind: "list" },
  { name: "by", kind: "list" },
  { name: "recipient", kind: "list" },
  { name: "sector", kind: "list" },
  { name: "party", kind: "list" },
  { name: "type", kind: "list" },
  { name: "date", kind: "text" },
  { name: "from", kind: "text" },
  { name: "to", kind: "text" },
  { name: "text", kind: "text" },
  { name: "place", kind: "text" },
  { name: "outlet", kind: "text" },
  { name: "doc", kind: "list" },
  { name: "status", kind: "list" },
  { name: "channel", kind: "text" },
  { name: "cameo", kind: "text" },
  { name: "context", kind: "list" },
  { name: "min_confidence", kind: "number" },
  { name: "min_sources", kind: "number" },
  { name: "no_background", kind: "flag" },
  { name: "or_published", kind: "flag" },
  { name: "conflicts", kind: "flag" },
  { name: "corrected", kind: "flag" },
  { name: "newest_first", kind: "flag", short: "r" },
  { name: "as_of", kind: "text" },
];

const BY_NAME = new Map(OPTIONS.map((option) => [option.name, option]));

export function optionOf(name: string): Option | undefined {
  return BY_NAME.get(name);
}

/** What is asked for: for each option its values, in the order given. */
export type Query = ReadonlyMap<string, readonly string[]>;

export const NOTHING: Query = new Map();

export function values(query: Query, name: string): readonly string[] {
  return query.get(name) ?? [];
}

export function first(query: Query, name: string): string {
  return query.get(name)?.[0] ?? "";
}

/** The query with these values of an option in place of what it had; none: without the option. */
export function withValues(query: Query, name: string, list: readonly string[]): Query {
  const next = new Map(query);
  if (list.length === 0) next.delete(name);
  else next.set(name, [...list]);
  return next;
}

/** Adds the value where it is not there, takes it away where it is. */
export function toggled(query: Query, name: string, value: string): Query {
  const option = optionOf(name);
  const now = values(query, name);
  if (now.includes(value)) {
    return withValues(
      query,
      name,
      now.filter((other) => other !== value),
    );
  }
  return withValues(query, name, option?.kind === "list" ? [...now, value] : [value]);
}

export function fromParams(params: URLSearchParams): Query {
  const query = new Map<string, string[]>();
  for (const option of OPTIONS) {
    const list = params.getAll(option.name).filter((value) => value !== "");
    if (list.length !== 0) query.set(option.name, option.kind === "list" ? list : list.slice(-1));
  }
  return query;
}

export function toParams(query: Query): URLSearchParams {
  const params = new URLSearchParams();
  for (const option of OPTIONS) {
    for (const value of values(query, option.name)) params.append(option.name, value);
  }
  return params;
}

export function sameQuery(one: Query, other: Query): boolean {
  return toParams(one).toString() === toParams(other).toString();
}

/** Without what is asked for beside order and version: does the query leave anything out? */
export function narrows(query: Query): boolean {
  return [...query.keys()].some((name) => name !== "newest_first" && name !== "as_of");
}
