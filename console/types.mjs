/** Writes `src/api/schema.d.ts`: the API's document as types. The service is that of `make console-types`. */

import { writeFile } from "node:fs/promises";

import openapiTS, { astToString } from "openapi-typescript";

import { serve } from "./tests/harness.mjs";

const HEAD = "/* Made by `make console-types` of the document that the service gives; not edited by hand. */\n\n";

const service = await serve();
try {
  const document = await (await fetch(`${service.url}/openapi.json`)).json();
  await writeFile(new URL("src/api/schema.d.ts", import.meta.url), HEAD + astToString(await openapiTS(document)));
} finally {
  await service.stop();
}
