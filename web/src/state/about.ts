// What the server has and may do; the stream that says when that changes.
// SPDX-License-Identifier: Apache-2.0

import { computed, signal } from "@preact/signals";

import { changes } from "../api/asked";
import { read, type Problem } from "../api/client";
import type { About, Job } from "../api/types";

export const about = signal<About | undefined>(undefined);
export const aboutProblem = signal<Problem | undefined>(undefined);
/** May corrections be entered? */
export const mayCorrect = computed(() => about.value?.scopes.includes("correct") ?? false);
export const jobs = signal<readonly Job[]>([]);

export async function readAbout(): Promise<void> {
  try {
    about.value = (await read<About>("/v1/about")).body;
    aboutProblem.value = undefined;
  } catch (error) {
    aboutProblem.value = error as Problem;
  }
}

let version = -1;

/** Something was written: all that is shown is asked for anew. */
export function changed(): void {
  changes.value += 1;
  void readAbout();
}

export function keepJob(job: Job): void {
  const others = jobs.value.filter((other) => other.id !== job.id);
  jobs.value = [job, ...others].sort((a, b) => (a.created < b.created ? 1 : -1));
}

function onVersion(event: MessageEvent<string>): void {
  const next = Number(event.lastEventId);
  const news = version >= 0 && next > version;
  version = Math.max(version, next);
  if (news) changed();
}

export async function startStream(): Promise<void> {
  await readAbout();
  version = about.value?.version ?? -1;
  const stream = new EventSource("/v1/stream");
  stream.addEventListener("version", onVersion);
  stream.addEventListener("job", (event: MessageEvent<string>) => keepJob(JSON.parse(event.data) as Job));
}
