// A value that the server is asked for: loading, there, or failed; asked anew as its inputs change.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useState } from "preact/hooks";
import { signal } from "@preact/signals";

import { read, type Problem } from "./client";

export interface Asked<Body> {
  /** Of the answer before while the next is on its way. */
  readonly body?: Body;
  readonly etag: string;
  readonly problem?: Problem;
  readonly loading: boolean;
}

/** Goes up as the ledger changes under the page: everything shown is asked for anew. */
export const changes = signal(0);

const kept = new Map<string, { at: number; change: number; body: unknown; etag: string }>();
const KEEP = 40;

function remember(path: string, body: unknown, etag: string): void {
  kept.delete(path);
  kept.set(path, { at: Date.now(), change: changes.value, body, etag });
  const oldest = kept.keys().next();
  if (kept.size > KEEP && !oldest.done) kept.delete(oldest.value);
}

/** null: nothing is asked. */
export function useAsked<Body>(path: string | null): Asked<Body> {
  const change = changes.value;
  const ready = path === null ? undefined : kept.get(path);
  const fresh = ready && ready.change === change && Date.now() - ready.at < 60_000;
  const [state, setState] = useState<Asked<Body> & { path: string | null }>({
    path: null,
    etag: "",
    loading: path !== null,
  });
  useEffect(() => {
    if (path === null || fresh) return;
    const abort = new AbortController();
    setState((now) => ({ ...now, loading: true }));
    read<Body>(path, abort.signal).then(
      ({ body, etag }) => {
        remember(path, body, etag);
        setState({ path, body, etag, loading: false });
      },
      (problem: Problem) => {
        if (problem.name !== "AbortError") setState({ path, etag: "", problem, loading: false });
      },
    );
    return () => abort.abort();
  }, [path, change]);
  if (fresh) return { body: ready.body as Body, etag: ready.etag, loading: false };
  if (path === null) return { etag: "", loading: false };
  return state;
}
