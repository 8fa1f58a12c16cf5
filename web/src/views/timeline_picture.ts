// The picture of the timeline: an overview, the axis, bars about a line, and a lane below the other.
// SPDX-License-Identifier: Apache-2.0

import type { Stretch } from "../api/types";
import { dateWords, number, t } from "../i18n";
import { dayNumber, dayText, nextStretch, ticksFor, type Per } from "../lib/time";
import { colour } from "../state/theme";
import { font, type Size } from "../ui/canvas";

/** px: names of lanes at the left. */
export const leftOf = (width: number): number => (width < 640 ? 112 : 168);
/** px: the overview, the chart of all, a lane, the axis. */
export const OVERVIEW = 44;
export const CHART = 170;
export const LANE = 40;
const AXIS = 22;

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly stretch: Stretch;
}

export function barsOf(stretches: readonly Stretch[], per: Per): Bar[] {
  return stretches.flatMap((stretch) => {
    if (!stretch.day) return [];
    const from = dayNumber(stretch.day);
    return [{ from, to: nextStretch(from, per), stretch }];
  });
}

const up = (stretch: Stretch): number => (stretch.quads[0] ?? 0) + (stretch.quads[1] ?? 0);
const down = (stretch: Stretch): number => (stretch.quads[2] ?? 0) + (stretch.quads[3] ?? 0);

function highest(bars: readonly Bar[], of: (stretch: Stretch) => number): number {
  return bars.reduce((most, bar) => Math.max(most, of(bar.stretch)), 0);
}

export interface Scale {
  readonly x: (day: number) => number;
  readonly day: (x: number) => number;
}

export function scaleFor(span: Span, width: number): Scale {
  const left = leftOf(width);
  const room = Math.max(1, width - left - 12);
  const days = Math.max(1, span.to - span.from);
  return {
    x: (day) => left + ((day - span.from) / days) * room,
    day: (x) => span.from + ((x - left) / room) * days,
  };
}

/** Bars about a line: quadrants 1 and 2 above it, 3 and 4 below. */
function drawBars(
  context: CanvasRenderingContext2D,
  bars: readonly Bar[],
  scale: Scale,
  place: { line: number; perEvent: number },
): void {
  const colours = [colour("q1"), colour("q2"), colour("q3"), colour("q4")];
  for (const bar of bars) {
    const left = scale.x(bar.from);
    const width = Math.max(1.5, scale.x(bar.to) - left - (scale.x(bar.to) - left > 5 ? 1.5 : 0));
    let above = place.line;
    let below = place.line;
    for (const [quad, fill] of colours.entries()) {
      const events = bar.stretch.quads[quad] ?? 0;
      if (events === 0) continue;
      const height = Math.max(2, events * place.perEvent);
      context.fillStyle = fill;
      if (quad < 2) {
        above -= height;
        context.fillRect(left, above, width, height);
      } else {
        context.fillRect(left, below, width, height);
        below += height;
      }
    }
  }
}

function tickWords(day: number, kind: "year" | "month" | "day"): string {
  const text = dayText(day);
  if (kind === "year") return text.slice(0, 4);
  if (kind === "month") return dateWords(text.slice(0, 7)).replace(/\s*\d{4}$/, "");
  return String(Number(text.slice(8)));
}

function drawAxis(context: CanvasRenderingContext2D, span: Span, scale: Scale, size: Size): void {
  context.font = font(12);
  context.textBaseline = "middle";
  for (const tick of ticksFor(span.from, span.to, size.width - leftOf(size.width), 46)) {
    const x = Math.round(scale.x(tick.day)) + 0.5;
    if (x > size.width - 34) continue;
    context.strokeStyle = colour("line");
    context.beginPath();
    context.moveTo(x, OVERVIEW + 12);
    context.lineTo(x, size.height);
    context.stroke();
    context.fillStyle = colour(tick.major ? "ink" : "ink-3");
    context.fillText(tickWords(tick.day, tick.kind), x + 4, OVERVIEW + 12 + AXIS / 2);
  }
}

export interface Picture {
  readonly whole: Span;
  readonly span: Span;
  readonly overview: readonly Bar[];
  readonly bars: readonly Bar[];
  readonly lanes: readonly { name: string; events: number; bars: readonly Bar[] }[];
  readonly brush: Span | null;
  readonly hover: number;
}

export const TOP = OVERVIEW + 12 + AXIS;

function drawOverview(context: CanvasRenderingContext2D, picture: Picture, size: Size): void {
  const scale = scaleFor(picture.whole, size.width);
  const tall = Math.max(
    1,
    highest(picture.overview, (s) => up(s) + down(s)),
  );
  context.fillStyle = colour("q0");
  for (const bar of picture.overview) {
    const height = ((up(bar.stretch) + down(bar.stretch)) / tall) * (OVERVIEW - 6);
    const left = scale.x(bar.from);
    context.fillRect(left, OVERVIEW - height, Math.max(1, scale.x(bar.to) - left - 0.5), height);
  }
  const left = scale.x(picture.span.from);
  const right = scale.x(picture.span.to);
  context.globalAlpha = 0.12;
  context.fillStyle = colour("accent");
  context.fillRect(left, 0, right - left, OVERVIEW);
  context.globalAlpha = 1;
  context.fillRect(left, 0, 2, OVERVIEW);
  context.fillRect(right - 2, 0, 2, OVERVIEW);
  context.strokeStyle = colour("line-2");
  context.strokeRect(leftOf(size.width) - 0.5, 0.5, size.width - leftOf(size.width) - 11, OVERVIEW);
}

function drawLane(
  context: CanvasRenderingContext2D,
  lane: Picture["lanes"][number],
  scale: Scale,
  at: { top: number; most: number; right: number; lit: boolean },
): void {
  const line = Math.round(at.top + LANE * 0.62) + 0.5;
  const left = leftOf(at.right + 10);
  context.fillStyle = colour(at.lit ? "sunk" : "surface");
  if (at.lit) context.fillRect(0, at.top, left - 8, LANE);
  context.strokeStyle = colour("line");
  context.beginPath();
  context.moveTo(left, line);
  context.lineTo(at.right, line);
  context.stroke();
  drawBars(context, lane.bars, scale, { line, perEvent: (LANE * 0.56) / Math.max(1, at.most) });
  context.font = font(13.5);
  context.fillStyle = colour("ink");
  context.textBaseline = "middle";
  context.save();
  context.beginPath();
  context.rect(0, at.top, left - 44, LANE);
  context.clip();
  context.fillText(lane.name, 14, at.top + LANE / 2);
  context.restore();
  context.fillStyle = colour("ink-3");
  context.font = font(12.5);
  context.textAlign = "right";
  context.fillText(number(lane.events), left - 12, at.top + LANE / 2);
  context.textAlign = "left";
}

export function drawPicture(context: CanvasRenderingContext2D, size: Size, picture: Picture): void {
  const scale = scaleFor(picture.span, size.width);
  const left = leftOf(size.width);
  drawOverview(context, picture, size);
  drawAxis(context, picture.span, scale, size);
  context.save();
  context.beginPath();
  context.rect(left, TOP, size.width - leftOf(size.width) - 10, size.height - TOP);
  context.clip();
  const above = highest(picture.bars, up);
  const below = highest(picture.bars, down);
  const perEvent = (CHART - 22) / Math.max(1, above + below);
  const line = Math.round(TOP + 12 + above * perEvent) + 0.5;
  drawBars(context, picture.bars, scale, { line, perEvent });
  context.strokeStyle = colour("edge");
  context.beginPath();
  context.moveTo(left, line);
  context.lineTo(size.width, line);
  context.stroke();
  context.restore();
  context.font = font(12.5);
  context.textBaseline = "middle";
  context.fillStyle = colour("q2");
  for (const [events, y] of [
    [above, line - above * perEvent],
    [below, line + below * perEvent],
  ] as const) {
    if (events === 0) continue;
    context.strokeStyle = colour("line");
    context.beginPath();
    context.moveTo(left, Math.round(y) + 0.5);
    context.lineTo(size.width - 10, Math.round(y) + 0.5);
    context.stroke();
    context.fillStyle = colour("ink-3");
    context.textAlign = "right";
    context.fillText(number(events), left - 12, y);
    context.textAlign = "left";
  }
  context.fillStyle = colour("q2");
  if (above > 0) context.fillText(`↑ ${t("cooperation")}`, 14, line - 14);
  context.fillStyle = colour("q4");
  if (below > 0) context.fillText(`↓ ${t("conflict")}`, 14, line + 14);
  const most = Math.max(
    ...picture.lanes.map((lane) => Math.max(highest(lane.bars, up), highest(lane.bars, down) * 1.6)),
    1,
  );
  picture.lanes.forEach((lane, i) => {
    const top = TOP + CHART + i * LANE;
    context.save();
    context.beginPath();
    context.rect(0, top, size.width - 10, LANE);
    context.clip();
    drawLane(context, lane, scale, { top, most, right: size.width - 10, lit: picture.hover === i });
    context.restore();
  });
  if (picture.brush) {
    const left = scale.x(Math.min(picture.brush.from, picture.brush.to));
    const right = scale.x(Math.max(picture.brush.from, picture.brush.to));
    context.globalAlpha = 0.14;
    context.fillStyle = colour("accent");
    context.fillRect(left, TOP, right - left, size.height - TOP);
    context.globalAlpha = 1;
  }
}
