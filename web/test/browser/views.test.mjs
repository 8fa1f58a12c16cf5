// Each view shows what the demo ledger has; in both themes axe finds nothing against WCAG 2.2 AA.
// SPDX-License-Identifier: Apache-2.0

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function events(server, search) {
  const response = await fetch(`${server.address}/v1/events?${search}`);
  return (await response.json()).events;
}

/** View, its address, and what is there once it is ready. */
async function views(server) {
  const [conflict] = await events(server, "conflicts=true");
  const detail = await (await fetch(`${server.address}/v1/events/${conflict.id}`)).json();
  const [act] = detail.told;
  return [
    ["ledger", "/", ".grid-space .kind"],
    ["timeline", "/timeline", ".lane-links .tag"],
    ["timeline-dyads", "/timeline?lanes=dyad&span=2025-01-01/2026-03-01", ".lane-links .tag"],
    ["network", "/network", ".ranks li"],
    ["network-actors", "/network?of=actor", ".ranks li"],
    ["map", "/map", ".ranks li"],
    ["event", `/events/${conflict.id}`, ".claims .claim"],
    ["article", `/articles/${act.doc}?act=${act.id}`, ".reading[data-chosen]"],
    ["articles", "/articles", ".grid-space .grid-row"],
    ["actors", "/actors", ".sheet-table tbody tr"],
    ["actor", "/actors/to_lam", ".act-list li"],
    ["offices", "/offices", ".learned"],
    ["brief", "/brief?about=Vietnam&from=2026-01", ".brief li"],
    ["corrections", "/corrections", "h1"],
    ["ingest", "/ingest", ".drop-zone"],
  ];
}

async function violations(page) {
  // The page's policy forbids scripts that are not its own; axe comes in by the back door of the debugger.
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags }),
    RULES,
  );
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 3)
        .map((node) => `${node.html.slice(0, 140)} ${node.any[0]?.message ?? ""}`)
        .join(" | ")}`,
  );
}

export default {
  "every view, in both themes, without a violation": async ({ page, server, shoot }) => {
    const faults = [];
    for (const theme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: theme });
      for (const [name, address, ready] of await views(server)) {
        await page.goto(server.address + address);
        await page.locator(ready).first().waitFor();
        await page.waitForTimeout(250);
        await shoot(`${name}-${theme}`);
        for (const fault of await violations(page)) faults.push(`${name}, ${theme}: ${fault}`);
      }
    }
    assert.deepEqual(faults, []);
  },
  "wide, narrow and Vietnamese": async ({ page, server, shoot }) => {
    for (const [width, height] of [
      [1920, 1080],
      [390, 800],
    ]) {
      await page.setViewportSize({ width, height });
      for (const [name, address, ready] of await views(server)) {
        await page.goto(server.address + address);
        await page.locator(ready).first().waitFor({ state: "attached" });
        await page.waitForTimeout(200);
        await shoot(`${name}-${width}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${name} at ${width} px is ${over} px too wide`);
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => localStorage.setItem("chancery.language", "vi"));
    await page.goto(server.address);
    await page.getByRole("link", { name: "Dòng thời gian" }).waitFor();
    await page.locator(".preview q.words").first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "vi");
    await shoot("ledger-vi");
    assert.deepEqual(await violations(page), []);
  },
  "a question narrows, facets too, and all of it is in the address": async ({ page, server }) => {
    await page.goto(server.address);
    const total = page.locator(".found b");
    await total.waitFor();
    const all = Number(await total.innerText());
    await page.getByRole("combobox").fill("--type SUPPORT/congratulate");
    await page.keyboard.press("Enter");
    await page.waitForURL(/type=SUPPORT%2Fcongratulate/);
    await page.waitForFunction((n) => Number(document.querySelector(".found b")?.textContent) < n, all);
    await page
      .locator(".facet button.value", { hasText: /^(Vietnam|VNM)/ })
      .first()
      .click();
    await page.waitForURL(/country=/);
    assert.match(await page.getByRole("combobox").inputValue(), /--country \S+ --type SUPPORT\/congratulate/);
    await page.reload();
    assert.match(await page.getByRole("combobox").inputValue(), /--country \S+ --type SUPPORT\/congratulate/);
    await page.getByRole("button", { name: "Clear the question" }).click();
    await page.waitForFunction((n) => Number(document.querySelector(".found b")?.textContent) === n, all);
  },
  "a fault in the question is named": async ({ page, server }) => {
    await page.goto(server.address);
    await page.getByRole("combobox").fill("--contry Vietnam");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /--contry/);
  },
};
