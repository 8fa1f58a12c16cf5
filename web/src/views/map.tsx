// Where acts took place: circles as large as there are events, on borders from one point of view.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import held from "../../map/held.json?url";
import un from "../../map/un.json?url";
import { useAsked } from "../api/asked";
import type { EventRow, Place as PlaceRow, Places } from "../api/types";
import { number, t } from "../i18n";
import {
  HALF_HEIGHT,
  HALF_WIDTH,
  project,
  worldOf,
  type Place,
  type Topology,
  type World,
} from "../lib/geography";
import { withValues, type Query } from "../lib/options";
import { questionPath } from "../state/questions";
import { linkTo, linkToQuery, own, query, setOwn } from "../state/route";
import { colour } from "../state/theme";
import { Balance, conflictShare, Legend } from "../ui/balance";
import { useCamera, useDrag, type Camera } from "../ui/camera";
import { Canvas, font, type Size } from "../ui/canvas";
import { Icon } from "../ui/icons";
import { Empty, Failed, Kind, Parties, When } from "../ui/parts";
import { found } from "./found";

import "../styles/charts.css";

const BORDERS = { defacto: held, un } as const;
type Pov = keyof typeof BORDERS;

interface Paths {
  readonly land: Path2D;
  readonly coast: Path2D;
  readonly border: Path2D;
  readonly disputed: Path2D;
}

function pathOf(lines: readonly (readonly Place[])[], closed: boolean): Path2D {
  const path = new Path2D();
  for (const line of lines) {
    line.forEach((point, i) => {
      if (i === 0) path.moveTo(point.x, point.y);
      else path.lineTo(point.x, point.y);
    });
    if (closed) path.closePath();
  }
  return path;
}

const worlds = new Map<Pov, Promise<{ world: World; paths: Paths }>>();

function loadWorld(pov: Pov): Promise<{ world: World; paths: Paths }> {
  let coming = worlds.get(pov);
  if (!coming) {
    coming = fetch(BORDERS[pov])
      .then((response) => response.json() as Promise<Topology>)
      .then((topology) => {
        const world = worldOf(topology);
        const paths = {
          land: pathOf(world.rings, true),
          coast: pathOf(world.coast, false),
          border: pathOf(world.border, false),
          disputed: pathOf(world.disputed, false),
        };
        return { world, paths };
      });
    worlds.set(pov, coming);
  }
  return coming;
}

interface Spot {
  readonly id: string;
  readonly row: PlaceRow;
  readonly at: Place;
  /** Only the country is known. */
  readonly whole: boolean;
}

const idOf = (row: PlaceRow): string => `${row.place ?? ""}|${row.country ?? ""}`;

function spotsOf(rows: readonly PlaceRow[], world: World): Spot[] {
  return rows.flatMap((row) => {
    const point = row.latitude !== null && row.longitude !== null;
    const at = point ? project(row.longitude ?? 0, row.latitude ?? 0) : world.middles.get(row.country ?? "");
    return at ? [{ id: idOf(row), row, at, whole: !point }] : [];
  });
}

const radiusOf = (row: PlaceRow): number => 3.5 + 2.3 * Math.sqrt(row.events);

function fitOf(size: Size): number {
  return Math.max(Math.min(size.width / (2 * HALF_WIDTH + 0.1), size.height / (2 * HALF_HEIGHT + 0.1)), 10);
}

function screen(at: Place, camera: Camera, size: Size): Place {
  const scale = fitOf(size) * camera.zoom;
  return { x: size.width / 2 + (at.x - camera.x) * scale, y: size.height / 2 + (at.y - camera.y) * scale };
}

function drawWorld(context: CanvasRenderingContext2D, paths: Paths, camera: Camera, size: Size): void {
  const scale = fitOf(size) * camera.zoom;
  context.save();
  context.translate(size.width / 2 - camera.x * scale, size.height / 2 - camera.y * scale);
  context.scale(scale, scale);
  context.lineJoin = "round";
  context.fillStyle = colour("sunk");
  context.fill(paths.land, "evenodd");
  context.lineWidth = 0.7 / scale;
  context.strokeStyle = colour("edge");
  context.globalAlpha = 0.7;
  context.stroke(paths.coast);
  context.globalAlpha = 1;
  context.strokeStyle = colour("line-2");
  context.lineWidth = 0.9 / scale;
  context.stroke(paths.border);
  context.setLineDash([3.2 / scale, 2.6 / scale]);
  context.strokeStyle = colour("edge");
  context.stroke(paths.disputed);
  context.restore();
}

function drawSpots(
  context: CanvasRenderingContext2D,
  spots: readonly Spot[],
  view: { camera: Camera; lit: string },
  size: Size,
): void {
  for (const spot of spots) {
    const { x, y } = screen(spot.at, view.camera, size);
    const radius = radiusOf(spot.row);
    const share = conflictShare(spot.row.quads);
    const top = -Math.PI / 2;
    for (const [fill, from, to] of [
      ["q4", 0, share],
      ["q2", share, 1],
    ] as const) {
      if (to <= from) continue;
      context.beginPath();
      context.moveTo(x, y);
      context.arc(x, y, radius, top + from * 2 * Math.PI, top + to * 2 * Math.PI);
      context.closePath();
      context.fillStyle = colour(fill);
      context.globalAlpha = spot.whole ? 0.16 : spot.id === view.lit ? 1 : 0.72;
      context.fill();
    }
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = spot.id === view.lit ? 2.5 : 1.2;
    context.setLineDash(spot.whole ? [2, 2] : []);
    context.strokeStyle =
      spot.id === view.lit ? colour("ink") : spot.whole ? colour("q2") : colour("surface");
    context.stroke();
    context.setLineDash([]);
  }
}

function drawNames(
  context: CanvasRenderingContext2D,
  spots: readonly Spot[],
  view: { camera: Camera; lit: string },
  size: Size,
): void {
  const taken: { x: number; y: number; w: number }[] = [];
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const order = [...spots]
    .reverse()
    .sort((a, b) => Number(b.id === view.lit) - Number(a.id === view.lit) || b.row.events - a.row.events);
  for (const spot of order) {
    const { x, y } = screen(spot.at, view.camera, size);
    context.font = font(13, spot.id === view.lit ? 600 : 400);
    const name = spot.row.place ?? "";
    const w = context.measureText(name).width;
    const left = x + radiusOf(spot.row) + 4;
    if (taken.some((one) => left < one.x + one.w + 6 && one.x < left + w + 6 && Math.abs(one.y - y) < 15))
      continue;
    taken.push({ x: left, y, w });
    context.lineWidth = 3.5;
    context.strokeStyle = colour("surface");
    context.strokeText(name, left, y);
    context.fillStyle = colour("ink");
    context.fillText(name, left, y);
  }
}

/** The question narrowed to a place; one that has the name of its country is asked for by it too. */
function there(id: string): Query {
  const [place = "", country = ""] = id.split("|");
  return withValues(query.value, "place", [place === "" ? country : place]);
}

function PlaceEvents({ id }: { id: string }) {
  const asked = there(id);
  const { body } = useAsked<{ events: EventRow[] }>(
    questionPath("/v1/events", "list", asked, { limit: "60" }),
  );
  return (
    <>
      <a class="button" href={linkToQuery("ledger", asked)}>
        {t("map.list")}
      </a>
      <ul class="place-events">
        {(body?.events ?? []).map((event) => (
          <li key={event.id}>
            <a href={linkTo("event", event.id)}>
              <span class="quiet small">
                <When event={event} />
              </span>
              <Kind act={event} />
              <span>
                <Parties act={event} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Side({ answer, chosen, world }: { answer: Places; chosen: string; world: World | undefined }) {
  const countryOf = (row: PlaceRow): string => world?.names.get(row.country ?? "") ?? row.country ?? "";
  return (
    <aside class="picture-side" aria-label={t("map.places")}>
      <Legend />
      {chosen !== "" && (
        <p class="chosen-node">
          <strong>{chosen.split("|")[0]}</strong>{" "}
          <button type="button" class="plain" onClick={() => setOwn({ node: "" })}>
            <Icon name="close" /> {t("marked.clear")}
          </button>
        </p>
      )}
      {chosen !== "" && <PlaceEvents id={chosen} />}
      <h2 class="label">{t("map.places")}</h2>
      <ul class="ranks">
        {answer.places.slice(0, 200).map((row) => (
          <li key={idOf(row)}>
            <button
              type="button"
              aria-pressed={idOf(row) === chosen}
              onClick={() => setOwn({ node: idOf(row) === chosen ? "" : idOf(row) })}
            >
              <span class="cut">
                {row.place ?? countryOf(row)} <span class="quiet small">{countryOf(row)}</span>
              </span>
              <Balance quads={row.quads} />
              <span class="count">{number(row.events)}</span>
            </button>
          </li>
        ))}
      </ul>
      {answer.nowhere > 0 && <p class="quiet small pad">{t("map.nowhere", { n: answer.nowhere })}</p>}
    </aside>
  );
}

export default function MapView() {
  const asked = useAsked<Places>(questionPath("/v1/places", "counts", query.value, { limit: "2000" }));
  const pov: Pov = own("pov") === "un" ? "un" : "defacto";
  const [drawn, setDrawn] = useState<{ world: World; paths: Paths }>();
  const [hover, setHover] = useState("");
  const size = useRef<Size>({ width: 900, height: 600 });
  const moves = useCamera("view.map", fitOf(size.current), 60);
  useEffect(() => {
    let wanted = true;
    void loadWorld(pov).then((ready) => wanted && setDrawn(ready));
    return () => {
      wanted = false;
    };
  }, [pov]);
  useEffect(() => {
    found.value = undefined;
  }, []);
  const spots = useMemo(() => {
    const list = drawn && asked.body ? spotsOf(asked.body.places, drawn.world) : [];
    return list.sort((one, other) => other.row.events - one.row.events);
  }, [drawn, asked.body]);
  const chosen = own("node");
  const at = (event: MouseEvent): string => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const near = spots.map((spot) => {
      const point = screen(spot.at, moves.camera, size.current);
      return {
        id: spot.id,
        far:
          Math.hypot(point.x - event.clientX + box.left, point.y - event.clientY + box.top) -
          radiusOf(spot.row),
      };
    });
    near.sort((one, other) => one.far - other.far);
    const [best] = near;
    return best && best.far < 6 ? best.id : "";
  };
  const drag = useDrag(moves, (event) => {
    const id = at(event);
    setOwn({ node: id === chosen ? "" : id });
  });
  if (asked.problem) return <Failed message={asked.problem.message} />;
  if (asked.body && asked.body.places.length === 0) return <Empty title={t("map.none")} />;
  const view = { camera: moves.camera, lit: hover || chosen };
  return (
    <div class="picture">
      <div class="picture-main">
        <div class="picture-tools">
          <div class="segments" role="group" aria-label={t("map.pov")}>
            {(["defacto", "un"] as const).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={pov === one}
                onClick={() => setOwn({ pov: one === "un" ? "un" : "" })}
              >
                {t(`map.pov.${one}`)}
              </button>
            ))}
          </div>
        </div>
        <Canvas
          label={t("map.chart")}
          inputs={[drawn, spots, moves.camera, view.lit]}
          draw={(context, shown) => {
            size.current = shown;
            if (!drawn) return;
            drawWorld(context, drawn.paths, moves.camera, shown);
            drawSpots(context, spots, view, shown);
            drawNames(context, spots, view, shown);
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
              Math.exp(-event.deltaY / 300),
              event.clientX - box.left - box.width / 2,
              event.clientY - box.top - box.height / 2,
            );
          }}
        />
        <p class="picture-note">{t("map.credit")}</p>
      </div>
      {asked.body && <Side answer={asked.body} chosen={chosen} world={drawn?.world} />}
    </div>
  );
}
