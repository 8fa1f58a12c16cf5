// The desk without a pointer.
// SPDX-License-Identifier: Apache-2.0

import assert from "node:assert/strict";

const focused = (page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.className ?? "",
  );

export default {
  "from the list to the words and back, by keys alone": async ({ page, server, shoot }) => {
    await page.goto(server.address);
    await page.locator(".grid-space .grid-row").nth(5).waitFor();
    await page.locator(".grid").focus();
    for (const key of ["ArrowDown", "j", "ArrowDown", "k"]) await page.keyboard.press(key);
    const active = await page.locator(".grid").getAttribute("aria-activedescendant");
    assert.equal(active, "row-2");
    await page.waitForURL(/sel=e/);
    await page.keyboard.press("End");
    await page.waitForFunction(
      () => document.querySelector(".grid")?.getAttribute("aria-activedescendant") !== "row-2",
    );
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/events\//);
    await page.locator(".claims .said").first().waitFor();
    await page.locator(".claims .said").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/articles\/.*act=/);
    await page.locator(".reading[data-chosen]").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await shoot("article-by-keys");
    await page.goBack();
    await page.waitForURL(/\/events\//);
    await page.locator(".claims").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.pathname === "/");
  },
  "to every view by two letters; the sheet says which": async ({ page, server, shoot }) => {
    await page.goto(server.address);
    await page.locator(".grid-space .grid-row").first().waitFor();
    for (const [letter, path] of [
      ["t", "/timeline"],
      ["n", "/network"],
      ["m", "/map"],
      ["a", "/actors"],
      ["r", "/articles"],
      ["b", "/brief"],
      ["c", "/corrections"],
      ["o", "/offices"],
      ["i", "/ingest"],
      ["l", "/"],
    ]) {
      await page.keyboard.press("g");
      await page.keyboard.press(letter);
      await page.waitForURL((url) => url.pathname === path);
    }
    await page.keyboard.press("?");
    await page.locator("dialog .shortcuts section").nth(2).waitFor();
    await shoot("keys");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  },
  "the box offers what may come next": async ({ page, server, shoot }) => {
    await page.goto(server.address);
    await page.locator(".grid-space .grid-row").first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("--ty");
    await page.locator("#offers [role=option]").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("#offers [role=option]").nth(5).waitFor();
    await page.keyboard.type("congrat");
    await shoot("asking");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForURL(/type=SUPPORT%2Fcongratulate/);
  },
  "menus and dialogs give the focus back": async ({ page, server }) => {
    await page.goto(server.address);
    await page.locator(".grid-space .grid-row").first().waitFor();
    await page.getByRole("button", { name: "Export" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("[role=menu]").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await focused(page), "Export");
  },
  "charts are moved by keys": async ({ page, server }) => {
    await page.goto(`${server.address}/timeline`);
    await page.locator(".lane-links .tag").first().waitFor();
    await page.keyboard.press("+");
    await page.waitForURL(/span=/);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("0");
    await page.waitForURL((url) => !url.search.includes("span"));
  },
};
