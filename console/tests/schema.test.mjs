import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import openapiTS, { astToString } from "openapi-typescript";

import { serve } from "./harness.mjs";

test("what the console believes of the API is what the service says of it", async () => {
  const service = await serve();
  try {
    const document = await (await fetch(`${service.url}/openapi.json`)).json();
    const made = astToString(await openapiTS(document));
    const kept = await readFile(new URL("../src/api/schema.d.ts", import.meta.url), "utf8");
    const body = (text) => text.slice(text.indexOf("export interface paths"));
    assert.ok(body(made) === body(kept), "run `make console-types` and mend what no longer fits");
  } finally {
    await service.stop();
  }
});
