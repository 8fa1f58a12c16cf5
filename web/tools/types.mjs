// Writes src/api/schema.d.ts from the server's openapi.json: `npm run types`.
// SPDX-License-Identifier: Apache-2.0

import { readFile, writeFile } from "node:fs/promises";
import openapi, { astToString } from "openapi-typescript";

const document = JSON.parse(
  await readFile(process.env.CHANCERY_OPENAPI ?? new URL("../../apps/server/openapi.json", import.meta.url)),
);
const head = "// Made by tools/types.mjs from apps/server/openapi.json; not edited by hand.\n";
const types = head + astToString(await openapi(document, { defaultNonNullable: false }));
const target = new URL("../src/api/schema.d.ts", import.meta.url);
await writeFile(target, types);
