// What comes from outside is shown as text, whatever it says; nobody else is asked for anything.
// SPDX-License-Identifier: Apache-2.0

import assert from "node:assert/strict";

export default {
  "an article that means harm is shown as its words": async ({ page, server, shoot }) => {
    await page.goto(`${server.address}/articles/hostile`);
    await page.locator(".text p").first().waitFor();
    await shoot("hostile");
    const text = await page.locator(".text").innerText();
    assert.match(text, /<img src=x onerror=/);
    assert.match(text, /<a href="javascript:/);
    assert.equal(await page.locator(".text img, .text script, .text a, .text b").count(), 0);
    assert.doesNotMatch(await page.title(), /owned/);
    const { acts } = await (await fetch(`${server.address}/v1/articles/hostile`)).json();
    for (const { event } of acts) {
      await page.goto(`${server.address}/events/${event}`);
      await page.locator(".claims, .empty").first().waitFor();
      assert.doesNotMatch(await page.title(), /owned/);
    }
    assert.equal(await page.locator("img").count(), 0);
  },
  "hostile addresses find nothing and do nothing": async ({ page, server }) => {
    for (const path of [
      "/events/%3Cscript%3Edocument.title='owned'%3C/script%3E",
      "/articles/..%2f..%2f..%2fetc%2fpasswd",
      "/actors/%00",
      "/?text=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
      "/?country=%22%3E%3Cscript%3E&type=NONSENSE&from=never",
      "/timeline?span=x/y&per=century",
      "/map?node=%3Cb%3E&pov=moon",
      "/nowhere/at/all",
      "/%E0%A4%A",
    ]) {
      await page.goto(server.address + path);
      await page.waitForTimeout(150);
      assert.doesNotMatch(await page.title(), /owned/, path);
      assert.equal(await page.locator("script:not([src])").count(), 0, path);
    }
  },
  "the policy forbids what the page does not need": async ({ page, server }) => {
    const response = await page.goto(server.address);
    const policy = response.headers()["content-security-policy"] ?? "";
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
    ]) {
      assert.ok(policy.includes(part), part);
    }
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  },
};
