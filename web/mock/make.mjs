// Makes build/web-mock/: what `chancery … --json` says of the sample, for mock/server.mjs.
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const out = `${root}build/web-mock`;
const chancery = process.env.CHANCERY ?? `${root}build/release/bin/chancery`;
const ledger = `${out}/demo.ledger`;
const sample = `${root}data/sample`;

function run(...words) {
  return execFileSync(chancery, words, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "ignore"],
  });
}
function lines(...words) {
  return run(...words, "--ledger", ledger, "--json")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
run("ingest", "--ledger", ledger, "--meta", `${sample}/meta.tsv`, sample);
const texts = Object.fromEntries(
  readdirSync(sample)
    .filter((name) => /\.(txt|html)$/.test(name))
    .map((name) => [name.replace(/\.\w+$/, ""), readFileSync(`${sample}/${name}`, "utf8")]),
);
const data = {
  events: lines("events", "--claims"),
  statements: lines("statements"),
  articles: lines("articles"),
  actors: lines("actors"),
  offices: lines("actors", "--new"),
  versions: lines("versions"),
  texts,
};
writeFileSync(`${out}/data.json`, JSON.stringify(data));
