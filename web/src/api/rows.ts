// Rows of a long list by their number: pages come as they are looked at, forgotten when far away.
// SPDX-License-Identifier: Apache-2.0

import { signal, type Signal } from "@preact/signals";

import { pathWith, read, type Problem } from "./client";

export interface Page<Row> {
  readonly items: Row[];
  readonly next: string | null;
}

export const PAGE = 200;
const KEEP = 60;

interface Held<Row> {
  rows: Row[];
  /** Cursor behind the last row; null at the end. */
  next: string | null;
}

/** How a page is asked for: behind a cursor where the page before is known, else by number. */
export type PagePath = (params: { limit: number; cursor?: string; offset?: number }) => string;

export function pagePath(path: string, params: URLSearchParams): PagePath {
  return ({ limit, cursor, offset }) => {
    const all = new URLSearchParams(params);
    all.set("limit", String(limit));
    if (cursor !== undefined) all.set("cursor", cursor);
    if (offset) all.set("offset", String(offset));
    return pathWith(path, all);
  };
}

export class Rows<Row, Body extends { next: string | null }> {
  /** Goes up as rows arrive. */
  readonly version: Signal<number> = signal(0);
  /** How many there are, as far as known. */
  readonly known: Signal<number> = signal(0);
  readonly ended: Signal<boolean> = signal(false);
  readonly problem: Signal<Problem | undefined> = signal<Problem | undefined>(undefined);

  readonly #path: PagePath;
  readonly #items: (body: Body) => Row[];
  readonly #jumps: boolean;
  readonly #pages = new Map<number, Held<Row>>();
  readonly #cursors = new Map<number, string>();
  readonly #coming = new Map<number, AbortController>();

  /** `jumps`: false where pages are only reached one after the other. */
  constructor(path: PagePath, items: (body: Body) => Row[], { jumps }: { jumps: boolean } = { jumps: true }) {
    this.#path = path;
    this.#items = items;
    this.#jumps = jumps;
  }

  at(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  }

  /** First row that fits, among those that are here. */
  indexOf(fits: (row: Row) => boolean): number {
    for (const [page, held] of this.#pages) {
      const at = held.rows.findIndex(fits);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Sees to it that these rows are here or on their way; what is no longer looked at is not waited for. */
  want(begin: number, end: number): void {
    const first = Math.max(0, Math.floor(begin / PAGE));
    const last = Math.max(first, Math.floor((end - 1) / PAGE));
    for (const [page, abort] of this.#coming) {
      if (page < first - 1 || page > last + 1) abort.abort();
    }
    for (let page = first; page <= last; page += 1) void this.#load(page);
    this.#forget(first, last);
  }

  close(): void {
    for (const abort of this.#coming.values()) abort.abort();
  }

  async #load(page: number): Promise<void> {
    if (this.#pages.has(page) || this.#coming.has(page)) return;
    if (this.ended.value && page * PAGE >= this.known.value) return;
    const abort = new AbortController();
    this.#coming.set(page, abort);
    const cursor = this.#cursors.get(page);
    if (cursor === undefined && page > 0 && !this.#jumps) {
      this.#coming.delete(page);
      return;
    }
    const where = cursor === undefined ? { offset: page * PAGE } : { cursor };
    try {
      const { body } = await read<Body>(this.#path({ limit: PAGE, ...where }), abort.signal);
      this.#keep(page, { items: this.#items(body), next: body.next });
    } catch (error) {
      const problem = error as Problem;
      if (problem.status === 410 && cursor !== undefined) {
        // The version of the ledger that the cursor is of is gone: by number, then.
        this.#cursors.clear();
        this.version.value += 1;
      } else if (problem.name !== "AbortError") this.problem.value = problem;
    } finally {
      this.#coming.delete(page);
    }
  }

  #keep(page: number, body: Page<Row>): void {
    this.#pages.set(page, { rows: body.items, next: body.next });
    const end = page * PAGE + body.items.length;
    if (body.next !== null) this.#cursors.set(page + 1, body.next);
    else if (body.items.length !== 0 || page === 0) this.ended.value = true;
    if (body.next === null) this.known.value = end;
    else this.known.value = Math.max(this.known.value, end + 1);
    this.problem.value = undefined;
    this.version.value += 1;
  }

  #forget(first: number, last: number): void {
    if (this.#pages.size <= KEEP) return;
    const middle = (first + last) / 2;
    const far = [...this.#pages.keys()].sort(
      (one, other) => Math.abs(other - middle) - Math.abs(one - middle),
    );
    for (const page of far.slice(0, this.#pages.size - KEEP)) this.#pages.delete(page);
  }
}
