// The server that a test has for itself, on a ledger of its own. MOCK=1 takes mock/server.mjs instead.
// SPDX-License-Identifier: Apache-2.0

import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const mock = fileURLToPath(new URL("../../mock/server.mjs", import.meta.url));
export const chancery = [
  process.env.CHANCERY,
  `${root}build/release/bin/chancery`,
  `${root}build/dev/bin/chancery`,
].find((path) => path && existsSync(path));

const HOSTILE = `<script>document.title = "owned"</script> Envoys meet in Vientiane

VIENTIANE, March 3 (Test Agency) - Lao President Thongloun Sisoulith <img src=x onerror="document.title='owned'"> met
Vietnamese President Luong Cuong in Vientiane on Tuesday. "We agree, <b onmouseover='document.title=1'>fully</b>," Thongloun
said. \u202eThe text turns here.\u202c He thanked Vietnam for <a href="javascript:document.title='owned'">its help</a>.
`;

/** What every test's ledger is copied from: the sample, and an article that means harm. */
function made() {
  const folder = mkdtempSync(join(tmpdir(), "chancery-desk-"));
  const ledger = join(folder, "demo.ledger");
  const ingest = (...words) => {
    try {
      execFileSync(chancery, ["ingest", "--ledger", ledger, ...words], { stdio: "ignore" });
    } catch (error) {
      // 3: some were refused, and the page is to show that.
      if (error.status !== 3) throw error;
    }
  };
  ingest("--meta", `${root}data/sample/meta.tsv`, `${root}data/sample`);
  const own = join(folder, "own");
  mkdirSync(own);
  writeFileSync(join(own, "hostile.txt"), HOSTILE);
  ingest(own);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return { folder, ledger };
}

async function ready(address, child) {
  for (let i = 0; i < 200 && child.exitCode === null; i += 1) {
    try {
      if ((await fetch(`${address}/v1/about`)).ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no answer from ${address}`);
}

const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill();
});

let port = 18_000 + (process.pid % 2_000);
let original;
let copies = 0;

/** address, stop(); `options` of `chancery serve`. */
export async function launch(options = []) {
  port += 1;
  const address = `http://127.0.0.1:${port}`;
  let child;
  if (process.env.MOCK) {
    child = spawn(process.execPath, [mock], {
      env: { ...process.env, PORT: String(port) },
      stdio: "ignore",
    });
  } else {
    if (!chancery) throw new Error("the program is not built: ./dev build");
    original ??= made();
    copies += 1;
    const ledger = process.env.LEDGER ?? join(original.folder, `${copies}.ledger`);
    if (!process.env.LEDGER) copyFileSync(original.ledger, ledger);
    const words = [
      "serve",
      "--ledger",
      ledger,
      "--listen",
      `127.0.0.1:${port}`,
      "--author",
      "desk test",
      "--rate",
      "0",
      ...options,
    ];
    child = spawn(chancery, words, { stdio: process.env.VERBOSE ? "inherit" : "ignore" });
  }
  running.add(child);
  await ready(address, child);
  return {
    address,
    stop: () =>
      new Promise((done) => {
        running.delete(child);
        child.once("exit", done);
        child.kill();
      }),
  };
}
