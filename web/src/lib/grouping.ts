// What several sources say of one event, put side by side.
// SPDX-License-Identifier: Apache-2.0

import type { Claim, EventDetail, Field, Told } from "../api/types";

/** One voice: the report that came first, and its copies. */
export interface Source {
  readonly number: number;
  readonly lead: Told;
  /** The others of the same source, by day. */
  readonly copies: readonly Told[];
}

export function sourcesOf(told: readonly Told[]): Source[] {
  const groups = new Map<number, Told[]>();
  for (const act of told) groups.set(act.source, [...(groups.get(act.source) ?? []), act]);
  return [...groups.entries()].map(([number, acts]) => {
    const lead = acts.find((act) => act.first_of_source) ?? (acts[0] as Told);
    return { number, lead, copies: acts.filter((act) => act !== lead) };
  });
}

export const FIELDS: readonly Field[] = [
  "type",
  "mode",
  "actors",
  "recipients",
  "date",
  "place",
  "status",
  "channel",
  "count",
  "cameo",
];

/** What the event shows of a field, as a correction would write it. */
export function shownValue(event: EventDetail, field: Field): string {
  switch (field) {
    case "actors":
    case "recipients":
      return event[field].map((party) => party.table_name ?? party.name).join("; ");
    case "count":
      return event.count === undefined ? "" : String(event.count);
    default:
      return event[field] ?? "";
  }
}

/** The claims of one source on one field: each value once, the surest first. */
export function claimsOf(claims: readonly Claim[], source: Source, field: Field): Claim[] {
  const acts = new Set([source.lead, ...source.copies].map((act) => act.id));
  const own = claims.filter((claim) => claim.field === field && acts.has(claim.act));
  own.sort((one, other) => {
    const lead = Number(other.act === source.lead.id) - Number(one.act === source.lead.id);
    return lead !== 0 ? lead : other.confidence - one.confidence;
  });
  const seen = new Set<string>();
  return own.filter((claim) => !seen.has(claim.value) && seen.add(claim.value));
}

/** Where `part` stands in `whole`, in UTF-16 units; nothing where it does not. */
export function within(whole: string, part: string): readonly [number, number] | undefined {
  if (part === "") return undefined;
  const at = whole.indexOf(part);
  return at < 0 ? undefined : [at, at + part.length];
}
