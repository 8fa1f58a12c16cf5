// Dark and light: as the system has it, until somebody chooses.
// SPDX-License-Identifier: Apache-2.0

import { signal } from "@preact/signals";

const KEPT = "chancery.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** "light" or "dark": what is shown. */
export const theme = signal<"light" | "dark">("light");

function read(): void {
  const chosen = document.documentElement.dataset["theme"];
  theme.value = chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
}

export function startTheme(): void {
  read();
  dark.addEventListener("change", read);
}

export function turnTheme(): void {
  const next = theme.value === "dark" ? "light" : "dark";
  document.documentElement.dataset["theme"] = next;
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
  read();
}

/** Colours of the theme for what is drawn on a canvas. Reading it makes the drawing follow. */
export function colour(name: string): string {
  void theme.value;
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
