// The map: our TopoJSON made into lines of a plane (Equal Earth: Šavrič, Patterson, Jenny 2018).
// SPDX-License-Identifier: Apache-2.0

export interface Topology {
  readonly transform: {
    readonly scale: readonly [number, number];
    readonly translate: readonly [number, number];
  };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly objects: {
    readonly countries: { readonly geometries: readonly Country[] };
    readonly coast: Lines;
    readonly border: Lines;
    readonly disputed: Lines;
  };
}

interface Lines {
  readonly arcs: readonly (readonly number[])[];
}

type Country = { readonly id: string; readonly properties: { readonly name: string } } & (
  | { readonly type: "Polygon"; readonly arcs: readonly (readonly number[])[] }
  | { readonly type: "MultiPolygon"; readonly arcs: readonly (readonly (readonly number[])[])[] }
);

export interface Place {
  readonly x: number;
  readonly y: number;
}

const A = [1.340264, -0.081106, 0.000893, 0.003796] as const;
const M = Math.sqrt(3) / 2;

function equalEarth(longitude: number, latitude: number): Place {
  const theta = Math.asin(M * Math.sin((latitude * Math.PI) / 180));
  const square = theta * theta;
  const sixth = square * square * square;
  const slope = A[0] + 3 * A[1] * square + sixth * (7 * A[2] + 9 * A[3] * square);
  return {
    x: (((longitude * Math.PI) / 180) * Math.cos(theta)) / (M * slope),
    y: -theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square)),
  };
}

/** What is shown: from Cape Horn to Greenland; its middle is the middle of the plane. */
const NORTH = equalEarth(0, 84).y;
const SOUTH = equalEarth(0, -57).y;

/** Degrees to the plane; the world is about 5.4 wide, y goes downwards. */
export function project(longitude: number, latitude: number): Place {
  const { x, y } = equalEarth(longitude, latitude);
  return { x, y: y - (NORTH + SOUTH) / 2 };
}

export const HALF_WIDTH = equalEarth(180, 0).x;
export const HALF_HEIGHT = (SOUTH - NORTH) / 2;

export interface World {
  /** By country code. */
  readonly middles: ReadonlyMap<string, Place>;
  readonly names: ReadonlyMap<string, string>;
  readonly rings: readonly (readonly Place[])[];
  readonly coast: readonly (readonly Place[])[];
  readonly border: readonly (readonly Place[])[];
  readonly disputed: readonly (readonly Place[])[];
}

type Degrees = readonly [number, number];

function arcsOf(topology: Topology): Degrees[][] {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]] as const;
    });
  });
}

const placed = (line: readonly Degrees[]): Place[] => line.map(([x, y]) => project(x, y));

/** A line in parts, where it steps over the edge of the map. */
export function broken(line: readonly Degrees[]): Degrees[][] {
  const parts: Degrees[][] = [[]];
  line.forEach((point, i) => {
    const before = line[i - 1];
    if (before && Math.abs(point[0] - before[0]) > 180) parts.push([]);
    parts.at(-1)?.push(point);
  });
  return parts.filter((part) => part.length > 1);
}

/** The part of a ring on one side of a meridian. */
function cut(ring: readonly Degrees[], meridian: number, west: boolean): Degrees[] {
  const within = ([x]: Degrees): boolean => (west ? x <= meridian : x >= meridian);
  const kept: Degrees[] = [];
  ring.forEach((point, i) => {
    const before = ring[(i + ring.length - 1) % ring.length] as Degrees;
    if (within(point) !== within(before)) {
      const part = (meridian - before[0]) / (point[0] - before[0]);
      kept.push([meridian, before[1] + part * (point[1] - before[1])]);
    }
    if (within(point)) kept.push(point);
  });
  return kept;
}

/** A ring in parts, where it reaches over the edge of the map. */
export function wrapped(ring: readonly Degrees[]): (readonly Degrees[])[] {
  let turn = 0;
  const whole = ring.map((point, i): Degrees => {
    const before = ring[i - 1];
    if (before && Math.abs(point[0] - before[0]) > 180) turn += point[0] < before[0] ? 360 : -360;
    return [point[0] + turn, point[1]];
  });
  const xs = whole.map(([x]) => x);
  if (Math.max(...xs) <= 180 && Math.min(...xs) >= -180) return [ring];
  return [-360, 0, 360]
    .map((shift) =>
      cut(
        cut(
          whole.map(([x, y]) => [x + shift, y] as const),
          180,
          true,
        ),
        -180,
        false,
      ),
    )
    .filter((part) => part.length > 2 && !sliver(part));
}

/** What simplifying left of an island that lay on both sides of the edge. */
function sliver(part: readonly Degrees[]): boolean {
  const xs = part.map(([x]) => x);
  return Math.max(...xs) - Math.min(...xs) > 300 && part.length < 12;
}

function areaOf(ring: readonly Place[]): number {
  let area = 0;
  ring.forEach((point, i) => {
    const next = ring[(i + 1) % ring.length] as Place;
    area += point.x * next.y - next.x * point.y;
  });
  return area / 2;
}

function middleOf(ring: readonly Place[]): Place {
  let x = 0;
  let y = 0;
  const area = areaOf(ring);
  ring.forEach((point, i) => {
    const next = ring[(i + 1) % ring.length] as Place;
    const cross = point.x * next.y - next.x * point.y;
    x += (point.x + next.x) * cross;
    y += (point.y + next.y) * cross;
  });
  return area === 0 ? (ring[0] as Place) : { x: x / (6 * area), y: y / (6 * area) };
}

export function worldOf(topology: Topology): World {
  const arcs = arcsOf(topology);
  const line = (indices: readonly number[]): Degrees[] =>
    indices.flatMap((index, i) => {
      const arc = index < 0 ? [...(arcs[~index] ?? [])].reverse() : (arcs[index] ?? []);
      return i === 0 ? arc : arc.slice(1);
    });
  const middles = new Map<string, Place>();
  const names = new Map<string, string>();
  const rings: Place[][] = [];
  for (const country of topology.objects.countries.geometries) {
    const polygons = country.type === "Polygon" ? [country.arcs] : country.arcs;
    let largest = 0;
    names.set(country.id, country.properties.name);
    for (const polygon of polygons) {
      polygon.forEach((indices, i) => {
        for (const part of wrapped(line(indices))) {
          const ring = placed(part);
          rings.push(ring);
          const area = Math.abs(areaOf(ring));
          if (i !== 0 || area <= largest) continue;
          largest = area;
          middles.set(country.id, middleOf(ring));
        }
      });
    }
  }
  const lines = (kind: "coast" | "border" | "disputed"): Place[][] =>
    topology.objects[kind].arcs.flatMap((indices) => broken(line(indices)).map(placed));
  return {
    middles,
    names,
    rings,
    coast: lines("coast"),
    border: lines("border"),
    disputed: lines("disputed"),
  };
}
