// Pictures of views: node test/shoot.mjs OUT [ADDRESS…]; SERVER, THEME, WIDTHS, and so on as below.
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const [out = "../build/desk", ...paths] = process.argv.slice(2);
const server = process.env.SERVER ?? "http://127.0.0.1:8642";
const themes = (process.env.THEMES ?? "light").split(",");
const widths = (process.env.WIDTHS ?? "1280").split(",").map(Number);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
mkdirSync(out, { recursive: true });
for (const theme of themes) {
  for (const width of widths) {
    const page = await browser.newPage({
      viewport: { width, height: width < 600 ? 800 : Math.round(width * 0.5625) },
      colorScheme: theme,
    });
    page.on("console", (message) => {
      if (message.type() === "error") console.log("console:", message.text());
    });
    page.on("pageerror", (error) => console.log("error:", error.message));
    for (const path of paths.length === 0 ? ["/"] : paths) {
      await page.goto(server + path, { waitUntil: "load" });
      await page.waitForTimeout(Number(process.env.WAIT ?? 900));
      for (const key of (process.env.KEYS ?? "").split(",").filter(Boolean)) await page.keyboard.press(key);
      if (process.env.KEYS) await page.waitForTimeout(400);
      const name = `${path.replace(/[^\w-]+/g, "_").replace(/^_|_$/g, "") || "ledger"}-${theme}-${width}.png`;
      await page.screenshot({ path: `${out}/${name}` });
      console.log(`${out}/${name}`);
    }
    await page.close();
  }
}
await browser.close();
