// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const dist = `${process.cwd()}/dist`;
/** Bytes that the first view may cost, compressed: the page, its script and style, the fonts of Latin letters. */
const LIMIT = 150_000;

test("the first view costs less than 150 kB", { skip: !existsSync(dist) && "not built" }, () => {
  const html = readFileSync(`${dist}/index.html`, "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, name]) => name ?? "");
  const fonts = readdirSync(`${dist}/assets`)
    .filter((name) => /-latin-wght-normal-.*\.woff2$/.test(name))
    .map((name) => `assets/${name}`);
  assert.equal(fonts.length, 2);
  const files = ["index.html", ...named, ...fonts];
  let total = 0;
  for (const name of files) {
    const bytes = readFileSync(`${dist}/${name}`);
    const size = name.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 6 }).length;
    total += size;
    console.log(`${String(size).padStart(8)} ${name}`);
  }
  console.log(`${String(total).padStart(8)} in all`);
  assert.ok(total < LIMIT, `${total} bytes`);
});

test("nothing of the page asks for another host", { skip: !existsSync(dist) && "not built" }, () => {
  for (const name of readdirSync(`${dist}/assets`).filter((file) => /\.(js|css)$/.test(file))) {
    const text = readFileSync(`${dist}/assets/${name}`, "utf8");
    const hosts = (text.match(/https?:\/\/[\w.-]+/g) ?? []).filter((host) => !/w3\.org$/.test(host));
    assert.deepEqual(hosts, [], name);
  }
});

test("no source makes markup of text", () => {
  const folder = `${process.cwd()}/src`;
  const files = readdirSync(folder, { recursive: true }) as string[];
  for (const name of files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))) {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    assert.ok(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/.test(text), name);
  }
});
