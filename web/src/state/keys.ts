// Keys: each view says which it answers to; the sheet ("?") lists them.
// SPDX-License-Identifier: Apache-2.0

import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

import type { Key } from "../i18n";

export interface Shortcut {
  /** As KeyboardEvent.key has it; two letters with a blank between are typed one after the other. */
  readonly keys: readonly string[];
  readonly what: Key;
  readonly run: (event: KeyboardEvent) => void;
}

export interface Sheet {
  readonly title: Key;
  readonly shortcuts: readonly Shortcut[];
}

/** The innermost last. */
export const sheets = signal<readonly Sheet[]>([]);

let pending = "";
let pendingSince = 0;

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function answer(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const now = performance.now();
  const pair = now - pendingSince < 900 && pending !== "" ? `${pending} ${event.key}` : "";
  for (const name of [pair, event.key]) {
    if (name === "") continue;
    for (const sheet of [...sheets.value].reverse()) {
      const found = sheet.shortcuts.find((shortcut) => shortcut.keys.includes(name));
      if (!found) continue;
      pending = "";
      event.preventDefault();
      found.run(event);
      return;
    }
  }
  pending = event.key.length === 1 ? event.key : "";
  pendingSince = now;
}

export function startKeys(): void {
  document.addEventListener("keydown", answer);
}

/** The shortcuts hold while the component is shown. */
export function useShortcuts(title: Key, shortcuts: readonly Shortcut[], inputs: unknown[]): void {
  // Before the next key, however fast it comes.
  useLayoutEffect(() => {
    const sheet: Sheet = { title, shortcuts };
    sheets.value = [...sheets.value, sheet];
    return () => {
      sheets.value = sheets.value.filter((other) => other !== sheet);
    };
  }, inputs);
}
