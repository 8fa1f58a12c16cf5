// The server that a test has for itself, on a copy of the demo ledger.
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

async function ready(address) {
  for (let i = 0; i < 100; i += 1) {
    try {
      if ((await fetch(`${address}/v1/about`)).ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no answer from ${address}`);
}

let port = 18_000 + (process.pid % 2_000);

/** address, stop(). */
export async function launch() {
  port += 1;
  const address = `http://127.0.0.1:${port}`;
  const mock = fileURLToPath(new URL("../../mock/server.mjs", import.meta.url));
  const child = spawn(process.execPath, [mock], {
    env: { ...process.env, PORT: String(port) },
    stdio: "ignore",
  });
  await ready(address);
  return {
    address,
    stop: () =>
      new Promise((done) => {
        child.once("exit", done);
        child.kill();
      }),
  };
}
