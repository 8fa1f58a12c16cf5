// Who has to do with whom in the period: ties as thick as there are events, blue to red.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Edge, Network, Node } from "../api/types";
import { number, t } from "../i18n";
import { layout, type Point } from "../lib/layout";
import { values, withValues, type Query } from "../lib/options";
import { questionPath } from "../state/questions";
import { go, linkTo, linkToQuery, own, query, setOwn } from "../state/route";
import { colour } from "../state/theme";
import { Balance, conflictShare, Legend } from "../ui/balance";
import { useCamera, useDrag, type Camera } from "../ui/camera";
import { Canvas, font, type Size } from "../ui/canvas";
import { Icon } from "../ui/icons";
import { Empty, Failed } from "../ui/parts";
import { found } from "./found";

import "../styles/charts.css";

const MOST_NODES = 90;

interface Net {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly points: readonly Point[];
  readonly byId: ReadonlyMap<string, number>;
  /** Half the width and height of it all. */
  readonly reach: { readonly x: number; readonly y: number };
}

const radiusOf = (node: Node): number => 4 + 2.1 * Math.sqrt(node.events);

/** Who acts upon whom does not count here: both directions are one tie. */
function both(edges: readonly Edge[]): Edge[] {
  const ties = new Map<string, Edge>();
  for (const edge of edges) {
    const [one, other] = edge.one < edge.other ? [edge.one, edge.other] : [edge.other, edge.one];
    const tie = ties.get(`${one} ${other}`) ?? {
      one,
      other,
      events: 0,
      articles: 0,
      quads: [0, 0, 0, 0],
    };
    ties.set(`${one} ${other}`, {
      one,
      other,
      events: tie.events + edge.events,
      articles: tie.articles + edge.articles,
      quads: tie.quads.map((events, quad) => events + (edge.quads[quad] ?? 0)),
    });
  }
  return [...ties.values()].sort((a, b) => b.events - a.events);
}

function nameOf(node: Node): string {
  return node.name.length > 22 && node.code && node.kind !== "person" ? node.code : node.name;
}

function netOf(given: Network): Net {
  const answer = { ...given, edges: both(given.edges) };
  const tied = new Set(answer.edges.flatMap((edge) => [edge.one, edge.other]));
  const nodes = answer.nodes
    .filter((node) => tied.has(node.id))
    .sort((one, other) => other.events - one.events)
    .slice(0, MOST_NODES);
  const byId = new Map(nodes.map((node, i) => [node.id, i]));
  const edges = answer.edges.filter((edge) => byId.has(edge.one) && byId.has(edge.other));
  const points = layout(
    nodes.length,
    edges.map((edge) => ({
      one: byId.get(edge.one) ?? 0,
      other: byId.get(edge.other) ?? 0,
      weight: Math.log2(1 + edge.events),
    })),
  );
  // In the middle, and as wide as it is.
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  for (const point of points) {
    point.x -= middle.x;
    point.y -= middle.y;
    // Screens are wider than high.
    point.x *= 1.3;
  }
  const reach = {
    x: Math.max(60, ...points.map((point) => Math.abs(point.x))),
    y: Math.max(60, ...points.map((point) => Math.abs(point.y))),
  };
  return { nodes, edges, points, byId, reach };
}

function fitOf(net: Net, size: Size): number {
  return Math.min((size.width / 2 - 70) / net.reach.x, (size.height / 2 - 50) / net.reach.y, 2.4);
}

interface View {
  readonly camera: Camera;
  readonly chosen: string;
  readonly hover: string;
}

function onScreen(point: Point, camera: Camera, fit: number, size: Size): Point {
  const scale = fit * camera.zoom;
  return {
    x: size.width / 2 + (point.x - camera.x) * scale,
    y: size.height / 2 + (point.y - camera.y) * scale,
  };
}

/** Of two colours "#rrggbb". */
function mixed(one: string, other: string, part: number): string {
  const channel = (text: string, at: number): number => Number.parseInt(text.slice(at, at + 2), 16);
  const mix = [1, 3, 5].map((at) => Math.round(channel(one, at) * (1 - part) + channel(other, at) * part));
  return `rgb(${mix.join(" ")})`;
}

function drawEdges(
  context: CanvasRenderingContext2D,
  net: Net,
  view: View,
  place: (i: number) => Point,
): void {
  const lit = view.hover || view.chosen;
  const blue = colour("q2");
  const red = colour("q4");
  context.lineCap = "round";
  for (const edge of [...net.edges].reverse()) {
    const own = edge.one === lit || edge.other === lit;
    const from = place(net.byId.get(edge.one) ?? 0);
    const to = place(net.byId.get(edge.other) ?? 0);
    context.globalAlpha = lit === "" ? 0.55 : own ? 0.9 : 0.1;
    context.strokeStyle = mixed(blue, red, conflictShare(edge.quads));
    context.lineWidth = 0.8 + 1.5 * Math.log2(1 + edge.events);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawNodes(
  context: CanvasRenderingContext2D,
  net: Net,
  view: View,
  place: (i: number) => Point,
): void {
  const lit = view.hover || view.chosen;
  const near = new Set(
    net.edges.filter((e) => e.one === lit || e.other === lit).flatMap((e) => [e.one, e.other]),
  );
  net.nodes.forEach((node, i) => {
    const { x, y } = place(i);
    const radius = radiusOf(node);
    const share = conflictShare(node.quads);
    context.globalAlpha = lit === "" || node.id === lit || near.has(node.id) ? 1 : 0.25;
    context.fillStyle = colour("surface");
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.lineWidth = node.id === lit ? 4.5 : 3;
    const top = -Math.PI / 2;
    for (const [fill, from, to] of [
      [colour("q4"), 0, share],
      [colour("q2"), share, 1],
    ] as const) {
      if (to <= from) continue;
      context.strokeStyle = fill;
      context.beginPath();
      context.arc(x, y, radius - 1.5, top + from * 2 * Math.PI, top + to * 2 * Math.PI);
      context.stroke();
    }
  });
  context.globalAlpha = 1;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

/** Names of the largest first; one that would lie on another is left out. */
function drawNames(
  context: CanvasRenderingContext2D,
  net: Net,
  view: View,
  place: (i: number) => Point,
): void {
  const taken: Box[] = [];
  const lit = view.hover || view.chosen;
  const near = new Set(
    net.edges.filter((e) => e.one === lit || e.other === lit).flatMap((e) => [e.one, e.other]),
  );
  const order = net.nodes
    .map((_, i) => i)
    .sort((a, b) => Number(net.nodes[b]?.id === lit) - Number(net.nodes[a]?.id === lit));
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const i of order) {
    const node = net.nodes[i];
    if (!node || (lit !== "" && node.id !== lit && !near.has(node.id))) continue;
    const { x, y } = place(i);
    context.font = font(node.events > 8 ? 14 : 12.5, node.id === lit ? 600 : 400);
    const box = { x, y: y + radiusOf(node) + 2, w: context.measureText(nameOf(node)).width / 2 + 3 };
    if (
      node.id !== lit &&
      taken.some((t) => Math.abs(t.x - box.x) < t.w + box.w && Math.abs(t.y - box.y) < 15)
    )
      continue;
    taken.push(box);
    context.strokeStyle = colour("surface");
    context.lineWidth = 4;
    context.strokeText(nameOf(node), x, box.y);
    context.fillStyle = colour("ink");
    context.fillText(nameOf(node), x, box.y);
  }
  context.textAlign = "left";
}

function tieQuery(one: string, other: string, of: string): Query {
  const name = of === "actor" ? "actor" : "country";
  return withValues(query.value, name, [...new Set([...values(query.value, name), one, other])]);
}

function Ties({ net, chosen, of }: { net: Net; chosen: string; of: string }) {
  const nameFor = (id: string): string => {
    const node = net.nodes[net.byId.get(id) ?? -1];
    return node ? nameOf(node) : id;
  };
  const asked = (id: string): string => (of === "actor" ? nameFor(id) : id);
  const edges = net.edges.filter((edge) => chosen === "" || edge.one === chosen || edge.other === chosen);
  const node = net.nodes[net.byId.get(chosen) ?? -1];
  return (
    <>
      {node && (
        <p class="chosen-node">
          <strong>{node.name}</strong> <span class="quiet">{t("events", { n: node.events })}</span>
          {of === "actor" && <a href={linkTo("actor", node.id)}>{t("title.actor")}</a>}
          <button type="button" class="plain" onClick={() => setOwn({ node: "" })}>
            <Icon name="close" /> {t("marked.clear")}
          </button>
        </p>
      )}
      <h2 class="label">{t("network.ties")}</h2>
      <ul class="ranks">
        {edges.slice(0, 60).map((edge) => {
          const other = edge.one === chosen ? edge.other : edge.one;
          return (
            <li key={`${edge.one} ${edge.other}`}>
              <a href={linkToQuery("ledger", tieQuery(asked(edge.one), asked(edge.other), of))}>
                <span class="cut">
                  {chosen === "" ? `${nameFor(edge.one)} – ${nameFor(edge.other)}` : nameFor(other)}
                </span>
                <Balance quads={edge.quads} />
                <span class="count">{number(edge.events)}</span>
              </a>
            </li>
          );
        })}
      </ul>
      {chosen === "" && (
        <>
          <h2 class="label">{t("network.choose")}</h2>
          <ul class="ranks">
            {net.nodes.slice(0, 30).map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => setOwn({ node: one.id })}>
                  <span class="cut">{one.name}</span>
                  <Balance quads={one.quads} />
                  <span class="count">{number(one.events)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Picture({ net, of, more }: { net: Net; of: string; more: boolean }) {
  const [hover, setHover] = useState("");
  const chosen = net.byId.has(own("node")) ? own("node") : "";
  const size = useRef<Size>({ width: 900, height: 600 });
  const moves = useCamera("view.network", fitOf(net, size.current), 8);
  const at = (event: MouseEvent): string => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const fit = fitOf(net, size.current);
    let best = "";
    let least = 14;
    net.nodes.forEach((node, i) => {
      const point = onScreen(net.points[i] as Point, moves.camera, fit, size.current);
      const far =
        Math.hypot(point.x - (event.clientX - box.left), point.y - (event.clientY - box.top)) -
        radiusOf(node);
      if (far < least) {
        least = far;
        best = node.id;
      }
    });
    return best;
  };
  const drag = useDrag(moves, (event) => {
    const id = at(event);
    setOwn({ node: id === chosen ? "" : id });
  });
  const view: View = { camera: moves.camera, chosen, hover };
  return (
    <div class="picture-main">
      <div class="picture-tools">
        <div class="segments" role="group" aria-label={t("nodes")}>
          {(["country", "actor"] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={of === kind}
              onClick={() => setOwn({ of: kind === "country" ? "" : kind, node: "" })}
            >
              {t(`party.${kind}`)}
            </button>
          ))}
        </div>
      </div>
      <Canvas
        label={t("network.chart")}
        inputs={[net, view.camera, chosen, hover]}
        draw={(context, shown) => {
          size.current = shown;
          const fit = fitOf(net, shown);
          const place = (i: number): Point => onScreen(net.points[i] as Point, moves.camera, fit, shown);
          drawEdges(context, net, view, place);
          drawNodes(context, net, view, place);
          drawNames(context, net, view, place);
        }}
        onPointerDown={drag.onPointerDown}
        onPointerUp={drag.onPointerUp}
        onPointerMove={(event) => {
          if (!drag.onPointerMove(event)) setHover(at(event));
        }}
        onPointerLeave={() => setHover("")}
        onWheel={(event) => {
          event.preventDefault();
          const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
          moves.zoomAt(
            Math.exp(-event.deltaY / 400),
            event.clientX - box.left - box.width / 2,
            event.clientY - box.top - box.height / 2,
          );
        }}
        onDblClick={(event) => {
          const id = at(event);
          if (id !== "") go(linkToQuery("ledger", tieQuery(id, id, of)));
        }}
      />
      <p class="picture-note">{more ? t("network.more") : ""}</p>
    </div>
  );
}

export default function NetworkView() {
  const of = own("of") === "actor" ? "actor" : "country";
  const asked = useAsked<Network>(questionPath("/v1/network", "counts", query.value, { of, limit: "260" }));
  const net = useMemo(() => (asked.body ? netOf(asked.body) : undefined), [asked.body]);
  useEffect(() => {
    found.value = undefined;
  }, []);
  if (asked.problem) return <Failed message={asked.problem.message} />;
  if (!net) return <div class="empty" aria-busy="true" />;
  if (net.nodes.length === 0) return <Empty title={t("network.none")} />;
  const chosen = net.byId.has(own("node")) ? own("node") : "";
  return (
    <div class="picture">
      <Picture net={net} of={of} more={asked.body?.more ?? false} />
      <aside class="picture-side" aria-label={t("network.ties")}>
        <Legend />
        <Ties net={net} chosen={chosen} of={of} />
      </aside>
    </div>
  );
}
