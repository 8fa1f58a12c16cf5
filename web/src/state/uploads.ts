// Files on their way to the server; what becomes of them there are jobs.
// SPDX-License-Identifier: Apache-2.0

import { signal } from "@preact/signals";

import { headers } from "../api/client";
import type { Job } from "../api/types";
import { keepJob } from "./about";

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
  readonly fault: string;
}

export const uploads = signal<readonly Upload[]>([]);
let last = 0;

function keep(id: number, change: Partial<Upload>): void {
  uploads.value = uploads.value.map((one) => (one.id === id ? { ...one, ...change } : one));
}

export function forget(id: number): void {
  uploads.value = uploads.value.filter((one) => one.id !== id);
}

// XMLHttpRequest and not fetch(), which does not say how much has been sent.
function send(file: File, id: number): Promise<void> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/jobs?name=${encodeURIComponent(file.name)}`);
    const given = headers({
      "content-type": "application/octet-stream",
      "idempotency-key": crypto.randomUUID(),
    });
    for (const [name, value] of Object.entries(given)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => keep(id, { sent: event.loaded });
    request.onload = () => {
      const body = request.response as (Job & { detail?: string; title?: string }) | null;
      if (request.status < 300 && body) {
        keepJob(body);
        forget(id);
      } else {
        keep(id, { fault: body?.detail ?? body?.title ?? String(request.status) });
      }
      done();
    };
    request.onerror = () => {
      keep(id, { fault: "offline" });
      done();
    };
    request.send(file);
  });
}

/** One after the other: the ledger has one writer. */
let queue = Promise.resolve();

export function upload(files: readonly File[]): void {
  for (const file of files) {
    last += 1;
    const id = last;
    const one: Upload = { id, name: file.name, bytes: file.size, sent: 0, fault: "" };
    uploads.value = [...uploads.value, one];
    queue = queue.then(() => send(file, id));
  }
}
