// Events over time: cooperation upwards, conflict downwards, by lanes; zoom, brush, and on to the list.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useMemo, useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Lane, Stretch, Timeline } from "../api/types";
import { dateWords, hasWords, named, number, t } from "../i18n";
import { first, toParams, values, withValues, type Query } from "../lib/options";
import { dayNumber, dayText, fittingPer, PERS, type Per } from "../lib/time";
import { about } from "../state/about";
import { useShortcuts } from "../state/keys";
import { questionPath } from "../state/questions";
import { ask, go, linkToQuery, own, query, setOwn } from "../state/route";
import { Canvas } from "../ui/canvas";
import { Empty, Failed } from "../ui/parts";
import { found } from "./found";
import {
  barsOf,
  CHART,
  drawPicture,
  LANE,
  leftOf,
  OVERVIEW,
  scaleFor,
  TOP,
  type Bar,
  type Picture,
  type Scale,
  type Span,
} from "./timeline_picture";

import "../styles/charts.css";

const LANES = ["type", "actor", "dyad"] as const;
type LaneKind = (typeof LANES)[number];

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
  const days =
    given?.first_day && given.last_day ? dayNumber(given.last_day) - dayNumber(given.first_day) : 3650;
  const per = fittingPer(days, 500);
  const answer = useAsked<Timeline>(
    given ? questionPath("/v1/timeline", "counts", query.value, { per }) : null,
  );
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
    const narrowed =
      part && first(query.value, "date") === ""
        ? { from: later > from ? later : from, to: dayText(asked.to - 1) }
        : {};
    return questionPath("/v1/timeline", "counts", query.value, {
      per,
      lanes: laneKind,
      most: "14",
      ...narrowed,
    });
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
      {
        keys: ["Enter"],
        what: "timeline.list",
        run: () => go(linkToQuery("ledger", asking(undefined, "", span))),
      },
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
    setTip(
      bar
        ? {
            x: Math.min(
              x + 14,
              event.currentTarget ? (event.currentTarget as HTMLElement).clientWidth - 220 : x,
            ),
            y: y + 14,
            title: stretchTitle(bar),
            stretch: bar.stretch,
          }
        : null,
    );
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
    if (
      !event.ctrlKey &&
      !event.altKey &&
      Math.abs(event.deltaX) <= Math.abs(event.deltaY) &&
      height > innerHeight - 100 &&
      !event.shiftKey
    )
      return;
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey)
      pan((event.deltaX || event.deltaY) / 1200);
    else if (!inOverview) zoom(Math.exp(event.deltaY / 400), scale.day(x));
  };
  return (
    <div class="page timeline">
      <div class="chart-bar">
        <div class="segments" role="group" aria-label={t("lanes")}>
          {LANES.map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={kind === laneKind}
              onClick={() => setOwn({ lanes: kind === "type" ? "" : kind })}
            >
              {t(`lanes.${kind}`)}
            </button>
          ))}
        </div>
        <div class="segments" role="group" aria-label={t("per")}>
          {PERS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === per}
              onClick={() => setOwn({ per: one === own("per") ? "" : one })}
            >
              {t(`per.${one}`)}
            </button>
          ))}
        </div>
        <span class="period">
          {t("timeline.period", {
            from: dateWords(dayText(span.from)),
            to: dateWords(dayText(span.to - 1)),
          })}
        </span>
        {own("span") !== "" && (
          <button type="button" class="plain" onClick={() => setOwn({ span: "" })}>
            {t("timeline.clear")} <kbd>0</kbd>
          </button>
        )}
        <span class="grow" />
        {overview.undated > 0 && (
          <span class="quiet small">{t("timeline.undated", { n: overview.undated })}</span>
        )}
        <a
          class="button"
          href={linkToQuery("ledger", asking(undefined, "", own("span") === "" ? undefined : span))}
        >
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
          <a
            key={lane.key}
            class="tag"
            href={`${location.pathname}?${toParams(asking(lane, laneKind, undefined)).toString()}`}
          >
            {name} <span class="quiet">{number(lane.events)}</span>
          </a>
        ))}
      </div>
      {answered && <Table stretches={answered.stretches} per={answered.per} />}
    </div>
  );
}
