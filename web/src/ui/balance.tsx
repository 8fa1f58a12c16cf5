// How much of something is cooperation, how much conflict.
// SPDX-License-Identifier: Apache-2.0

import { named, t } from "../i18n";

export function Balance({ quads }: { quads: readonly number[] }) {
  const all = Math.max(
    1,
    quads.reduce((sum, events) => sum + events, 0),
  );
  return (
    <span class="balance" aria-hidden="true">
      {quads.map((events, quad) =>
        events === 0 ? null : (
          <i key={quad} style={{ width: `${(100 * events) / all}%`, background: `var(--q${quad + 1})` }} />
        ),
      )}
    </span>
  );
}

export function Legend() {
  return (
    <p class="legend" aria-label={t("quadrant")}>
      {[1, 2, 3, 4].map((quad) => (
        <span key={quad}>
          <i class={`quad q${quad}`} />
          {named("quad", String(quad))}
        </span>
      ))}
    </p>
  );
}

/** 0: nothing but cooperation, 1: nothing but conflict. */
export function conflictShare(quads: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0] = quads;
  const all = a + b + c + d;
  return all === 0 ? 0 : (c + d) / all;
}
