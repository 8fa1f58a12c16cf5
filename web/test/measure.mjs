// Measures the desk in Chromium: node test/measure.mjs ADDRESS. First view, bytes as they came, frames while
// the ledger is scrolled (by the trace and by the page's own clock).
// SPDX-License-Identifier: Apache-2.0

import { chromium } from "playwright-core";

const [address = "http://127.0.0.1:7070"] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function firstView() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  const files = new Map();
  const bytes = new Map();
  client.on("Network.responseReceived", ({ requestId, response }) => files.set(requestId, response.url));
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
    bytes.set(requestId, encodedDataLength),
  );
  await page.goto(address, { waitUntil: "commit" });
  await page.locator(".grid-space .kind").first().waitFor();
  const rows = await page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))),
      ),
  );
  await page.waitForTimeout(800);
  const own = [...files].filter(([, url]) => !new URL(url).pathname.startsWith("/v1/"));
  const sum = own.reduce((total, [id]) => total + (bytes.get(id) ?? 0), 0);
  await context.close();
  return { rows, sum, count: own.length };
}

async function scrolling() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await page.locator(".grid-space .kind").nth(10).waitFor();
  const box = await page.locator(".grid").boundingBox();
  const client = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    window.ticks = [];
    const tick = (now) => window.ticks.push(now) && requestAnimationFrame(tick);
    requestAnimationFrame(tick);
  });
  await browser.startTracing(page, {
    categories: [
      "disabled-by-default-devtools.timeline.frame",
      "devtools.timeline.frame",
      "devtools.timeline",
    ],
  });
  const begun = performance.now();
  const before = await page.evaluate(() => document.querySelector(".grid").scrollTop);
  // As a finger would, 3,000 px a second.
  await client.send("Input.synthesizeScrollGesture", {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 2),
    yDistance: -18_000,
    speed: 3_000,
    preventFling: true,
    gestureSourceType: "mouse",
  });
  const seconds = (performance.now() - begun) / 1000;
  const ticks = await page.evaluate(() => window.ticks);
  const after = await page.evaluate(() => document.querySelector(".grid").scrollTop);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const count = (name) => traceEvents.filter((event) => event.name === name).length;
  const gaps = ticks
    .slice(1)
    .map((tick, i) => tick - ticks[i])
    .sort((a, b) => a - b);
  await page.close();
  return {
    seconds,
    rows: Math.round((after - before) / 30),
    drawn: count("DrawFrame") / seconds,
    dropped: count("DroppedFrame"),
    ticks: ticks.length / ((ticks.at(-1) - ticks[0]) / 1000),
    p99: gaps[Math.floor(gaps.length * 0.99)],
  };
}

const views = [];
for (let i = 0; i < 7; i += 1) views.push(await firstView());
console.log(
  `first view: ${median(views.map((view) => view.rows)).toFixed(0)} ms (median of 7, cold cache), ${views[0].count} files, ${views[0].sum} bytes`,
);
const scroll = await scrolling();
console.log(
  `scrolling: ${scroll.rows} rows in ${scroll.seconds.toFixed(1)} s; ${scroll.drawn.toFixed(1)} frames/s drawn, ${scroll.dropped} dropped (trace); ` +
    `${scroll.ticks.toFixed(1)} frames/s, 99 of 100 within ${scroll.p99.toFixed(1)} ms (requestAnimationFrame)`,
);
await browser.close();
