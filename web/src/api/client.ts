// Asking the server: one function for reading, one for writing; problems as RFC 9457 has them.
// SPDX-License-Identifier: Apache-2.0

import { signal } from "@preact/signals";

import type { components } from "./schema";

/** What the server says is wrong. */
export class Problem extends Error {
  readonly status: number;
  /** The field that is wrong; "" where none is. */
  readonly field: string;

  constructor(status: number, message: string, field = "") {
    super(message);
    this.status = status;
    this.field = field;
  }
}

const TOKEN = "chancery.token";

function token(): string | null {
  try {
    return sessionStorage.getItem(TOKEN);
  } catch {
    return null;
  }
}

/** The server wants a token; the page asks for it. */
export const locked = signal(false);

export function unlock(given: string): void {
  try {
    sessionStorage.setItem(TOKEN, given);
  } catch {
    // Storage is forbidden: nothing can be kept.
  }
  location.reload();
}

export function headers(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const given = token();
  return given ? { authorization: `Bearer ${given}`, ...more } : { ...more };
}

async function problemOf(response: Response): Promise<Problem> {
  let message = `${response.status} ${response.statusText}`;
  let field = "";
  try {
    const body = (await response.json()) as Partial<components["schemas"]["Problem"]>;
    const [fault] = body.errors ?? [];
    message = fault?.detail ?? body.detail ?? body.title ?? message;
    field = fault?.field ?? "";
  } catch {
    // No JSON: the status says it.
  }
  if (response.status === 401) locked.value = true;
  return new Problem(response.status, message, field);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "offline");
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

export interface Answer<Body> {
  readonly body: Body;
  readonly etag: string;
}

/** Errors: Problem; AbortError where the signal says so. */
export async function read<Body>(path: string, abort?: AbortSignal): Promise<Answer<Body>> {
  const init: RequestInit = { headers: headers({ accept: "application/json" }) };
  if (abort) init.signal = abort;
  const response = await send(path, init);
  return { body: (await response.json()) as Body, etag: response.headers.get("etag") ?? "" };
}

export interface Write {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly etag?: string;
}

/** Each write has a key of its own, so that one sent twice is done once. */
export async function write<Body>(path: string, what: Write): Promise<Body> {
  const given: Record<string, string> = { "idempotency-key": crypto.randomUUID() };
  if (what.etag) given["if-match"] = what.etag;
  const init: RequestInit = { method: what.method };
  if (what.body !== undefined) {
    given["content-type"] = "application/json";
    init.body = JSON.stringify(what.body);
  }
  init.headers = headers({ accept: "application/json", ...given });
  const response = await send(path, init);
  if (response.status === 204) return undefined as Body;
  return (await response.json()) as Body;
}

export function pathWith(path: string, params: URLSearchParams): string {
  const search = params.toString();
  return search === "" ? path : `${path}?${search}`;
}
