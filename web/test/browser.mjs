// Tests in Chromium: node test/browser.mjs [part of a name]. They need the built page (dist/) and the
// built program (CHANCERY, or build/{release,dev}/bin/chancery); pictures go to build/desk/.
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { launch } from "./browser/server.mjs";

const here = new URL("./browser/", import.meta.url);
const pictures = new URL("../../build/desk/", import.meta.url).pathname;
const executable = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path && existsSync(path),
);
if (!executable) {
  console.log("skipped: there is no Chromium (CHROMIUM=… says where it is)");
  process.exit(77);
}

const wanted = process.argv[2] ?? "";
const tests = [];
for (const name of readdirSync(here)
  .filter((file) => file.endsWith(".test.mjs"))
  .sort()) {
  const room = (await import(new URL(name, here))).default;
  for (const [title, run] of Object.entries(room)) tests.push([`${name.slice(0, -9)}: ${title}`, run]);
}
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
let failed = 0;
for (const [title, run] of tests.filter(([name]) => name.includes(wanted))) {
  const faults = [];
  const server = await launch();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => faults.push(`error in the page: ${error.message}`));
  page.on("console", (message) => {
    // What the browser says of an answer that was to be refused is no fault of the page.
    const said = message.text();
    if (message.type() === "error" && !said.startsWith("Failed to load resource"))
      faults.push(`console: ${said}`);
  });
  // Nothing may be asked of any other host.
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== server.address && protocol !== "blob:" && protocol !== "data:")
      faults.push(`asked ${origin}`);
  });
  const begun = performance.now();
  const shoot = (name) => page.screenshot({ path: `${pictures}${name}.png` });
  try {
    await run({ page, context, server, shoot });
  } catch (error) {
    faults.push(error.stack ?? String(error));
    await shoot(`failed-${title.replace(/\W+/g, "-")}`).catch(() => {});
  }
  await context.close();
  await server.stop();
  const time = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  console.log(`${faults.length === 0 ? "ok  " : "FAIL"} ${title} (${time})`);
  for (const fault of faults) console.log(`     ${fault.replaceAll("\n", "\n     ")}`);
  if (faults.length !== 0) failed += 1;
}
await browser.close();
console.log(failed === 0 ? "all passed" : `${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
