// Tests of parts alone: test/unit/*.test.ts, brought into JavaScript and run by node's own runner.
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL("unit/", import.meta.url));
const out = mkdtempSync(fileURLToPath(new URL("../node_modules/.unit-", import.meta.url)));
const entryPoints = readdirSync(here).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: entryPoints.map((name) => join(here, name)),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node18",
  logLevel: "warning",
});
const files = readdirSync(out).filter((name) => name.endsWith(".mjs"));
const { status } = spawnSync(process.execPath, ["--test", ...files.map((name) => join(out, name))], {
  stdio: "inherit",
});
rmSync(out, { recursive: true, force: true });
process.exit(status ?? 1);
