// Events over time: cooperation upwards, conflict downwards, by lanes; zoom, brush, and on to the list.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useMemo, useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Lane, Stretch, Timeline } from "../api/types";
import { dateWords, hasWords, named, number, t } from "../i18n";
import { first, toParams, values, withValues, type Query } from "../lib/options";
import { dayNumber, dayText, fittingPer, nextStretch, PERS, ticksFor, type Per } from "../lib/time";
import { about } from "../state/about";
import { useShortcuts } from "../state/keys";
import { questionPath } from "../state/questions";
import { ask, go, linkToQuery, own, query, setOwn } from "../state/route";
import { colour } from "../state/theme";
import { Canvas, font, type Size } from "../ui/canvas";
import { Empty, Failed } from "../ui/parts";
import { found } from "./found";

import "../styles/charts.css";

const LANES = ["type", "actor", "dyad"] as const;
type LaneKind = (typeof LANES)[number];

/** px: names of lanes at the left. */
const leftOf = (width: number): number => (width < 640 ? 112 : 168);
/** px: the overview, the chart of all, a lane, the axis. */
const OVERVIEW = 44;
const CHART = 170;
const LANE = 40;
const AXIS = 22;

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly stretch: Stretch;
}

function barsOf(stretches: readonly Stretch[], per: Per): Bar[] {
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

interface Scale {
  readonly x: (day: number) => number;
  readonly day: (x: number) => number;
}

function scaleFor(span: Span, width: number): Scale {
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

interface Picture {
  readonly whole: Span;
  readonly span: Span;
  readonly overview: readonly Bar[];
  readonly bars: readonly Bar[];
  readonly lanes: readonly { name: string; events: number; bars: readonly Bar[] }[];
  readonly brush: Span | null;
  readonly hover: number;
}

const TOP = OVERVIEW + 12 + AXIS;

function drawOverview(context: CanvasRenderingContext2D, picture: Picture, size: Size): void {
  const scale = scaleFor(picture.whole, size.width);
  const tall = Math.max(1, highest(picture.overview, (s) => up(s) + down(s)));
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

function drawPicture(context: CanvasRenderingContext2D, size: Size, picture: Picture): void {
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
  const most = Math.max(...picture.lanes.map((lane) => Math.max(highest(lane.bars, up), highest(lane.bars, down) * 1.6)), 1);
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

/** The question that a lane, or all of it, and a stretch of time stand for. */
function asking(lane: Lane | undefined, kind: string, span: Span | undefined): Query {
  let asked = query.value;
  if (span) {
    asked = withValues(withValues(asked, "from", [dayText(span.from)]), "to", [dayText(span.to - 1)]);
    asked = withValues(asked, "date", []);
  }
  if (!lane) return asked;
  if (kind === "dyad") {
    const codes = lane.key.split("-").filter((code) => code !== "");
    return withValues(asked, "country", [...new Set([...values(asked, "country"), ...codes])]);
  }
  const name = kind === "type" ? "type" : "actor";
  return withValues(asked, name, name === "type" ? [lane.key] : [...values(asked, "actor"), lane.key]);
}

function spanFrom(text: string): Span | undefined {
  const [from, to] = text.split("/");
  if (!from || !to) return undefined;
  const span = { from: dayNumber(from), to: dayNumber(to) };
  return span.from < span.to ? span : undefined;
}

function wholeOf(bars: readonly Bar[]): Span | undefined {
  const [head] = bars;
  const last = bars.at(-1);
  return head && last ? { from: head.from, to: last.to } : undefined;
}

/** A coarse count of everything that the question finds: for the overview. */
function useOverview(): { bars: Bar[]; undated: number; answer: ReturnType<typeof useAsked<Timeline>> } {
  const given = about.value;
  const days = given?.first_day && given.last_day ? dayNumber(given.last_day) - dayNumber(given.first_day) : 3650;
  const per = fittingPer(days, 500);
  const answer = useAsked<Timeline>(given ? questionPath("/v1/timeline", "counts", query.value, { per }) : null);
  const bars = useMemo(() => barsOf(answer.body?.stretches ?? [], answer.body?.per ?? per), [answer.body]);
  const undated = answer.body?.stretches.find((stretch) => !stretch.day)?.events ?? 0;
  return { bars, undated, answer };
}

function clamp(span: Span, whole: Span): Span {
  const days = Math.min(Math.max(7, span.to - span.from), Math.max(7, whole.to - whole.from));
  const from = Math.round(Math.min(Math.max(span.from, whole.from), whole.to - days));
  return { from, to: Math.round(from + days) };
}

function Table({ stretches, per }: { stretches: readonly Stretch[]; per: string }) {
  return (
    <details class="as-table">
      <summary>{t("timeline.table")}</summary>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{t(`per.${per}` as "per.day")}</th>
            {[1, 2, 3, 4].map((quad) => (
              <th scope="col" key={quad}>
                {named("quad", String(quad))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stretches.slice(0, 500).map((stretch) => (
            <tr key={stretch.day}>
              <th scope="row">{dateWords(stretch.day ?? "–")}</th>
              {stretch.quads.map((events, quad) => (
                <td key={quad}>{number(events)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface Tip {
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly stretch: Stretch;
}

function TipBox({ tip }: { tip: Tip }) {
  return (
    <div class="tip" style={{ transform: `translate(${tip.x}px, ${tip.y}px)` }} aria-hidden="true">
      <b>{tip.title}</b>
      {tip.stretch.quads.map(
        (events, quad) =>
          events > 0 && (
            <div key={quad}>
              <span class={`quad q${quad + 1}`} /> {number(events)} {named("quad", String(quad + 1))}
            </div>
          ),
      )}
    </div>
  );
}

function stretchTitle(bar: Bar): string {
  const from = dayText(bar.from);
  const last = dayText(bar.to - 1);
  return dateWords(from === last ? from : `${from}/${last}`);
}

export default function TimelineView() {
  const overview = useOverview();
  const whole = wholeOf(overview.bars);
  const laneKind = (LANES.find((kind) => kind === own("lanes")) ?? "type") as LaneKind;
  const span = whole ? clamp(spanFrom(own("span")) ?? whole, whole) : undefined;
  const per: Per =
    PERS.find((one) => one === own("per")) ?? (span ? fittingPer(span.to - span.from, 140) : "month");
  const [near, setNear] = useState<Span | undefined>(span);
  const key = span ? `${span.from}/${span.to}` : "";
  useEffect(() => {
    // While it is dragged or zoomed the bars that are here are enough.
    const wait = setTimeout(() => setNear(span), 140);
    return () => clearTimeout(wait);
  }, [key]);
  const path = (): string | null => {
    const asked = near ?? span;
    if (!whole || !asked) return null;
    const part = asked.from > whole.from || asked.to < whole.to;
    const later = first(query.value, "from");
    const from = dayText(asked.from);
    const narrowed = part && first(query.value, "date") === "" ? { from: later > from ? later : from, to: dayText(asked.to - 1) } : {};
    return questionPath("/v1/timeline", "counts", query.value, { per, lanes: laneKind, most: "14", ...narrowed });
  };
  const detail = useAsked<Timeline>(path());
  const [brush, setBrush] = useState<Span | null>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const [hover, setHover] = useState(-1);
  const answered = detail.body;
  const bars = useMemo(() => barsOf(answered?.stretches ?? [], answered?.per ?? per), [answered]);
  const lanes = useMemo(
    () =>
      (answered?.lanes ?? []).map((lane) => ({
        lane,
        name: laneKind === "type" && hasWords(`type.${lane.key}`) ? named("type", lane.key) : lane.name,
        events: lane.events,
        bars: barsOf(lane.stretches, answered?.per ?? per),
      })),
    [answered],
  );
  const total = overview.bars.reduce((sum, bar) => sum + bar.stretch.events, overview.undated);
  useEffect(() => {
    found.value = overview.answer.body ? total : undefined;
    return () => {
      found.value = undefined;
    };
  }, [overview.answer.body]);
  const show = (next: Span): void => {
    if (!whole) return;
    const fitted = clamp(next, whole);
    const all = fitted.from <= whole.from && fitted.to >= whole.to;
    setOwn({ span: all ? "" : `${dayText(fitted.from)}/${dayText(fitted.to)}` });
  };
  const zoom = (by: number, about?: number): void => {
    if (!span) return;
    const centre = about ?? (span.from + span.to) / 2;
    show({ from: centre - (centre - span.from) * by, to: centre + (span.to - centre) * by });
  };
  const pan = (by: number): void => {
    if (!span) return;
    const days = (span.to - span.from) * by;
    show({ from: span.from + days, to: span.to + days });
  };
  useShortcuts(
    "view.timeline",
    [
      { keys: ["+", "="], what: "keys.zoom-in", run: () => zoom(0.6) },
      { keys: ["-"], what: "keys.zoom-out", run: () => zoom(1.6) },
      { keys: ["ArrowLeft"], what: "keys.left", run: () => pan(-0.25) },
      { keys: ["ArrowRight"], what: "keys.right", run: () => pan(0.25) },
      { keys: ["0"], what: "keys.whole", run: () => setOwn({ span: "" }) },
      { keys: ["Enter"], what: "timeline.list", run: () => go(linkToQuery("ledger", asking(undefined, "", span))) },
    ],
    [key, whole?.from, whole?.to],
  );
  if (overview.answer.problem) return <Failed message={overview.answer.problem.message} />;
  if (overview.answer.body && !whole) return <Empty title={t("timeline.none")} />;
  if (!whole || !span) return <div class="empty" aria-busy="true" />;
  const height = TOP + CHART + lanes.length * LANE + 12;
  const picture: Picture = { whole, span, overview: overview.bars, bars, lanes, brush, hover };

  const place = (event: PointerEvent | MouseEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const y = event.clientY - box.top;
    const inOverview = y < OVERVIEW + 6;
    const x = event.clientX - box.left;
    const onName = x < leftOf(box.width);
    return { x, y, inOverview, onName, scale: scaleFor(inOverview ? whole : span, box.width) };
  };
  const laneAt = (y: number): number => (y < TOP + CHART ? -1 : Math.floor((y - TOP - CHART) / LANE));
  const barAt = (x: number, y: number, scale: Scale): Bar | undefined => {
    const day = scale.day(x);
    const row = laneAt(y);
    const list = row < 0 ? bars : (lanes[row]?.bars ?? []);
    return list.find((bar) => bar.from <= day && day < bar.to);
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const { x, y, inOverview, onName, scale } = place(event);
    if (onName) {
      const lane = lanes[laneAt(y)]?.lane;
      if (lane) ask(asking(lane, laneKind, undefined));
      return;
    }
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const day = scale.day(x);
    if (inOverview) {
      const half = (span.to - span.from) / 2;
      if (day < span.from || day > span.to) show({ from: day - half, to: day + half });
    }
    setBrush({ from: day, to: day });
    setTip(null);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const { x, y, inOverview, onName, scale } = place(event);
    const row = laneAt(y);
    setHover(onName ? row : -1);
    if (brush) {
      const day = scale.day(x);
      if (inOverview && event.buttons === 1) {
        show({ from: span.from + day - brush.to, to: span.to + day - brush.to });
        setBrush({ from: day, to: day });
      } else setBrush({ from: brush.from, to: day });
      return;
    }
    const bar = inOverview || onName ? undefined : barAt(x, y, scale);
    setTip(bar ? { x: Math.min(x + 14, event.currentTarget ? (event.currentTarget as HTMLElement).clientWidth - 220 : x), y: y + 14, title: stretchTitle(bar), stretch: bar.stretch } : null);
  };
  const onPointerUp = (event: PointerEvent): void => {
    if (!brush) return;
    const { x, y, inOverview, scale } = place(event);
    const wide = Math.abs(scale.x(brush.to) - scale.x(brush.from));
    setBrush(null);
    if (inOverview) return;
    if (wide > 5) return show({ from: Math.min(brush.from, brush.to), to: Math.max(brush.from, brush.to) });
    const bar = barAt(x, y, scale);
    if (bar) go(linkToQuery("ledger", asking(lanes[laneAt(y)]?.lane, laneKind, bar)));
  };
  const onWheel = (event: WheelEvent): void => {
    const { x, scale, inOverview } = place(event);
    if (!event.ctrlKey && !event.altKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY) && height > innerHeight - 100 && !event.shiftKey) return;
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) pan((event.deltaX || event.deltaY) / 1200);
    else if (!inOverview) zoom(Math.exp(event.deltaY / 400), scale.day(x));
  };
  return (
    <div class="page timeline">
      <div class="chart-bar">
        <div class="segments" role="group" aria-label={t("lanes")}>
          {LANES.map((kind) => (
            <button key={kind} type="button" aria-pressed={kind === laneKind} onClick={() => setOwn({ lanes: kind === "type" ? "" : kind })}>
              {t(`lanes.${kind}`)}
            </button>
          ))}
        </div>
        <div class="segments" role="group" aria-label={t("per")}>
          {PERS.map((one) => (
            <button key={one} type="button" aria-pressed={one === per} onClick={() => setOwn({ per: one === own("per") ? "" : one })}>
              {t(`per.${one}`)}
            </button>
          ))}
        </div>
        <span class="period">
          {t("timeline.period", { from: dateWords(dayText(span.from)), to: dateWords(dayText(span.to - 1)) })}
        </span>
        {own("span") !== "" && (
          <button type="button" class="plain" onClick={() => setOwn({ span: "" })}>
            {t("timeline.clear")} <kbd>0</kbd>
          </button>
        )}
        <span class="grow" />
        {overview.undated > 0 && <span class="quiet small">{t("timeline.undated", { n: overview.undated })}</span>}
        <a class="button" href={linkToQuery("ledger", asking(undefined, "", own("span") === "" ? undefined : span))}>
          {t("timeline.list")}
        </a>
      </div>
      <div class="timeline-canvas" style={{ height: `${height}px` }}>
        <Canvas
          label={t("timeline.chart")}
          draw={(context, size) => drawPicture(context, size, picture)}
          inputs={[picture.overview, bars, lanes, key, brush, hover]}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerLeave={() => {
            setTip(null);
            setHover(-1);
          }}
          onDblClick={() => setOwn({ span: "" })}
          onWheel={onWheel}
        >
          {tip && <TipBox tip={tip} />}
        </Canvas>
      </div>
      <div class="lane-links">
        <span class="label">{t("lanes")}</span>
        {lanes.map(({ lane, name }) => (
          <a key={lane.key} class="tag" href={`${location.pathname}?${toParams(asking(lane, laneKind, undefined)).toString()}`}>
            {name} <span class="quiet">{number(lane.events)}</span>
          </a>
        ))}
      </div>
      {answered && <Table stretches={answered.stretches} per={answered.per} />}
    </div>
  );
}
