// A canvas that is sharp on any screen, drawn anew when what it draws from or its size changes.
// SPDX-License-Identifier: Apache-2.0

import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { theme } from "../state/theme";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Draw = (context: CanvasRenderingContext2D, size: Size) => void;

export function useSize(element: RefObject<HTMLElement>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const measure = (): void => setSize({ width: box.clientWidth, height: box.clientHeight });
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    measure();
    return () => watch.disconnect();
  }, []);
  return size;
}

export function paint(canvas: HTMLCanvasElement, size: Size, draw: Draw): void {
  const sharp = devicePixelRatio || 1;
  const width = Math.round(size.width * sharp);
  const height = Math.round(size.height * sharp);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  context.setTransform(sharp, 0, 0, sharp, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  draw(context, size);
}

/** The font of the page, for text on a canvas. */
export function font(size: number, weight = 400): string {
  return `${weight} ${size}px "Source Sans 3 Variable", system-ui, sans-serif`;
}

export function Canvas({
  label,
  draw,
  inputs,
  children,
  ...handlers
}: {
  label: string;
  draw: Draw;
  inputs: readonly unknown[];
  children?: ComponentChildren;
  onPointerDown?: (event: PointerEvent) => void;
  onPointerMove?: (event: PointerEvent) => void;
  onPointerUp?: (event: PointerEvent) => void;
  onPointerLeave?: (event: PointerEvent) => void;
  onWheel?: (event: WheelEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  onDblClick?: (event: MouseEvent) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const [fonts, setFonts] = useState(false);
  useEffect(() => {
    void document.fonts.ready.then(() => setFonts(true));
  }, []);
  useLayoutEffect(() => {
    if (canvas.current) paint(canvas.current, size, draw);
  }, [...inputs, size, theme.value, fonts]);
  const { onWheel } = handlers;
  useEffect(() => {
    // By hand, since the browser would not let a passive listener stop the page from scrolling.
    const element = box.current;
    if (!element || !onWheel) return;
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [onWheel]);
  return (
    <div
      class="canvas"
      ref={box}
      role="application"
      aria-label={label}
      tabIndex={0}
      onPointerDown={handlers.onPointerDown}
      onPointerMove={handlers.onPointerMove}
      onPointerUp={handlers.onPointerUp}
      onPointerLeave={handlers.onPointerLeave}
      onKeyDown={handlers.onKeyDown}
      onDblClick={handlers.onDblClick}
    >
      <canvas
        ref={canvas}
        aria-hidden="true"
        style={{ width: `${size.width}px`, height: `${size.height}px` }}
      />
      {children}
    </div>
  );
}
