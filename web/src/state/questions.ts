// Which of the question's parameters a path takes: the server refuses those that it does not know.
// SPDX-License-Identifier: Apache-2.0

import { pathWith } from "../api/client";
import { toParams, type Query } from "../lib/options";

/** "list": events; "counts": facets, timeline, places, network; "page": brief and export. */
export type Taker = "list" | "counts" | "page";

const NOT_TAKEN: Readonly<Record<Taker, readonly string[]>> = {
  list: [],
  counts: ["newest_first"],
  page: ["newest_first", "conflicts", "corrected", "min_sources"],
};

export function paramsFor(
  taker: Taker,
  query: Query,
  extra: Readonly<Record<string, string>> = {},
): URLSearchParams {
  const params = toParams(query);
  for (const name of NOT_TAKEN[taker]) params.delete(name);
  for (const [name, value] of Object.entries(extra)) if (value !== "") params.set(name, value);
  return params;
}

export function questionPath(
  path: string,
  taker: Taker,
  query: Query,
  extra: Readonly<Record<string, string>> = {},
): string {
  return pathWith(path, paramsFor(taker, query, extra));
}
