// What an analyst does: correct and take back, merge and split, decide on offices, add files, take away.
// SPDX-License-Identifier: Apache-2.0

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

async function ask(server, path) {
  const response = await fetch(server.address + path);
  assert.equal(response.status, 200, path);
  return response.json();
}

async function told(server, sources) {
  const { events } = await ask(server, `/v1/events?min_sources=${sources}`);
  assert.ok(events.length !== 0);
  return events[0];
}

export default {
  "a field is corrected where it stands, and the correction taken back": async ({ page, server, shoot }) => {
    const event = await told(server, 2);
    await page.goto(`${server.address}/events/${event.id}`);
    await page.getByRole("button", { name: "Edit: Place" }).click();
    await page.getByRole("textbox", { name: "Edit: Place" }).fill("Geneva");
    await page.getByRole("textbox", { name: /^Reason/ }).fill("as the host says");
    await shoot("correcting");
    await page.keyboard.press("Enter");
    await page.locator(".shown", { hasText: "Geneva" }).waitFor();
    assert.equal((await ask(server, `/v1/events/${event.id}`)).place, "Geneva");
    await page.locator(".history", { hasText: "as the host says" }).waitFor();
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.locator(".shown", { hasText: "Geneva" }).waitFor({ state: "detached" });
    assert.equal((await ask(server, `/v1/events/${event.id}`)).place, event.place);
    await page.goto(`${server.address}/corrections`);
    await page.locator("tbody tr").nth(1).waitFor();
    await shoot("corrections");
    assert.equal(await page.locator("tbody tr").count(), 2);
  },
  "what the server refuses is said at the field": async ({ page, server }) => {
    const event = await told(server, 2);
    await page.goto(`${server.address}/events/${event.id}`);
    await page.getByRole("button", { name: "Edit: Date" }).click();
    await page.getByRole("textbox", { name: "Edit: Date" }).fill("last Tuesday");
    await page.keyboard.press("Enter");
    await page.locator(".editor").getByRole("alert").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".editor").count(), 0);
  },
  "who has not seen the last change is told so": async ({ page, server }) => {
    const event = await told(server, 2);
    // A page that hears nothing of what others do.
    await page.route("**/v1/stream", (route) => route.abort());
    await page.goto(`${server.address}/events/${event.id}`);
    await page.getByRole("button", { name: "Edit: Place" }).click();
    const { headers } = await fetch(`${server.address}/v1/events/${event.id}`);
    const other = await fetch(`${server.address}/v1/corrections`, {
      method: "POST",
      headers: { "content-type": "application/json", "if-match": headers.get("etag") },
      body: JSON.stringify({ kind: "set", event: event.id, field: "place", value: "Vienna" }),
    });
    assert.equal(other.status, 201);
    await page.getByRole("textbox", { name: "Edit: Place" }).fill("Geneva");
    await page.keyboard.press("Enter");
    await page.getByText("Somebody has changed this event").waitFor();
  },
  "an event is split by keyboard, and merged again from the list": async ({ page, server, shoot }) => {
    const event = await told(server, 2);
    const before = (await ask(server, "/v1/about")).events;
    await page.goto(`${server.address}/events/${event.id}`);
    await page.locator(".claims").waitFor();
    await page.keyboard.press("2");
    await page.keyboard.press("s");
    await page.locator(".toast", { hasText: "Split off" }).waitFor();
    assert.equal((await ask(server, "/v1/about")).events, before + 1);
    await page.goto(`${server.address}/?date=${event.date}`);
    const same = page.locator(".grid-space .grid-row", {
      has: page.locator(".kind", { hasText: event.mode }),
    });
    await same.nth(1).waitFor();
    await same.nth(0).click();
    await page.locator(".grid").focus();
    await page.keyboard.press("x");
    await same.nth(1).click();
    await page.locator(".grid").focus();
    await page.keyboard.press("x");
    await page.keyboard.press("m");
    await page.locator("dialog .merge-side").nth(1).waitFor();
    await shoot("merging");
    await page.locator("dialog").getByRole("button", { name: "Merge", exact: true }).click();
    await page.locator(".toast", { hasText: "Merged" }).waitFor();
    assert.equal((await ask(server, "/v1/about")).events, before);
  },
  "a row dragged onto another asks whether they are one; a report dragged away is split off": async ({
    page,
    server,
  }) => {
    await page.goto(server.address);
    const rows = page.locator(".grid-space .grid-row[data-id]:not([data-id=''])");
    await rows.nth(3).waitFor();
    await rows.nth(2).dragTo(rows.nth(0));
    await page.locator("dialog .merge-side").nth(1).waitFor();
    await page.keyboard.press("Escape");
    const event = await told(server, 2);
    const before = (await ask(server, "/v1/about")).events;
    await page.goto(`${server.address}/events/${event.id}`);
    const source = page.locator(".claims .source").nth(1);
    await source.waitFor();
    const data = await page.evaluateHandle(() => new DataTransfer());
    await source.dispatchEvent("dragstart", { dataTransfer: data });
    const target = page.locator("[data-split-here]");
    await target.dispatchEvent("dragover", { dataTransfer: data });
    await target.dispatchEvent("drop", { dataTransfer: data });
    await page.locator(".toast", { hasText: "Split off" }).waitFor();
    assert.equal((await ask(server, "/v1/about")).events, before + 1);
  },
  "an event is none, and is again": async ({ page, server }) => {
    const event = await told(server, 2);
    const before = (await ask(server, "/v1/about")).events;
    await page.goto(`${server.address}/events/${event.id}`);
    await page.getByRole("button", { name: "Not an event" }).click();
    await page.locator(".toast", { hasText: "Taken out" }).waitFor();
    assert.equal((await ask(server, "/v1/about")).events, before - 1);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.locator(".toast", { hasText: "Taken back" }).waitFor();
    assert.equal((await ask(server, "/v1/about")).events, before);
  },
  "an act is added from words of an article": async ({ page, server }) => {
    const { articles } = await ask(server, "/v1/articles?text=treaty");
    const before = (await ask(server, `/v1/articles/${articles[0].doc}`)).acts.length;
    await page.goto(`${server.address}/articles/${articles[0].doc}`);
    const paragraph = page.locator(".text p", { hasText: "Each side pledges help" });
    await paragraph.waitFor();
    await paragraph.evaluate((element) => {
      const at = element.textContent.indexOf("Each side pledges help");
      getSelection().setBaseAndExtent(element.firstChild, at, element.firstChild, at + 22);
    });
    await page.getByRole("button", { name: "Add an act" }).first().click();
    const dialog = page.locator("dialog");
    assert.equal(await dialog.getByLabel("Evidence").inputValue(), "Each side pledges help");
    await dialog.getByLabel("Type").selectOption("AGREE/pledge");
    await dialog.getByLabel(/^Who/).fill("Russia; North Korea");
    await dialog.getByRole("button", { name: "Add an act" }).click();
    await page.locator(".toast", { hasText: "Added" }).waitFor();
    assert.equal((await ask(server, `/v1/articles/${articles[0].doc}`)).acts.length, before + 1);
  },
  "an office is accepted, and opened again": async ({ page, server }) => {
    await page.goto(`${server.address}/offices`);
    const office = page.locator(".learned").first();
    await office.waitFor();
    const name = await office.locator("strong").innerText();
    await office.getByRole("button", { name: "Accept" }).click();
    await page.locator(".toast", { hasText: "Accepted" }).waitFor();
    const { offices } = await ask(server, "/v1/offices?all=true");
    assert.equal(offices.find((one) => one.person === name).decision, "accepted");
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await page.locator(".toast", { hasText: "Open again" }).waitFor();
  },
  "a file is dropped, read, and its events are there": async ({ page, server, shoot }) => {
    await page.goto(server.address);
    await page.locator(".grid-space .grid-row").first().waitFor();
    const before = (await ask(server, "/v1/about")).articles;
    const text =
      "Peru and Chile sign accord\n\nLIMA, April 2, 2026 (Test Agency) - Peru and Chile signed a trade agreement in Lima on Thursday.\n";
    const data = await page.evaluateHandle((words) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([words], "lima.txt", { type: "text/plain" }));
      return transfer;
    }, text);
    await page.locator("#main").dispatchEvent("dragenter", { dataTransfer: data });
    await page.locator(".dropping").waitFor();
    await page.locator("#main").dispatchEvent("drop", { dataTransfer: data });
    await page.waitForURL(/ingest/);
    await page.locator(".job .tag.good").waitFor();
    await shoot("ingest-done");
    assert.equal((await ask(server, "/v1/about")).articles, before + 1);
  },
  "a question is saved, chosen, deleted": async ({ page, server }) => {
    await page.goto(`${server.address}/?type=CONSULT`);
    await page.locator(".found b").waitFor();
    await page.getByRole("button", { name: "Saved questions" }).click();
    await page.getByRole("menuitem", { name: /Save this question/ }).click();
    await page.getByLabel("Name").fill("Talks");
    await page.keyboard.press("Enter");
    await page.locator(".toast", { hasText: "Saved: Talks" }).waitFor();
    await page.goto(server.address);
    await page.getByRole("button", { name: "Saved questions" }).click();
    await page.getByRole("menuitem", { name: /^Talks/ }).click();
    await page.waitForURL(/type=CONSULT/);
    await page.getByRole("button", { name: "Saved questions" }).click();
    await page.getByRole("menuitem", { name: "Delete Talks" }).click();
    assert.deepEqual((await ask(server, "/v1/queries")).queries, []);
  },
  "what the question finds is taken away": async ({ page, server }) => {
    await page.goto(`${server.address}/?type=SUPPORT`);
    await page.locator(".found b").waitFor();
    const total = Number(await page.locator(".found b").innerText());
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: /^jsonl / }).click(),
    ]);
    const lines = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\n");
    assert.equal(lines.length, total);
  },
  "the ledger as it was": async ({ page, server }) => {
    const event = await told(server, 2);
    const { headers } = await fetch(`${server.address}/v1/events/${event.id}`);
    await fetch(`${server.address}/v1/corrections`, {
      method: "POST",
      headers: { "content-type": "application/json", "if-match": headers.get("etag") },
      body: JSON.stringify({ kind: "drop", event: event.id }),
    });
    await page.goto(server.address);
    await page.locator(".found b").waitFor();
    const now = Number(await page.locator(".found b").innerText());
    await page.getByRole("button", { name: "The ledger as it was" }).click();
    await page.getByRole("menuitemradio").nth(2).click();
    await page.locator(".as-of").waitFor();
    await page.waitForFunction((n) => Number(document.querySelector(".found b")?.textContent) === n + 1, now);
  },
};
