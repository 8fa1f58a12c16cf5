// Each view shows what the demo ledger has.
// SPDX-License-Identifier: Apache-2.0

import assert from "node:assert/strict";

export default {
  "the ledger lists events, with facets and the one chosen": async ({ page, server, shoot }) => {
    await page.goto(server.address);
    await page.locator(".grid-space .grid-row").first().waitFor();
    await page.locator(".preview q.words").first().waitFor();
    assert.ok((await page.locator(".facet button.value").count()) > 10);
    await shoot("ledger");
    await page.getByRole("combobox").fill("--type SUPPORT/congratulate");
    await page.keyboard.press("Enter");
    await page.waitForURL(/type=SUPPORT/);
    await page.locator(".found b").waitFor();
  },
  "a fault in the question is named": async ({ page, server }) => {
    await page.goto(server.address);
    await page.getByRole("combobox").fill("--contry Vietnam");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /--contry/);
  },
};
