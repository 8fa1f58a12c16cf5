// What part of a picture is shown: moved by dragging and arrows, scaled by wheel and keys.
// SPDX-License-Identifier: Apache-2.0

import { useRef, useState } from "preact/hooks";

import { useShortcuts } from "../state/keys";
import type { Key } from "../i18n";

export interface Camera {
  /** Middle of the view, in the picture's own measure. */
  readonly x: number;
  readonly y: number;
  /** px for one of the picture's own measure, over that which shows all of it. */
  readonly zoom: number;
}

export interface Moves {
  readonly camera: Camera;
  readonly zoomAt: (by: number, x: number, y: number) => void;
  readonly pan: (x: number, y: number) => void;
  readonly reset: () => void;
}

const START: Camera = { x: 0, y: 0, zoom: 1 };

/** `fit`: px for one of the picture's measure where all of it is shown. x and y of moves: px from the middle. */
export function useCamera(title: Key, fit: number, most: number): Moves {
  const [camera, setCamera] = useState<Camera>(START);
  const now = useRef(camera);
  now.current = camera;
  const set = (next: Camera): void => {
    now.current = next;
    setCamera(next);
  };
  const zoomAt = (by: number, x: number, y: number): void => {
    const { current } = now;
    const zoom = Math.min(most, Math.max(1, current.zoom * by));
    const before = 1 / (fit * current.zoom);
    const after = 1 / (fit * zoom);
    const home = zoom === 1;
    set({
      x: home ? 0 : current.x + x * (before - after),
      y: home ? 0 : current.y + y * (before - after),
      zoom,
    });
  };
  const pan = (x: number, y: number): void => {
    const { current } = now;
    set({ ...current, x: current.x - x / (fit * current.zoom), y: current.y - y / (fit * current.zoom) });
  };
  const reset = (): void => set(START);
  useShortcuts(
    title,
    [
      { keys: ["+", "="], what: "keys.zoom-in", run: () => zoomAt(1.5, 0, 0) },
      { keys: ["-"], what: "keys.zoom-out", run: () => zoomAt(1 / 1.5, 0, 0) },
      { keys: ["ArrowLeft"], what: "keys.west", run: () => pan(80, 0) },
      { keys: ["ArrowRight"], what: "keys.east", run: () => pan(-80, 0) },
      { keys: ["ArrowUp"], what: "keys.north", run: () => pan(0, 80) },
      { keys: ["ArrowDown"], what: "keys.south", run: () => pan(0, -80) },
      { keys: ["0"], what: "keys.whole", run: reset },
    ],
    [fit],
  );
  return { camera, zoomAt, pan, reset };
}

/** Dragging with the pointer, and clicks that are no drags. */
export function useDrag(
  moves: Moves,
  onClick: (event: PointerEvent) => void,
): {
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => boolean;
  onPointerUp: (event: PointerEvent) => void;
} {
  const start = useRef<{ x: number; y: number; far: boolean } | null>(null);
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, y: event.clientY, far: false };
    },
    onPointerMove: (event) => {
      const from = start.current;
      if (!from) return false;
      const x = event.clientX - from.x;
      const y = event.clientY - from.y;
      const far = from.far || Math.hypot(x, y) > 4;
      if (far) moves.pan(x, y);
      start.current = far ? { x: event.clientX, y: event.clientY, far } : from;
      return true;
    },
    onPointerUp: (event) => {
      const from = start.current;
      start.current = null;
      if (from && !from.far) onClick(event);
    },
  };
}
